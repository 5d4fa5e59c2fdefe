//! The names that a database gives to constraints and indexes that have none.
//!
//! MySQL: the name of the first column, in the table's own name space. PostgreSQL: `users_email_key`, cut to 63 bytes and numbered until nothing else has the name. SQLite:
//! `sqlite_autoindex_users_1`.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::dialect::{CheckNames, Dialect, SchemaRules};

/// What a table's own name is part of in the names that MySQL gives, and follows when it changes.
const OF_TABLE: [&str; 2] = ["_ibfk_", "_chk_"];

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedThing {
    PrimaryKey,
    Unique,
    ForeignKey,
    Check,
    Exclusion,
    Index,
    Sequence,
}

impl NamedThing {
    fn label(self) -> &'static str {
        match self {
            NamedThing::PrimaryKey => "pkey",
            NamedThing::Unique => "key",
            NamedThing::ForeignKey => "fkey",
            NamedThing::Check => "check",
            NamedThing::Exclusion => "excl",
            NamedThing::Index => "idx",
            NamedThing::Sequence => "seq",
        }
    }
}

/// The names that are taken, as `schema.name`, in order: those that begin alike stand together.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// Notes a name that was given.
    pub fn take(&mut self, schema: Option<&str>, name: &str) {
        self.taken.insert(key(schema, name));
    }

    /// Frees a name.
    pub fn free(&mut self, schema: Option<&str>, name: &str) {
        self.taken.remove(&key(schema, name));
    }

    /// Gives a name to something of `table` over `columns`, and notes it.
    pub fn give(
        &mut self,
        rules: &SchemaRules,
        schema: Option<&str>,
        table: &str,
        columns: &[&str],
        thing: NamedThing,
    ) -> String {
        if rules.constraint_names_are_local {
            return self.give_local(rules, schema, table, columns, thing);
        }
        let auto_index =
            rules.auto_index_names && matches!(thing, NamedThing::PrimaryKey | NamedThing::Unique);
        let mut number = usize::from(auto_index);
        loop {
            let name = if auto_index {
                format!("sqlite_autoindex_{table}_{number}")
            } else {
                let suffix = if number == 0 {
                    String::new()
                } else {
                    number.to_string()
                };
                let label = format!("{}{suffix}", thing.label());
                object_name(rules.name_limit, table, &columns_of(thing, columns), &label)
            };
            if self.taken.insert(key(schema, &name)) {
                return name;
            }
            number += 1;
        }
    }

    /// MySQL: an index has the name of its first column, then with a number.
    fn give_local(
        &mut self,
        rules: &SchemaRules,
        scope: Option<&str>,
        table: &str,
        columns: &[&str],
        thing: NamedThing,
    ) -> String {
        let start = match (thing, rules.check_names) {
            (NamedThing::ForeignKey, _) => format!("{table}_ibfk_"),
            (NamedThing::Check, CheckNames::OfTable) => format!("{table}_chk_"),
            _ => String::new(),
        };
        // The number after the highest that there is.
        let mut number = 1 + self.highest(scope, &start);
        loop {
            let name = match thing {
                NamedThing::PrimaryKey => "PRIMARY".to_owned(),
                NamedThing::ForeignKey => format!("{start}{number}"),
                NamedThing::Check if !start.is_empty() => format!("{start}{number}"),
                NamedThing::Check => format!("CONSTRAINT_{number}"),
                NamedThing::Unique
                | NamedThing::Index
                | NamedThing::Exclusion
                | NamedThing::Sequence => {
                    let first = columns.first().copied().unwrap_or("functional_index");
                    match number {
                        1 => first.to_owned(),
                        _ => format!("{first}_{number}"),
                    }
                }
            };
            if self.taken.insert(key(scope, &name)) || thing == NamedThing::PrimaryKey {
                return name;
            }
            number += 1;
        }
    }
}

impl Names {
    /// The highest number behind a beginning; none is 0.
    fn highest(&self, scope: Option<&str>, start: &str) -> usize {
        if start.is_empty() {
            return 0;
        }
        let start = key(scope, start);
        let numbers = self.behind(&start).filter_map(|number| number.parse().ok());
        numbers.max().unwrap_or(0)
    }

    /// What stands behind a beginning.
    fn behind<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a str> {
        let from = (Bound::Included(start), Bound::Unbounded);
        (self.taken.range::<str, _>(from)).map_while(move |taken| taken.strip_prefix(start))
    }

    /// The names within a table that is called otherwise now; those that have its name in them follow it.
    pub fn rename_scope(&mut self, old: &str, new: &str, dialect: Dialect) {
        let start = key(Some(old), "");
        let inside: Vec<String> = self.behind(&start).map(str::to_owned).collect();
        for name in inside {
            self.free(Some(old), &name);
            self.take(
                Some(new),
                &of_renamed(&name, old, new, dialect).unwrap_or(name),
            );
        }
    }
}

/// `members_ibfk_1` of `users_ibfk_1`: the names that MySQL makes follow the table's.
pub fn of_renamed(name: &str, old: &str, new: &str, dialect: Dialect) -> Option<String> {
    let is_local = dialect.schema_rules().constraint_names_are_local;
    let rest = name.strip_prefix(old).filter(|_| is_local)?;
    let is_own = OF_TABLE.iter().any(|part| rest.starts_with(part));
    is_own.then(|| format!("{new}{rest}"))
}

/// The name that the database gives where nothing else has it.
pub(crate) fn usual_name(
    rules: &SchemaRules,
    table: &str,
    columns: &[&str],
    thing: NamedThing,
) -> String {
    Names::default().give(rules, None, table, columns, thing)
}

fn key(schema: Option<&str>, name: &str) -> String {
    format!("{}.{name}", schema.unwrap_or_default())
}

fn columns_of(thing: NamedThing, columns: &[&str]) -> String {
    match thing {
        NamedThing::PrimaryKey => String::new(),
        // A CHECK over several columns is named after the table alone.
        NamedThing::Check if columns.len() != 1 => String::new(),
        _ => columns.join("_"),
    }
}

/// `table_columns_label`, the longer of the first two shortened until all fits.
fn object_name(limit: Option<usize>, table: &str, columns: &str, label: &str) -> String {
    let limit = limit.unwrap_or(usize::MAX);
    let overhead = label.len() + 1 + usize::from(!columns.is_empty());
    let room = limit.saturating_sub(overhead);
    let (mut first, mut second) = (table.len(), columns.len());
    while first + second > room && first + second > 0 {
        if first > second {
            first -= 1;
        } else {
            second -= 1;
        }
    }
    let mut name = clip(table, first).to_owned();
    if !columns.is_empty() {
        name.push('_');
        name.push_str(clip(columns, second));
    }
    name.push('_');
    name.push_str(label);
    name
}

/// The text up to a byte, without cutting a character.
fn clip(text: &str, mut end: usize) -> &str {
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::{NamedThing, Names};
    use crate::dialect::Dialect;

    const LONG: &str = "a_table_with_a_name_that_is_really_quite_long_indeed";

    fn name(names: &mut Names, table: &str, columns: &[&str], thing: NamedThing) -> String {
        let rules = Dialect::Postgres.schema_rules();
        names.give(rules, Some("public"), table, columns, thing)
    }

    /// As PostgreSQL 15 names them.
    #[test]
    fn long_names_are_cut() {
        let mut names = Names::default();
        let mut give = |columns: &[&str], thing| name(&mut names, LONG, columns, thing);
        assert_eq!(
            give(&["and_a_column_with_a_long_name_too"], NamedThing::Unique),
            "a_table_with_a_name_that_is_r_and_a_column_with_a_long_name_key"
        );
        assert_eq!(give(&["c"], NamedThing::Check), format!("{LONG}_c_check"));
        assert_eq!(give(&["c"], NamedThing::Check), format!("{LONG}_c_check1"));
        assert_eq!(
            give(&["c", "d"], NamedThing::Check),
            format!("{LONG}_check")
        );
        assert_eq!(
            give(&["d"], NamedThing::ForeignKey),
            format!("{LONG}_d_fkey")
        );
        assert_eq!(
            give(&["id"], NamedThing::PrimaryKey),
            format!("{LONG}_pkey")
        );
        assert_eq!(
            give(&["c", "lower"], NamedThing::Index),
            "a_table_with_a_name_that_is_really_quite_long_indee_c_lower_idx"
        );
    }

    #[test]
    fn characters_are_not_cut_in_two() {
        assert_eq!(
            name(
                &mut Names::default(),
                "zwölf_tabellen_mit_überlangen_namen_und_ümlauten_überall",
                &["größe_der_überschrift_in_pünktchen_länge"],
                NamedThing::Unique
            ),
            "zwölf_tabellen_mit_überlang_größe_der_überschrift_in_p_key"
        );
    }

    #[test]
    fn taken_names_are_numbered() {
        let mut names = Names::default();
        names.take(Some("public"), "t_b_key");
        assert_eq!(
            name(&mut names, "t", &["b"], NamedThing::Unique),
            "t_b_key1"
        );
    }
}
