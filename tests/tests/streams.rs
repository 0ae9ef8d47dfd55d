//! What programs can write of operations with streams: the types of the official crates' API.

use std::future::Future;

use aws_smithy_runtime_api::client::result::{CreateUnhandledError, SdkError};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::event_stream::RawMessage;
use aws_smithy_types::retry::ProvideErrorKind;
use aws_types::request_id::RequestId;
use farrier_streams::operation::get_tape::GetTapeOutput;
use farrier_streams::operation::put_tape::builders::PutTapeFluentBuilder;
use farrier_streams::operation::put_tape::PutTapeInput;
use farrier_streams::operation::talk::{TalkError, TalkInput, TalkOutput};
use farrier_streams::primitives::event_stream::{EventReceiver, EventStreamSender};
use farrier_streams::primitives::{AggregatedBytes, ByteStream, ByteStreamError, SdkBody};
use farrier_streams::types::error::{AnswersError, SpeechError, TapeGone, TooLoud};
use farrier_streams::types::{Answers, Line, Pause, Speech};
use farrier_streams::{Client, Config, Error};
use farrier_tests::service;

type Sender = EventStreamSender<Speech, SpeechError>;
type Receiver = EventReceiver<Answers, AnswersError>;

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

lacks!(PutTapeInput: Clone);
lacks!(PutTapeInput: PartialEq);
lacks!(PutTapeFluentBuilder: Clone);
lacks!(GetTapeOutput: Clone);
lacks!(GetTapeOutput: PartialEq);
lacks!(TalkInput: Clone);
lacks!(TalkOutput: PartialEq);

fn speech() -> Sender {
    Sender::once(Ok(Speech::Line(Line::builder().text("hello").build())))
}

fn client() -> Client {
    let config = service::config("http://127.0.0.1:1").build();
    Client::from_conf(Config::from(&config))
}

#[tokio::test]
async fn bytes_are_empty_by_default_and_never_an_option() {
    let input: PutTapeInput = PutTapeInput::builder().name("a").build().expect("complete");
    let body: &ByteStream = input.sound();
    assert_eq!(body.size_hint(), (0, Some(0)));

    let builder = PutTapeInput::builder().sound(ByteStream::from_static(b"tape"));
    let set: &Option<ByteStream> = builder.get_sound();
    assert_eq!(set.as_ref().map(ByteStream::size_hint), Some((4, Some(4))));
    let stream: ByteStream = builder.build().expect("complete").sound;
    let bytes: Result<AggregatedBytes, ByteStreamError> = stream.collect().await;
    assert_eq!(bytes.expect("in memory").to_vec(), b"tape");

    let builder = PutTapeInput::builder().set_sound(Some(ByteStream::new(SdkBody::empty())));
    assert!(builder.set_sound(None).get_sound().is_none());

    let output: GetTapeOutput = GetTapeOutput::builder().title("b").build();
    assert_eq!(output.sound().size_hint(), (0, Some(0)));
    assert_eq!(output.title(), Some("b"));
}

#[test]
fn builders_of_events_fail_without_them() {
    let input = TalkInput::builder().language("eo").build();
    let error = input.expect_err("no events").to_string();
    let expected = "speech was not specified but it is required when building TalkInput";
    assert!(error.contains(expected), "{error}");
    let output = TalkOutput::builder().session("1").build();
    let error = output.expect_err("no events").to_string();
    let expected = "answers was not specified but it is required when building TalkOutput";
    assert!(error.contains(expected), "{error}");

    let input: TalkInput = TalkInput::builder()
        .speech(speech())
        .build()
        .expect("complete");
    let _: &Sender = input.speech();
    let _: Sender = input.speech;
}

#[tokio::test]
async fn a_call_without_its_events_is_not_sent() {
    let error = client().talk().language("eo").send().await;
    let error = error.expect_err("no events");
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
}

#[test]
fn builders_show_what_is_set() {
    let call = client().put_tape().name("a");
    let text = format!("{call:?}");
    assert!(text.contains("sound: None"), "{text}");
    assert!(text.contains("name: Some(\"a\")"), "{text}");
    let text = format!(
        "{:?}",
        call.sound(ByteStream::from_static(b"tape")).as_input()
    );
    assert!(text.contains("sound: Some("), "{text}");
}

/// What a receiver gives, event after event.
async fn receive(output: &mut TalkOutput) -> Result<usize, SdkError<AnswersError, RawMessage>> {
    let receiver: &mut Receiver = &mut output.answers;
    let mut lines = 0;
    while let Some(event) = receiver.recv().await? {
        match event {
            Answers::Line(_) => lines += 1,
            Answers::Noise(_) => {}
            other => assert!(other.is_unknown()),
        }
    }
    Ok(lines)
}

#[test]
fn errors_of_streams_are_errors_like_others() {
    let too_loud = TooLoud::builder().message("shh").volume(11).build();
    let error = AnswersError::TooLoud(too_loud);
    assert!(error.is_too_loud() && !error.is_tape_gone());
    assert_eq!(error.to_string(), "TooLoud: shh");
    let turned: Error = error.into();
    assert!(matches!(turned, Error::TooLoud(error) if error.volume() == Some(11)));

    let meta = ErrorMetadata::builder().code("Hum").build();
    let generic = AnswersError::generic(meta);
    assert_eq!(ProvideErrorMetadata::code(&generic), Some("Hum"));
    assert_eq!(generic.meta().code(), Some("Hum"));
    assert_eq!(generic.request_id(), None);
    assert_eq!(generic.retryable_error_kind(), None);
    let unhandled = SpeechError::create_unhandled_error("broken".into(), None);
    let turned = Error::from(SdkError::service_error(unhandled, ()));
    assert_eq!(turned.to_string(), "unhandled error: broken");
}

/// A service may refuse a call with an error of the stream before the stream begins.
#[test]
fn errors_of_streams_are_errors_of_the_operation() {
    let errors = [
        TalkError::TapeGone(TapeGone::builder().build()),
        TalkError::TooLoud(TooLoud::builder().build()),
    ];
    assert!(errors[0].is_tape_gone() && errors[1].is_too_loud());
}

/// Events are ordinary values.
#[test]
fn events_are_compared_and_cloned() {
    let pause = Speech::Pause(Pause::builder().build());
    assert_eq!(pause.clone(), pause);
    assert!(pause.is_pause());
}

#[test]
fn calls_and_receivers_move_between_threads() {
    fn moves<T: Future + Send>(_: T) {}
    moves(client().talk().speech(speech()).send());
    fn moves_later<T: Future + Send>(_: fn(TalkOutput) -> T) {}
    moves_later(|mut output| async move { receive(&mut output).await });
}
