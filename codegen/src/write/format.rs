//! Item tokens to text: `prettyplease` an item at a time, blank lines in between.

use syn::{File, ImplItem, Item, TraitItem};

use crate::emit::Tokens;

/// Formats items: one blank line between any two but runs of `use` or `mod` lines, and between the
/// functions of an `impl` or `trait`.
///
/// # Errors
/// What does not parse, as tokens, and why.
pub fn format_items(streams: Vec<Tokens>) -> Result<String, String> {
    let mut blocks = Vec::new();
    for tokens in streams {
        let source = tokens.to_source();
        let mut file: File = syn::parse_str(&source)
            .map_err(|error| format!("{error}:\n{}", source.trim_end()))?;
        let items = std::mem::take(&mut file.items);
        if !file.attrs.is_empty() {
            blocks.push((Run::None, prettyplease::unparse(&file)));
        }
        for item in items {
            blocks.push((Run::of(&item), format_item(item)));
        }
    }
    Ok(join(&blocks))
}

/// Items of the same run stand without a blank line in between.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
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

fn join(blocks: &[(Run, String)]) -> String {
    let mut text = String::new();
    let mut before = None;
    for (run, block) in blocks {
        let same = *run != Run::None && before == Some(*run);
        if before.is_some() && !same {
            text.push('\n');
        }
        text.push_str(block);
        before = Some(*run);
    }
    text
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

/// Formats a block with one of its items at a time and puts the bodies together. What surrounds them is
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
