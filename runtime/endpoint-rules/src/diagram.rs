//! A binary decision diagram: conditions, results, and nodes that lead from one to the other.
//!
//! Specification: Smithy, "`smithy.rules#endpointBdd` trait".

use super::ast::{Body, Condition};
use super::error::{At, RuleSetError, Within as _};
use super::json::{Json, Object};

/// References from here on are results: this one and number 0.
const FIRST_RESULT: i32 = 100_000_000;

/// Length of a node in bytes: its condition, and the references for true and false.
const NODE: usize = 12;

/// The first node is a placeholder, to which no reference leads: its condition, high and low reference.
const TERMINAL: [i32; 3] = [-1, 1, -1];

pub(super) struct Diagram {
    pub(super) conditions: Vec<Condition>,
    /// Endpoints and errors, no trees.
    pub(super) results: Vec<Body>,
    pub(super) nodes: Nodes,
}

/// The nodes. References to nodes and conditions are within bounds, and no node that the root reaches is reached from
/// itself.
pub(super) struct Nodes {
    pub(super) root: Next,
    pub(super) all: Vec<Node>,
}

#[derive(Clone, Copy)]
pub(super) struct Node {
    pub(super) condition: usize,
    /// Where to go if the condition holds.
    pub(super) high: Next,
    /// Where to go if it does not hold.
    pub(super) low: Next,
}

#[derive(Clone, Copy)]
pub(super) enum Next {
    /// No endpoint rule matches.
    NoMatch,
    /// The result with this position.
    Result(usize),
    /// The node with this position.
    Node(usize),
    /// The node with this position, its two references exchanged.
    Complement(usize),
}

impl Next {
    /// Returns the position of the node, if it is one.
    pub(super) fn node(self) -> Option<usize> {
        match self {
            Self::Node(at) | Self::Complement(at) => Some(at),
            Self::NoMatch | Self::Result(_) => None,
        }
    }
}

/// Number of conditions and results that references may point to.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) conditions: usize,
    pub(super) results: usize,
}

impl Nodes {
    /// Reads the members `root`, `nodeCount` and `nodes`.
    pub(super) fn parse(object: &Object<'_>, bounds: Bounds) -> Result<Self, RuleSetError> {
        let count = object.member("nodeCount", &mut integer)?;
        let triples = object.member("nodes", &mut |json| triples(json, count))?;
        let of = References {
            nodes: triples.len(),
            results: bounds.results,
        };
        let root = object.member("root", &mut |json| root(json, of))?;
        let mut all = Vec::with_capacity(triples.len());
        for (at, triple) in triples.iter().enumerate() {
            match node(at, *triple, of, bounds.conditions) {
                Ok(node) => all.push(node),
                Err(what) => {
                    let fault = RuleSetError::new(format!("node {}: {what}", at + 1));
                    return Err(fault.within(At::Key("nodes")));
                }
            }
        }
        Ok(Self { root, all })
    }

    pub(super) fn get(&self, at: usize) -> Option<&Node> {
        self.all.get(at)
    }

    /// Returns the positions of the nodes that the root reaches, each before those that it leads to.
    pub(super) fn sorted(&self) -> Result<Vec<usize>, RuleSetError> {
        enum Visit {
            Enter(usize),
            Leave(usize),
        }
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            Open,
            Done,
        }
        let mut states = vec![State::New; self.all.len()];
        let mut sorted = Vec::new();
        let mut visits = Vec::new();
        if let Some(root) = self.root.node() {
            visits.push(Visit::Enter(root));
        }
        while let Some(visit) = visits.pop() {
            let at = match visit {
                Visit::Leave(at) => {
                    states[at] = State::Done;
                    sorted.push(at);
                    continue;
                }
                Visit::Enter(at) => at,
            };
            match states[at] {
                State::Done => {}
                State::Open => {
                    let what = format!("node {} is reached from itself", at + 1);
                    return Err(RuleSetError::new(what).within(At::Key("nodes")));
                }
                State::New => {
                    states[at] = State::Open;
                    visits.push(Visit::Leave(at));
                    for next in [self.all[at].high, self.all[at].low] {
                        if let Some(next) = next.node() {
                            visits.push(Visit::Enter(next));
                        }
                    }
                }
            }
        }
        sorted.reverse();
        Ok(sorted)
    }
}

fn integer(json: &Json<'_>) -> Result<i64, RuleSetError> {
    match json.as_int() {
        Some(int) => Ok(int),
        None => Err(json.unexpected("an integer")),
    }
}

/// Decodes the nodes: big-endian integers in Base64.
fn triples(json: &Json<'_>, count: i64) -> Result<Vec<[i32; 3]>, RuleSetError> {
    let bytes = aws_smithy_types::base64::decode(json.expect_str()?)
        .map_err(|error| RuleSetError::new(format!("not Base64: {error}")))?;
    if usize::try_from(count).ok() != bytes.len().checked_div(NODE) || bytes.len() % NODE != 0 {
        return Err(RuleSetError::new(format!(
            "{count} nodes are {NODE} bytes each, but there are {} bytes in all",
            bytes.len()
        )));
    }
    let mut triples = Vec::with_capacity(bytes.len() / NODE);
    for node in bytes.chunks_exact(NODE) {
        let part = |at| i32::from_be_bytes([node[at], node[at + 1], node[at + 2], node[at + 3]]);
        triples.push([part(0), part(4), part(8)]);
    }
    Ok(triples)
}

fn root(json: &Json<'_>, of: References) -> Result<Next, RuleSetError> {
    let Ok(reference) = i32::try_from(integer(json)?) else {
        return Err(json.unexpected("a reference"));
    };
    if reference < -1 {
        return Err(RuleSetError::new("the root must not be a complement"));
    }
    of.read(reference).map_err(RuleSetError::new)
}

fn node(
    at: usize,
    [condition, high, low]: [i32; 3],
    of: References,
    conditions: usize,
) -> Result<Node, String> {
    if at == 0 {
        let node = Node {
            condition: 0,
            high: Next::NoMatch,
            low: Next::NoMatch,
        };
        return if [condition, high, low] == TERMINAL {
            Ok(node)
        } else {
            Err(format!("the first node must be {TERMINAL:?}"))
        };
    }
    let position = match usize::try_from(condition) {
        Ok(position) if position < conditions => position,
        _ => return Err(format!("condition {condition} does not exist")),
    };
    Ok(Node {
        condition: position,
        high: of.read(high)?,
        low: of.read(low)?,
    })
}

/// Reads references to this many nodes and results.
#[derive(Clone, Copy)]
struct References {
    nodes: usize,
    results: usize,
}

impl References {
    fn read(self, reference: i32) -> Result<Next, String> {
        if reference == 0 {
            return Err("0 is not a reference".to_owned());
        }
        if reference.unsigned_abs() == 1 || reference == FIRST_RESULT {
            return Ok(Next::NoMatch);
        }
        let number = usize::try_from(reference.unsigned_abs()).unwrap_or(usize::MAX);
        if reference > FIRST_RESULT {
            // Result 0 is the one without a match, which the list leaves out.
            return match usize::try_from(reference - FIRST_RESULT - 1) {
                Ok(at) if at < self.results => Ok(Next::Result(at)),
                _ => Err(format!("result {reference} does not exist")),
            };
        }
        let at = number - 1;
        if at >= self.nodes {
            return Err(format!("node {reference} does not exist"));
        }
        Ok(if reference < 0 {
            Next::Complement(at)
        } else {
            Next::Node(at)
        })
    }
}
