//! Conversion of the endpoint of a rule into the endpoint type of the orchestrator.

use super::ast::{EndpointTemplate, Expr, Name, Property};
use super::error::ResolveError;
use super::eval::Slots;
use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};
use aws_smithy_types::Document;
use std::borrow::Cow;
use std::collections::HashMap;

/// Fills in the templates of `endpoint`. The property `authSchemes` becomes typed auth schemes, in the order of the
/// rule set, because the official auth orchestrator reads those first.
pub(super) fn build<'a>(
    endpoint: &'a EndpointTemplate,
    slots: &Slots<'a>,
) -> Result<Endpoint, ResolveError> {
    let url = slots.text(&endpoint.url).ok_or(ResolveError::Unset)?;
    if url.is_empty() {
        return Err(ResolveError::EmptyUrl);
    }
    let mut builder = Endpoint::builder().url(url.into_owned());
    for (name, values) in &endpoint.headers {
        for value in values {
            let value = slots.text(value).ok_or(ResolveError::Unset)?;
            builder = builder.header(name.clone(), value.into_owned());
        }
    }
    for scheme in &endpoint.auth_schemes {
        let name = match &scheme.name {
            Name::Known(name) => name.clone(),
            Name::Template(name) => {
                let name = slots.look(name).ok_or(ResolveError::Unset)?;
                shared(scheme_id(&name))
            }
        };
        let mut filled = EndpointAuthScheme::with_capacity(name, scheme.properties.len());
        for (key, value) in &scheme.properties {
            filled = filled.put(key.clone(), document(value, slots)?);
        }
        builder = builder.auth_scheme(filled);
    }
    for (name, value) in &endpoint.properties {
        builder = builder.property(name.clone(), document(value, slots)?);
    }
    Ok(builder.build())
}

impl Name {
    /// Returns the name of an auth scheme, which `name` gives.
    pub(super) fn of_scheme(name: Expr) -> Self {
        match name {
            Expr::Text(name) => Self::Known(shared(scheme_id(&name))),
            name => Self::Template(name),
        }
    }
}

/// Returns the orchestrator's id of a scheme, for which rules may use a shorter name.
fn scheme_id(name: &str) -> &str {
    match name {
        "bearer" => "httpBearerAuth",
        "none" => "noAuth",
        other => other,
    }
}

/// Returns a shared name where possible. Names that most auth schemes have are not copied for each endpoint.
pub(super) fn shared(name: &str) -> Cow<'static, str> {
    const NAMES: [&str; 8] = [
        "sigv4",
        "sigv4a",
        "sigv4-s3express",
        "signingName",
        "signingRegion",
        "signingRegionSet",
        "disableDoubleEncoding",
        "disableNormalizePath",
    ];
    match NAMES.iter().find(|known| **known == name) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(name.to_owned()),
    }
}

fn document<'a>(property: &'a Property, slots: &Slots<'a>) -> Result<Document, ResolveError> {
    Ok(match property {
        Property::Null => Document::Null,
        Property::Bool(flag) => Document::Bool(*flag),
        Property::Number(number) => Document::Number(*number),
        Property::Text(text) => {
            Document::String(slots.text(text).ok_or(ResolveError::Unset)?.into_owned())
        }
        Property::Array(items) => {
            let mut filled = Vec::with_capacity(items.len());
            for item in items {
                filled.push(document(item, slots)?);
            }
            Document::Array(filled)
        }
        Property::Object(members) => {
            let mut filled = HashMap::with_capacity(members.len());
            for (key, value) in members {
                filled.insert(key.to_string(), document(value, slots)?);
            }
            Document::Object(filled)
        }
    })
}
