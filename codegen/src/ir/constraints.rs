//! What a model demands of values beyond their type.

/// A demand on a member's values, or on what they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// The way from the member to the values, through lists and maps; empty for the member's own.
    pub parts: Vec<Part>,
    /// The demand.
    pub rule: Rule,
}

/// What a list or map holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The items of a list.
    Item,
    /// The keys of a map.
    Key,
    /// The values of a map.
    Value,
}

/// A demand on values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Characters of a string, bytes of a blob, entries of a list or map.
    Length {
        /// Least allowed; none for zero.
        min: Option<u64>,
        /// Most allowed.
        max: Option<u64>,
    },
    /// The value of a number, in decimal digits.
    Range {
        /// Least allowed.
        min: Option<String>,
        /// Most allowed.
        max: Option<String>,
    },
    /// A regular expression that a text has to match.
    Pattern(String),
    /// No two items are equal.
    UniqueItems,
    /// The values that there are, sorted: numbers of an int enum, texts of an enum without names.
    Values(Vec<String>),
}
