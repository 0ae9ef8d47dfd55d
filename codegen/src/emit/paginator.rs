//! Paginators: aliases to the runtime's types, the way to the next page, and the path of the items.

use super::docs::lines;
use super::output::Tokens;
use super::paths::*;
use super::types::{map_key, ty};
use crate::ir::{Operation, PageItems, PageTurn, Pagination, Step, Type};
use crate::tokens::quote;

/// The items of an operation's module `paginator`.
pub(super) fn paginator(operation: &Operation, pagination: &Pagination) -> Vec<Tokens> {
    let own = quote!(super);
    let mut items = aliases(operation, pagination, &own);
    items.push(turn(operation, pagination, &own));
    items.extend(page_size(operation, pagination, &own));
    items.extend(
        pagination
            .items
            .as_ref()
            .map(|items| page_items(operation, items, &own)),
    );
    items
}

fn aliases(operation: &Operation, pagination: &Pagination, own: &Tokens) -> Vec<Tokens> {
    let Pagination {
        paginator,
        items_name,
        items,
        ..
    } = pagination;
    let name = &operation.name;
    let text = lines([format!(
        "Paginator for `{}`, which requests one page after another.",
        operation.shape_name
    )
    .as_str()]);
    let items_doc = lines([format!(
        "Paginator for the items on all pages of `{}`.",
        operation.shape_name
    )
    .as_str()]);
    let items = items.as_ref().map(|_| {
        quote! {
            #items_doc
            pub type #items_name = #RtPaginatorItems<#own::#name>;
        }
    });
    let pages = quote! {
        #text
        pub type #paginator = #RtPaginator<#own::#name>;
    };
    std::iter::once(pages).chain(items).collect()
}

fn turn(operation: &Operation, pagination: &Pagination, own: &Tokens) -> Tokens {
    let (name, input, output) = (
        &operation.name,
        &operation.input.name,
        &operation.output.name,
    );
    let turn = match &pagination.turn {
        PageTurn::Token { input, output } => {
            let next = borrowed(output);
            quote!(#RtByToken(&mut input.#input, #next))
        }
        PageTurn::Paths { tokens, more } => {
            let tokens = tokens
                .iter()
                .map(|(field, path)| quote!((&mut input.#field, #path)));
            let more = match more {
                Some(path) => quote!(Some(#path)),
                None => quote!(None),
            };
            quote!(#RtByPaths(&mut [#(#tokens),*], page, #more))
        }
    };
    quote! {
        impl #RtPaginated for #own::#name {
            fn turn(input: &mut #own::#input, page: &#own::#output) -> #RtPageTurn {
                #turn
            }
        }
    }
}

/// An `Option` of a reference to the end of the path.
fn borrowed(path: &[Step]) -> Tokens {
    let mut value = quote!(page);
    for (position, step) in path.iter().enumerate() {
        let field = &step.field;
        let step_value = match (position, step.optional) {
            (0, true) => quote!(page.#field.as_ref()),
            (0, false) => quote!(Some(&page.#field)),
            (_, true) => quote!(#value.and_then(|outer| outer.#field.as_ref())),
            (_, false) => quote!(#value.map(|outer| &outer.#field)),
        };
        value = step_value;
    }
    value
}

fn page_size(operation: &Operation, pagination: &Pagination, own: &Tokens) -> Option<Tokens> {
    let (field, size) = pagination.page_size.as_ref()?;
    let (name, input, size) = (&operation.name, &operation.input.name, ty(size));
    Some(quote! {
        impl #RtPageSize for #own::#name {
            type Size = #size;
            fn set_page_size(input: &mut #own::#input, size: #size) {
                input.#field = Some(size);
            }
        }
    })
}

fn page_items(operation: &Operation, items: &PageItems, own: &Tokens) -> Tokens {
    let (name, output) = (&operation.name, &operation.output.name);
    let container = ty(&items.container);
    let item = match (&items.item, &items.container) {
        (Some(item), _) => ty(item),
        (None, Type::Map(key, value)) => {
            let (key, value) = (map_key(key), ty(value));
            quote!((#key, #value))
        }
        (None, other) => ty(other),
    };
    let taken = taken(&items.path);
    quote! {
        impl #RtPageItems for #own::#name {
            type Item = #item;
            type Items = #container;
            fn items(output: #own::#output) -> #container {
                #taken
            }
        }
    }
}

/// The value at the end of the path, moved out; empty if the path ends early.
fn taken(path: &[Step]) -> Tokens {
    let mut value = quote!(output);
    let mut optional = false;
    for step in path {
        let field = &step.field;
        value = if !optional {
            quote!(#value.#field)
        } else if step.optional {
            quote!(#value.and_then(|outer| outer.#field))
        } else {
            quote!(#value.map(|outer| outer.#field))
        };
        optional |= step.optional;
    }
    if optional {
        quote!(#value.unwrap_or_default())
    } else {
        value
    }
}
