use super::*;

#[test]
fn the_generators_own_table_is_in_order() {
    let (document, errors) = DeTable::parse_recoverable(BUILT_IN);
    assert!(errors.is_empty(), "{errors:?}");
    let mut said = Diagnostics::default();
    for (service, _) in document.get_ref() {
        let found = built_in(service.get_ref(), &mut said).expect("listed");
        assert_ne!(found, Customizations::default(), "{}", service.get_ref());
    }
    assert!(said.is_empty(), "{said}");
    assert_eq!(built_in("None", &mut said), None);
}
