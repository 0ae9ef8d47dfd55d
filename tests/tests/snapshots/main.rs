//! A snapshot for each operation of the three services, for review: what a program sees of it, what it sends, and what
//! it makes of a response.
//!
//! Nothing here is written for one operation. The trees come from the records of the generated crates, the values from
//! the models, and the list of operations from `build.rs`.

mod fill;
mod tree;

use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};
use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use aws_types::SdkConfig;
use farrier_tests::model::Model;
use farrier_tests::sdk;
use farrier_tests::server::{Request, Server};
use farrier_tests::service::{self, Service, BENEFITS, ENTITLEMENT, REVENUE};
use farrier_tests::wire::Format;
use insta::assert_snapshot;
use serde::de::DeserializeOwned;
use similar::TextDiff;

use fill::{variants, Filler, Form};
use tree::Crate;

/// A service, and what its snapshots are made of.
struct Subject {
    folder: &'static str,
    service: &'static Service,
    model: Model,
    record: Crate,
}

/// A test for each operation of a service.
macro_rules! service {
    ($module:ident, $service:ident, $folder:literal: $($method:ident $name:ident,)+) => {
        mod $module {
            use super::*;

            pub(super) static SUBJECT: LazyLock<Subject> = LazyLock::new(|| Subject {
                folder: $folder,
                service: &$service,
                model: Model::new(
                    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../models/", $folder, ".json")),
                    $service.namespace,
                ),
                record: Crate::read($folder),
            });

            $(
                #[tokio::test]
                async fn $method() {
                    use sdk::$module::operation::$method::$name;
                    let operation = Operation {
                        subject: &SUBJECT,
                        method: stringify!($method),
                        name: stringify!($name),
                    };
                    let call = |config: SdkConfig, input| {
                        $name::call(&sdk::$module::Client::new(&config), input).send()
                    };
                    operation.check(call).await;
                }
            )+
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/operations.rs"));

struct Operation {
    subject: &'static Subject,
    /// `get_city`
    method: &'static str,
    /// `GetCity`
    name: &'static str,
}

impl Operation {
    /// Calls the operation once for each variant of the unions that it can take or give, and compares the snapshot.
    async fn check<I, O, E, F>(&self, call: impl Fn(SdkConfig, I) -> F)
    where
        I: DeserializeOwned,
        O: Debug,
        E: Debug,
        F: Future<Output = Result<O, E>>,
    {
        let Subject { model, record, .. } = self.subject;
        let shapes = [model.input(self.name), model.output(self.name)];
        let rounds = shapes.map(|shape| variants(model, shape)).into_iter().max();
        let mut sent = Vec::new();
        let mut parsed = Vec::new();
        for variant in 0..rounds.unwrap_or(1) {
            let (request, output) = self.round(variant, &call).await;
            sent.push(wire(self.subject.service.format, &request));
            parsed.push(format!("{output:#?}\n"));
        }
        let tree = record.operation(self.method, self.name);
        let text = format!(
            "{tree}\nthe request on the wire\n\n{}\nthe parsed response\n\n{}",
            all(&sent),
            all(&parsed)
        );
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(snapshots().join(self.subject.folder));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| assert_snapshot!(self.method, text));
    }

    /// Sends the full input, and returns the request and what is made of the full output.
    async fn round<I, O, E, F>(
        &self,
        variant: usize,
        call: impl Fn(SdkConfig, I) -> F,
    ) -> (Request, O)
    where
        I: DeserializeOwned,
        O: Debug,
        E: Debug,
        F: Future<Output = Result<O, E>>,
    {
        let Subject { model, service, .. } = self.subject;
        let filler = |form| Filler {
            model,
            form,
            variant,
        };
        let input = filler(Form::Serde).structure(model.input(self.name));
        let input = serde_json::from_value(input).expect("inputs read what the model has");
        let output = filler(Form::Wire(service.format)).structure(model.output(self.name));
        let server = Server::script([service.response(&output)]).await;
        let output = call(service::config(&server.url()).build(), input).await;
        (server.only_request(), output.expect("an output"))
    }
}

/// Prints the first text, and of the others what is different.
fn all(texts: &[String]) -> String {
    let mut all = texts[0].clone();
    for other in texts[1..].iter().filter(|other| **other != texts[0]) {
        all.push_str("\nor\n\n");
        let diff = TextDiff::from_lines(&texts[0], other);
        // Without line numbers: what is added before a union does not change them.
        for hunk in diff.unified_diff().context_radius(1).iter_hunks() {
            all.push_str("...\n");
            for change in hunk.iter_changes() {
                let _ = write!(all, "{}{}", change.tag(), change.value());
            }
        }
    }
    all
}

/// Headers that are other ones in each run, with each body, or with the features that signing has. Signatures are
/// verified in other tests.
const CHANGING: [&str; 11] = [
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "content-length",
    "host",
    "user-agent",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-region-set",
    "x-amz-security-token",
    "x-amz-user-agent",
];

/// Prints a request so that it can be read.
fn wire(format: Format, request: &Request) -> String {
    let mut text = format!("{} {}\n", request.method, request.target);
    let mut headers: Vec<_> = request.headers.iter().collect();
    headers.retain(|(name, _)| !CHANGING.contains(&name.as_str()));
    headers.sort();
    for (name, value) in headers {
        let _ = writeln!(text, "{name}: {value}");
    }
    let body = match format {
        Format::RpcV2Cbor => {
            let item = cbor_diag::parse_bytes(&request.body).expect("a body of CBOR");
            item.to_diag_pretty()
        }
        _ => {
            let value: serde_json::Value = serde_json::from_slice(&request.body).expect("JSON");
            format!("{value:#}")
        }
    };
    let _ = writeln!(text, "\n{body}");
    text
}

fn snapshots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

/// A snapshot whose operation is gone, or renamed, goes too.
#[test]
fn every_snapshot_belongs_to_an_operation() {
    for subject in [&entitlement::SUBJECT, &benefits::SUBJECT, &revenue::SUBJECT] {
        let entries =
            fs::read_dir(snapshots().join(subject.folder)).expect("a folder of snapshots");
        let names = entries.map(|entry| entry.expect("readable").path());
        let found: BTreeSet<String> = names
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "snap")
            })
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .collect();
        let expected: BTreeSet<String> = subject.record.operations().map(str::to_owned).collect();
        assert_eq!(found, expected, "{}", subject.folder);
    }
}
