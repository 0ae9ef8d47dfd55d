//! Tests of event streams. Each makes one call and checks its request, or receives its response.

use anyhow::{bail, Context as _, Result};
use farrier_codegen::ir::{self, Field, Name, Structure, Type};
use farrier_codegen::model::{Kind, Member, ShapeIx};
use farrier_codegen::prepare::Operation;
use farrier_conformance::json::Json;
use proc_macro2::TokenStream as Tokens;
use quote::quote;

use super::cases::Case;
use super::client::Client;
use super::config;
use super::tests::{comparisons, operation};

/// Generates the body of the test.
pub(super) fn test(client: &Client, case: &Case) -> Result<Tokens> {
    let (operation, lowered) = operation(client, case)?;
    let setters = input(client, case, operation, lowered)?;
    let config = config::calls(client, case)?;
    let (text, method) = (case.value.to_string(), &lowered.method);
    let is_request =
        case.value.get("initialRequest").is_some() || !events(case, "request").is_empty();
    let end = if is_request {
        quote! {
            let outcome = match outcome {
                Ok(_) => String::new(),
                Err(error) => sdk::error::DisplayErrorContext(error).to_string(),
            };
            test.check_request(wire.captured(), &outcome);
        }
    } else {
        received(client, case, operation, lowered)?
    };
    Ok(quote! {
        let test = farrier_conformance::EventTest::parse(#text);
        let wire = test.wire();
        let config = config(&wire, "https://example.com".to_owned())#config.build();
        let outcome = sdk::Client::from_conf(config).#method()#setters.send().await;
        #end
    })
}

/// Generates the setters of the input: its members, and the stream with the test's events.
fn input(
    client: &Client,
    case: &Case,
    operation: &Operation,
    lowered: &ir::Operation,
) -> Result<Tokens> {
    let initial = case.value.get("initialRequestParams");
    let initial = initial.map_or(&[][..], Json::entries);
    let mut setters = client.setters(&lowered.input, operation.input, initial)?;
    let Some((member, field)) = stream(client, operation.input, &lowered.input) else {
        return Ok(setters);
    };
    let Type::EventSender(union, errors) = &field.ty else {
        bail!("the input's stream sends no events");
    };
    let mut items = Vec::new();
    for event in events(case, "request") {
        let params = event.get("params").context("an event without parameters")?;
        let Sent { value, kind } = client.event(union, errors, member.target, params)?;
        items.push(match kind {
            Event::Error(..) => quote!(Err(#value)),
            Event::Event => quote!(Ok(#value)),
        });
    }
    let set = &field.set_name;
    setters.extend(quote! {
        .#set(Some(farrier_conformance::values::stream(vec![#(#items),*]).into()))
    });
    Ok(setters)
}

/// Generates the response: an output with events, or a failure.
fn received(
    client: &Client,
    case: &Case,
    operation: &Operation,
    lowered: &ir::Operation,
) -> Result<Tokens> {
    let failure = case
        .value
        .get("expectation")
        .and_then(|one| one.get("failure"));
    let found = stream(client, operation.output, &lowered.output);
    let expected = events(case, "response");
    match failure {
        Some(failure) if expected.is_empty() => Ok(refused(client, lowered, failure)),
        Some(failure) => {
            let (member, field) = found.context("the output has no stream")?;
            broken(client, member, field, failure, &expected)
        }
        None => {
            let members = initial(client, case, operation, lowered)?;
            let events = match found {
                Some((member, field)) => arriving(client, member, field, &expected)?,
                None => Tokens::new(),
            };
            Ok(quote! {
                let mut actual = match outcome {
                    Ok(actual) => actual,
                    Err(error) => farrier_conformance::stop(
                        format!("the call failed: {}", sdk::error::DisplayErrorContext(error)),
                    ),
                };
                let mut findings = farrier_conformance::Findings::default();
                #members
                #events
                findings.finish();
            })
        }
    }
}

/// Generates a call that fails, with the error that the test names or with any error of the service.
fn refused(client: &Client, lowered: &ir::Operation, failure: &Json) -> Tokens {
    let (module, set) = (&lowered.module, &lowered.error);
    let is_it = match variant(client, failure) {
        Some(name) => quote!(matches!(&error, sdk::operation::#module::#set::#name(_))),
        None => quote!(true),
    };
    quote! {
        let error = match outcome {
            Err(sdk::error::SdkError::ServiceError(error)) => error.into_err(),
            Err(other) => farrier_conformance::stop(
                format!("no error of the service: {}", sdk::error::DisplayErrorContext(other)),
            ),
            Ok(output) => farrier_conformance::stop(format!("no error, but {output:?}")),
        };
        let mut findings = farrier_conformance::Findings::default();
        if !#is_it {
            findings.add(format!("another error: {error:?}"));
        }
        findings.finish();
    }
}

/// Generates a receive that fails, with the error that the test names. Without a name, the call may also fail.
fn broken(
    client: &Client,
    member: &Member,
    field: &Field,
    failure: &Json,
    expected: &[&Json],
) -> Result<Tokens> {
    let Type::EventReceiver(union, errors) = &field.ty else {
        bail!("the output's stream receives no events");
    };
    let name = &field.name;
    let params = expected.first().and_then(|event| event.get("params"));
    let judged = match (failure.get("errorId"), params) {
        (None, _) => quote!(drop(error);),
        (Some(_), None) => bail!("an error without parameters"),
        (Some(_), Some(params)) => {
            let event = client.event(union, errors, member.target, params)?;
            let Event::Error(ix, structure) = event.kind else {
                bail!("the event is not an error");
            };
            let (variant, value) = (&structure.name, event.value);
            let comparisons = comparisons(client, ix, structure);
            quote! {
                let error = match error {
                    sdk::error::SdkError::ServiceError(error) => error.into_err(),
                    other => farrier_conformance::stop(format!("no error of the service: {other:?}")),
                };
                let sdk::types::error::#errors::#variant(expected) = #value else {
                    farrier_conformance::stop("the test expects another variant");
                };
                match error {
                    sdk::types::error::#errors::#variant(actual) => { #comparisons }
                    other => findings.add(format!("another error: {other:?}")),
                }
            }
        }
    };
    let refused = match failure.get("errorId") {
        None => quote!(return Ok(());),
        Some(_) => quote! {
            farrier_conformance::stop(
                format!("the call failed: {}", sdk::error::DisplayErrorContext(error)),
            )
        },
    };
    Ok(quote! {
        let mut actual = match outcome {
            Ok(actual) => actual,
            Err(error) => { #refused }
        };
        let mut findings = farrier_conformance::Findings::default();
        match actual.#name.recv().await {
            Ok(event) => findings.add(format!("no failure, but {event:?}")),
            Err(error) => { #judged }
        }
        findings.finish();
    })
}

/// Generates the members other than the stream.
fn initial(
    client: &Client,
    case: &Case,
    operation: &Operation,
    lowered: &ir::Operation,
) -> Result<Tokens> {
    let params = case.value.get("initialResponseParams");
    let mut comparisons = Tokens::new();
    for (wire, value) in params.map_or(&[][..], Json::entries) {
        let mut fields = client.fields(operation.output, &lowered.output);
        let found = fields.find(|(member, _)| member.name == *wire);
        let (member, field) = found.with_context(|| format!("no member {wire}"))?;
        let value = client.value(&field.ty, member.target, value)?;
        let value = if field.optional {
            quote!(Some(#value))
        } else {
            value
        };
        let name = &field.name;
        comparisons.extend(quote!(findings.equal(#wire, &#value, &actual.#name);));
    }
    Ok(comparisons)
}

/// Generates code that receives the test's events and the end of the stream.
fn arriving(client: &Client, member: &Member, field: &Field, expected: &[&Json]) -> Result<Tokens> {
    let Type::EventReceiver(union, errors) = &field.ty else {
        bail!("the output's stream receives no events");
    };
    let name = &field.name;
    let mut all = Tokens::new();
    for (position, event) in expected.iter().enumerate() {
        let params = event.get("params").context("an event without parameters")?;
        let value = client.event(union, errors, member.target, params)?.value;
        let what = format!("event {position}");
        all.extend(quote! {
            match actual.#name.recv().await {
                Ok(event) => findings.equal(#what, &Some(#value), &event),
                Err(error) => findings.add(
                    format!("{}: {}", #what, sdk::error::DisplayErrorContext(error)),
                ),
            }
        });
    }
    all.extend(quote! {
        match actual.#name.recv().await {
            Ok(None) => {}
            Ok(event) => findings.add(format!("more than expected: {event:?}")),
            Err(error) => findings.add(
                format!("at the end: {}", sdk::error::DisplayErrorContext(error)),
            ),
        }
    });
    Ok(all)
}

/// An event as an expression, and its kind.
struct Sent<'a> {
    value: Tokens,
    kind: Event<'a>,
}

/// Kind of a member of a union of events in the crate.
enum Event<'a> {
    /// A variant of the union.
    Event,
    /// A variant of the stream's error type, and its shape.
    Error(ShapeIx, &'a Structure),
}

impl Client {
    /// Generates an event of the union, or an error of the stream. Errors are members of the union in the model, and
    /// variants of an error enum in the crate.
    fn event(&self, union: &Name, errors: &Name, ix: ShapeIx, params: &Json) -> Result<Sent<'_>> {
        let [(name, value)] = params.entries() else {
            bail!("an event has one member");
        };
        let all = self.prepared.event_unions.get(&ix);
        let mut all = all.into_iter().flat_map(|events| &events.errors);
        let Some(member) = all.find(|member| member.name == *name) else {
            let (value, kind) = (self.union_value(union, ix, params)?, Event::Event);
            return Ok(Sent { value, kind });
        };
        let structure = self.error_structure(member.target);
        let structure = structure.with_context(|| format!("no error {name}"))?;
        let path = quote!(sdk::types::error);
        let value = self.structure_value(&path, structure, member.target, value.entries())?;
        let variant = &structure.name;
        Ok(Sent {
            value: quote!(sdk::types::error::#errors::#variant(#value)),
            kind: Event::Error(member.target, structure),
        })
    }
}

/// Returns the member of a structure that is an event stream.
fn stream<'a>(
    client: &'a Client,
    ix: ShapeIx,
    structure: &'a Structure,
) -> Option<(&'a Member, &'a Field)> {
    let is_union = |member: &Member| {
        matches!(
            client.prepared.model.shape(member.target).kind,
            Kind::Union(_)
        )
    };
    let position = structure.stream?;
    let found = client.fields(ix, structure).nth(position);
    found.filter(|(member, _)| is_union(member))
}

/// Returns the variant of the error that a failure names.
fn variant<'a>(client: &'a Client, failure: &Json) -> Option<&'a Name> {
    let id = failure.get("errorId")?.text()?;
    let errors = client.prepared.errors.iter();
    let mut errors = errors.filter(|ix| client.prepared.model.shape(**ix).id.to_string() == id);
    Some(&client.error_structure(*errors.next()?)?.name)
}

/// Returns the test's events of one direction.
fn events<'a>(case: &'a Case, direction: &str) -> Vec<&'a Json> {
    let events = case.value.get("events").map_or(&[][..], Json::items);
    let is_it = |event: &&Json| event.get("type").and_then(Json::text) == Some(direction);
    events.iter().filter(is_it).collect()
}
