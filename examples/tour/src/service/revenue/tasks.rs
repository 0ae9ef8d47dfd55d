//! Background tasks that change the allocations of an attribution.

use super::attribution_types::{Allocation, Change, ErrorDetail, Task};

/// A task and what it still has to do.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) task: Task,
    changes: Vec<Change>,
    polls: u32,
}

/// How often a task answers that it is still in progress.
const BUSY_POLLS: u32 = 2;

impl Running {
    pub(super) fn new(task: Task, changes: Vec<Change>) -> Self {
        Self {
            task,
            changes,
            polls: 0,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.task.status != "IN_PROGRESS"
    }

    /// Counts a poll and says whether the task is to be finished now.
    pub(super) fn is_due(&mut self) -> bool {
        self.polls += 1;
        !self.is_over() && self.polls > BUSY_POLLS
    }

    /// Makes all changes, or none of them if one cannot be made.
    pub(super) fn finish(&mut self, owner: &str, allocations: &mut Vec<Allocation>, now: i64) {
        let mut changed = allocations.clone();
        let mut errors = Vec::new();
        for change in std::mem::take(&mut self.changes) {
            if let Err(error) = apply(&change, owner, &mut changed, now) {
                errors.push(*error);
            }
        }
        self.task.ended_at = Some(now);
        if errors.is_empty() {
            self.task.status = "COMPLETE";
            *allocations = changed;
        } else {
            self.task.status = "FAILED";
            self.task.error_detail_list = errors;
        }
    }
}

fn apply(
    change: &Change,
    owner: &str,
    allocations: &mut Vec<Allocation>,
    now: i64,
) -> Result<(), Box<ErrorDetail>> {
    let percent = change.deal.revenue_share_percent.parse::<f64>();
    if !percent.is_ok_and(|p| (0.0..=100.0).contains(&p)) {
        let message = "The percentage must be between 0 and 100";
        return Err(refuse(change, "INVALID_VALUE", message));
    }
    let status = change.status.clone().unwrap_or("ACTIVE".to_owned());
    let Some(id) = &change.revenue_attribution_allocation_id else {
        allocations.push(Allocation {
            revenue_attribution_allocation_id: format!("alloc-tour{:09}", allocations.len() + 1),
            revenue_attribution_identifier: owner.to_owned(),
            status,
            created_date: now,
            last_modified_date: now,
            deal: change.deal.clone(),
        });
        return Ok(());
    };
    let known = allocations
        .iter_mut()
        .find(|a| a.revenue_attribution_allocation_id == *id)
        .ok_or_else(|| {
            let message = format!("There is no allocation {id}");
            refuse(change, "RESOURCE_NOT_FOUND", &message)
        })?;
    known.deal = change.deal.clone();
    known.status = status;
    known.last_modified_date = now;
    Ok(())
}

fn refuse(change: &Change, code: &'static str, message: &str) -> Box<ErrorDetail> {
    let deal = change.deal.clone();
    Box::new(ErrorDetail {
        entity_type: deal.entity_type,
        entity_id: deal.entity_identifier,
        customer_aws_account_id: deal.customer_aws_account_id,
        effective_from: deal.effective_from,
        effective_until: deal.effective_until,
        action: change.action.clone(),
        error_code: code,
        error_message: message.to_owned(),
    })
}
