//! Default values of members (`smithy.api#default`) that requests leave out.

use crate::reflect::View;

/// Default of a number or boolean, as written in the schema text. It is empty for zero and `false`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Default(&'static str);

impl Default {
    /// Wraps the value of the trait `default`.
    pub(super) fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// Returns whether a value equals this default. Always false for values other than numbers and booleans.
    pub(super) fn is(self, value: View<'_>) -> bool {
        match value {
            View::Bool(value) => value == (self.0 == "true"),
            View::I8(value) => i64::from(value) == self.whole(),
            View::I16(value) => i64::from(value) == self.whole(),
            View::I32(value) => i64::from(value) == self.whole(),
            View::I64(value) => value == self.whole(),
            View::F32(value) => f64::from(value) == f64::from(self.float() as f32),
            View::F64(value) => value == self.float(),
            View::BigInteger(value) => value.as_ref() == self.text(),
            View::BigDecimal(value) => value.as_ref() == self.text(),
            _ => false,
        }
    }

    fn text(self) -> &'static str {
        match self.0 {
            "" => "0",
            text => text,
        }
    }

    fn whole(self) -> i64 {
        self.text().parse().unwrap_or_default()
    }

    fn float(self) -> f64 {
        self.text().parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_types::BigInteger;
    use std::str::FromStr;

    #[test]
    fn a_value_is_compared_with_the_default_by_its_type() {
        let zero = Default::new("");
        assert!(zero.is(View::Bool(false)) && !zero.is(View::Bool(true)));
        assert!(zero.is(View::I8(0)) && zero.is(View::I16(0)) && zero.is(View::I32(0)));
        assert!(zero.is(View::I64(0)) && !zero.is(View::I64(1)));
        assert!(zero.is(View::F32(0.0)) && zero.is(View::F64(-0.0)) && !zero.is(View::F64(0.1)));
        let big = BigInteger::from_str("0").expect("a number");
        assert!(zero.is(View::BigInteger(&big)));
        assert!(Default::new("true").is(View::Bool(true)));
        assert!(Default::new("60").is(View::I32(60)) && !Default::new("60").is(View::I32(0)));
        assert!(Default::new("0.9").is(View::F32(0.9)) && Default::new("0.9").is(View::F64(0.9)));
        assert!(!zero.is(View::Text("")) && !zero.is(View::None));
    }
}
