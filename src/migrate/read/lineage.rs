//! The tables that a table has columns from: PARTITION OF, INHERITS.
//!
//! In: the catalog, which has followed ATTACH, DETACH and INHERIT, and tokens. Out: [`Lineage`].

use super::{Reader, behind_name, is_word};
use crate::catalog;
use crate::migrate::model::Lineage;
use crate::syntax::LocatedToken;

impl Reader<'_> {
    /// What a table has its columns from now.
    pub(super) fn lineage(&self, table: &catalog::Table) -> Lineage {
        let mut parents = table.parents.iter().map(|parent| self.name(*parent));
        let Some(bound) = table.bound else {
            let parents: Vec<_> = parents.collect();
            return match parents.is_empty() {
                true => Lineage::Own,
                false => Lineage::Heir(parents),
            };
        };
        let Some(of) = parents.next() else {
            return Lineage::Own;
        };
        let tokens = self.tokens(bound);
        let (details, tokens) = tokens.split_at(list_end(tokens));
        Lineage::Partition {
            of,
            details: self.of_table(table, details),
            bound: self.written(&tokens[..bound_end(tokens)]),
        }
    }
}

/// What stands behind `PARTITION OF name (..) FOR VALUES ..`.
pub(super) fn behind_partition(tokens: &[LocatedToken]) -> &[LocatedToken] {
    let tokens = &tokens[behind_name(tokens, 2)..];
    let tokens = &tokens[list_end(tokens)..];
    &tokens[bound_end(tokens)..]
}

/// What stands behind `INHERITS (..)`, if that is there.
pub(super) fn behind_inherits(tokens: &[LocatedToken]) -> &[LocatedToken] {
    match tokens {
        [first, rest @ ..] if is_word(first, "inherits") => &rest[list_end(rest)..],
        _ => tokens,
    }
}

/// Where what a partition takes ends: `DEFAULT`, `FOR VALUES IN (..)`, `FOR VALUES FROM (..) TO (..)`.
fn bound_end(tokens: &[LocatedToken]) -> usize {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| is_word(token, word));
    if is(0, "default") {
        return 1;
    }
    if !is(0, "for") {
        return 0;
    }
    let mut end = 2;
    while ["in", "with", "from", "to"]
        .iter()
        .any(|word| is(end, word))
    {
        let list = list_end(&tokens[end + 1..]);
        if list == 0 {
            break;
        }
        end += 1 + list;
    }
    end.min(tokens.len())
}

/// Where a list in parentheses that comes first ends; 0 where none does.
fn list_end(tokens: &[LocatedToken]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        depth += usize::from(token.is_symbol("("));
        if depth == 0 {
            return 0;
        }
        if token.is_symbol(")") {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
    }
    0
}
