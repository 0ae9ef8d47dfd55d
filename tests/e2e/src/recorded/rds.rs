//! RDS: tokens for connections to a database.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_credential_types::Credentials;
use aws_sdk_rds::auth_token::{AuthTokenGenerator, Config};
use aws_smithy_async::test_util::ManualTimeSource;

use crate::record::{causes, Record};
use crate::Stop;

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    let credentials = Credentials::new("AKID", "secret", Some("a/token+=".into()), None, "e2e");
    let time = ManualTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_724_709_600));
    let shared = aws_config::SdkConfig::builder()
        .region(aws_config::Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .time_source(time)
        .build();
    // Of users whose names a URL has to escape, the official crate makes a token without escapes, or panics.
    for user in ["peccy", "with-dash_1.2", ""] {
        for seconds in [1, 900, 901] {
            let config = Config::builder()
                .hostname("prod-instance.us-east-1.rds.amazonaws.com")
                .port(3306)
                .username(user)
                .expires_in(seconds);
            let step = format!("for {seconds} s of {user}");
            match config.build() {
                Ok(config) => {
                    let token = AuthTokenGenerator::new(config).auth_token(&shared).await;
                    let text = token.map(|token| token.as_str().to_owned());
                    record.note(&step, text.unwrap_or_else(|error| causes(&*error)));
                }
                Err(error) => record.note(&step, error),
            }
        }
    }
    let other = Config::builder()
        .hostname("h")
        .port(1)
        .username("u")
        .region(aws_config::Region::new("eu-west-1"))
        .credentials(Credentials::new("OTHER", "s", None, None, "e2e"))
        .build()
        .map_err(|error| error.to_string())?;
    let token = AuthTokenGenerator::new(other).auth_token(&shared).await;
    let text = token.map(|token| token.to_string());
    record.note("of its own", text.unwrap_or_else(|error| causes(&*error)));
    for (name, config) in [
        ("host", Config::builder().port(1).username("u")),
        ("port", Config::builder().hostname("h").username("u")),
        ("user", Config::builder().hostname("h").port(1)),
    ] {
        record.value(&format!("without a {name}"), config.build().is_err());
    }
    Ok(())
}
