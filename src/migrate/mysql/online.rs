//! How each ALTER TABLE is done: without a copy of the table where the server can, which the statement then demands.
//!
//! In: the statements, with both models. Out: each with its ALGORITHM and LOCK, or with what keeps others waiting.

use std::collections::HashMap;

use super::columns::{is_computed, is_retyped};
use super::print;
use crate::dialect::online::{Algorithm, TableDeed};
use crate::dialect::{PlainType, Retyping};
use crate::migrate::model::{Column, Generation, Table};
use crate::migrate::write::Writer;
use crate::migrate::written::Written;

/// Options that say nothing of how rows are kept.
const OPTIONS: [&str; 6] = [
    "COMMENT",
    "DEFAULT ",
    "STATS_",
    "AUTO_INCREMENT",
    "MAX_ROWS",
    "MIN_ROWS",
];
/// Functions that give each row a value of its own.
const DIFFERING: [&str; 5] = ["uuid", "uuid_short", "sys_guid", "rand", "random_bytes"];
/// What ends a clause where a statement has several.
const BETWEEN: &str = ",\n  ";

impl Writer {
    /// Says of each statement how it is done.
    pub(in crate::migrate) fn say_algorithms(&mut self) {
        let mut steps = std::mem::take(&mut self.plan);
        for table in self.to.tables.iter() {
            let Some(before) = self.from.table(&table.name) else {
                continue;
            };
            let head = format!("ALTER TABLE {}", print::named(&table.name));
            let mut redefined = HashMap::new();
            for step in steps.each() {
                let rest = step
                    .sql
                    .strip_prefix(&head)
                    .and_then(|rest| rest.strip_prefix("\n  ").or_else(|| rest.strip_prefix(' ')));
                let Some(clauses) = rest.map(str::to_owned) else {
                    continue;
                };
                let clauses: Vec<&str> = clauses.split(BETWEEN).collect();
                let deeds: Vec<TableDeed> = clauses
                    .iter()
                    .map(|clause| self.deed((before, table), clause, &clauses, &mut redefined))
                    .collect();
                let (algorithm, clause) = self.whole(before, &clauses, &deeds);
                match algorithm.clause() {
                    Some(said) => {
                        step.sql = match clauses.as_slice() {
                            [only] => format!("{head} {only}, {said}"),
                            clauses => {
                                format!("{head}\n  {}{BETWEEN}{said}", clauses.join(BETWEEN))
                            }
                        }
                    }
                    None => step.lock = Some(why(&head, algorithm, clause)),
                }
            }
        }
        self.plan = steps;
    }

    /// How clauses are done together, and the one that decides.
    fn whole<'c>(
        &self,
        before: &Table,
        clauses: &[&'c str],
        deeds: &[TableDeed],
    ) -> (Algorithm, &'c str) {
        let dialect = self.to.dialect;
        let deeds = || clauses.iter().zip(deeds);
        let worst = deeds()
            .map(|(clause, deed)| (deed.algorithm(dialect), *clause))
            .max_by_key(|(algorithm, _)| *algorithm);
        let (algorithm, clause) = worst.unwrap_or((Algorithm::Copy, ""));
        let first = |is_it: &dyn Fn(TableDeed) -> bool| {
            let mut found = deeds().filter(|(_, deed)| is_it(**deed));
            found.next().map(|(clause, _)| *clause)
        };
        let moves = first(&|deed| matches!(deed, TableDeed::AddColumn | TableDeed::DropColumn));
        let rebuilds = first(&|deed| deed.algorithm(dialect) == Algorithm::Inplace);
        let computes =
            first(&|deed| matches!(deed, TableDeed::AddVirtual | TableDeed::DropVirtual));
        let is_computed_stored = |column: &Column| {
            matches!(
                column.generation,
                Generation::Computed {
                    is_stored: true,
                    ..
                }
            )
        };
        let is_index =
            |deed: &TableDeed| matches!(deed, TableDeed::AddIndex | TableDeed::DropIndex);
        let is_drop =
            |deed: &TableDeed| matches!(deed, TableDeed::DropVirtual | TableDeed::DropColumn);
        let is_alone = deeds()
            .all(|(_, deed)| is_index(deed) || is_drop(deed) || *deed == TableDeed::AddVirtual);
        let only_drops = deeds().all(|(_, deed)| is_drop(deed) || *deed == TableDeed::DropIndex);
        let builds = !only_drops && deeds().any(|(_, deed)| is_index(deed));
        let is_computed = before.columns.iter().any(is_computed_stored);
        // Beside what is computed and stored no value is looked at in passing.
        let demands = first(&|deed| deed == TableDeed::Demand).filter(|_| is_computed);
        let (least, decides) = match (moves, rebuilds, computes) {
            (_, _, Some(clause)) if !is_alone => (Algorithm::Copy, clause),
            _ if let Some(clause) = demands => (Algorithm::Copy, clause),
            (_, _, Some(clause)) if builds => (Algorithm::Shared, clause),
            (Some(clause), _, _) | (_, Some(clause), _) if self.has_bound_index(before) => {
                (Algorithm::Shared, clause)
            }
            (Some(clause), _, _) if builds => (Algorithm::Inplace, clause),
            _ => (Algorithm::Instant, clause),
        };
        match least > algorithm {
            true => (least, decides),
            false => (algorithm, clause),
        }
    }

    /// Whether a table has an index that is not built anew while others write: over words, shapes, or what is computed.
    fn has_bound_index(&self, table: &Table) -> bool {
        let is_virtual = |column: &&Column| {
            matches!(
                column.generation,
                Generation::Computed {
                    is_stored: false,
                    ..
                }
            )
        };
        let computed: Vec<&Column> = table.columns.iter().filter(is_virtual).collect();
        let mut indexes = self.from.indexes.iter();
        indexes.any(|index| {
            index.table == table.name
                && (["fulltext", "spatial"]
                    .iter()
                    .any(|kind| index.kind.mentions(kind))
                    || computed.iter().any(|column| {
                        let name = self.to.dialect.name_key(&column.name);
                        index.definition.mentions(&name)
                    }))
        })
    }

    /// What a clause does.
    fn deed(
        &self,
        (before, table): (&Table, &Table),
        clause: &str,
        all: &[&str],
        redefined: &mut HashMap<String, PlainType>,
    ) -> TableDeed {
        let starts = |words: &str| clause.starts_with(words);
        let named = |clause: &str, words: &str| {
            let rest = clause.strip_prefix(words)?;
            let mut columns = table.columns.iter();
            columns.find(|column| {
                let name = print::quoted(&column.name);
                rest.strip_prefix(&name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
        };
        if let Some(column) = named(clause, "ADD COLUMN ") {
            redefined.insert(column.name.clone(), self.type_in(clause, column));
            let differs = |default: &Written| {
                let mut names = DIFFERING.iter();
                names.any(|name| default.mentions(name))
            };
            return match &column.generation {
                Generation::Computed {
                    is_stored: true, ..
                } => TableDeed::AddStored,
                Generation::Computed { .. } => TableDeed::AddVirtual,
                Generation::Identity { .. } => TableDeed::AddNumbered,
                Generation::Written if column.default.as_ref().is_some_and(differs) => {
                    TableDeed::AddStored
                }
                Generation::Written => TableDeed::AddColumn,
            };
        }
        if let Some(column) = named(clause, "MODIFY COLUMN ") {
            let is_open = !clause.contains(" NOT NULL");
            let new = self.type_in(clause, column);
            let last = redefined.insert(column.name.clone(), new.clone());
            let is_written =
                |old: &PlainType| self.to.dialect.retyping(old, &new) != Retyping::Free;
            return match (last, before.column(&column.name)) {
                (Some(last), _) if is_written(&last) => TableDeed::Retype,
                (None, Some(old)) => self.redefined(old, (column, &new), is_open),
                _ if is_open => TableDeed::Redefine,
                _ => TableDeed::Demand,
            };
        }
        match () {
            () if starts("ADD COLUMN") => TableDeed::AddColumn,
            () if starts("CHANGE COLUMN") && clause.contains(" NOT NULL") => TableDeed::Demand,
            () if starts("CHANGE COLUMN") => TableDeed::Redefine,
            // A column that goes counts no more.
            () if starts("MODIFY COLUMN") => TableDeed::Retype,
            () if starts("ALTER COLUMN") => TableDeed::Default,
            () if starts("DROP COLUMN") => {
                let name = clause.trim_start_matches("DROP COLUMN ");
                let mut columns = before.columns.iter();
                let gone = columns.find(|column| print::quoted(&column.name) == name);
                match gone.map(|column| &column.generation) {
                    Some(Generation::Computed {
                        is_stored: false, ..
                    }) => TableDeed::DropVirtual,
                    _ => TableDeed::DropColumn,
                }
            }
            () if starts("RENAME COLUMN") => TableDeed::RenameColumn,
            () if starts("RENAME INDEX") || starts("ALTER INDEX") => TableDeed::RenameIndex,
            () if starts("DROP INDEX") => TableDeed::DropIndex,
            () if starts("DROP FOREIGN KEY") => TableDeed::DropReference,
            () if starts("DROP PRIMARY KEY") => {
                match all.iter().any(|one| one.starts_with("ADD PRIMARY KEY")) {
                    true => TableDeed::AddKey,
                    false => TableDeed::DropKey,
                }
            }
            () if starts("ADD PRIMARY KEY") => TableDeed::AddKey,
            () if starts("DROP CONSTRAINT") => TableDeed::DropCheck,
            () if starts("ADD FULLTEXT") || starts("ADD SPATIAL") => TableDeed::AddWords,
            () if starts("ADD INDEX") || starts("ADD UNIQUE") => TableDeed::AddIndex,
            () if starts("ADD CONSTRAINT") && clause.contains("FOREIGN KEY (") => {
                TableDeed::AddReference
            }
            () if starts("ADD CONSTRAINT") => TableDeed::AddCheck,
            () if OPTIONS.iter().any(|option| starts(option)) => TableDeed::Option,
            () if starts("ROW_FORMAT") || starts("KEY_BLOCK_SIZE") => TableDeed::Rebuild,
            () => TableDeed::Layout,
        }
    }

    /// The type that a clause gives to a column: for a moment a list can have more words than in the end.
    fn type_in(&self, clause: &str, column: &Column) -> PlainType {
        let list = clause.find(" enum(").filter(|_| {
            let ty = column.ty.key.to_lowercase();
            ty.starts_with("enum(")
        });
        let mut is_text = false;
        let text = list.map(|at| {
            let end = clause[at..].find(|c| {
                is_text ^= c == '\'';
                c == ')' && !is_text
            });
            &clause[at..end.map_or(clause.len(), |end| at + end + 1)]
        });
        PlainType::read(text.unwrap_or(&column.ty.text), self.to.dialect)
    }

    fn redefined(
        &self,
        old: &Column,
        (column, new): (&Column, &PlainType),
        is_open: bool,
    ) -> TableDeed {
        let dialect = self.to.dialect;
        let before = PlainType::read(&old.ty.text, dialect);
        let is_written = is_retyped(old, column)
            && (dialect.retyping(&before, new) != Retyping::Free
                || old.extras.letters != column.extras.letters)
            || old.generation != column.generation
                && matches!(column.generation, Generation::Identity { .. })
            || is_computed(old)
            || is_computed(column)
            || old.extras.check != column.extras.check && column.extras.check.is_some();
        match (is_written, old.not_null, is_open) {
            (true, _, _) => TableDeed::Retype,
            (false, true, true) => TableDeed::Open,
            (false, false, false) => TableDeed::Demand,
            (false, _, _) => TableDeed::Redefine,
        }
    }
}

fn why(head: &str, algorithm: Algorithm, clause: &str) -> String {
    let table = head.trim_start_matches("ALTER TABLE ");
    let what = clause.split('\n').next().unwrap_or(clause);
    match algorithm {
        Algorithm::Shared => format!("nobody writes to {table} during `{what}`"),
        _ => format!("nobody writes to {table} while it is copied for `{what}`"),
    }
}
