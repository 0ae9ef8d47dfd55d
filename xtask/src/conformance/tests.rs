//! Generates tests that use a generated crate like a program.

use anyhow::{anyhow, bail, Context as _, Result};
use farrier_codegen::emit::example_setters;
use farrier_codegen::ir::{self, Field, Type};
use farrier_codegen::model::ShapeIx;
use farrier_codegen::prepare::Operation;
use farrier_conformance::json::Json;
use farrier_print::format_items;
use proc_macro2::{Ident, Span, TokenStream as Tokens};
use quote::quote;

use super::cases::{Case, Kind};
use super::client::Client;
use super::{config, events};

/// Generates the file with the tests of one model.
///
/// # Errors
/// Code that does not parse, which is a bug of this program.
pub(super) fn file(client: &Client, cases: &[Case]) -> Result<String> {
    let krate: Tokens = client.krate.package.crate_name.parse().unwrap_or_default();
    let mut items = vec![quote!(use #krate as sdk;), config::function(client)];
    for kind in [Kind::Request, Kind::Response, Kind::Error, Kind::Events] {
        let of_kind: Vec<&Case> = (cases.iter()).filter(|one| one.name.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let module = Ident::new(kind.module(), Span::call_site());
        let tests = of_kind.into_iter().map(|case| test(client, case));
        items.push(quote! {
            mod #module {
                use super::{config, sdk};
                #(#tests)*
            }
        });
    }
    let items: Vec<_> = items.into_iter().map(Into::into).collect();
    Ok(format_items(&items)?.text)
}

/// Generates one test. If it cannot be generated, the test fails with the reason.
fn test(client: &Client, case: &Case) -> Tokens {
    let write = match case.name.kind {
        Kind::Request => request,
        Kind::Response => response,
        Kind::Error => error,
        Kind::Events => events::test,
    };
    let body = case.known().and_then(|()| write(client, case));
    let body = body.unwrap_or_else(|problem| {
        let what = format!("the test cannot be written: {problem:#}");
        quote!(farrier_conformance::stop(#what);)
    });
    let name = Ident::new(&case.name.id, Span::call_site());
    quote! {
        #[tokio::test]
        async fn #name() -> farrier_conformance::Outcome {
            #body
            Ok(())
        }
    }
}

fn request(client: &Client, case: &Case) -> Result<Tokens> {
    let (operation, lowered) = operation(client, case)?;
    let setters = client.setters(&lowered.input, operation.input, case.params())?;
    let config = config::calls(client, case)?;
    let (text, method) = (case.value.to_string(), &lowered.method);
    let params = Json::Object(case.params().to_vec());
    let maps = (client.has_wide_map(operation.input, &params)).then(|| quote!(.with_maps()));
    let overriding = config::overriding(client, case)?;
    Ok(quote! {
        let test = farrier_conformance::RequestTest::parse(#text)#maps;
        let wire = farrier_conformance::Wire::silent();
        let config = config(&wire, test.endpoint())#config.build();
        let call = sdk::Client::from_conf(config).#method()#setters #overriding;
        let outcome = match call.send().await {
            Ok(_) => String::new(),
            Err(error) => sdk::error::DisplayErrorContext(error).to_string(),
        };
        test.check(wire.captured(), &outcome);
    })
}

fn response(client: &Client, case: &Case) -> Result<Tokens> {
    let (operation, lowered) = operation(client, case)?;
    let module = &lowered.module;
    let path = quote!(sdk::operation::#module);
    let output = (client, operation.output, &lowered.output);
    let expected = client.structure_value(&path, output.2, output.1, case.params())?;
    let comparisons = comparisons(output.0, output.1, output.2);
    let call = answered(client, case, lowered)?;
    Ok(quote! {
        #call
        let actual = match outcome {
            Ok(actual) => actual,
            Err(error) => farrier_conformance::stop(
                format!("the call failed: {}", sdk::error::DisplayErrorContext(error)),
            ),
        };
        let expected = #expected;
        let mut findings = farrier_conformance::Findings::default();
        #comparisons
        findings.finish();
    })
}

/// Generates an error test. It uses the first operation with the error, because reading does not depend on the
/// operation.
fn error(client: &Client, case: &Case) -> Result<Tokens> {
    let found = client.error(&case.shape);
    let (_, lowered, ix) = found.context("no operation of the client ends with this error")?;
    let structure = client
        .error_structure(ix)
        .context("the crate lacks the error")?;
    let path = quote!(sdk::types::error);
    let expected = client.structure_value(&path, structure, ix, case.params())?;
    let comparisons = comparisons(client, ix, structure);
    let call = answered(client, case, lowered)?;
    let facts = case
        .value
        .get("vendorParams")
        .map(error_facts)
        .transpose()?;
    let (module, set, variant) = (&lowered.module, &lowered.error, &structure.name);
    Ok(quote! {
        #call
        let error = match outcome {
            Err(sdk::error::SdkError::ServiceError(error)) => error.into_err(),
            Err(other) => farrier_conformance::stop(
                format!("no error of the service: {}", sdk::error::DisplayErrorContext(other)),
            ),
            Ok(output) => farrier_conformance::stop(format!("no error, but {output:?}")),
        };
        let mut findings = farrier_conformance::Findings::default();
        #facts
        match &error {
            sdk::operation::#module::#set::#variant(actual) => {
                let expected = #expected;
                #comparisons
            }
            other => findings.add(format!("another error: {other:?}")),
        }
        findings.finish();
    })
}

/// `aws.protocoltests.config#ErrorCodeParams`
fn error_facts(params: &Json) -> Result<Tokens> {
    let mut facts = Tokens::new();
    for (name, value) in params.entries() {
        let value = value
            .text()
            .context("a fact of an error that is not a string")?;
        let found = match name.as_str() {
            "code" => quote!(meta.code()),
            "type" => quote!(meta.extra("type")),
            _ => bail!("the harness does not know the error's {name}"),
        };
        facts.extend(quote!(findings.equal(#name, &Some(#value), &#found);));
    }
    Ok(quote! {
        let meta = sdk::error::ProvideErrorMetadata::meta(&error);
        #facts
    })
}

/// Generates a call that receives the test's response. Its input has a value for every required member, as in the
/// operation's example.
pub(super) fn answered(client: &Client, case: &Case, lowered: &ir::Operation) -> Result<Tokens> {
    let crate_name = &client.krate.package.crate_name;
    let setters = example_setters(&lowered.example, crate_name).join("\n");
    let setters: Tokens = (setters.parse()).map_err(|_| anyhow!("no Rust: {setters}"))?;
    let config = config::calls(client, case)?;
    let (text, method) = (case.value.to_string(), &lowered.method);
    Ok(quote! {
        let test = farrier_conformance::ResponseTest::parse(#text);
        let wire = test.wire();
        let config = config(&wire, "https://example.com".to_owned())#config.build();
        let outcome = sdk::Client::from_conf(config).#method()#setters.send().await;
    })
}

/// Generates the comparison of `expected` and `actual`, member by member.
pub(super) fn comparisons(client: &Client, ix: ShapeIx, structure: &ir::Structure) -> Tokens {
    let mut all = Tokens::new();
    for (member, Field { name, ty, .. }) in client.fields(ix, structure) {
        let wire = &member.name;
        all.extend(match ty {
            Type::ByteStream => quote! {
                let bytes = farrier_conformance::values::collect(expected.#name).await?;
                let found = farrier_conformance::values::collect(actual.#name).await?;
                findings.equal(#wire, &bytes, &found);
            },
            ty if can_be_nan(ty) => {
                quote!(findings.member(#wire, &expected.#name, &actual.#name);)
            }
            _ => quote!(findings.equal(#wire, &expected.#name, &actual.#name);),
        });
    }
    if all.is_empty() {
        quote!(let _ = (&expected, &actual);)
    } else {
        all
    }
}

/// Returns whether the type itself contains floats, outside structures.
fn can_be_nan(ty: &Type) -> bool {
    match ty {
        Type::F32 | Type::F64 => true,
        Type::List(inner) | Type::Sparse(inner) => can_be_nan(inner),
        Type::Map(ir::MapKey::String, inner) => can_be_nan(inner),
        _ => false,
    }
}

pub(super) fn operation<'a>(
    client: &'a Client,
    case: &Case,
) -> Result<(&'a Operation, &'a ir::Operation)> {
    let found = client.operation(&case.shape);
    found.with_context(|| format!("the client has no operation {}", case.shape))
}
