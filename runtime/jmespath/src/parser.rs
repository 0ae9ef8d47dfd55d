//! Parser. It uses top-down operator precedence, because the grammar of the specification is ambiguous without it.

use super::ast::{Comparison, Expr, Function, Projection, Slice};
use super::lexer::{tokens, Token};
use super::{Error, ErrorKind, MAX_HEIGHT};

/// Parses an expression.
pub(super) fn parse(text: &str) -> Result<Expr, Error> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        at: 0,
        depth: 0,
    };
    let tree = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(tree.expr),
        token => Err(unexpected(token)),
    }
}

/// Operators with less power than this take a projection as their left side and end it.
const ENDS_PROJECTION: u8 = 10;
const COMPARISON: u8 = 5;
const FLATTEN: u8 = 9;
const STAR: u8 = 20;
const FILTER: u8 = 21;
const DOT: u8 = 40;
const NOT: u8 = 45;
const BRACKET: u8 = 55;

/// Returns how strongly an operator binds its left side.
fn power(token: &Token) -> u8 {
    let Token::Sign(sign) = token else { return 0 };
    match *sign {
        "|" => 1,
        "||" => 2,
        "&&" => 3,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => COMPARISON,
        "[]" => FLATTEN,
        "*" => STAR,
        "[?" => FILTER,
        "." => DOT,
        "!" => NOT,
        "[" => BRACKET,
        _ => 0,
    }
}

fn comparison(sign: &str) -> Option<Comparison> {
    Some(match sign {
        "==" => Comparison::Equal,
        "!=" => Comparison::NotEqual,
        "<" => Comparison::Less,
        "<=" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        ">=" => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn unexpected(token: &Token) -> Error {
    Error::syntax(match token {
        Token::Name(name) | Token::Quoted(name) => format!("unexpected `{name}`"),
        Token::Number(number) => format!("unexpected `{number}`"),
        Token::Literal(_) => "unexpected literal".to_owned(),
        Token::Sign(sign) => format!("unexpected `{sign}`"),
        Token::End => "the expression ends early".to_owned(),
    })
}

/// A tree and its height, which limits the recursion over the tree.
struct Tree {
    expr: Expr,
    height: usize,
}

impl Tree {
    fn leaf(expr: Expr) -> Self {
        Self { expr, height: 1 }
    }

    fn over(height: usize, expr: Expr) -> Result<Self, Error> {
        if height >= MAX_HEIGHT {
            return Err(Error::too_deep());
        }
        let height = height + 1;
        Ok(Self { expr, height })
    }

    fn one(self, make: impl FnOnce(Box<Expr>) -> Expr) -> Result<Self, Error> {
        Self::over(self.height, make(Box::new(self.expr)))
    }

    fn two(self, other: Self, make: fn(Box<Expr>, Box<Expr>) -> Expr) -> Result<Self, Error> {
        let height = self.height.max(other.height);
        Self::over(height, make(Box::new(self.expr), Box::new(other.expr)))
    }

    fn project(self, projection: Projection, right: Self) -> Result<Self, Error> {
        let height = self.height.max(right.height);
        let (left, right) = (Box::new(self.expr), Box::new(right.expr));
        Self::over(height, Expr::Project(projection, left, right))
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.at).unwrap_or(&Token::End)
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn is(&self, sign: &str) -> bool {
        matches!(self.peek(), Token::Sign(next) if *next == sign)
    }

    fn take(&mut self, sign: &str) -> bool {
        let is = self.is(sign);
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, sign: &str) -> Result<(), Error> {
        if self.take(sign) {
            Ok(())
        } else {
            Err(unexpected(self.peek()))
        }
    }

    fn expression(&mut self, least: u8) -> Result<Tree, Error> {
        if self.depth >= MAX_HEIGHT {
            return Err(Error::too_deep());
        }
        self.depth += 1;
        let mut left = self.first()?;
        while power(self.peek()) > least {
            left = self.operator(left)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    /// Parses the beginning of an expression.
    fn first(&mut self) -> Result<Tree, Error> {
        let current = || Tree::leaf(Expr::Current);
        match self.next() {
            Token::Name(name) if self.take("(") => self.call(&name),
            Token::Name(name) | Token::Quoted(name) => Ok(Tree::leaf(Expr::Field(name))),
            Token::Literal(literal) => Ok(Tree::leaf(Expr::Literal(literal))),
            Token::Sign("@") => Ok(current()),
            Token::Sign("*") => self.values(current(), STAR),
            Token::Sign("[?") => self.filter(current()),
            Token::Sign("[]") => self.flatten(current()),
            Token::Sign("{") => self.hash(),
            Token::Sign("[") => match self.peek() {
                Token::Number(_) | Token::Sign(":") => self.index(None),
                Token::Sign("*") if self.is_all() => {
                    self.at += 2;
                    self.projected(current(), Projection::Elements, STAR)
                }
                _ => self.list(),
            },
            Token::Sign("!") => self.expression(NOT)?.one(Expr::Not),
            Token::Sign("&") => self.expression(0)?.one(Expr::Reference),
            Token::Sign("(") => {
                let inner = self.expression(0)?;
                self.expect(")")?;
                Ok(inner)
            }
            token => Err(unexpected(&token)),
        }
    }

    /// Parses an operator after its left side.
    fn operator(&mut self, left: Tree) -> Result<Tree, Error> {
        let Token::Sign(sign) = self.next() else {
            return Err(unexpected(self.peek()));
        };
        if let Some(comparison) = comparison(sign) {
            let right = self.expression(COMPARISON)?;
            let height = left.height.max(right.height);
            let (left, right) = (Box::new(left.expr), Box::new(right.expr));
            return Tree::over(height, Expr::Compare(comparison, left, right));
        }
        match sign {
            "." if self.take("*") => self.values(left, DOT),
            "." => left.two(self.member(DOT)?, Expr::Then),
            "|" => left.two(self.expression(1)?, Expr::Then),
            "||" => left.two(self.expression(2)?, Expr::Or),
            "&&" => left.two(self.expression(3)?, Expr::And),
            "[?" => self.filter(left),
            "[]" => self.flatten(left),
            "[" if self.is_all() => {
                self.at += 2;
                self.projected(left, Projection::Elements, STAR)
            }
            "[" => self.index(Some(left)),
            _ => Err(unexpected(&Token::Sign(sign))),
        }
    }

    /// Returns whether `*]` follows.
    fn is_all(&self) -> bool {
        let close = matches!(self.tokens.get(self.at + 1), Some(Token::Sign("]")));
        self.is("*") && close
    }

    fn values(&mut self, left: Tree, power: u8) -> Result<Tree, Error> {
        self.projected(left, Projection::Values, power)
    }

    fn flatten(&mut self, left: Tree) -> Result<Tree, Error> {
        self.projected(left, Projection::Flatten, FLATTEN)
    }

    fn filter(&mut self, left: Tree) -> Result<Tree, Error> {
        let condition = self.expression(0)?;
        self.expect("]")?;
        let left = Tree {
            height: left.height.max(condition.height),
            ..left
        };
        let condition = Projection::Filter(Box::new(condition.expr));
        self.projected(left, condition, FILTER)
    }

    fn projected(&mut self, left: Tree, projection: Projection, power: u8) -> Result<Tree, Error> {
        let right = self.projection_end(power)?;
        left.project(projection, right)
    }

    /// Parses the right side of a projection.
    fn projection_end(&mut self, least: u8) -> Result<Tree, Error> {
        match self.peek() {
            token if power(token) < ENDS_PROJECTION => Ok(Tree::leaf(Expr::Current)),
            Token::Sign("[" | "[?") => self.expression(least),
            Token::Sign(".") => {
                self.at += 1;
                self.member(least)
            }
            token => Err(unexpected(token)),
        }
    }

    /// Parses the part after a dot.
    fn member(&mut self, least: u8) -> Result<Tree, Error> {
        match self.peek() {
            Token::Name(_) | Token::Quoted(_) | Token::Sign("*") => self.expression(least),
            Token::Sign("[") => {
                self.at += 1;
                self.list()
            }
            Token::Sign("{") => {
                self.at += 1;
                self.hash()
            }
            token => Err(unexpected(token)),
        }
    }

    /// Parses an index or slice, after its opening bracket.
    fn index(&mut self, left: Option<Tree>) -> Result<Tree, Error> {
        let mut parts = [None; 3];
        let mut part = 0;
        loop {
            match self.next() {
                Token::Number(number) if parts[part].is_none() => parts[part] = Some(number),
                Token::Sign(":") if part < 2 => part += 1,
                Token::Sign("]") => break,
                token => return Err(unexpected(&token)),
            }
        }
        let [start, stop, step] = parts;
        match (part, start, left) {
            (0, Some(index), None) => Ok(Tree::leaf(Expr::Index(index))),
            (0, Some(index), Some(left)) => left.two(Tree::leaf(Expr::Index(index)), Expr::Then),
            (0, None, _) => Err(unexpected(&Token::Sign("]"))),
            (_, _, left) => {
                let left = left.unwrap_or(Tree::leaf(Expr::Current));
                let slice = Projection::Slice(Slice { start, stop, step });
                self.projected(left, slice, STAR)
            }
        }
    }

    /// Parses `[a, b]`, after its opening bracket.
    fn list(&mut self) -> Result<Tree, Error> {
        let (items, height) = self.items("]")?;
        if items.is_empty() {
            Err(Error::syntax("a list selects nothing"))
        } else {
            Tree::over(height, Expr::List(items))
        }
    }

    /// Parses expressions separated by commas, and the closing sign.
    fn items(&mut self, end: &str) -> Result<(Vec<Expr>, usize), Error> {
        let (mut items, mut height) = (Vec::new(), 0);
        if self.take(end) {
            return Ok((items, height));
        }
        loop {
            let item = self.expression(0)?;
            height = height.max(item.height);
            items.push(item.expr);
            if !self.take(",") {
                self.expect(end)?;
                return Ok((items, height));
            }
        }
    }

    /// Parses `{x: a}`, after its opening brace.
    fn hash(&mut self) -> Result<Tree, Error> {
        let (mut entries, mut height) = (Vec::new(), 0);
        loop {
            let key = match self.next() {
                Token::Name(key) | Token::Quoted(key) => key,
                token => return Err(unexpected(&token)),
            };
            self.expect(":")?;
            let value = self.expression(0)?;
            height = height.max(value.height);
            entries.push((key, value.expr));
            if !self.take(",") {
                self.expect("}")?;
                return Tree::over(height, Expr::Hash(entries));
            }
        }
    }

    /// Parses a call, after its name and parenthesis.
    fn call(&mut self, name: &str) -> Result<Tree, Error> {
        let (arguments, height) = self.items(")")?;
        let Some(function) = Function::named(name) else {
            let what = format!("no function is named `{name}`");
            return Err(Error::new(ErrorKind::UnknownFunction, what));
        };
        let (least, most) = function.arity();
        if arguments.len() < least || most.is_some_and(|most| arguments.len() > most) {
            let what = format!("`{name}` does not take {} arguments", arguments.len());
            return Err(Error::new(ErrorKind::InvalidArity, what));
        }
        Tree::over(height, Expr::Call(function, arguments))
    }
}
