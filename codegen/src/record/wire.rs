//! The wire format of requests and responses: names, bindings, formats, auth.

use std::collections::BTreeMap;

use super::schema::{fact, Schema};
use super::usual::{is_of_inputs, is_usual, Location};
use crate::ir::{
    self, Acceptor, ContextValue, Crate, Customization, ErrorMessage, ErrorVariant, HttpChecksum,
    Matcher, Name, Operation, PageTurn, Pagination, PathMatcher, SchemaMember, SchemaTrait,
    Structure, Union, Waiter,
};
use farrier_diff::record::{AuthScheme, Effect, Fact, Facts, Fault, Kind, Line, List, Protocol};

/// Returns the lines, in the order of `api.txt`.
pub(super) fn lines(krate: &Crate) -> Vec<Line<Facts>> {
    let wire = Wire {
        schema: Schema::new(&krate.schema, &krate.service.protocols),
        protocols: &krate.service.protocols,
    };
    let mut lines = vec![service(krate)];
    for param in &krate.endpoint.params {
        let mut facts = vec![Fact::Name(param.rule_name.clone())];
        let built_in = param.built_in.as_ref();
        facts.extend(built_in.map(|source| Fact::BuiltIn(format!("{source:?}"))));
        facts.extend(param.required.then_some(Fact::Required));
        let default = param.default.as_ref();
        facts.extend(default.map(|value| Fact::Default(value.to_string())));
        lines.push(line(Kind::Param, param.name.0.clone(), facts));
    }
    for one in &krate.operations {
        wire.operation(one, &mut lines);
    }
    for item in &krate.structures {
        wire.structure("types", item, &mut lines);
    }
    for item in &krate.unions {
        wire.union(item, &mut lines);
    }
    let variants = krate.service_errors.iter();
    let variants: BTreeMap<&Name, &ErrorVariant> = variants.map(|one| (&one.name, one)).collect();
    for item in &krate.errors {
        let variant = variants.get(&item.name).copied();
        wire.error(item, variant, &mut lines);
    }
    for set in &krate.stream_errors {
        let path = format!("types::error::{}", set.name.0);
        let codes = set.codes.iter();
        let codes = codes.map(|(code, variant)| Fact::StreamCode(variant.0.clone(), code.clone()));
        lines.push(line(Kind::Errors, path, codes.collect()));
    }
    lines
}

fn line(kind: Kind, path: String, facts: Vec<Fact>) -> Line<Facts> {
    Line::with(kind, path, Facts(facts))
}

fn service(krate: &Crate) -> Line<Facts> {
    let service = &krate.service;
    let requests = &service.requests;
    let protocols = service.protocols.iter().map(protocol).collect();
    let mut facts = vec![Fact::Protocols(List(protocols))];
    let no_wrapping = ir::Protocol::RestXmlNoErrorWrapping;
    let no_wrapping = service.protocols.contains(&no_wrapping);
    facts.extend(no_wrapping.then_some(Fact::NoErrorWrapping));
    facts.extend(auth(&service.auth).map(Fact::Auth));
    facts.extend(auth(&service.auth_schemes).map(Fact::AuthSchemes));
    facts.push(Fact::SigningName(service.signing_name.clone()));
    facts.push(Fact::Version(service.version.clone()));
    facts.push(Fact::Target(service.shape_name.clone()));
    facts.extend(service.query_compatible.then_some(Fact::QueryCompatible));
    if let Some((uri, prefix)) = &service.xml_namespace {
        facts.push(Fact::XmlNamespace(uri.clone()));
        facts.extend(prefix.clone().map(Fact::XmlNamespacePrefix));
    }
    let signing = &requests.signing;
    facts.extend((!signing.double_uri_encode).then_some(Fact::PlainPath));
    facts.extend((!signing.normalize_uri_path).then_some(Fact::PathAsIs));
    facts.extend(signing.content_sha256_header.then_some(Fact::ContentSha256));
    if let Some(key) = &requests.api_key {
        let place = if key.in_query {
            Fact::ApiKeyQuery
        } else {
            Fact::ApiKeyHeader
        };
        facts.push(place(key.name.clone()));
        facts.extend(key.scheme.clone().map(Fact::ApiKeyScheme));
    }
    let token = requests.environment_token.clone();
    facts.extend(token.map(Fact::EnvironmentToken));
    let is_discovered = krate.endpoint.discovery.is_some();
    facts.extend(is_discovered.then_some(Fact::Discovery));
    facts.extend(customizations(&requests.customizations));
    line(Kind::Service, service.sdk_id.clone(), facts)
}

/// Returns the protocol without its settings, which are facts of their own.
fn protocol(protocol: &ir::Protocol) -> Protocol {
    match protocol {
        ir::Protocol::AwsJson1_0 => Protocol::AwsJson1_0,
        ir::Protocol::AwsJson1_1 => Protocol::AwsJson1_1,
        ir::Protocol::RpcV2Cbor => Protocol::RpcV2Cbor,
        ir::Protocol::RpcV2Json => Protocol::RpcV2Json,
        ir::Protocol::SimpleRestJson => Protocol::SimpleRestJson,
        ir::Protocol::RestJson1 => Protocol::RestJson1,
        ir::Protocol::RestXml | ir::Protocol::RestXmlNoErrorWrapping => Protocol::RestXml,
        ir::Protocol::AwsQuery => Protocol::AwsQuery,
        ir::Protocol::Ec2Query => Protocol::Ec2Query,
    }
}

/// Returns the schemes, unless there are none.
fn auth(schemes: &[ir::AuthScheme]) -> Option<List<AuthScheme>> {
    let schemes = schemes.iter().map(|scheme| match scheme {
        ir::AuthScheme::SigV4 => AuthScheme::SigV4,
        ir::AuthScheme::SigV4a => AuthScheme::SigV4a,
        ir::AuthScheme::NoAuth => AuthScheme::NoAuth,
        ir::AuthScheme::Bearer => AuthScheme::Bearer,
        ir::AuthScheme::Basic => AuthScheme::Basic,
        ir::AuthScheme::Digest => AuthScheme::Digest,
        ir::AuthScheme::ApiKey => AuthScheme::ApiKey,
    });
    let schemes: Vec<AuthScheme> = schemes.collect();
    (!schemes.is_empty()).then_some(List(schemes))
}

fn customizations(all: &[Customization]) -> impl Iterator<Item = Fact> + '_ {
    let numbered = (1..).zip(all);
    numbered.map(|(number, one)| Fact::Extra(number, format!("{one:?}")))
}

/// The context of all items.
struct Wire<'a> {
    schema: Schema<'a>,
    protocols: &'a [ir::Protocol],
}

/// The owner of the members.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Input,
    Other,
}

impl Wire<'_> {
    fn operation(&self, one: &Operation, lines: &mut Vec<Line<Facts>>) {
        let own = &one.traits;
        let mut facts = vec![Fact::Name(one.shape_name.clone())];
        facts.extend(self.shape(&one.input.schema));
        // An operation without auth has an empty list, which is no fact.
        facts.extend(one.auth.as_deref().and_then(auth).map(Fact::Auth));
        facts.extend(own.host_prefix.clone().map(Fact::HostPrefix));
        facts.extend(own.checksum_required.then_some(Fact::ChecksumRequired));
        facts.extend(own.http_checksum.iter().flat_map(checksum));
        facts.extend(compression(&own.compression));
        facts.extend(own.unsigned_payload.then_some(Fact::UnsignedPayload));
        facts.extend(effect(own.effect).map(Fact::Effect));
        let fixed = own.context.iter();
        facts.extend(fixed.map(|(name, value)| Fact::Param(name.clone(), context(value))));
        let paths = own.context_paths.iter();
        facts.extend(paths.map(|(name, path)| Fact::Param(name.clone(), path.clone())));
        facts.extend(customizations(&own.customizations));
        lines.push(line(Kind::Call, one.method.0.clone(), facts));
        if let Some(pages) = &one.pagination {
            lines.push(line(Kind::Pages, one.method.0.clone(), pagination(pages)));
        }
        for one in &one.waiters {
            lines.push(line(Kind::Waiter, one.method.0.clone(), waiter(one)));
        }
        let module = format!("operation::{}", one.module.0);
        self.fields(&module, &one.input, Owner::Input, lines);
        self.structure(&module, &one.output, lines);
    }

    fn structure(&self, module: &str, item: &Structure, lines: &mut Vec<Line<Facts>>) {
        let facts = self.shape(&item.schema);
        // A shape without facts says nothing: its members have lines of their own.
        if !facts.is_empty() {
            let path = format!("{module}::{}", item.name.0);
            lines.push(line(Kind::Struct, path, facts));
        }
        self.fields(module, item, Owner::Other, lines);
    }

    fn error(
        &self,
        item: &Structure,
        variant: Option<&ErrorVariant>,
        lines: &mut Vec<Line<Facts>>,
    ) {
        let mut facts = self.shape(&item.schema);
        if let Some(variant) = variant {
            facts.push(Fact::ErrorCode(variant.code.clone()));
            facts.extend(variant.shape_code.clone().map(Fact::ShapeCode));
        }
        if let Some(error) = &item.error {
            facts.push(Fact::Fault(match error.fault {
                ir::Fault::Client => Fault::Client,
                ir::Fault::Server => Fault::Server,
            }));
            facts.extend(error.status.map(Fact::Status));
            let retryable = error.retryable.as_ref();
            facts.extend(retryable.map(|how| Fact::Retryable(format!("{how:?}"))));
            if let ErrorMessage::Field { name, .. } = &error.message {
                facts.push(Fact::Message(name.0.clone()));
            }
        }
        let module = "types::error";
        let path = format!("{module}::{}", item.name.0);
        lines.push(line(Kind::Error, path, facts));
        self.fields(module, item, Owner::Other, lines);
    }

    fn fields(&self, module: &str, item: &Structure, owner: Owner, lines: &mut Vec<Line<Facts>>) {
        let members = self.schema.members(&item.schema);
        for (field, member) in item.fields.iter().zip(members) {
            let path = format!("{module}::{}.{}", item.name.0, field.name.0);
            lines.push(line(Kind::Field, path, self.member(member, owner)));
        }
    }

    fn union(&self, item: &Union, lines: &mut Vec<Line<Facts>>) {
        let path = format!("types::{}", item.name.0);
        let facts = self.shape(&item.schema);
        if !facts.is_empty() {
            lines.push(line(Kind::Union, path.clone(), facts));
        }
        let members = self.schema.members(&item.schema);
        for (variant, member) in item.variants.iter().zip(members) {
            let path = format!("{path}::{}", variant.name.0);
            lines.push(line(Kind::Variant, path, self.member(member, Owner::Other)));
        }
    }

    fn member(&self, member: &SchemaMember, owner: Owner) -> Vec<Fact> {
        let (target, name) = (&member.target, &member.wire_name);
        let place = Location::of(&target.traits);
        let traits = target.traits.iter().filter(|one| {
            let counts = owner == Owner::Input || !is_of_inputs(one);
            // Descriptions of a member's value are included, although they are not on the wire.
            let describes = matches!(one, SchemaTrait::MediaType(_));
            counts && (describes || !is_usual(one, name, place, self.protocols))
        });
        let mut facts = vec![
            Fact::Name(name.clone()),
            Fact::Type(self.schema.wire_type(&target.ty, place)),
        ];
        facts.extend(traits.filter_map(fact));
        facts
    }

    /// Returns the facts of a shape. Elements are named after the shape by default.
    fn shape(&self, key: &str) -> Vec<Fact> {
        let shape = self.schema.shape(key);
        let all = shape.map(|shape| shape.traits.as_slice());
        let all = all.unwrap_or_default();
        let original = all.iter().find_map(|one| match one {
            SchemaTrait::OriginalName(name) => Some(name.as_str()),
            _ => None,
        });
        let name = original.unwrap_or(key);
        let told = all
            .iter()
            .filter(|one| !is_usual(one, name, Location::Body, &[]));
        told.filter_map(fact).collect()
    }
}

/// Returns the algorithms, unless there are none.
fn checksum(checksum: &HttpChecksum) -> Vec<Fact> {
    let member = checksum.request_algorithm_member.clone();
    let mode = checksum.validation_mode_header.clone();
    let algorithms = &checksum.response_algorithms;
    let algorithms = (!algorithms.is_empty()).then(|| algorithms.join(","));
    (checksum
        .request_required
        .then_some(Fact::AnyChecksumRequired)
        .into_iter())
    .chain(member.map(Fact::ChecksumMember))
    .chain(mode.map(Fact::ChecksumMode))
    .chain(algorithms.map(Fact::ResponseChecksums))
    .collect()
}

fn compression(algorithms: &[String]) -> Option<Fact> {
    let algorithms: Vec<String> = algorithms.iter().map(|one| format!("{one:?}")).collect();
    (!algorithms.is_empty()).then(|| Fact::Compression(algorithms.join(", ")))
}

/// Returns the promise about repeated calls.
fn effect(effect: ir::Effect) -> Option<Effect> {
    match effect {
        ir::Effect::Any => None,
        ir::Effect::Idempotent => Some(Effect::Idempotent),
        ir::Effect::ReadOnly => Some(Effect::ReadOnly),
    }
}

fn context(value: &ContextValue) -> String {
    match value {
        ContextValue::Bool(value) => value.to_string(),
        ContextValue::Text(text) => text.clone(),
        ContextValue::Texts(texts) => format!("{texts:?}"),
    }
}

fn pagination(pages: &Pagination) -> Vec<Fact> {
    let way = |steps: &[ir::Step]| {
        let steps: Vec<&str> = steps.iter().map(|step| step.field.0.as_str()).collect();
        steps.join(".")
    };
    let mut facts = Vec::new();
    match &pages.turn {
        PageTurn::Token { input, output } => {
            facts.push(Fact::Input(input.0.clone()));
            facts.push(Fact::Output(way(output)));
        }
        PageTurn::Paths { tokens, more } => {
            let tokens = tokens.iter();
            facts.extend(tokens.map(|(field, path)| Fact::Token(field.0.clone(), path.clone())));
            facts.extend(more.clone().map(Fact::More));
        }
    }
    let size = pages.page_size.as_ref();
    facts.extend(size.map(|(name, _)| Fact::Size(name.0.clone())));
    let items = pages.items.as_ref();
    facts.extend(items.map(|items| Fact::Items(way(&items.path))));
    facts
}

fn waiter(waiter: &Waiter) -> Vec<Fact> {
    let mut facts = vec![
        Fact::MinDelay(waiter.min_delay),
        Fact::MaxDelay(waiter.max_delay),
    ];
    for (number, Acceptor { state, matcher }) in (1..).zip(&waiter.acceptors) {
        let test = match matcher {
            Matcher::Success(true) => "success".to_owned(),
            Matcher::Success(false) => "any error".to_owned(),
            Matcher::Error(codes) => format!("error {}", codes.join(" or ")),
            Matcher::Status(status, _) => format!("status {status}"),
            Matcher::Output(path) => format!("output {}", compared(path)),
            Matcher::InputOutput(path) => format!("input and output {}", compared(path)),
        };
        facts.push(Fact::Acceptor(number, format!("{state:?} on {test}")));
    }
    facts
}

fn compared(path: &PathMatcher) -> String {
    format!("{} {:?} {}", path.path, path.comparator, path.expected)
}
