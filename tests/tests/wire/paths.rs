//! Labels and query values of any text, decoded by other code than that which encodes them.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::mirror::{run, Mirror};

/// Undoes percent-encoding (RFC 3986, section 2.1), and accepts no character that has to be encoded.
fn decoded(text: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => bytes.push(byte),
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let (high, low) = (digit(rest.next()), digit(rest.next()));
                let code = high.zip(low).map(|(high, low)| 16 * high + low);
                let code = code.and_then(|code| u8::try_from(code).ok());
                bytes.push(code.ok_or_else(|| format!("no two digits: {text}"))?);
            }
            other => return Err(format!("{:?} is not encoded: {text}", char::from(other))),
        }
    }
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// Path and query of a URL, as text.
fn parts(url: &str) -> Result<(&str, &str), String> {
    let target = url.strip_prefix("http://porter.example").ok_or(url)?;
    Ok(target.split_once('?').unwrap_or((target, "")))
}

fn labels(path: &str) -> Result<(String, String), String> {
    let segments: Vec<&str> = path.split('/').collect();
    let ["", "streets", street, "doors", door @ ..] = segments.as_slice() else {
        return Err(format!("another path: {path}"));
    };
    let door: Result<Vec<String>, String> = door.iter().map(|segment| decoded(segment)).collect();
    Ok((decoded(street)?, door?.join("/")))
}

type Pair = (String, String);

/// Names and values, sorted, but for the one of the pattern.
fn pairs(query: &str) -> Result<Vec<Pair>, String> {
    let mut found = Vec::new();
    let mut all = query.split('&');
    if all.next() != Some("carry") {
        return Err(format!("without what the pattern has: {query}"));
    }
    for pair in all {
        let (name, value) = pair
            .split_once('=')
            .ok_or_else(|| format!("no value: {query}"))?;
        found.push((decoded(name)?, decoded(value)?));
    }
    found.sort();
    Ok(found)
}

/// What the query must have: a name that a member is bound to is that member's, set or not.
fn expected(
    note: Option<&String>,
    stops: &[String],
    extras: &BTreeMap<String, String>,
) -> Vec<Pair> {
    let note = note.map(|note| ("note".to_owned(), note.clone()));
    let stops = stops.iter().map(|stop| ("stop".to_owned(), stop.clone()));
    let mut all: Vec<Pair> = note.into_iter().chain(stops).collect();
    for (name, value) in extras {
        if !["note", "stop"].contains(&name.as_str()) {
            all.push((name.clone(), value.clone()));
        }
    }
    all.sort();
    all
}

fn any_text() -> impl Strategy<Value = String> {
    let special = "[/?#%&=+ ;:@\\.,\"\u{0}\u{7f}\u{202e}ü😀]{0,8}";
    prop_oneof![special, "\\PC{0,12}", any::<String>()]
}

fn set_text() -> impl Strategy<Value = String> {
    any_text().prop_filter("labels are not empty", |text| !text.is_empty())
}

fn extras() -> impl Strategy<Value = BTreeMap<String, String>> {
    let name = prop_oneof![Just("note".to_owned()), Just("stop".to_owned()), any_text()];
    btree_map(name, any_text(), 0..4)
}

fn door() -> impl Strategy<Value = String> {
    let segments = vec(prop_oneof![Just(String::new()), any_text()], 1..4);
    let joined = segments.prop_map(|segments| segments.join("/"));
    joined.prop_filter("labels are not empty", |text| !text.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_arrive_as_they_are(
        street in set_text(),
        door in door(),
        note in proptest::option::of(any_text()),
        stops in vec(any_text(), 0..4),
        extras in extras(),
    ) {
        let mirror = Mirror::default();
        let call = mirror.client().carry().street(&street).door(&door);
        let call = call.set_note(note.clone()).set_stops(Some(stops.clone()));
        let call = call.set_extras(Some(extras.clone().into_iter().collect()));
        run(call.send()).map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
        let url = mirror.last_url();
        let (path, query) = parts(&url).map_err(TestCaseError::fail)?;
        prop_assert_eq!(labels(path), Ok((street, door)), "{}", url);
        let expected = expected(note.as_ref(), &stops, &extras);
        prop_assert_eq!(pairs(query), Ok(expected), "{}", url);
    }
}
