//! Random values of parameters.

use farrier_endpoint_rules::{EndpointParams, Parameter, ParameterType, Value};
use proptest::prelude::*;

/// Strings that rules look for.
const PIECES: &[&str] = &[
    "arn",
    ":",
    ":",
    "/",
    "aws",
    "aws-cn",
    "s3",
    "s3-outposts",
    "us-west-2",
    "us-iso-x-1",
    "-",
    "--x-s3",
    "--op-s3",
    "accesspoint",
    "outpost",
    "123456789012",
    "mrap",
    "https://",
    "http://",
    "[::1]",
    "127.0.0.1",
    ":80",
    "?",
    "#",
    ".",
    "..",
    "{",
    "}}",
    "%",
    " ",
    "é",
    "𝒳",
    "\0",
    "A",
    "a-bucket",
    "localhost",
    "x",
];

/// Values that were used before.
const WHOLE: &[&str] = &[
    "us-east-1",
    "aws-global",
    "cn-north-1",
    "us-gov-west-1",
    "my-bucket",
    "my.bucket",
    "bucket--usw2-az1--x-s3",
    "arn:aws:s3:us-west-2:123456789012:accesspoint:myendpoint",
    "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01234567890123456/accesspoint/reports",
    "arn:aws:s3-object-lambda:us-east-1:123456789012:accesspoint/mybanner",
    "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap",
    "https://beta.example.com/path",
    "http://10.0.0.1:8000",
    "",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..14);
    prop_oneof![
        4 => prop::sample::select(WHOLE).prop_map(str::to_owned),
        3 => pieces.prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Returns a random value for a parameter of any type.
#[derive(Clone, Debug)]
pub(super) struct Random {
    given: bool,
    text: String,
    flag: bool,
    texts: Vec<String>,
}

pub(super) fn random() -> impl Strategy<Value = Random> {
    let texts = prop::collection::vec(text(), 0..4);
    let all = (
        prop::bool::weighted(0.7),
        text(),
        prop::bool::weighted(0.25),
        texts,
    );
    all.prop_map(|(given, text, flag, texts)| Random {
        given,
        text,
        flag,
        texts,
    })
}

/// More parameters than any rule set has.
pub(super) const MOST: usize = 24;

pub(super) struct Params<'p> {
    pub(super) parameters: &'p [Parameter],
    pub(super) values: &'p [Random],
    /// The parameter that gets a value of a wrong type.
    pub(super) wrong: Option<usize>,
}

impl EndpointParams for Params<'_> {
    fn get(&self, name: &str) -> Option<Value<'_>> {
        let at = (self.parameters.iter()).position(|parameter| parameter.name() == name)?;
        let value = self.values.get(at)?;
        if self.wrong == Some(at) {
            return Some(match self.parameters[at].parameter_type() {
                ParameterType::Boolean => Value::from(value.text.as_str()),
                _ => value.flag.into(),
            });
        }
        value
            .given
            .then(|| match self.parameters[at].parameter_type() {
                ParameterType::Boolean => value.flag.into(),
                ParameterType::String => value.text.as_str().into(),
                _ => value.texts.clone().into(),
            })
    }
}
