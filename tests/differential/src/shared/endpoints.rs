//! Endpoint resolution by the default resolvers.

use aws_smithy_types::Document;
use serde_json::{json, Value};

use super::super::sdk::{benefits, entitlement, revenue};

/// What decides an endpoint.
#[derive(Clone, Debug)]
pub struct Question {
    /// The region, if any.
    pub region: Option<&'static str>,
    /// Whether FIPS endpoints are asked for; `None` leaves the default.
    pub fips: Option<bool>,
    /// Whether dual-stack endpoints are asked for; `None` leaves the default.
    pub dual_stack: Option<bool>,
    /// A custom endpoint.
    pub endpoint: Option<&'static str>,
}

/// URL, headers and authentication schemes of an endpoint, or the error.
pub type Answer = Result<Value, String>;

/// Resolves with the default resolver of `$sdk`.
macro_rules! answer {
    ($sdk:ident, $params:expr) => {{
        use $sdk::config::endpoint::ResolveEndpoint;
        let params = $params.build().map_err(|error| error.to_string())?;
        let resolver = $sdk::config::endpoint::DefaultResolver::new();
        let endpoint = resolver.resolve_endpoint(&params).await;
        let endpoint = endpoint.map_err(|error| error.to_string())?;
        let mut headers: Vec<String> = endpoint.headers().map(|(name, values)| format!("{name}: {:?}", values.collect::<Vec<_>>())).collect();
        headers.sort();
        let properties = endpoint.properties();
        let mut names: Vec<&str> = properties.keys().map(|name| name.as_ref()).collect();
        names.sort();
        Ok(json!({
            "url": endpoint.url(),
            "headers": headers,
            "properties": names,
            "authSchemes": properties.get("authSchemes").map(value),
        }))
    }};
}

/// Marketplace Entitlement's answer.
pub async fn entitlement(question: &Question) -> Answer {
    let params = entitlement::config::endpoint::Params::builder()
        .set_region(question.region.map(str::to_owned))
        .set_use_fips(question.fips)
        .set_use_dual_stack(question.dual_stack)
        .set_endpoint(question.endpoint.map(str::to_owned));
    answer!(entitlement, params)
}

/// Benefits' answer; its rules do not know of dual stack.
pub async fn benefits(question: &Question) -> Answer {
    let params = benefits::config::endpoint::Params::builder()
        .set_region(question.region.map(str::to_owned))
        .set_use_fips(question.fips)
        .set_endpoint(question.endpoint.map(str::to_owned));
    answer!(benefits, params)
}

/// Revenue Measurement's answer; its rules do not know of dual stack.
pub async fn revenue(question: &Question) -> Answer {
    let params = revenue::config::endpoint::Params::builder()
        .set_region(question.region.map(str::to_owned))
        .set_use_fips(question.fips)
        .set_endpoint(question.endpoint.map(str::to_owned));
    answer!(revenue, params)
}

/// A document in a form whose equality does not depend on the order of entries.
fn value(document: &Document) -> Value {
    match document {
        Document::Null => Value::Null,
        Document::Bool(value) => json!(value),
        Document::String(text) => json!(text),
        Document::Number(number) => json!(number.to_f64_lossy()),
        Document::Array(items) => items.iter().map(value).collect(),
        Document::Object(members) => members
            .iter()
            .map(|(key, item)| (key.clone(), value(item)))
            .collect(),
    }
}
