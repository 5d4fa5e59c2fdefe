//! The build API: generation from a crate's own `build.rs`.
//!
//! In: `rowtype.toml` where there is one, and what the methods of [`Build`] say. Out: code in `OUT_DIR`, or the proof that a
//! checked-in folder is current; and the lines that tell Cargo when to ask again. No network, no database, no clock.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::config::{Auth, Expose, GivenName};
use crate::diagnostic::{Severity, Style};
use crate::emit::{EmitOptions, Layout};
use crate::files::{self, DriftKind};
use crate::source::CONFIG_FILE;
use crate::{Config, Dialect, Generated, Project, Report, generate_as, source};

/// The folder under `OUT_DIR`.
const FOLDER: &str = "rowtype";

/// A change that a method makes to the configuration.
type Setting = Box<dyn FnOnce(&mut Config)>;

/// Generates code when a crate is built.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), rowtype::BuildError> {
///     rowtype::Build::new()
///         .dialect(rowtype::Dialect::Sqlite)
///         .schema("schema.sql")
///         .queries("queries")
///         .run()
/// }
/// ```
///
/// and where the code is wanted (in a program, which will hardly call all of it, under `#[allow(dead_code)]`):
///
/// ```text
/// pub mod db {
///     include!(concat!(env!("OUT_DIR"), "/rowtype/generated.rs"));
/// }
/// ```
///
/// A `rowtype.toml` beside `Cargo.toml` is read first; a method's value stands in the place of the file's. Keys that have no
/// part in generation (`migrations`, `seeds`, `[dev]`) have no method, nor has `[output]`: code goes to `OUT_DIR`, or, with
/// [`Build::check`], nothing is written and the folder that `[output]` names is compared instead.
#[derive(Default)]
#[must_use = "nothing happens before `run`"]
pub struct Build {
    root: Option<PathBuf>,
    dialect: Option<Dialect>,
    schema: Vec<String>,
    queries: Vec<String>,
    settings: Vec<Setting>,
    checks: bool,
}

/// Why a build script cannot go on. It shows itself as text for people, by `Debug` as well, since that is what Cargo prints.
pub enum BuildError {
    /// The definition has errors.
    Definition(Report),
    /// There is no `rowtype.toml`, and no dialect was given.
    NoDialect,
    /// The checked-in folder is not what would be generated.
    Drift {
        /// The folder.
        folder: String,
        /// `changed src/lib.rs`, a line each.
        files: Vec<String>,
    },
    /// A variable of Cargo's is missing: this is not a build script.
    NotABuildScript(&'static str),
    /// A file cannot be read or written.
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

impl Build {
    /// What `rowtype.toml` says, or the defaults.
    pub fn new() -> Build {
        Build::default()
    }

    /// The folder that paths start from; by default that of the crate's `Cargo.toml`.
    pub fn project(mut self, folder: impl Into<PathBuf>) -> Build {
        self.root = Some(folder.into());
        self
    }

    /// `dialect`: what the SQL is written in. Needed where there is no `rowtype.toml`.
    pub fn dialect(mut self, dialect: Dialect) -> Build {
        self.dialect = Some(dialect);
        self
    }

    /// `targets`: the databases that code is generated for.
    pub fn targets(self, targets: impl IntoIterator<Item = Dialect>) -> Build {
        let targets = targets.into_iter().collect();
        self.set(|config| config.targets = targets)
    }

    /// `schema`: a file, a folder or a glob; more calls add more.
    pub fn schema(mut self, path: impl Into<String>) -> Build {
        self.schema.push(path.into());
        self
    }

    /// `queries`: a file, a folder or a glob; more calls add more.
    pub fn queries(mut self, path: impl Into<String>) -> Build {
        self.queries.push(path.into());
        self
    }

    /// `http.prefix`: what stands before every path: `/api`.
    pub fn prefix(self, prefix: impl Into<String>) -> Build {
        let prefix = prefix.into();
        self.set(|config| config.http.prefix = prefix)
    }

    /// `http.auth`: who may call.
    pub fn auth(self, auth: Auth) -> Build {
        self.set(move |config| config.http.auth = Some(auth))
    }

    /// `http.expose`: which tables and views have an API.
    pub fn expose(self, expose: Expose) -> Build {
        self.set(move |config| config.http.expose = expose)
    }

    /// `http.title`: the title of the API in its document.
    pub fn title(self, title: impl Into<String>) -> Build {
        let title = title.into();
        self.set(|config| config.http.title = title)
    }

    /// `http.version`: the version of the API in its document.
    pub fn version(self, version: impl Into<String>) -> Build {
        let version = version.into();
        self.set(|config| config.http.version = version)
    }

    /// `names.singular`: the singular of a word: `("media", "medium")`.
    pub fn singular(self, word: impl Into<String>, singular: impl Into<String>) -> Build {
        let (word, name) = (word.into(), GivenName::new(singular));
        self.set(|config| drop(config.names.singular.insert(word, name)))
    }

    /// `names.rename`: the Rust name of a table, column, enum or value: `("users.type", "kind")`.
    pub fn rename(self, what: impl Into<String>, name: impl Into<String>) -> Build {
        let (what, name) = (what.into(), GivenName::new(name));
        self.set(|config| drop(config.names.rename.insert(what, name)))
    }

    /// Write nothing: fail unless the checked-in folder, `[output]` in `rowtype.toml`, is what `rowtype gen` would write.
    pub fn check(mut self) -> Build {
        self.checks = true;
        self
    }

    fn set(mut self, setting: impl FnOnce(&mut Config) + 'static) -> Build {
        self.settings.push(Box::new(setting));
        self
    }

    /// Generates, or checks. Warnings are printed as Cargo's.
    pub fn run(self) -> Result<(), BuildError> {
        let crate_root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
        let root = match &self.root {
            Some(folder) => crate_root.join(folder),
            None => crate_root,
        };
        let checks = self.checks;
        let project = self.configure(root)?;
        println!("{}", rerun_lines(&project, checks).join("\n"));
        let mut options = EmitOptions::new(&project.config);
        if !checks {
            options.layout = Layout::SingleFile;
        }
        let generated = generate_as(&project, &options).map_err(BuildError::Definition)?;
        print_warnings(&generated.report);
        if checks {
            compare(&generated, &project)
        } else {
            write(&generated, &PathBuf::from(variable("OUT_DIR")?))
        }
    }

    /// The file's configuration with the methods' values in place of its own.
    fn configure(self, root: PathBuf) -> Result<Project, BuildError> {
        let mut project = if root.join(CONFIG_FILE).exists() {
            Project::open(root).map_err(BuildError::Definition)?
        } else {
            let dialect = self.dialect.ok_or(BuildError::NoDialect)?;
            Project::new(root, Config::new(dialect))
        };
        let config = &mut project.config;
        if let Some(dialect) = self.dialect {
            config.dialect = dialect;
            config.targets = vec![dialect];
        }
        if !self.schema.is_empty() {
            config.schema = self.schema;
        }
        if !self.queries.is_empty() {
            config.queries = self.queries;
        }
        for setting in self.settings {
            setting(config);
        }
        Ok(project)
    }
}

/// What Cargo watches: `rowtype.toml`, every file that was named, and folders, so that a new file counts. A path that is not
/// there would make Cargo ask every time.
fn rerun_lines(project: &Project, checks: bool) -> Vec<String> {
    let config = &project.config;
    let mut paths = vec![PathBuf::from("build.rs"), project.root.join(CONFIG_FILE)];
    for pattern in config.schema.iter().chain(&config.queries) {
        paths.push(project.root.join(source::fixed_part(pattern)));
        let files = source::expand(&project.root, pattern).unwrap_or_default();
        paths.extend(files.into_iter().map(|file| project.root.join(file)));
    }
    paths.extend(checks.then(|| project.root.join(&config.output.dir)));
    paths.sort();
    paths.dedup();
    paths
        .into_iter()
        .filter(|path| path.exists())
        .map(|path| format!("cargo::rerun-if-changed={}", path.display()))
        .collect()
}

fn print_warnings(report: &Report) {
    let warnings = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Warning);
    for warning in warnings {
        let place = warning
            .primary
            .as_ref()
            .map(|label| format!("{}: ", report.sources.place(label.span)))
            .unwrap_or_default();
        println!("cargo::warning={place}{}", warning.message);
    }
}

fn write(generated: &Generated, out: &Path) -> Result<(), BuildError> {
    for (path, text) in generated.files.iter() {
        let path = out.join(FOLDER).join(path);
        files::write_if_changed(&path, text).map_err(|error| BuildError::File { path, error })?;
    }
    Ok(())
}

fn compare(generated: &Generated, project: &Project) -> Result<(), BuildError> {
    let folder = &project.config.output.dir;
    let path = project.root.join(folder);
    let drift = generated
        .files
        .compare(&path)
        .map_err(|error| BuildError::File { path, error })?;
    if drift.is_empty() {
        return Ok(());
    }
    let files = drift
        .iter()
        .map(|one| {
            let word = match one.kind {
                DriftKind::Changed { .. } => "changed",
                DriftKind::Missing { .. } => "missing",
                DriftKind::Stale { .. } => "stale",
                DriftKind::Foreign => "not generated by rowtype",
            };
            format!("{word}: {folder}/{}", one.path)
        })
        .collect();
    Err(BuildError::Drift {
        folder: folder.clone(),
        files,
    })
}

fn variable(name: &'static str) -> Result<String, BuildError> {
    env::var(name).map_err(|_| BuildError::NotABuildScript(name))
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Definition(report) => {
                write!(f, "{}", report.text(Style::Plain).trim_end())
            }
            BuildError::NoDialect => f.write_str(
                "there is no rowtype.toml: say `.dialect(rowtype::Dialect::Sqlite)` or \
                 `.dialect(rowtype::Dialect::Postgres)`",
            ),
            BuildError::Drift { folder, files } => {
                write!(f, "{folder}/ is not current, run `rowtype gen`:")?;
                files.iter().try_for_each(|file| write!(f, "\n  {file}"))
            }
            BuildError::NotABuildScript(name) => {
                write!(f, "{name} is not set: `rowtype::Build` is for a build.rs")
            }
            BuildError::File { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BuildError::File { error, .. } => Some(error),
            _ => None,
        }
    }
}
