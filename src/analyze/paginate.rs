//! `@paginate`: LIMIT and OFFSET as parameters of their own.
//!
//! In: the tag and the statement. Out: two parameters and an edit at the statement's end. Pages need an order.

use sqlparser::ast::{Query, Statement};

use super::context::Analyzer;
use super::params::ParamState;
use super::{Param, Replacement};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::{Command, PlaceholderName, QueryHeader, StatementKind, Tag};
use crate::ty::Ty;

impl Analyzer<'_> {
    /// Adds the parameters that the query's tag asks for.
    pub(super) fn paginate(&mut self, header: &QueryHeader, params: &mut Vec<Param>) {
        let statement = self.statement;
        let has = |name: &str| statement.comments.tags.iter().find(|tag| tag.name == name);
        let Some(tag) = has("paginate") else {
            return;
        };
        let query = match &statement.kind {
            StatementKind::Parsed(tree) => match &**tree {
                Statement::Query(query) => Some(query),
                _ => None,
            },
            _ => None,
        };
        if let Some((message, help)) = refusal(
            header,
            query.map(|query| &**query),
            has("orderby").is_some(),
        ) {
            self.bad_page(tag, message, help);
            return;
        }
        if let Some(taken) = params.iter().find(|param| is_page_word(&param.name)) {
            let message = format!(
                "@paginate adds a parameter `{}`, and the query has one",
                taken.name
            );
            self.diagnostics.push(
                Diagnostic::error("bad-page", message)
                    .at(taken.span, "taken")
                    .help("give it another name"),
            );
            return;
        }
        let limit = self.page_param("limit", tag, params);
        let offset = self.page_param("offset", tag, params);
        let end = Span::new(statement.span.file, statement.span.end, statement.span.end);
        self.edit(end, Replacement::Page { limit, offset });
    }

    fn page_param(&mut self, name: &str, tag: &Tag, params: &mut Vec<Param>) -> usize {
        let mut state = ParamState::new(PlaceholderName::Named(name.to_owned()), tag.span);
        state.ty = Some(Ty::Int64);
        self.params.list.push(state);
        params.push(Param {
            name: name.to_owned(),
            ty: Ty::Int64,
            nullable: false,
            slice: false,
            optional: false,
            column: None,
            written: false,
            span: tag.span,
        });
        params.len() - 1
    }

    fn bad_page(&mut self, tag: &Tag, message: &str, help: &str) {
        self.diagnostics.push(
            Diagnostic::error("bad-page", message)
                .at(tag.span, "cannot be paged")
                .help(help),
        );
    }
}

/// Why a query has no pages, and what to do.
fn refusal(
    header: &QueryHeader,
    query: Option<&Query>,
    ordered: bool,
) -> Option<(&'static str, &'static str)> {
    let Some(query) = query else {
        return Some(("only a query has pages", "leave @paginate out"));
    };
    if header.command != Command::Many {
        return Some(("a page is many rows", "use :many"));
    }
    if query.limit_clause.is_some() || query.fetch.is_some() {
        return Some(("the query has a LIMIT already", "leave it or @paginate out"));
    }
    if !query.locks.is_empty() {
        return Some((
            "a query that locks rows has no pages",
            "leave @paginate out",
        ));
    }
    if query.order_by.is_none() && !ordered {
        return Some((
            "pages without an order may repeat and miss rows",
            "add ORDER BY with a unique column at its end",
        ));
    }
    None
}

fn is_page_word(name: &str) -> bool {
    matches!(name, "limit" | "offset")
}
