//! The step from one page to the next.

use crate::reflect::{Field, View};
use aws_smithy_runtime_api::box_error::BoxError;

/// The step after a page.
#[derive(Debug)]
pub enum Turn {
    /// There are no more pages.
    End,
    /// The next page has another token.
    Next,
    /// The next page has the token of the current request.
    Same,
    /// The token in the page cannot be sent.
    Failed(BoxError),
}

impl Turn {
    /// Returns the turn to a page whose tokens are the same as those of the last request, or are different.
    pub(super) fn to(same: bool) -> Self {
        if same {
            Self::Same
        } else {
            Self::Next
        }
    }
}

/// Sets the token of an input to the token of a page of the same type, and returns the turn to the next page. A token
/// that is absent or empty ends the pagination.
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

/// Returns whether a token means that there are no more pages, such as an empty string.
fn is_empty(token: View<'_>) -> bool {
    match token {
        View::Text(text) => text.is_empty(),
        View::List(list) => list.item(0).is_none(),
        View::Map(map) => map.count() == 0,
        _ => false,
    }
}
