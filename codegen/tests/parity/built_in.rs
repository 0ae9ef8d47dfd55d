//! The generator's own customizations against the models that they are for: what a cut-down model lacks is
//! passed over, so a misspelling shows here alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load;
use farrier_codegen::model::{Kind, Model};
use farrier_codegen::settings::{built_in, Customizations};
use rayon::prelude::*;

use crate::sources;

const TABLE: &str = include_str!("../../customizations.toml");

pub(crate) fn every_built_in_customization_matches_a_model(data: &Path) {
    let table: toml::Table = toml::from_str(TABLE).expect("the table");
    let wanted: BTreeMap<&String, Customizations> = (table.keys())
        .filter_map(|id| Some((id, built_in(id, &mut Diagnostics::default())?)))
        .collect();
    assert_eq!(wanted.len(), table.len());
    let known: BTreeMap<String, BTreeSet<String>> = (sources::folders(data).into_par_iter())
        .filter_map(|folder| load::load_file(&folder, "", &mut Diagnostics::default()))
        .filter_map(|model| Some((sdk_id(&model)?, names(&model))))
        .collect::<Vec<_>>()
        .into_iter()
        .fold(BTreeMap::new(), |mut all, (id, names)| {
            all.entry(id).or_insert_with(BTreeSet::new).extend(names);
            all
        });
    let mut lost = Vec::new();
    let mut seen = 0;
    for (id, customizations) in wanted {
        // botocore drops services that have ended.
        let Some(names) = known.get(id) else {
            sources::note(&format!("customizations of {id}: not in this release\n"));
            continue;
        };
        for name in mentioned(&customizations) {
            seen += 1;
            if !names.contains(&name) {
                lost.push(format!("{id}: {name}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    assert!(seen > 10, "only {seen} names are in the table");
}

fn mentioned(customizations: &Customizations) -> Vec<String> {
    let operations = customizations.operations.iter().map(|one| &one.name.value);
    let members = customizations
        .member_types
        .iter()
        .map(|(name, _)| &name.value);
    let ids = [
        &customizations.unions,
        &customizations.optional_shapes,
        &customizations.zero_shapes,
        &customizations.retryable_errors,
        &customizations.sensitive,
    ];
    let ids = ids.into_iter().flatten().map(|one| &one.value);
    operations.chain(members).chain(ids).cloned().collect()
}

fn sdk_id(model: &Model) -> Option<String> {
    model.shapes().find_map(|(_, shape)| match &shape.kind {
        Kind::Service(service) => Some(service.traits.aws.as_ref()?.sdk_id.clone()),
        _ => None,
    })
}

/// Ids of shapes and of their members, names of operations and members.
fn names(model: &Model) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (_, shape) in model.shapes() {
        match &shape.kind {
            Kind::Operation(_) => {
                names.insert(shape.id.name.clone());
            }
            _ => {
                names.insert(shape.id.to_string());
                for member in shape.members() {
                    names.insert(shape.id.with_member(&member.name).to_string());
                    names.insert(member.name.clone());
                }
            }
        }
    }
    names
}
