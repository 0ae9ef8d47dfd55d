//! Structures: those of the model, inputs, outputs and errors.

use super::members::MemberFacts;
use super::{constraints, docs, errors, types, Context};
use crate::ir::{
    Builder, BuilderForm, Docs, Equality, ErrorFacts, ErrorMessage, Fault, Field, Getter, Name,
    Retryable, Setter, Structure, Type,
};
use crate::model::{ErrorFault, Kind, Shape, ShapeIx};
use crate::prepare::Operation;

/// The member of errors that holds the message.
pub(super) const MESSAGE: &str = "message";

/// Returns a structure of the `types` module.
pub(super) fn plain(ctx: &Context<'_>, ix: ShapeIx) -> Structure {
    let docs = docs::shape(ctx, ix);
    structure(ctx, ix, docs, Role::Plain)
}

/// Returns the input of an operation.
pub(super) fn input(ctx: &Context<'_>, operation: &Operation) -> Structure {
    let docs = docs::side(ctx, operation, operation.input, "Input");
    structure(ctx, operation.input, docs, Role::Input)
}

/// Returns the output of an operation.
pub(super) fn output(ctx: &Context<'_>, operation: &Operation) -> Structure {
    let docs = docs::side(ctx, operation, operation.output, "Output");
    structure(ctx, operation.output, docs, Role::Output)
}

/// Returns a structure of the `types::error` module.
pub(super) fn error(ctx: &Context<'_>, ix: ShapeIx) -> Structure {
    let docs = docs::error(ctx, ix);
    let mut error = structure(ctx, ix, docs, Role::Error);
    let shape = ctx.model().shape(ix);
    let message = match message(ctx, ix) {
        Message::Text(member) | Message::Other(member) if member.sensitive => ErrorMessage::Hidden,
        Message::Text(member) => ErrorMessage::Field {
            name: member.names.name.clone(),
            optional: member.optional,
        },
        Message::Other(_) => ErrorMessage::Metadata,
        Message::Added => {
            error.fields.push(message_field());
            ErrorMessage::Field {
                name: Name(MESSAGE.to_owned()),
                optional: true,
            }
        }
    };
    error.error = Some(ErrorFacts {
        code: ctx.prepared.name(ix).to_owned(),
        message,
        retryable: shape
            .traits
            .retryable
            .map(|retryable| match shape.traits.error {
                _ if retryable.throttling => Retryable::Throttling,
                Some(ErrorFault::Client) => Retryable::Client,
                _ => Retryable::Server,
            }),
        fault: fault(shape),
        status: status(ctx, shape),
    });
    error
}

fn fault(error: &Shape) -> Fault {
    match error.traits.error {
        Some(ErrorFault::Server) => Fault::Server,
        _ => Fault::Client,
    }
}

/// Returns the status that the model gives an error, where the error's fault does not say as much.
fn status(ctx: &Context<'_>, error: &Shape) -> Option<u16> {
    let usual = match fault(error) {
        Fault::Client => 400,
        Fault::Server => 500,
    };
    let of_query = error.traits.query_error.as_ref();
    let of_query = of_query.filter(|_| errors::names_codes(ctx));
    let status = of_query.map(|own| own.http_response_code);
    status
        .or(error.traits.http_error)
        .filter(|status| *status != usual)
}

/// The member `message` of an error.
pub(super) enum Message<'c> {
    /// The model has it, and it is a string.
    Text(&'c MemberFacts<'c>),
    /// The model has it, and it is something else.
    Other(&'c MemberFacts<'c>),
    /// The model does not have it, so it is added: services send it anyway.
    Added,
}

/// Returns the member `message` of an error, however it is written.
pub(super) fn message<'c>(ctx: &'c Context<'_>, ix: ShapeIx) -> Message<'c> {
    let members = ctx.facts(ix);
    let mut named = members.iter();
    let named = named.find(|member| member.shape.name.eq_ignore_ascii_case(MESSAGE));
    let takes_the_name = |member: &&MemberFacts<'_>| member.names.stem == MESSAGE;
    match named.or_else(|| members.iter().find(takes_the_name)) {
        None => Message::Added,
        Some(member) if matches!(member.target.kind, Kind::String) => Message::Text(member),
        Some(member) => Message::Other(member),
    }
}

/// Returns whether building a structure, other than an input, fails if a member is not set.
pub(super) fn is_fallible(ctx: &Context<'_>, ix: ShapeIx) -> bool {
    ctx.facts(ix).iter().any(|member| member.must_be_set)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Plain,
    Input,
    Output,
    Error,
}

fn structure(ctx: &Context<'_>, ix: ShapeIx, docs: Docs, role: Role) -> Structure {
    let name = ctx.type_name(ix);
    let members = ctx.facts(ix).iter();
    Structure {
        schema: ctx.keys.key(ix).to_owned(),
        docs,
        deprecation: docs::deprecation(&ctx.model().shape(ix).traits),
        fields: members
            .clone()
            .map(|one| field(ctx, one, &name, role))
            .collect(),
        builder: Builder {
            name: Name(format!("{}Builder", name.0)),
            fallible: role == Role::Input || is_fallible(ctx, ix),
            form: if members.clone().all(|member| member.optional) {
                BuilderForm::Structure
            } else {
                BuilderForm::Fields
            },
        },
        stream: members.clone().position(|member| member.stream.is_some()),
        // Decided when all types are there.
        equality: Equality::None,
        // A program has all errors of the operations it calls, so that these are compiled in the crate.
        inline_initial: role != Role::Error,
        request_id: role == Role::Output,
        extended_request_id: role == Role::Output
            && ctx.prepared.customizations.extended_request_ids,
        error: None,
        name,
    }
}

fn field(ctx: &Context<'_>, member: &MemberFacts<'_>, structure: &Name, role: Role) -> Field {
    let (name, stem) = (&member.names.name, &member.names.stem);
    let missing = member.must_be_set.then(|| {
        let structure = &structure.0;
        format!("{stem} was not specified but it is required when building {structure}")
    });
    let default = member.default_value().filter(|_| !member.optional);
    Field {
        name: name.clone(),
        set_name: Name(format!("set_{stem}")),
        get_name: Name(format!("get_{stem}")),
        docs: docs::member(ctx, member),
        deprecation: docs::deprecation(&member.shape.traits),
        constraints: constraints::of_member(ctx, member.at),
        setter: types::setter(&member.ty),
        // The setters of an input are generic over what holds it.
        inline: role != Role::Input,
        getter: types::getter(&member.ty),
        ty: member.ty.clone(),
        optional: member.optional,
        missing,
        default: default.cloned(),
    }
}

fn message_field() -> Field {
    Field {
        name: Name(MESSAGE.to_owned()),
        set_name: Name(format!("set_{MESSAGE}")),
        get_name: Name(format!("get_{MESSAGE}")),
        docs: Docs {
            lines: vec!["The error message of the service.".to_owned()],
            words: 0,
        },
        deprecation: None,
        constraints: Vec::new(),
        ty: Type::String,
        optional: true,
        setter: Setter::Text,
        inline: true,
        getter: Getter::Text,
        missing: None,
        default: None,
    }
}
