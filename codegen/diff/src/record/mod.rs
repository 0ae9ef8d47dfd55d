//! The record of a crate, in lines: its API, its wire format, its constraints, and what its documentation
//! says. A crate carries them as files of its folder `record`, so that a change can be judged without a
//! compiler and reviewed a file at a time.
//!
//! ```text
//! call get_city(GetCityInput) -> GetCityOutput
//! field operation::get_city::GetCityInput.name: Option<String>
//! ```
//!
//! A line has a kind, a path and facts of the item. Paths are those of Rust, without the crate's name. Each
//! file has its own facts about a path: the type of a field is in `api.txt`, its name on the wire in
//! `wire.txt`, its length in `constraints.txt`, its words in `docs.txt`.

mod attributes;
mod choices;
mod constraints;
mod declaration;
mod fact;
mod kind;
mod line;
mod rust_type;
mod wire_type;
mod words;

pub use constraints::{Constraint, Constraints, Part, Rule};
pub use declaration::{Call, Declaration, Field, PageItems, Trait, TypeFacts, Use, Variant};
pub use fact::{AuthScheme, Effect, Fact, Facts, Fault, Http, List, Protocol};
pub use kind::Kind;
pub(crate) use line::behind;
pub use line::{text, Line, Malformed, ParseError, Value};
pub use rust_type::RustType;
pub use wire_type::{Element, WireType};
pub use words::Words;

/// The folder of the record in a crate.
pub const FOLDER: &str = "record";

/// The file of the API.
pub const API: &str = "api.txt";
/// The file of requests and responses.
pub const WIRE: &str = "wire.txt";
/// The file of constraints, which older records do not have.
pub const CONSTRAINTS: &str = "constraints.txt";
/// The file of documentation.
pub const DOCS: &str = "docs.txt";

/// The most bytes that one of them is read of.
pub const MOST_BYTES: u64 = 1 << 30;

/// A crate's record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Public items, as the crate's modules have them.
    pub api: Vec<Line<Declaration>>,
    /// Facts of requests and responses.
    pub wire: Vec<Line<Facts>>,
    /// Endpoints and refusals of the endpoint rules, and a digest of the rules.
    pub rules: Vec<Line>,
    /// The constraints; `None` if the record has none.
    pub constraints: Option<Vec<Line<Constraints>>>,
    /// The text of each documentation; `None` if the record has none.
    pub docs: Option<Vec<Line<Words>>>,
}

/// The texts of a record's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// [`API`]
    pub api: String,
    /// [`WIRE`]
    pub wire: String,
    /// [`CONSTRAINTS`], if there is one.
    pub constraints: Option<String>,
    /// [`DOCS`]
    pub docs: String,
}

impl Record {
    /// Reads the texts of the files; the header's comment and empty lines are ignored.
    ///
    /// # Errors
    /// A malformed line: the file, the line's number, its text.
    pub fn parse(texts: &Texts) -> Result<Self, ParseError> {
        let (mut wire, mut rules) = (Vec::new(), Vec::new());
        for (number, text) in line::lines(&texts.wire) {
            let line: Line = line::parse(WIRE, number, text)?;
            if line.kind.is_of_rules() {
                rules.push(line);
            } else {
                wire.push(line::parse(WIRE, number, text)?);
            }
        }
        let constraints = texts.constraints.as_deref();
        Ok(Self {
            api: line::read(API, &texts.api)?,
            wire,
            rules,
            constraints: constraints
                .map(|text| line::read(CONSTRAINTS, text))
                .transpose()?,
            docs: words::read(DOCS, &texts.docs)?,
        })
    }

    /// Returns the texts of the files.
    pub fn texts(&self) -> Texts {
        Texts {
            api: line::text(&self.api),
            wire: line::text(&self.wire) + &line::text(&self.rules),
            constraints: self.constraints.as_deref().map(line::text),
            docs: self.docs.as_deref().map(line::text).unwrap_or_default(),
        }
    }

    /// Returns the package's name and version.
    pub fn package(&self) -> (&str, &str) {
        let package = self.api.iter().find_map(|line| match &line.value {
            Declaration::Package(version) => Some((line.path.as_str(), version.as_str())),
            _ => None,
        });
        package.unwrap_or_default()
    }

    /// Returns the `sdkId` of the service.
    pub fn service(&self) -> &str {
        let line = self.wire.iter().find(|line| line.kind == Kind::Service);
        line.map_or("", |line| line.path.as_str())
    }
}

impl Texts {
    /// Returns the files by name.
    pub fn files(self) -> impl Iterator<Item = (&'static str, String)> {
        let constraints = self.constraints.map(|text| (CONSTRAINTS, text));
        [(API, self.api), (WIRE, self.wire)]
            .into_iter()
            .chain(constraints)
            .chain([(DOCS, self.docs)])
    }
}
