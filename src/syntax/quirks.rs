//! What the parser reads otherwise than the database does, found after parsing.

use std::ops::ControlFlow;

use sqlparser::ast::{self, Visit, Visitor};
use sqlparser::tokenizer::Token;

use super::{Statement, StatementKind};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::Dialect;
use crate::dialect::lacking::Place;
use crate::source::{SourceFile, Span};

/// Reports them; whether there were none.
pub(super) fn check(
    statement: &Statement,
    file: &SourceFile,
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> bool {
    let StatementKind::Parsed(tree) = &statement.kind else {
        return true;
    };
    if report_lacking(statement, Some(tree), dialect, diagnostics) {
        return false;
    }
    // The labels of an enum are texts that stand for names.
    let has_labels = matches!(
        tree.as_ref(),
        ast::Statement::CreateType { .. } | ast::Statement::AlterType(_)
    );
    if has_labels || !dialect.lexical_rules().typed_literals {
        return true;
    }
    let mut aliases = TextAliases { found: Vec::new() };
    let _ = tree.visit(&mut aliases);
    let mut good = true;
    for alias in &aliases.found {
        if let Some(span) = literal_span(statement, alias) {
            diagnostics.push(text_alias(file.slice(span), alias).at(span, "a text"));
            good = false;
        }
    }
    good
}

/// Reports what of a statement the database lacks; whether there was something.
pub(super) fn report_lacking(
    statement: &Statement,
    tree: Option<&ast::Statement>,
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> bool {
    let written: Vec<&Token> = statement.tokens.iter().map(|token| &token.token).collect();
    let lacks = dialect.lacks(tree, &written);
    for lacking in &lacks {
        let at = match lacking.place {
            Place::Tree(at) => statement.span_of(at).map(|at| statement.balanced(at)),
            Place::Token(at) => statement.tokens.get(at).map(|token| token.span),
        };
        let message = format!("{} has no {}", dialect.product(), lacking.what);
        let at = at.unwrap_or(statement.span);
        diagnostics.push(Diagnostic::error("syntax", message).at(at, "not of this database"));
    }
    !lacks.is_empty()
}

/// The text, which the tree holds without its place, and the word before it.
fn literal_span(statement: &Statement, alias: &ast::Ident) -> Option<Span> {
    statement
        .tokens
        .windows(2)
        .find(|pair| {
            matches!(pair[0].token, Token::Word(_))
                && matches!(&pair[1].token, Token::SingleQuotedString(text) if *text == alias.value)
        })
        .map(|pair| pair[0].span.to(pair[1].span))
}

fn text_alias(written: &str, alias: &ast::Ident) -> Diagnostic {
    let text = alias.value.replace('"', "\"\"");
    Diagnostic::error(
        "text-as-alias",
        format!("`{written}`: a text cannot be the name of a column"),
    )
    .help(format!("write names in double quotes: \"{text}\""))
}

/// Gathers aliases that are written as texts: `SELECT name AS 'full name'`, which only other databases take.
struct TextAliases {
    found: Vec<ast::Ident>,
}

impl Visitor for TextAliases {
    type Break = ();

    fn pre_visit_ident(&mut self, ident: &ast::Ident) -> ControlFlow<()> {
        if ident.quote_style == Some('\'') {
            self.found.push(ident.clone());
        }
        ControlFlow::Continue(())
    }
}
