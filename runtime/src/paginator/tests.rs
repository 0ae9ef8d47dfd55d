use super::{by_paths, by_token, PageToken, Turn};
use crate::reflect::{Field, Structure};
use crate::schema::{SchemaText, Shape};
use aws_smithy_types::{BigInteger, Blob, DateTime, Document};
use std::collections::HashMap;

static TEXT: SchemaText = SchemaText::new(
    "farrier-schema 1\n\
     namespace example.weather\n\
     Page structure Next=Next:string number=number:integer more=more:boolean keys=keys:#Texts \
     at=at:timestamp blob=blob:blob map=map:#Numbers any=any:document\n\
     Texts list string\n\
     Numbers map string integer\n",
);

#[derive(Clone, Debug, Default, PartialEq)]
struct Page {
    next: Option<String>,
    number: Option<i32>,
    more: Option<bool>,
    keys: Option<Vec<String>>,
    at: Option<DateTime>,
    blob: Option<Blob>,
    map: Option<HashMap<String, i32>>,
    any: Option<Document>,
}

impl Structure for Page {
    fn shape(&self) -> &'static Shape {
        TEXT.shape("Page")
    }
    fn field(&self, index: usize) -> Option<&dyn Field> {
        Some(match index {
            0 => &self.next,
            1 => &self.number,
            2 => &self.more,
            3 => &self.keys,
            4 => &self.at,
            5 => &self.blob,
            6 => &self.map,
            7 => &self.any,
            _ => return None,
        })
    }
    fn field_mut(&mut self, _: usize) -> Option<&mut dyn Field> {
        None
    }
}

fn page(next: &str, number: i32) -> Page {
    Page {
        next: Some(next.to_owned()),
        number: Some(number),
        ..Page::default()
    }
}

/// Returns the turn, and the token after it.
fn turned<T>(mut token: Option<T>, path: &str, page: &Page) -> (String, Option<T>)
where
    Option<T>: PageToken,
{
    let turn = by_paths(&mut [(&mut token, path)], page, None);
    (name(turn), token)
}

fn name(turn: Turn) -> String {
    match turn {
        Turn::End => "end".to_owned(),
        Turn::Next => "next".to_owned(),
        Turn::Same => "same".to_owned(),
        Turn::Failed(error) => error.to_string(),
    }
}

#[test]
fn one_token() {
    let mut token = None;
    let next = "a".to_owned();
    assert_eq!(name(by_token(&mut token, Some(&next))), "next");
    assert_eq!(name(by_token(&mut token, Some(&next))), "same");
    assert_eq!(token.as_deref(), Some("a"));
    assert_eq!(name(by_token(&mut token, None)), "end");
    assert_eq!(name(by_token(&mut token, Some(&String::new()))), "end");
    let mut key = Some(HashMap::from([("k".to_owned(), 1)]));
    assert_eq!(name(by_token(&mut key, Some(&HashMap::new()))), "end");
    let next = HashMap::from([("k".to_owned(), 2)]);
    assert_eq!(name(by_token(&mut key, Some(&next))), "next");
    assert_eq!(key, Some(next));
    // A number has no value that means "no more pages".
    assert_eq!(name(by_token(&mut None, Some(&0))), "next");
}

#[test]
fn what_is_empty_false_or_zero_is_no_token() {
    for page in [Page::default(), page("", 0)] {
        assert_eq!(turned::<String>(None, "Next", &page).0, "end");
        assert_eq!(turned::<i32>(None, "number", &page).0, "end");
        assert_eq!(turned::<Vec<String>>(None, "keys", &page).0, "end");
    }
}

#[test]
fn expressions_find_tokens() {
    let some = |text: &str| Some(text.to_owned());
    let mut full = page("", 3);
    full.keys = Some(vec!["a".to_owned(), "b".to_owned()]);
    let path = "Next || keys[-1]";
    assert_eq!(
        turned(None, path, &full),
        ("next".to_owned(), some("b")),
        "an empty token is none"
    );
    assert_eq!(turned(some("b"), path, &full).0, "same");
    assert_eq!(turned(some("a"), path, &page("c", 0)).1, some("c"));
}

#[test]
fn tokens_have_the_type_of_the_member() {
    let full = Page {
        keys: Some(vec!["a".to_owned()]),
        at: Some(DateTime::from_secs_and_nanos(5, 500_000_000)),
        blob: Some(Blob::new("bytes")),
        map: Some(HashMap::from([("k".to_owned(), 1)])),
        any: Some(Document::from(vec![
            Document::from(-1),
            Document::from("x"),
        ])),
        more: Some(true),
        ..page("next", 7)
    };
    assert_eq!(turned(None, "number", &full).1, full.number);
    assert_eq!(turned(None, "number", &full).1, Some(7_i64));
    assert_eq!(turned(None, "number", &full).1, Some(7_i8));
    assert_eq!(turned(None, "number", &full).1, Some(7.0_f64));
    let big: BigInteger = "7".parse().expect("a number");
    assert_eq!(turned(None, "number", &full).1, Some(big));
    assert_eq!(turned(None, "keys", &full).1, full.keys);
    assert_eq!(turned(None, "at", &full).1, full.at);
    assert_eq!(turned(None, "blob", &full).1, full.blob);
    assert_eq!(turned(None, "map", &full).1, full.map);
    assert_eq!(turned(None, "any", &full).1, full.any);
    assert_eq!(turned(None, "more", &full).1, full.more);
}

#[test]
fn a_token_that_the_member_cannot_hold_is_a_failure() {
    let page = page("next", 300);
    let (message, _) = turned::<i32>(None, "Next", &page);
    assert_eq!(
        message,
        "the page token found by `Next`: expected a number, found a value of type string"
    );
    let (message, _) = turned::<i8>(None, "number", &page);
    assert_eq!(
        message,
        "the page token found by `number`: the number 300 is out of range"
    );
    let (message, _) = turned::<String>(None, "Next.[", &page);
    assert_eq!(message, "the expression ends early");
}

/// A token that is absent from a page is cleared, and the last page has none.
#[test]
fn several_tokens_turn_together() {
    let (mut next, mut number) = (Some("x".to_owned()), None);
    let turn = |next: &mut Option<String>, number: &mut Option<i32>, page: &Page| {
        let tokens: &mut [(&mut dyn PageToken, &str)] = &mut [(next, "Next"), (number, "number")];
        name(by_paths(tokens, page, None))
    };
    assert_eq!(turn(&mut next, &mut number, &page("a", 1)), "next");
    assert_eq!((next.as_deref(), number), (Some("a"), Some(1)));
    assert_eq!(turn(&mut next, &mut number, &page("a", 1)), "same");
    assert_eq!(turn(&mut next, &mut number, &page("a", 2)), "next");
    assert_eq!(turn(&mut next, &mut number, &page("b", 0)), "next");
    assert_eq!((next.as_deref(), number), (Some("b"), None));
    assert_eq!(turn(&mut next, &mut number, &page("", 0)), "end");
}

#[test]
fn nothing_more_ends_whatever_the_token() {
    let mut page = page("a", 0);
    let turn = |page: &Page, more| {
        let mut token: Option<String> = None;
        name(by_paths(&mut [(&mut token, "Next")], page, Some(more)))
    };
    assert_eq!(turn(&page, "more"), "end", "not set");
    page.more = Some(false);
    assert_eq!(turn(&page, "more"), "end");
    assert_eq!(turn(&page, "!more"), "next");
    page.more = Some(true);
    assert_eq!(turn(&page, "more"), "next");
    page.next = None;
    assert_eq!(turn(&page, "more"), "end", "no token");
}
