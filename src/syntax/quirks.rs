//! What the parser reads otherwise than the database does, found after parsing.

use std::ops::ControlFlow;

use sqlparser::ast::{self, Visit, Visitor};
use sqlparser::tokenizer::Token;

use super::{Statement, StatementKind};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::Dialect;
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
            diagnostics
                .push(typed_literal(file.slice(span), alias).at(span, "a type before a text"));
            good = false;
        }
    }
    good
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

fn typed_literal(written: &str, alias: &ast::Ident) -> Diagnostic {
    let kind = written.split_whitespace().next().unwrap_or_default();
    Diagnostic::error(
        "typed-literal",
        format!("`{written}` is read as a text of the type `{kind}`, which is not supported in this form"),
    )
    .help(format!("write `'{}'::{kind}`", alias.value.replace('\'', "''")))
}

/// Gathers aliases that are written as texts: `citext 'abc'` is no column `citext` under another name.
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
