//! Values that evaluation handles, and their members.

use super::arn::Arn;
use super::ast::Step;
use super::given::Plain;
use super::partitions::Partition;
use super::types::Field;
use super::url::Url;
use std::borrow::Cow;
use std::rc::Rc;

/// Value of an expression. Strings are borrowed from the rule set or the parameters where possible.
#[derive(Clone, Debug)]
pub(super) enum Val<'a> {
    Bool(bool),
    Int(i64),
    Str(Cow<'a, str>),
    Array(Rc<[Cow<'a, str>]>),
    Arn(Rc<Arn<'a>>),
    Partition(&'static Partition),
    Url(Rc<Url<'a>>),
}

/// The value of a slot.
#[derive(Clone, Copy)]
pub(super) enum Slot<'s, 'a> {
    Given(Plain<'a>),
    Made(&'s Val<'a>),
}

impl<'s, 'a> Slot<'s, 'a> {
    pub(super) fn value(self) -> Val<'a> {
        match self {
            Self::Made(value) => value.clone(),
            Self::Given(Plain::Bool(flag)) => Val::Bool(flag),
            Self::Given(Plain::Str(text)) => Val::Str(Cow::Borrowed(text)),
            Self::Given(Plain::StrArray(items)) => {
                Val::Array(items.iter().map(|s| Cow::Borrowed(s.as_str())).collect())
            }
        }
    }
}

impl<'a> Val<'a> {
    /// Returns the string at the end of a path, if nothing must be made for it.
    pub(super) fn look(&self, path: &[Step]) -> Option<&str> {
        Some(match (self, path) {
            (Val::Arn(arn), [Step::Field(field)]) => match field {
                Field::ArnPartition => &arn.partition,
                Field::ArnService => &arn.service,
                Field::ArnRegion => &arn.region,
                Field::ArnAccountId => &arn.account_id,
                _ => return None,
            },
            (Val::Arn(arn), [Step::Field(Field::ArnResourceId), Step::Index(index)]) => {
                arn.borrowed_part(*index)?
            }
            (Val::Partition(partition), [Step::Field(field)]) => match field {
                Field::PartitionName => partition.name,
                Field::PartitionDnsSuffix => partition.dns_suffix,
                Field::PartitionDualStackDnsSuffix => partition.dual_stack_dns_suffix,
                Field::PartitionImplicitGlobalRegion => partition.implicit_global_region,
                _ => return None,
            },
            (Val::Url(url), [Step::Field(field)]) => match field {
                Field::UrlScheme => url.scheme,
                Field::UrlAuthority => &url.authority,
                Field::UrlPath => &url.path,
                _ => return None,
            },
            (Val::Array(items), [Step::Index(index)]) => element(items, *index)?,
            _ => return None,
        })
    }

    /// Returns the value at the end of a path.
    pub(super) fn follow(&self, path: &[Step]) -> Option<Val<'a>> {
        match (self, path) {
            (Val::Arn(arn), [Step::Field(Field::ArnResourceId), Step::Index(index)]) => {
                arn.resource_part(*index).map(Val::Str)
            }
            (value, [step]) => value.step(*step),
            (value, [first, rest @ ..]) => value.step(*first)?.follow(rest),
            (_, []) => None,
        }
    }

    fn step(&self, step: Step) -> Option<Val<'a>> {
        Some(match (self, step) {
            (Val::Array(items), Step::Index(index)) => Val::Str(element(items, index)?.clone()),
            (Val::Arn(arn), Step::Field(field)) => arn_field(arn, field)?,
            (Val::Partition(partition), Step::Field(field)) => partition_field(partition, field)?,
            (Val::Url(url), Step::Field(field)) => url_field(url, field)?,
            _ => return None,
        })
    }
}

/// Returns the item at `index`, which counts from the end if it is negative.
fn element<'i, 'a>(items: &'i [Cow<'a, str>], index: i64) -> Option<&'i Cow<'a, str>> {
    let index = match usize::try_from(index) {
        Ok(index) => index,
        Err(_) => {
            let back = usize::try_from(index.unsigned_abs()).ok()?;
            items.len().checked_sub(back)?
        }
    };
    items.get(index)
}

fn arn_field<'a>(arn: &Arn<'a>, field: Field) -> Option<Val<'a>> {
    Some(match field {
        Field::ArnPartition => Val::Str(arn.partition.clone()),
        Field::ArnService => Val::Str(arn.service.clone()),
        Field::ArnRegion => Val::Str(arn.region.clone()),
        Field::ArnAccountId => Val::Str(arn.account_id.clone()),
        Field::ArnResourceId => Val::Array(arn.resource_id()),
        _ => return None,
    })
}

fn partition_field<'a>(partition: &'static Partition, field: Field) -> Option<Val<'a>> {
    let text = |text: &'static str| Some(Val::Str(Cow::Borrowed(text)));
    match field {
        Field::PartitionName => text(partition.name),
        Field::PartitionDnsSuffix => text(partition.dns_suffix),
        Field::PartitionDualStackDnsSuffix => text(partition.dual_stack_dns_suffix),
        Field::PartitionImplicitGlobalRegion => text(partition.implicit_global_region),
        Field::PartitionSupportsFips => Some(Val::Bool(partition.supports_fips)),
        Field::PartitionSupportsDualStack => Some(Val::Bool(partition.supports_dual_stack)),
        _ => None,
    }
}

fn url_field<'a>(url: &Url<'a>, field: Field) -> Option<Val<'a>> {
    Some(match field {
        Field::UrlScheme => Val::Str(Cow::Borrowed(url.scheme)),
        Field::UrlAuthority => Val::Str(url.authority.clone()),
        Field::UrlPath => Val::Str(url.path.clone()),
        Field::UrlNormalizedPath => Val::Str(url.normalized_path()),
        Field::UrlIsIp => Val::Bool(url.is_ip),
        _ => return None,
    })
}
