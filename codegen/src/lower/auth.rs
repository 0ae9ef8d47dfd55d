//! Auth schemes of the model as those of the runtime.

use crate::ir::AuthScheme;
use crate::model::AuthScheme as ModelAuth;

/// Returns the runtime's schemes, in the same order.
pub(super) fn auth(schemes: &[ModelAuth]) -> Vec<AuthScheme> {
    let scheme = |scheme: &ModelAuth| match scheme {
        ModelAuth::Sigv4 { .. } => AuthScheme::SigV4,
        ModelAuth::Sigv4a { .. } => AuthScheme::SigV4a,
        ModelAuth::NoAuth => AuthScheme::NoAuth,
        ModelAuth::HttpBasic => AuthScheme::Basic,
        ModelAuth::HttpDigest => AuthScheme::Digest,
        ModelAuth::HttpBearer => AuthScheme::Bearer,
        ModelAuth::HttpApiKey { .. } => AuthScheme::ApiKey,
    };
    schemes.iter().map(scheme).collect()
}
