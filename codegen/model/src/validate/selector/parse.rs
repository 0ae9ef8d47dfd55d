//! The grammar of selectors.

use super::{Assertion, Attribute, Comparator, Operand, Selector, Step};
use crate::validate::kinds::is_type_name;

/// How deep selectors can be nested.
const DEEPEST: usize = 50;

/// How many steps a selector can have, inner ones included.
const MOST_STEPS: usize = 500;

/// Characters before the position of a problem, and what was expected there.
pub(crate) type Problem = (usize, String);

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// Where the text is malformed, and what is expected there.
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        let mut parser = Parser {
            text,
            at: 0,
            depth: 0,
            steps: 0,
        };
        let selector = parser.selector()?;
        if parser.at == text.len() {
            Ok(selector)
        } else {
            Err(parser.problem("the end or another expression"))
        }
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    steps: usize,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn problem(&self, expected: &str) -> Problem {
        let before = self.text.get(..self.at).unwrap_or_default();
        (before.chars().count(), expected.to_owned())
    }

    fn takes(&mut self, token: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Result<(), Problem> {
        if self.takes(token) {
            Ok(())
        } else {
            Err(self.problem(&format!("`{token}`")))
        }
    }

    fn word(&mut self, more: &str) -> Result<String, Problem> {
        self.space();
        let rest = self.rest();
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || more.contains(c);
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        if end == 0 {
            return Err(self.problem("a name"));
        }
        self.at += end;
        Ok(rest[..end].to_owned())
    }

    fn selector(&mut self) -> Result<Selector, Problem> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.problem("a selector that is nested less deeply"));
        }
        let mut steps = vec![self.step()?];
        loop {
            self.space();
            if self.rest().is_empty() || self.rest().starts_with([',', ')']) {
                self.depth -= 1;
                return Ok(Selector { steps });
            }
            steps.push(self.step()?);
        }
    }

    fn step(&mut self) -> Result<Step, Problem> {
        self.space();
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return Err(self.problem("a shorter selector"));
        }
        match self.rest().chars().next() {
            Some('*') => self.token("*", Step::Any),
            Some(':') => self.function(),
            Some('[') => self.attribute(),
            Some('>') => self.token(">", Step::Forward(Vec::new())),
            Some('~') => self.token("~>", Step::Closure),
            Some('-') => {
                self.expect("-[")?;
                let names = self.names()?;
                self.expect("]->")?;
                Ok(Step::Forward(names))
            }
            Some('<') if self.rest().starts_with("<-[") => {
                self.expect("<-[")?;
                let names = self.names()?;
                self.expect("]-")?;
                Ok(Step::Backward(names))
            }
            Some('<') => self.token("<", Step::Backward(Vec::new())),
            Some('$') => self.variable(),
            Some(c) if c.is_ascii_alphabetic() || c == '_' => {
                let start = self.at;
                let name = self.word("")?;
                if is_type_name(&name) {
                    return Ok(Step::Type(name));
                }
                self.at = start;
                Err(self.problem("the name of a shape type"))
            }
            _ => Err(self.problem("an expression")),
        }
    }

    fn token(&mut self, token: &str, step: Step) -> Result<Step, Problem> {
        self.expect(token).map(|()| step)
    }

    fn names(&mut self) -> Result<Vec<String>, Problem> {
        let mut names = vec![self.word("")?];
        while self.takes(",") {
            names.push(self.word("")?);
        }
        Ok(names)
    }

    fn variable(&mut self) -> Result<Step, Problem> {
        self.expect("$")?;
        if self.takes("{") {
            let name = self.word("")?;
            return self.token("}", Step::Use(name));
        }
        let name = self.word("")?;
        self.expect("(")?;
        let value = self.selector()?;
        self.token(")", Step::Define(name, value))
    }

    fn function(&mut self) -> Result<Step, Problem> {
        self.expect(":")?;
        let start = self.at;
        let name = self.word("")?;
        self.expect("(")?;
        let mut all = vec![self.selector()?];
        while self.takes(",") {
            all.push(self.selector()?);
        }
        self.expect(")")?;
        let count = all.len();
        let step = match (name.as_str(), count) {
            ("is" | "each", _) => Some(Step::Is(all)),
            ("test", _) => Some(Step::Test(all)),
            ("not", 1) => Some(Step::Not(all)),
            ("topdown", 1 | 2) => Some(Step::TopDown(all)),
            ("in", 1) => all.pop().map(Step::In),
            ("root", 1) => all.pop().map(Step::Root),
            ("recursive", 1) => Some(Step::Is(all)),
            _ => None,
        };
        step.ok_or_else(|| {
            self.at = start;
            self.problem("a function with its number of selectors")
        })
    }

    fn attribute(&mut self) -> Result<Step, Problem> {
        self.expect("[")?;
        if self.takes("@") {
            return self.scoped();
        }
        let path = self.path()?;
        if self.takes("]") {
            return Ok(Step::Attribute(Attribute { path, test: None }));
        }
        let comparator = self.comparator()?;
        let mut values = vec![self.value()?];
        while self.takes(",") {
            values.push(self.value()?);
        }
        let ignore_case = self.takes("i");
        self.expect("]")?;
        let test = Some((comparator, values, ignore_case));
        Ok(Step::Attribute(Attribute { path, test }))
    }

    fn scoped(&mut self) -> Result<Step, Problem> {
        let scope = if self.takes(":") {
            Vec::new()
        } else {
            let scope = self.path()?;
            self.expect(":")?;
            scope
        };
        let mut assertions = Vec::new();
        loop {
            let left = self.operand()?;
            let comparator = self.comparator()?;
            let mut right = vec![self.operand()?];
            while self.takes(",") {
                right.push(self.operand()?);
            }
            let ignore_case = self.takes("i");
            assertions.push(Assertion {
                left,
                comparator,
                right,
                ignore_case,
            });
            if !self.takes("&&") {
                break;
            }
        }
        self.expect("]")?;
        Ok(Step::Scoped(scope, assertions))
    }

    fn operand(&mut self) -> Result<Operand, Problem> {
        if self.takes("@{") {
            let path = self.path()?;
            self.expect("}")?;
            return Ok(Operand::Path(path));
        }
        self.value().map(Operand::Literal)
    }

    fn path(&mut self) -> Result<Vec<String>, Problem> {
        let mut path = vec![self.word("")?];
        while self.takes("|") {
            path.push(if self.takes("(") {
                let name = self.word("")?;
                self.expect(")")?;
                if !["keys", "values", "length", "first"].contains(&name.as_str()) {
                    return Err(self.problem("`(keys)`, `(values)`, `(length)` or `(first)`"));
                }
                format!("({name})")
            } else if self.rest().starts_with(['"', '\'']) {
                self.value()?
            } else {
                self.word(".#$-")?
            });
        }
        Ok(path)
    }

    fn value(&mut self) -> Result<String, Problem> {
        self.space();
        let rest = self.rest();
        let quote = rest.chars().next().filter(|c| ['"', '\''].contains(c));
        let Some(quote) = quote else {
            return self.word(".#$-");
        };
        match rest[1..].split_once(quote) {
            Some((text, _)) => {
                self.at += text.len() + 2;
                Ok(text.to_owned())
            }
            None => Err(self.problem("a text that ends with its quotation mark")),
        }
    }

    fn comparator(&mut self) -> Result<Comparator, Problem> {
        const ALL: [(&str, Comparator); 14] = [
            ("{<<}", Comparator::ProperSubset),
            ("{!=}", Comparator::OtherSet),
            ("{=}", Comparator::SameSet),
            ("{<}", Comparator::Subset),
            ("!=", Comparator::NotEqual),
            ("^=", Comparator::StartsWith),
            ("$=", Comparator::EndsWith),
            ("*=", Comparator::Contains),
            ("?=", Comparator::Exists),
            (">=", Comparator::GreaterOrEqual),
            ("<=", Comparator::LessOrEqual),
            ("=", Comparator::Equal),
            (">", Comparator::Greater),
            ("<", Comparator::Less),
        ];
        let found = ALL.into_iter().find(|(token, _)| self.takes(token));
        found
            .map(|(_, comparator)| comparator)
            .ok_or_else(|| self.problem("a comparator"))
    }
}
