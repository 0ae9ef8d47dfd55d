//! The types of shapes, as selectors name them.

/// The type of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Blob,
    Boolean,
    String,
    Enum,
    Byte,
    Short,
    Integer,
    IntEnum,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    List,
    Set,
    Map,
    Structure,
    Union,
    Member,
    Service,
    Operation,
    Resource,
}

const NAMES: [(&str, Type); 24] = [
    ("blob", Type::Blob),
    ("boolean", Type::Boolean),
    ("string", Type::String),
    ("enum", Type::Enum),
    ("byte", Type::Byte),
    ("short", Type::Short),
    ("integer", Type::Integer),
    ("intEnum", Type::IntEnum),
    ("long", Type::Long),
    ("float", Type::Float),
    ("double", Type::Double),
    ("bigInteger", Type::BigInteger),
    ("bigDecimal", Type::BigDecimal),
    ("timestamp", Type::Timestamp),
    ("document", Type::Document),
    ("list", Type::List),
    ("set", Type::Set),
    ("map", Type::Map),
    ("structure", Type::Structure),
    ("union", Type::Union),
    ("member", Type::Member),
    ("service", Type::Service),
    ("operation", Type::Operation),
    ("resource", Type::Resource),
];

impl Type {
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let found = NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, ty)| *ty)
    }

    pub(crate) fn name(self) -> &'static str {
        let found = NAMES.iter().find(|(_, ty)| *ty == self);
        found.map_or("", |(name, _)| name)
    }

    pub(crate) fn is_number(self) -> bool {
        self.is_whole()
            || matches!(
                self,
                Self::Float | Self::Double | Self::BigInteger | Self::BigDecimal
            )
    }

    /// Returns whether values are integers of limited size.
    pub(crate) fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Byte | Self::Short | Self::Integer | Self::IntEnum | Self::Long
        )
    }

    pub(crate) fn is_string(self) -> bool {
        matches!(self, Self::String | Self::Enum)
    }

    pub(crate) fn is_list(self) -> bool {
        matches!(self, Self::List | Self::Set)
    }

    pub(crate) fn is_simple(self) -> bool {
        let is_other = matches!(
            self,
            Self::Blob | Self::Boolean | Self::Timestamp | Self::Document
        );
        is_other || self.is_number() || self.is_string()
    }

    /// Returns whether the type is the one that a selector names, or one of a group that it names.
    pub(crate) fn is_called(self, name: &str) -> bool {
        match name {
            "number" => self.is_number(),
            "simpleType" => self.is_simple(),
            "collection" | "list" => self.is_list(),
            "string" => self.is_string(),
            "integer" => matches!(self, Self::Integer | Self::IntEnum),
            name => self.name() == name,
        }
    }
}

/// Returns whether selectors know a type or group of this name.
pub(crate) fn is_type_name(name: &str) -> bool {
    matches!(name, "number" | "simpleType" | "collection") || Type::from_name(name).is_some()
}
