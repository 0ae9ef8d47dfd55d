//! The two forms of a service's rules, `endpointRuleSet` and `endpointBdd`, given the same parameters.

use super::values::{random, Params, MOST};
use aws_smithy_types::endpoint::Endpoint;
use farrier_endpoint_rules::{EndpointParams, ResolveError, RuleSet};
use proptest::prelude::*;
use serde_json::Value as Json;
use std::process::Command;
use std::sync::LazyLock;

const ARCHIVE: &str = "models/smithy-ast-2026-08.tar.xz";

struct Service {
    name: String,
    rules: RuleSet,
    diagram: RuleSet,
}

/// The services of the archive that have both forms. None if the archive is absent.
static SERVICES: LazyLock<Vec<Service>> = LazyLock::new(|| {
    let found = farrier_test_data::find(ARCHIVE);
    let Some(archive) = farrier_test_data::if_there("models with diagrams", found) else {
        return Vec::new();
    };
    let output = Command::new("tar").arg("-xOf").arg(&archive).output();
    let output = output.expect("tar starts");
    assert!(output.status.success(), "{}", archive.display());
    let documents = serde_json::Deserializer::from_slice(&output.stdout).into_iter::<Json>();
    let services = documents.flat_map(|document| {
        let document = document.expect("a model");
        let shapes = document["shapes"].as_object().expect("shapes").clone();
        shapes.into_iter().filter_map(|(name, shape)| {
            let form = |id: &str| {
                let rules = shape["traits"].get(id)?;
                let parsed = RuleSet::parse(&rules.to_string());
                Some(parsed.unwrap_or_else(|error| panic!("{name}: {error}")))
            };
            let rules = form("smithy.rules#endpointRuleSet")?;
            let diagram = form("smithy.rules#endpointBdd")?;
            Some(Service {
                name,
                rules,
                diagram,
            })
        })
    });
    let services: Vec<Service> = services.collect();
    assert!(services.len() >= 22, "{}", services.len());
    services
});

#[test]
fn both_forms_have_the_same_parameters() {
    for service in &*SERVICES {
        let (rules, diagram) = (service.rules.parameters(), service.diagram.parameters());
        assert_eq!(rules, diagram, "{}", service.name);
    }
}

/// Returns whether the models themselves differ for these parameters, all of them S3.
fn differs(params: &Params<'_>, by_rules: &Result<Endpoint, ResolveError>) -> bool {
    let given = |name: &str| params.get(name).is_some();
    // The diagram has the scheme of sessions where the rules have `sigv4`.
    let is_control = params.get("UseS3ExpressControlEndpoint") == Some(true.into());
    let is_control = is_control && given("Endpoint") && !given("Bucket");
    // Where no rule fits, as with a malformed URL as endpoint, the diagram goes on as if it were not given.
    is_control || *by_rules == Err(ResolveError::Exhausted)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn both_forms_resolve_the_same(
        values in prop::collection::vec(random(), MOST),
        wrong in prop::option::weighted(0.1, 0..MOST),
    ) {
        for Service { name, rules, diagram } in &*SERVICES {
            let parameters = rules.parameters();
            let params = Params { parameters, values: &values, wrong };
            let found = diagram.resolve(&params);
            prop_assert_ne!(&found, &Err(ResolveError::Unset), "{}", name);
            let wanted = rules.resolve(&params);
            if !differs(&params, &wanted) {
                prop_assert_eq!(found, wanted, "{}", name);
            }
        }
    }
}
