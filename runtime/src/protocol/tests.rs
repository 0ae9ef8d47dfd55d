//! Tests that the official protocol tests lack: hostile and unusual documents, and our own features.

mod documents;
mod errors;
mod limits;

use super::*;
use crate::reflect::{
    read_structure, Budget, Field, Initial, ReadError, Reflect, StructKind, Structure,
    StructureWriter, Union, UnionKind, Variant,
};
use crate::schema::{SchemaText, Shape};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::http::{Request, Response, StatusCode};
use aws_smithy_schema::protocol::{ServiceShapeName, ServiceVersion};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::{BigInteger, DateTime, Document};
use std::collections::HashMap;

static TEXT: SchemaText = SchemaText::new(
    "farrier-schema 1\n\
     namespace example.weather\n\
     Node structure name=name:string next=next:#Node choice=choice:#Choice tags=tags:#Tags names=names:#Names(xmlFlattened,xmlName=\"N\") free=free:document seats=seats:integer(sensitive) nodes=nodes:#Nodes big=big:bigInteger at=at:timestamp\n\
     Nodes list #Node\n\
     Choice union text=text:string(jsonName=\"TEXT\") node=node:#Node any=any:document\n\
     Tags map string string\n\
     Names list string(xmlName=\"ignored\")\n\
     Put structure(http=\"PUT /node 200\") payload=payload:#Node(httpPayload)\n",
);

#[derive(Default, PartialEq, Debug)]
enum Choice {
    Text(String),
    Node(Box<Node>),
    Any(Document),
    Unknown(String),
    #[default]
    None,
}

impl Reflect for Choice {
    type Kind = UnionKind;
}

impl Initial for Choice {
    fn initial() -> Self {
        Self::None
    }
}

impl Union for Choice {
    fn shape() -> &'static Shape {
        TEXT.shape("Choice")
    }

    fn variant(&self) -> Variant<'_> {
        match self {
            Self::Text(text) => Variant::Known(0, text),
            Self::Node(node) => Variant::Known(1, node),
            Self::Any(any) => Variant::Known(2, any),
            Self::Unknown(name) => Variant::Unknown(name),
            Self::None => Variant::Unknown(""),
        }
    }

    fn read(
        index: usize,
        fill: &mut dyn FnMut(&mut dyn Field) -> Result<(), ReadError>,
    ) -> Result<Option<Self>, ReadError> {
        Ok(Some(match index {
            0 => Self::Text(crate::reflect::read_variant(fill)?),
            1 => Self::Node(crate::reflect::read_variant(fill)?),
            2 => Self::Any(crate::reflect::read_variant(fill)?),
            _ => return Ok(None),
        }))
    }

    fn unknown(name: String) -> Self {
        Self::Unknown(name)
    }
}

#[derive(Default, PartialEq, Debug)]
struct Node {
    name: Option<String>,
    next: Option<Box<Node>>,
    choice: Option<Choice>,
    tags: Option<HashMap<String, Option<String>>>,
    names: Option<Vec<String>>,
    free: Option<Document>,
    seats: Option<i32>,
    nodes: Option<Vec<Node>>,
    big: Option<BigInteger>,
    at: Option<DateTime>,
}

impl Reflect for Node {
    type Kind = StructKind;
}

impl Initial for Node {
    fn initial() -> Self {
        Self::default()
    }
}

impl Structure for Node {
    fn shape(&self) -> &'static Shape {
        TEXT.shape("Node")
    }

    fn field(&self, index: usize) -> Option<&dyn Field> {
        Some(match index {
            0 => &self.name,
            1 => &self.next,
            2 => &self.choice,
            3 => &self.tags,
            4 => &self.names,
            5 => &self.free,
            6 => &self.seats,
            7 => &self.nodes,
            8 => &self.big,
            9 => &self.at,
            _ => return None,
        })
    }

    fn field_mut(&mut self, index: usize) -> Option<&mut dyn Field> {
        Some(match index {
            0 => &mut self.name,
            1 => &mut self.next,
            2 => &mut self.choice,
            3 => &mut self.tags,
            4 => &mut self.names,
            5 => &mut self.free,
            6 => &mut self.seats,
            7 => &mut self.nodes,
            8 => &mut self.big,
            9 => &mut self.at,
            _ => return None,
        })
    }
}

#[derive(Default)]
struct Put {
    payload: Option<Node>,
}

impl Structure for Put {
    fn shape(&self) -> &'static Shape {
        TEXT.shape("Put")
    }

    fn field(&self, index: usize) -> Option<&dyn Field> {
        (index == 0).then_some(&self.payload as _)
    }

    fn field_mut(&mut self, index: usize) -> Option<&mut dyn Field> {
        (index == 0).then_some(&mut self.payload as _)
    }
}

fn bag() -> ConfigBag {
    let mut layer = Layer::new("test");
    layer.store_put(Metadata::new("Walk", "Weather"));
    layer.store_put(ServiceShapeName::new("Weather"));
    layer.store_put(ServiceVersion::new("2024-01-01"));
    ConfigBag::of_layers(vec![layer])
}

fn response(body: impl Into<Vec<u8>>) -> Response {
    let status = StatusCode::try_from(200).expect("a status");
    Response::new(status, SdkBody::from(body.into()))
}

fn read(protocol: &dyn ClientProtocol, body: impl Into<Vec<u8>>) -> Result<Node, ReadError> {
    let (response, cfg, mut node) = (response(body), bag(), Node::default());
    let mut from = protocol.deserialize_response(&response, node.shape().schema(), &cfg)?;
    read_structure(&mut node, &mut *from, &Budget::of(1 << 20))?;
    Ok(node)
}

fn request(protocol: &dyn ClientProtocol, input: &dyn Structure) -> Result<Request, SerdeError> {
    protocol.serialize_request(&StructureWriter(input), input.shape().schema(), "", &bag())
}

fn sent(protocol: &dyn ClientProtocol, input: &dyn Structure) -> Result<String, SerdeError> {
    let request = request(protocol, input)?;
    let body = request.body().bytes().unwrap_or_default();
    Ok(String::from_utf8_lossy(body).into_owned())
}

fn choice(choice: Choice) -> Node {
    Node {
        choice: Some(choice),
        ..Node::default()
    }
}

#[test]
fn documents_without_end_are_refused() {
    const DEEP: usize = 100_000;
    let deep = |open: &str, close: &str, by| format!("{}{}", open.repeat(by), close.repeat(by));
    let nested = |open, close| deep(open, close, DEEP);
    let json = [
        nested("{\"next\":", "}"),
        nested("{\"choice\":{\"node\":", "}}"),
        format!("{{\"free\":{}}}", nested("[", "]")),
        format!("{{\"unknown\":{}}}", nested("[", "]")),
    ];
    for body in json {
        assert!(read(&aws_json_1_0(), body.clone()).is_err());
        assert!(read(&rest_json_1(), body.clone()).is_err());
        assert!(read(&rpc_v2_json(), body).is_err());
    }
    let cbor = [
        b"\xa1\x64next".repeat(DEEP),
        [&b"\xa1\x64free"[..], &b"\x81".repeat(DEEP)].concat(),
    ];
    for body in cbor {
        assert!(read(&rpc_v2_cbor(), body).is_err());
    }
    let xml = format!("<Node>{}</Node>", deep("<next>", "</next>", DEEP));
    assert!(read(&rest_xml(), xml.clone()).is_err());
    assert!(read(&ec2_query(), xml).is_err());
}

#[test]
fn unions_in_xml_are_read_by_member() {
    let of = |inner: &str| {
        let body = format!("<Node><choice>{inner}</choice></Node>");
        read(&rest_xml(), body).map(|node| node.choice)
    };
    let text = Choice::Text("hi".to_owned());
    assert_eq!(of("<text>hi</text>").ok(), Some(Some(text)));
    let key = "<node><name>a</name></node>";
    let node = Node {
        name: Some("a".to_owned()),
        ..Node::default()
    };
    assert_eq!(of(key).ok(), Some(Some(Choice::Node(node.into()))));
    let unknown = Choice::Unknown("later".to_owned());
    assert_eq!(of("<later><key>k</key></later>").ok(), Some(Some(unknown)));
    assert!(of("").is_err());
    assert!(of("<text>a</text><node/>").is_err());
}

#[test]
fn unions_in_json_are_read_by_either_name() {
    for (name, protocol) in [
        ("TEXT", &rest_json_1() as &dyn ClientProtocol),
        ("text", &aws_json_1_0()),
    ] {
        let body = format!("{{\"choice\":{{\"{name}\":\"hi\",\"node\":null}}}}");
        let node = read(protocol, body).expect("a node");
        assert_eq!(node, choice(Choice::Text("hi".to_owned())));
        let body = sent(protocol, &node).expect("a body");
        assert_eq!(body, format!("{{\"choice\":{{\"{name}\":\"hi\"}}}}"));
        let later = "{\"choice\":{\"text\":null,\"later\":{\"a\":[1]}},\"name\":\"x\"}";
        let node = read(protocol, later).expect("a node");
        let unknown = Choice::Unknown("later".to_owned());
        assert_eq!(
            (node.choice, node.name.as_deref()),
            (Some(unknown), Some("x"))
        );
    }
}

#[test]
fn unions_in_cbor_are_read_by_member() {
    let of = |inner: &[u8]| {
        let body = [&b"\xA1\x66choice"[..], inner].concat();
        read(&rpc_v2_cbor(), body).map(|node| node.choice)
    };
    let text = Choice::Text("hi".to_owned());
    assert_eq!(of(b"\xA2\x64text\x62hi\x64node\xF6").ok(), Some(Some(text)));
    let later = Choice::Unknown("later".to_owned());
    assert_eq!(of(b"\xA1\x65later\x81\x01").ok(), Some(Some(later)));
    assert_eq!(of(b"\xF7").ok(), Some(None));
    assert!(of(b"\xA0").is_err());
    assert!(of(b"\xA2\x64text\x62hi\x64node\xA0").is_err());
}

#[test]
fn forms_follow_the_rules_of_their_protocol() {
    let node = Node {
        next: Some(Box::new(choice(Choice::Text("a b".to_owned())))),
        names: Some(vec!["x".to_owned(), "y".to_owned()]),
        ..Node::default()
    };
    assert_eq!(
        sent(&aws_query(), &node).expect("a form"),
        "Action=Walk&Version=2024-01-01&next.choice.text=a%20b&N.1=x&N.2=y"
    );
    assert_eq!(
        sent(&ec2_query(), &node).expect("a form"),
        "Action=Walk&Version=2024-01-01&Next.Choice.Text=a%20b&N.1=x&N.2=y"
    );
    let empty = Node {
        names: Some(Vec::new()),
        ..Node::default()
    };
    assert!(sent(&aws_query(), &empty).expect("a form").ends_with("&N="));
    assert!(sent(&ec2_query(), &empty).expect("a form").ends_with("-01"));
    let tags = [("b", Some("2")), ("c", None), ("a", Some("1"))];
    let tags = tags.map(|(key, value)| (key.to_owned(), value.map(str::to_owned)));
    let tagged = Node {
        tags: Some(HashMap::from(tags)),
        ..Node::default()
    };
    let form = sent(&aws_query(), &tagged).expect("a form");
    let mut pairs: Vec<&str> = form.split('&').skip(2).collect();
    pairs.sort_unstable();
    let expected = [
        "tags.entry.1.key=a",
        "tags.entry.1.value=1",
        "tags.entry.2.key=b",
        "tags.entry.2.value=2",
        "tags.entry.3.key=c",
    ];
    assert_eq!(pairs, expected);
    assert!(sent(&ec2_query(), &tagged).is_err());
}

#[test]
fn flattened_elements_have_the_name_of_their_list() {
    let node = Node {
        names: Some(vec!["x".to_owned(), "y".to_owned()]),
        ..Node::default()
    };
    let body = sent(&rest_xml(), &node).expect("a body");
    assert_eq!(body, "<Node><N>x</N><N>y</N></Node>");
    assert_eq!(read(&rest_xml(), body).expect("a node"), node);
}

#[test]
fn payloads_are_the_whole_body() {
    let put = Put {
        payload: Some(choice(Choice::Text("hi".to_owned()))),
    };
    let json = "{\"choice\":{\"TEXT\":\"hi\"}}";
    assert_eq!(sent(&rest_json_1(), &put).expect("a body"), json);
    let xml = "<Node><choice><text>hi</text></choice></Node>";
    assert_eq!(sent(&rest_xml(), &put).expect("a body"), xml);
    let json = "{\"payload\":{\"choice\":{\"text\":\"hi\"}}}";
    assert_eq!(sent(&rpc_v2_json(), &put).expect("a body"), json);
    let unset = Put::default();
    assert_eq!(sent(&rest_json_1(), &unset).expect("a body"), "{}");
    assert_eq!(sent(&rest_xml(), &unset).expect("a body"), "");
}

#[test]
fn errors_in_xml_are_found_in_any_envelope() {
    let error = "<Error><Type>Sender</Type><Code>Late</Code><Message> too late </Message></Error>";
    let bodies = [
        error.replace("</Error>", "<RequestId>1</RequestId></Error>"),
        format!("<ErrorResponse>{error}<RequestId>1</RequestId></ErrorResponse>"),
        format!("<Response><Errors>{error}</Errors><RequestID>1</RequestID></Response>"),
    ];
    for body in bodies {
        for protocol in [
            &rest_xml() as &dyn ClientProtocol,
            &rest_xml_no_error_wrapping(),
            &aws_query(),
            &ec2_query(),
        ] {
            let meta = protocol.parse_error_metadata(&response(body.as_str()), &bag());
            let meta = meta.expect("an error").build();
            assert_eq!(meta.code(), Some("Late"), "{protocol:?}: {body}");
            assert_eq!(meta.message(), Some("too late"));
            assert_eq!(meta.extra("type"), Some("Sender"));
            assert_eq!(crate::types::RequestId::request_id(&meta), Some("1"));
        }
    }
    let headed = |body: &str| {
        let mut response = response(body);
        let code = "example.weather#Late:http://example.com/";
        response.headers_mut().insert("x-amzn-errortype", code);
        let meta = rest_xml().parse_error_metadata(&response, &bag());
        meta.map(|meta| meta.build().code().map(str::to_owned)).ok()
    };
    assert_eq!(headed(""), Some(Some("Late".to_owned())));
    assert_eq!(
        headed("<html><body>gone</body></html>"),
        Some(Some("Late".to_owned()))
    );
    assert_eq!(headed("gone"), Some(Some("Late".to_owned())));
}
