//! Auth schemes that endpoint rules name and clients do not have.

use std::collections::BTreeSet;

use crate::model::Node;

/// As endpoint rules spell the schemes of the runtime.
const KNOWN: [&str; 4] = ["sigv4", "sigv4a", "bearer", "none"];

/// The names in `authSchemes` properties of endpoints that the runtime has no scheme for, sorted.
pub(super) fn unknown(rules: &Node) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    collect(rules, &mut found);
    found
}

fn collect<'a>(node: &'a Node, found: &mut BTreeSet<&'a str>) {
    for item in node.as_array().unwrap_or_default() {
        collect(item, found);
    }
    for (key, value) in node.as_object().unwrap_or_default() {
        let schemes = value.as_array().filter(|_| key == "authSchemes");
        let names = schemes.unwrap_or_default().iter();
        let names = names.filter_map(|scheme| scheme.get("name")?.as_str());
        found.extend(names.filter(|name| !KNOWN.contains(name)));
        collect(value, found);
    }
}

#[cfg(test)]
mod tests {
    use super::unknown;
    use crate::model::Node;

    #[test]
    fn schemes_are_found_in_endpoints_at_any_depth() {
        let scheme = |name: &str| {
            let name = ("name".to_owned(), Node::String(name.to_owned()));
            Node::Object(vec![name])
        };
        let schemes = Node::Array(vec![scheme("sigv4"), scheme("sigv4-express")]);
        let properties = Node::Object(vec![("authSchemes".to_owned(), schemes)]);
        let rules = Node::Array(vec![Node::Object(vec![("x".to_owned(), properties)])]);
        assert_eq!(
            unknown(&rules).into_iter().collect::<Vec<_>>(),
            ["sigv4-express"]
        );
    }
}
