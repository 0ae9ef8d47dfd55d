//! Paginators.

use farrier_tests::case::kind;
use farrier_tests::sdk::{benefits, entitlement, revenue};
use farrier_tests::server::{Response, Server};
use farrier_tests::service::{self, Service, BENEFITS, ENTITLEMENT, REVENUE};
use serde_json::{json, Value};

/// A page of benefits.
fn page(ids: &[&str], next: Option<&str>) -> Response {
    let summaries: Vec<Value> = ids.iter().map(|id| json!({ "Id": id })).collect();
    BENEFITS.response(&match next {
        Some(next) => json!({ "BenefitSummaries": summaries, "NextToken": next }),
        None => json!({ "BenefitSummaries": summaries }),
    })
}

/// The tokens that the requests asked with.
fn tokens(service: &Service, server: &Server) -> Vec<Option<String>> {
    let token = |document: Value| document["NextToken"].as_str().map(str::to_owned);
    server
        .requests()
        .iter()
        .map(|request| token(service.document(request)))
        .collect()
}

fn some(token: &str) -> Option<String> {
    Some(token.to_owned())
}

/// The ids of the benefits that `items()` yields; its last element tells of an error.
async fn item_ids(server: &Server) -> Vec<String> {
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let mut items = client
        .list_benefits()
        .catalog("AWS")
        .into_paginator()
        .items()
        .send();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(match item {
            Ok(benefit) => benefit.id().unwrap_or_default().to_owned(),
            Err(error) => kind(&error).to_owned(),
        });
    }
    ids
}

#[tokio::test]
async fn three_pages() {
    let server = Server::script([
        page(&["a", "b"], Some("2")),
        page(&["c"], Some("3")),
        page(&["d", "e"], None),
    ])
    .await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let mut pages = client
        .list_benefits()
        .catalog("AWS")
        .programs("p")
        .into_paginator()
        .page_size(2)
        .send();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.expect("a page").benefit_summaries().len());
    }
    assert_eq!(sizes, [2, 1, 2]);
    assert_eq!(tokens(&BENEFITS, &server), [None, some("2"), some("3")]);
    for request in server.requests() {
        let document = BENEFITS.document(&request);
        assert_eq!(document["MaxResults"], json!(2));
        assert_eq!(
            document["Programs"],
            json!(["p"]),
            "every page asks the same"
        );
        assert_eq!(
            BENEFITS.signer(service::REGION).verify_sigv4(&request),
            Ok(())
        );
    }
}

#[tokio::test]
async fn items_of_three_pages() {
    let server = Server::script([
        page(&["a", "b"], Some("2")),
        page(&[], Some("3")),
        page(&["c"], None),
    ])
    .await;
    assert_eq!(item_ids(&server).await, ["a", "b", "c"]);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_repeated_token_ends() {
    let server = Server::start(|_| page(&["a"], Some("2")).into()).await;
    assert_eq!(item_ids(&server).await, ["a", "a"]);
    assert_eq!(tokens(&BENEFITS, &server), [None, some("2")]);
}

#[tokio::test]
async fn a_repeated_token_may_be_followed() {
    let server = Server::script([
        page(&["a"], Some("2")),
        page(&["b"], Some("2")),
        page(&["c"], None),
    ])
    .await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let paginator = client.list_benefits().catalog("AWS").into_paginator();
    let mut pages = paginator.stop_on_duplicate_token(false).send();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        page.expect("a page");
        count += 1;
    }
    assert_eq!(count, 3);
}

#[tokio::test]
async fn an_empty_last_page() {
    let server = Server::script([page(&["a"], Some("2")), page(&[], None)]).await;
    assert_eq!(item_ids(&server).await, ["a"]);
    assert_eq!(server.requests().len(), 2);
    let server = Server::script([page(&["a"], Some("2")), BENEFITS.response(&json!({}))]).await;
    assert_eq!(item_ids(&server).await, ["a"]);
}

#[tokio::test]
async fn an_empty_token_ends() {
    let server = Server::script([page(&["a"], Some(""))]).await;
    assert_eq!(item_ids(&server).await, ["a"]);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_error_ends() {
    let refusal = BENEFITS.error(400, "ValidationException", json!({ "Message": "no" }));
    let server = Server::script([page(&["a"], Some("2")), refusal, page(&["b"], None)]).await;
    assert_eq!(item_ids(&server).await, ["a", "ServiceError"]);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn collected_in_one_go() {
    let server = Server::script([page(&["a"], Some("2")), page(&["b"], None)]).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let items = client
        .list_benefits()
        .catalog("AWS")
        .into_paginator()
        .items()
        .send();
    let items = items
        .collect::<Result<Vec<_>, _>>()
        .await
        .expect("two pages");
    assert_eq!(items.len(), 2);
}

#[tokio::test]
async fn entitlements_begin_where_they_are_told_to() {
    let entitlement = |dimension: &str| json!({ "Dimension": dimension });
    let server = Server::script([
        ENTITLEMENT.response(&json!({ "Entitlements": [entitlement("a")], "NextToken": "3" })),
        ENTITLEMENT.response(&json!({ "Entitlements": [entitlement("b")] })),
    ])
    .await;
    let client = entitlement::Client::new(&service::config(&server.url()).build());
    let call = client.get_entitlements().product_code("p").next_token("2");
    let mut pages = call.into_paginator().send();
    let mut dimensions = Vec::new();
    while let Some(page) = pages.next().await {
        for entitlement in page.expect("a page").entitlements() {
            dimensions.extend(entitlement.dimension().map(str::to_owned));
        }
    }
    assert_eq!(dimensions, ["a", "b"]);
    assert_eq!(tokens(&ENTITLEMENT, &server), [some("2"), some("3")]);
}

#[tokio::test]
async fn a_required_list_is_paginated_too() {
    let summaries = |ids: &[&str], next: Option<&str>| {
        let items: Vec<Value> = ids.iter().map(|id| json!({ "ProductId": id })).collect();
        let mut document = json!({ "MarketplaceRevenueShareSummaries": items });
        if let Some(next) = next {
            document["NextToken"] = json!(next);
        }
        REVENUE.response(&document)
    };
    let server = Server::script([summaries(&["a"], Some("2")), summaries(&["b", "c"], None)]).await;
    let client = revenue::Client::new(&service::config(&server.url()).build());
    let call = client
        .list_marketplace_revenue_shares()
        .catalog("AWS".into());
    let items = call.into_paginator().items().send();
    let items = items
        .collect::<Result<Vec<_>, _>>()
        .await
        .expect("two pages");
    let ids: Vec<&str> = items.iter().map(|item| item.product_id()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(tokens(&REVENUE, &server), [None, some("2")]);
}
