//! The tests of a model, read from its traits.

use std::collections::BTreeSet;
use std::fmt;

use anyhow::{anyhow, Context as _, Result};
use farrier_conformance::json::Json;

use super::data::Model;
use super::digits;
use crate::files::read as read_file;

/// Kind of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// `smithy.test#httpRequestTests`
    Request,
    /// `smithy.test#httpResponseTests` of an operation.
    Response,
    /// `smithy.test#httpResponseTests` of an error.
    Error,
    /// `smithy.test#eventStreamTests`
    Events,
}

impl Kind {
    /// Returns the module of the generated tests, which is part of a test's name.
    pub(super) fn module(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Error => "error",
            Self::Events => "events",
        }
    }
}

/// Unique name of a test, used in output and generated code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// Module of the model.
    pub(super) module: String,
    /// Kind of the test.
    pub(super) kind: Kind,
    /// Id of the test, with the shape's name if another test of the same kind has the id.
    pub(super) id: String,
}

/// Formats the name as libtest prints it.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}::{}", self.module, self.kind.module(), self.id)
    }
}

/// One test.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// Name of the test.
    pub(super) name: Name,
    /// Absolute id of the operation or error that has the test.
    pub(super) shape: String,
    /// Absolute id of the protocol.
    pub(super) protocol: String,
    /// The whole value of the trait.
    pub(super) value: Json,
}

impl Case {
    /// Returns an error for unsupported assertions, so that none is ignored silently.
    pub(super) fn known(&self) -> Result<()> {
        const OF_ALL: [&str; 7] = [
            "id",
            "documentation",
            "protocol",
            "tags",
            "appliesTo",
            "vendorParams",
            "vendorParamsShape",
        ];
        let of_kind: &[&str] = match self.name.kind {
            Kind::Request => &[
                "method",
                "host",
                "resolvedHost",
                "uri",
                "queryParams",
                "forbidQueryParams",
                "requireQueryParams",
                "headers",
                "forbidHeaders",
                "requireHeaders",
                "body",
                "bodyMediaType",
                "params",
            ],
            // Forbidden headers of a response are for servers.
            Kind::Response | Kind::Error => &[
                "code",
                "headers",
                "forbidHeaders",
                "requireHeaders",
                "body",
                "bodyMediaType",
                "params",
            ],
            Kind::Events => &[
                "initialRequest",
                "initialRequestParams",
                "initialRequestShape",
                "initialResponse",
                "initialResponseParams",
                "initialResponseShape",
                "events",
                "expectation",
            ],
        };
        let is_known = |key: &str| OF_ALL.contains(&key) || of_kind.contains(&key);
        match self.value.entries().iter().find(|(key, _)| !is_known(key)) {
            Some((key, _)) => Err(anyhow!("the harness does not check `{key}`")),
            None => Ok(()),
        }
    }

    /// Returns the members that the test sets.
    pub(super) fn params(&self) -> &[(String, Json)] {
        self.value.get("params").map_or(&[], Json::entries)
    }
}

/// The tests of one model.
#[derive(Debug, Default)]
pub(super) struct Cases {
    /// Tests for clients, in the order of the file.
    pub(super) client: Vec<Case>,
    /// Number of tests for servers only.
    pub(super) server: usize,
    /// Number of parameters whose lost digits were restored.
    pub(super) restored: usize,
}

/// Reads the tests of a model.
///
/// # Errors
/// A file that cannot be read, is not JSON, or has a test without an id.
pub(super) fn read(model: &Model) -> Result<Cases> {
    let place = model.path.display();
    let text = read_file(&model.path)?;
    let document = Json::parse(&text).map_err(|error| anyhow!("{place}: {error}"))?;
    let shapes = document.get("shapes").map_or(&[][..], Json::entries);
    let mut cases = Cases::default();
    let mut taken = BTreeSet::new();
    for (shape, definition) in shapes {
        let traits = definition.get("traits").map_or(&[][..], Json::entries);
        let is_error = (traits.iter()).any(|(id, _)| id == "smithy.api#error");
        for (id, tests) in traits {
            let kind = match id.as_str() {
                "smithy.test#httpRequestTests" => Kind::Request,
                "smithy.test#httpResponseTests" if is_error => Kind::Error,
                "smithy.test#httpResponseTests" => Kind::Response,
                "smithy.test#eventStreamTests" => Kind::Events,
                _ => continue,
            };
            for test in tests.items() {
                let (test, restored) = digits::restored(test);
                let test = &test;
                let case = case(model, kind, shape, test, &mut taken);
                match case.with_context(|| format!("{place}: {shape} has a test without an id"))? {
                    _ if is_for_servers(test) => cases.server += 1,
                    case => {
                        cases.client.push(case);
                        cases.restored += restored;
                    }
                }
            }
        }
    }
    Ok(cases)
}

fn is_for_servers(test: &Json) -> bool {
    test.get("appliesTo").and_then(Json::text) == Some("server")
}

fn case(
    model: &Model,
    kind: Kind,
    shape: &str,
    test: &Json,
    taken: &mut BTreeSet<Name>,
) -> Option<Case> {
    let id = test.get("id")?.text()?;
    let mut name = Name {
        module: model.module(),
        kind,
        id: id.to_owned(),
    };
    if !taken.insert(name.clone()) {
        let (_, shape) = shape.rsplit_once('#').unwrap_or(("", shape));
        name.id = format!("{id}_{shape}");
        taken.insert(name.clone());
    }
    Some(Case {
        name,
        shape: shape.to_owned(),
        protocol: test.get("protocol")?.text()?.to_owned(),
        value: test.clone(),
    })
}
