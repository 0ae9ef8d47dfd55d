//! Lints, clippy's mostly, that names and types of a model set off: the API needs them, so the lints have to yield.
//!
//! A crate allows only those that its own model calls for.

mod sizes;

use std::collections::BTreeSet;

use crate::ir::{Crate, Lint, Name, Structure, Type};

/// Getters and setters that look like the method of an operator's or a conversion's trait.
const LIKE_TRAITS: [&str; 14] = [
    "add", "as_ref", "bitand", "bitor", "bitxor", "borrow", "clone", "deref", "div", "mul", "rem",
    "shl", "shr", "sub",
];

/// Operations whose module has a module of the same name around or in it.
const MODULES: [&str; 3] = ["builders", "operation", "paginator"];

/// Returns the lints to allow, sorted.
pub(super) fn needed(krate: &Crate) -> Vec<Lint> {
    let mut lints = BTreeSet::new();
    let sides = (krate.operations.iter()).flat_map(|one| [&one.input, &one.output]);
    let structures = krate.structures.iter().chain(&krate.errors).chain(sides);
    for structure in structures {
        fields(structure, &mut lints);
    }
    let params = krate.endpoint.params.iter();
    lints.extend(params.filter_map(|param| of_getter(&param.name)));
    for operation in &krate.operations {
        if MODULES.contains(&operation.module.plain()) {
            lints.insert(Lint::Clippy("module_inception"));
        }
        if !is_camel_case(&operation.name) {
            lints.insert(Lint::Rustc("non_camel_case_types"));
        }
        if operation.name.0 == "New" {
            lints.insert(Lint::Clippy("self_named_constructors"));
        }
    }
    let variants = krate.unions.iter().flat_map(|union| &union.variants);
    // As with `set_`, a word that would start with a digit starts with an underscore.
    if variants
        .clone()
        .any(|variant| variant.is_name.0.contains("__"))
    {
        lints.insert(Lint::Rustc("non_snake_case"));
    }
    if variants
        .into_iter()
        .any(|variant| matches!(variant.ty, Some(Type::Boxed(_))))
    {
        lints.insert(Lint::Clippy("borrowed_box"));
    }
    if sizes::large_variant(krate) {
        lints.insert(Lint::Clippy("large_enum_variant"));
    }
    lints.into_iter().collect()
}

fn fields(structure: &Structure, lints: &mut BTreeSet<Lint>) {
    for field in &structure.fields {
        // The word after `set` starts with an underscore where it would else start with a digit.
        if field.set_name.0.contains("__") {
            lints.insert(Lint::Rustc("non_snake_case"));
        }
        lints.extend(of_getter(&field.name));
    }
}

/// Returns the lint that a method without parameters sets off by its name.
fn of_getter(name: &Name) -> Option<Lint> {
    match name.plain() {
        "len" => Some(Lint::Clippy("len_without_is_empty")),
        "new" => Some(Lint::Clippy("new_ret_no_self")),
        name if LIKE_TRAITS.contains(&name) => Some(Lint::Clippy("should_implement_trait")),
        _ => None,
    }
}

/// Returns whether the compiler accepts a name as that of a type. Operations keep the case of the
/// model.
fn is_camel_case(name: &Name) -> bool {
    let name = name.0.trim_start_matches('_');
    !name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.contains('_')
}
