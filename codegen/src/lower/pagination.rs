//! How paginated operations turn pages.

use super::members::MemberFacts;
use super::paths::{faults, leads_to, Fault, Root};
use super::Context;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::ir::{Name, PageItems, PageTurn, Pagination, Step, Type};
use crate::model::{Kind, PagePaths, ShapeIx};
use crate::prepare::{Operation, Turn};

/// Returns the operation's pagination. There is none if its tokens are of two types, which is warned of, or
/// where its input is a stream.
pub(super) fn lower(
    ctx: &Context<'_>,
    operation: &Operation,
    name: &Name,
    diagnostics: &mut Diagnostics,
) -> Option<Pagination> {
    let pagination = operation.pagination.as_ref()?;
    if ctx.prepared.has_stream(operation.input) {
        let problem = no_paginator("its input is a stream, which can be sent only once");
        let place = Place::shape(&ctx.model().shape(operation.shape).id);
        diagnostics.push(problem.at(place));
        return None;
    }
    let turn = match &pagination.turn {
        Turn::Token { input, output } => token(ctx, operation, input, output, diagnostics)?,
        Turn::Paths(paths) => by_paths(ctx, operation, paths, diagnostics)?,
    };
    let size = pagination.page_size.as_deref();
    let size = size.and_then(|name| find(ctx, operation.input, name));
    Some(Pagination {
        paginator: Name(format!("{}Paginator", name.0)),
        items_name: Name(format!("{}PaginatorItems", name.0)),
        turn,
        page_size: size.map(|size| (size.names.name.clone(), size.ty.clone())),
        items: items(ctx, operation),
    })
}

/// Returns the items of the operation's pages, if there is one list of them.
fn items(ctx: &Context<'_>, operation: &Operation) -> Option<PageItems> {
    let pagination = operation.pagination.as_ref()?;
    match &pagination.items {
        Some(items) => page_items(ctx, operation.output, items),
        None if pagination.several => None,
        None => {
            let name = only_list(ctx, operation.output)?;
            page_items(ctx, operation.output, &[name])
        }
    }
}

fn token(
    ctx: &Context<'_>,
    operation: &Operation,
    input: &str,
    output: &[String],
    diagnostics: &mut Diagnostics,
) -> Option<PageTurn> {
    let input = find(ctx, operation.input, input)?;
    let (output, given) = path(ctx, operation.output, output)?;
    if given != input.ty {
        let id = &ctx.model().shape(operation.shape).id;
        let problem = no_paginator("its tokens of input and output have different types");
        diagnostics.push(problem.at(Place::shape(id)));
        return None;
    }
    let input = input.names.name.clone();
    Some(PageTurn::Token { input, output })
}

/// An invalid path is an error; one that finds nothing, or nothing that the input can
/// take, means no paginator.
fn by_paths(
    ctx: &Context<'_>,
    operation: &Operation,
    paths: &PagePaths,
    diagnostics: &mut Diagnostics,
) -> Option<PageTurn> {
    let mut tokens = Vec::new();
    let mut problems = Vec::new();
    let root = Root::One(operation.output);
    for (input, path) in &paths.tokens {
        problems.extend(problem(ctx, root, path));
        let input = find(ctx, operation.input, input)?;
        let (sent, found) = (input.shape.target, leads_to(ctx.model(), root, path));
        if found.is_some_and(|found| !ctx.model().converts(found, sent)) {
            let what = format!("the token `{path}` has a different type than the input's token");
            problems.push(no_paginator(&what));
        }
        tokens.push((input.names.name.clone(), path.clone()));
    }
    if let Some(more) = &paths.more {
        problems.extend(problem(ctx, root, more));
    }
    let fine = problems.is_empty();
    for problem in problems {
        let id = &ctx.model().shape(operation.shape).id;
        diagnostics.push(problem.at(Place::shape(id)));
    }
    let more = paths.more.clone();
    fine.then_some(PageTurn::Paths { tokens, more })
}

fn problem(ctx: &Context<'_>, root: Root, path: &str) -> Option<Diagnostic> {
    let fault = faults(ctx.model(), root, path).into_iter().next()?;
    Some(match fault {
        Fault::Invalid(why) => {
            Diagnostic::error(format!("the paginator's path `{path}` is not valid: {why}"))
        }
        Fault::Missing(what) => no_paginator(&format!("the path `{path}` finds nothing: {what}")),
    })
}

fn no_paginator(reason: &str) -> Diagnostic {
    Diagnostic::warning(format!("the operation has no paginator: {reason}"))
}

/// Returns the only list of the output, which has the items even if the model does not name it.
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

fn find<'c>(ctx: &'c Context<'_>, container: ShapeIx, name: &str) -> Option<&'c MemberFacts<'c>> {
    let mut members = ctx.facts(container).iter();
    members.find(|member| member.shape.name == name)
}

/// Returns the fields on a path of member names from an output, and the type at its end.
fn path(ctx: &Context<'_>, output: ShapeIx, names: &[String]) -> Option<(Vec<Step>, Type)> {
    let mut steps = Vec::new();
    let mut container = output;
    let mut end = None;
    for name in names {
        let member = find(ctx, container, name)?;
        steps.push(Step {
            field: member.names.name.clone(),
            optional: member.optional,
        });
        container = member.shape.target;
        end = Some(member.ty.clone());
    }
    Some((steps, end?))
}
