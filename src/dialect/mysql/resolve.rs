//! MySQL's functions: what they give, and when that is NULL. Operators are in `operators`.
//!
//! In: a name and operand types. Out: [`Resolved`]. MySQL converts any operand, so there is no overload to choose: the rules
//! here say what comes out.

use super::operators::{self, Number};
use super::texts::{self, text_of};
use super::{Flavor, refused, types};
use crate::diagnostic::nearest;
use crate::dialect::builtins::mysql::{self as builtins, Function, Nulls, ResultRule};
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::resolve::{Arguments, Operand, ResolveError, Resolved};
use crate::ty::Ty;

/// How many digits a `bigint` has.
const LONG_DIGITS: u8 = 20;

pub(in crate::dialect) fn function(
    flavor: &Flavor,
    name: &str,
    given: &Arguments<'_>,
) -> Result<Resolved, ResolveError> {
    let args = given.types;
    let name = Flavor::spelled(name).to_ascii_lowercase();
    let named = available(flavor, &name);
    if named.is_empty() {
        let near = nearest(
            &name,
            builtins::all_functions()
                .iter()
                .filter(|function| is_of(flavor, function))
                .map(|function| function.name),
        )
        .map(str::to_owned);
        return Err(ResolveError::Unknown { near });
    }
    let no_match = || ResolveError::NoMatch {
        candidates: named.iter().map(|function| signature(function)).collect(),
    };
    // `count(*)`, and no other call that is so.
    let is_count = name == "count" && given.star == args.is_empty();
    let fits = |function: &&&Function| {
        function.accepts(args.len())
            && (is_count || !given.star && name != "count")
            && is_paired(&name, args.len())
    };
    let function = named.iter().find(fits).ok_or_else(no_match)?;
    let known = args.iter().enumerate();
    let mut known = known.filter_map(|(at, ty)| Some((at, (*ty)?)));
    if known.any(|(at, ty)| refused::refuses(flavor, &name, at, ty)) {
        return Err(ResolveError::NoMatch {
            candidates: Vec::new(),
        });
    }
    let result = gives(flavor, function, given);
    Ok(Resolved {
        args: args
            .iter()
            .enumerate()
            .map(|(at, ty)| Some(ty.cloned().unwrap_or_else(|| argument(function, at, args))))
            .collect(),
        positions: (0..args.len()).collect(),
        result,
        nulls: nulls(function, args),
        role: function.kind,
        set: false,
        columns: Vec::new(),
    })
}

/// Whether names and values, or paths and values, come in pairs.
fn is_paired(name: &str, arguments: usize) -> bool {
    match name {
        "json_object" => arguments.is_multiple_of(2),
        "json_array_append" | "json_array_insert" | "json_insert" | "json_replace" | "json_set" => {
            !arguments.is_multiple_of(2)
        }
        _ => true,
    }
}

/// The functions of this name that the flavor has.
fn available(flavor: &Flavor, name: &str) -> Vec<&'static Function> {
    builtins::functions(name)
        .iter()
        .filter(|function| is_of(flavor, function))
        .collect()
}

fn is_of(flavor: &Flavor, function: &Function) -> bool {
    function.only.is_none_or(|only| only == flavor.product)
}

fn nulls(function: &Function, args: &[Option<&Ty>]) -> Nullability {
    let is_temporal = |ty: &Option<&Ty>| ty.is_some_and(|ty| is_clock(ty) || is_interval(ty));
    match function.nulls {
        Nulls::Rule(rule) => rule,
        Nulls::Temporal if has_months(args) => Nullability::Sometimes,
        Nulls::Temporal if temporal_arguments(function, args).iter().all(is_temporal) => {
            Nullability::Edge
        }
        Nulls::Json if args.first().is_some_and(|ty| *ty == Some(&Ty::Json)) => Nullability::Edge,
        Nulls::Temporal | Nulls::Json => Nullability::Sometimes,
    }
}

/// Whether months are added to a time: NULL, as a time has none.
fn has_months(args: &[Option<&Ty>]) -> bool {
    let is_time = |ty: &&Option<&Ty>| **ty == Some(&Ty::Time);
    args.iter().any(|ty| ty.is_some_and(is_months)) && args.iter().any(|ty| is_time(&ty))
}

/// The arguments that must be dates or times, or the result is NULL.
fn temporal_arguments<'a, 't>(
    function: &Function,
    args: &'a [Option<&'t Ty>],
) -> &'a [Option<&'t Ty>] {
    match function.name {
        // The unit comes first.
        "timestampadd" => args.get(2..).unwrap_or_default(),
        "timestampdiff" => args.get(1..).unwrap_or_default(),
        "addtime" | "datediff" | "subtime" | "timediff" | "timestamp" => args,
        _ => args.get(..1).unwrap_or_default(),
    }
}

/// What an open argument is taken as: as the others where the function takes alternatives, else by what it is for.
fn argument(function: &Function, at: usize, args: &[Option<&Ty>]) -> Ty {
    let beside = || args.iter().copied().flatten().next().cloned();
    match function.result {
        ResultRule::Same(_) | ResultRule::SameFrom(_) | ResultRule::ExtremeFrom(_) => {
            beside().unwrap_or(Ty::Varchar)
        }
        ResultRule::Cut(_) | ResultRule::Pad(_)
            if at == 1 || at == 2 && function.name != "lpad" && function.name != "rpad" =>
        {
            Ty::Int64
        }
        ResultRule::Absolute(_) | ResultRule::Whole(_) | ResultRule::Exact(_) => Ty::Float64,
        ResultRule::Round(_) => {
            if at == 0 {
                Ty::Float64
            } else {
                Ty::Int64
            }
        }
        ResultRule::Remainder(_) => beside().unwrap_or(Ty::Float64),
        ResultRule::DateAdd(first) if at == usize::from(first) => Ty::Timestamp,
        ResultRule::AddTime(first) if at == usize::from(first) => Ty::Time,
        _ => match (function.nulls, function.name) {
            (Nulls::Temporal, "date_format" | "time_format" | "to_char") if at > 0 => Ty::Varchar,
            (Nulls::Temporal, "time_to_sec" | "hour" | "minute" | "second" | "microsecond") => {
                Ty::Time
            }
            (Nulls::Temporal, _) => beside()
                .filter(|ty| !is_interval(ty))
                .unwrap_or(Ty::Timestamp),
            (Nulls::Json, _) if at == 0 => Ty::Json,
            (
                _,
                "from_unixtime" | "sec_to_time" | "from_days" | "makedate" | "maketime" | "char"
                | "elt" | "space" | "bin" | "oct" | "period_add" | "period_diff" | "sleep"
                | "inet_ntoa",
            ) if at == 0 || function.name.starts_with("make") => Ty::Int64,
            (
                _,
                "pow" | "power" | "exp" | "sin" | "cos" | "tan" | "degrees" | "radians" | "atan2"
                | "point" | "sqrt" | "ln" | "log" | "format",
            ) if at == 0 || function.name != "format" => Ty::Float64,
            _ => Ty::Varchar,
        },
    }
}

fn at<'a>(args: &[Option<&'a Ty>], position: u8) -> Option<&'a Ty> {
    args.get(usize::from(position)).copied().flatten()
}

fn gives(flavor: &Flavor, function: &Function, given: &Arguments<'_>) -> Ty {
    let args = given.types;
    let number = |position: u8| {
        let written = given.literal(usize::from(position));
        match written {
            Some(_) => Number::of(at(args, position), written),
            None => Number::with(
                at(args, position),
                given.operand(usize::from(position)).digits,
            ),
        }
    };
    match function.result {
        ResultRule::Fixed(name, digits) => fixed(flavor, name, digits),
        ResultRule::Same(positions) => {
            let picked: Vec<Option<&Ty>> = positions
                .iter()
                .map(|position| at(args, *position))
                .collect();
            unify(flavor, &picked).unwrap_or(Ty::Varchar)
        }
        ResultRule::SameFrom(position) => unify(
            flavor,
            args.get(usize::from(position)..).unwrap_or_default(),
        )
        .unwrap_or(Ty::Varchar),
        ResultRule::ExtremeFrom(position) => fold(
            flavor,
            args.get(usize::from(position)..).unwrap_or_default(),
            |(_, compared)| compared,
        )
        .unwrap_or(Ty::Varchar),
        ResultRule::Text(position) => match function.name {
            // What is put in may be bytes.
            "replace" | "insert" => texts::of_one(given, position),
            _ => text_of(at(args, position).into_iter()),
        },
        ResultRule::TextFrom(position) => texts::of_all(given, position),
        ResultRule::Replaced(position) => match texts::are_bytes(given, position) {
            true => Ty::LongBlob,
            false => Ty::LongText,
        },
        ResultRule::Picked(position) => match at(args, position) {
            Some(ty @ (Ty::TinyText | Ty::Text | Ty::MediumText | Ty::LongText)) => grown(ty),
            Some(Ty::Enum(_) | Ty::Set(_)) => Ty::Varchar,
            // Only a column of JSON is one; others are texts.
            Some(Ty::Json)
                if flavor.small_integers_are_int
                    && !given.operand(usize::from(position)).is_column =>
            {
                Ty::LongText
            }
            // Only a column keeps its width.
            Some(ty)
                if flavor.small_integers_are_int
                    && !given.operand(usize::from(position)).is_column =>
            {
                widened(ty)
            }
            Some(ty) => ty.clone(),
            None => Ty::Varchar,
        },
        ResultRule::Chars(position) => match at(args, position) {
            Some(ty) => sized(text_of([ty].into_iter()), false),
            None => Ty::Varchar,
        },
        ResultRule::Bytes(position) => match at(args, position) {
            Some(ty) => sized(text_of([ty].into_iter()), true),
            None => Ty::Varbinary,
        },
        ResultRule::Gathered(position) => match texts::are_bytes(given, position) {
            true => Ty::MediumBlob,
            false => Ty::MediumText,
        },
        ResultRule::Absolute(position) if at(args, position).is_some_and(is_clock) => Ty::Numeric,
        ResultRule::Absolute(position) => number(position).absolute(flavor),
        ResultRule::Whole(position) => number(position).whole(flavor, at(args, position)),
        ResultRule::Round(position)
            if function.name == "round"
                && args.len() == 2
                && given.literal(1).is_none_or(|text| text.starts_with('-')) =>
        {
            operators::carried(flavor, number(position))
        }
        ResultRule::Round(position) => number(position).kept(flavor, at(args, position)),
        ResultRule::Remainder(positions) => {
            let [one, other] = [0, 1].map(|index| {
                positions
                    .get(index)
                    .map_or(Number::Float, |position| number(*position))
            });
            operators::arithmetic(flavor, "%", one, other).0
        }
        ResultRule::Exact(position) => match number(position) {
            Number::Float => Ty::Float64,
            _ => Ty::Numeric,
        },
        ResultRule::Cut(position) => {
            let length = if matches!(function.name, "left" | "right") {
                1
            } else {
                2
            };
            match given.literal(length) {
                Some(_) if at(args, position).is_some_and(Ty::is_bytes) => Ty::Varbinary,
                Some(_) => Ty::Varchar,
                None => text_of(at(args, position).into_iter()),
            }
        }
        ResultRule::Pad(position) => {
            let bytes = at(args, position).is_some_and(Ty::is_bytes);
            let counted = usize::from(function.name != "space");
            let limited = given.literal(counted).is_some();
            match (limited, bytes) {
                (true, _) if function.name == "repeat" => text_of(at(args, position).into_iter()),
                (true, true) => Ty::Varbinary,
                (true, false) => Ty::Varchar,
                (false, true) => Ty::LongBlob,
                (false, false) => Ty::LongText,
            }
        }
        ResultRule::DateAdd(position) if function.name == "add_months" => {
            date_plus(at(args, position), Some(&interval_type(Some("MONTH"))))
        }
        ResultRule::DateAdd(position) => {
            let interval = if position == 0 {
                at(args, 1)
            } else {
                at(args, 0)
            };
            date_plus(at(args, position), interval)
        }
        ResultRule::Epoch(position) => match at(args, position) {
            Some(ty) if !is_clock(ty) && !ty.is_number() => Ty::Numeric,
            _ => Ty::Int64,
        },
        ResultRule::AddTime(position) => match at(args, position) {
            Some(Ty::Timestamp | Ty::TimestampTz | Ty::Date) => Ty::Timestamp,
            Some(Ty::Time) => Ty::Time,
            _ => Ty::Char,
        },
    }
}

/// A date or time with an interval added; a text stays a text.
pub(super) fn date_plus(value: Option<&Ty>, interval: Option<&Ty>) -> Ty {
    let is = |name: &str| matches!(interval, Some(Ty::Other(own)) if own == name);
    match value {
        Some(Ty::Date) if !is(TIME_INTERVAL) => Ty::Date,
        Some(Ty::Date | Ty::Timestamp | Ty::TimestampTz) | None => Ty::Timestamp,
        Some(Ty::Time) if is(MONTH_INTERVAL) => Ty::Timestamp,
        Some(Ty::Time) => Ty::Time,
        Some(_) => Ty::Char,
    }
}

const TIME_INTERVAL: &str = "interval of a time";
const MONTH_INTERVAL: &str = "interval of months";

/// The type of `INTERVAL 1 HOUR`: by its unit, a date becomes a time of it or stays a date.
pub(in crate::dialect) fn interval_type(unit: Option<&str>) -> Ty {
    let unit = unit.unwrap_or("DAY").to_ascii_uppercase();
    match unit.as_str() {
        "DAY" => Ty::Interval,
        "WEEK" | "MONTH" | "QUARTER" | "YEAR" | "YEAR_MONTH" => {
            Ty::Other(MONTH_INTERVAL.to_owned())
        }
        _ => Ty::Other(TIME_INTERVAL.to_owned()),
    }
}

pub(super) fn is_interval(ty: &Ty) -> bool {
    *ty == Ty::Interval || is_months(ty) || matches!(ty, Ty::Other(name) if name == TIME_INTERVAL)
}

/// An interval of a week or longer: a time with it is a `datetime`, and NULL.
pub(super) fn is_months(ty: &Ty) -> bool {
    matches!(ty, Ty::Other(name) if name == MONTH_INTERVAL)
}

/// A date or time.
pub(super) fn is_clock(ty: &Ty) -> bool {
    matches!(ty, Ty::Date | Ty::Time | Ty::Timestamp | Ty::TimestampTz)
}

/// A type by its canonical name.
fn fixed(flavor: &Flavor, name: &str, digits: Option<u8>) -> Ty {
    if name == "bool" {
        return Ty::Bool;
    }
    match types::by_name(name) {
        Some(Ty::Int32) if digits.is_some() && !flavor.small_integers_are_int => Ty::Int64,
        Some(Ty::UInt32) if digits.is_some() && !flavor.small_integers_are_int => Ty::UInt64,
        Some(ty) => ty,
        None => Ty::Other(name.to_owned()),
    }
}

/// How many digits the result of a function has at the most, where its type says more; of a decimal, those before the point.
pub(in crate::dialect) fn digits(
    flavor: &Flavor,
    name: &str,
    given: &[Operand],
    types: &[Option<&Ty>],
) -> Option<u8> {
    let found = available(flavor, &name.to_ascii_lowercase());
    let function = found
        .iter()
        .find(|function| function.accepts(given.len()))?;
    let of = |position: u8| {
        let digits = given.get(usize::from(position)).and_then(|one| one.digits);
        Number::with(at(types, position), digits).digits()
    };
    match function.result {
        ResultRule::Fixed(_, digits) => digits.map(|digits| digits.min(LONG_DIGITS)),
        ResultRule::Exact(position) if function.name == "avg" => of(position),
        ResultRule::Exact(_) => Some(u8::MAX),
        ResultRule::Absolute(position) => of(position),
        ResultRule::Round(position) => of(position).map(|digits| digits.saturating_add(1)),
        _ => None,
    }
}

/// An integer of full width; a comparison stays what it is.
fn widened(ty: &Ty) -> Ty {
    match ty {
        Ty::Bool => Ty::Bool,
        Ty::Year => Ty::UInt64,
        Ty::Other(name) if name == "bit" => Ty::UInt64,
        ty if ty.is_unsigned() => Ty::UInt64,
        ty if ty.is_integer() => Ty::Int64,
        Ty::Float32 => Ty::Float64,
        other => other.clone(),
    }
}

/// A value of another place: `max`, a subselect. An enum is a word there.
pub(in crate::dialect) fn picked(ty: &Ty) -> Ty {
    match ty {
        Ty::TinyText | Ty::Text | Ty::MediumText | Ty::LongText => grown(ty),
        Ty::Enum(_) | Ty::Set(_) => Ty::Varchar,
        ty => ty.clone(),
    }
}

/// What `COLLATE` makes of a type.
pub(in crate::dialect) fn collated(ty: &Ty) -> Ty {
    match ty {
        Ty::Enum(_) | Ty::Set(_) => Ty::Varchar,
        ty if ty.is_text() => text_of([ty].into_iter()),
        ty => ty.clone(),
    }
}

/// Character sets in which a text has no more bytes than the server reckons with for any.
const NARROW: &[&str] = &["latin1", "ascii", "ucs2", "utf32", "binary"];

/// What `CONVERT(.. USING set)` makes of a type.
pub(in crate::dialect) fn converted(from: &Ty, charset: &str) -> Ty {
    let grown = text_of([from].into_iter());
    let is_narrow = NARROW.iter().any(|name| charset.eq_ignore_ascii_case(name));
    let size = match from {
        Ty::Text | Ty::Bytes if is_narrow => Ty::Text,
        Ty::MediumText | Ty::MediumBlob if is_narrow => Ty::MediumText,
        _ => grown,
    };
    sized(size, charset.eq_ignore_ascii_case("binary"))
}

/// The text or the bytes of the size that a type has.
fn sized(ty: Ty, bytes: bool) -> Ty {
    match (ty, bytes) {
        (Ty::Text | Ty::Bytes, false) => Ty::Text,
        (Ty::Text | Ty::Bytes, true) => Ty::Bytes,
        (Ty::MediumText | Ty::MediumBlob, false) => Ty::MediumText,
        (Ty::MediumText | Ty::MediumBlob, true) => Ty::MediumBlob,
        (Ty::LongText | Ty::LongBlob, false) => Ty::LongText,
        (Ty::LongText | Ty::LongBlob, true) => Ty::LongBlob,
        (_, false) => Ty::Varchar,
        (_, true) => Ty::Varbinary,
    }
}

/// Texts of four bytes a character: the server reckons with the next size.
fn grown(ty: &Ty) -> Ty {
    match ty {
        Ty::TinyText => Ty::Text,
        Ty::Text => Ty::MediumText,
        _ => Ty::LongText,
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

/// The common type of alternatives.
pub(in crate::dialect) fn unify(flavor: &Flavor, types: &[Option<&Ty>]) -> Option<Ty> {
    fold(flavor, types, |(common, _)| common)
}

/// Bits above or below a number, of which a set operation makes bytes.
pub(in crate::dialect) fn are_bits_and_number(arms: &[Option<&Ty>]) -> bool {
    let are = |test: fn(&Ty) -> bool| arms.iter().flatten().any(|ty| test(ty));
    are(is_bits) && are(|ty| ty.is_number() || matches!(ty, Ty::Bool | Ty::Year))
}

fn is_bits(ty: &Ty) -> bool {
    matches!(ty, Ty::Other(name) if name == "bit")
}

fn fold(
    flavor: &Flavor,
    types: &[Option<&Ty>],
    pick: impl Fn((&'static str, &'static str)) -> &'static str,
) -> Option<Ty> {
    let known = by_size(types);
    let (first, others) = known.split_first()?;
    let mut result = (*first).clone();
    // A value beside nothing but NULL: the server puts it together with another of its type.
    let alone = (types.len() > 1 && others.is_empty()).then_some(result.clone());
    for ty in others.iter().copied().chain(&alone) {
        if let (Ty::Other(one), Ty::Other(other)) = (&result, ty)
            && one == other
        {
            continue;
        }
        if result == *ty && matches!(ty, Ty::Bool) {
            continue;
        }
        let names = [common_name(flavor, &result), common_name(flavor, ty)];
        let found = builtins::common(names[0], names[1]).map(&pick)?;
        result = match types::by_name(found) {
            Some(found) => found,
            None if found == "-" => return None,
            None => Ty::Other(found.to_owned()),
        };
    }
    Some(result)
}

/// The types that are known, texts at the end. A text grows once, however many it stands beside: of those only the largest counts
/// beside other types, and two of them where there are no others.
fn by_size<'a>(types: &[Option<&'a Ty>]) -> Vec<&'a Ty> {
    let (mut texts, mut known): (Vec<&Ty>, Vec<&Ty>) = types
        .iter()
        .copied()
        .flatten()
        .partition(|ty| text_size(ty) > 0);
    texts.sort_by_key(|ty| text_size(ty));
    let counted = if known.is_empty() { 2 } else { 1 };
    known.extend(texts.split_off(texts.len().saturating_sub(counted)));
    known
}

fn text_size(ty: &Ty) -> u8 {
    match ty {
        Ty::TinyText => 1,
        Ty::Text => 2,
        Ty::MediumText => 3,
        Ty::LongText => 4,
        _ => 0,
    }
}

/// The name that the table of common types has for a type.
fn common_name(flavor: &Flavor, ty: &Ty) -> &'static str {
    match ty {
        Ty::Bool => "bool",
        Ty::Other(name) if name == "bit" => "bit",
        Ty::Other(name) if name == "point" => "point",
        Ty::Other(name) if name.starts_with("inet") => "uuid",
        Ty::Other(_) => "geometry",
        ty => types::name(flavor, ty),
    }
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

/// Whether a value that is not NULL can become NULL when it is cast: a text that is no date.
pub(in crate::dialect) fn cast_can_fail(from: Option<&Ty>, to: &Ty) -> bool {
    is_clock(to) && !from.is_some_and(is_clock)
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
                    function.nulls,
                    Nulls::Rule(Nullability::Strict | Nullability::Edge) | Nulls::Temporal
                )
        })
}
