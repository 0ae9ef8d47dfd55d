//! The endpoint URL of a client, without the crates of AWS.

use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// The URL that requests are sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointUrl(pub String);

impl Storable for EndpointUrl {
    type Storer = StoreReplace<Self>;
}
