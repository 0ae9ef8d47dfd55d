//! Tests of the HTTP auth schemes.

use super::*;
use crate::config::http_auth::{Login, SharedTokenProvider, Token};
use crate::config::{self, SdkConfig};
use crate::operation::ApiKey;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemePreference};
use aws_types::origin::Origin;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};

/// Defines operations with these auth schemes.
macro_rules! schemes {
    ($name:ident: $service:expr, $($scheme:ident),+) => {
        struct $name;

        impl Said for $name {
            const SERVICE: &'static ServiceDef = $service;
            const AUTH: &'static [AuthScheme] = &[$(AuthScheme::$scheme),+];
        }
    };
}

static KEYED: ServiceDef = with_key(false, None);
static SCHEMED: ServiceDef = with_key(false, Some("ApiKey"));
static QUERIED: ServiceDef = with_key(true, None);

const fn with_key(in_query: bool, scheme: Option<&'static str>) -> ServiceDef {
    let name = if in_query { "key" } else { "X-Api-Key" };
    service(ServiceTraits {
        api_key: Some(ApiKey {
            name,
            in_query,
            scheme,
        }),
        ..ServiceTraits::NONE
    })
}

schemes!(Bearer: &WEATHER, Bearer);
schemes!(Basic: &WEATHER, Basic);
schemes!(Digest: &WEATHER, Digest);
schemes!(Keyed: &KEYED, ApiKey);
schemes!(Schemed: &SCHEMED, ApiKey);
schemes!(Queried: &QUERIED, ApiKey);
schemes!(Either: &WEATHER, SigV4, Bearer);
schemes!(Optional: &WEATHER, Bearer, NoAuth);

fn with_token(scheme: AuthScheme) -> ConfigBuilderCore {
    let mut core = without_identity();
    core.set_http_identity(scheme, Token::new("s3cret/+", None));
    core
}

async fn sent<T: Said>(core: ConfigBuilderCore) -> Sent {
    send::<T>(core, PutCityInput::default())
        .await
        .expect("sent")
}

#[tokio::test]
async fn tokens_and_logins_go_into_the_header() {
    let bearer = sent::<Bearer>(with_token(AuthScheme::Bearer)).await;
    assert_eq!(bearer.header("authorization"), Some("Bearer s3cret/+"));
    let mut core = without_identity();
    let login = Login::new("Aladdin", "open sesame", None);
    core.set_http_identity(AuthScheme::Basic, login);
    let basic = sent::<Basic>(core).await;
    // The example of RFC 7617, section 2.
    let expected = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    assert_eq!(basic.header("authorization"), Some(expected));
}

#[tokio::test]
async fn an_api_key_goes_where_the_model_says() {
    let key = || with_token(AuthScheme::ApiKey);
    let keyed = sent::<Keyed>(key()).await;
    assert_eq!(keyed.header("x-api-key"), Some("s3cret/+"));
    let schemed = sent::<Schemed>(key()).await;
    assert_eq!(schemed.header("x-api-key"), Some("ApiKey s3cret/+"));
    let queried = sent::<Queried>(key()).await;
    assert_eq!(queried.header("x-api-key"), None);
    let expected = "https://weather.example/a%20b/?key=s3cret%2F%2B";
    assert_eq!(queried.uri(), expected);
}

#[tokio::test]
async fn the_preference_decides_between_schemes() {
    let mut core = config();
    core.set_http_identity(AuthScheme::Bearer, Token::new("token", None));
    let by_model = sent::<Either>(core.clone()).await;
    let authorization = by_model.header("authorization").expect("signed");
    assert!(
        authorization.starts_with("AWS4-HMAC-SHA256"),
        "{authorization}"
    );
    let preference = AuthSchemePreference::from([AuthSchemeId::from("httpBearerAuth")]);
    core.layer.store_put(preference);
    let by_setting = sent::<Either>(core).await;
    assert_eq!(by_setting.header("authorization"), Some("Bearer token"));
}

#[tokio::test]
async fn an_optional_identity_may_be_missing_and_others_not() {
    let without = sent::<Optional>(without_identity()).await;
    assert_eq!(without.header("authorization"), None);
    let with = sent::<Optional>(with_token(AuthScheme::Bearer)).await;
    assert_eq!(with.header("authorization"), Some("Bearer s3cret/+"));
    let message = send::<Bearer>(without_identity(), PutCityInput::default()).await;
    let message = message.expect_err("no token");
    assert!(
        message.contains("there was no identity resolver"),
        "{message}"
    );
}

#[tokio::test]
async fn digests_need_a_scheme_of_the_programs_own() {
    let mut core = without_identity();
    core.set_http_identity(AuthScheme::Digest, Login::new("user", "password", None));
    let message = send::<Digest>(core, PutCityInput::default()).await;
    let message = message.expect_err("no scheme");
    assert!(
        message.contains("no auth schemes are registered"),
        "{message}"
    );
}

static WITH_TOKENS: ServiceDef = service(ServiceTraits {
    environment_token: Some("weather"),
    ..ServiceTraits::NONE
});

/// Replaces the environment.
#[derive(Debug)]
struct Environment;

impl LoadServiceConfig for Environment {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let name = (key.env(), key.service_id());
        (name == ("AWS_BEARER_TOKEN", "weather")).then(|| "from the environment".to_owned())
    }
}

/// Returns the shared configuration, with the values that the caller set in code.
fn shared(in_code: &[&'static str]) -> SdkConfig {
    let provider = SharedTokenProvider::new(Token::new("from the provider", None));
    let mut config = SdkConfig::builder()
        .token_provider(provider)
        .service_config(Environment);
    for setting in in_code {
        config.insert_origin(setting, Origin::shared_config());
    }
    config.build()
}

async fn sent_with(config: &SdkConfig, service: &'static ServiceDef) -> Option<String> {
    let mut core = config::builder_from(config, service);
    core.components
        .set_time_source(without_identity().components.time_source());
    core.components
        .set_sleep_impl(aws_smithy_async::rt::sleep::default_async_sleep());
    core.set_credentials(Some(SharedCredentialsProvider::new(
        Credentials::for_tests(),
    )));
    core.layer.store_put(Region::new("eu-west-1"));
    let sent = sent::<Either>(core).await;
    sent.header("authorization").map(str::to_owned)
}

#[tokio::test]
async fn the_environments_token_is_for_services_that_have_one() {
    let config = shared(&[]);
    let with = sent_with(&config, &WITH_TOKENS).await;
    assert_eq!(with.as_deref(), Some("Bearer from the environment"));
    // Without a preference, the order of the model applies, which begins with SigV4.
    let without = sent_with(&config, &WEATHER).await.unwrap_or_default();
    assert!(without.starts_with("AWS4-HMAC-SHA256"), "{without}");
}

#[tokio::test]
async fn what_is_set_in_code_goes_before_the_environments_token() {
    let provider = sent_with(&shared(&["token_provider"]), &WITH_TOKENS).await;
    assert_eq!(provider.as_deref(), Some("Bearer from the provider"));
    let order = sent_with(&shared(&["auth_scheme_preference"]), &WITH_TOKENS).await;
    assert!(order.unwrap_or_default().starts_with("AWS4-HMAC-SHA256"));
}
