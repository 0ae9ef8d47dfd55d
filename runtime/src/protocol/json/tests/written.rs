//! Comparison of the serializer with the official one.

use super::super::super::test_schema::zoo;
use super::super::{Dialect, Json};
use aws_smithy_json::codec::{JsonCodec, JsonCodecSettings};
use aws_smithy_schema::codec::{Codec, FinishSerializer};
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{prelude, Schema};
use aws_smithy_types::{BigDecimal, Blob, DateTime, Document, Number};
use proptest::prelude::*;

/// Writes a value to any member, whatever its type in the model.
#[derive(Clone, Debug)]
enum Value {
    Null,
    Bool(bool),
    Byte(i8),
    Long(i64),
    Float(f32),
    Double(f64),
    Precise(&'static str),
    Text(String),
    Blob(Vec<u8>),
    Time(i64, u32),
    Free(Document),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
    Members(Vec<(usize, Value)>),
}

impl SerializableStruct for Value {
    fn schema(&self) -> &Schema<'_> {
        zoo()
    }

    fn serialize_members(&self, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        let Self::Members(members) = self else {
            return Ok(());
        };
        let all = zoo().members();
        (members.iter()).try_for_each(|(at, value)| value.write(all[at % all.len()], out))
    }
}

impl Value {
    fn write(&self, schema: &Schema<'_>, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        match self {
            Self::Null => out.write_null(schema),
            Self::Bool(value) => out.write_boolean(schema, *value),
            Self::Byte(value) => out.write_byte(schema, *value),
            Self::Long(value) => out.write_long(schema, *value),
            Self::Float(value) => out.write_float(schema, *value),
            Self::Double(value) => out.write_double(schema, *value),
            Self::Precise(digits) => {
                let value: BigDecimal = digits.parse().expect("a number");
                out.write_big_decimal(schema, &value)
            }
            Self::Text(text) => out.write_string(schema, text),
            Self::Blob(bytes) => out.write_blob(schema, Blob::new(bytes.clone())),
            Self::Time(seconds, nanos) => {
                let value = DateTime::from_secs_and_nanos(*seconds, *nanos);
                out.write_timestamp(schema, &value)
            }
            Self::Free(document) => out.write_document(schema, document),
            Self::List(items) => {
                // Members of a list and map have names too, which are not written.
                let item = zoo().members()[0];
                out.write_list(schema, &|out| {
                    items.iter().try_for_each(|value| value.write(item, out))
                })
            }
            Self::Map(entries) => {
                let item = zoo().members()[0];
                out.write_map(schema, &|out| {
                    entries.iter().try_for_each(|(key, value)| {
                        out.write_string(&prelude::STRING, key)?;
                        value.write(item, out)
                    })
                })
            }
            Self::Members(_) => out.write_struct(schema, self),
        }
    }
}

fn written(codec: &impl Codec, value: &Value) -> Result<String, String> {
    let mut out = codec.create_serializer();
    (out.write_struct(zoo(), value)).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(out.finish()).expect("text"))
}

fn ours(dialect: Dialect, value: &Value) -> Result<String, String> {
    written(&Json(dialect), value)
}

fn official(dialect: Dialect, value: &Value) -> Result<String, String> {
    let settings = JsonCodecSettings::builder()
        .use_json_name(dialect == Dialect::RestJson)
        .use_string_for_arbitrary_precision(dialect == Dialect::RpcV2);
    written(&JsonCodec::new(settings.build()), value)
}

fn member(name: &str) -> usize {
    let members = zoo().members();
    let is_it = |member: &&Schema<'_>| member.member_name() == Some(name);
    members.iter().position(is_it).expect("a member")
}

#[test]
fn dialects_differ_in_names_dates_and_precise_numbers() {
    let value = Value::Members(vec![
        (member("count"), Value::Long(1)),
        (member("day"), Value::Time(1, 500_000_000)),
        (member("at"), Value::Time(1, 500_000_000)),
        (member("precise"), Value::Precise("0.10")),
    ]);
    let cases = [
        (
            Dialect::AwsJson,
            r#"{"count":1,"day":"Thu, 01 Jan 1970 00:00:01 GMT","at":1.5,"precise":0.10}"#,
        ),
        (
            Dialect::RestJson,
            r#"{"COUNT":1,"day":"Thu, 01 Jan 1970 00:00:01 GMT","at":1.5,"precise":0.10}"#,
        ),
        (
            Dialect::RpcV2,
            r#"{"count":1,"day":1.5,"at":1.5,"precise":"0.10"}"#,
        ),
    ];
    for (dialect, expected) in cases {
        assert_eq!(ours(dialect, &value).as_deref(), Ok(expected));
    }
}

#[test]
fn what_json_cannot_hold_is_refused() {
    for digits in ["+1", "01", ".5", "1."] {
        let value = Value::Members(vec![(member("precise"), Value::Precise(digits))]);
        let error = ours(Dialect::AwsJson, &value).expect_err(digits);
        assert!(error.contains(&format!("`{digits}`")), "{error}");
        let text = format!(r#"{{"precise":"{digits}"}}"#);
        assert_eq!(ours(Dialect::RpcV2, &value), Ok(text));
    }
    let value = Value::Members(vec![(member("day"), Value::Time(i64::MAX, 0))]);
    let error = ours(Dialect::AwsJson, &value).expect_err("no year");
    assert!(!error.is_empty());
}

fn text() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "\"",
        "\\",
        "\n",
        "\r",
        "\t",
        "\u{8}",
        "\u{c}",
        "\0",
        "\u{1f}",
        " ",
        "\u{7f}",
        "\u{e9}",
        "\u{2028}",
        "\u{1F600}",
        "a",
        "seven..",
        "twelve chars",
    ]);
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

/// Objects have at most one entry, because the order of entries is random.
fn document() -> impl Strategy<Value = Document> {
    let leaf = prop_oneof![
        Just(Document::Null),
        any::<bool>().prop_map(Document::Bool),
        any::<u64>().prop_map(|value| Document::Number(Number::PosInt(value))),
        (i64::MIN..0).prop_map(|value| Document::Number(Number::NegInt(value))),
        any::<f64>().prop_map(|value| Document::Number(Number::Float(value))),
        text().prop_map(Document::String),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Document::Array),
            prop::collection::hash_map(text(), inner, 0..2).prop_map(Document::Object),
        ]
    })
}

fn value() -> impl Strategy<Value = Value> {
    let digits = prop::sample::select(vec!["0", "-12.50", "1e400", "007", "+1", ".5"]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i8>().prop_map(Value::Byte),
        any::<i64>().prop_map(Value::Long),
        any::<f32>().prop_map(Value::Float),
        any::<f64>().prop_map(Value::Double),
        digits.prop_map(Value::Precise),
        text().prop_map(Value::Text),
        prop::collection::vec(any::<u8>(), 0..7).prop_map(Value::Blob),
        (-99_999_999_999_i64..999_999_999_999, 0..1_000_000_000_u32)
            .prop_map(|(seconds, nanos)| Value::Time(seconds, nanos)),
        document().prop_map(Value::Free),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        let entry = (text(), inner.clone());
        let field = (0..64_usize, inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::List),
            prop::collection::vec(entry, 0..4).prop_map(Value::Map),
            prop::collection::vec(field, 0..5).prop_map(Value::Members),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn values_are_written_as_by_the_official_serializer(
        members in prop::collection::vec((0..64_usize, value()), 0..5),
        dialect in prop::sample::select(vec![Dialect::AwsJson, Dialect::RestJson]),
    ) {
        let value = Value::Members(members);
        match (ours(dialect, &value), official(dialect, &value)) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs),
            (Err(_), Err(_)) => {}
            (ours, theirs) => prop_assert!(false, "{:?} {:?}", ours, theirs),
        }
    }
}
