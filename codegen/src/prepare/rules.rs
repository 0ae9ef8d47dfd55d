//! Which of the two forms of endpoint rules clients use.

use farrier_endpoint_rules::RuleSet;

use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Node, ServiceTraits, ShapeId};

/// The endpoint rules that clients use.
#[derive(Clone, Debug)]
pub struct EndpointRules {
    /// The value of the trait.
    pub document: Node,
    /// The id of the trait.
    id: &'static str,
    /// The file of the rules, if they have one of their own.
    file: Option<String>,
}

impl EndpointRules {
    /// Returns a place in the rules.
    pub fn place(&self, service: &ShapeId, pointer: &str) -> Place {
        let place = Place::shape(service);
        match &self.file {
            Some(file) => Place {
                file: Some(file.clone()),
                ..place.pointer(pointer)
            },
            None => {
                let shape = place.pointer.clone().unwrap_or_default();
                place.pointer(format!("{shape}/traits/{}{pointer}", self.id))
            }
        }
    }
}

/// Returns the diagram, or the rule set if there is no diagram or a faulty one. A diagram without a rule set beside it is
/// checked when it is lowered, like a rule set.
pub(super) fn choose(
    service: &ShapeId,
    traits: &ServiceTraits,
    diagnostics: &mut Diagnostics,
) -> Option<EndpointRules> {
    let rule_set = traits
        .endpoint_rule_set
        .as_ref()
        .map(|rules| EndpointRules {
            document: rules.clone(),
            id: "smithy.rules#endpointRuleSet",
            file: traits.endpoint_rule_set_file.clone(),
        });
    let diagram = traits.endpoint_bdd.as_ref().map(|rules| EndpointRules {
        document: rules.clone(),
        id: "smithy.rules#endpointBdd",
        file: None,
    });
    let (rule_set, diagram) = match (rule_set, diagram) {
        (Some(rule_set), Some(diagram)) => (rule_set, diagram),
        (rule_set, diagram) => return diagram.or(rule_set),
    };
    let Err(error) = RuleSet::parse(&diagram.document.to_string()) else {
        return Some(diagram);
    };
    for fault in error.faults() {
        let what = format!("`{}` is not valid: {}", diagram.id, fault.message());
        let place = diagram.place(service, &fault.pointer());
        let help = format!("`{}` is used instead", rule_set.id);
        diagnostics.push(Diagnostic::warning(what).at(place).help(help));
    }
    Some(rule_set)
}

/// Returns whether endpoints depend on settings that only clients for AWS have.
pub(super) fn need_aws(traits: &ServiceTraits) -> bool {
    let documents = [&traits.endpoint_bdd, &traits.endpoint_rule_set];
    let parameters = documents.into_iter().flatten();
    let parameters = parameters.filter_map(|rules| rules.get("parameters")?.as_object());
    parameters.flatten().any(|(_, parameter)| {
        let built_in = parameter.get("builtIn").and_then(Node::as_str);
        built_in.is_some_and(|name| name.starts_with("AWS::"))
    })
}
