//! The interceptors of this crate.
//!
//! Most are functions in one type of interceptor, because each type is compiled with all moments of the trait and with
//! its entry in the configuration.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{
    dyn_dispatch_hint, Intercept, SharedInterceptor,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use std::fmt;

type Outcome = Result<(), BoxError>;
type ReadInput = fn(&BeforeSerializationInterceptorContextRef<'_>, &mut ConfigBag) -> Outcome;
type ModifyInput = fn(&mut BeforeSerializationInterceptorContextMut<'_>, &mut ConfigBag) -> Outcome;
type ModifyRequest = fn(&mut BeforeTransmitInterceptorContextMut<'_>, &mut ConfigBag) -> Outcome;

/// An interceptor that acts at one moment of a call.
#[derive(Clone, Copy)]
pub(crate) struct Hook {
    name: &'static str,
    moment: Moment,
}

/// When an interceptor acts, and what it does. The moments have the names of the trait's methods.
#[derive(Clone, Copy)]
pub(crate) enum Moment {
    ReadBeforeExecution(ReadInput),
    ModifyBeforeSerialization(ModifyInput),
    ReadBeforeSerialization(ReadInput),
    ModifyBeforeRetryLoop(ModifyRequest),
    ModifyBeforeSigning(ModifyRequest),
}

impl Hook {
    /// Creates an interceptor. Its name is in the texts of errors.
    pub(crate) const fn new(name: &'static str, moment: Moment) -> Self {
        Self { name, moment }
    }

    /// Returns the interceptor for the components of a client or call.
    pub(crate) fn shared(self) -> SharedInterceptor {
        SharedInterceptor::permanent(self)
    }
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[dyn_dispatch_hint]
impl Intercept for Hook {
    fn name(&self) -> &'static str {
        self.name
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Outcome {
        match self.moment {
            Moment::ReadBeforeExecution(act) => act(context, cfg),
            _ => Ok(()),
        }
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Outcome {
        match self.moment {
            Moment::ModifyBeforeSerialization(act) => act(context, cfg),
            _ => Ok(()),
        }
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Outcome {
        match self.moment {
            Moment::ReadBeforeSerialization(act) => act(context, cfg),
            _ => Ok(()),
        }
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Outcome {
        match self.moment {
            Moment::ModifyBeforeRetryLoop(act) => act(context, cfg),
            _ => Ok(()),
        }
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Outcome {
        match self.moment {
            Moment::ModifyBeforeSigning(act) => act(context, cfg),
            _ => Ok(()),
        }
    }
}
