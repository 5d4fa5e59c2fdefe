//! Random queries over random schemas: the analysis and the database must agree on what is a query, on its types, and
//! on what is never NULL.
//!
//! Everything follows from a seed. `ROWTYPE_FUZZ=N` makes N queries of each dialect, `ROWTYPE_TEST_SEED` others.

mod condition;
mod expression;
pub mod flavor;
mod forms;
mod lite_forms;
pub mod mariadb;
pub mod postgres;
mod query;
mod reviewed;
mod schema;
mod shrink;
pub mod sqlite;
mod write;

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};

use rowtype::analyze::{self, Access, TypedQuery};
use rowtype::catalog::{self, Catalog};
use rowtype::diagnostic::{Diagnostics, Severity};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;

use self::expression::Generator;
use self::flavor::Flavor;
use crate::check;
use crate::database::{Database, Run};
use crate::random::Random;
use crate::rows::{self, Filling};

/// How many queries are made over one schema.
const OVER_ONE_SCHEMA: usize = 40;
/// How many queries are made, where nothing else is said.
const QUERIES: usize = 1_000;
/// Mixed fillings of each schema's tables, beside the empty, the sparse and the full one.
const MIXED: u64 = 5;
/// How many shorter queries are tried for a finding.
const SHORTER: usize = 500;

/// How many shorter queries are tried: `ROWTYPE_FUZZ_SHORTER=0` shows queries as they were made.
fn shorter() -> usize {
    let wanted = std::env::var("ROWTYPE_FUZZ_SHORTER").ok();
    wanted
        .and_then(|count| count.parse().ok())
        .unwrap_or(SHORTER)
}

/// What the queries of one dialect have shown.
#[derive(Default)]
pub struct Summary {
    /// What disagrees, by its kind: how often, and the shortest query.
    pub findings: BTreeMap<String, (usize, String)>,
    /// Queries that both accept.
    pub accepted: usize,
    /// Queries that both refuse.
    pub refused: usize,
    /// Accepted queries that ran on some filling.
    pub ran: usize,
    /// Whether examples stay as they were made.
    pub as_made: bool,
    /// Queries with a column that is called NOT NULL and is NULL.
    pub nulls: Vec<String>,
}

/// A schema with its catalog.
struct World {
    schema: schema::Schema,
    catalog: Catalog,
}

/// What is wrong with a query, by kind and in words.
type Verdict = Option<(String, String)>;

/// Makes `count` queries.
pub fn run(flavor: &Flavor, database: &mut impl Database, seed: u64, count: usize) -> Summary {
    go(flavor, database, seed, count, Summary::default())
}

/// As [`run`], without shorter queries for what is found.
#[cfg(feature = "rule-switches")]
pub fn run_as_made(
    flavor: &Flavor,
    database: &mut impl Database,
    seed: u64,
    count: usize,
) -> Summary {
    let summary = Summary {
        as_made: true,
        ..Summary::default()
    };
    go(flavor, database, seed, count, summary)
}

fn go(
    flavor: &Flavor,
    database: &mut impl Database,
    seed: u64,
    count: usize,
    mut summary: Summary,
) -> Summary {
    let mut made = 0;
    let mut round = 0;
    while made < count {
        let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(round));
        round += 1;
        let schema = schema::generate(flavor, &mut random);
        let Some(world) = world(flavor.dialect, schema, database, &mut summary) else {
            made += OVER_ONE_SCHEMA;
            continue;
        };
        let wanted = OVER_ONE_SCHEMA.min(count - made);
        queries(flavor, &world, database, &mut random, wanted, &mut summary);
        made += wanted;
    }
    summary
}

/// Whether queries made so show a column that is called NOT NULL and is NULL, and that all rules together call nullable.
/// Nothing is shortened.
#[cfg(feature = "rule-switches")]
pub fn finds_null(flavor: &Flavor, database: &mut impl Database, seed: u64, count: usize) -> bool {
    let rounds = count.div_ceil(OVER_ONE_SCHEMA) as u64;
    (0..rounds).any(|round| {
        let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(round));
        let schema = schema::generate(flavor, &mut random);
        let mut summary = Summary {
            as_made: true,
            ..Summary::default()
        };
        let Some(world) = world(flavor.dialect, schema, database, &mut summary) else {
            return false;
        };
        let count = OVER_ONE_SCHEMA;
        queries(flavor, &world, database, &mut random, count, &mut summary);
        summary.nulls.iter().any(|sql| is_mended(&world, sql))
    })
}

/// Whether all rules together call a column nullable that is not called so now.
#[cfg(feature = "rule-switches")]
fn is_mended(world: &World, sql: &str) -> bool {
    let (Ok(now), Ok(mended)) = (
        analyse(world, sql),
        analyze::rules::with_all(|| analyse(world, sql)),
    ) else {
        return false;
    };
    let mut columns = now.columns.iter().zip(&mended.columns);
    columns.any(|(now, mended)| mended.nullable && !now.nullable)
}

/// How many queries are asked for.
pub fn count() -> usize {
    let wanted = std::env::var("ROWTYPE_FUZZ").ok();
    wanted
        .and_then(|count| count.parse().ok())
        .unwrap_or(QUERIES)
}

impl Summary {
    fn add(&mut self, kind: String, example: String) {
        let entry = self.findings.entry(kind).or_insert((0, example.clone()));
        entry.0 += 1;
        if example.len() < entry.1.len() {
            entry.1 = example;
        }
    }

    /// The kinds that nobody has looked at.
    pub fn unknown(&self, dialect: Dialect) -> Vec<&str> {
        let known = reviewed::kinds(dialect);
        let is_known = |kind: &&str| known.iter().any(|start| kind.starts_with(start));
        let kinds = self.findings.keys().map(String::as_str);
        kinds.filter(|kind| !is_known(kind)).collect()
    }

    /// For people.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{} accepted by both ({} ran), {} refused by both, {} kinds of findings\n",
            self.accepted,
            self.ran,
            self.refused,
            self.findings.len()
        );
        for (kind, (times, example)) in &self.findings {
            text.push_str(&format!(
                "{times} x {kind}\n    {}\n",
                example.replace('\n', "\n    ")
            ));
        }
        text
    }
}

/// Reads the schema, here and there.
fn world(
    dialect: Dialect,
    schema: schema::Schema,
    database: &mut impl Database,
    summary: &mut Summary,
) -> Option<World> {
    let mut sources = Sources::new();
    let file = sources.add(SourceKind::Schema, "schema.sql", schema.text.as_str());
    let mut diagnostics = Diagnostics::new();
    let statements = syntax::parse(sources.get(file), dialect, &mut diagnostics);
    let catalog = catalog::build(&statements, &sources, dialect, &mut diagnostics);
    let ours = first_error(&diagnostics);
    match (ours, database.load(&schema.text)) {
        (None, Ok(())) => Some(World { schema, catalog }),
        (Some(_), Err(_)) => None,
        (Some((kind, message)), Ok(())) => {
            summary.add(
                format!("gap: schema: {kind}"),
                format!("{message}\n{}", schema.text),
            );
            None
        }
        (None, Err(error)) => {
            summary.add(format!("lax: schema: {error}"), schema.text);
            None
        }
    }
}

fn first_error(diagnostics: &Diagnostics) -> Option<(String, String)> {
    let mut errors = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    errors
        .next()
        .map(|found| (found.id.to_string(), found.message.clone()))
}

fn queries(
    flavor: &Flavor,
    world: &World,
    database: &mut impl Database,
    random: &mut Random,
    wanted: usize,
    summary: &mut Summary,
) {
    let mut accepted: Vec<(String, TypedQuery)> = Vec::new();
    for _ in 0..wanted {
        let mut generator = Generator {
            flavor,
            schema: &world.schema,
            random: Random::new(random.below(usize::MAX) as u64),
            params: 0,
            ctes: Vec::new(),
            aliases: 0,
        };
        let mut sql = match random.below(5) {
            0 => generator.change(),
            _ => generator.query(),
        };
        if random.chance(1, 10) {
            sql = shrink::damaged(&sql, random);
        }
        match judge(world, &sql, database) {
            Ok(Some(query)) => {
                summary.accepted += 1;
                accepted.push((sql, query));
            }
            Ok(None) => summary.refused += 1,
            Err((kind, _)) => {
                let same = |sql: &str, database: &mut _| {
                    judge(world, sql, database)
                        .err()
                        .filter(|(own, _)| *own == kind)
                };
                let known = summary.findings.contains_key(&kind) && sql.len() > 60;
                let short = match known || summary.as_made {
                    true => sql,
                    false => shrink::shrink(&sql, shorter(), |sql| same(sql, database).is_some()),
                };
                let words = same(&short, database).map_or(String::new(), |(_, words)| words);
                summary.add(
                    kind,
                    format!("{short}\n{words}\n{}", named_tables(world, &short)),
                );
            }
        }
    }
    nulls(world, database, &accepted, summary);
}

/// The statements of the schema that a query names.
fn named_tables(world: &World, sql: &str) -> String {
    let words = shrink::words(sql);
    let named: Vec<&str> = world
        .schema
        .text
        .split_inclusive(";\n")
        .filter(|statement| {
            let name = statement.split_whitespace().nth(2).unwrap_or_default();
            words
                .iter()
                .any(|word| word == name || word.starts_with(&format!("{name}.")))
        })
        .collect();
    named.concat()
}

/// What the analysis says of a query; or why it refuses it.
fn analyse(world: &World, sql: &str) -> Result<TypedQuery, (String, String)> {
    let mut sources = Sources::new();
    sources.add(SourceKind::Schema, "schema.sql", world.schema.text.as_str());
    let command = if Generator::gives_rows(sql) {
        "many"
    } else {
        "exec"
    };
    let text = format!("-- name: Q :{command}\n{sql};\n");
    let file = sources.add(SourceKind::Queries, "queries.sql", text);
    let mut diagnostics = Diagnostics::new();
    let statements = syntax::parse(sources.get(file), world.catalog.dialect, &mut diagnostics);
    let queries = analyze::queries(&world.catalog, &statements, &sources, &mut diagnostics);
    let mut queries = queries.into_iter();
    match (first_error(&diagnostics), queries.next()) {
        (None, Some(query)) => Ok(query),
        (Some(error), _) => Err(error),
        (None, None) => Err(("nothing".to_owned(), "no query, and no error".to_owned())),
    }
}

/// A query that both accept in the same way; none where both refuse it; or how they disagree.
fn judge(
    world: &World,
    sql: &str,
    database: &mut impl Database,
) -> Result<Option<TypedQuery>, (String, String)> {
    let ours = panic::catch_unwind(AssertUnwindSafe(|| analyse(world, sql)))
        .map_err(|_| ("panic".to_owned(), "the analysis panics".to_owned()))?;
    match (ours, database.describe(sql)) {
        (Err(_), Ok(_)) if reviewed::is_known(world.catalog.dialect, sql) => Ok(None),
        (Err((id, message)), Ok(_)) => {
            Err((format!("gap: {id}: {}", without_names(&message)), message))
        }
        (Err(_), Err(_)) => Ok(None),
        (Ok(_), Err(error)) => Err((format!("lax: {}", without_names(&error)), error)),
        (Ok(query), Ok(_)) => {
            let rendered = query.sql.render(world.catalog.dialect, &[]);
            let described = match database.describe(&rendered.sql) {
                Ok(described) => described,
                Err(error) => {
                    return Err((format!("text: {}", without_names(&error)), rendered.sql));
                }
            };
            let differences =
                check::differences(&world.catalog, &query, &rendered, &described, database);
            match differences.first() {
                Some(first) => Err((
                    format!("type: {}", without_names(first)),
                    differences.join("; "),
                )),
                None => Ok(Some(query)),
            }
        }
    }
}

/// A message's kind: what stands in quotes and digits is left out.
fn without_names(message: &str) -> String {
    let mut text = String::new();
    let mut quote = None;
    for c in message.lines().next().unwrap_or_default().chars() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if "\"`".contains(c) => {
                quote = Some(c);
                text.push('_');
            }
            None if c.is_ascii_digit() => {}
            None => text.push(c),
        }
    }
    text.chars().take(90).collect()
}

/// Runs queries on random rows: no column that is called NOT NULL is NULL, no value is of another type.
fn nulls(
    world: &World,
    database: &mut impl Database,
    accepted: &[(String, TypedQuery)],
    summary: &mut Summary,
) {
    let tables = rows::tables(&world.catalog);
    let mixed = (1..=MIXED).map(Filling::Mixed);
    let fillings = [Filling::Empty, Filling::Sparse, Filling::Full]
        .into_iter()
        .chain(mixed);
    let mut ran = vec![false; accepted.len()];
    let mut shown = vec![false; accepted.len()];
    for filling in fillings {
        database.fill(&tables, &rows::wanted(&world.catalog, filling, &[]));
        let rendered: Vec<_> = accepted
            .iter()
            .map(|(_, query)| query.sql.render(world.catalog.dialect, &[]))
            .collect();
        let runs: Vec<Run<'_>> = accepted
            .iter()
            .zip(&rendered)
            .map(|((_, query), rendered)| to_run(world, query, rendered))
            .collect();
        for (index, outcome) in database.run(&runs).into_iter().enumerate() {
            let (sql, query) = &accepted[index];
            let Ok(outcome) = outcome else { continue };
            ran[index] = true;
            let Some((kind, words)) = untrue(query, &outcome) else {
                continue;
            };
            if reviewed::is_stored_misfit(world.catalog.dialect, sql, &words) {
                continue;
            }
            if std::mem::replace(&mut shown[index], true) {
                continue;
            }
            if kind == "null:" {
                summary.nulls.push(sql.clone());
            }
            let short = match summary.as_made {
                true => sql.clone(),
                false => shrink::shrink(sql, shorter(), |sql| repeats(world, sql, database, &kind)),
            };
            summary.add(
                format!("{kind} {}", words.replace(|c: char| c.is_ascii_digit(), "")),
                format!(
                    "{short}\n{words} on {filling:?}\n{}",
                    named_tables(world, &short)
                ),
            );
        }
    }
    summary.ran += ran.iter().filter(|ran| **ran).count();
}

fn to_run<'a>(world: &World, query: &'a TypedQuery, rendered: &'a analyze::Rendered) -> Run<'a> {
    let mut random = Random::new(7);
    Run {
        sql: &rendered.sql,
        values: rendered
            .binds
            .iter()
            .map(|param| check::draw(&world.catalog, &query.params[*param], &mut random))
            .collect(),
        columns: &query.columns,
        writes: query.access == Access::Write,
    }
}

/// What a run shows to be untrue.
fn untrue(query: &TypedQuery, outcome: &crate::database::Outcome) -> Verdict {
    if let Some(misfit) = outcome.misfits.first() {
        return Some(("value:".to_owned(), misfit.clone()));
    }
    let columns = query.columns.iter().zip(&outcome.nulls);
    let mut wrong = columns.filter(|(column, null)| **null && !column.nullable);
    wrong.next().map(|(column, _)| {
        (
            "null:".to_owned(),
            format!("`{}` is called NOT NULL, and is NULL", column.name),
        )
    })
}

/// Whether a query shows the same on the rows that are there.
fn repeats(world: &World, sql: &str, database: &mut impl Database, kind: &str) -> bool {
    let Ok(Some(query)) = judge(world, sql, database) else {
        return false;
    };
    let rendered = query.sql.render(world.catalog.dialect, &[]);
    let mut outcomes = database.run(&[to_run(world, &query, &rendered)]);
    matches!(outcomes.pop(), Some(Ok(outcome)) if untrue(&query, &outcome).is_some_and(|(own, _)| own == kind))
}
