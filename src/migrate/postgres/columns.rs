//! Columns that come, go and change.

use super::conversions::{Conversion, base, conversion, integer, loss, plain};
use super::lineage::LAST;
use super::print;
use crate::migrate::model::{Column, Generation, Name, Place, Table};
use crate::migrate::plan::Phase;
use crate::migrate::write::Writer;

/// Ranks of what is done with columns, within the statements of a table.
const ADD: u8 = 1;
pub(super) const TYPE: u8 = 2;
const VALUE: u8 = 3;
pub(super) const FILL: u8 = 4;
pub(super) const DEMAND: u8 = 5;

impl Writer {
    pub(super) fn new_column(&mut self, table: &Table, column: &Column) {
        let name = print::named(&table.name);
        let is_filled = column.default.is_some()
            || column.generation != Generation::Written
            || column.ty.key.contains("serial");
        let place = column.place;
        let needs_filling = column.not_null && !is_filled;
        let is_computed = matches!(column.generation, Generation::Computed { .. });
        let filling = self.filling(table, column).filter(|_| !is_computed);
        if !needs_filling && filling.is_none() {
            let sql = format!("ALTER TABLE {name} ADD COLUMN {}", print::column(column));
            self.plan.add(Phase::Make, place, ADD, sql);
            return;
        }
        let Some(filling) = filling else {
            self.plan.refuse(
                format!(
                    "what the rows that are there get in {name}.{}, which is NOT NULL and has no DEFAULT",
                    print::quoted(&column.name)
                ),
                format!(
                    "write it above the column: `-- @backfill <expression>`, as in `-- @backfill {}`",
                    example(column)
                ),
            );
            return;
        };
        let nullable = Column {
            not_null: false,
            default: None,
            ..column.clone()
        };
        let sql = format!("ALTER TABLE {name} ADD COLUMN {}", print::column(&nullable));
        self.plan.add(Phase::Make, place, ADD, sql);
        let quoted = print::quoted(&column.name);
        self.fill_column(table, column, &filling, true);
        if let Some(default) = &column.default {
            let sql = format!(
                "ALTER TABLE {name} ALTER COLUMN {quoted} SET DEFAULT {}",
                default.text()
            );
            self.plan.add(Phase::Make, place, DEMAND, sql);
        }
        if column.not_null {
            self.demand(table, column, Some(&filling));
        }
    }

    pub(super) fn gone_column(&mut self, table: &Table, column: &Column) {
        let name = print::named(&table.name);
        let quoted = print::quoted(&column.name);
        let sql = format!("ALTER TABLE {name} DROP COLUMN {quoted}");
        self.narrowed.insert(table.name.clone());
        let is_computed = matches!(column.generation, Generation::Computed { .. });
        if let Some(place) = self
            .before_regrouping(table)
            .or_else(|| self.before_stars(table))
        {
            match self.lost(table, [column].into_iter()) {
                Some(danger) => self.plan.lose(Phase::Make, place, DEMAND, sql, danger),
                None => self.plan.add(Phase::Make, place, DEMAND, sql),
            }
            return;
        }
        match self.lost(table, [column].into_iter()) {
            Some(danger) => self.plan.lose(Phase::Clear, column.place, 0, sql, danger),
            // It is computed from what stays.
            None if is_computed && !self.is_source(&table.name) => {
                self.plan.add(Phase::Unbind, column.place, 0, sql);
            }
            None => self.plan.add(Phase::Clear, column.place, 0, sql),
        }
    }

    /// Where columns of a table go that becomes a part of another one, or of that other one: both must have the same.
    fn before_regrouping(&self, table: &Table) -> Option<Place> {
        let is_regrouped = self.regrouped.contains(&table.name);
        is_regrouped.then_some((LAST, table.place.0))
    }

    /// Where columns of a table go whose views show all that it has: before those are made again.
    fn before_stars(&self, table: &Table) -> Option<Place> {
        let mut views = self.to.views.iter();
        let has_star =
            views.any(|view| view.reads.contains(&table.name) && view.definition.has_star());
        let after = self.to.table(&table.name)?;
        (has_star && !self.is_source(&table.name)).then_some(after.place)
    }

    pub(super) fn changed_column(&mut self, before: (&Table, &Column), after: (&Table, &Column)) {
        let ((_, old), (table, column)) = (before, after);
        let name = print::named(&table.name);
        let quoted = print::quoted(&column.name);
        let place = column.place;
        let alter = format!("ALTER TABLE {name} ALTER COLUMN {quoted}");
        if self.twin(&table.name, &column.name).is_some() {
            return;
        }
        let is_computed =
            |column: &Column| matches!(column.generation, Generation::Computed { .. });
        let has_new_type = old.ty != column.ty || old.collation != column.collation;
        if is_computed(old)
            && is_computed(column)
            && (old.generation != column.generation || has_new_type)
            || is_computed(column) && !is_computed(old)
        {
            self.replaced_column(old, table, column);
            return;
        }
        if is_computed(old) && !is_computed(column) {
            let sql = format!("{alter} DROP EXPRESSION");
            self.plan.add(Phase::Make, place, VALUE, sql);
        }
        let is_serial = |column: &Column| column.ty.key.contains("serial");
        let has_new_type =
            integer(&old.ty.key) != integer(&column.ty.key) || old.collation != column.collation;
        if has_new_type {
            self.retyped
                .insert((table.name.clone(), column.name.clone()));
            self.narrowed.insert(table.name.clone());
            self.computed_from(table, column);
            self.new_type(old, table, column);
            if let Some(why) = self.why_locked(&table.name, &column.name) {
                self.plan.say_lock(why);
            }
        }
        self.sequence(old, table, column);
        if old.default != column.default || has_new_type && column.default.is_some() {
            let sql = match &column.default {
                Some(default) => format!("{alter} SET DEFAULT {}", default.text()),
                None => format!("{alter} DROP DEFAULT"),
            };
            if column.default.is_some() || !has_new_type {
                self.plan.add(Phase::Make, place, VALUE, sql);
            }
        }
        if old.not_null == column.not_null {
            return;
        }
        if !column.not_null {
            let is_identity = matches!(column.generation, Generation::Identity { .. });
            if !is_identity && !is_serial(column) {
                let sql = format!("{alter} DROP NOT NULL");
                self.plan.add(Phase::Make, place, DEMAND, sql);
            }
            return;
        }
        let is_conversion = column.conversion_from(old).is_some();
        let filling = column.backfill.clone().filter(|_| !is_conversion);
        let filling = filling.or_else(|| column.default.as_ref().map(|default| default.text()));
        if let Some(filling) = &filling {
            self.fill_column(table, column, filling, false);
        }
        self.demand(table, column, filling.as_deref());
    }

    /// A computed column that is computed otherwise: its values are worked out anew.
    fn replaced_column(&mut self, old: &Column, table: &Table, column: &Column) {
        let name = print::named(&table.name);
        self.narrowed.insert(table.name.clone());
        self.retyped
            .insert((table.name.clone(), column.name.clone()));
        let sql = format!(
            "ALTER TABLE {name} DROP COLUMN {}",
            print::quoted(&old.name)
        );
        match old.generation {
            Generation::Computed { .. } => self.plan.add(Phase::Unbind, old.place, 0, sql),
            _ => {
                let danger = format!(
                    "the values of {name}.{} are lost, it is computed from now on",
                    print::quoted(&old.name)
                );
                self.plan.lose(Phase::Unbind, old.place, 0, sql, danger);
            }
        }
        let sql = format!("ALTER TABLE {name} ADD COLUMN {}", print::column(column));
        self.plan.add(Phase::Make, column.place, VALUE, sql);
        // Keys and indexes over it went with it.
        for constraint in &table.constraints {
            let is_about = constraint.columns.contains(&column.name)
                || constraint.expression.mentions(&column.name);
            if is_about {
                self.add_constraint(table, constraint);
            }
        }
    }

    /// Columns that are computed from one that gets another type stand in its way.
    fn computed_from(&mut self, table: &Table, column: &Column) {
        let Some(before) = self.from.table(&table.name).cloned() else {
            return;
        };
        for other in &table.columns {
            let Some(old) = before.column(&other.name) else {
                continue;
            };
            let reads = |one: &Column| match &one.generation {
                Generation::Computed { expression, .. } => expression.mentions(&column.name),
                _ => false,
            };
            if reads(old) && reads(other) && old.generation == other.generation {
                self.replaced_column(old, table, other);
            }
        }
    }

    fn new_type(&mut self, old: &Column, table: &Table, column: &Column) {
        let name = print::named(&table.name);
        let quoted = print::quoted(&column.name);
        let alter = format!("ALTER TABLE {name} ALTER COLUMN {quoted}");
        if old.default.is_some() {
            let sql = format!("{alter} DROP DEFAULT");
            self.plan.add(Phase::Make, column.place, TYPE, sql);
        }
        let collation = match &column.collation {
            Some(collation) => format!(" COLLATE {}", print::quoted(collation)),
            None if old.collation.is_some() => " COLLATE \"default\"".to_owned(),
            None => String::new(),
        };
        let text = plain(&column.ty.text);
        let own = column.conversion_from(old);
        let using = match (own, conversion(&old.ty.key, &column.ty.key)) {
            (Some(own), _) => format!(" USING {own}"),
            (None, Conversion::Implied) => String::new(),
            (None, Conversion::Cast) => format!(" USING {quoted}::{text}"),
            (None, Conversion::ByText) => format!(" USING {quoted}::text::{text}"),
        };
        let sql = format!("{alter} TYPE {text}{collation}{using}");
        let danger = match (own, loss(&old.ty.key, &column.ty.key)) {
            (Some(own), _) => Some(format!(
                "every value of {name}.{quoted} is computed anew, as {own}"
            )),
            (None, loss) => loss.map(|loss| format!("{loss} in {name}.{quoted}")),
        };
        match danger {
            Some(danger) => {
                self.plan
                    .lose(Phase::Make, column.place, TYPE + 1, sql, danger);
            }
            None => self.plan.add(Phase::Make, column.place, TYPE + 1, sql),
        }
    }

    /// SERIAL of another size: its sequence counts as far.
    fn widened_sequence(&mut self, table: &Table, column: &Column) {
        let sql = format!(
            "ALTER SEQUENCE {} AS {}",
            sequence_of(table, column),
            plain(&column.ty.text)
        );
        self.plan.add(Phase::Make, column.place, VALUE, sql);
    }

    /// Sequences that give values: of SERIAL and of IDENTITY.
    fn sequence(&mut self, old: &Column, table: &Table, column: &Column) {
        let are_serial = [old, column].map(|one| one.ty.key.contains("serial"));
        if old.generation == column.generation && are_serial[0] == are_serial[1] {
            if are_serial[0] && old.ty != column.ty {
                self.widened_sequence(table, column);
            }
            return;
        }
        let name = print::named(&table.name);
        let quoted = print::quoted(&column.name);
        let alter = format!("ALTER TABLE {name} ALTER COLUMN {quoted}");
        let place = column.place;
        let from = match (&old.generation, old.ty.key.contains("serial")) {
            (Generation::Identity { .. }, _) => Source::Identity,
            (_, true) => Source::Serial,
            _ => Source::None,
        };
        let sequence = sequence_of(table, column);
        if let (Source::Identity, Generation::Identity { always, options }) =
            (&from, &column.generation)
        {
            let kind = if *always { "ALWAYS" } else { "BY DEFAULT" };
            let sets = match options.is_empty() {
                true => String::new(),
                false => format!(" SET {}", options.text()),
            };
            let sql = format!("{alter} SET GENERATED {kind}{sets}");
            self.plan.add(Phase::Make, place, VALUE, sql);
            return;
        }
        match from {
            Source::Identity => {
                let sql = format!("{alter} DROP IDENTITY");
                self.plan.add(Phase::Make, place, TYPE, sql);
            }
            Source::Serial => {
                let sql = format!("{alter} DROP DEFAULT");
                self.plan.add(Phase::Make, place, TYPE, sql);
                let sql = format!("DROP SEQUENCE {sequence}");
                self.plan.add(Phase::Make, place, TYPE + 1, sql);
            }
            Source::None => {}
        }
        let start = next_number(&name, &column.name);
        if let Some(generation @ Generation::Identity { .. }) = Some(&column.generation) {
            let generation = print::generation(generation).unwrap_or_default();
            let sql = format!("{alter} SET NOT NULL");
            self.plan.add(Phase::Make, place, TYPE + 2, sql);
            let sql = format!("{alter} ADD {generation}");
            self.plan.add(Phase::Make, place, DEMAND, sql);
            self.plan.add(Phase::Make, place, DEMAND + 1, start);
        } else if column.ty.key.contains("serial") {
            let sql = format!(
                "CREATE SEQUENCE {sequence} AS {} OWNED BY {name}.{quoted}",
                plain(&column.ty.text)
            );
            self.plan.add(Phase::Make, place, TYPE + 2, sql);
            let sql = format!("{alter} SET DEFAULT nextval({})", print::literal(&sequence));
            self.plan.add(Phase::Make, place, DEMAND, sql);
            self.plan.add(Phase::Make, place, DEMAND + 1, start);
        }
    }
}

/// Numbers go on behind those that are there.
pub(super) fn next_number(table: &str, column: &str) -> String {
    format!(
        "SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 0) + 1, false) FROM {table}",
        print::literal(table),
        print::literal(column),
        print::quoted(column)
    )
}

/// The sequence that SERIAL makes.
fn sequence_of(table: &Table, column: &Column) -> String {
    print::named(&sequence_named(table, &column.name))
}

/// The name of a column's own sequence.
pub(super) fn sequence_named(table: &Table, column: &str) -> Name {
    Name {
        schema: table.name.schema.clone(),
        name: format!("{}_{column}_seq", table.name.name),
    }
}

/// What gives a column its numbers.
enum Source {
    None,
    Serial,
    Identity,
}

fn example(column: &Column) -> &'static str {
    match base(&column.ty.key) {
        "boolean" => "false",
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "float8" => "0",
        "date" | "timestamp" | "timestamptz" => "now()",
        "uuid" => "gen_random_uuid()",
        _ => "''",
    }
}
