//! Sample values: few for each type, so that joins and conditions meet.

use rowtype::catalog::RuleTest;
use rowtype::catalog::{self, Catalog, Column, ColumnId, Table};
use rowtype::dialect::Dialect;
use rowtype::ty::Ty;

use super::samples;

/// A value of a sample row or of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// NULL.
    Null,
    /// A whole number.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// Text, and on PostgreSQL all that is written in quotes.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Value {
    /// As it stands in SQL.
    pub fn literal(&self, dialect: Dialect) -> String {
        match self {
            Value::Null => "NULL".to_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => format!("{number:?}"),
            Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Value::Bytes(bytes) => {
                let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                if dialect == Dialect::Postgres {
                    format!("'\\x{digits}'")
                } else {
                    format!("x'{digits}'")
                }
            }
        }
    }

    /// As an element of an array, or of a list in JSON text.
    fn element(&self, dialect: Dialect) -> String {
        match self {
            Value::Null => "null".to_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => format!("{number:?}"),
            Value::Text(text) => format!("{text:?}"),
            Value::Bytes(_) => format!("{:?}", self.literal(dialect)),
        }
    }
}

/// A list that is bound as one value: an array on PostgreSQL, JSON text on SQLite.
pub fn list(dialect: Dialect, values: &[Value]) -> Value {
    let elements: Vec<String> = values.iter().map(|value| value.element(dialect)).collect();
    Value::Text(if dialect == Dialect::Postgres {
        format!("{{{}}}", elements.join(","))
    } else {
        format!("[{}]", elements.join(","))
    })
}

/// What a column may hold, without NULL. A reference takes the values of its target.
pub fn of_column(catalog: &Catalog, id: ColumnId) -> Vec<Value> {
    let table = catalog.table(id.table);
    let column = catalog.column(id);
    if let Some(target) = referenced(table, id)
        && target != id
    {
        let mut values = of_column(catalog, target);
        // Keys count up from 1.
        values.retain(|value| !matches!(value, Value::Integer(0 | 20)));
        return values;
    }
    let mut values = of_rules(table, column);
    if let Some(example) = column
        .tags
        .example
        .as_ref()
        .and_then(|example| example.as_str())
    {
        values.push(Value::Text(example.to_owned()));
    }
    values.extend(of_type(catalog, &column.ty));
    if let Some(limit) = column.max_length {
        for value in &mut values {
            if let Value::Text(text) = value {
                *text = text.chars().take(limit as usize).collect();
            }
        }
    }
    values
}

fn referenced(table: &Table, id: ColumnId) -> Option<ColumnId> {
    table.foreign_keys.iter().find_map(|key| {
        let at = key.columns.iter().position(|column| *column == id.index)?;
        Some(ColumnId {
            table: key.target,
            index: key.target_columns[at],
        })
    })
}

/// Values at the edges of a CHECK's rules. Those that break another rule are refused by the database.
fn of_rules(table: &Table, column: &Column) -> Vec<Value> {
    let rules = table.checks.iter().flat_map(|check| &check.rules);
    rules
        .filter(|rule| rule.column == column.id.index)
        .flat_map(|rule| match &rule.test {
            RuleTest::Min(bound) | RuleTest::Max(bound) => numbers(bound, &[0]),
            RuleTest::MinExclusive(bound) => numbers(bound, &[1]),
            RuleTest::MaxExclusive(bound) => numbers(bound, &[-1]),
            RuleTest::OneOf(numerals) => numerals
                .iter()
                .flat_map(|bound| numbers(bound, &[0]))
                .collect(),
            RuleTest::MinLength(length) | RuleTest::MaxLength(length) => {
                vec![Value::Text("x".repeat(*length as usize))]
            }
            RuleTest::StartsWith(start) => vec![Value::Text(format!("{start}1"))],
            RuleTest::Pattern(_) | RuleTest::Not(_) | RuleTest::Format(_) => Vec::new(),
        })
        .collect()
}

fn numbers(bound: &str, offsets: &[i64]) -> Vec<Value> {
    if let Ok(number) = bound.parse::<i64>() {
        return offsets
            .iter()
            .map(|offset| Value::Integer(number + offset))
            .collect();
    }
    bound.parse().map(Value::Real).into_iter().collect()
}

/// A value between the parentheses of a row.
fn text_in_row(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Null | Value::Bytes(_) => String::new(),
    }
}

/// Samples of a range of the schema.
fn of_range(catalog: &Catalog, name: &str) -> Option<Vec<Value>> {
    let range = |found: &&catalog::Range| found.name == name || found.multirange == name;
    let found = catalog.ranges.iter().find(range)?;
    let bounds = of_type(catalog, &found.subtype);
    let one = format!("[{},]", text_in_row(bounds.first()?));
    let samples = if found.multirange == name {
        [format!("{{{one}}}"), "{}".to_owned(), "{[,]}".to_owned()]
    } else {
        [one, "empty".to_owned(), "[,]".to_owned()]
    };
    Some(samples.map(Value::Text).to_vec())
}

/// Samples of a type.
pub fn of_type(catalog: &Catalog, ty: &Ty) -> Vec<Value> {
    let texts = |samples: &[&str]| {
        samples
            .iter()
            .map(|sample| Value::Text((*sample).to_owned()))
            .collect()
    };
    match ty {
        Ty::Bool if catalog.dialect == Dialect::Postgres => texts(&["true", "false"]),
        Ty::Bool => vec![Value::Integer(1), Value::Integer(0)],
        ty if ty.is_integer() => [1, 2, 3, 0, 20].map(Value::Integer).to_vec(),
        Ty::Year => [1999, 2024].map(Value::Integer).to_vec(),
        Ty::Float32 | Ty::Float64 | Ty::Numeric => [1.5, 2.0, 0.0, 150.0].map(Value::Real).to_vec(),
        Ty::Text | Ty::Varchar | Ty::Any | Ty::TinyText | Ty::MediumText | Ty::LongText => {
            texts(&["a", "b", "", "#aabbcc", "a-1", "ada@example.com"])
        }
        Ty::Char => texts(&["a", "b"]),
        ty if ty.is_bytes() => vec![Value::Bytes(vec![1, 2]), Value::Bytes(Vec::new())],
        Ty::Uuid => texts(&[
            "00000000-0000-0000-0000-000000000001",
            "00000000-0000-0000-0000-000000000002",
        ]),
        Ty::Json | Ty::Jsonb => texts(&[
            "{\"a\": 1}",
            "[1, 2]",
            "null",
            "{}",
            "{\"a\": {\"b\": [true]}}",
        ]),
        Ty::Date => texts(&["2024-02-29", "2025-01-01", "1999-12-31"]),
        Ty::Time => texts(&["12:30:00", "00:00:00"]),
        Ty::Timestamp | Ty::TimestampTz => texts(&[
            "2024-02-29 10:00:00",
            "2025-01-01 00:00:00",
            "1999-12-31 23:59:59",
        ]),
        Ty::Interval => texts(&["1 day", "2 hours"]),
        Ty::Enum(id) | Ty::Set(id) => catalog
            .enum_(*id)
            .values
            .iter()
            .map(|word| Value::Text(word.value.clone()))
            .collect(),
        Ty::Array(element) => {
            let elements = of_type(catalog, element);
            vec![
                list(catalog.dialect, &elements),
                list(catalog.dialect, &[]),
                list(catalog.dialect, &[Value::Null]),
            ]
        }
        Ty::Domain(id) => of_type(catalog, &catalog.domain(*id).base),
        Ty::Composite(id) => {
            let fields = catalog.fields(*id);
            let row = |at: usize| {
                let texts = fields.iter().map(|(_, ty)| {
                    let samples = of_type(catalog, ty);
                    text_in_row(&samples[at % samples.len()])
                });
                Value::Text(format!("({})", texts.collect::<Vec<_>>().join(",")))
            };
            let empty = Value::Text(format!("({})", ",".repeat(fields.len().saturating_sub(1))));
            vec![row(0), row(1), empty]
        }
        other => {
            if let Ty::Other(name) = other
                && let Some(samples) = of_range(catalog, name)
            {
                return samples;
            }
            let name = catalog.dialect.type_name(catalog, other);
            samples::of_sql_name(&name).map(texts).unwrap_or_else(|| {
                panic!("no samples of the type {name}: add them in tests/oracle/samples.rs")
            })
        }
    }
}
