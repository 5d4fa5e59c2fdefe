//! The checks themselves, the same for every database.

use std::collections::BTreeSet;

use rowtype::analyze::{Param, ParamIndex, Rendered, TypedQuery};
use rowtype::catalog::TableKind;
use rowtype::dialect::Dialect;
use rowtype::service::{Service, TargetSql};

use super::cases::{self, Case};
use super::random::Random;
use super::rows::{self, FILLINGS};
use super::value::{self, Value};

/// How often a query runs on each filling, with other values for its parameters each time.
const DRAWS: usize = 8;

/// A database that holds a case's schema.
pub trait Oracle {
    /// Whether the statement is one that the database accepts.
    fn prepare(&mut self, sql: &str) -> Result<(), String>;

    /// Everything that differs between what the database says of a statement and what the analysis says.
    fn describe(&mut self, case: &Case, query: &TypedQuery, rendered: &Rendered) -> Vec<String>;

    /// Empties all tables.
    fn clear(&mut self);

    /// Runs an INSERT; whether it broke no constraint.
    fn insert(&mut self, insert: &str) -> bool;

    /// Runs a statement and undoes what it did. Of each row, which of its values are NULL; or the database's reason to
    /// refuse.
    fn run(
        &mut self,
        query: &TypedQuery,
        sql: &str,
        values: &[Value],
    ) -> Result<Vec<Vec<bool>>, String>;
}

/// Checks a case against its database; gives everything that differs.
pub fn case(case: &Case, database: &mut impl Oracle) -> Vec<String> {
    let mut findings = BTreeSet::new();
    for (name, sql) in statements(&case.service, case.dialect) {
        if let Err(error) = database.prepare(&sql) {
            findings.insert(format!("{name}: {error}\n{sql}"));
        }
    }
    for query in &case.queries {
        for absent in subsets(&query.sql.optional()) {
            let rendered = query.sql.render(case.dialect, &absent);
            for finding in database.describe(case, query, &rendered) {
                findings.insert(format!("{}: {finding}", query.header.name));
            }
        }
    }
    findings.extend(nulls(case, database));
    findings
        .into_iter()
        .map(|finding| format!("{} on {}: {finding}", case.name, case.dialect.name()))
        .collect()
}

/// Every statement of the service, by a name for messages.
fn statements(service: &Service, dialect: Dialect) -> Vec<(String, String)> {
    let mut statements = Vec::new();
    let mut add = |name: String, sql: &TargetSql| {
        statements.push((name, sql.get(dialect).to_owned()));
    };
    for resource in &service.resources {
        let table = &resource.table_name;
        let own = &resource.statements;
        add(format!("{table}.list"), &own.list);
        for (name, sql) in [
            ("get", &own.get),
            ("create", &own.create),
            ("update", &own.update),
            ("delete", &own.delete),
        ] {
            if let Some(sql) = sql {
                add(format!("{table}.{name}"), sql);
            }
        }
        for batch in &own.batches {
            add(format!("{table}.{}", batch.function), &batch.sql);
        }
    }
    for function in service
        .query_modules
        .iter()
        .flat_map(|module| &module.functions)
    {
        for variant in &function.variants {
            add(variant.constant.clone(), &variant.sql);
        }
    }
    statements
}

/// Runs every query on every filling; gives the columns that were NULL and may not be, and the queries that never ran.
fn nulls(case: &Case, database: &mut impl Oracle) -> Vec<String> {
    let mut findings = Vec::new();
    let mut refused: Vec<Option<String>> = vec![None; case.queries.len()];
    let mut ran = vec![false; case.queries.len()];
    let mut filled = BTreeSet::new();
    let mut seen_null = BTreeSet::new();
    for filling in FILLINGS {
        database.clear();
        for row in rows::wanted(&case.catalog, filling) {
            if row.candidates.iter().any(|insert| database.insert(insert)) {
                filled.insert(row.table);
            }
        }
        for (index, query) in case.queries.iter().enumerate() {
            let mut random = Random::new(cases::seed() + index as u64);
            for absent in subsets(&query.sql.optional()) {
                let rendered = query.sql.render(case.dialect, &absent);
                for _ in 0..DRAWS {
                    let values: Vec<Value> = rendered
                        .binds
                        .iter()
                        .map(|param| draw(case, &query.params[*param], &mut random))
                        .collect();
                    match database.run(query, &rendered.sql, &values) {
                        Ok(rows) => {
                            ran[index] = true;
                            seen_null.extend(null_columns(&rows).map(|column| (index, column)));
                            findings.extend(
                                null_columns(&rows)
                                    .map(|at| &query.columns[at])
                                    .filter(|column| !column.nullable)
                                    .map(|column| {
                                        format!(
                                            "{}: `{}` is NULL on {filling:?} with {values:?}",
                                            query.header.name, column.name
                                        )
                                    }),
                            );
                        }
                        Err(error) => refused[index] = Some(error),
                    }
                }
            }
        }
    }
    print_doubtful(case, &seen_null);
    for table in &case.catalog.tables {
        if table.kind == TableKind::Table && !filled.contains(&table.name) {
            findings.push(format!("no sample row fits the table `{}`", table.name));
        }
    }
    for (index, query) in case.queries.iter().enumerate() {
        if !ran[index] {
            findings.push(format!(
                "{} never ran: {}",
                query.header.name,
                refused[index].as_deref().unwrap_or("")
            ));
        }
    }
    findings
}

/// The positions of columns that are NULL in some row.
fn null_columns(rows: &[Vec<bool>]) -> impl Iterator<Item = usize> {
    let columns = rows.first().map_or(0, Vec::len);
    (0..columns).filter(|column| rows.iter().any(|row| row[*column]))
}

/// Columns that the analysis calls nullable and that were never NULL: for review, as some of them never can be.
fn print_doubtful(case: &Case, seen_null: &BTreeSet<(usize, usize)>) {
    for (index, query) in case.queries.iter().enumerate() {
        for (at, column) in query.columns.iter().enumerate() {
            if column.nullable && !seen_null.contains(&(index, at)) {
                println!(
                    "{}: {}.{} was never NULL",
                    case.name, query.header.name, column.name
                );
            }
        }
    }
}

/// A value for a parameter.
fn draw(case: &Case, param: &Param, random: &mut Random) -> Value {
    if param.nullable && random.below(3) == 0 {
        return Value::Null;
    }
    let pool = match param.column {
        Some(column) if case.catalog.column(column).ty == param.ty => {
            value::of_column(&case.catalog, column)
        }
        _ => value::of_type(&case.catalog, &param.ty),
    };
    if param.slice {
        let values: Vec<Value> = (0..random.below(3))
            .map(|_| random.pick(&pool).clone())
            .collect();
        return value::list(case.dialect, &values);
    }
    random.pick(&pool).clone()
}

/// All subsets of up to a handful of optional parameters.
fn subsets(params: &[ParamIndex]) -> Vec<Vec<ParamIndex>> {
    params.iter().fold(vec![Vec::new()], |sets, param| {
        let with = sets.iter().map(|set| [set.as_slice(), &[*param]].concat());
        sets.iter().cloned().chain(with).collect()
    })
}
