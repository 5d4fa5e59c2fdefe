//! A loaded database, asked directly: what the service should answer.

mod mariadb;
mod postgres;
mod sqlite;

use serde_json::{Map, Value};

pub use mariadb::MariaDb;
pub use postgres::Postgres;
pub use sqlite::Sqlite;

/// A database with the corpus's rows, and what its SQL has of its own. Names stand in double quotes.
pub trait Database {
    /// A query that gives a table in JSON for each row.
    fn tables(&self) -> &'static str;
    /// A row of a table `t` as an object of JSON.
    fn object(&self, table: &Table) -> String;
    /// The first column of each row.
    fn lines(&self, query: &str) -> Result<Vec<String>, String>;
    /// Where in a text another starts, from 1 on; upper and lower case differ.
    fn position(&self, text: &str, part: &str) -> String;
    /// Whether two values differ, NULL included.
    fn differs(&self, one: &str, other: &str) -> String;

    /// The last characters of a text, as many as another has.
    fn end(&self, text: &str, part: &str) -> String {
        format!("substr({text}, length({text}) - length({part}) + 1)")
    }
}

/// A table as the database itself describes it.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// In order.
    pub columns: Vec<Column>,
    /// The primary key's columns.
    pub key: Vec<String>,
    /// References of one column.
    pub references: Vec<Reference>,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type as declared, in lower case.
    pub ty: String,
}

/// A reference of one column.
#[derive(Debug)]
pub struct Reference {
    /// The column here.
    pub column: String,
    /// The other table.
    pub target: String,
    /// The column there.
    pub target_column: String,
}

impl dyn Database + '_ {
    /// Every table.
    pub fn read_tables(&self) -> Result<Vec<Table>, String> {
        Ok(self
            .values(self.tables())?
            .iter()
            .map(Table::read)
            .collect())
    }

    /// The rows of a table, as objects; `rest` is what follows `FROM table`.
    pub fn rows(&self, table: &Table, rest: &str) -> Result<Vec<Value>, String> {
        let object = self.object(table);
        self.values(&format!("SELECT {object} FROM \"{}\" t {rest}", table.name))
    }

    /// How many rows a table has.
    pub fn count(&self, table: &Table) -> Result<usize, String> {
        let query = format!("SELECT count(*) FROM \"{}\"", table.name);
        let values = self.values(&query)?;
        values
            .first()
            .and_then(Value::as_u64)
            .and_then(|count| usize::try_from(count).ok())
            .ok_or_else(|| format!("{query} gives {values:?}"))
    }

    /// A query that gives JSON, a value for each row.
    fn values(&self, query: &str) -> Result<Vec<Value>, String> {
        let lines = self
            .lines(query)
            .map_err(|error| format!("{query}: {error}"))?;
        lines
            .iter()
            .map(|line| serde_json::from_str(line).map_err(|error| format!("{query}: {error}")))
            .collect()
    }
}

impl Table {
    fn read(value: &Value) -> Table {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let list = |key: &str| value[key].as_array().cloned().unwrap_or_default();
        Table {
            name: text(&value["name"]),
            columns: list("columns")
                .iter()
                .map(|column| Column {
                    name: text(&column[0]),
                    ty: text(&column[1]),
                })
                .collect(),
            key: list("key").iter().map(text).collect(),
            references: list("references")
                .iter()
                .map(|reference| Reference {
                    column: text(&reference[0]),
                    target: text(&reference[1]),
                    target_column: text(&reference[2]),
                })
                .collect(),
        }
    }

    /// Names and columns, as the functions take them that make an object of JSON.
    fn pairs(&self) -> String {
        let columns = self.columns.iter();
        let pairs: Vec<String> = columns
            .map(|column| format!("'{0}', \"{0}\"", column.name))
            .collect();
        pairs.join(", ")
    }

    /// ORDER BY the key.
    pub fn order(&self) -> String {
        let columns: Vec<String> = self.key.iter().map(|name| format!("\"{name}\"")).collect();
        format!("ORDER BY {}", columns.join(", "))
    }

    /// The column with this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// A row without what is not a column, each value in a form that does not depend on who wrote it: an exact decimal as
    /// a number, a time with `T`.
    pub fn canonical(&self, row: &Value) -> Value {
        let mut object = Map::new();
        for column in &self.columns {
            object.insert(column.name.clone(), column.canonical(&row[&column.name]));
        }
        Value::Object(object)
    }
}

impl Column {
    /// Whether it holds exact decimals.
    fn is_decimal(&self) -> bool {
        self.ty.starts_with("numeric") || self.ty.starts_with("decimal")
    }

    /// Whether it holds times.
    pub fn is_time(&self) -> bool {
        self.ty.starts_with("datetime") || self.ty.starts_with("timestamp")
    }

    fn canonical(&self, value: &Value) -> Value {
        match value.as_str() {
            Some(text) if self.is_decimal() => text
                .parse::<f64>()
                .map_or_else(|_| value.clone(), Value::from),
            Some(text) if self.is_time() => Value::String(text.replace(' ', "T")),
            _ if self.is_decimal() => value.as_f64().map_or_else(|| value.clone(), Value::from),
            _ => value.clone(),
        }
    }
}

/// A value as it stands in SQL.
pub fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Null => "NULL".to_owned(),
        other => other.to_string(),
    }
}

/// A value as it stands in a path or a query string, before it is encoded.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
