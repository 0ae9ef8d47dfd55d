//! Rust expressions: the values of defaults and examples.

use std::fmt::{self, Display, Formatter};

use super::types::Name;

/// A Rust expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// `true` or `false`
    Bool(bool),
    /// A whole number, without a suffix.
    Whole(i64),
    /// A finite number, without a suffix.
    Float(f64),
    /// A number with its type as the suffix.
    Number(Number),
    /// `"…"`
    Text(String),
    /// A `String` of this text.
    String(String),
    /// `b"…"`
    Bytes(Vec<u8>),
    /// A constant or a variant without a value.
    Path(Path),
    /// A function, or a variant with a value, and the arguments.
    Call(Path, Vec<Expr>),
    /// A method of a value, and the arguments.
    Method(Box<Expr>, Name, Vec<Expr>),
    /// `*…`
    Deref(Box<Expr>),
    /// `…?`
    Try(Box<Expr>),
    /// `[…]`
    Array(Vec<Expr>),
    /// `vec![…]`
    Vec(Vec<Expr>),
    /// `(…)`
    Tuple(Vec<Expr>),
    /// `unreachable!()`
    Unreachable,
}

/// A number that says its type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// `u64`
    U64(u64),
    /// `i64`
    I64(i64),
    /// `f64`
    F64(f64),
}

/// A path to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Where it starts.
    pub root: Root,
    /// The names behind that.
    pub names: Vec<Name>,
}

/// Where a path starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// The standard library.
    Std,
    /// The generated crate.
    Crate,
    /// Names that are in scope everywhere.
    Prelude,
}

impl Path {
    /// Returns a path of these names.
    pub fn new<'a>(root: Root, names: impl IntoIterator<Item = &'a str>) -> Self {
        let names = names.into_iter().map(|name| Name(name.to_owned()));
        Self {
            root,
            names: names.collect(),
        }
    }
}

impl Expr {
    /// Returns the call of a method.
    pub fn method(self, name: &str, arguments: Vec<Expr>) -> Self {
        Self::Method(Box::new(self), Name(name.to_owned()), arguments)
    }
}

/// On one line, with absolute paths.
impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => write!(f, "{value}"),
            Self::Whole(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::String(text) => write!(f, "::std::string::String::from({text:?})"),
            Self::Bytes(bytes) => write!(f, "b\"{}\"", bytes.escape_ascii()),
            Self::Path(path) => write!(f, "{path}"),
            Self::Call(path, arguments) => write!(f, "{path}({})", List(arguments)),
            Self::Method(value, name, arguments) => {
                write!(f, "{value}.{}({})", name.0, List(arguments))
            }
            Self::Deref(value) => write!(f, "*{value}"),
            Self::Try(value) => write!(f, "{value}?"),
            Self::Array(items) => write!(f, "[{}]", List(items)),
            Self::Vec(items) => write!(f, "::std::vec![{}]", List(items)),
            Self::Tuple(items) => write!(f, "({})", List(items)),
            Self::Unreachable => f.write_str("unreachable!()"),
        }
    }
}

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::U64(value) => write!(f, "{value}_u64"),
            Self::I64(value) => write!(f, "{value}_i64"),
            Self::F64(value) => write!(f, "{value:?}_f64"),
        }
    }
}

impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.root {
            Root::Std => "::std",
            Root::Crate => "crate",
            Root::Prelude => "",
        })?;
        for (position, name) in self.names.iter().enumerate() {
            let is_first = position == 0 && self.root == Root::Prelude;
            write!(f, "{}{}", if is_first { "" } else { "::" }, name.0)?;
        }
        Ok(())
    }
}

/// Expressions with commas between.
struct List<'a>(&'a [Expr]);

impl Display for List<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (position, item) in self.0.iter().enumerate() {
            write!(f, "{}{item}", if position == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_read_as_in_code() {
        let bytes = Expr::Deref(Box::new(Expr::Bytes(b"a\"\0".to_vec())));
        let blob = Path::new(Root::Crate, ["primitives", "Blob", "new"]);
        let cases = [
            (Expr::Float(-0.5), "-0.5"),
            (Expr::Number(Number::F64(1e300)), "1e300_f64"),
            (
                Expr::String("a\n".into()),
                r#"::std::string::String::from("a\n")"#,
            ),
            (
                Expr::Call(blob, vec![bytes]),
                r#"crate::primitives::Blob::new(*b"a\"\x00")"#,
            ),
            (
                Expr::Try(Box::new(Expr::Text("1".into()).method("parse", vec![]))),
                r#""1".parse()?"#,
            ),
            (
                Expr::Tuple(vec![
                    Expr::Whole(1),
                    Expr::Path(Path::new(Root::Prelude, ["None"])),
                ]),
                "(1, None)",
            ),
        ];
        for (expr, text) in cases {
            assert_eq!(expr.to_string(), text);
        }
    }
}
