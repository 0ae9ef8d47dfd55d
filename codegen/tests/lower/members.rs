//! The facts of members: what a field, its builder and its documentation say is the same.

use farrier_codegen::ir::{BuilderForm, Expr, Field, Structure};
use serde_json::{json, Map, Value};

use crate::support::{get, lowered};

const REQUIRED: &str = "smithy.api#required";
const DEFAULT: &str = "smithy.api#default";
const OPTIONAL: &str = "smithy.api#clientOptional";
const SENSITIVE: &str = "smithy.api#sensitive";

/// The traits of a member by the bits of its number.
fn traits(number: usize) -> Map<String, Value> {
    let all = [
        (REQUIRED, json!({})),
        (DEFAULT, json!(5)),
        (OPTIONAL, json!({})),
        (SENSITIVE, json!({})),
    ];
    let own = all.into_iter().enumerate();
    let own = own.filter(|(bit, _)| number >> bit & 1 == 1);
    own.map(|(_, (name, value))| (name.to_owned(), value))
        .collect()
}

/// A member for each combination of the traits.
fn members() -> Value {
    let members = (0..16).map(|number| {
        let member = json!({"target": "example.weather#Number", "traits": traits(number)});
        (format!("m{number}"), member)
    });
    Value::Object(members.collect())
}

#[test]
fn each_member_is_the_same_wherever_it_shows() {
    let shapes = json!({
        "Number": {"type": "integer"},
        "Part": {"type": "structure", "members": members()},
    });
    let mut output = members();
    output["part"] = json!({"target": "example.weather#Part"});
    let krate = lowered(&get(members(), output, shapes));
    let operation = &krate.operations[0];
    let structures = [
        (&operation.input, true),
        (&operation.output, false),
        (&krate.structures[0], false),
    ];
    for (structure, of_input) in structures {
        for (number, field) in structure.fields.iter().take(16).enumerate() {
            check(structure, field, number, of_input);
        }
    }
    // Members without a guarantee alone make builders that hold the structure.
    assert_eq!(operation.input.builder.form, BuilderForm::Structure);
    assert_eq!(operation.output.builder.form, BuilderForm::Fields);
    assert!(operation.output.builder.fallible && krate.structures[0].builder.fallible);
}

fn check(structure: &Structure, field: &Field, number: usize, of_input: bool) {
    let traits = traits(number);
    let has = |name: &str| traits.contains_key(name);
    let about = format!("{}.{}: {traits:?}", structure.name.0, field.name.0);
    let is_sure = !of_input && !has(OPTIONAL) && (has(REQUIRED) || has(DEFAULT));
    assert_eq!(field.optional, !is_sure, "{about}");
    assert_eq!(field.missing.is_some(), is_sure && !has(DEFAULT), "{about}");
    let default = (is_sure && has(DEFAULT)).then_some(Expr::Whole(5));
    assert_eq!(field.default, default, "{about}");
    assert_eq!(field.inline, !of_input, "{about}");
    let docs = field.docs.lines.join("\n");
    let says = [
        (REQUIRED, "Required."),
        (DEFAULT, "Default: `5`."),
        (SENSITIVE, "Sensitive: redacted in `Debug` output."),
    ];
    for (name, words) in says {
        assert_eq!(docs.contains(words), has(name), "{about}: {docs}");
    }
}
