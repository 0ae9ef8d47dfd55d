//! Trait impls for all instances of a generic type, if the instances have names.
//!
//! A program uses `impl<M> From<Set<M>> for Error` as `impl From<XError> for Error` if
//! `XError` is an alias of `Set<X>`. So it counts as one impl for each such alias.

use super::impl_index::ImplFacts;
use super::members::Members;
use super::names::Namer;
use super::solve::Applied;
use super::ty::{Subst, TraitRef, Ty};
use super::unify::Match;

/// A trait impl with given arguments.
#[derive(Clone)]
pub(super) struct Instance {
    /// The type it is for.
    pub(super) self_ty: Ty,
    /// The trait.
    pub(super) trait_: TraitRef,
    /// Bindings and conditions.
    pub(super) applied: Applied,
}

impl Members<'_> {
    /// Returns the impl for each named instance of a generic type in the trait's arguments, or
    /// unchanged if there is none.
    pub(super) fn instances(&self, facts: &ImplFacts, of: Instance) -> Vec<Instance> {
        let bindings = self.namer.instances_in(&of.trait_, &facts.vars);
        if bindings.is_empty() {
            return vec![of];
        }
        let bound = bindings
            .iter()
            .filter_map(|binding| self.bound(facts, &of, binding));
        bound
            .flat_map(|instance| self.instances(facts, instance))
            .collect()
    }

    /// Returns the instance with more parameters bound, if its conditions can still be met.
    fn bound(&self, facts: &ImplFacts, of: &Instance, binding: &Subst) -> Option<Instance> {
        let known = of.applied.subst.iter();
        let mut subst: Subst = known
            .map(|(name, ty)| (name.clone(), ty.subst(binding)))
            .collect();
        subst.extend(binding.clone());
        let residual = self.solver.residual(&facts.preds, &subst)?;
        let mut ready = |ty: &Ty| self.solver.normalise(&ty.subst(binding));
        Some(Instance {
            self_ty: ready(&of.self_ty),
            trait_: of.trait_.map(&mut ready),
            applied: Applied { subst, residual },
        })
    }
}

impl Namer<'_> {
    /// Returns bindings of some of these parameters for which a generic type in the trait's arguments
    /// becomes one with a name.
    fn instances_in(&self, trait_: &TraitRef, vars: &[String]) -> Vec<Subst> {
        let mut found = Vec::new();
        trait_.map(&mut |part| self.visit_instances(part, vars, &mut found));
        found
    }

    /// Calls [`Namer::instances_in`] for the first such type inside another one, and also returns that type.
    fn visit_instances(&self, ty: &Ty, vars: &[String], found: &mut Vec<Subst>) -> Ty {
        if !found.is_empty() || !ty.has_params() {
            return ty.clone();
        }
        let views = self.views_of(ty.head().unwrap_or_default());
        let whole = views.filter(|view| view.is_alias);
        found.extend(whole.filter_map(|view| {
            let mut binding = Match::new(vars);
            let fits = view.vars.is_empty() && binding.ty(ty, &view.ty);
            (fits && !binding.subst.is_empty()).then_some(binding.subst)
        }));
        ty.map(&mut |part| self.visit_instances(part, vars, found))
    }
}
