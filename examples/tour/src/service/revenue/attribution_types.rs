//! Inputs and outputs of the operations on revenue attributions, as they are on the wire.

use serde::{Deserialize, Serialize};

use crate::service::tags::Tag;
use crate::service::wire::{epoch, epoch_if};

/// An attribution; summaries and the output of creating one have some of these members.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Attribution {
    pub(super) arn: String,
    pub(super) id: String,
    pub(super) catalog: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) tenancy_model: String,
    #[serde(serialize_with = "epoch")]
    pub(super) created_date: i64,
    #[serde(serialize_with = "epoch")]
    pub(super) last_modified_date: i64,
    pub(super) revision: String,
    pub(super) latest_revision: String,
    pub(super) total_active_revenue_attribution_allocation_count: usize,
    pub(super) total_revenue_attribution_allocation_count: usize,
}

/// A committed allocation.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Allocation {
    pub(super) revenue_attribution_allocation_id: String,
    pub(super) revenue_attribution_identifier: String,
    pub(super) status: String,
    #[serde(serialize_with = "epoch")]
    pub(super) created_date: i64,
    #[serde(serialize_with = "epoch")]
    pub(super) last_modified_date: i64,
    #[serde(flatten)]
    pub(super) deal: Deal,
}

/// An allocation together with the revisions of its attribution.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AllocationAtRevision {
    #[serde(flatten)]
    pub(super) allocation: Allocation,
    pub(super) revenue_attribution_revision: String,
    pub(super) revenue_attribution_latest_revision: String,
}

/// The deal that an allocation assigns a percentage to.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Deal {
    pub(super) entity_type: String,
    pub(super) entity_identifier: String,
    pub(super) customer_aws_account_id: String,
    pub(super) revenue_share_percent: String,
    pub(super) effective_from: String,
    pub(super) effective_until: String,
}

/// A change that a task is to make.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Change {
    pub(super) action: String,
    pub(super) revenue_attribution_allocation_id: Option<String>,
    pub(super) status: Option<String>,
    #[serde(flatten)]
    pub(super) deal: Deal,
}

/// A background task; the output of starting one has some of these members.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Task {
    pub(super) task_id: String,
    pub(super) status: &'static str,
    pub(super) catalog: String,
    pub(super) revenue_attribution_arn: String,
    #[serde(serialize_with = "epoch")]
    pub(super) started_at: i64,
    #[serde(serialize_with = "epoch_if", skip_serializing_if = "Option::is_none")]
    pub(super) ended_at: Option<i64>,
    pub(super) total_revenue_attribution_allocation_records: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) revenue_attribution_latest_revision: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) error_detail_list: Vec<ErrorDetail>,
}

/// Why a task could not make a change.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ErrorDetail {
    pub(super) entity_type: String,
    pub(super) entity_id: String,
    pub(super) customer_aws_account_id: String,
    pub(super) effective_from: String,
    pub(super) effective_until: String,
    pub(super) action: String,
    pub(super) error_code: &'static str,
    pub(super) error_message: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Create {
    pub(super) catalog: String,
    pub(super) client_token: Option<String>,
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) tenancy_model: String,
    #[serde(default)]
    pub(super) tags: Vec<Tag>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Get {
    pub(super) identifier: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Update {
    pub(super) identifier: String,
    pub(super) client_token: Option<String>,
    pub(super) description: Option<String>,
    pub(super) revision: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetAllocation {
    pub(super) revenue_attribution_identifier: String,
    pub(super) revenue_attribution_allocation_id: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct List {
    pub(super) sort_order: Option<String>,
    pub(super) max_results: Option<i32>,
    pub(super) next_token: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct StartTask {
    pub(super) catalog: String,
    pub(super) revenue_attribution_identifier: String,
    pub(super) revenue_attribution_revision: String,
    pub(super) revenue_share_allocations: Vec<Change>,
    pub(super) client_token: Option<String>,
    pub(super) description: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct OfAttribution {
    pub(super) revenue_attribution_identifier: String,
    pub(super) max_results: Option<i32>,
    pub(super) next_token: Option<String>,
}

/// A page of attributions.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AttributionPage {
    pub(super) revenue_attribution_summaries: Vec<Attribution>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next_token: Option<String>,
}

/// A page of allocations.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AllocationPage {
    pub(super) revenue_attribution_allocation_summaries: Vec<Allocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next_token: Option<String>,
}
