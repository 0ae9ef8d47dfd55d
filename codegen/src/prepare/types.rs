//! The result of `prepare`, which `lower` reads.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::EndpointRules;
use super::waiters::Waiter;
use crate::model::{
    AuthScheme, AwsService, ClientContextParam, EndpointDiscovery, Member, MemberRef, Model, Node,
    OperationTraits, PagePaths, Protocol, ShapeId, ShapeIx, XmlNamespace,
};
use crate::settings::{Customizations, ServiceName};

/// One service, ready to be given Rust names and types: selected, flattened, checked.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The shapes, synthetic inputs and outputs included. Shapes outside of the lists below are not
    /// part of the client.
    pub model: Model,
    /// The service's own facts.
    pub service: ServiceInfo,
    /// The customizations of the service, those of the manifest first.
    pub customizations: Customizations,
    /// Sorted by name.
    pub operations: Vec<Operation>,
    /// The operation of each synthetic input and output; see [`Self::side`].
    pub sides: BTreeMap<ShapeIx, Side>,
    /// How many operations the model has for the service.
    pub all_operations: usize,
    /// Structures that are neither errors nor inputs or outputs, sorted by shape name.
    pub structures: Vec<ShapeIx>,
    /// Unions, sorted by shape name.
    pub unions: Vec<ShapeIx>,
    /// Enums, sorted by shape name.
    pub enums: Vec<ShapeIx>,
    /// Int enums, sorted by shape name.
    pub int_enums: Vec<ShapeIx>,
    /// Errors of any operation in use, sorted by shape name.
    pub errors: Vec<ShapeIx>,
    /// Members that need indirection, since their type would else contain itself.
    pub boxed: BTreeSet<MemberRef>,
    /// Members of which `null` is a value.
    pub nullable: BTreeSet<MemberRef>,
    /// The members of inputs and outputs that are streams, one at most in each.
    pub streams: BTreeMap<MemberRef, Stream>,
    /// Unions whose values are events of a stream.
    pub event_unions: BTreeMap<ShapeIx, EventUnion>,
    /// Names that the service gives to shapes of its closure (`rename`); see [`Self::name`].
    pub renamed: BTreeMap<ShapeIx, String>,
    /// Endpoint parameters that operations of the model set, but none of [`Self::operations`].
    pub unset_params: BTreeSet<String>,
    /// Where each shape in use is reached from, lists, maps and simple shapes included.
    pub usage: BTreeMap<ShapeIx, Usage>,
}

/// Which synthetic structure of an operation a shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The input of the operation at that position in [`Prepared::operations`].
    Input(usize),
    /// The output of that one.
    Output(usize),
}

impl Side {
    /// Returns the sides of operations, by their shapes.
    pub(super) fn all(operations: &[Operation]) -> BTreeMap<ShapeIx, Self> {
        let sides = operations.iter().enumerate().flat_map(|(position, one)| {
            [
                (one.input, Self::Input(position)),
                (one.output, Self::Output(position)),
            ]
        });
        sides.collect()
    }
}

impl Prepared {
    /// Returns the operation whose synthetic input or output the shape is.
    pub fn side(&self, ix: ShapeIx) -> Option<(&Operation, Side)> {
        let side = *self.sides.get(&ix)?;
        let (Side::Input(position) | Side::Output(position)) = side;
        Some((self.operations.get(position)?, side))
    }

    /// Returns the shape that the model names as that input or output; `None` for other shapes, and where
    /// the model names none.
    pub fn origin(&self, ix: ShapeIx) -> Option<&ShapeId> {
        let (operation, side) = self.side(ix)?;
        match side {
            Side::Input(_) => operation.input_origin.as_ref(),
            Side::Output(_) => operation.output_origin.as_ref(),
        }
    }

    /// Returns whether the structure is one of an operation and has a stream.
    pub fn has_stream(&self, container: ShapeIx) -> bool {
        let first = MemberRef {
            container,
            position: 0,
        };
        let next = self.streams.range(first..).next();
        next.is_some_and(|(member, _)| member.container == container)
    }

    /// Returns the operation that discovers endpoints, if the client has it.
    pub fn discovery_operation(&self) -> Option<&Operation> {
        let discovery = self.service.endpoint_discovery.as_ref()?;
        let mut operations = self.operations.iter();
        operations.find(|one| self.model.shape(one.shape).id.to_string() == discovery.operation)
    }

    /// Returns the shape's name within the service: renamed, or the id's.
    pub fn name(&self, ix: ShapeIx) -> &str {
        let renamed = self.renamed.get(&ix);
        renamed.map_or(&self.model.shape(ix).id.name, String::as_str)
    }
}

/// The service shape's facts, resolved.
#[derive(Clone, Debug)]
pub struct ServiceInfo {
    /// Shape id; its name is the target prefix of the awsJson protocols.
    pub id: ShapeId,
    /// API version as the model gives it.
    pub version: String,
    /// Whether it is a service of AWS, whose clients have regions, credentials and the API of the AWS SDK for Rust.
    pub is_aws: bool,
    /// `aws.api#service`; where the trait is absent `sdk_id` is the shape's name.
    pub aws: AwsService,
    /// `title`
    pub title: Option<String>,
    /// `documentation`
    pub documentation: Option<String>,
    /// Protocols that we can speak, the preferred one first; never empty.
    pub protocols: Vec<Protocol>,
    /// Auth traits that the service carries, in source order, then SigV4a where only endpoints ask
    /// for it.
    pub auth_schemes: Vec<AuthScheme>,
    /// The auth schemes of operations without their own `auth`, by priority.
    pub default_auth: Vec<AuthScheme>,
    /// `awsQueryCompatible`
    pub query_compatible: bool,
    /// `endpointBdd` or `endpointRuleSet`.
    pub endpoint_rules: Option<EndpointRules>,
    /// `endpointTests`, raw.
    pub endpoint_tests: Option<Node>,
    /// `clientEndpointDiscovery`
    pub endpoint_discovery: Option<EndpointDiscovery>,
    /// `clientContextParams`
    pub client_context_params: Vec<ClientContextParam>,
    /// `xmlNamespace`
    pub xml_namespace: Option<XmlNamespace>,
}

impl ServiceInfo {
    /// Returns the name that the package is named after.
    pub fn name(&self) -> ServiceName<'_> {
        if self.is_aws {
            ServiceName::Aws(&self.aws.sdk_id)
        } else {
            ServiceName::Own(&self.id.name)
        }
    }
}

/// One operation of the client.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The operation shape; its `traits` hold documentation and deprecation.
    pub shape: ShapeIx,
    /// The shape's name.
    pub name: String,
    /// Synthetic structure `<Op>Input`: members and traits of the original, or empty.
    pub input: ShapeIx,
    /// The shape that the model names as input; `None` for `smithy.api#Unit`.
    pub input_origin: Option<ShapeId>,
    /// Synthetic structure `<Op>Output`.
    pub output: ShapeIx,
    /// The shape that the model names as output; `None` for `smithy.api#Unit`.
    pub output_origin: Option<ShapeId>,
    /// In source order, the service's errors at the end, without repetition.
    pub errors: Vec<ShapeIx>,
    /// The operation's own traits.
    pub traits: OperationTraits,
    /// `paginated` with the service's defaults, resolved and checked.
    pub pagination: Option<Pagination>,
    /// `waitable`, in the source's order.
    pub waiters: Vec<Waiter>,
    /// Auth schemes by priority: the operation's `auth`, else the service's; `optionalAuth` adds
    /// [`AuthScheme::NoAuth`] at the end. Never empty.
    pub auth: Vec<AuthScheme>,
}

/// A member of an input or output that is a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Bytes.
    Blob,
    /// Events that the client sends.
    Sender,
    /// Events that the client receives.
    Receiver,
}

/// The parts of an event union that are not events.
#[derive(Clone, Debug)]
pub struct EventUnion {
    /// Members of the union in the source that target errors; in the model it has them no more.
    pub errors: Vec<Member>,
}

/// A resolved `paginated` trait. Paths hold member names from the outermost in, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// The way to the next page.
    pub turn: Turn,
    /// Path to the items (a list or a map) in the output.
    pub items: Option<Vec<String>>,
    /// Whether there are several of them, so that none is the list of items.
    pub several: bool,
    /// Input member that limits a page.
    pub page_size: Option<String>,
}

/// The way from one page to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A token.
    Token {
        /// Input member that takes it.
        input: String,
        /// Path to it in the output.
        output: Vec<String>,
    },
    /// The values of expressions, which `lower` validates, because it knows JMESPath.
    Paths(PagePaths),
}

/// Where a shape is reached from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// From an operation's input.
    pub input: bool,
    /// From an operation's output.
    pub output: bool,
    /// From an error.
    pub error: bool,
}
