//! SQLite's operators and functions: what they give, and when that is NULL.
//!
//! In: a name and operand types. Out: [`Resolved`]. SQLite takes any value anywhere, so there is no overload to choose:
//! the rules here say what comes out.

use crate::catalog::Catalog;
use crate::diagnostic::nearest;
use crate::dialect::builtins::sqlite::{self as builtins, Function, ResultRule};
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::resolve::{Arguments, ResolveError, Resolved};
use crate::ty::Ty;

pub(in crate::dialect) fn function(
    catalog: &Catalog,
    name: &str,
    args: &Arguments<'_>,
) -> Result<Resolved, ResolveError> {
    let (args, star) = (args.types, args.star);
    let name = name.to_ascii_lowercase();
    let named = builtins::functions(&name);
    if named.is_empty() {
        let near = nearest(
            &name,
            builtins::all_functions()
                .iter()
                .map(|function| function.name),
        )
        .map(str::to_owned);
        return Err(ResolveError::Unknown { near });
    }
    let no_match = || ResolveError::NoMatch {
        candidates: named.iter().map(signature).collect(),
    };
    let count = args.len();
    let fits = |function: &&Function| function.accepts(count) && (!star || name == "count");
    // `min` and `max` aggregate one argument, and choose among several.
    let function = named.iter().find(fits).ok_or_else(no_match)?;
    if let Some(option) = function.needs {
        let candidates = vec![format!(
            "`{name}` only in a SQLite built with {option}, and the embedded one is not"
        )];
        return Err(ResolveError::NoMatch { candidates });
    }
    let result = gives(catalog, function, args).ok_or_else(no_match)?;
    Ok(Resolved {
        args: args
            .iter()
            .map(|ty| Some(ty.cloned().unwrap_or_else(|| argument(function, &result))))
            .collect(),
        positions: (0..count).collect(),
        result,
        nulls: function.nullability,
        role: function.kind,
        set: false,
        columns: Vec::new(),
    })
}

/// What an open argument is taken as: what the function gives where that follows from its arguments, else text.
fn argument(function: &Function, result: &Ty) -> Ty {
    match function.result {
        ResultRule::Same(_) | ResultRule::SameFrom(_) | ResultRule::Number(_) => result.clone(),
        _ => Ty::Text,
    }
}

fn gives(catalog: &Catalog, function: &Function, args: &[Option<&Ty>]) -> Option<Ty> {
    match function.result {
        ResultRule::Integer if function.kind == FunctionKind::Normal && is_test(function.name) => {
            Some(Ty::Bool)
        }
        ResultRule::Integer => Some(Ty::Int64),
        ResultRule::Real => Some(Ty::Float64),
        ResultRule::Text => Some(Ty::Text),
        ResultRule::Blob => Some(Ty::Bytes),
        ResultRule::Json => Some(Ty::Json),
        ResultRule::Any => Some(Ty::Any),
        ResultRule::Number(position) => match args.get(usize::from(position))? {
            Some(Ty::Int64 | Ty::Int32 | Ty::Int16 | Ty::Bool) => Some(Ty::Int64),
            Some(Ty::Numeric) => Some(Ty::Numeric),
            _ => Some(Ty::Float64),
        },
        ResultRule::Same(positions) => {
            let picked: Vec<Option<&Ty>> = positions
                .iter()
                .filter_map(|position| args.get(usize::from(*position)).copied())
                .collect();
            unify(catalog, &picked)
        }
        ResultRule::SameFrom(position) => unify(catalog, args.get(usize::from(position)..)?),
    }
}

/// Functions that answer yes or no.
fn is_test(name: &str) -> bool {
    matches!(name, "like" | "glob" | "json_valid")
}

fn signature(function: &Function) -> String {
    let most = match function.most {
        None => " or more".to_owned(),
        Some(most) if most == function.least => String::new(),
        Some(most) => format!(" to {most}"),
    };
    format!(
        "{} with {}{most} argument(s)",
        function.name, function.least
    )
}

pub(in crate::dialect) fn operator(
    _: &Catalog,
    name: &str,
    left: Option<Option<&Ty>>,
    right: Option<&Ty>,
) -> Result<Resolved, ResolveError> {
    let no_match = || ResolveError::NoMatch {
        candidates: Vec::new(),
    };
    let Some(left) = left else {
        let operand = right.ok_or_else(no_match)?;
        let result = match name {
            "-" | "+" => arithmetic(operand, operand),
            "~" => Ty::Int64,
            _ => return Err(ResolveError::Unknown { near: None }),
        };
        return Ok(resolved(result, vec![operand.clone()], Nullability::Strict));
    };
    let (one, other) = match (left, right) {
        (Some(one), Some(other)) => (one.clone(), other.clone()),
        (Some(one), None) => (one.clone(), open_operand(name, one)),
        (None, Some(other)) => (open_operand(name, other), other.clone()),
        (None, None) => open_operands(name).ok_or_else(no_match)?,
    };
    let (result, nulls) = match name {
        "=" | "==" | "<>" | "!=" | "<" | "<=" | ">" | ">=" => (Ty::Bool, Nullability::Strict),
        "~~" | "!~~" | "GLOB" | "REGEXP" | "MATCH" => (Ty::Bool, Nullability::Strict),
        "+" | "-" | "*" => (arithmetic(&one, &other), Nullability::Strict),
        "/" | "%" => (arithmetic(&one, &other), Nullability::Sometimes),
        "||" => (Ty::Text, Nullability::Strict),
        "&" | "|" | "<<" | ">>" => (Ty::Int64, Nullability::Strict),
        "->" => (Ty::Json, Nullability::Sometimes),
        "->>" => (Ty::Any, Nullability::Sometimes),
        _ => return Err(ResolveError::Unknown { near: None }),
    };
    Ok(resolved(result, vec![one, other], nulls))
}

fn resolved(result: Ty, args: Vec<Ty>, nulls: Nullability) -> Resolved {
    Resolved {
        result,
        positions: (0..args.len()).collect(),
        args: args.into_iter().map(Some).collect(),
        nulls,
        role: FunctionKind::Normal,
        set: false,
        columns: Vec::new(),
    }
}

/// What an open operand is taken as beside a known one.
fn open_operand(operator: &str, beside: &Ty) -> Ty {
    match operator {
        "~~" | "!~~" | "GLOB" | "REGEXP" | "MATCH" | "||" | "->" | "->>" => Ty::Text,
        "&" | "|" | "<<" | ">>" => Ty::Int64,
        "+" | "-" | "*" | "/" | "%" if !beside.is_number() => Ty::Float64,
        _ => beside.clone(),
    }
}

/// What two open operands are taken as; none where nothing says so.
fn open_operands(operator: &str) -> Option<(Ty, Ty)> {
    match operator {
        "~~" | "!~~" | "GLOB" | "REGEXP" | "MATCH" | "||" => Some((Ty::Text, Ty::Text)),
        "&" | "|" | "<<" | ">>" => Some((Ty::Int64, Ty::Int64)),
        _ => None,
    }
}

fn arithmetic(one: &Ty, other: &Ty) -> Ty {
    let whole = |ty: &Ty| ty.is_integer() || *ty == Ty::Bool;
    match (one, other) {
        (a, b) if whole(a) && whole(b) => Ty::Int64,
        (Ty::Numeric, b) if whole(b) || *b == Ty::Numeric => Ty::Numeric,
        (a, Ty::Numeric) if whole(a) => Ty::Numeric,
        _ => Ty::Float64,
    }
}

pub(in crate::dialect) fn unify(_: &Catalog, types: &[Option<&Ty>]) -> Option<Ty> {
    let known: Vec<&Ty> = types.iter().copied().flatten().collect();
    let first = *known.first()?;
    if known.iter().all(|ty| *ty == first) {
        return Some(first.clone());
    }
    let all = |test: fn(&Ty) -> bool| known.iter().all(|ty| test(ty));
    let any = |wanted: &Ty| known.contains(&wanted);
    if any(&Ty::Any) {
        return Some(Ty::Any);
    }
    if all(|ty| ty.is_integer() || *ty == Ty::Bool) {
        return Some(Ty::Int64);
    }
    if all(|ty| ty.is_integer() || *ty == Ty::Bool || *ty == Ty::Numeric) {
        return Some(Ty::Numeric);
    }
    if all(|ty| ty.is_number() || *ty == Ty::Bool) {
        return Some(Ty::Float64);
    }
    if all(|ty| matches!(ty, Ty::Timestamp | Ty::TimestampTz)) {
        return Some(Ty::TimestampTz);
    }
    if all(is_textual) {
        return Some(Ty::Text);
    }
    None
}

/// What is text to SQLite.
fn is_textual(ty: &Ty) -> bool {
    ty.is_text()
        || matches!(
            ty,
            Ty::Enum(_)
                | Ty::Date
                | Ty::Time
                | Ty::Timestamp
                | Ty::TimestampTz
                | Ty::Uuid
                | Ty::Json
        )
}

pub(in crate::dialect) fn can_assign(_: &Catalog, from: &Ty, to: &Ty) -> bool {
    let number = |ty: &Ty| ty.is_number() || *ty == Ty::Bool;
    match (from, to) {
        (Ty::Any, _) | (_, Ty::Any) => true,
        (from, to) if number(from) && number(to) => true,
        (from, to) if is_textual(from) && is_textual(to) => true,
        (from, Ty::Numeric) => is_textual(from),
        (from, Ty::Bytes) => is_textual(from),
        (from, to) => number(from) && is_textual(to),
    }
}

pub(in crate::dialect) fn is_aggregate(name: &str, arguments: usize) -> bool {
    builtins::functions(name)
        .iter()
        .any(|function| function.kind == FunctionKind::Aggregate && function.accepts(arguments))
}

pub(in crate::dialect) fn is_strict(name: &str, arguments: usize) -> bool {
    let mut found = builtins::functions(name)
        .iter()
        .filter(|function| function.accepts(arguments))
        .peekable();
    found.peek().is_some()
        && found.all(|function| {
            function.kind == FunctionKind::Normal
                && matches!(
                    function.nullability,
                    Nullability::Strict | Nullability::Edge
                )
        })
}
