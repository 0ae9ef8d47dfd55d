//! Recognition of errors by header and status.

use farrier_tests::server::{Response, Server};
use shop_catalog::error::ProvideErrorMetadata as _;
use shop_catalog::operation::get_item::GetItemError;
use shop_catalog::types::error::NoSuchItem;
use shop_catalog::types::Price;

use super::{answer, client, got, item, ID};

/// The header names an error, with or without its namespace; its case counts.
#[tokio::test]
async fn errors_by_their_header() {
    for name in ["NoSuchItem", "example.shop#NoSuchItem"] {
        let response = answer(400, r#"{"message": "sorry", "similar": ["a"]}"#);
        let error = got(response.header("X-Error-Type", name))
            .await
            .expect_err(name);
        let GetItemError::NoSuchItem(error) = error else {
            panic!("{name}: {error:?}");
        };
        let NoSuchItem {
            message, similar, ..
        } = error;
        assert_eq!(
            (message.as_deref(), similar),
            (Some("sorry"), Some(vec!["a".to_owned()]))
        );
    }
    for name in ["nosuchitem", "Other"] {
        let response = answer(404, "{}").header("X-Error-Type", name);
        let error = got(response).await.expect_err(name);
        assert_eq!(error.code(), Some(name));
        assert!(!error.is_no_such_item(), "{error:?}");
    }
    // The header of AWS and the members of the document name no error.
    let response = answer(422, r#"{"__type": "NoSuchItem", "code": "NoSuchItem"}"#);
    let error = got(response.header("x-amzn-errortype", "NoSuchItem"))
        .await
        .expect_err("an error");
    assert!(error.is_not_allowed(), "{error:?}");
}

#[tokio::test]
async fn errors_by_their_status() {
    type Is = fn(&GetItemError) -> bool;
    let cases: [(u16, Is); 6] = [
        (404, GetItemError::is_no_such_item),
        (410, GetItemError::is_moved),
        (503, GetItemError::is_shop_closed),
        // The only error of the client's without a status stands for all others.
        (400, GetItemError::is_not_allowed),
        (451, GetItemError::is_not_allowed),
        // There is none of the server's.
        (500, |error| error.code().is_none()),
    ];
    for (status, is_expected) in cases {
        let response = answer(status, r#"{"message": "sorry"}"#).header("X-Moved-To", "there");
        let error = got(response).await.expect_err("an error");
        assert!(is_expected(&error), "{status}: {error:?}");
        assert_eq!(error.message(), Some("sorry"), "{status}: {error:?}");
        if let GetItemError::Moved(moved) = &error {
            assert_eq!(moved.to(), "there");
        }
    }
    // An empty body is an error without members, and the page of a proxy is none of the service's.
    let error = got(Response::new(404)).await.expect_err("an error");
    assert!(error.is_no_such_item(), "{error:?}");
    let page = Response::new(404).header("content-type", "text/html");
    let error = got(page.body("<html>Not here</html>"))
        .await
        .expect_err("an error");
    assert!(
        error.code().is_none() && !error.is_no_such_item(),
        "{error:?}"
    );
    let text = error.to_string();
    assert!(
        text.contains("HTTP status 404") && text.contains("Not here"),
        "{text}"
    );
}

/// Two errors of one status are told apart by the header alone.
#[tokio::test]
async fn errors_of_the_same_status() {
    let bad = || answer(422, r#"{"message": "sorry", "price": "much"}"#);
    let server = Server::script([bad(), bad().header("X-Error-Type", "BadPrice")]).await;
    let client = client(&server);
    let item = item().build().expect("a name");
    let put = || client.put_item().item_id(ID).item(item.clone()).send();
    let error = put().await.expect_err("an error").into_service_error();
    assert_eq!((error.code(), error.message()), (None, Some("sorry")));
    let error = put().await.expect_err("an error").into_service_error();
    let shop_catalog::operation::put_item::PutItemError::BadPrice(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.price, Some(Price::Words("much".to_owned())));
}
