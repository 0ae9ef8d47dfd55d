//! `Eq` and `Hash` of generated types: values as keys.

use std::collections::hash_map::DefaultHasher;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};

use aws_sdk_partnercentralbenefits::operation::get_benefit::GetBenefitInput;
use aws_sdk_partnercentralbenefits::types::error::ConflictException;
use aws_sdk_partnercentralbenefits::types::Contact;
use farrier_obstacles::types::{AsRef, Hash as HashUnion, Tree, Unit};

fn hash(value: &impl Hash) -> u64 {
    let mut state = DefaultHasher::new();
    value.hash(&mut state);
    state.finish()
}

fn is_eq<T: Eq>() {}

#[test]
fn structures_are_keys() {
    let contact = |name: &str| Contact::builder().first_name(name).build();
    let names = ["a", "b", "a", "", "b"].map(contact);
    let distinct: HashSet<Contact> = names.into_iter().collect();
    assert_eq!(distinct.len(), 3);
    assert!(distinct.contains(&contact("")));
    assert!(!distinct.contains(&Contact::builder().build()));
}

#[test]
fn inputs_are_keys() {
    let input = |id: &str| GetBenefitInput::builder().identifier(id).build();
    let mut seen = HashSet::new();
    assert!(seen.insert(input("a").expect("an input")));
    assert!(!seen.insert(input("a").expect("an input")));
    assert!(seen.insert(input("b").expect("an input")));
}

#[test]
fn unions_are_keys_by_variant_and_value() {
    let all = [
        Unit::None,
        Unit::Some(0),
        Unit::Some(1),
        Unit::Nested(Box::new(Unit::None)),
        Unit::Many(vec![]),
        Unit::Many(vec![Unit::None]),
        Unit::Many(vec![Unit::None, Unit::None]),
        Unit::Many(vec![Unit::Many(vec![Unit::None])]),
    ];
    let hashes: HashSet<u64> = all.iter().map(hash).collect();
    assert_eq!(hashes.len(), all.len());
    for value in &all {
        assert_eq!(hash(value), hash(&value.clone()));
    }
    // Of types whose names are those of the traits.
    assert_eq!(hash(&AsRef::Some), hash(&AsRef::Some));
    assert_ne!(
        hash(&HashUnion::Value(String::new())),
        hash(&HashUnion::Some)
    );
}

#[test]
fn what_belongs_to_one_member_is_not_taken_for_anothers() {
    let ends = |first: &str, last: &str| {
        let builder = Contact::builder().first_name(first).last_name(last);
        hash(&builder.build())
    };
    assert_ne!(ends("ab", "c"), ends("a", "bc"));
    assert_ne!(
        hash(&Contact::builder().first_name("a").build()),
        hash(&Contact::builder().last_name("a").build())
    );
}

#[test]
fn maps_and_errors_are_eq() {
    is_eq::<Tree>();
    is_eq::<ConflictException>();
}
