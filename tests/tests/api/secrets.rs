//! What `Debug` shows: the members of builders, and nothing secret.

use aws_smithy_types::{Blob, DateTime};
use farrier_porter::operation::claim::builders::{ClaimInputBuilder, ClaimOutputBuilder};
use farrier_porter::operation::claim::{Claim, ClaimInput};
use farrier_porter::operation::dictate::builders::DictateInputBuilder;
use farrier_porter::types::builders::{KeysBuilder, LockerBuilder};
use farrier_porter::types::error::builders::UnmeasurableBuilder;
use farrier_porter::types::{Keys, Locker, Manner, Proof};
use farrier_tests::server::{Request, Server};

use crate::porter;

const REDACTED: &str = "*** Sensitive Data Redacted ***";

fn keys() -> KeysBuilder {
    let keys = Keys::builder().id("KEY-ID").secret("KEY-SECRET");
    keys.until(DateTime::from_secs(0))
}

fn locker() -> LockerBuilder {
    Locker::builder().number(7).code("CODE")
}

fn input() -> ClaimInputBuilder {
    let input = ClaimInput::builder().ticket("t-1").password("PASSWORD");
    let input = input.proof(Proof::Word("WORD".to_owned()));
    input.manner(Manner::ByNight).keys(keys().build())
}

/// The text without a secret of this file, all of which are in capitals.
fn shown(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    for secret in ["KEY", "PASSWORD", "WORD", "CODE", "Night", "PICTURE"] {
        assert!(!text.contains(secret), "{text}");
    }
    text
}

#[test]
fn structures_that_the_settings_make_secret() {
    let each = format!("id: {REDACTED:?}, secret: {REDACTED:?}, until: {REDACTED:?}");
    assert_eq!(shown(&keys().build()), format!("Keys {{ {each} }}"));
    assert_eq!(shown(&keys()), format!("KeysBuilder {{ {each} }}"));
}

#[test]
fn members_that_the_settings_make_secret() {
    let each = format!("code: {REDACTED:?}, hint: None }}");
    let text = shown(&locker().build().expect("a locker"));
    assert_eq!(text, format!("Locker {{ number: 7, {each}"));
    let text = shown(&locker());
    assert_eq!(text, format!("LockerBuilder {{ number: Some(7), {each}"));
}

/// Neither the value nor which of several it is.
#[test]
fn secret_unions_and_enums() {
    assert_eq!(shown(&Proof::Word("WORD".to_owned())), REDACTED);
    assert_eq!(shown(&Proof::Picture(Blob::new("PICTURE"))), REDACTED);
    assert_eq!(shown(&Manner::ByNight), REDACTED);
    assert_eq!(shown(&Manner::from("NightBefore")), REDACTED);
    // These are asked for on purpose.
    assert_eq!(Manner::ByNight.to_string(), "by-night");
    assert_eq!(Manner::ByNight.as_str(), "by-night");
}

#[test]
fn builders_of_inputs() {
    let members = format!(
        "ticket: Some(\"t-1\"), password: {REDACTED:?}, proof: {REDACTED:?}, manner: {REDACTED:?}, \
         keys: {REDACTED:?}"
    );
    assert_eq!(
        shown(&input()),
        format!("ClaimInputBuilder {{ {members} }}")
    );
    let input = input().build().expect("an input");
    assert_eq!(shown(&input), format!("ClaimInput {{ {members} }}"));
    let empty = DictateInputBuilder::default();
    let expected = "DictateInputBuilder { content_type: None, words: None }";
    assert_eq!(shown(&empty), expected);
}

#[tokio::test]
async fn fluent_builders() {
    let server = Server::start(|_: &Request| unreachable!("nothing is sent")).await;
    let call = Claim::call(&porter(&server), input().build().expect("an input"));
    let inner = shown(&input());
    let expected = format!(
        "ClaimFluentBuilder {{ handle: Handle {{ .. }}, inner: {inner}, config_override: None }}"
    );
    assert_eq!(shown(&call), expected);
    let customized = shown(&call.customize());
    assert!(customized.contains(&inner), "{customized}");
}

/// They have what is no member of the model too.
#[test]
fn builders_of_outputs_and_errors() {
    let output = ClaimOutputBuilder::default().keys(keys().build());
    let expected =
        format!("ClaimOutputBuilder {{ keys: {REDACTED:?}, locker: None, _request_id: None }}");
    assert_eq!(shown(&output), expected);
    let error = UnmeasurableBuilder::default().message("m");
    let expected = "UnmeasurableBuilder { message: Some(\"m\"), texts: None, meta: None }";
    assert_eq!(shown(&error), expected);
    let meta = aws_smithy_types::error::ErrorMetadata::builder().code("c");
    let text = shown(&error.meta(meta.build()));
    assert!(
        text.contains("meta: Some(ErrorMetadata { code: Some(\"c\")"),
        "{text}"
    );
}
