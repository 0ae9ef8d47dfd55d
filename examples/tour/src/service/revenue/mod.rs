//! Partner Central Revenue Measurement: the revenue shares of marketplace products, and revenue
//! attributions, whose allocations change in background tasks.

mod attribution_types;
mod attributions;
mod share_types;
mod shares;
mod tasks;
mod tokens;

use serde::Serialize;

use super::fault::{Fault, FieldProblem};
use super::http::Payload;
use super::paging::page;
use super::state::State;
use super::tags::{Tagging, Tags};

const ACCOUNT: &str = "123456789012";

/// Everything the service remembers about revenue.
#[derive(Debug, Default)]
pub(crate) struct Store {
    shares: shares::Shares,
    attributions: attributions::Attributions,
    tags: Tags,
}

/// The output of operations that have none, and of those whose members are all absent.
#[derive(Debug, Serialize)]
struct Nothing {}

pub(crate) fn handle(
    state: &mut State,
    operation: &str,
    payload: Payload<'_>,
) -> Result<Vec<u8>, Fault> {
    let now = state.clock.now();
    let Store {
        shares,
        attributions,
        tags,
    } = &mut state.revenue;
    match operation {
        "CreateMarketplaceRevenueShare" => payload.run(unreadable, |i| shares.create(i, tags, now)),
        "GetMarketplaceRevenueShare" => payload.run(unreadable, |i| shares.get(&i)),
        "ListMarketplaceRevenueShares" => payload.run(unreadable, |i| shares.list(&i)),
        "CreateMarketplaceRevenueShareAllocation" => {
            payload.run(unreadable, |i| shares.allocate(&i, now))
        }
        "UpdateMarketplaceRevenueShareAllocation" => {
            payload.run(unreadable, |i| shares.update(i, now))
        }
        "GetMarketplaceRevenueShareAllocation" => {
            payload.run(unreadable, |i| shares.allocation(&i))
        }
        "ListMarketplaceRevenueShareAllocations" => {
            payload.run(unreadable, |i| shares.allocations(&i))
        }
        "CreateRevenueAttribution" => {
            payload.run(unreadable, |i| attributions.create(i, tags, now))
        }
        "GetRevenueAttribution" => payload.run(unreadable, |i| attributions.get(&i)),
        "UpdateRevenueAttribution" => payload.run(unreadable, |i| attributions.update(i, now)),
        "ListRevenueAttributions" => payload.run(unreadable, |i| attributions.list(&i)),
        "StartRevenueAttributionAllocationsTask" => {
            payload.run(unreadable, |i| attributions.start_task(i, now))
        }
        "GetRevenueAttributionAllocationsTask" => {
            payload.run(unreadable, |i| attributions.task(&i, now))
        }
        "GetRevenueAttributionAllocation" => {
            payload.run(unreadable, |i| attributions.allocation(&i))
        }
        "ListRevenueAttributionAllocations" => {
            payload.run(unreadable, |i| attributions.allocations(&i))
        }
        "TagResource" => payload.run(unreadable, |i: Tagging| {
            tags.put(&i.resource_arn, i.tags);
            Ok(Nothing {})
        }),
        "UntagResource" => payload.run(unreadable, |i: Tagging| {
            tags.remove(&i.resource_arn, &i.tag_keys);
            Ok(Nothing {})
        }),
        "ListTagsForResource" => {
            payload.run(unreadable, |i: Tagging| Ok(tags.list(&i.resource_arn)))
        }
        other => Err(unreadable(format!("There is no operation {other}"))),
    }
}

fn unreadable(why: String) -> Fault {
    Fault::invalid("REQUEST_VALIDATION_FAILED", &why, &[])
}

fn invalid(fields: &[FieldProblem]) -> Fault {
    let message = "The request is not valid";
    Fault::invalid("BUSINESS_VALIDATION_FAILED", message, fields)
}

fn not_found(what: &str, identifier: &str) -> Fault {
    let message = format!("There is no {what} {identifier}");
    Fault::new("ResourceNotFoundException", 404, message).with("Reason", "RESOURCE_NOT_FOUND")
}

fn conflict(reason: &'static str, message: impl Into<String>) -> Fault {
    Fault::new("ConflictException", 409, message).with("Reason", reason)
}

/// Compares the revision that a request expects with the one there is.
fn expect_revision(expected: &str, there: u32) -> Result<(), Fault> {
    if expected == there.to_string() {
        return Ok(());
    }
    let message = format!("The latest revision is {there}, not {expected}");
    Err(conflict("REVISION_MISMATCH", message))
}

/// Cuts a page, as [`page`] does, with this service's error for a foreign token.
fn paged<T>(
    items: Vec<T>,
    max: Option<i32>,
    token: Option<&str>,
) -> Result<(Vec<T>, Option<String>), Fault> {
    page(items, max, token).ok_or_else(|| unreadable("The token is not valid".to_owned()))
}

/// What is wrong with a percentage such as `12.5`, if anything.
fn percent_problem(percent: &str) -> Option<FieldProblem> {
    let name = "RevenueSharePercent";
    match percent.parse::<f64>() {
        Ok(value) if (0.0..=100.0).contains(&value) => None,
        Ok(_) => Some(FieldProblem::new(
            name,
            "INVALID_VALUE",
            "must be at most 100",
        )),
        Err(_) => Some(FieldProblem::new(
            name,
            "INVALID_NUMBER_FORMAT",
            "must be a number",
        )),
    }
}

/// What is wrong with a date such as `2026-02-01`, if anything.
fn date_problem(name: &'static str, date: &str) -> Option<FieldProblem> {
    let digits =
        |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = date.split('-');
    let good = parts.next().is_some_and(|p| digits(p, 4))
        && parts.next().is_some_and(|p| digits(p, 2))
        && parts.next().is_some_and(|p| digits(p, 2))
        && parts.next().is_none();
    (!good).then(|| FieldProblem::new(name, "INVALID_STRING_FORMAT", "must be YYYY-MM-DD"))
}
