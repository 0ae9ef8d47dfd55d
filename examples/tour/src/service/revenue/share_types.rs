//! Inputs and outputs of the operations on revenue shares, as they are on the wire.

use serde::{Deserialize, Serialize};

use crate::service::tags::Tag;
use crate::service::wire::epoch;

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Share {
    pub(super) product_id: String,
    pub(super) arn: String,
    pub(super) catalog: String,
    pub(super) product_code: &'static str,
    pub(super) product_name: &'static str,
    #[serde(serialize_with = "epoch")]
    pub(super) created_date: i64,
    #[serde(serialize_with = "epoch")]
    pub(super) last_modified_date: i64,
    pub(super) revision: u32,
    pub(super) latest_revision: u32,
    pub(super) total_active_marketplace_revenue_share_allocation_count: usize,
    pub(super) total_marketplace_revenue_share_allocation_count: usize,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Allocation {
    pub(super) marketplace_revenue_share_allocation_id: String,
    pub(super) product_id: String,
    pub(super) product_name: &'static str,
    pub(super) arn: String,
    pub(super) effective_from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) effective_until: Option<String>,
    pub(super) revenue_share_percent: String,
    pub(super) status: String,
    #[serde(serialize_with = "epoch")]
    pub(super) created_date: i64,
    #[serde(serialize_with = "epoch")]
    pub(super) last_modified_date: i64,
    pub(super) latest_marketplace_revenue_share_revision: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Create {
    pub(super) catalog: String,
    pub(super) client_token: Option<String>,
    pub(super) product_id: String,
    #[serde(default)]
    pub(super) tags: Vec<Tag>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Get {
    pub(super) product_id: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct List {
    pub(super) max_results: Option<i32>,
    pub(super) next_token: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Allocate {
    pub(super) product_id: String,
    pub(super) client_token: Option<String>,
    pub(super) effective_from: String,
    pub(super) effective_until: Option<String>,
    pub(super) revenue_share_percent: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Update {
    pub(super) product_id: String,
    pub(super) marketplace_revenue_share_allocation_id: String,
    pub(super) marketplace_revenue_share_revision: String,
    pub(super) effective_from: Option<String>,
    pub(super) effective_until: Option<String>,
    pub(super) revenue_share_percent: Option<String>,
    pub(super) status: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetAllocation {
    pub(super) product_id: String,
    pub(super) marketplace_revenue_share_allocation_id: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ListAllocations {
    pub(super) product_id: String,
    pub(super) status: Option<String>,
    pub(super) max_results: Option<i32>,
    pub(super) next_token: Option<String>,
}

/// A page of revenue shares.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct SharePage {
    pub(super) marketplace_revenue_share_summaries: Vec<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next_token: Option<String>,
}

/// A page of allocations.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AllocationPage {
    pub(super) marketplace_revenue_share_allocation_summaries: Vec<Allocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next_token: Option<String>,
}
