//! Where requests go when no endpoint is given: by the endpoint rules of each service.

use aws_smithy_http_client::test_util::capture_request;
use farrier_tests::sdk::{benefits, entitlement, revenue};
use farrier_tests::service;

use entitlement::config::{Region, SharedHttpClient};

/// The settings that decide an endpoint.
#[derive(Clone, Copy, Debug)]
struct Setting {
    region: &'static str,
    fips: bool,
    dual_stack: bool,
}

const USUAL: Setting = Setting {
    region: "us-east-1",
    fips: false,
    dual_stack: false,
};

/// A configuration without an endpoint, whose HTTP client catches the request.
fn config(setting: Setting, http_client: SharedHttpClient) -> aws_types::SdkConfig {
    let mut config = service::config("")
        .region(Region::from_static(setting.region))
        .use_fips(setting.fips)
        .use_dual_stack(setting.dual_stack)
        .http_client(http_client);
    config.set_endpoint_url(None);
    config.build()
}

/// The URL of a GetEntitlements request.
async fn entitlement_url(setting: Setting) -> String {
    let (http_client, requests) = capture_request(None);
    let client = entitlement::Client::new(&config(setting, SharedHttpClient::new(http_client)));
    // The caught request is answered with an empty body, which not every protocol can read.
    client
        .get_entitlements()
        .product_code("p")
        .send()
        .await
        .ok();
    requests.expect_request().uri().to_owned()
}

/// The URL of a ListBenefits request.
async fn benefits_url(setting: Setting) -> String {
    let (http_client, requests) = capture_request(None);
    let client = benefits::Client::new(&config(setting, SharedHttpClient::new(http_client)));
    client.list_benefits().catalog("AWS").send().await.ok();
    requests.expect_request().uri().to_owned()
}

/// The URL of a ListRevenueAttributions request, and the scope of its signature.
async fn revenue_url(setting: Setting) -> (String, String) {
    let (http_client, requests) = capture_request(None);
    let client = revenue::Client::new(&config(setting, SharedHttpClient::new(http_client)));
    client
        .list_revenue_attributions()
        .catalog("AWS".into())
        .send()
        .await
        .ok();
    let request = requests.expect_request();
    let authorization = request.headers().get("authorization").unwrap_or_default();
    let credential = authorization.split(['=', ',']).nth(1).unwrap_or_default();
    let scope = credential.splitn(3, '/').nth(2).unwrap_or_default();
    (request.uri().to_owned(), scope.to_owned())
}

#[tokio::test]
async fn entitlement() {
    let path = "/service/AWSMPEntitlementService/operation/GetEntitlements";
    for (setting, host) in [
        (USUAL, "entitlement.marketplace.us-east-1.amazonaws.com"),
        (
            Setting {
                dual_stack: true,
                ..USUAL
            },
            "entitlement-marketplace.us-east-1.api.aws",
        ),
        (
            Setting {
                region: "cn-northwest-1",
                ..USUAL
            },
            "entitlement-marketplace.cn-northwest-1.amazonaws.com.cn",
        ),
    ] {
        assert_eq!(
            entitlement_url(setting).await,
            format!("https://{host}{path}"),
            "{setting:?}"
        );
    }
}

#[tokio::test]
async fn benefits() {
    for (setting, host) in [
        (USUAL, "partnercentral-benefits.us-east-1.api.aws"),
        (
            Setting {
                fips: true,
                ..USUAL
            },
            "partnercentral-benefits-fips.us-east-1.api.aws",
        ),
        (
            Setting {
                region: "us-moon-9",
                ..USUAL
            },
            "partnercentral-benefits.us-moon-9.api.aws",
        ),
    ] {
        assert_eq!(
            benefits_url(setting).await,
            format!("https://{host}/"),
            "{setting:?}"
        );
    }
}

#[tokio::test]
async fn revenue() {
    let path = "/service/PartnerCentralRevenueMeasurement/operation/ListRevenueAttributions";
    for (setting, host, region) in [
        (USUAL, "partnercentral-prm.global.api.aws", "us-east-1"),
        (
            Setting {
                region: "eu-west-1",
                fips: true,
                ..USUAL
            },
            "partnercentral-prm-fips.global.api.aws",
            "us-east-1",
        ),
        (
            Setting {
                region: "us-gov-east-1",
                ..USUAL
            },
            "partnercentral-prm.us-gov.api.aws",
            "us-gov-west-1",
        ),
    ] {
        let (url, scope) = revenue_url(setting).await;
        assert_eq!(url, format!("https://{host}{path}"), "{setting:?}");
        // SigV4a's scope has no region; SigV4 signs for the region that the rules name.
        let expected = if cfg!(feature = "sigv4a") {
            "partnercentral/aws4_request".to_owned()
        } else {
            format!("{region}/partnercentral/aws4_request")
        };
        assert_eq!(scope, expected, "{setting:?}");
    }
}
