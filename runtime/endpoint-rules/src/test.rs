//! Common forms of conditions, which are recognized when a rule set is parsed, and hold or not without evaluating
//! expressions.

use super::ast::Expr;
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
    /// `stringEquals` of a substring and a literal.
    Part { part: Part, equals: Box<str> },
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
    let [Expr::Slot(slot), Expr::Int(start), Expr::Int(stop), Expr::Bool(reverse)] = args else {
        return Test::Other;
    };
    match (usize::try_from(*start), usize::try_from(*stop)) {
        (Ok(start), Ok(stop)) if start < stop => Test::Part {
            part: Part {
                slot: *slot,
                start,
                stop,
                reverse: *reverse,
            },
            equals: equals.into(),
        },
        _ => Test::Other,
    }
}

impl Part {
    /// Returns whether this part of `text` is `equals`. Only ASCII strings have parts.
    pub(super) fn is(self, text: &str, equals: &str) -> bool {
        let bytes = text.as_bytes();
        let (from, to) = if self.reverse {
            let length = bytes.len();
            if self.stop > length {
                return false;
            }
            (length - self.stop, length - self.start)
        } else {
            (self.start, self.stop)
        };
        bytes.get(from..to) == Some(equals.as_bytes()) && text.is_ascii()
    }
}
