//! Client tokens: the same request twice has its effect once.

use std::collections::HashMap;

use super::{conflict, invalid};
use crate::service::fault::{Fault, FieldProblem};

/// What was made under each token, and from which request.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    made: HashMap<String, (String, String)>,
}

impl Tokens {
    /// The id of what the token has made already; `None` if it is new.
    ///
    /// `request` is any text that is equal for equal requests.
    pub(super) fn recall(
        &self,
        token: Option<&str>,
        request: &str,
    ) -> Result<Option<String>, Fault> {
        let Some(token) = token else {
            return Err(invalid(&[FieldProblem::missing("ClientToken")]));
        };
        match self.made.get(token) {
            None => Ok(None),
            Some((before, id)) if before == request => Ok(Some(id.clone())),
            Some(_) => Err(conflict(
                "CONFLICT_CLIENT_TOKEN",
                "The client token was used for a different request",
            )),
        }
    }

    /// Notes what a token has made.
    pub(super) fn note(&mut self, token: Option<&str>, request: String, id: &str) {
        if let Some(token) = token {
            self.made.insert(token.to_owned(), (request, id.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_belongs_to_one_request() {
        let mut tokens = Tokens::default();
        tokens.note(Some("t"), "first".to_owned(), "id-1");
        assert_eq!(tokens.recall(Some("t"), "first"), Ok(Some("id-1".into())));
        assert_eq!(tokens.recall(Some("u"), "first"), Ok(None));
        let code = |r: Result<_, Fault>| r.map_err(|f| f.code);
        assert_eq!(
            code(tokens.recall(Some("t"), "second")),
            Err("ConflictException")
        );
        assert_eq!(
            code(tokens.recall(None, "first")),
            Err("ValidationException")
        );
    }
}
