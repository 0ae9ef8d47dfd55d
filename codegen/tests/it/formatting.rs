//! Tokens to text.

use std::str::FromStr as _;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::emit::Tokens;
use farrier_codegen::emit::{Body, OutFile};
use farrier_codegen::settings::COMMAND;
use farrier_codegen::write::render;
use farrier_print::{format_items, parse_items};
use insta::assert_snapshot;

fn formatted(items: &[&str]) -> String {
    let streams = items
        .iter()
        .map(|item| Tokens::from_str(item).expect("tokens"));
    let streams: Vec<Tokens> = streams.collect();
    let formatted = format_items(&streams).expect("the items parse");
    assert_eq!(
        formatted.text,
        parse_items(&streams).expect("the items parse")
    );
    formatted.text
}

#[test]
fn items_stand_apart_but_runs_of_use_and_mod() {
    assert_snapshot!(formatted(&[
        "#![doc = \" The module.\"]",
        "use a::b; use c::d;",
        "mod one; mod two;",
        "#[doc = \" Documented.\"] pub mod three;",
        "pub struct A { pub b: u8 } impl A {}",
        "pub const C: u8 = 1;",
    ]));
}

#[test]
fn functions_of_a_block_stand_apart() {
    assert_snapshot!(formatted(&[
        "impl A { const X: u8 = 1; const Y: u8 = 2; #[doc = \" First.\"] pub fn first(&self) -> u8 { 1 } \
         #[inline] pub fn second(&self) {} }",
        "trait T { type X; fn a(); #[doc = \" B.\"] fn b() { let text = \"fn c() {\\n\\n}\"; } }",
        "impl<A: Send + Sync + 'static, B: Send + Sync + 'static> VeryLongTraitNameForTheTest<A, B> \
         for AnotherVeryLongName<A, B> where A: Clone { fn a() {} fn b() {} }",
    ]));
}

#[test]
fn code_that_does_not_parse_is_the_generators_mistake() {
    let tokens = Tokens::from_str("pub struct ;").expect("tokens");
    let file = OutFile {
        path: "src/lib.rs".to_owned(),
        body: Body::Rust(vec![tokens]),
    };
    let mut diagnostics = Diagnostics::default();
    assert!(render(vec![file], COMMAND, &mut diagnostics)
        .files
        .is_empty());
    assert_snapshot!(diagnostics.to_string());
}

#[test]
fn headers_and_paths() {
    let text = |path: &str| OutFile {
        path: path.to_owned(),
        body: Body::Text("text".to_owned()),
    };
    let mut diagnostics = Diagnostics::default();
    let paths = [
        "README.md",
        "Cargo.toml",
        "src/a.rs",
        "SRC/a.rs",
        "../a.rs",
        "/a.rs",
        "a.bin",
        ".x.rs",
    ];
    let files = render(
        paths.into_iter().map(text).collect(),
        COMMAND,
        &mut diagnostics,
    );
    let all: String = (files.files.iter())
        .map(|file| format!("--- {}\n{}", file.path, file.content))
        .collect();
    assert_snapshot!(format!("{all}=== problems\n{diagnostics}"));
}

/// Where a line becomes too long is where two printers differ, if they do.
#[test]
fn every_width_is_laid_out_as_by_prettyplease() {
    let templates = [
        "impl ::rt::error::ModelledError for NAME {}",
        "impl a::Trait for NAME { fn f() {} }",
        "impl NAME { pub const X: u8 = 1; }",
        "pub static NAME: ::a::B<u8> = ::a::B::new(\"text\", &[1, 2], C { d: 1 });",
        "pub struct S<A>(pub NAME, pub(crate) u8);",
        "pub type A<B> = NAME<B>;",
        "pub fn f(&self, a: NAME) -> ::std::option::Option<u8> { self.a.b(NAME).c(|d| d.e()).f() }",
        "fn f() { match a { NAME::B => b(), C | D => { c() } _ => {} } }",
        "fn f() { if NAME == a && b { c(); } else { d() } let NAME = match a { _ => 1 }; }",
        "fn f() { let a = NAME { b, c: d.e()?, ..f }; call(NAME, [1, 2, 3], (a, b)); }",
        "use a::{NAME, B, C};",
        "enum E { A(NAME, u8), B { c: NAME, d: u8 }, E }",
    ];
    for template in templates {
        for length in 1..=100 {
            let item = template.replace("NAME", &"N".repeat(length));
            let streams = [Tokens::from_str(&item).expect("tokens")];
            let printed = format_items(&streams).expect("the item parses");
            let parsed = parse_items(&streams).expect("the item parses");
            assert_eq!((printed.text, printed.parsed), (parsed, 0), "{item}");
        }
    }
}
