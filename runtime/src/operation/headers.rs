//! Headers that the caller sets through members. Defaults do not replace them.

use crate::reflect::{Structure, View};
use crate::request;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

/// Returns whether a member of the input sets the header of the request.
pub(super) fn is_from_member(input: &dyn Structure, request: &HttpRequest, header: &str) -> bool {
    let Some(value) = request.headers().get(header) else {
        return false;
    };
    let members = input.shape().members().iter().enumerate();
    let mut fields =
        members.filter_map(|(index, member)| Some((member.schema(), input.field(index)?)));
    fields.any(|(schema, field)| {
        if let Some(bound) = schema.http_header() {
            let is_it = bound.value().eq_ignore_ascii_case(header);
            return is_it && request::text_of(field) == Some(value);
        }
        match schema.http_prefix_headers() {
            Some(prefix) => has_entry(field.view(), prefix.value(), header),
            None => false,
        }
    })
}

fn has_entry(mut view: View<'_>, prefix: &str, header: &str) -> bool {
    while let View::Some(field) = view {
        view = field.view();
    }
    let View::Map(map) = view else {
        return false;
    };
    let start = header.get(..prefix.len());
    let is_prefixed = start.is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let rest = header.get(prefix.len()..).filter(|_| is_prefixed);
    let mut found = false;
    map.each(&mut |entry| {
        found = rest.is_some_and(|rest| rest.eq_ignore_ascii_case(entry.key));
        !found
    });
    found
}
