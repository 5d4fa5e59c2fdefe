//! The service as text: Rust for one database, the OpenAPI document, and the files around them.
//!
//! In: [`Service`], which is the proof that everything fits together. Out: [`FileSet`]. Small view structs are made of the
//! service, templates print them, and [`format`] gives the text the form that `rustfmt` would. What fails here is our own
//! bug, and [`EmitError`] says so with the text. It must not decide names, routes or SQL.

mod borrowed;
mod check;
mod composites;
mod crate_files;
mod docs;
mod format;
mod handlers;
mod literal;
mod models;
pub mod openapi;
mod options;
mod queries;
mod rules;
mod scope;
mod tables;
mod types;

pub use check::check;
pub use format::FormatError;
pub use options::{Carried, EmitOptions, Layout};

use std::{fmt, panic, thread};

use crate::cache::{Digest, Last, Origins};
use crate::diagnostic::Diagnostic;
use crate::files::{FileSet, MARK};
use crate::service::Service;

/// What went wrong while text was made of a service: always a bug of rowtype.
#[derive(Debug)]
pub enum EmitError {
    /// A template could not be filled in.
    Template(askama::Error),
    /// The text of a file is not Rust.
    Format(FormatError),
    /// The document could not be written as JSON.
    Json(serde_json::Error),
}

/// The files of a service.
#[derive(Debug, Default)]
pub struct Emitted {
    /// Their texts.
    pub files: FileSet,
    /// What those were made of that need not be laid out again.
    pub origins: Origins,
    /// How many were laid out.
    pub laid_out: usize,
}

/// The files of a service, in the layout that was asked for. What the last generation has left is not laid out again.
pub fn all(
    service: &Service,
    options: &EmitOptions,
    last: &Last<'_>,
) -> Result<Emitted, EmitError> {
    let header = header(service);
    let mut emitted = Emitted::default();
    documents(service, &header, &mut emitted.files)?;
    let rust = rust_files(service, options, &header, last, &mut emitted)?;
    let files = &mut emitted.files;
    match options.layout {
        Layout::Crate => files.insert(
            "Cargo.toml",
            crate_files::manifest(service, options, &header)?,
        ),
        Layout::Module => {}
        Layout::SingleFile => {
            files.insert("generated.rs", crate_files::nested(&header, &rust));
            return Ok(emitted);
        }
    }
    for (path, text) in rust {
        files.insert(options.layout.path(&path), text);
    }
    Ok(emitted)
}

/// The document, which is large while it is put together.
fn documents(service: &Service, header: &str, files: &mut FileSet) -> Result<(), EmitError> {
    let document = openapi::document(service)?;
    files.insert("openapi.json", openapi::json(&document)?);
    files.insert("openapi.yaml", openapi::yaml(&document, header));
    Ok(())
}

/// The first line of every file, without the comment sign.
fn header(service: &Service) -> String {
    format!(
        "{MARK} from {}",
        docs::one_line(&service.sources.join(", "))
    )
}

/// The Rust files by their paths below the module that holds them all.
fn rust_files(
    service: &Service,
    options: &EmitOptions,
    header: &str,
    last: &Last<'_>,
    emitted: &mut Emitted,
) -> Result<Vec<(String, String)>, EmitError> {
    let mut files = Vec::new();
    let mut new = Vec::new();
    for (path, text) in texts(service, options)? {
        let (full, made_of) = (options.layout.path(&path), Digest::of(&[header, &text]));
        match last.text(&full, made_of) {
            Some(known) => files.push((path, known.to_owned())),
            None => new.push((path, text)),
        }
        emitted.origins.insert(full, made_of);
    }
    emitted.laid_out = new.len();
    files.extend(formatted(&new, header)?);
    let text = crate_files::root(options)?;
    let path = options.layout.root_file();
    let text = format::file(path, header, &text)?;
    files.push((path.to_owned(), crate_files::with_allowed(&text)));
    Ok(files)
}

/// Their texts as templates give them, but for the file that holds the modules.
fn texts(service: &Service, options: &EmitOptions) -> Result<Vec<(String, String)>, EmitError> {
    let (target, root) = (options.target, options.layout.root());
    let mut texts = vec![
        ("models/mod.rs".to_owned(), crate_files::models(service)?),
        ("queries/mod.rs".to_owned(), crate_files::queries(service)?),
        ("tables/mod.rs".to_owned(), crate_files::tables(service)?),
    ];
    if !service.enums.is_empty() {
        texts.push((
            "models/enums.rs".to_owned(),
            models::enums(service, target)?,
        ));
    }
    if !service.composites.is_empty() {
        let structs = composites::structs(service, target)?;
        let bound = composites::bound(service, target, root)?;
        texts.push(("models/composites.rs".to_owned(), structs));
        texts.push(("tables/composites.rs".to_owned(), bound));
    }
    for resource in &service.resources {
        let module = &resource.module;
        let model = models::model(service, target, resource)?;
        let table = tables::table(service, target, root, resource)?;
        texts.push((format!("models/{module}.rs"), model));
        texts.push((format!("tables/{module}.rs"), table));
    }
    for module in &service.query_modules {
        let text = queries::module(service, target, root, module)?;
        texts.push((format!("queries/{}.rs", module.module), text));
    }
    if !options.migrations.is_empty() {
        let text = crate_files::migrations(&options.migrations)?;
        texts.push(("migrations.rs".to_owned(), text));
    }
    let document = format!("{}openapi", options.layout.documents());
    let place = handlers::Place {
        target,
        root,
        document: &document,
    };
    texts.extend(handlers::files(service, &place)?);
    Ok(texts)
}

/// The texts in the form of `rustfmt`, in the same order. All cores share the work.
fn formatted(
    texts: &[(String, String)],
    header: &str,
) -> Result<Vec<(String, String)>, FormatError> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let format_share = |worker: usize| {
        let share = texts.iter().enumerate().skip(worker).step_by(workers);
        share
            .map(|(at, (path, text))| (at, format::file(path, header, text)))
            .collect::<Vec<_>>()
    };
    let mut results: Vec<(usize, Result<String, FormatError>)> = thread::scope(|scope| {
        let format_share = &format_share;
        let others: Vec<_> = (1..workers.min(texts.len()))
            .map(|worker| scope.spawn(move || format_share(worker)))
            .collect();
        let mut results = format_share(0);
        for other in others {
            match other.join() {
                Ok(share) => results.extend(share),
                Err(panic) => panic::resume_unwind(panic),
            }
        }
        results
    });
    results.sort_by_key(|(at, _)| *at);
    results
        .into_iter()
        .map(|(at, text)| Ok((texts[at].0.clone(), text?)))
        .collect()
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EmitError::Template(error) => write!(f, "a template could not be filled in: {error}"),
            EmitError::Format(error) => write!(
                f,
                "the text of `{}` is not Rust ({}):\n{}",
                error.path, error.message, error.text
            ),
            EmitError::Json(error) => write!(f, "the document could not be written: {error}"),
        }
    }
}

impl std::error::Error for EmitError {}

impl From<EmitError> for Diagnostic {
    fn from(error: EmitError) -> Diagnostic {
        Diagnostic::error("internal", format!("a bug in rowtype: {error}"))
            .help("please report it with the schema and the queries; nothing was written")
    }
}

impl From<askama::Error> for EmitError {
    fn from(error: askama::Error) -> EmitError {
        EmitError::Template(error)
    }
}

impl From<FormatError> for EmitError {
    fn from(error: FormatError) -> EmitError {
        EmitError::Format(error)
    }
}

impl From<serde_json::Error> for EmitError {
    fn from(error: serde_json::Error) -> EmitError {
        EmitError::Json(error)
    }
}
