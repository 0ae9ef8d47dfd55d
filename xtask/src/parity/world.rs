//! The rustdoc JSON of one side: the compared crate, and the crates whose items it re-exports.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{bail, Result};
use rustdoc_types::{Attribute, Crate, Id, Item, ItemKind};

use super::aliases::Aliases;
use crate::files::{read, At as _};

/// One item of one loaded crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ItemRef {
    /// Position of its crate in the world.
    pub(super) krate: usize,
    /// Its id within that crate's JSON.
    pub(super) id: Id,
}

/// Target of an id of a crate.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// An item of a loaded crate.
    Item(ItemRef),
    /// An item that is defined elsewhere: its definition path.
    External(String),
}

/// The loaded crates of one side. The first one is the compared crate.
pub(super) struct World {
    crates: Vec<Loaded>,
}

struct Loaded {
    name: String,
    doc: Crate,
    /// Definition path and namespace of each item defined here.
    by_path: HashMap<(String, Space), Id>,
}

/// Namespaces of Rust, as far as definition paths need them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Space {
    Type,
    Value,
    Macro,
}

fn space(kind: ItemKind) -> Space {
    match kind {
        ItemKind::Function | ItemKind::Constant | ItemKind::Static => Space::Value,
        ItemKind::Macro | ItemKind::ProcAttribute | ItemKind::ProcDerive => Space::Macro,
        _ => Space::Type,
    }
}

impl World {
    /// Reads rustdoc JSON files, the compared crate first. Aliases of other crates are replaced with
    /// their targets.
    ///
    /// # Errors
    /// Files that cannot be read, or that have another format version than this build of xtask supports.
    pub(super) fn load(files: &[impl AsRef<Path>], aliases: &Aliases) -> Result<Self> {
        let crates = files
            .iter()
            .map(|file| Loaded::read(file.as_ref(), aliases))
            .collect::<Result<_, _>>()?;
        Ok(World { crates })
    }

    /// Returns the root module of the compared crate.
    pub(super) fn root(&self) -> ItemRef {
        ItemRef {
            krate: 0,
            id: self.crates[0].doc.root,
        }
    }

    /// Returns whether a definition path belongs to one of the loaded crates.
    pub(super) fn owns(&self, path: &str) -> bool {
        let name = path.split("::").next().unwrap_or(path);
        self.crates.iter().any(|krate| krate.name == name)
    }

    /// Returns the item. A reference created by this world is always valid.
    pub(super) fn item(&self, item: ItemRef) -> &Item {
        &self.crates[item.krate].doc.index[&item.id]
    }

    /// Returns the item, if its JSON contains it. Stripped items are not contained.
    pub(super) fn get(&self, krate: usize, id: Id) -> Option<&Item> {
        self.crates[krate].doc.index.get(&id)
    }

    /// Returns all items of all crates, with the crate's position, in a stable order.
    pub(super) fn items(&self) -> Vec<(usize, &Item)> {
        let mut all = Vec::new();
        for (position, krate) in self.crates.iter().enumerate() {
            let mut items: Vec<&Item> = krate.doc.index.values().collect();
            items.sort_by_key(|item| item.id.0);
            all.extend(items.into_iter().map(|item| (position, item)));
        }
        all
    }

    /// Returns the target of an id, which may be in another loaded crate.
    pub(super) fn target(&self, krate: usize, id: Id) -> Target {
        let doc = &self.crates[krate].doc;
        let summary = doc.paths.get(&id);
        match (doc.index.get(&id), summary) {
            (Some(item), _) if item.crate_id == 0 => Target::Item(ItemRef { krate, id }),
            (_, Some(summary)) => {
                let path = summary.path.join("::");
                match self.defined(&path, summary.kind) {
                    Some(found) => Target::Item(found),
                    None => Target::External(path),
                }
            }
            (Some(_), None) => Target::Item(ItemRef { krate, id }),
            (None, None) => Target::External(format!("<stripped {}>", id.0)),
        }
    }

    /// Returns the definition path of an id's target.
    pub(super) fn path(&self, krate: usize, id: Id) -> String {
        match self.target(krate, id) {
            Target::External(path) => path,
            Target::Item(found) => {
                let loaded = &self.crates[found.krate];
                match loaded.doc.paths.get(&found.id) {
                    Some(summary) => summary.path.join("::"),
                    None => format!("{}::<item {}>", loaded.name, found.id.0),
                }
            }
        }
    }

    /// Returns the type of a loaded crate that is defined at this path.
    pub(super) fn type_at(&self, path: &str) -> Option<ItemRef> {
        self.defined(path, ItemKind::Struct)
    }

    fn defined(&self, path: &str, kind: ItemKind) -> Option<ItemRef> {
        let name = path.split("::").next()?;
        let krate = self.crates.iter().position(|krate| krate.name == name)?;
        let key = (path.to_owned(), space(kind));
        let id = *self.crates[krate].by_path.get(&key)?;
        Some(ItemRef { krate, id })
    }
}

impl Loaded {
    fn read(file: &Path, aliases: &Aliases) -> Result<Self> {
        let text = read(file)?;
        check_format(file, &text)?;
        let mut reader = serde_json::Deserializer::from_str(&text);
        let mut doc: Crate = serde::Deserialize::deserialize(&mut reader).at(file)?;
        let root = doc.index.get(&doc.root);
        let name = root.and_then(|item| item.name.clone()).unwrap_or_default();
        for summary in doc.paths.values_mut().filter(|it| it.crate_id != 0) {
            if let Some(target) = aliases.target(&summary.path.join("::")) {
                summary.path = target.split("::").map(str::to_owned).collect();
            }
        }
        let mut by_path = HashMap::new();
        for (id, summary) in &doc.paths {
            if summary.crate_id == 0 && doc.index.contains_key(id) {
                by_path.insert((summary.path.join("::"), space(summary.kind)), *id);
            }
        }
        Ok(Loaded { name, doc, by_path })
    }
}

/// The format depends on the toolchain, so its version is read before the rest.
fn check_format(file: &Path, text: &str) -> Result<()> {
    #[derive(serde::Deserialize)]
    struct Version {
        format_version: u32,
    }
    let version: Version = serde_json::from_str(text).at(file)?;
    if version.format_version == rustdoc_types::FORMAT_VERSION {
        return Ok(());
    }
    let (found, expected) = (version.format_version, rustdoc_types::FORMAT_VERSION);
    bail!(
        "this toolchain's rustdoc writes JSON format {found}, but xtask reads format {expected}: set the \
         `rustdoc-types` dependency of the workspace to \"0.{found}\", or use the toolchain whose rustdoc writes \
         format {expected}"
    )
}

/// Returns whether an item is hidden from the documentation, and so not part of the API.
pub(super) fn is_hidden(item: &Item) -> bool {
    item.attrs.iter().any(|attr| match attr {
        Attribute::Other(text) => text.contains("doc(hidden)"),
        _ => false,
    })
}

/// Returns whether an item is `#[non_exhaustive]`.
pub(super) fn is_non_exhaustive(item: &Item) -> bool {
    item.attrs.contains(&Attribute::NonExhaustive)
}
