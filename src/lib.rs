//! One SQL definition in, everything out.
//!
//! A definition is a plain `schema.sql` and annotated `queries/*.sql`. Rowtype reads it once, resolves it once and prints
//! it: Rust models, query functions and HTTP handlers, and the OpenAPI document that describes them. No database is asked.
//!
//! # The pipeline
//!
//! Each stage is a module with a type that it makes, and knows nothing of the stages after it.
//!
//! | stage | makes | decides |
//! |---|---|---|
//! | [`source`] | [`Sources`] | which files there are; the only reader |
//! | [`syntax`] | [`Statement`]s | what is a statement, which comment belongs to it, where it stands |
//! | [`catalog`] | [`Catalog`] | what the database would hold, and what the tags say of it |
//! | [`analyze`] | [`TypedQuery`]s | types, nullability, cardinality, the meaning of every parameter |
//! | [`service`] | [`Service`] | every name, route, body, status and the final SQL |
//! | [`emit`] | [`FileSet`] | Rust paths and JSON schemas; the texts |
//! | [`files`] | a folder | which files differ; the only writer |
//!
//! A stage adds what is wrong to [`Diagnostics`] and goes on, so that a person sees all errors of a stage in one run.
//! A statement with an error is left out of what the next stage sees, and what is unknown only because of it is not reported
//! again. After the analysis everything stops when there was an error: the later stages rely on what the earlier ones
//! promised. Warnings and notes travel with the result.
//!
//! Everything between reading and writing is pure: no clock, no network, no environment. The same definition gives the
//! same bytes.
//!
//! # The ways in
//!
//! - [`generate`] turns a [`Project`] into a [`FileSet`]; the command line and the build API both call it.
//! - [`resolve`] runs the same stages and keeps what each has made, for `rowtype inspect` and `rowtype check`.
//! - [`Build`] is for a `build.rs`.
//! - [`migrate`] compares the schema with the checked-in migrations, and [`lint`] names what is dangerous in them.
//! - [`pull`] writes the schema of a database that is there.
//! - [`rename`] gives a table or column another name wherever it is called by its old one.

pub mod analyze;
mod build_script;
pub mod cache;
pub mod catalog;
pub mod compat;
pub mod config;
pub mod diagnostic;
pub mod dialect;
pub mod emit;
pub mod explain;
pub mod files;
pub mod inspect;
pub mod lint;
pub mod migrate;
pub mod pull;
pub mod rename;
pub mod service;
pub mod source;
pub mod sqlc;
pub mod syntax;
pub mod ty;
pub mod usages;

use std::fmt;
use std::path::{Path, PathBuf};

use analyze::TypedQuery;
use cache::{Digest, Last, Origins};
use catalog::Catalog;
use diagnostic::{Diagnostic, DiagnosticJson, Diagnostics, Style};
use emit::EmitOptions;
use files::{Drift, FileSet, Folder, Written};
use service::Service;
use source::{SourceKind, Sources};
use syntax::Statement;

pub use build_script::{Build, BuildError};
pub use config::Config;
pub use dialect::Dialect;

/// A definition to read: a folder and how it is configured.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder that paths in the configuration start from.
    pub root: PathBuf,
    /// Which files, and what to make of them.
    pub config: Config,
    /// `rowtype.toml` where there is one, and what was found in it short of an error.
    report: Report,
}

/// What was found, with the texts that the places are in. As an error: it shows itself as text for people.
#[derive(Clone, Default)]
pub struct Report {
    /// The texts.
    pub sources: Sources,
    /// The findings.
    pub diagnostics: Diagnostics,
}

/// What [`generate`] makes.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files.
    pub files: FileSet,
    /// Warnings and notes.
    pub report: Report,
    /// How many files of Rust were laid out: the others are as the last generation has left them.
    pub laid_out: usize,
    /// What everything was made of, and what single files were.
    inputs: Digest,
    origins: Origins,
}

/// What [`update`] has done.
#[derive(Clone, Debug)]
pub struct Updated {
    /// Warnings and notes.
    pub report: Report,
    /// What was written.
    pub written: Written,
    /// How many files of Rust were laid out.
    pub laid_out: usize,
}

/// What the stages have made of a definition, as far as they came: a statement with an error is left out, and with an error
/// there is no service.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// Everything that was found.
    pub report: Report,
    /// The statements of the schema's files, in order.
    pub schema: Vec<Statement>,
    /// The statements of the queries' files, in order.
    pub statements: Vec<Statement>,
    /// The schema.
    pub catalog: Option<Catalog>,
    /// The queries.
    pub queries: Option<Vec<TypedQuery>>,
    /// All that is printed.
    pub service: Option<Service>,
}

/// Reads, resolves and prints a definition. Nothing is written: see [`update`] and [`FileSet::write`].
pub fn generate(project: &Project) -> Result<Generated, Report> {
    generate_as(project, &options(project))
}

/// As [`generate`], in another layout than the configuration's.
pub fn generate_as(project: &Project, options: &EmitOptions) -> Result<Generated, Report> {
    generate_after(project, options, &Last::default())
}

/// Makes the output folder hold what [`generate`] gives. `program` tells this program from others that may write other texts;
/// with it, only what has changed since the last time is made.
pub fn update(project: &Project, program: Option<String>) -> Result<Updated, Report> {
    let folder = output(project)?;
    let last = Last::read(&project.root, &folder, program);
    let generated = generate_after(project, &options(project), &last)?;
    let (mut report, laid_out) = (generated.report, generated.laid_out);
    let shown = &project.config.output.dir;
    // Whoever has something to say says it again the next time.
    let inputs = report.diagnostics.is_empty().then_some(generated.inputs);
    let Some(written) = folder.update(&generated.files, shown, &mut report.diagnostics) else {
        return Err(report);
    };
    // Without origins everything is as the last generation has left it, and so is the record.
    if !generated.origins.is_empty() {
        last.keep(&project.root, inputs, &generated.files, &generated.origins);
    }
    Ok(Updated {
        report,
        written,
        laid_out,
    })
}

/// What [`generate`] gives, and where the output folder differs from it, in the order of the paths. Nothing is written.
pub fn compare(
    project: &Project,
    program: Option<String>,
) -> Result<(Generated, Vec<Drift>), Report> {
    let folder = output(project)?;
    let last = Last::read(&project.root, &folder, program);
    let generated = generate_after(project, &options(project), &last)?;
    let drift = folder.compare(&generated.files);
    Ok((generated, drift))
}

/// What the configuration says of the output, with the migrations that there are.
fn options(project: &Project) -> EmitOptions {
    let config = &project.config;
    // Without the folder there are no migrations yet.
    let migrations = source::expand(&project.root, &format!("{}/*.sql", config.migrations));
    let shown = |path: &PathBuf| path.to_string_lossy().replace('\\', "/");
    let files: Vec<String> = migrations.unwrap_or_default().iter().map(shown).collect();
    EmitOptions::new(config).carrying(config, &files)
}

/// The output folder as it is.
fn output(project: &Project) -> Result<Folder, Report> {
    let dir = &project.config.output.dir;
    Folder::read(&project.root.join(dir)).map_err(|error| {
        Report::of(Diagnostic::error(
            "file-unreadable",
            format!("`{dir}` cannot be read: {error}"),
        ))
    })
}

/// The line from reading to texts. What the last generation has left is not made again.
fn generate_after(
    project: &Project,
    options: &EmitOptions,
    last: &Last<'_>,
) -> Result<Generated, Report> {
    let mut resolved = Resolved::of(project.report.clone());
    let loaded = load(project, &mut resolved.report);
    let inputs = Digest::of_inputs(&resolved.report.sources, &project.config, options);
    let known = last
        .files(inputs)
        .filter(|_| resolved.report.diagnostics.is_empty());
    if let Some(files) = known {
        return Ok(Generated {
            files,
            report: resolved.report,
            laid_out: 0,
            inputs,
            origins: Origins::new(),
        });
    }
    if loaded.is_some() {
        run_stages(&project.config, &mut resolved);
    }
    let (mut report, service) = resolved.into_service();
    let Some(service) = service.filter(|_| !report.diagnostics.has_errors()) else {
        return Err(report);
    };
    match emit::all(&service, options, last) {
        Ok(emitted) => Ok(Generated {
            files: emitted.files,
            report,
            laid_out: emitted.laid_out,
            inputs,
            origins: emitted.origins,
        }),
        Err(bug) => {
            report.diagnostics.push(bug.into());
            Err(report)
        }
    }
}

/// Runs every stage up to the service and keeps what each has made.
pub fn resolve(project: &Project) -> Resolved {
    let mut resolved = Resolved::of(project.report.clone());
    if load(project, &mut resolved.report).is_some() {
        run_stages(&project.config, &mut resolved);
    }
    resolved
}

/// As [`resolve`], of texts that are read already: those of a git revision, or of files that are to be written.
pub fn resolve_texts(config: &Config, sources: Sources) -> Resolved {
    let mut resolved = Resolved::of(Report {
        sources,
        diagnostics: Diagnostics::new(),
    });
    run_stages(config, &mut resolved);
    resolved
}

/// As [`resolve`], up to the typed queries: whether there is a Rust type or a route for them is not asked.
pub fn resolve_queries(project: &Project) -> Resolved {
    let mut resolved = Resolved::of(project.report.clone());
    if load(project, &mut resolved.report).is_some() {
        run_analysis(&project.config, &mut resolved);
    }
    resolved
}

/// Reads the files. `None` where those of the schema cannot be read.
fn load(project: &Project, report: &mut Report) -> Option<()> {
    let Project { root, config, .. } = project;
    let Report {
        sources,
        diagnostics,
    } = report;
    source::load(
        root,
        SourceKind::Schema,
        &config.schema,
        sources,
        diagnostics,
    );
    stop_at_errors(diagnostics)?;
    source::load(
        root,
        SourceKind::Queries,
        &config.queries,
        sources,
        diagnostics,
    );
    Some(())
}

/// The line itself. `None` where the definition has an error, which ends it after the analysis.
fn run_stages(config: &Config, resolved: &mut Resolved) -> Option<()> {
    run_analysis(config, resolved)?;
    let Report {
        sources,
        diagnostics,
    } = &mut resolved.report;
    let (catalog, queries) = (resolved.catalog.as_ref()?, resolved.queries.as_ref()?);
    let service = service::lower(catalog, queries, config, sources, diagnostics)?;
    emit::check(&service, catalog, diagnostics);
    resolved.service = Some(service);
    Some(())
}

/// Its part up to the typed queries.
fn run_analysis(config: &Config, resolved: &mut Resolved) -> Option<()> {
    let Report {
        sources,
        diagnostics,
    } = &mut resolved.report;

    let (schema, statements) = (&mut resolved.schema, &mut resolved.statements);
    for file in sources.of_kind(SourceKind::Schema) {
        schema.extend(syntax::parse(file, config.dialect, diagnostics));
    }
    for file in sources.of_kind(SourceKind::Queries) {
        statements.extend(syntax::parse(file, config.dialect, diagnostics));
    }
    syntax::check_names(statements, diagnostics);

    let catalog = catalog::build(schema, sources, config.dialect, diagnostics);
    let catalog = resolved.catalog.insert(catalog);

    let queries = analyze::queries(catalog, statements, sources, diagnostics);
    resolved.queries = Some(queries);
    stop_at_errors(diagnostics)
}

fn stop_at_errors(diagnostics: &Diagnostics) -> Option<()> {
    (!diagnostics.has_errors()).then_some(())
}

impl Resolved {
    /// What was found, and the service. All else is needed no more.
    fn into_service(self) -> (Report, Option<Service>) {
        (self.report, self.service)
    }

    fn of(report: Report) -> Resolved {
        Resolved {
            report,
            schema: Vec::new(),
            statements: Vec::new(),
            catalog: None,
            queries: None,
            service: None,
        }
    }
}

impl Project {
    /// A project that is configured by hand.
    pub fn new(root: impl Into<PathBuf>, config: Config) -> Project {
        Project {
            root: root.into(),
            config,
            report: Report::default(),
        }
    }

    /// The project in `root`, configured by its `rowtype.toml`. Without that file, or with errors in it, there is none.
    pub fn open(root: impl Into<PathBuf>) -> Result<Project, Report> {
        let root = root.into();
        let mut report = Report::default();
        match Project::read_config(&root, &mut report) {
            Some(config) => Ok(Project {
                root,
                config,
                report,
            }),
            None => {
                if report.diagnostics.is_empty() {
                    report.diagnostics.push(no_project(&root));
                }
                Err(report)
            }
        }
    }

    fn read_config(root: &Path, report: &mut Report) -> Option<Config> {
        let Report {
            sources,
            diagnostics,
        } = report;
        let file = source::load_config(root, sources, diagnostics)?;
        let config = config::parse(sources.get(file), diagnostics);
        stop_at_errors(diagnostics).map(|()| config)
    }
}

fn no_project(root: &Path) -> Diagnostic {
    let message = format!("there is no rowtype.toml in `{}`", root.display());
    Diagnostic::error("no-project", message).help(
        "run `rowtype init` for a new project, or write a rowtype.toml with `dialect = \"sqlite\"` or \
         `dialect = \"postgres\"`",
    )
}

impl Report {
    /// A report of one finding that has no place.
    pub fn of(diagnostic: Diagnostic) -> Report {
        let mut report = Report::default();
        report.diagnostics.push(diagnostic);
        report
    }

    /// For people: each finding with its source line.
    pub fn text(&self, style: Style) -> String {
        diagnostic::render(&self.diagnostics, &self.sources, style)
    }

    /// For code hosts: a log in the form of SARIF 2.1.0.
    pub fn sarif(&self) -> serde_json::Value {
        let describe = |id: &str| lint::rule(id).map(|rule| (rule.finds, rule.why));
        diagnostic::to_sarif(&self.diagnostics, &self.sources, &describe)
    }

    /// For tools.
    pub fn json(&self) -> Vec<DiagnosticJson> {
        diagnostic::to_json(&self.diagnostics, &self.sources)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(Style::Plain).trim_end())
    }
}

/// As [`Display`](fmt::Display): `main` and `expect` show errors by `Debug`.
impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl std::error::Error for Report {}
