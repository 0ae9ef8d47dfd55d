//! The values of the parameters for one resolution.

use super::error::ResolveError;
use super::value::{EndpointParams, Parameter, Value};

/// Number of values that need no allocation. S3 has 17 parameters, most services have four.
const FEW: usize = 20;

/// The values of a rule set's parameters, in their order. Those that are not set have their defaults.
#[derive(Debug)]
pub struct Given<'p> {
    few: [Place<'p>; FEW],
    /// All values, if there are more than [`FEW`].
    many: Vec<Place<'p>>,
    owned: Vec<Value<'p>>,
    /// Number of values that were asked for: all, or those up to the first that does not fit its parameter.
    count: usize,
    is_complete: bool,
}

/// Where a value is. Nothing is to be done for it when it is dropped.
#[derive(Clone, Copy, Debug)]
enum Place<'p> {
    Unset,
    Here(Plain<'p>),
    /// A position in [`Given::owned`].
    Owned(usize),
}

/// A borrowed value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Plain<'p> {
    Bool(bool),
    Str(&'p str),
    StrArray(&'p [String]),
}

/// The values of a [`Given`], to be compared with others.
#[derive(Debug)]
pub struct Kept(Vec<Option<Value<'static>>>);

impl<'p> Given<'p> {
    /// Asks for the values, up to the first that is missing or has the wrong type.
    pub(super) fn collect(parameters: &'p [Parameter], params: &'p dyn EndpointParams) -> Self {
        let mut given = Self {
            few: [Place::Unset; FEW],
            many: Vec::new(),
            owned: Vec::new(),
            count: 0,
            is_complete: true,
        };
        if parameters.len() > FEW {
            given.many.resize(parameters.len(), Place::Unset);
        }
        for (at, parameter) in parameters.iter().enumerate() {
            let place = match params.get(&parameter.name) {
                Some(value) => {
                    given.is_complete = value.parameter_type() == parameter.kind;
                    given.place(value)
                }
                None => match &parameter.default {
                    Some(default) => Place::Here(plain(default)),
                    None => {
                        given.is_complete = !parameter.required;
                        Place::Unset
                    }
                },
            };
            given.count = at + 1;
            let places = match given.few.get_mut(at) {
                Some(few) if given.many.is_empty() => Some(few),
                _ => given.many.get_mut(at),
            };
            if let Some(known) = places {
                *known = place;
            }
            if !given.is_complete {
                break;
            }
        }
        given
    }

    fn place(&mut self, value: Value<'p>) -> Place<'p> {
        use std::borrow::Cow::Borrowed;
        match value {
            Value::Bool(flag) => Place::Here(Plain::Bool(flag)),
            Value::Str(Borrowed(text)) => Place::Here(Plain::Str(text)),
            Value::StrArray(Borrowed(texts)) => Place::Here(Plain::StrArray(texts)),
            owned => {
                self.owned.push(owned);
                Place::Owned(self.owned.len() - 1)
            }
        }
    }

    fn places(&self) -> &[Place<'p>] {
        let places = if self.many.is_empty() {
            &self.few[..]
        } else {
            &self.many
        };
        places.get(..self.count).unwrap_or_default()
    }

    /// Returns the number of values.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Returns the value of the parameter at this position.
    pub(super) fn get(&self, at: usize) -> Option<Plain<'_>> {
        self.value(*self.places().get(at)?)
    }

    fn value<'s>(&'s self, place: Place<'s>) -> Option<Plain<'s>> {
        match place {
            Place::Unset => None,
            Place::Here(value) => Some(value),
            Place::Owned(at) => self.owned.get(at).map(plain),
        }
    }

    /// Returns the error of a value that is missing or has the wrong type.
    pub(super) fn check(&self, parameters: &[Parameter]) -> Result<(), ResolveError> {
        if self.is_complete {
            return Ok(());
        }
        let (at, expected) = match self.places() {
            [before @ .., last] => (before.len(), last),
            [] => return Ok(()),
        };
        let Some(parameter) = parameters.get(at) else {
            return Ok(());
        };
        let name = parameter.name.to_string();
        Err(match expected {
            Place::Unset => ResolveError::MissingParameter { name },
            _ => ResolveError::ParameterType {
                name,
                expected: parameter.kind,
            },
        })
    }

    /// Returns the values, to be compared with others later.
    pub fn keep(&self) -> Kept {
        let mut kept = Vec::with_capacity(self.count);
        for place in self.places() {
            kept.push(self.value(*place).map(|value| match value {
                Plain::Bool(flag) => Value::Bool(flag),
                Plain::Str(text) => Value::from(text.to_owned()),
                Plain::StrArray(texts) => Value::from(texts.to_owned()),
            }));
        }
        Kept(kept)
    }

    /// Returns whether the values are those that are kept.
    pub fn are(&self, kept: &Kept) -> bool {
        let places = self.places();
        places.len() == kept.0.len()
            && (places.iter().zip(&kept.0)).all(|(place, kept)| is(self.value(*place), kept))
    }

    /// Returns a number that depends on the texts among the values. It need not withstand those who choose the texts.
    pub fn digest(&self) -> u64 {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut digest = 0_u64;
        let mut mix = |word: u64| digest = (digest.rotate_left(29) ^ word).wrapping_mul(FACTOR);
        for place in self.places() {
            let Some(Plain::Str(text)) = self.value(*place) else {
                continue;
            };
            let mut rest = text.as_bytes();
            while let Some((eight, others)) = rest.split_first_chunk() {
                mix(u64::from_le_bytes(*eight));
                rest = others;
            }
            let mut last = text.len() as u64;
            for byte in rest {
                last = last << 8 | u64::from(*byte);
            }
            mix(last);
        }
        digest
    }
}

impl Kept {
    /// Returns whether `params` give the values that are kept. Asks for no more of them than that takes.
    pub(super) fn are_given(&self, parameters: &[Parameter], params: &dyn EndpointParams) -> bool {
        parameters.len() == self.0.len()
            && parameters.iter().zip(&self.0).all(|(parameter, kept)| {
                match params.get(&parameter.name) {
                    Some(value) => is(Some(plain(&value)), kept),
                    None => is(parameter.default.as_ref().map(plain), kept),
                }
            })
    }
}

fn plain<'v>(value: &'v Value<'_>) -> Plain<'v> {
    match value {
        Value::Bool(flag) => Plain::Bool(*flag),
        Value::Str(text) => Plain::Str(text),
        Value::StrArray(texts) => Plain::StrArray(texts),
    }
}

fn is(value: Option<Plain<'_>>, kept: &Option<Value<'static>>) -> bool {
    match (value, kept) {
        (None, None) => true,
        (Some(Plain::Bool(flag)), Some(Value::Bool(kept))) => flag == *kept,
        (Some(Plain::Str(text)), Some(Value::Str(kept))) => text == kept,
        (Some(Plain::StrArray(texts)), Some(Value::StrArray(kept))) => texts == &**kept,
        _ => false,
    }
}
