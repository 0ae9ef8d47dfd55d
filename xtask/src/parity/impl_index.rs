//! Index of all impls of the loaded crates, by type and by trait.

use std::collections::{HashMap, HashSet};

use rustdoc_types::{Id, Impl, ItemEnum, Type};

use super::generics::param_names;
use super::lower::Lower;
use super::ty::{Pred, Subst, TraitRef, Ty};
use super::world::World;

/// An impl block with its lowered types.
pub(super) struct ImplFacts {
    /// Position of its crate.
    pub(super) krate: usize,
    /// Names of its parameters.
    pub(super) vars: Vec<String>,
    /// The type it is for.
    pub(super) for_: Ty,
    /// The trait, if it is not inherent.
    pub(super) trait_: Option<TraitRef>,
    /// `impl !Trait`
    pub(super) is_negative: bool,
    /// Its members.
    pub(super) items: Vec<Id>,
    /// Its conditions.
    pub(super) preds: Vec<Pred>,
}

impl ImplFacts {
    fn read(world: &World, krate: usize, impl_: &Impl) -> Self {
        let lower = Lower::new(world, krate);
        let for_ = lower.ty(&impl_.for_, &Subst::new());
        let self_is = Subst::from([("Self".to_owned(), for_.clone())]);
        let trait_ = impl_.trait_.as_ref();
        ImplFacts {
            krate,
            vars: param_names(&impl_.generics),
            trait_: trait_.map(|path| lower.trait_ref(path, &self_is)),
            preds: lower.preds(&impl_.generics, &self_is),
            is_negative: impl_.is_negative,
            items: impl_.items.clone(),
            for_,
        }
    }
}

/// The impls of a world.
#[derive(Default)]
pub(super) struct ImplIndex {
    all: Vec<ImplFacts>,
    by_type: HashMap<String, Vec<usize>>,
    by_trait: HashMap<String, Vec<usize>>,
    /// Types of the world, each with a trait that it has through an impl for all types.
    blanket: HashSet<(String, String)>,
}

impl ImplIndex {
    /// Reads every impl of the world.
    pub(super) fn new(world: &World) -> Self {
        let mut index = ImplIndex::default();
        for (krate, item) in world.items() {
            if let ItemEnum::Impl(impl_) = &item.inner {
                if impl_.blanket_impl.is_some() {
                    index.add_blanket(world, krate, impl_);
                } else if item.crate_id == 0 {
                    index.add(ImplFacts::read(world, krate, impl_));
                }
            }
        }
        index
    }

    fn add(&mut self, facts: ImplFacts) {
        let position = self.all.len();
        let head = facts.for_.peeled().head().unwrap_or_default().to_owned();
        self.by_type.entry(head).or_default().push(position);
        if let Some(trait_) = &facts.trait_ {
            let of_trait = self.by_trait.entry(trait_.path.clone()).or_default();
            of_trait.push(position);
        }
        self.all.push(facts);
    }

    fn add_blanket(&mut self, world: &World, krate: usize, impl_: &Impl) {
        if let (Type::ResolvedPath(ty), Some(trait_)) = (&impl_.for_, &impl_.trait_) {
            let pair = (world.path(krate, ty.id), world.path(krate, trait_.id));
            self.blanket.insert(pair);
        }
    }

    /// Returns the impls whose type, without references, has this definition path. Impls for a bare
    /// parameter or a primitive have the empty path.
    pub(super) fn of_type(&self, head: &str) -> impl Iterator<Item = &ImplFacts> {
        self.at(self.by_type.get(head))
    }

    /// Returns the impls of the trait with this definition path.
    pub(super) fn of_trait(&self, path: &str) -> impl Iterator<Item = &ImplFacts> {
        self.at(self.by_trait.get(path))
    }

    fn at<'i>(&'i self, found: Option<&'i Vec<usize>>) -> impl Iterator<Item = &'i ImplFacts> {
        let found = found.into_iter().flatten();
        found.map(|position| &self.all[*position])
    }

    /// Returns the definition paths of all types that have an impl, sorted.
    pub(super) fn types(&self) -> Vec<&str> {
        let mut types: Vec<&str> = self.by_type.keys().map(String::as_str).collect();
        types.sort_unstable();
        types
    }

    /// Returns whether a type of the world has the trait through a blanket impl.
    pub(super) fn has_blanket(&self, head: &str, trait_path: &str) -> bool {
        let pair = (head.to_owned(), trait_path.to_owned());
        self.blanket.contains(&pair)
    }
}
