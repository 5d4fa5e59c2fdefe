//! What somebody has allowed, and why.
//!
//! In: findings, the notes in migrations (`-- rowtype: allow drop-column nothing reads it since March`) and `[lint]` of rowtype.toml. Out:
//! diagnostics of what is left, and of notes that say no reason, name no rule or allow nothing.

use super::walk::{Found, Located, Set};
use super::{rule, unknown_rule};
use crate::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, nearest};
use crate::dialect::Dialect;
use crate::migrate::AFTER;
use crate::source::{SourceFile, Sources, Span};
use crate::syntax;

/// The ids of what is said about notes themselves.
pub(super) const IDS: [&str; 4] = [
    "allow-without-reason",
    "unused-allow",
    "unknown-rule",
    "unknown-note",
];

/// The note that a migration is run statement by statement.
const NO_TRANSACTION: &str = "no-transaction";

/// A note that allows what a rule finds in the next statement.
struct Allowed {
    rule: &'static str,
    span: Span,
    /// The statement that it stands above, or in.
    statement: Option<Span>,
    is_used: bool,
}

/// Whether a migration says that it is run statement by statement.
pub(super) fn is_without_transaction(file: &SourceFile, dialect: Dialect) -> bool {
    let notes = syntax::notes(file, dialect);
    notes.iter().any(|note| note.text == NO_TRANSACTION)
}

/// Reports the findings that nobody has allowed.
pub(super) fn filter(
    found: Found,
    set: &Set,
    config: &Config,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    for (id, allowed) in &config.lint.allow {
        if rule(id).is_none() {
            let diagnostic = unknown_rule(id);
            diagnostics.push(match allowed.span {
                Some(span) => diagnostic.at(span, "no rule"),
                None => diagnostic,
            });
        }
    }
    let mut allowed = Vec::new();
    for file in sources.files().filter(|file| set.chosen.contains(&file.id)) {
        allowed.extend(read(file, config.dialect, diagnostics));
    }
    for note in &mut allowed {
        let mut statements = found.statements.iter();
        note.statement = statements
            .find(|span| span.file == note.span.file && span.end > note.span.start)
            .copied();
    }
    for located in found.findings {
        let mut is_allowed = config.lint.allow.contains_key(located.rule.id);
        for note in &mut allowed {
            let is_about =
                note.rule == located.rule.id && note.statement == Some(located.statement);
            note.is_used |= is_about;
            is_allowed |= is_about;
        }
        if !is_allowed {
            diagnostics.push(diagnostic(&located));
        }
    }
    for note in allowed.iter().filter(|note| !note.is_used) {
        let message = format!("nothing here is found by `{}`", note.rule);
        diagnostics.push(
            Diagnostic::warning("unused-allow", message)
                .at(note.span, "allows nothing")
                .help("take the line out, or move it directly above the statement"),
        );
    }
}

fn read(file: &SourceFile, dialect: Dialect, diagnostics: &mut Diagnostics) -> Vec<Allowed> {
    let mut found = Vec::new();
    for note in syntax::notes(file, dialect) {
        let mut words = note.text.splitn(3, char::is_whitespace);
        let (verb, id) = (words.next().unwrap_or_default(), words.next());
        if verb != "allow" {
            // Other commands have notes of their own.
            if ![NO_TRANSACTION, AFTER].contains(&verb)
                && let Some(near) = nearest(verb, ["allow", NO_TRANSACTION])
            {
                diagnostics.push(
                    Diagnostic::error("unknown-note", format!("there is no note `{verb}`"))
                        .at(note.span, "has no effect")
                        .help(format!("did you mean `-- rowtype: {near}`?")),
                );
            }
            continue;
        }
        let Some(rule) = id.and_then(rule) else {
            let id = id.unwrap_or_default();
            diagnostics.push(unknown_rule(id).at(note.span, "no rule"));
            continue;
        };
        if words.next().is_none_or(|reason| reason.trim().is_empty()) {
            let message = format!("`{}` is allowed without a reason", rule.id);
            diagnostics.push(
                Diagnostic::error("allow-without-reason", message)
                    .at(note.span, "why?")
                    .help(format!(
                        "write why it does no harm here: `-- rowtype: allow {} <reason>`",
                        rule.id
                    )),
            );
        }
        found.push(Allowed {
            rule: rule.id,
            span: note.span,
            statement: None,
            is_used: false,
        });
    }
    found
}

fn diagnostic(located: &Located) -> Diagnostic {
    let Located { rule, finding, .. } = located;
    let message = finding.message.clone();
    let diagnostic = match rule.severity {
        Severity::Error => Diagnostic::error(rule.id, message),
        Severity::Warning => Diagnostic::warning(rule.id, message),
        Severity::Note => Diagnostic::note(rule.id, message),
    };
    diagnostic
        .at(finding.span, &finding.label)
        .help(&finding.help)
}
