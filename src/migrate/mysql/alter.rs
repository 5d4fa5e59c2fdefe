//! The statements that change a table: what has to be there before rows are filled, what fills them, and all else at once.

use super::print;
use crate::migrate::model::{Generation, Name, Table};
use crate::migrate::plan::{Phase, Plan};

/// The changes of a table.
#[derive(Default)]
pub(super) struct Alter {
    /// Clauses of the ALTER TABLE before rows are filled.
    pub before: Vec<String>,
    /// What fills rows: the column, its value, and the rows that get it, where not all of them do.
    pub fills: Vec<(String, String, Option<String>)>,
    /// Clauses by which something goes.
    pub drops: Vec<String>,
    /// Clauses by which something is made or changed, in the order of the columns.
    pub changes: Vec<String>,
    /// Clauses by which keys and options are made.
    pub keys: Vec<String>,
    /// What is lost when rows are filled.
    pub filling_loses: Vec<String>,
    /// What is lost by all else.
    pub loses: Vec<String>,
}

impl Alter {
    /// Adds the statements to the plan, at the place of the table.
    pub fn add_to(self, plan: &mut Plan, before: &Table, table: &Table) {
        let place = (table.columns.iter())
            .map(|column| (column.place.0, table.place.1))
            .fold(table.place, Ord::max);
        let name = &table.name;
        let statements = [
            (0, statement(name, self.before), Vec::new()),
            (
                2,
                statement(name, [self.drops, self.changes, self.keys].concat()),
                self.loses,
            ),
        ];
        for (rank, sql, loses) in statements {
            match (sql, loses.is_empty()) {
                (None, _) => {}
                (Some(sql), true) => plan.add(Phase::Make, place, rank, sql),
                (Some(sql), false) => plan.lose(Phase::Make, place, rank, sql, loses.join(", ")),
            }
        }
        let mut loses = self.filling_loses.join(", ");
        for (column, value, rows) in self.fills {
            let sql = fill(before, table, &column, &value, rows.as_deref());
            match std::mem::take(&mut loses) {
                none if none.is_empty() => plan.add(Phase::Make, place, 1, sql),
                loses => plan.lose(Phase::Make, place, 1, sql, loses),
            }
        }
    }
}

/// `ALTER TABLE`, a clause on a line where there are several; none without any.
pub(super) fn statement(table: &Name, clauses: Vec<String>) -> Option<String> {
    let name = print::named(table);
    match clauses.as_slice() {
        [] => None,
        [only] => Some(format!("ALTER TABLE {name} {only}")),
        clauses => Some(format!("ALTER TABLE {name}\n  {}", clauses.join(",\n  "))),
    }
}

/// `UPDATE`. Times of the last change stay as they are: nobody has changed the rows.
fn fill(before: &Table, table: &Table, column: &str, value: &str, rows: Option<&str>) -> String {
    let mut sets = format!("{} = {value}", print::quoted(column));
    for other in &before.columns {
        let is_written = other.generation == Generation::Written && other.name != column;
        if other.extras.on_update.is_some() && is_written {
            let name = print::quoted(&other.name);
            sets.push_str(&format!(", {name} = {name}"));
        }
    }
    let name = print::named(&table.name);
    match rows {
        Some(rows) => format!("UPDATE {name} SET {sets} WHERE {rows}"),
        None => format!("UPDATE {name} SET {sets}"),
    }
}
