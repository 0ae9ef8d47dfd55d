//! Test cases run through clients, with inputs of operations and settings of the client.

use std::collections::BTreeSet;

use anyhow::{anyhow, bail, Context as _, Result};
use farrier_codegen::model::{Kind, Node, ShapeIx};
use farrier_conformance::json::Json;
use farrier_print::format_items;
use proc_macro2::{Ident, Span, TokenStream as Tokens};
use quote::quote;
use serde_json::Value;

use super::expected::Expected;
use super::models::{Case, Model, OperationInput};
use super::Tally;
use crate::conformance::build::Built;
use crate::conformance::client::{self, Client};
use crate::conformance::tables::Tables;
use crate::conformance::workspace::{Package, Workspace};
use crate::conformance::{data, results};

/// A generated test, or the reason why there is none.
struct Written {
    /// Name of the test, as libtest prints it.
    name: String,
    /// Name of the case in the table of expected failures.
    case: String,
    /// Built-in parameters for which the client has no setting.
    missing: Vec<String>,
}

/// Runs every case that has a call. Returns the number of clients.
///
/// # Errors
/// Clients that are not generated, or tests that do not compile.
pub(super) fn run(models: &[Model<'_>], table: &Expected, tally: &mut Tally) -> Result<usize> {
    let workspace = Workspace::new("endpoints");
    let (mut packages, mut written) = (Vec::new(), Vec::new());
    for model in models.iter().filter(|model| !operations(model).is_empty()) {
        packages.push(package(model, &workspace, &mut written)?);
    }
    workspace.write(&packages)?;
    eprintln!("building {} clients and their tests", packages.len());
    if let Built::Without(modules) = workspace.build_tests()? {
        bail!("the tests do not compile: {modules:?}");
    }
    let mut outcomes = results::parse(&workspace.run_tests(None)?);
    for test in written {
        let outcome = match (test.missing.first(), outcomes.remove(&test.name)) {
            (Some(name), _) => Err(format!("the client has no setting for {name}")),
            (None, Some(outcome)) => outcome.map_err(|findings| findings.join("; ")),
            (None, None) => Err("the test did not run".to_owned()),
        };
        tally.note(test.name, outcome, || {
            let reasons = (test.missing.iter()).filter_map(|name| table.of_built_in(name));
            let mut reasons: Vec<&str> = reasons.collect();
            reasons.pop().or_else(|| table.of_client_case(&test.case))
        });
    }
    Ok(packages.len())
}

fn operations<'a>(model: &'a Model<'_>) -> BTreeSet<&'a str> {
    let inputs = (model.cases.iter()).flat_map(|case| &case.operation_inputs);
    inputs.map(|input| input.operation_name.as_str()).collect()
}

/// Generates a client with only these operations, and its tests.
fn package(
    model: &Model<'_>,
    workspace: &Workspace,
    written: &mut Vec<Written>,
) -> Result<Package> {
    let (namespace, _) = model.service.split_once('#').unwrap_or_default();
    let name = namespace.rsplit('.').next().unwrap_or(namespace).to_owned();
    let path = format!("models/{name}.json");
    workspace.put(&path, &String::from_utf8_lossy(model.text))?;
    let own = data::Model {
        name,
        path: workspace.root.join(path),
        operations: Some(operations(model).into_iter().map(str::to_owned).collect()),
    };
    eprintln!("generating {}", own.name);
    let client = client::write(&own, &own.path, &workspace.root, &Tables::default());
    let client = client.map_err(|problems| anyhow!("{}: {problems}", own.name))?;
    let mut tests = vec![prelude(&client)];
    for (index, case) in model.cases.iter().enumerate() {
        for (position, input) in case.operation_inputs.iter().enumerate() {
            let id = format!("case_{index}_{position}");
            let (test, missing) = test(&client, namespace, case, input, &id)
                .with_context(|| format!("{}::{id}", own.name))?;
            tests.push(test);
            written.push(Written {
                name: format!("{}::{id}", own.module()),
                case: format!("{}/{index}", model.service),
                missing,
            });
        }
    }
    let tests: Vec<_> = tests.into_iter().map(Into::into).collect();
    let formatted = format_items(&tests)?;
    Ok(Package {
        folder: own.name.clone(),
        name: own.package(),
        has_sigv4a: client.has_sigv4a(),
        module: own.module(),
        tests: formatted.text,
    })
}

fn prelude(client: &Client) -> Tokens {
    let krate: Tokens = client.krate.package.crate_name.parse().unwrap_or_default();
    quote!(use #krate as sdk;)
}

/// Returns the test of one call, and the built-in parameters that it cannot set.
fn test(
    client: &Client,
    namespace: &str,
    case: &Case,
    input: &OperationInput,
    id: &str,
) -> Result<(Tokens, Vec<String>)> {
    let shape = format!("{namespace}#{}", input.operation_name);
    let (operation, lowered) = client
        .operation(&shape)
        .with_context(|| format!("the client has no operation {shape}"))?;
    let params = Json::parse(&input.operation_params.to_string()).map_err(anyhow::Error::msg)?;
    let mut entries = params.entries().to_vec();
    fill_url(client, operation.input, &mut entries);
    let setters = client.setters(&lowered.input, operation.input, &entries)?;
    let mut missing = Vec::new();
    let mut settings = Tokens::new();
    for (name, value) in &input.built_in_params {
        match built_in(client, name, value) {
            Some(setting) => settings.extend(setting),
            None => missing.push(name.clone()),
        }
    }
    for (name, value) in &input.client_params {
        let setting = own_setting(client, name, value);
        settings.extend(setting.with_context(|| format!("the client has no setting {name}"))?);
    }
    let (name, method) = (Ident::new(id, Span::call_site()), &lowered.method);
    let expect = case.expect.to_string();
    let prefixed = lowered.traits.host_prefix.is_some();
    let test = quote! {
        #[tokio::test]
        async fn #name() -> farrier_conformance::Outcome {
            let wire = farrier_conformance::Wire::silent();
            let probe = farrier_conformance::endpoint::Probe::default();
            let config = sdk::Config::builder()
                .behavior_version(sdk::config::BehaviorVersion::latest())
                .credentials_provider(farrier_conformance::values::credentials())
                .retry_config(sdk::config::retry::RetryConfig::disabled())
                .http_client(wire.clone())
                .interceptor(probe.clone())
                #settings
                .build();
            let call = sdk::Client::from_conf(config).#method() #setters;
            let outcome = match call.send().await {
                Ok(_) => String::new(),
                Err(error) => sdk::error::DisplayErrorContext(error).to_string(),
            };
            farrier_conformance::endpoint::check(#expect, #prefixed, &probe, &wire, &outcome);
            Ok(())
        }
    };
    Ok((test, missing))
}

/// Sets members in the URL that the case leaves out, because a request needs them. Members that set an endpoint
/// parameter are not changed.
fn fill_url(client: &Client, input: ShapeIx, entries: &mut Vec<(String, Json)>) {
    let model = &client.prepared.model;
    for member in model.members(input) {
        let traits = &member.traits;
        let in_url = traits.http_label || traits.required && traits.http_query.is_some();
        let is_given = entries.iter().any(|(name, _)| *name == member.name);
        if !in_url || is_given || traits.context_param.is_some() {
            continue;
        }
        let kind = &model.shape(member.target).kind;
        let value = match kind {
            Kind::String | Kind::Enum(_) => Json::String("x".to_owned()),
            Kind::Boolean => Json::Bool(true),
            kind if kind.is_number() => Json::Number("1".to_owned()),
            _ => continue,
        };
        entries.push((member.name.clone(), value));
    }
}

/// Returns the setting of a built-in parameter; empty if the value is the default.
fn built_in(client: &Client, name: &str, value: &Value) -> Option<Tokens> {
    let (text, flag) = (value.as_str(), value.as_bool());
    Some(match (name, text, flag) {
        ("AWS::Region", Some(text), _) => quote!(.region(sdk::config::Region::new(#text))),
        ("AWS::UseFIPS", _, Some(flag)) => quote!(.use_fips(#flag)),
        ("AWS::UseDualStack", _, Some(flag)) => quote!(.use_dual_stack(#flag)),
        ("SDK::Endpoint", Some(text), _) => quote!(.endpoint_url(#text)),
        ("AWS::Auth::AccountId", Some(text), _) => {
            quote!(.credentials_provider(farrier_conformance::values::credentials_of(#text)))
        }
        ("AWS::Auth::AccountIdEndpointMode", Some(text), _) => {
            quote!(.account_id_endpoint_mode(#text.parse().expect("a mode")))
        }
        _ => {
            let (parameter, default) = parameter(client, name)?;
            let setting = own_setting(client, parameter, value);
            setting.or_else(|| (default == flag).then(Tokens::new))?
        }
    })
}

/// Returns the parameter of a built-in, and its default if that is a boolean.
fn parameter<'a>(client: &'a Client, built_in: &str) -> Option<(&'a str, Option<bool>)> {
    let rules = client.prepared.service.endpoint_rules.as_ref()?;
    let parameters = rules.document.get("parameters").and_then(Node::as_object)?;
    let is_it =
        |(_, node): &&(String, Node)| node.get("builtIn").and_then(Node::as_str) == Some(built_in);
    let (name, node) = parameters.iter().find(is_it)?;
    Some((name, node.get("default").and_then(Node::as_bool)))
}

/// Returns a setting of the service.
fn own_setting(client: &Client, parameter: &str, value: &Value) -> Option<Tokens> {
    let mut own = client.krate.endpoint.settings.iter();
    let method = &own.find(|one| one.rule_name == parameter)?.name;
    Some(match value {
        Value::Bool(value) => quote!(.#method(#value)),
        Value::String(text) => quote!(.#method(#text)),
        _ => return None,
    })
}
