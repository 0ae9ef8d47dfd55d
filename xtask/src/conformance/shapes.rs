//! Mapping from shapes of the model to the definitions that the generator created.
//!
//! Members and fields have the same positions, because the generator keeps the order of the model.

use farrier_codegen::ir::{self, Field, Structure, Union, UnionVariant};
use farrier_codegen::model::{Member, ShapeIx};
use farrier_codegen::prepare::Operation;

use super::client::Client;

impl Client {
    /// Returns the operation with this absolute id, as model and as definition.
    pub(crate) fn operation(&self, id: &str) -> Option<(&Operation, &ir::Operation)> {
        let one = (self.prepared.operations.iter())
            .find(|one| self.prepared.model.shape(one.shape).id.to_string() == id)?;
        Some((one, self.lowered(one)?))
    }

    /// Returns the first operation with the error of this absolute id, and the error itself.
    pub(crate) fn error(&self, id: &str) -> Option<(&Operation, &ir::Operation, ShapeIx)> {
        let is_it = |ix: &&ShapeIx| self.prepared.model.shape(**ix).id.to_string() == id;
        let ends = |one: &&Operation| one.errors.iter().any(|ix| is_it(&ix));
        let error = *self.prepared.errors.iter().find(is_it)?;
        let one = self.prepared.operations.iter().find(ends)?;
        Some((one, self.lowered(one)?, error))
    }

    fn lowered(&self, operation: &Operation) -> Option<&ir::Operation> {
        let mut all = self.krate.operations.iter();
        all.find(|one| one.shape_name == operation.name)
    }

    /// Returns the structure of the error. Both lists have the same errors, and are matched by name.
    pub(crate) fn error_structure(&self, ix: ShapeIx) -> Option<&Structure> {
        let name = self.prepared.name(ix);
        let mut errors = self.krate.errors.iter();
        errors.find(|one| one.schema == name)
    }

    /// Returns the structure with this name in the `types` modules, and its module.
    pub(crate) fn structure(&self, name: &ir::Name) -> Option<&Structure> {
        self.krate.structures.iter().find(|one| one.name == *name)
    }

    /// Returns the union with this name.
    pub(crate) fn union(&self, name: &ir::Name) -> Option<&Union> {
        self.krate.unions.iter().find(|one| one.name == *name)
    }

    /// Returns the members of the shape, with their fields.
    pub(crate) fn fields<'a>(
        &'a self,
        ix: ShapeIx,
        structure: &'a Structure,
    ) -> impl Iterator<Item = (&'a Member, &'a Field)> {
        let members = self.prepared.model.members(ix);
        members.into_iter().zip(&structure.fields)
    }

    /// Returns the member of a union, and its variant.
    pub(crate) fn variant<'a>(
        &'a self,
        ix: ShapeIx,
        union: &'a Union,
        member: &str,
    ) -> Option<(&'a Member, &'a UnionVariant)> {
        let members = self.prepared.model.members(ix);
        let mut pairs = members.into_iter().zip(&union.variants);
        pairs.find(|(one, _)| one.name == member)
    }
}
