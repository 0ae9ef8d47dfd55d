//! Runs the JMESPath evaluator on the compliance suite, and the parser on Smithy's expressions.

use farrier_jmespath::{Data, Datum, ErrorKind, Expression, Number, Value};
use farrier_test_data::{find, Test};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::path::Path;
use std::process::ExitCode;

/// Expected result of a case: a value, an error, or nothing to compare with.
const CASES: [usize; 3] = [742, 150, 16];

#[derive(Clone, Copy, Debug)]
struct Borrowed<'a>(&'a Json);

impl<'a> Data<'a> for Borrowed<'a> {
    fn datum(self) -> Datum<'a> {
        match self.0 {
            Json::Null => Datum::Null,
            Json::Bool(value) => Datum::Bool(*value),
            Json::Number(number) => Datum::Number(parsed(number)),
            Json::String(text) => Datum::Text(text.into()),
            Json::Array(_) => Datum::List,
            Json::Object(_) => Datum::Object,
        }
    }
    fn element(self, index: usize) -> Option<Self> {
        self.0.as_array()?.get(index).map(Self)
    }
    fn member(self, name: &str) -> Option<Self> {
        self.0.as_object()?.get(name).map(Self)
    }
    fn members(self, visit: &mut dyn FnMut(Cow<'a, str>, Self)) {
        for (key, value) in self.0.as_object().into_iter().flatten() {
            visit(key.into(), Self(value));
        }
    }
}

fn parsed(number: &serde_json::Number) -> Number {
    Number::parse(&number.to_string()).expect("a number of JSON")
}

fn main() -> ExitCode {
    let suite = || find("conformance/jmespath");
    farrier_test_data::run(vec![
        Test::with("the_compliance_suite_passes", suite(), |folder| {
            the_compliance_suite_passes(&folder);
        }),
        Test::with("smithys_expressions_are_told_apart", suite(), |folder| {
            smithys_expressions_are_told_apart(&folder);
        }),
        Test::new(
            "what_is_nested_too_deep_is_an_error",
            what_is_nested_too_deep_is_an_error,
        ),
        Test::new(
            "high_expressions_and_deep_data_are_walked_on_a_small_stack",
            high_expressions_and_deep_data_are_walked_on_a_small_stack,
        ),
    ])
}

fn read(path: &Path) -> Json {
    let text = std::fs::read_to_string(path).expect("a file of the suite");
    serde_json::from_str(&text).expect("JSON")
}

fn the_compliance_suite_passes(folder: &Path) {
    let (mut seen, mut failures) = ([0; 3], Vec::new());
    for entry in std::fs::read_dir(folder.join("compliance")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        for group in read(&path).as_array().expect("groups") {
            for case in group["cases"].as_array().expect("cases") {
                let kind = ["result", "error"]
                    .iter()
                    .position(|key| case.get(key).is_some());
                seen[kind.unwrap_or(2)] += 1;
                if let Err(reason) = check(&group["given"], case) {
                    failures.push(format!(
                        "{}: {}: {reason}",
                        path.display(),
                        case["expression"]
                    ));
                }
            }
        }
    }
    assert_eq!(failures, Vec::<String>::new());
    assert_eq!(seen, CASES);
}

fn check(given: &Json, case: &Json) -> Result<(), String> {
    let text = case["expression"].as_str().expect("an expression");
    let expression = Expression::parse(text);
    let found = match &expression {
        Ok(expression) => expression.search(Value::of(Borrowed(given))),
        Err(error) => Err(error.clone()),
    };
    match (found, case.get("result"), case.get("error")) {
        (Ok(found), Some(wanted), _) => {
            if found.equals(&Value::of(Borrowed(wanted))).expect("shallow") {
                Ok(())
            } else {
                Err(format!(
                    "{found:?} instead of {wanted}",
                    found = found.type_name()
                ))
            }
        }
        (Err(error), None, Some(wanted)) => {
            if wanted == name(error.kind()) {
                Ok(())
            } else {
                Err(format!("{:?} instead of {wanted}", error.kind()))
            }
        }
        (Ok(_), None, Some(wanted)) => Err(format!("accepted instead of {wanted}")),
        (Ok(_), None, None) => Ok(()),
        (Err(error), _, _) => Err(error.to_string()),
    }
}

fn name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Syntax => "syntax",
        ErrorKind::UnknownFunction => "unknown-function",
        ErrorKind::InvalidArity => "invalid-arity",
        ErrorKind::InvalidType => "invalid-type",
        ErrorKind::InvalidValue => "invalid-value",
        _ => "other",
    }
}

fn smithys_expressions_are_told_apart(folder: &Path) {
    let mut failures = Vec::new();
    for (file, count, is_valid) in [("valid", 690, true), ("invalid", 101, false)] {
        let list = read(&folder.join(format!("parser/{file}.json")));
        let list = list.as_array().expect("a list");
        assert_eq!(list.len(), count);
        for text in list.iter().map(|text| text.as_str().expect("text")) {
            // Smithy's parser does not check the arguments of functions.
            let syntax = match Expression::parse(text) {
                Ok(_) => true,
                Err(error) => error.kind() != ErrorKind::Syntax,
            };
            if syntax != is_valid {
                failures.push(format!(
                    "{file}: {text:?}: {:?}",
                    Expression::parse(text).err()
                ));
            }
        }
    }
    assert_eq!(failures, Vec::<String>::new());
}

fn nested(open: &str, inner: &str, close: &str, times: usize) -> String {
    format!("{}{inner}{}", open.repeat(times), close.repeat(times))
}

fn what_is_nested_too_deep_is_an_error() {
    for (open, inner, close) in [
        ("[", "a", "]"),
        ("(", "a", ")"),
        ("!", "a", ""),
        ("a.", "a", ""),
        ("a | ", "a", ""),
        ("a[?", "a", "]"),
        ("to_array(", "a", ")"),
        ("{a: ", "a", "}"),
        ("*.", "a", ""),
        ("& ", "a", ""),
        ("", "a", "[0]"),
        ("", "a", "[]"),
    ] {
        let error = Expression::parse(&nested(open, inner, close, 100_000));
        let kind = error.expect_err("too deep").kind();
        assert_eq!(kind, ErrorKind::TooDeep, "{open}{inner}{close}");
    }
    let literal = format!("`{}`", nested("[", "", "]", 100_000));
    let error = Expression::parse(&literal).expect_err("too deep");
    assert_eq!(error.kind(), ErrorKind::TooDeep);
}

fn high_expressions_and_deep_data_are_walked_on_a_small_stack() {
    let run = || {
        for (open, inner, close) in [("a.", "a", ""), ("[", "@", "]"), ("map(&", "@", ", [@])")] {
            let times = if open == "map(&" { 55 } else { 115 };
            let text = nested(open, inner, close, times);
            let expression = Expression::parse(&text).expect(&text);
            let found = expression.search(Value::of(Borrowed(&Json::Bool(true))));
            found.expect("a value");
        }
        let mut deep = Json::Bool(true);
        for _ in 0..10_000 {
            deep = Json::Array(vec![deep]);
        }
        for text in ["@ == @", "to_string(@)", "contains(@, @)"] {
            let expression = Expression::parse(text).expect(text);
            let error = expression.search(Value::of(Borrowed(&deep)));
            assert_eq!(error.expect_err(text).kind(), ErrorKind::TooDeep);
        }
        // The recursion of dropping serde's values is not limited.
        std::mem::forget(deep);
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(run);
    thread.expect("a thread").join().expect("no panic");
}
