//! Smithy's selectors: which shapes a trait belongs to, and which a model's own validators speak of.

mod attribute;
mod evaluate;
mod parse;
#[cfg(test)]
mod tests;

/// A parsed selector.
#[derive(Debug)]
pub(crate) struct Selector {
    steps: Vec<Step>,
}

/// One step from shapes to shapes.
#[derive(Debug)]
enum Step {
    /// `*`
    Any,
    /// The name of a type or of a group of types.
    Type(String),
    /// `[trait|required]`, `[id|name ^= 'A' i]`
    Attribute(Attribute),
    /// `[@trait|range: @{min} > @{max}]`: the scope, and for each assertion its two sides.
    Scoped(Vec<String>, Vec<Assertion>),
    /// `:is(..)`: everything that one of the selectors gives.
    Is(Vec<Selector>),
    /// `:test(..)`: the shape, if one of the selectors gives something.
    Test(Vec<Selector>),
    /// `:not(..)`: the shape, if none does.
    Not(Vec<Selector>),
    /// `:topdown(..)`: the shape, if it or what binds it matches the first and not the second.
    TopDown(Vec<Selector>),
    /// `:in(..)`: the shape, if the selector gives it of the whole model.
    In(Selector),
    /// `:root(..)`: what the selector gives of the whole model.
    Root(Selector),
    /// `>`, `-[input, output]->`
    Forward(Vec<String>),
    /// `<`, `<-[target]-`
    Backward(Vec<String>),
    /// `~>`
    Closure,
    /// `$name(..)`
    Define(String, Selector),
    /// `${name}`
    Use(String),
}

/// A test of an attribute: its path, and what is expected of its values.
#[derive(Debug)]
struct Attribute {
    path: Vec<String>,
    test: Option<(Comparator, Vec<String>, bool)>,
}

/// A comparison within a scope.
#[derive(Debug)]
struct Assertion {
    left: Operand,
    comparator: Comparator,
    right: Vec<Operand>,
    ignore_case: bool,
}

/// One side of an assertion.
#[derive(Debug)]
enum Operand {
    Literal(String),
    /// `@{path}`
    Path(Vec<String>),
}

/// How values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparator {
    Equal,
    NotEqual,
    StartsWith,
    EndsWith,
    Contains,
    Exists,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    /// `{=}`
    SameSet,
    /// `{!=}`
    OtherSet,
    /// `{<}`
    Subset,
    /// `{<<}`
    ProperSubset,
}
