//! Columns that get another type while others work: a second column of the new type is kept beside the first one by a trigger, filled, given
//! the keys, references and indexes of the first one, and then takes its place (`switch`).
//!
//! In: both models. Out: the statements of the stages that come before the switch. What stands in the way of it is `locked`'s.

use super::columns::TYPE;
use super::conversions::{Conversion, conversion, integer, plain};
use super::print;
use crate::dialect::{PlainType, Retyping};
use crate::migrate::model::{
    Column, Constraint, ConstraintKind, Generation, Index, Model, Name, Table,
};
use crate::migrate::plan::{Phase, Stage};
use crate::migrate::stepwise::Pace;
use crate::migrate::types;
use crate::migrate::write::Writer;

/// How long a name can be.
const LONGEST: usize = 63;
/// What is called so stands beside what is called without it.
const BESIDE: &str = "_new";

/// A column that is kept beside another one until it takes its place.
#[derive(Clone, Debug)]
pub struct Twin {
    /// The table of both.
    pub table: Name,
    /// The one that is there.
    pub column: String,
    /// The one that takes its place.
    pub name: String,
    /// What it holds, as an expression over the columns of the table.
    value: String,
    /// The same in the trigger, where the row is `NEW`.
    value_of_new: String,
}

impl Twin {
    /// Lets columns that stand beside others in a model get their values where they are made again.
    pub fn fill_again(twins: &[Twin], model: &mut Model) {
        for twin in twins {
            model.tables.change(&twin.table, |table| {
                let mut columns = table.columns.iter_mut();
                if let Some(column) = columns.find(|one| one.name == twin.name) {
                    column.backfill = Some(twin.value.clone());
                }
            });
        }
    }

    /// The trigger that keeps it. Triggers run in the order of their names, and this one sees what others have done.
    pub(super) fn trigger(&self) -> String {
        print::quoted(&short(&format!("zz_{}", self.name), ""))
    }

    /// The trigger's function.
    pub(super) fn function(&self) -> String {
        print::named(&Name {
            schema: self.table.schema.clone(),
            name: short(&format!("{}_{}", self.table.name, self.name), ""),
        })
    }
}

/// The name of what stands beside something.
pub(super) fn beside(name: &str) -> String {
    short(name, BESIDE)
}

/// A name with an end, shortened in the middle to what PostgreSQL keeps of it: what tells two names apart often stands at their ends.
pub(super) fn short(name: &str, end: &str) -> String {
    let room = LONGEST - end.len();
    if name.len() <= room {
        return format!("{name}{end}");
    }
    let mut first = room / 2;
    while !name.is_char_boundary(first) {
        first -= 1;
    }
    let mut last = name.len() - (room - first);
    while !name.is_char_boundary(last) {
        last += 1;
    }
    format!("{}{}{end}", &name[..first], &name[last..])
}

impl Writer {
    /// Decides which columns get a twin.
    pub(super) fn find_twins(&mut self) {
        if self.pace != Pace::Online {
            return;
        }
        for table in self.to.tables.iter() {
            let Some(before) = self.from.table(&table.name) else {
                continue;
            };
            for column in &table.columns {
                let Some(old) = before.column(&column.name) else {
                    continue;
                };
                if !self.is_written_anew(table, old, column) {
                    continue;
                }
                let place = (table.name.clone(), column.name.clone());
                match self.hindrance((before, old), (table, column)) {
                    Some(why) => self.locked.push((place.0, place.1, why)),
                    None => self.plan.twins.push(self.twin_of(before, old, column)),
                }
            }
        }
        self.lock_partners();
    }

    fn twin_of(&self, table: &Table, old: &Column, column: &Column) -> Twin {
        let mut name = beside(&column.name);
        while table.column(&name).is_some() {
            name = beside(&name);
        }
        let quoted = print::quoted(&column.name);
        let text = plain(&column.ty.text);
        let own = column.conversion_from(old);
        let filling = match column.not_null && !old.not_null {
            true => column.backfill.clone().filter(|_| own.is_none()),
            false => None,
        };
        let filling = filling.or_else(|| {
            let default = column.default.as_ref().map(|default| default.text());
            default.filter(|_| column.not_null && !old.not_null)
        });
        let converted = |value: &str| match conversion(&old.ty.key, &column.ty.key) {
            Conversion::Implied => value.to_owned(),
            Conversion::Cast => format!("{value}::{text}"),
            Conversion::ByText => format!("{value}::text::{text}"),
        };
        let of_row = |value: &str| {
            let table = print::quoted(&table.name.name);
            format!("(SELECT {value} FROM (SELECT NEW.*) AS {table})")
        };
        let (value, value_of_new) = match (own, filling) {
            (None, None) => (converted(&quoted), converted(&format!("NEW.{quoted}"))),
            (own, filling) => {
                let value = own.map_or_else(|| converted(&quoted), str::to_owned);
                let value = match filling {
                    Some(filling) => format!("coalesce({value}, {filling})"),
                    None => value,
                };
                (value.clone(), of_row(&value))
            }
        };
        Twin {
            table: table.name.clone(),
            column: column.name.clone(),
            name,
            value,
            value_of_new,
        }
    }

    /// The twin of a column.
    pub(super) fn twin(&self, table: &Name, column: &str) -> Option<&Twin> {
        let mut twins = self.plan.twins.iter();
        twins.find(|twin| twin.table == *table && twin.column == column)
    }

    /// Whether a constraint is about a column that has a twin, here or where it refers to.
    pub(super) fn is_over_twin(&self, table: &Name, constraint: &Constraint) -> bool {
        self.plan.twins.iter().any(|twin| {
            let own = twin.table == *table
                && (constraint.columns.contains(&twin.column)
                    || constraint.expression.mentions(&twin.column)
                    || constraint.rest.mentions(&twin.column));
            let there = constraint.target.as_ref().is_some_and(|(target, columns)| {
                *target == twin.table && columns.contains(&twin.column)
            });
            own || there
        })
    }

    /// Whether an index is about a column that has a twin.
    pub(in crate::migrate) fn is_index_over_twin(&self, index: &Index) -> bool {
        let mut twins = self.plan.twins.iter();
        twins.any(|twin| twin.table == index.table && index.definition.mentions(&twin.column))
    }

    /// All that is done before the switch.
    pub(super) fn keep_twins(&mut self) {
        for twin in self.plan.twins.clone() {
            let Some(table) = self.to.table(&twin.table).cloned() else {
                continue;
            };
            let Some(column) = table.column(&twin.column).cloned() else {
                continue;
            };
            self.add_twin(&twin, &column);
            let own = Column {
                name: twin.name.clone(),
                ..column.clone()
            };
            let is_open = format!(
                "{} IS NULL AND {} IS NOT NULL",
                print::quoted(&twin.name),
                twin.value
            );
            self.fill_in_batches(&table, &own, &twin.value, &is_open);
            if column.not_null {
                self.demand_online(Stage::Fill, &table, &own, None);
            }
        }
        for table in self.to.tables.clone() {
            for constraint in &table.constraints {
                if self.is_over_twin(&table.name, constraint) {
                    self.add_constraint_beside(&table, constraint);
                }
            }
        }
        for index in self.to.indexes.clone() {
            if !self.is_index_over_twin(&index) {
                continue;
            }
            let mut copy = index.clone();
            for twin in self.twins_of(&index.table) {
                copy.definition
                    .rename_column(&twin.column, &twin.name, self.to.dialect);
            }
            let kind = match index.kind.is_empty() {
                true => String::new(),
                false => format!("{} ", index.kind.text().to_uppercase()),
            };
            let sql = format!(
                "CREATE {kind}INDEX CONCURRENTLY {} ON {} {}",
                print::quoted(&beside(&index.name)),
                print::named(&index.table),
                copy.definition.text().trim_start()
            );
            self.plan
                .add_at(Stage::Fill, Phase::Make, index.place, 7, sql);
        }
    }

    pub(super) fn twins_of(&self, table: &Name) -> Vec<Twin> {
        let twins = self.plan.twins.iter();
        twins.filter(|twin| twin.table == *table).cloned().collect()
    }

    /// The column, and the trigger that keeps it equal.
    fn add_twin(&mut self, twin: &Twin, column: &Column) {
        let name = print::named(&twin.table);
        let (trigger, function) = (twin.trigger(), twin.function());
        let plainly = Column {
            name: twin.name.clone(),
            ty: types::of(&plain(&column.ty.text), self.to.dialect),
            not_null: false,
            default: None,
            generation: Generation::Written,
            ..column.clone()
        };
        let quoted = print::quoted(&twin.name);
        let value = &twin.value_of_new;
        let statements = [
            format!("ALTER TABLE {name} ADD COLUMN {}", print::column(&plainly)),
            format!(
                "CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.{quoted} := {value};
  RETURN NEW;
END $$"
            ),
            format!(
                "CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {name} FOR EACH ROW EXECUTE FUNCTION {function}()"
            ),
            format!("ALTER TABLE {name} ENABLE ALWAYS TRIGGER {trigger}"),
        ];
        for (rank, sql) in (TYPE..).zip(statements) {
            self.plan.add(Phase::Make, column.place, rank, sql);
        }
    }

    /// A constraint of the twins, under a name of its own.
    fn add_constraint_beside(&mut self, table: &Table, constraint: &Constraint) {
        let mut copy = constraint.clone();
        copy.name = constraint.name.as_deref().map(beside);
        let dialect = self.to.dialect;
        for twin in &self.plan.twins {
            let change = |names: &mut Vec<String>| {
                for name in names.iter_mut().filter(|name| **name == twin.column) {
                    twin.name.clone_into(name);
                }
            };
            if twin.table == table.name {
                change(&mut copy.columns);
                copy.expression
                    .rename_column(&twin.column, &twin.name, dialect);
                copy.rest.rename_column(&twin.column, &twin.name, dialect);
            }
            if let Some((target, columns)) = &mut copy.target
                && *target == twin.table
            {
                change(columns);
            }
        }
        match constraint.kind {
            ConstraintKind::PrimaryKey | ConstraintKind::Unique => {
                self.build_key(table, &copy);
            }
            ConstraintKind::ForeignKey | ConstraintKind::Check => {
                self.add_unchecked(Stage::Fill, table, &copy);
            }
            // What hinders.
            ConstraintKind::Exclude => {}
        }
    }

    /// Whether PostgreSQL writes the table anew for the change of a column that others work on.
    fn is_written_anew(&self, table: &Table, old: &Column, column: &Column) -> bool {
        let is_computed =
            |column: &Column| matches!(column.generation, Generation::Computed { .. });
        let read = |column: &Column| {
            let text = plain(&column.ty.text);
            PlainType::read(&text, self.to.dialect)
        };
        integer(&old.ty.key) != integer(&column.ty.key)
            && !table.kind.mentions("foreign")
            && !is_computed(old)
            && !is_computed(column)
            && (column.conversion_from(old).is_some()
                || self.to.dialect.retyping(&read(old), &read(column)) != Retyping::Free)
    }
}
