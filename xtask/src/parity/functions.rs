//! Functions and methods in the surface.

use rustdoc_types::Function;

use super::members::Members;
use super::names::with_args;
use super::ty::{map_bounds, Arg, Assoc, Bound, Pred, Subst, TraitRef, Ty};
use super::world::ItemRef;

/// Definition path of the standard library's future trait.
const FUTURE: &str = "core::future::future::Future";

/// Context of a function.
pub(super) struct Site<'s> {
    /// The function itself.
    pub(super) at: ItemRef,
    /// Bindings of the enclosing impl.
    pub(super) subst: &'s Subst,
    /// Undecided conditions of the enclosing impl.
    pub(super) residual: &'s [Pred],
    /// Whether it belongs to a trait, whose impls must repeat its signature.
    pub(super) in_trait: bool,
}

impl Members<'_> {
    /// Returns the line of a function, or nothing if its conditions cannot be met. `attrs` are its attributes, `path`
    /// is its name.
    pub(super) fn function(
        &self,
        attrs: &str,
        path: &str,
        function: &Function,
        site: &Site<'_>,
    ) -> Option<String> {
        let Site { at, subst, .. } = *site;
        let mut preds = self.open_preds(at, &function.generics, subst)?;
        preds.extend(site.residual.iter().cloned());
        let self_ty = subst.get("Self").cloned();
        let self_ty = self_ty.unwrap_or_else(|| Ty::Param("Self".to_owned()));
        let inputs = function.sig.inputs.iter().map(|(name, input)| {
            let ty = self.ty(at, input, subst);
            match name.as_str() {
                "self" => self.receiver(&ty, &self_ty),
                _ => self.namer.ty(&self.as_self(&ty, &self_ty)),
            }
        });
        let inputs: Vec<String> = inputs.collect();
        let output = self.lower(at).output(function.sig.output.as_ref(), subst);
        let output = self.solver.normalise(&output);
        let awaited = self.awaited(&output).filter(|_| !site.in_trait);
        let is_async = function.header.is_async || awaited.is_some();
        let note = if awaited.is_some() && self.stays_on_thread(&output) {
            " (not Send)"
        } else {
            ""
        };
        let name = with_args(path, &self.param_texts(&function.generics));
        let mut text = format!(
            "{attrs}{}fn {name}({})",
            qualifiers(function, is_async),
            inputs.join(", ")
        );
        let output = self.as_self(&awaited.unwrap_or(output), &self_ty);
        if output != Ty::Tuple(Vec::new()) {
            text.push_str(&format!(" -> {}{note}", self.namer.ty(&output)));
        }
        let preds: Vec<Pred> = preds
            .iter()
            .map(|pred| self.pred_as_self(pred, &self_ty))
            .collect();
        Some(self.namer.line(text, &preds))
    }

    fn receiver(&self, ty: &Ty, self_ty: &Ty) -> String {
        match ty {
            _ if ty == self_ty => "self".to_owned(),
            Ty::Ref { mutable, inner, .. } if **inner == *self_ty => {
                let text = if *mutable { "&mut self" } else { "&self" };
                text.to_owned()
            }
            _ => format!("self: {}", self.namer.ty(ty)),
        }
    }

    /// Returns the output of awaiting a value of this type. An `async fn`, a returned `impl Future` and a
    /// boxed future are used in the same way.
    fn awaited(&self, ty: &Ty) -> Option<Ty> {
        match ty {
            Ty::Impl(bounds) | Ty::Dyn(bounds) => bounds.iter().find_map(future_output),
            Ty::Def(path, args) if path == "core::pin::Pin" || path == "alloc::boxed::Box" => {
                match args.first() {
                    Some(Arg::Ty(inner)) => self.awaited(inner),
                    _ => None,
                }
            }
            Ty::Def(path, _) if self.world.owns(path) => {
                let future = Box::new(TraitRef::plain(FUTURE));
                let output = Ty::Proj(Box::new(ty.clone()), future, "Output".to_owned());
                let found = self.solver.normalise(&output);
                (found != output).then_some(found)
            }
            _ => None,
        }
    }

    /// Returns whether a future certainly is not `Send`. The documentation does not contain what the compiler infers
    /// from the body of an `async fn` or behind an `impl Future`.
    fn stays_on_thread(&self, future: &Ty) -> bool {
        let send = TraitRef::plain("core::marker::Send");
        match future {
            Ty::Dyn(bounds) => !bounds.contains(&Bound::Trait(send)),
            Ty::Def(path, args) if path == "core::pin::Pin" || path == "alloc::boxed::Box" => {
                let inner = args.first();
                matches!(inner, Some(Arg::Ty(inner)) if self.stays_on_thread(inner))
            }
            Ty::Def(..) => self.solver.lacks(future, &send),
            _ => false,
        }
    }

    /// Replaces occurrences of a type inside itself with `Self`, so that both ways of writing it are
    /// equal.
    fn as_self(&self, ty: &Ty, self_ty: &Ty) -> Ty {
        if ty == self_ty {
            return Ty::Param("Self".to_owned());
        }
        let mut write = |part: &Ty| self.as_self(part, self_ty);
        self.namer.map_spelled(ty, &mut write)
    }

    fn pred_as_self(&self, pred: &Pred, self_ty: &Ty) -> Pred {
        let mut write = |ty: &Ty| self.as_self(ty, self_ty);
        match pred {
            Pred::Bounds(ty, bounds) => Pred::Bounds(ty.clone(), map_bounds(bounds, &mut write)),
            Pred::Eq(left, right) => Pred::Eq(left.clone(), write(right)),
        }
    }
}

fn qualifiers(function: &Function, is_async: bool) -> String {
    let header = &function.header;
    let words = [
        (header.is_const, "const "),
        (is_async, "async "),
        (header.is_unsafe, "unsafe "),
    ];
    let words = words.iter().filter(|(holds, _)| *holds);
    words.map(|(_, word)| *word).collect()
}

fn future_output(bound: &Bound) -> Option<Ty> {
    match bound {
        Bound::Trait(trait_) if trait_.path == FUTURE => {
            trait_.assoc.iter().find_map(|(name, value)| match value {
                Assoc::Is(ty) if name == "Output" => Some(ty.clone()),
                _ => None,
            })
        }
        _ => None,
    }
}
