//! SHA-256 tree hashes of payloads.
//!
//! Source: "Computing checksums" in the developer guide of Amazon S3 Glacier. Each mebibyte is hashed, then pairs of
//! neighbouring hashes until one hash is left. An odd hash at the end moves up unchanged.

use crate::operation::OperationDef;
use aws_runtime::auth::SigV4OperationSigningConfig;
use aws_sigv4::http_request::SignableBody;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::orchestrator::LoadedRequestBody;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

const TREE_HASH: &str = "x-amz-sha256-tree-hash";
const CONTENT_SHA256: &str = "x-amz-content-sha256";

/// Adds the tree hash and the plain hash unless the request has them, and signs with the plain hash.
#[derive(Debug)]
pub(super) struct TreeHashInterceptor(pub(super) &'static OperationDef);

#[dyn_dispatch_hint]
impl Intercept for TreeHashInterceptor {
    fn name(&self) -> &'static str {
        "TreeHash"
    }

    // The headers are signed, so the whole body is read before the request is sent.
    fn modify_before_serialization(
        &self,
        _context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state()
            .store_put(LoadedRequestBody::Requested);
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let body = request.body().bytes().ok_or_else(|| {
            let operation = self.0.name;
            format!("the body of {operation} was not read, so it has no tree hash")
        })?;
        let Hashes { whole, tree } = hashes(body)?;
        let headers = request.headers_mut();
        for (name, value) in [(TREE_HASH, tree), (CONTENT_SHA256, whole.clone())] {
            if !headers.contains_key(name) {
                headers.try_insert(name, value)?;
            }
        }
        let signing = cfg.load::<SigV4OperationSigningConfig>().cloned();
        if let Some(mut signing) = signing {
            signing.signing_options.payload_override = Some(SignableBody::Precomputed(whole));
            cfg.interceptor_state().store_put(signing);
        }
        Ok(())
    }
}

/// The hashes of a body, in lower-case hexadecimal.
#[derive(Debug, PartialEq, Eq)]
struct Hashes {
    whole: String,
    tree: String,
}

#[cfg(not(feature = "tree-hash"))]
fn hashes(_body: &[u8]) -> Result<Hashes, BoxError> {
    Err("the operation needs the cargo feature `tree-hash` of farrier-runtime".into())
}

#[cfg(feature = "tree-hash")]
fn hashes(body: &[u8]) -> Result<Hashes, BoxError> {
    use sha2::{Digest, Sha256};
    const CHUNK: usize = 1024 * 1024;
    Ok(Hashes {
        whole: hex(&Sha256::digest(body)),
        tree: hex(&sha256::root(body, CHUNK)),
    })
}

#[cfg(feature = "tree-hash")]
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(feature = "tree-hash")]
mod sha256 {
    use sha2::{Digest, Sha256};

    /// Returns the root of the tree over chunks of that size. For an empty body it is the plain hash.
    pub(super) fn root(body: &[u8], chunk: usize) -> [u8; 32] {
        let mut level: Vec<[u8; 32]> = body
            .chunks(chunk)
            .map(|c| Sha256::digest(c).into())
            .collect();
        while level.len() > 1 {
            level = level.chunks(2).map(parent).collect();
        }
        let root = level.into_iter().next();
        root.unwrap_or_else(|| Sha256::digest([]).into())
    }

    fn parent(pair: &[[u8; 32]]) -> [u8; 32] {
        match pair {
            [odd] => *odd,
            pair => Sha256::digest(pair.concat()).into(),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn hash(bytes: impl AsRef<[u8]>) -> [u8; 32] {
            Sha256::digest(bytes).into()
        }

        fn both(left: [u8; 32], right: [u8; 32]) -> [u8; 32] {
            hash([left, right].concat())
        }

        #[test]
        fn an_odd_hash_goes_up_as_it_is() {
            let leaves = ["aaa", "bbb", "ccc", "ddd", "e"].map(hash);
            let expected = both(
                both(both(leaves[0], leaves[1]), both(leaves[2], leaves[3])),
                leaves[4],
            );
            assert_eq!(root(b"aaabbbcccddde", 3), expected);
        }

        #[test]
        fn small_bodies_have_their_plain_hash() {
            assert_eq!(root(b"", 3), hash(""));
            assert_eq!(root(b"abc", 3), hash("abc"));
            assert_eq!(root(b"abcd", 3), both(hash("abc"), hash("d")));
        }
    }
}
