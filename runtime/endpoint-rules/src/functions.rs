//! The functions of the endpoint rules: their signatures and implementations.
//!
//! Specification: Smithy's "Rules engine standard library" and "AWS rules engine library functions".

use super::ast::Expr;
use super::eval::Slots;
use super::partitions::Partition;
use super::types::{Kind, Type};
use super::val::Val;
use super::{arn, host, text, url};
use std::borrow::Cow;
use std::rc::Rc;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    IsSet,
    Not,
    BooleanEquals,
    StringEquals,
    Substring,
    UriEncode,
    ParseUrl,
    IsValidHostLabel,
    Coalesce,
    IfThenElse,
    Split,
    Partition,
    ParseArn,
    IsVirtualHostableBucket,
}

/// Name, function, the minor version of the language that introduced it, and its signature if it is fixed.
type Row = (&'static str, Function, u32, Option<(&'static [Kind], Type)>);

const TABLE: &[Row] = {
    use Function as F;
    use Kind::{Arn, Bool, Int, Partition, Str, StrArray, Url};
    &[
        ("isSet", F::IsSet, 0, None),
        ("not", F::Not, 0, Some((&[Bool], Bool.set()))),
        (
            "booleanEquals",
            F::BooleanEquals,
            0,
            Some((&[Bool, Bool], Bool.set())),
        ),
        (
            "stringEquals",
            F::StringEquals,
            0,
            Some((&[Str, Str], Bool.set())),
        ),
        (
            "substring",
            F::Substring,
            0,
            Some((&[Str, Int, Int, Bool], Str.optional())),
        ),
        ("uriEncode", F::UriEncode, 0, Some((&[Str], Str.set()))),
        ("parseURL", F::ParseUrl, 0, Some((&[Str], Url.optional()))),
        (
            "isValidHostLabel",
            F::IsValidHostLabel,
            0,
            Some((&[Str, Bool], Bool.set())),
        ),
        ("coalesce", F::Coalesce, 1, None),
        ("ite", F::IfThenElse, 1, None),
        (
            "split",
            F::Split,
            1,
            Some((&[Str, Str, Int], StrArray.set())),
        ),
        (
            "aws.partition",
            F::Partition,
            0,
            Some((&[Str], Partition.optional())),
        ),
        (
            "aws.parseArn",
            F::ParseArn,
            0,
            Some((&[Str], Arn.optional())),
        ),
        (
            "aws.isVirtualHostableS3Bucket",
            F::IsVirtualHostableBucket,
            0,
            Some((&[Str, Bool], Bool.set())),
        ),
    ]
};

impl Function {
    /// Returns the function `name` of version 1.`minor` of the language. `getAttr` is not a function here, but syntax.
    pub(super) fn by_name(name: &str, minor: u32) -> Result<Self, String> {
        match TABLE.iter().find(|row| row.0 == name) {
            None => Err(format!("unknown function `{name}`")),
            Some(row) if row.2 > minor => Err(format!(
                "function `{name}` needs version 1.{} of the language",
                row.2
            )),
            Some(row) => Ok(row.1),
        }
    }

    /// Returns the type of a call with arguments of these types.
    pub(super) fn result_type(self, args: &[Type]) -> Result<Type, String> {
        match (self, args) {
            (Self::IsSet, [_]) => Ok(Kind::Bool.set()),
            (Self::Coalesce, [first, rest @ ..]) if !rest.is_empty() => {
                let optional = args.iter().all(|a| a.optional);
                same_kind(*first, rest).map(|kind| Type { kind, optional })
            }
            (Self::IfThenElse, [condition, values @ ..]) if values.len() == 2 => {
                expect(0, Kind::Bool, *condition)?;
                let optional = values.iter().any(|a| a.optional);
                same_kind(values[0], values).map(|kind| Type { kind, optional })
            }
            // Some early rule sets pass a region that may not be set. The condition then does not hold.
            (Self::Partition, [region]) if region.kind == Kind::Str => {
                Ok(Kind::Partition.optional())
            }
            _ => self.fixed_type(args),
        }
    }

    fn fixed_type(self, args: &[Type]) -> Result<Type, String> {
        let signature = TABLE.iter().find(|row| row.1 == self).and_then(|row| row.3);
        let Some((params, result)) = signature.filter(|(params, _)| params.len() == args.len())
        else {
            return Err(format!("{} arguments do not fit the function", args.len()));
        };
        for (i, (param, arg)) in params.iter().zip(args).enumerate() {
            expect(i, *param, *arg)?;
        }
        Ok(result)
    }

    /// Evaluates a call. Returns `None` for a value that is not set. Because types are checked, this happens only for
    /// functions with an optional result, and for `split` with an empty delimiter.
    pub(super) fn call<'a>(self, args: &'a [Expr], slots: &Slots<'a>) -> Option<Val<'a>> {
        Some(match (self, args) {
            (Self::Substring, [string, start, stop, reverse]) => Val::Str(text::substring(
                slots.text(string)?,
                slots.int(start)?,
                slots.int(stop)?,
                slots.flag(reverse)?,
            )?),
            (Self::UriEncode, [string]) => Val::Str(text::uri_encode(slots.text(string)?)),
            (Self::ParseUrl, [string]) => Val::Url(Rc::new(url::parse(slots.text(string)?)?)),
            (Self::Coalesce, values) => return values.iter().find_map(|v| slots.eval(v)),
            (Self::IfThenElse, [condition, yes, no]) => {
                return slots.eval(if slots.flag(condition)? { yes } else { no })
            }
            (Self::Split, [string, delimiter, limit]) => Val::Array(text::split(
                slots.text(string)?,
                &slots.look(delimiter)?,
                slots.int(limit)?,
            )?),
            (Self::Partition, [region]) => Val::Partition(Partition::of_region_in(
                slots.partitions,
                &slots.look(region)?,
            )?),
            (Self::ParseArn, [string]) => Val::Arn(Rc::new(arn::parse(slots.text(string)?)?)),
            _ => return self.test(args, slots)?.map(Val::Bool),
        })
    }

    /// Evaluates a call of a function that returns a string, without copying it where possible. Returns `None` for
    /// functions that must be evaluated like all others.
    pub(super) fn look<'s, 'a>(
        self,
        args: &'a [Expr],
        slots: &'s Slots<'a>,
    ) -> Option<Option<Cow<'s, str>>> {
        let outcome = || match (self, args) {
            (Self::Substring, [string, start, stop, reverse]) => text::substring(
                slots.look(string)?,
                slots.int(start)?,
                slots.int(stop)?,
                slots.flag(reverse)?,
            ),
            (Self::IfThenElse, [condition, yes, no]) => {
                slots.look(if slots.flag(condition)? { yes } else { no })
            }
            (_, values) => values.iter().find_map(|value| slots.look(value)),
        };
        match self {
            Self::Substring | Self::IfThenElse | Self::Coalesce => Some(outcome()),
            _ => None,
        }
    }

    /// Evaluates a call of a function that returns a boolean. Returns `None` for other functions.
    pub(super) fn test<'a>(self, args: &'a [Expr], slots: &Slots<'a>) -> Option<Option<bool>> {
        let outcome = || {
            Some(match (self, args) {
                (Self::Not, [value]) => !slots.flag(value)?,
                (Self::BooleanEquals, [a, b]) => slots.flag(a)? == slots.flag(b)?,
                (Self::StringEquals, [a, b]) => match (slots.borrowed(a), slots.borrowed(b)) {
                    (Some(a), Some(b)) => a == b,
                    _ => slots.look(a)? == slots.look(b)?,
                },
                (Self::IsValidHostLabel, [string, dots]) => {
                    host::is_valid_label(&slots.look(string)?, slots.flag(dots)?)
                }
                (Self::IsVirtualHostableBucket, [name, dots]) => {
                    host::is_virtual_hostable_bucket(&slots.look(name)?, slots.flag(dots)?)
                }
                (_, values) => slots.is_set(values.first()?),
            })
        };
        match self {
            Self::IsSet
            | Self::Not
            | Self::BooleanEquals
            | Self::StringEquals
            | Self::IsValidHostLabel
            | Self::IsVirtualHostableBucket => Some(outcome()),
            _ => None,
        }
    }
}

fn expect(index: usize, wanted: Kind, found: Type) -> Result<(), String> {
    if found == wanted.set() {
        return Ok(());
    }
    let hint = if found.kind == wanted {
        "; prove that it is set with `isSet` or `assign` in a condition"
    } else {
        ""
    };
    Err(format!(
        "argument {index} must be of type {}, found {found}{hint}",
        wanted.set()
    ))
}

fn same_kind(first: Type, rest: &[Type]) -> Result<Kind, String> {
    match rest.iter().find(|t| t.kind != first.kind) {
        None => Ok(first.kind),
        Some(other) => Err(format!("values of different types: {first} and {other}")),
    }
}
