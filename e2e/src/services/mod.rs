//! The scripts.

#[cfg(feature = "dynamodb")]
mod dynamodb;
#[cfg(feature = "s3")]
mod s3;
#[cfg(feature = "sqs")]
mod sqs;

use aws_config::SdkConfig;

use crate::record::Record;
use crate::Stop;

/// Plays the script of a service that this program was built with.
///
/// # Errors
/// A call that failed and should not have; a service without a script here.
pub(crate) async fn play(
    service: &str,
    config: &SdkConfig,
    record: &mut Record,
) -> Result<(), Stop> {
    match service {
        #[cfg(feature = "dynamodb")]
        "dynamodb" => dynamodb::play(config, record).await,
        #[cfg(feature = "s3")]
        "s3" => s3::play(config, record).await,
        #[cfg(feature = "sqs")]
        "sqs" => sqs::play(config, record).await,
        _ => Err(format!("this program has no script for `{service}`").into()),
    }
}
