//! From a page to the next.

use crate::reflect::{Field, View};
use aws_smithy_runtime_api::box_error::BoxError;

/// What comes after a page.
#[derive(Debug)]
pub enum Turn {
    /// Nothing: it was the last.
    End,
    /// A page with another token than this.
    Next,
    /// A page with the token that this one was asked for with.
    Same,
    /// The page tells of a next one in a way that cannot be asked for.
    Failed(BoxError),
}

impl Turn {
    /// The turn to a page whose tokens are those of the last request, or are others.
    pub(super) fn to(same: bool) -> Self {
        match same {
            true => Self::Same,
            false => Self::Next,
        }
    }
}

/// The turn of an operation with one token in its input and one, of the same type, in its output. One that
/// is not there or empty ends the pages.
pub fn by_token<T: Field + Clone + PartialEq>(current: &mut Option<T>, next: Option<&T>) -> Turn {
    let Some(next) = next.filter(|token| !is_empty(token.view())) else {
        return Turn::End;
    };
    let same = current.as_ref() == Some(next);
    if !same {
        *current = Some(next.clone());
    }
    Turn::to(same)
}

/// Whether a token stands for "no more pages", as an empty text does.
fn is_empty(token: View<'_>) -> bool {
    match token {
        View::Text(text) => text.is_empty(),
        View::List(list) => list.item(0).is_none(),
        View::Map(map) => map.count() == 0,
        _ => false,
    }
}
