//! IAM: awsQuery, pages by marker, waiters, global endpoint.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_iam::client::Waiters;
use aws_sdk_iam::types::{PolicyScopeType, Tag};
use aws_sdk_iam::Client;

use crate::record::Record;
use crate::Stop;

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
const OWN: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
const WAIT: Duration = Duration::from_secs(30);

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let client = Client::new(config);
    users(&client, record).await?;
    roles(&client, record).await?;
    policies(&client, record).await?;
    errors(&client, record).await
}

async fn users(client: &Client, record: &mut Record) -> Result<(), Stop> {
    for number in 0..5 {
        let made = client
            .create_user()
            .user_name(format!("user-{number}"))
            .path("/some/where/")
            .tags(Tag::builder().key("k").value("a = b").build()?)
            .send()
            .await?;
        let user = made.user().ok_or("a user")?;
        record.value("create_user", (user.user_name(), user.path(), user.arn()));
        record.value("date", user.create_date().secs() > 1_700_000_000);
    }
    let found = client
        .wait_until_user_exists()
        .user_name("user-3")
        .wait(WAIT)
        .await;
    record.value("user_exists", found.is_ok());
    let mut pages = client.list_users().into_paginator().page_size(2).send();
    while let Some(page) = pages.next().await {
        let page = page?;
        let names: Vec<_> = page.users().iter().map(|user| user.user_name()).collect();
        record.value(
            "page",
            (names, page.is_truncated(), page.marker().is_some()),
        );
    }
    let tags = client.list_user_tags().user_name("user-0").send().await?;
    record.value("tags", tags.tags());
    let key = client
        .create_access_key()
        .user_name("user-0")
        .send()
        .await?;
    let key = key.access_key().ok_or("a key")?;
    record.value(
        "key",
        (key.user_name(), key.status(), key.secret_access_key().len()),
    );
    Ok(())
}

async fn roles(client: &Client, record: &mut Record) -> Result<(), Stop> {
    client
        .create_role()
        .role_name("reader")
        .assume_role_policy_document(POLICY)
        .description("ü & <b>")
        .max_session_duration(7200)
        .send()
        .await?;
    let found = client
        .wait_until_role_exists()
        .role_name("reader")
        .wait(WAIT)
        .await;
    record.value("role_exists", found.is_ok());
    let got = client.get_role().role_name("reader").send().await?;
    let role = got.role().ok_or("a role")?;
    record.value(
        "get_role",
        (role.arn(), role.description(), role.max_session_duration()),
    );
    record.value("document", role.assume_role_policy_document());
    client
        .put_role_policy()
        .role_name("reader")
        .policy_name("inline")
        .policy_document(OWN)
        .send()
        .await?;
    let names = client
        .list_role_policies()
        .role_name("reader")
        .send()
        .await?;
    record.value("inline", names.policy_names());
    Ok(())
}

async fn policies(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let made = client
        .create_policy()
        .policy_name("own")
        .policy_document(OWN);
    let made = made.send().await?;
    let arn = made
        .policy()
        .and_then(|policy| policy.arn())
        .unwrap_or_default();
    record.note("create_policy", arn);
    let found = client
        .wait_until_policy_exists()
        .policy_arn(arn)
        .wait(WAIT)
        .await;
    record.value("policy_exists", found.is_ok());
    client
        .attach_role_policy()
        .role_name("reader")
        .policy_arn(arn)
        .send()
        .await?;
    let attached = client.list_attached_role_policies().role_name("reader");
    record.value("attached", attached.send().await?.attached_policies());
    let mut pages = client
        .list_policies()
        .scope(PolicyScopeType::Aws)
        .into_paginator()
        .send();
    let (mut count, mut all) = (0, 0);
    while let Some(page) = pages.next().await {
        count += 1;
        all += page?.policies().len();
    }
    record.value("policies of AWS", (count, all));
    let summary = client.get_account_summary().send().await?;
    let mut summary: Vec<_> = summary.summary_map().into_iter().flatten().collect();
    summary.sort();
    record.value("summary", summary);
    Ok(())
}

async fn errors(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let none = client.get_user().user_name("none").send().await;
    record.failure("no user", &none);
    let none = none.is_err_and(|error| error.into_service_error().is_no_such_entity_exception());
    record.value("is_no_such_entity_exception", none);
    let again = client.create_user().user_name("user-1").send().await;
    record.failure("again", &again);
    let again = again.is_err_and(|error| {
        error
            .into_service_error()
            .is_entity_already_exists_exception()
    });
    record.value("is_entity_already_exists_exception", again);
    let bad = client
        .create_policy()
        .policy_name("bad")
        .policy_document("{");
    let bad = bad.send().await;
    record.failure("bad document", &bad);
    let bad = bad.is_err_and(|error| {
        error
            .into_service_error()
            .is_malformed_policy_document_exception()
    });
    record.value("is_malformed_policy_document_exception", bad);
    Ok(())
}
