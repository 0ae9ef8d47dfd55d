//! Lines of documentation: the texts of the model. Its traits are in the other files.

use crate::ir::{Crate, Deprecation, Docs, Name, Structure};
use farrier_diff::record::{Kind, Line, Words};

/// Returns a line per documented item.
pub(super) fn lines(krate: &Crate) -> Vec<Line<Words>> {
    let mut lines = Lines::default();
    let service = &krate.service;
    lines.add(Kind::Service, service.sdk_id.clone(), &service.docs, None);
    for param in &krate.endpoint.params {
        lines.add(Kind::Param, param.name.0.clone(), &param.docs, None);
    }
    for setting in &krate.endpoint.settings {
        lines.add(Kind::Setting, setting.name.0.clone(), &setting.docs, None);
    }
    for operation in &krate.operations {
        let (method, deprecation) = (&operation.method.0, operation.deprecation.as_ref());
        lines.add(Kind::Call, method.clone(), &operation.docs, deprecation);
        for waiter in &operation.waiters {
            lines.add(Kind::Waiter, waiter.method.0.clone(), &waiter.docs, None);
        }
        let module = format!("operation::{}", operation.module.0);
        lines.structure(Kind::Struct, &module, &operation.input);
        lines.structure(Kind::Struct, &module, &operation.output);
    }
    for item in &krate.structures {
        lines.structure(Kind::Struct, "types", item);
    }
    for item in &krate.unions {
        let variants = item.variants.iter();
        let variants = variants.map(|one| (&one.name, &one.docs, one.deprecation.as_ref()));
        let whole = (&item.name, &item.docs, item.deprecation.as_ref());
        lines.choice(Kind::Union, whole, variants);
    }
    for item in &krate.enums {
        let variants = item.variants.iter();
        let variants = variants.map(|one| (&one.name, &one.docs, one.deprecation.as_ref()));
        let whole = (&item.name, &item.docs, item.deprecation.as_ref());
        lines.choice(Kind::Enum, whole, variants);
    }
    for item in &krate.errors {
        lines.structure(Kind::Error, "types::error", item);
    }
    lines.0
}

/// A documented item: its name, the documentation, and the note of its deprecation.
type Item<'a> = (&'a Name, &'a Docs, Option<&'a Deprecation>);

#[derive(Default)]
struct Lines(Vec<Line<Words>>);

impl Lines {
    fn add(&mut self, kind: Kind, path: String, docs: &Docs, deprecation: Option<&Deprecation>) {
        let words = Words {
            text: docs.lines[..docs.words].join("\n"),
            note: deprecation.and_then(|one| one.note.clone()),
            since: deprecation.and_then(|one| one.since.clone()),
        };
        if words != Words::default() {
            self.0.push(Line::with(kind, path, words));
        }
    }

    /// A type with variants.
    fn choice<'a>(
        &mut self,
        kind: Kind,
        (name, docs, deprecation): Item<'a>,
        variants: impl Iterator<Item = Item<'a>>,
    ) {
        let path = format!("types::{}", name.0);
        self.add(kind, path.clone(), docs, deprecation);
        for (name, docs, deprecation) in variants {
            let path = format!("{path}::{}", name.0);
            self.add(Kind::Variant, path, docs, deprecation);
        }
    }

    fn structure(&mut self, kind: Kind, module: &str, item: &Structure) {
        let path = format!("{module}::{}", item.name.0);
        self.add(kind, path.clone(), &item.docs, item.deprecation.as_ref());
        for field in &item.fields {
            let path = format!("{path}.{}", field.name.0);
            self.add(Kind::Field, path, &field.docs, field.deprecation.as_ref());
        }
    }
}
