//! A JSON value with its location.

use std::rc::Rc;
use std::sync::Arc;

use crate::diag::{escape, Diagnostic, Diagnostics, Origin, Place, SourceText};
use crate::graph::{Node, ShapeId};

/// A value with its way from the document's root and the shape or member it belongs to. Cheap to
/// clone; the JSON pointer is spelled only when asked for.
#[derive(Clone)]
pub(super) struct At<'a> {
    pub(super) node: &'a Node,
    path: Option<Rc<Step<'a>>>,
    shape: Option<Rc<ShapeId>>,
    source: Option<&'a Arc<SourceText>>,
    spans: Option<&'a Spans>,
}

/// The position of a value in its text, and those of its items or entries, in their order.
#[derive(Debug)]
pub(super) struct Spans {
    pub(super) at: usize,
    pub(super) kids: Vec<Spans>,
}

impl Spans {
    pub(super) fn leaf(at: usize) -> Self {
        Self {
            at,
            kids: Vec::new(),
        }
    }
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
            source: None,
            spans: None,
        }
    }

    /// The same value as part of this file, with its positions where the file has them.
    pub(super) fn in_source(
        mut self,
        source: &'a Arc<SourceText>,
        spans: Option<&'a Spans>,
    ) -> Self {
        self.source = Some(source);
        self.spans = spans;
        self
    }

    /// Returns where the value is, where [`Self::in_source`] named its file.
    pub(super) fn origin(&self) -> Option<Origin> {
        let at = self.spans.map(|spans| spans.at);
        Some(Origin::new(self.source?.clone(), at))
    }

    /// Returns whether the position of the value in its text is known.
    pub(super) fn has_position(&self) -> bool {
        self.spans.is_some()
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
        let entries = self.node.as_object()?;
        let position = entries.iter().position(|(name, _)| name == key)?;
        let (key, node) = &entries[position];
        Some(self.child(Token::Key(key), position, node))
    }

    /// Returns the entries of an object; there are none for other values.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a str, At<'a>)> + '_ {
        (self.node.as_object().unwrap_or_default().iter().enumerate()).map(
            |(position, (key, node))| (key.as_str(), self.child(Token::Key(key), position, node)),
        )
    }

    fn child(&self, token: Token<'a>, position: usize, node: &'a Node) -> At<'a> {
        let step = Step {
            parent: self.path.clone(),
            token,
        };
        At {
            node,
            path: Some(Rc::new(step)),
            shape: self.shape.clone(),
            source: self.source,
            spans: self.spans.and_then(|spans| spans.kids.get(position)),
        }
    }

    pub(super) fn place(&self) -> Place {
        let known = self.origin().map(|origin| origin.place());
        let mut place = known.unwrap_or_default();
        place.shape = self.shape.as_ref().map(ToString::to_string);
        if self.spans.is_none() {
            place.pointer = Some(self.pointer());
        }
        place
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
            .map(|(index, item)| self.child(Token::Index(index), index, item))
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
