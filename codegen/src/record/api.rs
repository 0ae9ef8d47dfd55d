//! The API of a crate, one line per public item. A reviewer of a new model reads it first.
//!
//! Items that all crates have in common are omitted: setters of builders, standard methods of
//! `Config`, standard traits.

use std::collections::BTreeMap;

use super::reach::uses;
use crate::ir::{
    self, Crate, Deprecation, Enum, Equality, ErrorSet, ErrorVariant, MapKey, Name, Named,
    Operation, ParamKind, StreamError, Structure, Type, Union,
};
use crate::visible::escaped;
use farrier_diff::record::{
    text, Call, Declaration, Field, Kind, Line, PageItems, RustType, Trait, TypeFacts, Use, Variant,
};

/// Returns the API as a text: client, operations, types, errors.
pub fn outline(krate: &Crate) -> String {
    text(&lines(krate))
}

pub(super) fn lines(krate: &Crate) -> Vec<Line<Declaration>> {
    let package = &krate.package;
    let mut lines = Lines::default();
    let version = Declaration::Package(package.version.clone());
    lines.add(Kind::Package, package.name.clone(), version);
    for feature in &package.features {
        let enables = Declaration::Feature(feature.enables.clone());
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
struct Lines(Vec<Line<Declaration>>);

impl Lines {
    fn add(&mut self, kind: Kind, path: impl Into<String>, item: Declaration) {
        self.0.push(Line::with(kind, path, item));
    }

    fn marked(
        &mut self,
        kind: Kind,
        path: impl Into<String>,
        item: Declaration,
        deprecation: &Option<Deprecation>,
    ) {
        let line = Line::with(kind, path, item).deprecated(deprecation.is_some());
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
            self.add(Kind::Setting, name, Declaration::Setting(None));
        }
        if krate.endpoint.discovery.is_some() {
            let call = Declaration::Call(Call {
                input: None,
                output: "(Client, ReloadEndpoint)".to_owned(),
            });
            self.add(Kind::Call, "with_endpoint_discovery_enabled", call);
        }
        for setting in &krate.endpoint.settings {
            let item = Declaration::Setting(Some(param(setting.kind)));
            self.add(Kind::Setting, setting.name.0.clone(), item);
        }
        for one in &krate.endpoint.params {
            let ty = param(one.kind);
            let ty = if one.required { ty } else { ty.optional() };
            let item = Declaration::Setting(Some(ty));
            self.add(Kind::Param, one.name.0.clone(), item);
        }
    }

    fn operation(&mut self, operation: &Operation, errors: &[ErrorVariant]) {
        let (method, input) = (&operation.method.0, &operation.input.name.0);
        let call = Declaration::Call(Call {
            input: Some(input.clone()),
            output: operation.output.name.0.clone(),
        });
        self.marked(Kind::Call, method.clone(), call, &operation.deprecation);
        if let Some(pagination) = &operation.pagination {
            let items = pagination.items.as_ref().map(|items| match &items.item {
                Some(item) => PageItems::Of(ty(item)),
                None => PageItems::EntriesOf(ty(&items.container)),
            });
            self.add(Kind::Pages, method.clone(), Declaration::Pages(items));
        }
        for waiter in &operation.waiters {
            let item = Declaration::Waiter(input.clone());
            let line = Line::with(Kind::Waiter, waiter.method.0.clone(), item);
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
        self.add(Kind::Errors, owner.clone(), Declaration::Errors(None));
        self.errors(&owner, errors);
    }

    fn errors(&mut self, owner: &str, variants: &[ErrorVariant]) {
        for one in variants {
            let path = format!("{owner}::{}", one.name.0);
            let item = Declaration::Variant(Variant::Unit);
            self.marked(Kind::Variant, path, item, &one.deprecation);
        }
    }

    fn structure(&mut self, kind: Kind, module: &str, item: &Structure, used: Use) {
        let facts = Declaration::Type(TypeFacts {
            traits: traits(item.equality),
            is_fallible: item.builder.fallible,
            is_text: false,
            used,
        });
        let path = format!("{module}::{}", item.name.0);
        self.marked(kind, path.clone(), facts, &item.deprecation);
        for field in &item.fields {
            self.field(&path, field);
        }
    }

    fn field(&mut self, owner: &str, field: &ir::Field) {
        let ty = ty(&field.ty);
        let default = field.default.as_ref();
        let item = Declaration::Field(Field {
            ty: if field.optional { ty.optional() } else { ty },
            default: default.map(|default| escaped(&default.to_string()).into_owned()),
            must_be_set: field.missing.is_some(),
        });
        let path = format!("{owner}.{}", field.name.0);
        self.marked(Kind::Field, path, item, &field.deprecation);
    }

    fn union(&mut self, item: &Union, used: Use) {
        let facts = Declaration::Type(TypeFacts {
            traits: traits(item.equality),
            used,
            ..TypeFacts::default()
        });
        let path = format!("types::{}", item.name.0);
        self.marked(Kind::Union, path.clone(), facts, &item.deprecation);
        for one in &item.variants {
            let content = one.ty.as_ref();
            let content = content.map_or(Variant::Unit, |inner| Variant::Holds(ty(inner)));
            let path = format!("{path}::{}", one.name.0);
            let item = Declaration::Variant(content);
            self.marked(Kind::Variant, path, item, &one.deprecation);
        }
    }

    fn stream_error(&mut self, error: &StreamError) {
        let path = format!("types::error::{}", error.name.0);
        let union = format!("types::{}", error.union.0);
        self.add(Kind::Errors, path.clone(), Declaration::Errors(Some(union)));
        self.errors(&path, &error.variants);
    }

    fn enumeration(&mut self, item: &Enum, used: Use) {
        let facts = Declaration::Type(TypeFacts {
            is_text: item.is_text(),
            used,
            ..TypeFacts::default()
        });
        let path = format!("types::{}", item.name.0);
        self.marked(Kind::Enum, path.clone(), facts, &item.deprecation);
        for one in &item.variants {
            let path = format!("{path}::{}", one.name.0);
            let item = Declaration::Variant(Variant::Text(one.value.clone()));
            self.marked(Kind::Variant, path, item, &one.deprecation);
        }
    }
}

fn param(kind: ParamKind) -> RustType {
    let text = RustType::plain("String");
    match kind {
        ParamKind::Bool => RustType::plain("bool"),
        ParamKind::Text => text,
        ParamKind::Texts => RustType::generic("Vec", [text]),
    }
}

/// Returns the equality traits of a type in addition to `PartialEq`.
fn traits(equality: Equality) -> Vec<Trait> {
    match equality {
        Equality::None | Equality::Partial => Vec::new(),
        Equality::Eq => vec![Trait::Eq],
        Equality::Hash => vec![Trait::Eq, Trait::Hash],
    }
}

fn own(name: &Name) -> RustType {
    RustType::plain(format!("types::{}", name.0))
}

fn error(name: &Name) -> RustType {
    RustType::plain(format!("types::error::{}", name.0))
}

/// Returns a type as it reads in documentation: without the paths of common types.
fn ty(ty: &Type) -> RustType {
    let plain = match ty {
        Type::Bool => "bool",
        Type::I8 => "i8",
        Type::I16 => "i16",
        Type::I32 => "i32",
        Type::I64 => "i64",
        Type::F32 => "f32",
        Type::F64 => "f64",
        Type::BigInteger => "BigInteger",
        Type::BigDecimal => "BigDecimal",
        Type::String => "String",
        Type::Blob => "Blob",
        Type::DateTime => "DateTime",
        Type::Document => "Document",
        Type::ByteStream => "ByteStream",
        Type::EventSender(union, failure) => {
            return RustType::generic("EventStreamSender", [own(union), error(failure)])
        }
        Type::EventReceiver(union, failure) => {
            return RustType::generic("EventReceiver", [own(union), error(failure)])
        }
        Type::Named(Named::Type(name)) => return own(name),
        Type::Named(Named::Error(name)) => return error(name),
        Type::List(item) => return RustType::generic("Vec", [self::ty(item)]),
        Type::Map(key, value) => {
            let key = match key {
                MapKey::String => RustType::plain("String"),
                MapKey::Enum(name) => own(name),
            };
            return RustType::generic("HashMap", [key, self::ty(value)]);
        }
        Type::Sparse(item) => return self::ty(item).optional(),
        Type::Boxed(inner) => return RustType::generic("Box", [self::ty(inner)]),
    };
    RustType::plain(plain)
}
