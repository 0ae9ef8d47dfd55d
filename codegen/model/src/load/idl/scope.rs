//! Resolution of shape names: the file's namespace, the shapes that it uses, and the prelude.

use std::collections::HashMap;

use super::syntax::File;
use crate::diag::nearest;
use crate::graph::Node;
use crate::load::packages::{self, Form};
use crate::load::smithy::RawKind;

/// Every shape of a model's files by its absolute id.
pub(super) type Defined = HashMap<String, RawKind>;

/// The names of a file.
#[derive(Clone, Copy)]
pub(super) struct Scope<'l, 's> {
    file: &'l File<'s>,
    defined: &'l Defined,
}

impl<'l, 's> Scope<'l, 's> {
    pub(super) fn new(file: &'l File<'s>, defined: &'l Defined) -> Self {
        Self { file, defined }
    }

    /// Returns the absolute id of a shape that the file defines.
    pub(super) fn own(&self, name: &str) -> String {
        own(self.file, name)
    }

    /// Returns the absolute id that an id stands for.
    pub(super) fn resolve(&self, id: &str) -> String {
        if id.contains('#') {
            return id.to_owned();
        }
        let (name, member) = match id.split_once('$') {
            Some((name, member)) => (name, Some(member)),
            None => (id, None),
        };
        let mut absolute = self.shape(name);
        if let Some(member) = member {
            absolute.push('$');
            absolute.push_str(member);
        }
        absolute
    }

    fn shape(&self, name: &str) -> String {
        if let Some(used) = self.file.uses.get(name) {
            return used.text.clone().into_owned();
        }
        let prelude = || format!("smithy.api#{name}");
        if self.file.namespace.is_none() {
            return prelude();
        }
        let own = self.own(name);
        if !self.defined.contains_key(&own) {
            let prelude = prelude();
            if packages::form(&prelude).is_some() {
                return prelude;
            }
        }
        own
    }

    /// Returns whether a shape exists in the model or in a known package.
    pub(super) fn exists(&self, id: &str) -> bool {
        let shape = id.split('$').next().unwrap_or_default();
        self.defined.contains_key(shape) || packages::has(shape)
    }

    /// Returns the value of a trait that is written without one.
    pub(super) fn annotation(&self, id: &str) -> Node {
        let is_list = match self.defined.get(id) {
            Some(RawKind::List | RawKind::Set) => Some(true),
            Some(RawKind::Structure | RawKind::Map) => Some(false),
            Some(_) => None,
            None => match packages::form(id) {
                Some(Form::List) => Some(true),
                Some(Form::Object) | None => Some(false),
                Some(_) => None,
            },
        };
        match is_list {
            Some(true) => Node::Array(Vec::new()),
            Some(false) => Node::Object(Vec::new()),
            None => Node::Null,
        }
    }

    /// Advice for a trait that does not exist.
    pub(super) fn advice(&self, id: &str) -> Option<String> {
        let (namespace, name) = id.split_once('#')?;
        let names = packages::traits().filter_map(|id| id.split_once('#'));
        let names = names.filter(|(other, _)| *other == "smithy.api" || *other == namespace);
        let mut names: Vec<&str> = names.map(|(_, name)| name).collect();
        names.sort_unstable();
        match nearest(name, names).as_slice() {
            [] => Some("add the file that defines it to the model".to_owned()),
            near => Some(format!("did you mean {}?", near.join(", "))),
        }
    }
}

/// Returns the absolute id of a shape that a file defines.
pub(super) fn own(file: &File<'_>, name: &str) -> String {
    let namespace = file.namespace.unwrap_or_default();
    let mut id = String::with_capacity(namespace.len() + name.len() + 1);
    id.push_str(namespace);
    id.push('#');
    id.push_str(name);
    id
}
