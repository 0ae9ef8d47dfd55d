//! Collects the lines of the surface. This part handles modules, values and aliases.

use std::collections::{BTreeMap, BTreeSet};

use rustdoc_types::{GenericParamDefKind, Generics, Item, ItemEnum};

use super::functions::Site;
use super::generics::param_names;
use super::lower::Lower;
use super::names::{with_args, Namer};
use super::solve::Solver;
use super::surface::{Key, Part};
use super::ty::{Pred, Subst, Ty};
use super::world::{is_non_exhaustive, ItemRef, World};

/// Collects the lines of one side.
pub(super) struct Members<'a> {
    pub(super) world: &'a World,
    pub(super) solver: &'a Solver<'a>,
    pub(super) namer: &'a Namer<'a>,
    /// The lines so far.
    pub(super) items: BTreeMap<Key, String>,
    /// Types without a public path, and the labels of the items that mention them.
    pub(super) unnamed: BTreeMap<Ty, BTreeSet<String>>,
}

impl<'a> Members<'a> {
    /// Creates an empty collection.
    pub(super) fn new(world: &'a World, solver: &'a Solver<'a>, namer: &'a Namer<'a>) -> Self {
        Members {
            world,
            solver,
            namer,
            items: BTreeMap::new(),
            unnamed: BTreeMap::new(),
        }
    }

    pub(super) fn push(&mut self, owner: &str, part: Part, name: &str, line: String) {
        let key = Key {
            owner: owner.to_owned(),
            part,
            name: name.to_owned(),
        };
        for ty in self.namer.take_unnamed() {
            self.unnamed.entry(ty).or_default().insert(key.label());
        }
        self.items.insert(key, line);
    }

    /// Adds a re-export: a second path to an item, or one to an item of another crate.
    pub(super) fn reexport(&mut self, path: &str, of: &str) {
        self.push(path, Part::Itself, "", format!("use {path} = {of}"));
    }

    /// Adds an item that is not a type: a module, a trait, a value, or an alias to another crate's type.
    pub(super) fn of_item(&mut self, path: &str, item: ItemRef) {
        let found = self.world.item(item);
        let attrs = attributes(found);
        let none = Subst::new();
        let head = match &found.inner {
            ItemEnum::Module(_) => format!("mod {path}"),
            ItemEnum::Trait(inner) => return self.trait_items(path, item, inner),
            ItemEnum::Function(inner) => {
                let site = Site {
                    at: item,
                    subst: &none,
                    residual: &[],
                    in_trait: false,
                };
                let line = self.function(&attrs, path, inner, &site);
                line.unwrap_or_default()
            }
            ItemEnum::Constant { type_, .. } => {
                let ty = self.namer.ty(&self.ty(item, type_, &none));
                format!("{attrs}const {path}: {ty}")
            }
            ItemEnum::Static(inner) => {
                let ty = self.namer.ty(&self.ty(item, &inner.type_, &none));
                format!("{attrs}static {path}: {ty}")
            }
            ItemEnum::TypeAlias(inner) => {
                let target = self.namer.ty(&self.ty(item, &inner.type_, &none));
                if inner.generics.params.is_empty() {
                    return self.reexport(path, &target);
                }
                let params = self.params_with_defaults(item, &inner.generics);
                let head = format!("{attrs}type {} = {target}", with_args(path, &params));
                self.namer.line(head, &[])
            }
            other => format!("{attrs}{:?} {path}", other.item_kind()).to_lowercase(),
        };
        self.push(path, Part::Itself, "", head);
    }

    fn params_with_defaults(&self, item: ItemRef, generics: &Generics) -> Vec<String> {
        let mut texts = Vec::new();
        for param in &generics.params {
            let name = self.namer.ty(&Ty::Param(param.name.clone()));
            match &param.kind {
                GenericParamDefKind::Lifetime { .. } => {}
                GenericParamDefKind::Type {
                    default: Some(default),
                    ..
                } => {
                    let default = self.namer.ty(&self.ty(item, default, &Subst::new()));
                    texts.push(format!("{name} = {default}"));
                }
                _ => texts.push(name),
            }
        }
        texts
    }

    pub(super) fn lower(&self, item: ItemRef) -> Lower<'a> {
        Lower::new(self.world, item.krate)
    }

    /// Returns a type in the crate of `item`, with associated types resolved.
    pub(super) fn ty(&self, item: ItemRef, ty: &rustdoc_types::Type, subst: &Subst) -> Ty {
        self.solver.normalise(&self.lower(item).ty(ty, subst))
    }

    /// Returns names of declared parameters, not yet renamed.
    pub(super) fn param_texts(&self, generics: &Generics) -> Vec<String> {
        let names = param_names(generics).into_iter();
        names.map(|name| self.namer.ty(&Ty::Param(name))).collect()
    }

    /// Returns the remaining conditions on declared parameters, or nothing if they cannot be met.
    pub(super) fn open_preds(
        &self,
        item: ItemRef,
        of: &Generics,
        subst: &Subst,
    ) -> Option<Vec<Pred>> {
        let preds = self.lower(item).preds(of, subst);
        self.solver.residual(&preds, &Subst::new())
    }
}

/// Returns the attributes that affect programs.
pub(super) fn attributes(item: &Item) -> String {
    let open = if is_non_exhaustive(item) {
        "#[non_exhaustive] "
    } else {
        ""
    };
    format!("{}{open}", deprecated(item))
}

/// Returns the mark of a deprecated item.
pub(super) fn deprecated(item: &Item) -> &'static str {
    match item.deprecation {
        Some(_) => "#[deprecated] ",
        None => "",
    }
}
