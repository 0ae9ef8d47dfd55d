//! Finds secrets that the `Debug` of the official crate hides and ours does not.
//!
//! rustdoc JSON has no function bodies, so this reads the sources of the official crate, and the schema text of ours,
//! which determines `Debug`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;
use farrier_runtime::schema::SchemaText;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;

use crate::files::{read, At as _};

/// Text that the official generator prints instead of a secret.
const REDACTED: &str = "\"*** Sensitive Data Redacted ***\"";

/// Words in the names of builders in official code.
const BUILDER: &str = "Builder";

/// Parts of a type that its `Debug` hides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secrets {
    /// The whole value.
    pub all: bool,
    /// These fields or variants.
    pub members: BTreeSet<String>,
}

/// Secrets by type name. Several types can have the same name, because each operation has a module, and shapes have
/// one.
pub type ByType = BTreeMap<String, Vec<Secrets>>;

/// Returns a line for each type that shows what the official one hides.
pub fn shown(official: &ByType, ours: &ByType) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, theirs) in official {
        let none = [Secrets::default()];
        let own = ours.get(name).map_or(none.as_slice(), Vec::as_slice);
        for secrets in theirs
            .iter()
            .filter(|secrets| !own.iter().any(|it| covers(it, secrets)))
        {
            let hidden: Vec<&str> = secrets.members.iter().map(String::as_str).collect();
            let hidden = if secrets.all {
                "all of it".to_owned()
            } else {
                hidden.join(", ")
            };
            lines.push(format!("the official `Debug` of `{name}` hides {hidden}"));
        }
    }
    lines
}

fn covers(own: &Secrets, theirs: &Secrets) -> bool {
    own.all || (!theirs.all && theirs.members.is_subset(&own.members))
}

/// Returns the secrets of an official crate, read from its sources.
///
/// # Errors
/// Sources that cannot be read.
pub fn official(package: &Path) -> Result<ByType> {
    let mut found = ByType::new();
    for part in ["src/types", "src/operation"] {
        for file in sources(&package.join(part))? {
            let text = read(&file)?;
            let parsed = syn::parse_file(&text).at(&file)?;
            for (name, body) in debug_impls(&parsed) {
                let secrets = in_official(&body);
                let is_builder = name.ends_with(BUILDER);
                if !is_builder && secrets != Secrets::default() {
                    found.entry(name).or_default().push(secrets);
                }
            }
        }
    }
    Ok(found)
}

/// Returns the secrets of our crate.
///
/// # Errors
/// A crate without its schema text, or whose sources cannot be read.
pub fn ours(package: &Path) -> Result<ByType> {
    let mut found = ByType::new();
    let file = package.join("src/schema.txt");
    let text = read(&file)?;
    // The runtime keeps parsed schemas until the program ends.
    let schema: &'static SchemaText = Box::leak(Box::new(SchemaText::new(text.leak())));
    for name in schema.names() {
        let shape = schema.shape(name);
        let members = shape.members().iter();
        let hidden = members.filter(|member| shape.is_sensitive() || member.is_sensitive());
        let secrets = Secrets {
            all: shape.is_sensitive(),
            members: hidden.map(|member| member.rust_name().to_owned()).collect(),
        };
        found
            .entry(shape.name().to_owned())
            .or_default()
            .push(secrets);
    }
    for file in sources(&package.join("src/types"))? {
        let text = read(&file)?;
        let parsed = syn::parse_file(&text).at(&file)?;
        for (name, body) in debug_impls(&parsed) {
            let all = body.iter().any(|token| token == "fmt_redacted");
            let members = BTreeSet::new();
            found
                .entry(name)
                .or_default()
                .push(Secrets { all, members });
        }
    }
    Ok(found)
}

/// Returns all Rust files below a folder, and the file of the module itself.
fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    let beside = folder.with_extension("rs");
    files.extend(beside.is_file().then_some(beside));
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.at(&folder)?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Returns the types with a manual `Debug`, and its tokens.
fn debug_impls(file: &syn::File) -> Vec<(String, Vec<String>)> {
    let impls = file.items.iter().filter_map(|item| match item {
        syn::Item::Impl(item) => Some(item),
        _ => None,
    });
    let found = impls.filter_map(|item| {
        let (_, path, _) = item.trait_.as_ref()?;
        let is_debug = path
            .segments
            .last()
            .is_some_and(|segment| segment.ident == "Debug");
        let syn::Type::Path(of) = item.self_ty.as_ref() else {
            return None;
        };
        let name = of.path.segments.last()?.ident.to_string();
        let mut tokens = Vec::new();
        flatten(item.to_token_stream(), &mut tokens);
        is_debug.then_some((name, tokens))
    });
    found.collect()
}

fn flatten(stream: TokenStream, out: &mut Vec<String>) {
    for token in stream {
        match token {
            TokenTree::Group(group) => {
                let [open, close] = match group.delimiter() {
                    Delimiter::Parenthesis => ["(", ")"],
                    Delimiter::Brace => ["{", "}"],
                    Delimiter::Bracket => ["[", "]"],
                    Delimiter::None => ["", ""],
                };
                out.push(open.to_owned());
                flatten(group.stream(), out);
                out.push(close.to_owned());
            }
            token => out.push(token.to_string()),
        }
    }
}

/// Returns what precedes each secret: the name of a field, a variant, or neither.
fn in_official(tokens: &[String]) -> Secrets {
    let mut secrets = Secrets::default();
    for (at, _) in tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| *token == REDACTED)
    {
        let before: Vec<&str> = tokens[..at]
            .iter()
            .rev()
            .take(16)
            .map(String::as_str)
            .collect();
        match before.as_slice() {
            // .field("name", &
            ["&", ",", name, "(", "field", ..] => {
                let name = name.trim_matches('"').trim_start_matches("r#");
                secrets.members.insert(name.to_owned());
            }
            // Type::Variant(_) => f.debug_tuple(
            ["(", "debug_tuple", ".", _, ">", "=", ")", _, "(", variant, ..] => {
                secrets.members.insert((*variant).to_owned());
            }
            _ => secrets.all = true,
        }
    }
    secrets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(body: &str) -> Secrets {
        let text = format!(
            "impl ::std::fmt::Debug for T {{ fn fmt(&self, f: &mut F) -> R {{ {body} }} }}"
        );
        let file = syn::parse_file(&text).expect("Rust");
        let mut found = debug_impls(&file);
        let (name, tokens) = found.pop().expect("an impl");
        assert_eq!(name, "T");
        in_official(&tokens)
    }

    #[test]
    fn official_code_is_read() {
        let members = |names: &[&str]| Secrets {
            all: false,
            members: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        let structure = r#"let mut formatter = f.debug_struct("T");
            formatter.field("shown", &self.shown);
            formatter.field("r#type", &"*** Sensitive Data Redacted ***");
            formatter.finish()"#;
        assert_eq!(secrets(structure), members(&["type"]));
        let union = r#"match self {
            T::Plain(val) => f.debug_tuple("Plain").field(&val).finish(),
            T::Secret(_) => f.debug_tuple("*** Sensitive Data Redacted ***").finish(),
        }"#;
        assert_eq!(secrets(union), members(&["Secret"]));
        let whole = r#"::std::write!(f, "*** Sensitive Data Redacted ***")"#;
        assert!(secrets(whole).all);
        assert_eq!(secrets("f.finish()"), Secrets::default());
    }

    #[test]
    fn what_ours_shows_is_told() {
        let of = |all, members: &[&str]| {
            let members = members.iter().map(|name| (*name).to_owned()).collect();
            BTreeMap::from([("Keys".to_owned(), vec![Secrets { all, members }])])
        };
        let hides = |what: &str| vec![format!("the official `Debug` of `Keys` hides {what}")];
        assert_eq!(
            shown(&of(false, &["id", "key"]), &of(false, &["key"])),
            hides("id, key")
        );
        assert_eq!(shown(&of(false, &["id"]), &ByType::new()), hides("id"));
        assert_eq!(
            shown(&of(true, &[]), &of(false, &["id"])),
            hides("all of it")
        );
        assert!(shown(&of(false, &["id"]), &of(false, &["id", "key"])).is_empty());
        assert!(shown(&of(false, &["id"]), &of(true, &[])).is_empty());
    }
}
