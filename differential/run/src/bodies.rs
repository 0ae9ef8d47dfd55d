//! Bodies of responses, as services write them.

use ciborium::Value;
use serde_json::json;

pub(crate) fn get_item() -> Vec<u8> {
    json!({ "Item": { "id": { "S": "a" }, "count": { "N": "7" } } })
        .to_string()
        .into_bytes()
}

/// 100 items of 30 attributes.
pub(crate) fn batch_get_item() -> Vec<u8> {
    let attribute = |item: usize, number: usize| match number % 5 {
        0 => json!({ "N": (item * number).to_string() }),
        1 => json!({ "BOOL": item % 2 == 0 }),
        2 => json!({ "L": [{ "S": "one" }, { "N": "2" }, { "S": "a \"quoted\" text" }] }),
        3 => json!({ "M": { "street": { "S": "Long Street" }, "number": { "N": "12" } } }),
        _ => {
            json!({ "S": format!("the text of attribute {number} of item {item}, which goes on and on for some time, as texts do, until it is long enough to be one that a table may hold") })
        }
    };
    let item = |item: usize| -> serde_json::Value {
        let all = (0..30).map(|number| (format!("attribute-{number}"), attribute(item, number)));
        serde_json::Value::Object(all.collect())
    };
    let items: Vec<serde_json::Value> = (0..160).map(item).collect();
    json!({ "Responses": { "t": items }, "UnprocessedKeys": {} })
        .to_string()
        .into_bytes()
}

pub(crate) fn list_objects() -> Vec<u8> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
         <Name>b</Name><Prefix>p</Prefix><KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>",
    );
    for number in 0..1000 {
        text += &format!(
            "<Contents><Key>p/folder/file-{number}.txt</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified>\
             <ETag>&quot;9b2cf535f27731c974343645a398{number:04}&quot;</ETag><Size>{number}</Size>\
             <StorageClass>STANDARD</StorageClass></Contents>"
        );
    }
    (text + "</ListBucketResult>").into_bytes()
}

pub(crate) fn list_users(count: usize) -> Vec<u8> {
    let mut text = String::from(
        "<ListUsersResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListUsersResult><IsTruncated>false</IsTruncated><Users>",
    );
    for number in 0..count {
        text += &format!(
            "<member><Path>/a/</Path><UserName>user-{number}</UserName><UserId>AIDA{number:016}</UserId>\
             <Arn>arn:aws:iam::123456789012:user/a/user-{number}</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate></member>"
        );
    }
    text += "</Users></ListUsersResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ListUsersResponse>";
    text.into_bytes()
}

pub(crate) fn entitlements(count: usize) -> Vec<u8> {
    let text = |text: &str| Value::Text(text.to_owned());
    let one = |number: usize| {
        Value::Map(vec![
            (text("ProductCode"), text("p")),
            (text("Dimension"), text(&format!("dimension-{number}"))),
            (text("CustomerIdentifier"), text("a customer")),
            (
                text("Value"),
                Value::Map(vec![(text("IntegerValue"), Value::from(number as u64))]),
            ),
            (
                text("ExpirationDate"),
                Value::Tag(1, Box::new(Value::Float(1_800_000_000.5))),
            ),
        ])
    };
    let all = Value::Array((0..count).map(one).collect());
    let mut bytes = Vec::new();
    ciborium::into_writer(&Value::Map(vec![(text("Entitlements"), all)]), &mut bytes)
        .expect("CBOR");
    bytes
}
