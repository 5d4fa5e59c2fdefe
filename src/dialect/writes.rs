//! How the databases differ in what they write.

use super::Dialect;
use crate::ty::Ty;

impl Dialect {
    /// Whether a subselect of an UPDATE or DELETE must not read the table that changes: MySQL says so of both, MariaDB of
    /// DELETE over several tables.
    pub fn refuses_own_reads(self, deletes_several: bool) -> bool {
        match self {
            Dialect::Mysql => true,
            Dialect::Mariadb => deletes_several,
            Dialect::Postgres | Dialect::Sqlite => false,
        }
    }

    /// A number of a type and what is added to it; none where it is no number, or the sum would not be exact.
    pub fn sum(self, ty: &Ty, scale: Option<u32>, number: &str, added: &str) -> Option<String> {
        let is_number = ty.is_integer() || matches!(ty, Ty::Float32 | Ty::Float64 | Ty::Numeric);
        match (self, ty, scale) {
            // SQLite adds decimals as floating point numbers.
            (Dialect::Sqlite, Ty::Numeric, Some(scale)) => {
                Some(format!("round({number} + {added}, {scale})"))
            }
            (Dialect::Sqlite, Ty::Numeric, None) => None,
            // A decimal is bound as a text, and NULL has no type: both would be added as floating point numbers.
            (Dialect::Mysql | Dialect::Mariadb, Ty::Numeric, _) => {
                Some(format!("{number} + CAST({added} AS DECIMAL(65,30))"))
            }
            (Dialect::Mysql | Dialect::Mariadb, ty, _) if ty.is_integer() => {
                Some(format!("{number} + CAST({added} AS DECIMAL(65,0))"))
            }
            _ => is_number.then(|| format!("{number} + {added}")),
        }
    }

    /// The type of a column of keys that rows are joined to, from its name in casts; none where the database need not be told.
    pub fn type_of_keys(self, ty: &Ty, name: String) -> Option<String> {
        match self {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some(name),
            Dialect::Mysql | Dialect::Mariadb => Some(match ty {
                ty if ty.is_text() || matches!(ty, Ty::Enum(_)) => "text".to_owned(),
                Ty::Numeric => "decimal(65,30)".to_owned(),
                Ty::Timestamp | Ty::TimestampTz => "datetime(6)".to_owned(),
                Ty::Uuid => "char(36)".to_owned(),
                _ => name,
            }),
        }
    }

    /// The present time, as a column of times takes it. SQLite's parts of a second are written as the runtime writes those of a value,
    /// which leaves out what is nothing: times are compared as texts there.
    pub fn now(self) -> &'static str {
        match self {
            Dialect::Postgres => "now()",
            Dialect::Sqlite => "replace(strftime('%Y-%m-%d %H:%M:%f', 'now'), '.000', '')",
            Dialect::Mysql | Dialect::Mariadb => "CURRENT_TIMESTAMP(6)",
        }
    }

    /// Whether a row that is read can be locked alone: FOR UPDATE. A transaction of SQLite that writes has the whole database.
    pub fn locks_rows(self) -> bool {
        !matches!(self, Dialect::Sqlite)
    }

    /// Whether a view over one table passes changes on to it.
    pub fn views_take_writes(self) -> bool {
        !matches!(self, Dialect::Sqlite)
    }

    /// Whether RETURNING knows the table by its alias. SQLite knows it by its own name there, whatever the statement calls it.
    pub fn returning_knows_alias(self) -> bool {
        !matches!(self, Dialect::Sqlite)
    }

    /// Whether SET may name a column once only.
    pub fn assigns_once(self) -> bool {
        matches!(self, Dialect::Postgres)
    }

    /// Whether what follows a column's name in SET are its fields, never the name after its table's.
    pub fn fields_are_set(self) -> bool {
        matches!(self, Dialect::Postgres)
    }

    /// Whether an INSERT without a list of columns gives values for computed columns too: DEFAULT.
    pub fn computed_columns_take_default(self) -> bool {
        !matches!(self, Dialect::Sqlite)
    }

    /// Whether an INSERT without a list of columns may give values for the first ones only.
    pub fn rows_may_be_short(self) -> bool {
        matches!(self, Dialect::Postgres)
    }

    /// Whether `SET (a) = (1)` sets one column.
    pub fn sets_lists_of_one(self) -> bool {
        matches!(self, Dialect::Sqlite)
    }

    /// Whether ON CONFLICT DO UPDATE must name a key.
    pub fn update_needs_conflict_target(self) -> bool {
        matches!(self, Dialect::Postgres)
    }

    /// Whether `INDEXED BY i` can follow a table.
    pub fn takes_indexed_by(self) -> bool {
        matches!(self, Dialect::Sqlite)
    }

    /// Whether an INSERT can have several ON CONFLICT, each for another key.
    pub fn has_several_conflict_clauses(self) -> bool {
        matches!(self, Dialect::Sqlite)
    }

    /// Whether a column of a STRICT table can hold a value of this type, perhaps after a conversion that loses nothing.
    pub fn strict_column_takes(self, value: &Ty, column: &Ty) -> bool {
        let is_blob = |ty: &Ty| *ty == Ty::Bytes;
        *value == Ty::Any || *column == Ty::Any || is_blob(value) == is_blob(column)
    }

    /// Whether the database tells the key that it gave the last row.
    pub fn tells_last_insert_id(self) -> bool {
        !matches!(self, Dialect::Postgres)
    }

    /// What loads bare rows into columns of a table (`events (at, kind)`), where something does: a statement of its own, or what
    /// is repeated in an INSERT for each row.
    pub fn bulk_load(self, target: &str, columns: usize) -> Option<String> {
        match self {
            Dialect::Postgres => Some(format!("COPY {target} FROM STDIN (FORMAT binary)")),
            Dialect::Sqlite => None,
            Dialect::Mysql | Dialect::Mariadb => {
                Some(format!("({})", vec!["?"; columns].join(", ")))
            }
        }
    }

    /// Whether INSERT has RETURNING.
    pub fn returns_inserted(self) -> bool {
        !matches!(self, Dialect::Mysql)
    }

    /// Whether UPDATE has RETURNING.
    pub fn returns_updated(self) -> bool {
        matches!(self, Dialect::Postgres | Dialect::Sqlite)
    }

    /// An INSERT that gives no column a value, behind the table.
    pub fn default_values(self) -> &'static str {
        match self {
            Dialect::Postgres | Dialect::Sqlite => "DEFAULT VALUES",
            Dialect::Mysql | Dialect::Mariadb => "() VALUES ()",
        }
    }

    /// Whether a conflict clause names the key that it is about: ON CONFLICT. ON DUPLICATE KEY is about all of them.
    pub fn conflicts_name_keys(self) -> bool {
        matches!(self, Dialect::Postgres | Dialect::Sqlite)
    }

    /// MERGE.
    pub fn has_merge(self) -> bool {
        matches!(self, Dialect::Postgres)
    }

    /// Whether a column of decimals keeps a float of what is no integer.
    pub fn rounds_decimals(self) -> bool {
        matches!(self, Dialect::Sqlite)
    }

    /// Whether a column that is declared so holds true and false: MySQL's BOOLEAN is a small integer, and
    /// a bit alone is no number to anybody.
    pub fn declares_boolean(self, declared: &str) -> bool {
        let is_mysql = matches!(self, Dialect::Mysql | Dialect::Mariadb);
        let declared: String = declared.split_whitespace().collect();
        let booleans = ["bool", "boolean", "tinyint(1)", "bit", "bit(1)"];
        is_mysql
            && booleans
                .iter()
                .any(|one| declared.eq_ignore_ascii_case(one))
    }
}
