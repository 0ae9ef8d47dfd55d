//! The API of a crate, one line per public item. A reviewer of a new model reads it first.
//!
//! Items that all crates have in common are omitted: setters of builders, standard methods of
//! `Config`, standard traits.

use std::collections::BTreeMap;

use super::reach::{uses, Use};
use super::{text, Kind, Line};
use crate::ir::{
    Crate, Deprecation, Enum, Equality, ErrorSet, ErrorVariant, Field, MapKey, Name, Named,
    Operation, ParamKind, StreamError, Structure, Type, Union, UnionVariant,
};

/// Returns the API as a text: client, operations, types, errors.
pub fn outline(krate: &Crate) -> String {
    text(&lines(krate))
}

pub(super) fn lines(krate: &Crate) -> Vec<Line> {
    let package = &krate.package;
    let mut lines = Lines::default();
    lines.add(Kind::Package, package.name.clone(), package.version.clone());
    for feature in &package.features {
        let enables = format!("= [{}]", feature.enables.join(", "));
        lines.add(Kind::Feature, feature.name.clone(), enables);
    }
    lines.service(krate);
    let sets = krate.error_sets.iter();
    let sets: BTreeMap<&Name, &ErrorSet> = sets.map(|set| (&set.name, set)).collect();
    for operation in &krate.operations {
        let set = sets.get(&operation.error_set);
        lines.operation(operation, set.map_or(&[], |set| &set.variants));
    }
    let uses = uses(krate);
    let of = |named: &Named| uses.get(named).copied().unwrap_or_default();
    let used = |name: &Name| of(&Named::Type(name.clone()));
    for item in &krate.structures {
        lines.structure(Kind::Struct, "types", item, used(&item.name));
    }
    for item in &krate.unions {
        lines.union(item, used(&item.name));
    }
    for item in &krate.enums {
        lines.enumeration(item, used(&item.name));
    }
    for item in &krate.errors {
        let used = of(&Named::Error(item.name.clone()));
        lines.structure(Kind::Error, "types::error", item, used);
    }
    for error in &krate.stream_errors {
        lines.stream_error(error);
    }
    lines.0
}

#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn add(&mut self, kind: Kind, path: impl Into<String>, value: impl AsRef<str>) {
        self.0.push(Line::new(kind, path, value));
    }

    fn marked(
        &mut self,
        kind: Kind,
        path: impl Into<String>,
        value: impl AsRef<str>,
        deprecation: &Option<Deprecation>,
    ) {
        let line = Line::new(kind, path, value).deprecated(deprecation.is_some());
        self.0.push(line);
    }

    /// The facts that the client's configuration depends on.
    fn service(&mut self, krate: &Crate) {
        let service = &krate.service;
        let schemes = service.auth_schemes.iter();
        let logins = schemes.filter(|scheme| scheme.is_http());
        let logins: Vec<String> = logins.map(|scheme| format!("auth::{scheme:?}")).collect();
        let extras = [
            ("idempotency_token_provider", service.idempotency_token),
            ("sigv4a_signing_region_set", service.sigv4a),
            ("use_dual_stack", krate.endpoint.dual_stack),
            ("account_id_endpoint_mode", krate.endpoint.account_id_mode),
        ];
        let extras = extras.into_iter().filter(|(_, present)| *present);
        for name in extras.map(|(name, _)| name.to_owned()).chain(logins) {
            self.add(Kind::Setting, name, "");
        }
        if krate.endpoint.discovery.is_some() {
            let value = "() -> (Client, ReloadEndpoint)";
            self.add(Kind::Call, "with_endpoint_discovery_enabled", value);
        }
        for setting in &krate.endpoint.settings {
            let value = format!(": {}", param(setting.kind));
            self.add(Kind::Setting, setting.name.0.clone(), value);
        }
        for one in &krate.endpoint.params {
            let value = if one.required {
                format!(": {}", param(one.kind))
            } else {
                format!(": Option<{}>", param(one.kind))
            };
            self.add(Kind::Param, one.name.0.clone(), value);
        }
    }

    fn operation(&mut self, operation: &Operation, errors: &[ErrorVariant]) {
        let (method, input) = (&operation.method.0, &operation.input.name.0);
        let value = format!("({input}) -> {}", operation.output.name.0);
        self.marked(Kind::Call, method.clone(), value, &operation.deprecation);
        if let Some(pagination) = &operation.pagination {
            let items = pagination.items.as_ref().map(|items| match &items.item {
                Some(item) => format!("of {}", ty(item)),
                None => format!("of entries of {}", ty(&items.container)),
            });
            self.add(Kind::Pages, method.clone(), items.unwrap_or_default());
        }
        for waiter in &operation.waiters {
            let line = Line::new(Kind::Waiter, waiter.method.0.clone(), format!("({input})"));
            self.0.push(line.deprecated(waiter.deprecated));
        }
        let module = format!("operation::{}", operation.module.0);
        let (sent, received) = (true, false);
        self.structure(
            Kind::Struct,
            &module,
            &operation.input,
            Use { sent, received },
        );
        let (sent, received) = (false, true);
        self.structure(
            Kind::Struct,
            &module,
            &operation.output,
            Use { sent, received },
        );
        let owner = format!("{module}::{}", operation.error.0);
        self.add(Kind::Errors, owner.clone(), "");
        self.errors(&owner, errors);
    }

    fn errors(&mut self, owner: &str, variants: &[ErrorVariant]) {
        for one in variants {
            let path = format!("{owner}::{}", one.name.0);
            self.marked(Kind::Variant, path, "", &one.deprecation);
        }
    }

    fn structure(&mut self, kind: Kind, module: &str, item: &Structure, used: Use) {
        let build = if item.builder.fallible {
            ", build() gives a Result"
        } else {
            ""
        };
        let value = match (equality(item.equality), build) {
            ("", "") => used.text().trim_start().to_owned(),
            ("", _) => format!(": {}{}", &build[2..], used.text()),
            (traits, build) => format!(": {traits}{build}{}", used.text()),
        };
        let path = format!("{module}::{}", item.name.0);
        self.marked(kind, path.clone(), value, &item.deprecation);
        for field in &item.fields {
            self.field(&path, field);
        }
    }

    fn field(&mut self, owner: &str, field: &Field) {
        let ty = if field.optional {
            format!("Option<{}>", ty(&field.ty))
        } else {
            ty(&field.ty)
        };
        let default = field.default.as_ref().map(|value| format!(" = {value}"));
        let must = field.missing.is_some().then_some(", must be set");
        let value = format!(
            ": {ty}{}{}",
            default.unwrap_or_default(),
            must.unwrap_or_default()
        );
        let path = format!("{owner}.{}", field.name.0);
        self.marked(Kind::Field, path, value, &field.deprecation);
    }

    fn union(&mut self, item: &Union, used: Use) {
        let value = match equality(item.equality) {
            "" => used.text().trim_start().to_owned(),
            traits => format!(": {traits}{}", used.text()),
        };
        let path = format!("types::{}", item.name.0);
        self.marked(Kind::Union, path.clone(), value, &item.deprecation);
        for UnionVariant {
            name,
            deprecation,
            ty: inner,
            ..
        } in &item.variants
        {
            let inner = inner.as_ref().map(|inner| format!("({})", ty(inner)));
            let path = format!("{path}::{}", name.0);
            self.marked(Kind::Variant, path, inner.unwrap_or_default(), deprecation);
        }
    }

    fn stream_error(&mut self, error: &StreamError) {
        let path = format!("types::error::{}", error.name.0);
        let value = format!(": of the stream types::{}", error.union.0);
        self.add(Kind::Errors, path.clone(), value);
        self.errors(&path, &error.variants);
    }

    fn enumeration(&mut self, item: &Enum, used: Use) {
        let value = if item.unnamed.is_empty() {
            used.text().trim_start().to_owned()
        } else {
            format!(": a text{}", used.text())
        };
        let path = format!("types::{}", item.name.0);
        self.marked(Kind::Enum, path.clone(), value, &item.deprecation);
        for variant in &item.variants {
            let value = format!("= {:?}", variant.value);
            let path = format!("{path}::{}", variant.name.0);
            self.marked(Kind::Variant, path, value, &variant.deprecation);
        }
    }
}

fn param(kind: ParamKind) -> &'static str {
    match kind {
        ParamKind::Bool => "bool",
        ParamKind::Text => "String",
        ParamKind::Texts => "Vec<String>",
    }
}

/// Returns the equality traits of a type in addition to `PartialEq`.
fn equality(equality: Equality) -> &'static str {
    match equality {
        Equality::None | Equality::Partial => "",
        Equality::Eq => "Eq",
        Equality::Hash => "Eq + Hash",
    }
}

fn events(stream: &str, union: &Name, error: &Name) -> String {
    format!("{stream}<types::{}, types::error::{}>", union.0, error.0)
}

/// Returns a type as it reads in documentation: without the paths of common types.
fn ty(ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".into(),
        Type::I8 => "i8".into(),
        Type::I16 => "i16".into(),
        Type::I32 => "i32".into(),
        Type::I64 => "i64".into(),
        Type::F32 => "f32".into(),
        Type::F64 => "f64".into(),
        Type::BigInteger => "BigInteger".into(),
        Type::BigDecimal => "BigDecimal".into(),
        Type::String => "String".into(),
        Type::Blob => "Blob".into(),
        Type::DateTime => "DateTime".into(),
        Type::Document => "Document".into(),
        Type::ByteStream => "ByteStream".into(),
        Type::EventSender(union, error) => events("EventStreamSender", union, error),
        Type::EventReceiver(union, error) => events("EventReceiver", union, error),
        Type::Named(Named::Type(name)) => format!("types::{}", name.0),
        Type::Named(Named::Error(name)) => format!("types::error::{}", name.0),
        Type::List(item) => format!("Vec<{}>", self::ty(item)),
        Type::Map(key, value) => {
            let key = match key {
                MapKey::String => "String".to_owned(),
                MapKey::Enum(name) => format!("types::{}", name.0),
            };
            format!("HashMap<{key}, {}>", self::ty(value))
        }
        Type::Sparse(item) => format!("Option<{}>", self::ty(item)),
        Type::Boxed(inner) => format!("Box<{}>", self::ty(inner)),
    }
}
