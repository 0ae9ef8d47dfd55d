//! The values of the parameters for one resolution.

use super::error::ResolveError;
use super::value::{EndpointParams, Parameter, Value};

/// Number of values that need no allocation. S3 has 17 parameters, most services have four.
const FEW: usize = 20;

/// An odd number whose product with another depends on all bits of that.
const FACTOR: usize = 0x9e37_79b9_7f4a_7c15_u64 as usize;

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
            given.many = vec![Place::Unset; parameters.len()];
        }
        let places = if given.many.is_empty() {
            &mut given.few[..]
        } else {
            &mut given.many
        };
        for place in places {
            let Some(parameter) = parameters.get(given.count) else {
                break;
            };
            given.count += 1;
            match params.get(&parameter.name) {
                Some(value) => {
                    given.is_complete = value.parameter_type() == parameter.kind;
                    *place = put(value, &mut given.owned);
                }
                None => match &parameter.default {
                    Some(default) => *place = Place::Here(plain(default)),
                    None => given.is_complete = !parameter.required,
                },
            }
            if !given.is_complete {
                break;
            }
        }
        given
    }

    /// Returns the values for evaluation.
    pub(super) fn view(&self) -> View<'_> {
        let places = if self.many.is_empty() {
            &self.few[..]
        } else {
            &self.many
        };
        View {
            places: places.get(..self.count).unwrap_or_default(),
            owned: &self.owned,
        }
    }

    /// Returns the error of a value that is missing or has the wrong type.
    pub(super) fn check(&self, parameters: &[Parameter]) -> Result<(), ResolveError> {
        if self.is_complete {
            return Ok(());
        }
        let [before @ .., last] = self.view().places else {
            return Ok(());
        };
        let Some(parameter) = parameters.get(before.len()) else {
            return Ok(());
        };
        let name = parameter.name.to_string();
        Err(match last {
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
        let view = self.view();
        for at in 0..self.count {
            kept.push(view.get(at).map(|value| match value {
                Plain::Bool(flag) => Value::Bool(flag),
                Plain::Str(text) => Value::from(text.to_owned()),
                Plain::StrArray(texts) => Value::from(texts.to_owned()),
            }));
        }
        Kept(kept)
    }

    /// Returns whether the values are those that are kept.
    pub fn are(&self, kept: &Kept) -> bool {
        let view = self.view();
        for (at, kept) in kept.0.iter().enumerate() {
            if !is(view.get(at), kept) {
                return false;
            }
        }
        self.count == kept.0.len()
    }

    /// Returns a number that depends on the texts among the values. It need not withstand those who choose the texts.
    pub fn digest(&self) -> usize {
        let mut digest = 0_usize;
        let mut mix = |word: usize| digest = (digest.rotate_left(5) ^ word).wrapping_mul(FACTOR);
        let view = self.view();
        for at in 0..self.count {
            let Some(text) = view.text(at) else { continue };
            let mut rest = text.as_bytes();
            while let Some((word, others)) = rest.split_first_chunk() {
                mix(usize::from_le_bytes(*word));
                rest = others;
            }
            let mut last = text.len();
            for byte in rest {
                last = last << 8 | usize::from(*byte);
            }
            mix(last);
        }
        digest
    }
}

/// The values of a [`Given`], for evaluation.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    places: &'a [Place<'a>],
    owned: &'a [Value<'a>],
}

impl<'a> View<'a> {
    /// Returns the number of values.
    pub(super) fn count(self) -> usize {
        self.places.len()
    }

    /// Returns the value of the parameter at this position.
    pub(super) fn get(self, at: usize) -> Option<Plain<'a>> {
        match self.places.get(at)? {
            Place::Unset => None,
            Place::Here(value) => Some(*value),
            Place::Owned(at) => self.owned.get(*at).map(plain),
        }
    }

    /// Returns the string at this position.
    pub(super) fn text(self, at: usize) -> Option<&'a str> {
        match self.places.get(at)? {
            Place::Here(Plain::Str(text)) => Some(text),
            Place::Owned(at) => match self.owned.get(*at)? {
                Value::Str(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Kept {
    /// Returns whether `params` give the values that are kept. Asks for no more of them than that takes.
    pub(super) fn are_given(&self, parameters: &[Parameter], params: &dyn EndpointParams) -> bool {
        for (at, kept) in self.0.iter().enumerate() {
            let Some(parameter) = parameters.get(at) else {
                return false;
            };
            let is_same = match (params.get(&parameter.name), kept) {
                (Some(Value::Bool(flag)), Some(Value::Bool(kept))) => flag == *kept,
                (Some(Value::Str(text)), Some(Value::Str(kept))) => *text == **kept,
                // A value that is kept as not set has no default.
                (None, None) => true,
                (Some(value), kept) => is(Some(plain(&value)), kept),
                (None, kept) => is(parameter.default.as_ref().map(plain), kept),
            };
            if !is_same {
                return false;
            }
        }
        parameters.len() == self.0.len()
    }
}

/// Puts a value where it can be borrowed, if it is owned.
fn put<'p>(value: Value<'p>, all_owned: &mut Vec<Value<'p>>) -> Place<'p> {
    use std::borrow::Cow::Borrowed;
    match value {
        Value::Bool(flag) => Place::Here(Plain::Bool(flag)),
        Value::Str(Borrowed(text)) => Place::Here(Plain::Str(text)),
        Value::StrArray(Borrowed(texts)) => Place::Here(Plain::StrArray(texts)),
        owned => {
            all_owned.push(owned);
            Place::Owned(all_owned.len() - 1)
        }
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

#[cfg(test)]
mod tests {
    use crate::{EndpointParams, ResolveError, RuleSet, Value};
    use std::collections::HashMap;

    /// Values, owned or borrowed.
    struct Params(HashMap<String, Value<'static>>, bool);

    impl EndpointParams for Params {
        fn get(&self, name: &str) -> Option<Value<'_>> {
            let value = self.0.get(name)?;
            Some(match value {
                Value::Str(text) if !self.1 => Value::from(&**text),
                Value::StrArray(texts) if !self.1 => Value::from(&**texts),
                value => value.clone(),
            })
        }
    }

    /// A rule set with that many parameters: strings, of which the last is required, an array of strings, and a boolean
    /// with a default.
    fn rules(texts: usize) -> RuleSet {
        let mut parameters = String::new();
        let mut url = "https://x".to_owned();
        let mut conditions = String::new();
        for at in 0..texts {
            let is_last = at + 1 == texts;
            parameters += &format!(r#""T{at}": {{"type": "string", "required": {is_last}}}, "#);
            conditions += &format!(r#"{{"fn": "isSet", "argv": [{{"ref": "T{at}"}}]}}, "#);
            url += &format!(".{{T{at}}}");
        }
        RuleSet::parse(&format!(
            r#"{{"version": "1.1", "parameters": {{{parameters}
                "Names": {{"type": "stringArray", "required": true, "default": ["a"]}},
                "Flag": {{"type": "boolean", "required": true, "default": true}}}},
            "rules": [{{"type": "endpoint", "conditions": [{conditions}
                {{"fn": "booleanEquals", "argv": [{{"ref": "Flag"}}, true]}},
                {{"fn": "getAttr", "argv": [{{"ref": "Names"}}, "[0]"], "assign": "n"}}],
                "endpoint": {{"url": "{url}.{{n}}"}}}}]}}"#
        ))
        .unwrap()
    }

    fn params(texts: usize, is_owned: bool) -> Params {
        let text = |at| (format!("T{at}"), Value::from(format!("t{at}")));
        Params((0..texts).map(text).collect(), is_owned)
    }

    #[test]
    fn values_are_found_however_many_and_whoever_owns_them() {
        for texts in [1, 17, 18, 19, 40] {
            let rules = rules(texts);
            let expected: String = (0..texts).map(|at| format!(".t{at}")).collect();
            for is_owned in [false, true] {
                let mut params = params(texts, is_owned);
                let found = rules.resolve(&params).unwrap();
                assert_eq!(found.url(), format!("https://x{expected}.a"));
                let names = Value::from(vec!["b".to_owned()]);
                params.0.insert("Names".to_owned(), names);
                let found = rules.resolve(&params).unwrap();
                assert_eq!(found.url(), format!("https://x{expected}.b"));
            }
        }
    }

    #[test]
    fn kept_values_are_compared_with_their_defaults() {
        for texts in [1, 17, 40] {
            let rules = rules(texts);
            let mut given = params(texts, false);
            let kept = rules.given(&given).keep();
            let is_kept = |params: &Params| {
                let found = rules.are_given(&kept, params);
                assert_eq!(found, rules.given(params).are(&kept));
                found
            };
            assert!(is_kept(&given));
            assert!(is_kept(&params(texts, true)));
            assert!(!is_kept(&params(texts - 1, true)));
            given.0.insert("Flag".to_owned(), true.into());
            assert!(is_kept(&given));
            given.0.insert("Flag".to_owned(), false.into());
            assert!(!is_kept(&given));
            given.0.insert("Flag".to_owned(), "true".into());
            assert!(!is_kept(&given));
            given.0.remove("Flag");
            let names = Value::from(vec!["a".to_owned()]);
            given.0.insert("Names".to_owned(), names);
            assert!(is_kept(&given));
            given.0.insert("T0".to_owned(), "other".into());
            assert!(!is_kept(&given));
            let digests = [params(texts, false), params(texts, true), given];
            let [borrowed, owned, other] = digests.map(|params| rules.given(&params).digest());
            assert_eq!(borrowed, owned);
            assert_ne!(borrowed, other);
        }
    }

    #[test]
    fn the_first_value_that_does_not_fit_is_the_error() {
        for texts in [1, 18, 40] {
            let rules = rules(texts);
            let last = format!("T{}", texts - 1);
            let mut params = params(texts - 1, true);
            params.0.insert("Flag".to_owned(), "true".into());
            assert_eq!(
                rules.resolve(&params),
                Err(ResolveError::MissingParameter { name: last.clone() })
            );
            params.0.insert(last, "t".into());
            assert!(matches!(
                rules.resolve(&params),
                Err(ResolveError::ParameterType { name, .. }) if name == "Flag"
            ));
        }
    }
}
