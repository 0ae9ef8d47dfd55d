//! Endpoint discovery (`aws.api#clientEndpointDiscovery`): an operation of the service returns the endpoint for calls,
//! and how long it is valid.
//!
//! As in the official crates, a program converts a client into one with endpoint discovery, which makes the first
//! discovery call. A task that the program spawns makes the later ones.

use super::{
    EndpointFuture, EndpointResolverParams, ResolveErasedEndpoint, SharedEndpointResolver,
};
use crate::jmespath::{Borrowed, Expression, Number, Value};
use crate::operation::Handle;
use crate::reflect::Structure;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::endpoint::Endpoint;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, SystemTime};

/// Interval at which the task checks whether the endpoint must be renewed.
const EVERY: Duration = Duration::from_secs(60);

/// Remaining validity at which an endpoint is renewed.
const MARGIN: Duration = Duration::from_secs(120);

type Answer = Pin<Box<dyn Future<Output = Result<Discovered, BoxError>> + Send>>;

/// A discovered endpoint.
#[derive(Debug)]
struct Discovered {
    endpoint: Endpoint,
    /// How long it is valid.
    period: Duration,
}

/// The latest endpoint, or the error of discovering it.
#[derive(Debug, Default)]
struct Known {
    endpoint: Option<(Endpoint, SystemTime)>,
    error: Option<BoxError>,
}

/// State that the client and the task share.
#[derive(Debug, Default)]
struct Cache(Mutex<Known>);

impl Cache {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the endpoint. An expired one is returned too, because the service may still be there.
    fn endpoint(&self) -> Result<Endpoint, BoxError> {
        let mut known = self.known();
        match &known.endpoint {
            Some((endpoint, _)) => Ok(endpoint.clone()),
            None => Err(match known.error.take() {
                Some(error) => error,
                None => "no endpoint has been discovered".into(),
            }),
        }
    }

    fn is_due(&self, now: SystemTime) -> bool {
        let left = |until: &SystemTime| until.duration_since(now).unwrap_or_default();
        let known = self.known();
        (known.endpoint.as_ref()).is_none_or(|(_, until)| left(until) < MARGIN)
    }
}

impl ResolveErasedEndpoint for Cache {
    fn resolve_endpoint<'a>(&'a self, _: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        EndpointFuture::ready(self.endpoint())
    }
}

/// Endpoint resolver that returns the cached endpoint.
#[derive(Debug)]
struct Resolver(Arc<Cache>);

impl ResolveErasedEndpoint for Resolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        self.0.resolve_endpoint(params)
    }
}

/// Renews the endpoint of a client with endpoint discovery.
///
/// Spawn [`reload_task`](Self::reload_task), or call [`reload_once`](Self::reload_once) regularly. Otherwise the
/// client keeps using the first endpoint.
#[must_use]
pub struct ReloadEndpoint {
    discover: Box<dyn Fn() -> Answer + Send + Sync>,
    cache: Weak<Cache>,
    time: SharedTimeSource,
    sleep: SharedAsyncSleep,
}

impl fmt::Debug for ReloadEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReloadEndpoint").finish_non_exhaustive()
    }
}

impl ReloadEndpoint {
    /// Discovers the endpoint again. If this fails, the client keeps its endpoint, and the error is logged.
    pub async fn reload_once(&self) {
        let discovered = (self.discover)().await;
        let Some(cache) = self.cache.upgrade() else {
            return;
        };
        let mut known = cache.known();
        match discovered.and_then(|new| Ok((until(self.time.now(), new.period)?, new.endpoint))) {
            Ok((until, endpoint)) => {
                tracing::debug!(?endpoint, ?until, "discovered an endpoint");
                known.endpoint = Some((endpoint, until));
                known.error = None;
            }
            Err(error) => {
                tracing::warn!(%error, "no endpoint was discovered");
                known.error = Some(error);
            }
        }
    }

    /// Checks once a minute whether the endpoint is valid for less than two minutes, and renews it then. Ends when
    /// the last clone of the client is dropped.
    pub async fn reload_task(self) {
        loop {
            let now = self.time.now();
            match self.cache.upgrade().map(|cache| cache.is_due(now)) {
                None => return,
                Some(true) => self.reload_once().await,
                Some(false) => {}
            }
            self.sleep.sleep(EVERY).await;
        }
    }
}

fn until(now: SystemTime, period: Duration) -> Result<SystemTime, BoxError> {
    let until = now.checked_add(period);
    until.ok_or_else(|| "the discovered endpoint is good for longer than time lasts".into())
}

/// Makes the first discovery call with `discover`, which must use a client that resolves endpoints with the rules of
/// the service. `handle` belongs to that client. For generated code.
///
/// # Errors
///
/// Returns an error when the client has no time source or no sleep implementation, when the call fails, or when its
/// output has no endpoint.
#[doc(hidden)]
pub async fn start<F, O, E>(
    handle: &Handle,
    discover: impl Fn() -> F + Send + Sync + 'static,
) -> Result<(SharedEndpointResolver, ReloadEndpoint), BoxError>
where
    F: Future<Output = Result<O, E>> + Send + 'static,
    O: Structure,
    E: Into<BoxError>,
{
    let (time, sleep) = handle.time()?;
    let cache = Arc::new(Cache::default());
    let reload = ReloadEndpoint {
        discover: Box::new(move || {
            let call = discover();
            Box::pin(async move { read(&call.await.map_err(Into::into)?) })
        }),
        cache: Arc::downgrade(&cache),
        time,
        sleep,
    };
    reload.reload_once().await;
    cache.endpoint()?;
    Ok((SharedEndpointResolver::new(Resolver(cache)), reload))
}

/// Returns the first endpoint in the output of the discovery operation. The trait defines the members of the output.
fn read(output: &dyn Structure) -> Result<Discovered, BoxError> {
    let member = |path: &str| -> Result<Member, BoxError> {
        let path = Expression::parse(path)?;
        Ok(match path.search(Value::of(Borrowed::structure(output)))? {
            Value::Text(text) => Member::Text(text.into_owned()),
            Value::Number(Number::Int(number)) => Member::Int(number),
            _ => Member::Nothing,
        })
    };
    let address = match member("Endpoints[0].Address")? {
        Member::Text(address) if !address.is_empty() => address,
        _ => return Err("endpoint discovery: the response names no endpoint".into()),
    };
    let minutes = match member("Endpoints[0].CachePeriodInMinutes")? {
        Member::Int(minutes) => u64::try_from(minutes).unwrap_or_default(),
        _ => 0,
    };
    // An address is a host. A test server or a proxy may return one with a scheme, which is kept.
    let url = if address.starts_with("https://") || address.starts_with("http://") {
        address
    } else {
        format!("https://{address}")
    };
    Ok(Discovered {
        endpoint: Endpoint::builder().url(url).build(),
        period: Duration::from_secs(minutes.saturating_mul(60)),
    })
}

enum Member {
    Text(String),
    Int(i64),
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_async::rt::sleep::TokioSleep;
    use aws_smithy_async::test_util::controlled_time_and_sleep;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const START: SystemTime = SystemTime::UNIX_EPOCH;

    /// Discovers `https://1`, `https://2` and so on, each good for five minutes; the second fails.
    fn reload(
        cache: &Arc<Cache>,
        time: SharedTimeSource,
        sleep: SharedAsyncSleep,
    ) -> ReloadEndpoint {
        let count = AtomicUsize::new(0);
        ReloadEndpoint {
            discover: Box::new(move || {
                let number = count.fetch_add(1, Ordering::Relaxed) + 1;
                Box::pin(async move {
                    match number {
                        2 => Err("the second".into()),
                        _ => Ok(Discovered {
                            endpoint: Endpoint::builder().url(format!("https://{number}")).build(),
                            period: Duration::from_secs(300),
                        }),
                    }
                })
            }),
            cache: Arc::downgrade(cache),
            time,
            sleep,
        }
    }

    #[tokio::test]
    async fn a_failed_renewal_keeps_the_endpoint() {
        let cache = Arc::new(Cache::default());
        let time = SharedTimeSource::new(aws_smithy_async::time::StaticTimeSource::new(START));
        let reload = reload(&cache, time, SharedAsyncSleep::new(TokioSleep::new()));
        for expected in ["https://1", "https://1", "https://3"] {
            reload.reload_once().await;
            assert_eq!(cache.endpoint().unwrap().url(), expected);
        }
    }

    #[tokio::test]
    async fn the_task_renews_in_time_and_ends_with_the_client() {
        let cache = Arc::new(Cache::default());
        let (time, sleep, mut gate) = controlled_time_and_sleep(START);
        let (time, sleep) = (SharedTimeSource::new(time), SharedAsyncSleep::new(sleep));
        let task = tokio::spawn(reload(&cache, time, sleep).reload_task());
        let url = || cache.endpoint().unwrap().url().to_owned();
        // Good until 300; due when less than 120 are left: at 240 for the first time.
        for _ in 0..4 {
            let asleep = gate.expect_sleep().await;
            assert_eq!((asleep.duration(), url()), (EVERY, "https://1".to_owned()));
            asleep.allow_progress();
        }
        // The second failed at 240: one minute later the next attempt.
        let asleep = gate.expect_sleep().await;
        assert_eq!(url(), "https://1");
        asleep.allow_progress();
        let asleep = gate.expect_sleep().await;
        assert_eq!(url(), "https://3");
        drop(cache);
        asleep.allow_progress();
        task.await.unwrap();
    }

    #[test]
    fn without_an_endpoint_the_error_is_returned() {
        let cache = Cache::default();
        cache.known().error = Some("why".into());
        assert_eq!(cache.endpoint().unwrap_err().to_string(), "why");
        let again = cache.endpoint().unwrap_err().to_string();
        assert_eq!(again, "no endpoint has been discovered");
    }

    #[test]
    fn an_endless_period_is_an_error() {
        assert!(until(START, Duration::MAX).is_err());
    }
}
