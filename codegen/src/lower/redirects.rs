//! Redirects to the regions of buckets.

use super::{endpoint, Context};
use crate::diag::Diagnostic;
use crate::ir::RegionRedirects;

/// Reports redirects that the manifest asks for where no endpoint depends on a region.
pub(super) fn check(ctx: &Context<'_>) -> Option<Diagnostic> {
    let own = ctx.settings.customizations.region_redirects.as_ref()?;
    let what =
        "a customization matches nothing: the endpoint rules have no parameter `AWS::Region`";
    let problem = Diagnostic::error(what).at(own.bucket.place.clone());
    endpoint::region(ctx).is_none().then_some(problem)
}

/// Returns how calls are redirected, if the endpoints of the client depend on a region and an operation of it has a
/// bucket.
pub(super) fn of_service(ctx: &Context<'_>) -> Option<RegionRedirects> {
    let wanted = ctx.prepared.customizations.region_redirects.as_ref()?;
    let region = endpoint::region(ctx)?;
    let operations = &ctx.prepared.operations;
    let inputs = operations.iter().map(|operation| operation.input);
    let mut members = inputs.flat_map(|input| ctx.model().members(input));
    members.find(|member| member.traits.context_param.as_ref() == Some(&wanted.bucket.value))?;
    let except = wanted.except.iter().map(|name| &name.value);
    let except = except.filter(|name| operations.iter().any(|one| one.name == **name));
    Some(RegionRedirects {
        bucket: wanted.bucket.value.clone(),
        except: except.cloned().collect(),
        region: region.name,
        is_optional: region.optional,
    })
}
