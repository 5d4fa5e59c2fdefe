//! PostgreSQL's own procedure for finding functions, operators and common types, over its own catalog.
//!
//! In: a name and operand types. Out: [`Resolved`]. The steps are those of the manual's chapter "Type Conversion"; the
//! tables are dumped from a server.

use crate::catalog::{Catalog, EnumId, EnumSource};
use crate::diagnostic::nearest;
use crate::dialect::builtins::FunctionKind;
use crate::dialect::builtins::postgres::{
    self as builtins, CastContext, Function, Operator, TypeId,
};
use crate::dialect::resolve::{ResolveError, Resolved};
use crate::ty::Ty;

/// A type as the catalog's tables know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PgType {
    /// A literal or parameter without a type.
    Unknown,
    /// A type of the server's catalog.
    Base(TypeId),
    /// A type of an extension: nothing is known of it.
    Foreign,
    /// An enum of the schema.
    Enum(EnumId),
    /// An array of an enum of the schema.
    EnumArray(EnumId),
}

/// The neutral types by PostgreSQL's names.
const NAMES: [(&str, Ty); 19] = [
    ("bool", Ty::Bool),
    ("int2", Ty::Int16),
    ("int4", Ty::Int32),
    ("int8", Ty::Int64),
    ("float4", Ty::Float32),
    ("float8", Ty::Float64),
    ("numeric", Ty::Numeric),
    ("text", Ty::Text),
    ("varchar", Ty::Varchar),
    ("bpchar", Ty::Char),
    ("bytea", Ty::Bytes),
    ("uuid", Ty::Uuid),
    ("json", Ty::Json),
    ("jsonb", Ty::Jsonb),
    ("date", Ty::Date),
    ("time", Ty::Time),
    ("timestamp", Ty::Timestamp),
    ("timestamptz", Ty::TimestampTz),
    ("interval", Ty::Interval),
];

/// PostgreSQL's type for a neutral one; none for enums, and for types of extensions.
pub(in crate::dialect) fn type_id(ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Other(name) => builtins::type_by_name(name),
        Ty::Array(element) => type_id(element)?.get().array,
        _ => {
            let (name, _) = NAMES.iter().find(|(_, known)| known == ty)?;
            builtins::type_by_name(name)
        }
    }
}

/// The neutral type for one of PostgreSQL's.
pub(in crate::dialect) fn neutral(id: TypeId) -> Ty {
    let ty = id.get();
    if let Some((_, known)) = NAMES.iter().find(|(name, _)| *name == ty.name) {
        return known.clone();
    }
    match ty.element {
        Some(element) if ty.name.starts_with('_') => Ty::Array(Box::new(neutral(element))),
        _ => Ty::Other(ty.name.to_owned()),
    }
}

/// The name of a type in SQL, without modifiers.
pub(in crate::dialect) fn sql_name(ty: &Ty) -> String {
    type_id(ty).map_or_else(|| "unknown".to_owned(), |id| id.get().sql_name.to_owned())
}

/// The name in SQL of a type that is called `name` in the server's catalog: `timetz` is `time with time zone`.
pub(in crate::dialect) fn known_name(name: &str) -> String {
    builtins::type_by_name(name).map_or_else(|| name.to_owned(), |id| id.get().sql_name.to_owned())
}

fn base(name: &str) -> PgType {
    builtins::type_by_name(name).map_or(PgType::Foreign, PgType::Base)
}

fn pg_type(catalog: &Catalog, ty: Option<&Ty>) -> PgType {
    let is_type = |id: &EnumId| catalog.enum_(*id).source == EnumSource::Type;
    match ty {
        None => PgType::Unknown,
        Some(Ty::Enum(id)) if is_type(id) => PgType::Enum(*id),
        Some(Ty::Enum(_)) => base("text"),
        Some(Ty::Array(element)) => match &**element {
            Ty::Enum(id) if is_type(id) => PgType::EnumArray(*id),
            Ty::Enum(_) => base("_text"),
            _ => ty.and_then(type_id).map_or(PgType::Foreign, PgType::Base),
        },
        Some(ty) => type_id(ty).map_or(PgType::Foreign, PgType::Base),
    }
}

impl PgType {
    fn ty(self) -> Option<Ty> {
        match self {
            PgType::Unknown | PgType::Foreign => None,
            PgType::Base(id) => Some(neutral(id)),
            PgType::Enum(id) => Some(Ty::Enum(id)),
            PgType::EnumArray(id) => Some(Ty::Array(Box::new(Ty::Enum(id)))),
        }
    }

    /// The name of a type of the server's catalog.
    fn name(self) -> Option<&'static str> {
        match self {
            PgType::Base(id) => Some(id.get().name),
            _ => None,
        }
    }

    fn category(self) -> char {
        match self {
            PgType::Unknown => 'X',
            PgType::Base(id) => id.get().category,
            PgType::Enum(_) => 'E',
            PgType::EnumArray(_) => 'A',
            PgType::Foreign => 'U',
        }
    }

    fn is_preferred(self) -> bool {
        matches!(self, PgType::Base(id) if id.get().preferred)
    }

    fn element(self) -> Option<PgType> {
        match self {
            PgType::EnumArray(id) => Some(PgType::Enum(id)),
            PgType::Base(id) if id.get().name.starts_with('_') => {
                id.get().element.map(PgType::Base)
            }
            _ => None,
        }
    }

    fn array(self) -> Option<PgType> {
        match self {
            PgType::Enum(id) => Some(PgType::EnumArray(id)),
            PgType::Base(id) => id.get().array.map(PgType::Base),
            _ => None,
        }
    }

    fn subtype(self) -> Option<PgType> {
        match self {
            PgType::Base(id) => id.get().subtype.map(PgType::Base),
            _ => None,
        }
    }
}

fn is_polymorphic(name: &str) -> bool {
    matches!(
        name,
        "anyelement"
            | "anyarray"
            | "anynonarray"
            | "anyenum"
            | "anyrange"
            | "anymultirange"
            | "anycompatible"
            | "anycompatiblearray"
            | "anycompatiblenonarray"
            | "anycompatiblerange"
            | "anycompatiblemultirange"
            | "any"
    )
}

/// Whether a cast of at most this context leads from one type to the other.
fn coerces(from: PgType, to: PgType, context: CastContext) -> bool {
    if from == to || from == PgType::Unknown {
        return true;
    }
    if let Some(name) = to.name()
        && is_polymorphic(name)
    {
        return accepts(name, from);
    }
    match (from, to) {
        (PgType::Base(a), PgType::Base(b)) => {
            if builtins::casts(a, b).is_some_and(|found| found <= context) {
                return true;
            }
            if let (Some(a), Some(b)) = (from.element(), to.element()) {
                return coerces(a, b, context);
            }
            through_text(from, to, context)
        }
        (PgType::Foreign, _) | (_, PgType::Foreign) => context == CastContext::Explicit,
        _ => through_text(from, to, context),
    }
}

/// Any type casts to text on assignment, and text to any where it is written.
fn through_text(from: PgType, to: PgType, context: CastContext) -> bool {
    (to.category() == 'S' && context >= CastContext::Assignment)
        || (from.category() == 'S' && context == CastContext::Explicit)
}

/// Whether a polymorphic parameter takes a type, taken alone.
fn accepts(name: &str, ty: PgType) -> bool {
    match name {
        "anyarray" | "anycompatiblearray" => {
            ty.element().is_some() || ty.name() == Some("anyarray")
        }
        "anynonarray" | "anycompatiblenonarray" => ty.element().is_none(),
        "anyenum" => matches!(ty, PgType::Enum(_)),
        "anyrange" | "anycompatiblerange" => {
            ty.subtype().is_some() && ty.name().is_some_and(|name| !name.ends_with("multirange"))
        }
        "anymultirange" | "anycompatiblemultirange" => {
            ty.name().is_some_and(|name| name.ends_with("multirange"))
        }
        _ => true,
    }
}

/// A candidate with its parameters laid out for the call.
struct Candidate<T: 'static> {
    item: &'static T,
    params: Vec<PgType>,
}

pub(in crate::dialect) fn function(
    catalog: &Catalog,
    name: &str,
    args: &[Option<&Ty>],
    star: bool,
) -> Result<Resolved, ResolveError> {
    let named = builtins::functions(name);
    if named.is_empty() {
        let near = nearest(
            name,
            builtins::all_functions()
                .iter()
                .map(|function| function.name),
        )
        .map(str::to_owned);
        return Err(ResolveError::Unknown { near });
    }
    let types: Vec<PgType> = args.iter().map(|ty| pg_type(catalog, *ty)).collect();
    let candidates: Vec<Candidate<Function>> = named
        .iter()
        .filter_map(|function| laid_out(function, types.len(), star))
        .collect();
    let signatures = |list: &[Candidate<Function>]| {
        list.iter()
            .take(6)
            .map(|candidate| signature(candidate.item))
            .collect::<Vec<String>>()
    };
    let all = signatures(&candidates);
    let chosen = choose(candidates, &types).map_err(|rest| match rest {
        rest if rest.is_empty() => ResolveError::NoMatch {
            candidates: if all.is_empty() {
                named.iter().take(6).map(signature).collect()
            } else {
                all.clone()
            },
        },
        rest => ResolveError::Ambiguous {
            candidates: signatures(&rest),
        },
    })?;
    let Some((params, result)) = settle(&chosen.params, PgType::Base(chosen.item.result), &types)
    else {
        return Err(ResolveError::NoMatch { candidates: all });
    };
    Ok(Resolved {
        result,
        args: params,
        nulls: chosen.item.nullability,
        role: chosen.item.kind,
        set: chosen.item.returns_set,
    })
}

fn signature(function: &Function) -> String {
    let arguments: Vec<&str> = function
        .arguments
        .iter()
        .map(|id| id.get().sql_name)
        .collect();
    format!("{}({})", function.name, arguments.join(", "))
}

/// The parameters of a function for a call with so many arguments; none where the number does not fit.
fn laid_out(function: &'static Function, count: usize, star: bool) -> Option<Candidate<Function>> {
    if star && !(function.arguments.is_empty() && function.kind == FunctionKind::Aggregate) {
        return None;
    }
    let fixed: Vec<PgType> = function
        .arguments
        .iter()
        .map(|id| PgType::Base(*id))
        .collect();
    let needed = fixed.len().saturating_sub(usize::from(function.defaults));
    if !function.variadic {
        return (needed..=fixed.len()).contains(&count).then(|| Candidate {
            item: function,
            params: fixed[..count].to_vec(),
        });
    }
    let (last, leading) = fixed.split_last()?;
    // VARIADIC "any" has no array: each argument is taken as it is.
    let repeated = last
        .element()
        .or_else(|| variadic_element(*last))
        .unwrap_or(*last);
    let mut params = leading.to_vec();
    params.extend(std::iter::repeat_n(
        repeated,
        count.checked_sub(leading.len())?,
    ));
    Some(Candidate {
        item: function,
        params,
    })
}

/// What repeats for a polymorphic VARIADIC array.
fn variadic_element(array: PgType) -> Option<PgType> {
    match array.name()? {
        "anyarray" => Some(base("anyelement")),
        "anycompatiblearray" => Some(base("anycompatible")),
        _ => None,
    }
}

pub(in crate::dialect) fn operator(
    catalog: &Catalog,
    name: &str,
    left: Option<Option<&Ty>>,
    right: Option<&Ty>,
) -> Result<Resolved, ResolveError> {
    let name = if name == "!=" { "<>" } else { name };
    let named = builtins::operators(name);
    if named.is_empty() {
        return Err(ResolveError::Unknown { near: None });
    }
    let right = pg_type(catalog, right);
    let types = match left {
        Some(left) => vec![pg_type(catalog, left), right],
        None => vec![right],
    };
    let candidates: Vec<Candidate<Operator>> = named
        .iter()
        .filter(|operator| operator.left.is_some() == left.is_some())
        .map(|operator| Candidate {
            item: operator,
            params: operator
                .left
                .into_iter()
                .chain([operator.right])
                .map(PgType::Base)
                .collect(),
        })
        .collect();
    // An open operand is first taken to be of the other's type.
    if let [a, b] = types.as_slice()
        && (*a == PgType::Unknown) != (*b == PgType::Unknown)
    {
        let known = if *a == PgType::Unknown { b } else { a };
        let same = [*known, *known];
        if let Some(found) = candidates.iter().find(|candidate| candidate.params == same) {
            return operator_result(found, &same).ok_or(ResolveError::NoMatch {
                candidates: Vec::new(),
            });
        }
    }
    let chosen = choose(candidates, &types).map_err(|rest| {
        let shown = |candidate: &Candidate<Operator>| {
            let operands: Vec<&str> = candidate
                .item
                .left
                .into_iter()
                .chain([candidate.item.right])
                .map(|id| id.get().sql_name)
                .collect();
            operands.join(&format!(" {name} "))
        };
        match rest.len() {
            0 => ResolveError::NoMatch {
                candidates: Vec::new(),
            },
            _ => ResolveError::Ambiguous {
                candidates: rest.iter().take(6).map(shown).collect(),
            },
        }
    })?;
    operator_result(&chosen, &types).ok_or(ResolveError::NoMatch {
        candidates: Vec::new(),
    })
}

fn operator_result(chosen: &Candidate<Operator>, types: &[PgType]) -> Option<Resolved> {
    let result = PgType::Base(chosen.item.result);
    let (args, result) = settle(&chosen.params, result, types)?;
    Some(Resolved {
        result,
        args,
        nulls: chosen.item.nullability,
        role: FunctionKind::Normal,
        set: false,
    })
}

/// The best candidate. An error holds those that remain: none, or more than one.
fn choose<T>(
    candidates: Vec<Candidate<T>>,
    types: &[PgType],
) -> Result<Candidate<T>, Vec<Candidate<T>>> {
    let exact = candidates
        .iter()
        .position(|candidate| candidate.params == types);
    let mut candidates = candidates;
    if let Some(exact) = exact {
        return Ok(candidates.swap_remove(exact));
    }
    candidates.retain(|candidate| {
        candidate
            .params
            .iter()
            .zip(types)
            .all(|(param, ty)| coerces(*ty, *param, CastContext::Implicit))
            && settle(&candidate.params, base("void"), types).is_some()
    });
    if candidates.len() <= 1 {
        return candidates.pop().ok_or_else(Vec::new);
    }
    keep_best(&mut candidates, |candidate| {
        candidate
            .params
            .iter()
            .zip(types)
            .filter(|(param, ty)| param == ty)
            .count()
    });
    if candidates.len() > 1 {
        keep_best(&mut candidates, |candidate| {
            let preferred = |(param, ty): &(&PgType, &PgType)| {
                **ty != PgType::Unknown
                    && (param == ty || (param.is_preferred() && param.category() == ty.category()))
            };
            candidate.params.iter().zip(types).filter(preferred).count()
        });
    }
    if candidates.len() > 1 {
        choose_for_open(&mut candidates, types);
    }
    if candidates.len() > 1 {
        assume_known(&mut candidates, types);
    }
    match candidates.len() {
        1 => candidates.pop().ok_or_else(Vec::new),
        _ => Err(candidates),
    }
}

fn keep_best<T>(candidates: &mut Vec<Candidate<T>>, score: impl Fn(&Candidate<T>) -> usize) {
    let best = candidates.iter().map(&score).max().unwrap_or(0);
    candidates.retain(|candidate| score(candidate) == best);
}

/// At each open argument: text if a candidate takes it, else the one category that all take; preferred types win.
fn choose_for_open<T>(candidates: &mut Vec<Candidate<T>>, types: &[PgType]) {
    for (position, _) in types
        .iter()
        .enumerate()
        .filter(|(_, ty)| **ty == PgType::Unknown)
    {
        let categories: Vec<char> = candidates
            .iter()
            .map(|candidate| candidate.params[position].category())
            .collect();
        let category = if categories.contains(&'S') {
            'S'
        } else {
            match categories.first() {
                Some(first) if categories.iter().all(|category| category == first) => *first,
                _ => return,
            }
        };
        let fits = |candidate: &Candidate<T>| candidate.params[position].category() == category;
        let preferred =
            |candidate: &Candidate<T>| fits(candidate) && candidate.params[position].is_preferred();
        if candidates.iter().any(preferred) {
            candidates.retain(preferred);
        } else if candidates.iter().any(fits) {
            candidates.retain(fits);
        }
    }
}

/// If all known arguments have one type, the open ones are taken to have it too.
fn assume_known<T>(candidates: &mut Vec<Candidate<T>>, types: &[PgType]) {
    let known: Vec<&PgType> = types.iter().filter(|ty| **ty != PgType::Unknown).collect();
    let Some(first) = known.first() else { return };
    if known.len() == types.len() || known.iter().any(|ty| ty != first) {
        return;
    }
    let fits = |candidate: &Candidate<T>| {
        candidate
            .params
            .iter()
            .all(|param| coerces(**first, *param, CastContext::Implicit))
    };
    if candidates
        .iter()
        .filter(|candidate| fits(candidate))
        .count()
        == 1
    {
        candidates.retain(fits);
    }
}

/// The parameters and the result with polymorphic types made concrete; none where they contradict each other.
fn settle(params: &[PgType], result: PgType, types: &[PgType]) -> Option<(Vec<Ty>, Ty)> {
    let (equal, common) = (
        polymorphic_element(params, types, false)?,
        polymorphic_element(params, types, true)?,
    );
    let concrete = |param: PgType, ty: PgType| -> PgType {
        let Some(name) = param.name().filter(|name| is_polymorphic(name)) else {
            return param;
        };
        if name == "any" {
            return if ty == PgType::Unknown {
                base("text")
            } else {
                ty
            };
        }
        let Some(element) = (if name.starts_with("anycompatible") {
            common
        } else {
            equal
        }) else {
            return ty;
        };
        if name.ends_with("range") {
            return if ty == PgType::Unknown { element } else { ty };
        }
        if name.ends_with("array") && !name.ends_with("nonarray") {
            return element.array().unwrap_or(ty);
        }
        element
    };
    let args: Vec<Ty> = params
        .iter()
        .zip(types)
        .map(|(param, ty)| concrete(*param, *ty).ty().unwrap_or(Ty::Text))
        .collect();
    let range = types
        .iter()
        .copied()
        .find(|ty| ty.subtype().is_some())
        .unwrap_or(PgType::Unknown);
    let result = concrete(result, range).ty().unwrap_or(Ty::Text);
    Some((args, result))
}

/// The element type of the polymorphic parameters; `Some(None)` without any, none where they contradict each other.
fn polymorphic_element(
    params: &[PgType],
    types: &[PgType],
    compatible: bool,
) -> Option<Option<PgType>> {
    let mut found: Option<PgType> = None;
    let mut any = false;
    for (param, ty) in params.iter().zip(types) {
        let Some(name) = param.name() else { continue };
        if !is_polymorphic(name) || name == "any" || name.starts_with("anycompatible") != compatible
        {
            continue;
        }
        any = true;
        let element = match name {
            _ if *ty == PgType::Unknown => continue,
            name if name.ends_with("nonarray") => *ty,
            name if name.ends_with("array") => ty.element()?,
            name if name.ends_with("range") => ty.subtype()?,
            _ => *ty,
        };
        found = Some(match found {
            None => element,
            Some(known) if known == element => known,
            Some(known) if compatible => common_type(&[known, element])?,
            Some(_) => return None,
        });
    }
    if any && found.is_none() {
        found = Some(base("text"));
    }
    Some(found)
}

pub(in crate::dialect) fn unify(catalog: &Catalog, types: &[Option<&Ty>]) -> Option<Ty> {
    let types: Vec<PgType> = types.iter().map(|ty| pg_type(catalog, *ty)).collect();
    common_type(&types)?.ty()
}

/// The common type, as UNION and CASE choose it.
fn common_type(types: &[PgType]) -> Option<PgType> {
    let mut known = types.iter().filter(|ty| **ty != PgType::Unknown);
    let Some(first) = known.next() else {
        return Some(base("text"));
    };
    let mut chosen = *first;
    for ty in known {
        if *ty == chosen {
            continue;
        }
        if ty.category() != chosen.category() {
            return None;
        }
        let forward = coerces(chosen, *ty, CastContext::Implicit);
        let back = coerces(*ty, chosen, CastContext::Implicit);
        if !chosen.is_preferred() && forward && !back {
            chosen = *ty;
        }
    }
    types
        .iter()
        .all(|ty| coerces(*ty, chosen, CastContext::Implicit))
        .then_some(chosen)
}

pub(in crate::dialect) fn can_assign(catalog: &Catalog, from: &Ty, to: &Ty) -> bool {
    coerces(
        pg_type(catalog, Some(from)),
        pg_type(catalog, Some(to)),
        CastContext::Assignment,
    )
}

pub(in crate::dialect) fn can_cast(catalog: &Catalog, from: &Ty, to: &Ty) -> bool {
    coerces(
        pg_type(catalog, Some(from)),
        pg_type(catalog, Some(to)),
        CastContext::Explicit,
    )
}

pub(in crate::dialect) fn is_aggregate(name: &str) -> bool {
    builtins::functions(name)
        .iter()
        .any(|function| function.kind == FunctionKind::Aggregate)
}

pub(in crate::dialect) fn is_strict(name: &str, arguments: usize) -> bool {
    let mut found = builtins::functions(name)
        .iter()
        .filter(|function| laid_out(function, arguments, false).is_some())
        .peekable();
    found.peek().is_some()
        && found.all(|function| {
            function.kind == FunctionKind::Normal && function.strict && !function.variadic
        })
}
