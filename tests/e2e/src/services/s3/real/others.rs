//! Lists, copies, metadata, tags, deletion.

use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{Delete, MetadataDirective, ObjectIdentifier};

use super::{Place, BUCKET};
use crate::record::Record;
use crate::Stop;

pub(super) async fn others(place: &Place<'_>, record: &mut Record) -> Result<(), Stop> {
    let client = &place.client;
    for number in 0..7 {
        let key = format!("list/{number} ü&<>.txt");
        client
            .put_object()
            .bucket(BUCKET)
            .key(key)
            .body(ByteStream::from_static(b"leaf"))
            .send()
            .await?;
    }
    let pages = client
        .list_objects_v2()
        .bucket(BUCKET)
        .prefix("list/")
        .into_paginator()
        .page_size(3)
        .send();
    let pages = pages.collect::<Result<Vec<_>, _>>().await?;
    for page in pages {
        let keys: Vec<_> = page
            .contents()
            .iter()
            .map(|object| (object.key(), object.size()))
            .collect();
        record.value(&place.step("page"), (keys, page.is_truncated()));
    }
    let copied = client
        .copy_object()
        .bucket(BUCKET)
        .key("copied")
        .copy_source(format!("{BUCKET}/slice"));
    let copied = copied
        .metadata_directive(MetadataDirective::Replace)
        .metadata("colour", "red")
        .send()
        .await;
    match copied {
        Ok(copied) => record.value(
            &place.step("copied"),
            copied.copy_object_result().map(|copied| copied.e_tag()),
        ),
        Err(error) => record.error(&place.step("copied"), &error),
    }
    let put = client
        .put_object()
        .bucket(BUCKET)
        .key("metadata")
        .metadata("plain", "a, b")
        .metadata("name", "größe 日本");
    match put.send().await {
        Ok(_) => {
            let head = client
                .head_object()
                .bucket(BUCKET)
                .key("metadata")
                .send()
                .await;
            record.unordered(
                &place.step("metadata"),
                head.ok().and_then(|head| head.metadata),
            );
        }
        Err(error) => record.error(&place.step("metadata"), &error),
    }
    let tagged = client
        .put_object()
        .bucket(BUCKET)
        .key("tagged")
        .tagging("a=1&b=x%20y")
        .send()
        .await;
    record.value(&place.step("tagged"), tagged.is_ok());
    let tags = client
        .get_object_tagging()
        .bucket(BUCKET)
        .key("tagged")
        .send()
        .await;
    record.unordered(&place.step("tags"), tags.ok().map(|tags| tags.tag_set));
    let ids = (0..8).map(|number| {
        ObjectIdentifier::builder()
            .key(format!("list/{number} ü&<>.txt"))
            .build()
    });
    let ids = ids.collect::<Result<Vec<_>, _>>()?;
    let delete = Delete::builder().set_objects(Some(ids)).build()?;
    let deleted = client
        .delete_objects()
        .bucket(BUCKET)
        .delete(delete)
        .send()
        .await;
    match deleted {
        Ok(deleted) => record.value(
            &place.step("deleted"),
            (deleted.deleted().len(), deleted.errors().len()),
        ),
        Err(error) => record.error(&place.step("deleted"), &error),
    }
    let left = client
        .list_objects_v2()
        .bucket(BUCKET)
        .prefix("list/")
        .send()
        .await?;
    record.value(&place.step("left"), left.contents().len());
    let none = client.get_object().bucket(BUCKET).key("none").send().await;
    record.failure(&place.step("none"), &none);
    let none = client.head_object().bucket(BUCKET).key("none").send().await;
    record.value(
        &place.step("no head"),
        none.is_err_and(|error| error.into_service_error().is_not_found()),
    );
    Ok(())
}
