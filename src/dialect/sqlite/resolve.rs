//! SQLite's operators and functions: what they give, and when that is NULL.
//!
//! In: a name and operand types. Out: [`Resolved`]. SQLite takes any value anywhere, so there is no overload to choose:
//! the rules here say what comes out.

use crate::catalog::Catalog;
use crate::diagnostic::nearest;
use crate::dialect::builtins::sqlite::{self as builtins, Function, ResultRule, Takes};
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
    let result = gives(catalog, function, args).ok_or_else(no_match)?;
    Ok(Resolved {
        args: args
            .iter()
            .enumerate()
            .map(|(at, ty)| {
                Some(
                    ty.cloned()
                        .unwrap_or_else(|| argument(function, at, &result)),
                )
            })
            .collect(),
        positions: (0..count).collect(),
        result,
        nulls: function.nullability,
        role: function.kind,
        set: false,
        columns: Vec::new(),
    })
}

/// The compile option without which SQLite lacks a function, where the embedded library is built without it.
pub(in crate::dialect) fn missing_option(name: &str, arguments: usize) -> Option<&'static str> {
    let named = builtins::functions(&name.to_ascii_lowercase());
    let found = named.iter().find(|function| function.accepts(arguments))?;
    found.needs
}

/// What an open argument is taken as.
fn argument(function: &Function, at: usize, result: &Ty) -> Ty {
    match function.takes(at) {
        Some(Takes::Integer) => Ty::Int64,
        Some(Takes::Real) => Ty::Float64,
        Some(Takes::Text) => Ty::Text,
        Some(Takes::Blob) => Ty::Bytes,
        Some(Takes::Json) => Ty::Json,
        Some(Takes::Number) => match result {
            Ty::Int64 => Ty::Int64,
            _ => Ty::Float64,
        },
        Some(Takes::Result) => result.clone(),
        Some(Takes::Any) | None => Ty::Any,
    }
}

fn gives(catalog: &Catalog, function: &Function, args: &[Option<&Ty>]) -> Option<Ty> {
    match function.result {
        ResultRule::Bool => Some(Ty::Bool),
        ResultRule::Integer => Some(Ty::Int64),
        ResultRule::Real => Some(Ty::Float64),
        ResultRule::Text => Some(Ty::Text),
        ResultRule::Blob => Some(Ty::Bytes),
        ResultRule::Json => Some(Ty::Json),
        ResultRule::Any => Some(Ty::Any),
        ResultRule::Number(position) => Some(match args.get(usize::from(position))? {
            Some(ty) => number(ty),
            None => Ty::Float64,
        }),
        ResultRule::Bytes(position) => Some(match args.get(usize::from(position))? {
            Some(Ty::Bytes) => Ty::Bytes,
            Some(Ty::Any) => Ty::Any,
            _ => Ty::Text,
        }),
        ResultRule::Same(positions) => {
            let picked: Vec<Option<&Ty>> = positions
                .iter()
                .filter_map(|position| args.get(usize::from(*position)).copied())
                .collect();
            Some(unify(catalog, &picked).unwrap_or(Ty::Any))
        }
        ResultRule::SameFrom(position) => {
            Some(unify(catalog, args.get(usize::from(position)..)?).unwrap_or(Ty::Any))
        }
    }
}

/// What a value is as a number: text and columns that hold anything give integers or floating-point numbers, row by row.
fn number(ty: &Ty) -> Ty {
    match ty {
        ty if ty.is_integer() || *ty == Ty::Bool => Ty::Int64,
        Ty::Float32 | Ty::Float64 => Ty::Float64,
        _ => Ty::Numeric,
    }
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
    let Some(left) = left else {
        let operand = right.unwrap_or(&Ty::Float64);
        let result = match name {
            "-" => number(operand),
            "+" => operand.clone(),
            "~" => Ty::Int64,
            _ => return Err(ResolveError::Unknown { near: None }),
        };
        return Ok(resolved(result, vec![operand.clone()], Nullability::Strict));
    };
    let (one, other) = match (left, right) {
        (Some(one), Some(other)) => (one.clone(), other.clone()),
        (Some(one), None) => (one.clone(), open_operand(name, one)),
        (None, Some(other)) => (open_operand(name, other), other.clone()),
        (None, None) => open_operands(name),
    };
    let (result, nulls) = match name {
        "=" | "==" | "<>" | "!=" | "<" | "<=" | ">" | ">=" => (Ty::Bool, Nullability::Strict),
        "~~" | "!~~" | "GLOB" | "MATCH" => (Ty::Bool, Nullability::Strict),
        "REGEXP" => {
            let candidates =
                vec!["LIKE and GLOB; REGEXP calls a function that SQLite lacks".to_owned()];
            return Err(ResolveError::NoMatch { candidates });
        }
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
        "~~" | "!~~" | "GLOB" | "MATCH" | "||" | "->" | "->>" => Ty::Text,
        "&" | "|" | "<<" | ">>" => Ty::Int64,
        "+" | "-" | "*" | "/" | "%" if !beside.is_number() => Ty::Float64,
        _ => beside.clone(),
    }
}

/// What two open operands are taken as.
fn open_operands(operator: &str) -> (Ty, Ty) {
    match operator {
        "~~" | "!~~" | "GLOB" | "MATCH" | "||" => (Ty::Text, Ty::Text),
        "->" | "->>" => (Ty::Json, Ty::Text),
        "&" | "|" | "<<" | ">>" => (Ty::Int64, Ty::Int64),
        "+" | "-" | "*" | "/" | "%" => (Ty::Float64, Ty::Float64),
        _ => (Ty::Any, Ty::Any),
    }
}

/// A floating-point operand makes the result one; two integers stay integers; what is text or anything may be either.
fn arithmetic(one: &Ty, other: &Ty) -> Ty {
    match (number(one), number(other)) {
        (Ty::Float64, _) | (_, Ty::Float64) => Ty::Float64,
        (Ty::Int64, Ty::Int64) => Ty::Int64,
        _ => Ty::Numeric,
    }
}

/// SQLite gives each alternative as it is. Where they have no type in common, the values are of any type.
pub(in crate::dialect) fn unify(_: &Catalog, types: &[Option<&Ty>]) -> Option<Ty> {
    let known: Vec<&Ty> = types.iter().copied().flatten().collect();
    let first = *known.first()?;
    if known.iter().all(|ty| *ty == first) {
        return Some(first.clone());
    }
    let all = |test: fn(&Ty) -> bool| known.iter().all(|ty| test(ty));
    Some(if all(|ty| ty.is_integer() || *ty == Ty::Bool) {
        Ty::Int64
    } else if all(|ty| ty.is_integer() || *ty == Ty::Bool || *ty == Ty::Numeric) {
        Ty::Numeric
    } else if all(|ty| ty.is_number() || *ty == Ty::Bool) {
        Ty::Float64
    } else if all(|ty| matches!(ty, Ty::Timestamp | Ty::TimestampTz)) {
        Ty::TimestampTz
    } else if all(is_textual) {
        Ty::Text
    } else {
        Ty::Any
    })
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

/// Whether a parameter can be of both types: its value is bound once.
pub(in crate::dialect) fn are_one_parameter(one: &Ty, other: &Ty) -> bool {
    let number = |ty: &Ty| ty.is_number() || *ty == Ty::Bool;
    *one == Ty::Any
        || *other == Ty::Any
        || number(one) && number(other)
        || is_textual(one) && is_textual(other)
        || *one == Ty::Numeric && is_textual(other)
        || is_textual(one) && *other == Ty::Numeric
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
