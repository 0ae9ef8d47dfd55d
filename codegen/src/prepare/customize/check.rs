//! Matches customizations with the model. One that matches nothing is an error, so that none is lost by a
//! misspelling or a changed model.

use super::unmatched::{unmatched, unmatched_in_manifest};
use crate::diag::Diagnostics;
use crate::model::{Kind, Member, Model, ShapeId, ShapeIx};
use crate::prepare::select;
use crate::settings::{
    self, Customizations, OperationCustomizations, PostPolicies, RegionRedirects, Setting,
};

/// Reports customizations that match nothing in the whole model: they may also refer to operations that are
/// not selected.
pub(super) fn check(
    model: &Model,
    service: ShapeIx,
    all: &Customizations,
    diagnostics: &mut Diagnostics,
) {
    let bound = select::bound(model, service);
    let operations = bound.iter().filter_map(|ix| {
        let shape = model.shape(*ix);
        match &shape.kind {
            Kind::Operation(operation) => Some((shape.id.name.as_str(), operation)),
            _ => None,
        }
    });
    let prefixes = operations.clone();
    let prefixes = prefixes.filter_map(|(_, operation)| operation.traits.host_prefix.as_deref());
    let context_params = match &model.shape(service).kind {
        Kind::Service(service) => (service.traits.client_context_params.iter())
            .map(|param| param.name.as_str())
            .collect(),
        _ => Vec::new(),
    };
    let mut check = Check {
        model,
        context_params,
        prefixes: prefixes.collect(),
        inputs: operations
            .map(|(name, operation)| (name, operation.input))
            .collect(),
        diagnostics,
    };
    check.service(all);
    for operation in &all.operations {
        check.operation(operation);
    }
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
            let param = &setting.param;
            if !self.context_params.contains(&param.value.as_str()) {
                let what = format!(
                    "the service has no client context parameter `{}`",
                    param.value
                );
                unmatched_in_manifest(param, what, &self.context_params, self.diagnostics);
            }
        }
        if let Some(redirects) = &all.region_redirects {
            self.region_redirects(redirects);
        }
        if let Some(policies) = &all.post_policies {
            self.post_policies(policies);
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

    fn region_redirects(&mut self, redirects: &RegionRedirects) {
        let inputs = self.inputs.iter();
        let members = inputs.flat_map(|(_, input)| self.model.members(*input));
        let params = members.filter_map(|member| member.traits.context_param.as_deref());
        let params: Vec<&str> = params.collect();
        let bucket = &redirects.bucket;
        if !params.contains(&bucket.value.as_str()) {
            let what = format!("no input sets an endpoint parameter `{}`", bucket.value);
            unmatched_in_manifest(bucket, what, &params, self.diagnostics);
        }
        let operations: Vec<&str> = self.inputs.iter().map(|(name, _)| *name).collect();
        for name in &redirects.except {
            if !operations.contains(&name.value.as_str()) {
                let what = format!("the service has no operation `{}`", name.value);
                unmatched_in_manifest(name, what, &operations, self.diagnostics);
            }
        }
    }

    fn post_policies(&mut self, policies: &PostPolicies) {
        let PostPolicies { operation, bucket } = policies;
        let found = (self.inputs.iter()).find(|(name, _)| *name == operation.value);
        let Some((_, input)) = found else {
            let known: Vec<&str> = self.inputs.iter().map(|(name, _)| *name).collect();
            let what = format!("the service has no operation `{}`", operation.value);
            unmatched_in_manifest(operation, what, &known, self.diagnostics);
            return;
        };
        if !self.is_text(*input, &bucket.value) {
            let what = format!(
                "the input of `{}` has no string member `{}`",
                operation.value, bucket.value
            );
            unmatched_in_manifest(bucket, what, &[], self.diagnostics);
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
        let has_label = |member: &Member| member.traits.http_label;
        if customizations.presigned_as_get && self.model.members(input).into_iter().any(has_label) {
            let what = format!(
                "`{}` has labels in its URI, so it cannot be presigned as `GET` with all members in the query",
                name.value
            );
            self.nothing(name, what, &[]);
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
