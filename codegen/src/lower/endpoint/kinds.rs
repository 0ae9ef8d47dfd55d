//! The types of parameters, and their built-in sources.

use crate::ir::{BuiltIn, ParamKind};

/// Returns the kind that a rule set or the service's `clientContextParams` names.
pub(super) fn kind(name: &str) -> Option<ParamKind> {
    match name {
        "boolean" | "Boolean" => Some(ParamKind::Bool),
        "string" | "String" => Some(ParamKind::Text),
        "stringArray" | "StringArray" => Some(ParamKind::Texts),
        _ => None,
    }
}

/// The sources of parameters, by name.
const BUILT_INS: [(&str, BuiltIn); 6] = [
    ("AWS::Region", BuiltIn::Region),
    ("AWS::UseFIPS", BuiltIn::UseFips),
    ("AWS::UseDualStack", BuiltIn::UseDualStack),
    ("SDK::Endpoint", BuiltIn::Endpoint),
    ("AWS::Auth::AccountId", BuiltIn::AccountId),
    (
        "AWS::Auth::AccountIdEndpointMode",
        BuiltIn::AccountIdEndpointMode,
    ),
];

/// Returns the source of that name.
pub(super) fn built_in(name: &str) -> Option<BuiltIn> {
    let found = BUILT_INS.iter().find(|(known, _)| *known == name);
    found.map(|(_, built_in)| *built_in)
}

/// Returns the name of a source.
pub(super) fn name_of(built_in: BuiltIn) -> &'static str {
    let found = BUILT_INS.iter().find(|(_, known)| *known == built_in);
    found.map_or("", |(name, _)| name)
}

/// Returns the kind of the value that a built-in gives.
pub(super) fn kind_of(built_in: BuiltIn) -> ParamKind {
    match built_in {
        BuiltIn::UseFips | BuiltIn::UseDualStack => ParamKind::Bool,
        BuiltIn::Region
        | BuiltIn::Endpoint
        | BuiltIn::AccountId
        | BuiltIn::AccountIdEndpointMode => ParamKind::Text,
    }
}
