//! Who makes a call.

#[cfg(feature = "jmespath")]
use super::LastStatus;

/// Who makes a call, if the program does not make it directly.
pub(crate) enum Caller {
    Paginator,
    #[cfg(feature = "jmespath")]
    Waiter(LastStatus),
}

impl Caller {
    /// Returns the name of its kind.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Paginator => "paginator",
            #[cfg(feature = "jmespath")]
            Self::Waiter(_) => "waiter",
        }
    }
}
