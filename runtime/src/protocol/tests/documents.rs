//! Tests with documents that do not match the model, and with nulls in every position of valid ones.

use super::*;
use proptest::prelude::*;

fn json() -> [Box<dyn ClientProtocol>; 3] {
    [
        Box::new(aws_json_1_0()),
        Box::new(rest_json_1()),
        Box::new(rpc_v2_json()),
    ]
}

fn message(read: Result<Node, ReadError>) -> String {
    read.map_or_else(|error| error.to_string(), |node| format!("{node:?}"))
}

/// Returns a document with the members of a structure, for each XML protocol.
fn around(protocol: &str, members: &str) -> String {
    match protocol {
        "restXml" => format!("<Node>{members}</Node>"),
        "awsQuery" => format!(
            "<WalkResponse><WalkResult>{members}</WalkResult><ResponseMetadata/></WalkResponse>"
        ),
        _ => format!("<WalkResponse>{members}<requestId>1</requestId></WalkResponse>"),
    }
}

fn xml() -> [(&'static str, Box<dyn ClientProtocol>); 3] {
    [
        ("restXml", Box::new(rest_xml())),
        ("awsQuery", Box::new(aws_query())),
        ("ec2Query", Box::new(ec2_query())),
    ]
}

#[test]
fn xml_of_another_root_is_an_error() {
    let bodies = [
        "",
        " \n",
        "<html><body>maintenance</body></html>",
        "<html><head><meta charset=utf-8></head></html>",
        "<Error><Code>SlowDown</Code></Error>",
        "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>",
        "<Response><Errors><Error><Code>Late</Code></Error></Errors></Response>",
        "<Other><name>x</name></Other>",
        "<node><name>x</name></node>",
        "gone",
        "{}",
    ];
    for (name, protocol) in xml() {
        for body in bodies {
            let read = read(&*protocol, body);
            assert!(read.is_err(), "{name}: {body}: {read:?}");
        }
        let body = around(name, "<name>x</name>");
        let read = read(&*protocol, body).expect(name);
        assert_eq!(read.name.as_deref(), Some("x"), "{name}");
        // The expected document, but without members.
        assert_eq!(
            super::read(&*protocol, around(name, "")).ok(),
            Some(Node::default())
        );
    }
    let found = message(read(&rest_xml(), "<Error/>"));
    assert_eq!(found, "expected the XML element `Node`, found `Error`");
    let found = message(read(
        &aws_query(),
        "<WalkResponse><RunResult/></WalkResponse>",
    ));
    assert_eq!(
        found,
        "the XML element `WalkResponse` has no element `WalkResult` in it"
    );
    let prefixed = "<p:Node xmlns:p='u'><p:name>x</p:name></p:Node>";
    assert!(read(&rest_xml(), prefixed).is_ok());
}

/// The name of the root is that of the payload member or of the structure.
#[test]
fn payloads_in_xml_have_the_root_of_the_model() {
    let of = |schema: &'static str, body: &str| {
        let text: &'static SchemaText = Box::leak(Box::new(SchemaText::new(schema)));
        let (response, cfg) = (response(body), bag());
        let protocol = rest_xml();
        let mut from =
            protocol.deserialize_response(&response, text.shape("Out").schema(), &cfg)?;
        let mut found = 0;
        from.read_struct(text.shape("Out").schema(), &mut |_, from| {
            from.read_struct(text.shape("Inner").schema(), &mut |_, _| {
                found += 1;
                Ok(())
            })
        })?;
        Ok::<_, SerdeError>(found)
    };
    const PLAIN: &str = "farrier-schema 1\nnamespace a\n\
        Out structure p=p:#Inner(httpPayload)\nInner structure name=name:string\n";
    const NAMED: &str = "farrier-schema 1\nnamespace a\n\
        Out structure p=p:#Inner(httpPayload)\nInner structure(xmlName=\"Hello\") name=name:string\n";
    const OWN: &str = "farrier-schema 1\nnamespace a\n\
        Out structure p=p:#Inner(httpPayload,xmlName=\"Hola\")\nInner structure(xmlName=\"Hello\") name=name:string\n";
    const ANY: &str = "farrier-schema 1\nnamespace a\n\
        Out structure p=p:#Inner(httpPayload)\nInner structure(anyXmlRoot) name=name:string\n";
    let body = |root: &str| format!("<{root}><name>x</name></{root}>");
    for (schema, root) in [
        (PLAIN, "Inner"),
        (NAMED, "Hello"),
        (OWN, "Hola"),
        (ANY, "x"),
    ] {
        assert_eq!(of(schema, &body(root)).ok(), Some(1), "{schema}");
        assert_eq!(of(schema, "").ok(), Some(0), "a payload that is not set");
        assert_eq!(
            of(schema, &body("Other")).is_ok(),
            schema == ANY,
            "{schema}"
        );
    }
}

#[test]
fn json_that_is_no_object_is_an_error() {
    for protocol in json() {
        for body in [
            "<html></html>",
            "null",
            "[]",
            "\"x\"",
            "1",
            "{",
            "{}{}",
            "{\"name\"",
        ] {
            assert!(read(&*protocol, body).is_err(), "{protocol:?}: {body}");
        }
        // As in the official crates.
        for body in ["", " ", "{}", "{\"later\":1}"] {
            assert_eq!(read(&*protocol, body).ok(), Some(Node::default()), "{body}");
        }
    }
}

#[test]
fn cbor_that_is_no_map_is_an_error() {
    for body in [
        &b""[..],
        b"<html></html>",
        b"{}",
        b"\xF6",
        b"\xF7",
        b"\x80",
        b"\x61x",
        b"\xA0\xA0",
        b"\xA1\x64name",
        b"\xBF",
    ] {
        let read = read(&rpc_v2_cbor(), body);
        assert!(read.is_err(), "{body:x?}: {read:?}");
    }
    assert_eq!(
        read(&rpc_v2_cbor(), b"\xA0".as_slice()).ok(),
        Some(Node::default())
    );
    assert_eq!(
        message(read(&rpc_v2_cbor(), b"".as_slice())),
        "expected a map, found the end of the document"
    );
}

#[test]
fn a_null_document_beside_the_set_member_of_a_union() {
    let of = |choice: &str| {
        let node = read(&aws_json_1_0(), format!("{{\"choice\":{choice}}}"));
        node.map(|node| node.choice)
            .map_err(|error| error.to_string())
    };
    let text = || Ok(Some(Choice::Text("x".to_owned())));
    assert_eq!(of("{\"any\":null,\"text\":\"x\"}"), text());
    assert_eq!(of("{\"text\":\"x\",\"any\":null}"), text());
    assert_eq!(
        of("{\"node\":null,\"any\":null,\"text\":\"x\",\"gone\":null}"),
        text()
    );
    assert_eq!(of("{\"any\":null}"), Ok(Some(Choice::Any(Document::Null))));
    assert_eq!(
        of("{\"any\":1}"),
        Ok(Some(Choice::Any(Document::from(1_u64))))
    );
    assert_eq!(of("null"), Ok(None));
    let no = "choice: no member is set in the union `Choice`";
    assert_eq!(of("{}"), Err(no.to_owned()));
    assert_eq!(of("{\"text\":null}"), Err(no.to_owned()));
    let more = "choice: more than one member is set in the union `Choice`";
    assert_eq!(of("{\"any\":1,\"text\":\"x\"}"), Err(more.to_owned()));
}

#[test]
fn errors_name_the_path_once() {
    let of = |body: &str| message(read(&aws_json_1_0(), body));
    let cases = [
        (
            "{\"next\":{\"name\":1}}",
            "next.name: expected a string, found 1",
        ),
        (
            "{\"nodes\":[{},{\"names\":[\"a\",[]]}]}",
            "nodes[1].names[1]: expected a string, found a list",
        ),
        (
            "{\"nodes\":[{\"tags\":{\"a b\":true}}]}",
            "nodes[0].tags[\"a b\"]: expected a string, found true",
        ),
        (
            "{\"choice\":{\"node\":{\"name\":{}}}}",
            "choice.node.name: expected a string, found an object",
        ),
        (
            "{\"free\":[1e400]}",
            "free: expected a number of 64 bits, found 1e400",
        ),
        (
            "{\"big\":1.5}",
            "big: expected a whole number, found \"1.5\"",
        ),
        // A secret is not shown.
        (
            "{\"seats\":\"s3cret\"}",
            "seats: the value cannot be read; it is not shown, as it is `@sensitive`",
        ),
        ("[]", "expected an object, found a list"),
    ];
    for (body, expected) in cases {
        assert_eq!(of(body), expected, "{body}");
    }
    let long = format!("{{\"next\":{{\"nodes\":\"{}\"}}}}", "x".repeat(1000));
    let expected = format!("next.nodes: expected a list, found \"{}…\"", "x".repeat(40));
    assert_eq!(of(&long), expected);
    let xml = around("restXml", "<next><big>x</big></next>");
    assert_eq!(
        message(read(&rest_xml(), xml)),
        "next.big: expected a whole number, found \"x\""
    );
    let cbor = b"\xA1\x64next\xA1\x65names\x82\x61a\x19\x01\x00";
    assert_eq!(
        message(read(&rpc_v2_cbor(), cbor.as_slice())),
        "next.names[1]: expected a string, found 256"
    );
}

/// Checks that a document which cannot be read in full gives its name, and nothing of the other member.
fn check_unreadable(protocol: &dyn ClientProtocol, body: &[u8]) {
    let (response, cfg, mut node) = (response(body), bag(), Node::default());
    let mut from = protocol
        .deserialize_response(&response, node.shape().schema(), &cfg)
        .expect("a document");
    let read = read_structure(&mut node, &mut *from, &Budget::of(1 << 20));
    let body = String::from_utf8_lossy(body);
    assert!(read.is_err(), "{body}");
    let rest = Node {
        name: Some("a".to_owned()),
        ..Node::default()
    };
    assert_eq!(node, rest, "{body}");
}

#[test]
fn a_member_that_cannot_be_read_is_not_set() {
    for member in [
        "\"names\":[\"x\",1]",
        "\"tags\":{\"x\":\"y\",\"z\":1}",
        "\"next\":{\"name\":\"b\",\"seats\":\"x\"}",
        "\"nodes\":[{\"name\":\"b\"},{\"at\":\"x\"}]",
        "\"choice\":{\"node\":{\"name\":[]}}",
        "\"big\":1.5",
    ] {
        let body = format!("{{\"name\":\"a\",{member}}}");
        for protocol in json() {
            check_unreadable(&*protocol, body.as_bytes());
        }
    }
    for member in [
        "<next><name>b</name><seats>x</seats></next>",
        "<nodes><member><name>b</name></member><member><at>x</at></member></nodes>",
        "<choice><node><big>x</big></node></choice>",
        "<big>x</big>",
    ] {
        let body = around("restXml", &format!("<name>a</name>{member}"));
        check_unreadable(&rest_xml(), body.as_bytes());
    }
    for member in [
        b"\x65names\x82\x61x\x01".as_slice(),
        b"\x64next\xA2\x64name\x61b\x65seats\x61x",
        b"\x65nodes\x82\xA1\x64name\x61b\xA1\x64name\x01",
    ] {
        let body = [b"\xA2\x64name\x61a".as_slice(), member].concat();
        check_unreadable(&rpc_v2_cbor(), &body);
    }
}

#[test]
fn whole_numbers_of_any_size() {
    let of = |body: &str| read(&aws_json_1_0(), body).map(|node| node.big);
    for (text, expected) in [
        ("1e30", "1000000000000000000000000000000"),
        ("\"1e3\"", "1000"),
        ("12.0", "12"),
        ("-5", "-5"),
        (
            "123456789012345678901234567890",
            "123456789012345678901234567890",
        ),
    ] {
        let found = of(&format!("{{\"big\":{text}}}")).expect(text).expect(text);
        assert_eq!(found.as_ref(), expected);
    }
    assert!(of("{\"big\":1e-1}").is_err());
    assert!(of("{\"big\":1e999999999}").is_err());
}

/// Returns a structure with random members, some of which are null, and the same structure without nulls.
fn members() -> impl Strategy<Value = (serde_json::Value, serde_json::Value)> {
    use serde_json::{json, Map, Value};
    let leaf = prop_oneof![
        Just(("name", json!("x"))),
        Just(("seats", json!(7))),
        Just(("names", json!(["a", "b"]))),
        Just(("tags", json!({ "a": "b" }))),
        Just(("big", json!(12))),
        Just(("later", json!({ "a": [1] }))),
    ];
    let names = prop::sample::subsequence(
        vec![
            "name", "seats", "names", "tags", "big", "later", "next", "choice", "nodes",
        ],
        0..9,
    );
    let object = |all: Vec<(String, Value)>| Value::Object(Map::from_iter(all));
    let leaf = prop::collection::vec(leaf, 0..4).prop_map(move |all| {
        let all = all.into_iter();
        object(all.map(|(name, value)| (name.to_owned(), value)).collect())
    });
    let whole = leaf.prop_recursive(3, 12, 2, move |inner| {
        (inner.clone(), inner, 0..4).prop_map(move |(mut outer, inner, at)| {
            let place = outer.as_object_mut().expect("an object");
            match at {
                0 => place.insert("next".to_owned(), inner),
                1 => place.insert("choice".to_owned(), json!({ "node": inner })),
                2 => place.insert("nodes".to_owned(), json!([inner, {}])),
                _ => None,
            };
            outer
        })
    });
    (whole, names).prop_map(|(whole, names)| {
        let mut with_nulls = whole.clone();
        add_nulls(&mut with_nulls, &names);
        (whole, with_nulls)
    })
}

/// Adds null members wherever no member has that name, and null elements to lists.
fn add_nulls(value: &mut serde_json::Value, names: &[&str]) {
    use serde_json::Value;
    let Some(members) = value.as_object_mut() else {
        return;
    };
    for (name, value) in members.iter_mut() {
        match (name.as_str(), value) {
            ("next", inner) => add_nulls(inner, names),
            ("choice", choice) => {
                add_nulls(&mut choice["node"], names);
                choice["text"] = Value::Null;
                choice["any"] = Value::Null;
            }
            ("nodes", Value::Array(items)) => {
                items.iter_mut().for_each(|item| add_nulls(item, names));
                items.insert(1, Value::Null);
            }
            ("names", Value::Array(items)) => items.push(Value::Null),
            _ => {}
        }
    }
    for name in names {
        let members = members.entry(*name);
        members.or_insert(Value::Null);
    }
}

/// Converts the document into CBOR, with `byte` for each null.
fn cbor(value: &serde_json::Value, null: u8, out: &mut Vec<u8>) {
    use serde_json::Value;
    let text = |text: &str, out: &mut Vec<u8>| {
        out.push(0x60 | u8::try_from(text.len()).expect("short"));
        out.extend(text.as_bytes());
    };
    match value {
        Value::Null => out.push(null),
        Value::Bool(value) => out.push(0xF4 + u8::from(*value)),
        Value::Number(number) => {
            out.push(u8::try_from(number.as_u64().expect("small")).expect("small"));
        }
        Value::String(value) => text(value, out),
        Value::Array(items) => {
            out.push(0x80 | u8::try_from(items.len()).expect("few"));
            items.iter().for_each(|item| cbor(item, null, out));
        }
        Value::Object(members) => {
            out.push(0xBF);
            for (key, value) in members {
                text(key, out);
                cbor(value, null, out);
            }
            out.push(0xFF);
        }
    }
}

proptest! {
    #[test]
    fn nulls_stand_for_nothing_in_every_place((whole, with_nulls) in members()) {
        let expected = read(&aws_json_1_0(), whole.to_string()).expect("a node");
        for protocol in [&aws_json_1_0() as &dyn ClientProtocol, &rpc_v2_json()] {
            let found = read(protocol, with_nulls.to_string());
            prop_assert_eq!(found.as_ref().ok(), Some(&expected), "{:?} {}", found, with_nulls);
        }
        for null in [0xF6, 0xF7] {
            let mut body = Vec::new();
            cbor(&with_nulls, null, &mut body);
            let found = read(&rpc_v2_cbor(), body);
            prop_assert_eq!(found.as_ref().ok(), Some(&expected), "{:?} {}", found, with_nulls);
        }
    }

    #[test]
    fn any_document_of_another_root_is_an_error(
        root in "[A-Za-z_][A-Za-z0-9_.-]{0,12}",
        inside in "(<[a-z]{1,5}>[a-z0-9 ]{0,8}</zz>)?",
    ) {
        let inside = inside.replace("</zz>", "");
        let inside = match inside.split_once('>') {
            Some((tag, text)) => format!("{tag}>{text}</{}>", &tag[1..]),
            None => inside,
        };
        prop_assume!(root != "Node" && root != "WalkResponse");
        for (name, protocol) in xml() {
            let body = format!("<{root}>{inside}</{root}>");
            prop_assert!(read(&*protocol, body.as_str()).is_err(), "{}: {}", name, body);
            let nested = format!("<{root}>{}</{root}>", around(name, &inside));
            prop_assert!(read(&*protocol, nested.as_str()).is_err(), "{}: {}", name, nested);
        }
    }

    #[test]
    fn times_of_any_float(bits in any::<u64>(), half in any::<u16>()) {
        const BEYOND: f64 = 9_223_372_036_854_775_808.0;
        let float = f64::from_bits(bits);
        let is_time = float.abs() < BEYOND;
        for seconds in [float, float % 1e10] {
            if seconds.is_finite() {
                let body = format!("{{\"at\":{seconds:e}}}");
                let found = read(&aws_json_1_0(), body.as_str());
                prop_assert_eq!(found.is_ok(), seconds.abs() < BEYOND, "{}", body);
            }
        }
        let cbor = |bytes: &[u8]| read(&rpc_v2_cbor(), [b"\xA1\x62at", bytes].concat());
        let double = [&[0xC1, 0xFB][..], &bits.to_be_bytes()].concat();
        prop_assert_eq!(cbor(&double).is_ok(), is_time, "{}", float);
        let exponent = half >> 10 & 0x1F;
        let short = [&[0xC1, 0xF9][..], &half.to_be_bytes()].concat();
        prop_assert_eq!(cbor(&short).is_ok(), exponent != 0x1F, "{:x}", half);
    }
}
