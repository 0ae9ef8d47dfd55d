//! The keys of shapes in the schema text.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Kind, ShapeIx};
use crate::prepare::Prepared;

/// The keys of the lines, by shape: structures, unions, lists and maps.
#[derive(Debug, Default)]
pub(super) struct Keys(BTreeMap<ShapeIx, String>);

impl Keys {
    /// Gives every shape that needs a line its name as key, numbered where another shape has the name
    /// already: shapes with a Rust type come first.
    pub(super) fn of(prepared: &Prepared) -> Self {
        let lists = [&prepared.structures, &prepared.unions, &prepared.errors];
        let named = lists.into_iter().flatten().copied();
        let sides = (prepared.operations.iter()).flat_map(|one| [one.input, one.output]);
        let mut rest: Vec<ShapeIx> = (prepared.usage.keys().copied())
            .filter(|ix| is_collection(prepared, *ix) || prepared.model.is_unit(*ix))
            .collect();
        rest.sort_by_key(|ix| (prepared.name(*ix), &prepared.model.shape(*ix).id));
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut keys = BTreeMap::new();
        for ix in named.chain(sides).chain(rest) {
            let name = prepared.name(ix);
            let count = counts.entry(name).or_default();
            *count += 1;
            // No name has a dash, so that no other key is the same.
            let key = match *count {
                1 => name.to_owned(),
                number => format!("{name}-{number}"),
            };
            keys.insert(ix, key);
        }
        Self(keys)
    }

    /// Returns the key of the shape's line.
    pub(super) fn key(&self, ix: ShapeIx) -> &str {
        self.0.get(&ix).map_or("", String::as_str)
    }

    /// Returns all keys, by shape.
    pub(super) fn all(&self) -> impl Iterator<Item = (ShapeIx, &str)> {
        self.0.iter().map(|(ix, key)| (*ix, key.as_str()))
    }
}

fn is_collection(prepared: &Prepared, ix: ShapeIx) -> bool {
    let kind = &prepared.model.shape(ix).kind;
    matches!(kind, Kind::List(_) | Kind::Map { .. })
}
