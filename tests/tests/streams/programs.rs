//! What programs can write of operations with streams: the types of the official crates' API.

use std::future::Future;

use aws_smithy_runtime_api::client::result::{CreateUnhandledError, SdkError};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::event_stream::RawMessage;
use aws_smithy_types::retry::ProvideErrorKind;
use aws_types::request_id::RequestId;
use farrier_depot::operation::fetch_item::FetchItemOutput;
use farrier_depot::operation::store_sized::builders::StoreSizedFluentBuilder;
use farrier_depot::operation::store_sized::StoreSizedInput;
use farrier_depot::operation::talk::{TalkError, TalkInput, TalkOutput};
use farrier_depot::primitives::event_stream::{EventReceiver, EventStreamSender};
use farrier_depot::primitives::{AggregatedBytes, ByteStream, ByteStreamError, SdkBody};
use farrier_depot::types::error::{HearsError, Refused, SaysError, TooBusy};
use farrier_depot::types::{Bye, Hears, Line, Says};
use farrier_depot::{Client, Config, Error};
use farrier_tests::service;

type Sender = EventStreamSender<Says, SaysError>;
type Receiver = EventReceiver<Hears, HearsError>;

/// Does not compile where the type has the trait: two impls would answer.
macro_rules! lacks {
    ($type:ty: $trait:path) => {
        const _: () = {
            trait Ambiguous<A> {
                fn only() {}
            }
            struct Has;
            impl<T: ?Sized> Ambiguous<()> for T {}
            impl<T: $trait> Ambiguous<Has> for T {}
            let _ = <$type as Ambiguous<_>>::only;
        };
    };
}

lacks!(StoreSizedInput: Clone);
lacks!(StoreSizedInput: PartialEq);
lacks!(StoreSizedFluentBuilder: Clone);
lacks!(FetchItemOutput: Clone);
lacks!(FetchItemOutput: PartialEq);
lacks!(TalkInput: Clone);
lacks!(TalkOutput: PartialEq);

fn says() -> Sender {
    Sender::once(Ok(Says::Line(Line::builder().text("hello").build())))
}

fn client() -> Client {
    let config = service::config("http://127.0.0.1:1").build();
    Client::from_conf(Config::from(&config))
}

#[tokio::test]
async fn bytes_are_empty_by_default_and_never_an_option() {
    let input: StoreSizedInput = StoreSizedInput::builder()
        .drawer("a")
        .build()
        .expect("complete");
    let body: &ByteStream = input.contents();
    assert_eq!(body.size_hint(), (0, Some(0)));

    let builder = StoreSizedInput::builder().contents(ByteStream::from_static(b"tape"));
    let set: &Option<ByteStream> = builder.get_contents();
    assert_eq!(set.as_ref().map(ByteStream::size_hint), Some((4, Some(4))));
    let stream: ByteStream = builder.build().expect("complete").contents;
    let bytes: Result<AggregatedBytes, ByteStreamError> = stream.collect().await;
    assert_eq!(bytes.expect("in memory").to_vec(), b"tape");

    let builder = StoreSizedInput::builder().set_contents(Some(ByteStream::new(SdkBody::empty())));
    assert!(builder.set_contents(None).get_contents().is_none());

    let output: FetchItemOutput = FetchItemOutput::builder().version("b").build();
    assert_eq!(output.contents().size_hint(), (0, Some(0)));
    assert_eq!(output.version(), Some("b"));
}

#[test]
fn builders_of_events_fail_without_them() {
    let input = TalkInput::builder().drawer("d").build();
    let error = input.expect_err("no events").to_string();
    let expected = "says was not specified but it is required when building TalkInput";
    assert!(error.contains(expected), "{error}");
    let output = TalkOutput::builder().session("1").build();
    let error = output.expect_err("no events").to_string();
    let expected = "hears was not specified but it is required when building TalkOutput";
    assert!(error.contains(expected), "{error}");

    let input: TalkInput = TalkInput::builder().says(says()).build().expect("complete");
    let _: &Sender = input.says();
    let _: Sender = input.says;
}

#[tokio::test]
async fn a_call_without_its_events_is_not_sent() {
    let error = client().talk().drawer("d").send().await;
    let error = error.expect_err("no events");
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
}

#[test]
fn builders_show_what_is_set() {
    let call = client().store_sized().drawer("a");
    let text = format!("{call:?}");
    assert!(text.contains("contents: None"), "{text}");
    assert!(text.contains("drawer: Some(\"a\")"), "{text}");
    let text = format!(
        "{:?}",
        call.contents(ByteStream::from_static(b"tape")).as_input()
    );
    assert!(text.contains("contents: Some("), "{text}");
}

/// What a receiver gives, event after event.
async fn receive(output: &mut TalkOutput) -> Result<usize, SdkError<HearsError, RawMessage>> {
    let receiver: &mut Receiver = &mut output.hears;
    let mut lines = 0;
    while let Some(event) = receiver.recv().await? {
        match event {
            Hears::Line(_) => lines += 1,
            Hears::Note(_) => {}
            other => assert!(other.is_unknown()),
        }
    }
    Ok(lines)
}

#[test]
fn errors_of_streams_are_errors_like_others() {
    let refused = Refused::builder().message("shh").reason("late").build();
    let error = HearsError::Refused(refused);
    assert!(error.is_refused() && !error.is_too_busy());
    assert_eq!(error.to_string(), "Refused: shh");
    let turned: Error = error.into();
    assert!(matches!(turned, Error::Refused(error) if error.reason() == Some("late")));

    let meta = ErrorMetadata::builder().code("Hum").build();
    let generic = HearsError::generic(meta);
    assert_eq!(ProvideErrorMetadata::code(&generic), Some("Hum"));
    assert_eq!(generic.meta().code(), Some("Hum"));
    assert_eq!(generic.request_id(), None);
    assert_eq!(generic.retryable_error_kind(), None);
    let unhandled = SaysError::create_unhandled_error("broken".into(), None);
    let turned = Error::from(SdkError::service_error(unhandled, ()));
    assert_eq!(turned.to_string(), "unhandled error: broken");
}

/// A service may refuse a call with an error of the stream before the stream begins.
#[test]
fn errors_of_streams_are_errors_of_the_operation() {
    let errors = [
        TalkError::TooBusy(TooBusy::builder().build()),
        TalkError::Refused(Refused::builder().build()),
    ];
    assert!(errors[0].is_too_busy() && errors[1].is_refused());
}

/// Events are ordinary values.
#[test]
fn events_are_compared_and_cloned() {
    let bye = Says::Bye(Bye::builder().build());
    assert_eq!(bye.clone(), bye);
    assert!(bye.is_bye());
}

#[test]
fn calls_and_receivers_move_between_threads() {
    fn moves<T: Future + Send>(_: T) {}
    moves(client().talk().says(says()).send());
    fn moves_later<T: Future + Send>(_: fn(TalkOutput) -> T) {}
    moves_later(|mut output| async move { receive(&mut output).await });
}
