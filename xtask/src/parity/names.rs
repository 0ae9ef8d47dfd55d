//! Public names of types: conversion of definition paths into public paths.

use std::cell::RefCell;
use std::collections::HashMap;

use super::std_paths::external;
use super::ty::{Arg, Assoc, Bound, Pred, Subst, TraitRef, Ty};
use super::unify::Match;
use super::world::{ItemRef, World};

/// Replaces a type that a program cannot name, because no public path leads to it.
const UNNAMEABLE: &str = "<unnameable>";

/// Delimiters of parameters until the line is complete.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// A public path of a struct, an enum or a union, perhaps through an alias.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// The public path.
    pub(super) path: String,
    /// The type at the path. Parameters are named by position: `^0`, `^1`.
    pub(super) ty: Ty,
    /// The parameters in the order of the path's arguments.
    pub(super) vars: Vec<String>,
    /// The definition.
    pub(super) item: ItemRef,
    /// Whether the path is that of a type alias.
    pub(super) is_alias: bool,
}

/// The public names of one side.
pub(super) struct Namer<'w> {
    world: &'w World,
    views: HashMap<String, Vec<View>>,
    traits: HashMap<String, String>,
    /// Types without a public path that were written since the last call.
    unnamed: RefCell<Vec<Ty>>,
}

impl<'w> Namer<'w> {
    /// Creates a namer for these views and traits (definition path to public path).
    pub(super) fn new(world: &'w World, all: &[View], traits: HashMap<String, String>) -> Self {
        let mut views: HashMap<String, Vec<View>> = HashMap::new();
        for view in all {
            let head = view.ty.head().unwrap_or_default().to_owned();
            views.entry(head).or_default().push(view.clone());
        }
        for of_head in views.values_mut() {
            of_head.sort_by_key(|view| view.vars.len());
        }
        Namer {
            world,
            views,
            traits,
            unnamed: RefCell::default(),
        }
    }

    /// Returns the types without a name that were written since the last call.
    pub(super) fn take_unnamed(&self) -> Vec<Ty> {
        self.unnamed.take()
    }

    /// Returns a type with parameters that are not renamed yet; see [`Namer::line`].
    pub(super) fn ty(&self, ty: &Ty) -> String {
        match ty {
            Ty::Def(path, args) => self.def(ty, path, args),
            Ty::Param(name) if name == "Self" => name.clone(),
            Ty::Param(name) => format!("{OPEN}{name}{CLOSE}"),
            Ty::Prim(name) => name.clone(),
            Ty::Tuple(parts) if parts.len() == 1 => format!("({},)", self.list(parts)),
            Ty::Tuple(parts) => format!("({})", self.list(parts)),
            Ty::Slice(inner) => format!("[{}]", self.ty(inner)),
            Ty::Array(inner, len) => format!("[{}; {len}]", self.ty(inner)),
            Ty::Ref {
                mutable,
                is_static,
                inner,
            } => {
                let lifetime = if *is_static { "'static " } else { "" };
                let mutable = if *mutable { "mut " } else { "" };
                format!("&{lifetime}{mutable}{}", self.ty(inner))
            }
            Ty::Ptr(mutable, inner) => {
                let kind = if *mutable { "mut" } else { "const" };
                format!("*{kind} {}", self.ty(inner))
            }
            Ty::FnPtr(inputs, output) => {
                format!("fn({}) -> {}", self.list(inputs), self.ty(output))
            }
            Ty::Dyn(bounds) => format!("dyn {}", self.bounds(bounds)),
            Ty::Impl(bounds) => format!("impl {}", self.bounds(bounds)),
            Ty::Proj(self_ty, trait_, name) if trait_.path.is_empty() => {
                format!("{}::{name}", self.ty(self_ty))
            }
            Ty::Proj(self_ty, trait_, name) => {
                let trait_ = self.trait_ref(trait_).unwrap_or(UNNAMEABLE.to_owned());
                format!("<{} as {trait_}>::{name}", self.ty(self_ty))
            }
        }
    }

    /// Returns the public names of types with this definition path, those with the fewest parameters first.
    pub(super) fn views_of(&self, head: &str) -> impl Iterator<Item = &View> {
        self.views.get(head).into_iter().flatten()
    }

    /// Returns whether instances of this generic type have names.
    pub(super) fn has_named_instances(&self, view: &View) -> bool {
        let head = view.ty.head().unwrap_or_default();
        self.views_of(head)
            .any(|other| other.is_alias && other.vars.len() < view.vars.len())
    }

    /// Returns the public path of a type of the world with this definition path, and its arguments.
    fn named(&self, ty: &Ty, path: &str) -> Option<(&View, Subst)> {
        self.views_of(path).find_map(|view| {
            let mut found = Match::new(&view.vars);
            found.ty(&view.ty, ty).then_some((view, found.subst))
        })
    }

    /// Applies `f` to the components of a type that a program writes. Components that a name hides
    /// are unchanged, because the name would otherwise refer to another type.
    pub(super) fn map_spelled(&self, ty: &Ty, f: &mut dyn FnMut(&Ty) -> Ty) -> Ty {
        match ty {
            Ty::Def(path, _) if self.world.owns(path) => match self.named(ty, path) {
                Some((view, found)) => {
                    let found = found.iter().map(|(var, arg)| (var.clone(), f(arg)));
                    view.ty.subst(&found.collect())
                }
                None => ty.clone(),
            },
            _ => ty.map(f),
        }
    }

    fn def(&self, ty: &Ty, path: &str, args: &[Arg]) -> String {
        if let Some((view, found)) = self.named(ty, path) {
            let args = view.vars.iter().filter_map(|var| found.get(var));
            let args: Vec<String> = args.map(|arg| self.ty(arg)).collect();
            return with_args(&view.path, &args);
        }
        if self.world.owns(path) {
            self.unnamed.borrow_mut().push(ty.clone());
            return UNNAMEABLE.to_owned();
        }
        with_args(&external(path), &self.args(args))
    }

    fn list(&self, parts: &[Ty]) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.ty(part)).collect();
        parts.join(", ")
    }

    fn args(&self, args: &[Arg]) -> Vec<String> {
        let text = |arg: &Arg| match arg {
            Arg::Ty(ty) => self.ty(ty),
            Arg::Const(text) => text.clone(),
        };
        args.iter().map(text).collect()
    }

    /// Returns a trait, if a program can name it.
    pub(super) fn trait_ref(&self, trait_: &TraitRef) -> Option<String> {
        let path = match self.traits.get(&trait_.path) {
            Some(public) => public.clone(),
            None if self.world.owns(&trait_.path) => return None,
            None => external(&trait_.path),
        };
        if let Some(call) = self.call(&path, trait_) {
            return Some(call);
        }
        let mut args = self.args(&trait_.args);
        for (name, value) in &trait_.assoc {
            args.push(match value {
                Assoc::Is(ty) => format!("{name} = {}", self.ty(ty)),
                Assoc::Bounds(bounds) => format!("{name}: {}", self.bounds(bounds)),
            });
        }
        Some(with_args(&path, &args))
    }

    /// Returns `Fn(A) -> B`.
    fn call(&self, path: &str, trait_: &TraitRef) -> Option<String> {
        let name = path.strip_prefix("std::ops::Fn")?;
        let (Some(Arg::Ty(Ty::Tuple(inputs))), [(_, Assoc::Is(output))]) =
            (trait_.args.first(), trait_.assoc.as_slice())
        else {
            return None;
        };
        let mut text = format!("Fn{name}({})", self.list(inputs));
        if *output != Ty::Tuple(Vec::new()) {
            text.push_str(&format!(" -> {}", self.ty(output)));
        }
        Some(text)
    }

    /// Returns bounds joined by `+`, sorted by their text.
    pub(super) fn bounds(&self, bounds: &[Bound]) -> String {
        self.bound_list(bounds).join(" + ")
    }

    fn bound_list(&self, bounds: &[Bound]) -> Vec<String> {
        let named = |trait_| self.trait_ref(trait_).unwrap_or(UNNAMEABLE.to_owned());
        let mut texts: Vec<String> = bounds
            .iter()
            .map(|bound| match bound {
                Bound::Trait(trait_) => named(trait_),
                Bound::Maybe(trait_) => format!("?{}", named(trait_)),
                Bound::Static => "'static".to_owned(),
            })
            .collect();
        sort_bounds(&mut texts);
        texts
    }

    /// Returns a complete line: with conditions, and with parameters renamed to `A`, `B`, ... in the order in which
    /// they appear, so that their names in the source do not matter.
    pub(super) fn line(&self, head: String, preds: &[Pred]) -> String {
        let mut names: Vec<String> = Vec::new();
        let head = rename(&head, &mut names);
        let mut wheres: Vec<(String, Vec<String>)> = Vec::new();
        for pred in preds {
            let (left, mut bounds) = match pred {
                Pred::Eq(left, right) => (format!("{} =", self.ty(left)), vec![self.ty(right)]),
                Pred::Bounds(ty, bounds) => (format!("{}:", self.ty(ty)), self.bound_list(bounds)),
            };
            match wheres.iter_mut().find(|(known, _)| *known == left) {
                Some((_, known)) => known.append(&mut bounds),
                None => wheres.push((left, bounds)),
            }
        }
        let mut texts: Vec<String> = Vec::new();
        for (left, mut bounds) in wheres {
            sort_bounds(&mut bounds);
            texts.push(rename(
                &format!("{left} {}", bounds.join(" + ")),
                &mut names,
            ));
        }
        texts.sort();
        if texts.is_empty() {
            return head;
        }
        format!("{head} where {}", texts.join(", "))
    }
}

/// Sorts traits by name, lifetimes last.
fn sort_bounds(bounds: &mut Vec<String>) {
    bounds.sort_by_key(|bound| (bound.starts_with('\''), bound.clone()));
    bounds.dedup();
}

/// Replaces parameters with letters.
fn rename(text: &str, names: &mut Vec<String>) -> String {
    let mut renamed = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (name, after) = after.split_once(CLOSE).unwrap_or((after, ""));
        let position = names.iter().position(|known| known == name);
        let position = position.unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        renamed.push_str(before);
        renamed.push_str(&letter(position));
        rest = after;
    }
    renamed + rest
}

fn letter(position: usize) -> String {
    const LETTERS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];
    match LETTERS.get(position) {
        Some(letter) => (*letter).to_owned(),
        None => format!("P{position}"),
    }
}

/// Returns `Path<A, B>`.
pub(super) fn with_args(path: &str, args: &[String]) -> String {
    if args.is_empty() {
        return path.to_owned();
    }
    format!("{path}<{}>", args.join(", "))
}
