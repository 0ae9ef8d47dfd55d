//! Common forms of conditions, which are recognized when a rule set is parsed, and hold or not without evaluating
//! expressions.

use super::ast::{Expr, Step};
use super::functions::Function;

/// The form of a condition.
pub(super) enum Test {
    /// `isSet`, or its opposite.
    IsSet { slot: usize, wanted: bool },
    /// `booleanEquals` of a value and a literal. `unset` is the outcome if the value is not set.
    Flag {
        slot: usize,
        equals: bool,
        unset: bool,
    },
    /// `stringEquals` of a value and a literal.
    Text { slot: usize, equals: Box<str> },
    /// `stringEquals` of a member of a value and a literal.
    Member {
        slot: usize,
        path: Box<[Step]>,
        equals: Box<str>,
    },
    /// `stringEquals` of a substring and a literal.
    Part { part: Part, equals: Box<str> },
    /// `isValidHostLabel` of a value.
    HostLabel { slot: usize, allow_subdomains: bool },
    /// `substring`, whose value is assigned.
    Substring(Part),
    /// Any other form.
    Other,
}

/// Part of a string: its bytes `start..stop`, counted from its end if `reverse` is true.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) slot: usize,
    pub(super) start: usize,
    pub(super) stop: usize,
    pub(super) reverse: bool,
}

impl Test {
    pub(super) fn of(condition: &Expr) -> Self {
        let Expr::Call(function, args) = condition else {
            return Self::Other;
        };
        match (function, &args[..]) {
            (Function::IsSet, [Expr::Slot(slot)]) => Self::IsSet {
                slot: *slot,
                wanted: true,
            },
            (Function::Not, [Expr::Call(Function::IsSet, args)]) => match args[..] {
                [Expr::Slot(slot)] => Self::IsSet {
                    slot,
                    wanted: false,
                },
                _ => Self::Other,
            },
            (Function::BooleanEquals, [value, Expr::Bool(equals)])
            | (Function::BooleanEquals, [Expr::Bool(equals), value]) => flag(value, *equals),
            (Function::StringEquals, [value, Expr::Text(equals)])
            | (Function::StringEquals, [Expr::Text(equals), value]) => text(value, equals),
            (Function::IsValidHostLabel, [Expr::Slot(slot), Expr::Bool(allow)]) => {
                Self::HostLabel {
                    slot: *slot,
                    allow_subdomains: *allow,
                }
            }
            (Function::Substring, args) => match Part::of(args) {
                Some(part) => Self::Substring(part),
                None => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

fn flag(value: &Expr, equals: bool) -> Test {
    let (slot, unset) = match value {
        Expr::Slot(slot) => (*slot, false),
        Expr::Call(Function::Coalesce, values) => match values[..] {
            [Expr::Slot(slot), Expr::Bool(default)] => (slot, default == equals),
            _ => return Test::Other,
        },
        _ => return Test::Other,
    };
    Test::Flag {
        slot,
        equals,
        unset,
    }
}

fn text(value: &Expr, equals: &str) -> Test {
    match value {
        Expr::Slot(slot) => Test::Text {
            slot: *slot,
            equals: equals.into(),
        },
        Expr::GetAttr(base, path) => match **base {
            Expr::Slot(slot) => Test::Member {
                slot,
                path: path.clone().into(),
                equals: equals.into(),
            },
            _ => Test::Other,
        },
        // A substring is never empty, so that without one the condition does not hold.
        Expr::Call(Function::Coalesce, values) => match &values[..] {
            [Expr::Call(Function::Substring, args), Expr::Text(default)] if default != equals => {
                substring(args, equals)
            }
            _ => Test::Other,
        },
        Expr::Call(Function::Substring, args) => substring(args, equals),
        _ => Test::Other,
    }
}

fn substring(args: &[Expr], equals: &str) -> Test {
    match Part::of(args) {
        Some(part) => Test::Part {
            part,
            equals: equals.into(),
        },
        None => Test::Other,
    }
}

impl Part {
    /// Returns the part that a call of `substring` with these arguments returns.
    fn of(args: &[Expr]) -> Option<Self> {
        let [Expr::Slot(slot), Expr::Int(start), Expr::Int(stop), Expr::Bool(reverse)] = args
        else {
            return None;
        };
        match (usize::try_from(*start), usize::try_from(*stop)) {
            (Ok(start), Ok(stop)) if start < stop => Some(Self {
                slot: *slot,
                start,
                stop,
                reverse: *reverse,
            }),
            _ => None,
        }
    }

    /// Returns this part of `text`, which must be ASCII.
    pub(super) fn find(self, text: &str) -> Option<&str> {
        let (from, to) = if self.reverse {
            let from = text.len().checked_sub(self.stop)?;
            (from, text.len() - self.start)
        } else {
            (self.start, self.stop)
        };
        let part = text.get(from..to)?;
        if text.is_ascii() {
            Some(part)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{EndpointParams, RuleSet, Value};

    struct Given(Option<&'static str>, Option<bool>);

    impl EndpointParams for Given {
        fn get(&self, name: &str) -> Option<Value<'_>> {
            match name {
                "Text" => self.0.map(Into::into),
                _ => self.1.map(Into::into),
            }
        }
    }

    /// Returns a rule set with two endpoints: one if the condition holds, one if it does not.
    fn rules(condition: &str) -> RuleSet {
        RuleSet::parse(&format!(
            r#"{{"version": "1.1", "parameters": {{"Text": {{"type": "string"}}, "Flag": {{"type": "boolean"}}}},
            "conditions": [{condition}],
            "results": [
                {{"type": "endpoint", "conditions": [], "endpoint": {{"url": "https://yes"}}}},
                {{"type": "endpoint", "conditions": [], "endpoint": {{"url": "https://no"}}}}],
            "root": 2, "nodeCount": 2, "nodes": "/////wAAAAH/////AAAAAAX14QEF9eEC"}}"#
        ))
        .unwrap()
    }

    #[test]
    fn forms_hold_like_expressions() {
        let text = r#"{"ref": "Text"}"#;
        let flag = r#"{"ref": "Flag"}"#;
        let call = |name: &str, args: &str| format!(r#"{{"fn": "{name}", "argv": [{args}]}}"#);
        let mut conditions = vec![
            call("isSet", text),
            call("isSet", flag),
            call("not", &call("isSet", text)),
            call("stringEquals", &format!(r#"{text}, "abcd""#)),
            call("stringEquals", &format!(r#""", {text}"#)),
            call("isValidHostLabel", &format!("{text}, true")),
            call("isValidHostLabel", &format!("{text}, false")),
        ];
        for equals in ["true", "false"] {
            conditions.push(call("booleanEquals", &format!("{flag}, {equals}")));
            for default in ["true", "false"] {
                let value = call("coalesce", &format!("{flag}, {default}"));
                conditions.push(call("booleanEquals", &format!("{value}, {equals}")));
            }
        }
        for range in [
            "0, 2, false",
            "2, 4, true",
            "0, 2, true",
            "2, 1, true",
            "-1, 1, false",
        ] {
            let part = call("substring", &format!("{text}, {range}"));
            for default in ["", "ab"] {
                let value = call("coalesce", &format!(r#"{part}, "{default}""#));
                conditions.push(call("stringEquals", &format!(r#"{value}, "ab""#)));
            }
        }
        for condition in conditions {
            let plain = rules(&condition);
            let twice = rules(&call("not", &call("not", &condition)));
            for text in ["", "a", "ab", "abcd", "cdab", "abé", "éab", "xab", "a.b"]
                .map(Some)
                .into_iter()
                .chain([None])
            {
                for flag in [None, Some(true), Some(false)] {
                    let given = Given(text, flag);
                    let (plain, twice) = (plain.resolve(&given), twice.resolve(&given));
                    assert_eq!(plain, twice, "{condition}: {text:?}, {flag:?}");
                }
            }
        }
    }
}
