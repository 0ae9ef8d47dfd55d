//! Tests of the signatures of events.

use crate::net::{header, Network, Once, Sent};
use crate::service::{send, EmptyEvent, Events, Sender, SignedTalk, Talk, TalkInput};
use aws_smithy_eventstream::frame::read_message_from;
use aws_smithy_types::event_stream::{HeaderValue, Message};

fn input() -> TalkInput {
    let events = (0..2).map(|_| Ok(Events::Empty(EmptyEvent {})));
    TalkInput {
        topic: None,
        stream: Sender::from(Once::of(events)),
    }
}

fn names(message: &Message) -> Vec<&str> {
    let headers = message.headers().iter();
    headers.map(|header| header.name().as_str()).collect()
}

/// Returns the signature of a message.
fn signature(message: &Message) -> &[u8] {
    let header = message.headers().iter().find_map(|header| {
        match (header.name().as_str(), header.value()) {
            (":chunk-signature", HeaderValue::ByteArray(bytes)) => Some(bytes.as_ref()),
            _ => None,
        }
    });
    header.expect("a signature")
}

async fn sent_signed() -> Sent {
    let network = Network::new([]);
    send::<SignedTalk>(network.client(), None, input())
        .await
        .expect("an answer");
    network.sent().remove(0)
}

#[tokio::test]
async fn each_event_is_signed_and_an_empty_one_ends_the_stream() {
    let sent = sent_signed().await;
    let authorization = sent.header("authorization").expect("a signed request");
    assert!(
        authorization.starts_with("AWS4-HMAC-SHA256 "),
        "{authorization}"
    );
    let messages = sent.messages();
    assert_eq!(messages.len(), 3);
    for message in &messages {
        assert_eq!(names(message), [":chunk-signature", ":date"]);
        assert_eq!(signature(message).len(), 32);
    }
    for mut payload in messages[..2]
        .iter()
        .map(|message| message.payload().clone())
    {
        let event = read_message_from(&mut payload).expect("the event within");
        assert_eq!(header(&event, ":event-type"), Some("empty"));
    }
    assert!(messages[2].payload().is_empty());
    // Two equal events: each signature depends on the one before it.
    assert_ne!(signature(&messages[0]), signature(&messages[1]));
}

#[tokio::test]
async fn without_a_signer_events_are_as_they_are() {
    let network = Network::new([]);
    send::<Talk>(network.client(), None, input())
        .await
        .expect("an answer");
    let sent = network.sent().remove(0);
    assert_eq!(sent.header("authorization"), None);
    let messages = sent.messages();
    assert_eq!(messages.len(), 2);
    assert_eq!(header(&messages[0], ":event-type"), Some("empty"));
}
