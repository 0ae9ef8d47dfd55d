//! Structures, enums and unions as values, without a service.

use std::str::FromStr;

use farrier_tests::sdk::{benefits, entitlement, revenue};

use benefits::types::{
    AccessDetails, Contact, CurrencyCode, FileType, FulfillmentDetails, FulfillmentType,
    MonetaryValue,
};
use entitlement::types::{Entitlement, EntitlementValue, GetEntitlementFilterName};
use revenue::types::{RevenueShareAllocation, SortOrder};

#[test]
fn debug_hides_what_is_sensitive() {
    let contact = Contact::builder()
        .email("jane@example.com")
        .first_name("Jane")
        .last_name("Doe")
        .business_title("CTO")
        .phone("+12065550100")
        .build();
    let builder = Contact::builder()
        .email("jane@example.com")
        .business_title("CTO");
    for debug in [format!("{contact:?}"), format!("{builder:?}")] {
        assert!(debug.contains("business_title: Some(\"CTO\")"), "{debug}");
        for secret in ["jane", "Jane", "Doe", "+1206"] {
            assert!(!debug.contains(secret), "{secret}: {debug}");
        }
    }
}

#[test]
fn debug_hides_what_is_sensitive_deep_in_an_input() {
    let contact = Contact::builder().email("jane@example.com").build();
    let input =
        benefits::operation::create_benefit_application::CreateBenefitApplicationInput::builder()
            .catalog("AWS")
            .partner_contacts(contact);
    let debug = format!("{:?}", input.build().expect("an input"));
    assert!(debug.contains("catalog: Some(\"AWS\")"), "{debug}");
    assert!(!debug.contains("jane"), "{debug}");
}

#[test]
fn every_currency_is_known() {
    assert_eq!(CurrencyCode::values().len(), 95);
    for code in CurrencyCode::values() {
        let currency = CurrencyCode::from_str(code).expect("every text is a currency code");
        assert_eq!(currency.as_str(), *code);
        assert!(CurrencyCode::try_parse(code).is_ok(), "{code}");
    }
    assert_eq!(CurrencyCode::from("EUR"), CurrencyCode::Eur);
}

#[test]
fn enums_know_their_text() {
    assert_eq!(FileType::Pdf.as_str(), "application/pdf");
    assert_eq!(FileType::Pdf.to_string(), "application/pdf");
    assert_eq!(AsRef::<str>::as_ref(&SortOrder::Ascending), "ASCENDING");
    assert_eq!(SortOrder::from("ASCENDING"), SortOrder::Ascending);
    assert_eq!(SortOrder::values(), ["ASCENDING", "DESCENDING"]);
    let error = SortOrder::try_parse("ascending").expect_err("case matters");
    assert!(error.to_string().contains("ascending"), "{error}");
    assert!(SortOrder::Ascending < SortOrder::Descending);
    let unknown = GetEntitlementFilterName::from("REGION");
    assert_eq!(unknown.as_str(), "REGION");
}

#[test]
fn unions_tell_their_variant() {
    let details = AccessDetails::builder().description("d").build();
    let union = FulfillmentDetails::AccessDetails(details.clone());
    assert!(union.is_access_details() && !union.is_credit_details() && !union.is_unknown());
    assert_eq!(union.as_access_details(), Ok(&details));
    assert_eq!(union.as_disbursement_details(), Err(&union));
}

#[test]
fn builders_name_what_is_missing() {
    let error = MonetaryValue::builder()
        .amount("1")
        .build()
        .expect_err("no currency");
    assert!(error.to_string().contains("currency_code"), "{error}");
    let error = RevenueShareAllocation::builder()
        .build()
        .expect_err("nothing set");
    assert!(error.to_string().contains("action"), "{error}");
}

#[test]
fn builders_take_and_give_back() {
    let value = EntitlementValue::builder()
        .set_integer_value(Some(3))
        .set_integer_value(None);
    assert_eq!(value.get_integer_value(), &None);
    let entitlement = Entitlement::builder()
        .dimension("d")
        .value(value.build())
        .build();
    assert_eq!(entitlement.dimension(), Some("d"));
    assert_eq!(entitlement.dimension.as_deref(), Some("d"));
    assert_eq!(entitlement.clone(), entitlement);
    assert_ne!(entitlement, Entitlement::builder().dimension("e").build());
}

#[test]
fn list_setters_append_and_replace() {
    use benefits::operation::list_benefits::ListBenefitsInput;
    let builder = ListBenefitsInput::builder()
        .fulfillment_types(FulfillmentType::Cash)
        .fulfillment_types(FulfillmentType::Access);
    assert_eq!(
        builder.get_fulfillment_types().as_ref().map(Vec::len),
        Some(2)
    );
    let builder = builder.set_fulfillment_types(Some(vec![FulfillmentType::Credits]));
    let input = builder.build().expect("nothing is checked here");
    assert_eq!(input.fulfillment_types(), [FulfillmentType::Credits]);
    assert_eq!(
        input.programs(),
        [""; 0],
        "an absent list reads as an empty one"
    );
    assert_eq!(input.programs, None);
}

#[test]
fn clients_are_cheap_to_share() {
    fn shareable<T: Clone + Send + Sync + std::fmt::Debug + 'static>() {}
    shareable::<entitlement::Client>();
    shareable::<benefits::Client>();
    shareable::<revenue::Client>();
    shareable::<revenue::Config>();
}
