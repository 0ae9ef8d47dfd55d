//! Cases of the tagging operations.

use super::sdk;
use farrier_tests::case::{built, Case, Outcome};
use sdk::operation::list_tags_for_resource::ListTagsForResourceOutput;
use sdk::operation::tag_resource::TagResourceOutput;
use sdk::operation::untag_resource::UntagResourceOutput;
use sdk::types::Tag;
use sdk::Client;
use serde_json::json;

/// The cases of this group.
pub(super) fn cases() -> Vec<Case<Client>> {
    vec![tag_resource(), untag_resource(), list_tags_for_resource()]
}

fn tag_resource() -> Case<Client> {
    Case {
        operation: "TagResource",
        request: json!({
            "resourceArn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "tags": [
                { "Key": "team", "Value": "alpha" },
                { "Key": "team-2", "Value": "alpha-2" },
            ],
        }),
        response: json!({}),
        send: |client| {
            let call = client
                .tag_resource()
                .resource_arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .tags(built(Tag::builder().key("team").value("alpha").build()))
                .tags(built(Tag::builder().key("team-2").value("alpha-2").build()));
            let output = TagResourceOutput::builder().build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn untag_resource() -> Case<Client> {
    Case {
        operation: "UntagResource",
        request: json!({
            "resourceArn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "tagKeys": ["team", "team-2"],
        }),
        response: json!({}),
        send: |client| {
            let call = client
                .untag_resource()
                .resource_arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .tag_keys("team")
                .tag_keys("team-2");
            let output = UntagResourceOutput::builder().build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn list_tags_for_resource() -> Case<Client> {
    Case {
        operation: "ListTagsForResource",
        request: json!({
            "resourceArn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
        }),
        response: json!({
            "tags": [
                { "Key": "team", "Value": "alpha" },
                { "Key": "team-2", "Value": "alpha-2" },
            ],
        }),
        send: |client| {
            let call = client
                .list_tags_for_resource()
                .resource_arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001");
            let output = ListTagsForResourceOutput::builder()
                .tags(built(Tag::builder().key("team").value("alpha").build()))
                .tags(built(Tag::builder().key("team-2").value("alpha-2").build()))
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}
