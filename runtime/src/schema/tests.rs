use super::*;
use aws_smithy_schema::ShapeType;

static TEXT: SchemaText = SchemaText::new(
    "farrier-schema 1\n\
     namespace example.weather\n\
     City structure(original=\"GetCityRequest\") name=Name:string(required,sensitive) tags=Tags:#TagMap at=At:timestamp(timestampFormat=\"date-time\") near=Near:#CityList\n\
     CityList list #City\n\
     TagMap map string #TagList\n\
     TagList list string\n\
     Weather union sunny=Sunny:boolean rain=Rain:double\n",
);

#[test]
fn a_structure_has_its_members_in_order_with_their_traits() {
    let city = TEXT.shape("City");
    let names: Vec<_> = city.members().iter().map(Member::rust_name).collect();
    assert_eq!(names, ["name", "tags", "at", "near"]);
    assert!(city.members()[0].is_required() && city.members()[0].is_sensitive());
    assert!(!city.members()[1].is_required());
    assert_eq!(city.schema().shape_id().as_str(), "example.weather#City");
    assert_eq!(city.schema().original_name(), Some("GetCityRequest"));
}

#[test]
fn nested_lists_and_maps_carry_their_elements() {
    let tags = TEXT.shape("City").member(1).expect("a member");
    assert_eq!(tags.shape_type(), ShapeType::Map);
    let list = tags.member().expect("a value");
    assert_eq!(list.shape_type(), ShapeType::List);
    assert_eq!(
        list.member().map(|m| m.shape_type()),
        Some(ShapeType::String)
    );
}

#[test]
fn a_recursive_shape_ends() {
    let near = TEXT.shape("City").member(3).expect("a member");
    assert_eq!(
        near.member().map(|m| m.shape_type()),
        Some(ShapeType::Structure)
    );
}

#[test]
fn members_are_found_by_wire_name() {
    assert_eq!(TEXT.shape("Weather").position("Rain"), Some(1));
    assert_eq!(TEXT.shape("Weather").position("rain"), None);
    assert!(TEXT.shape("Weather").member(2).is_err());
}

#[test]
fn a_cell_gives_the_same_shape_each_time() {
    static CELL: ShapeCell = ShapeCell::new(&TEXT, "Weather");
    assert!(std::ptr::eq(CELL.get(), TEXT.shape("Weather")));
    assert_eq!(TEXT.names().len(), 5);
}

#[test]
#[should_panic(expected = "generate the crate anew")]
fn a_shape_that_is_not_there_is_a_bug_that_says_so() {
    TEXT.shape("Moon");
}
