//! Example calls as lines of documentation.

use crate::ir::{Example, ExampleValue, Expr, Path, Root};

/// Returns the calls of the setters, as a program that uses the crate writes them.
pub fn setters(example: &Example, crate_name: &str) -> Vec<String> {
    let writer = Writer { crate_name };
    let setters = example.setters.iter().flat_map(|setter| {
        let call = match &setter.value {
            ExampleValue::Plain(arguments) => writer.call(&setter.name.0, arguments),
            ExampleValue::Event(event) => {
                let event = indented(&format!("Ok({})", writer.expr(event)));
                let sender =
                    format!("{crate_name}::primitives::event_stream::EventStreamSender::once");
                format!(".{}({sender}(\n{event},\n))", setter.name.0)
            }
        };
        call.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    setters.collect()
}

struct Writer<'a> {
    crate_name: &'a str,
}

impl Writer<'_> {
    /// `.name(value)`, over several lines where the value is.
    fn call(&self, name: &str, arguments: &[Expr]) -> String {
        let arguments = self.list(arguments);
        if arguments.contains('\n') {
            format!(".{name}(\n{},\n)", indented(&arguments))
        } else {
            format!(".{name}({arguments})")
        }
    }

    fn list(&self, items: &[Expr]) -> String {
        let items: Vec<String> = items.iter().map(|item| self.expr(item)).collect();
        items.join(", ")
    }

    fn path(&self, path: &Path) -> String {
        let names = path.names.iter().map(|name| name.0.as_str());
        let root = match path.root {
            Root::Crate => Some(self.crate_name),
            Root::Std => Some("std"),
            Root::Prelude => None,
        };
        let names: Vec<&str> = root.into_iter().chain(names).collect();
        names.join("::")
    }

    fn expr(&self, expr: &Expr) -> String {
        match expr {
            Expr::Path(path) => self.path(path),
            Expr::Call(path, arguments) => {
                format!("{}({})", self.path(path), self.list(arguments))
            }
            Expr::Method(value, name, arguments) => self.method(value, &name.0, arguments),
            Expr::Deref(value) => format!("*{}", self.expr(value)),
            Expr::Try(value) => format!("{}?", self.expr(value)),
            Expr::Array(items) => format!("[{}]", self.list(items)),
            Expr::String(text) => format!("String::from({text:?})"),
            Expr::Vec(items) => format!("vec![{}]", self.list(items)),
            Expr::Tuple(items) => format!("({})", self.list(items)),
            Expr::Bool(_)
            | Expr::Whole(_)
            | Expr::Float(_)
            | Expr::Number(_)
            | Expr::Text(_)
            | Expr::Bytes(_)
            | Expr::Unreachable => expr.to_string(),
        }
    }

    /// A chain of several calls has a line for each.
    fn method(&self, value: &Expr, name: &str, arguments: &[Expr]) -> String {
        let call = self.call(name, arguments);
        let mut calls = vec![call];
        let mut start = value;
        while let Expr::Method(value, name, arguments) = start {
            calls.push(self.call(&name.0, arguments));
            start = value;
        }
        let start = self.expr(start);
        if let [call] = calls.as_slice() {
            return format!("{start}{call}");
        }
        calls.reverse();
        format!("{start}\n{}", indented(&calls.join("\n")))
    }
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| format!("    {line}"));
    lines.collect::<Vec<_>>().join("\n")
}
