//! Idempotency tokens (`smithy.api#idempotencyToken`).

use super::OperationRef;
use crate::hook::{Hook, Moment};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextMut;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use std::sync::{Mutex, PoisonError};

/// Creates tokens for members that the caller did not set. The default is random UUIDs (version 4).
#[derive(Debug)]
pub struct IdempotencyTokenProvider {
    source: Source,
}

#[derive(Debug)]
enum Source {
    Fixed(&'static str),
    Random(Mutex<fastrand::Rng>),
}

impl IdempotencyTokenProvider {
    /// Returns the next token.
    pub fn make_idempotency_token(&self) -> String {
        match &self.source {
            Source::Fixed(token) => (*token).to_owned(),
            Source::Random(rng) => {
                let mut rng = rng.lock().unwrap_or_else(PoisonError::into_inner);
                let (high, low) = (rng.u64(..), rng.u64(..));
                uuid_v4(u128::from(high) << 64 | u128::from(low))
            }
        }
    }

    /// Creates a provider of random tokens that are the same for the same seed.
    pub fn with_seed(seed: u64) -> Self {
        Self::of(fastrand::Rng::with_seed(seed))
    }

    /// Creates a provider of random tokens.
    pub fn random() -> Self {
        Self::of(fastrand::Rng::new())
    }

    /// Creates a provider that returns the same token for every request, for tests.
    pub fn fixed(token: &'static str) -> Self {
        Self {
            source: Source::Fixed(token),
        }
    }

    fn of(rng: fastrand::Rng) -> Self {
        Self {
            source: Source::Random(Mutex::new(rng)),
        }
    }
}

impl From<&'static str> for IdempotencyTokenProvider {
    fn from(token: &'static str) -> Self {
        Self::fixed(token)
    }
}

impl Clone for IdempotencyTokenProvider {
    /// Clones a random provider with a new state, because two clients must not share tokens.
    fn clone(&self) -> Self {
        match self.source {
            Source::Fixed(token) => Self::fixed(token),
            Source::Random(_) => Self::random(),
        }
    }
}

impl Storable for IdempotencyTokenProvider {
    type Storer = StoreReplace<Self>;
}

/// Formats a version 4 UUID (RFC 9562, section 5.4) from 122 of these bits.
fn uuid_v4(random: u128) -> String {
    let version = 0x4 << 76;
    let variant = 0b10 << 62;
    let bits = random & !(0xf << 76) & !(0b11 << 62) | version | variant;
    let hex = format!("{bits:032x}");
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}

/// Fills unset token members of any input before serialization.
pub(super) const HOOK: Hook =
    Hook::new("IdempotencyToken", Moment::ModifyBeforeSerialization(fill));

fn fill(
    context: &mut BeforeSerializationInterceptorContextMut<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let Some(OperationRef { def, .. }) = cfg.load::<OperationRef>() else {
        return Ok(());
    };
    let Some(input) = (def.input_mut)(context.input_mut()) else {
        return Ok(());
    };
    for (index, member) in input.shape().members().iter().enumerate() {
        if !member.is_idempotency_token() {
            continue;
        }
        let Some(token) = input.field_mut(index) else {
            continue;
        };
        if !token.is_set() {
            let provider = cfg.load::<IdempotencyTokenProvider>();
            let provider = provider.ok_or("no idempotency token provider is configured")?;
            token.set_text(provider.make_idempotency_token());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_tokens_are_version_4_uuids() {
        assert_eq!(uuid_v4(0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid_v4(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn a_seed_repeats_its_tokens_and_a_clone_does_not() {
        let first = IdempotencyTokenProvider::with_seed(7).make_idempotency_token();
        let again = IdempotencyTokenProvider::with_seed(7);
        assert_eq!(first, again.make_idempotency_token());
        assert_ne!(
            again.clone().make_idempotency_token(),
            again.make_idempotency_token()
        );
    }
}
