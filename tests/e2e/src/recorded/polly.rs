//! Polly: speech that is presigned.

use std::time::{Duration, UNIX_EPOCH};

use aws_sdk_polly::config::{Builder, Credentials, Region};
use aws_sdk_polly::presigning::PresigningConfig;
use aws_sdk_polly::types::{Engine, LanguageCode, OutputFormat, SpeechMarkType, TextType, VoiceId};
use aws_sdk_polly::{Client, Config};

use super::wire::{answer, Wire};
use crate::record::{causes, Record};
use crate::Stop;

fn settings(wire: &Wire) -> Builder {
    Config::builder()
        .with_test_defaults()
        .region(Region::new("us-east-1"))
        .http_client(wire.clone())
}

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    let start = UNIX_EPOCH + Duration::from_secs(1_234_567_891);
    let hour = PresigningConfig::builder()
        .start_time(start)
        .expires_in(Duration::from_secs(3600))
        .build()?;
    let wire = Wire::of([answer(
        200,
        &[
            ("content-type", "audio/mpeg"),
            ("x-amzn-RequestCharacters", "5"),
        ],
        "sound",
    )]);
    let client = Client::from_conf(settings(&wire).build());
    let plain = || {
        client
            .synthesize_speech()
            .output_format(OutputFormat::Mp3)
            .text("hello, world")
            .voice_id(VoiceId::Joanna)
    };
    let many = plain()
        .engine(Engine::Neural)
        .language_code(LanguageCode::EnUs)
        .lexicon_names("one")
        .lexicon_names("t w/o")
        .speech_mark_types(SpeechMarkType::Sentence)
        .speech_mark_types(SpeechMarkType::Ssml)
        .sample_rate("22050")
        .text("<speak>ü & +\n\"</speak>")
        .text_type(TextType::Ssml);
    let own = Builder::new()
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new(
            "A",
            "B",
            Some("to/ken=".into()),
            None,
            "e2e",
        ));
    let asked = [
        ("plain", plain().presigned(hour.clone()).await),
        ("many", many.clone().presigned(hour.clone()).await),
        (
            "empty",
            client.synthesize_speech().presigned(hour.clone()).await,
        ),
        (
            "customized",
            plain()
                .customize()
                .config_override(own)
                .presigned(hour.clone())
                .await,
        ),
        (
            "mutated",
            plain()
                .customize()
                .mutate_request(|request| {
                    request.headers_mut().insert("x-added", "yes");
                })
                .presigned(hour.clone())
                .await,
        ),
    ];
    for (name, found) in asked {
        let step = format!("presigned {name}");
        match found {
            Ok(request) => {
                record.note(&step, format!("{} {}", request.method(), request.uri()));
                let mut headers: Vec<_> = request.headers().collect();
                headers.sort_unstable();
                record.value(&format!("{step}, headers"), headers);
            }
            // Where a required member is missing, the text is ours.
            Err(error) if name == "empty" => record.value(&step, causes(&error).is_empty()),
            Err(error) => record.note(&step, causes(&error)),
        }
    }
    let spoken = plain().send().await?;
    record.value(
        "spoken",
        (spoken.content_type(), spoken.request_characters()),
    );
    record.value("sound", spoken.audio_stream.collect().await?.into_bytes());
    record.outcome("spoken, many", &many.send().await.map(|_| "sent"));
    wire.record(record, "spoken");
    Ok(())
}
