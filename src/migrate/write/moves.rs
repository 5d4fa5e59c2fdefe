//! Values that come from another table.
//!
//! A table that is there already gets them by its key: `UPDATE`. A new one gets a row for each row of the table that they come from, and
//! so does one whose rows have nothing to do with it: `INSERT .. SELECT`.

use super::Writer;
use crate::dialect::TableChanges;
use crate::migrate::model::{Column, Generation, Name, Table};
use crate::migrate::moves::{Link, Move, is_numbered};
use crate::migrate::plan::Phase;

/// Rows that a table gets from another one.
pub(in crate::migrate) struct Filling {
    /// The statement.
    pub sql: String,
    /// Columns that the database numbers, whose numbers come from there.
    pub numbered: Vec<String>,
}

impl Writer {
    /// What a new column gets for each row that is there: from another table, or by `@backfill`.
    pub(in crate::migrate) fn filling(&self, table: &Table, column: &Column) -> Option<String> {
        let moved = self.moved(table, column);
        match (moved, &column.backfill) {
            (Some(moved), Some(backfill)) if column.not_null => {
                Some(format!("coalesce({moved}, {backfill})"))
            }
            (Some(moved), _) => Some(moved),
            (None, backfill) => backfill.clone(),
        }
    }

    fn moved(&self, table: &Table, column: &Column) -> Option<String> {
        let before = self.from.table(&table.name)?;
        for one in self.moves_to(table, column) {
            let source = self.from.table(&one.source)?;
            if let Some(link) = self.link(before, source) {
                return Some(self.looked_up((table, column), one, &link));
            }
        }
        self.number_of_moved(table, before, column)
    }

    /// A reference to a table whose rows come from this one has this one's key: so have they.
    fn number_of_moved(&self, table: &Table, before: &Table, column: &Column) -> Option<String> {
        let target = self.refers_to(table, column)?;
        let is_from_here = self
            .moves
            .iter()
            .any(|one| one.table == target.name && one.source == table.name);
        let is_new = self.from.table(&target.name).is_none();
        match before.key.as_slice() {
            [key] if is_from_here && is_new => Some(self.quoted(key)),
            _ => None,
        }
    }

    /// The table to whose key of one column a column refers.
    fn refers_to(&self, table: &Table, column: &Column) -> Option<&Table> {
        table.constraints.iter().find_map(|constraint| {
            let (target, columns) = constraint.target.as_ref()?;
            let target = self.to.table(target)?;
            let is_it = constraint.columns == [column.name.clone()] && *columns == target.key;
            is_it.then_some(target)
        })
    }

    /// A value as one of the type that it gets.
    fn converted(&self, value: String, one: &Move, column: &Column) -> String {
        let source = self.from.table(&one.source);
        match (
            self.rules().tables,
            source.and_then(|table| table.column(&one.from)),
        ) {
            (TableChanges::ByPiece, Some(from)) => self.cast(&value, from, column),
            _ => value,
        }
    }

    fn moves_to(&self, table: &Table, column: &Column) -> impl Iterator<Item = &Move> {
        let (table, column) = (table.name.clone(), column.name.clone());
        let moves = self.moves.iter();
        moves.filter(move |one| one.table == table && one.column == column)
    }

    /// `(SELECT users.bio FROM users WHERE users.id = profiles.user_id)`
    fn looked_up(&self, (table, column): (&Table, &Column), one: &Move, link: &Link) -> String {
        let (mine, theirs) = (self.named(&table.name), self.named(&one.source));
        let pairs: Vec<String> = link
            .pairs
            .iter()
            .map(|(own, other)| {
                let (own, other) = (self.quoted(own), self.quoted(other));
                format!("{theirs}.{other} = {mine}.{own}")
            })
            .collect();
        let value = format!("{theirs}.{}", self.quoted(&one.from));
        format!(
            "(SELECT {} FROM {theirs} WHERE {})",
            self.converted(value, one, column),
            pairs.join(" AND ")
        )
    }

    /// The rows that a table gets from others: all that a new one has, and those that are added to the ones that are there.
    pub(in crate::migrate) fn fillings(&mut self, table: &Table) -> Vec<Filling> {
        let mut sources: Vec<Name> = Vec::new();
        for one in self.moves.iter().filter(|one| one.table == table.name) {
            if !sources.contains(&one.source) {
                sources.push(one.source.clone());
            }
        }
        let before = self.from.table(&table.name).cloned();
        let mut fillings = Vec::new();
        let mut main: Vec<Table> = Vec::new();
        for source in sources {
            let Some(source) = self.from.table(&source).cloned() else {
                continue;
            };
            let is_joined = |one: &Table| self.link(one, &source).is_some();
            if before.iter().chain(&main).any(is_joined) {
                continue;
            }
            if before.iter().any(|one| Link::is_between(one, &source)) {
                self.refuse_many(table, &source);
                continue;
            }
            fillings.extend(self.rows_of(table, &source));
            main.push(source);
        }
        fillings
    }

    /// How the rows of two tables belong together: by a reference, or by a key that both have.
    fn link(&self, table: &Table, source: &Table) -> Option<Link> {
        let by_key = || {
            let pairs: Vec<(String, String)> = self
                .moves
                .iter()
                .filter(|one| one.table == table.name && one.source == source.name)
                .filter(|one| table.key.contains(&one.column))
                .map(|one| (one.column.clone(), one.from.clone()))
                .collect();
            let is_whole = !pairs.is_empty() && pairs.len() == table.key.len();
            is_whole.then_some(Link {
                pairs,
                is_whole: false,
            })
        };
        Link::between(table, source).or_else(by_key)
    }

    fn refuse_many(&mut self, table: &Table, source: &Table) {
        let (table, source) = (self.named(&table.name), self.named(&source.name));
        self.plan.refuse(
            format!("which row of {source} a row of {table} gets its values from"),
            format!("there must be one reference between {table} and {source}, and where {source} refers to {table} it must be UNIQUE"),
        );
    }

    /// `INSERT INTO profiles (user_id, bio) SELECT id, bio FROM users ORDER BY id`
    fn rows_of(&mut self, table: &Table, source: &Table) -> Option<Filling> {
        let (mut columns, mut values) = (Vec::new(), Vec::new());
        let (mut numbered, mut full) = (Vec::new(), Vec::new());
        let mut are_numbers_given = false;
        for column in &table.columns {
            if matches!(column.generation, Generation::Computed { .. }) {
                continue;
            }
            let Some(value) = self.value_of(table, column, source) else {
                let has_value = column.default.is_some() || !column.not_null || is_numbered(column);
                if !has_value {
                    self.plan.refuse(
                        format!(
                            "what the rows that come from {} get in {}.{}, which is NOT NULL and has no DEFAULT",
                            self.named(&source.name),
                            self.named(&table.name),
                            self.quoted(&column.name)
                        ),
                        "write it above the column: `-- @backfill <expression>`, or the column that it comes from: `-- @was users.id`",
                    );
                    return None;
                }
                continue;
            };
            if is_numbered(column) {
                numbered.push(column.name.clone());
                are_numbers_given |=
                    matches!(column.generation, Generation::Identity { always: true, .. });
            }
            let is_null = source
                .columns
                .iter()
                .any(|old| self.quoted(&old.name) == value && !old.not_null && column.not_null);
            if is_null {
                full.push(format!("{value} IS NOT NULL"));
            }
            columns.push(self.quoted(&column.name));
            values.push(value);
        }
        let over = match are_numbers_given {
            true => " OVERRIDING SYSTEM VALUE",
            false => "",
        };
        let mut sql = format!(
            "INSERT INTO {} ({}){over}\nSELECT {}\nFROM {}",
            self.named(&table.name),
            columns.join(", "),
            values.join(", "),
            self.named(&source.name)
        );
        if !full.is_empty() {
            sql.push_str(&format!("\nWHERE {}", full.join(" AND ")));
        }
        let key: Vec<String> = source.key.iter().map(|name| self.quoted(name)).collect();
        if !key.is_empty() {
            sql.push_str(&format!("\nORDER BY {}", key.join(", ")));
        }
        Some(Filling { sql, numbered })
    }

    /// What a column gets for a row of another table.
    fn value_of(&self, table: &Table, column: &Column, source: &Table) -> Option<String> {
        for one in self.moves_to(table, column) {
            if one.source == source.name {
                let value = self.converted(self.quoted(&one.from), one, column);
                let is_null = source.column(&one.from).is_some_and(|from| !from.not_null);
                return match &column.backfill {
                    Some(backfill) if is_null && column.not_null => {
                        Some(format!("coalesce({value}, {backfill})"))
                    }
                    _ => Some(value),
                };
            }
            let other = self.from.table(&one.source)?;
            if let Some(link) = Link::between(source, other) {
                return Some(self.looked_up((source, column), one, &link));
            }
        }
        if let Some(target) = self.refers_to(table, column)
            && target.name == source.name
            && let [key] = target.key.as_slice()
        {
            return Some(self.quoted(key));
        }
        let is_own_key = table.key == [column.name.clone()];
        let is_referred_to = self.to.table(&source.name).is_some_and(|after| {
            let mut columns = after.columns.iter();
            columns.any(|one| {
                let is_new = source.column(&one.name).is_none();
                let target = self.refers_to(after, one);
                is_new && target.is_some_and(|target| target.name == table.name)
            })
        });
        if let ([key], true) = (source.key.as_slice(), is_own_key && is_referred_to) {
            return Some(self.quoted(key));
        }
        // The rows that are there get it, where there are some; these get the DEFAULT.
        let is_for_others = self.from.table(&table.name).is_some() && column.default.is_some();
        column.backfill.clone().filter(|_| !is_for_others)
    }

    /// When a table goes: last, unless a view or an index takes its name, or another table that of its keys.
    pub(in crate::migrate) fn when_gone(&self, table: &Table) -> Phase {
        let mut indexes = self.to.indexes.iter();
        let is_in_the_way = self.to.view(&table.name).is_some()
            || self.aside.contains(&table.name)
            || indexes.any(|index| index.name == table.name.name);
        match is_in_the_way {
            true => Phase::Unbind,
            false => Phase::Clear,
        }
    }

    /// What is lost when a table goes: all of it, or the columns whose values are nowhere else.
    pub(in crate::migrate) fn lost_with(&self, table: &Table) -> Option<String> {
        let mut moves = self.moves.iter();
        if !moves.any(|one| one.source == table.name) {
            return Some(format!("every row of {} is lost", self.named(&table.name)));
        }
        let refers_there = |column: &Column| {
            table.constraints.iter().any(|constraint| {
                let target = constraint.target.as_ref();
                constraint.columns.contains(&column.name)
                    && target.is_some_and(|(target, _)| self.moves_between(target, &table.name))
            })
        };
        let columns = table.columns.iter();
        let columns = columns.filter(|column| !is_numbered(column) && !refers_there(column));
        self.lost(table, columns)
    }

    /// What is lost when columns of a table go.
    pub(in crate::migrate) fn lost<'c>(
        &self,
        table: &Table,
        columns: impl Iterator<Item = &'c Column>,
    ) -> Option<String> {
        let name = self.named(&table.name);
        let (mut all, mut some) = (Vec::new(), Vec::new());
        let mut readers = Vec::new();
        for column in columns {
            let is_computed = matches!(column.generation, Generation::Computed { .. });
            if is_computed || self.refers_to_moved(table, column) {
                continue;
            }
            let shown = format!("{name}.{}", self.quoted(&column.name));
            let of_column = |one: &&Move| one.source == table.name && one.from == column.name;
            let Some(moved) = self.moves.iter().find(of_column) else {
                all.push(shown);
                continue;
            };
            let reader = self.from.table(&moved.table);
            let link = reader.and_then(|reader| self.link(reader, table));
            if link.is_some_and(|link| !link.is_whole) {
                some.push(shown);
                readers.push(self.named(&moved.table));
            }
        }
        let mut losses = Vec::new();
        if !all.is_empty() {
            losses.push(format!("every value of {} is lost", all.join(", ")));
        }
        if !some.is_empty() {
            readers.dedup();
            losses.push(format!(
                "every value of {} that no row of {} belongs to is lost",
                some.join(", "),
                readers.join(", ")
            ));
        }
        (!losses.is_empty()).then(|| losses.join(", and "))
    }

    /// Whether a column only says which row of a table belongs to this one whose values are here from now on.
    fn refers_to_moved(&self, table: &Table, column: &Column) -> bool {
        table.constraints.iter().any(|constraint| {
            let target = constraint.target.as_ref();
            constraint.columns == [column.name.clone()]
                && target.is_some_and(|(target, _)| {
                    self.moves_between(&table.name, target) && self.to.table(target).is_none()
                })
        })
    }

    fn moves_between(&self, table: &Name, source: &Name) -> bool {
        let mut moves = self.moves.iter();
        moves.any(|one| one.table == *table && one.source == *source)
    }

    /// Whether another table still reads a column when it would go.
    pub(in crate::migrate) fn is_source(&self, table: &Name) -> bool {
        self.moves.iter().any(|one| one.source == *table)
    }
}
