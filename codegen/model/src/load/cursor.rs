//! A JSON value with its location.

use std::rc::Rc;

use crate::diag::{escape, Diagnostic, Diagnostics, Place};
use crate::graph::{Node, ShapeId};

/// A value with its way from the document's root and the shape or member it belongs to. Cheap to
/// clone; the JSON pointer is spelled only when asked for.
#[derive(Clone)]
pub(super) struct At<'a> {
    pub(super) node: &'a Node,
    path: Option<Rc<Step<'a>>>,
    shape: Option<Rc<ShapeId>>,
    file: Option<Rc<str>>,
}

struct Step<'a> {
    parent: Option<Rc<Step<'a>>>,
    token: Token<'a>,
}

enum Token<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    pub(super) fn root(node: &'a Node) -> Self {
        Self {
            node,
            path: None,
            shape: None,
            file: None,
        }
    }

    /// The same value as part of this file; needed where a model has several.
    pub(super) fn in_file(mut self, file: Rc<str>) -> Self {
        self.file = Some(file);
        self
    }

    /// Returns the file, where [`Self::in_file`] named it.
    pub(super) fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The same value as part of this shape or member.
    pub(super) fn of(mut self, shape: ShapeId) -> Self {
        self.shape = Some(Rc::new(shape));
        self
    }

    /// The same value as the member `name` of the owner's container.
    pub(super) fn member_of(mut self, owner: &At<'_>, name: &str) -> Self {
        let shape = owner.shape.as_ref().map(|shape| shape.with_member(name));
        self.shape = shape.map(Rc::new);
        self
    }

    pub(super) fn get(&self, key: &str) -> Option<At<'a>> {
        let (key, node) = self.node.as_object()?.iter().find(|(k, _)| k == key)?;
        Some(self.child(Token::Key(key), node))
    }

    /// Returns the entries of an object; there are none for other values.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a str, At<'a>)> + '_ {
        (self.node.as_object().unwrap_or_default().iter())
            .map(|(key, node)| (key.as_str(), self.child(Token::Key(key), node)))
    }

    fn child(&self, token: Token<'a>, node: &'a Node) -> At<'a> {
        let step = Step {
            parent: self.path.clone(),
            token,
        };
        At {
            node,
            path: Some(Rc::new(step)),
            shape: self.shape.clone(),
            file: self.file.clone(),
        }
    }

    pub(super) fn place(&self) -> Place {
        Place {
            file: self.file.as_deref().map(str::to_owned),
            pointer: Some(self.pointer()),
            shape: self.shape.as_ref().map(ToString::to_string),
            ..Place::default()
        }
    }

    fn pointer(&self) -> String {
        let mut tokens = Vec::new();
        let mut step = self.path.as_ref();
        while let Some(here) = step {
            tokens.push(match here.token {
                Token::Key(key) => escape(key),
                Token::Index(index) => index.to_string(),
            });
            step = here.parent.as_ref();
        }
        tokens
            .iter()
            .rev()
            .map(|token| format!("/{token}"))
            .collect()
    }

    pub(super) fn error(&self, what: impl Into<String>, diagnostics: &mut Diagnostics) {
        diagnostics.push(Diagnostic::error(what).at(self.place()));
    }

    /// Reports that the value should have been `expected`.
    pub(super) fn wrong_form(&self, expected: &str, diagnostics: &mut Diagnostics) {
        let found = match self.node {
            Node::Bool(_) | Node::Number(_) => self.node.to_string(),
            Node::String(text) if text.len() <= 40 => self.node.to_string(),
            other => other.form().to_owned(),
        };
        self.error(format!("expected {expected}, found {found}"), diagnostics);
    }

    pub(super) fn text(&self, diagnostics: &mut Diagnostics) -> Option<&'a str> {
        let text = self.node.as_str();
        if text.is_none() {
            self.wrong_form("a string", diagnostics);
        }
        text
    }

    /// Returns whether the value is an object; reports it otherwise.
    pub(super) fn object(&self, diagnostics: &mut Diagnostics) -> bool {
        let is_object = self.node.as_object().is_some();
        if !is_object {
            self.wrong_form("an object", diagnostics);
        }
        is_object
    }

    /// Returns the items of an array; reports anything else.
    pub(super) fn items(&self, diagnostics: &mut Diagnostics) -> Vec<At<'a>> {
        let Some(items) = self.node.as_array() else {
            self.wrong_form("an array", diagnostics);
            return Vec::new();
        };
        (items.iter().enumerate())
            .map(|(index, item)| self.child(Token::Index(index), item))
            .collect()
    }

    /// Warns of keys other than `known`.
    pub(super) fn known_keys(&self, known: &[&str], diagnostics: &mut Diagnostics) {
        for (key, value) in self.entries() {
            if !known.contains(&key) {
                let what = format!("the property `{key}` is unknown and has no effect");
                diagnostics.push(Diagnostic::warning(what).at(value.place()));
            }
        }
    }
}
