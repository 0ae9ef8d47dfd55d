//! The public surface of one side: every item with its signature.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rustdoc_types::ItemEnum;

use super::generics::param_names;
use super::lower::Lower;
use super::members::Members;
use super::names::{with_args, Namer, View};
use super::solve::Solver;
use super::std_paths::external;
use super::ty::{Arg, Subst, Ty};
use super::walk::{exports, Export};
use super::world::{ItemRef, Target, World};

/// Part of an owner. The order is that of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The module, type, trait, function or constant itself.
    Itself,
    /// A cargo feature.
    Feature,
    /// A public field.
    Field,
    /// A variant.
    Variant,
    /// A method, associated constant or associated type.
    Member,
    /// A trait impl.
    Impl,
    /// An auto trait.
    Auto,
}

/// Identifies an item on both sides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Public path of the item, or of the type or trait that it belongs to.
    pub owner: String,
    /// Part of the owner.
    pub part: Part,
    /// Name within the owner; empty for the owner itself.
    pub name: String,
}

impl Key {
    /// Returns the label that patterns of the table of accepted differences match:
    /// `crate::a::B::method`, or `impl Trait for crate::a::B`.
    pub fn label(&self) -> String {
        match self.part {
            Part::Itself => self.owner.clone(),
            Part::Impl | Part::Auto if self.name.contains(" for ") => format!("impl {}", self.name),
            Part::Impl | Part::Auto => format!("impl {} for {}", self.name, self.owner),
            Part::Feature => format!("feature {}", self.name),
            _ => format!("{}::{}", self.owner, self.name),
        }
    }
}

/// The public items of one side, each with its signature as one line of text.
pub struct Surface {
    /// All items.
    pub items: BTreeMap<Key, String>,
    /// The path used for each item that has several. The other side prefers the same.
    pub canonical: BTreeSet<String>,
}

impl Surface {
    /// Collects the surface of a world. Of several public paths to one item, those in `preferred`
    /// are used first, so that both sides use the same one.
    pub(super) fn of(world: &World, preferred: &BTreeSet<String>) -> Surface {
        let exports = exports(world);
        let views = exports.iter().map(|export| view(world, export));
        let views: Vec<Option<View>> = views.collect();
        let chosen = Chosen::of(world, &exports, &views, preferred);
        let types: Vec<View> = chosen.types.values().map(|view| (*view).clone()).collect();
        let solver = Solver::new(world);
        let namer = Namer::new(world, &types, trait_names(world, &chosen.items));
        let mut members = Members::new(world, &solver, &namer);
        let mut canonical = BTreeSet::new();
        for (export, view) in exports.iter().zip(&views) {
            let path = export.path.as_str();
            let best = chosen.path(export, view.as_ref());
            if best != path {
                members.reexport(path, best);
                continue;
            }
            canonical.insert(path.to_owned());
            match (view, &export.target) {
                (Some(view), _) => members.of_type(view),
                (None, Target::Item(item)) => members.of_item(path, *item),
                (None, Target::External(of)) => members.reexport(path, &external(of)),
            }
        }
        members.foreign_impls();
        unnamed_types(&mut members, preferred, &mut canonical);
        Surface {
            items: members.items,
            canonical,
        }
    }

    /// Returns one line for each item. The trait impls of a type are merged into one line, and so are its auto traits.
    pub fn outline(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut open: Option<(&str, Part)> = None;
        for (key, signature) in &self.items {
            let grouped = matches!(key.part, Part::Impl | Part::Auto);
            if !grouped {
                open = None;
                lines.push(signature.clone());
                continue;
            }
            match (open, lines.last_mut()) {
                (Some(group), Some(line)) if group == (&key.owner, key.part) => {
                    line.push_str(" + ");
                    line.push_str(&key.name);
                }
                _ => lines.push(format!("impl {}: {}", key.owner, key.name)),
            }
            open = Some((&key.owner, key.part));
        }
        lines
    }
}

/// Adds the members of values whose type has no public path. The type is named after the first item that
/// mentions it, if possible the same on both sides.
fn unnamed_types(
    members: &mut Members<'_>,
    preferred: &BTreeSet<String>,
    canonical: &mut BTreeSet<String>,
) {
    let mut done: BTreeSet<Ty> = BTreeSet::new();
    loop {
        let mut all = members.unnamed.iter();
        let Some((ty, labels)) = all.find(|(ty, _)| !done.contains(ty)) else {
            return;
        };
        let mut names: Vec<String> = labels
            .iter()
            .map(|label| format!("<type in {label}>"))
            .collect();
        names.sort_by_key(|name| !preferred.contains(name));
        let (ty, path) = (ty.clone(), names.swap_remove(0));
        done.insert(ty.clone());
        let Some(item) = ty.head().and_then(|head| definition(members.world, head)) else {
            continue;
        };
        canonical.insert(path.clone());
        members.of_value(&View {
            path,
            ty,
            vars: Vec::new(),
            item,
            is_alias: true,
        });
    }
}

/// Chooses the path for each type and for each other item.
struct Chosen<'a> {
    types: HashMap<&'a Ty, &'a View>,
    items: HashMap<ItemRef, &'a str>,
}

impl<'a> Chosen<'a> {
    fn of(
        world: &World,
        exports: &'a [Export],
        views: &'a [Option<View>],
        preferred: &BTreeSet<String>,
    ) -> Self {
        let order = |path: &str| {
            let depth = path.matches("::").count();
            (!preferred.contains(path), depth, path.to_owned())
        };
        let mut types: HashMap<&Ty, &View> = HashMap::new();
        for view in views.iter().flatten() {
            let best = types.entry(&view.ty).or_insert(view);
            if order(&view.path) < order(&best.path) {
                *best = view;
            }
        }
        let mut items: HashMap<ItemRef, &str> = HashMap::new();
        for export in exports {
            match export.target {
                Target::Item(item) if !is_module(world, item) => {
                    let best = items.entry(item).or_insert(&export.path);
                    if order(&export.path) < order(best) {
                        *best = &export.path;
                    }
                }
                _ => {}
            }
        }
        Chosen { types, items }
    }

    fn path(&self, export: &'a Export, view: Option<&View>) -> &'a str {
        let chosen = match (view, &export.target) {
            (Some(view), _) => self.types.get(&view.ty).map(|view| view.path.as_str()),
            (None, Target::Item(item)) => self.items.get(item).copied(),
            (None, Target::External(_)) => None,
        };
        chosen.unwrap_or(&export.path)
    }
}

fn is_module(world: &World, item: ItemRef) -> bool {
    matches!(world.item(item).inner, ItemEnum::Module(_))
}

fn trait_names(world: &World, of_item: &HashMap<ItemRef, &str>) -> HashMap<String, String> {
    let traits = of_item.iter().filter(|(item, _)| {
        let inner = &world.item(**item).inner;
        matches!(inner, ItemEnum::Trait(_))
    });
    traits
        .map(|(item, path)| (world.path(item.krate, item.id), (*path).to_owned()))
        .collect()
}

/// Returns the export as a type of a loaded crate, if it is one.
fn view(world: &World, export: &Export) -> Option<View> {
    let Target::Item(item) = export.target else {
        return None;
    };
    let generics = match &world.item(item).inner {
        ItemEnum::Struct(it) => &it.generics,
        ItemEnum::Enum(it) => &it.generics,
        ItemEnum::Union(it) => &it.generics,
        ItemEnum::TypeAlias(it) => &it.generics,
        _ => return None,
    };
    let params = param_names(generics);
    let rigid: Vec<String> = (0..params.len()).map(|n| format!("^{n}")).collect();
    let args: Vec<Ty> = rigid.iter().cloned().map(Ty::Param).collect();
    let ItemEnum::TypeAlias(alias) = &world.item(item).inner else {
        let path = world.path(item.krate, item.id);
        return Some(View {
            path: export.path.clone(),
            ty: Ty::Def(path, args.into_iter().map(Arg::Ty).collect()),
            vars: rigid,
            item,
            is_alias: false,
        });
    };
    let subst: Subst = params.into_iter().zip(args).collect();
    let ty = Lower::new(world, item.krate).ty(&alias.type_, &subst);
    let item = definition(world, ty.head()?)?;
    Some(View {
        path: export.path.clone(),
        ty,
        vars: rigid,
        item,
        is_alias: true,
    })
}

/// Returns the definition of a type of a loaded crate.
fn definition(world: &World, path: &str) -> Option<ItemRef> {
    let found = world.type_at(path)?;
    let inner = &world.item(found).inner;
    let is_type = matches!(
        inner,
        ItemEnum::Struct(_) | ItemEnum::Enum(_) | ItemEnum::Union(_)
    );
    is_type.then_some(found)
}

/// Returns `Path<A, B>` with a view's own parameters, not yet renamed.
pub(super) fn view_text(namer: &Namer<'_>, view: &View) -> String {
    let vars = view.vars.iter();
    let vars: Vec<String> = vars.map(|var| namer.ty(&Ty::Param(var.clone()))).collect();
    with_args(&view.path, &vars)
}
