//! The names in scope at a position in the rule set, with their types.

use super::ast::Expr;
use super::flow::SetSlots;
use super::memo::Places;
use super::types::Type;

/// Names in order of declaration; the position of a name is its slot.
pub(super) struct Scope {
    names: Vec<(String, Type)>,
    /// The slots of the names, sorted by name.
    sorted: Vec<usize>,
    proven: Vec<usize>,
    minor: u32,
    slots: usize,
    /// Number of parameters, which are the first names.
    parameters: usize,
    places: Places,
}

/// A saved state of a [`Scope`].
pub(super) struct Mark {
    names: usize,
    proven: usize,
}

impl Scope {
    /// Creates an empty scope for version 1.`minor` of the language.
    pub(super) fn new(minor: u32) -> Self {
        Self {
            names: Vec::new(),
            sorted: Vec::new(),
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

    /// Returns the place of a condition's result in the memo, if it has one.
    pub(super) fn place_of(&mut self, condition: &Expr) -> Option<u8> {
        self.places.of(condition, self.parameters)
    }

    /// Returns the number of slots that an evaluation needs.
    pub(super) fn slots(&self) -> usize {
        self.slots
    }

    pub(super) fn lookup(&self, name: &str) -> Option<(usize, Type)> {
        let slot = self.sorted[self.place(name).ok()?];
        Some((slot, self.names[slot].1))
    }

    /// Returns the place of a name among those that are sorted, or where it would be.
    fn place(&self, name: &str) -> Result<usize, usize> {
        (self.sorted).binary_search_by(|slot| self.names[*slot].0.as_str().cmp(name))
    }

    /// Declares `name`. Returns `None` if it is already in scope, because shadowing is not allowed.
    pub(super) fn declare(&mut self, name: &str, of: Type) -> Option<usize> {
        let place = self.place(name).err()?;
        self.sorted.insert(place, self.names.len());
        self.names.push((name.to_owned(), of));
        self.slots = self.slots.max(self.names.len());
        Some(self.names.len() - 1)
    }

    /// Marks the optional value in `slot` as set from here on.
    pub(super) fn prove(&mut self, slot: usize) {
        if let Some((_, of)) = self.names.get_mut(slot).filter(|(_, of)| of.optional) {
            of.optional = false;
            self.proven.push(slot);
        }
    }

    /// Treats all names as set, and returns the slots that were set before.
    pub(super) fn assume_set(&mut self) -> Vec<usize> {
        let mut set = Vec::new();
        for (slot, (_, of)) in self.names.iter_mut().enumerate() {
            if !std::mem::take(&mut of.optional) {
                set.push(slot);
            }
        }
        set
    }

    /// Treats those names as set whose slots are in `set`, and no others.
    pub(super) fn set_only(&mut self, set: &SetSlots) {
        for (slot, (_, of)) in self.names.iter_mut().enumerate() {
            of.optional = !set.has(slot);
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            names: self.names.len(),
            proven: self.proven.len(),
        }
    }

    /// Restores the state saved in `mark`.
    pub(super) fn reset(&mut self, mark: &Mark) {
        for slot in self.proven.split_off(mark.proven) {
            self.names[slot].1.optional = true;
        }
        for slot in mark.names..self.names.len() {
            if let Ok(place) = self.place(&self.names[slot].0) {
                self.sorted.remove(place);
            }
        }
        self.names.truncate(mark.names);
    }
}
