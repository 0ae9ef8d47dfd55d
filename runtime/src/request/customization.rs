//! Customizations: behaviour that some services need and that no trait declares; see [`Customization`].

use super::{customizations, text, text_of};
use crate::config::EndpointUrl;
use crate::hook::{Hook, Moment};
use crate::operation::{Customization, OperationRef};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextMut,
};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{RetryConfig, RetrySpec};

/// Applies the customizations of a service and an operation.
pub(super) const HOOKS: [Hook; 4] = [
    Hook::new(NAME, Moment::ReadBeforeExecution(set_endpoint)),
    Hook::new(NAME, Moment::ModifyBeforeSerialization(change_members)),
    Hook::new(NAME, Moment::ModifyBeforeRetryLoop(poll_long)),
    Hook::new(NAME, Moment::ModifyBeforeSigning(add_headers)),
];

const NAME: &str = "Customization";

// Not later, because the endpoint parameters are collected next.
fn set_endpoint(
    context: &BeforeSerializationInterceptorContextRef<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let def = OperationRef::of(cfg)?;
    for customization in customizations(def) {
        if let Customization::EndpointMember(member) = customization {
            let input = (def.input)(context.input());
            let url = input.and_then(|input| text(input, member));
            if let Some(url) = url.filter(|url| !url.is_empty()) {
                cfg.interceptor_state()
                    .store_put(EndpointUrl(url.to_owned()));
            }
        }
    }
    Ok(())
}

fn change_members(
    context: &mut BeforeSerializationInterceptorContextMut<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let def = OperationRef::of(cfg)?;
    let Some(input) = (def.input_mut)(context.input_mut()) else {
        return Ok(());
    };
    for customization in customizations(def) {
        match customization {
            Customization::DefaultMember(member, value) => {
                if let Some(slot) = input.text_mut(member) {
                    if let None | Some("") = text_of(slot) {
                        slot.set_text((*value).to_owned());
                    }
                }
            }
            Customization::TrimMember(member, prefixes) => {
                if let Some(slot) = input.text_mut(member) {
                    if let Some(text) = text_of(slot).and_then(|text| trimmed(text, prefixes)) {
                        let text = text.to_owned();
                        slot.set_text(text);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn poll_long(
    _context: &mut BeforeTransmitInterceptorContextMut<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let mut customizations = customizations(OperationRef::of(cfg)?);
    if !customizations.any(|one| *one == Customization::LongPolling) {
        return Ok(());
    }
    let Some(retry) = cfg.load::<RetryConfig>().cloned() else {
        return Ok(());
    };
    match retry.retry_spec().cloned() {
        Some(spec) if spec.is_at_least(RetrySpec::V2_1) => {
            let retry = retry.with_retry_spec(spec.with_long_polling(true));
            cfg.interceptor_state().store_put(retry);
        }
        _ => {}
    }
    Ok(())
}

fn add_headers(
    context: &mut BeforeTransmitInterceptorContextMut<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let headers = context.request_mut().headers_mut();
    for customization in customizations(OperationRef::of(cfg)?) {
        match customization {
            Customization::Header(name, value) if !headers.contains_key(*name) => {
                headers.try_insert(*name, (*value).to_owned())?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Returns the text without the first of the prefixes that it starts with; `None` if it starts with none of them.
fn trimmed<'a>(text: &'a str, prefixes: &[&str]) -> Option<&'a str> {
    prefixes.iter().find_map(|prefix| text.strip_prefix(prefix))
}
