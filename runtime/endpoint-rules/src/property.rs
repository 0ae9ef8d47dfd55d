//! Parsing of endpoint properties, including auth schemes.

use super::ast::{AuthScheme, Named, Property};
use super::error::RuleSetError;
use super::expr;
use super::json::{Json, Object};
use super::scope::Scope;

/// Parses a literal whose strings are templates.
pub(super) fn parse(json: &Json<'_>, scope: &Scope) -> Result<Property, RuleSetError> {
    Ok(match json {
        Json::Null => Property::Null,
        Json::Bool(flag) => Property::Bool(*flag),
        Json::Number(number) => Property::Number(*number),
        Json::Str(text) => Property::Text(expr::template(text, scope)?),
        Json::Array(items) => Property::Array(
            items
                .iter()
                .enumerate()
                .map(|(i, item)| parse(item, scope).map_err(|e| e.within(i)))
                .collect::<Result<_, _>>()?,
        ),
        Json::Object(object) => Property::Object(members(object, scope, |_| true)?),
    })
}

fn members(
    object: &Object<'_>,
    scope: &Scope,
    wanted: impl Fn(&str) -> bool,
) -> Result<Named<Property>, RuleSetError> {
    object
        .entries()
        .filter(|(key, _)| wanted(key))
        .map(|(key, value)| {
            let value = parse(value, scope).map_err(|e| e.within(key))?;
            Ok((key.into(), value))
        })
        .collect()
}

/// Parses the property `authSchemes`: objects that each have a unique `name`.
pub(super) fn auth_schemes(
    json: &Json<'_>,
    scope: &Scope,
) -> Result<Box<[AuthScheme]>, RuleSetError> {
    let items = json.expect_array()?;
    let mut names = Vec::with_capacity(items.len());
    let mut schemes = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        let at = |e: RuleSetError| e.within(i);
        let object = item.expect_object().map_err(at)?;
        let name = object.member("name", Json::expect_str).map_err(at)?;
        if names.contains(&name) {
            return Err(at(RuleSetError::new(format!("`{name}` is listed twice"))));
        }
        names.push(name);
        schemes.push(auth_scheme(name, object, scope).map_err(at)?);
    }
    Ok(schemes.into())
}

fn auth_scheme(name: &str, object: &Object<'_>, scope: &Scope) -> Result<AuthScheme, RuleSetError> {
    // Types that the SigV4 signers expect. Otherwise the first request would fail there.
    if name.starts_with("sigv4") {
        object.optional("signingName", Json::expect_str)?;
        object.optional("signingRegion", Json::expect_str)?;
        object.optional("disableDoubleEncoding", Json::expect_bool)?;
        object.optional("disableNormalizePath", Json::expect_bool)?;
        object.optional("signingRegionSet", |json| {
            let regions = json.expect_array()?;
            if regions.is_empty() {
                Err(RuleSetError::new("at least one region is needed"))
            } else {
                regions.iter().try_for_each(|r| r.expect_str().map(|_| ()))
            }
        })?;
    }
    Ok(AuthScheme {
        name: expr::template(name, scope)?,
        properties: members(object, scope, |key| key != "name")?,
    })
}
