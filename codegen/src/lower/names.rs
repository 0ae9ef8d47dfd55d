//! Every Rust name that comes from the model, made once.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{pascal, snake};
use super::renames::Renames;
use super::reserved::{escape, method_stem, Place, LONGEST_MODULE};
use crate::diag::{Diagnostic, Diagnostics, Place as Where};
use crate::ir::Name;
use crate::model::{Kind, MemberRef, ShapeId, ShapeIx};
use crate::prepare::{Operation, Prepared};
use crate::settings::ServiceSettings;

/// The names of types, members and operations.
#[derive(Debug, Default)]
pub(super) struct Names {
    types: BTreeMap<ShapeIx, Name>,
    members: BTreeMap<MemberRef, MemberName>,
    operations: BTreeMap<ShapeIx, OperationName>,
}

/// The names of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MemberName {
    /// Field or variant.
    pub(super) name: Name,
    /// In snake case, never raw: the suffix of `set_…`, `get_…`, `is_…` and `as_…`.
    pub(super) stem: String,
}

/// The names of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OperationName {
    /// The type, in the model's own letters; error and fluent builder start with it.
    pub(super) name: Name,
    /// The prefix of the input, the output and paginators, as a Rust type (`GetSshKey` for `GetSSHKey`).
    pub(super) types: Name,
    /// The module.
    pub(super) module: Name,
    /// The client's method.
    pub(super) method: Name,
}

impl Names {
    /// Returns the type of a structure, union, enum, error, input or output; `None` for all other
    /// shapes.
    pub(super) fn ty(&self, ix: ShapeIx) -> Option<&Name> {
        self.types.get(&ix)
    }

    /// Returns the same, of a shape that has such a type.
    pub(super) fn type_name(&self, prepared: &Prepared, ix: ShapeIx) -> Name {
        let name = self.types.get(&ix).cloned();
        name.unwrap_or_else(|| Name(pascal(prepared.name(ix))))
    }

    /// Returns the names of a member of such a type.
    pub(super) fn member(&self, member: MemberRef) -> MemberName {
        let name = self.members.get(&member).cloned();
        name.unwrap_or_else(|| MemberName {
            name: Name("_".to_owned()),
            stem: String::new(),
        })
    }

    /// Returns the names of an operation, by its shape.
    pub(super) fn operation(&self, operation: &Operation) -> OperationName {
        let name = self.operations.get(&operation.shape).cloned();
        name.unwrap_or_else(|| operation_name(&operation.name))
    }
}

/// Returns the name of the error of an operation or of a union of events.
pub(super) fn error_alias(of: &Name) -> Name {
    Name(format!("{}Error", of.0))
}

/// Returns a list sorted by name.
pub(super) fn sorted<T>(mut list: Vec<T>, name: impl Fn(&T) -> &Name) -> Vec<T> {
    list.sort_by(|a, b| name(a).cmp(name(b)));
    list
}

/// Makes all names; reports those that clash and renames without effect.
pub(super) fn decide(
    prepared: &Prepared,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Names {
    let mut maker = Maker {
        prepared,
        key: &settings.key,
        renames: Renames::new(settings),
        names: Names::default(),
        diagnostics,
    };
    maker.types();
    maker.operations();
    maker.renames.report_unused(maker.diagnostics);
    maker.names
}

struct Maker<'a> {
    prepared: &'a Prepared,
    key: &'a str,
    renames: Renames<'a>,
    names: Names,
    diagnostics: &'a mut Diagnostics,
}

impl Maker<'_> {
    fn types(&mut self) {
        let prepared = self.prepared;
        let types = [&prepared.structures, &prepared.unions, &prepared.enums];
        let mut taken = BTreeMap::new();
        for &ix in types.into_iter().flatten() {
            self.ty(ix, Place::Type, &mut taken);
            let place = match prepared.model.shape(ix).kind {
                Kind::Structure(_) => Place::Field,
                _ => Place::Variant,
            };
            let id = prepared.model.shape(ix).id.clone();
            self.members(ix, &id, place);
        }
        let mut taken = BTreeMap::new();
        for &ix in &prepared.errors {
            self.ty(ix, Place::ErrorType, &mut taken);
            let id = prepared.model.shape(ix).id.clone();
            self.members(ix, &id, Place::ErrorField);
        }
        for &ix in prepared.event_unions.keys() {
            if let Some(union) = self.names.types.get(&ix) {
                let name = error_alias(union);
                self.claim(&mut taken, &name.0, &prepared.model.shape(ix).id);
            }
        }
    }

    fn ty(&mut self, ix: ShapeIx, place: Place, taken: &mut BTreeMap<String, ShapeId>) {
        let id = &self.prepared.model.shape(ix).id;
        let made = match self.renames.take(id, true, self.diagnostics) {
            Some(name) => name,
            None => pascal(self.prepared.name(ix)),
        };
        let name = escape(&made, place);
        self.claim(taken, &name, id);
        self.names.types.insert(ix, Name(name));
    }

    fn operations(&mut self) {
        let (mut modules, mut names) = (BTreeMap::new(), BTreeMap::new());
        for operation in &self.prepared.operations {
            let id = &self.prepared.model.shape(operation.shape).id;
            let renamed = self.renames.take(id, true, self.diagnostics);
            let name = operation_name(renamed.as_deref().unwrap_or(&operation.name));
            if self.claim(&mut names, &name.types.0, id) {
                self.claim(&mut modules, &name.module.0, id);
            }
            self.check_length(&name.module, id);
            for (ix, suffix) in [(operation.input, "Input"), (operation.output, "Output")] {
                let ty = Name(format!("{}{suffix}", name.types.0));
                self.names.types.insert(ix, ty);
            }
            self.names.operations.insert(operation.shape, name);
            let input = if operation.waiters.is_empty() {
                Place::InputField
            } else {
                Place::WaitedInputField
            };
            let sides = [
                (operation.input, &operation.input_origin, input),
                (operation.output, &operation.output_origin, Place::Field),
            ];
            for (ix, origin, place) in sides {
                let own = &self.prepared.model.shape(ix).id;
                let id = origin.as_ref().unwrap_or(own).clone();
                self.members(ix, &id, place);
            }
        }
    }

    /// Names the members of the type at `container`, which the model knows as `id`.
    fn members(&mut self, container: ShapeIx, id: &ShapeId, place: Place) {
        let is_variant = place == Place::Variant;
        let is_enum = matches!(self.prepared.model.shape(container).kind, Kind::Enum(_));
        let mut taken = BTreeMap::new();
        for (position, member) in self
            .prepared
            .model
            .members(container)
            .into_iter()
            .enumerate()
        {
            let id = id.with_member(&member.name);
            let renamed = self.renames.take(&id, is_variant, self.diagnostics);
            let stem = match &renamed {
                Some(name) => snake(name),
                None => snake(&member.name),
            };
            let made = match renamed {
                Some(name) => name,
                // The official generator converts values of enums twice.
                None if is_enum => pascal(&pascal(&member.name)),
                None if is_variant => pascal(&member.name),
                None => stem.clone(),
            };
            let name = escape(&made, place);
            let stem = method_stem(&stem, place).to_owned();
            // One message for two members, however many names they share.
            for method in methods(&name, &stem, is_variant, is_enum) {
                if !self.claim(&mut taken, &method, &id) {
                    break;
                }
            }
            let name = Name(name);
            let member = MemberRef {
                container,
                position,
            };
            self.names.members.insert(member, MemberName { name, stem });
        }
    }

    /// Reports a module whose name is too long for a file.
    fn check_length(&mut self, module: &Name, id: &ShapeId) {
        let length = module.0.len();
        if length <= LONGEST_MODULE {
            return;
        }
        let what = format!(
            "the name of the operation's module has {length} characters; a file name may have at most {LONGEST_MODULE}"
        );
        let help = format!(
            "give it another name: add `\"{id}\" = \"…\"` to [services.{}.rename] in the manifest",
            self.key
        );
        self.diagnostics
            .push(Diagnostic::error(what).at(Where::shape(id)).help(help));
    }

    /// Returns whether `name` is free in its scope, or taken by the same shape or member; reports when
    /// another one has it.
    fn claim(&mut self, taken: &mut BTreeMap<String, ShapeId>, name: &str, id: &ShapeId) -> bool {
        let Some(first) = taken.get(name) else {
            taken.insert(name.to_owned(), id.clone());
            return true;
        };
        if first == id {
            return true;
        }
        let what = format!("`{first}` and `{id}` have the same Rust name `{name}`");
        let help = format!(
            "give one another name: add `\"{id}\" = \"…\"` to [services.{}.rename] in the manifest",
            self.key
        );
        self.diagnostics
            .push(Diagnostic::error(what).at(Where::shape(id)).help(help));
        false
    }
}

/// Returns the names that a member adds to its type and builder. Two members must not add the same
/// name.
fn methods(name: &str, stem: &str, is_variant: bool, is_enum: bool) -> BTreeSet<String> {
    let mut methods = BTreeSet::from([name.to_owned()]);
    if !is_variant {
        methods.extend([format!("set_{stem}"), format!("get_{stem}")]);
    } else if !is_enum {
        methods.extend([format!("is_{stem}"), format!("as_{stem}")]);
    }
    methods
}

fn operation_name(name: &str) -> OperationName {
    let types = escape(&pascal(name), Place::Type);
    let stem = snake(&types);
    OperationName {
        module: Name(escape(&stem, Place::Module)),
        method: Name(escape(&stem, Place::ClientMethod)),
        name: Name(escape(&capital(name), Place::Type)),
        types: Name(types),
    }
}

/// `name` with a capital as its first letter.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + letters.as_str(),
        None => String::new(),
    }
}
