//! Values that `#(…)*` iterates over: iterators and lists. And numbers.

use std::fmt::Display;
use std::slice::Iter;

use super::{ToTokens, Tokens};

/// A number literal without its type.
#[derive(Clone, Copy, Debug)]
pub struct Number<T>(pub T);

impl<T: Display> ToTokens for Number<T> {
    fn to_tokens(&self, tokens: &mut Tokens) {
        tokens.push_token(&self.0.to_string());
    }
}

/// Iterators give their items.
pub trait RepeatIterator: Iterator + Sized {
    /// Returns the items to repeat over.
    fn repeated(self) -> Self {
        self
    }
}

impl<I: Iterator> RepeatIterator for I {}

/// Lists give theirs.
pub trait RepeatList {
    /// The type of the items.
    type Item;
    /// Returns the items to repeat over.
    fn repeated(&self) -> Iter<'_, Self::Item>;
}

impl<T> RepeatList for [T] {
    type Item = T;
    fn repeated(&self) -> Iter<'_, T> {
        self.iter()
    }
}

impl<T> RepeatList for Vec<T> {
    type Item = T;
    fn repeated(&self) -> Iter<'_, T> {
        self.iter()
    }
}
