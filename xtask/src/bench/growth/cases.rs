//! Models that can be generated in any size.

use serde_json::{json, Map, Value};

use super::sketch::{id, service, smithy_file, Member, Operation, Shape, Sketch};
use super::Files;

/// A model that can be generated in any size.
pub(super) struct Case {
    pub(super) name: &'static str,
    /// The smallest size.
    pub(super) size: usize,
    make: Make,
}

#[derive(Clone, Copy)]
enum Make {
    /// A model in both formats.
    Both(fn(usize) -> Sketch),
    /// A model that only Smithy can express.
    Smithy(fn(usize) -> Files),
}

impl Case {
    const fn both(name: &'static str, size: usize, make: fn(usize) -> Sketch) -> Self {
        let make = Make::Both(make);
        Self { name, size, make }
    }

    const fn smithy(name: &'static str, size: usize, make: fn(usize) -> Files) -> Self {
        let make = Make::Smithy(make);
        Self { name, size, make }
    }

    /// Returns the files of a model of that size, in each supported format.
    pub(super) fn files(&self, size: usize) -> Vec<(&'static str, Files)> {
        match self.make {
            Make::Both(make) => {
                let sketch = make(size);
                vec![("Smithy", sketch.smithy()), ("botocore", sketch.botocore())]
            }
            Make::Smithy(make) => vec![("Smithy", make(size))],
        }
    }
}

/// All cases, in the order of the table.
pub(super) const CASES: &[Case] = &[
    Case::both("operations", 250, operations),
    Case::both("operations with errors", 100, operations_with_errors),
    Case::both("members of a structure", 500, members),
    Case::both("variants of a union", 250, variants),
    Case::both("structures in a chain", 250, chain),
    Case::both("structures in a ring", 250, ring),
    Case::both("members of structures that hold each other", 250, dense),
    Case::both("values of an enum", 1_250, values),
    Case::both("names of 400 characters", 100, names),
    Case::both("endpoint rules", 1_000, rules),
    Case::both("endpoint rules in trees", 1_000, trees),
    Case::both("conditions of an endpoint rule", 1_000, conditions),
    Case::both("HTML in KB", 250, html),
    Case::both("Markdown in KB", 250, markdown),
    Case::smithy("mixins in a chain", 250, mixins),
    Case::smithy("structures with a mixin", 250, mixed_in),
    Case::smithy("resources in a chain", 250, resources),
    Case::smithy("applied traits", 500, applied),
    Case::smithy("waiters", 100, waiters),
];

fn member(name: impl Into<String>, of: impl Into<String>) -> Member {
    (name.into(), of.into())
}

fn texts(count: usize) -> Vec<Member> {
    (0..count)
        .map(|i| member(format!("Member{i}"), "String"))
        .collect()
}

fn operation(i: usize, errors: Vec<String>) -> Operation {
    Operation {
        name: format!("Operation{i}"),
        input: format!("Operation{i}Request"),
        output: format!("Operation{i}Response"),
        errors,
    }
}

fn with_operations(count: usize, errors: impl Fn(usize) -> Vec<String>) -> Sketch {
    let mut sketch = Sketch::default().with("Shared", Shape::Structure(texts(3)));
    for i in 0..count {
        let operation = operation(i, errors(i));
        let mut members = texts(3);
        members.push(member("Shared", "Shared"));
        for side in [&operation.input, &operation.output] {
            sketch = sketch.with(side.clone(), Shape::Structure(members.clone()));
        }
        sketch.operations.push(operation);
    }
    sketch
}

fn operations(count: usize) -> Sketch {
    with_operations(count, |_| Vec::new())
}

/// Creates as many errors as operations, each with three of the errors.
fn operations_with_errors(count: usize) -> Sketch {
    let error = |i: usize| format!("Error{}", i % count);
    let mut sketch = with_operations(count, |i| vec![error(i), error(i + 1), error(i * 7 + 3)]);
    for i in 0..count {
        sketch = sketch.with(error(i), Shape::Error(vec![member("message", "String")]));
    }
    sketch
}

fn members(count: usize) -> Sketch {
    Sketch::around("Large").with("Large", Shape::Structure(texts(count)))
}

fn variants(count: usize) -> Sketch {
    Sketch::around("Large").with("Large", Shape::Union(texts(count)))
}

fn chain(count: usize) -> Sketch {
    let mut sketch = Sketch::around("Link0");
    for i in 0..count {
        let mut members = texts(2);
        if i + 1 < count {
            members.push(member("Next", format!("Link{}", i + 1)));
        }
        sketch = sketch.with(format!("Link{i}"), Shape::Structure(members));
    }
    sketch
}

fn ring(count: usize) -> Sketch {
    let mut sketch = Sketch::around("Link0");
    for i in 0..count {
        let next = format!("Link{}", (i + 1) % count);
        let members = vec![member("Text", "String"), member("Next", next)];
        sketch = sketch.with(format!("Link{i}"), Shape::Structure(members));
    }
    sketch
}

/// Creates structures that each have a list of every structure.
fn dense(members: usize) -> Sketch {
    let count = members.isqrt();
    let mut sketch = Sketch::around("Node0");
    for i in 0..count {
        let lists = (0..count).map(|j| member(format!("Nodes{j}"), format!("List{j}")));
        sketch = sketch
            .with(format!("Node{i}"), Shape::Structure(lists.collect()))
            .with(format!("List{i}"), Shape::List(format!("Node{i}")));
    }
    sketch
}

fn values(count: usize) -> Sketch {
    let values = (0..count).map(|i| format!("value-{i}")).collect();
    Sketch::around("Color").with("Color", Shape::Enum(values))
}

fn names(count: usize) -> Sketch {
    let name = |i: usize| format!("{}{i}", "LongName".repeat(50));
    let mut sketch = Sketch::around("Large");
    let members = (0..count).map(|i| member(name(i), name(i)));
    sketch = sketch.with("Large", Shape::Structure(members.collect()));
    for i in 0..count {
        sketch = sketch.with(name(i), Shape::Structure(texts(1)));
    }
    sketch
}

fn rule(i: usize) -> Value {
    json!({
        "conditions": [
            { "fn": "stringEquals", "argv": [{ "ref": "Region" }, format!("region-{i}")] },
            { "fn": "substring", "argv": [{ "ref": "Region" }, 0, 4, false], "assign": format!("Start{i}") },
        ],
        "type": "endpoint",
        "endpoint": {
            "url": format!("https://growth-{i}.{{Start{i}}}.example"),
            "headers": {},
            "properties": { "authSchemes": [{ "name": "sigv4", "signingRegion": "{Region}" }] },
        },
    })
}

fn with_rules(rules: Vec<Value>) -> Sketch {
    Sketch {
        rules,
        ..Sketch::around("String")
    }
}

fn rules(count: usize) -> Sketch {
    with_rules((0..count).map(rule).collect())
}

fn trees(count: usize) -> Sketch {
    let mut rules: Vec<Value> = (0..count).map(rule).collect();
    while rules.len() > 10 {
        let groups = rules.chunks(10);
        let groups =
            groups.map(|rules| json!({ "conditions": [], "type": "tree", "rules": rules }));
        rules = groups.collect();
    }
    with_rules(rules)
}

/// Creates one rule whose conditions each declare a name.
fn conditions(count: usize) -> Sketch {
    let conditions = (0..count).map(|i| {
        let argv = json!([{ "ref": "Region" }, 0, i + 1, false]);
        json!({ "fn": "substring", "argv": argv, "assign": format!("Start{i}") })
    });
    let conditions: Vec<Value> = conditions.collect();
    let endpoint = json!({ "url": "https://{Start0}.example" });
    with_rules(vec![
        json!({ "conditions": conditions, "type": "endpoint", "endpoint": endpoint }),
    ])
}

fn documented(text: &str, size: usize) -> Sketch {
    Sketch {
        documentation: text.repeat(size * 1_000 / text.len()),
        ..Sketch::around("String")
    }
}

fn html(size: usize) -> Sketch {
    documented(
        "<p>A <b>bold <i>and</i></b> &lt;safe&gt; text, <code>code</code>.</p><ul><li>One <b>item</li></ul>",
        size,
    )
}

fn markdown(size: usize) -> Sketch {
    documented(
        "A *text* with `code`, [a link](https://example.com) & more.\n\n- one\n- two\n\n",
        size,
    )
}

fn shapes_around(shapes: impl Iterator<Item = (String, Value)>, first: &str) -> Files {
    let operation = json!({ "type": "operation", "input": { "target": id("GrowRequest") } });
    let input = json!({ "type": "structure", "members": { "value": { "target": id(first) } } });
    let own = [
        (id("Growth"), service(vec![json!({ "target": id("Grow") })])),
        (id("Grow"), operation),
        (id("GrowRequest"), input),
    ];
    smithy_file(own.into_iter().chain(shapes).collect())
}

fn mixins(count: usize) -> Files {
    let shapes = (0..count).map(|i| {
        let mut shape = json!({
            "type": "structure",
            "members": { format!("member{i}"): { "target": id("String") } },
        });
        if i > 0 {
            shape["mixins"] = json!([{ "target": id(&format!("Mixin{}", i - 1)) }]);
        }
        if i + 1 < count {
            shape["traits"] = json!({ "smithy.api#mixin": {} });
        }
        (id(&format!("Mixin{i}")), shape)
    });
    shapes_around(shapes, &format!("Mixin{}", count - 1))
}

fn mixed_in(count: usize) -> Files {
    let members: Map<String, Value> = texts(10)
        .into_iter()
        .map(|(name, of)| (name, json!({ "target": id(&of) })))
        .collect();
    let mixin =
        json!({ "type": "structure", "members": members, "traits": { "smithy.api#mixin": {} } });
    let links = (0..count).map(|i| {
        let next = format!("Link{}", (i + 1) % count);
        let shape = json!({
            "type": "structure",
            "mixins": [{ "target": id("Mixin") }],
            "members": { "next": { "target": id(&next) } },
        });
        (id(&format!("Link{i}")), shape)
    });
    shapes_around([(id("Mixin"), mixin)].into_iter().chain(links), "Link0")
}

fn resources(count: usize) -> Files {
    let resources = (0..count).flat_map(|i| {
        let name = format!("Read{i}");
        let mut resource = json!({ "type": "resource", "operations": [{ "target": id(&name) }] });
        if i + 1 < count {
            resource["resources"] = json!([{ "target": id(&format!("Resource{}", i + 1)) }]);
        }
        let operation = json!({ "type": "operation" });
        [
            (id(&format!("Resource{i}")), resource),
            (id(&name), operation),
        ]
    });
    let mut service = service(Vec::new());
    service["resources"] = json!([{ "target": id("Resource0") }]);
    let own = [(id("Growth"), service)];
    smithy_file(own.into_iter().chain(resources).collect())
}

/// Creates a structure whose members get their documentation from `apply` statements.
fn applied(count: usize) -> Files {
    let members: Map<String, Value> = texts(count)
        .into_iter()
        .map(|(name, of)| (name, json!({ "target": id(&of) })))
        .collect();
    let large = json!({ "type": "structure", "members": members });
    let applied = (0..count).map(|i| {
        let traits = json!({ "smithy.api#documentation": format!("The member {i}.") });
        let id = id(&format!("Large$Member{i}"));
        (id, json!({ "type": "apply", "traits": traits }))
    });
    shapes_around([(id("Large"), large)].into_iter().chain(applied), "Large")
}

fn waiters(count: usize) -> Files {
    let waiters = (0..count).map(|i| {
        let acceptor = json!({ "state": "success", "matcher": { "output": {
            "path": "value.next.next.text", "expected": format!("text {i}"), "comparator": "stringEquals",
        } } });
        (format!("Waiter{i}"), json!({ "acceptors": [acceptor] }))
    });
    let waiters: Map<String, Value> = waiters.collect();
    let side = |name: &str| json!({ "target": id(name) });
    let operation = json!({
        "type": "operation", "input": side("GrowRequest"), "output": side("GrowResponse"),
        "traits": { "smithy.waiters#waitable": waiters },
    });
    let members = json!({ "value": side("Node") });
    let node = json!({ "next": side("Node"), "text": side("String") });
    let structure = |members: Value| json!({ "type": "structure", "members": members });
    let shapes = [
        (id("Growth"), service(vec![side("Grow")])),
        (id("Grow"), operation),
        (id("GrowRequest"), structure(json!({}))),
        (id("GrowResponse"), structure(members)),
        (id("Node"), structure(node)),
    ];
    smithy_file(shapes.into_iter().collect())
}
