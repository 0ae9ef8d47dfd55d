//! Partner Central Benefits: benefits on offer, applications for them, and what was granted.

mod allocations;
mod application;
mod applications;
mod catalog;
mod status;

use serde_json::{json, Value};

use super::fault::Fault;
use super::http::Payload;
use super::state::State;
use super::tags::{Tagging, Tags};

const ACCOUNT: &str = "123456789012";

/// Everything the service remembers about benefits.
#[derive(Debug, Default)]
pub(crate) struct Store {
    catalog: catalog::Catalog,
    applications: applications::Applications,
    allocations: allocations::Allocations,
    tags: Tags,
}

pub(crate) fn handle(
    state: &mut State,
    operation: &str,
    payload: Payload<'_>,
) -> Result<Vec<u8>, Fault> {
    let now = state.clock.now();
    let Store {
        catalog,
        applications,
        allocations,
        tags,
    } = &mut state.benefits;
    match operation {
        "ListBenefits" => payload.run(unreadable, |i| catalog.list(&i)),
        "GetBenefit" => payload.run(unreadable, |i| catalog.get(&i)),
        "CreateBenefitApplication" => {
            payload.run(unreadable, |i| applications.create(i, catalog, tags, now))
        }
        "GetBenefitApplication" => payload.run(unreadable, |i| applications.get(&i)),
        "ListBenefitApplications" => payload.run(unreadable, |i| applications.list(&i)),
        "UpdateBenefitApplication" => payload.run(unreadable, |i| applications.update(i, now)),
        "AmendBenefitApplication" => payload.run(unreadable, |i| applications.amend(&i, now)),
        "AssociateBenefitApplicationResource" => {
            payload.run(unreadable, |i| applications.associate(&i, now))
        }
        "DisassociateBenefitApplicationResource" => {
            payload.run(unreadable, |i| applications.disassociate(&i, now))
        }
        "ListBenefitAllocations" => payload.run(unreadable, |i| allocations.list(&i)),
        "GetBenefitAllocation" => payload.run(unreadable, |i| allocations.get(&i)),
        "TagResource" => payload.run(unreadable, |i: Tagging| {
            tags.put(&i.resource_arn, i.tags);
            done()
        }),
        "UntagResource" => payload.run(unreadable, |i: Tagging| {
            tags.remove(&i.resource_arn, &i.tag_keys);
            done()
        }),
        "ListTagsForResource" => {
            payload.run(unreadable, |i: Tagging| Ok(tags.list(&i.resource_arn)))
        }
        other => match status::Action::of_operation(other) {
            Some(action) => payload.run(unreadable, |i| applications.take(&i, action, now)),
            None => Err(unknown_operation(other)),
        },
    }
}

fn done() -> Result<Value, Fault> {
    Ok(json!({}))
}

fn unreadable(why: String) -> Fault {
    Fault::invalid("cannotParse", &why, &[])
}

fn unknown_operation(name: &str) -> Fault {
    Fault::invalid(
        "unknownOperation",
        &format!("There is no operation {name}"),
        &[],
    )
}

fn bad_token() -> Fault {
    Fault::invalid("other", "The token is not valid", &[])
}

fn not_found(what: &str, identifier: &str) -> Fault {
    let message = format!("There is no {what} {identifier}");
    Fault::new("ResourceNotFoundException", 400, message)
}

fn conflict(message: impl Into<String>) -> Fault {
    Fault::new("ConflictException", 400, message)
}

/// Whether `wanted` allows `value`: an empty filter allows everything.
fn allows(wanted: &[String], value: &str) -> bool {
    wanted.is_empty() || wanted.iter().any(|w| w == value)
}

/// Whether `wanted` allows one of `values`.
fn allows_any(wanted: &[String], values: &[String]) -> bool {
    wanted.is_empty() || wanted.iter().any(|w| values.contains(w))
}
