//! `@tx`: several statements as one query.
//!
//! In: a statement with parts. Out: one [`TypedQuery`]: what the last statement gives, after the others. A parameter is shared
//! by its name; types that differ are an error at both places.

use serde::Serialize;

use super::{Access, Param, SqlText, TypedQuery, one};
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Sources;
use crate::syntax::{Command, Statement};

/// A statement that runs before the one that gives the result.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Its text. Its parameters are the query's.
    pub sql: SqlText,
    /// Whether it changes rows.
    pub access: Access,
}

/// The statements of a transaction as one query.
pub(super) fn query(
    catalog: &Catalog,
    statement: &Statement,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<TypedQuery> {
    let header = statement.header.clone()?;
    let mut statements = vec![Statement {
        parts: Vec::new(),
        ..statement.clone()
    }];
    statements.extend(statement.parts.iter().cloned());
    let last = statements.len() - 1;
    let mut typed = Vec::new();
    for (at, mut part) in statements.into_iter().enumerate() {
        let mut own = header.clone();
        if at < last {
            own.command = Command::Exec;
        }
        part.header = Some(own);
        typed.push(one(catalog, &part, sources, diagnostics));
    }
    let typed: Vec<TypedQuery> = typed.into_iter().collect::<Option<_>>()?;
    join(typed, statement, diagnostics)
}

fn join(
    typed: Vec<TypedQuery>,
    statement: &Statement,
    diagnostics: &mut Diagnostics,
) -> Option<TypedQuery> {
    let errors = diagnostics.error_count();
    let mut params: Vec<Param> = Vec::new();
    let mut joined: Option<TypedQuery> = None;
    let mut steps = Vec::new();
    let (mut reads, mut writes) = (Vec::new(), Vec::new());
    let (mut usages, mut called) = (Vec::new(), Vec::new());
    let mut derivations = Vec::new();
    let mut access = Access::Read;
    for mut query in typed {
        let places: Vec<usize> = query
            .params
            .iter()
            .map(|param| share(param, &mut params, diagnostics))
            .collect();
        query.sql.renumber(&places);
        usages.append(&mut query.usages);
        called.append(&mut query.called);
        derivations.append(&mut query.derivations);
        for (all, own) in [(&mut reads, &query.reads), (&mut writes, &query.writes)] {
            for table in own {
                if !all.contains(table) {
                    all.push(*table);
                }
            }
        }
        if query.access == Access::Write {
            access = Access::Write;
        }
        if let Some(earlier) = joined.replace(query) {
            steps.push(Step {
                sql: earlier.sql,
                access: earlier.access,
            });
        }
    }
    let last = joined?;
    (diagnostics.error_count() == errors).then(|| TypedQuery {
        comments: statement.comments.clone(),
        span: statement.span,
        access,
        params,
        steps,
        reads,
        writes,
        usages,
        called,
        derivations,
        ..last
    })
}

/// The place of a parameter among those of the query.
fn share(param: &Param, params: &mut Vec<Param>, diagnostics: &mut Diagnostics) -> usize {
    let Some(at) = params.iter().position(|known| known.name == param.name) else {
        params.push(param.clone());
        return params.len() - 1;
    };
    let known = &mut params[at];
    if known.ty != param.ty || known.slice != param.slice {
        let message = format!("`{}` has two types in this transaction", param.name);
        diagnostics.push(
            Diagnostic::error("parameter-type-conflict", message)
                .at(param.span, "another type here")
                .also(known.span, "than here")
                .help("give one of them another name, or cast it"),
        );
    }
    // NULL must be good in every place.
    known.nullable &= param.nullable;
    if param.written && !known.written {
        known.column = param.column;
        known.written = true;
    }
    at
}
