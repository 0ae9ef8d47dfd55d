//! Public items of the API: what `api.txt` says about each.

use std::fmt::{self, Display};

use super::attributes::{joined, unquoted};
use super::choices::choices;
use super::line::{Malformed, Value};
use super::{Kind, RustType};
use farrier_model::visible::escaped;

/// A public item, without its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declaration {
    /// The package, with its version.
    Package(String),
    /// A cargo feature, with those that it enables.
    Feature(Vec<String>),
    /// A setting or a parameter, with its type where it has one of its own.
    Setting(Option<RustType>),
    /// A method that makes calls.
    Call(Call),
    /// A paginator, with its items where it has `items()`.
    Pages(Option<PageItems>),
    /// A waiter, with the name of the input that it takes.
    Waiter(String),
    /// A structure, an error, a union or an enum.
    Type(TypeFacts),
    /// A member of a structure or an error.
    Field(Field),
    /// A value of an enum, an alternative of a union, an error of a set.
    Variant(Variant),
    /// An error enum: that of an operation, or of the event stream with this union.
    Errors(Option<String>),
}

/// The signature of a method that makes calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Name of the input's type; `None` for methods that are no operation of the model.
    pub input: Option<String>,
    /// Name of the output's type.
    pub output: String,
}

/// The items of a paginator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageItems {
    /// Elements of a list.
    Of(RustType),
    /// Keys and values of a map.
    EntriesOf(RustType),
}

/// A structure, an error, a union or an enum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeFacts {
    /// The traits that not every type implements.
    pub traits: Vec<Trait>,
    /// Whether `build()` returns a `Result`.
    pub is_fallible: bool,
    /// Whether it is an enum whose values have no names.
    pub is_text: bool,
    /// The messages that contain values of the type.
    pub used: Use,
}

choices! {
    /// A trait that not every type implements.
    Trait {
        /// Its values can be compared fully.
        Eq = "Eq",
        /// Its values can be hashed.
        Hash = "Hash",
    }
}

/// The directions in which values of a type are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// In requests.
    pub sent: bool,
    /// In responses and errors.
    pub received: bool,
}

/// A member of a structure or an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its type.
    pub ty: RustType,
    /// Rust expression of its default, in place of the type's initial value. Invisible characters are escaped.
    pub default: Option<String>,
    /// Whether `build()` fails if it is not set.
    pub must_be_set: bool,
}

/// The content of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variant {
    /// None: an error of a set, or an alternative without a value.
    Unit,
    /// The text on the wire, of a value of an enum.
    Text(String),
    /// A value of this type, of an alternative of a union.
    Holds(RustType),
}

const FALLIBLE: &str = "build() gives a Result";
const IS_TEXT: &str = "a text";
const MUST_BE_SET: &str = ", must be set";
const STREAM: &str = ": of the stream ";

impl Declaration {
    /// Returns the types that the item names.
    pub fn rust_type(&self) -> Option<&RustType> {
        match self {
            Self::Field(field) => Some(&field.ty),
            Self::Variant(Variant::Holds(ty)) | Self::Setting(Some(ty)) => Some(ty),
            Self::Pages(Some(PageItems::Of(ty) | PageItems::EntriesOf(ty))) => Some(ty),
            _ => None,
        }
    }

    /// Returns the paths of the model's types that the item names: `types::City`.
    pub fn own_types(&self) -> Vec<&str> {
        self.rust_type()
            .map(RustType::own_types)
            .unwrap_or_default()
    }

    /// Returns the facts of a type.
    pub fn type_facts(&self) -> Option<&TypeFacts> {
        match self {
            Self::Type(facts) => Some(facts),
            _ => None,
        }
    }

    /// Returns the name of the input that a call or a waiter takes.
    pub fn input(&self) -> Option<&str> {
        match self {
            Self::Call(call) => call.input.as_deref(),
            Self::Waiter(input) => Some(input),
            _ => None,
        }
    }
}

impl Field {
    /// Returns the type without its `Option`.
    pub fn bare(&self) -> &RustType {
        self.ty.in_option().unwrap_or(&self.ty)
    }
}

impl Display for Declaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Package(version) => f.write_str(version),
            Self::Feature(enables) => write!(f, "= [{}]", enables.join(", ")),
            Self::Setting(None) | Self::Pages(None) | Self::Errors(None) => Ok(()),
            Self::Setting(Some(ty)) => write!(f, ": {ty}"),
            Self::Call(Call { input, output }) => {
                write!(f, "({}) -> {output}", input.as_deref().unwrap_or_default())
            }
            Self::Pages(Some(PageItems::Of(ty))) => write!(f, "of {ty}"),
            Self::Pages(Some(PageItems::EntriesOf(ty))) => write!(f, "of entries of {ty}"),
            Self::Waiter(input) => write!(f, "({input})"),
            Self::Type(facts) => facts.fmt(f),
            Self::Field(field) => field.fmt(f),
            Self::Variant(Variant::Unit) => Ok(()),
            Self::Variant(Variant::Text(text)) => {
                write!(f, "= {}", escaped(&format!("{text:?}")))
            }
            Self::Variant(Variant::Holds(ty)) => write!(f, "({ty})"),
            Self::Errors(Some(union)) => write!(f, "{STREAM}{union}"),
        }
    }
}

impl Display for TypeFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let traits: Vec<&str> = self.traits.iter().map(|one| one.word()).collect();
        let parts = [
            (!traits.is_empty()).then(|| traits.join(" + ")),
            self.is_fallible.then(|| FALLIBLE.to_owned()),
            self.is_text.then(|| IS_TEXT.to_owned()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let used = match (self.used.sent, self.used.received) {
            (true, true) => "[in, out]",
            (true, false) => "[in]",
            (false, true) => "[out]",
            (false, false) => "",
        };
        if parts.is_empty() {
            return f.write_str(used);
        }
        f.write_str(": ")?;
        joined(&parts, ", ", f)?;
        write!(f, "{}{used}", if used.is_empty() { "" } else { " " })
    }
}

impl Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, ": {}", self.ty)?;
        if let Some(default) = &self.default {
            write!(f, " = {default}")?;
        }
        f.write_str(if self.must_be_set { MUST_BE_SET } else { "" })
    }
}

impl Value for Declaration {
    fn read(kind: Kind, text: &str) -> Result<Self, Malformed> {
        read(kind, text).ok_or(Malformed)
    }
}

fn read(kind: Kind, text: &str) -> Option<Declaration> {
    Some(match kind {
        Kind::Package => Declaration::Package(text.to_owned()),
        Kind::Feature => {
            let items = text.strip_prefix("= [")?.strip_suffix(']')?;
            let items = items.split(", ").filter(|item| !item.is_empty());
            Declaration::Feature(items.map(str::to_owned).collect())
        }
        Kind::Setting | Kind::Param => Declaration::Setting(match text {
            "" => None,
            text => Some(text.strip_prefix(": ")?.parse().ok()?),
        }),
        Kind::Call => {
            let (input, output) = text.strip_prefix('(')?.split_once(") -> ")?;
            Declaration::Call(Call {
                input: Some(input.to_owned()).filter(|input| !input.is_empty()),
                output: output.to_owned(),
            })
        }
        Kind::Pages => Declaration::Pages(match text {
            "" => None,
            text => Some(page_items(text)?),
        }),
        Kind::Waiter => Declaration::Waiter(in_brackets(text)?.to_owned()),
        Kind::Struct | Kind::Error | Kind::Union | Kind::Enum => {
            Declaration::Type(type_facts(text)?)
        }
        Kind::Field => Declaration::Field(field(text)?),
        Kind::Variant => Declaration::Variant(variant(text)?),
        Kind::Errors => Declaration::Errors(match text {
            "" => None,
            text => Some(text.strip_prefix(STREAM)?.to_owned()),
        }),
        Kind::Service | Kind::Endpoint | Kind::Refusal | Kind::Rules => return None,
    })
}

fn in_brackets(text: &str) -> Option<&str> {
    text.strip_prefix('(')?.strip_suffix(')')
}

fn page_items(text: &str) -> Option<PageItems> {
    Some(match text.strip_prefix("of entries of ") {
        Some(ty) => PageItems::EntriesOf(ty.parse().ok()?),
        None => PageItems::Of(text.strip_prefix("of ")?.parse().ok()?),
    })
}

fn type_facts(text: &str) -> Option<TypeFacts> {
    let (text, used) = match text.strip_suffix(']') {
        Some(rest) => rest.rsplit_once('[')?,
        None => (text, ""),
    };
    let mut facts = TypeFacts::default();
    for direction in used.split(", ").filter(|word| !word.is_empty()) {
        match direction {
            "in" => facts.used.sent = true,
            "out" => facts.used.received = true,
            _ => return None,
        }
    }
    let text = text.trim_end();
    if text.is_empty() {
        return Some(facts);
    }
    for part in text.strip_prefix(": ")?.split(", ") {
        match part {
            FALLIBLE => facts.is_fallible = true,
            IS_TEXT => facts.is_text = true,
            traits => {
                let traits = traits.split(" + ").map(|one| one.parse().ok());
                facts.traits = traits.collect::<Option<_>>()?;
            }
        }
    }
    Some(facts)
}

fn field(text: &str) -> Option<Field> {
    let text = text.strip_prefix(": ")?;
    let (text, must_be_set) = match text.strip_suffix(MUST_BE_SET) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (ty, default) = match text.split_once(" = ") {
        Some((ty, default)) => (ty, Some(default.to_owned())),
        None => (text, None),
    };
    Some(Field {
        ty: ty.parse().ok()?,
        default,
        must_be_set,
    })
}

fn variant(text: &str) -> Option<Variant> {
    if text.is_empty() {
        return Some(Variant::Unit);
    }
    match text.strip_prefix("= ") {
        Some(quoted) => match unquoted(quoted)? {
            (text, "") => Some(Variant::Text(text)),
            _ => None,
        },
        None => Some(Variant::Holds(in_brackets(text)?.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Line;

    #[test]
    fn declarations_read_back() {
        for text in [
            "crate aws-sdk-weather 1.0.0",
            "feature default = [rt-tokio, rustls]",
            "feature rustls = []",
            "config auth::Bearer",
            "config tenant: String",
            "param region: Option<String>",
            "call get_city(GetCityInput) -> GetCityOutput",
            "call with_endpoint_discovery_enabled() -> (Client, ReloadEndpoint)",
            "pages list_cities",
            "pages list_cities of types::City",
            "pages list_cities of entries of HashMap<String, types::City>",
            "waiter wait_until_city_exists(GetCityInput)",
            "struct types::City",
            "struct types::City[out]",
            "error types::error::NoCity: Eq",
            "struct types::City: Eq + Hash, build() gives a Result [in, out]",
            "enum types::Sky: a text [in]",
            "field types::City.name: String, must be set",
            "field types::City.size: i32 = 5",
            "#[deprecated] field types::City.at: Option<DateTime>",
            "variant types::Sky::Clear = \"0/8 (\\\"clear\\\") \\\\ \\u{202e}\\0\\t\"",
            "variant types::Value::Text(Vec<Option<String>>)",
            "variant operation::get_city::GetCityError::NoCity",
            "errors operation::get_city::GetCityError",
            "errors types::error::EventsError: of the stream types::Events",
        ] {
            let text = text.replace("City[out]", "City [out]");
            let line: Line<Declaration> = text.parse().expect("a line");
            assert_eq!(line.to_string(), text);
        }
    }

    #[test]
    fn malformed_declarations_are_refused() {
        for text in [
            "feature default = rustls",
            "call get_city: GetCityInput",
            "struct types::City: Eq + Hush",
            "struct types::City [up]",
            "field types::City.name String",
            "variant types::Sky::Clear = clear",
            "service Weather version=1",
        ] {
            assert_eq!(text.parse::<Line<Declaration>>(), Err(Malformed), "{text}");
        }
    }

    #[test]
    fn texts_of_values_are_any() {
        for text in [
            "",
            "a\"b",
            "\u{0}",
            "\u{7f}",
            "\u{202e}x",
            "'",
            "\u{301}",
            "\\u{41}",
        ] {
            let line = Line::with(
                Kind::Variant,
                "types::Sky::A",
                Declaration::Variant(Variant::Text(text.to_owned())),
            );
            assert_eq!(line.to_string().parse(), Ok(line), "{text:?}");
        }
    }
}
