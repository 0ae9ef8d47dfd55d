//! Revenue shares: one for each marketplace product, with allocations of a percentage each.

use super::share_types::{
    Allocate, Allocation, AllocationPage, Create, Get, GetAllocation, List, ListAllocations, Share,
    SharePage, Update,
};
use super::tokens::Tokens;
use super::{
    conflict, date_problem, expect_revision, invalid, not_found, paged, percent_problem, ACCOUNT,
};
use crate::service::fault::Fault;
use crate::service::tags::Tags;

/// All revenue shares, in the order of their creation.
#[derive(Debug, Default)]
pub(super) struct Shares {
    all: Vec<(Share, Vec<Allocation>)>,
    tokens: Tokens,
}

impl Shares {
    pub(super) fn create(
        &mut self,
        input: Create,
        tags: &mut Tags,
        now: i64,
    ) -> Result<Share, Fault> {
        let request = format!("share {} {}", input.catalog, input.product_id);
        let token = input.client_token.as_deref();
        if let Some(made) = self.tokens.recall(token, &request)? {
            return Ok(self.find(&made)?.0.clone());
        }
        let id = input.product_id;
        if self.find(&id).is_ok() {
            let message = format!("{id} has a revenue share already");
            return Err(conflict("RESOURCE_ALREADY_EXISTS", message));
        }
        let catalog = input.catalog;
        let arn = format!("arn:aws:partnercentral:us-east-1:{ACCOUNT}:catalog/{catalog}/marketplace-revenue-share/{id}");
        tags.put(&arn, input.tags);
        self.tokens.note(token, request, &id);
        let share = Share {
            product_id: id,
            arn,
            catalog,
            product_code: "tourproductcode1",
            product_name: "Tour product",
            created_date: now,
            last_modified_date: now,
            revision: 1,
            latest_revision: 1,
            total_active_marketplace_revenue_share_allocation_count: 0,
            total_marketplace_revenue_share_allocation_count: 0,
        };
        self.all.push((share.clone(), Vec::new()));
        Ok(share)
    }

    pub(super) fn get(&mut self, input: &Get) -> Result<Share, Fault> {
        Ok(self.find(&input.product_id)?.0.clone())
    }

    pub(super) fn list(&self, input: &List) -> Result<SharePage, Fault> {
        let all = self.all.iter().map(|(share, _)| share.clone()).collect();
        let (page, next_token) = paged(all, input.max_results, input.next_token.as_deref())?;
        Ok(SharePage {
            marketplace_revenue_share_summaries: page,
            next_token,
        })
    }

    pub(super) fn allocate(&mut self, input: &Allocate, now: i64) -> Result<Allocation, Fault> {
        let request = format!(
            "allocation {} {} {:?} {}",
            input.product_id,
            input.effective_from,
            input.effective_until,
            input.revenue_share_percent
        );
        let token = input.client_token.as_deref();
        if let Some(made) = self.tokens.recall(token, &request)? {
            return self.one(&input.product_id, &made).cloned();
        }
        check(&input.revenue_share_percent, &input.effective_from)?;
        let made: usize = self
            .all
            .iter()
            .map(|(_, allocations)| allocations.len())
            .sum();
        let id = format!("mrsa-Tour{:09}", made + 1);
        let (share, allocations) = self.find(&input.product_id)?;
        let allocation = Allocation {
            arn: format!("{}/allocation/{id}", share.arn),
            marketplace_revenue_share_allocation_id: id.clone(),
            product_id: share.product_id.clone(),
            product_name: share.product_name,
            effective_from: input.effective_from.clone(),
            effective_until: input.effective_until.clone(),
            revenue_share_percent: input.revenue_share_percent.clone(),
            status: "ACTIVE".to_owned(),
            created_date: now,
            last_modified_date: now,
            latest_marketplace_revenue_share_revision: String::new(),
        };
        allocations.push(allocation);
        touch(share, allocations, now);
        self.tokens.note(token, request, &id);
        self.one(&input.product_id, &id).cloned()
    }

    pub(super) fn update(&mut self, input: Update, now: i64) -> Result<Allocation, Fault> {
        let id = &input.marketplace_revenue_share_allocation_id;
        let (share, allocations) = self.find(&input.product_id)?;
        expect_revision(
            &input.marketplace_revenue_share_revision,
            share.latest_revision,
        )?;
        let found = position(allocations, id)?;
        let allocation = &mut allocations[found];
        let Allocation {
            effective_from,
            revenue_share_percent,
            ..
        } = &*allocation;
        let percent = input.revenue_share_percent.as_ref();
        let percent = percent.unwrap_or(revenue_share_percent).clone();
        let from = input.effective_from.unwrap_or(effective_from.clone());
        check(&percent, &from)?;
        allocation.revenue_share_percent = percent;
        allocation.effective_from = from;
        allocation.effective_until = input.effective_until.or(allocation.effective_until.take());
        if let Some(status) = input.status {
            allocation.status = status;
        }
        allocation.last_modified_date = now;
        touch(share, allocations, now);
        Ok(allocations[found].clone())
    }

    pub(super) fn allocation(&mut self, input: &GetAllocation) -> Result<Allocation, Fault> {
        let id = &input.marketplace_revenue_share_allocation_id;
        self.one(&input.product_id, id).cloned()
    }

    pub(super) fn allocations(&mut self, input: &ListAllocations) -> Result<AllocationPage, Fault> {
        let mut found = self.find(&input.product_id)?.1.clone();
        found.retain(|a| input.status.as_ref().is_none_or(|s| *s == a.status));
        let (page, next_token) = paged(found, input.max_results, input.next_token.as_deref())?;
        Ok(AllocationPage {
            marketplace_revenue_share_allocation_summaries: page,
            next_token,
        })
    }

    fn find(&mut self, product: &str) -> Result<(&mut Share, &mut Vec<Allocation>), Fault> {
        let found = self.all.iter_mut().find(|(s, _)| s.product_id == product);
        let (share, allocations) = found.ok_or_else(|| not_found("revenue share of", product))?;
        Ok((share, allocations))
    }

    fn one(&mut self, product: &str, id: &str) -> Result<&Allocation, Fault> {
        let (_, allocations) = self.find(product)?;
        position(allocations, id).map(|found| &allocations[found])
    }
}

fn position(allocations: &[Allocation], id: &str) -> Result<usize, Fault> {
    allocations
        .iter()
        .position(|a| a.marketplace_revenue_share_allocation_id == id)
        .ok_or_else(|| not_found("allocation", id))
}

/// Counts the revision up, notes the time and counts the allocations.
fn touch(share: &mut Share, allocations: &mut [Allocation], now: i64) {
    share.latest_revision += 1;
    share.revision = share.latest_revision;
    share.last_modified_date = now;
    let active = allocations.iter().filter(|a| a.status == "ACTIVE").count();
    share.total_active_marketplace_revenue_share_allocation_count = active;
    share.total_marketplace_revenue_share_allocation_count = allocations.len();
    for allocation in allocations {
        allocation.latest_marketplace_revenue_share_revision = share.latest_revision.to_string();
    }
}

fn check(percent: &str, from: &str) -> Result<(), Fault> {
    let problems: Vec<_> = percent_problem(percent)
        .into_iter()
        .chain(date_problem("EffectiveFrom", from))
        .collect();
    match problems.as_slice() {
        [] => Ok(()),
        problems => Err(invalid(problems)),
    }
}
