//! Values of every kind.

use farrier_obstacles::primitives::{Blob, DateTime, Document};
use farrier_obstacles::types::{Everything, Hostile, Person, Tree, Unit};
use farrier_tests::case::document;
use serde_json::json;

pub(crate) fn tree() -> Tree {
    let leaf = || Tree::builder().value("leaf").build();
    Tree::builder()
        .value("root")
        .left(Tree::builder().left(leaf()).build())
        .children(leaf())
        .by_name("b", leaf())
        .by_name("a", Tree::builder().children(leaf()).build())
        .build()
}

pub(crate) fn units() -> Vec<Unit> {
    vec![
        Unit::None,
        Unit::Some(7),
        Unit::Nested(Box::new(Unit::Nested(Box::new(Unit::None)))),
        Unit::Many(vec![Unit::None, Unit::Some(0)]),
    ]
}

pub(crate) fn a_document() -> Document {
    document(json!({ "a": [1, -2, 0.5, true, null, { "b": "\"" }], "": u64::MAX }))
}

/// Every member but documents.
pub(crate) fn everything() -> Everything {
    #[allow(deprecated)] // a deprecated member is written as well
    let builder = Everything::builder().old("old");
    builder
        .flag(true)
        .byte(i8::MIN)
        .short(i16::MAX)
        .integer(i32::MIN)
        .long(i64::MAX)
        .float(0.1)
        .double(-1.5e300)
        .big_integer("-123456789012345678901234567890".parse().expect("a number"))
        .big_decimal(
            "-1234567890.12345678901234567890"
                .parse()
                .expect("a number"),
        )
        .text("a \"b\" \\ \n\u{7} \u{202e} é 😀")
        .blob(Blob::new([0, 255, 34, 92]))
        .time(DateTime::from_secs_and_nanos(1_700_000_000, 123_456_789))
        .day(DateTime::from_secs(-1))
        .http(DateTime::from_secs(1_700_000_000))
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
        .default_time(DateTime::from_secs(0))
        .secret("s3cret-a")
        .secrets("key", "s3cret-b")
        .person(Person::builder().name("s3cret-c").build())
        .pattern("p")
        .long_docs("l")
        .build()
        .expect("every required member is set")
}

/// The least that can be built.
pub(crate) fn least() -> Everything {
    let builder = Everything::builder().required("").count(0).must("");
    builder.build().expect("every required member is set")
}
