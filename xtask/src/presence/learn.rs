//! Extracts facts from the official crate that botocore's service file does not contain.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::ir;
use farrier_codegen::load::load_with_facts;
use farrier_codegen::load::presence::{Facts, Unboxed};
use farrier_codegen::lower::lower;
use farrier_codegen::model::{Kind, Member, Model, Node, ShapeId, ShapeIx};
use farrier_codegen::prepare::{prepare, Prepared};
use farrier_codegen::settings::ServiceSettings;

use super::source::{Absent, Field, Types};

/// A member that both crates have.
struct Shared<'a> {
    /// The structure in the file.
    owner: ShapeId,
    /// The member's name in the file.
    name: String,
    official: &'a Field,
}

/// A member, as described by the rules of a service.
struct Ruled<'a> {
    /// `Structure$member`, as in the facts.
    name: String,
    /// The shape that it targets.
    target: String,
    /// Whether the file requires it.
    required: bool,
    ours: Absent,
    official: &'a Absent,
}

/// Returns facts with which our types equal those of the official crate. It selects the rules for all members of a
/// service that need the fewest facts.
///
/// # Errors
/// A model that cannot be generated.
pub(super) fn facts(model: &Path, settings: &ServiceSettings, official: &Types) -> Result<Facts> {
    let shared = shared(model, settings, official)?;
    let mut best: Option<(usize, Facts)> = None;
    for unboxed in [None, Some(Unboxed::Optional), Some(Unboxed::Initial)] {
        for required_may_be_absent in [false, true] {
            let rules = Facts {
                unboxed,
                required_may_be_absent,
                ..Facts::default()
            };
            let learned = exceptions(model, &shared, rules)?;
            let size = size(&learned);
            if best.as_ref().is_none_or(|(least, _)| size < *least) {
                best = Some((size, learned));
            }
        }
    }
    let mut facts = best.map(|(_, facts)| facts).unwrap_or_default();
    facts.names = names(model, settings, official)?;
    Ok(facts)
}

/// Returns the names of enum values that the file's own values do not give.
fn names(
    model: &Path,
    settings: &ServiceSettings,
    official: &Types,
) -> Result<BTreeMap<String, BTreeMap<String, String>>> {
    let mut facts = Facts::default();
    let differing = |facts: &Facts| differing(model, settings, official, facts);
    facts.names = differing(&facts)?;
    // A reserved word such as `Unknown` has got its end from the generator.
    for (shape, names) in differing(&facts)? {
        for (value, name) in names {
            let name = name.strip_suffix("Value").unwrap_or(&name).to_owned();
            facts
                .names
                .entry(shape.clone())
                .or_default()
                .insert(value, name);
        }
    }
    Ok(facts.names)
}

/// Returns the official names of enum values that have other names with these facts, by enum and value.
fn differing(
    model: &Path,
    settings: &ServiceSettings,
    official: &Types,
    facts: &Facts,
) -> Result<BTreeMap<String, BTreeMap<String, String>>> {
    let (prepared, lowered) = lowered(model, settings, facts)?;
    // Names of types differ from those of their shapes in case only.
    let squeezed = |name: &str| name.replace('_', "").to_lowercase();
    let shapes = prepared.enums.iter().map(|ix| {
        let name = &prepared.model.shape(*ix).id.name;
        (squeezed(name), name)
    });
    let shapes: BTreeMap<String, &String> = shapes.collect();
    let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for one in &lowered.enums {
        let theirs = official.enums.get(&one.name.0);
        let (Some(theirs), Some(shape)) = (theirs, shapes.get(&squeezed(&one.name.0))) else {
            continue;
        };
        for variant in &one.variants {
            if let Some(name) = theirs
                .get(&variant.value)
                .filter(|name| **name != variant.name.0)
            {
                let names = found.entry((*shape).clone()).or_default();
                names.insert(variant.value.clone(), name.clone());
            }
        }
    }
    Ok(found)
}

/// Returns a service as it is prepared and lowered with these facts.
fn lowered(
    model: &Path,
    settings: &ServiceSettings,
    facts: &Facts,
) -> Result<(Prepared, ir::Crate)> {
    let mut problems = Diagnostics::default();
    let model = load_with_facts(model, facts, &mut problems);
    let prepared = model.and_then(|model| prepare(model, settings, &mut problems));
    let prepared = prepared.with_context(|| problems.to_string())?;
    let lowered = lower(&prepared, settings, &mut problems);
    let lowered = lowered.with_context(|| problems.to_string())?;
    Ok((prepared, lowered))
}

/// Returns the size of the facts. A rule for all members counts like a name.
fn size(facts: &Facts) -> usize {
    let names = [
        &facts.optional,
        &facts.initial,
        &facts.required,
        &facts.sparse,
    ];
    let names: usize = names.iter().map(|names| names.len()).sum();
    let rules = usize::from(facts.unboxed.is_some()) + usize::from(facts.required_may_be_absent);
    names + facts.values.len() + rules
}

/// Adds facts for members that the rules do not describe correctly.
fn exceptions(model: &Path, shared: &[Shared<'_>], mut facts: Facts) -> Result<Facts> {
    let mut problems = Diagnostics::default();
    let model = load_with_facts(model, &facts, &mut problems);
    let model = model.with_context(|| problems.to_string())?;
    let members: Vec<Ruled<'_>> = (shared.iter())
        .filter_map(|member| ruled(&model, member, &mut facts))
        .collect();
    let mut by_target: BTreeMap<&str, Vec<&Ruled<'_>>> = BTreeMap::new();
    for member in members.iter().filter(|member| !member.required) {
        by_target.entry(&member.target).or_default().push(member);
    }
    let mut known = BTreeSet::new();
    for (target, members) in &by_target {
        let first = members[0].official;
        let same = members.iter().all(|member| member.official == first);
        let differ = members.iter().filter(|member| !agree(member)).count();
        let list = match first {
            Absent::None => &mut facts.optional,
            Absent::Initial => &mut facts.initial,
            Absent::Value(_) | Absent::Error => continue,
        };
        if same && differ > 0 {
            list.insert((*target).to_owned());
            known.extend(members.iter().map(|member| member.name.as_str()));
        }
    }
    for member in &members {
        if agree(member) || known.contains(member.name.as_str()) {
            continue;
        }
        let name = member.name.clone();
        match member.official {
            Absent::None => facts.optional.insert(name),
            Absent::Initial => facts.initial.insert(name),
            Absent::Error => facts.required.insert(name),
            Absent::Value(text) => {
                let value = serde_json::from_str(text)?;
                facts.values.insert(name, value).is_none()
            }
        };
    }
    Ok(facts)
}

fn agree(member: &Ruled<'_>) -> bool {
    member.ours == *member.official
}

/// Returns the member according to the rules; `None` for members without facts. A list or map that contains nulls in
/// the official crate is added to the facts.
fn ruled<'a>(model: &Model, shared: &Shared<'a>, facts: &mut Facts) -> Option<Ruled<'a>> {
    let owner = model.find(&shared.owner)?;
    let member = model.shape(owner).member(&shared.name)?;
    let target = model.shape(member.target);
    let holds_nulls = |ty: &str| ty.contains("Vec<Option<") || ty.contains(",Option<");
    if holds_nulls(&shared.official.ty) {
        facts.sparse.insert(target.id.name.clone());
    }
    let is_aggregate = matches!(target.kind, Kind::Structure(_) | Kind::Union(_));
    if is_aggregate || target.traits.streaming {
        return None;
    }
    Some(Ruled {
        name: format!("{}${}", shared.owner.name, shared.name),
        target: target.id.name.clone(),
        required: member.traits.required,
        ours: ours(member),
        official: &shared.official.absent,
    })
}

/// Returns the value of the member if it is not set. botocore's files contain only defaults of zero.
fn ours(member: &Member) -> Absent {
    let traits = &member.traits;
    let default = traits.default.as_ref();
    if traits.client_optional {
        Absent::None
    } else if default.is_some_and(|default| *default != Node::Null) {
        Absent::Initial
    } else if traits.required {
        Absent::Error
    } else {
        Absent::None
    }
}

/// Returns the members that both crates have, without those of inputs, which are always optional.
fn shared<'a>(
    model: &Path,
    settings: &ServiceSettings,
    official: &'a Types,
) -> Result<Vec<Shared<'a>>> {
    let (prepared, lowered) = lowered(model, settings, &Facts::default())?;
    let mut found = Vec::new();
    for (structure, ix) in structures(&prepared, &lowered) {
        let Some(fields) = official.structures.get(&structure.name.0) else {
            continue;
        };
        let owner = origin(&prepared, ix);
        for (member, field) in prepared.model.members(ix).iter().zip(&structure.fields) {
            let field = fields.get(field.name.0.trim_start_matches("r#"));
            found.extend(field.map(|official| Shared {
                owner: owner.clone(),
                name: member.name.clone(),
                official,
            }));
        }
    }
    Ok(found)
}

/// Returns the structures whose members the facts describe, with their shapes.
fn structures<'a>(
    prepared: &Prepared,
    lowered: &'a ir::Crate,
) -> Vec<(&'a ir::Structure, ShapeIx)> {
    let plain = prepared.structures.iter().chain(&prepared.errors);
    let named: BTreeMap<&str, ShapeIx> = plain.map(|ix| (prepared.name(*ix), *ix)).collect();
    let all = lowered.structures.iter().chain(&lowered.errors);
    let found = all.filter_map(|one| Some((one, *named.get(one.schema.as_str())?)));
    let outputs = lowered.operations.iter().filter_map(|one| {
        let mut operations = prepared.operations.iter();
        let operation = operations.find(|operation| operation.name == one.shape_name)?;
        Some((&one.output, operation.output))
    });
    found.chain(outputs).collect()
}

/// Returns the shape in the file. An output may have been created from another structure.
fn origin(prepared: &Prepared, ix: ShapeIx) -> ShapeId {
    let mut operations = prepared.operations.iter();
    let operation = operations.find(|operation| operation.output == ix);
    let origin = operation.and_then(|operation| operation.output_origin.clone());
    origin.unwrap_or_else(|| prepared.model.shape(ix).id.clone())
}
