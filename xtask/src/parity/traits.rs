//! Traits in the surface.

use rustdoc_types::{Item, ItemEnum, Trait};

use super::functions::Site;
use super::members::{attributes, Members};
use super::names::with_args;
use super::surface::Part;
use super::ty::Subst;
use super::world::{is_hidden, ItemRef};

impl Members<'_> {
    /// Adds a trait and its items.
    pub(super) fn trait_items(&mut self, path: &str, at: ItemRef, trait_: &Trait) {
        let none = Subst::new();
        let params = self.param_texts(&trait_.generics);
        let supers = self.lower(at).bounds(&trait_.bounds, &none);
        let supers = if supers.is_empty() {
            String::new()
        } else {
            format!(": {}", self.namer.bounds(&supers))
        };
        let attrs = attributes(self.world.item(at));
        let head = format!("{attrs}trait {}{supers}", with_args(path, &params));
        let preds = self.lower(at).preds(&trait_.generics, &none);
        let line = self.namer.line(head, &preds);
        self.push(path, Part::Itself, "", line);
        for id in &trait_.items {
            if let Some(item) = self.world.get(at.krate, *id) {
                let inner = ItemRef {
                    krate: at.krate,
                    id: *id,
                };
                self.trait_item(path, inner, item);
            }
        }
    }

    fn trait_item(&mut self, path: &str, at: ItemRef, item: &Item) {
        if is_hidden(item) {
            return;
        }
        let none = Subst::new();
        let name = item.name.clone().unwrap_or_default();
        let attrs = attributes(item);
        let line = match &item.inner {
            ItemEnum::Function(function) => {
                let need = if function.has_body {
                    "provided"
                } else {
                    "required"
                };
                let site = Site {
                    at,
                    subst: &none,
                    residual: &[],
                    in_trait: true,
                };
                let path = format!("{path}::{name}");
                self.function(&format!("{attrs}{need} "), &path, function, &site)
            }
            ItemEnum::AssocType { bounds, .. } => {
                let bounds = self.namer.bounds(&self.lower(at).bounds(bounds, &none));
                Some(format!("{attrs}type {path}::{name}: {bounds}"))
            }
            ItemEnum::AssocConst { type_, .. } => {
                let ty = self.namer.ty(&self.ty(at, type_, &none));
                Some(format!("{attrs}const {path}::{name}: {ty}"))
            }
            _ => None,
        };
        if let Some(line) = line {
            self.push(path, Part::Member, &name, line);
        }
    }
}
