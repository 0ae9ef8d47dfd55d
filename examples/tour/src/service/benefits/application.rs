//! One application and what can be done to it.

use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use super::catalog::Benefit;
use super::status::{Action, Status};
use super::{conflict, ACCOUNT};
use crate::service::fault::{Fault, FieldProblem};
use crate::service::state::date_time;
use crate::service::tags::Tag;

/// One application; its members are those of `GetBenefitApplicationOutput`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Application {
    pub(super) id: String,
    pub(super) arn: String,
    pub(super) catalog: String,
    pub(super) benefit_id: &'static str,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) fulfillment_types: Vec<String>,
    pub(super) benefit_application_details: Option<Value>,
    pub(super) programs: Vec<&'static str>,
    pub(super) status: Status,
    pub(super) stage: &'static str,
    pub(super) status_reason: Option<String>,
    pub(super) created_at: String,
    pub(super) updated_at: String,
    pub(super) revision: String,
    pub(super) associated_resources: Vec<String>,
    pub(super) partner_contacts: Vec<Value>,
    pub(super) file_details: Vec<Value>,
    #[serde(skip)]
    pub(super) client_token: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Create {
    pub(super) catalog: String,
    pub(super) client_token: String,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) benefit_identifier: String,
    #[serde(default)]
    pub(super) fulfillment_types: Vec<String>,
    pub(super) benefit_application_details: Option<Value>,
    #[serde(default)]
    pub(super) tags: Vec<Tag>,
    #[serde(default)]
    pub(super) associated_resources: Vec<String>,
    #[serde(default)]
    pub(super) partner_contacts: Vec<Value>,
    #[serde(default)]
    pub(super) file_details: Vec<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Amendment {
    field_path: String,
    new_value: String,
}

impl Application {
    pub(super) fn new(
        id: String,
        arn: String,
        input: Create,
        benefit: &Benefit,
        now: &str,
    ) -> Self {
        let status = Status::PendingSubmission;
        Self {
            id,
            arn,
            catalog: input.catalog,
            benefit_id: benefit.id,
            name: input.name,
            description: input.description,
            fulfillment_types: input.fulfillment_types,
            benefit_application_details: input.benefit_application_details,
            programs: benefit.programs.clone(),
            status,
            stage: status.stage(),
            status_reason: None,
            created_at: now.to_owned(),
            updated_at: now.to_owned(),
            revision: "1".to_owned(),
            associated_resources: input.associated_resources,
            partner_contacts: input.partner_contacts,
            file_details: input.file_details,
            client_token: input.client_token,
        }
    }

    /// An application that was there before the service started.
    pub(super) fn earlier(id: &str, name: &str, status: Status) -> Self {
        Self {
            id: id.to_owned(),
            arn: arn_of("Sandbox", id),
            catalog: "Sandbox".to_owned(),
            benefit_id: "ben-tourcredits001",
            name: Some(name.to_owned()),
            description: None,
            fulfillment_types: vec!["CREDITS".to_owned()],
            benefit_application_details: Some(json!({"ProjectName": name})),
            programs: vec!["MAP"],
            status,
            stage: status.stage(),
            status_reason: None,
            created_at: "2025-11-03T08:00:00Z".to_owned(),
            updated_at: "2025-12-01T08:00:00Z".to_owned(),
            revision: "3".to_owned(),
            associated_resources: Vec::new(),
            partner_contacts: Vec::new(),
            file_details: Vec::new(),
            client_token: id.to_owned(),
        }
    }

    /// What the writing operations answer with.
    pub(super) fn handle(&self) -> Value {
        json!({"Id": self.id, "Arn": self.arn, "Revision": self.revision})
    }

    /// A summary has text details only, so those of other types are left out.
    pub(super) fn summary(&self) -> Value {
        let mut summary = json!(self);
        let details = self.benefit_application_details.as_ref();
        summary["BenefitApplicationDetails"] = details
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter(|(_, value)| value.is_string())
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        summary
    }

    pub(super) fn expect_revision(&self, revision: &str) -> Result<(), Fault> {
        if self.revision == revision {
            return Ok(());
        }
        Err(conflict(format!(
            "The application is at revision {}, not {revision}",
            self.revision
        )))
    }

    pub(super) fn step(&mut self, action: Action) -> Result<(), Fault> {
        self.status = self.status.after(action).map_err(conflict)?;
        self.stage = self.status.stage();
        Ok(())
    }

    /// Counts the revision up and notes the time.
    pub(super) fn touch(&mut self, now: i64) -> Result<Value, Fault> {
        let revision: u32 = self.revision.parse().unwrap_or_default();
        self.revision = (revision + 1).to_string();
        self.updated_at = date_time(now);
        Ok(self.handle())
    }

    pub(super) fn set(&mut self, amendment: &Amendment) -> Result<(), Fault> {
        let value = amendment.new_value.clone();
        match amendment.field_path.split_once('.') {
            None if amendment.field_path == "Name" => self.name = Some(value),
            None if amendment.field_path == "Description" => self.description = Some(value),
            Some(("BenefitApplicationDetails", field)) => {
                let details = self.benefit_application_details.get_or_insert(json!({}));
                if let Some(details) = details.as_object_mut() {
                    details.insert(field.to_owned(), value.into());
                }
            }
            _ => {
                let why = format!("{} cannot be amended", amendment.field_path);
                let field = FieldProblem::new("Amendments", "ACTION_NOT_PERMITTED", why);
                return Err(invalid(&[field]));
            }
        }
        Ok(())
    }
}

/// The ARN of an application.
pub(super) fn arn_of(catalog: &str, id: &str) -> String {
    format!("arn:aws:partnercentral:us-east-1:{ACCOUNT}:catalog/{catalog}/benefit-application/{id}")
}

/// Everything that is wrong with a new application, in one error.
pub(super) fn check(input: &Create, benefit: &Benefit) -> Result<(), Fault> {
    let mut problems = Vec::new();
    if input.name.is_none() {
        problems.push(FieldProblem::missing("Name"));
    }
    for kind in &input.fulfillment_types {
        if !benefit.fulfillment_types.contains(kind) {
            let why = format!("{kind} is not what it gives");
            problems.push(FieldProblem::new("FulfillmentTypes", "INVALID_VALUE", why));
        }
    }
    let details = input.benefit_application_details.as_ref();
    if details.and_then(|d| d.get("ProjectName")).is_none() {
        let name = "BenefitApplicationDetails.ProjectName";
        problems.push(FieldProblem::missing(name));
    }
    if input.partner_contacts.len() > 1 {
        let why = "at most one contact";
        problems.push(FieldProblem::new("PartnerContacts", "TOO_MANY_VALUES", why));
    }
    match problems.as_slice() {
        [] => Ok(()),
        problems => Err(invalid(problems)),
    }
}

fn invalid(problems: &[FieldProblem]) -> Fault {
    Fault::invalid(
        "fieldValidationFailed",
        "The application is not valid",
        problems,
    )
}
