//! Calls that follow buckets into their regions: a call for a bucket of another region is sent again, once, to the
//! region that the service names, and later calls for the bucket go there directly.
//!
//! The URL is never that of a response: the endpoint is resolved again, with the region of the bucket. A client with an
//! endpoint URL of its own therefore keeps that URL, and only signs for the other region.

#[cfg(feature = "region-redirects")]
mod answer;
#[cfg(feature = "region-redirects")]
mod interceptor;
#[cfg(feature = "region-redirects")]
mod regions;
#[cfg(feature = "region-redirects")]
mod strategy;

#[cfg(feature = "region-redirects")]
pub(crate) use {interceptor::RedirectInterceptor, strategy::RedirectPlugin};

use crate::endpoint::EndpointResolverParams;

/// Redirects of the calls of a service.
#[derive(Clone, Copy, Debug)]
pub struct RegionRedirects {
    /// Endpoint parameter with the name of the bucket.
    pub bucket: &'static str,
    /// Operations that always go to the region of the client, such as the one that creates buckets.
    pub except: &'static [&'static str],
    /// Sets the region in collected endpoint parameters.
    pub set_region: fn(&mut EndpointResolverParams, String),
}

/// Whether calls follow buckets into other regions.
#[cfg(feature = "region-redirects")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowRegionRedirects(pub bool);

#[cfg(feature = "region-redirects")]
impl aws_smithy_types::config_bag::Storable for FollowRegionRedirects {
    type Storer = aws_smithy_types::config_bag::StoreReplace<Self>;
}
