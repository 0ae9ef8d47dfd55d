//! Names of parameters.

use std::collections::BTreeMap;

use crate::ir::Name;

/// Returns whether a parameter can have the name, in rules and in bindings.
pub(super) fn is_param_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Reports names whose method name is already in use; Smithy requires names that differ in more than case.
pub(super) fn same_names<'a>(
    what: &str,
    all: impl Iterator<Item = (&'a str, [&'a Name; 2])>,
) -> Vec<(&'a str, String)> {
    let mut taken: BTreeMap<&Name, &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for (name, methods) in all {
        let first = methods
            .iter()
            .find_map(|method| taken.get(method).map(|first| (*method, *first)));
        if let Some((method, first)) = first {
            let method = &method.0;
            let what =
                format!("the {what} `{first}` and `{name}` have the same Rust name `{method}`");
            problems.push((name, what));
        }
        for method in methods {
            taken.entry(method).or_insert(name);
        }
    }
    problems
}
