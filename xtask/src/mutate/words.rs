//! Names and texts that are valid in models and difficult for the generator.

use fastrand::Rng;

/// Rust keywords of all editions.
const KEYWORDS: &str = "\
     abstract as async await become box break const continue crate do dyn else enum extern false final fn \
     for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct \
     super trait true try type typeof union unsafe unsized use virtual where while yield";

/// Names in Rust's prelude, built-in types and crates, and of methods that method syntax finds.
const PRELUDE: &str = "\
     AsMut AsRef Box Clone Copy Debug Default Display Drop Eq Err Extend Fn FnMut FnOnce From FromStr \
     Future Hash HashMap Infallible Into IntoIterator Iterator None Ok Option Ord PartialEq PartialOrd \
     Pin Result Self Send Sized Some Static String Sync ToOwned ToString TryFrom TryInto Unpin Vec alloc \
     bool borrow char cmp core deref eq f32 f64 fmt hash i32 is_empty iter len next rt std str test u8 \
     unwrap usize vec";

/// Names in generated crates and their runtime.
const OWN: &str = "\
     ApiMetadata Blob Builder ByteStream Client Config ConfigBag DateTime DefaultResolver Document Error \
     ErrorMetadata EventReceiver Handle Intercept Layer OfOperation Params ParamsBuilder Parts Region \
     RequestId ResolveEndpoint SdkBody SdkError Typed Unhandled Unknown Waiters _request_id add as_input \
     as_str auth behavior_version body build builder builders cause client code collect conf config \
     config_override credentials_provider customize endpoint endpoint_resolver endpoint_url enums error \
     errors event_stream extra field field_mut from_conf generic get handle http_client id index initial \
     inner input interceptor into_paginator is_unknown item items key kind known mb message meta meta_mut \
     mod name new not operation other output page_size paginator params part presigned primitives read \
     region request_id retry_config retryable_error_kind send send_with serde service set sets shape \
     sleep_impl slot source stream streams structures time_source timeout_config try_parse types \
     unhandled unions unknown value values variant wait waiters";

/// Short and unusual names, and letters used for generics.
const SHORT: &str = "\
     A C E F I K M O R S T V W _ __ _1 _a a a1 a_ a__b b e f i k m n o r s s3 t v x z9";

/// Names that Smithy's grammar does not allow.
const ODD: &[&str] = &[
    "",
    " ",
    "$",
    "1",
    "1st",
    "a b",
    "a#b",
    "a-b",
    "a.b",
    "a/b",
    "größe",
    "r#type",
    "x\u{0}y",
    "名前",
    "\u{1F333}",
];

/// Prefixes and suffixes that the generator also uses to create names.
const AFFIXES: &[(&str, &str)] = &[
    ("", "Builder"),
    ("", "Error"),
    ("", "ErrorSet"),
    ("", "Exception"),
    ("", "FluentBuilder"),
    ("", "Input"),
    ("", "Inputs"),
    ("", "Output"),
    ("", "Paginator"),
    ("", "PaginatorItems"),
    ("", "Request"),
    ("", "Response"),
    ("", "Value"),
    ("", "_"),
    ("", "_value"),
    ("", "__"),
    ("", "1"),
    ("", "s"),
    ("As", ""),
    ("Get", ""),
    ("Is", ""),
    ("Set", ""),
    ("With", ""),
    ("WaitUntil", ""),
    ("_", ""),
    ("as_", ""),
    ("get_", ""),
    ("is_", ""),
    ("r_", ""),
    ("set_", ""),
];

/// Texts with special characters of Rust, Markdown, HTML or TOML.
const TEXTS: &[&str] = &[
    "",
    " ",
    "\n",
    "*/ /* // /// //! #[x] }",
    "`",
    "``` ",
    "```\nlet x = 1;\n",
    "[Tree]",
    "[a](b)",
    "[`Tree`]",
    "[tree]: <https://x> \"y\"",
    "<",
    "<p>",
    "<p>a<b>b</p>c</b>",
    "<a href=\"x y\">z</a>",
    "<script>alert(1)</script>",
    "<Tree>",
    "Vec<String>",
    "a_b_c *d* ~~e~~ |f|",
    "https://example.com/a_b",
    "\"quoted\" \\ back",
    "{x} {} {{}}",
    "\u{7} \u{0}",
    "# Title\n\n    code\n- a\n  1. b",
    "<li>a<ul><li>b</ul>",
    "&amp; &lt; &bogus; &#0;",
    "<!-- a",
    "<pre>a\n  b</pre>",
    "\t\ttabs",
    "é 名前 \u{1F333}",
    "---\na: b\n---",
    "<table><tr><td>a</td></tr></table>",
    "<p>a</p><p>b",
    "\r\n\r",
    "$x$ @y %z",
    "'a",
    "r#\"x\"#",
    "[x]",
    "[`",
    "<br>",
    "1. a\n1. b",
    "> quote",
    "a\n===",
    "a | b\n--|--\nc | d",
    "[!NOTE]",
    "[^1]: x",
    "- [ ] x",
];

/// Returns a difficult name. `known` are names of the model.
pub(super) fn name(rng: &mut Rng, known: &[String]) -> String {
    match rng.usize(..16) {
        0..=2 => cased(rng, KEYWORDS),
        3 | 4 => cased(rng, PRELUDE),
        5..=7 => cased(rng, OWN),
        8 => word(rng, SHORT).to_owned(),
        9 if rng.u8(..8) == 0 => pick(rng, ODD).to_owned(),
        9..=11 => affixed(rng, known),
        12 => affixed(
            rng,
            &OWN.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        ),
        _ => match rng.choice(known) {
            Some(known) => near(rng, known),
            None => "Near".to_owned(),
        },
    }
}

/// Returns a difficult text.
pub(super) fn text(rng: &mut Rng) -> String {
    let mut text = pick(rng, TEXTS).to_owned();
    while rng.u8(..3) == 0 {
        text.push_str(pick(rng, &[" ", "", "\n", "\n\n", "."]));
        text.push_str(pick(rng, TEXTS));
    }
    text
}

/// Returns a name that differs from `name` only in case, underscores or digits.
pub(super) fn near(rng: &mut Rng, name: &str) -> String {
    let upper = |text: &str| {
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    let lower = |text: &str| {
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_ascii_lowercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    match rng.u8(..10) {
        0 => upper(name),
        1 => lower(name),
        2 => name.to_ascii_uppercase(),
        3 => name.to_ascii_lowercase(),
        4 => format!("{name}_"),
        5 => format!("_{name}"),
        6 => format!("{name}{}", rng.u8(..3)),
        7 => {
            let mut spaced = String::new();
            for letter in name.chars() {
                if letter.is_ascii_uppercase() && !spaced.is_empty() {
                    spaced.push('_');
                }
                spaced.push(letter.to_ascii_lowercase());
            }
            spaced
        }
        8 => name.replace('_', ""),
        _ => name.to_owned(),
    }
}

fn affixed(rng: &mut Rng, known: &[String]) -> String {
    let name = rng.choice(known).map_or("Tree", String::as_str);
    let (before, after) = pick(rng, AFFIXES);
    let made = format!("{before}{name}{after}");
    if rng.bool() {
        made
    } else {
        near(rng, &made)
    }
}

/// Returns one of the words in a text, perhaps in another case.
fn cased(rng: &mut Rng, all: &'static str) -> String {
    let word = word(rng, all);
    if rng.bool() {
        word.to_owned()
    } else {
        near(rng, word)
    }
}

fn pick<T: Copy>(rng: &mut Rng, all: &[T]) -> T {
    all[rng.usize(..all.len())]
}

/// Returns one of the words in a text.
fn word(rng: &mut Rng, all: &'static str) -> &'static str {
    let words: Vec<&str> = all.split_whitespace().collect();
    pick(rng, &words)
}

/// Returns one of a few values, which may be random themselves.
pub(super) fn one<T>(all: impl IntoIterator<Item = T>, rng: &mut Rng) -> Option<T> {
    let mut all: Vec<T> = all.into_iter().collect();
    match all.len() {
        0 => None,
        count => Some(all.swap_remove(rng.usize(..count))),
    }
}
