//! Applications for benefits.

use serde::Deserialize;
use serde_json::{json, Value};

use super::application::{arn_of, check, Amendment, Application, Create};
use super::catalog::Catalog;
use super::status::{Action, Status};
use super::{allows, bad_token, conflict, done, not_found};
use crate::service::fault::Fault;
use crate::service::paging::page;
use crate::service::state::date_time;
use crate::service::tags::Tags;

/// All applications, in the order of their creation, after three from earlier days.
#[derive(Debug)]
pub(super) struct Applications {
    all: Vec<Application>,
}

/// Input of the operations that need no more than the application, and perhaps a reason.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ById {
    identifier: String,
    reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct List {
    #[serde(default)]
    status: Vec<String>,
    #[serde(default)]
    benefit_identifiers: Vec<String>,
    max_results: Option<i32>,
    next_token: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Update {
    identifier: String,
    revision: String,
    name: Option<String>,
    description: Option<String>,
    benefit_application_details: Option<Value>,
    partner_contacts: Option<Vec<Value>>,
    file_details: Option<Vec<Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Amend {
    identifier: String,
    revision: String,
    amendments: Vec<Amendment>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Association {
    benefit_application_identifier: String,
    resource_arn: String,
}

impl Default for Applications {
    fn default() -> Self {
        let earlier = [
            (
                "benappl-earlier0000001",
                "Move to the cloud",
                Status::Approved,
            ),
            (
                "benappl-earlier0000002",
                "Second data center",
                Status::Rejected,
            ),
            (
                "benappl-earlier0000003",
                "Mainframe exit",
                Status::ActionRequired,
            ),
        ];
        Self {
            all: earlier
                .map(|(id, name, status)| Application::earlier(id, name, status))
                .into(),
        }
    }
}

impl Applications {
    /// Creates an application; a client token that was used before gives that application again.
    pub(super) fn create(
        &mut self,
        input: Create,
        catalog: &Catalog,
        tags: &mut Tags,
        now: i64,
    ) -> Result<Value, Fault> {
        if let Some(known) = self
            .all
            .iter()
            .find(|a| a.client_token == input.client_token)
        {
            return Ok(known.handle());
        }
        let benefit = catalog.find(&input.benefit_identifier)?;
        check(&input, benefit)?;
        let id = format!("benappl-tour{:010}", self.all.len() + 1);
        let arn = arn_of(&input.catalog, &id);
        tags.put(&arn, input.tags.clone());
        let created = Application::new(id, arn, input, benefit, &date_time(now));
        let handle = created.handle();
        self.all.push(created);
        Ok(handle)
    }

    pub(super) fn get(&mut self, input: &ById) -> Result<Value, Fault> {
        Ok(json!(self.find(&input.identifier)?))
    }

    pub(super) fn list(&self, input: &List) -> Result<Value, Fault> {
        let wanted = |a: &&Application| {
            allows(&input.status, a.status.as_str())
                && allows(&input.benefit_identifiers, a.benefit_id)
        };
        let found: Vec<_> = self.all.iter().filter(wanted).collect();
        let (applications, next) =
            page(found, input.max_results, input.next_token.as_deref()).ok_or_else(bad_token)?;
        let summaries: Vec<_> = applications.iter().map(|a| a.summary()).collect();
        Ok(json!({"BenefitApplicationSummaries": summaries, "NextToken": next}))
    }

    pub(super) fn update(&mut self, input: Update, now: i64) -> Result<Value, Fault> {
        let application = self.find(&input.identifier)?;
        application.expect_revision(&input.revision)?;
        application.step(Action::Update)?;
        let Update {
            name,
            description,
            benefit_application_details,
            ..
        } = input;
        application.name = name.or(application.name.take());
        application.description = description.or(application.description.take());
        application.benefit_application_details =
            benefit_application_details.or(application.benefit_application_details.take());
        if let Some(contacts) = input.partner_contacts {
            application.partner_contacts = contacts;
        }
        if let Some(files) = input.file_details {
            application.file_details = files;
        }
        application.touch(now)
    }

    pub(super) fn amend(&mut self, input: &Amend, now: i64) -> Result<Value, Fault> {
        let application = self.find(&input.identifier)?;
        application.expect_revision(&input.revision)?;
        application.step(Action::Amend)?;
        // On a copy, so that nothing is changed if one of the amendments is refused.
        let mut amended = application.clone();
        for amendment in &input.amendments {
            amended.set(amendment)?;
        }
        *application = amended;
        application.touch(now)
    }

    pub(super) fn associate(&mut self, input: &Association, now: i64) -> Result<Value, Fault> {
        let application = self.find(&input.benefit_application_identifier)?;
        if application
            .associated_resources
            .contains(&input.resource_arn)
        {
            return Err(conflict("The resource is associated already"));
        }
        application
            .associated_resources
            .push(input.resource_arn.clone());
        application.touch(now)
    }

    pub(super) fn disassociate(&mut self, input: &Association, now: i64) -> Result<Value, Fault> {
        let application = self.find(&input.benefit_application_identifier)?;
        let resources = &mut application.associated_resources;
        let before = resources.len();
        resources.retain(|r| *r != input.resource_arn);
        if resources.len() == before {
            return Err(not_found("associated resource", &input.resource_arn));
        }
        application.touch(now)
    }

    /// Submits, recalls or cancels.
    pub(super) fn take(&mut self, input: &ById, action: Action, now: i64) -> Result<Value, Fault> {
        let application = self.find(&input.identifier)?;
        application.step(action)?;
        application.status_reason.clone_from(&input.reason);
        application.touch(now)?;
        done()
    }

    fn find(&mut self, identifier: &str) -> Result<&mut Application, Fault> {
        self.all
            .iter_mut()
            .find(|a| a.id == identifier || a.arn == identifier)
            .ok_or_else(|| not_found("benefit application", identifier))
    }
}
