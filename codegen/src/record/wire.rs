//! The wire format of requests and responses: names, bindings, formats, auth.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use super::schema::{traits, Member, Schema, Shape};
use super::usual::{is_of_inputs, is_usual, Place};
use super::{Fact, Facts, Kind, Line};
use crate::ir::{
    Acceptor, ContextValue, Crate, Customization, Effect, ErrorMessage, ErrorVariant, Fault,
    Matcher, Name, Operation, PageTurn, Pagination, Protocol, Structure, Union, Waiter,
};

/// Returns the lines, in the order of `api.txt`.
pub(super) fn lines(krate: &Crate) -> Vec<Line<Facts>> {
    let wire = Wire {
        schema: Schema::read(&krate.schema),
        protocols: &krate.service.protocols,
    };
    let mut lines = vec![service(krate)];
    for param in &krate.endpoint.params {
        let mut facts = Stated::default();
        facts.value("name", Some(&param.rule_name));
        facts.debug("builtIn", param.built_in.as_ref());
        facts.flag("required", param.required);
        facts.value("default", param.default.as_ref());
        lines.push(facts.line(Kind::Param, param.name.0.clone()));
    }
    for one in &krate.operations {
        wire.operation(one, &mut lines);
    }
    for item in &krate.structures {
        wire.structure(Kind::Struct, "types", item, &mut lines);
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
        let mut facts = Stated::default();
        for (code, variant) in &set.codes {
            facts.value(&format!("code.{}", variant.0), Some(code));
        }
        lines.push(facts.line(Kind::Errors, path));
    }
    lines
}

fn service(krate: &Crate) -> Line<Facts> {
    let service = &krate.service;
    let requests = &service.requests;
    let mut facts = Stated::default();
    let protocols: Vec<String> = service.protocols.iter().map(protocol).collect();
    facts.value("protocols", Some(&protocols.join(", ")));
    let no_wrapping = service
        .protocols
        .contains(&Protocol::RestXmlNoErrorWrapping);
    facts.flag("noErrorWrapping", no_wrapping);
    facts.list("auth", &service.auth);
    facts.list("authSchemes", &service.auth_schemes);
    facts.value("signingName", Some(&service.signing_name));
    facts.value("version", Some(&service.version));
    facts.value("target", Some(&service.shape_name));
    facts.flag("queryCompatible", service.query_compatible);
    let namespace = service.xml_namespace.as_ref();
    facts.value("xmlNamespace", namespace.map(|(uri, _)| uri));
    facts.value(
        "xmlNamespacePrefix",
        namespace.and_then(|(_, prefix)| prefix.as_ref()),
    );
    facts.flag("plainPath", !requests.signing.double_uri_encode);
    facts.flag("pathAsIs", !requests.signing.normalize_uri_path);
    facts.flag("contentSha256", requests.signing.content_sha256_header);
    if let Some(key) = &requests.api_key {
        let place = if key.in_query {
            "apiKeyQuery"
        } else {
            "apiKeyHeader"
        };
        facts.value(place, Some(&key.name));
        facts.value("apiKeyScheme", key.scheme.as_ref());
    }
    facts.value("environmentToken", requests.environment_token.as_ref());
    facts.flag("discovery", krate.endpoint.discovery.is_some());
    facts.customizations(&requests.customizations);
    facts.line(Kind::Service, service.sdk_id.clone())
}

/// Returns the protocol's trait, whose settings are facts of their own.
fn protocol(protocol: &Protocol) -> String {
    let protocol = match protocol {
        Protocol::RestXmlNoErrorWrapping => &Protocol::RestXml,
        protocol => protocol,
    };
    format!("{protocol:?}")
}

/// The context of all items.
struct Wire<'a> {
    schema: Schema<'a>,
    protocols: &'a [Protocol],
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
        let mut facts = Stated::default();
        facts.value("name", Some(&one.shape_name));
        facts.shape(&one.input.schema, self.schema.shape(&one.input.schema));
        if let Some(auth) = &one.auth {
            facts.list("auth", auth);
        }
        facts.value("hostPrefix", own.host_prefix.as_ref());
        facts.flag("checksumRequired", own.checksum_required);
        facts.list("compression", &own.compression);
        facts.flag("unsignedPayload", own.unsigned_payload);
        facts.value("effect", effect(own.effect));
        for (name, value) in &own.context {
            facts.value(&format!("param.{name}"), Some(&context(value)));
        }
        for (name, path) in &own.context_paths {
            facts.value(&format!("param.{name}"), Some(path));
        }
        facts.customizations(&own.customizations);
        lines.push(facts.line(Kind::Call, one.method.0.clone()));
        if let Some(pages) = &one.pagination {
            lines.push(pagination(pages).line(Kind::Pages, one.method.0.clone()));
        }
        for one in &one.waiters {
            lines.push(waiter(one).line(Kind::Waiter, one.method.0.clone()));
        }
        let module = format!("operation::{}", one.module.0);
        self.fields(&module, &one.input, Owner::Input, lines);
        self.structure(Kind::Struct, &module, &one.output, lines);
    }

    fn structure(&self, kind: Kind, module: &str, item: &Structure, lines: &mut Vec<Line<Facts>>) {
        let mut facts = Stated::default();
        facts.shape(&item.schema, self.schema.shape(&item.schema));
        // A shape without facts says nothing: its members have lines of their own.
        if !facts.0.is_empty() {
            lines.push(facts.line(kind, format!("{module}::{}", item.name.0)));
        }
        self.fields(module, item, Owner::Other, lines);
    }

    fn error(
        &self,
        item: &Structure,
        variant: Option<&ErrorVariant>,
        lines: &mut Vec<Line<Facts>>,
    ) {
        let mut facts = Stated::default();
        facts.shape(&item.schema, self.schema.shape(&item.schema));
        if let Some(variant) = variant {
            facts.value("code", Some(&variant.code));
            facts.value("shapeCode", variant.shape_code.as_ref());
        }
        if let Some(error) = &item.error {
            let fault = match error.fault {
                Fault::Client => "client",
                Fault::Server => "server",
            };
            facts.value("fault", Some(fault));
            facts.value("status", error.status.as_ref());
            facts.debug("retryable", error.retryable.as_ref());
            if let ErrorMessage::Field { name, .. } = &error.message {
                facts.value("message", Some(&name.0));
            }
        }
        let module = "types::error";
        lines.push(facts.line(Kind::Error, format!("{module}::{}", item.name.0)));
        self.fields(module, item, Owner::Other, lines);
    }

    fn fields(&self, module: &str, item: &Structure, owner: Owner, lines: &mut Vec<Line<Facts>>) {
        let shape = self.schema.shape(&item.schema);
        let members = shape.into_iter().flat_map(|shape| &shape.members);
        for (field, member) in item.fields.iter().zip(members) {
            let path = format!("{module}::{}.{}", item.name.0, field.name.0);
            lines.push(self.member(member, owner).line(Kind::Field, path));
        }
    }

    fn union(&self, item: &Union, lines: &mut Vec<Line<Facts>>) {
        let path = format!("types::{}", item.name.0);
        let shape = self.schema.shape(&item.schema);
        let mut facts = Stated::default();
        facts.shape(&item.schema, shape);
        if !facts.0.is_empty() {
            lines.push(facts.line(Kind::Union, path.clone()));
        }
        let members = shape.into_iter().flat_map(|shape| &shape.members);
        for (variant, member) in item.variants.iter().zip(members) {
            let path = format!("{path}::{}", variant.name.0);
            lines.push(self.member(member, Owner::Other).line(Kind::Variant, path));
        }
    }

    fn member(&self, member: &Member<'_>, owner: Owner) -> Stated {
        let mut traits = traits(member.traits);
        let place = Place::of(&traits);
        traits.retain(|one| {
            let counts = owner == Owner::Input || !is_of_inputs(one);
            // Descriptions of a member's value are included, although they are not on the wire.
            let describes = one.name == "mediaType";
            let is_usual = is_usual(one, member.wire, place, self.protocols);
            counts && (describes || !is_usual)
        });
        let ty = self.schema.type_of(member.target, place, self.protocols);
        let mut facts = Stated::default();
        facts.value("name", Some(&member.wire));
        facts.value("type", Some(&ty));
        facts.0.extend(traits);
        facts
    }
}

/// Returns the traits about repeated calls.
fn effect(effect: Effect) -> Option<&'static str> {
    match effect {
        Effect::Any => None,
        Effect::Idempotent => Some("idempotent"),
        Effect::ReadOnly => Some("readonly"),
    }
}

fn context(value: &ContextValue) -> String {
    match value {
        ContextValue::Bool(value) => value.to_string(),
        ContextValue::Text(text) => text.clone(),
        ContextValue::Texts(texts) => format!("{texts:?}"),
    }
}

fn pagination(pages: &Pagination) -> Stated {
    let mut facts = Stated::default();
    let way = |steps: &[crate::ir::Step]| {
        let steps: Vec<&str> = steps.iter().map(|step| step.field.0.as_str()).collect();
        steps.join(".")
    };
    match &pages.turn {
        PageTurn::Token { input, output } => {
            facts.value("input", Some(&input.0));
            facts.value("output", Some(&way(output)));
        }
        PageTurn::Paths { tokens, more } => {
            for (field, path) in tokens {
                facts.value(&format!("token.{}", field.0), Some(path));
            }
            facts.value("more", more.as_ref());
        }
    }
    facts.value("size", pages.page_size.as_ref().map(|(name, _)| &name.0));
    facts.value(
        "items",
        pages.items.as_ref().map(|items| way(&items.path)).as_ref(),
    );
    facts
}

fn waiter(waiter: &Waiter) -> Stated {
    let mut facts = Stated::default();
    facts.value("minDelay", Some(&waiter.min_delay));
    facts.value("maxDelay", Some(&waiter.max_delay));
    for (number, Acceptor { state, matcher }) in (1..).zip(&waiter.acceptors) {
        let test = match matcher {
            Matcher::Success(true) => "success".to_owned(),
            Matcher::Success(false) => "any error".to_owned(),
            Matcher::Error(codes) => format!("error {}", codes.join(" or ")),
            Matcher::Status(status, _) => format!("status {status}"),
            Matcher::Output(path) => format!(
                "output {} {:?} {}",
                path.path, path.comparator, path.expected
            ),
            Matcher::InputOutput(path) => {
                format!(
                    "input and output {} {:?} {}",
                    path.path, path.comparator, path.expected
                )
            }
        };
        let name = format!("acceptor.{number}");
        facts.value(&name, Some(&format!("{state:?} on {test}")));
    }
    facts
}

/// Facts in the making.
#[derive(Default)]
struct Stated(Vec<Fact>);

impl Stated {
    fn flag(&mut self, name: &str, is_set: bool) {
        self.0.extend(is_set.then(|| Fact::flag(name)));
    }

    fn value<T: Display + ?Sized>(&mut self, name: &str, value: Option<&T>) {
        self.0
            .extend(value.map(|value| Fact::new(name, value.to_string())));
    }

    fn debug<T: Debug>(&mut self, name: &str, value: Option<&T>) {
        self.value(name, value.map(|value| format!("{value:?}")).as_ref());
    }

    fn list<T: Debug>(&mut self, name: &str, items: &[T]) {
        if !items.is_empty() {
            let items: Vec<String> = items.iter().map(|item| format!("{item:?}")).collect();
            self.value(name, Some(&items.join(", ")));
        }
    }

    /// Those of a shape, but for its names in the model and in Rust, which are on no wire. Elements are named
    /// after the shape by default.
    fn shape(&mut self, key: &str, shape: Option<&Shape<'_>>) {
        let all = traits(shape.map_or("", |shape| shape.traits));
        let original = all.iter().find(|one| one.name == "original");
        let name = original.and_then(|one| one.value.clone());
        let name = name.as_deref().unwrap_or(key);
        let is_told = |one: &&Fact| {
            let is_name = one.name == "original" || one.name == "rust";
            !is_name && !is_usual(one, name, Place::Body, &[])
        };
        self.0.extend(all.iter().filter(is_told).cloned());
    }

    fn customizations(&mut self, customizations: &[Customization]) {
        for (number, one) in (1..).zip(customizations) {
            self.debug(&format!("extra.{number}"), Some(one));
        }
    }

    fn line(self, kind: Kind, path: String) -> Line<Facts> {
        Line::with(kind, path, Facts(self.0))
    }
}
