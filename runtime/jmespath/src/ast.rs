//! The syntax tree of expressions.

use super::Literal;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// `@`, also the implicit end of a projection.
    Current,
    /// `name`
    Field(String),
    /// `[0]`; a negative index counts from the end.
    Index(i64),
    /// `` `1` `` or `'text'`
    Literal(Literal),
    /// `a.b`, `a[0]`, `a | b`: evaluates the second on the result of the first.
    Then(Box<Expr>, Box<Expr>),
    /// Evaluates the right side on each element of the result of the left side.
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
    /// `&a`: an expression as the argument of a function.
    Reference(Box<Expr>),
}

/// The elements that a projection evaluates.
#[derive(Clone, Debug, PartialEq)]
pub enum Projection {
    /// `[*]`: the elements of a list.
    Elements,
    /// `*`: the values of an object.
    Values,
    /// `[]`: the elements of a list, with nested lists flattened by one level.
    Flatten,
    /// `[?a]`: the elements for which the expression is true.
    Filter(Box<Expr>),
    /// `[1:2]`
    Slice(Slice),
}

/// `[start:stop:step]`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// First position.
    pub start: Option<i64>,
    /// Position after the last element.
    pub stop: Option<i64>,
    /// Step from one position to the next; 1 by default.
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

            /// Returns the name of the function in expressions.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Returns the minimum and maximum number of arguments.
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
