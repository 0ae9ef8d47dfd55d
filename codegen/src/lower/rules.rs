//! The endpoint rules as text: without documentation, a rule, condition or result a line.

use std::collections::BTreeSet;

use crate::ir::EndpointOutcome;
use crate::model::Node;

/// Lines are no longer than this where their parts can be put on lines of their own.
const WIDTH: usize = 100;

/// Rules for services whose model has none: a custom endpoint, or an error that asks for one.
const CUSTOM_ONLY: [&str; 5] = [
    r#"{
  "version": "1.0",
  "parameters": {
    "Endpoint": {"type": "string", "builtIn": "SDK::Endpoint", "required": false}
  },
  "rules": [
    {
      "conditions": [{"fn": "isSet", "argv": [{"ref": "Endpoint"}]}],
      "endpoint": "#,
    CUSTOM_ENDPOINT,
    r#",
      "type": "endpoint"
    },
    {
      "conditions": [],
      "error": "#,
    NO_ENDPOINT,
    r#",
      "type": "error"
    }
  ]
}"#,
];

const CUSTOM_ENDPOINT: &str = r#"{"url": {"ref": "Endpoint"}, "properties": {}, "headers": {}}"#;
const NO_ENDPOINT: &str = r#""The service has no endpoint of its own: set `endpoint_url`""#;

/// Returns the text of a rule set.
pub(super) fn text(rules: Option<&Node>) -> String {
    let Some(rules) = rules else {
        return CUSTOM_ONLY.concat();
    };
    let mut text = String::new();
    write(&without_documentation(rules), 0, &mut text);
    text
}

/// Returns the outcomes at the leaves of a rule set: distinct ones, sorted.
pub(super) fn outcomes(rules: Option<&Node>) -> Vec<EndpointOutcome> {
    let Some(rules) = rules else {
        return vec![
            EndpointOutcome::Endpoint(CUSTOM_ENDPOINT.to_owned()),
            EndpointOutcome::Error(NO_ENDPOINT.to_owned()),
        ];
    };
    let one_line = |node: &Node| {
        let mut line = OneLine::up_to(usize::MAX);
        line.node(node);
        line.text
    };
    let (mut found, mut open) = (BTreeSet::new(), vec![rules]);
    while let Some(rule) = open.pop() {
        let endpoint = rule.get("endpoint").map(one_line);
        found.extend(endpoint.map(EndpointOutcome::Endpoint));
        let error = rule.get("error").map(one_line);
        found.extend(error.map(EndpointOutcome::Error));
        for key in ["rules", "results"] {
            let rules = rule.get(key).and_then(Node::as_array);
            open.extend(rules.unwrap_or_default());
        }
    }
    found.into_iter().collect()
}

/// Returns the parts that can have documentation: parameters, rules and conditions, and the rule set
/// itself. The rest is left as it is.
fn without_documentation(node: &Node) -> Node {
    let Node::Object(entries) = node else {
        return node.clone();
    };
    let kept = entries.iter().filter(|(key, _)| key != "documentation");
    let kept = kept.map(|(key, value)| {
        let value = match (key.as_str(), value) {
            ("parameters", Node::Object(parameters)) => {
                let stripped = |(name, parameter): &(String, Node)| {
                    (name.clone(), without_documentation(parameter))
                };
                Node::Object(parameters.iter().map(stripped).collect())
            }
            ("rules" | "conditions", Node::Array(items)) => {
                Node::Array(items.iter().map(without_documentation).collect())
            }
            ("results", Node::Array(items)) => Node::Array(items.iter().map(result).collect()),
            _ => value.clone(),
        };
        (key.clone(), value)
    });
    Node::Object(kept.collect())
}

/// Returns a result of a diagram without documentation, and without the empty list of its conditions.
fn result(node: &Node) -> Node {
    let is_nothing = |key: &str, value: &Node| {
        let items = value.as_array();
        key == "documentation" || key == "conditions" && items.is_some_and(<[Node]>::is_empty)
    };
    let Node::Object(entries) = node else {
        return node.clone();
    };
    let kept = entries
        .iter()
        .filter(|(key, value)| !is_nothing(key, value));
    Node::Object(kept.cloned().collect())
}

fn write(node: &Node, indent: usize, text: &mut String) {
    let is_rule = node.get("conditions").is_some() || node.get("rules").is_some();
    let mut flat = OneLine::up_to(if is_rule {
        0
    } else {
        WIDTH.saturating_sub(indent)
    });
    let fits = flat.node(node);
    match node {
        Node::Array(items) if !fits && !items.is_empty() => {
            parts(['[', ']'], indent, text, items, |item, text| {
                write(item, indent + 2, text);
            });
        }
        Node::Object(entries) if !fits && !entries.is_empty() => {
            parts(['{', '}'], indent, text, entries, |(key, value), text| {
                text.push_str(&format!("{}: ", Node::String(key.clone())));
                write(value, indent + 2, text);
            });
        }
        _ if fits => text.push_str(&flat.text),
        // A name or number has no parts to put on lines of their own.
        _ => text.push_str(&node.to_string()),
    }
}

fn parts<T>(
    [open, close]: [char; 2],
    indent: usize,
    text: &mut String,
    items: &[T],
    each: impl Fn(&T, &mut String),
) {
    text.push(open);
    for (position, item) in items.iter().enumerate() {
        text.push_str(if position == 0 { "\n" } else { ",\n" });
        text.push_str(&" ".repeat(indent + 2));
        each(item, text);
    }
    text.push('\n');
    text.push_str(&" ".repeat(indent));
    text.push(close);
}

/// JSON on one line, with a space after colons and commas, as long as it is short enough.
struct OneLine {
    text: String,
    /// Characters that still fit.
    room: usize,
}

impl OneLine {
    fn up_to(room: usize) -> Self {
        Self {
            text: String::new(),
            room,
        }
    }

    /// Adds a node, and says whether it fits. It is not read further than that.
    fn node(&mut self, node: &Node) -> bool {
        match node {
            Node::Array(items) => {
                self.text("[")
                    && (items.iter().enumerate())
                        .all(|(at, item)| self.separator(at) && self.node(item))
                    && self.text("]")
            }
            Node::Object(entries) => {
                let mut entries = entries.iter().enumerate();
                self.text("{")
                    && entries.all(|(at, (key, value))| {
                        let key = Node::String(key.clone()).to_string();
                        self.separator(at) && self.text(&key) && self.text(": ") && self.node(value)
                    })
                    && self.text("}")
            }
            simple => self.text(&simple.to_string()),
        }
    }

    fn separator(&mut self, position: usize) -> bool {
        position == 0 || self.text(", ")
    }

    fn text(&mut self, text: &str) -> bool {
        let length = text.chars().count();
        let fits = length <= self.room;
        self.room = self.room.saturating_sub(length);
        if fits {
            self.text.push_str(text);
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(entries: &[(&str, Node)]) -> Node {
        let entries = entries.iter();
        Node::Object(entries.map(|(k, v)| ((*k).to_owned(), v.clone())).collect())
    }

    #[test]
    fn rules_have_a_line_for_each_of_their_parts() {
        let rule = object(&[
            ("documentation", Node::String("gone".to_owned())),
            ("conditions", Node::Array(Vec::new())),
            ("error", Node::String("no \"way\"".to_owned())),
        ]);
        let expected = "{\n  \"conditions\": [],\n  \"error\": \"no \\\"way\\\"\"\n}";
        assert_eq!(text(Some(&rule)), expected);
    }

    #[test]
    fn what_endpoints_carry_is_not_touched() {
        let properties = object(&[("documentation", Node::Bool(true))]);
        let rules = object(&[("endpoint", object(&[("properties", properties)]))]);
        assert!(text(Some(&rules)).contains("documentation"));
        let parameter = object(&[("documentation", Node::Bool(true))]);
        let named = object(&[("documentation", parameter)]);
        let rules = text(Some(&object(&[("parameters", named)])));
        assert_eq!(rules.matches("documentation").count(), 1);
    }

    #[test]
    fn without_rules_there_are_those_for_a_custom_endpoint() {
        assert!(text(None).contains("SDK::Endpoint"));
        for outcome in outcomes(None) {
            let (EndpointOutcome::Endpoint(json) | EndpointOutcome::Error(json)) = outcome;
            assert!(text(None).contains(&json), "{json}");
        }
    }

    #[test]
    fn outcomes_are_those_of_the_leaves() {
        let text = |text: &str| Node::String(text.to_owned());
        let url = || object(&[("url", text("https://a{b}[")), ("headers", object(&[]))]);
        let leaf = || object(&[("conditions", Node::Array(Vec::new())), ("endpoint", url())]);
        let error = object(&[("error", text("no \"way\" {"))]);
        let inner = object(&[("rules", Node::Array(vec![leaf(), error]))]);
        // A parameter can have the name of a part of rules.
        let parameters = object(&[("endpoint", text("a")), ("error", text("b"))]);
        let rules = object(&[
            ("parameters", parameters),
            ("rules", Node::Array(vec![leaf(), inner])),
        ]);
        assert_eq!(
            outcomes(Some(&rules)),
            [
                EndpointOutcome::Endpoint(r#"{"url": "https://a{b}[", "headers": {}}"#.to_owned()),
                EndpointOutcome::Error(r#""no \"way\" {""#.to_owned()),
            ]
        );
    }
}
