//! How paginated operations turn pages.

use super::{nullability, types, Context};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::ir::{Name, PageItems, PageToken, Pagination, Step, Type};
use crate::model::{Kind, MemberRef, ShapeIx};
use crate::prepare::Operation;

/// The operation's pagination. Tokens whose type differs between input and output are reported.
pub(super) fn lower(
    ctx: &Context<'_>,
    operation: &Operation,
    name: &Name,
    diagnostics: &mut Diagnostics,
) -> Option<Pagination> {
    let pagination = operation.pagination.as_ref()?;
    let input_token = find(ctx, operation.input, &pagination.input_token)?;
    let token = types::of_member(ctx, input_token);
    let (output_token, given) = path(ctx, operation.output, &pagination.output_token)?;
    if given != token {
        let id = &ctx.model().shape(operation.shape).id;
        let what = "the page tokens of input and output have different types: unsupported";
        let help = "leave the operation out: list the others under `operations` in the manifest";
        let place = Place::shape(id);
        diagnostics.push(Diagnostic::error(what).at(place).help(help));
        return None;
    }
    let size = pagination.page_size.as_deref();
    let size = size.and_then(|name| find(ctx, operation.input, name));
    let items = pagination.items.as_deref();
    Some(Pagination {
        paginator: Name(format!("{}Paginator", name.0)),
        items_name: Name(format!("{}PaginatorItems", name.0)),
        input_token: ctx.names.member(input_token).name,
        token: PageToken {
            has_empty: matches!(token, Type::String | Type::List(_) | Type::Map(..)),
            ty: token,
        },
        output_token,
        page_size: size.map(|size| (ctx.names.member(size).name, types::of_member(ctx, size))),
        items: match items {
            Some(items) => page_items(ctx, operation.output, items),
            None => only_list(ctx, operation.output)
                .and_then(|name| page_items(ctx, operation.output, &[name])),
        },
    })
}

/// The output's one list: what is paginated even where the model does not name it.
fn only_list(ctx: &Context<'_>, output: ShapeIx) -> Option<String> {
    let members = ctx.model().members(output).into_iter();
    let mut collections = members.filter(|member| {
        let kind = &ctx.model().shape(member.target).kind;
        matches!(kind, Kind::List(_) | Kind::Map { .. })
    });
    let only = collections.next()?;
    let is_list = matches!(ctx.model().shape(only.target).kind, Kind::List(_));
    (is_list && collections.next().is_none()).then(|| only.name.clone())
}

fn page_items(ctx: &Context<'_>, output: ShapeIx, names: &[String]) -> Option<PageItems> {
    let (path, container) = path(ctx, output, names)?;
    let item = match &container {
        Type::List(element) => Some((**element).clone()),
        Type::Map(..) => None,
        _ => return None,
    };
    Some(PageItems {
        item,
        container,
        path,
    })
}

fn find(ctx: &Context<'_>, container: ShapeIx, name: &str) -> Option<MemberRef> {
    ctx.members(container)
        .find(|member| ctx.model().member(*member).name == name)
}

/// The fields on a path of member names from an output, and the type at its end.
fn path(ctx: &Context<'_>, output: ShapeIx, names: &[String]) -> Option<(Vec<Step>, Type)> {
    let mut steps = Vec::new();
    let mut container = output;
    let mut end = None;
    for name in names {
        let member = find(ctx, container, name)?;
        steps.push(Step {
            field: ctx.names.member(member).name,
            optional: nullability::is_optional(ctx, member, false),
        });
        container = ctx.model().member(member).target;
        end = Some(types::of_member(ctx, member));
    }
    Some((steps, end?))
}
