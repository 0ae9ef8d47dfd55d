//! The auth schemes of an endpoint rule set.

use std::collections::{BTreeMap, BTreeSet};

use super::Node;

/// The auth schemes of one endpoint, in its order. `None` for a name that is known only once the rules
/// are evaluated.
pub type EndpointSchemes<'a> = Vec<Option<&'a str>>;

/// A list is given in all its variants up to this many, and then with a name that is not known.
const MOST_VARIANTS: usize = 16;

/// Returns the distinct lists of auth schemes that the endpoints of a rule set have, in either form
/// (`endpointRuleSet` or `endpointBdd`). An endpoint without such a list, which leaves the choice to the client, has an
/// empty one. An endpoint that names a scheme by a variable with few values has a list for each.
pub fn endpoint_auth_schemes(rule_set: &Node) -> BTreeSet<EndpointSchemes<'_>> {
    let mut rules = Vec::new();
    // Trees of rules may be nested deeper than the stack.
    let mut trees = vec![rule_set];
    while let Some(tree) = trees.pop() {
        for key in ["rules", "results"] {
            let children = tree.get(key).and_then(Node::as_array);
            trees.extend(children.unwrap_or_default());
        }
        rules.push(tree);
    }
    let variables = variables(&rules);
    let endpoints = rules.iter().filter_map(|rule| rule.get("endpoint"));
    endpoints
        .flat_map(|endpoint| of_endpoint(endpoint, &variables))
        .collect()
}

/// The values of variables. `None` for one that is known only once the rules are evaluated.
type Variables<'a> = BTreeMap<&'a str, BTreeSet<Option<&'a str>>>;

/// Returns the values that conditions choose with `ite`.
fn variables<'a>(rules: &[&'a Node]) -> Variables<'a> {
    let mut variables = Variables::new();
    let conditions = rules
        .iter()
        .filter_map(|rule| rule.get("conditions")?.as_array());
    for condition in conditions.flatten() {
        let Some(name) = condition.get("assign").and_then(Node::as_str) else {
            continue;
        };
        let is_choice = condition.get("fn").and_then(Node::as_str) == Some("ite");
        let values = match condition.get("argv").and_then(Node::as_array) {
            Some([_, values @ ..]) if is_choice => values,
            _ => &[Node::Null],
        };
        let values = values.iter().map(|value| value.as_str().filter(is_plain));
        variables.entry(name).or_default().extend(values);
    }
    variables
}

/// Returns whether a text is no template.
fn is_plain(text: &&str) -> bool {
    !text.contains('{')
}

fn of_endpoint<'a>(endpoint: &'a Node, variables: &Variables<'a>) -> Vec<EndpointSchemes<'a>> {
    let properties = endpoint.get("properties");
    let schemes = properties.and_then(|properties| properties.get("authSchemes")?.as_array());
    let mut lists = vec![Vec::new()];
    for scheme in schemes.unwrap_or_default() {
        let name = scheme.get("name").and_then(Node::as_str);
        let variable = name.and_then(|name| name.strip_prefix('{')?.strip_suffix('}'));
        let values = variable.and_then(|variable| variables.get(variable));
        let values = values.filter(|values| lists.len() * values.len() <= MOST_VARIANTS);
        let values: Vec<Option<&str>> = match values {
            Some(values) => values.iter().copied().collect(),
            None => vec![name.filter(is_plain)],
        };
        let longer = |list: &EndpointSchemes<'a>, value| {
            let mut list = list.clone();
            list.push(value);
            list
        };
        lists = (lists.iter())
            .flat_map(|list| values.iter().map(move |value| longer(list, *value)))
            .collect();
    }
    lists
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
    fn results_of_diagrams_have_lists_too() {
        let choice = |name: &str, values: Vec<Node>| {
            let argv = [vec![Node::Bool(true)], values].concat();
            object(vec![
                ("fn", text("ite")),
                ("argv", Node::Array(argv)),
                ("assign", text(name)),
            ])
        };
        let conditions = vec![
            choice("auth", vec![text("sigv4"), text("sigv4-s3express")]),
            choice("other", vec![text("sigv4"), text("{Scheme}")]),
        ];
        let results = vec![endpoint(&["{auth}"]), endpoint(&["sigv4a", "{other}"])];
        let rules = object(vec![
            ("conditions", Node::Array(conditions)),
            ("results", Node::Array(results)),
        ]);
        let found: Vec<_> = endpoint_auth_schemes(&rules).into_iter().collect();
        let expected: Vec<EndpointSchemes<'_>> = vec![
            vec![Some("sigv4")],
            vec![Some("sigv4-s3express")],
            vec![Some("sigv4a"), None],
            vec![Some("sigv4a"), Some("sigv4")],
        ];
        assert_eq!(found, expected);
        let many = object(vec![
            (
                "conditions",
                rules.get("conditions").cloned().unwrap_or(Node::Null),
            ),
            ("results", Node::Array(vec![endpoint(&["{auth}"; 40])])),
        ]);
        assert_eq!(endpoint_auth_schemes(&many).len(), MOST_VARIANTS);
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
