//! How long generation takes, by stage: `cargo bench --bench generation`.
//!
//! The large project is made from a seed: 500 tables and 2,000 queries. The reference project must be generated in under
//! 50 milliseconds.

#[path = "generation/project.rs"]
mod project;
#[path = "generation/random.rs"]
mod random;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use rowtype::catalog::Catalog;
use rowtype::config::{Auth, Config};
use rowtype::diagnostic::{Diagnostics, Style, render};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax::Statement;
use rowtype::{Project, analyze, catalog, emit, service, syntax};

const SEED: u64 = 1;
const TABLES: usize = 500;
const QUERIES: usize = 2_000;
/// Each measurement is the best of this many.
const RUNS: usize = 5;
const REFERENCE_LIMIT: Duration = Duration::from_millis(50);

fn main() -> ExitCode {
    let project = project::generate(SEED, TABLES, QUERIES);
    for dialect in Dialect::ALL {
        let mut stages: Vec<(&str, Duration)> = Vec::new();
        for _ in 0..RUNS {
            let run = match stages_of(&project, dialect) {
                Ok(run) => run,
                Err(report) => {
                    eprintln!("{report}");
                    return ExitCode::FAILURE;
                }
            };
            if stages.is_empty() {
                stages = run;
            } else {
                for (best, (_, time)) in stages.iter_mut().zip(run) {
                    best.1 = best.1.min(time);
                }
            }
        }
        println!("{TABLES} tables and {QUERIES} queries, {}:", dialect.name());
        for (stage, time) in &stages {
            println!("{:>9.1} ms  {stage}", milliseconds(*time));
        }
        let total: Duration = stages.iter().map(|(_, time)| *time).sum();
        println!("{:>9.1} ms  in all\n", milliseconds(total));
    }
    reference()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// One run over the large project; or what was found wrong.
fn stages_of(
    project: &project::Project,
    dialect: Dialect,
) -> Result<Vec<(&'static str, Duration)>, String> {
    let mut sources = Sources::new();
    sources.add(SourceKind::Schema, "schema.sql", project.schema.as_str());
    for (index, text) in project.queries.iter().enumerate() {
        let path = format!("queries/queries_{index}.sql");
        sources.add(SourceKind::Queries, path, text.as_str());
    }
    let mut config = Config::new(dialect);
    config.http.auth = Some(Auth::None);
    let mut diagnostics = Diagnostics::default();
    let mut times = Vec::new();
    let mut measure = |stage: &'static str, start: Instant| times.push((stage, start.elapsed()));

    let start = Instant::now();
    let schema = parse(&sources, SourceKind::Schema, dialect, &mut diagnostics);
    let queries = parse(&sources, SourceKind::Queries, dialect, &mut diagnostics);
    syntax::check_names(&queries, &mut diagnostics);
    measure("syntax", start);

    let start = Instant::now();
    let catalog: Catalog = catalog::build(&schema, &sources, dialect, &mut diagnostics);
    measure("catalog", start);

    let start = Instant::now();
    let typed = analyze::queries(&catalog, &queries, &sources, &mut diagnostics);
    measure("analysis", start);

    let start = Instant::now();
    let service = service::lower(&catalog, &typed, &config, &sources, &mut diagnostics);
    measure("service", start);

    let start = Instant::now();
    if let Some(service) = &service {
        emit::all(service, &emit::EmitOptions::new(&config)).map_err(|error| error.to_string())?;
    }
    measure("emission", start);

    if diagnostics.has_errors() {
        return Err(render(&diagnostics, &sources, Style::Plain));
    }
    Ok(times)
}

fn parse(
    sources: &Sources,
    kind: SourceKind,
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Vec<Statement> {
    sources
        .of_kind(kind)
        .flat_map(|file| syntax::parse(file, dialect, diagnostics))
        .collect()
}

/// The reference project, from its files on disk to its generated texts.
fn reference() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        let generated = Project::open(root).and_then(|project| rowtype::generate(&project));
        best = best.min(start.elapsed());
        if let Err(report) = generated {
            eprintln!("{}", report.text(Style::Plain));
            return ExitCode::FAILURE;
        }
    }
    println!("{:>9.1} ms  the reference project", milliseconds(best));
    if best > REFERENCE_LIMIT {
        eprintln!("error: more than {} ms", milliseconds(REFERENCE_LIMIT));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
