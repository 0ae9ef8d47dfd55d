//! Expressions as trees.

use super::Literal;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// `@`, and what stands unsaid at the end of a projection.
    Current,
    /// `name`
    Field(String),
    /// `[0]`, from the end where negative.
    Index(i64),
    /// `` `1` `` or `'text'`
    Literal(Literal),
    /// `a.b`, `a[0]`, `a | b`: the second over what the first finds.
    Then(Box<Expr>, Box<Expr>),
    /// The right side over each element of what the left side gives.
    Project(Projection, Box<Expr>, Box<Expr>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{x: a, y: b}`
    Hash(Vec<(String, Expr)>),
    /// `!a`
    Not(Box<Expr>),
    /// `a && b`
    And(Box<Expr>, Box<Expr>),
    /// `a || b`
    Or(Box<Expr>, Box<Expr>),
    /// `a == b`
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// `length(a)`
    Call(Function, Vec<Expr>),
    /// `&a`: an expression as a function's argument.
    Reference(Box<Expr>),
}

/// What a projection goes over.
#[derive(Clone, Debug, PartialEq)]
pub enum Projection {
    /// `[*]`: the elements of a list.
    Elements,
    /// `*`: the values of an object.
    Values,
    /// `[]`: the elements, those of lists among them in their place.
    Flatten,
    /// `[?a]`: the elements for which an expression is true.
    Filter(Box<Expr>),
    /// `[1:2]`
    Slice(Slice),
}

/// `[start:stop:step]`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// First position.
    pub start: Option<i64>,
    /// Position behind the last.
    pub stop: Option<i64>,
    /// From one to the next; 1 where not given.
    pub step: Option<i64>,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

macro_rules! functions {
    ($($variant:ident $name:literal $least:literal $most:expr;)*) => {
        /// A function of the specification.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Function {$(
            #[doc = concat!("`", $name, "`")]
            $variant,
        )*}

        impl Function {
            pub(super) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// Its name in expressions.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The least and the most arguments it takes.
            pub fn arity(self) -> (usize, Option<usize>) {
                match self {
                    $(Self::$variant => ($least, $most),)*
                }
            }
        }
    };
}

functions! {
    Abs "abs" 1 Some(1);
    Avg "avg" 1 Some(1);
    Ceil "ceil" 1 Some(1);
    Contains "contains" 2 Some(2);
    EndsWith "ends_with" 2 Some(2);
    Floor "floor" 1 Some(1);
    Join "join" 2 Some(2);
    Keys "keys" 1 Some(1);
    Length "length" 1 Some(1);
    Map "map" 2 Some(2);
    Max "max" 1 Some(1);
    MaxBy "max_by" 2 Some(2);
    Merge "merge" 1 None;
    Min "min" 1 Some(1);
    MinBy "min_by" 2 Some(2);
    NotNull "not_null" 1 None;
    Reverse "reverse" 1 Some(1);
    Sort "sort" 1 Some(1);
    SortBy "sort_by" 2 Some(2);
    StartsWith "starts_with" 2 Some(2);
    Sum "sum" 1 Some(1);
    ToArray "to_array" 1 Some(1);
    ToNumber "to_number" 1 Some(1);
    ToString "to_string" 1 Some(1);
    Type "type" 1 Some(1);
    Values "values" 1 Some(1);
}
