//! Values of every kind, and texts that mean something else elsewhere.

use std::collections::BTreeSet;

use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime};
use farrier_obstacles::operation::carry::CarryInput;
use farrier_obstacles::types::{Everything, Hostile, Person, Tree, Unit};
use farrier_tests::case::document;
use farrier_tests::wire::Format;
use serde_json::json;

use super::{client, echo, members, FORMATS};

fn tree() -> Tree {
    let leaf = || Tree::builder().value("leaf").build();
    Tree::builder()
        .value("root")
        .left(Tree::builder().left(leaf()).build())
        .children(leaf())
        .children(Tree::builder().children(leaf()).build())
        .by_name("a \"b\"", leaf())
        .build()
}

fn units() -> Vec<Unit> {
    vec![
        Unit::None,
        Unit::Some(7),
        Unit::Nested(Box::new(Unit::Nested(Box::new(Unit::None)))),
        Unit::Many(vec![Unit::None, Unit::Some(0)]),
    ]
}

/// A value with every member set, but documents where the protocol has none.
fn everything(format: Format) -> Everything {
    let json = document(json!({ "a": [1, -2, 0.5, true, null, { "b": "\"" }] }));
    #[allow(deprecated)] // a deprecated member must go over the wire as well
    let builder = Everything::builder().old("old");
    builder
        .flag(true)
        .byte(i8::MIN)
        .short(i16::MAX)
        .integer(i32::MIN)
        .long(i64::MAX)
        .float(0.25)
        .double(-1.5e300)
        .big_integer(
            "-123456789012345678901234567890"
                .parse::<BigInteger>()
                .expect("a number"),
        )
        .big_decimal(
            "-1234567890.12345678901234567890"
                .parse::<BigDecimal>()
                .expect("a number"),
        )
        .text("a \"b\" \\ \n\u{7} \u{202e} é 😀")
        .blob(Blob::new([0, 255, 34, 92]))
        .time(DateTime::from_millis(1_700_000_000_125))
        .day(DateTime::from_secs(1_700_000_000))
        .http(DateTime::from_secs(1_700_000_000))
        .set_document((format != Format::RpcV2Cbor).then_some(json))
        .level(5)
        .hostile(Hostile::Lines)
        .names("")
        .names("\"")
        .sparse_names(Some("a".to_owned()))
        .sparse_names(None)
        .sparse_counts("none", None)
        .sparse_counts("one", Some(1))
        .matrix(vec!["a".to_owned()])
        .matrix(vec![])
        .by_hostile(Hostile::Quote, tree())
        .by_hostile(Hostile::Empty, tree())
        .tree(tree())
        .set_units(Some(units()))
        .renamed("r")
        .required("must")
        .count(-1)
        .must("m")
        .default_text("")
        .default_count(0)
        .default_flag(false)
        .default_ratio(0.0)
        .default_hostile(Hostile::Braces)
        .default_time(DateTime::from_secs(0))
        .default_names("n")
        .secret("s3cret-a")
        .secrets("key", "s3cret-b")
        .person(Person::builder().name("s3cret-c").build())
        .pattern("p")
        .long_docs("l")
        .build()
        .expect("every required member is set")
}

#[tokio::test]
async fn a_value_of_every_kind_goes_over_the_wire_and_comes_back() {
    for format in FORMATS {
        let server = echo(format).await;
        let cargo = everything(format);
        let output = CarryInput::builder()
            .cargo(cargo.clone())
            .secret("s3cret-d")
            .send_with(&client(&server, format))
            .await
            .expect("an output");
        assert_eq!(output.cargo(), Some(&cargo));
        assert_eq!(output.secret(), Some("s3cret-d"));
        let token = output.client_token().expect("a token was made");
        assert_eq!(token.len(), 36, "{token}");
    }
}

#[tokio::test]
async fn the_wire_has_the_names_and_texts_of_the_model() {
    let format = Format::AwsJson10;
    let server = echo(format).await;
    let call = client(&server, format).carry().cargo(everything(format));
    call.client_token("t").send().await.expect("an output");
    let body = format.decode(&server.only_request().body);
    let body = body.expect("JSON");
    assert_eq!(body["clientToken"], "t");
    let cargo = body["cargo"].as_object().expect("an object");
    let names: BTreeSet<String> = cargo.keys().cloned().collect();
    assert_eq!(names, members("example.obstacles#Everything"));
    let expected = json!({
        "text": "a \"b\" \\ \n\u{7} \u{202e} é 😀",
        "blob": "AP8iXA==",
        "time": 1_700_000_000.125,
        "day": "2023-11-14T22:13:20Z",
        "http": "Tue, 14 Nov 2023 22:13:20 GMT",
        "level": 5,
        "hostile": "x\ny\r\u{7}\u{202e}",
        "sparseNames": ["a", null],
        "sparseCounts": { "none": null, "one": 1 },
        "matrix": [["a"], []],
        "units": [
            { "none": {} },
            { "some": 7 },
            { "nested": { "nested": { "none": {} } } },
            { "many": [{ "none": {} }, { "some": 0 }] },
        ],
        "document": { "a": [1, -2, 0.5, true, null, { "b": "\"" }] },
        "defaultText": "",
        "defaultHostile": "{} {x} */ \"##",
    });
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(&cargo[name], value, "{name}");
    }
}

#[test]
fn defaults_fill_in() {
    let builder = Everything::builder().required("r").count(1).must("m");
    let value = builder.build().expect("all others have a default");
    assert_eq!(
        value.default_text(),
        "say \"hi\" \\ {x} */ \"## \n\u{7}\u{202e}"
    );
    assert_eq!(value.default_count(), 7);
    assert!(value.default_flag());
    assert_eq!(value.default_ratio(), 0.5);
    assert_eq!(value.default_hostile(), &Hostile::Quote);
    assert_eq!(value.default_time(), &DateTime::from_secs(86_400));
    assert_eq!(value.default_names(), [""; 0]);
    let error = Everything::builder().count(1).must("m").build();
    let error = error.expect_err("a required member is missing");
    assert!(error.to_string().contains("required"), "{error}");
}

#[test]
fn secrets_stay_out_of_debug() {
    let cargo = everything(Format::AwsJson10);
    let input = CarryInput::builder().cargo(cargo).secret("s3cret-d");
    let debug = format!("{:?} {:?}", input, input.clone().build());
    assert!(!debug.contains("s3cret"), "{debug}");
    assert!(debug.contains("long_docs: Some(\"l\")"), "{debug}");
}
