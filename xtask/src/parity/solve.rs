//! A small trait solver over the loaded crates, which finds the impls that apply to a type.
//!
//! It supports only what the comparison needs: inherent impls of a generic type with given
//! arguments, trait impls, and associated types. Traits and types of other crates, which the
//! loaded JSON does not contain, count as satisfied.

use std::cell::Cell;

use rustdoc_types::ItemEnum;

use super::impl_index::{ImplFacts, ImplIndex};
use super::lower::Lower;
use super::ty::{Assoc, Bound, Pred, Subst, TraitRef, Ty};
use super::unify::Match;
use super::world::World;

/// Recursion limit: enough for realistic bounds, and it ends recursive ones.
const MAX_DEPTH: usize = 12;

/// An impl that applies, with the bindings of its parameters and the conditions that still depend on
/// parameters of the type.
#[derive(Clone)]
pub(super) struct Applied {
    /// Bindings, including `Self`.
    pub(super) subst: Subst,
    /// Conditions that could not be decided.
    pub(super) residual: Vec<Pred>,
}

/// The impls of a world.
pub(super) struct Solver<'w> {
    /// The crates searched.
    pub(super) world: &'w World,
    impls: ImplIndex,
    depth: Cell<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Answer {
    Yes,
    No,
    Depends,
}

impl<'w> Solver<'w> {
    /// Reads every impl of the world.
    pub(super) fn new(world: &'w World) -> Self {
        Solver {
            world,
            impls: ImplIndex::new(world),
            depth: Cell::new(0),
        }
    }

    /// The impls searched.
    pub(super) fn impls(&self) -> &ImplIndex {
        &self.impls
    }

    /// Returns whether the impl applies to this type, which may contain parameters.
    pub(super) fn apply(&self, facts: &ImplFacts, self_ty: &Ty) -> Option<Applied> {
        self.apply_to(facts, self_ty, None)
    }

    fn apply_to(
        &self,
        facts: &ImplFacts,
        self_ty: &Ty,
        trait_: Option<&TraitRef>,
    ) -> Option<Applied> {
        let mut found = Match::new(&facts.vars);
        if !found.ty(&facts.for_, self_ty) {
            return None;
        }
        if let (Some(wanted), Some(have)) = (trait_, &facts.trait_) {
            if !found.trait_ref(have, wanted) {
                return None;
            }
        }
        let Match {
            mut subst,
            deferred,
            ..
        } = found;
        self.bind_outputs(facts, &mut subst);
        subst.insert("Self".to_owned(), self_ty.clone());
        let equal =
            |(left, right): &(Ty, Ty)| self.normalise(&left.subst(&subst)) == self.normalise(right);
        if !deferred.iter().all(equal) {
            return None;
        }
        let residual = self.residual(&facts.preds, &subst)?;
        Some(Applied { subst, residual })
    }

    /// Binds parameters that only an associated type constraint determines
    /// (`impl<S, I> B<S> where S: Slot<Input = I>`).
    fn bind_outputs(&self, facts: &ImplFacts, subst: &mut Subst) {
        for pred in &facts.preds {
            let Pred::Bounds(ty, bounds) = pred else {
                continue;
            };
            for bound in bounds {
                let Bound::Trait(trait_) = bound else {
                    continue;
                };
                for (name, value) in &trait_.assoc {
                    let Assoc::Is(Ty::Param(var)) = value else {
                        continue;
                    };
                    if facts.vars.contains(var) && !subst.contains_key(var) {
                        let self_ty = ty.subst(subst);
                        let trait_ = trait_.map(&mut |ty| ty.subst(subst));
                        let found = Ty::Proj(Box::new(self_ty), Box::new(trait_), name.clone());
                        subst.insert(var.clone(), self.normalise(&found));
                    }
                }
            }
        }
    }

    /// Returns the undecided conditions, or nothing if one is violated.
    pub(super) fn residual(&self, preds: &[Pred], subst: &Subst) -> Option<Vec<Pred>> {
        let mut residual = Vec::new();
        for pred in preds {
            match pred {
                Pred::Eq(left, right) => {
                    let left = self.normalise(&left.subst(subst));
                    let right = self.normalise(&right.subst(subst));
                    if left.has_params() || right.has_params() {
                        residual.push(Pred::Eq(left, right));
                    } else if left != right {
                        return None;
                    }
                }
                Pred::Bounds(ty, bounds) => {
                    let ty = self.normalise(&ty.subst(subst));
                    let mut open = Vec::new();
                    for bound in bounds {
                        let bound = self.normalise_bound(bound, subst);
                        match self.bound(&ty, &bound) {
                            Answer::Yes => {}
                            Answer::No => return None,
                            Answer::Depends => open.push(bound),
                        }
                    }
                    if !open.is_empty() {
                        residual.push(Pred::Bounds(ty, open));
                    }
                }
            }
        }
        Some(residual)
    }

    fn normalise_bound(&self, bound: &Bound, subst: &Subst) -> Bound {
        let mut ready = |ty: &Ty| self.normalise(&ty.subst(subst));
        match bound {
            Bound::Trait(trait_) => Bound::Trait(trait_.map(&mut ready)),
            Bound::Maybe(trait_) => Bound::Maybe(trait_.map(&mut ready)),
            Bound::Static => Bound::Static,
        }
    }

    fn bound(&self, ty: &Ty, bound: &Bound) -> Answer {
        match bound {
            Bound::Trait(trait_) => self.holds(ty, trait_),
            Bound::Maybe(_) | Bound::Static if ty.has_params() => Answer::Depends,
            Bound::Maybe(_) | Bound::Static => Answer::Yes,
        }
    }

    /// Returns whether the type certainly lacks the trait.
    pub(super) fn lacks(&self, ty: &Ty, trait_: &TraitRef) -> bool {
        self.holds(ty, trait_) == Answer::No
    }

    fn holds(&self, ty: &Ty, trait_: &TraitRef) -> Answer {
        if matches!(ty, Ty::Param(_) | Ty::Proj(..)) {
            return Answer::Depends;
        }
        if self.depth.get() >= MAX_DEPTH {
            return Answer::Yes;
        }
        self.depth.set(self.depth.get() + 1);
        let answer = self.search(ty, trait_);
        self.depth.set(self.depth.get() - 1);
        answer
    }

    fn search(&self, ty: &Ty, trait_: &TraitRef) -> Answer {
        let mut answer = None;
        for facts in self.impls.of_trait(&trait_.path) {
            let Some(applied) = self.apply_to(facts, ty, Some(trait_)) else {
                continue;
            };
            if facts.is_negative {
                return Answer::No;
            }
            if applied.residual.is_empty() {
                return self.assoc_hold(ty, trait_);
            }
            answer = Some(Answer::Depends);
        }
        answer.unwrap_or_else(|| self.unwritten(ty, &trait_.path))
    }

    /// Decides if the world has no impl. The world has all impls of its own types and traits.
    fn unwritten(&self, ty: &Ty, trait_path: &str) -> Answer {
        let named = |bound: &Bound| matches!(bound, Bound::Trait(it) if it.path == trait_path);
        let holds = match ty {
            Ty::Dyn(bounds) | Ty::Impl(bounds) if bounds.iter().any(named) => true,
            _ if trait_path == "core::marker::Sized" => true,
            Ty::Def(head, _) if self.world.owns(head) => self.impls.has_blanket(head, trait_path),
            _ => !self.world.owns(trait_path),
        };
        if holds {
            Answer::Yes
        } else {
            Answer::No
        }
    }

    fn assoc_hold(&self, ty: &Ty, trait_: &TraitRef) -> Answer {
        for (name, value) in &trait_.assoc {
            let Assoc::Is(wanted) = value else { continue };
            let found = Ty::Proj(Box::new(ty.clone()), Box::new(trait_.clone()), name.clone());
            let found = self.normalise(&found);
            if found.has_params() || wanted.has_params() {
                return Answer::Depends;
            }
            if found != *wanted && !matches!(found, Ty::Proj(..)) {
                return Answer::No;
            }
        }
        Answer::Yes
    }

    /// Replaces every associated type that the world determines.
    pub(super) fn normalise(&self, ty: &Ty) -> Ty {
        let ty = ty.map(&mut |part| self.normalise(part));
        let Ty::Proj(self_ty, trait_, name) = &ty else {
            return ty;
        };
        if self.depth.get() >= MAX_DEPTH {
            return ty;
        }
        self.depth.set(self.depth.get() + 1);
        let found = self.project(self_ty, trait_, name);
        self.depth.set(self.depth.get() - 1);
        found.unwrap_or(ty)
    }

    fn project(&self, self_ty: &Ty, trait_: &TraitRef, name: &str) -> Option<Ty> {
        if matches!(self_ty, Ty::Param(_)) {
            return None;
        }
        self.impls.of_trait(&trait_.path).find_map(|facts| {
            let applied = self.apply_to(facts, self_ty, Some(trait_))?;
            let item = facts.items.iter().find_map(|id| {
                let item = self.world.get(facts.krate, *id)?;
                (item.name.as_deref() == Some(name)).then_some(item)
            })?;
            match &item.inner {
                ItemEnum::AssocType {
                    type_: Some(ty), ..
                } => {
                    let lowered = Lower::new(self.world, facts.krate).ty(ty, &applied.subst);
                    Some(self.normalise(&lowered))
                }
                _ => None,
            }
        })
    }
}
