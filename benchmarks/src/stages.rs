//! The stages of generation, timed one by one.
//!
//! In: a project's texts. Out: a duration for each stage. Reading files is left out: the texts are in memory.

use std::time::{Duration, Instant};

use rowtype::cache::Last;
use rowtype::config::{Auth, Config};
use rowtype::diagnostic::{Diagnostics, Style, render};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax::Statement;
use rowtype::{analyze, catalog, emit, service, syntax};

use crate::project::Project;

/// How far a run goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Typed queries: what `rowtype inspect queries` shows.
    Analysis,
    /// The texts of all generated files.
    Emission,
}

/// A stage's name, and how long it took.
pub type Timed = (&'static str, Duration);

/// One run over a project; or what was found wrong with it.
pub fn run(project: &Project, dialect: Dialect, until: Until) -> Result<Vec<Timed>, String> {
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
    measure("parsing", start);

    let start = Instant::now();
    let catalog = catalog::build(&schema, &sources, dialect, &mut diagnostics);
    measure("catalog", start);

    let start = Instant::now();
    let typed = analyze::queries(&catalog, &queries, &sources, &mut diagnostics);
    measure("analysis", start);

    if until == Until::Emission {
        let start = Instant::now();
        let service = service::lower(&catalog, &typed, &config, &sources, &mut diagnostics);
        measure("service", start);

        let start = Instant::now();
        if let Some(service) = &service {
            let options = emit::EmitOptions::new(&config);
            emit::all(service, &options, &Last::default()).map_err(|error| error.to_string())?;
        }
        measure("emission", start);
    }
    if diagnostics.has_errors() {
        return Err(render(&diagnostics, &sources, Style::Plain));
    }
    Ok(times)
}

/// Each stage's best time of several runs.
pub fn best(
    runs: usize,
    project: &Project,
    dialect: Dialect,
    until: Until,
) -> Result<Vec<Timed>, String> {
    let mut best = run(project, dialect, until)?;
    for _ in 1..runs {
        for (known, (_, time)) in best.iter_mut().zip(run(project, dialect, until)?) {
            known.1 = known.1.min(time);
        }
    }
    Ok(best)
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
