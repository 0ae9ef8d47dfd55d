//! Interceptors, customized calls and how a client is told of itself.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use aws_sdk_s3::config::interceptors::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
    BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextMut,
    FinalizerInterceptorContextRef,
};
use aws_sdk_s3::config::{Builder, ConfigBag, Intercept, Region, RuntimeComponents};
use aws_sdk_s3::error::BoxError;
use aws_sdk_s3::operation::list_objects_v2::{ListObjectsV2Input, ListObjectsV2Output};
use aws_sdk_s3::Client;

use crate::record::Record;
use crate::recorded::wire::{answer, Wire};
use crate::Stop;

use super::{client, settings};

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    hooks(record).await;
    failing(record).await;
    customized(record).await;
    Ok(())
}

/// Notes every hook, with what it can see.
#[derive(Clone, Debug, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn add(&self, text: impl Into<String>) -> Result<(), BoxError> {
        if let Ok(mut notes) = self.0.lock() {
            notes.push(text.into());
        }
        Ok(())
    }
}

type Answered = Result<(), BoxError>;

impl Intercept for Notes {
    fn name(&self) -> &'static str {
        "Notes"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &mut ConfigBag,
    ) -> Answered {
        let input = context.input().downcast_ref::<ListObjectsV2Input>();
        self.add(format!(
            "before execution: {:?}",
            input.and_then(|input| input.bucket())
        ))
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        if let Some(input) = context.input_mut().downcast_mut::<ListObjectsV2Input>() {
            input.prefix = Some("of the hook".to_owned());
        }
        self.add("modify before serialization")
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        self.add(format!("before serialization: {:?}", context.input()))
    }

    fn read_after_serialization(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        self.add(format!("after serialization: {}", context.request().uri()))
    }

    fn read_before_attempt(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        self.add(format!("before attempt: {}", context.request().uri()))
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        context
            .request_mut()
            .headers_mut()
            .insert("x-of-the-hook", "yes");
        self.add(format!("before signing: {}", context.request().uri()))
    }

    fn read_after_signing(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        let signed = context.request().headers().get("authorization").is_some();
        self.add(format!("after signing: {signed}"))
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        let mut names: Vec<_> = context
            .request()
            .headers()
            .iter()
            .map(|(name, _)| name.to_owned())
            .collect();
        names.sort();
        self.add(format!("before transmit: {names:?}"))
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        context
            .response_mut()
            .headers_mut()
            .insert("x-amz-request-charged", "requester");
        self.add("before deserialization")
    }

    fn read_after_transmit(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        self.add(format!(
            "after transmit: {}",
            context.response().status().as_u16()
        ))
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        let output = context.output_or_error().ok();
        let output = output.and_then(|output| output.downcast_ref::<ListObjectsV2Output>());
        self.add(format!(
            "after deserialization: {:?}",
            output.and_then(|output| output.name())
        ))
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        let state = context.output_or_error().map(|output| output.is_ok());
        self.add(format!("after attempt: {state:?}"))
    }

    fn modify_before_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        let output = context
            .output_or_error_mut()
            .and_then(|output| output.as_mut().ok());
        if let Some(output) = output.and_then(|output| output.downcast_mut::<ListObjectsV2Output>())
        {
            output.delimiter = Some("of the hook".to_owned());
        }
        self.add("before completion")
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        self.add(format!("after execution: {:?}", context.input().is_some()))
    }
}

async fn hooks(record: &mut Record) {
    let list = "<ListBucketResult><Name>b</Name></ListBucketResult>";
    for of_call in [false, true] {
        let wire = Wire::of([answer(500, &[], ""), answer(200, &[], list)]);
        let notes = Notes::default();
        let config = settings(&wire);
        let config = if of_call {
            config
        } else {
            config.interceptor(notes.clone())
        };
        let client = Client::from_conf(config.build());
        let listed = client.list_objects_v2().bucket("b").customize();
        let listed = if of_call {
            listed.interceptor(notes.clone())
        } else {
            listed
        };
        record.outcome("hooks", &listed.send().await);
        for note in notes
            .0
            .lock()
            .map(|notes| notes.clone())
            .unwrap_or_default()
        {
            record.note("hook", note);
        }
        wire.record(record, "hooks");
    }
}

/// Fails in one hook.
#[derive(Debug)]
struct Failing(&'static str);

impl Failing {
    fn at(&self, hook: &str) -> Answered {
        if self.0 == hook {
            Err(format!("it fails in {hook}").into())
        } else {
            Ok(())
        }
    }
}

impl Intercept for Failing {
    fn name(&self) -> &'static str {
        "Failing"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &mut ConfigBag,
    ) -> Answered {
        self.at("read_before_execution")
    }

    fn modify_before_signing(
        &self,
        _: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        self.at("modify_before_signing")
    }

    fn read_after_transmit(
        &self,
        _: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        self.at("read_after_transmit")
    }

    fn read_after_execution(
        &self,
        _: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Answered {
        self.at("read_after_execution")
    }
}

async fn failing(record: &mut Record) {
    for hook in [
        "read_before_execution",
        "modify_before_signing",
        "read_after_transmit",
        "read_after_execution",
    ] {
        let wire = Wire::default();
        let listed = client(&wire)
            .list_buckets()
            .customize()
            .interceptor(Failing(hook));
        let step = format!("fails in {hook}");
        record.outcome(&step, &listed.send().await);
        record.value(&format!("{step}, attempts"), wire.take().len());
    }
}

async fn customized(record: &mut Record) {
    let wire = Wire::default();
    let client = client(&wire);
    let get = || client.get_object().bucket("b").key("k").customize();
    let mapped = get().map_request(|mut request| {
        request.headers_mut().insert("x-mapped", "yes");
        Ok::<_, Infallible>(request)
    });
    record.outcome("map_request", &mapped.send().await.map(|_| "sent"));
    wire.record(record, "map_request");
    let failed = get().map_request(|_| {
        Err::<aws_sdk_s3::config::http::HttpRequest, _>(std::io::Error::other("no"))
    });
    record.outcome("map_request, failed", &failed.send().await.map(|_| "sent"));
    wire.record(record, "map_request, failed");
    let mutated = get().mutate_request(|request| {
        request.headers_mut().remove("x-amz-checksum-mode");
        let _ = request.set_uri("https://elsewhere.example.com/path?x=1");
    });
    record.outcome("mutate_request", &mutated.send().await.map(|_| "sent"));
    wire.record(record, "mutate_request");
    let own = Builder::new().region(Region::new("us-west-2"));
    record.outcome(
        "override, region",
        &get().config_override(own).send().await.map(|_| "sent"),
    );
    wire.record(record, "override, region");
    let own = Builder::new()
        .endpoint_url("http://localhost:1/x")
        .force_path_style(true);
    record.outcome(
        "override, endpoint",
        &get().config_override(own).send().await.map(|_| "sent"),
    );
    wire.record(record, "override, endpoint");
    let own = Builder::new().credentials_provider(aws_sdk_s3::config::Credentials::new(
        "A", "B", None, None, "e2e",
    ));
    record.outcome(
        "override, credentials",
        &get().config_override(own).send().await.map(|_| "sent"),
    );
    wire.record(record, "override, credentials");
    let own = Builder::new().app_name(aws_sdk_s3::config::AppName::new("my-app").expect("valid"));
    record.outcome(
        "override, app name",
        &get().config_override(own).send().await.map(|_| "sent"),
    );
    wire.record(record, "override, app name");
    let other = Wire::default();
    let own = Builder::new().http_client(other.clone());
    record.outcome(
        "override, client",
        &get().config_override(own).send().await.map(|_| "sent"),
    );
    wire.record(record, "override, client");
    other.record(record, "override, other client");
    let own = client
        .config()
        .to_builder()
        .region(Region::new("sa-east-1"));
    record.outcome(
        "override, whole",
        &get().config_override(own).send().await.map(|_| "sent"),
    );
    wire.record(record, "override, whole");
}
