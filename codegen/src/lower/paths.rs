//! Checks JMESPath expressions of the model: their syntax, and the members that they refer to.

use crate::model::{Kind, Model, ShapeIx};
use farrier_jmespath::{Expr, Expression, Function, Projection};

/// The starting point of a path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Root {
    /// A structure.
    One(ShapeIx),
    /// `{input: …, output: …}`
    Both(ShapeIx, ShapeIx),
}

/// A problem of a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It cannot be evaluated.
    Invalid(String),
    /// It finds nothing.
    Missing(String),
}

/// Returns the faults of a path.
pub(super) fn faults(model: &Model, root: Root, path: &str) -> Vec<Fault> {
    let expression = match Expression::parse(path) {
        Ok(expression) => expression,
        Err(error) => return vec![Fault::Invalid(error.to_string())],
    };
    let (_, missing) = found(model, root, &expression);
    missing.into_iter().map(Fault::Missing).collect()
}

/// Returns the shape of the value at a path, if it is known.
pub(super) fn leads_to(model: &Model, root: Root, path: &str) -> Option<ShapeIx> {
    match found(model, root, &Expression::parse(path).ok()?).0 {
        Found::Shape(ix) => Some(ix),
        Found::Both(..) | Found::List(_) | Found::Truth | Found::Unknown => None,
    }
}

/// Describes the result of a path that is never a list.
pub(super) fn no_list(model: &Model, root: Root, path: &str) -> Option<String> {
    not_a_list(model, &found(model, root, &Expression::parse(path).ok()?).0)
}

fn not_a_list(model: &Model, found: &Found) -> Option<String> {
    match found {
        Found::Shape(ix) => match &model.shape(*ix).kind {
            Kind::List(_) | Kind::Document => None,
            kind => Some(format!("a value of type {}", kind.type_name())),
        },
        Found::Both(..) => Some("the pair of input and output".to_owned()),
        Found::Truth => Some("a value of type boolean".to_owned()),
        Found::List(_) | Found::Unknown => None,
    }
}

/// Returns the result of an expression, and the members in it that do not exist.
fn found(model: &Model, root: Root, expression: &Expression) -> (Found, Vec<String>) {
    let mut walk = Walk {
        model,
        missing: Vec::new(),
    };
    let root = match root {
        Root::One(ix) => Found::Shape(ix),
        Root::Both(input, output) => Found::Both(input, output),
    };
    (walk.expr(expression.tree(), &root), walk.missing)
}

/// The static information about a value.
#[derive(Clone, Debug)]
enum Found {
    Shape(ShapeIx),
    Both(ShapeIx, ShapeIx),
    List(Box<Found>),
    /// The result of a comparison.
    Truth,
    Unknown,
}

struct Walk<'a> {
    model: &'a Model,
    missing: Vec<String>,
}

impl Walk<'_> {
    /// Returns the result of an expression. The height of a tree is limited, and so is the
    /// recursion.
    fn expr(&mut self, expr: &Expr, current: &Found) -> Found {
        match expr {
            Expr::Current => current.clone(),
            Expr::Field(name) => self.field(name, current),
            Expr::Index(_) => self.element(current),
            Expr::Literal(_) => Found::Unknown,
            Expr::Then(left, right) => {
                let left = self.expr(left, current);
                self.expr(right, &left)
            }
            Expr::Project(projection, left, right) => {
                let left = self.expr(left, current);
                let each = self.projected(projection, &left);
                Found::List(Box::new(self.expr(right, &each)))
            }
            Expr::List(items) => {
                for item in items {
                    self.expr(item, current);
                }
                Found::Unknown
            }
            Expr::Hash(entries) => {
                for (_, value) in entries {
                    self.expr(value, current);
                }
                Found::Unknown
            }
            Expr::Not(inner) => {
                self.expr(inner, current);
                Found::Truth
            }
            Expr::Reference(inner) => {
                self.expr(inner, current);
                Found::Unknown
            }
            Expr::Or(left, right) => match (self.expr(left, current), self.expr(right, current)) {
                (Found::Shape(left), Found::Shape(right)) if self.model.converts(left, right) => {
                    Found::Shape(left)
                }
                _ => Found::Unknown,
            },
            Expr::And(left, right) => {
                let sides = (self.expr(left, current), self.expr(right, current));
                match sides {
                    (Found::Truth, Found::Truth) => Found::Truth,
                    _ => Found::Unknown,
                }
            }
            Expr::Compare(_, left, right) => {
                self.expr(left, current);
                self.expr(right, current);
                Found::Truth
            }
            Expr::Call(function, arguments) => self.call(*function, arguments, current),
        }
    }

    /// An expression argument of a function looks at the elements of a list that it gets too.
    fn call(&mut self, function: Function, arguments: &[Expr], current: &Found) -> Found {
        let mut list = Found::Unknown;
        for argument in arguments {
            if !matches!(argument, Expr::Reference(_)) {
                list = self.expr(argument, current);
            }
        }
        let no_list = not_a_list(self.model, &list).filter(|_| function == Function::Map);
        let no_list = no_list.map(|kind| format!("`map` requires a list, but gets {kind}"));
        self.missing.extend(no_list);
        let each = self.element(&list);
        for argument in arguments {
            if let Expr::Reference(inner) = argument {
                self.expr(inner, &each);
            }
        }
        match function {
            Function::Reverse | Function::Sort | Function::SortBy => list,
            Function::Max | Function::MaxBy | Function::Min | Function::MinBy => each,
            _ => Found::Unknown,
        }
    }

    fn projected(&mut self, projection: &Projection, list: &Found) -> Found {
        match projection {
            Projection::Elements | Projection::Slice(_) => self.element(list),
            Projection::Filter(condition) => {
                let each = self.element(list);
                self.expr(condition, &each);
                each
            }
            Projection::Flatten => match self.element(list) {
                inner if self.is_list(&inner) => self.element(&inner),
                each => each,
            },
            Projection::Values => match list {
                Found::Shape(ix) => match &self.model.shape(*ix).kind {
                    Kind::Map { value, .. } => Found::Shape(value.target),
                    _ => Found::Unknown,
                },
                _ => Found::Unknown,
            },
        }
    }

    fn is_list(&self, found: &Found) -> bool {
        match found {
            Found::Shape(ix) => matches!(self.model.shape(*ix).kind, Kind::List(_)),
            Found::List(_) => true,
            Found::Both(..) | Found::Truth | Found::Unknown => false,
        }
    }

    fn element(&self, list: &Found) -> Found {
        match list {
            Found::Shape(ix) => match &self.model.shape(*ix).kind {
                Kind::List(member) => Found::Shape(member.target),
                _ => Found::Unknown,
            },
            Found::List(element) => (**element).clone(),
            Found::Both(..) | Found::Truth | Found::Unknown => Found::Unknown,
        }
    }

    fn field(&mut self, name: &str, current: &Found) -> Found {
        let owner = match current {
            Found::Unknown => return Found::Unknown,
            Found::Both(input, _) if name == "input" => return Found::Shape(*input),
            Found::Both(_, output) if name == "output" => return Found::Shape(*output),
            Found::Both(..) => "the pair of input and output".to_owned(),
            Found::List(_) => "a list".to_owned(),
            Found::Truth => "a value of type boolean".to_owned(),
            Found::Shape(ix) => {
                let shape = self.model.shape(*ix);
                match &shape.kind {
                    Kind::Structure(_) | Kind::Union(_) => match shape.member(name) {
                        Some(member) => return Found::Shape(member.target),
                        None => format!("`{}`", shape.id.name),
                    },
                    Kind::Map { value, .. } => return Found::Shape(value.target),
                    Kind::Document => return Found::Unknown,
                    kind => format!("a value of type {}", kind.type_name()),
                }
            }
        };
        self.missing.push(format!("{owner} has no member `{name}`"));
        Found::Unknown
    }
}
