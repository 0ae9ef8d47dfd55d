//! Cache for conditions that occur in several rules, so that each is evaluated once per resolution.

use super::ast::Expr;

/// Capacity for results of conditions. The rules of S3 have about a hundred that depend only on parameters.
const PLACES: usize = 256;

/// The results so far.
#[derive(Default)]
pub(super) struct Memo {
    known: [u64; PLACES / 64],
    holds: [u64; PLACES / 64],
}

impl Memo {
    /// Returns whether the condition at `place` holds, if it has been evaluated.
    pub(super) fn get(&self, place: u8) -> Option<bool> {
        let (word, bit) = split(place);
        let is_known = self.known.get(word)? & bit != 0;
        is_known.then_some(self.holds.get(word)? & bit != 0)
    }

    /// Stores whether the condition holds.
    pub(super) fn put(&mut self, place: u8, holds: bool) {
        let (word, bit) = split(place);
        if let (Some(known), Some(held)) = (self.known.get_mut(word), self.holds.get_mut(word)) {
            *known |= bit;
            *held |= if holds { bit } else { 0 };
        }
    }
}

fn split(place: u8) -> (usize, u64) {
    (usize::from(place / 64), 1 << (place % 64))
}

/// Assigns places to conditions while a rule set is parsed.
#[derive(Default)]
pub(super) struct Places(Vec<String>);

impl Places {
    /// Returns the place of a condition. Returns `None` if it depends on more than the first `parameters` slots, or
    /// if no place is left.
    pub(super) fn of(&mut self, expr: &Expr, parameters: usize) -> Option<u8> {
        if !depends_on_less(expr, parameters) {
            return None;
        }
        let text = format!("{expr:?}");
        if let Some(place) = self.0.iter().position(|other| *other == text) {
            return u8::try_from(place).ok();
        }
        let place = u8::try_from(self.0.len()).ok()?;
        self.0.push(text);
        Some(place)
    }
}

fn depends_on_less(expr: &Expr, slots: usize) -> bool {
    match expr {
        Expr::Bool(_) | Expr::Int(_) | Expr::Text(_) => true,
        Expr::Slot(slot) => *slot < slots,
        Expr::GetAttr(base, _) => depends_on_less(base, slots),
        Expr::Array(items) | Expr::Call(_, items) => {
            items.iter().all(|item| depends_on_less(item, slots))
        }
        Expr::Template(pieces) => pieces.iter().all(|piece| match piece {
            super::ast::Piece::Text(_) => true,
            super::ast::Piece::Value(value) => depends_on_less(value, slots),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Expr, Memo, Places};

    #[test]
    fn outcomes_are_kept() {
        let mut memo = Memo::default();
        for place in [0, 63, 64, 255] {
            assert_eq!(memo.get(place), None);
            memo.put(place, place != 63);
            assert_eq!(memo.get(place), Some(place != 63));
        }
        assert_eq!(memo.get(65), None);
    }

    #[test]
    fn the_same_condition_has_the_same_place() {
        let mut places = Places::default();
        let array = |slot| Expr::Array(vec![Expr::Text("a".to_owned()), Expr::Slot(slot)]);
        assert_eq!(places.of(&array(0), 2), Some(0));
        assert_eq!(places.of(&array(1), 2), Some(1));
        assert_eq!(places.of(&array(0), 2), Some(0));
        assert_eq!(places.of(&array(2), 2), None);
    }

    #[test]
    fn places_run_out() {
        let mut places = Places::default();
        let found = (0..300).filter_map(|int| places.of(&Expr::Int(int), 0));
        assert_eq!(found.count(), 256);
    }
}
