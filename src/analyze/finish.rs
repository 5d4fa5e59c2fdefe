//! The end of a statement's analysis: what must be known by now, names for what has none, the final text.
//!
//! In: the analysis of all its parts. Out: the parts of [`TypedQuery`](super::TypedQuery), and errors for what stayed open.

use sqlparser::ast::Expr;
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::Token;

use super::context::Analyzer;
use super::params::Kind;
use super::select::QueryResult;
use super::{Orders, Param, ParamIndex, QueryTags, Replacement, ResultColumn, SqlText};
use crate::catalog::{Table, Unread};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::{PlaceholderName, Statement};
use crate::ty::Ty;

impl Analyzer<'_> {
    /// The result's columns, each with a type and a name.
    pub(super) fn finish_columns(&mut self, result: &QueryResult) -> Vec<ResultColumn> {
        let mut columns = Vec::new();
        for (index, column) in result.columns.iter().enumerate() {
            let ty = match &column.kind {
                Kind::Known(ty) => ty.clone(),
                Kind::Row(row) => row.full_type(),
                Kind::Unknown => self.dialect().open_result_type(),
                Kind::Error => continue,
            };
            columns.push(ResultColumn {
                name: column
                    .name
                    .clone()
                    .unwrap_or_else(|| format!("column_{}", index + 1)),
                unnamed: column.name.is_none(),
                nameless: column.nameless,
                called: column.called,
                ty,
                nullable: column.nullable,
                origins: column.origins.clone(),
                direct: column.direct,
                span: column.span,
            });
        }
        columns
    }

    /// A table of the statement with a column whose type could not be read.
    fn half_read(&self) -> Option<&Table> {
        if self.dialect().columns_hold_anything() {
            return None;
        }
        let mut used = self.reads.iter().chain(&self.writes);
        let is_unread = |table: &&Table| table.columns.iter().any(|column| column.ty == Ty::Any);
        used.by_ref()
            .map(|id| self.catalog.table(*id))
            .find(is_unread)
    }

    /// The parameters, each with a type and a name. None where one is open because of a column that could not be read.
    pub(super) fn finish_params(&mut self) -> Option<Vec<Param>> {
        self.open_results_take_text();
        let mut params: Vec<Param> = Vec::new();
        for (index, state) in self.params.list.clone().into_iter().enumerate() {
            let name = match &state.name {
                PlaceholderName::Named(name) => name.clone(),
                PlaceholderName::Numbered(_) | PlaceholderName::Anonymous => {
                    let base = state
                        .suggestion
                        .clone()
                        .unwrap_or_else(|| format!("arg{}", index + 1));
                    unique_name(&base, &params)
                }
            };
            let Some(ty) = state.ty.clone().or(self.dialect().open_parameter_type()) else {
                if let Some(table) = self.half_read() {
                    let note = Unread::note(&table.name, state.span);
                    self.diagnostics.push(note);
                    return None;
                }
                self.diagnostics.push(
                    Diagnostic::error(
                        "unknown-parameter-type",
                        format!("nothing says what type `{name}` has"),
                    )
                    .at(state.span, "the type is open")
                    .help(format!(
                        "say it in a tag above the query: -- @param {name} text"
                    )),
                );
                continue;
            };
            if let Some(open) = state.left_open {
                let shown = self.type_name(&ty);
                self.diagnostics.push(
                    Diagnostic::error(
                        "unknown-parameter-type",
                        format!("nothing says here what type `{name}` has"),
                    )
                    .at(open, "the database asks for its type where it first stands")
                    .help(format!("cast it here: `::{shown}`")),
                );
                continue;
            }
            if state.optional && state.nullable {
                self.diagnostics.push(
                    Diagnostic::error(
                        "optional-and-nullable",
                        format!("`{name}` is both optional and nullable"),
                    )
                    .at(state.span, "absent, or NULL?")
                    .help("use @name instead of sqlc.narg(name), or leave @optional out"),
                );
            }
            params.push(Param {
                name,
                ty,
                nullable: state.nullable,
                slice: state.slice,
                optional: state.optional,
                column: state.column,
                written: state.written,
                span: state.span,
            });
        }
        Some(params)
    }

    /// A parameter that is a result column and nothing else is text where the database says so.
    fn open_results_take_text(&mut self) {
        let ty = self.dialect().open_result_type();
        let open: Vec<ParamIndex> = (0..self.params.list.len())
            .filter(|index| self.params.shown.contains(index))
            .collect();
        for param in open {
            self.params.list[param].ty.get_or_insert(ty.clone());
        }
    }

    /// The author's text with placeholders, lists, stars and optional conditions as data.
    pub(super) fn sql_text(&mut self, orders: Option<Orders>) -> SqlText {
        let sliced: Vec<Span> = self
            .edits
            .iter()
            .filter(|edit| matches!(edit.replacement, Replacement::Slice { .. }))
            .map(|edit| edit.span)
            .collect();
        for (index, placeholder) in self.statement.placeholders.iter().enumerate() {
            if sliced.iter().any(|span| span.contains(placeholder.span)) {
                continue;
            }
            let param = self.params.of_placeholder[index];
            if self.params.list[param].slice {
                self.diagnostics.push(
                    Diagnostic::error("slice-outside-in", "a list can only stand in `IN (..)`")
                        .at(placeholder.span, "not inside IN")
                        .help("write column IN (sqlc.slice(name))"),
                );
            }
            let state = &self.params.list[param];
            let replacement = match &state.ty {
                Some(ty) if state.told => Replacement::Typed {
                    param,
                    type_name: self.type_name(ty),
                },
                // What is written takes the column's type.
                Some(ty) if !state.written || self.stands_again(param) => {
                    match self.dialect().cast_of_compared(ty) {
                        Some(cast) => Replacement::Cast(param, cast),
                        None => Replacement::Param(param),
                    }
                }
                _ => Replacement::Param(param),
            };
            self.edit(placeholder.span, replacement);
        }
        let conditions = self.optional_conditions();
        let mut edits = std::mem::take(&mut self.edits);
        for edit in &mut edits {
            if let Replacement::Slice { param, cast, .. } = &mut edit.replacement
                && let Some(ty) = &self.params.list[*param].ty
            {
                *cast = self.dialect().cast_of_compared(ty).unwrap_or_default();
            }
        }
        edits.sort_by_key(|edit| edit.span.start);
        let span = self.statement.span;
        SqlText {
            text: self.source.slice(span).to_owned(),
            span,
            edits,
            conditions,
            orders,
            verbatim: self.has_long_text(),
        }
    }

    /// Whether a parameter has more than one placeholder.
    fn stands_again(&self, param: ParamIndex) -> bool {
        let places = self.params.of_placeholder.iter();
        places.filter(|one| **one == param).count() > 1
    }

    /// Whether a quoted text goes over lines.
    fn has_long_text(&self) -> bool {
        self.statement.tokens.iter().any(|token| {
            !matches!(token.token, Token::Placeholder(_))
                && self.source.slice(token.span).contains('\n')
        })
    }

    /// `x IN (sqlc.slice(ids))`: the bytes from IN to the parenthesis become one bound list.
    pub(super) fn slice(
        &mut self,
        param: ParamIndex,
        items: usize,
        negated: bool,
        item: &Expr,
        value: &Expr,
    ) {
        let at = self.place(item);
        if items != 1 {
            self.error(
                "slice-outside-in",
                "a list stands alone in `IN (..)`",
                at,
                "beside other values",
            );
            return;
        }
        if let Expr::Tuple(_) = value {
            self.unsupported("a list of row values", at);
            return;
        }
        let tokens = &self.statement.tokens;
        let Some(index) = tokens.iter().position(|token| token.span == at) else {
            return;
        };
        let keyword = |index: usize, wanted: Keyword| matches!(tokens.get(index).map(|token| &token.token), Some(Token::Word(word)) if word.keyword == wanted);
        let start = match index {
            3.. if negated
                && keyword(index - 2, Keyword::IN)
                && keyword(index - 3, Keyword::NOT) =>
            {
                index - 3
            }
            2.. if !negated && keyword(index - 2, Keyword::IN) => index - 2,
            _ => {
                self.unsupported("this form of IN with a list", at);
                return;
            }
        };
        let Some(end) = tokens.get(index + 1) else {
            return;
        };
        let span = tokens[start].span.to(end.span);
        let edit = Replacement::Slice {
            param,
            negated,
            cast: ("", ""),
        };
        self.edit(span, edit);
    }

    /// `@expose` must name result columns, or columns that are written.
    pub(super) fn check_exposed(
        &mut self,
        tags: &QueryTags,
        statement: &Statement,
        columns: &[ResultColumn],
    ) {
        let Some(tag) = statement
            .comments
            .tags
            .iter()
            .find(|tag| tag.name == "expose")
        else {
            return;
        };
        if tags.expose.is_empty() {
            self.error(
                "bad-tag",
                "@expose takes the names of columns of the result, or that are written",
                tag.span,
                "which column?",
            );
        }
        for name in &tags.expose {
            let shown = columns.iter().find(|one| self.same(&one.name, name));
            let written = self.derivations.iter().map(|found| found.column);
            let mut written = written.filter(|id| self.same(&self.catalog.column(*id).name, name));
            if let Some(called) = shown.map(|one| one.called).or(written.next().map(Some)) {
                self.call_exposed(statement, name, called);
                continue;
            }
            let mut diagnostic = Diagnostic::error(
                "unknown-column",
                format!("the result has no column `{name}`"),
            )
            .at(tag.args_span, "unknown column");
            if let Some(near) = nearest(name, columns.iter().map(|column| column.name.as_str())) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
            self.diagnostics.push(diagnostic);
        }
    }
}

fn unique_name(base: &str, taken: &[Param]) -> String {
    let mut name = base.to_owned();
    let mut number = 2;
    while taken.iter().any(|param| param.name == name) {
        name = format!("{base}_{number}");
        number += 1;
    }
    name
}
