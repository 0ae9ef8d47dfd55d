//! Parsing of endpoint properties, including auth schemes.

use super::ast::{AuthScheme, Name, Named, Property};
use super::error::{At, RuleSetError, Within as _};
use super::json::{Json, Object};
use super::scope::Scope;
use super::{expr, output};

/// Parses a literal whose strings are templates.
pub(super) fn parse(json: &Json<'_>, scope: &Scope) -> Result<Property, RuleSetError> {
    Ok(match json {
        Json::Null => Property::Null,
        Json::Bool(flag) => Property::Bool(*flag),
        Json::Number(number) => Property::Number(*number),
        Json::Str(text) => Property::Text(expr::template(text, scope)?),
        Json::Array(_) => Property::Array(json.items(&mut |item| parse(item, scope))?),
        Json::Object(object) => Property::Object(members(object, scope, &mut |_, _| Ok(true))?),
    })
}

/// Parses the members that are `wanted`.
pub(super) fn members(
    object: &Object<'_>,
    scope: &Scope,
    wanted: &mut dyn FnMut(&str, &Json<'_>) -> Result<bool, RuleSetError>,
) -> Result<Named<Property>, RuleSetError> {
    let mut members = Vec::new();
    for (key, value) in object.entries() {
        let at = At::Key(key);
        if wanted(key, value).within(at)? {
            members.push((output::shared(key), parse(value, scope).within(at)?));
        }
    }
    Ok(members)
}

/// Parses the property `authSchemes`: objects that each have a unique `name`.
pub(super) fn auth_schemes(
    json: &Json<'_>,
    scope: &Scope,
) -> Result<Vec<AuthScheme>, RuleSetError> {
    let mut names: Vec<String> = Vec::new();
    json.items(&mut |item| {
        let object = item.expect_object()?;
        let name = object.member("name", &mut Json::expect_str)?;
        if names.iter().any(|other| other == name) {
            return Err(RuleSetError::new(format!("`{name}` is listed twice")));
        }
        names.push(name.to_owned());
        auth_scheme(name, object, scope)
    })
}

fn auth_scheme(name: &str, object: &Object<'_>, scope: &Scope) -> Result<AuthScheme, RuleSetError> {
    // Types that the SigV4 signers expect. Otherwise the first request would fail there.
    if name.starts_with("sigv4") {
        object.optional("signingName", &mut Json::expect_str)?;
        object.optional("signingRegion", &mut Json::expect_str)?;
        object.optional("disableDoubleEncoding", &mut Json::expect_bool)?;
        object.optional("disableNormalizePath", &mut Json::expect_bool)?;
        object.optional("signingRegionSet", &mut |json| {
            let regions = json.expect_array()?;
            if regions.is_empty() {
                return Err(RuleSetError::new("at least one region is needed"));
            }
            for region in regions {
                region.expect_str()?;
            }
            Ok(())
        })?;
    }
    Ok(AuthScheme {
        name: Name::of_scheme(expr::template(name, scope)?),
        properties: members(object, scope, &mut |key, _| Ok(key != "name"))?,
    })
}
