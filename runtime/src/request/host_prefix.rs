//! Host prefixes (`smithy.api#endpoint`).

use crate::endpoint::rules::is_host_label;
use crate::hook::{Hook, Moment};
use crate::operation::OperationRef;
use crate::reflect::Structure;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_types::config_bag::ConfigBag;

/// Adds the prefix of the operation to the host of the endpoint.
pub(super) const HOOK: Hook = Hook::new("HostPrefix", Moment::ReadBeforeSerialization(add));

fn add(
    context: &BeforeSerializationInterceptorContextRef<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let def = OperationRef::of(cfg)?;
    let input = (def.input)(context.input()).ok_or("the input is not of the operation's type")?;
    if let Some(prefix) = def.traits.host_prefix {
        let prefix = EndpointPrefix::new(fill(prefix, input)?)?;
        cfg.interceptor_state().store_put(prefix);
    }
    Ok(())
}

/// Replaces the labels of the prefix with the members of the input.
fn fill(prefix: &str, input: &dyn Structure) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = prefix;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after
            .split_once('}')
            .ok_or_else(|| format!("the host prefix `{prefix}` has a `{{` without its `}}`"))?;
        filled.push_str(before);
        filled.push_str(label(name, input)?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn label<'a>(name: &str, input: &'a dyn Structure) -> Result<&'a str, String> {
    let position = input.shape().position(name);
    let member = position.and_then(|index| input.shape().members().get(index));
    let field = member.map_or(name, |member| member.rust_name());
    match super::text(input, name) {
        None | Some("") => Err(format!(
            "`{field}` was unset or empty but must be set as part of the endpoint prefix"
        )),
        Some(value) if value.contains('.') || !is_host_label(value) => Err(format!(
            "`{field}` is part of the endpoint prefix, but its value is no valid host label \
             (letters, digits and inner hyphens, at most 63 between dots)"
        )),
        Some(value) => Ok(value),
    }
}
