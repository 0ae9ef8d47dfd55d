//! Facts that models in botocore's form omit and the customizations have: which numbers may be absent by
//! their shapes, names of enum values, errors and pages of operations.
//!
//! As with `retype`, existing facts of the model stay, and the generator's table may refer to parts that
//! a model lacks.

use std::collections::BTreeSet;

use super::retype::prelude;
use super::unmatched::unmatched_in_manifest;
use crate::diag::Diagnostics;
use crate::model::{
    Deprecated, ErrorFault, Kind, Member, Model, Node, Number, Paginated, Retryable, Shape,
    ShapeId, ShapeIx, Traits,
};
use crate::settings::{Customizations, EnumNames, OperationCustomizations, Setting};

/// Changes the model as the customizations say.
pub(super) fn apply(
    model: &mut Model,
    customizations: &Customizations,
    diagnostics: &mut Diagnostics,
) {
    for shape in &customizations.optional_shapes {
        numbers(model, shape, |_| None, diagnostics);
    }
    for shape in &customizations.zero_shapes {
        numbers(model, shape, zero, diagnostics);
    }
    for names in &customizations.enum_names {
        enum_names(model, names, diagnostics);
    }
    for (structure, name) in &customizations.root_names {
        let is_one = |shape: &Shape| matches!(shape.kind, Kind::Structure(_));
        if let Some(ix) = find(model, structure, is_one, "a structure", diagnostics) {
            let traits = &mut model.shape_mut(ix).traits;
            traits.xml_name.get_or_insert_with(|| name.clone());
        }
    }
    for (header, member) in &customizations.header_texts {
        header_text(model, header, member, diagnostics);
    }
    for error in &customizations.retryable_errors {
        let found = find(model, error, Shape::is_error, "an error", diagnostics);
        if let Some(ix) = found {
            let traits = &mut model.shape_mut(ix).traits;
            if traits.retryable.is_none() {
                traits.retryable = Some(Retryable { throttling: false });
                traits.error = Some(ErrorFault::Server);
            }
        }
    }
    for name in &customizations.sensitive {
        sensitive(model, name, diagnostics);
    }
    if let Some(setting) = &customizations.pages_by_token {
        pages_by_token(model, setting, diagnostics);
    }
    for (param, operations) in &customizations.named_in_query {
        for operation in operations {
            name_in_query(model, &param.value, operation, diagnostics);
        }
    }
    for operation in &customizations.operations {
        amend(model, operation, diagnostics);
    }
}

/// Adds a query parameter with the name of the operation to its URI, unless the URI has the parameter.
fn name_in_query(
    model: &mut Model,
    param: &str,
    operation: &Setting,
    diagnostics: &mut Diagnostics,
) {
    let is_it = |(_, shape): &(ShapeIx, &Shape)| {
        matches!(shape.kind, Kind::Operation(_)) && shape.id.name == operation.value
    };
    let found = model.shapes().find(is_it).map(|(ix, _)| ix);
    let Some(ix) = found else {
        let what = format!("the service has no operation `{}`", operation.value);
        unmatched_in_manifest(operation, what, &[], diagnostics);
        return;
    };
    let Kind::Operation(shape) = &mut model.shape_mut(ix).kind else {
        return;
    };
    let Some(http) = &mut shape.traits.http else {
        let what = format!("`{}` has no URI", operation.value);
        unmatched_in_manifest(operation, what, &[], diagnostics);
        return;
    };
    let query = http.uri.split_once('?').map(|(_, query)| query);
    let mut pairs = query.into_iter().flat_map(|query| query.split('&'));
    if pairs.any(|pair| pair.split('=').next() == Some(param)) {
        return;
    }
    let separator = if query.is_some() { '&' } else { '?' };
    http.uri.push(separator);
    http.uri.push_str(&format!("{param}={}", operation.value));
}

/// Returns the implicit default of a number or boolean.
fn zero(kind: &Kind) -> Option<Node> {
    Some(match kind {
        Kind::Boolean => Node::Bool(false),
        _ => Node::Number(Number::from_i64(0)),
    })
}

fn is_number(kind: &Kind) -> bool {
    use Kind::{Boolean, Byte, Double, Float, Integer, Long, Short};
    matches!(
        kind,
        Boolean | Byte | Short | Integer | Long | Float | Double
    )
}

/// Returns the shape with this id if it has the requested type, otherwise reports it.
fn find(
    model: &Model,
    setting: &Setting,
    fits: impl Fn(&Shape) -> bool,
    wanted: &str,
    diagnostics: &mut Diagnostics,
) -> Option<ShapeIx> {
    let found = ShapeId::parse(&setting.value).and_then(|id| model.find(&id));
    let found = found.filter(|ix| fits(model.shape(*ix)));
    if found.is_none() {
        let known = model.shapes().filter(|(_, shape)| fits(shape));
        let known: Vec<String> = known.map(|(_, shape)| shape.id.to_string()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let what = format!(
            "the model has no shape `{}` that is {wanted}",
            setting.value
        );
        unmatched_in_manifest(setting, what, &known, diagnostics);
    }
    found
}

/// Gives members another default: those that have none or nothing as theirs.
fn numbers(
    model: &mut Model,
    setting: &Setting,
    default: fn(&Kind) -> Option<Node>,
    diagnostics: &mut Diagnostics,
) {
    for (structure, name) in numbers_of(model, setting, diagnostics) {
        let Some(member) = model.shape(structure).member(&name) else {
            continue;
        };
        let kind = &model.shape(member.target).kind;
        let (default, nothing) = (default(kind), zero(kind));
        if let Some(member) = model.shape_mut(structure).member_mut(&name) {
            let traits = &mut member.traits;
            if traits.default.is_none() || traits.default == nothing {
                traits.default = default;
            }
        }
    }
}

/// Returns the members of structures that a setting names: one by its id, or all those with the shape of that id.
fn numbers_of(
    model: &Model,
    setting: &Setting,
    diagnostics: &mut Diagnostics,
) -> Vec<(ShapeIx, String)> {
    let is_one = |shape: &Shape| is_number(&shape.kind);
    if let Some(member) = number_member(model, setting) {
        return vec![member];
    }
    let wanted = "a number or a boolean";
    let Some(target) = find(model, setting, is_one, wanted, diagnostics) else {
        return Vec::new();
    };
    let structures = model.shapes().filter_map(|(ix, shape)| match &shape.kind {
        Kind::Structure(members) => Some((ix, members)),
        _ => None,
    });
    structures
        .flat_map(|(ix, members)| members.iter().map(move |member| (ix, member)))
        .filter(|(_, member)| member.target == target)
        .map(|(ix, member)| (ix, member.name.clone()))
        .collect()
}

/// Returns the member that a setting names, if it is a number or a boolean of a structure.
fn number_member(model: &Model, setting: &Setting) -> Option<(ShapeIx, String)> {
    let id = ShapeId::parse(&setting.value)?;
    let name = id.member.clone()?;
    let structure = model.find(&ShapeId { member: None, ..id })?;
    let shape = model.shape(structure);
    let member = shape.member(&name)?;
    let is_one =
        matches!(shape.kind, Kind::Structure(_)) && is_number(&model.shape(member.target).kind);
    is_one.then_some((structure, name))
}

fn enum_names(model: &mut Model, names: &EnumNames, diagnostics: &mut Diagnostics) {
    let is_one = |shape: &Shape| matches!(shape.kind, Kind::Enum(_));
    let Some(ix) = find(model, &names.target, is_one, "an enum", diagnostics) else {
        return;
    };
    let Kind::Enum(members) = &mut model.shape_mut(ix).kind else {
        return;
    };
    let value_of = |member: &Member| {
        let own = member.traits.enum_value.as_ref().and_then(Node::as_str);
        own.unwrap_or(&member.name).to_owned()
    };
    for (value, name) in &names.names {
        match members
            .iter_mut()
            .find(|member| value_of(member) == value.value)
        {
            Some(member) => {
                let value = Node::String(value.value.as_str().into());
                member.traits.enum_value.get_or_insert(value);
                member.name.clone_from(name);
            }
            None => {
                let known: Vec<String> = members.iter().map(value_of).collect();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let what = format!("`{}` has no value `{}`", names.target.value, value.value);
                unmatched_in_manifest(value, what, &known, diagnostics);
            }
        }
    }
}

/// Adds a member with the text of a header to the outputs that have a member of the header's.
fn header_text(model: &mut Model, header: &Setting, name: &str, diagnostics: &mut Diagnostics) {
    let outputs = model.shapes().filter_map(|(_, shape)| match &shape.kind {
        Kind::Operation(operation) => Some(operation.output),
        _ => None,
    });
    let outputs: BTreeSet<ShapeIx> = outputs.collect();
    let is_it = |member: &Member| is_header(member, &header.value);
    let found = outputs.into_iter().filter(|ix| {
        let members = model.shape(*ix).members();
        members.iter().any(|member| is_it(member))
            && members.iter().all(|member| member.name != name)
    });
    let found: Vec<ShapeIx> = found.collect();
    if found.is_empty() {
        let what = format!("no output has a member of the header `{}`", header.value);
        unmatched_in_manifest(header, what, &[], diagnostics);
        return;
    }
    let Some(target) = prelude(model, Kind::String) else {
        return;
    };
    for ix in found {
        let Kind::Structure(members) = &mut model.shape_mut(ix).kind else {
            continue;
        };
        let Some(position) = members.iter().position(is_it) else {
            continue;
        };
        let of = &members[position];
        let documentation = format!(
            "The text of the header `{}`, whether or not `{}` can be made of it.",
            header.value, of.name
        );
        let member = Member {
            name: name.to_owned(),
            target,
            traits: Box::new(Traits {
                http_header: of.traits.http_header.clone(),
                documentation: Some(documentation),
                ..Traits::default()
            }),
        };
        // As in the official crates: what cannot be made of the text is lost.
        let deprecated = &mut members[position].traits.deprecated;
        deprecated.get_or_insert_with(|| Deprecated {
            message: Some(format!("`{name}` has the whole text of the header.")),
            since: None,
        });
        members.insert(position + 1, member);
    }
}

/// Returns whether the member is bound to the header.
pub(super) fn is_header(member: &Member, header: &str) -> bool {
    let own = member.traits.http_header.as_deref();
    own.is_some_and(|own| own.eq_ignore_ascii_case(header))
}

/// Marks a shape or a member as secret.
fn sensitive(model: &mut Model, setting: &Setting, diagnostics: &mut Diagnostics) {
    let id = ShapeId::parse(&setting.value);
    let member = id.as_ref().and_then(|id| id.member.clone());
    let shape = id.map(|id| ShapeId { member: None, ..id });
    let found = shape.and_then(|shape| model.find(&shape));
    let traits = found.and_then(|ix| {
        let shape = model.shape_mut(ix);
        match member {
            None => Some(&mut shape.traits),
            Some(name) => shape.member_mut(&name).map(|member| &mut *member.traits),
        }
    });
    match traits {
        Some(traits) => traits.sensitive = true,
        None => {
            let known: Vec<String> = model
                .shapes()
                .map(|(_, shape)| shape.id.to_string())
                .collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let what = format!("the model has no shape or member `{}`", setting.value);
            unmatched_in_manifest(setting, what, &known, diagnostics);
        }
    }
}

/// Leaves pages that a single token turns to that token.
fn pages_by_token(model: &mut Model, setting: &Setting, diagnostics: &mut Diagnostics) {
    let has_both = |shape: &Shape| match &shape.kind {
        Kind::Operation(operation) => operation
            .traits
            .paginated
            .as_ref()
            .is_some_and(|paginated| paginated.by_paths.is_none() && paginated.more.is_some()),
        _ => false,
    };
    let found: Vec<ShapeIx> = (model.shapes())
        .filter(|(_, shape)| has_both(shape))
        .map(|(ix, _)| ix)
        .collect();
    if found.is_empty() {
        let what = "no operation has pages with a single token and `more_results`".to_owned();
        unmatched_in_manifest(setting, what, &[], diagnostics);
    }
    for ix in found {
        if let Kind::Operation(operation) = &mut model.shape_mut(ix).kind {
            if let Some(paginated) = &mut operation.traits.paginated {
                paginated.more = None;
            }
        }
    }
}

/// The errors and pages of an operation. That it exists was checked before.
fn amend(model: &mut Model, customized: &OperationCustomizations, diagnostics: &mut Diagnostics) {
    let is_it = |(_, shape): &(ShapeIx, &Shape)| {
        matches!(shape.kind, Kind::Operation(_)) && shape.id.name == customized.name.value
    };
    let Some((ix, _)) = model.shapes().find(is_it) else {
        return;
    };
    let errors = customized.errors.iter();
    let errors: Vec<ShapeIx> = errors
        .filter_map(|error| self::error(model, error, diagnostics))
        .collect();
    let pages = pages(model, ix, customized, diagnostics);
    if customized.any_root && !has_document(model, ix) {
        let name = &customized.name;
        let what = format!("the output of `{}` has no XML document", name.value);
        unmatched_in_manifest(name, what, &[], diagnostics);
    }
    let Kind::Operation(operation) = &mut model.shape_mut(ix).kind else {
        return;
    };
    for error in errors {
        if !operation.errors.contains(&error) {
            operation.errors.push(error);
        }
    }
    let paginated = &mut operation.traits.paginated;
    *paginated = paginated.take().or(pages);
    let Some(more) = &customized.more_results else {
        return;
    };
    match paginated {
        Some(paginated) => {
            paginated.more.get_or_insert_with(|| more.value.clone());
        }
        None => {
            let what = format!("`{}` has no pages", customized.name.value);
            unmatched_in_manifest(more, what, &[], diagnostics);
        }
    }
}

/// Returns whether the operation's output has a document for its members.
fn has_document(model: &Model, operation: ShapeIx) -> bool {
    let Kind::Operation(operation) = &model.shape(operation).kind else {
        return false;
    };
    let members = model.shape(operation.output).members();
    let is_bound = |traits: &Traits| {
        traits.http_header.is_some()
            || traits.http_prefix_headers.is_some()
            || traits.http_response_code
    };
    let has_payload = members.iter().any(|member| member.traits.http_payload);
    !has_payload && members.iter().any(|member| !is_bound(&member.traits))
}

/// Returns the pages that these members turn; those that the operation does not have are reported.
fn pages(
    model: &Model,
    ix: ShapeIx,
    customized: &OperationCustomizations,
    diagnostics: &mut Diagnostics,
) -> Option<Paginated> {
    let [input, output, size @ ..] = customized.pages.as_slice() else {
        return None;
    };
    let Kind::Operation(operation) = &model.shape(ix).kind else {
        return None;
    };
    let mut is_complete = true;
    let in_input = |member| (operation.input, "input", member);
    let sides = [in_input(input), (operation.output, "output", output)];
    for (side, name, member) in sides.into_iter().chain(size.iter().map(in_input)) {
        if model.shape(side).member(&member.value).is_none() {
            let known = model.members(side);
            let known: Vec<&str> = known.iter().map(|member| member.name.as_str()).collect();
            let operation = &customized.name.value;
            let what = format!(
                "the {name} of `{operation}` has no member `{}`",
                member.value
            );
            unmatched_in_manifest(member, what, &known, diagnostics);
            is_complete = false;
        }
    }
    is_complete.then(|| Paginated {
        input_token: Some(input.value.clone()),
        output_token: Some(output.value.clone()),
        page_size: size.first().map(|size| size.value.clone()),
        complete: true,
        ..Paginated::default()
    })
}

/// Returns the error of that id, which the model may lack.
fn error(model: &mut Model, setting: &Setting, diagnostics: &mut Diagnostics) -> Option<ShapeIx> {
    let id = ShapeId::parse(&setting.value);
    let Some(id) = id.filter(|id| model.find(id).is_none()) else {
        return find(model, setting, Shape::is_error, "an error", diagnostics);
    };
    let shape = Shape {
        id,
        kind: Kind::Structure(Vec::new()),
        traits: Traits {
            error: Some(ErrorFault::Client),
            ..Traits::default()
        },
    };
    model.add(shape).ok()
}
