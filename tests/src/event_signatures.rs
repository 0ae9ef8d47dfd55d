//! The chain of signatures over an event stream: each frame's covers the one before it, the first
//! frame's that of the request, and an empty frame ends the chain.
//!
//! Source: "Setting up a streaming transcription: event stream encoding" in the Amazon Transcribe
//! developer guide, which tells the string to sign.

use sha2::{Digest, Sha256};

use crate::frames::{encode_header, Frame, Value};
use crate::server::Request;
use crate::signature::{equal, hex, Signer};

/// A chain as far as it was verified.
#[derive(Clone, Debug)]
pub struct Chain<'a> {
    signer: Signer<'a>,
    previous: String,
    ended: bool,
}

impl<'a> Chain<'a> {
    /// The chain that begins with the signature of `request`, whose body's digest is that of no bytes.
    ///
    /// # Errors
    /// What is wrong with the signature of the request.
    pub fn begin(signer: Signer<'a>, request: &Request) -> Result<Self, String> {
        signer.verify_sigv4(request)?;
        let authorization = request.header("authorization").unwrap_or_default();
        let (_, signature) = (authorization.split_once("Signature="))
            .ok_or("no signature in the authorization header")?;
        Ok(Self {
            signer,
            previous: signature.to_owned(),
            ended: false,
        })
    }

    /// Verifies a signed frame, and opens it: `None` for the empty frame that ends the stream.
    ///
    /// # Errors
    /// What is wrong with the frame or its signature.
    pub fn open(&mut self, frame: &Frame) -> Result<Option<Frame>, String> {
        if self.ended {
            return Err("a frame after the end of the chain".to_owned());
        }
        let (Some(Value::Millis(millis)), Some(Value::Bytes(signature))) =
            (frame.header(":date"), frame.header(":chunk-signature"))
        else {
            return Err(format!("not a signed frame: {:?}", frame.headers));
        };
        let (day, time) = date_time(*millis);
        let mut date_header = Vec::new();
        encode_header(":date", &Value::Millis(*millis), &mut date_header);
        let string_to_sign = [
            "AWS4-HMAC-SHA256-PAYLOAD",
            &format!("{day}T{time}Z"),
            &format!(
                "{day}/{}/{}/aws4_request",
                self.signer.region, self.signer.service
            ),
            &self.previous,
            &hex(&Sha256::digest(&date_header)),
            &hex(&Sha256::digest(&frame.payload)),
        ]
        .join("\n");
        let expected = self.signer.sign(&day, &string_to_sign);
        equal("signature of the frame", &expected, &hex(signature))?;
        self.previous = expected;
        self.ended = frame.payload.is_empty();
        match self.ended {
            true => Ok(None),
            false => Frame::decode(&frame.payload).map(Some),
        }
    }

    /// Whether the empty frame was seen.
    pub fn ended(&self) -> bool {
        self.ended
    }
}

/// Day (`YYYYMMDD`) and time (`HHMMSS`) of milliseconds since 1970, in UTC.
///
/// The days are counted in eras of 400 years that begin in March, so that a leap day is the last of
/// its year.
fn date_time(millis: i64) -> (String, String) {
    let seconds = millis.div_euclid(1000);
    let days = seconds.div_euclid(86_400) + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_since_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months_since_march + 2) / 5 + 1;
    let month = (months_since_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let time = seconds.rem_euclid(86_400);
    (
        format!("{year:04}{month:02}{day:02}"),
        format!("{:02}{:02}{:02}", time / 3600, time / 60 % 60, time % 60),
    )
}

#[cfg(test)]
mod tests {
    use super::date_time;

    #[test]
    fn dates_around_leap_days() {
        let dates = [
            (0, "19700101", "000000"),
            (951_782_399_999, "20000228", "235959"),
            (951_782_400_000, "20000229", "000000"),
            (1_709_251_199_000, "20240229", "235959"),
            (1_709_251_200_000, "20240301", "000000"),
        ];
        for (millis, day, time) in dates {
            assert_eq!(
                date_time(millis),
                (day.to_owned(), time.to_owned()),
                "{millis}"
            );
        }
    }
}
