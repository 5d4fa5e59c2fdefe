//! `rowtype init`: a new project that builds and runs as it is.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args};
use rowtype::diagnostic::Diagnostic;
use rowtype::{Dialect, Project, Report, Updated, files};

use super::diff::Diff;
use super::output::Terminal;
use super::{Outcome, from_sqlc, generate};

const EXAMPLES: &str = "\
Examples:
  rowtype init shop --sqlite      a folder `shop` with a service on an embedded database
  rowtype init shop --postgres    the same for PostgreSQL; --mariadb for MariaDB
  rowtype init --sqlite           in the current folder
  rowtype init --from sqlc.yaml   a rowtype.toml for the schema and queries of sqlc

Then, in that folder: `rowtype dev` runs it on a database of its own with a few rows, `cargo run` on app.db.
No file that is there already is overwritten.";

/// Write a new project: schema, queries, seeds, configuration and a service
///
/// Writes Cargo.toml, src/main.rs, schema.sql, queries/, seeds/, rowtype.toml and .gitignore, generates the code and writes
/// the first migration.
#[derive(Args)]
#[command(after_help = EXAMPLES, group(ArgGroup::new("database").required(true).args(["sqlite", "postgres", "mariadb", "from"])))]
pub struct Init {
    /// The project's name, and the folder to write it to; without it, the current folder
    name: Option<String>,

    /// An embedded database
    #[arg(long)]
    sqlite: bool,

    /// A PostgreSQL server
    #[arg(long)]
    postgres: bool,

    /// A MariaDB server
    #[arg(long)]
    mariadb: bool,

    /// Take over sqlc's configuration: engine, schema, queries, renames, types
    ///
    /// Writes a rowtype.toml beside it, or one in rowtype/NAME for each of several sets of queries, and says what it left out
    /// and why. No other file is touched.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["name", "runtime_path"])]
    from: Option<PathBuf>,

    /// Where the source of rowtype-runtime is [default: beside the rowtype that runs]
    #[arg(long, value_name = "DIR")]
    runtime_path: Option<PathBuf>,
}

/// A file of the new project: its path and its text.
type NewFile = (&'static str, String);

impl Init {
    /// Writes the project.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        if let Some(file) = &self.from {
            let file = place.map_or_else(|| file.clone(), |folder| folder.join(file));
            return from_sqlc::run(&file, terminal);
        }
        let parent = place.map_or_else(|| PathBuf::from("."), Path::to_owned);
        let root = match &self.name {
            Some(name) => parent.join(name),
            None => parent,
        };
        let name = self.package_name(&root)?;
        let new = self.files(&name);
        refuse_if_present(&root, &new)?;
        for (path, text) in &new {
            files::create_new(&root, path, text).map_err(|error| {
                let message = format!("`{}` cannot be written: {error}", shown(&root, path));
                Report::of(Diagnostic::error("file-unwritable", message))
            })?;
            terminal.say(&format!("wrote {}", shown(&root, path)));
        }
        let project = Project::open(&root)?;
        // The code carries the migrations, so that they come first.
        Diff::named("init").run(Some(&root), terminal)?;
        let Updated {
            report, written, ..
        } = generate::write(&project)?;
        terminal.report(&report);
        terminal.say(&generate::summary(&project, &written));
        terminal.say(&self.next_steps());
        Ok(Outcome::Clean)
    }

    fn dialect(&self) -> Dialect {
        match (self.postgres, self.mariadb) {
            (true, _) => Dialect::Postgres,
            (_, true) => Dialect::Mariadb,
            _ => Dialect::Sqlite,
        }
    }

    /// The name that was given, or that of the folder.
    fn package_name(&self, root: &Path) -> Result<String, Report> {
        let folder = std::path::absolute(root).ok();
        let last = folder
            .as_deref()
            .and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned());
        let name = match &self.name {
            Some(given) => Path::new(given)
                .file_name()
                .map(|name| name.to_string_lossy().into_owned()),
            None => last,
        }
        .unwrap_or_default();
        if rowtype::config::is_name(&name.replace('-', "_")) && !TAKEN.contains(&name.as_str()) {
            return Ok(name);
        }
        let message = format!("`{name}` cannot name the project");
        Err(Report::of(Diagnostic::error("project-name", message).help(
            "use a letter followed by letters, digits, `-` and `_`: `rowtype init shop --sqlite`",
        )))
    }

    fn files(&self, name: &str) -> Vec<NewFile> {
        let dialect = self.dialect();
        let runtime = self.runtime_folder();
        let fill = |template: &str, runtime: &str| {
            template
                .replace("{{name}}", name)
                .replace("{{dialect}}", dialect.name())
                .replace("{{protocol}}", dialect.protocol())
                .replace("{{runtime}}", runtime)
                .replace("{{url}}", self.url_expression())
        };
        let (dependency, setting) = match &runtime {
            Some(folder) => (
                format!("path = {folder:?}"),
                format!(
                    "# Until rowtype is published: the checkout that this rowtype was built from.\nruntime = {folder:?}\n"
                ),
            ),
            None => (
                format!("version = {:?}", env!("CARGO_PKG_VERSION")),
                String::new(),
            ),
        };
        vec![
            (
                "Cargo.toml",
                fill(
                    include_str!("../../templates/init/Cargo.toml.txt"),
                    &dependency,
                ),
            ),
            (
                "rowtype.toml",
                fill(
                    include_str!("../../templates/init/rowtype.toml.txt"),
                    &setting,
                ),
            ),
            ("schema.sql", self.schema().to_owned()),
            (
                "queries/notes.sql",
                include_str!("../../templates/init/queries.sql").to_owned(),
            ),
            (
                "seeds/notes.sql",
                include_str!("../../templates/init/seeds.sql").to_owned(),
            ),
            (
                "src/main.rs",
                fill(include_str!("../../templates/init/main.rs.txt"), ""),
            ),
            (
                ".gitignore",
                include_str!("../../templates/init/gitignore.txt").to_owned(),
            ),
        ]
    }

    fn schema(&self) -> &'static str {
        if self.postgres {
            include_str!("../../templates/init/schema.postgres.sql")
        } else if self.mariadb {
            include_str!("../../templates/init/schema.mariadb.sql")
        } else {
            include_str!("../../templates/init/schema.sqlite.sql")
        }
    }

    /// How the service gets its address: an embedded database needs none.
    fn url_expression(&self) -> &'static str {
        if self.dialect().is_embedded() {
            "env::var(\"DATABASE_URL\").unwrap_or_else(|_| \"sqlite:app.db\".to_owned())"
        } else {
            "env::var(\"DATABASE_URL\").map_err(|_| \"DATABASE_URL is not set\")?"
        }
    }

    /// The folder of rowtype-runtime's source: the one that was named, or that of the checkout that this program was built
    /// from; none where it was built from a published crate.
    fn runtime_folder(&self) -> Option<String> {
        let folder = match &self.runtime_path {
            Some(given) => std::path::absolute(given).unwrap_or_else(|_| given.clone()),
            None => Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime"),
        };
        let is_there =
            self.runtime_path.is_some() || !files::present(&folder, ["Cargo.toml"]).is_empty();
        is_there.then(|| folder.to_string_lossy().replace('\\', "/"))
    }

    fn next_steps(&self) -> String {
        let enter = match &self.name {
            Some(name) => format!("  cd {name}\n"),
            None => String::new(),
        };
        let dialect = self.dialect();
        let address = match dialect.url_schemes() {
            [scheme, ..] if !dialect.is_embedded() => {
                format!("  export DATABASE_URL={scheme}//you@localhost/an_empty_database\n")
            }
            _ => String::new(),
        };
        format!("\nNext:\n{enter}{address}  rowtype dev")
    }
}

/// Names that are other crates' in the new project.
const TAKEN: &[&str] = &["generated", "rowtype-runtime", "tokio", "test"];

/// A path as a person would write it.
fn shown(root: &Path, path: &str) -> String {
    let path = root.join(path).to_string_lossy().replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}

fn refuse_if_present(root: &Path, new: &[NewFile]) -> Result<(), Report> {
    let present = files::present(root, new.iter().map(|(path, _)| *path));
    if present.is_empty() {
        return Ok(());
    }
    let mut report = Report::default();
    for path in present {
        let message = format!("`{}` is there already", shown(root, path));
        report.diagnostics.push(
            Diagnostic::error("file-present", message).help(
                "`rowtype init` overwrites nothing: name a new folder, or move the file away",
            ),
        );
    }
    Err(report)
}
