//! The text of the statement that loads related rows.

use super::reference::{Join, Pairs};
use super::select::with_conditions;
use super::{Binds, Driver, First, Select, Selectable, Statement, Text};

/// Which of the rows of a key are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstRows {
    /// There is one at the most.
    Only,
    /// All of them, in order.
    All,
    /// So many, in order.
    Ordered(i64),
}

/// What the statement asks for.
pub(super) struct RelatedText<'s, D: Driver, U> {
    pub(super) join: Join,
    pub(super) select: &'s Select<D, U>,
    pub(super) first: FirstRows,
    /// The most rows in all that are of use to the caller, who wants to know whether there are more.
    pub(super) most: Option<usize>,
}

/// The keys in a statement.
const KEYS: &str = "rowtype_keys";

impl<'s, D: Driver + Binds<i64>, U: Selectable<D>> RelatedText<'s, D, U> {
    /// The statement: the columns of `U`, and behind them the place of the key.
    pub(super) fn statement(&self, name: &'static str, lists: Vec<D::Value>) -> Statement<'s, D> {
        let keys = D::keys(KEYS, self.join.on.len(), self.join.types);
        let before = D::key_values(lists);
        let mut text = Text::new(before.len());
        let mut conditions = text.conditions(self.select.filter.node());
        let own = self
            .join
            .condition
            .map(|condition| format!("({condition})"));
        conditions.splice(0..0, own);
        let rows = with_conditions(U::LIST, U::LIST.text.trim(), &conditions);
        let values = text.values;
        let mut behind = Vec::new();
        let sql = match self.first {
            FirstRows::Only if D::FIRST == First::Lateral => {
                self.lateral(&keys, &rows, "\nLIMIT 1")
            }
            FirstRows::Only => self.joined(&keys, &rows, ""),
            FirstRows::All => {
                let joined = self.joined(&keys, &rows, "");
                format!("{joined}{}", self.order(&format!("{KEYS}.nth")))
            }
            FirstRows::Ordered(most) => {
                let limit = D::placeholder(before.len() + values.len() + 1);
                behind.push(D::value(most));
                self.first_rows(&keys, &rows, &limit)
            }
        };
        let sql = match self.most {
            Some(most) => format!("{sql}\nLIMIT {}", most.saturating_add(1)),
            None => sql,
        };
        Statement::new(name, sql, before, values, behind)
    }

    /// The statement for one key, whose rows nothing has to tell from those of others: the columns of `U` alone. Not through a table
    /// between.
    pub(super) fn of_one(&self, name: &'static str, key: Vec<D::Value>) -> Statement<'s, D> {
        let mut conditions: Vec<String> = Vec::new();
        for (at, (_, column)) in self.join.on.iter().enumerate() {
            let value = D::key(at + 1, self.join.types.get(at).copied());
            conditions.push(format!("{column} = {value}"));
        }
        let own = self.join.condition.iter();
        conditions.extend(own.map(|condition| format!("({condition})")));
        let mut text = Text::new(key.len());
        conditions.extend(text.conditions(self.select.filter.node()));
        let values = text.values;
        let mut sql = with_conditions(U::LIST, U::LIST.text.trim(), &conditions);
        let order = self.select.whole_order(U::ORDER, U::LAST);
        for (at, order) in order.iter().enumerate() {
            sql.push_str(if at == 0 { "\nORDER BY " } else { ", " });
            sql.push_str(&order.text(""));
        }
        let mut behind = Vec::new();
        if let FirstRows::Ordered(most) = self.first {
            let limit = D::placeholder(key.len() + values.len() + 1);
            sql.push_str(&format!("\nLIMIT {limit}"));
            behind.push(D::value(most));
        }
        Statement::new(name, sql, key, values, behind)
    }

    /// The first rows of each key, in the way in which the database finds them fastest.
    fn first_rows(&self, keys: &str, rows: &str, limit: &str) -> String {
        let first = format!("{}\nLIMIT {limit}", self.order(""));
        let found = match D::FIRST {
            First::Lateral if self.join.is_indexed => self.lateral(keys, rows, &first),
            First::Key if self.join.is_indexed && !U::KEY.is_empty() => {
                self.by_key(keys, rows, &first)
            }
            _ => return self.numbered(keys, rows, limit),
        };
        format!("{found}{}", self.order(&format!("{KEYS}.nth")))
    }

    /// All rows of each key.
    fn joined(&self, keys: &str, rows: &str, more: &str) -> String {
        let (through, on) = self.meet();
        format!(
            "SELECT related.*, {KEYS}.nth{more}\nFROM {keys}\n{through}JOIN (\n{rows}\n) AS related ON {on}"
        )
    }

    /// The first rows of each key, looked up key by key.
    fn lateral(&self, keys: &str, rows: &str, first: &str) -> String {
        let rows = self.of_key(rows, "related.*");
        format!(
            "SELECT related.*, {KEYS}.nth\nFROM {keys}\nCROSS JOIN LATERAL (\n{rows}{first}\n) AS related"
        )
    }

    /// The rows whose keys are among the first of each key.
    fn by_key(&self, keys: &str, rows: &str, first: &str) -> String {
        let columns = |table: &str| {
            let columns: Vec<String> = U::KEY.iter().map(|key| format!("{table}.{key}")).collect();
            columns.join(", ")
        };
        let inner = self.of_key(rows, &columns("related"));
        format!(
            "SELECT related.*, {KEYS}.nth\nFROM {keys}\nJOIN (\n{}\n) AS related ON ({}) IN (\n{inner}{first}\n)",
            U::LIST.text.trim(),
            columns("related"),
        )
    }

    /// The rows of one key, in a place where the keys can be seen.
    fn of_key(&self, rows: &str, columns: &str) -> String {
        let (from, on) = match self.join.through {
            None => (format!("(\n{rows}\n) AS related"), self.equal("related")),
            Some((table, further)) => {
                let on = pairs("related", "through", further);
                let from = format!("{table} AS through\nJOIN (\n{rows}\n) AS related ON {on}");
                (from, self.equal("through"))
            }
        };
        format!("SELECT {columns}\nFROM {from}\nWHERE {on}")
    }

    /// The first rows of each key, from all of its rows with their numbers.
    fn numbered(&self, keys: &str, rows: &str, limit: &str) -> String {
        let number = format!(
            " AS rowtype_nth,\n  row_number() OVER (PARTITION BY {KEYS}.nth{}) AS rowtype_number",
            self.order("").replace('\n', " ")
        );
        let all = self.joined(keys, rows, &number);
        format!(
            "SELECT *\nFROM (\n{all}\n) AS numbered\nWHERE rowtype_number <= {limit}\nORDER BY rowtype_nth, rowtype_number"
        )
    }

    /// A join with the table between, and where the rows meet.
    fn meet(&self) -> (String, String) {
        match self.join.through {
            None => (String::new(), self.equal("related")),
            Some((table, further)) => (
                format!("JOIN {table} AS through ON {}\n", self.equal("through")),
                pairs("related", "through", further),
            ),
        }
    }

    /// Where the columns of the next table are equal to the keys.
    fn equal(&self, table: &str) -> String {
        let there = self.join.on.iter().enumerate();
        let equal: Vec<String> = there
            .map(|(at, (_, column))| format!("{table}.{column} = {KEYS}.key_{}", at + 1))
            .collect();
        equal.join(" AND ")
    }

    /// The order of the rows of each key, behind what comes before it; nothing, where there is nothing to order by.
    fn order(&self, before: &str) -> String {
        let order = self.select.whole_order(U::ORDER, U::LAST);
        let order = order.iter().map(|one| one.text("related."));
        let before = (!before.is_empty()).then(|| before.to_owned());
        let order: Vec<String> = before.into_iter().chain(order).collect();
        match order.as_slice() {
            [] => String::new(),
            order => format!("\nORDER BY {}", order.join(", ")),
        }
    }
}

/// Where pairs of columns are equal.
fn pairs(there: &str, here: &str, on: Pairs) -> String {
    let equal: Vec<String> = on
        .iter()
        .map(|(from, to)| format!("{there}.{to} = {here}.{from}"))
        .collect();
    equal.join(" AND ")
}
