//! Regions that are no host labels, where the rules themselves ask for that.

use farrier_vault::config::endpoint::{DefaultResolver, Params, ResolveEndpoint as _};

async fn resolved(bucket: &str) -> Result<String, String> {
    let params = Params::builder()
        .region("not a region".to_owned())
        .bucket(bucket.to_owned())
        .endpoint("https://vault.example.com".to_owned());
    let params = params.build().map_err(|error| error.to_string())?;
    let found = DefaultResolver::new().resolve_endpoint(&params).await;
    found
        .map(|found| found.url().to_owned())
        .map_err(|error| error.to_string())
}

#[tokio::test]
async fn the_rules_say_what_is_wrong() {
    let error = resolved("plain").await.expect_err("no endpoint");
    assert_eq!(error, "Invalid region: region was not a valid DNS name.");
}

#[tokio::test]
async fn endpoints_without_the_region_are_found() {
    let found = resolved("a--x-s3").await;
    assert_eq!(found.as_deref(), Ok("https://vault.example.com"));
}
