//! Pagination, endpoints, whole models.

use std::path::Path;

use farrier_codegen::ir::{Name, PageTurn, Type};
use serde_json::{json, Value};

use crate::support::{get, lowered, problems, run, string};

/// `Get` in pages of `{Token, Limit}`, with more of the `paginated` trait and this token type in the output.
fn paginated(items: Option<&str>, token: &str) -> Value {
    let mut pages = json!({"inputToken": "Token", "outputToken": "Page.Next", "pageSize": "Limit"});
    if let Some(items) = items {
        pages["items"] = json!(items);
    }
    let operation = json!({
        "type": "operation",
        "input": {"target": "example.weather#GetRequest"},
        "output": {"target": "example.weather#GetResponse"},
        "traits": {"smithy.api#paginated": pages},
    });
    let input = json!({"Token": string(), "Limit": {"target": "smithy.api#Integer"}});
    let output = json!({
        "Page": {"target": "example.weather#Page"},
        "Cities": {"target": "example.weather#Cities"},
    });
    let page = json!({"type": "structure", "members": {
        "Next": {"target": token}, "Cities": {"target": "example.weather#Cities"},
    }});
    let cities = json!({"type": "list", "member": string()});
    get(
        input,
        output,
        json!({"Get": operation, "Page": page, "Cities": cities}),
    )
}

#[test]
fn pages_are_found_through_nested_members() {
    let krate = lowered(&paginated(Some("Page.Cities"), "smithy.api#String"));
    let pages = krate.operations[0].pagination.as_ref().expect("pagination");
    assert_eq!(pages.paginator.0, "GetPaginator");
    let PageTurn::Token { input, output } = &pages.turn else {
        panic!("no token: {:?}", pages.turn);
    };
    assert_eq!(input.0, "token");
    let steps: Vec<_> = output.iter().map(|step| step.field.0.as_str()).collect();
    assert_eq!(steps, ["page", "next"]);
    let items = pages.items.as_ref().expect("items");
    assert_eq!(
        (items.item.as_ref(), items.path.len()),
        (Some(&Type::String), 2)
    );
    assert_eq!(pages.page_size, Some((Name("limit".to_owned()), Type::I32)));
}

#[test]
fn the_only_list_of_an_output_is_what_has_pages() {
    let krate = lowered(&paginated(None, "smithy.api#String"));
    let pages = krate.operations[0].pagination.as_ref().expect("pagination");
    let items = pages.items.as_ref().expect("items");
    assert_eq!(items.path[0].field.0, "cities");
}

#[test]
fn tokens_of_different_types_are_reported() {
    let (krate, text) = run(&paginated(None, "smithy.api#Integer"), "");
    let krate = krate.expect("a crate without a paginator");
    assert!(krate.operations[0].pagination.is_none());
    assert!(
        text.contains("the operation has no paginator") && text.contains("example.weather#Get"),
        "{text}"
    );
}

#[test]
fn endpoint_parameters_that_nothing_sets_are_reported() {
    let mut model = get(json!({}), json!({}), json!({}));
    let krate = lowered(&model);
    assert!(
        krate.endpoint.rules.contains("SDK::Endpoint"),
        "{}",
        krate.endpoint.rules
    );
    let traits = &mut model["shapes"]["example.weather#Weather"]["traits"];
    traits["smithy.rules#endpointRuleSet"] = json!({
        "version": "1.0",
        "parameters": {"Account": {"type": "string", "required": true}},
        "rules": [],
    });
    let text = problems(&model, "");
    assert!(
        text.contains("`Account` is required, but the client never sets it"),
        "{text}"
    );
}

#[test]
fn endpoint_rules_that_no_client_could_evaluate_are_refused() {
    let mut model = get(json!({}), json!({}), json!({}));
    let endpoint = |url: &str, function: &str| {
        json!({
            "version": "1.0",
            "parameters": {"Region": {"type": "string", "builtIn": "AWS::Region"}},
            "rules": [{
                "conditions": [{"fn": function, "argv": [{"ref": "Region"}]}],
                "endpoint": {"url": url},
                "type": "endpoint",
            }],
        })
    };
    for (url, function, said) in [
        ("https://{Region}.example.com", "isSet", ""),
        (
            "https://{Region",
            "isSet",
            "the endpoint rules are not valid",
        ),
        (
            "https://{Region}.example.com",
            "nosuch",
            "the endpoint rules are not valid",
        ),
    ] {
        let traits = &mut model["shapes"]["example.weather#Weather"]["traits"];
        traits["smithy.rules#endpointRuleSet"] = endpoint(url, function);
        let text = match said {
            "" => lowered(&model).endpoint.rules,
            _ => problems(&model, ""),
        };
        assert!(text.contains(said), "{url} {function}: {text}");
    }
}

#[test]
fn the_projects_own_models_lower_without_a_problem_and_always_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    let mut models = 0;
    for entry in std::fs::read_dir(&folder).expect("the folder of models") {
        let path = entry.expect("an entry of the folder").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable model");
        let model: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(lowered(&model), lowered(&model));
        models += 1;
    }
    assert!(models > 0, "no model in {}", folder.display());
}
