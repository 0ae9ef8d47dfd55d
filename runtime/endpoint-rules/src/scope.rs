//! The names that are visible at a place of the rule set, and their types there.

use super::ast::Expr;
use super::memo::Places;
use super::types::Type;
use std::collections::HashMap;

/// Names in order of declaration; the position of a name is its slot.
pub(super) struct Scope {
    names: Vec<(Box<str>, Type)>,
    slots_by_name: HashMap<Box<str>, usize>,
    proven: Vec<usize>,
    minor: u32,
    slots: usize,
    /// How many of the names are parameters; those come first.
    parameters: usize,
    places: Places,
}

/// A state of a [`Scope`] to go back to.
pub(super) struct Mark {
    names: usize,
    proven: usize,
}

impl Scope {
    /// An empty scope in version 1.`minor` of the language.
    pub(super) fn new(minor: u32) -> Self {
        Self {
            names: Vec::new(),
            slots_by_name: HashMap::new(),
            proven: Vec::new(),
            minor,
            slots: 0,
            parameters: 0,
            places: Places::default(),
        }
    }

    pub(super) fn minor(&self) -> u32 {
        self.minor
    }

    /// Ends the declaration of parameters.
    pub(super) fn parameters_end(&mut self) {
        self.parameters = self.names.len();
    }

    /// Where the outcome of a condition is kept, if it can be.
    pub(super) fn place_of(&mut self, condition: &Expr) -> Option<u8> {
        self.places.of(condition, self.parameters)
    }

    /// How many slots an evaluation needs.
    pub(super) fn slots(&self) -> usize {
        self.slots
    }

    pub(super) fn lookup(&self, name: &str) -> Option<(usize, Type)> {
        let slot = *self.slots_by_name.get(name)?;
        Some((slot, self.names[slot].1))
    }

    /// Declares `name`; `None` if it is visible already, for shadowing is not allowed.
    pub(super) fn declare(&mut self, name: &str, of: Type) -> Option<usize> {
        if self.lookup(name).is_some() {
            return None;
        }
        self.slots_by_name.insert(name.into(), self.names.len());
        self.names.push((name.into(), of));
        self.slots = self.slots.max(self.names.len());
        Some(self.names.len() - 1)
    }

    /// Notes that the optional value in `slot` is known to be set from here on.
    pub(super) fn prove(&mut self, slot: usize) {
        if let Some((_, of)) = self.names.get_mut(slot).filter(|(_, of)| of.optional) {
            of.optional = false;
            self.proven.push(slot);
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            names: self.names.len(),
            proven: self.proven.len(),
        }
    }

    /// Forgets what was declared and proven since `mark`.
    pub(super) fn reset(&mut self, mark: &Mark) {
        for slot in self.proven.drain(mark.proven..) {
            self.names[slot].1.optional = true;
        }
        for (name, _) in self.names.drain(mark.names..) {
            self.slots_by_name.remove(&name);
        }
    }
}
