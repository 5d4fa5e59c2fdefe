//! The best of several functions or operators, by the rules of the manual's chapter "Type Conversion".
//!
//! In: candidates with their parameters laid out for the call. Out: one of them, or those that remain.

use super::coerce::coerces;
use super::polymorphic;
use super::types::PgType;
use crate::catalog::Catalog;
use crate::dialect::builtins::postgres::CastContext;
use crate::dialect::reached::{Step, reached};

/// A candidate with its parameters laid out for the call: one for each argument, as written.
#[derive(Clone, Debug)]
pub(super) struct Candidate<T> {
    pub item: T,
    pub params: Vec<PgType>,
    /// The position of each argument among the parameters.
    pub positions: Vec<usize>,
}

/// Removes candidates that are worse than others.
type Narrow<T> = fn(&mut Vec<Candidate<T>>, &[PgType]);

/// The best candidate. An error holds those that remain: none, or more than one.
pub(super) fn choose<T>(
    catalog: &Catalog,
    candidates: Vec<Candidate<T>>,
    given: &[PgType],
) -> Result<Candidate<T>, Vec<Candidate<T>>> {
    let mut candidates = candidates;
    // A domain is taken for what it is made of, but by what asks for it.
    let types: Vec<PgType> = given.iter().map(|ty| ty.without_domain(catalog)).collect();
    let types = types.as_slice();
    let exactly = |wanted: &[PgType]| candidates.iter().position(|found| found.params == wanted);
    let exact = exactly(given).or_else(|| exactly(types));
    if let Some(exact) = exact {
        reached(Step::ExactFunction);
        return Ok(candidates.swap_remove(exact));
    }
    candidates.retain(|candidate| takes(catalog, candidate, given));
    let steps: [(Step, Narrow<T>); 3] = [
        (Step::KeepExact, keep_exact),
        (Step::KeepPreferred, keep_preferred),
        (Step::OpenIsCategory, decide_open),
    ];
    for (step, narrow) in steps {
        let before = candidates.len();
        if before > 1 {
            narrow(&mut candidates, types);
        }
        if candidates.len() < before {
            reached(step);
        }
    }
    if candidates.len() > 1 {
        assume_known(catalog, &mut candidates, types);
    }
    match candidates.len() {
        1 => candidates.pop().ok_or_else(Vec::new),
        0 => {
            reached(Step::NoMatch);
            Err(candidates)
        }
        _ => {
            reached(Step::Ambiguous);
            Err(candidates)
        }
    }
}

/// Whether each argument leads to its parameter by itself, and the polymorphic ones agree.
fn takes<T>(catalog: &Catalog, candidate: &Candidate<T>, types: &[PgType]) -> bool {
    let mut pairs = candidate.params.iter().zip(types);
    pairs.all(|(param, ty)| coerces(catalog, *ty, *param, CastContext::Implicit))
        && polymorphic::agree(catalog, &candidate.params, types)
}

/// Keeps those with the most arguments of exactly the parameter's type.
fn keep_exact<T>(candidates: &mut Vec<Candidate<T>>, types: &[PgType]) {
    keep_best(candidates, |candidate| {
        let pairs = candidate.params.iter().zip(types);
        pairs.filter(|(param, ty)| param == ty).count()
    });
}

/// Keeps those that take preferred types where a conversion is needed.
fn keep_preferred<T>(candidates: &mut Vec<Candidate<T>>, types: &[PgType]) {
    let fits = |(param, ty): &(&PgType, &PgType)| {
        **ty != PgType::Unknown
            && (param == ty || (param.is_preferred() && param.category() == ty.category()))
    };
    keep_best(candidates, |candidate| {
        candidate.params.iter().zip(types).filter(fits).count()
    });
}

fn keep_best<T>(candidates: &mut Vec<Candidate<T>>, score: impl Fn(&Candidate<T>) -> usize) {
    let best = candidates.iter().map(&score).max().unwrap_or(0);
    candidates.retain(|candidate| score(candidate) == best);
}

/// At each open argument: text if a candidate takes it, else the one category that all take; preferred types win. Where
/// the categories differ at one argument, nothing is decided at any.
fn decide_open<T>(candidates: &mut Vec<Candidate<T>>, types: &[PgType]) {
    let mut wanted = Vec::new();
    for position in open_positions(types) {
        let at = |candidate: &Candidate<T>| candidate.params[position];
        let categories = || candidates.iter().map(|candidate| at(candidate).category());
        let Some(first) = categories().next() else {
            return;
        };
        let category = if categories().any(|category| category == 'S') {
            reached(Step::OpenIsText);
            'S'
        } else if categories().all(|category| category == first) {
            first
        } else {
            return;
        };
        let preferred = candidates
            .iter()
            .any(|candidate| at(candidate).category() == category && at(candidate).is_preferred());
        wanted.push((position, category, preferred));
    }
    let fits = |candidate: &Candidate<T>| {
        wanted.iter().all(|(position, category, preferred)| {
            let param = candidate.params[*position];
            param.category() == *category && (!preferred || param.is_preferred())
        })
    };
    if candidates.iter().any(fits) {
        candidates.retain(fits);
    }
}

/// If all known arguments have one type, the open ones are taken to have it too.
fn assume_known<T>(catalog: &Catalog, candidates: &mut Vec<Candidate<T>>, types: &[PgType]) {
    let known: Vec<PgType> = types
        .iter()
        .copied()
        .filter(|ty| *ty != PgType::Unknown)
        .collect();
    let Some(first) = known.first() else { return };
    if known.len() == types.len() || known.iter().any(|ty| ty != first) {
        return;
    }
    let assumed = vec![*first; types.len()];
    let fits = |candidate: &Candidate<T>| takes(catalog, candidate, &assumed);
    if candidates.iter().filter(|found| fits(found)).count() == 1 {
        reached(Step::AssumeKnown);
        candidates.retain(fits);
    }
}

fn open_positions(types: &[PgType]) -> impl Iterator<Item = usize> + '_ {
    let open = |(_, ty): &(usize, &PgType)| **ty == PgType::Unknown;
    types.iter().enumerate().filter(open).map(|(at, _)| at)
}
