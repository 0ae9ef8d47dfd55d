//! Values with every member set, as a model describes them.

use farrier_tests::model::{Member, Model};
use farrier_tests::wire::{blob, timestamp, Format};
use serde_json::{json, Map, Value};

/// Seconds since the epoch, and the same moment as text.
const MOMENT: (f64, &str) = (1_704_164_645.25, "2024-01-02T03:04:05.250Z");

/// How a value is written down.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// As the feature `serde` of generated crates reads it.
    Serde,
    /// As a document of [`farrier_tests::wire`].
    Wire(Format),
}

/// Fills shapes of a model.
pub(crate) struct Filler<'a> {
    pub(crate) model: &'a Model,
    pub(crate) form: Form,
    /// The position of the member that unions have, counted from their first one again past the last.
    pub(crate) variant: usize,
}

impl Filler<'_> {
    /// Returns a structure with all its members.
    pub(crate) fn structure(&self, target: &str) -> Value {
        self.shape("", Member::NONE, target, &mut Vec::new())
            .expect("no structure is inside of itself at the start")
    }

    /// Returns a value of a member; `None` where its shape would contain itself.
    fn member<'a>(
        &'a self,
        name: &str,
        member: Member<'a>,
        outer: &mut Vec<&'a str>,
    ) -> Option<Value> {
        self.shape(name, member, member.target(), outer)
    }

    /// Returns a value of a shape. Texts name the member that they are the value of.
    fn shape<'a>(
        &'a self,
        name: &str,
        member: Member<'a>,
        target: &'a str,
        outer: &mut Vec<&'a str>,
    ) -> Option<Value> {
        if outer.contains(&target) {
            return None;
        }
        outer.push(target);
        let value = match self.model.kind(target).as_str() {
            "structure" => Some(self.members(target, outer).collect()),
            "union" => self.union(target, outer),
            "list" => {
                let item = self.member(name, self.model.part(target, "member"), outer);
                Some(item.into_iter().collect())
            }
            "map" => self.map(name, target, outer),
            "enum" | "intEnum" => self.model.enum_values(target).first().cloned().cloned(),
            "boolean" => Some(json!(true)),
            "byte" | "short" | "integer" | "long" => Some(json!(123)),
            "float" | "double" => Some(json!(123.5)),
            "timestamp" => Some(self.timestamp(member, target)),
            "blob" => Some(self.blob(name)),
            "document" => Some(json!({ "some": ["document", 1, true, null] })),
            "string" => Some(json!(format!("some {name}"))),
            other => panic!("no value for {target}, which is a {other}"),
        };
        outer.pop();
        value
    }

    fn members<'a>(
        &'a self,
        target: &'a str,
        outer: &mut Vec<&'a str>,
    ) -> impl Iterator<Item = (String, Value)> {
        let mut members = Map::new();
        for (name, member) in self.model.members(target) {
            if let Some(value) = self.member(name, member, outer) {
                members.insert(name.to_owned(), value);
            }
        }
        members.into_iter()
    }

    fn union<'a>(&'a self, target: &'a str, outer: &mut Vec<&'a str>) -> Option<Value> {
        let members = self.model.members(target);
        let (name, member) = *members.get(self.variant % members.len())?;
        let value = self.member(name, member, outer)?;
        Some(json!({ name: value }))
    }

    fn map<'a>(&'a self, name: &str, target: &'a str, outer: &mut Vec<&'a str>) -> Option<Value> {
        let key = self.member(name, self.model.part(target, "key"), outer)?;
        let value = self.member(name, self.model.part(target, "value"), outer);
        let entry = value.map(|value| (key.as_str().unwrap_or_default().to_owned(), value));
        Some(entry.into_iter().collect())
    }

    fn timestamp(&self, member: Member<'_>, target: &str) -> Value {
        let format = member
            .text("timestampFormat")
            .or(self.model.shape_text(target, "timestampFormat"));
        match (self.form, format) {
            (Form::Serde, _) => json!(MOMENT.1),
            (Form::Wire(Format::RpcV2Cbor), _) | (_, None | Some("epoch-seconds")) => {
                timestamp(MOMENT.0)
            }
            (Form::Wire(_), Some("date-time")) => json!(MOMENT.1),
            (Form::Wire(_), Some(other)) => panic!("no timestamp in the format {other}"),
        }
    }

    fn blob(&self, name: &str) -> Value {
        let value = blob(format!("some {name}").as_bytes());
        match self.form {
            Form::Serde => value["$blob"].clone(),
            Form::Wire(_) => value,
        }
    }
}

/// Returns the number of fillings after which each union reached from a shape has had each of its members.
pub(crate) fn variants(model: &Model, target: &str) -> usize {
    let mut most = 1;
    let mut seen = vec![target];
    let mut next = 0;
    while let Some(target) = seen.get(next).copied() {
        next += 1;
        let kind = model.kind(target);
        let members = match kind.as_str() {
            "structure" | "union" => model.members(target),
            "list" => vec![("member", model.part(target, "member"))],
            "map" => vec![("value", model.part(target, "value"))],
            _ => Vec::new(),
        };
        if kind == "union" {
            most = most.max(members.len());
        }
        for (_, member) in members {
            if !seen.contains(&member.target()) {
                seen.push(member.target());
            }
        }
    }
    most
}
