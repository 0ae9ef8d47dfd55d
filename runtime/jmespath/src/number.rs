//! Numbers. Integers are exact, and all others are floats.

use std::cmp::Ordering;
use std::fmt;

/// A number.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
}

impl Number {
    /// Parses a number in the syntax of JSON, or a number of arbitrary precision.
    pub fn parse(text: &str) -> Option<Self> {
        let int = text.parse().ok().map(Self::Int);
        int.or_else(|| text.parse().ok().map(Self::Float))
    }

    /// Converts the number into a float. A large integer is rounded to the nearest float.
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Int(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(&b)),
            (a, b) => a.as_f64().partial_cmp(&b.as_f64()),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let exact = match (self, other) {
            (Self::Int(a), Self::Int(b)) => a.checked_add(b).map(Self::Int),
            _ => None,
        };
        exact.unwrap_or(Self::Float(self.as_f64() + other.as_f64()))
    }

    pub(super) fn absolute(self) -> Self {
        match self {
            Self::Int(value) => match value.checked_abs() {
                Some(value) => Self::Int(value),
                None => Self::Float(self.as_f64().abs()),
            },
            Self::Float(value) => Self::Float(value.abs()),
        }
    }

    /// Rounds to an integer.
    pub(super) fn rounded(self, round: fn(f64) -> f64) -> Self {
        /// Below this number, all integral floats are exact.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match self {
            Self::Int(_) => self,
            Self::Float(value) => match round(value) {
                whole if whole.abs() < EXACT => Self::Int(whole as i64),
                whole => Self::Float(whole),
            },
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.compare(*other) == Some(Ordering::Equal)
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        i64::try_from(value).map_or(Self::Float(value as f64), Self::Int)
    }
}

/// Formats the number as in JSON, except for floats that JSON cannot represent.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
        }
    }
}
