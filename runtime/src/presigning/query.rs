//! Requests that are presigned as `GET`, although they are sent with another method and a body.

use crate::operation::{check_members, OperationDef};
use crate::reflect::{items, Structure, View};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::ser_de::SerializeRequest;
use aws_smithy_schema::http_protocol::percent_encode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

/// Serializes all members into the query string, each under its name in the model.
#[derive(Debug)]
pub(crate) struct QuerySerializer(pub(crate) &'static OperationDef);

impl SerializeRequest for QuerySerializer {
    fn serialize_input(
        &self,
        mut input: Input,
        _cfg: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let input = (self.0.input_mut)(&mut input);
        let input = input.ok_or("the input is not of the operation's type")?;
        check_members(self.0, input, true)?;
        let http = input.shape().schema().http();
        let mut uri = http
            .ok_or("the operation has no HTTP binding")?
            .uri()
            .to_owned();
        let mut separator = if uri.contains('?') { '&' } else { '?' };
        for (name, value) in pairs(input)? {
            uri.push(separator);
            uri.push_str(&percent_encode(name));
            uri.push('=');
            uri.push_str(&percent_encode(&value));
            separator = '&';
        }
        let mut request = HttpRequest::new(SdkBody::empty());
        request.set_method("GET")?;
        request.set_uri(uri)?;
        Ok(request)
    }
}

/// Returns the names and values of the members that are set.
fn pairs(input: &dyn Structure) -> Result<Vec<(&'static str, String)>, BoxError> {
    let mut pairs = Vec::new();
    for (index, member) in input.shape().members().iter().enumerate() {
        let Some(field) = input.field(index) else {
            continue;
        };
        let name = member.wire_name();
        let mut view = field.view();
        while let View::Some(field) = view {
            view = field.view();
        }
        match view {
            View::None => {}
            View::List(list) => {
                for item in items(list) {
                    pairs.push((name, scalar(name, item.view())?));
                }
            }
            view => pairs.push((name, scalar(name, view)?)),
        }
    }
    Ok(pairs)
}

fn scalar(name: &str, view: View<'_>) -> Result<String, BoxError> {
    Ok(match view {
        View::Text(text) | View::Enum(text, _) => text.to_owned(),
        View::Bool(value) => value.to_string(),
        View::I8(value) => value.to_string(),
        View::I16(value) => value.to_string(),
        View::I32(value) => value.to_string(),
        View::I64(value) => value.to_string(),
        _ => return Err(format!("`{name}` has a type that cannot be in a URL").into()),
    })
}
