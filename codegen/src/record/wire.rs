//! What requests and responses are made of: names, bindings, formats, auth, endpoints. A line's value is a
//! list of facts, `name` or `name=value`.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use super::schema::{traits, Schema, Shape};
use super::{endpoint, Kind, Line};
use crate::ir::{
    Acceptor, Crate, Customization, ErrorVariant, Matcher, Name, Operation, PageTurn, Pagination,
    Structure, Union, Waiter,
};

/// The lines, in the order of `api.txt`.
pub(super) fn lines(krate: &Crate) -> Vec<Line> {
    let schema = Schema::read(&krate.schema);
    let mut lines = vec![service(krate)];
    for param in &krate.endpoint.params {
        let mut facts = Facts::default();
        facts.value("name", Some(&param.rule_name));
        facts.debug("builtIn", param.built_in.as_ref());
        facts.flag("required", param.required);
        facts.value("default", param.default.as_ref());
        lines.push(facts.line(Kind::Param, param.name.0.clone()));
    }
    for one in &krate.operations {
        operation(one, &schema, &mut lines);
    }
    for item in &krate.structures {
        structure(Kind::Struct, "types", item, &schema, &mut lines);
    }
    for item in &krate.unions {
        union(item, &schema, &mut lines);
    }
    let variants = krate.service_errors.iter();
    let variants: BTreeMap<&Name, &ErrorVariant> = variants.map(|one| (&one.name, one)).collect();
    for item in &krate.errors {
        let variant = variants.get(&item.name).copied();
        error(item, variant, &schema, &mut lines);
    }
    for set in &krate.stream_errors {
        let path = format!("types::error::{}", set.name.0);
        let mut facts = Facts::default();
        for (code, variant) in &set.codes {
            facts.value(&format!("code.{}", variant.0), Some(code));
        }
        lines.push(facts.line(Kind::Errors, path));
    }
    lines.extend(endpoint::lines(&krate.endpoint.rules));
    lines
}

fn service(krate: &Crate) -> Line {
    let service = &krate.service;
    let requests = &service.requests;
    let mut facts = Facts::default();
    facts.list("protocols", &service.protocols);
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
    let key = requests.api_key.as_ref().map(|key| {
        let place = if key.in_query { "query" } else { "header" };
        let scheme = key.scheme.as_deref().unwrap_or_default();
        format!("{place} {} {scheme}", key.name)
            .trim_end()
            .to_owned()
    });
    facts.value("apiKey", key.as_ref());
    facts.value("environmentToken", requests.environment_token.as_ref());
    facts.flag("discovery", krate.endpoint.discovery.is_some());
    facts.customizations(&requests.customizations);
    facts.line(Kind::Service, service.sdk_id.clone())
}

fn operation(one: &Operation, schema: &Schema<'_>, lines: &mut Vec<Line>) {
    let own = &one.traits;
    let mut facts = Facts::default();
    facts.value("name", Some(&one.shape_name));
    let input = schema.shape(&one.input.schema);
    facts.shape(input);
    if let Some(auth) = &one.auth {
        facts.list("auth", auth);
    }
    facts.value("hostPrefix", own.host_prefix.as_ref());
    facts.flag("checksumRequired", own.checksum_required);
    facts.list("compression", &own.compression);
    facts.flag("unsignedPayload", own.unsigned_payload);
    for (name, value) in &own.context {
        facts.debug(&format!("param.{name}"), Some(value));
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
    fields(&module, &one.input, schema, lines);
    structure(Kind::Struct, &module, &one.output, schema, lines);
}

fn pagination(pages: &Pagination) -> Facts {
    let mut facts = Facts::default();
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

fn waiter(waiter: &Waiter) -> Facts {
    let mut facts = Facts::default();
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

fn structure(
    kind: Kind,
    module: &str,
    item: &Structure,
    schema: &Schema<'_>,
    lines: &mut Vec<Line>,
) {
    let mut facts = Facts::default();
    facts.shape(schema.shape(&item.schema));
    // A shape without facts says nothing: its members have lines of their own.
    if !facts.0.is_empty() {
        lines.push(facts.line(kind, format!("{module}::{}", item.name.0)));
    }
    fields(module, item, schema, lines);
}

fn error(
    item: &Structure,
    variant: Option<&ErrorVariant>,
    schema: &Schema<'_>,
    lines: &mut Vec<Line>,
) {
    let mut facts = Facts::default();
    facts.shape(schema.shape(&item.schema));
    if let Some(variant) = variant {
        facts.value("code", Some(&variant.code));
        facts.value("shapeCode", variant.shape_code.as_ref());
    }
    if let Some(error) = &item.error {
        facts.debug("retryable", error.retryable.as_ref());
        facts.value("message", error.message.as_ref().map(|one| &one.name.0));
    }
    let module = "types::error";
    lines.push(facts.line(Kind::Error, format!("{module}::{}", item.name.0)));
    fields(module, item, schema, lines);
}

fn fields(module: &str, item: &Structure, schema: &Schema<'_>, lines: &mut Vec<Line>) {
    let shape = schema.shape(&item.schema);
    let members = shape.into_iter().flat_map(|shape| &shape.members);
    for (field, member) in item.fields.iter().zip(members) {
        let path = format!("{module}::{}.{}", item.name.0, field.name.0);
        lines.push(self::member(schema, member).line(Kind::Field, path));
    }
}

fn union(item: &Union, schema: &Schema<'_>, lines: &mut Vec<Line>) {
    let path = format!("types::{}", item.name.0);
    let shape = schema.shape(&item.schema);
    let mut facts = Facts::default();
    facts.shape(shape);
    if !facts.0.is_empty() {
        lines.push(facts.line(Kind::Union, path.clone()));
    }
    let members = shape.into_iter().flat_map(|shape| &shape.members);
    for (variant, member) in item.variants.iter().zip(members) {
        let path = format!("{path}::{}", variant.name.0);
        lines.push(self::member(schema, member).line(Kind::Variant, path));
    }
}

fn member(schema: &Schema<'_>, member: &super::schema::Member<'_>) -> Facts {
    let mut facts = Facts::default();
    facts.value("name", Some(&member.wire));
    facts.value("type", Some(&schema.type_of(member.target)));
    facts.traits(traits(member.traits).into_iter());
    facts
}

/// Facts as they are written.
#[derive(Default)]
struct Facts(Vec<String>);

impl Facts {
    fn flag(&mut self, name: &str, is_set: bool) {
        self.0.extend(is_set.then(|| name.to_owned()));
    }

    /// A value in quotes where it is more than a word.
    fn value<T: Display + ?Sized>(&mut self, name: &str, value: Option<&T>) {
        let Some(value) = value else {
            return;
        };
        let value = value.to_string();
        let is_word = |c: char| c.is_ascii_alphanumeric() || "_-.:/#$".contains(c);
        let text = match !value.is_empty() && value.chars().all(is_word) {
            true => format!("{name}={value}"),
            // Quotes of a text would end it, line breaks the line.
            false => format!(
                "{name}=\"{}\"",
                value.replace('"', "'").replace(char::is_control, " ")
            ),
        };
        self.0.push(text);
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

    /// Traits of the schema, which are written as facts are.
    fn traits<'a>(&mut self, traits: impl Iterator<Item = &'a str>) {
        self.0.extend(traits.map(str::to_owned));
    }

    /// Those of a shape, but for its names in the model and in Rust, which are on no wire.
    fn shape(&mut self, shape: Option<&Shape<'_>>) {
        let all = traits(shape.map_or("", |shape| shape.traits)).into_iter();
        let is_name = |one: &&str| one.starts_with("original=") || one.starts_with("rust=");
        self.traits(all.filter(|one| !is_name(one)));
    }

    fn customizations(&mut self, customizations: &[Customization]) {
        for (number, one) in (1..).zip(customizations) {
            self.debug(&format!("extra.{number}"), Some(one));
        }
    }

    fn line(self, kind: Kind, path: String) -> Line {
        Line::new(kind, path, self.0.join(" "))
    }
}
