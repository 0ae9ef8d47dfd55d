//! The context that every part of the stage reads.

use std::collections::BTreeMap;

use super::error_sets::{self, ByErrors};
use super::keys::Keys;
use super::members::{MemberFacts, Members};
use super::names::Names;
use super::secrets::Secrets;
use crate::ir::Name;
use crate::model::{MemberRef, Model, ShapeId, ShapeIx};
use crate::prepare::Prepared;
use crate::settings::ServiceSettings;

/// What is decided before any definition is made.
pub(super) struct Context<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) settings: &'a ServiceSettings,
    pub(super) names: Names,
    pub(super) error_sets: ByErrors,
    pub(super) keys: Keys,
    pub(super) secrets: Secrets,
    pub(super) links: farrier_docs::Links,
    pub(super) error_sentences: BTreeMap<ShapeIx, String>,
    members: Members<'a>,
}

impl<'a> Context<'a> {
    /// Decides the facts of all members.
    pub(super) fn new(
        prepared: &'a Prepared,
        settings: &'a ServiceSettings,
        names: Names,
        links: farrier_docs::Links,
        error_sentences: BTreeMap<ShapeIx, String>,
    ) -> Self {
        let secrets = Secrets::of(prepared);
        Self {
            prepared,
            settings,
            error_sets: error_sets::by_errors(prepared, &names),
            keys: Keys::of(prepared),
            members: Members::of(prepared, &names, &secrets),
            names,
            secrets,
            links,
            error_sentences,
        }
    }

    pub(super) fn model(&self) -> &'a Model {
        &self.prepared.model
    }

    /// Returns the name that readers know the service by.
    pub(super) fn title(&self) -> &'a str {
        let info = &self.prepared.service;
        info.title.as_deref().unwrap_or(&info.aws.sdk_id)
    }

    /// Returns the id of a member in the source: that of the original where the container is
    /// synthetic.
    pub(super) fn member_id(&self, member: MemberRef) -> ShapeId {
        let id = self.model().member_id(member);
        match (self.prepared.origin(member.container), &id.member) {
            (Some(origin), Some(name)) => origin.with_member(name),
            _ => id,
        }
    }

    /// Returns the members of any shape.
    pub(super) fn members(&self, container: ShapeIx) -> impl Iterator<Item = MemberRef> {
        let count = self.model().shape(container).member_count();
        (0..count).map(move |position| MemberRef {
            container,
            position,
        })
    }

    /// Returns the members of a structure or union, with all that is decided about them.
    pub(super) fn facts(&self, container: ShapeIx) -> &[MemberFacts<'a>] {
        self.members.of_container(container)
    }

    /// Returns the facts of one of these.
    pub(super) fn fact(&self, member: MemberRef) -> Option<&MemberFacts<'a>> {
        self.facts(member.container).get(member.position)
    }

    /// Returns all structures and unions in use with the facts of their members, by shape.
    pub(super) fn all_facts(&self) -> impl Iterator<Item = (ShapeIx, &[MemberFacts<'a>])> {
        self.members.all()
    }

    /// Returns the name of the type made of a structure, union, enum, error, input or output.
    pub(super) fn type_name(&self, ix: ShapeIx) -> Name {
        self.names.type_name(self.prepared, ix)
    }
}
