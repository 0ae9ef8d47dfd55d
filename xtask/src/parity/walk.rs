//! The public tree of a crate: every path that a program can write, and its item.

use rustdoc_types::{Id, ItemEnum, Use, Visibility};

use super::world::{is_hidden, ItemRef, Target, World};

/// A public path.
#[derive(Clone, Debug)]
pub(super) struct Export {
    /// `crate::a::B`
    pub(super) path: String,
    /// The item at the path.
    pub(super) target: Target,
}

/// Returns all public paths in a stable order, without those hidden from the documentation.
pub(super) fn exports(world: &World) -> Vec<Export> {
    let mut walk = Walk {
        world,
        open: Vec::new(),
        found: Vec::new(),
    };
    walk.module(world.root(), "crate");
    let mut found = walk.found;
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

struct Walk<'w> {
    world: &'w World,
    /// Modules being walked, since a module can re-export one of its ancestors.
    open: Vec<ItemRef>,
    found: Vec<Export>,
}

impl Walk<'_> {
    fn module(&mut self, module: ItemRef, path: &str) {
        let ItemEnum::Module(inner) = &self.world.item(module).inner else {
            return;
        };
        if self.open.contains(&module) {
            return;
        }
        self.open.push(module);
        for id in &inner.items {
            self.child(module.krate, *id, path);
        }
        self.open.pop();
    }

    fn child(&mut self, krate: usize, id: Id, path: &str) {
        let Some(item) = self.world.get(krate, id) else {
            return;
        };
        if item.visibility != Visibility::Public || is_hidden(item) {
            return;
        }
        match &item.inner {
            ItemEnum::Use(use_) => self.reexport(krate, use_, path),
            ItemEnum::Impl(_) => {}
            _ => {
                let name = item.name.as_deref().unwrap_or_default();
                self.add(
                    format!("{path}::{name}"),
                    Target::Item(ItemRef { krate, id }),
                );
            }
        }
    }

    fn reexport(&mut self, krate: usize, use_: &Use, path: &str) {
        let Some(id) = use_.id else { return };
        let target = self.world.target(krate, id);
        if !use_.is_glob {
            return self.add(format!("{path}::{}", use_.name), target);
        }
        match target {
            Target::Item(found) => self.glob(found, path),
            Target::External(..) => self.add(format!("{path}::*"), target),
        }
    }

    fn glob(&mut self, found: ItemRef, path: &str) {
        match &self.world.item(found).inner {
            ItemEnum::Module(_) => self.module(found, path),
            ItemEnum::Enum(inner) => {
                for id in &inner.variants {
                    let variant = ItemRef {
                        krate: found.krate,
                        id: *id,
                    };
                    if let Some(item) = self.world.get(found.krate, *id) {
                        let name = item.name.as_deref().unwrap_or_default();
                        self.add(format!("{path}::{name}"), Target::Item(variant));
                    }
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, path: String, target: Target) {
        let item = match &target {
            Target::Item(found) => Some((*found, self.world.item(*found))),
            Target::External(..) => None,
        };
        if item.is_some_and(|(_, item)| is_hidden(item)) {
            return;
        }
        self.found.push(Export {
            path: path.clone(),
            target,
        });
        if let Some((found, item)) = item {
            if matches!(item.inner, ItemEnum::Module(_)) {
                self.module(found, &path);
            }
        }
    }
}
