//! Structures: those of the model, inputs, outputs and errors.

use super::{constraints, defaults, docs, errors, nullability, types, Context};
use crate::ir::{
    Builder, Docs, Equality, ErrorFacts, ErrorMessage, Fault, Field, Getter, Name, Retryable,
    Setter, Structure, Type,
};
use crate::model::{ErrorFault, Kind, MemberRef, Shape, ShapeIx};
use crate::prepare::{Operation, Stream};

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
        Message::Text(member) | Message::Other(member)
            if super::schema::is_sensitive(ctx, member) =>
        {
            ErrorMessage::Hidden
        }
        Message::Text(member) => ErrorMessage::Field {
            name: ctx.names.member(member).name,
            optional: nullability::is_optional(ctx, member, false),
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
pub(super) enum Message {
    /// The model has it, and it is a string.
    Text(MemberRef),
    /// The model has it, and it is something else.
    Other(MemberRef),
    /// The model does not have it, so it is added: services send it anyway.
    Added,
}

/// Returns the member `message` of an error, however it is written.
pub(super) fn message(ctx: &Context<'_>, ix: ShapeIx) -> Message {
    let named = |member: &MemberRef| {
        let name = &ctx.model().member(*member).name;
        name.eq_ignore_ascii_case(MESSAGE)
    };
    let takes_the_name = |member: &MemberRef| ctx.names.member(*member).stem == MESSAGE;
    let found = ctx.members(ix).find(named);
    let Some(member) = found.or_else(|| ctx.members(ix).find(takes_the_name)) else {
        return Message::Added;
    };
    let target = ctx.model().member(member).target;
    match ctx.model().shape(target).kind {
        Kind::String => Message::Text(member),
        _ => Message::Other(member),
    }
}

/// Returns whether building a structure, other than an input, fails if a member is not set.
pub(super) fn is_fallible(ctx: &Context<'_>, ix: ShapeIx) -> bool {
    ctx.members(ix)
        .any(|member| must_be_set(ctx, member, false))
}

fn must_be_set(ctx: &Context<'_>, member: MemberRef, of_input: bool) -> bool {
    let shape = ctx.model().member(member);
    match ctx.prepared.streams.get(&member) {
        Some(Stream::Blob) => false,
        Some(Stream::Sender | Stream::Receiver) => true,
        None => {
            !nullability::is_optional(ctx, member, of_input)
                && nullability::default(shape).is_none()
        }
    }
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
    let is_stream = |member| ctx.prepared.streams.contains_key(&member);
    let mut fields = Vec::new();
    for member in ctx.members(ix) {
        fields.push(field(ctx, member, &name, role));
    }
    Structure {
        schema: ctx.keys.key(ix).to_owned(),
        docs,
        deprecation: docs::deprecation(&ctx.model().shape(ix).traits),
        fields,
        builder: Builder {
            name: Name(format!("{}Builder", name.0)),
            fallible: role == Role::Input || is_fallible(ctx, ix),
        },
        stream: ctx.members(ix).position(is_stream),
        // Decided when all types are there.
        equality: Equality::None,
        request_id: role == Role::Output,
        extended_request_id: role == Role::Output
            && ctx.prepared.customizations.extended_request_ids,
        error: None,
        name,
    }
}

fn field(ctx: &Context<'_>, member: MemberRef, structure: &Name, role: Role) -> Field {
    let shape = ctx.model().member(member);
    let names = ctx.names.member(member);
    let ty = types::of_member(ctx, member);
    let optional = nullability::is_optional(ctx, member, role == Role::Input);
    let missing = must_be_set(ctx, member, role == Role::Input).then(|| {
        let field = &names.stem;
        let structure = &structure.0;
        format!("{field} was not specified but it is required when building {structure}")
    });
    let default = if optional {
        None
    } else {
        defaults::expression(ctx, member)
    };
    Field {
        set_name: Name(format!("set_{}", names.stem)),
        get_name: Name(format!("get_{}", names.stem)),
        docs: docs::member(ctx, member),
        deprecation: docs::deprecation(&shape.traits),
        constraints: constraints::of_member(ctx, member),
        setter: types::setter(&ty),
        getter: types::getter(&ty),
        name: names.name,
        ty,
        optional,
        missing,
        default,
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
        getter: Getter::Text,
        missing: None,
        default: None,
    }
}
