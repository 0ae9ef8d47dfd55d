use super::matcher::{Acceptors, Outcome, Polled};
use super::{Acceptor, Comparator, Matcher, PathMatcher, State, WaiterDef};
use crate::jmespath::{Borrowed, Expression, Value};
use crate::reflect::{Field, Structure};
use crate::schema::{SchemaText, Shape};
use aws_smithy_types::{Blob, DateTime, Document};
use std::collections::HashMap;

static TEXT: SchemaText = SchemaText::new(
    "farrier-schema 1\n\
     namespace example.weather\n\
     City structure name=Name:string sunny=Sunny:boolean days=days:#Texts at=At:timestamp map=Map:blob near=Near:#Numbers more=More:document\n\
     Texts list string\n\
     Numbers map string integer\n",
);

/// A structure with all kinds of members.
#[derive(Default)]
struct City {
    name: Option<String>,
    sunny: bool,
    days: Option<Vec<String>>,
    at: Option<DateTime>,
    map: Option<Blob>,
    near: Option<HashMap<String, i32>>,
    more: Option<Document>,
}

impl Structure for City {
    fn shape(&self) -> &'static Shape {
        TEXT.shape("City")
    }
    fn field(&self, index: usize) -> Option<&dyn Field> {
        Some(match index {
            0 => &self.name,
            1 => &self.sunny,
            2 => &self.days,
            3 => &self.at,
            4 => &self.map,
            5 => &self.near,
            6 => &self.more,
            _ => return None,
        })
    }
    fn field_mut(&mut self, _: usize) -> Option<&mut dyn Field> {
        None
    }
}

fn city(name: &str, days: &[&str]) -> City {
    City {
        name: Some(name.to_owned()),
        sunny: true,
        days: Some(days.iter().map(|day| (*day).to_owned()).collect()),
        ..City::default()
    }
}

/// Returns the value at a path, as JSON.
fn found(city: &City, path: &str) -> String {
    let text = format!("to_string({path})");
    let path = Expression::parse(&text).expect("a path");
    let found = path.search(Value::of(Borrowed::structure(city)));
    found.expect("a value").as_text().expect("text").to_owned()
}

#[test]
fn structures_are_searched_by_the_names_of_the_model() {
    let near = [("B", 2), ("A", 1)].map(|(name, far)| (name.to_owned(), far));
    let more = [("x", Document::from(vec![Document::Null, Document::from(2)]))];
    let more = more.map(|(key, value)| (key.to_owned(), value));
    let city = City {
        at: Some(DateTime::from_secs_and_nanos(5, 500_000_000)),
        map: Some(Blob::new("map")),
        near: Some(near.into()),
        more: Some(Document::Object(more.into())),
        ..city("Ys", &["a", "b"])
    };
    for (path, json) in [
        ("Name", "Ys"),
        ("name", "null"),
        ("Sunny", "true"),
        ("days[-1]", "b"),
        ("days[5]", "null"),
        ("days[*]", r#"["a","b"]"#),
        ("At", "5.5"),
        ("Map", "bWFw"),
        ("Near", r#"{"A":1,"B":2}"#),
        ("Near.B", "2"),
        ("keys(Near)", r#"["A","B"]"#),
        ("More.x[1]", "2"),
        (
            "keys(@)",
            r#"["Name","Sunny","days","At","Map","Near","More"]"#,
        ),
        ("Name.first", "null"),
    ] {
        assert_eq!(found(&city, path), json, "{path}");
    }
    assert_eq!(found(&City::default(), "@"), r#"{"Sunny":false}"#);
    assert_eq!(found(&City::default(), "days[0]"), "null");
}

/// Returns whether a waiter with one acceptor for success matches.
fn says(matcher: Matcher, outcome: Outcome<'_>) -> bool {
    says_of(matcher, outcome, None)
}

fn says_of(matcher: Matcher, outcome: Outcome<'_>, status: Option<u16>) -> bool {
    let state = State::Success;
    let def = WaiterDef {
        min_delay: 1,
        max_delay: 1,
        acceptors: Vec::leak(vec![Acceptor { state, matcher }]),
    };
    let acceptors = Acceptors::new(&def).expect("valid paths");
    acceptors.state(Polled { outcome, status }) == Some(state)
}

fn path(path: &'static str, comparator: Comparator, expected: &'static str) -> PathMatcher {
    PathMatcher {
        path,
        comparator,
        expected,
    }
}

#[test]
fn values_are_compared_by_type() {
    use Comparator::{AllStringEquals, AnyStringEquals, BooleanEquals, StringEquals};
    let (input, output, empty) = (city("Ys", &[]), city("Ys", &["a", "b"]), City::default());
    for (matcher, matches) in [
        (path("Name", StringEquals, "Ys"), true),
        (path("Name", StringEquals, "ys"), false),
        (path("Sunny", StringEquals, "true"), false),
        (path("Sunny", BooleanEquals, "true"), true),
        (path("Sunny", BooleanEquals, "false"), false),
        (path("Name", BooleanEquals, "true"), false),
        (path("days", AnyStringEquals, "b"), true),
        (path("days", AnyStringEquals, "c"), false),
        (path("days", AllStringEquals, "b"), false),
        (path("days[1:]", AllStringEquals, "b"), true),
        (path("days[2:]", AllStringEquals, "b"), false),
        (path("Name", AllStringEquals, "Ys"), false),
        // An error of evaluation does not match.
        (path("length(Sunny)", StringEquals, "4"), false),
    ] {
        let outcome = Outcome::Output(&input, &output);
        assert_eq!(
            says(Matcher::Output(matcher), outcome),
            matches,
            "{matcher:?}"
        );
        let failed = Outcome::Error(Some("Ys"));
        assert!(!says(Matcher::Output(matcher), failed), "{matcher:?}");
        let nothing = Outcome::Output(&output, &empty);
        let of_nothing = says(Matcher::Output(matcher), nothing);
        assert_eq!(of_nothing, matcher.expected == "false", "{matcher:?}");
    }
}

#[test]
fn input_and_output_are_compared_with_each_other() {
    let (input, output) = (city("Ys", &[]), city("Is", &["a"]));
    let matcher = |text| Matcher::InputOutput(path(text, Comparator::BooleanEquals, "true"));
    let outcome = Outcome::Output(&input, &output);
    assert!(says(matcher("input.Name != output.Name"), outcome));
    assert!(says(
        matcher("length(input.days) < length(output.days)"),
        outcome
    ));
    assert!(!says(matcher("Name != output.Name && Name"), outcome));
}

#[test]
fn success_and_errors_are_told_apart() {
    let city = City::default();
    let fine = Outcome::Output(&city, &city);
    assert!(says(Matcher::Success(true), fine));
    assert!(!says(Matcher::Success(false), fine));
    assert!(says(Matcher::Success(false), Outcome::Error(None)));
    let codes = Matcher::Error(&["NoSuchCity", "City.Unknown"]);
    assert!(says(codes, Outcome::Error(Some("City.Unknown"))));
    assert!(!says(codes, Outcome::Error(Some("City"))));
    assert!(!says(codes, Outcome::Error(None)));
    assert!(!says(codes, fine));
}

#[test]
fn the_first_acceptor_that_matches_counts() {
    let of = |state, matcher| Acceptor { state, matcher };
    let def = WaiterDef {
        min_delay: 1,
        max_delay: 1,
        acceptors: Vec::leak(vec![
            of(State::Retry, Matcher::Error(&["A"])),
            of(State::Failure, Matcher::Success(false)),
            of(State::Success, Matcher::Error(&["B"])),
        ]),
    };
    let acceptors = Acceptors::new(&def).expect("no paths");
    let state = |code| state_of(&acceptors, Outcome::Error(Some(code)));
    assert_eq!(state("A"), Some(State::Retry));
    assert_eq!(state("B"), Some(State::Failure));
    let city = City::default();
    assert_eq!(state_of(&acceptors, Outcome::Output(&city, &city)), None);
}

fn state_of(acceptors: &Acceptors, outcome: Outcome<'_>) -> Option<State> {
    let status = None;
    acceptors.state(Polled { outcome, status })
}

#[test]
fn a_status_counts_whatever_the_result_is() {
    let city = City::default();
    let fine = Outcome::Output(&city, &city);
    let gone = Matcher::Status(404, &["NoSuchCity"]);
    assert!(says_of(gone, Outcome::Error(None), Some(404)));
    assert!(says_of(gone, Outcome::Error(Some("Other")), Some(404)));
    assert!(!says_of(gone, Outcome::Error(Some("Other")), Some(400)));
    assert!(!says_of(gone, fine, Some(200)));
    assert!(says_of(Matcher::Status(202, &[]), fine, Some(202)));
    // Mocked errors have no response.
    assert!(says_of(gone, Outcome::Error(Some("NoSuchCity")), Some(418)));
    assert!(!says_of(gone, Outcome::Error(Some("Other")), None));
}
