//! Formats tokens of items as text, with blank lines between them.
//!
//! The module `printer` formats the code that it knows. The rest is formatted by syn and prettyplease, one
//! item at a time.

use syn::{File, ImplItem, Item, TraitItem};

use crate::printer;
use crate::tokens::Tokens;

/// Text, and how it came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The items.
    pub text: String,
    /// How many streams the printer does not know, so that they were parsed.
    pub parsed: usize,
}

/// Tokens that are not Rust items: a bug of the emitter that made them.
#[derive(Debug, thiserror::Error)]
#[error("{reason}:\n{tokens}")]
pub struct FormatError {
    reason: syn::Error,
    tokens: String,
}

/// Formats items: one blank line between any two but runs of `use` or `mod` lines, and between the
/// functions of an `impl` or `trait`.
///
/// # Errors
/// Returns the tokens that do not parse, and the reason.
pub fn format_items(streams: &[Tokens]) -> Result<Formatted, FormatError> {
    let mut formatted = Formatted::default();
    let mut before = None;
    for tokens in streams {
        if !printer::print(tokens, &mut formatted.text, &mut before) {
            formatted.parsed += 1;
            parse(tokens, &mut formatted.text, &mut before)?;
        }
    }
    Ok(formatted)
}

/// The same without our own printer, for comparison.
///
/// # Errors
/// Returns the tokens that do not parse, and the reason.
pub fn parse_items(streams: &[Tokens]) -> Result<String, FormatError> {
    let (mut text, mut before) = (String::new(), None);
    for tokens in streams {
        parse(tokens, &mut text, &mut before)?;
    }
    Ok(text)
}

fn parse(tokens: &Tokens, out: &mut String, before: &mut Option<Run>) -> Result<(), FormatError> {
    let source = tokens.to_source();
    let mut file: File = syn::parse_str(&source).map_err(|reason| FormatError {
        reason,
        tokens: source.trim_end().to_owned(),
    })?;
    let items = std::mem::take(&mut file.items);
    if !file.attrs.is_empty() {
        separate(out, before, Run::None);
        out.push_str(&prettyplease::unparse(&file));
    }
    for item in items {
        separate(out, before, Run::of(&item));
        out.push_str(&format_item(item));
    }
    Ok(())
}

/// Items of the same run have no blank line between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    Use,
    Mod,
    None,
}

impl Run {
    fn of(item: &Item) -> Self {
        match item {
            Item::Use(item) if item.attrs.is_empty() => Self::Use,
            Item::Mod(item) if item.attrs.is_empty() && item.content.is_none() => Self::Mod,
            _ => Self::None,
        }
    }
}

/// The separator between the last block and the next.
pub(super) fn separate(out: &mut String, before: &mut Option<Run>, run: Run) {
    let same = run != Run::None && *before == Some(run);
    if before.is_some() && !same {
        out.push('\n');
    }
    *before = Some(run);
}

/// Stands for the items of a block while its frame is measured.
const SENTINEL: &str = "const SENTINEL: () = ();";

fn format_item(item: Item) -> String {
    let mut file = File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    let spaced = match file.items.first_mut() {
        Some(Item::Impl(block)) => {
            let items = std::mem::take(&mut block.items);
            let is_function = |item: &ImplItem| matches!(item, ImplItem::Fn(_));
            spaced(&mut file, items, is_function, |file, items| {
                if let Some(Item::Impl(block)) = file.items.first_mut() {
                    block.items = items;
                }
            })
        }
        Some(Item::Trait(block)) => {
            let items = std::mem::take(&mut block.items);
            let is_function = |item: &TraitItem| matches!(item, TraitItem::Fn(_));
            spaced(&mut file, items, is_function, |file, items| {
                if let Some(Item::Trait(block)) = file.items.first_mut() {
                    block.items = items;
                }
            })
        }
        _ => None,
    };
    spaced.unwrap_or_else(|| prettyplease::unparse(&file))
}

/// Formats a block with one of its items at a time and puts the bodies together. The surrounding code is
/// known from the block around [`SENTINEL`], so that no line needs to be understood. `None` for an empty
/// block.
fn spaced<T: syn::parse::Parse>(
    file: &mut File,
    items: Vec<T>,
    is_function: impl Fn(&T) -> bool,
    set: impl Fn(&mut File, Vec<T>),
) -> Option<String> {
    if items.is_empty() {
        return None;
    }
    set(file, vec![syn::parse_str(SENTINEL).ok()?]);
    let frame = prettyplease::unparse(file);
    let (head, tail) = frame.split_once(&format!("    {SENTINEL}\n"))?;
    let mut text = head.to_owned();
    let mut before = None;
    for item in items {
        let function = is_function(&item);
        if before.is_some_and(|before| before || function) {
            text.push('\n');
        }
        before = Some(function);
        set(file, vec![item]);
        let block = prettyplease::unparse(file);
        let end = block.len().saturating_sub(tail.len());
        text.push_str(block.get(head.len()..end).unwrap_or_default());
    }
    text.push_str(tail);
    Some(text)
}
