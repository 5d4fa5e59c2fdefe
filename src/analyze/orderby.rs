//! `@orderby title, created_at desc`: orders to choose from.
//!
//! In: the tag, the result's columns and the statement's tokens. Out: [`Orders`]. A choice names a result column and is written
//! as its position, which means the same column in every statement and dialect.

use sqlparser::ast::{Distinct, Query, SetExpr, Statement};
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::Token;

use super::ResultColumn;
use super::context::Analyzer;
use super::optional::is_keyword;
use super::sql_text::{OrderChoice, Orders};
use super::tags::words;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::{StatementKind, Tag};
use crate::ty::Ty;

impl Analyzer<'_> {
    /// The orders that the query's tag offers.
    pub(super) fn orders(&mut self, columns: &[ResultColumn]) -> Option<Orders> {
        let statement = self.statement;
        let mut tags = statement.comments.tags.iter();
        let tag = tags.find(|tag| tag.name == "orderby")?;
        let query = match &statement.kind {
            StatementKind::Parsed(tree) => match &**tree {
                Statement::Query(query) => query,
                _ => {
                    return self.no_order(
                        tag,
                        "this statement is no query",
                        "rows cannot be ordered",
                    );
                }
            },
            _ => return self.no_order(tag, "this statement is no query", "rows cannot be ordered"),
        };
        if let SetExpr::Select(select) = &*query.body
            && let Some(Distinct::On(_)) = &select.distinct
        {
            let why = "DISTINCT ON asks for an order of its own";
            return self.no_order(tag, why, "nothing to choose");
        }
        let choices: Vec<OrderChoice> = words(tag)
            .into_iter()
            .filter_map(|(text, at)| self.order(text, at, columns))
            .collect();
        if tag.args.is_empty() {
            return self.no_order(
                tag,
                "@orderby takes the names of result columns",
                "which columns?",
            );
        }
        if words(tag).len() == 1 {
            return self.no_order(tag, "one order is no choice", "write it as ORDER BY");
        }
        if let Some((at, name)) = twice(&choices) {
            let message = format!("the order `{name}` is offered twice");
            self.error("bad-order", message, words(tag)[at].1, "again here");
        }
        let (at, follows) = self.order_place(query);
        Some(Orders {
            at,
            follows,
            choices,
        })
    }

    fn no_order(&mut self, tag: &Tag, message: &str, label: &str) -> Option<Orders> {
        self.diagnostics.push(
            Diagnostic::error("bad-order", message)
                .at(tag.span, label)
                .help("for example: -- @orderby title, created_at desc"),
        );
        None
    }

    /// `created_at desc`.
    fn order(&mut self, text: &str, at: Span, columns: &[ResultColumn]) -> Option<OrderChoice> {
        let mut parts = text.split_whitespace();
        let name = parts.next()?;
        let direction = parts.next().unwrap_or("asc").to_ascii_lowercase();
        if !matches!(direction.as_str(), "asc" | "desc") || parts.next().is_some() {
            self.diagnostics.push(
                Diagnostic::error(
                    "bad-order",
                    format!("`{text}` is not a column and a direction"),
                )
                .at(at, "write a column, then `asc` or `desc`"),
            );
            return None;
        }
        let mut found = (0..columns.len()).filter(|index| self.same(&columns[*index].name, name));
        let (first, second) = (found.next(), found.next());
        let Some(position) = first else {
            let mut diagnostic = Diagnostic::error(
                "unknown-column",
                format!("the result has no column `{name}`"),
            )
            .at(at, "unknown column");
            diagnostic = match nearest(name, columns.iter().map(|column| column.name.as_str())) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("an order is by a column of the result"),
            };
            self.diagnostics.push(diagnostic);
            return None;
        };
        if second.is_some() {
            self.diagnostics.push(
                Diagnostic::error(
                    "ambiguous-column",
                    format!("two columns of the result are named `{name}`"),
                )
                .at(at, "which one?")
                .help("give one of them another name with AS"),
            );
            return None;
        }
        let word = Span::new(at.file, at.start, at.start + name.len());
        self.call_column(columns[position].called, word);
        let ty = &columns[position].ty;
        if !self.has_order(ty) {
            let type_name = self.type_name(ty);
            let message = format!("`{name}` has no order: its type is {type_name}");
            self.error("bad-order", message, at, "cannot be sorted by");
            return None;
        }
        let descends = direction == "desc";
        Some(OrderChoice {
            name: if descends {
                format!("{name}_desc")
            } else {
                name.to_owned()
            },
            text: format!("{}{}", position + 1, if descends { " DESC" } else { "" }),
        })
    }

    fn has_order(&self, ty: &Ty) -> bool {
        let dialect = self.dialect();
        dialect.compares_anything()
            || dialect
                .resolve_operator(self.catalog, "<", Some(Some(ty)), Some(ty))
                .is_ok()
    }

    /// Where the chosen order goes, and whether the statement's own follows it.
    fn order_place(&self, query: &Query) -> (Span, bool) {
        let tokens = &self.statement.tokens;
        let outer = self.outer_tokens();
        let is = |index: usize, keyword| is_keyword(&tokens[index].token, keyword);
        let after = |index: usize| {
            let end = tokens[index].span.end;
            Span::new(self.statement.span.file, end, end)
        };
        if query.order_by.is_some() {
            let by = outer.iter().copied().find(|index| {
                is(*index, Keyword::ORDER) && index + 1 < tokens.len() && is(index + 1, Keyword::BY)
            });
            if let Some(order) = by {
                return (after(order + 1), true);
            }
        }
        let mut end = tokens.len();
        for index in outer.into_iter().rev() {
            if BODY.iter().any(|keyword| is(index, *keyword)) {
                break;
            }
            if TAIL.iter().any(|keyword| is(index, *keyword)) {
                end = index;
            }
        }
        (after(end.saturating_sub(1)), false)
    }

    /// The tokens that stand in no parentheses.
    fn outer_tokens(&self) -> Vec<usize> {
        let mut depth = 0_i32;
        let mut outer = Vec::new();
        for (index, token) in self.statement.tokens.iter().enumerate() {
            match token.token {
                Token::LParen => depth += 1,
                Token::RParen => depth -= 1,
                _ if depth == 0 => outer.push(index),
                _ => {}
            }
        }
        outer
    }
}

/// What can stand before ORDER BY.
const BODY: [Keyword; 7] = [
    Keyword::SELECT,
    Keyword::VALUES,
    Keyword::FROM,
    Keyword::WHERE,
    Keyword::GROUP,
    Keyword::HAVING,
    Keyword::WINDOW,
];

/// What can stand after it.
const TAIL: [Keyword; 5] = [
    Keyword::LIMIT,
    Keyword::OFFSET,
    Keyword::FETCH,
    Keyword::FOR,
    Keyword::LOCK,
];

fn twice(choices: &[OrderChoice]) -> Option<(usize, &str)> {
    choices.iter().enumerate().find_map(|(at, choice)| {
        choices[..at]
            .iter()
            .any(|earlier| earlier.name == choice.name)
            .then_some((at, choice.name.as_str()))
    })
}
