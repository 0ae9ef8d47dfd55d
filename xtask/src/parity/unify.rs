//! One-way matching of the types of an impl against a concrete type.

use super::ty::{Arg, Assoc, Bound, Subst, TraitRef, Ty};

/// State of a match: the bindings of the pattern's variables so far, and the
/// projections of the pattern, which can be compared only when all variables are known.
pub(super) struct Match<'a> {
    vars: &'a [String],
    /// Bindings found so far.
    pub(super) subst: Subst,
    /// Pairs (projection of the pattern, type it must equal).
    pub(super) deferred: Vec<(Ty, Ty)>,
}

impl<'a> Match<'a> {
    /// Creates a match without bindings.
    pub(super) fn new(vars: &'a [String]) -> Self {
        Match {
            vars,
            subst: Subst::new(),
            deferred: Vec::new(),
        }
    }

    /// Returns whether `target` is an instance of `pattern`, and extends the bindings.
    pub(super) fn ty(&mut self, pattern: &Ty, target: &Ty) -> bool {
        match (pattern, target) {
            (Ty::Param(name), _) if self.vars.contains(name) => match self.subst.get(name) {
                Some(bound) => bound == target,
                None => {
                    self.subst.insert(name.clone(), target.clone());
                    true
                }
            },
            (Ty::Proj(..), _) => {
                self.deferred.push((pattern.clone(), target.clone()));
                true
            }
            (Ty::Def(left, left_args), Ty::Def(right, right_args)) => {
                left == right && self.args(left_args, right_args)
            }
            (Ty::Tuple(left), Ty::Tuple(right)) => self.all(left, right),
            (Ty::Slice(left), Ty::Slice(right)) => self.ty(left, right),
            (Ty::Array(left, n), Ty::Array(right, m)) => {
                (n == m || self.vars.contains(n)) && self.ty(left, right)
            }
            (
                Ty::Ref {
                    mutable: a,
                    inner: left,
                    ..
                },
                Ty::Ref {
                    mutable: b,
                    inner: right,
                    ..
                },
            )
            | (Ty::Ptr(a, left), Ty::Ptr(b, right)) => a == b && self.ty(left, right),
            (Ty::FnPtr(left, left_out), Ty::FnPtr(right, right_out)) => {
                self.all(left, right) && self.ty(left_out, right_out)
            }
            (Ty::Dyn(left), Ty::Dyn(right)) | (Ty::Impl(left), Ty::Impl(right)) => {
                self.bounds(left, right)
            }
            _ => pattern == target,
        }
    }

    /// Returns whether `target` is an instance of the trait reference `pattern`, without checking associated type
    /// constraints.
    pub(super) fn trait_ref(&mut self, pattern: &TraitRef, target: &TraitRef) -> bool {
        pattern.path == target.path && self.args(&pattern.args, &target.args)
    }

    fn all(&mut self, left: &[Ty], right: &[Ty]) -> bool {
        left.len() == right.len() && left.iter().zip(right).all(|(l, r)| self.ty(l, r))
    }

    fn args(&mut self, left: &[Arg], right: &[Arg]) -> bool {
        left.len() == right.len()
            && left.iter().zip(right).all(|pair| match pair {
                (Arg::Ty(l), Arg::Ty(r)) => self.ty(l, r),
                (Arg::Const(l), Arg::Const(r)) => l == r || self.vars.contains(l),
                _ => false,
            })
    }

    fn bounds(&mut self, left: &[Bound], right: &[Bound]) -> bool {
        left.len() == right.len()
            && left.iter().zip(right).all(|pair| match pair {
                (Bound::Trait(l), Bound::Trait(r)) | (Bound::Maybe(l), Bound::Maybe(r)) => {
                    self.trait_ref(l, r) && self.assoc(&l.assoc, &r.assoc)
                }
                (Bound::Static, Bound::Static) => true,
                _ => false,
            })
    }

    fn assoc(&mut self, left: &[(String, Assoc)], right: &[(String, Assoc)]) -> bool {
        left.len() == right.len()
            && left.iter().zip(right).all(|((a, left), (b, right))| {
                a == b
                    && match (left, right) {
                        (Assoc::Is(l), Assoc::Is(r)) => self.ty(l, r),
                        (Assoc::Bounds(l), Assoc::Bounds(r)) => self.bounds(l, r),
                        _ => false,
                    }
            })
    }
}
