//! The service shape and its facts.

use super::types::ServiceInfo;
use super::{auth, rules};
use crate::diag::{did_you_mean, Diagnostic, Diagnostics, Place};
use crate::model::{
    AuthScheme, AwsService, Kind, Model, Protocol, ProtocolKind, ServiceShape, ServiceTraits,
    Shape, ShapeId, ShapeIx,
};
use crate::settings::{Customizations, ServiceName, ServiceSettings, Setting};

/// Returns the service that the settings name, or the model's one.
pub(super) fn find(
    model: &Model,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Option<ShapeIx> {
    let services: Vec<ShapeIx> = (model.shapes())
        .filter(|(_, shape)| matches!(shape.kind, Kind::Service(_)))
        .map(|(ix, _)| ix)
        .collect();
    if let Some(wanted) = &settings.service {
        return named(model, &services, wanted, diagnostics);
    }
    match services.as_slice() {
        [one] => Some(*one),
        [] => {
            let what = "the model has no service";
            diagnostics.push(Diagnostic::error(what).at(Place::default().pointer("/shapes")));
            None
        }
        [first, ..] => {
            let what = format!(
                "the model has {} services, but a crate has only one",
                services.len()
            );
            let ids = services.iter().map(|ix| model.shape(*ix).id.to_string());
            let ids: Vec<String> = ids.collect();
            let help = format!(
                "set `service` in the service's table to the one to generate: {}",
                ids.join(", ")
            );
            let place = Place::shape(&model.shape(*first).id);
            diagnostics.push(Diagnostic::error(what).at(place).help(help));
            None
        }
    }
}

fn named(
    model: &Model,
    services: &[ShapeIx],
    wanted: &Setting,
    diagnostics: &mut Diagnostics,
) -> Option<ShapeIx> {
    let ids: Vec<String> = services
        .iter()
        .map(|ix| model.shape(*ix).id.to_string())
        .collect();
    let found = ids.iter().position(|id| *id == wanted.value);
    if found.is_none() {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let what = format!("the model has no service `{}`", wanted.value);
        let mut diagnostic = Diagnostic::error(what).at(wanted.place.clone());
        diagnostic.help = did_you_mean(&wanted.value, &ids);
        diagnostics.push(diagnostic);
    }
    services.get(found?).copied()
}

/// Returns the name of the service, where it is clear which that is: also of a model with errors.
pub fn name<'m>(model: &'m Model, settings: &ServiceSettings) -> Option<ServiceName<'m>> {
    let ix = find(model, settings, &mut Diagnostics::default())?;
    let shape = model.shape(ix);
    let Kind::Service(service) = &shape.kind else {
        return None;
    };
    let name = shape.id.name.as_str();
    Some(if is_aws(settings, &service.traits) {
        let aws = service.traits.aws.as_ref();
        ServiceName::Aws(aws.map_or(name, |aws| aws.sdk_id.as_str()))
    } else {
        ServiceName::Own(name)
    })
}

/// Returns whether the service is one of AWS: if the manifest or a trait says so.
///
/// A service with SigV4 is, because its clients have regions and credentials. So is one whose endpoints depend on
/// settings of AWS.
fn is_aws(settings: &ServiceSettings, traits: &ServiceTraits) -> bool {
    settings.aws.unwrap_or_else(|| {
        traits.aws.is_some() || signs(&traits.auth_schemes) || rules::need_aws(traits)
    })
}

fn signs(schemes: &[AuthScheme]) -> bool {
    schemes
        .iter()
        .any(|scheme| matches!(scheme, AuthScheme::Sigv4 { .. } | AuthScheme::Sigv4a { .. }))
}

/// Returns the facts of the service, and its renames.
pub(super) fn info(
    model: &Model,
    ix: ShapeIx,
    settings: &ServiceSettings,
    customizations: &Customizations,
    diagnostics: &mut Diagnostics,
) -> Option<(ServiceInfo, Vec<(ShapeId, String)>)> {
    let shape = model.shape(ix);
    let Kind::Service(service) = &shape.kind else {
        return None;
    };
    let traits = &service.traits;
    let aws = traits.aws.clone().unwrap_or_else(|| AwsService {
        sdk_id: shape.id.name.clone(),
        ..AwsService::default()
    });
    let endpoint_rules = rules::choose(&shape.id, traits, diagnostics);
    let of_endpoints = auth::of_endpoints(traits, endpoint_rules.as_ref());
    let mut default_auth = auth::of_service(&shape.id, traits, of_endpoints.as_ref(), diagnostics);
    if customizations.optional_auth && !default_auth.contains(&AuthScheme::NoAuth) {
        default_auth.push(AuthScheme::NoAuth);
    }
    let is_aws = is_aws(settings, traits);
    if !is_aws && (signs(&traits.auth_schemes) || rules::need_aws(traits)) {
        let what = "the service cannot be called without regions and credentials of AWS, because of its auth traits or \
                    endpoint rules";
        let help = format!("remove `aws = false` from [services.{}]", settings.key);
        let place = Place::shape(&shape.id);
        diagnostics.push(Diagnostic::error(what).at(place).help(help));
    }
    let info = ServiceInfo {
        is_aws,
        protocols: protocols(model, shape, service, settings, diagnostics),
        default_auth,
        id: shape.id.clone(),
        version: service.version.clone(),
        aws,
        title: shape.traits.title.clone(),
        documentation: shape.traits.documentation.clone(),
        auth_schemes: (traits.auth_schemes.iter().cloned())
            .chain(of_endpoints)
            .collect(),
        query_compatible: traits.query_compatible,
        endpoint_rules,
        endpoint_tests: traits.endpoint_tests.clone(),
        endpoint_discovery: traits.endpoint_discovery.clone(),
        client_context_params: traits.client_context_params.clone(),
        xml_namespace: shape.traits.xml_namespace.clone(),
    };
    Some((info, service.rename.clone()))
}

/// Returns the protocols that the service has, in the order of preference; the one of the settings alone, if they name
/// one.
fn protocols(
    model: &Model,
    shape: &Shape,
    service: &ServiceShape,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Vec<Protocol> {
    let offered = |kind: ProtocolKind| {
        let mut offered = service.traits.protocols.iter();
        offered.find(|protocol| protocol.kind == kind).cloned()
    };
    if let Some(kind) = settings.protocol {
        return vec![offered(kind).unwrap_or_else(|| Protocol::plain(kind))];
    }
    let ordered: Vec<Protocol> = ProtocolKind::ALL.into_iter().filter_map(offered).collect();
    if ordered.is_empty() {
        let what = match unsupported(model, shape).as_slice() {
            [] => "the service has no supported protocol".to_owned(),
            others => format!(
                "the service has no supported protocol, only {}",
                others.join(", ")
            ),
        };
        let help = format!(
            "add the trait of a supported protocol, or set `protocol` in [services.{}] to one: {}",
            settings.key,
            ProtocolKind::ids().join(", ")
        );
        let place = Place::shape(&shape.id);
        diagnostics.push(Diagnostic::error(what).at(place).help(help));
    }
    ordered
}

/// Returns the service's traits of other protocols: those that the model defines, and those of known packages.
fn unsupported(model: &Model, service: &Shape) -> Vec<String> {
    const KNOWN: [&str; 2] = ["alloy.proto#grpc", "smithy.mqtt#mqttJson"];
    const DEFINITION: &str = "smithy.api#protocolDefinition";
    let is_protocol = |id: &str| {
        let mut shapes = model.shapes();
        let defined = shapes.find(|(_, shape)| shape.id.to_string() == id);
        KNOWN.contains(&id)
            || defined.is_some_and(|(_, shape)| shape.traits.other(DEFINITION).is_some())
    };
    let traits = service.traits.other.iter();
    let ids = traits.filter(|(id, _)| is_protocol(id));
    ids.map(|(id, _)| format!("`{id}`")).collect()
}
