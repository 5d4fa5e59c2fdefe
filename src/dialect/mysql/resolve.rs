//! MySQL's operators and functions: what they give, and when that is NULL.
//!
//! In: a name and operand types. Out: [`Resolved`]. MySQL converts any operand, so there is no overload to choose: the rules
//! here say what comes out.

use super::Flavor;
use crate::diagnostic::nearest;
use crate::dialect::builtins::mysql::{self as builtins, Function, ResultRule};
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::resolve::{Arguments, ResolveError, Resolved};
use crate::ty::Ty;

pub(in crate::dialect) fn function(
    flavor: &Flavor,
    name: &str,
    given: &Arguments<'_>,
) -> Result<Resolved, ResolveError> {
    let (args, star) = (given.types, given.star);
    let name = name.to_ascii_lowercase();
    let named = available(flavor, &name);
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
        candidates: named.iter().map(|function| signature(function)).collect(),
    };
    let fits = |function: &&&Function| function.accepts(args.len()) && (!star || name == "count");
    let function = named.iter().find(fits).ok_or_else(no_match)?;
    let result = gives(function, args);
    Ok(Resolved {
        args: args
            .iter()
            .map(|ty| Some(ty.cloned().unwrap_or_else(|| argument(function, &result))))
            .collect(),
        positions: (0..args.len()).collect(),
        result,
        nulls: function.nullability,
        role: function.kind,
        set: false,
        columns: Vec::new(),
    })
}

/// The functions of this name that the flavor has.
fn available(flavor: &Flavor, name: &str) -> Vec<&'static Function> {
    builtins::functions(name)
        .iter()
        .filter(|function| function.only.is_none_or(|only| only == flavor.product))
        .collect()
}

/// What an open argument is taken as: what the function gives where that follows from its arguments, else text.
fn argument(function: &Function, result: &Ty) -> Ty {
    match function.result {
        ResultRule::Same(_) | ResultRule::SameFrom(_) | ResultRule::Number(_) => result.clone(),
        _ => Ty::Varchar,
    }
}

fn gives(function: &Function, args: &[Option<&Ty>]) -> Ty {
    match function.result {
        ResultRule::Fixed(name) => named(name),
        ResultRule::Same(positions) => {
            let picked: Vec<Option<&Ty>> = positions
                .iter()
                .filter_map(|position| args.get(usize::from(*position)).copied())
                .collect();
            unify(&picked).unwrap_or(Ty::Varchar)
        }
        ResultRule::SameFrom(position) => {
            unify(args.get(usize::from(position)..).unwrap_or_default()).unwrap_or(Ty::Varchar)
        }
        ResultRule::Number(position) => match args.get(usize::from(position)).copied().flatten() {
            Some(ty) if ty.is_integer() || *ty == Ty::Bool => Ty::Int64,
            Some(Ty::Numeric) => Ty::Numeric,
            _ => Ty::Float64,
        },
        ResultRule::Exact(position) => match args.get(usize::from(position)).copied().flatten() {
            Some(ty) if ty.is_integer() || matches!(ty, Ty::Numeric | Ty::Bool) => Ty::Numeric,
            _ => Ty::Float64,
        },
    }
}

/// A type by its canonical name.
fn named(name: &str) -> Ty {
    match name {
        "bool" => Ty::Bool,
        "int" => Ty::Int32,
        "bigint" => Ty::Int64,
        "bigint unsigned" => Ty::UInt64,
        "double" => Ty::Float64,
        "decimal" => Ty::Numeric,
        "text" => Ty::Text,
        "mediumtext" => Ty::MediumText,
        "longtext" => Ty::LongText,
        "varbinary" => Ty::Varbinary,
        "longblob" => Ty::LongBlob,
        "json" => Ty::Json,
        "date" => Ty::Date,
        "time" => Ty::Time,
        "datetime" => Ty::Timestamp,
        "uuid" => Ty::Uuid,
        _ => Ty::Varchar,
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
    name: &str,
    left: Option<Option<&Ty>>,
    right: Option<&Ty>,
) -> Result<Resolved, ResolveError> {
    let Some(left) = left else {
        let operand = right.cloned().unwrap_or(Ty::Float64);
        let result = match name {
            "-" => signed(&arithmetic(&operand, &Ty::Int8)),
            "+" => operand.clone(),
            "~" => Ty::UInt64,
            "!" => Ty::Bool,
            _ => return Err(ResolveError::Unknown { near: None }),
        };
        return Ok(resolved(result, vec![operand], Nullability::Strict));
    };
    let (one, other) = match (left, right) {
        (Some(one), Some(other)) => (one.clone(), other.clone()),
        (Some(one), None) => (one.clone(), open_operand(name, one)),
        (None, Some(other)) => (open_operand(name, other), other.clone()),
        (None, None) => (
            open_operand(name, &Ty::Varchar),
            open_operand(name, &Ty::Varchar),
        ),
    };
    let strict = Nullability::Strict;
    let (result, nulls) = match name {
        "=" | "<>" | "!=" | "<" | "<=" | ">" | ">=" | "~~" | "!~~" | "REGEXP" | "RLIKE" => {
            (Ty::Bool, strict)
        }
        "<=>" => (Ty::Bool, Nullability::Never),
        "AND" | "OR" | "&&" | "||" | "XOR" => (Ty::Bool, strict),
        "+" | "-" | "*" => (arithmetic(&one, &other), strict),
        "%" | "MOD" => (arithmetic(&one, &other), Nullability::Sometimes),
        "/" => (
            match arithmetic(&one, &other) {
                Ty::Float64 => Ty::Float64,
                _ => Ty::Numeric,
            },
            Nullability::Sometimes,
        ),
        "DIV" => (
            if one.is_unsigned() || other.is_unsigned() {
                Ty::UInt64
            } else {
                Ty::Int64
            },
            Nullability::Sometimes,
        ),
        "&" | "|" | "^" | "<<" | ">>" => (Ty::UInt64, strict),
        "->" => (Ty::Json, Nullability::Sometimes),
        "->>" => (Ty::LongText, Nullability::Sometimes),
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
        "~~" | "!~~" | "REGEXP" | "RLIKE" | "->" | "->>" => Ty::Varchar,
        "&" | "|" | "^" | "<<" | ">>" => Ty::UInt64,
        "+" | "-" | "*" | "/" | "%" | "DIV" if !beside.is_number() => Ty::Float64,
        _ => beside.clone(),
    }
}

/// A number written out.
pub(in crate::dialect) fn number_literal(flavor: &Flavor, text: &str) -> Ty {
    if text.contains(['e', 'E']) && !text.starts_with("0x") {
        return Ty::Float64;
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ty::Numeric;
    }
    match text.parse::<u64>() {
        Ok(number) if number <= i32::MAX as u64 && flavor.small_integers_are_int => Ty::Int32,
        Ok(number) if i64::try_from(number).is_ok() => Ty::Int64,
        Ok(_) => Ty::UInt64,
        Err(_) => Ty::Numeric,
    }
}

fn signed(ty: &Ty) -> Ty {
    match ty {
        Ty::UInt64 => Ty::Int64,
        other => other.clone(),
    }
}

/// Numbers by their kind; everything else counts as a floating-point number.
fn arithmetic(one: &Ty, other: &Ty) -> Ty {
    let whole = |ty: &Ty| ty.is_integer() || matches!(ty, Ty::Bool | Ty::Year);
    match (one, other) {
        (a, b) if whole(a) && whole(b) && (a.is_unsigned() || b.is_unsigned()) => Ty::UInt64,
        (a, b) if whole(a) && whole(b) => Ty::Int64,
        (Ty::Numeric, b) if whole(b) || *b == Ty::Numeric => Ty::Numeric,
        (a, Ty::Numeric) if whole(a) => Ty::Numeric,
        _ => Ty::Float64,
    }
}

/// The common type of alternatives.
pub(in crate::dialect) fn unify(types: &[Option<&Ty>]) -> Option<Ty> {
    let known: Vec<&Ty> = types.iter().copied().flatten().collect();
    let first = *known.first()?;
    if known.iter().all(|ty| *ty == first) {
        return Some(first.clone());
    }
    let all = |test: fn(&Ty) -> bool| known.iter().all(|ty| test(ty));
    if all(|ty| ty.is_integer() || *ty == Ty::Bool) {
        let unsigned = known.iter().any(|ty| ty.is_unsigned());
        return Some(if unsigned { Ty::Numeric } else { Ty::Int64 });
    }
    if all(|ty| ty.is_integer() || matches!(ty, Ty::Bool | Ty::Numeric)) {
        return Some(Ty::Numeric);
    }
    if all(|ty| ty.is_number() || *ty == Ty::Bool) {
        return Some(Ty::Float64);
    }
    if all(|ty| matches!(ty, Ty::Date | Ty::Time | Ty::Timestamp | Ty::TimestampTz)) {
        return Some(Ty::Timestamp);
    }
    if known.iter().any(|ty| ty.is_bytes()) {
        return Some(Ty::LongBlob);
    }
    if known.contains(&&Ty::LongText) || known.contains(&&Ty::Json) {
        return Some(Ty::LongText);
    }
    if known.contains(&&Ty::MediumText) {
        return Some(Ty::MediumText);
    }
    if known.contains(&&Ty::Text) {
        return Some(Ty::Text);
    }
    Some(Ty::Varchar)
}

/// Almost everything converts; what never does is refused.
pub(in crate::dialect) fn can_assign(from: &Ty, to: &Ty) -> bool {
    let is_date = |ty: &Ty| matches!(ty, Ty::Date | Ty::Timestamp | Ty::TimestampTz);
    match (from, to) {
        (Ty::Bool, to) if is_date(to) => false,
        (Ty::Other(from), Ty::Other(to)) => from == to || to == "geometry" || from == "geometry",
        _ => true,
    }
}

pub(in crate::dialect) fn is_aggregate(flavor: &Flavor, name: &str, arguments: usize) -> bool {
    available(flavor, name)
        .iter()
        .any(|function| function.kind == FunctionKind::Aggregate && function.accepts(arguments))
}

pub(in crate::dialect) fn is_strict(flavor: &Flavor, name: &str, arguments: usize) -> bool {
    let found = available(flavor, name);
    let mut found = found
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
