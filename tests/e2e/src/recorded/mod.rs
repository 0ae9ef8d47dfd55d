//! Scripts that need no server: they record what is sent, to the last byte, and answer from lists.

#[cfg(feature = "dsql")]
mod dsql;
#[cfg(feature = "dynamodb")]
mod dynamodb;
#[cfg(feature = "polly")]
mod polly;
#[cfg(feature = "rds")]
mod rds;
#[cfg(feature = "s3")]
mod s3;
#[cfg(feature = "sqs")]
mod sqs;
#[cfg(feature = "sts")]
mod sts;
mod wire;

use crate::record::Record;
use crate::Stop;

/// Plays the recorded script of a service, if there is one.
///
/// # Errors
/// A call that failed and should not have.
pub(crate) async fn play(service: &str, record: &mut Record) -> Result<(), Stop> {
    match service {
        #[cfg(feature = "dsql")]
        "dsql" => dsql::play(record).await,
        #[cfg(feature = "dynamodb")]
        "dynamodb" => dynamodb::play(record).await,
        #[cfg(feature = "polly")]
        "polly" => polly::play(record).await,
        #[cfg(feature = "rds")]
        "rds" => rds::play(record).await,
        #[cfg(feature = "s3")]
        "s3" => s3::play(record).await,
        #[cfg(feature = "sqs")]
        "sqs" => sqs::play(record).await,
        #[cfg(feature = "sts")]
        "sts" => sts::play(record).await,
        _ => {
            let _ = record;
            Ok(())
        }
    }
}
