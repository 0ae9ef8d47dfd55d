//! What can be reached from somewhere: the loop behind walks over shapes and types.

use std::collections::BTreeSet;

/// Returns the roots and all that `next` leads to from them, each once, in the order in which they are found.
///
/// It is a loop, since a chain can be as long as a model.
pub fn reached<T, N>(roots: impl IntoIterator<Item = T>, mut next: impl FnMut(&T) -> N) -> Vec<T>
where
    T: Clone + Ord,
    N: IntoIterator<Item = T>,
{
    let mut open: Vec<T> = roots.into_iter().collect();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    while let Some(one) = open.pop() {
        if seen.insert(one.clone()) {
            open.extend(next(&one));
            found.push(one);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::reached;

    #[test]
    fn everything_is_found_once_also_in_circles() {
        let next = |number: &u32| match number {
            1 => vec![2, 3],
            2 => vec![1, 4, 4],
            4 => vec![4],
            9 => vec![1],
            _ => Vec::new(),
        };
        assert_eq!(reached([1], next), [1, 3, 2, 4]);
        assert_eq!(reached([3, 4, 3], next), [3, 4]);
        assert_eq!(reached([], next), [0; 0]);
    }

    #[test]
    fn long_chains_are_walked() {
        let all = reached([0], |number| (*number < 1_000_000).then_some(number + 1));
        assert_eq!(all.len(), 1_000_001);
    }
}
