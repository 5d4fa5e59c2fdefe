//! Keys and indexes with what is said of each of their columns: `(name(10), at DESC)`.

use crate::catalog;
use crate::migrate::model::{Index, Name};
use crate::migrate::read::{Reader, in_parentheses, is_word};
use crate::migrate::written::Written;
use crate::source::Span;
use crate::syntax::LocatedToken;

/// What stands before INDEX or KEY and makes it another one.
const KINDS: [&str; 3] = ["unique", "fulltext", "spatial"];

/// What makes an index one that no query uses: MySQL's word, and MariaDB's.
pub(in crate::migrate) const HIDING: [&str; 2] = ["invisible", "ignored"];

impl Reader<'_> {
    /// All keys of all tables but the primary ones: unique constraints are indexes, too.
    pub(in crate::migrate::read) fn keys(&self) -> Vec<Index> {
        let mut found = Vec::new();
        for index in &self.catalog.indexes {
            found.push(self.key(
                &index.name,
                self.catalog.table(index.table),
                index.span,
                &[],
            ));
        }
        for table in &self.catalog.tables {
            for unique in &table.uniques {
                let mut indexes = self.catalog.indexes.iter();
                if indexes.any(|index| index.table == table.id && index.name == unique.name) {
                    continue;
                }
                let columns = self.column_names(table, &unique.columns);
                let mut key = self.key(&unique.name, table, unique.span, &columns);
                key.kind = Written::whole("UNIQUE");
                found.push(key);
            }
        }
        for silent in &self.catalog.silent_indexes {
            let table = self.catalog.table(silent.table);
            let columns = self.column_names(table, &silent.columns);
            let mut key = self.key(&silent.name, table, silent.span, &columns);
            key.kind = match silent.is_unique {
                true => Written::whole("UNIQUE"),
                false => Written::default(),
            };
            if !silent.is_unique {
                key.is_silent = true;
                key.definition = Written::columns(&columns, self.dialect);
            }
            found.push(key);
        }
        found.sort_by_key(|index| index.place);
        found
    }

    /// A key; where its columns are not written beside it, they are these.
    fn key(&self, name: &str, table: &catalog::Table, span: Span, columns: &[String]) -> Index {
        let tokens = self.tokens(span);
        let mut head = tokens.iter().take_while(|token| !token.is_symbol("("));
        let kind = head.find_map(|token| {
            let kind = KINDS.iter().find(|kind| is_word(token, kind))?;
            Some(Written::whole(&kind.to_uppercase()))
        });
        let place = self.place(span);
        let marks = self.table_options(table).marks.iter().rev();
        let mut later = marks.take_while(|(at, _, _)| *at > place.0);
        let mark = later.find(|(_, of, _)| self.dialect.same_name(of, name));
        let mut definition = self.parts(table, tokens, columns);
        if let Some((_, _, word)) = mark {
            definition = definition.without(&HIDING);
            let word: Vec<LocatedToken> = word.iter().cloned().collect();
            definition = definition.and(self.written(&word));
        }
        Index {
            name: name.to_owned(),
            table: Name {
                schema: table.schema.clone(),
                name: table.name.clone(),
            },
            kind: kind.unwrap_or_default(),
            definition,
            is_silent: false,
            place,
        }
    }

    /// The columns of a key in parentheses, and its options in one order.
    pub(in crate::migrate::read) fn parts(
        &self,
        table: &catalog::Table,
        tokens: &[LocatedToken],
        columns: &[String],
    ) -> Written {
        let is_key = |token: &LocatedToken| is_word(token, "key") || is_word(token, "index");
        let is_at_column = !tokens.iter().any(|token| token.is_symbol("("))
            || !columns.is_empty()
                && !tokens
                    .iter()
                    .take(4)
                    .any(|one| is_key(one) || is_word(one, "unique"));
        if is_at_column {
            return Written::columns(columns, self.dialect);
        }
        let open = tokens.iter().position(|token| token.is_symbol("("));
        let open = open.unwrap_or(0);
        let close = (open + 1 + in_parentheses(tokens).len()).min(tokens.len() - 1);
        let said = tokens[open..=close].iter();
        let mut parts: Vec<LocatedToken> = said
            .filter(|token| !is_word(token, "asc"))
            .cloned()
            .collect();
        let (before, behind) = (&tokens[..open], &tokens[close + 1..]);
        for (run, wanted) in [
            (before, "using"),
            (behind, "using"),
            (behind, "key_block_size"),
            (behind, "with"),
            (behind, "comment"),
            (behind, "invisible"),
            (behind, "ignored"),
        ] {
            let at = run.iter().position(|token| is_word(token, wanted));
            parts.extend(
                at.map(|at| self.option(run, at, wanted))
                    .unwrap_or_default(),
            );
        }
        self.of_table(table, &parts)
    }

    /// An option of a key; nothing where it says what holds anyway.
    fn option(&self, run: &[LocatedToken], at: usize, name: &str) -> Vec<LocatedToken> {
        let is = |at: usize, word: &str| run.get(at).is_some_and(|one| is_word(one, word));
        let is_not = at.checked_sub(1).is_some_and(|before| is(before, "not"));
        let count = match name {
            "using" if is(at + 1, "btree") => 0,
            "with" if !is(at + 1, "parser") => 0,
            "ignored" if is_not => 0,
            "ignored" | "invisible" => 1,
            "with" => 3,
            _ => 2,
        };
        let equals = run
            .get(at + 1)
            .is_some_and(|one| self.sources.text(one.span) == "=");
        let count = count + usize::from(equals && count > 1);
        let taken = run[at..].iter().take(count);
        let is_equal = |one: &&LocatedToken| self.sources.text(one.span) != "=";
        taken.filter(is_equal).cloned().collect()
    }
}
