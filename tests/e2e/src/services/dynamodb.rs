//! DynamoDB: awsJson 1.0, unions that nest, binary content, errors with fields.

use std::collections::HashMap;
use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_dynamodb::client::Waiters;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, Put, PutRequest,
    ReturnValue, ReturnValuesOnConditionCheckFailure, ScalarAttributeType, Tag, TransactWriteItem,
    WriteRequest,
};
use aws_sdk_dynamodb::Client;

use crate::record::Record;
use crate::Stop;

const TABLE: &str = "things";

type Item = HashMap<String, AttributeValue>;

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let client = Client::new(config);
    table(&client, record).await?;
    values(&client, record).await?;
    updates(&client, record).await?;
    pages(&client, record).await?;
    errors(&client, record).await?;
    client.delete_table().table_name(TABLE).send().await?;
    let wait = Duration::from_secs(30);
    let gone = client
        .wait_until_table_not_exists()
        .table_name(TABLE)
        .wait(wait)
        .await;
    record.value("table_not_exists", gone.is_ok());
    let left = client.list_tables().send().await?;
    record.value("tables left", left.table_names());
    Ok(())
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

fn number(value: &str) -> AttributeValue {
    AttributeValue::N(value.to_owned())
}

/// Maps have no order; a record has one.
fn sorted(item: Option<&Item>) -> Vec<String> {
    let mut lines: Vec<_> = item
        .into_iter()
        .flatten()
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    lines.sort();
    lines
}

async fn table(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let attribute = |name: &str, kind| {
        AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(kind)
            .build()
    };
    let key = |name: &str, kind| {
        KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind)
            .build()
    };
    let made = client
        .create_table()
        .table_name(TABLE)
        .attribute_definitions(attribute("id", ScalarAttributeType::S)?)
        .attribute_definitions(attribute("nr", ScalarAttributeType::N)?)
        .key_schema(key("id", KeyType::Hash)?)
        .key_schema(key("nr", KeyType::Range)?)
        .billing_mode(BillingMode::PayPerRequest)
        .tags(Tag::builder().key("Größe").value("1 & 2").build()?)
        .send()
        .await?;
    let made = made.table_description().ok_or("a description")?;
    record.value(
        "create_table",
        (made.table_name(), made.table_arn(), made.key_schema()),
    );
    record.value("created", made.creation_date_time().is_some());
    let wait = Duration::from_secs(30);
    let found = client
        .wait_until_table_exists()
        .table_name(TABLE)
        .wait(wait)
        .await?;
    let found = found.into_result()?;
    let found = found.table().ok_or("a table")?;
    record.value(
        "table_exists",
        (found.table_status(), found.attribute_definitions()),
    );
    record.value(
        "billing",
        found
            .billing_mode_summary()
            .and_then(|b| b.billing_mode().cloned()),
    );
    let tags = client
        .list_tags_of_resource()
        .resource_arn(found.table_arn().unwrap_or_default());
    record.value("tags", tags.send().await?.tags());
    let again = client
        .create_table()
        .table_name(TABLE)
        .attribute_definitions(attribute("id", ScalarAttributeType::S)?)
        .key_schema(key("id", KeyType::Hash)?)
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await;
    record.failure("create_table again", &again);
    let in_use = again.is_err_and(|e| e.into_service_error().is_resource_in_use_exception());
    record.value("is_resource_in_use_exception", in_use);
    for number in 0..5 {
        let more = client.create_table().table_name(format!("more-{number}"));
        more.attribute_definitions(attribute("id", ScalarAttributeType::B)?)
            .key_schema(key("id", KeyType::Hash)?)
            .billing_mode(BillingMode::PayPerRequest)
            .send()
            .await?;
    }
    let mut names = client
        .list_tables()
        .into_paginator()
        .page_size(2)
        .items()
        .send();
    while let Some(name) = names.next().await {
        record.value("table", name?);
    }
    for number in 0..5 {
        client
            .delete_table()
            .table_name(format!("more-{number}"))
            .send()
            .await?;
    }
    Ok(())
}

async fn values(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let inner = HashMap::from([
        ("ü".to_owned(), text("日本 \"q\" \\ \n")),
        (
            "deep".to_owned(),
            AttributeValue::L(vec![AttributeValue::Null(true), number("1")]),
        ),
    ]);
    let blobs = vec![Blob::new(vec![0]), Blob::new(vec![255, 254])];
    let item: Item = HashMap::from([
        ("id".to_owned(), text("all types")),
        ("nr".to_owned(), number("1")),
        (
            "big".to_owned(),
            number("12345678901234567890123456789012345678"),
        ),
        ("small".to_owned(), number("-1E-100")),
        ("empty".to_owned(), text("")),
        ("no bytes".to_owned(), AttributeValue::B(Blob::new(vec![]))),
        (
            "bytes".to_owned(),
            AttributeValue::B(Blob::new((0..=255).collect::<Vec<u8>>())),
        ),
        ("yes".to_owned(), AttributeValue::Bool(true)),
        ("null".to_owned(), AttributeValue::Null(true)),
        ("list".to_owned(), AttributeValue::L(vec![])),
        ("map".to_owned(), AttributeValue::M(inner)),
        (
            "texts".to_owned(),
            AttributeValue::Ss(vec!["a".into(), "ü".into()]),
        ),
        (
            "numbers".to_owned(),
            AttributeValue::Ns(vec!["1".into(), "2.5".into()]),
        ),
        ("blobs".to_owned(), AttributeValue::Bs(blobs)),
    ]);
    let put = client
        .put_item()
        .table_name(TABLE)
        .set_item(Some(item.clone()))
        .send()
        .await?;
    record.value("put_item", put.attributes());
    let got = client
        .get_item()
        .table_name(TABLE)
        .key("id", text("all types"))
        .key("nr", number("1"))
        .consistent_read(true)
        .send()
        .await?;
    let mut back = got.item().cloned().unwrap_or_default();
    if let Some(AttributeValue::M(map)) = back.remove("map") {
        record.value("map", sorted(Some(&map)));
    }
    record.value("get_item", sorted(Some(&back)));
    let bytes = back.get("bytes").and_then(|value| value.as_b().ok());
    record.value("bytes", bytes.map(|bytes| bytes.as_ref().len()));
    record.value(
        "as_s of a number",
        back.get("big").map(|value| value.as_s().is_err()),
    );
    let none = client
        .get_item()
        .table_name(TABLE)
        .key("id", text("none"))
        .key("nr", number("0"));
    record.value("no item", none.send().await?.item());
    Ok(())
}

async fn updates(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let updated = client
        .update_item()
        .table_name(TABLE)
        .key("id", text("all types"))
        .key("nr", number("1"))
        .update_expression("SET #c = :one, texts2 = texts ADD hits :one REMOVE big, small")
        .expression_attribute_names("#c", "count")
        .expression_attribute_values(":one", number("1"))
        .return_values(ReturnValue::UpdatedNew)
        .send()
        .await?;
    record.value("update_item", sorted(updated.attributes()));
    let failed = client
        .update_item()
        .table_name(TABLE)
        .key("id", text("all types"))
        .key("nr", number("1"))
        .update_expression("SET hits = :two")
        .condition_expression("hits > :two")
        .expression_attribute_values(":two", number("2"))
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .send()
        .await;
    record.failure("condition", &failed);
    if let Err(SdkError::ServiceError(error)) = &failed {
        record.value("status", error.raw().status().as_u16());
        if let UpdateItemError::ConditionalCheckFailedException(error) = error.err() {
            record.value("old", error.item().map(|item| item.get("hits")));
            record.value("message", error.message());
        }
    }
    Ok(())
}

async fn pages(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let mut batch = client.batch_write_item();
    let mut writes = Vec::new();
    for nr in 1..=10 {
        let put = PutRequest::builder()
            .item("id", text("many"))
            .item("nr", number(&nr.to_string()))
            .item("even", AttributeValue::Bool(nr % 2 == 0));
        writes.push(WriteRequest::builder().put_request(put.build()?).build());
    }
    batch = batch.request_items(TABLE, writes);
    let written = batch.send().await?;
    record.value("unprocessed", written.unprocessed_items());
    let query = || {
        client
            .query()
            .table_name(TABLE)
            .key_condition_expression("id = :id AND nr > :nr")
            .expression_attribute_values(":id", text("many"))
            .expression_attribute_values(":nr", number("1"))
    };
    let mut pages = query().into_paginator().page_size(4).send();
    while let Some(page) = pages.next().await {
        let page = page?;
        let items: Vec<_> = page.items().iter().map(|item| item.get("nr")).collect();
        record.value("page", (items, page.count(), page.scanned_count()));
        record.value("last key", sorted(page.last_evaluated_key()));
    }
    let mut items = query()
        .scan_index_forward(false)
        .limit(3)
        .into_paginator()
        .items()
        .send();
    while let Some(item) = items.next().await {
        record.value("item", item?.get("nr"));
    }
    let scan = client
        .scan()
        .table_name(TABLE)
        .filter_expression("even = :yes")
        .expression_attribute_values(":yes", AttributeValue::Bool(true));
    let mut found = Vec::new();
    let mut items = scan.into_paginator().page_size(3).items().send();
    while let Some(item) = items.next().await {
        found.extend(item?.get("nr").cloned());
    }
    record.value("scan", found);
    Ok(())
}

async fn errors(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let none = client.describe_table().table_name("none").send().await;
    record.failure("no table", &none);
    let none = none.is_err_and(|e| e.into_service_error().is_resource_not_found_exception());
    record.value("is_resource_not_found_exception", none);
    let put = |condition: &str| {
        Put::builder()
            .table_name(TABLE)
            .item("id", text("many"))
            .item("nr", number("1"))
            .condition_expression(condition)
            .build()
    };
    let cancelled = client
        .transact_write_items()
        .transact_items(
            TransactWriteItem::builder()
                .put(put("attribute_not_exists(id)")?)
                .build(),
        )
        .client_request_token("00000000-0000-0000-0000-000000000000")
        .send()
        .await;
    record.failure("transaction", &cancelled);
    if let Err(SdkError::ServiceError(error)) = &cancelled {
        use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError as E;
        if let E::TransactionCanceledException(error) = error.err() {
            record.value("reasons", error.cancellation_reasons());
        }
    }
    let invalid = client
        .query()
        .table_name(TABLE)
        .key_condition_expression("bad")
        .send()
        .await;
    record.failure("unmodelled", &invalid);
    let invalid = client
        .put_item()
        .table_name(TABLE)
        .item("id", number("1"))
        .send()
        .await;
    record.failure("wrong key", &invalid);
    Ok(())
}
