//! Inherent members and trait impls of a type in the surface.

use rustdoc_types::{Function, Id, ItemEnum, Visibility};

use super::functions::Site;
use super::impl_index::ImplFacts;
use super::instances::Instance;
use super::lower::Lower;
use super::members::{attributes, Members};
use super::names::View;
use super::solve::Applied;
use super::surface::{view_text, Part};
use super::ty::{Subst, TraitRef, Ty};
use super::world::{is_hidden, ItemRef};

/// Auto traits that programs can depend on.
const AUTO: [&str; 5] = [
    "core::marker::Send",
    "core::marker::Sync",
    "core::marker::Unpin",
    "core::panic::unwind_safe::UnwindSafe",
    "core::panic::unwind_safe::RefUnwindSafe",
];

/// Traits that stable programs cannot name or depend on.
const INTERNAL: [&str; 4] = [
    "core::clone::TrivialClone",
    "core::marker::Freeze",
    "core::marker::UnsafeUnpin",
    "core::marker::StructuralPartialEq",
];

/// An impl that applies to a view.
struct Block<'b> {
    view: &'b View,
    facts: &'b ImplFacts,
    self_ty: Ty,
    applied: Applied,
    /// Path for members: that of the view, or of the instance that the impl is for.
    owner: String,
    /// Whether the impl is only for that instance.
    is_special: bool,
    /// Whether only values are available, because the type has no name.
    is_unnamed: bool,
}

impl Members<'_> {
    /// Adds the inherent members and trait impls of a type.
    pub(super) fn impls(&mut self, view: &View) {
        self.blocks(view, false);
    }

    /// Adds those of a type that a program cannot name.
    pub(super) fn value_impls(&mut self, view: &View) {
        self.blocks(view, true);
    }

    fn blocks(&mut self, view: &View, is_unnamed: bool) {
        let head = view.ty.head().unwrap_or_default();
        let solver = self.solver;
        for facts in solver.impls().of_type(head) {
            let self_ty = with_references(&view.ty, &facts.for_);
            let block = match solver.apply(facts, &self_ty) {
                Some(applied) => Some(Block {
                    view,
                    facts,
                    self_ty,
                    applied,
                    owner: view_text(self.namer, view),
                    is_special: false,
                    is_unnamed,
                }),
                None => self.special_impl(view, facts),
            };
            if let Some(block) = block {
                self.block(&block);
            }
        }
    }

    /// Adds an impl that is only for some instances of a generic type.
    fn special_impl<'b>(&self, view: &'b View, facts: &'b ImplFacts) -> Option<Block<'b>> {
        if view.vars.is_empty() {
            return None;
        }
        Some(Block {
            view,
            facts,
            self_ty: facts.for_.clone(),
            applied: self.solver.apply(facts, &facts.for_)?,
            owner: self.namer.ty(&facts.for_),
            is_special: true,
            is_unnamed: false,
        })
    }

    fn block(&mut self, block: &Block<'_>) {
        match &block.facts.trait_ {
            Some(trait_) => {
                let subst = &block.applied.subst;
                let whole = Instance {
                    self_ty: block.self_ty.clone(),
                    trait_: trait_.map(&mut |ty| self.solver.normalise(&ty.subst(subst))),
                    applied: block.applied.clone(),
                };
                for instance in self.instances(block.facts, whole) {
                    self.trait_impl(block, &instance);
                }
            }
            None => {
                for id in &block.facts.items {
                    self.method(block, *id);
                }
            }
        }
    }

    fn method(&mut self, block: &Block<'_>, id: Id) {
        let krate = block.facts.krate;
        let Some(item) = self.world.get(krate, id) else {
            return;
        };
        if item.visibility != Visibility::Public || is_hidden(item) {
            return;
        }
        let at = ItemRef { krate, id };
        let name = item.name.clone().unwrap_or_default();
        let path = format!("{}::{name}", block.owner);
        let line = match &item.inner {
            ItemEnum::Function(function) if block.is_unnamed && !takes_self(function) => None,
            ItemEnum::Function(function) => {
                let site = Site {
                    at,
                    subst: &block.applied.subst,
                    residual: &block.applied.residual,
                    in_trait: false,
                };
                self.function(&attributes(item), &path, function, &site)
            }
            ItemEnum::AssocConst { type_, .. } if !block.is_unnamed => {
                let ty = self.namer.ty(&self.ty(at, type_, &block.applied.subst));
                let head = format!("{}const {path}: {ty}", attributes(item));
                Some(self.namer.line(head, &block.applied.residual))
            }
            _ => None,
        };
        let Some(line) = line else { return };
        let name = if block.is_special {
            format!("{name} of {}", self.namer.line(block.owner.clone(), &[]))
        } else {
            name
        };
        self.push(&block.view.path, Part::Member, &name, line);
    }

    fn trait_impl(&mut self, block: &Block<'_>, instance: &Instance) {
        let Instance {
            self_ty,
            trait_,
            applied,
        } = instance;
        if block.facts.is_negative || INTERNAL.contains(&trait_.path.as_str()) {
            return;
        }
        let Some(text) = self.namer.trait_ref(trait_) else {
            return;
        };
        let for_ = if block.is_unnamed {
            block.view.path.clone()
        } else {
            self.namer.ty(self_ty)
        };
        let part = if AUTO.contains(&trait_.path.as_str()) {
            Part::Auto
        } else {
            Part::Impl
        };
        let name = if *self_ty == block.view.ty {
            text.clone()
        } else {
            format!("{text} for {for_}")
        };
        let name = self.namer.line(name, &[]);
        let types = self.assoc_types(block.facts, &applied.subst);
        let head = format!("impl {text} for {for_}{types}");
        let line = self.namer.line(head, &applied.residual);
        self.push(&block.view.path, part, &name, line);
    }

    /// Returns ` { Output = T }`: the associated types of an impl, which programs can use.
    fn assoc_types(&self, facts: &ImplFacts, subst: &Subst) -> String {
        let mut texts = Vec::new();
        for id in &facts.items {
            let Some(item) = self.world.get(facts.krate, *id) else {
                continue;
            };
            if let ItemEnum::AssocType {
                type_: Some(ty), ..
            } = &item.inner
            {
                let ty = Lower::new(self.world, facts.krate).ty(ty, subst);
                let ty = self.namer.ty(&self.solver.normalise(&ty));
                texts.push(format!(
                    "{} = {ty}",
                    item.name.as_deref().unwrap_or_default()
                ));
            }
        }
        if texts.is_empty() {
            return String::new();
        }
        format!(" {{ {} }}", texts.join(", "))
    }

    /// Adds the impls of nameable traits for types of other crates: those that the crate itself writes, and those that
    /// a crate writes whose trait this one exports.
    pub(super) fn foreign_impls(&mut self) {
        let impls = self.solver.impls();
        let mut types = impls.types();
        types.retain(|head| !self.world.owns(head));
        for facts in types.into_iter().flat_map(|head| impls.of_type(head)) {
            let is_ours = |trait_: &&TraitRef| facts.krate == 0 || self.world.owns(&trait_.path);
            let Some(trait_) = facts.trait_.as_ref().filter(is_ours) else {
                continue;
            };
            let Some(applied) = self.solver.apply(facts, &facts.for_) else {
                continue;
            };
            let whole = Instance {
                self_ty: facts.for_.clone(),
                trait_: trait_.clone(),
                applied,
            };
            for instance in self.instances(facts, whole) {
                self.foreign_impl(&instance);
            }
        }
    }

    fn foreign_impl(&mut self, instance: &Instance) {
        if let Some(text) = self.namer.trait_ref(&instance.trait_) {
            let name = format!("{text} for {}", self.namer.ty(&instance.self_ty));
            let name = self.namer.line(name, &[]);
            let line = format!("impl {name}");
            self.push("crate", Part::Impl, &name, line);
        }
    }
}

fn takes_self(function: &Function) -> bool {
    let mut inputs = function.sig.inputs.iter();
    inputs.any(|(name, _)| name == "self")
}

/// Wraps `ty` in as many references as `like` has.
fn with_references(ty: &Ty, like: &Ty) -> Ty {
    match like {
        Ty::Ref {
            mutable,
            is_static,
            inner,
        } => Ty::Ref {
            mutable: *mutable,
            is_static: *is_static,
            inner: Box::new(with_references(ty, inner)),
        },
        _ => ty.clone(),
    }
}
