//! The types of a crate, read from its source: the public fields of its structures, the values that `build()` sets for
//! fields that are not set, and the variants of its enums.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use serde_json::Value;
use syn::{
    Expr, Fields, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, Lit, Pat, Stmt, Type, Visibility,
};

use crate::files::read;
use crate::files::At as _;

/// Value of a member that is not set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Absent {
    /// `None`.
    None,
    /// Zero, false or empty.
    Initial,
    /// Another value, as JSON.
    Value(String),
    /// An error, because it must be set.
    Error,
}

/// A public field of a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Its type, with only the last segment of each path.
    pub(super) ty: String,
    /// Its value if it is not set.
    pub(super) absent: Absent,
}

/// Structures by name, with their fields by name.
pub(super) type Structures = BTreeMap<String, BTreeMap<String, Field>>;

/// Enums by name, with their variants by value. A union is one too: its variants, with their types, have their names
/// in lower case.
pub(super) type Enums = BTreeMap<String, BTreeMap<String, String>>;

/// The types of a crate.
#[derive(Default)]
pub(super) struct Types {
    pub(super) structures: Structures,
    pub(super) enums: Enums,
}

/// Returns the types of the modules `types` and `operation` of the crate with this `src` folder.
///
/// # Errors
/// A file that cannot be read, or that is not Rust.
pub(super) fn types(source: &Path) -> Result<Types> {
    let mut found = Types::default();
    let mut open = vec![source.join("types"), source.join("operation")];
    while let Some(folder) = open.pop() {
        let entries = std::fs::read_dir(&folder);
        let entries = entries.at(&folder)?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                add(&read(&path)?, &mut found).at(&path)?;
            }
        }
    }
    Ok(found)
}

/// Adds the types of a file.
pub(super) fn add(text: &str, found: &mut Types) -> Result<(), syn::Error> {
    let file = syn::parse_file(text)?;
    for item in &file.items {
        if let Item::Enum(item) = item {
            let name = item.ident.to_string();
            found.enums.entry(name).or_default().extend(unions(item));
        }
        if let Item::Struct(item) = item {
            let name = item.ident.to_string();
            let is_helper = ["Builder", "Paginator", "PaginatorItems"];
            if !is_helper.iter().any(|end| name.ends_with(end)) {
                let fields = fields(item);
                found.structures.entry(name).or_default().extend(fields);
            }
        }
    }
    for item in &file.items {
        if let Item::Impl(item) = item {
            built(item, &mut found.structures);
            if let Some((name, variants)) = variants(item) {
                found.enums.entry(name).or_default().extend(variants);
            }
        }
    }
    Ok(())
}

fn fields(item: &ItemStruct) -> Vec<(String, Field)> {
    let Fields::Named(named) = &item.fields else {
        return Vec::new();
    };
    let public = named.named.iter();
    let public = public.filter(|field| matches!(field.vis, Visibility::Public(_)));
    let fields = public.filter_map(|field| {
        let name = field.ident.as_ref()?.to_string();
        let ty = short(field.ty.to_token_stream());
        let absent = if ty.starts_with("Option<") {
            Absent::None
        } else {
            Absent::Initial
        };
        Some((
            name.trim_start_matches("r#").to_owned(),
            Field { ty, absent },
        ))
    });
    fields.collect()
}

/// Returns a type without the modules in its paths.
fn short(tokens: TokenStream) -> String {
    let text: String = tokens.to_string().split_whitespace().collect();
    let mut parts = Vec::new();
    for part in text.split_inclusive(['<', '>', ',', '(', ')']) {
        parts.push(part.rsplit("::").next().unwrap_or(part));
    }
    parts.concat().replace(",>", ">").replace(",)", ")")
}

/// Reads `fn build` of a builder.
fn built(item: &ItemImpl, found: &mut Structures) {
    let builds = item.items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == "build" => function.block.stmts.last(),
        _ => None,
    });
    for statement in builds {
        let Stmt::Expr(expression, _) = statement else {
            continue;
        };
        let literal = match expression {
            Expr::Call(call) => call.args.first(),
            other => Some(other),
        };
        let Some(Expr::Struct(literal)) = literal else {
            continue;
        };
        let Some(name) = literal.path.segments.last() else {
            continue;
        };
        let Some(fields) = found.get_mut(&name.ident.to_string()) else {
            continue;
        };
        for value in &literal.fields {
            let name = value.member.to_token_stream().to_string();
            if let Some(field) = fields.get_mut(name.trim_start_matches("r#")) {
                if field.absent != Absent::None {
                    field.absent = absent(value.expr.to_token_stream());
                }
            }
        }
    }
}

/// Returns the variants of a union.
fn unions(item: &ItemEnum) -> Vec<(String, String)> {
    let variants = item.variants.iter().filter(|one| one.ident != "Unknown");
    let unions = variants.filter_map(|variant| {
        let Fields::Unnamed(fields) = &variant.fields else {
            return None;
        };
        let name = variant.ident.to_string();
        let ty = short(fields.to_token_stream());
        Some((name.to_lowercase(), format!("{name}{ty}")))
    });
    unions.collect()
}

/// Reads the variants of an enum in `impl From<&str>`.
fn variants(item: &ItemImpl) -> Option<(String, BTreeMap<String, String>)> {
    let (_, of, _) = item.trait_.as_ref()?;
    let Type::Path(self_ty) = &*item.self_ty else {
        return None;
    };
    if of.segments.last()?.ident != "From" {
        return None;
    }
    let name = self_ty.path.get_ident()?.to_string();
    let function = item.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    })?;
    let Stmt::Expr(Expr::Match(values), _) = function.block.stmts.last()? else {
        return None;
    };
    let variants = values.arms.iter().filter_map(|arm| {
        let Pat::Lit(literal) = &arm.pat else {
            return None;
        };
        match (&literal.lit, &*arm.body) {
            (Lit::Str(value), Expr::Path(variant)) => {
                let variant = variant.path.segments.last()?.ident.to_string();
                Some((value.value(), variant))
            }
            _ => None,
        }
    });
    Some((name, variants.collect()))
}

/// Returns the value that a builder sets for a field that is not set, if the field is not an `Option`.
fn absent(tokens: TokenStream) -> Absent {
    let mut value = Absent::Initial;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let TokenTree::Ident(name) = token else {
            continue;
        };
        match name.to_string().as_str() {
            "ok_or_else" => return Absent::Error,
            "unwrap_or" | "unwrap_or_else" => {
                if let Some(TokenTree::Group(arguments)) = tokens.peek() {
                    if let Some(found) = literal(arguments.stream(), false) {
                        value = Absent::Value(found);
                    }
                }
            }
            _ => {}
        }
    }
    value
}

/// Returns the first literal, as JSON. Zero, false and the empty text are the initial values.
fn literal(tokens: TokenStream, mut is_negative: bool) -> Option<String> {
    for token in tokens {
        match token {
            TokenTree::Punct(punct) => is_negative = punct.as_char() == '-',
            TokenTree::Ident(name) if name == "true" => return Some("true".to_owned()),
            TokenTree::Literal(found) => return json(&found.to_string(), is_negative),
            TokenTree::Group(group) => {
                if let Some(found) = literal(group.stream(), is_negative) {
                    return Some(found);
                }
            }
            TokenTree::Ident(_) => {}
        }
    }
    None
}

fn json(text: &str, is_negative: bool) -> Option<String> {
    let value = match syn::parse_str::<syn::Lit>(text).ok()? {
        syn::Lit::Str(text) => Value::String(text.value()),
        syn::Lit::Int(number) => Value::from(number.base10_parse::<i64>().ok()?),
        syn::Lit::Float(number) => Value::from(number.base10_parse::<f64>().ok()?),
        _ => return None,
    };
    let sign = if is_negative { "-" } else { "" };
    let text = format!("{sign}{value}");
    (!matches!(text.as_str(), "0" | "0.0" | "\"\"")).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
        pub struct Job {
            pub name: ::std::option::Option<::std::string::String>,
            pub tags: ::std::collections::HashMap<::std::string::String, crate::types::Tag>,
            pub r#type: crate::types::Kind,
            pub minutes: i32,
            pub factor: f64,
            pub is_done: bool,
            pub key: ::std::string::String,
            _request_id: Option<String>,
        }
        impl JobBuilder {
            pub fn build(self) -> Result<crate::types::Job, Error> {
                Ok(crate::types::Job {
                    name: self.name,
                    tags: self.tags.unwrap_or_default(),
                    r#type: self.r#type.unwrap_or("A".parse::<crate::types::Kind>().expect("one")),
                    minutes: self.minutes.unwrap_or(60),
                    factor: self.factor.unwrap_or(-1.5_f64),
                    is_done: self.is_done.unwrap_or(true),
                    key: self.key.ok_or_else(|| missing("key"))?,
                })
            }
        }
    "#;

    #[test]
    fn fields_are_told_with_what_they_are_where_they_are_not_set() {
        let mut found = Types::default();
        add(TEXT, &mut found).expect("Rust");
        let job = &found.structures["Job"];
        let value = |text: &str| Absent::Value(text.to_owned());
        let field = |name: &str| (job[name].ty.as_str(), job[name].absent.clone());
        assert_eq!(job.len(), 7);
        assert_eq!(field("name"), ("Option<String>", Absent::None));
        assert_eq!(field("tags"), ("HashMap<String,Tag>", Absent::Initial));
        assert_eq!(field("type"), ("Kind", value("\"A\"")));
        assert_eq!(field("minutes"), ("i32", value("60")));
        assert_eq!(field("factor"), ("f64", value("-1.5")));
        assert_eq!(field("is_done"), ("bool", value("true")));
        assert_eq!(field("key"), ("String", Absent::Error));
    }

    #[test]
    fn enums_are_read_by_value() {
        let text = r#"
            pub enum Kind { A, B2, Unknown(Text) }
            impl From<&str> for Kind {
                fn from(s: &str) -> Self {
                    match s {
                        "a" => Kind::A,
                        "b-2" => Self::B2,
                        other => Kind::Unknown(Text(other.to_owned())),
                    }
                }
            }
            impl From<Other> for Kind {
                fn from(other: Other) -> Self { Kind::A }
            }
        "#;
        let mut found = Types::default();
        add(text, &mut found).expect("Rust");
        let variants = [("a", "A"), ("b-2", "B2")];
        let variants = variants.map(|(value, name)| (value.to_owned(), name.to_owned()));
        let kind = ("Kind".to_owned(), BTreeMap::from(variants));
        assert_eq!(found.enums, Enums::from([kind]));
    }
}
