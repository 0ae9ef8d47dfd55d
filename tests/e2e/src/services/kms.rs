//! KMS: awsJson 1.1, blobs in and out.

use aws_config::SdkConfig;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{DataKeySpec, KeySpec, KeyUsageType, SigningAlgorithmSpec, Tag};
use aws_sdk_kms::Client;

use crate::record::Record;
use crate::Stop;

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let client = Client::new(config);
    let key = keys(&client, record).await?;
    secrets(&client, &key, record).await?;
    signatures(&client, record).await?;
    errors(&client, &key, record).await?;
    let gone = client.schedule_key_deletion().key_id(&key);
    let gone = gone.pending_window_in_days(7).send().await?;
    record.value("deletion", gone.deletion_date().is_some());
    let state = client.describe_key().key_id(&key).send().await?;
    let state = state
        .key_metadata()
        .and_then(|found| found.key_state().cloned());
    record.value("state", state);
    Ok(())
}

async fn keys(client: &Client, record: &mut Record) -> Result<String, Stop> {
    let tag = Tag::builder().tag_key("Größe").tag_value("1 & 2").build()?;
    let made = client
        .create_key()
        .description("\"ü\" \\")
        .tags(tag)
        .send()
        .await?;
    let made = made.key_metadata().ok_or("metadata")?;
    record.value(
        "create_key",
        (made.description(), made.enabled(), made.key_usage()),
    );
    record.value("spec", (made.key_spec(), made.encryption_algorithms()));
    record.value("date", made.creation_date().is_some());
    let key = made.key_id().to_owned();
    for number in 0..5 {
        let name = format!("alias/own-{number}");
        client
            .create_alias()
            .alias_name(name)
            .target_key_id(&key)
            .send()
            .await?;
    }
    let aliases = client
        .list_aliases()
        .key_id(&key)
        .into_paginator()
        .page_size(2);
    let mut aliases = aliases.items().send();
    while let Some(alias) = aliases.next().await {
        let alias = alias?;
        record.value(
            "alias",
            (alias.alias_name(), alias.target_key_id() == Some(&key)),
        );
    }
    for _ in 0..3 {
        client.create_key().send().await?;
    }
    let mut pages = client.list_keys().into_paginator().page_size(3).send();
    while let Some(page) = pages.next().await {
        let page = page?;
        record.value("page", (page.keys().len(), page.truncated()));
    }
    let tags = client.list_resource_tags().key_id(&key).send().await?;
    record.value("tags", tags.tags());
    Ok(key)
}

async fn secrets(client: &Client, key: &str, record: &mut Record) -> Result<(), Stop> {
    let plain = Blob::new((0..=255).collect::<Vec<u8>>());
    let secret = client
        .encrypt()
        .key_id(key)
        .plaintext(plain.clone())
        .encryption_context("ü", "v & w")
        .send()
        .await?;
    let blob = secret
        .ciphertext_blob()
        .cloned()
        .unwrap_or_else(|| Blob::new(vec![]));
    let open = client.decrypt().ciphertext_blob(blob.clone());
    let open = open.encryption_context("ü", "v & w").send().await?;
    record.value("decrypt", open.plaintext() == Some(&plain));
    let wrong = client.decrypt().ciphertext_blob(blob).send().await;
    record.failure("without the context", &wrong);
    let made = client.generate_data_key().key_id("alias/own-1");
    let made = made.key_spec(DataKeySpec::Aes256).send().await?;
    record.value("data key", made.plaintext().map(|blob| blob.as_ref().len()));
    let random = client.generate_random().number_of_bytes(17).send().await?;
    record.value("random", random.plaintext().map(|blob| blob.as_ref().len()));
    Ok(())
}

async fn signatures(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let made = client
        .create_key()
        .key_usage(KeyUsageType::SignVerify)
        .key_spec(KeySpec::EccNistP256)
        .send()
        .await?;
    let key = made.key_metadata().map(|key| key.key_id().to_owned());
    let message = Blob::new("ü".as_bytes());
    let signed = client
        .sign()
        .set_key_id(key.clone())
        .message(message.clone())
        .signing_algorithm(SigningAlgorithmSpec::EcdsaSha256)
        .send()
        .await?;
    let checked = client
        .verify()
        .set_key_id(key)
        .message(message)
        .set_signature(signed.signature().cloned())
        .signing_algorithm(SigningAlgorithmSpec::EcdsaSha256)
        .send()
        .await?;
    record.value("verify", checked.signature_valid());
    Ok(())
}

async fn errors(client: &Client, key: &str, record: &mut Record) -> Result<(), Stop> {
    let none = client.describe_key().key_id("alias/none").send().await;
    record.failure("no key", &none);
    let none = none.is_err_and(|error| error.into_service_error().is_not_found_exception());
    record.value("is_not_found_exception", none);
    let again = client
        .create_alias()
        .alias_name("alias/own-1")
        .target_key_id(key);
    let again = again.send().await;
    // The message has the key's id, which is another each time.
    let again = again.is_err_and(|error| error.into_service_error().is_already_exists_exception());
    record.value("is_already_exists_exception", again);
    let bad = client.generate_random().number_of_bytes(2000).send().await;
    record.failure("too many", &bad);
    client.disable_key().key_id(key).send().await?;
    let off = client
        .encrypt()
        .key_id(key)
        .plaintext(Blob::new("x"))
        .send()
        .await;
    let off = off.is_err_and(|error| error.into_service_error().is_disabled_exception());
    record.value("is_disabled_exception", off);
    Ok(())
}
