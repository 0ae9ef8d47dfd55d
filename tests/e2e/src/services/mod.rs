//! The scripts.

#[cfg(feature = "dynamodb")]
mod dynamodb;
#[cfg(feature = "ec2")]
mod ec2;
#[cfg(feature = "iam")]
mod iam;
#[cfg(feature = "kms")]
mod kms;
#[cfg(feature = "lambda")]
mod lambda;
#[cfg(feature = "logs")]
mod logs;
#[cfg(feature = "route53")]
mod route53;
#[cfg(feature = "s3")]
mod s3;
#[cfg(feature = "sns")]
mod sns;
#[cfg(feature = "sqs")]
mod sqs;
#[cfg(feature = "sts")]
mod sts;

use aws_config::SdkConfig;

use crate::record::Record;
use crate::Stop;

/// Whether there is a script of a service that needs a server.
pub(crate) fn has(service: &str) -> bool {
    !matches!(service, "dsql" | "polly" | "rds")
}

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
        #[cfg(feature = "ec2")]
        "ec2" => ec2::play(config, record).await,
        #[cfg(feature = "iam")]
        "iam" => iam::play(config, record).await,
        #[cfg(feature = "kms")]
        "kms" => kms::play(config, record).await,
        #[cfg(feature = "lambda")]
        "lambda" => lambda::play(config, record).await,
        #[cfg(feature = "logs")]
        "logs" => logs::play(config, record).await,
        #[cfg(feature = "route53")]
        "route53" => route53::play(config, record).await,
        #[cfg(feature = "s3")]
        "s3" => s3::play(config, record).await,
        #[cfg(feature = "sns")]
        "sns" => sns::play(config, record).await,
        #[cfg(feature = "sqs")]
        "sqs" => sqs::play(config, record).await,
        #[cfg(feature = "sts")]
        "sts" => sts::play(config, record).await,
        _ => Err(format!("this program has no script for `{service}`").into()),
    }
}
