//! The keys of each shape type in the JSON AST.

/// A shape type as the document spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum RawKind {
    Simple(Simple),
    Enum,
    IntEnum,
    List,
    /// Of Smithy 1.0: a list with unique items.
    Set,
    Map,
    Structure,
    Union,
    Service,
    Operation,
    Resource,
    /// A type we do not know; reported already.
    Unknown,
}

/// Types without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum Simple {
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    String,
    Blob,
    Timestamp,
    Document,
}

const KINDS: [(&str, RawKind); 23] = [
    ("boolean", RawKind::Simple(Simple::Boolean)),
    ("byte", RawKind::Simple(Simple::Byte)),
    ("short", RawKind::Simple(Simple::Short)),
    ("integer", RawKind::Simple(Simple::Integer)),
    ("long", RawKind::Simple(Simple::Long)),
    ("float", RawKind::Simple(Simple::Float)),
    ("double", RawKind::Simple(Simple::Double)),
    ("bigInteger", RawKind::Simple(Simple::BigInteger)),
    ("bigDecimal", RawKind::Simple(Simple::BigDecimal)),
    ("string", RawKind::Simple(Simple::String)),
    ("blob", RawKind::Simple(Simple::Blob)),
    ("timestamp", RawKind::Simple(Simple::Timestamp)),
    ("document", RawKind::Simple(Simple::Document)),
    ("enum", RawKind::Enum),
    ("intEnum", RawKind::IntEnum),
    ("list", RawKind::List),
    ("set", RawKind::Set),
    ("map", RawKind::Map),
    ("structure", RawKind::Structure),
    ("union", RawKind::Union),
    ("service", RawKind::Service),
    ("operation", RawKind::Operation),
    ("resource", RawKind::Resource),
];

/// References of a resource to one operation each, in the order in which a client lists them.
pub(super) const LIFECYCLE: [&str; 6] = ["put", "create", "read", "update", "delete", "list"];

impl RawKind {
    pub(in crate::load) fn from_name(name: &str) -> Option<Self> {
        let (_, kind) = KINDS.iter().find(|(known, _)| *known == name)?;
        Some(*kind)
    }

    pub(in crate::load) fn name(self) -> &'static str {
        let known = KINDS.iter().find(|(_, kind)| *kind == self);
        known.map_or("unknown", |(name, _)| name)
    }

    pub(in crate::load) fn names() -> Vec<&'static str> {
        KINDS.iter().map(|(name, _)| *name).collect()
    }

    /// Members with a property of their own.
    pub(in crate::load) fn fixed_members(self) -> &'static [&'static str] {
        match self {
            Self::List | Self::Set => &["member"],
            Self::Map => &["key", "value"],
            _ => &[],
        }
    }

    /// Returns whether there is a `members` object.
    pub(in crate::load) fn has_named_members(self) -> bool {
        matches!(
            self,
            Self::Enum | Self::IntEnum | Self::Structure | Self::Union
        )
    }

    /// Returns whether members follow the name in the IDL and can be those of a resource.
    pub(in crate::load) fn has_members(self) -> bool {
        matches!(
            self,
            Self::List | Self::Set | Self::Map | Self::Structure | Self::Union
        )
    }

    pub(in crate::load) fn single_references(self) -> &'static [&'static str] {
        match self {
            Self::Operation => &["input", "output"],
            Self::Resource => &LIFECYCLE,
            _ => &[],
        }
    }

    pub(in crate::load) fn reference_lists(self) -> &'static [&'static str] {
        match self {
            Self::Service => &["operations", "resources", "errors"],
            Self::Operation => &["errors"],
            Self::Resource => &["operations", "collectionOperations", "resources"],
            _ => &[],
        }
    }

    pub(in crate::load) fn reference_maps(self) -> &'static [&'static str] {
        match self {
            Self::Resource => &["identifiers", "properties"],
            _ => &[],
        }
    }

    /// Every property that the type may have.
    pub(in crate::load) fn keys(self) -> Vec<&'static str> {
        let mut keys = vec!["type", "traits", "mixins"];
        keys.extend(self.fixed_members());
        keys.extend(self.has_named_members().then_some("members"));
        keys.extend(self.single_references());
        keys.extend(self.reference_lists());
        keys.extend(self.reference_maps());
        if self == Self::Service {
            keys.extend(["version", "rename"]);
        }
        keys
    }
}
