//! Properties of any two records, with arbitrary strings from models.

use std::path::PathBuf;

use farrier_codegen::diff::diff;
use farrier_codegen::record::Record;
use farrier_model::visible::is_unseen;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{json, Value};

use super::{cases, folder, merge, mirror, read, try_record};

/// Patches of the cases that change the base, and of the cases of traits.
fn patches() -> Vec<Value> {
    let mut patches: Vec<Value> = (cases().iter())
        .map(|path| read(path))
        .filter(|case| case.get("old").is_none())
        .map(|case| case["new"].clone())
        .collect();
    let file = read(&folder().join("traits.json"));
    patches.push(file["bases"]["all"].clone());
    for case in file["cases"].as_array().into_iter().flatten() {
        let values = case["values"].as_array().into_iter().flatten();
        patches.extend(values.map(|value| trait_patch(case, value)));
    }
    patches
}

fn trait_patch(case: &Value, value: &Value) -> Value {
    let text = |key: &str| case[key].as_str().unwrap_or_default().to_owned();
    let traits = json!({ "traits": { text("trait"): value } });
    let target = text("to");
    let shape = match target.split_once('$') {
        Some((_, "member")) => json!({ "member": traits }),
        Some((_, member)) => json!({ "members": { member: traits } }),
        None => traits,
    };
    let shape_id = target.split('$').next().unwrap_or_default();
    json!({ "shapes": { shape_id: shape } })
}

/// The base with some of the patches, where that is a model without an error.
fn patched(chosen: &[Value]) -> Option<Record> {
    let mut model = read(&folder().join("base.json"));
    for patch in chosen {
        merge(&mut model, patch);
    }
    try_record(&model)
}

/// `PROPTEST_CASES` asks for more.
fn config(usual: u32) -> ProptestConfig {
    let more = std::env::var_os("PROPTEST_CASES").map(|_| ProptestConfig::default().cases);
    let cases = more.unwrap_or(usual);
    ProptestConfig {
        cases,
        // Many combinations are no models.
        max_global_rejects: cases * 20,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(32))]

    #[test]
    fn differences_there_and_back_mirror(
        old in subsequence(patches(), 0..12),
        new in subsequence(patches(), 0..12),
    ) {
        let (Some(old), Some(new)) = (patched(&old), patched(&new)) else {
            return Err(TestCaseError::reject("no model"));
        };
        let there = diff(&old, &new).expect("one service");
        let back = diff(&new, &old).expect("one service");
        mirror("any two", &there, &back);
        for record in [&old, &new] {
            let none = diff(record, record).expect("one service");
            prop_assert!(none.changes.is_empty(), "{none}");
            let again = Record::parse(&record.texts());
            prop_assert_eq!(again.as_ref(), Ok(record));
        }
        // What reads back gives the same differences.
        let [old, new] = [old, new].map(|record| Record::parse(&record.texts()).expect("readable"));
        prop_assert_eq!(diff(&old, &new).expect("one service"), there);
    }
}

/// Texts that could be taken for something else in a line.
fn text() -> impl Strategy<Value = String> {
    let known = [
        "",
        " ",
        "y: z",
        "length(@)",
        "a\nb",
        "a\r\n",
        "\"",
        "\\",
        "a=b",
        "# a",
        "#[deprecated] a",
        "\u{202e}a",
        "\u{2066}",
        "\u{2028}",
        "\u{a0}",
        "must be set, must be set",
        "[in]",
        "0..1",
        "]",
        "\u{e0041}",
        "{a}",
        "'",
        "a,b",
    ];
    let known = select(known.map(str::to_owned).to_vec());
    prop_oneof![1 => known, 1 => any::<String>()]
}

/// Patches that put a text wherever a model can have any, each of which may make the model an invalid one.
fn with_text(text: &str) -> Vec<Value> {
    let shape = |name: &str, shape: Value| json!({ "shapes": { format!("example.weather#{name}"): shape } });
    let member = |of: &str, name: &str, traits: Value| {
        shape(of, json!({ "members": { name: { "traits": traits } } }))
    };
    let service = |traits: Value| shape("Weather", json!({ "traits": traits }));
    let rule =
        |rule: Value| service(json!({ "smithy.rules#endpointRuleSet": { "rules": [rule] } }));
    vec![
        service(json!({ "aws.api#service": { "sdkId": text } })),
        service(json!({ "aws.auth#sigv4": { "name": text } })),
        service(json!({ "smithy.api#title": text })),
        service(json!({ "smithy.api#documentation": text })),
        service(
            json!({ "smithy.api#httpApiKeyAuth": { "name": text, "in": "header", "scheme": text } }),
        ),
        shape("Weather", json!({ "version": text })),
        rule(json!({ "conditions": [], "error": text, "type": "error" })),
        rule(json!({ "conditions": [], "endpoint": { "url": text }, "type": "endpoint" })),
        rule(json!({
            "conditions": [],
            "endpoint": { "url": "https://a", "headers": { text: [text] }, "properties": { text: text } },
            "type": "endpoint"
        })),
        service(json!({ "smithy.rules#endpointRuleSet": { "parameters": {
            text: { "type": "string", "documentation": text, "default": text, "required": true }
        } } })),
        service(json!({ "smithy.rules#clientContextParams": { text: { "type": "string" } } })),
        shape(
            "GetCity",
            json!({ "traits": { "smithy.rules#staticContextParams": {
            text: { "value": text }, "Zone": { "value": text }
        } } }),
        ),
        shape(
            "GetCity",
            json!({ "traits": { "smithy.api#endpoint": { "hostPrefix": text } } }),
        ),
        shape(
            "GetCity",
            json!({ "traits": { "smithy.api#http": { "uri": format!("/{text}/{{name}}") } } }),
        ),
        shape(
            "GetCity",
            json!({ "traits": { "smithy.api#requestCompression": { "encodings": [text] } } }),
        ),
        shape(
            "GetCity",
            json!({ "traits": { "smithy.waiters#waitable": { "CityExists": { "acceptors": [
            { "state": "success", "matcher": { "output": {
                "path": "city.name", "expected": text, "comparator": "stringEquals" } } },
            { "state": "failure", "matcher": { "errorType": text } }
        ] } } } }),
        ),
        member(
            "PutReadingInput",
            "secret",
            json!({ "smithy.api#documentation": text }),
        ),
        member(
            "PutReadingInput",
            "secret",
            json!({ "smithy.api#deprecated": { "message": text, "since": text } }),
        ),
        member(
            "PutReadingInput",
            "secret",
            json!({ "smithy.api#pattern": text }),
        ),
        member(
            "PutReadingInput",
            "secret",
            json!({ "smithy.api#jsonName": text }),
        ),
        member(
            "PutReadingInput",
            "secret",
            json!({ "smithy.api#httpHeader": text }),
        ),
        member(
            "PutReadingInput",
            "secret",
            json!({ "smithy.api#httpQuery": text }),
        ),
        member(
            "PutReadingInput",
            "notes",
            json!({ "smithy.api#httpPrefixHeaders": text }),
        ),
        member(
            "PutReadingInput",
            "secret",
            json!({ "smithy.rules#contextParam": { "name": text } }),
        ),
        member(
            "PutReadingInput",
            "secret",
            json!({ "smithy.api#default": text }),
        ),
        member("Sky", "CLEAR", json!({ "smithy.api#enumValue": text })),
        shape(
            "Tag",
            json!({ "type": "string", "traits": {
            "smithy.api#enum": [{ "value": text }, { "value": "other" }], "smithy.api#mediaType": text
        } }),
        ),
    ]
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn records_read_back_whatever_the_strings(text in text()) {
        let mut patches = with_text(&text);
        // All that leave a model, together, too.
        let base = json!({ "shapes": {
            "example.weather#Tag": { "type": "string" },
            "example.weather#City": { "members": { "tag": { "target": "example.weather#Tag" } } }
        } });
        let fine = |patch: &Value| patched(&[base.clone(), patch.clone()]).is_some();
        let together: Vec<Value> = patches.iter().filter(|patch| fine(patch)).cloned().collect();
        let mut all = json!({});
        together.iter().for_each(|patch| merge(&mut all, patch));
        patches.push(all);
        let mut seen = 0;
        for patch in patches {
            let Some(record) = patched(&[base.clone(), patch]) else {
                continue;
            };
            seen += 1;
            let texts = record.texts();
            let again = Record::parse(&texts);
            prop_assert_eq!(again.as_ref(), Ok(&record));
            for (file, text) in texts.files() {
                let unseen = text.chars().find(|c| *c != '\n' && is_unseen(*c));
                prop_assert_eq!(unseen, None, "{}", file);
            }
        }
        prop_assert!(seen > 5, "only {} models", seen);
    }
}

/// An empty `sdkId` is a name as any other.
#[test]
fn services_with_odd_names_are_compared() {
    for name in ["", "y: z", "length(@)", "a\nb", "\u{202e}x"] {
        let patch = json!({ "shapes": { "example.weather#Weather": {
            "traits": { "aws.api#service": { "sdkId": name } }
        } } });
        let record = patched(&[patch]).expect("a model");
        assert_eq!(record.service(), name);
        let again = Record::parse(&record.texts()).expect("readable");
        let report = diff(&record, &again).expect("one service");
        assert_eq!(report.class(), None, "{report}");
    }
}

/// The patches are there, so that the properties above are of many models.
#[test]
fn there_are_patches() {
    let none: Vec<PathBuf> = Vec::new();
    assert_ne!(cases(), none);
    assert!(patches().len() > 300, "{}", patches().len());
}
