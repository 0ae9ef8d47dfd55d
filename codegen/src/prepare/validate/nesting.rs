//! Lists and maps in each other: their types are written out wherever they are used, so that there is a limit
//! to how deep they go.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Model, ShapeIx};
use crate::prepare::types::Usage;

/// The maximum nesting of lists and maps.
pub const MOST_NESTED: usize = 100;

/// Reports those that are nested deeper, once for each that is too deep by one.
pub(super) fn check(
    model: &Model,
    usage: &BTreeMap<ShapeIx, Usage>,
    diagnostics: &mut Diagnostics,
) {
    let mut depths = Depths::default();
    for ix in usage.keys() {
        if depths.of(model, *ix) == MOST_NESTED + 1 {
            let what = format!("lists and maps are nested deeper than {MOST_NESTED} levels");
            let diagnostic = Diagnostic::error(what).at(Place::shape(&model.shape(*ix).id));
            diagnostics.push(diagnostic.help("put a structure between them"));
        }
    }
}

/// The nesting depth of lists and maps below a shape, including itself.
#[derive(Default)]
struct Depths {
    known: BTreeMap<ShapeIx, usize>,
}

impl Depths {
    fn of(&mut self, model: &Model, ix: ShapeIx) -> usize {
        let (mut way, mut on_way) = (Vec::new(), BTreeSet::new());
        let mut at = Some(ix);
        // One that contains itself is reported elsewhere.
        while let Some(ix) = at.filter(|ix| !self.known.contains_key(ix) && on_way.insert(*ix)) {
            way.push(ix);
            at = content(model, ix);
        }
        let mut depth = at.and_then(|ix| self.known.get(&ix)).copied();
        for ix in way.into_iter().rev() {
            let is_collection = content(model, ix).is_some();
            let own = depth.unwrap_or_default() + usize::from(is_collection);
            self.known.insert(ix, own);
            depth = Some(own);
        }
        depth.unwrap_or_default()
    }
}

/// Returns the element of a list or map.
fn content(model: &Model, ix: ShapeIx) -> Option<ShapeIx> {
    match &model.shape(ix).kind {
        Kind::List(member) => Some(member.target),
        Kind::Map { value, .. } => Some(value.target),
        _ => None,
    }
}
