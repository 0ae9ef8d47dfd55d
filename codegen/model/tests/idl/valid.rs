//! Models of valid files.

use farrier_model::graph::{Kind, Node};

use crate::{model, read, shape, v2, EVERYTHING};

fn documentation(text: &str, id: &str) -> Option<String> {
    shape(&model(&v2(text)), id).traits.documentation.clone()
}

#[test]
fn every_part_of_the_grammar_is_read() {
    let model = model(EVERYTHING);
    let own =
        |(_, shape): &(_, &farrier_model::graph::Shape)| shape.id.namespace == "com.example.all";
    assert_eq!(model.shapes().filter(own).count(), 31);
    let city = shape(&model, "com.example.all#GetCityRequest");
    let names: Vec<_> = city.members().iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["page", "cityId"]);
    assert!(city.traits.input && city.traits.other("com.example.all#note").is_some());
    let output = shape(&model, "com.example.all#GetCityResponse");
    let size = output.member("size").expect("the member");
    assert_eq!(
        size.traits
            .default
            .as_ref()
            .map(ToString::to_string)
            .as_deref(),
        Some("0")
    );
    let found = shape(&model, "com.example.all#NotFound");
    let name = found.member("name").expect("the member");
    let text = "A text\n  with \"quotes\" and lines.\n";
    assert_eq!(name.traits.documentation.as_deref(), Some(text));
    assert!(found.traits.other("com.example.all#note").is_none());
}

#[test]
fn comments_document_what_follows_them() {
    let text =
        "/// One\n///  two\n///\n\n// not this\n///three\n@deprecated\n/// nor this\nstring S";
    assert_eq!(
        documentation(text, "a#S").as_deref(),
        Some("One\n two\n\nthree")
    );
    let text = "string R /// not this\n/// One\r\nstring S";
    assert_eq!(documentation(text, "a#S").as_deref(), Some("One"));
    let text = "list L /// not this\n{ /// member\n member: String\n/// nor this\n}";
    assert_eq!(documentation(text, "a#L"), None);
    assert_eq!(documentation("string S\n/// at the end", "a#S"), None);
    assert_eq!(
        documentation("use smithy.api#Blob /// no\n/// yes\nstring S", "a#S").as_deref(),
        Some("yes")
    );
}

#[test]
fn names_are_of_the_namespace_then_of_the_prelude() {
    let model = model(&v2(
        "structure A { own: String, prelude: smithy.api#String, other: Integer }\nblob String",
    ));
    let targets: Vec<String> = (shape(&model, "a#A").members().iter())
        .map(|member| model.shape(member.target).id.to_string())
        .collect();
    assert_eq!(
        targets,
        ["a#String", "smithy.api#String", "smithy.api#Integer"]
    );
}

#[test]
fn annotations_have_the_value_of_their_trait() {
    let text = "@trait structure s {}\n@trait list l { member: String }\n@trait map m { key: String, value: String }\n\
                @trait document d\n@s @l @m() @d @tags string S";
    let model = model(&v2(text));
    let traits = &shape(&model, "a#S").traits;
    let value = |id: &str| traits.other(id).map(ToString::to_string);
    assert_eq!(value("a#s").as_deref(), Some("{}"));
    assert_eq!(value("a#l").as_deref(), Some("[]"));
    assert_eq!(value("a#m").as_deref(), Some("{}"));
    assert_eq!(value("a#d").as_deref(), Some("null"));
    assert!(traits.tags.is_empty());
}

#[test]
fn values_of_traits_have_many_forms() {
    let text = "@trait document d\n@d(true: 1, \"x y\": [a#S, d], null: {k: \"v\"} ) string S\n\
                @d(S) string T\n@d(a#S$m) string U\n@d(\"text\") string V\n@d(\"\"\"\n  a\n  b\"\"\") string W\n\
                @d(-0.5) string X\n@d([]) string Y\n@d({}) string Z";
    let model = model(&v2(text));
    let value = |id: &str| {
        shape(&model, id)
            .traits
            .other("a#d")
            .map(ToString::to_string)
    };
    let expected = [
        (
            "a#S",
            r##"{"true":1,"x y":["a#S","a#d"],"null":{"k":"v"}}"##,
        ),
        ("a#T", r##""a#S""##),
        ("a#U", r##""a#S$m""##),
        ("a#V", r#""text""#),
        ("a#W", r#""a\nb""#),
        ("a#X", "-0.5"),
        ("a#Y", "[]"),
        ("a#Z", "{}"),
    ];
    for (id, text) in expected {
        assert_eq!(value(id).as_deref(), Some(text), "{id}");
    }
}

#[test]
fn whitespace_is_free_where_the_grammar_says_so() {
    let text = ",,\n@deprecated(\n// c\n message:\n\"m\" ,, since : \"s\",)\nstructure\tA\t with// c\n[ // c\n M ,]\n// c\n{\n\
                a\t:\tString\t=\t\"b\"// c\n,c: // no\n}\n@mixin structure M{}";
    // A target stands in the line of its colon.
    let (_, said) = read(&v2(text));
    assert!(
        said.to_string()
            .contains("expected a name, found a comment"),
        "{said}"
    );
    let model = model(&v2(&text.replace(",c: // no\n", ",c : String ,\n")));
    assert_eq!(shape(&model, "a#A").members().len(), 2);
}

#[test]
fn a_file_without_a_version_is_of_1_0() {
    let text = "namespace a\n@box integer Boxed\ninteger Plain\nset S { member: String }\n\
                structure A { one: Boxed, two: Plain, three: PrimitiveBoolean, four: Integer }";
    let model = model(text);
    let defaults: Vec<_> = (shape(&model, "a#A").members().iter())
        .map(|member| member.traits.default.as_ref().map(ToString::to_string))
        .collect();
    let expected = [None, Some("0"), Some("false"), None].map(|one| one.map(str::to_owned));
    assert_eq!(defaults, expected);
    assert!(shape(&model, "a#S").traits.unique_items);
}

#[test]
fn enums_have_values_or_are_their_names() {
    let text = "enum E { A, B = \"b\" // c\n @enumValue(\"c\") C }\nintEnum I { A = 1,\n B = -2147483648\n}\n\
                @mixin enum M { X }\nenum N with [M] { Y }";
    let model = model(&v2(text));
    let values = |id: &str| -> Vec<String> {
        let members = shape(&model, id).members().into_iter();
        let values = members.filter_map(|member| member.traits.enum_value.as_ref());
        values.map(ToString::to_string).collect()
    };
    assert_eq!(values("a#E"), ["\"A\"", "\"b\"", "\"c\""]);
    assert_eq!(values("a#I"), ["1", "-2147483648"]);
    assert_eq!(values("a#N"), ["\"X\"", "\"Y\""]);
}

#[test]
fn members_take_their_targets_from_resources_and_mixins() {
    let text = "resource R { identifiers: { id: S }, properties: { p: I } }\nstring S\ninteger I\n\
                @mixin structure M { m: S }\n@mixin structure N with [M] { @required $m }\n\
                structure A for R with [N] { $id\n @deprecated $p\n $m }\n\
                @mixin list L { member: S }\nlist K with [L] { @length(min: 1) $member }\n\
                union U for R { $id, $p }";
    let model = model(&v2(text));
    let targets = |id: &str| -> Vec<String> {
        let members = shape(&model, id).members().into_iter();
        members
            .map(|member| format!("{}: {}", member.name, model.shape(member.target).id))
            .collect()
    };
    assert_eq!(targets("a#A"), ["m: a#S", "id: a#S", "p: a#I"]);
    assert!(shape(&model, "a#A")
        .member("m")
        .is_some_and(|one| one.traits.required));
    assert_eq!(targets("a#K"), ["member: a#S"]);
    assert_eq!(targets("a#U"), ["id: a#S", "p: a#I"]);
    assert!(matches!(shape(&model, "a#K").kind, Kind::List(_)));
}

#[test]
fn metadata_of_several_statements_is_joined() {
    let text = "$version: \"2\"\nmetadata a = [1]\nmetadata a = [2]\nmetadata b = \"same\"\nmetadata b = \"same\"\n";
    let model = model(text);
    let number =
        |text: &str| Node::Number(farrier_model::graph::Number::parse(text).expect("a number"));
    let expected = [
        ("a".to_owned(), Node::Array(vec![number("1"), number("2")])),
        ("b".to_owned(), Node::String("same".to_owned())),
    ];
    assert_eq!(model.metadata(), expected);
}

#[test]
fn empty_files_are_models() {
    for text in [
        "",
        "\n",
        "// nothing",
        "$version: \"2.0\"",
        "namespace a",
        "/// no",
        "\u{feff}$version: \"2\"\r\nnamespace a\r\n",
    ] {
        assert_eq!(
            model(text)
                .shapes()
                .filter(|(_, one)| one.id.namespace == "a")
                .count(),
            0,
            "{text:?}"
        );
    }
}

#[test]
fn unknown_control_statements_and_properties_are_warnings() {
    let text = "$version: \"2\"\n$unknown: [1]\nnamespace a\nresource R { other: \"x\" }";
    let (model, said) = read(text);
    assert!(model.is_some() && !said.has_errors());
    let said = said.to_string();
    assert!(
        said.contains("warning: the control statement `$unknown` is unknown"),
        "{said}"
    );
    assert!(said.contains("a.smithy:2:2"), "{said}");
    assert!(
        said.contains("a resource has no property `other`"),
        "{said}"
    );
}
