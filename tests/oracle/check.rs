//! The checks of a case, the same for every database.

use std::collections::BTreeSet;

use rowtype::analyze::{Access, Param, Rendered, TypedQuery};
use rowtype::catalog::{Catalog, TableKind};
use rowtype::ty::Ty;

use super::cases::{self, Case};
use super::database::{Database, Described, Run};
use super::random::Random;
use super::rows::{self, Filling};
use super::value::{self, Value};

/// How often a query with parameters runs on each filling, with other values each time.
const DRAWS: usize = 6;

/// What PostgreSQL calls a column that has no name.
const NO_NAME: &str = "?column?";

/// What the checks of some cases found.
#[derive(Default)]
pub struct Findings {
    /// What differs.
    pub wrong: Vec<String>,
    /// How many result columns there are.
    pub columns: usize,
    /// Those that the analysis calls nullable and that were never NULL: `case.Query.column`.
    pub never_null: Vec<String>,
}

/// Checks a case against its database.
pub fn case(case: &Case, database: &mut impl Database, findings: &mut Findings) {
    let mut wrong = BTreeSet::new();
    if let Err(error) = database.load(&case.schema) {
        wrong.insert(format!("the schema is refused: {error}"));
    } else {
        for (name, sql) in &case.statements {
            if let Err(error) = database.describe(sql) {
                wrong.insert(format!("{name}: {error}\n{sql}"));
            }
        }
        for query in &case.queries {
            for variant in query.sql.variants() {
                let rendered = query.sql.render_variant(case.dialect, &variant);
                let name = &query.header.name;
                match database.describe(&rendered.sql) {
                    Ok(described) => wrong.extend(
                        differences(&case.catalog, query, &rendered, &described, database)
                            .into_iter()
                            .map(|finding| format!("{name}: {finding}")),
                    ),
                    Err(error) => drop(wrong.insert(format!("{name}: {error}\n{}", rendered.sql))),
                }
            }
        }
        wrong.extend(nulls(case, database, findings));
    }
    findings.columns += case
        .queries
        .iter()
        .map(|query| query.columns.len())
        .sum::<usize>();
    findings.wrong.extend(
        wrong
            .into_iter()
            .map(|finding| format!("{} on {}: {finding}", case.name, case.dialect.name())),
    );
}

/// Everything that differs between what the database says of a statement and what the analysis says.
pub fn differences(
    catalog: &Catalog,
    query: &TypedQuery,
    rendered: &Rendered,
    described: &Described,
    database: &impl Database,
) -> Vec<String> {
    let mut findings = Vec::new();
    let shown = |ty: &Ty| catalog.dialect.type_name(catalog, ty);
    let (theirs, ours) = (described.params.len(), rendered.binds.len());
    if theirs != ours {
        findings.push(format!(
            "the database sees {theirs} parameters, the analysis {ours}"
        ));
    }
    for (theirs, index) in described.params.iter().zip(&rendered.binds) {
        let (Some(theirs), param) = (theirs, &query.params[*index]) else {
            continue;
        };
        let ty = match param.slice {
            true => Ty::Array(Box::new(param.ty.clone())),
            false => param.ty.clone(),
        };
        if !database.is_named(catalog, &ty, theirs) {
            findings.push(format!(
                "parameter `{}` is {theirs}, not {}",
                param.name,
                shown(&ty)
            ));
        }
    }
    let (theirs, ours) = (described.columns.len(), query.columns.len());
    if theirs != ours {
        findings.push(format!(
            "the database gives {theirs} columns, the analysis {ours}"
        ));
    }
    for (theirs, ours) in described.columns.iter().zip(&query.columns) {
        // SQLite calls `rowid` by the name of the column that it is.
        let is_bound = ours.direct.is_some() || !theirs.tells_origin;
        if let Some(name) = theirs.name.as_ref().filter(|_| is_bound)
            && *name != ours.name
            && name != NO_NAME
        {
            findings.push(format!("`{}` is named `{name}`", ours.name));
        }
        if let Some(ty) = &theirs.ty
            && !database.is_named(catalog, &ours.ty, ty)
        {
            findings.push(format!("`{}` is {ty}, not {}", ours.name, shown(&ours.ty)));
        }
        // The analysis knows no origin where there are several, as under UNION; SQLite gives the first.
        let Some(direct) = ours.direct.filter(|_| theirs.tells_origin) else {
            continue;
        };
        let table = catalog.table(direct.table);
        let direct = (table.name.clone(), table.column(direct.index).name.clone());
        // SQLite says that a column comes from a recursive expression of WITH.
        let is_table = |name: &str| catalog.tables.iter().any(|table| table.name == name);
        if theirs
            .origin
            .as_ref()
            .is_some_and(|(name, _)| !is_table(name))
        {
            continue;
        }
        if table.kind == TableKind::Table && theirs.origin.as_ref() != Some(&direct) {
            findings.push(format!(
                "`{}` comes from {:?}, the analysis says {direct:?}",
                ours.name, theirs.origin
            ));
        }
    }
    findings
}

/// A query as it is run.
struct Variant {
    query: usize,
    rendered: Rendered,
    random: Random,
}

/// Runs every query on every filling; gives the columns that were NULL and may not be, and the queries that never ran.
fn nulls(case: &Case, database: &mut impl Database, findings: &mut Findings) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut refused: Vec<Option<String>> = vec![None; case.queries.len()];
    let mut rows_of = vec![None; case.queries.len()];
    let mut filled = BTreeSet::new();
    let mut seen_null = BTreeSet::new();
    let mut variants = variants(case);
    let tables = rows::tables(&case.catalog);
    let texts = case.queries.iter();
    let texts: Vec<String> = texts.flat_map(|query| literals(&query.sql.text)).collect();
    for filling in Filling::all(cases::seed()) {
        filled.extend(database.fill(&tables, &rows::wanted(&case.catalog, filling, &texts)));
        let (indexes, runs) = runs(case, &mut variants);
        for ((index, run), outcome) in indexes.iter().zip(&runs).zip(database.run(&runs)) {
            let query = &case.queries[*index];
            let name = &query.header.name;
            match outcome {
                Err(error) => refused[*index] = Some(error),
                Ok(outcome) => {
                    *rows_of[*index].get_or_insert(0) += outcome.rows;
                    let misfits = outcome.misfits.into_iter();
                    wrong.extend(misfits.map(|misfit| format!("{name}: {misfit}")));
                    for (at, column) in query.columns.iter().enumerate() {
                        if !outcome.nulls.get(at).is_some_and(|null| *null) {
                            continue;
                        }
                        seen_null.insert((*index, at));
                        if !column.nullable {
                            wrong.push(format!(
                                "{name}: `{}` is NULL on {filling:?} with {:?}",
                                column.name, run.values
                            ));
                        }
                    }
                }
            }
        }
    }
    findings.never_null.extend(doubtful(case, &seen_null));
    for table in &case.catalog.tables {
        if table.kind == TableKind::Table && !filled.contains(&rows::relation(&case.catalog, table))
        {
            wrong.push(format!("no sample row fits the table `{}`", table.name));
        }
    }
    for (index, query) in case.queries.iter().enumerate() {
        let name = &query.header.name;
        match rows_of[index] {
            None if is_utility(query) => {}
            None => wrong.push(format!(
                "{name} never ran: {}",
                refused[index].as_deref().unwrap_or("")
            )),
            Some(0) if !query.columns.is_empty() => {
                println!("{}.{name} never gave a row", case.name);
            }
            Some(_) => {}
        }
    }
    wrong
}

fn variants(case: &Case) -> Vec<Variant> {
    let mut variants = Vec::new();
    for (index, query) in case.queries.iter().enumerate() {
        for variant in query.sql.variants() {
            variants.push(Variant {
                query: index,
                rendered: query.sql.render_variant(case.dialect, &variant),
                random: Random::new(cases::seed() + index as u64),
            });
        }
    }
    variants
}

/// Every query with values for its parameters, and which query each run is of.
fn runs<'a>(case: &'a Case, variants: &'a mut [Variant]) -> (Vec<usize>, Vec<Run<'a>>) {
    let mut indexes = Vec::new();
    let mut runs = Vec::new();
    for variant in variants {
        let query = &case.queries[variant.query];
        let draws = if variant.rendered.binds.is_empty() {
            1
        } else {
            DRAWS
        };
        for _ in 0..draws {
            indexes.push(variant.query);
            let binds = variant.rendered.binds.iter();
            runs.push(Run {
                sql: &variant.rendered.sql,
                values: binds
                    .map(|param| draw(&case.catalog, &query.params[*param], &mut variant.random))
                    .collect(),
                columns: &query.columns,
                writes: query.access == Access::Write,
            });
        }
    }
    (indexes, runs)
}

/// Columns that the analysis calls nullable and that were never NULL: for review, as some of them never can be.
fn doubtful(case: &Case, seen_null: &BTreeSet<(usize, usize)>) -> Vec<String> {
    let mut doubtful = Vec::new();
    for (index, query) in case.queries.iter().enumerate() {
        for (at, column) in query.columns.iter().enumerate() {
            if column.nullable && !seen_null.contains(&(index, at)) {
                doubtful.push(format!(
                    "{}.{}.{}",
                    case.name, query.header.name, column.name
                ));
            }
        }
    }
    doubtful
}

/// A value for a parameter.
pub fn draw(catalog: &Catalog, param: &Param, random: &mut Random) -> Value {
    if param.nullable && random.below(3) == 0 {
        return Value::Null;
    }
    let mut pool = match param.column {
        Some(column) if catalog.column(column).ty == param.ty => value::of_column(catalog, column),
        _ => value::of_type(catalog, &param.ty),
    };
    // An array that is bound has no place for NULL in its Rust type.
    pool.retain(|value| *value != value::list(catalog.dialect, &[Value::Null]));
    if param.slice {
        let values: Vec<Value> = (0..random.below(3))
            .map(|_| random.pick(&pool).clone())
            .collect();
        return value::list(catalog.dialect, &values);
    }
    match random.pick(&pool).clone() {
        // Unique texts begin with their row's number.
        Value::Text(text) if param.ty.is_text() && random.below(2) == 0 => {
            Value::Text(format!("{}{text}", random.below(3)))
        }
        value => value,
    }
}

/// What SQL's own PREPARE does not take. It has been described, which checks the names in it.
fn is_utility(query: &TypedQuery) -> bool {
    let word = query.sql.text.split_whitespace().next().unwrap_or_default();
    ["TRUNCATE", "LISTEN", "NOTIFY", "LOCK", "REFRESH"].contains(&word)
}

/// The short texts that a query is written with.
fn literals(sql: &str) -> Vec<String> {
    let quoted = sql.split('\'').skip(1).step_by(2);
    quoted
        .filter(|text| (1..12).contains(&text.len()))
        .map(str::to_owned)
        .collect()
}
