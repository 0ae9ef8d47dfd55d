//! The API of a crate, one line per public item: what a reviewer of a new model reads first.
//!
//! ```text
//! call get_city(GetCityInput) -> GetCityOutput ! NoSuchCity
//! field operation::get_city::GetCityInput.name: Option<String>
//! ```

use std::fmt::Debug;

use crate::ir::{
    Crate, Deprecation, Enum, Equality, Field, MapKey, Name, Operation, ParamKind, StreamError,
    Structure, Type, Union, UnionVariant,
};

/// The lines, in the order of the crate: client, operations, types, errors.
///
/// What every crate has alike is left out: builders' setters, `Config`'s usual methods, traits.
pub fn outline(krate: &Crate) -> String {
    let mut lines = Lines::default();
    lines.add(format!(
        "crate {} {}",
        krate.package.name, krate.package.version
    ));
    for feature in &krate.package.features {
        lines.add(format!(
            "feature {} = [{}]",
            feature.name,
            feature.enables.join(", ")
        ));
    }
    lines.service(krate);
    for operation in &krate.operations {
        lines.operation(krate, operation);
    }
    for item in &krate.structures {
        lines.structure("struct", "types", item);
    }
    for item in &krate.unions {
        lines.union(item);
    }
    for item in &krate.enums {
        lines.enumeration(item);
    }
    for item in &krate.errors {
        lines.structure("error", "types::error", item);
    }
    for error in &krate.stream_errors {
        lines.stream_error(error);
    }
    lines.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, line: impl AsRef<str>) {
        self.0.push_str(line.as_ref());
        self.0.push('\n');
    }

    /// What the client's configuration depends on.
    fn service(&mut self, krate: &Crate) {
        let service = &krate.service;
        self.add(format!("protocols {}", listed(&service.protocols)));
        self.add(format!("auth {}", listed(&service.auth)));
        let extras = [
            ("idempotency_token_provider", service.idempotency_token),
            ("sigv4a_signing_region_set", service.sigv4a),
            ("use_dual_stack", krate.endpoint.dual_stack),
            ("account_id_endpoint_mode", krate.endpoint.account_id_mode),
        ];
        for (name, _) in extras.into_iter().filter(|(_, present)| *present) {
            self.add(format!("config {name}"));
        }
        if krate.endpoint.discovery.is_some() {
            self.add("call with_endpoint_discovery_enabled() -> (Client, ReloadEndpoint)");
        }
        for setting in &krate.endpoint.settings {
            self.add(format!("config {}", setting.name.0));
        }
        for param in &krate.endpoint.params {
            let kind = match param.kind {
                ParamKind::Bool => "bool",
                ParamKind::Text => "String",
                ParamKind::Texts => "Vec<String>",
            };
            let ty = match param.required {
                true => kind.to_owned(),
                false => format!("Option<{kind}>"),
            };
            let name = &param.name.0;
            self.add(format!("field config::endpoint::Params.{name}: {ty}"));
        }
    }

    fn operation(&mut self, krate: &Crate, operation: &Operation) {
        let set = krate
            .error_sets
            .iter()
            .find(|set| set.name == operation.error_set);
        let errors: Vec<&str> = set
            .iter()
            .flat_map(|set| &set.variants)
            .map(|variant| variant.name.0.as_str())
            .collect();
        let errors = match errors.is_empty() {
            true => String::new(),
            false => format!(" ! {}", errors.join(" | ")),
        };
        let deprecated = deprecated(&operation.deprecation);
        let (method, input) = (&operation.method.0, &operation.input.name.0);
        let output = &operation.output.name.0;
        self.add(format!(
            "{deprecated}call {method}({input}) -> {output}{errors}"
        ));
        if let Some(auth) = &operation.auth {
            self.add(format!("auth of {method} {}", listed(auth)));
        }
        if let Some(pagination) = &operation.pagination {
            let items = pagination.items.as_ref().map(|items| match &items.item {
                Some(item) => format!(" of {}", ty(item)),
                None => format!(" of entries of {}", ty(&items.container)),
            });
            let paginator = &pagination.paginator.0;
            self.add(format!("pages {paginator}{}", items.unwrap_or_default()));
        }
        for waiter in &operation.waiters {
            self.add(format!("waiter {}({input})", waiter.method.0));
        }
        let module = format!("operation::{}", operation.module.0);
        self.structure("struct", &module, &operation.input);
        self.structure("struct", &module, &operation.output);
    }

    fn structure(&mut self, kind: &str, module: &str, item: &Structure) {
        let deprecated = deprecated(&item.deprecation);
        let build = match item.builder.fallible {
            true => " (build() gives a Result)",
            false => "",
        };
        self.add(format!(
            "{deprecated}{kind} {module}::{}{}{build}",
            item.name.0,
            equality(item.equality)
        ));
        for field in &item.fields {
            self.field(module, item, field);
        }
    }

    fn field(&mut self, module: &str, item: &Structure, field: &Field) {
        let deprecated = deprecated(&field.deprecation);
        let (name, ty) = (&field.name.0, ty(&field.ty));
        let ty = match field.optional {
            true => format!("Option<{ty}>"),
            false => ty,
        };
        let default = field.default.as_ref().map(|value| format!(" = {value}"));
        let default = default.unwrap_or_default();
        self.add(format!(
            "{deprecated}field {module}::{}.{name}: {ty}{default}",
            item.name.0
        ));
    }

    fn union(&mut self, item: &Union) {
        self.add(format!(
            "{}union types::{}{}",
            deprecated(&item.deprecation),
            item.name.0,
            equality(item.equality)
        ));
        for UnionVariant {
            name,
            deprecation,
            ty: inner,
            ..
        } in &item.variants
        {
            let inner = inner.as_ref().map(|inner| format!("({})", ty(inner)));
            let deprecated = deprecated(deprecation);
            let (owner, inner) = (&item.name.0, inner.unwrap_or_default());
            self.add(format!(
                "{deprecated}variant types::{owner}::{}{inner}",
                name.0
            ));
        }
    }

    fn stream_error(&mut self, error: &StreamError) {
        let variants = error.variants.iter();
        let variants: Vec<&str> = variants.map(|variant| variant.name.0.as_str()).collect();
        let (name, union) = (&error.name.0, &error.union.0);
        let variants = match variants.is_empty() {
            true => String::new(),
            false => format!(" = {}", variants.join(" | ")),
        };
        self.add(format!(
            "error types::error::{name} of stream types::{union}{variants}"
        ));
    }

    fn enumeration(&mut self, item: &Enum) {
        self.add(format!(
            "{}enum types::{}{}",
            deprecated(&item.deprecation),
            item.name.0,
            match item.unnamed.is_empty() {
                true => "",
                false => ", a text",
            }
        ));
        for variant in &item.variants {
            let deprecated = deprecated(&variant.deprecation);
            let (owner, name, value) = (&item.name.0, &variant.name.0, &variant.value);
            self.add(format!(
                "{deprecated}variant types::{owner}::{name} = {value:?}"
            ));
        }
    }
}

fn listed<T: Debug>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(|item| format!("{item:?}")).collect();
    items.join(", ")
}

fn deprecated(deprecation: &Option<Deprecation>) -> &'static str {
    match deprecation {
        Some(_) => "#[deprecated] ",
        None => "",
    }
}

/// What a type has beyond `PartialEq`.
fn equality(equality: Equality) -> &'static str {
    match equality {
        Equality::None | Equality::Partial => "",
        Equality::Eq => ": Eq",
        Equality::Hash => ": Eq + Hash",
    }
}

fn events(stream: &str, union: &Name, error: &Name) -> String {
    format!("{stream}<types::{}, types::error::{}>", union.0, error.0)
}

/// A type as it reads in documentation: without the paths of common types.
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
        Type::Named(name) => format!("types::{}", name.0),
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
