//! The syntax of one line of a schema text.
//!
//! Public for the generator's test that the runtime reads what the generator writes.

/// The line of a shape, split into its parts.
#[derive(Debug)]
pub struct Line {
    /// `structure`, `union`, `list`, `map`
    pub kind: &'static str,
    /// The traits of the shape.
    pub traits: Traits,
    /// Members of a structure or union.
    pub members: Vec<MemberText>,
    /// The element types of lists and maps.
    pub types: Vec<TypeText>,
}

/// `rust_name=WireName:type(traits)`.
#[derive(Debug)]
pub struct MemberText {
    /// The field or variant.
    pub rust_name: &'static str,
    /// The name in the model.
    pub wire_name: &'static str,
    /// The type.
    pub target: TypeText,
}

/// `type(traits)`.
#[derive(Debug, Clone, Copy)]
pub struct TypeText {
    /// A simple type, or `#` and the name of another line.
    pub name: &'static str,
    /// The traits of this use of the type.
    pub traits: Traits,
}

/// The text between the parentheses: `name` or `name="value"`, separated by commas. Quotes, backslashes and
/// invisible characters in a value are escaped as `\u{22}`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Traits {
    text: &'static str,
    hidden: &'static str,
}

impl Traits {
    /// Returns the traits without the trait of that name.
    pub(super) fn without(self, hidden: &'static str) -> Self {
        Self { hidden, ..self }
    }

    /// Returns names and values in order. A trait without a value has an empty one.
    pub fn iter(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.written().map(|(name, value)| (name, unescaped(value)))
    }

    /// Returns the same, with the values still escaped.
    fn written(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let mut rest = self.text;
        let all = std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = rest.find([',', '=']).unwrap_or(rest.len());
            let (name, tail) = rest.split_at(end);
            let Some(quoted) = tail.strip_prefix("=\"") else {
                rest = tail.strip_prefix(',').unwrap_or(tail);
                return Some((name, ""));
            };
            let (value, tail) = quoted.split_once('"').unwrap_or((quoted, ""));
            rest = tail.strip_prefix(',').unwrap_or(tail);
            Some((name, value))
        });
        all.filter(move |(name, _)| *name != self.hidden)
    }

    /// Returns the value of a trait, if present.
    pub fn get(self, name: &str) -> Option<&'static str> {
        self.written()
            .find(|(n, _)| *n == name)
            .map(|(_, value)| unescaped(value))
    }

    /// Returns whether a trait is present.
    pub fn has(self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// Resolves the escapes of a value. A value with an escape is leaked, like the schemas.
fn unescaped(value: &'static str) -> &'static str {
    if !value.contains('\\') {
        return value;
    }
    let mut parts = value.split("\\u{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap_or((part, ""));
        let code = u32::from_str_radix(code, 16).ok();
        text.extend(code.and_then(char::from_u32));
        text.push_str(rest);
    }
    String::leak(text)
}

/// Splits the text after the name of a shape. The generator writes the text and quotes it where needed.
pub fn parse(rest: &'static str) -> Line {
    let mut words = words(rest).map(type_text);
    let kind = words.next().unwrap_or(TypeText {
        name: "",
        traits: Traits::default(),
    });
    let mut line = Line {
        kind: kind.name,
        traits: kind.traits,
        members: Vec::new(),
        types: Vec::new(),
    };
    for word in words {
        match word.name.split_once('=').and_then(|(rust, rest)| {
            let (wire, target) = rest.split_once(':')?;
            Some((rust, wire, target))
        }) {
            Some((rust_name, wire_name, name)) => line.members.push(MemberText {
                rust_name,
                wire_name,
                target: TypeText { name, ..word },
            }),
            None => line.types.push(word),
        }
    }
    line
}

/// Splits at spaces outside quotes.
fn words(text: &'static str) -> impl Iterator<Item = &'static str> {
    let mut quoted = false;
    text.split(move |c| {
        quoted ^= c == '"';
        c == ' ' && !quoted
    })
    .filter(|word| !word.is_empty())
}

/// `name(traits)` or `name`.
fn type_text(word: &'static str) -> TypeText {
    match word.split_once('(') {
        Some((name, traits)) => TypeText {
            name,
            traits: Traits {
                text: traits.strip_suffix(')').unwrap_or(traits),
                hidden: "",
            },
        },
        None => TypeText {
            name: word,
            traits: Traits::default(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn values_can_hold_any_character() {
        let line = parse(
            r#"structure a=A:string(mediaType="a/b; c=\u{22}d e\u{22}",jsonName="\u{5c}\u{a}")"#,
        );
        let [member] = line.members.as_slice() else {
            panic!("{line:?}");
        };
        let traits: Vec<_> = member.target.traits.iter().collect();
        assert_eq!(
            traits,
            [("mediaType", "a/b; c=\"d e\""), ("jsonName", "\\\n")]
        );
        assert_eq!(member.target.traits.get("jsonName"), Some("\\\n"));
    }
}
