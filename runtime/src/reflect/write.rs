//! Values into documents, and the check for what must be there.

use super::Structure;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::Schema;

/// A structure as the codecs want it.
#[derive(Clone, Copy)]
pub struct StructureWriter<'a>(pub &'a dyn Structure);

impl std::fmt::Debug for StructureWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        super::fmt_structure(self.0, f)
    }
}

impl SerializableStruct for StructureWriter<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.0.shape().schema()
    }
    fn serialize_members(&self, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        for (index, member) in self.0.shape().schema().members().iter().enumerate() {
            if let Some(field) = self.0.field(index).filter(|field| field.is_set()) {
                field.write(member, out)?;
            }
        }
        Ok(())
    }
}

/// The wire names of the `@required` members that are not set.
pub fn missing_required(value: &dyn Structure) -> Vec<&'static str> {
    let members = value.shape().members().iter().enumerate();
    members
        .filter(|(_, member)| member.is_required())
        .filter(|(index, _)| value.field(*index).is_some_and(|field| !field.is_set()))
        .map(|(_, member)| member.wire_name())
        .collect()
}
