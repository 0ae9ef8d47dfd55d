//! The auth schemes of an endpoint rule set.

use std::collections::BTreeSet;

use super::Node;

/// The auth schemes of one endpoint, in its order. `None` for a name that is known only once the rules
/// are evaluated.
pub type EndpointSchemes<'a> = Vec<Option<&'a str>>;

/// Returns the distinct lists of auth schemes that the endpoints of a rule set have. An endpoint
/// without such a list, which leaves the choice to the client, has an empty one.
pub fn endpoint_auth_schemes(rule_set: &Node) -> BTreeSet<EndpointSchemes<'_>> {
    let mut found = BTreeSet::new();
    // Trees of rules may be nested deeper than the stack.
    let mut trees = vec![rule_set];
    while let Some(tree) = trees.pop() {
        for rule in tree
            .get("rules")
            .and_then(Node::as_array)
            .unwrap_or_default()
        {
            if let Some(endpoint) = rule.get("endpoint") {
                found.insert(of_endpoint(endpoint));
            }
            trees.push(rule);
        }
    }
    found
}

fn of_endpoint(endpoint: &Node) -> EndpointSchemes<'_> {
    let properties = endpoint.get("properties");
    let schemes = properties.and_then(|properties| properties.get("authSchemes")?.as_array());
    let names = schemes.unwrap_or_default().iter();
    let names = names.map(|scheme| scheme.get("name").and_then(Node::as_str));
    names
        .map(|name| name.filter(|name| !name.contains('{')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(entries: Vec<(&str, Node)>) -> Node {
        let entries = entries.into_iter();
        Node::Object(
            entries
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        )
    }

    fn text(text: &str) -> Node {
        Node::String(text.to_owned())
    }

    fn endpoint(names: &[&str]) -> Node {
        let schemes = names.iter().map(|name| object(vec![("name", text(name))]));
        let properties = object(vec![("authSchemes", Node::Array(schemes.collect()))]);
        object(vec![(
            "endpoint",
            object(vec![("url", text("https://a")), ("properties", properties)]),
        )])
    }

    fn tree(rules: Vec<Node>) -> Node {
        object(vec![("rules", Node::Array(rules))])
    }

    #[test]
    fn lists_are_those_of_endpoints_at_any_depth() {
        let plain = object(vec![("endpoint", object(vec![("url", text("https://a"))]))]);
        let rules = tree(vec![
            tree(vec![tree(vec![endpoint(&["sigv4a", "sigv4"])]), plain]),
            endpoint(&["sigv4"]),
            endpoint(&["sigv4"]),
            endpoint(&["{Scheme}"]),
        ]);
        let found: Vec<_> = endpoint_auth_schemes(&rules).into_iter().collect();
        let expected: Vec<EndpointSchemes<'_>> = vec![
            vec![],
            vec![None],
            vec![Some("sigv4")],
            vec![Some("sigv4a"), Some("sigv4")],
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_only_looks_like_schemes_is_not_taken() {
        let value = object(vec![(
            "authSchemes",
            Node::Array(vec![object(vec![("name", text("sigv4a"))])]),
        )]);
        let error = object(vec![
            ("error", text("set \"sigv4a\"")),
            ("properties", value.clone()),
        ]);
        let parameters = object(vec![("sigv4a", value)]);
        let rules = object(vec![
            ("parameters", parameters),
            ("rules", Node::Array(vec![error])),
        ]);
        assert!(endpoint_auth_schemes(&rules).is_empty());
    }

    #[test]
    fn depth_is_no_matter() {
        let deep = (0..100_000).fold(endpoint(&["sigv4a"]), |inner, _| tree(vec![inner]));
        assert_eq!(endpoint_auth_schemes(&deep).len(), 1);
        // Dropping it level by level: `Node` drops recursively.
        let mut rest = deep;
        while let Node::Object(mut entries) = rest {
            rest = match entries.pop() {
                Some((_, Node::Array(mut rules))) => rules.pop().unwrap_or(Node::Null),
                _ => Node::Null,
            };
        }
    }
}
