// Compiled once against either side's crates, which have the same API.

use crate::canned::Sent;
use crate::{bodies, Case};

/// A case: its client and the call that is made with it.
macro_rules! case {
    ($name:literal, $sdk:ident, $content:literal, $body:expr, |$client:ident| $call:expr, |$output:ident| $figure:expr) => {{
        let sent = Sent::default();
        let body: Vec<u8> = $body;
        let config = $sdk::Config::builder()
            .behavior_version($sdk::config::BehaviorVersion::latest())
            .region($sdk::config::Region::new("us-east-1"))
            .credentials_provider(aws_credential_types::Credentials::new(
                "a", "b", None, None, "bench",
            ))
            .retry_config($sdk::config::retry::RetryConfig::disabled())
            .stalled_stream_protection($sdk::config::StalledStreamProtectionConfig::disabled())
            .http_client(sent.client($content, &body))
            .build();
        let $client = $sdk::Client::from_conf(config);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.expect("a runtime");
        Case {
            name: $name,
            sent,
            call: Box::new(move || {
                let $output = runtime.block_on(async { $call.send().await.expect("an output") });
                $figure
            }),
        }
    }};
}

pub(crate) fn attribute(number: usize) -> dynamodb::types::AttributeValue {
    use dynamodb::types::AttributeValue;
    match number % 3 {
        0 => AttributeValue::S(format!("the text of attribute {number}")),
        1 => AttributeValue::N(number.to_string()),
        _ => AttributeValue::L(vec![
            AttributeValue::Bool(true),
            AttributeValue::S("x".to_owned()),
        ]),
    }
}

/// The calls, in the same order on both sides.
pub(crate) fn cases() -> Vec<Case> {
    vec![
        case!(
            "awsJson, GetItem, small",
            dynamodb,
            "application/x-amz-json-1.0",
            bodies::get_item(),
            |client| client.get_item().table_name("t").key("id", attribute(0)),
            |output| output.item().map_or(0, |item| item.len())
        ),
        case!(
            "awsJson, PutItem, 30 attributes",
            dynamodb,
            "application/x-amz-json-1.0",
            b"{}".to_vec(),
            |client| {
                let mut call = client.put_item().table_name("t");
                for number in 0..30 {
                    call = call.item(format!("attribute-{number}"), attribute(number));
                }
                call
            },
            |output| output.attributes().map_or(1, |all| all.len())
        ),
        case!(
            "awsJson, BatchGetItem, 400 KB",
            dynamodb,
            "application/x-amz-json-1.0",
            bodies::batch_get_item(),
            |client| client.batch_get_item().request_items(
                "t",
                dynamodb::types::KeysAndAttributes::builder()
                    .keys(std::collections::HashMap::from([(
                        "id".to_owned(),
                        attribute(0)
                    )]))
                    .build()
                    .expect("keys"),
            ),
            |output| output.responses().map_or(0, |all| all
                .values()
                .flatten()
                .map(|item| item.len())
                .sum())
        ),
        case!(
            "restXml, ListObjectsV2, nothing",
            s3,
            "application/xml",
            b"<ListBucketResult/>".to_vec(),
            |client| client.list_objects_v2().bucket("bucket").prefix("p"),
            |output| output.contents().len()
        ),
        case!(
            "restXml, ListObjectsV2, 1,000 keys",
            s3,
            "application/xml",
            bodies::list_objects(),
            |client| client.list_objects_v2().bucket("bucket").prefix("p"),
            |output| output
                .contents()
                .iter()
                .map(|one| one.key().map_or(0, str::len))
                .sum()
        ),
        case!(
            "awsQuery, ListUsers, nothing",
            iam,
            "text/xml",
            bodies::list_users(0),
            |client| client.list_users().path_prefix("/a/").max_items(7),
            |output| output.users().len()
        ),
        case!(
            "awsQuery, ListUsers, 200 users",
            iam,
            "text/xml",
            bodies::list_users(200),
            |client| client.list_users().path_prefix("/a/").max_items(7),
            |output| output.users().iter().map(|one| one.arn().len()).sum()
        ),
        #[cfg(feature = "ec2")]
        case!(
            "ec2Query, DescribeInstances, nothing",
            ec2,
            "text/xml",
            bodies::instances(0),
            |client| client.describe_instances().instance_ids("i-1").instance_ids("i-2"),
            |output| output.reservations().len()
        ),
        #[cfg(feature = "ec2")]
        case!(
            "ec2Query, DescribeInstances, 200",
            ec2,
            "text/xml",
            bodies::instances(200),
            |client| client.describe_instances().instance_ids("i-1").instance_ids("i-2"),
            |output| output
                .reservations()
                .iter()
                .flat_map(|one| one.instances())
                .map(|one| one.tags().len() + one.instance_id().map_or(0, str::len))
                .sum()
        ),
        case!(
            "rpcv2Cbor, GetEntitlements, nothing",
            entitlement,
            "application/cbor",
            bodies::entitlements(0),
            |client| client.get_entitlements().product_code("p").max_results(25),
            |output| output.entitlements().len()
        ),
        case!(
            "rpcv2Cbor, GetEntitlements, 500",
            entitlement,
            "application/cbor",
            bodies::entitlements(500),
            |client| client.get_entitlements().product_code("p").max_results(25),
            |output| output
                .entitlements()
                .iter()
                .map(|one| one.dimension().map_or(0, str::len))
                .sum()
        ),
    ]
}
