//! Static types of expressions. They are checked when a rule set is parsed, so evaluation cannot fail because of types.

use super::value::ParameterType;
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Bool,
    Int,
    Str,
    StrArray,
    Arn,
    Partition,
    Url,
}

/// Type of an expression. The value of an `optional` one may be unset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) kind: Kind,
    pub(super) optional: bool,
}

impl Kind {
    pub(super) const fn set(self) -> Type {
        Type {
            kind: self,
            optional: false,
        }
    }

    pub(super) const fn optional(self) -> Type {
        Type {
            kind: self,
            optional: true,
        }
    }
}

impl From<ParameterType> for Kind {
    fn from(value: ParameterType) -> Self {
        match value {
            ParameterType::Boolean => Kind::Bool,
            ParameterType::String => Kind::Str,
            ParameterType::StringArray => Kind::StrArray,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.optional {
            f.write_str("optional ")?;
        }
        f.write_str(match self.kind {
            Kind::Bool => "boolean",
            Kind::Int => "integer",
            Kind::Str => "string",
            Kind::StrArray => "stringArray",
            Kind::Arn => "ARN",
            Kind::Partition => "partition",
            Kind::Url => "URL",
        })
    }
}

/// A member of one of the three record types that functions return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    ArnPartition,
    ArnService,
    ArnRegion,
    ArnAccountId,
    ArnResourceId,
    PartitionName,
    PartitionDnsSuffix,
    PartitionDualStackDnsSuffix,
    PartitionImplicitGlobalRegion,
    PartitionSupportsFips,
    PartitionSupportsDualStack,
    UrlScheme,
    UrlAuthority,
    UrlPath,
    UrlNormalizedPath,
    UrlIsIp,
}

/// Record, member name, member, and type of the member, as specified for the functions that return the record.
const FIELDS: &[(Kind, &str, Field, Kind)] = &[
    (Kind::Arn, "partition", Field::ArnPartition, Kind::Str),
    (Kind::Arn, "service", Field::ArnService, Kind::Str),
    (Kind::Arn, "region", Field::ArnRegion, Kind::Str),
    (Kind::Arn, "accountId", Field::ArnAccountId, Kind::Str),
    (
        Kind::Arn,
        "resourceId",
        Field::ArnResourceId,
        Kind::StrArray,
    ),
    (Kind::Partition, "name", Field::PartitionName, Kind::Str),
    (
        Kind::Partition,
        "dnsSuffix",
        Field::PartitionDnsSuffix,
        Kind::Str,
    ),
    (
        Kind::Partition,
        "dualStackDnsSuffix",
        Field::PartitionDualStackDnsSuffix,
        Kind::Str,
    ),
    (
        Kind::Partition,
        "implicitGlobalRegion",
        Field::PartitionImplicitGlobalRegion,
        Kind::Str,
    ),
    (
        Kind::Partition,
        "supportsFIPS",
        Field::PartitionSupportsFips,
        Kind::Bool,
    ),
    (
        Kind::Partition,
        "supportsDualStack",
        Field::PartitionSupportsDualStack,
        Kind::Bool,
    ),
    (Kind::Url, "scheme", Field::UrlScheme, Kind::Str),
    (Kind::Url, "authority", Field::UrlAuthority, Kind::Str),
    (Kind::Url, "path", Field::UrlPath, Kind::Str),
    (
        Kind::Url,
        "normalizedPath",
        Field::UrlNormalizedPath,
        Kind::Str,
    ),
    (Kind::Url, "isIp", Field::UrlIsIp, Kind::Bool),
];

/// Returns the member `name` of `record` and its type.
pub(super) fn field(record: Kind, name: &str) -> Option<(Field, Kind)> {
    FIELDS
        .iter()
        .find(|(of, n, ..)| *of == record && *n == name)
        .map(|&(_, _, field, kind)| (field, kind))
}
