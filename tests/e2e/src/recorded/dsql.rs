//! DSQL: tokens for connections to a cluster.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sdk_dsql::auth_token::{AuthTokenGenerator, Config};
use aws_smithy_async::test_util::ManualTimeSource;

use crate::record::{causes, Record};
use crate::Stop;

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    let shared = aws_config::SdkConfig::builder()
        .region(aws_config::Region::new("us-east-1"))
        .credentials_provider(
            aws_credential_types::provider::SharedCredentialsProvider::new(Credentials::new(
                "AKID",
                "secret",
                Some("a/token+=".into()),
                None,
                "e2e",
            )),
        )
        .time_source(ManualTimeSource::new(
            UNIX_EPOCH + Duration::from_secs(1_724_709_600),
        ))
        .build();
    let host = "peccy.dsql.us-east-1.on.aws";
    for seconds in [None, Some(1), Some(450), Some(604_800), Some(604_801)] {
        let mut config = Config::builder().hostname(host);
        config = config.expires_in_opt(seconds);
        let step = format!("for {seconds:?} s");
        match config.build() {
            Ok(config) => {
                let signer = AuthTokenGenerator::new(config);
                match signer.db_connect_auth_token(&shared).await {
                    Ok(token) => record.note(&step, token),
                    Err(error) => record.note(&step, causes(&*error)),
                }
                match signer.db_connect_admin_auth_token(&shared).await {
                    Ok(token) => record.note(&format!("{step}, admin"), token),
                    Err(error) => record.note(&format!("{step}, admin"), causes(&*error)),
                }
            }
            Err(error) => record.value(&step, error.to_string()),
        }
    }
    let other = Config::builder()
        .hostname(host)
        .region(aws_config::Region::new("eu-west-1"));
    let other = other
        .credentials(Credentials::new("OTHER", "s", None, None, "e2e"))
        .build();
    if let Ok(other) = other {
        let token = AuthTokenGenerator::new(other)
            .db_connect_auth_token(&shared)
            .await;
        record.note(
            "of its own",
            token.map_or_else(|error| causes(&*error), |token| token.to_string()),
        );
    }
    record.value("without a host", Config::builder().build().is_err());
    Ok(())
}

/// An option of a builder.
trait Expires {
    fn expires_in_opt(self, seconds: Option<u64>) -> Self;
}

impl Expires for aws_sdk_dsql::auth_token::ConfigBuilder {
    fn expires_in_opt(self, seconds: Option<u64>) -> Self {
        match seconds {
            Some(seconds) => self.expires_in(seconds),
            None => self,
        }
    }
}
