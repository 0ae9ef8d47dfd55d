//! Who makes a call.

use super::LastStatus;
use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// Marks calls that the program does not make directly.
#[derive(Debug, Clone)]
pub(crate) enum Caller {
    Paginator,
    Waiter(LastStatus),
}

impl Storable for Caller {
    type Storer = StoreReplace<Self>;
}
