//! Errors: what the service says is wrong, and what the client notices on its own.

use aws_sdk_partnercentralbenefits::config::Builder;
use aws_sdk_partnercentralbenefits::error::SdkError;
use aws_sdk_partnercentralbenefits::operation::create_benefit_application::CreateBenefitApplicationError;
use aws_sdk_partnercentralbenefits::types::error::ValidationException;
use aws_sdk_partnercentralbenefits::types::{
    FulfillmentType, ValidationExceptionErrorCode, ValidationExceptionField,
};

use super::{lines, or_dash, Played, Scene};

pub(crate) async fn play(scene: &mut Scene<'_>) -> Played {
    let client = &scene.clients.benefits;
    let catalog = scene.setting().catalog.as_str();
    let unknown = client
        .get_benefit()
        .catalog(catalog)
        .identifier("ben-00000000000000")
        .send();
    let call = "GetBenefit\nof an unknown benefit";
    let code = "ResourceNotFoundException";
    scene
        .refusal(call, code, unknown, |error, _| {
            let error = error.as_service_error();
            let is = error.is_some_and(|e| e.is_resource_not_found_exception());
            format!("is_resource_not_found_exception() = {is}")
        })
        .await?;
    let invalid = client
        .create_benefit_application()
        .catalog(catalog)
        .client_token(scene.setting().token("invalid"))
        .benefit_identifier("ben-tourcredits001")
        .fulfillment_types(FulfillmentType::Cash)
        .send();
    let call = "CreateBenefitApplication\nwithout a name, for the wrong thing";
    scene
        .refusal(
            call,
            "ValidationException",
            invalid,
            |error, _| match error.as_service_error() {
                Some(CreateBenefitApplicationError::ValidationException(error)) => fields(error),
                _ => String::new(),
            },
        )
        .await?;
    missing_input(scene).await
}

fn fields(error: &ValidationException) -> String {
    let field = |field: &ValidationExceptionField| {
        let code = field.code().map(ValidationExceptionErrorCode::as_str);
        format!("- {}: {} {}", field.name(), or_dash(code), field.message())
    };
    let reason = format!("reason {}", error.reason().as_str());
    lines(std::iter::once(reason).chain(error.field_list().iter().map(field)))
}

/// With the check turned on, a required member that is not set stops a call before anything is sent.
async fn missing_input(scene: &mut Scene<'_>) -> Played {
    let client = &scene.clients.benefits;
    let call = "GetBenefit\nwithout its required members";
    let checked = Builder::new().check_required_input(true);
    let checked = client.get_benefit().customize().config_override(checked);
    let outcome = checked.send().await;
    scene.local_refusal(call, outcome, |error| match error {
        SdkError::ConstructionFailure(_) => Some(cause(error)),
        _ => None,
    })
}

/// The innermost cause of an error, which names what was wrong.
fn cause(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
