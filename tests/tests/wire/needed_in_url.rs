//! Members without which a URL is that of another resource: labels and required members of the query
//! string. A request in which one of them is unset or empty is not sent; other required members are the
//! service's business.

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::error::operation::BuildError;
use farrier_tests::peers::config;
use farrier_tests::server::{Response, Server};

/// The members that the error of a call with these values names; empty where the request was sent.
macro_rules! refused {
    ($sdk:ident, $part:expr, $number:expr, $upload:expr, $size:expr) => {{
        let server = Server::start(|_| Response::new(200).into()).await;
        let call = $sdk::Client::new(&config(&server.url())).drop_part();
        let call = call.set_part($part.map(str::to_owned)).set_number($number);
        let call = call.set_upload($upload.map(str::to_owned)).set_size($size);
        match call.reason("").send().await {
            Ok(_) => {
                let request = server.only_request();
                assert_eq!(request.header("x-owner"), None);
                Vec::new()
            }
            Err(error) => {
                assert!(
                    matches!(error, SdkError::ConstructionFailure(_)),
                    "{error:?}"
                );
                assert_eq!(server.requests().len(), 0);
                let text = DisplayErrorContext(error).to_string();
                assert!(text.contains("cannot be empty or unset"), "{text}");
                let names = ["part", "number", "upload", "size", "reason", "owner"];
                let named = |name: &&str| {
                    text.contains(&format!("`{name}`"))
                        || text.contains(&format!("{name} was missing"))
                };
                names.into_iter().filter(named).collect()
            }
        }
    }};
}

#[tokio::test]
async fn with_all_of_them_the_request_is_sent() {
    let none: Vec<&str> = Vec::new();
    assert_eq!(
        refused!(farrier_depot, Some("p"), Some(0), Some("u"), Some(0)),
        none
    );
    assert_eq!(
        refused!(farrier_ledger, Some("p"), Some(0), Some("u"), Some(0)),
        none
    );
}

#[tokio::test]
async fn unset_members_are_named() {
    let unset = |_: &str| None::<&str>;
    let all = ["part", "number", "upload", "size"];
    assert_eq!(
        refused!(farrier_depot, unset(""), None, unset(""), None),
        all
    );
    assert_eq!(
        refused!(farrier_ledger, unset(""), None, unset(""), None),
        all
    );
}

#[tokio::test]
async fn empty_members_are_named() {
    let both = ["part", "upload"];
    assert_eq!(
        refused!(farrier_depot, Some(""), Some(1), Some(""), Some(1)),
        both
    );
    assert_eq!(
        refused!(farrier_ledger, Some(""), Some(1), Some(""), Some(1)),
        both
    );
    assert_eq!(
        refused!(farrier_ledger, Some("p"), Some(1), Some(""), Some(1)),
        ["upload"]
    );
}

/// Programs compare the error of official crates, which name one member.
#[tokio::test]
async fn one_missing_member_is_an_error_as_in_official_crates() {
    let server = Server::start(|_| Response::new(200).into()).await;
    let client = farrier_depot::Client::new(&config(&server.url()));
    let call = client.drop_part().part("p").number(1).upload("").size(1);
    let error = call.send().await.expect_err("incomplete");
    let source = std::error::Error::source(&error).expect("a source");
    let official = BuildError::missing_field("upload", "cannot be empty or unset");
    assert_eq!(source.to_string(), official.to_string());
    assert!(source.is::<BuildError>());
}

#[tokio::test]
async fn the_full_check_names_the_others_as_well() {
    let server = Server::start(|_| Response::new(200).into()).await;
    let builder = farrier_depot::config::Builder::from(&config(&server.url()));
    let client = farrier_depot::Client::from_conf(builder.check_required_input(true).build());
    let error = client.drop_part().number(1).part("").size(1).send().await;
    let text = DisplayErrorContext(error.expect_err("incomplete")).to_string();
    let expected =
        "the input of DropPart cannot be sent: `part`, `upload` cannot be empty or unset; \
                    `owner` must be set";
    assert!(text.contains(expected), "{text}");
}
