//! What happens when the service is busy.

use aws_config::retry::RetryConfig;
use aws_sdk_partnercentralbenefits::config::Config;

use super::{Played, Scene};

/// The built-in service throttles a request with this header until its attempt number exceeds
/// the header's value.
const BUSY: &str = "x-tour-throttle";

pub(crate) async fn play(scene: &mut Scene<'_>) -> Played {
    let client = &scene.clients.benefits;
    let catalog = scene.setting().catalog.as_str();
    let retried = client
        .list_benefits()
        .catalog(catalog)
        .customize()
        .mutate_request(|request| {
            request.headers_mut().insert(BUSY, "2");
        })
        .send();
    let call = "ListBenefits\nthrottled twice";
    scene
        .watched(call, retried, |output, sent| {
            let (attempts, found) = (sent.len(), output.benefit_summaries().len());
            format!("attempt {attempts} succeeded: {found} benefits")
        })
        .await?;
    let once = client
        .list_benefits()
        .catalog(catalog)
        .customize()
        .mutate_request(|request| {
            request.headers_mut().insert(BUSY, "2");
        })
        .config_override(Config::builder().retry_config(RetryConfig::disabled()))
        .send();
    let call = "ListBenefits\nwith retries off for this call";
    scene
        .refusal(call, "ThrottlingException", once, |_, _| String::new())
        .await?;
    let again = scene
        .clients
        .revenue
        .list_revenue_attributions()
        .catalog(super::revenue::catalog(scene))
        .customize()
        .mutate_request(|request| {
            request.headers_mut().insert(BUSY, "9");
        })
        .send();
    let call = "ListRevenueAttributions\nof a service that stays busy";
    scene
        .refusal(call, "ThrottlingException", again, |error, sent| {
            let status = error.raw_response().map(|r| r.status().as_u16());
            let attempts = sent.len();
            format!(
                "gave up after {attempts} attempts, HTTP status {}",
                status.unwrap_or_default()
            )
        })
        .await
}
