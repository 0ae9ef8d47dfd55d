//! Shapes, members and the arena that holds them.

use std::collections::HashMap;
use std::sync::Arc;

use super::{MemberRef, Node, OperationTraits, ServiceTraits, ShapeId, ShapeIx, Traits};
use crate::diag::Origins;

/// The prelude's empty structure: the target of operations without input or output, of union members
/// without a value and of enum members.
pub const UNIT_SHAPE: &str = "smithy.api#Unit";

/// A service model: every shape of the source, prelude shapes in use included.
#[derive(Clone, Debug, Default)]
pub struct Model {
    shapes: Vec<Shape>,
    by_id: HashMap<ShapeId, ShapeIx>,
    origins: Arc<Origins>,
    metadata: Vec<(String, Node)>,
}

/// One shape. Members are not shapes here; see [`Member`].
#[derive(Clone, Debug)]
pub struct Shape {
    /// Absolute id; its `member` is `None`.
    pub id: ShapeId,
    /// The kind of the shape, with its parts.
    pub kind: Kind,
    /// Traits of the shape itself.
    pub traits: Traits,
}

/// The shape types of Smithy 2.0. A 1.0 `set` is a list with the `uniqueItems` trait; a string with
/// a legacy `enum` trait is an enum, without members where its entries have no names
/// ([`Traits::unnamed_enum`]).
#[derive(Clone, Debug)]
pub enum Kind {
    /// `boolean`
    Boolean,
    /// `byte`: 8-bit signed integer.
    Byte,
    /// `short`: 16-bit signed integer.
    Short,
    /// `integer`: 32-bit signed integer.
    Integer,
    /// `long`: 64-bit signed integer.
    Long,
    /// `float`: 32-bit.
    Float,
    /// `double`: 64-bit.
    Double,
    /// `bigInteger`
    BigInteger,
    /// `bigDecimal`
    BigDecimal,
    /// `string`
    String,
    /// `blob`
    Blob,
    /// `timestamp`
    Timestamp,
    /// `document`
    Document,
    /// `enum`: members in source order, each with [`Traits::enum_value`] (a string).
    Enum(Vec<Member>),
    /// `intEnum`: members in source order, each with [`Traits::enum_value`] (an integer).
    IntEnum(Vec<Member>),
    /// `list`, with its `member`.
    List(Member),
    /// `map`
    Map {
        /// The member `key`; targets a string or an enum.
        key: Member,
        /// The member `value`.
        value: Member,
    },
    /// `structure`: members in source order, which is the wire order.
    Structure(Vec<Member>),
    /// `union`: members in source order.
    Union(Vec<Member>),
    /// `service`
    Service(Box<ServiceShape>),
    /// `operation`
    Operation(Box<OperationShape>),
    /// `resource`
    Resource(Box<Resource>),
}

/// A named part of a shape.
#[derive(Clone, Debug)]
pub struct Member {
    /// The name in the model, which is the wire name unless a trait changes it.
    pub name: String,
    /// The shape that the member holds.
    pub target: ShapeIx,
    /// Traits of the member itself, without those of the target.
    pub traits: Box<Traits>,
}

/// The references of a service shape.
#[derive(Clone, Debug, Default)]
pub struct ServiceShape {
    /// API version, e.g. a date; may be empty.
    pub version: String,
    /// Operations bound directly, in source order.
    pub operations: Vec<ShapeIx>,
    /// Resources bound directly.
    pub resources: Vec<ShapeIx>,
    /// Errors that every operation can return.
    pub errors: Vec<ShapeIx>,
    /// New names of shapes within the closure of this service (`rename`).
    pub rename: Vec<(ShapeId, String)>,
    /// Traits that only services have.
    pub traits: ServiceTraits,
}

/// The references of an operation shape.
#[derive(Clone, Debug)]
pub struct OperationShape {
    /// Input structure; [`UNIT_SHAPE`] for none.
    pub input: ShapeIx,
    /// Output structure; [`UNIT_SHAPE`] for none.
    pub output: ShapeIx,
    /// Error structures in source order.
    pub errors: Vec<ShapeIx>,
    /// Traits that only operations have.
    pub traits: OperationTraits,
}

/// The references of a resource shape; only its operations matter for a client.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// Lifecycle operations in the order put, create, read, update, delete, list, then `operations`
    /// and `collectionOperations`.
    pub operations: Vec<ShapeIx>,
    /// Child resources.
    pub resources: Vec<ShapeIx>,
}

impl Model {
    /// Adds a shape; gives back its index, or the shape itself where its id is taken already or the
    /// arena is full.
    pub fn add(&mut self, shape: Shape) -> Result<ShapeIx, Box<Shape>> {
        match ShapeIx::new(self.shapes.len()) {
            Some(ix) if !self.by_id.contains_key(&shape.id) => {
                self.by_id.insert(shape.id.clone(), ix);
                self.shapes.push(shape);
                Ok(ix)
            }
            _ => Err(Box::new(shape)),
        }
    }

    /// Returns the shape at `ix`.
    pub fn shape(&self, ix: ShapeIx) -> &Shape {
        &self.shapes[ix.index()]
    }

    /// Returns the shape at `ix`, for changing it. Its id must stay as it is.
    pub fn shape_mut(&mut self, ix: ShapeIx) -> &mut Shape {
        &mut self.shapes[ix.index()]
    }

    /// Returns the index of the shape with this id.
    pub fn find(&self, id: &ShapeId) -> Option<ShapeIx> {
        self.by_id.get(id).copied()
    }

    /// Notes where shapes and members are defined.
    pub fn set_origins(&mut self, origins: Origins) {
        self.origins = Arc::new(origins);
    }

    /// Returns where shapes of Smithy models are defined, and members where their position is known.
    pub fn origins(&self) -> &Arc<Origins> {
        &self.origins
    }

    /// Sets the metadata.
    pub fn set_metadata(&mut self, metadata: Vec<(String, Node)>) {
        self.metadata = metadata;
    }

    /// Returns the metadata by key, in source order.
    pub fn metadata(&self) -> &[(String, Node)] {
        &self.metadata
    }

    /// Returns all shapes with their indices, in arena order.
    pub fn shapes(&self) -> impl Iterator<Item = (ShapeIx, &Shape)> {
        (self.shapes.iter().enumerate())
            .filter_map(|(position, shape)| Some((ShapeIx::new(position)?, shape)))
    }

    /// Returns the number of shapes.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Returns whether the model has no shape.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// Returns the members of the shape at `ix`: see [`Shape::members`].
    pub fn members(&self, ix: ShapeIx) -> Vec<&Member> {
        self.shape(ix).members()
    }

    /// Returns the member that `member` points at.
    pub fn member(&self, member: MemberRef) -> &Member {
        let shape = self.shape(member.container);
        match (&shape.kind, member.position) {
            (Kind::List(only), _) | (Kind::Map { key: only, .. }, 0) => only,
            (Kind::Map { value, .. }, _) => value,
            (_, position) => &shape.named_members()[position],
        }
    }

    /// Returns the id of the member that `member` points at.
    pub fn member_id(&self, member: MemberRef) -> ShapeId {
        (self.shape(member.container).id).with_member(&self.member(member).name)
    }

    /// Returns whether values of the shape `from` can be values of `to`, their text or number being all
    /// there is to them unless the shapes are the same.
    pub fn converts(&self, from: ShapeIx, to: ShapeIx) -> bool {
        let (one, other) = (&self.shape(from).kind, &self.shape(to).kind);
        let same = one.is_simple() && one.type_name() == other.type_name();
        from == to
            || same
            || (one.is_text() && other.is_text())
            || (one.is_whole() && other.is_whole())
    }

    /// Returns whether `ix` is the prelude's empty structure.
    pub fn is_unit(&self, ix: ShapeIx) -> bool {
        let id = &self.shape(ix).id;
        id.namespace == "smithy.api" && id.name == "Unit"
    }
}

impl Shape {
    /// Returns all members in order: of a map `key` then `value`; none for shapes without members.
    pub fn members(&self) -> Vec<&Member> {
        match &self.kind {
            Kind::List(member) => vec![member],
            Kind::Map { key, value } => vec![key, value],
            _ => self.named_members().iter().collect(),
        }
    }

    /// The same, for changing them.
    pub fn members_mut(&mut self) -> Vec<&mut Member> {
        match &mut self.kind {
            Kind::Enum(members)
            | Kind::IntEnum(members)
            | Kind::Structure(members)
            | Kind::Union(members) => members.iter_mut().collect(),
            Kind::List(member) => vec![member],
            Kind::Map { key, value } => vec![key, value],
            _ => Vec::new(),
        }
    }

    /// How many members there are.
    pub fn member_count(&self) -> usize {
        match &self.kind {
            Kind::List(_) => 1,
            Kind::Map { .. } => 2,
            _ => self.named_members().len(),
        }
    }

    /// Returns the members of enums, structures and unions.
    fn named_members(&self) -> &[Member] {
        match &self.kind {
            Kind::Enum(members)
            | Kind::IntEnum(members)
            | Kind::Structure(members)
            | Kind::Union(members) => members,
            _ => &[],
        }
    }

    /// Returns the member called `name`, when the shape has it.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members()
            .into_iter()
            .find(|member| member.name == name)
    }

    /// Returns the member of that name of a structure, union or enum, to change it.
    pub fn member_mut(&mut self, name: &str) -> Option<&mut Member> {
        match &mut self.kind {
            Kind::Enum(members)
            | Kind::IntEnum(members)
            | Kind::Structure(members)
            | Kind::Union(members) => members.iter_mut().find(|member| member.name == name),
            _ => None,
        }
    }

    /// Returns whether the shape is a structure with the `error` trait.
    pub fn is_error(&self) -> bool {
        matches!(self.kind, Kind::Structure(_)) && self.traits.error.is_some()
    }
}

impl Kind {
    /// Returns whether the shape type has neither members nor bindings.
    pub fn is_simple(&self) -> bool {
        matches!(
            self,
            Self::Boolean
                | Self::Byte
                | Self::Short
                | Self::Integer
                | Self::Long
                | Self::Float
                | Self::Double
                | Self::BigInteger
                | Self::BigDecimal
                | Self::String
                | Self::Blob
                | Self::Timestamp
                | Self::Document
        )
    }

    /// Returns whether values are numbers.
    pub fn is_number(&self) -> bool {
        let is_other = matches!(
            self,
            Self::Float | Self::Double | Self::BigInteger | Self::BigDecimal
        );
        is_other || self.is_whole()
    }

    fn is_text(&self) -> bool {
        matches!(self, Self::String | Self::Enum(_))
    }

    fn is_whole(&self) -> bool {
        matches!(
            self,
            Self::Byte | Self::Short | Self::Integer | Self::Long | Self::IntEnum(_)
        )
    }

    /// Returns the shape type as the JSON AST spells it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::BigInteger => "bigInteger",
            Self::BigDecimal => "bigDecimal",
            Self::String => "string",
            Self::Blob => "blob",
            Self::Timestamp => "timestamp",
            Self::Document => "document",
            Self::Enum(_) => "enum",
            Self::IntEnum(_) => "intEnum",
            Self::List(_) => "list",
            Self::Map { .. } => "map",
            Self::Structure(_) => "structure",
            Self::Union(_) => "union",
            Self::Service(_) => "service",
            Self::Operation(_) => "operation",
            Self::Resource(_) => "resource",
        }
    }
}
