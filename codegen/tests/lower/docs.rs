//! Documentation and examples.

use farrier_codegen::emit::example_setters;
use serde_json::json;

use crate::support::{field, get, lowered, required, string};

#[test]
fn documentation_is_never_missing_and_never_runs() {
    let members = json!({
        "plain": string(),
        "evil": {"target": "smithy.api#String", "traits": {
            "smithy.api#documentation": "<p>See [Vec] <script>x</script></p>\n```rust\npanic!()",
            "smithy.api#length": {"min": 1, "max": 9}, "smithy.api#required": {},
        }},
    });
    let krate = lowered(&get(members, json!({}), json!({})));
    let input = &krate.operations[0].input;
    assert_eq!(field(input, "plain").docs.lines, ["`plain`, a string."]);
    let evil = &field(input, "evil").docs.lines;
    assert_eq!(evil[0], "See \\[Vec\\] \\<script\\>x\\</script\\>");
    assert_eq!(
        evil[evil.len() - 2..],
        ["- Required.", "- Length: 1 to 9 characters."]
    );
    assert!(evil.iter().all(|line| !line.starts_with("```")), "{evil:?}");
}

#[test]
fn examples_set_what_is_required() {
    let tag = json!({"type": "structure", "members": {
        "Key": required("smithy.api#String"), "Other": string(),
    }});
    let tags = json!({"type": "list", "member": {"target": "example.weather#Tag"}});
    let input = json!({
        "CityArn": required("smithy.api#String"),
        "Tags": required("example.weather#Tags"),
        "Other": string(),
    });
    let krate = lowered(&get(input, json!({}), json!({"Tag": tag, "Tags": tags})));
    assert_eq!(
        example_setters(&krate.operations[0].example, "aws_sdk_weathernow"),
        [
            ".city_arn(\"arn:aws:service:us-east-1:111122223333:resource\")",
            ".tags(",
            "    aws_sdk_weathernow::types::Tag::builder()",
            "        .key(\"key\")",
            "        .build()?,",
            ")",
        ]
    );
}
