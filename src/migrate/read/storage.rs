//! `WITH (fillfactor = 70)`: how PostgreSQL keeps the rows of a table.

use std::collections::BTreeMap;

use super::Reader;
use crate::migrate::model::{Model, Table};
use crate::syntax::LocatedToken;

/// Options by their names, each as it is printed: `fillfactor = 70`.
pub(super) type Options = BTreeMap<String, String>;

impl Reader<'_> {
    /// What stands behind a table's columns, without WITH and its options, and these.
    pub(super) fn without_storage(&self, tail: &[LocatedToken]) -> (Vec<LocatedToken>, Options) {
        let opens = |at: &usize| {
            tail[*at].is_word("with") && tail.get(at + 1).is_some_and(|next| next.is_symbol("("))
        };
        // What may stand behind it would have to stay there.
        let is_last = !tail
            .iter()
            .any(|token| token.is_word("tablespace") || token.is_word("commit"));
        let Some(start) = (0..tail.len()).find(opens).filter(|_| is_last) else {
            return (tail.to_vec(), Options::new());
        };
        let inside = super::in_parentheses(&tail[start..]);
        let end = start + inside.len() + 3;
        let rest = [&tail[..start], &tail[end.min(tail.len())..]].concat();
        (rest, self.storage(inside))
    }

    fn storage(&self, inside: &[LocatedToken]) -> Options {
        let parts = inside.split(|token| token.is_symbol(","));
        let named = parts.filter(|part| !part.is_empty()).map(|part| {
            let equals = part
                .iter()
                .position(|token| self.sources.text(token.span) == "=");
            let (name, value) = part.split_at(equals.unwrap_or(part.len()));
            let text = |tokens: &[LocatedToken]| -> String {
                let texts = tokens.iter().map(|token| self.sources.text(token.span));
                texts.collect()
            };
            let name = text(name).to_lowercase();
            let value = text(value.get(1..).unwrap_or_default()).to_lowercase();
            let shown = match value.is_empty() {
                true => format!("{name} = true"),
                false => format!("{name} = {value}"),
            };
            (name, shown)
        });
        named.collect()
    }

    /// `ALTER TABLE .. SET (..)` and `RESET (..)`.
    pub(super) fn change_storage(&self, model: &mut Model) {
        for statement in self.statements {
            let tokens = statement.tokens.as_slice();
            let Some(open) = tokens.iter().position(|token| token.is_symbol("(")) else {
                continue;
            };
            let [alter, table, head @ .., name, verb] = &tokens[..open] else {
                continue;
            };
            let is_reset = verb.is_word("reset");
            let is_about_table = alter.is_word("alter")
                && table.is_word("table")
                && (verb.is_word("set") || is_reset)
                && !head.iter().any(|token| token.is_word("alter"));
            let (Some((name, is_quoted)), true) = (name.word(), is_about_table) else {
                continue;
            };
            let name = self.dialect.fold(name, is_quoted);
            let options = self.storage(super::in_parentheses(&tokens[open..]));
            let called = |table: &&Table| table.name.name == name;
            let found = model.tables.iter().find(called);
            if let Some(name) = found.map(|table| table.name.clone()) {
                model.tables.change(&name, |table| match is_reset {
                    true => table.options.retain(|name, _| !options.contains_key(name)),
                    false => table.options.extend(options),
                });
            }
        }
    }
}
