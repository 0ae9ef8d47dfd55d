//! Traits of alloy: what they make of a schema, and what is said of those that cannot be followed.

use insta::assert_snapshot;

use crate::protocols::generated;

/// A service whose operation sends a structure with these members; `more` are other shapes.
fn model(members: &str, more: &str) -> String {
    format!(
        r#"$version: "2"
namespace example.shop
use alloy#UUID
use alloy#discriminated
use alloy#httpPolymorphicResponse
use alloy#jsonUnknown
use alloy#nullable
use alloy#openEnum
use alloy#preserveKeyOrder
use alloy#simpleRestJson
use alloy#unknownFieldRetention
use alloy#untagged
use aws.protocols#restJson1

@simpleRestJson
service Shop {{
    version: "1"
    operations: [PutItem]
}}

@http(method: "PUT", uri: "/items")
@idempotent
operation PutItem {{
    input := {{
        item: Item
    }}
}}

structure Item {{
    {members}
}}

{more}
"#
    )
}

fn said_of(members: &str, more: &str) -> String {
    generated("shop.smithy", &model(members, more), "").1
}

/// The lines of the schema whose shapes have a trait of alloy.
fn schema(model: &str, setting: &str) -> String {
    let (found, said) = generated("shop.smithy", model, setting);
    let lines = found.schema.lines();
    let marks = ["discriminated", "untagged", "jsonUnknown", "nullable"];
    let lines = lines.filter(|line| marks.iter().any(|mark| line.contains(mark)));
    [said]
        .into_iter()
        .chain(lines.map(str::to_owned))
        .collect::<Vec<_>>()
        .join("\n")
}

const GOOD: (&str, &str) = (
    "id: UUID\n@nullable kind: Kind\nprice: Price\n@jsonUnknown others: Others",
    "map Others { key: String, value: Document }
     @openEnum enum Size { BIG }
     @discriminated(\"type\") union Kind { a: A, none: Unit, @jsonUnknown other: Document }
     @untagged union Price { number: Integer, a: A, size: Size }
     structure A { @required x: Integer }",
);

#[test]
fn traits_decide_the_form_of_documents() {
    assert_snapshot!(schema(&model(GOOD.0, GOOD.1), ""));
}

/// The traits are no part of other protocols.
#[test]
fn other_protocols_ignore_them() {
    let setting = "protocol = \"aws.protocols#restJson1\"";
    assert_eq!(schema(&model(GOOD.0, GOOD.1), setting), "");
    let bad = model("u: U", "@discriminated(\"t\") union U { a: String }");
    assert_eq!(schema(&bad, setting), "");
}

#[test]
fn unions_that_have_no_such_form() {
    let more = "@discriminated(\"t\") union Kind { a: A, b: String, c: B }
        structure A { @jsonName(\"t\") x: Integer }
        structure B { t: Integer }
        @untagged @discriminated(\"t\") union Both { a: A2 }
        structure A2 { x: Integer }
        @untagged union Unknown { a: String, @jsonUnknown other: Document }
        union Twice { @jsonUnknown a: Document, @jsonUnknown b: Document, @jsonUnknown c: String }";
    assert_snapshot!(said_of(
        "kind: Kind\nboth: Both\nunknown: Unknown\ntwice: Twice",
        more
    ));
}

#[test]
fn members_that_keep_nothing() {
    let members = "@jsonUnknown a: String\n@jsonUnknown b: Texts\n@jsonUnknown c: Others";
    let more =
        "map Texts { key: String, value: String }\nmap Others { key: String, value: Document }";
    assert_snapshot!(said_of(members, more));
}

#[test]
fn traits_without_an_effect() {
    let members = "@preserveKeyOrder map: Texts
        @unknownFieldRetention others: Others
        at: alloy#OffsetDateTime
        @nullable document: Document
        date: alloy#LocalDate";
    let more =
        "map Texts { key: String, value: String }\nmap Others { key: String, value: Document }";
    assert_snapshot!(said_of(members, more));
}

/// Members that the client itself reads or fills, or that are not in a document, cannot be null.
#[test]
fn nullable_members_that_are_not() {
    let model = model("@nullable name: String", "").replace(
        "    input := {\n        item: Item\n",
        "    input := {\n        item: Item\n        @nullable @httpQuery(\"q\") query: String\n        @nullable after: String\n",
    );
    let model = model.replace(
        "operation PutItem {",
        "@paginated(inputToken: \"after\", outputToken: \"next\", items: \"items\")\noperation PutItem {
    output := { @nullable next: String, @nullable items: Items, @nullable count: Integer }
    errors: [Bad]",
    );
    let model = model + "list Items { member: String }\n@error(\"client\") structure Bad { @nullable message: String }";
    assert_snapshot!(schema(&model, ""));
}

#[test]
fn responses_that_cannot_be_told_apart() {
    let model = model("a: String", "union Answer { a: A }\nstructure A {}").replace(
        "operation PutItem {",
        "operation PutItem {\n    output := { @required @httpPolymorphicResponse answer: Answer }",
    );
    assert_snapshot!(generated("shop.smithy", &model, "").1);
}

#[test]
fn events_that_the_protocol_does_not_define() {
    let model = model(
        "a: String",
        "@streaming union Events { a: A }\nstructure A {}",
    )
    .replace(
        "operation PutItem {",
        "operation PutItem {\n    output := { events: Events }",
    );
    assert_snapshot!(generated("shop.smithy", &model, "").1);
}
