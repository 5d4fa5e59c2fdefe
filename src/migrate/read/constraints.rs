//! The constraints of a table.

use super::{Reader, in_parentheses, is_word, without_parentheses};
use crate::catalog::{self, ReferentialAction, TableId};
use crate::migrate::model::{Constraint, ConstraintKind};
use crate::migrate::written::Written;
use crate::source::Span;
use crate::syntax::LocatedToken;

impl Reader<'_> {
    /// All of them, as they are written.
    pub(super) fn constraints(&self, table: &catalog::Table) -> Vec<Constraint> {
        let mut found = Vec::new();
        if !table.primary_key.is_empty() {
            let span = table.primary_key_span.unwrap_or(table.span);
            let columns = self.column_names(table, &table.primary_key);
            let mut key = self.constraint(table, ConstraintKind::PrimaryKey, columns, span);
            key.name = self.given(&table.primary_key_name, span);
            if self.has_options {
                key.expression = self.parts(table, self.tokens(span), &key.columns);
                key.rest = Written::default();
            }
            found.push(key);
        }
        // Of MySQL they are indexes.
        let uniques = table.uniques.iter().filter(|_| !self.has_options);
        for unique in uniques {
            let mut indexes = self.catalog.indexes.iter();
            if indexes.any(|index| index.table == table.id && index.name == unique.name) {
                continue;
            }
            let columns = self.column_names(table, &unique.columns);
            let mut key = self.constraint(table, ConstraintKind::Unique, columns, unique.span);
            key.name = self.given(&Some(unique.name.clone()), unique.span);
            found.push(key);
        }
        for reference in &table.foreign_keys {
            let columns = self.column_names(table, &reference.columns);
            let kind = ConstraintKind::ForeignKey;
            let mut key = self.constraint(table, kind, columns, reference.span);
            let target = self.catalog.table(reference.target);
            key.target = Some((
                self.name(reference.target),
                self.column_names(target, &reference.target_columns),
            ));
            key.actions = actions(reference, self.dialect.migration_rules().restricts);
            if let Some(columns) = emptied(self.tokens(reference.span)) {
                let columns = self.of_table(table, columns).text();
                for action in ["ON DELETE SET NULL", "ON DELETE SET DEFAULT"] {
                    key.actions = key
                        .actions
                        .replace(action, &format!("{action} ({columns})"));
                }
            }
            if self.has_options {
                key.rest = Written::default();
            }
            key.name = self.given(&Some(reference.name.clone()), reference.span);
            found.push(key);
        }
        // One without a name is a part of its column there.
        let checks = table.checks.iter();
        for check in checks.filter(|check| !self.has_options || check.name.is_some()) {
            let mut one = self.constraint(table, ConstraintKind::Check, Vec::new(), check.span);
            let inside = without_parentheses(self.tokens(check.span));
            one.expression = self.of_own(table, inside);
            one.rest = self.written(&rest(self.behind(check.span)));
            one.name.clone_from(&check.name);
            found.push(one);
        }
        for exclusion in &table.exclusions {
            let kind = ConstraintKind::Exclude;
            let mut one = self.constraint(table, kind, Vec::new(), exclusion.span);
            let tokens = self.tokens(exclusion.span).iter();
            let from: Vec<LocatedToken> = tokens
                .skip_while(|token| !is_word(token, "exclude"))
                .cloned()
                .collect();
            one.expression = self.of_table(table, &from);
            one.rest = Written::default();
            one.name = Some(exclusion.name.clone());
            found.push(one);
        }
        for one in &mut found {
            let mut parents = table.parents.iter();
            one.is_inherited = parents.any(|parent| self.has_constraint(*parent, table, one));
        }
        found.sort_by_key(|constraint| constraint.place);
        found
    }

    /// Whether a table that another one has columns from has a constraint for both: a CHECK, and for its partitions a key.
    fn has_constraint(&self, parent: TableId, table: &catalog::Table, one: &Constraint) -> bool {
        let parent = self.catalog.table(parent);
        let is_key = |columns: &[u32]| self.column_names(parent, columns) == one.columns;
        match one.kind {
            ConstraintKind::Check => parent.checks.iter().any(|check| check.name == one.name),
            ConstraintKind::PrimaryKey => table.partition && is_key(&parent.primary_key),
            ConstraintKind::Unique => {
                let mut uniques = parent.uniques.iter();
                table.partition && uniques.any(|unique| is_key(&unique.columns))
            }
            ConstraintKind::ForeignKey | ConstraintKind::Exclude => false,
        }
    }

    /// The name that counts: SQLite gives none of its own that could be said.
    fn given(&self, name: &Option<String>, span: Span) -> Option<String> {
        let is_written = self
            .tokens(span)
            .first()
            .is_some_and(|token| is_word(token, "constraint"));
        let counts = self.dialect.migration_rules().names_constraints || is_written;
        name.clone().filter(|_| counts)
    }

    fn constraint(
        &self,
        table: &catalog::Table,
        kind: ConstraintKind,
        columns: Vec<String>,
        span: Span,
    ) -> Constraint {
        let tokens = self.tokens(span);
        let nulls = tokens
            .windows(2)
            .any(|pair| is_word(&pair[0], "nulls") && is_word(&pair[1], "not"));
        Constraint {
            name: None,
            kind,
            orders: self.orders(kind, &columns, tokens),
            columns,
            target: None,
            expression: Written::default(),
            actions: String::new(),
            has_one_null: nulls,
            rest: self.of_table(table, &rest(tokens)),
            is_inherited: false,
            place: self.place(span),
        }
    }

    /// What a key says of each of its columns.
    fn orders(
        &self,
        kind: ConstraintKind,
        columns: &[String],
        tokens: &[LocatedToken],
    ) -> Vec<String> {
        if !matches!(kind, ConstraintKind::PrimaryKey | ConstraintKind::Unique) {
            return Vec::new();
        }
        let is_down_at_its_column = tokens
            .windows(2)
            .any(|pair| is_word(&pair[0], "key") && is_word(&pair[1], "desc"));
        if is_down_at_its_column {
            return vec!["DESC".to_owned()];
        }
        let parts: Vec<&[LocatedToken]> = in_parentheses(tokens)
            .split(|token| token.is_symbol(","))
            .collect();
        let names = parts.iter().map(|part| part.first()?.word());
        let are_its_columns = parts.len() == columns.len()
            && names.zip(columns).all(|(name, column)| {
                name.is_some_and(|(name, _)| self.dialect.same_name(name, column))
            });
        let said = |part: &&[LocatedToken]| -> String {
            let words = part[1..].iter();
            let words =
                words.filter(|token| !is_word(token, "asc") && !is_word(token, "autoincrement"));
            let words: Vec<&str> = words.map(|token| self.sources.text(token.span)).collect();
            words.join(" ").to_uppercase()
        };
        match are_its_columns {
            true if parts.iter().any(|part| !said(part).is_empty()) => {
                parts.iter().map(said).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What follows the parenthesis behind a CHECK's expression, up to the end of its definition.
    fn behind(&self, span: Span) -> &[LocatedToken] {
        let Some((_, statement)) = self.statement(span) else {
            return &[];
        };
        let end = statement.token_range(span).end;
        let behind = statement.tokens.get(end + 1..).unwrap_or_default();
        let count = behind
            .iter()
            .take_while(|token| !token.is_symbol(",") && !token.is_symbol(")"))
            .count();
        &behind[..count]
    }
}

/// `ON CONFLICT REPLACE` of a column's NOT NULL. ABORT is what holds in any case.
pub(super) fn on_null(tokens: &[LocatedToken]) -> String {
    let head = ["not", "null", "on", "conflict"];
    let is_it = |window: &&[LocatedToken]| {
        let mut pairs = window.iter().zip(head);
        pairs.all(|(token, word)| is_word(token, word))
    };
    let found = tokens.windows(5).find(is_it);
    match found.and_then(|window| window[4].word()) {
        Some((word, _)) if !word.eq_ignore_ascii_case("abort") => {
            format!("ON CONFLICT {}", word.to_uppercase())
        }
        _ => String::new(),
    }
}

/// The columns of `ON DELETE SET NULL (a, b)`, where not all of the reference are meant.
fn emptied(tokens: &[LocatedToken]) -> Option<&[LocatedToken]> {
    let head = ["on", "delete", "set"];
    let is_it = |window: &[LocatedToken]| {
        let mut pairs = window.iter().zip(head);
        pairs.all(|(token, word)| is_word(token, word)) && window[4].is_symbol("(")
    };
    let at = tokens.windows(5).position(is_it)?;
    Some(in_parentheses(&tokens[at..]))
}

/// `ON DELETE CASCADE ON UPDATE SET NULL`; what the database does in any case is not said.
fn actions(key: &catalog::ForeignKey, restricts: bool) -> String {
    let mut out = Vec::new();
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        let action = match action {
            ReferentialAction::NoAction => continue,
            ReferentialAction::Restrict if restricts => continue,
            ReferentialAction::Restrict => "RESTRICT",
            ReferentialAction::Cascade => "CASCADE",
            ReferentialAction::SetNull => "SET NULL",
            ReferentialAction::SetDefault => "SET DEFAULT",
        };
        out.push(format!("ON {event} {action}"));
    }
    out.join(" ")
}

/// What else is said of a constraint, in the order in which it is said. What holds in any case is left out.
fn rest(tokens: &[LocatedToken]) -> Vec<LocatedToken> {
    let mut out = Vec::new();
    let mut at = 0;
    let is = |at: usize, wanted: &str| tokens.get(at).is_some_and(|token| is_word(token, wanted));
    while at < tokens.len() {
        if is(at, "not") && is(at + 1, "deferrable") {
            at += 2;
            continue;
        }
        let is_pair = |first, second| is(at, first) && is(at + 1, second);
        let taken = if is(at, "deferrable") || is(at, "autoincrement") {
            1
        } else if is_pair("initially", "deferred")
            || is_pair("match", "full")
            || is_pair("match", "partial")
            || is_pair("no", "inherit")
            || is_pair("not", "enforced")
        {
            2
        } else if is_pair("on", "conflict") {
            3
        } else if is(at, "include") || is(at, "with") {
            // With its parentheses.
            let inside = in_parentheses(&tokens[at..]).len();
            if inside > 0 { inside + 3 } else { 0 }
        } else {
            0
        };
        out.extend(tokens[at..tokens.len().min(at + taken)].iter().cloned());
        at += taken.max(1);
    }
    out
}
