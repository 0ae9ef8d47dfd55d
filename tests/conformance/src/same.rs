//! Equality in which NaN equals NaN: a test cannot expect it otherwise.

use std::collections::HashMap;

/// Whether two values are the same for a test.
pub trait Same {
    /// `==`, but for NaN.
    fn same(&self, other: &Self) -> bool;
}

impl Same for f32 {
    fn same(&self, other: &Self) -> bool {
        self == other || (self.is_nan() && other.is_nan())
    }
}

impl Same for f64 {
    fn same(&self, other: &Self) -> bool {
        self == other || (self.is_nan() && other.is_nan())
    }
}

impl<T: Same> Same for Option<T> {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(left), Some(right)) => left.same(right),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<T: Same> Same for Vec<T> {
    fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(left, right)| left.same(right))
    }
}

impl<T: Same> Same for HashMap<String, T> {
    fn same(&self, other: &Self) -> bool {
        let matches =
            |(key, value): (&String, &T)| other.get(key).is_some_and(|other| value.same(other));
        self.len() == other.len() && self.iter().all(matches)
    }
}

#[cfg(test)]
mod tests {
    use super::Same;
    use std::collections::HashMap;

    #[test]
    fn nan_is_itself_at_every_depth() {
        let value = HashMap::from([("a".to_owned(), vec![Some(f64::NAN), None])]);
        assert!(value.same(&value.clone()));
    }

    #[test]
    fn differences_are_seen_at_every_depth() {
        let one = |value| HashMap::from([("a".to_owned(), vec![value])]);
        assert!(!one(Some(1.0_f32)).same(&one(Some(f32::NAN))));
        assert!(!one(None).same(&one(Some(f32::NAN))));
        assert!(!one(Some(1.0_f32)).same(&HashMap::from([("b".to_owned(), vec![Some(1.0)])])));
        assert!(!vec![1.0_f64].same(&vec![1.0, 1.0]));
    }
}
