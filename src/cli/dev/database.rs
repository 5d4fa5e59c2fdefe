//! The development database: made from schema and seeds, and made anew when they change. Nothing but what `dev` has made is
//! ever replaced.
//!
//! A SQLite database is `.rowtype/dev.db`. Its header says who made it (`application_id`) and from what (`user_version`), so
//! that nothing has to be opened to know. A server's database is the one that DATABASE_URL names, if it is empty or holds
//! the table `rowtype_dev`, which says the same.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rowtype::diagnostic::{Diagnostic, Diagnostics};
use rowtype::source::{self, SourceFile, SourceKind, Sources, Span};
use rowtype::{Dialect, Project, Report, Resolved, migrate, syntax};

use rowtype_runtime::migrate::{Migration, Migrator};

use super::super::database::{Connection, address, told};
use super::super::seed;
use super::{FOLDER, failed, fingerprint};

/// `application_id` of a database that `dev` made: "rowt".
const APPLICATION: u32 = 0x726f_7774;

/// What a database is made of.
struct Content {
    /// SQL texts in order, each with its place in the schema or seeds.
    texts: Vec<(String, Span)>,
    migrations: Vec<Migration>,
    seeds: usize,
    fingerprint: u32,
    sources: Sources,
}

/// Where the development database is.
pub struct Database {
    place: Place,
}

enum Place {
    /// A file, from the project's folder.
    File(PathBuf),
    /// A server.
    Server {
        /// Its address.
        url: String,
        /// What it speaks.
        dialect: Dialect,
    },
}

/// A database that stands ready beside the one in use.
pub struct Prepared {
    /// What to move where; none where there is nothing to move.
    moved: Option<(PathBuf, PathBuf)>,
    said: Option<String>,
}

impl Database {
    /// The database of a project.
    pub fn of(project: &Project) -> Result<Database, Report> {
        let place = if project.config.dialect.is_embedded() {
            Place::File(project.root.join(FOLDER).join("dev.db"))
        } else {
            Place::Server {
                url: address(None, &project.root)?,
                dialect: project.config.dialect,
            }
        };
        Ok(Database { place })
    }

    /// The address that the service gets.
    pub fn url(&self) -> String {
        match &self.place {
            Place::File(_) => format!("sqlite:{FOLDER}/dev.db"),
            Place::Server { url, .. } => url.clone(),
        }
    }

    /// Whether a database stands in its place that `dev` did not make.
    pub fn refuse_if_foreign(&self) -> Result<(), Report> {
        match &self.place {
            Place::File(path) => own_header(path).map(|_| ()),
            Place::Server { url, dialect } => {
                own_mark(&Connection::open(*dialect, url)?, *dialect).map(|_| ())
            }
        }
    }

    /// Makes the database that the definition asks for, if the one in use is another.
    pub fn prepare(&self, project: &Project, resolved: &mut Resolved) -> Result<Prepared, Report> {
        let content = Content::of(project, resolved)?;
        match &self.place {
            Place::File(path) => prepare_file(path, project, &content),
            Place::Server { url, dialect } => {
                prepare_server(&Connection::open(*dialect, url)?, *dialect, &content)
            }
        }
    }
}

impl Prepared {
    /// Puts it in the place of the one in use, which nobody may have open now. What to tell about it.
    pub fn put_in_place(self) -> Result<Option<String>, Report> {
        if let Some((from, to)) = &self.moved {
            remove(to)
                .and_then(|()| fs::rename(from, to))
                .map_err(|error| failed(&format!("`{}`", to.display()), &error))?;
        }
        Ok(self.said)
    }
}

impl Content {
    fn of(project: &Project, resolved: &mut Resolved) -> Result<Content, Report> {
        let comparison = migrate::compare(project, resolved);
        let Report {
            sources,
            diagnostics,
        } = &mut resolved.report;
        source::load(
            &project.root,
            SourceKind::Seed,
            &project.config.seeds,
            sources,
            diagnostics,
        );
        if diagnostics.has_errors() {
            return Err(resolved.report.clone());
        }
        let mut texts: Vec<(String, Span)> = migrate::schema_statements(&resolved.schema)
            .map(|statement| (sources.text(statement.span).to_owned(), statement.span))
            .collect();
        texts.extend(
            sources
                .of_kind(SourceKind::Seed)
                .flat_map(|file| statements(file, project.config.dialect)),
        );
        let names = comparison
            .migrations
            .iter()
            .map(|migration| migration.name.as_str());
        let fingerprint = fingerprint::of(texts.iter().map(|(text, _)| text.as_str()).chain(names));
        Ok(Content {
            seeds: sources.of_kind(SourceKind::Seed).count(),
            texts,
            migrations: comparison.migrations.into_iter().map(applied).collect(),
            fingerprint,
            sources: sources.clone(),
        })
    }

    /// Runs `before`, then everything, then `after`, in one transaction where there is such a thing. The finding is at the statement that failed.
    fn fill(
        &self,
        connection: &Connection,
        before: &[String],
        after: Option<&str>,
    ) -> Result<(), Report> {
        let texts: Vec<&str> = before
            .iter()
            .map(String::as_str)
            .chain(self.texts.iter().map(|(text, _)| text.as_str()))
            .chain(after)
            .collect();
        let filled = connection.run_all(&texts);
        filled.map_err(|(at, error)| self.refused(at.checked_sub(before.len()), &told(&error)))?;
        let noted = connection.baseline(&Migrator::new(self.migrations.clone()));
        let seeds = Migrator::seeds(seed::of(&self.sources));
        noted
            .and_then(|_| connection.baseline(&seeds))
            .map(drop)
            .map_err(|error| Report::of(Diagnostic::error("dev", error.to_string())))
    }

    fn refused(&self, at: Option<usize>, said: &str) -> Report {
        let mut diagnostic = Diagnostic::error("database-refused", "the database refused this");
        match at.and_then(|at| self.texts.get(at)) {
            Some((_, span)) => diagnostic = diagnostic.at(*span, said),
            None => diagnostic.message = format!("the database refused: {said}"),
        }
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(diagnostic);
        Report {
            sources: self.sources.clone(),
            diagnostics,
        }
    }

    fn told(&self, what: &str) -> String {
        let seeds = match self.seeds {
            0 => "without seeds".to_owned(),
            1 => "with the rows of 1 seed file".to_owned(),
            many => format!("with the rows of {many} seed files"),
        };
        format!("{what}, {seeds}")
    }
}

/// What was read, as the migrator has it.
fn applied(migration: migrate::Migration) -> Migration {
    Migration {
        name: migration.name,
        sql: migration.sql,
        down: None,
    }
}

/// The statements of a seed file, each with its place; the whole file where it cannot be taken apart.
fn statements(file: &SourceFile, dialect: Dialect) -> Vec<(String, Span)> {
    let mut unread = Diagnostics::new();
    let statements = syntax::parse(file, dialect, &mut unread);
    if unread.has_errors() {
        return vec![(file.text.clone(), file.span(0, 0))];
    }
    statements
        .iter()
        .map(|statement| (file.slice(statement.span).to_owned(), statement.span))
        .collect()
}

fn prepare_file(path: &Path, project: &Project, content: &Content) -> Result<Prepared, Report> {
    let header = own_header(path)?;
    if header.is_some_and(|header| header.version == content.fingerprint) {
        return Ok(Prepared {
            moved: None,
            said: None,
        });
    }
    let unusable = |error: io::Error| failed(&format!("`{}`", path.display()), &error);
    let next = path.with_file_name("next.db");
    remove(&next).map_err(unusable)?;
    let connection = Connection::open(
        project.config.dialect,
        &format!("sqlite:{}", next.display()),
    )?;
    let marks = [
        format!("PRAGMA application_id = {APPLICATION}"),
        format!("PRAGMA user_version = {}", content.fingerprint),
    ];
    content.fill(&connection, &marks, None)?;
    drop(connection);
    wait_until_closed(&next);
    let shown = format!("{FOLDER}/dev.db");
    let said = match header {
        Some(_) => format!("the schema or the seeds have changed: made {shown} anew"),
        None => format!("made {shown} from the schema"),
    };
    Ok(Prepared {
        moved: Some((next, path.to_owned())),
        said: Some(content.told(&said)),
    })
}

/// The header of a database that `dev` made; none where there is no file.
fn own_header(path: &Path) -> Result<Option<Header>, Report> {
    let header = header(path).map_err(|error| failed(&format!("`{}`", path.display()), &error))?;
    if header.is_some_and(|header| header.application != APPLICATION) {
        return Err(not_ours(&format!("`{FOLDER}/dev.db`")));
    }
    Ok(header)
}

/// What the first bytes of a SQLite database say.
#[derive(Clone, Copy)]
struct Header {
    application: u32,
    version: u32,
}

/// None where there is no file. A file that is no database is nobody's.
fn header(path: &Path) -> io::Result<Option<Header>> {
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = [0; 100];
    let read = file.read(&mut bytes)?;
    let number =
        |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    if read < bytes.len() || !bytes.starts_with(b"SQLite format 3\0") {
        return Ok(Some(Header {
            application: 0,
            version: 0,
        }));
    }
    Ok(Some(Header {
        application: number(68),
        version: number(60),
    }))
}

/// Removes a database with the files that SQLite keeps beside it.
fn remove(path: &Path) -> io::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(end);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// The last connection to close folds the log into the file and removes it. Connections close in threads of their own.
fn wait_until_closed(path: &Path) {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let end = Instant::now() + Duration::from_secs(5);
    while Path::new(&log).exists() && Instant::now() < end {
        sleep(Duration::from_millis(5));
    }
}

const MARK: &str = "SELECT fingerprint FROM rowtype_dev";
/// What `dev` has made the database from; none where it is empty.
fn own_mark(connection: &Connection, dialect: Dialect) -> Result<Option<String>, Report> {
    let relations = connection
        .texts(dialect.relations())
        .map_err(|error| failed("the database", &told(&error)))?;
    if relations.is_empty() {
        return Ok(None);
    }
    if !relations.iter().any(|name| name == "rowtype_dev") {
        return Err(not_ours("the database that DATABASE_URL names"));
    }
    let mut marks = connection
        .texts(MARK)
        .map_err(|error| failed("the table rowtype_dev", &told(&error)))?;
    // A fill that was cut short has left no row in it.
    Ok(Some(marks.pop().unwrap_or_default()))
}

fn prepare_server(
    connection: &Connection,
    dialect: Dialect,
    content: &Content,
) -> Result<Prepared, Report> {
    let made_from = own_mark(connection, dialect)?;
    let wanted = content.fingerprint.to_string();
    if made_from.as_ref() == Some(&wanted) {
        return Ok(Prepared {
            moved: None,
            said: None,
        });
    }
    // What is there without tables (routines, types) is somebody's: only what `dev` has made is taken away.
    let emptying = match made_from {
        Some(_) => connection
            .texts(dialect.emptying())
            .map_err(|error| failed("the database", &told(&error)))?,
        None => Vec::new(),
    };
    let before = [
        match emptying.is_empty() {
            true => "SELECT 1".to_owned(),
            false => emptying.join("; "),
        },
        "CREATE TABLE IF NOT EXISTS rowtype_dev (fingerprint varchar(20) NOT NULL); DELETE FROM rowtype_dev; INSERT INTO rowtype_dev VALUES ('')".to_owned(),
    ];
    // Last: where the database cannot take back what was done before a failure, it is made anew the next time.
    let after = format!("UPDATE rowtype_dev SET fingerprint = '{wanted}'");
    content.fill(connection, &before, Some(&after))?;
    let said = match made_from {
        Some(_) => "the schema or the seeds have changed: made the database anew",
        None => "filled the database from the schema",
    };
    Ok(Prepared {
        moved: None,
        said: Some(content.told(said)),
    })
}

fn not_ours(what: &str) -> Report {
    Report::of(
        Diagnostic::error(
            "not-a-dev-database",
            format!("{what} was not made by `rowtype dev`"),
        )
        .help("`dev` replaces its database when the schema changes, so it takes none that it did not make: move it away, or name an empty one"),
    )
}
