//! Conversion of rustdoc's types into those of the comparison, with aliases expanded and defaults filled in.

use rustdoc_types::{
    AssocItemConstraintKind, DynTrait, FunctionPointer, GenericArg, GenericArgs, GenericBound,
    Generics, ItemEnum, Path, Term, TraitBoundModifier, Type, TypeAlias, WherePredicate,
};

use super::generics::{bind, param_bounds, type_params};
use super::ty::{Arg, Assoc, Bound, Pred, Subst, TraitRef, Ty};
use super::world::{Target, World};

/// Converts types of one crate of a world.
#[derive(Clone, Copy)]
pub(super) struct Lower<'w> {
    world: &'w World,
    krate: usize,
}

impl<'w> Lower<'w> {
    /// Creates a converter for the crate at this position.
    pub(super) fn new(world: &'w World, krate: usize) -> Self {
        Lower { world, krate }
    }

    /// Converts a type, and applies `subst` to its parameters.
    pub(super) fn ty(&self, ty: &Type, subst: &Subst) -> Ty {
        match ty {
            Type::ResolvedPath(path) => self.path(path, subst),
            Type::DynTrait(dyn_) => Ty::Dyn(self.dyn_bounds(dyn_, subst)),
            Type::Generic(name) => Ty::Param(name.clone()).subst(subst),
            Type::Primitive(name) => Ty::Prim(primitive(name)),
            Type::FunctionPointer(pointer) => self.fn_pointer(pointer, subst),
            Type::Tuple(parts) => {
                Ty::Tuple(parts.iter().map(|part| self.ty(part, subst)).collect())
            }
            Type::Slice(inner) => Ty::Slice(self.boxed(inner, subst)),
            Type::Array { type_, len } => Ty::Array(self.boxed(type_, subst), len.clone()),
            Type::Pat { type_, .. } => self.ty(type_, subst),
            Type::ImplTrait(bounds) => Ty::Impl(self.bounds(bounds, subst)),
            Type::Infer => Ty::Prim("_".to_owned()),
            Type::RawPointer { is_mutable, type_ } => {
                Ty::Ptr(*is_mutable, self.boxed(type_, subst))
            }
            Type::BorrowedRef {
                lifetime,
                is_mutable,
                type_,
            } => Ty::Ref {
                mutable: *is_mutable,
                is_static: lifetime.as_deref() == Some("'static"),
                inner: self.boxed(type_, subst),
            },
            Type::QualifiedPath {
                name,
                self_type,
                trait_,
                ..
            } => self.projection(name, self_type, trait_.as_ref(), subst),
        }
    }

    fn boxed(&self, ty: &Type, subst: &Subst) -> Box<Ty> {
        Box::new(self.ty(ty, subst))
    }

    fn fn_pointer(&self, pointer: &FunctionPointer, subst: &Subst) -> Ty {
        let inputs = pointer.sig.inputs.iter();
        let inputs = inputs.map(|(_, input)| self.ty(input, subst)).collect();
        Ty::FnPtr(
            inputs,
            Box::new(self.output(pointer.sig.output.as_ref(), subst)),
        )
    }

    fn projection(&self, name: &str, self_type: &Type, trait_: Option<&Path>, subst: &Subst) -> Ty {
        let self_ty = self.boxed(self_type, subst);
        let trait_ = match trait_ {
            Some(path) => self.trait_ref(path, subst),
            None => TraitRef::plain(""),
        };
        Ty::Proj(self_ty, Box::new(trait_), name.to_owned())
    }

    /// Converts a return type. If there is none, it is `()`.
    pub(super) fn output(&self, output: Option<&Type>, subst: &Subst) -> Ty {
        output.map_or_else(|| Ty::Tuple(Vec::new()), |ty| self.ty(ty, subst))
    }

    fn path(&self, path: &Path, subst: &Subst) -> Ty {
        let args = self.args(path.args.as_deref(), subst).0;
        if let Target::Item(found) = self.world.target(self.krate, path.id) {
            let there = Lower::new(self.world, found.krate);
            match &self.world.item(found).inner {
                ItemEnum::TypeAlias(alias) => return there.expand(alias, args),
                ItemEnum::Struct(it) => return self.def(path, there.defaults(&it.generics, args)),
                ItemEnum::Enum(it) => return self.def(path, there.defaults(&it.generics, args)),
                _ => {}
            }
        }
        self.def(path, args)
    }

    fn def(&self, path: &Path, args: Vec<Arg>) -> Ty {
        Ty::Def(self.world.path(self.krate, path.id), args)
    }

    /// Returns the target of an alias with its parameters bound.
    fn expand(&self, alias: &TypeAlias, args: Vec<Arg>) -> Ty {
        let args = self.defaults(&alias.generics, args);
        self.ty(&alias.type_, &bind(&alias.generics, &args))
    }

    /// Converts arguments, and adds the defaults of missing parameters.
    fn defaults(&self, generics: &Generics, mut args: Vec<Arg>) -> Vec<Arg> {
        let params: Vec<_> = type_params(generics).collect();
        while let Some((_, default)) = params.get(args.len()) {
            let Some(default) = default else { break };
            let bound = bind(generics, &args);
            args.push(Arg::Ty(self.ty(default, &bound)));
        }
        args
    }

    fn args(&self, args: Option<&GenericArgs>, subst: &Subst) -> (Vec<Arg>, Vec<(String, Assoc)>) {
        match args {
            None | Some(GenericArgs::ReturnTypeNotation) => (Vec::new(), Vec::new()),
            Some(GenericArgs::Parenthesized { inputs, output }) => {
                let inputs = inputs.iter().map(|input| self.ty(input, subst)).collect();
                let output = self.output(output.as_ref(), subst);
                let assoc = ("Output".to_owned(), Assoc::Is(output));
                (vec![Arg::Ty(Ty::Tuple(inputs))], vec![assoc])
            }
            Some(GenericArgs::AngleBracketed { args, constraints }) => {
                let args = args.iter().filter_map(|arg| self.arg(arg, subst)).collect();
                let assoc = constraints.iter().map(|constraint| {
                    let value = match &constraint.binding {
                        AssocItemConstraintKind::Equality(term) => {
                            Assoc::Is(self.term(term, subst))
                        }
                        AssocItemConstraintKind::Constraint(bounds) => {
                            Assoc::Bounds(self.bounds(bounds, subst))
                        }
                    };
                    (constraint.name.clone(), value)
                });
                (args, assoc.collect())
            }
        }
    }

    fn arg(&self, arg: &GenericArg, subst: &Subst) -> Option<Arg> {
        match arg {
            GenericArg::Lifetime(_) => None,
            GenericArg::Type(ty) => Some(Arg::Ty(self.ty(ty, subst))),
            GenericArg::Const(constant) => Some(Arg::Const(constant.expr.clone())),
            GenericArg::Infer => Some(Arg::Ty(Ty::Prim("_".to_owned()))),
        }
    }

    fn term(&self, term: &Term, subst: &Subst) -> Ty {
        match term {
            Term::Type(ty) => self.ty(ty, subst),
            Term::Constant(constant) => Ty::Prim(constant.expr.clone()),
        }
    }

    /// Converts a trait with its arguments.
    pub(super) fn trait_ref(&self, path: &Path, subst: &Subst) -> TraitRef {
        let (args, assoc) = self.args(path.args.as_deref(), subst);
        let args = match self.world.target(self.krate, path.id) {
            Target::Item(found) => match &self.world.item(found).inner {
                ItemEnum::Trait(it) => {
                    Lower::new(self.world, found.krate).defaults(&it.generics, args)
                }
                _ => args,
            },
            Target::External(..) => args,
        };
        TraitRef {
            path: self.world.path(self.krate, path.id),
            args,
            assoc,
        }
    }

    fn dyn_bounds(&self, dyn_: &DynTrait, subst: &Subst) -> Vec<Bound> {
        let traits = dyn_.traits.iter();
        sorted(
            traits
                .map(|poly| Bound::Trait(self.trait_ref(&poly.trait_, subst)))
                .collect(),
        )
    }

    /// Converts bounds in a stable order, without lifetimes except `'static`.
    pub(super) fn bounds(&self, bounds: &[GenericBound], subst: &Subst) -> Vec<Bound> {
        let bounds = bounds.iter().filter_map(|bound| match bound {
            GenericBound::TraitBound {
                trait_, modifier, ..
            } => {
                let trait_ = self.trait_ref(trait_, subst);
                Some(match modifier {
                    TraitBoundModifier::Maybe => Bound::Maybe(trait_),
                    _ => Bound::Trait(trait_),
                })
            }
            GenericBound::Outlives(lifetime) if lifetime == "'static" => Some(Bound::Static),
            GenericBound::Outlives(_) | GenericBound::Use(_) => None,
        });
        sorted(bounds.collect())
    }

    /// Returns the conditions on parameters, from both bounds and where clauses. Parameters for
    /// `impl Trait` arguments are left out, because the type of the argument contains the bounds.
    pub(super) fn preds(&self, generics: &Generics, subst: &Subst) -> Vec<Pred> {
        let mut preds = Vec::new();
        for param in &generics.params {
            if let Some(bounds) = param_bounds(param) {
                let ty = Ty::Param(param.name.clone()).subst(subst);
                preds.push(Pred::Bounds(ty, self.bounds(bounds, subst)));
            }
        }
        for predicate in &generics.where_predicates {
            match predicate {
                WherePredicate::BoundPredicate { type_, bounds, .. } => {
                    let bounds = self.bounds(bounds, subst);
                    preds.push(Pred::Bounds(self.ty(type_, subst), bounds));
                }
                WherePredicate::EqPredicate { lhs, rhs } => {
                    preds.push(Pred::Eq(self.ty(lhs, subst), self.term(rhs, subst)));
                }
                WherePredicate::LifetimePredicate { .. } => {}
            }
        }
        preds.retain(|pred| !matches!(pred, Pred::Bounds(_, bounds) if bounds.is_empty()));
        preds
    }
}

fn sorted(mut bounds: Vec<Bound>) -> Vec<Bound> {
    bounds.sort();
    bounds.dedup();
    bounds
}

fn primitive(name: &str) -> String {
    match name {
        "never" => "!".to_owned(),
        other => other.to_owned(),
    }
}
