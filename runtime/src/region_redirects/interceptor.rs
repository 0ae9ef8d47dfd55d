//! Finds the region of the bucket of a call, and sends the call there.

use super::regions::KnownRegions;
use super::{answer, FollowRegionRedirects, RegionRedirects};
use crate::config::Region;
use crate::endpoint::{context, EndpointResolverParams};
use crate::operation::OperationDef;
use crate::reflect::Structure;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
    FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_types::region::SigningRegion;

/// A call that may be redirected.
#[derive(Clone, Debug)]
struct Call {
    bucket: String,
    step: Step,
    /// Whether the request can be sent again.
    is_repeatable: bool,
}

/// Progress of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// It has not been redirected.
    Direct,
    /// Its next attempt is the first in another region.
    Redirected,
    /// It has been redirected, and will not be again.
    Followed,
}

impl Storable for Call {
    type Storer = StoreReplace<Self>;
}

/// Returns whether the next attempt of the call is the first in another region.
pub(super) fn is_redirected(cfg: &ConfigBag) -> bool {
    let call = cfg.load::<Call>();
    call.is_some_and(|call| call.step == Step::Redirected)
}

/// Follows buckets into other regions, where the client is set to.
#[derive(Debug)]
pub(crate) struct RedirectInterceptor {
    def: &'static OperationDef,
    redirects: &'static RegionRedirects,
}

impl RedirectInterceptor {
    /// Returns the interceptor of an operation, if its calls can be redirected.
    pub(crate) fn of(def: &'static OperationDef) -> Option<Self> {
        let redirects = def.service.traits.region_redirects.as_ref()?;
        let can_be = !redirects.except.contains(&def.name);
        can_be.then_some(Self { def, redirects })
    }

    /// Notes the bucket of a call, and sends the call to the region of the bucket if it is known.
    ///
    /// Must run before the endpoint parameters are collected.
    pub(crate) fn begin(&self, input: &dyn Structure, cfg: &mut ConfigBag) {
        if cfg.load::<FollowRegionRedirects>() != Some(&FollowRegionRedirects(true)) {
            return;
        }
        let bucket = context::text(cfg, input, self.redirects.bucket);
        // An ARN contains its region.
        let Some(bucket) = bucket.filter(|bucket| !bucket.starts_with("arn:")) else {
            return;
        };
        let known = cfg.load::<KnownRegions>();
        if let Some(region) = known.and_then(|known| known.get(&bucket)) {
            self.send_to(region, cfg);
        }
        cfg.interceptor_state().store_put(Call {
            bucket,
            step: Step::Direct,
            is_repeatable: true,
        });
    }

    /// Resolves the endpoint of the next attempt for another region, and signs for that.
    fn send_to(&self, region: Region, cfg: &mut ConfigBag) {
        if let Some(params) = cfg.get_mut_from_interceptor_state::<EndpointResolverParams>() {
            (self.redirects.set_region)(params, region.to_string());
        }
        let state = cfg.interceptor_state();
        state.store_put(SigningRegion::from(region.clone()));
        state.store_put(region);
    }

    /// Returns the region that the call belongs to, if that is not the one it was sent to.
    fn other_region(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        bucket: &str,
        cfg: &ConfigBag,
    ) -> Option<Region> {
        let error = context.output_or_error()?.err()?.as_operation_error();
        let code = error.and_then(|error| (self.def.part)(error)?.meta().code());
        let region = answer::region(context.response()?, code, bucket)?;
        (cfg.load::<Region>() != Some(&region)).then_some(region)
    }
}

#[dyn_dispatch_hint]
impl Intercept for RedirectInterceptor {
    fn name(&self) -> &'static str {
        "RegionRedirect"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(input) = (self.def.input)(context.input()) {
            self.begin(input, cfg);
        }
        Ok(())
    }

    fn read_before_attempt(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(call) = cfg.get_mut_from_interceptor_state::<Call>() {
            if call.step == Step::Redirected {
                call.step = Step::Followed;
            }
            call.is_repeatable = context.request().body().try_clone().is_some();
        }
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(call) = cfg.load::<Call>().cloned() else {
            return Ok(());
        };
        let Some(region) = self.other_region(context, &call.bucket, cfg) else {
            return Ok(());
        };
        let (bucket, known) = (&call.bucket, cfg.load::<KnownRegions>());
        if call.step == Step::Followed {
            tracing::debug!(bucket, %region, "the bucket is in yet another region: the call is not redirected again");
            if let Some(known) = known {
                known.forget(bucket);
            }
            return Ok(());
        }
        if let Some(known) = known {
            known.put(bucket, region.clone());
        }
        if !call.is_repeatable {
            tracing::warn!(
                bucket,
                %region,
                "the bucket is in another region, but the request is not sent there because its body cannot be read \
                 twice; further calls for the bucket go to its region"
            );
            return Ok(());
        }
        tracing::debug!(bucket, %region, "the bucket is in another region: the call is sent again");
        self.send_to(region, cfg);
        let step = Step::Redirected;
        cfg.interceptor_state().store_put(Call { step, ..call });
        Ok(())
    }
}
