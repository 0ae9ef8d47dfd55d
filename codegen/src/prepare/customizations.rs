//! Customizations of the service: the generator's own and those of the manifest, matched with the model.
//! A customization that matches nothing is an error, so that none is lost by a misspelling or a changed
//! model.

use super::select;
use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::model::{Kind, Model, ShapeId, ShapeIx};
use crate::settings::{self, Customizations, OperationCustomizations, ServiceSettings, Setting};

/// Returns those of the service, checked with the whole model: they may also refer to operations
/// that are not selected.
pub(super) fn resolve(
    model: &Model,
    service: ShapeIx,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Customizations {
    let own = settings.customizations.clone();
    let sdk_id = match &model.shape(service).kind {
        Kind::Service(service) => service.traits.aws.as_ref().map(|aws| aws.sdk_id.as_str()),
        _ => None,
    };
    let sdk_id = sdk_id.filter(|_| own.built_in);
    let built_in = sdk_id.and_then(|sdk_id| settings::built_in(sdk_id, diagnostics));
    let all = merged(own, built_in.unwrap_or_default());
    let bound = select::bound(model, service);
    let prefixes = (bound.iter()).filter_map(|ix| match &model.shape(*ix).kind {
        Kind::Operation(operation) => operation.traits.host_prefix.as_deref(),
        _ => None,
    });
    let prefixes = prefixes.collect();
    let inputs: Vec<(&str, ShapeIx)> = (bound.into_iter())
        .filter_map(|ix| match &model.shape(ix).kind {
            Kind::Operation(operation) => Some((model.shape(ix).id.name.as_str(), operation.input)),
            _ => None,
        })
        .collect();
    let context_params = match &model.shape(service).kind {
        Kind::Service(service) => (service.traits.client_context_params.iter())
            .map(|param| param.name.as_str())
            .collect(),
        _ => Vec::new(),
    };
    let mut check = Check {
        model,
        inputs,
        context_params,
        prefixes,
        diagnostics,
    };
    check.service(&all);
    for operation in &all.operations {
        check.operation(operation);
    }
    all
}

/// If both apply to the same item, the manifest's comes first or replaces the other.
fn merged(mut own: Customizations, built_in: Customizations) -> Customizations {
    own.headers.extend(built_in.headers);
    own.default_members.extend(built_in.default_members);
    own.trim_labels.extend(built_in.trim_labels);
    own.header_texts.extend(built_in.header_texts);
    own.root_names.extend(built_in.root_names);
    own.unions.extend(built_in.unions);
    own.member_types.extend(built_in.member_types);
    own.optional_numbers = own.optional_numbers.or(built_in.optional_numbers);
    own.optional_members = own.optional_members.or(built_in.optional_members);
    own.optional_shapes.extend(built_in.optional_shapes);
    own.zero_shapes.extend(built_in.zero_shapes);
    own.enum_names.extend(built_in.enum_names);
    own.retryable_errors.extend(built_in.retryable_errors);
    own.sensitive.extend(built_in.sensitive);
    own.pages_by_token = own.pages_by_token.or(built_in.pages_by_token);
    own.endpoint_label = own.endpoint_label.or(built_in.endpoint_label);
    own.ruled_host_prefix = own.ruled_host_prefix.or(built_in.ruled_host_prefix);
    own.status_codes.extend(built_in.status_codes);
    own.http_features |= built_in.http_features;
    own.optional_auth |= built_in.optional_auth;
    own.extended_request_ids |= built_in.extended_request_ids;
    own.presigned |= built_in.presigned;
    own.express_sessions = own.express_sessions.or(built_in.express_sessions);
    own.retries = own.retries.or(built_in.retries);
    own.auth_token = own.auth_token.or(built_in.auth_token);
    own.environment_settings
        .extend(built_in.environment_settings);
    own.error_bodies |= built_in.error_bodies;
    own.empty_documents |= built_in.empty_documents;
    own.transient_codes.extend(built_in.transient_codes);
    own.operations.extend(built_in.operations);
    let (mine, its) = (&mut own.signing, built_in.signing);
    mine.content_sha256_header = mine.content_sha256_header.or(its.content_sha256_header);
    mine.double_uri_encode = mine.double_uri_encode.or(its.double_uri_encode);
    mine.normalize_uri_path = mine.normalize_uri_path.or(its.normalize_uri_path);
    own.environment_token = own.environment_token.or(built_in.environment_token);
    own
}

struct Check<'a> {
    model: &'a Model,
    /// Operations and their inputs, as the model names them.
    inputs: Vec<(&'a str, ShapeIx)>,
    /// Names of the client context parameters.
    context_params: Vec<&'a str>,
    /// Host prefixes of operations.
    prefixes: Vec<&'a str>,
    diagnostics: &'a mut Diagnostics,
}

impl Check<'_> {
    fn service(&mut self, all: &Customizations) {
        for (member, _) in &all.default_members {
            if !(self.inputs.iter()).any(|(_, input)| self.is_text(*input, &member.value)) {
                let what = format!("no input has a string member `{}`", member.value);
                self.nothing(member, what, &[]);
            }
        }
        for trim in &all.trim_labels {
            let target = ShapeId::parse(&trim.target.value).and_then(|id| self.model.find(&id));
            let labels = target.is_some_and(|target| self.is_label(target));
            if !labels {
                let what = format!("no input has a label of the shape `{}`", trim.target.value);
                self.nothing(&trim.target, what, &[]);
            }
        }
        if let Some(label) = &all.endpoint_label {
            self.endpoint_label(label);
        }
        for setting in &all.environment_settings {
            if !self.context_params.contains(&setting.param.value.as_str()) {
                let what = format!(
                    "the service has no client context parameter `{}`",
                    setting.param.value
                );
                self.nothing(&setting.param, what, &self.context_params.clone());
            }
        }
        if let Some(prefix) = &all.ruled_host_prefix {
            if !self.prefixes.contains(&prefix.value.as_str()) {
                let what = format!("no operation has the host prefix `{}`", prefix.value);
                self.nothing(prefix, what, &self.prefixes.clone());
            }
        }
    }

    fn endpoint_label(&mut self, label: &Setting) {
        let is_it = |input: ShapeIx| {
            let member = self.model.shape(input).member(&label.value);
            member.is_some_and(|member| member.traits.http_label)
        };
        if !self.inputs.iter().any(|(_, input)| is_it(*input)) {
            let what = format!("no input has a label `{}`", label.value);
            self.nothing(label, what, &[]);
        }
    }

    fn operation(&mut self, customizations: &OperationCustomizations) {
        let name = &customizations.name;
        let found = self.inputs.iter().find(|(known, _)| *known == name.value);
        let Some((_, input)) = found.copied() else {
            // Models that are cut down to some operations lack the others, and lose nothing by it.
            if name.place.file.as_deref() == Some(settings::BUILT_IN_NAME) {
                return;
            }
            let names: Vec<&str> = self.inputs.iter().map(|(name, _)| *name).collect();
            let what = format!("the service has no operation `{}`", name.value);
            self.nothing(name, what, &names);
            return;
        };
        let defaults = customizations.default_members.iter().map(|(name, _)| name);
        for member in defaults.chain(&customizations.endpoint_member) {
            if !self.is_text(input, &member.value) {
                let names = self.model.members(input);
                let names: Vec<&str> = names.iter().map(|member| member.name.as_str()).collect();
                let what = format!(
                    "the input of `{}` has no string member `{}`",
                    name.value, member.value
                );
                self.nothing(member, what, &names);
            }
        }
        if customizations.tree_hash && !self.has_payload(input) {
            let what = format!("the input of `{}` has no payload to hash", name.value);
            self.nothing(name, what, &[]);
        }
    }

    fn is_text(&self, input: ShapeIx, member: &str) -> bool {
        let member = self.model.shape(input).member(member);
        member.is_some_and(|member| matches!(self.model.shape(member.target).kind, Kind::String))
    }

    fn is_label(&self, target: ShapeIx) -> bool {
        self.inputs.iter().any(|(_, input)| {
            let members = self.model.members(*input);
            (members.iter()).any(|member| member.target == target && member.traits.http_label)
        }) && matches!(self.model.shape(target).kind, Kind::String)
    }

    fn has_payload(&self, input: ShapeIx) -> bool {
        let members = self.model.members(input);
        members.iter().any(|member| member.traits.http_payload)
    }

    fn nothing(&mut self, setting: &Setting, what: String, known: &[&str]) {
        self.diagnostics.push(unmatched(setting, what, known));
    }
}

/// Returns the diagnostic of a customization that matches nothing.
pub(super) fn unmatched(setting: &Setting, what: String, known: &[&str]) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(format!("a customization matches nothing: {what}"))
        .at(setting.place.clone());
    diagnostic.help = match setting.place.file.as_deref() {
        Some(settings::BUILT_IN_NAME) => Some(
            "set `built-in = false` under the service's customizations in farrier.toml and list there what applies to the model"
                .to_owned(),
        ),
        _ => did_you_mean(&setting.value, known),
    };
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;
    use crate::settings::Signing;

    fn header(value: &str) -> (Setting, String) {
        let name = Setting {
            value: "Accept".to_owned(),
            place: Place::default(),
        };
        (name, value.to_owned())
    }

    #[test]
    fn the_manifests_customizations_go_before_the_generators() {
        let own = Customizations {
            headers: vec![header("own")],
            signing: Signing {
                double_uri_encode: Some(true),
                ..Signing::default()
            },
            ..Customizations::default()
        };
        let built_in = Customizations {
            headers: vec![header("built in")],
            signing: Signing {
                double_uri_encode: Some(false),
                normalize_uri_path: Some(false),
                content_sha256_header: None,
            },
            ..Customizations::default()
        };
        let all = merged(own, built_in);
        assert_eq!(all.headers, [header("own"), header("built in")]);
        assert_eq!(all.signing.double_uri_encode, Some(true));
        assert_eq!(all.signing.normalize_uri_path, Some(false));
        assert_eq!(all.signing.content_sha256_header, None);
    }
}
