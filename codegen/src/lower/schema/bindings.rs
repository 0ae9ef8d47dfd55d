//! The bindings of members to HTTP messages, XML documents and query strings.
//!
//! Facts that no protocol of the service reads are omitted, so that the schema stays small.

use super::super::Context;
use crate::ir::SchemaTrait;
use crate::model::{Kind, MemberRef, ProtocolKind, ShapeIx, Traits, XmlNamespace};
use crate::prepare::{Operation, Side};
use crate::settings::Setting;

/// `aws.customizations#s3UnwrappedXmlOutput`, a trait of operations.
const UNWRAPPED_OUTPUT: &str = "aws.customizations#s3UnwrappedXmlOutput";

/// Adds the traits of a structure, with those of its operation where it is an input or output.
pub(super) fn shape(ctx: &Context<'_>, ix: ShapeIx, traits: &mut Vec<SchemaTrait>) {
    let side = ctx.prepared.side(ix);
    let input_of = side.filter(|(_, side)| matches!(side, Side::Input(_)));
    let http = input_of.and_then(|(one, _)| one.traits.http.as_ref());
    let http = http.filter(|_| offers(ctx, ProtocolKind::is_rest));
    traits.extend(http.map(|http| SchemaTrait::Http {
        method: http.method.clone(),
        uri: uri(ctx, &http.uri),
        status: http.code,
    }));
    let is_unit = input_of.is_some_and(|(one, _)| one.input_origin.is_none());
    // Only there an input without members is another thing than none.
    let tells_unit = |kind| matches!(kind, ProtocolKind::RpcV2Cbor | ProtocolKind::RpcV2Json);
    let is_unit = is_unit && offers(ctx, tells_unit);
    traits.extend(is_unit.then_some(SchemaTrait::Unit));
    if !offers(ctx, ProtocolKind::is_xml) {
        return;
    }
    let shape = ctx.model().shape(ix);
    if matches!(shape.kind, Kind::Structure(_) | Kind::Union(_)) {
        traits.extend(shape.traits.xml_name.clone().map(SchemaTrait::XmlName));
        namespace(shape.traits.xml_namespace.as_ref(), traits);
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
    traits.extend(is_unwrapped.then_some(SchemaTrait::UnwrappedXmlOutput));
    let has_any_root = output_of.and_then(own).is_some_and(|own| own.any_root);
    traits.extend(has_any_root.then_some(SchemaTrait::AnyXmlRoot));
}

/// Returns the URI without a label that the endpoint rules have put into the URL already.
fn uri(ctx: &Context<'_>, uri: &str) -> String {
    match behind_endpoint(ctx, uri) {
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        Some(rest) => format!("/{rest}"),
        None => uri.to_owned(),
    }
}

/// Returns the text after such a label.
fn behind_endpoint<'a>(ctx: &Context<'_>, uri: &'a str) -> Option<&'a str> {
    let label = ctx.prepared.customizations.endpoint_label.as_ref()?;
    ctx.prepared.service.endpoint_rules.as_ref()?;
    let rest = uri.strip_prefix(&format!("/{{{}}}", label.value))?;
    let is_whole = rest.is_empty() || rest.starts_with(['/', '?']);
    is_whole.then_some(rest)
}

/// Adds the traits of a member, a list's element or a map's key or value.
pub(super) fn member(ctx: &Context<'_>, member: MemberRef, traits: &mut Vec<SchemaTrait>) {
    let shape = ctx.model().member(member);
    let target = &ctx.model().shape(shape.target).traits;
    let own = &*shape.traits;
    if offers(ctx, ProtocolKind::is_xml) {
        xml(own, target, traits);
    }
    if offers(ctx, |kind| kind == ProtocolKind::Ec2Query) {
        traits.extend(own.ec2_query_name.clone().map(SchemaTrait::Ec2QueryName));
    }
    if offers(ctx, ProtocolKind::is_rest) {
        http(ctx, member, traits);
    }
    let fills_host = fills_host_label(ctx, member);
    traits.extend(fills_host.then_some(SchemaTrait::HostLabel));
    let is_stream = own.streaming || target.streaming;
    traits.extend(is_stream.then_some(SchemaTrait::Streaming));
    let requires_length = own.requires_length || target.requires_length;
    traits.extend(requires_length.then_some(SchemaTrait::RequiresLength));
    traits.extend(own.event_header.then_some(SchemaTrait::EventHeader));
    traits.extend(own.event_payload.then_some(SchemaTrait::EventPayload));
    let param = own.context_param.clone();
    let param = param.filter(|_| is_input(ctx, member.container));
    traits.extend(param.map(SchemaTrait::ContextParam));
}

/// Returns whether the member fills a label of the host prefix of its operation; without such a label the trait
/// says nothing.
fn fills_host_label(ctx: &Context<'_>, member: MemberRef) -> bool {
    let shape = ctx.model().member(member);
    let has_label = || match ctx.prepared.side(member.container) {
        Some((operation, Side::Input(_))) => {
            let label = format!("{{{}}}", shape.name);
            let prefix = operation.traits.host_prefix.as_ref();
            prefix.is_some_and(|prefix| prefix.contains(&label))
        }
        _ => false,
    };
    shape.traits.host_label && has_label()
}

fn is_input(ctx: &Context<'_>, ix: ShapeIx) -> bool {
    matches!(ctx.prepared.sides.get(&ix), Some(Side::Input(_)))
}

fn xml(own: &Traits, target: &Traits, traits: &mut Vec<SchemaTrait>) {
    traits.extend(own.xml_name.clone().map(SchemaTrait::XmlName));
    traits.extend(own.xml_attribute.then_some(SchemaTrait::XmlAttribute));
    traits.extend(own.xml_flattened.then_some(SchemaTrait::XmlFlattened));
    let own = own.xml_namespace.as_ref();
    namespace(own.or(target.xml_namespace.as_ref()), traits);
}

fn namespace(namespace: Option<&XmlNamespace>, traits: &mut Vec<SchemaTrait>) {
    traits.extend(namespace.map(|one| SchemaTrait::XmlNamespace(one.uri.clone())));
    let prefix = namespace.and_then(|one| one.prefix.clone());
    traits.extend(prefix.map(SchemaTrait::XmlNamespacePrefix));
}

/// Bindings count at the top of a message only, and some on one side only: elsewhere the member is a
/// part of the body.
fn http(ctx: &Context<'_>, member: MemberRef, traits: &mut Vec<SchemaTrait>) {
    let own = &*ctx.model().member(member).traits;
    let of_input = is_input(ctx, member.container);
    let is_error = ctx.model().shape(member.container).is_error();
    if !is_error && !ctx.prepared.sides.contains_key(&member.container) {
        return;
    }
    traits.extend(own.http_header.clone().map(SchemaTrait::HttpHeader));
    let prefix = own.http_prefix_headers.clone();
    traits.extend(prefix.map(SchemaTrait::HttpPrefixHeaders));
    traits.extend(own.http_payload.then_some(SchemaTrait::HttpPayload));
    let texts = &ctx.prepared.customizations.header_texts;
    let has_text = |(header, _): &(Setting, String)| {
        let own = own.http_header.as_deref();
        own.is_some_and(|own| own.eq_ignore_ascii_case(&header.value))
    };
    let of_output = matches!(
        ctx.prepared.sides.get(&member.container),
        Some(Side::Output(_))
    );
    let is_lenient = of_output && texts.iter().any(has_text);
    traits.extend(is_lenient.then_some(SchemaTrait::Lenient));
    if of_input {
        traits.extend(own.http_query.clone().map(SchemaTrait::HttpQuery));
        traits.extend(
            own.http_query_params
                .then_some(SchemaTrait::HttpQueryParams),
        );
        traits.extend(own.http_label.then_some(SchemaTrait::HttpLabel));
    } else {
        traits.extend(
            own.http_response_code
                .then_some(SchemaTrait::HttpResponseCode),
        );
    }
}

/// Returns whether one of the service's protocols is of a kind.
pub(super) fn offers(ctx: &Context<'_>, such: impl Fn(ProtocolKind) -> bool) -> bool {
    let protocols = &ctx.prepared.service.protocols;
    protocols.iter().any(|protocol| such(protocol.kind))
}
