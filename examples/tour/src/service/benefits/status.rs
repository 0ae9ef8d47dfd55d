//! The life of an application.

use serde::Serialize;

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Status {
    PendingSubmission,
    InReview,
    ActionRequired,
    Approved,
    Rejected,
    Canceled,
}

/// What a partner can do to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Update,
    Submit,
    Amend,
    Recall,
    Cancel,
}

impl Action {
    /// The action of an operation that does nothing but move an application on.
    pub(super) fn of_operation(name: &str) -> Option<Self> {
        match name {
            "SubmitBenefitApplication" => Some(Self::Submit),
            "RecallBenefitApplication" => Some(Self::Recall),
            "CancelBenefitApplication" => Some(Self::Cancel),
            _ => None,
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::Update => "updated",
            Self::Submit => "submitted",
            Self::Amend => "amended",
            Self::Recall => "recalled",
            Self::Cancel => "canceled",
        }
    }
}

impl Status {
    /// The name on the wire.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::PendingSubmission => "PENDING_SUBMISSION",
            Self::InReview => "IN_REVIEW",
            Self::ActionRequired => "ACTION_REQUIRED",
            Self::Approved => "APPROVED",
            Self::Rejected => "REJECTED",
            Self::Canceled => "CANCELED",
        }
    }

    /// The stage shown beside the status; the model leaves its values open.
    pub(super) fn stage(self) -> &'static str {
        match self {
            Self::PendingSubmission | Self::ActionRequired => "Preparation",
            Self::InReview => "Review",
            Self::Approved | Self::Rejected | Self::Canceled => "Closed",
        }
    }

    /// The status after `action`, or why the action is not possible now.
    pub(super) fn after(self, action: Action) -> Result<Self, String> {
        match (self, action) {
            (Self::PendingSubmission | Self::ActionRequired, Action::Update) => Ok(self),
            (Self::PendingSubmission | Self::ActionRequired, Action::Submit) => Ok(Self::InReview),
            (Self::InReview | Self::ActionRequired, Action::Amend) => Ok(self),
            (Self::InReview, Action::Recall) => Ok(Self::PendingSubmission),
            (Self::PendingSubmission | Self::InReview | Self::ActionRequired, Action::Cancel) => {
                Ok(Self::Canceled)
            }
            _ => Err(format!(
                "An application in status {} cannot be {}",
                self.as_str(),
                action.verb()
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_stays_closed() {
        let actions = [
            Action::Update,
            Action::Submit,
            Action::Amend,
            Action::Recall,
            Action::Cancel,
        ];
        for closed in [Status::Approved, Status::Rejected, Status::Canceled] {
            for action in actions {
                assert!(closed.after(action).is_err(), "{closed:?} {action:?}");
            }
        }
    }

    #[test]
    fn a_recalled_application_can_be_submitted_again() {
        let status = Status::PendingSubmission
            .after(Action::Submit)
            .and_then(|s| s.after(Action::Recall))
            .and_then(|s| s.after(Action::Submit));
        assert_eq!(status, Ok(Status::InReview));
    }
}
