//! Parsing of expressions: literals, templates, references, `getAttr` paths and calls.

use super::ast::{Expr, Piece, Step};
use super::error::{At, RuleSetError, Within as _};
use super::functions::Function;
use super::json::{Json, Object};
use super::scope::Scope;
use super::types::{field, Kind, Type};

/// Parses an expression and returns it with its type.
pub(super) fn parse(json: &Json<'_>, scope: &Scope) -> Result<(Expr, Type), RuleSetError> {
    match json {
        Json::Bool(flag) => Ok((Expr::Bool(*flag), Kind::Bool.set())),
        Json::Str(text) => Ok((template(text, scope)?, Kind::Str.set())),
        Json::Array(_) => {
            let items = json.items(&mut |item| parse_text(item, scope))?;
            Ok((Expr::Array(items), Kind::StrArray.set()))
        }
        Json::Object(object) if object.get("ref").is_some() => {
            object.only(&["ref"])?;
            object.member("ref", &mut |name| reference(name.expect_str()?, scope))
        }
        Json::Object(object) => {
            object.only(&["fn", "argv"])?;
            call(object, scope)
        }
        Json::Number(_) => match json.as_int() {
            Some(int) => Ok((Expr::Int(int), Kind::Int.set())),
            None => Err(RuleSetError::new("numbers in expressions must be integers")),
        },
        Json::Null => Err(json.unexpected("an expression")),
    }
}

/// Parses a string expression that always has a value.
pub(super) fn parse_text(json: &Json<'_>, scope: &Scope) -> Result<Expr, RuleSetError> {
    let (expr, found) = parse(json, scope)?;
    expect_text(found)?;
    Ok(expr)
}

fn expect_text(found: Type) -> Result<(), RuleSetError> {
    if found == Kind::Str.set() {
        Ok(())
    } else {
        Err(RuleSetError::new(format!(
            "expected a string that is set, found {found}"
        )))
    }
}

fn reference(name: &str, scope: &Scope) -> Result<(Expr, Type), RuleSetError> {
    match scope.lookup(name) {
        Some((slot, of)) => Ok((Expr::Slot(slot), of)),
        None => Err(RuleSetError::new(format!(
            "nothing in scope is named `{name}`"
        ))),
    }
}

/// Parses a call from the members `fn` and `argv`. The caller checks for other members.
pub(super) fn call(object: &Object<'_>, scope: &Scope) -> Result<(Expr, Type), RuleSetError> {
    let name = object.member("fn", &mut Json::expect_str)?;
    let argv = object.member("argv", &mut Json::expect_array)?;
    let argv_at = At::Key("argv");
    if name == "getAttr" {
        let [base, path] = argv else {
            return Err(RuleSetError::new("`getAttr` takes two arguments"));
        };
        let base = parse(base, scope).within(At::Index(0)).within(argv_at)?;
        let found = match path.expect_str() {
            Ok(path) => get_attr(base, path, scope),
            Err(error) => Err(error),
        };
        return found.within(At::Index(1)).within(argv_at);
    }
    let function = Function::by_name(name, scope.minor()).map_err(RuleSetError::new)?;
    let mut args = Vec::with_capacity(argv.len());
    let mut types = Vec::with_capacity(argv.len());
    for (i, arg) in argv.iter().enumerate() {
        let (arg, of) = parse(arg, scope).within(At::Index(i)).within(argv_at)?;
        args.push(arg);
        types.push(of);
    }
    let result = function
        .result_type(&types)
        .map_err(|e| RuleSetError::new(format!("`{name}`: {e}")))?;
    check_split(function, &args)?;
    Ok((Expr::Call(function, args), result))
}

/// Checks the literal arguments of `split`.
fn check_split(function: Function, args: &[Expr]) -> Result<(), RuleSetError> {
    match (function, args) {
        (Function::Split, [_, Expr::Text(delimiter), _]) if delimiter.is_empty() => Err(
            RuleSetError::new("the delimiter of `split` must not be empty"),
        ),
        (Function::Split, [_, _, Expr::Int(limit)]) if *limit < 0 => Err(RuleSetError::new(
            "the limit of `split` must not be negative",
        )),
        _ => Ok(()),
    }
}

/// Parses a `getAttr` with `path`, such as `resourceId[0]`.
fn get_attr(
    (base, mut of): (Expr, Type),
    path: &str,
    scope: &Scope,
) -> Result<(Expr, Type), RuleSetError> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (name, indexes) = part.split_at(part.find('[').unwrap_or(part.len()));
        // An index without a name is allowed only as the first part, on an array.
        if !name.is_empty() || !steps.is_empty() || indexes.is_empty() {
            let found = if of.optional {
                None
            } else {
                field(of.kind, name)
            };
            let Some((member, kind)) = found else {
                return Err(RuleSetError::new(format!("{of} has no member `{name}`")));
            };
            steps.push(Step::Field(member));
            of = kind.set();
        }
        let mut rest = indexes;
        while !rest.is_empty() {
            let index = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            let Some((index, after)) = index else {
                return Err(RuleSetError::new(format!("malformed path `{path}`")));
            };
            steps.push(Step::Index(element(index, of, scope.minor())?));
            of = Kind::Str.optional();
            rest = after;
        }
    }
    Ok((Expr::GetAttr(Box::new(base), steps), of))
}

fn element(index: &str, of: Type, minor: u32) -> Result<i64, RuleSetError> {
    if of != Kind::StrArray.set() {
        return Err(RuleSetError::new(format!("{of} has no elements")));
    }
    let digits = index.strip_prefix('-').unwrap_or(index);
    match index.parse::<i64>() {
        Ok(value) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            if value < 0 && minor < 1 {
                Err(RuleSetError::new(
                    "negative indexes need version 1.1 of the language",
                ))
            } else {
                Ok(value)
            }
        }
        _ => Err(RuleSetError::new(format!("`{index}` is not an index"))),
    }
}

/// Splits a template into text and placeholders: `{Name}` or `{Name#path}`; `{{` and `}}` are escaped braces.
pub(super) fn template(text: &str, scope: &Scope) -> Result<Expr, RuleSetError> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        literal.push_str(before);
        if from.starts_with("{{") || from.starts_with("}}") {
            literal.push_str(&from[..1]);
            rest = &from[2..];
            continue;
        }
        let inner = from
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'));
        let Some((inner, after)) = inner else {
            return Err(RuleSetError::new(format!("unbalanced braces in `{text}`")));
        };
        if !literal.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut literal)));
        }
        let value = placeholder(inner, scope).within(At::Braces(inner))?;
        pieces.push(Piece::Value(value));
        rest = after;
    }
    literal.push_str(rest);
    if pieces.is_empty() {
        return Ok(Expr::Text(literal));
    }
    if !literal.is_empty() {
        pieces.push(Piece::Text(literal));
    }
    Ok(Expr::Template(pieces))
}

fn placeholder(inner: &str, scope: &Scope) -> Result<Expr, RuleSetError> {
    let (expr, of) = match inner.split_once('#') {
        None => reference(inner, scope)?,
        Some((name, path)) => get_attr(reference(name, scope)?, path, scope)?,
    };
    expect_text(of)?;
    Ok(expr)
}
