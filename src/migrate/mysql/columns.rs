//! Columns that come and change.

use super::alter::Alter;
use super::{conversion, print};
use crate::dialect::Dialect;
use crate::migrate::model::{Column, Extras, Generation, Letters, Table};
use crate::migrate::write::Writer;

impl Writer {
    pub(super) fn mysql_new_column(
        &mut self,
        before: &Table,
        table: &Table,
        at: usize,
        alter: &mut Alter,
    ) {
        let column = &table.columns[at];
        let is_filled = column.default.is_some() || column.generation != Generation::Written;
        let place = place(before, table, at);
        let definition = print::column(column, table);
        self.check_letters(table, column);
        let filling = self.filling(table, column);
        let Some(filling) = filling.filter(|_| !is_computed(column)) else {
            if column.not_null && !is_filled {
                self.refuse_empty(table, column);
            }
            alter
                .changes
                .push(format!("ADD COLUMN {definition}{place}"));
            return;
        };
        let open = Column {
            not_null: false,
            default: None,
            ..column.clone()
        };
        let shown = print::column(&open, table);
        alter.before.push(format!("ADD COLUMN {shown}{place}"));
        alter.fills.push((column.name.clone(), filling, None));
        if shown != definition {
            alter.changes.push(format!("MODIFY COLUMN {definition}"));
        }
    }

    /// A column that is NOT NULL would be 0 or empty in the rows that are there, and nobody would be told.
    fn refuse_empty(&mut self, table: &Table, column: &Column) {
        self.plan.refuse(
            format!(
                "what the rows that are there get in {}.{}, which is NOT NULL and has no DEFAULT",
                print::named(&table.name),
                print::quoted(&column.name)
            ),
            format!(
                "write it above the column: `-- @backfill <expression>`, as in `-- @backfill {}`",
                conversion::example(&column.ty.key)
            ),
        );
    }

    /// Beside a character set of the table nothing says that a column has the database's.
    fn check_letters(&mut self, table: &Table, column: &Column) {
        let says_nothing = column.extras.letters == Letters::default();
        let is_text = column.extras.has_letters;
        if says_nothing && is_text && table.letters != Letters::default() {
            let name = print::named(&table.name);
            let quoted = print::quoted(&column.name);
            self.plan.refuse(
                format!("that {name}.{quoted} has the character set of its database"),
                "write in the schema which one that is: `.. CHARACTER SET utf8mb4`",
            );
        }
    }

    pub(super) fn mysql_column(
        &mut self,
        before: &Table,
        old: &Column,
        table: &Table,
        at: usize,
        alter: &mut Alter,
    ) {
        let column = &table.columns[at];
        if is_same(old, column) {
            return;
        }
        self.check_letters(table, column);
        if self.replaces(before, old, table, at, alter) {
            return;
        }
        let definition = print::column(column, table);
        let has_new_type = is_retyped(old, column);
        if has_new_type && let Some(loss) = conversion::loss(&old.ty.key, &column.ty.key) {
            let name = print::named(&table.name);
            let quoted = print::quoted(&column.name);
            alter.loses.push(format!("of {name}.{quoted} {loss}"));
        }
        if is_computed(column) && !is_computed(old) {
            alter.loses.push(computed_now(table, column));
        }
        if column.not_null && !old.not_null {
            self.fill_nulls(old, table, column, alter);
        }
        alter.changes.push(match only_default(old, column) {
            true => default_alone(column),
            false => format!("MODIFY COLUMN {definition}"),
        });
    }

    /// Rows without a value get one before there has to be one.
    fn fill_nulls(&mut self, old: &Column, table: &Table, column: &Column, alter: &mut Alter) {
        let default = column.default.as_ref().map(|default| default.text());
        let filling = column.backfill.clone().or(default);
        let Some(filling) = filling.filter(|_| !is_computed(column) && !is_computed(old)) else {
            return;
        };
        if is_retyped(old, column) {
            // The value may be one that only the new type has.
            let open = Column {
                not_null: false,
                ..column.clone()
            };
            let open = print::column(&open, table);
            alter.before.push(format!("MODIFY COLUMN {open}"));
        }
        let rows = format!("{} IS NULL", print::quoted(&column.name));
        alter.fills.push((column.name.clone(), filling, Some(rows)));
    }

    /// Puts a new column in the place of the old one, where the old one cannot become it; whether it does.
    fn replaces(
        &mut self,
        before: &Table,
        old: &Column,
        table: &Table,
        at: usize,
        alter: &mut Alter,
    ) -> bool {
        let column = &table.columns[at];
        let is_virtual = |one: &Column| matches!(one.generation, Generation::Computed { is_stored, .. } if !is_stored);
        if self.rename_words(old, table, at, alter) {
            return true;
        }
        let converted = column.conversion_from(old).map(str::to_owned);
        if let Some(conversion) = converted.filter(|_| !is_computed(old) && !is_computed(column)) {
            self.convert(old, table, at, &conversion, alter);
            return true;
        }
        if is_virtual(old) == is_virtual(column) {
            return false;
        }
        if is_virtual(old) && !is_computed(column) {
            // Its values stay.
            let own = print::quoted(&column.name);
            self.refill(table, at, &own, alter);
            return true;
        }
        if !is_computed(old) {
            alter.loses.push(computed_now(table, column));
        }
        self.mark_replaced(table, column);
        let dropped = print::quoted(&old.name);
        alter.changes.push(format!("DROP COLUMN {dropped}"));
        let definition = print::column(column, table);
        let place = place(before, table, at);
        alter
            .changes
            .push(format!("ADD COLUMN {definition}{place}"));
        true
    }

    /// Another type, of which each value is computed.
    fn convert(
        &mut self,
        old: &Column,
        table: &Table,
        at: usize,
        conversion: &str,
        alter: &mut Alter,
    ) {
        let column = &table.columns[at];
        alter.filling_loses.push(format!(
            "every value of {}.{} is computed anew, as {conversion}",
            print::named(&table.name),
            print::quoted(&column.name)
        ));
        let fill = (column.name.clone(), conversion.to_owned(), None);
        if !by_words_of_both(old, table, column, fill, alter) {
            self.refill(table, at, conversion, alter);
        }
    }

    /// Words of a list that are called otherwise now; whether there are some.
    fn rename_words(&self, old: &Column, table: &Table, at: usize, alter: &mut Alter) -> bool {
        let column = &table.columns[at];
        let word = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let words = self.column_words.iter();
        let words = words.filter(|(of, name, _, _)| *of == table.name && *name == column.name);
        let open: Vec<(String, String)> = words
            .map(|(_, _, before, after)| (word(before), word(after)))
            .filter(|(before, after)| {
                let has = |column: &Column, word: &String| {
                    conversion::words(&column.ty).is_some_and(|words| words.contains(word))
                };
                has(old, before) && !has(old, after) && has(column, after) && !has(column, before)
            })
            .collect();
        if open.is_empty() {
            return false;
        }
        let name = print::quoted(&column.name);
        let cases = open
            .iter()
            .map(|(before, after)| format!("WHEN {before} THEN {after}"));
        let cases: Vec<String> = cases.collect();
        let before: Vec<&str> = open.iter().map(|(before, _)| before.as_str()).collect();
        let fill = (
            column.name.clone(),
            format!("CASE {name} {} END", cases.join(" ")),
            Some(format!("{name} IN ({})", before.join(", "))),
        );
        by_words_of_both(old, table, column, fill, alter)
    }

    /// A new column beside the old one, which is filled and takes its place.
    fn refill(&mut self, table: &Table, at: usize, value: &str, alter: &mut Alter) {
        let column = &table.columns[at];
        let fresh = Column {
            name: beside(&column.name),
            not_null: false,
            default: None,
            generation: Generation::Written,
            extras: Extras {
                check: None,
                on_update: None,
                ..column.extras.clone()
            },
            ..column.clone()
        };
        self.mark_replaced(table, column);
        let shown = print::column(&fresh, table);
        alter.before.push(format!("ADD COLUMN {shown}"));
        let fill = (fresh.name.clone(), value.to_owned(), None);
        alter.fills.push(fill);
        let quoted = print::quoted(&column.name);
        alter.changes.push(format!("DROP COLUMN {quoted}"));
        let definition = print::column(column, table);
        let fresh = print::quoted(&fresh.name);
        let place = behind(table, at);
        alter
            .changes
            .push(format!("CHANGE COLUMN {fresh} {definition}{place}"));
    }

    /// Keys over it are made again, and views that show it.
    fn mark_replaced(&mut self, table: &Table, column: &Column) {
        self.narrowed.insert(table.name.clone());
        let place = (table.name.clone(), column.name.clone());
        self.retyped.insert(place);
    }
}

/// For a moment a list has the words of both types, so that rows can get the new ones; whether both are lists.
fn by_words_of_both(
    old: &Column,
    table: &Table,
    column: &Column,
    fill: (String, String, Option<String>),
    alter: &mut Alter,
) -> bool {
    let Some(both) = conversion::words_of_both(&old.ty, &column.ty) else {
        return false;
    };
    let wide = Column {
        ty: both,
        not_null: false,
        default: None,
        ..column.clone()
    };
    let wide = print::column(&wide, table);
    alter.before.push(format!("MODIFY COLUMN {wide}"));
    alter.fills.push(fill);
    let definition = print::column(column, table);
    alter.changes.push(format!("MODIFY COLUMN {definition}"));
    true
}

/// The name of a new column beside an old one.
fn beside(name: &str) -> String {
    let limit = Dialect::Mysql.schema_rules().name_limit;
    let whole = format!("rowtype_new_{name}");
    whole.chars().take(limit.unwrap_or(usize::MAX)).collect()
}

fn computed_now(table: &Table, column: &Column) -> String {
    format!(
        "the values of {}.{} are lost, it is computed from now on",
        print::named(&table.name),
        print::quoted(&column.name)
    )
}

pub(super) fn is_computed(column: &Column) -> bool {
    matches!(column.generation, Generation::Computed { .. })
}

/// Whether a reference over it has to be made again.
pub(super) fn is_retyped(old: &Column, column: &Column) -> bool {
    old.ty != column.ty || old.extras.letters != column.extras.letters
}

fn is_same(old: &Column, column: &Column) -> bool {
    only_default(old, column) && old.default == column.default
}

/// Whether nothing but the DEFAULT differs, and it is a value that ALTER COLUMN takes.
fn only_default(old: &Column, column: &Column) -> bool {
    let is_value = match &column.default {
        None => true,
        Some(default) => {
            let keys: Vec<&str> = default.keys().collect();
            let is_literal = |key: &str| key.starts_with(|c: char| c.is_ascii_digit() || c == '\'');
            matches!(keys.as_slice(), [one] if is_literal(one))
                || matches!(keys.as_slice(), ["-", one] if is_literal(one))
                || old.default == column.default
        }
    };
    is_value
        && !is_retyped(old, column)
        && old.not_null == column.not_null
        && old.generation == column.generation
        && old.extras == column.extras
}

fn default_alone(column: &Column) -> String {
    let quoted = print::quoted(&column.name);
    match &column.default {
        Some(default) => format!("ALTER COLUMN {quoted} SET DEFAULT {}", default.text()),
        // Without any default INSERT would ask for a value.
        None if !column.not_null => format!("ALTER COLUMN {quoted} SET DEFAULT NULL"),
        None => format!("ALTER COLUMN {quoted} DROP DEFAULT"),
    }
}

/// Where a new column stands: nothing where only new ones follow, and it comes last.
fn place(before: &Table, table: &Table, at: usize) -> String {
    let later = &table.columns[at + 1..];
    let is_last = later.iter().all(|one| before.column(&one.name).is_none());
    match is_last {
        true => String::new(),
        false => behind(table, at),
    }
}

fn behind(table: &Table, at: usize) -> String {
    match at.checked_sub(1).map(|before| &table.columns[before]) {
        Some(column) => format!(" AFTER {}", print::quoted(&column.name)),
        None => " FIRST".to_owned(),
    }
}
