//! Customizations: behaviour that some services need and that no trait declares; see [`Customization`].

use super::{customizations, text, text_of};
use crate::config::EndpointUrl;
use crate::operation::{Customization, OperationDef};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{RetryConfig, RetrySpec};

/// Applies the customizations of a service and an operation.
#[derive(Debug)]
pub(super) struct CustomizationInterceptor(pub(super) &'static OperationDef);

#[dyn_dispatch_hint]
impl Intercept for CustomizationInterceptor {
    fn name(&self) -> &'static str {
        "Customization"
    }

    // Not later, because the endpoint parameters are collected next.
    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        for customization in customizations(self.0) {
            if let Customization::EndpointMember(member) = customization {
                let input = (self.0.input)(context.input());
                let url = input.and_then(|input| text(input, member));
                if let Some(url) = url.filter(|url| !url.is_empty()) {
                    cfg.interceptor_state()
                        .store_put(EndpointUrl(url.to_owned()));
                }
            }
        }
        Ok(())
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(input) = (self.0.input_mut)(context.input_mut()) else {
            return Ok(());
        };
        for customization in customizations(self.0) {
            match customization {
                Customization::DefaultMember(member, value) => {
                    let slot = input.text_mut(member);
                    if let Some(slot) =
                        slot.filter(|slot| text_of(*slot).unwrap_or_default().is_empty())
                    {
                        slot.set_text((*value).to_owned());
                    }
                }
                Customization::TrimMember(member, prefixes) => {
                    if let Some(trimmed) =
                        text(input, member).and_then(|text| trimmed(text, prefixes))
                    {
                        let trimmed = trimmed.to_owned();
                        if let Some(slot) = input.text_mut(member) {
                            slot.set_text(trimmed);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        _context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if customizations(self.0).any(|one| *one == Customization::LongPolling) {
            let retry = cfg.load::<RetryConfig>().cloned();
            let spec = retry.as_ref().and_then(|retry| retry.retry_spec().cloned());
            let spec = spec.filter(|spec| spec.is_at_least(RetrySpec::V2_1));
            if let Some((retry, spec)) = retry.zip(spec) {
                let retry = retry.with_retry_spec(spec.with_long_polling(true));
                cfg.interceptor_state().store_put(retry);
            }
        }
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        for customization in customizations(self.0) {
            match customization {
                Customization::Header(name, value) if !request.headers().contains_key(*name) => {
                    request.headers_mut().try_insert(*name, *value)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Returns the text without the first of the prefixes that it starts with; `None` if it starts with none of them.
fn trimmed<'a>(text: &'a str, prefixes: &[&str]) -> Option<&'a str> {
    prefixes.iter().find_map(|prefix| text.strip_prefix(prefix))
}
