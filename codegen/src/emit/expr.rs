//! Expressions and lints as tokens.

use super::output::Tokens;
use crate::ir::{Expr, Lint, Name, Number, Path, Root};
use crate::tokens::{quote, Number as Digits, ToTokens};

impl ToTokens for Expr {
    fn to_tokens(&self, tokens: &mut Tokens) {
        let made = match self {
            Self::Bool(value) => quote!(#value),
            Self::Whole(value) => {
                let (sign, digits) = (value.is_negative().then(minus), value.unsigned_abs());
                let digits = Digits(digits);
                quote!(#sign #digits)
            }
            Self::Float(value) => float(*value, ""),
            Self::Number(value) => number(*value),
            Self::Text(text) => quote!(#text),
            Self::String(text) => quote!(String::from(#text)),
            Self::Bytes(bytes) => {
                let mut literal = Tokens::new();
                literal.push_token(&format!("b\"{}\"", bytes.escape_ascii()));
                literal
            }
            Self::Path(path) => quote!(#path),
            Self::Call(path, arguments) => quote!(#path(#(#arguments),*)),
            Self::Method(value, name, arguments) => {
                let value = value.as_ref();
                quote!(#value.#name(#(#arguments),*))
            }
            Self::Deref(value) => {
                let value = value.as_ref();
                quote!(*#value)
            }
            Self::Try(value) => {
                let value = value.as_ref();
                quote!(#value?)
            }
            Self::Array(items) => quote!([#(#items),*]),
            Self::Vec(items) => quote!(::std::vec![#(#items),*]),
            Self::Tuple(items) => quote!((#(#items),*)),
            Self::Unreachable => quote!(unreachable!()),
        };
        tokens.push(made.as_str());
    }
}

fn minus() -> Tokens {
    quote!(-)
}

fn number(value: Number) -> Tokens {
    match value {
        Number::U64(value) => {
            let value = Digits(format!("{value}_u64"));
            quote!(#value)
        }
        Number::I64(value) => {
            let sign = value.is_negative().then(minus);
            let digits = Digits(format!("{}_i64", value.unsigned_abs()));
            quote!(#sign #digits)
        }
        Number::F64(value) => float(value, "_f64"),
    }
}

fn float(value: f64, suffix: &str) -> Tokens {
    let sign = value.is_sign_negative().then(minus);
    let digits = Digits(format!("{:?}{suffix}", value.abs()));
    quote!(#sign #digits)
}

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut Tokens) {
        let Self { root, names } = self;
        tokens.push(match root {
            Root::Std => ":: std :: ",
            Root::Crate => "crate :: ",
            Root::Prelude => "",
        });
        for (position, name) in names.iter().enumerate() {
            if position > 0 {
                tokens.push_token("::");
            }
            match root {
                Root::Crate => name.to_tokens(tokens),
                Root::Std | Root::Prelude => tokens.push_token(&name.0),
            }
        }
    }
}

impl ToTokens for Lint {
    fn to_tokens(&self, tokens: &mut Tokens) {
        let name = |name: &str| Name(name.to_owned());
        let lint = match self {
            Self::Clippy(lint) => {
                let lint = name(lint);
                quote!(clippy::#lint)
            }
            Self::Rustc(lint) => {
                let lint = name(lint);
                quote!(#lint)
            }
        };
        tokens.push(lint.as_str());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::Tokens;

    #[test]
    fn tokens_are_those_of_the_text() {
        let text = |text: &str| Expr::Text(text.to_owned());
        let path = |root, names: &[&str]| Path::new(root, names.iter().copied());
        let now = path(Root::Crate, &["primitives", "DateTime", "from_secs"]);
        let cases = [
            Expr::Bool(true),
            Expr::Whole(i64::MIN),
            Expr::Float(-1e-7),
            Expr::Number(Number::U64(u64::MAX)),
            Expr::Number(Number::I64(-1)),
            Expr::Number(Number::F64(2.5)),
            Expr::Deref(Box::new(Expr::Bytes(b"\"\xff'".to_vec()))),
            Expr::Call(
                now,
                vec![Expr::Whole(0), Expr::String("it's \"\u{e9}\"\n".to_owned())],
            ),
            Expr::Try(Box::new(text("1").method("parse", Vec::new()))),
            Expr::Vec(vec![
                Expr::Array(vec![text("a"), text("b")]),
                Expr::Tuple(vec![Expr::Path(path(Root::Prelude, &["f32", "NAN"]))]),
            ]),
            Expr::Unreachable,
        ];
        for expr in cases {
            let text = expr.to_string().replace("::std::string::String", "String");
            let parsed: Tokens = text.parse().expect("valid Rust");
            assert_eq!(quote!(#expr), parsed, "{expr}");
        }
    }
}
