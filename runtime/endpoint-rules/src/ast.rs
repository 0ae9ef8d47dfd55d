//! A parsed rule set, with references resolved to slots, templates split, and types checked.

use super::diagram::Diagram;
use super::functions::Function;
use super::types::Field;
use aws_smithy_types::Number;

/// Values by name, in the order of the document.
pub(super) type Named<T> = Box<[(Box<str>, T)]>;

/// How the endpoint is found.
#[derive(Debug)]
pub(super) enum Decisions {
    /// `endpointRuleSet`
    Rules(Box<[Rule]>),
    /// `endpointBdd`
    Diagram(Diagram),
}

#[derive(Debug)]
pub(super) struct Rule {
    pub(super) conditions: Box<[Condition]>,
    pub(super) body: Body,
}

#[derive(Debug)]
pub(super) enum Body {
    Endpoint(Box<EndpointTemplate>),
    Error(Expr),
    Tree(Box<[Rule]>),
}

#[derive(Debug)]
pub(super) struct Condition {
    pub(super) expr: Expr,
    /// The slot that the value is assigned to if the condition holds.
    pub(super) assign: Option<usize>,
    /// The index of the result in [`Memo`], if the condition depends only on parameters. Equal conditions have the same
    /// index. A diagram asks for each condition once, so that its conditions have none.
    ///
    /// [`Memo`]: super::memo::Memo
    pub(super) memo: Option<u8>,
}

#[derive(Debug)]
pub(super) enum Expr {
    Bool(bool),
    Int(i64),
    Text(Box<str>),
    Template(Box<[Piece]>),
    Array(Box<[Expr]>),
    Slot(usize),
    GetAttr(Box<Expr>, Box<[Step]>),
    Call(Function, Box<[Expr]>),
}

#[derive(Debug)]
pub(super) enum Piece {
    Text(Box<str>),
    Value(Expr),
}

/// A step of a `getAttr` path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Field(Field),
    /// Element of an array. A negative index counts from the end.
    Index(i64),
}

#[derive(Debug)]
pub(super) struct EndpointTemplate {
    pub(super) url: Expr,
    pub(super) headers: Named<Box<[Expr]>>,
    pub(super) auth_schemes: Box<[AuthScheme]>,
    pub(super) properties: Named<Property>,
}

#[derive(Debug)]
pub(super) struct AuthScheme {
    pub(super) name: Expr,
    pub(super) properties: Named<Property>,
}

/// Literal value of an endpoint property. Its strings are templates.
#[derive(Debug)]
pub(super) enum Property {
    Null,
    Bool(bool),
    Number(Number),
    Text(Expr),
    Array(Box<[Property]>),
    Object(Named<Property>),
}
