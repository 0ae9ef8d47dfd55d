//! Generic parameters in rustdoc JSON.

use rustdoc_types::{GenericBound, GenericParamDef, GenericParamDefKind, Generics, Type};

use super::ty::{Arg, Subst, Ty};

/// Returns the names and defaults of the type and constant parameters of a path's arguments.
pub(super) fn type_params(generics: &Generics) -> impl Iterator<Item = (&str, Option<&Type>)> {
    generics
        .params
        .iter()
        .filter_map(|param| match &param.kind {
            GenericParamDefKind::Type {
                default,
                is_synthetic: false,
                ..
            } => Some((param.name.as_str(), default.as_ref())),
            GenericParamDefKind::Const { .. } => Some((param.name.as_str(), None)),
            _ => None,
        })
}

/// Returns the names of the type and constant parameters in order.
pub(super) fn param_names(generics: &Generics) -> Vec<String> {
    type_params(generics)
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// Binds parameters to arguments, in order.
pub(super) fn bind(generics: &Generics, args: &[Arg]) -> Subst {
    let names = type_params(generics).map(|(name, _)| name.to_owned());
    names
        .zip(args)
        .map(|(name, arg)| match arg {
            Arg::Ty(ty) => (name, ty.clone()),
            Arg::Const(text) => (name, Ty::Prim(text.clone())),
        })
        .collect()
}

/// Returns the bounds of a type parameter that is not an `impl Trait` argument.
pub(super) fn param_bounds(param: &GenericParamDef) -> Option<&[GenericBound]> {
    match &param.kind {
        GenericParamDefKind::Type {
            bounds,
            is_synthetic: false,
            ..
        } => Some(bounds),
        _ => None,
    }
}
