//! Revenue attributions and their allocations.

use super::attribution_types::{
    Allocation, AllocationAtRevision, AllocationPage, Attribution, AttributionPage, Create, Get,
    GetAllocation, List, OfAttribution, StartTask, Task, Update,
};
use super::tasks::Running;
use super::tokens::Tokens;
use super::{conflict, expect_revision, not_found, paged, ACCOUNT};
use crate::service::fault::Fault;
use crate::service::tags::Tags;

/// All attributions, in the order of their creation.
#[derive(Debug, Default)]
pub(super) struct Attributions {
    all: Vec<Entry>,
    tokens: Tokens,
}

/// An attribution, its allocations and its latest task.
#[derive(Debug)]
struct Entry {
    attribution: Attribution,
    revision: u32,
    allocations: Vec<Allocation>,
    task: Option<Running>,
}

impl Attributions {
    pub(super) fn create(
        &mut self,
        input: Create,
        tags: &mut Tags,
        now: i64,
    ) -> Result<Attribution, Fault> {
        let request = format!("attribution {} {:?}", input.name, input.description);
        let token = input.client_token.as_deref();
        if let Some(made) = self.tokens.recall(token, &request)? {
            return Ok(self.find(&made)?.attribution.clone());
        }
        let id = format!("ra-tour{:09}", self.all.len() + 1);
        let catalog = input.catalog;
        let arn = format!(
            "arn:aws:partnercentral:us-east-1:{ACCOUNT}:catalog/{catalog}/revenue-attribution/{id}"
        );
        tags.put(&arn, input.tags);
        self.tokens.note(token, request, &id);
        let attribution = Attribution {
            arn,
            id,
            catalog,
            name: input.name,
            description: input.description,
            tenancy_model: input.tenancy_model,
            created_date: now,
            last_modified_date: now,
            revision: "1".to_owned(),
            latest_revision: "1".to_owned(),
            total_active_revenue_attribution_allocation_count: 0,
            total_revenue_attribution_allocation_count: 0,
        };
        self.all.push(Entry {
            attribution: attribution.clone(),
            revision: 1,
            allocations: Vec::new(),
            task: None,
        });
        Ok(attribution)
    }

    pub(super) fn get(&mut self, input: &Get) -> Result<Attribution, Fault> {
        Ok(self.find(&input.identifier)?.attribution.clone())
    }

    pub(super) fn update(&mut self, input: Update, now: i64) -> Result<Attribution, Fault> {
        let request = format!("update {} {:?}", input.identifier, input.description);
        let token = input.client_token.as_deref();
        let made = self.tokens.recall(token, &request)?;
        let entry = self.find(&input.identifier)?;
        if made.is_some() {
            return Ok(entry.attribution.clone());
        }
        expect_revision(&input.revision, entry.revision)?;
        entry.revision += 1;
        entry.attribution.description = input.description;
        count(
            &mut entry.attribution,
            entry.revision,
            &entry.allocations,
            now,
        );
        let updated = entry.attribution.clone();
        self.tokens.note(token, request, &updated.id);
        Ok(updated)
    }

    pub(super) fn allocation(
        &mut self,
        input: &GetAllocation,
    ) -> Result<AllocationAtRevision, Fault> {
        let id = &input.revenue_attribution_allocation_id;
        let entry = self.find(&input.revenue_attribution_identifier)?;
        let found = entry
            .allocations
            .iter()
            .find(|a| a.revenue_attribution_allocation_id == *id)
            .ok_or_else(|| not_found("allocation", id))?;
        Ok(AllocationAtRevision {
            allocation: found.clone(),
            revenue_attribution_revision: entry.revision.to_string(),
            revenue_attribution_latest_revision: entry.revision.to_string(),
        })
    }

    pub(super) fn list(&self, input: &List) -> Result<AttributionPage, Fault> {
        let mut all: Vec<_> = self.all.iter().map(|e| e.attribution.clone()).collect();
        // By the one member there is to sort by.
        all.sort_by_key(|attribution| attribution.last_modified_date);
        if input.sort_order.as_deref() == Some("DESCENDING") {
            all.reverse();
        }
        let (page, next_token) = paged(all, input.max_results, input.next_token.as_deref())?;
        Ok(AttributionPage {
            revenue_attribution_summaries: page,
            next_token,
        })
    }

    pub(super) fn start_task(&mut self, input: StartTask, now: i64) -> Result<Task, Fault> {
        let changes = input.revenue_share_allocations;
        let request = format!("task {} {changes:?}", input.revenue_attribution_identifier);
        let token = input.client_token.as_deref();
        let made = self.tokens.recall(token, &request)?;
        let entry = self.find(&input.revenue_attribution_identifier)?;
        if let (Some(made), Some(running)) = (made, &entry.task) {
            if running.task.task_id == made {
                return Ok(running.task.clone());
            }
        }
        expect_revision(&input.revenue_attribution_revision, entry.revision)?;
        if entry.task.as_ref().is_some_and(|t| !t.is_over()) {
            let message = "A task is still in progress";
            return Err(conflict("CONCURRENT_MODIFICATION", message));
        }
        let task = Task {
            task_id: format!("raatask-tour{:09}", entry.revision),
            status: "IN_PROGRESS",
            catalog: input.catalog,
            revenue_attribution_arn: entry.attribution.arn.clone(),
            started_at: now,
            ended_at: None,
            total_revenue_attribution_allocation_records: changes.len(),
            description: input.description,
            revenue_attribution_latest_revision: entry.revision.to_string(),
            error_detail_list: Vec::new(),
        };
        entry.task = Some(Running::new(task.clone(), changes));
        self.tokens.note(token, request, &task.task_id);
        Ok(task)
    }

    pub(super) fn task(&mut self, input: &OfAttribution, now: i64) -> Result<Task, Fault> {
        let id = &input.revenue_attribution_identifier;
        let entry = self.find(id)?;
        let Entry {
            attribution,
            revision,
            allocations,
            task,
        } = entry;
        let running = task.as_mut().ok_or_else(|| not_found("task of", id))?;
        if running.is_due() {
            running.finish(&attribution.id, allocations, now);
            if running.task.status == "COMPLETE" {
                *revision += 1;
                count(attribution, *revision, allocations, now);
                running.task.revenue_attribution_latest_revision = revision.to_string();
            }
        }
        Ok(running.task.clone())
    }

    pub(super) fn allocations(&mut self, input: &OfAttribution) -> Result<AllocationPage, Fault> {
        let all = self
            .find(&input.revenue_attribution_identifier)?
            .allocations
            .clone();
        let (page, next_token) = paged(all, input.max_results, input.next_token.as_deref())?;
        Ok(AllocationPage {
            revenue_attribution_allocation_summaries: page,
            next_token,
        })
    }

    fn find(&mut self, identifier: &str) -> Result<&mut Entry, Fault> {
        self.all
            .iter_mut()
            .find(|e| e.attribution.id == identifier || e.attribution.arn == identifier)
            .ok_or_else(|| not_found("revenue attribution", identifier))
    }
}

fn count(attribution: &mut Attribution, revision: u32, allocations: &[Allocation], now: i64) {
    let active = allocations.iter().filter(|a| a.status == "ACTIVE").count();
    attribution.total_active_revenue_attribution_allocation_count = active;
    attribution.total_revenue_attribution_allocation_count = allocations.len();
    attribution.revision = revision.to_string();
    attribution.latest_revision = revision.to_string();
    attribution.last_modified_date = now;
}
