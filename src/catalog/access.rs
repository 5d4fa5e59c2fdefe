//! Who may do what with the rows of a table: `@owner`, `@role` and `@public`.
//!
//! In: these tags. Out: what they say, as data. Whether that fits the table and the service's configuration is not known here.

use serde::Serialize;

use super::tags::{argument_place, bad_arguments, column, items, operations_of};
use super::{Column, Operation};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::Dialect;
use crate::source::Span;
use crate::syntax::Tag;

/// `@owner user_id`: rows are their owner's alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OwnerTag {
    /// Position in the table.
    pub column: u32,
    /// The tag.
    pub span: Span,
}

/// `@public list,get`: what needs no identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicTag {
    /// What is open to everybody.
    pub operations: Vec<Operation>,
    /// The tag.
    pub span: Span,
}

/// `@role admin: create,update` above a table, `@role admin: write` at a column, `@role admin` above a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleTag {
    /// Any of these is enough.
    pub roles: Vec<String>,
    /// For what; empty at a column and above a query.
    pub operations: Vec<Operation>,
    /// The tag.
    pub span: Span,
}

pub(super) fn owner(
    tag: &Tag,
    columns: &[Column],
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Option<OwnerTag> {
    let [(word, span)] = &items(tag)[..] else {
        let what = "it takes the column that says whose a row is: `@owner user_id`";
        diagnostics.push(bad_arguments(tag, argument_place(tag), what));
        return None;
    };
    let column = column(tag, word, *span, columns, dialect, diagnostics)?;
    Some(OwnerTag {
        column,
        span: tag.span,
    })
}

pub(super) fn public(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<PublicTag> {
    let operations = operations_of(tag, items(tag), diagnostics)?;
    Some(PublicTag {
        operations,
        span: tag.span,
    })
}

/// Above a table: roles, and what they are needed for.
pub(super) fn table_role(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<RoleTag> {
    let what = "above a table it takes roles and operations: `@role admin: create,update`";
    let (roles, rest) = divided(tag, what, diagnostics)?;
    let operations = operations_of(tag, rest, diagnostics)?;
    Some(RoleTag {
        roles,
        operations,
        span: tag.span,
    })
}

/// At a column: roles, and the word `write`.
pub(super) fn column_role(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<RoleTag> {
    let what = "at a column it takes roles and `write`: `@role admin: write`";
    let (roles, rest) = divided(tag, what, diagnostics)?;
    if let [(word, _)] = &rest[..]
        && word == "write"
    {
        return Some(RoleTag {
            roles,
            operations: Vec::new(),
            span: tag.span,
        });
    }
    let place = rest.first().map_or(tag.args_span, |(_, span)| *span);
    let help = "who may read a column is said by a view or `@hidden`";
    diagnostics.push(bad_arguments(tag, place, what).help(help));
    None
}

/// Above a query: roles alone.
pub(crate) fn query_role(tag: &Tag) -> Result<RoleTag, Diagnostic> {
    let roles: Vec<String> = items(tag).into_iter().map(|(word, _)| word).collect();
    if roles.is_empty() || !roles.iter().all(|role| is_role(role)) {
        let what = "above a query it takes roles: `@role admin`";
        return Err(bad_arguments(tag, argument_place(tag), what));
    }
    Ok(RoleTag {
        roles,
        operations: Vec::new(),
        span: tag.span,
    })
}

/// Roles, and words with their places.
type Divided = (Vec<String>, Vec<(String, Span)>);

/// The roles before the last colon, and the words behind it.
fn divided(tag: &Tag, what: &str, diagnostics: &mut Diagnostics) -> Option<Divided> {
    let colon = tag.args.rfind(':');
    let parts = colon.map(|at| {
        let part = |from: usize, to: usize| Tag {
            args: tag.args[from..to].to_owned(),
            args_span: Span::new(
                tag.args_span.file,
                tag.args_span.start + from,
                tag.args_span.start + to,
            ),
            ..tag.clone()
        };
        let roles = items(&part(0, at)).into_iter().map(|(word, _)| word);
        (roles.collect(), items(&part(at + 1, tag.args.len())))
    });
    let good = parts.filter(|(roles, rest): &Divided| {
        !roles.is_empty() && !rest.is_empty() && roles.iter().all(|role| is_role(role))
    });
    if good.is_none() {
        diagnostics.push(bad_arguments(tag, argument_place(tag), what));
    }
    good
}

/// What tokens and keys say of their holders: `admin`, `posts:write`, `https://example.com/editor`.
fn is_role(word: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_-./:".contains(c);
    !word.is_empty() && word.chars().all(allowed)
}
