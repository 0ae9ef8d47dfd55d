//! The shapes that types have looked up, found by the address of their names.
//!
//! Each type asks for its shape with the same text of the program again and again, so the address says which one it is
//! faster than a hash of the text. A cell for each type would be faster still, but the crate would be slower to build:
//! a cell is one more item to check and to compile.

use super::Shape;
use std::fmt;
use std::sync::OnceLock;

/// Number of slots, a power of two. Most crates have fewer shapes, and a program uses few of those of a large crate.
const SLOTS: usize = 512;

/// A slot: the name as the program has it, and the shape. The first shape that is found in a slot stays.
type Slot = OnceLock<(&'static str, &'static Shape)>;

/// The shapes found so far.
pub(super) struct Found([Slot; SLOTS]);

impl Found {
    /// No shapes.
    pub(super) const fn new() -> Self {
        Self([const { OnceLock::new() }; SLOTS])
    }

    /// Returns the shape with that name, if it is in its slot.
    #[inline]
    pub(super) fn get(&self, name: &'static str) -> Option<&'static Shape> {
        match self.0[position(name)].get() {
            Some((found, shape)) if std::ptr::eq(*found, name) => Some(shape),
            _ => None,
        }
    }

    /// Puts a shape into its slot, unless the slot has another one.
    pub(super) fn add(&self, name: &'static str, shape: &'static Shape) {
        let _ = self.0[position(name)].set((name, shape));
    }
}

/// Returns the position of the slot for a name: the upper bits of a product with a large odd number depend on all bits
/// of the address (Knuth, The Art of Computer Programming, volume 3, section 6.4).
#[inline]
fn position(name: &'static str) -> usize {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let product = (name.as_ptr() as u64).wrapping_mul(FACTOR);
    (product >> (u64::BITS - SLOTS.trailing_zeros())) as usize
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.0.iter().filter_map(Slot::get);
        f.debug_set().entries(found.map(|(name, _)| name)).finish()
    }
}
