use super::*;
use aws_smithy_schema::{PayloadHint, ShapeType};

static TEXT: SchemaText = SchemaText::new(
    "farrier-schema 1\n\
     namespace example.weather\n\
     City structure(original=\"GetCityRequest\") name=Name:string(required,sensitive) tags=Tags:#TagMap at=At:timestamp(timestampFormat=\"date-time\") near=Near:#CityList\n\
     CityList list #City\n\
     TagMap map string #TagList\n\
     TagList list string\n\
     Weather union sunny=Sunny:boolean rain=Rain:double\n",
);

#[test]
fn a_structure_has_its_members_in_order_with_their_traits() {
    let city = TEXT.shape("City");
    let names: Vec<_> = city.members().iter().map(Member::rust_name).collect();
    assert_eq!(names, ["name", "tags", "at", "near"]);
    assert!(city.members()[0].is_required() && city.members()[0].is_sensitive());
    assert!(!city.members()[1].is_required());
    assert_eq!(city.schema().shape_id().as_str(), "example.weather#City");
    assert_eq!(city.schema().original_name(), Some("GetCityRequest"));
}

#[test]
fn nested_lists_and_maps_carry_their_elements() {
    let tags = TEXT.shape("City").member(1).expect("a member");
    assert_eq!(tags.shape_type(), ShapeType::Map);
    let list = tags.member().expect("a value");
    assert_eq!(list.shape_type(), ShapeType::List);
    assert_eq!(
        list.member().map(|m| m.shape_type()),
        Some(ShapeType::String)
    );
}

#[test]
fn a_recursive_shape_ends() {
    let near = TEXT.shape("City").member(3).expect("a member");
    assert_eq!(
        near.member().map(|m| m.shape_type()),
        Some(ShapeType::Structure)
    );
}

#[test]
fn members_are_found_by_wire_name() {
    assert_eq!(TEXT.shape("Weather").position("Rain"), Some(1));
    assert_eq!(TEXT.shape("Weather").position("rain"), None);
    assert!(TEXT.shape("Weather").member(2).is_err());
}

#[test]
fn a_name_gives_the_same_shape_each_time() {
    // The same text at more addresses than there are slots, so that names share slots.
    for _ in 0..2000 {
        let name: &'static str = String::from("Weather").leak();
        assert!(std::ptr::eq(TEXT.shape(name), TEXT.shape("Weather")));
        assert!(std::ptr::eq(TEXT.shape(name), TEXT.shape("Weather")));
    }
    assert_eq!(TEXT.shape("City").name(), "City");
    assert_eq!(TEXT.names().len(), 5);
}

#[test]
#[should_panic(expected = "generate the crate anew")]
fn a_shape_that_is_not_there_is_a_bug_that_says_so() {
    TEXT.shape("Moon");
}

static BOUND: SchemaText = SchemaText::new(
    "farrier-schema 1\n\
     namespace example.weather\n\
     Put structure(http=\"PUT /cities/{name}?a,(b)=c 201\",xmlName=\"Request\",xmlNamespace=\"uri\",xmlNamespacePrefix=\"p\") \
     name=Name:string(required,httpLabel,hostLabel,contextParam=\"Name\") \
     kind=Kind:string(httpQuery=\"a, (b) = c\") \
     body=Body:blob(httpPayload,streaming,requiresLength)\n\
     Post structure(http=\"POST / 200\") city=City:#City(httpPayload)\n\
     City structure name=Name:string(ec2QueryName=\"N\",xmlFlattened,xmlAttribute)\n\
     Cities list string(xmlName=\"city\")\n\
     Get structure cities=Cities:#Cities(httpHeader=\"X-Cities\") code=Code:integer(httpResponseCode)\n",
);

#[test]
fn an_input_says_how_it_is_sent() {
    let put = BOUND.shape("Put").schema();
    let http = put.http().expect("a binding");
    assert_eq!(
        (http.method(), http.uri(), http.code()),
        ("PUT", "/cities/{name}?a,(b)=c", 201)
    );
    assert!(!put.has_body_members());
    assert_eq!(put.payload_hint(), PayloadHint::NoStructPayload);
    assert_eq!(put.xml_name().map(|name| name.value()), Some("Request"));
    let namespace = put.xml_namespace().expect("a namespace");
    assert_eq!((namespace.uri(), namespace.prefix()), ("uri", Some("p")));
    let post = BOUND.shape("Post").schema();
    assert_eq!(post.payload_hint(), PayloadHint::StructPayload);
}

#[test]
fn members_say_where_they_stand() {
    let [name, kind, body] = BOUND.shape("Put").members() else {
        panic!("three members");
    };
    assert!(name.is_http_label() && name.is_host_label());
    assert_eq!(name.context_param(), Some("Name"));
    let query = kind.schema().http_query().map(|query| query.value());
    assert_eq!(query, Some("a, (b) = c"));
    assert!(body.requires_length() && body.schema().streaming());
    assert!(body.schema().http_payload().is_some() && !name.requires_length());
    let [cities, code] = BOUND.shape("Get").members() else {
        panic!("two members");
    };
    let header = cities.schema().http_header().map(|header| header.value());
    assert_eq!(header, Some("X-Cities"));
    assert!(code.schema().http_response_code().is_some());
    let city = cities.schema().member().and_then(Schema::xml_name);
    assert_eq!(city.map(|name| name.value()), Some("city"));
}

#[test]
fn names_of_ec2_queries_stay_with_their_members() {
    let name = BOUND.shape("City").member(0).expect("a member");
    assert_eq!(ec2_query_name(name), Some("N"));
    assert!(name.xml_flattened() && name.xml_attribute());
    let other = BOUND.shape("Put").member(0).expect("a member");
    assert_eq!(ec2_query_name(other), None);
}
