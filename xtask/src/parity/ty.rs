//! Types of the comparison: with absolute definition paths, without lifetimes except `'static`, and
//! with expanded aliases.

use std::collections::BTreeMap;

/// Bindings of generic parameters.
pub(super) type Subst = BTreeMap<String, Ty>;

/// A type, written with definition paths (`alloc::string::String`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Ty {
    /// A struct, enum, union or opaque external alias with its arguments.
    Def(String, Vec<Arg>),
    /// A generic parameter, `Self` included.
    Param(String),
    /// A primitive, `!` and `_` included.
    Prim(String),
    /// A tuple; the empty one is `()`.
    Tuple(Vec<Ty>),
    /// `[T]`
    Slice(Box<Ty>),
    /// `[T; N]`
    Array(Box<Ty>, String),
    /// A reference. Only the lifetime `'static` is kept, because others do not affect the comparison.
    Ref {
        /// `&mut`
        mutable: bool,
        /// `&'static`
        is_static: bool,
        /// The type that it refers to.
        inner: Box<Ty>,
    },
    /// A raw pointer, with its mutability.
    Ptr(bool, Box<Ty>),
    /// A function pointer.
    FnPtr(Vec<Ty>, Box<Ty>),
    /// `dyn A + B`
    Dyn(Vec<Bound>),
    /// `impl A + B`
    Impl(Vec<Bound>),
    /// `<T as Trait>::Name`
    Proj(Box<Ty>, Box<TraitRef>, String),
}

/// A generic argument.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Arg {
    /// A type.
    Ty(Ty),
    /// A constant expression.
    Const(String),
}

/// A trait with its arguments and associated type constraints.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TraitRef {
    /// Definition path.
    pub(super) path: String,
    /// Generic arguments.
    pub(super) args: Vec<Arg>,
    /// `Item = T` and `Item: Bound`.
    pub(super) assoc: Vec<(String, Assoc)>,
}

/// The right-hand side of an associated type constraint.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Assoc {
    /// `Item = T`
    Is(Ty),
    /// `Item: A + B`
    Bounds(Vec<Bound>),
}

/// One bound of a parameter, an `impl` or a `dyn` type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Bound {
    /// `Trait`
    Trait(TraitRef),
    /// `?Trait`
    Maybe(TraitRef),
    /// `'static`
    Static,
}

/// A where-predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pred {
    /// `T: A + B`
    Bounds(Ty, Vec<Bound>),
    /// `T = U`
    Eq(Ty, Ty),
}

impl Ty {
    /// Returns the definition path of a nominal type.
    pub(super) fn head(&self) -> Option<&str> {
        match self {
            Ty::Def(path, _) => Some(path),
            _ => None,
        }
    }

    /// Returns the type without its references.
    pub(super) fn peeled(&self) -> &Ty {
        match self {
            Ty::Ref { inner, .. } => inner.peeled(),
            other => other,
        }
    }

    /// Applies `f` to each direct component.
    pub(super) fn map(&self, f: &mut dyn FnMut(&Ty) -> Ty) -> Ty {
        match self {
            Ty::Def(path, args) => Ty::Def(path.clone(), map_args(args, f)),
            Ty::Param(_) | Ty::Prim(_) => self.clone(),
            Ty::Tuple(parts) => Ty::Tuple(parts.iter().map(f).collect()),
            Ty::Slice(inner) => Ty::Slice(Box::new(f(inner))),
            Ty::Array(inner, len) => Ty::Array(Box::new(f(inner)), len.clone()),
            Ty::Ref {
                mutable,
                is_static,
                inner,
            } => Ty::Ref {
                mutable: *mutable,
                is_static: *is_static,
                inner: Box::new(f(inner)),
            },
            Ty::Ptr(mutable, inner) => Ty::Ptr(*mutable, Box::new(f(inner))),
            Ty::FnPtr(inputs, output) => {
                Ty::FnPtr(inputs.iter().map(&mut *f).collect(), Box::new(f(output)))
            }
            Ty::Dyn(bounds) => Ty::Dyn(map_bounds(bounds, f)),
            Ty::Impl(bounds) => Ty::Impl(map_bounds(bounds, f)),
            Ty::Proj(self_ty, trait_, name) => {
                Ty::Proj(Box::new(f(self_ty)), Box::new(trait_.map(f)), name.clone())
            }
        }
    }

    /// Replaces parameters.
    pub(super) fn subst(&self, subst: &Subst) -> Ty {
        match self {
            Ty::Param(name) => subst.get(name).cloned().unwrap_or_else(|| self.clone()),
            other => other.map(&mut |part| part.subst(subst)),
        }
    }

    /// Returns whether the type contains a generic parameter.
    pub(super) fn has_params(&self) -> bool {
        let mut found = matches!(self, Ty::Param(_));
        self.map(&mut |part| {
            found |= part.has_params();
            Ty::Tuple(Vec::new())
        });
        found
    }
}

impl TraitRef {
    /// Creates a trait without arguments.
    pub(super) fn plain(path: &str) -> Self {
        TraitRef {
            path: path.to_owned(),
            args: Vec::new(),
            assoc: Vec::new(),
        }
    }

    /// Applies `f` to each type in the trait.
    pub(super) fn map(&self, f: &mut dyn FnMut(&Ty) -> Ty) -> TraitRef {
        let assoc = self.assoc.iter().map(|(name, value)| {
            let value = match value {
                Assoc::Is(ty) => Assoc::Is(f(ty)),
                Assoc::Bounds(bounds) => Assoc::Bounds(map_bounds(bounds, f)),
            };
            (name.clone(), value)
        });
        TraitRef {
            path: self.path.clone(),
            assoc: assoc.collect(),
            args: map_args(&self.args, f),
        }
    }
}

/// Applies `f` to each type in the arguments.
fn map_args(args: &[Arg], f: &mut dyn FnMut(&Ty) -> Ty) -> Vec<Arg> {
    args.iter()
        .map(|arg| match arg {
            Arg::Ty(ty) => Arg::Ty(f(ty)),
            Arg::Const(text) => Arg::Const(text.clone()),
        })
        .collect()
}

/// Applies `f` to each type in the bounds.
pub(super) fn map_bounds(bounds: &[Bound], f: &mut dyn FnMut(&Ty) -> Ty) -> Vec<Bound> {
    bounds
        .iter()
        .map(|bound| match bound {
            Bound::Trait(trait_) => Bound::Trait(trait_.map(f)),
            Bound::Maybe(trait_) => Bound::Maybe(trait_.map(f)),
            Bound::Static => Bound::Static,
        })
        .collect()
}
