use super::Selector;

#[test]
fn selectors_of_the_specification_are_read() {
    for text in [
        "*",
        "structure > member",
        ":test(member > string)",
        "[trait|required]",
        "[trait|smithy.api#deprecated|since = '1', \"2\" i]",
        "[id|namespace ^= aws]",
        "service -[operation, resource]-> *",
        "<-[input]- operation",
        "list :not(> member > string)",
        "service $operations(~> operation) ${operations}",
        "[@trait|range: @{min} > @{max} && @{min} > 1]",
        "[@trait|enum|(values): @{deprecated} = true]",
        ":topdown([trait|a], [trait|b])",
        ":in(:root(service ~> *))",
    ] {
        assert!(Selector::parse(text).is_ok(), "{text}");
    }
}

#[test]
fn malformed_selectors_are_refused_with_the_position() {
    for (text, at) in [
        ("", 0),
        ("!", 0),
        ("strukture", 0),
        ("[trait|]", 7),
        ("[id=", 4),
        (":not(string, blob)", 1),
        (":test(", 6),
        ("string)", 6),
        ("[id='a]", 4),
        ("-[input]", 7),
    ] {
        let result = Selector::parse(text).map(|_| ()).map_err(|(at, _)| at);
        assert_eq!(result, Err(at), "{text}");
    }
}

#[test]
fn deep_selectors_do_not_overflow_the_stack() {
    let text = format!("{}*{}", ":not(".repeat(10_000), ")".repeat(10_000));
    assert!(Selector::parse(&text).is_err());
    assert!(Selector::parse(&"* ".repeat(100_000)).is_err());
}
