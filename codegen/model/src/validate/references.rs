//! `PrivateAccess` and `Target`: references to shapes that are not for all.

use super::kinds::Type;
use super::report::Report;

/// Reports references to private shapes of other namespaces, and errors as inputs and outputs.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for shape in view.with_trait("smithy.api#private").collect::<Vec<_>>() {
        let namespace = view.namespace(shape);
        for (name, from) in view.reverse(shape) {
            // A member of its own is no reference.
            if *name != "member" && view.namespace(*from) != namespace {
                let what = format!(
                    "`{}` is private to its namespace, so that it cannot be the {name} of this shape",
                    view.id(shape)
                );
                report.error("PrivateAccess", *from, what);
            }
        }
    }
    for resource in view.of_type(Type::Resource).collect::<Vec<_>>() {
        for target in view.linked(resource, "identifier").collect::<Vec<_>>() {
            if !view.ty(target).is_string() {
                let what = format!(
                    "an identifier must target a string, but `{}` is a {}",
                    view.id(target),
                    view.ty(target).name()
                );
                report.error("Target", resource, what);
            }
        }
    }
    for operation in view.of_type(Type::Operation).collect::<Vec<_>>() {
        for side in ["input", "output"] {
            for shape in view.linked(operation, side).collect::<Vec<_>>() {
                if view.has(shape, "smithy.api#error") {
                    let what = format!(
                        "the {side} of the operation, `{}`, is an error structure",
                        view.id(shape)
                    );
                    report.error("Target", operation, what);
                }
            }
        }
    }
}
