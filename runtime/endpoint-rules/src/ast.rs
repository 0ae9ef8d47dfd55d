//! A parsed rule set, with references resolved to slots, templates split, and types checked.

use super::diagram::Diagram;
use super::functions::Function;
use super::test::Test;
use super::types::Field;
use aws_smithy_types::Number;
use std::borrow::Cow;

/// Values by name, in the order of the document.
pub(super) type Named<T> = Vec<(Cow<'static, str>, T)>;

/// How the endpoint is found.
pub(super) enum Decisions {
    /// `endpointRuleSet`
    Rules(Vec<Rule>),
    /// `endpointBdd`
    Diagram(Diagram),
}

pub(super) struct Rule {
    pub(super) conditions: Vec<Condition>,
    pub(super) body: Body,
}

pub(super) enum Body {
    Endpoint(Box<EndpointTemplate>),
    Error(Expr),
    Tree(Vec<Rule>),
}

pub(super) struct Condition {
    pub(super) expr: Expr,
    pub(super) test: Test,
    /// The slot that the value is assigned to if the condition holds.
    pub(super) assign: Option<usize>,
    /// The index of the result in [`Memo`], if the condition depends only on parameters. Equal conditions have the same
    /// index. A diagram asks for each condition once, so that its conditions have none.
    ///
    /// [`Memo`]: super::memo::Memo
    pub(super) memo: Option<u8>,
}

/// An expression. Equal expressions have equal `Debug` texts.
#[derive(Debug)]
pub(super) enum Expr {
    Bool(bool),
    Int(i64),
    Text(String),
    Template(Vec<Piece>),
    Array(Vec<Expr>),
    Slot(usize),
    GetAttr(Box<Expr>, Vec<Step>),
    Call(Function, Vec<Expr>),
}

#[derive(Debug)]
pub(super) enum Piece {
    Text(String),
    Value(Expr),
}

/// A step of a `getAttr` path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Field(Field),
    /// Element of an array. A negative index counts from the end.
    Index(i64),
}

pub(super) struct EndpointTemplate {
    pub(super) url: Expr,
    pub(super) headers: Named<Vec<Expr>>,
    pub(super) auth_schemes: Vec<AuthScheme>,
    pub(super) properties: Named<Property>,
}

pub(super) struct AuthScheme {
    pub(super) name: Name,
    pub(super) properties: Named<Property>,
}

/// The orchestrator's name of an auth scheme.
pub(super) enum Name {
    Known(Cow<'static, str>),
    Template(Expr),
}

/// Literal value of an endpoint property. Its strings are templates.
pub(super) enum Property {
    Null,
    Bool(bool),
    Number(Number),
    Text(Expr),
    Array(Vec<Property>),
    Object(Named<Property>),
}
