//! The bindings of members to HTTP messages, XML documents and query strings.
//!
//! Facts that no protocol of the service reads are omitted, so that the schema stays small.

use super::super::Context;
use super::Written;
use crate::model::{Kind, MemberRef, ProtocolKind, ShapeIx, Traits, XmlNamespace};
use crate::prepare::{Operation, Side};
use crate::settings::Setting;

/// `aws.customizations#s3UnwrappedXmlOutput`, a trait of operations.
const UNWRAPPED_OUTPUT: &str = "aws.customizations#s3UnwrappedXmlOutput";

/// Traits of a structure, with those of its operation where it is an input or output.
pub(super) fn shape(ctx: &Context<'_>, ix: ShapeIx, written: &mut Written) {
    let side = ctx.prepared.side(ix);
    let input_of = side.filter(|(_, side)| matches!(side, Side::Input(_)));
    let http = input_of.and_then(|(one, _)| one.traits.http.as_ref());
    if let Some(http) = http.filter(|_| offers(ctx, ProtocolKind::is_rest)) {
        let text = format!("{} {} {}", http.method, uri(ctx, &http.uri), http.code);
        written.value("http", Some(&text));
    }
    let is_unit = input_of.is_some_and(|(one, _)| one.input_origin.is_none());
    // Only there an input without members is another thing than none.
    let tells_unit = |kind| matches!(kind, ProtocolKind::RpcV2Cbor | ProtocolKind::RpcV2Json);
    written.flag("unit", is_unit && offers(ctx, tells_unit));
    if !offers(ctx, ProtocolKind::is_xml) {
        return;
    }
    let traits = &ctx.model().shape(ix).traits;
    if matches!(
        ctx.model().shape(ix).kind,
        Kind::Structure(_) | Kind::Union(_)
    ) {
        written.value("xmlName", traits.xml_name.as_deref());
        namespace(traits.xml_namespace.as_ref(), written);
    }
    let output_of = side.filter(|(_, side)| matches!(side, Side::Output(_)));
    let unwrapped = |shape: ShapeIx| ctx.model().shape(shape).traits.other(UNWRAPPED_OUTPUT);
    let customized = &ctx.prepared.customizations.operations;
    let own = |one: &Operation| {
        let mut all = customized.iter();
        all.find(|own| own.name.value == one.name)
    };
    let output_of = output_of.map(|(one, _)| one);
    let is_unwrapped = output_of.is_some_and(|one| {
        unwrapped(one.shape).is_some() || own(one).is_some_and(|own| own.unwrapped_output)
    });
    written.flag("s3UnwrappedXmlOutput", is_unwrapped);
    let has_any_root = output_of.and_then(own).is_some_and(|own| own.any_root);
    written.flag("anyXmlRoot", has_any_root);
}

/// Returns the URI without a label that the endpoint rules have put into the URL already.
fn uri(ctx: &Context<'_>, uri: &str) -> String {
    match behind_endpoint(ctx, uri) {
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        Some(rest) => format!("/{rest}"),
        None => uri.to_owned(),
    }
}

/// Returns whether the URI's path is only such a label.
pub(in crate::lower) fn is_all_endpoint(ctx: &Context<'_>, uri: &str) -> bool {
    behind_endpoint(ctx, uri).is_some_and(|rest| !rest.starts_with('/'))
}

/// Returns the text after such a label.
fn behind_endpoint<'a>(ctx: &Context<'_>, uri: &'a str) -> Option<&'a str> {
    let label = ctx.prepared.customizations.endpoint_label.as_ref()?;
    ctx.prepared.service.endpoint_rule_set.as_ref()?;
    let rest = uri.strip_prefix(&format!("/{{{}}}", label.value))?;
    let is_whole = rest.is_empty() || rest.starts_with(['/', '?']);
    is_whole.then_some(rest)
}

/// Traits of a member, a list's element or a map's key or value.
pub(super) fn member(ctx: &Context<'_>, member: MemberRef, written: &mut Written) {
    let shape = ctx.model().member(member);
    let target = &ctx.model().shape(shape.target).traits;
    let traits = &*shape.traits;
    if offers(ctx, ProtocolKind::is_xml) {
        xml(traits, target, written);
    }
    if offers(ctx, |kind| kind == ProtocolKind::Ec2Query) {
        written.value("ec2QueryName", traits.ec2_query_name.as_deref());
    }
    if offers(ctx, ProtocolKind::is_rest) {
        http(ctx, member, written);
    }
    let of_input = is_input(ctx, member.container);
    written.flag("hostLabel", fills_host_label(ctx, member));
    written.flag("streaming", traits.streaming || target.streaming);
    let requires_length = traits.requires_length || target.requires_length;
    written.flag("requiresLength", requires_length);
    written.flag("eventHeader", traits.event_header);
    written.flag("eventPayload", traits.event_payload);
    let param = traits.context_param.as_deref();
    written.value("contextParam", param.filter(|_| of_input));
}

/// Returns whether the member fills a label of the host prefix of its operation; without one the trait says
/// nothing.
fn fills_host_label(ctx: &Context<'_>, member: MemberRef) -> bool {
    let has_prefix = || match ctx.prepared.side(member.container) {
        Some((operation, Side::Input(_))) => operation.traits.host_prefix.is_some(),
        _ => false,
    };
    ctx.model().member(member).traits.host_label && has_prefix()
}

fn is_input(ctx: &Context<'_>, ix: ShapeIx) -> bool {
    matches!(ctx.prepared.sides.get(&ix), Some(Side::Input(_)))
}

fn xml(traits: &Traits, target: &Traits, written: &mut Written) {
    written.value("xmlName", traits.xml_name.as_deref());
    written.flag("xmlAttribute", traits.xml_attribute);
    written.flag("xmlFlattened", traits.xml_flattened);
    let own = traits.xml_namespace.as_ref();
    namespace(own.or(target.xml_namespace.as_ref()), written);
}

fn namespace(namespace: Option<&XmlNamespace>, written: &mut Written) {
    written.value("xmlNamespace", namespace.map(|one| one.uri.as_str()));
    let prefix = namespace.and_then(|one| one.prefix.as_deref());
    written.value("xmlNamespacePrefix", prefix);
}

/// Bindings count at the top of a message only, and some on one side only: elsewhere the member is a
/// part of the body.
fn http(ctx: &Context<'_>, member: MemberRef, written: &mut Written) {
    let traits = &*ctx.model().member(member).traits;
    let of_input = is_input(ctx, member.container);
    let is_error = ctx.model().shape(member.container).is_error();
    if !is_error && !ctx.prepared.sides.contains_key(&member.container) {
        return;
    }
    written.value("httpHeader", traits.http_header.as_deref());
    let prefix = traits.http_prefix_headers.as_deref();
    written.value("httpPrefixHeaders", prefix);
    written.flag("httpPayload", traits.http_payload);
    let texts = &ctx.prepared.customizations.header_texts;
    let has_text = |(header, _): &(Setting, String)| {
        let own = traits.http_header.as_deref();
        own.is_some_and(|own| own.eq_ignore_ascii_case(&header.value))
    };
    let of_output = matches!(
        ctx.prepared.sides.get(&member.container),
        Some(Side::Output(_))
    );
    let is_lenient = of_output && texts.iter().any(has_text);
    written.flag("lenient", is_lenient);
    if of_input {
        written.value("httpQuery", traits.http_query.as_deref());
        written.flag("httpQueryParams", traits.http_query_params);
        written.flag("httpLabel", traits.http_label);
    } else {
        written.flag("httpResponseCode", traits.http_response_code);
    }
}

/// Whether a protocol of the service is such a one.
fn offers(ctx: &Context<'_>, such: impl Fn(ProtocolKind) -> bool) -> bool {
    let protocols = &ctx.prepared.service.protocols;
    protocols.iter().any(|protocol| such(protocol.kind))
}
