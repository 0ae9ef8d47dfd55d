//! The three clients, and what the scenes need to know about the service behind them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_config::meta::region::RegionProviderChain;
use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_marketplaceentitlement as entitlement;
use aws_sdk_partnercentralbenefits as benefits;
use aws_sdk_partnercentralbenefits::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_partnercentralrevenuemeasurement as revenue;

use crate::journal::Journal;
use crate::options::{Catalog, Options};

/// The clients, sharing one journal.
#[derive(Debug)]
pub(crate) struct Clients {
    pub(crate) benefits: benefits::Client,
    pub(crate) entitlement: entitlement::Client,
    pub(crate) revenue: revenue::Client,
    pub(crate) journal: Journal,
    /// What the scenes work with.
    pub(crate) setting: Setting,
}

/// What the scenes work with.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// Whether scenes may change anything.
    pub(crate) writes: bool,
    /// Whether the built-in service answers, which can be made to throttle.
    pub(crate) local: bool,
    pub(crate) catalog: Catalog,
    pub(crate) product_code: Option<String>,
    pub(crate) product_id: Option<String>,
    /// Time between two looks at a background task.
    pub(crate) poll: Duration,
    /// Makes client tokens of different runs different.
    run: String,
}

impl Setting {
    /// A client token for the step of this name.
    pub(crate) fn token(&self, step: &str) -> String {
        format!("tour-{}-{step}", self.run)
    }
}

/// Where Partner Central lives.
const HOME_REGION: &str = "us-east-1";
/// What the built-in service knows.
const PRODUCT_CODE: &str = "tourproductcode1";
const PRODUCT_ID: &str = "prod-tour000000001";

impl Clients {
    /// Clients of the built-in service at `url`. Nothing is read from the environment.
    pub(crate) fn local(url: &str) -> Self {
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(HOME_REGION))
            .credentials_provider(SharedCredentialsProvider::new(made_up()))
            .endpoint_url(url)
            // Retries as by default, but without making the visitor wait.
            .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(5)))
            .build();
        let setting = Setting {
            writes: true,
            local: true,
            catalog: Catalog::Sandbox,
            product_code: Some(PRODUCT_CODE.to_owned()),
            product_id: Some(PRODUCT_ID.to_owned()),
            poll: Duration::from_millis(5),
            run: "local".to_owned(),
        };
        Self::new(&config, setting)
    }

    /// Clients of the service that `options` name.
    pub(crate) async fn remote(options: &Options) -> Self {
        let mut loader = aws_config::defaults(BehaviorVersion::latest());
        if let Some(url) = &options.endpoint_url {
            loader = loader.endpoint_url(url);
        }
        if !options.real {
            loader = loader.credentials_provider(made_up());
        }
        let region = options.region.clone().map(Region::new);
        let region = RegionProviderChain::first_try(region);
        let region = match options.real {
            true => region.or_default_provider(),
            false => region,
        };
        let config = loader.region(region.or_else(HOME_REGION)).load().await;
        // A service that `tour --serve` runs knows these products.
        let made_up = |product: &str| (!options.real).then(|| product.to_owned());
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let setting = Setting {
            writes: options.write,
            local: false,
            catalog: options.catalog,
            product_code: options.product_code.clone().or(made_up(PRODUCT_CODE)),
            product_id: options.product_id.clone().or(made_up(PRODUCT_ID)),
            poll: match options.real {
                true => Duration::from_secs(2),
                false => Duration::from_millis(100),
            },
            run: now.map_or(0, |now| now.as_micros()).to_string(),
        };
        Self::new(&config, setting)
    }

    fn new(config: &SdkConfig, setting: Setting) -> Self {
        let journal = Journal::default();
        let benefits = benefits::config::Builder::from(config)
            .interceptor(journal.clone())
            .build();
        let entitlement = entitlement::config::Builder::from(config)
            .interceptor(journal.clone())
            .build();
        let revenue = revenue::config::Builder::from(config)
            .interceptor(journal.clone())
            .build();
        Self {
            benefits: benefits::Client::from_conf(benefits),
            entitlement: entitlement::Client::from_conf(entitlement),
            revenue: revenue::Client::from_conf(revenue),
            journal,
            setting,
        }
    }
}

/// Credentials that sign requests well enough for a service that does not verify them.
fn made_up() -> Credentials {
    Credentials::new("AKIATOUR", "not-a-secret", None, None, "tour")
}
