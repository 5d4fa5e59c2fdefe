//! Views whose definitions are texts: which of them reads which.

use super::words::Words;
use crate::dialect::Dialect;
use crate::syntax::LexemeKind;

/// Whether a name stands in a text.
pub(super) fn mentions(text: &str, name: &str, dialect: Dialect) -> bool {
    let words = Words::of(text, dialect);
    words.all.iter().any(|lexeme| {
        let is_name = matches!(lexeme.kind, LexemeKind::Word | LexemeKind::QuotedName);
        is_name && dialect.same_name(&words.name(lexeme), name)
    })
}

/// Views after those that they read; `told` gives a view's name and text.
pub(super) fn in_order<V>(
    mut open: Vec<&V>,
    told: impl Fn(&V) -> (&str, &str),
    dialect: Dialect,
) -> Vec<&V> {
    let mut made = Vec::new();
    while !open.is_empty() {
        let waits = |view: &V| {
            let (name, text) = told(view);
            let mut others = open.iter().map(|other| told(other).0);
            others.any(|other| other != name && mentions(text, other, dialect))
        };
        let at = open.iter().position(|view| !waits(view)).unwrap_or(0);
        made.push(open.remove(at));
    }
    made
}
