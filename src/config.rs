//! `rowtype.toml` as values: which dialect, which files, where the output goes, how the API behaves.
//!
//! In: the text of the file, already read. Out: [`Config`], a plain struct that the build API and the command line fill as
//! well. Every key is known here: one that is not, or that has no effect yet, is an error at its place. It must not read
//! files, and it never holds the address of a database: that comes from `DATABASE_URL`.

mod http;
mod reader;

use std::collections::BTreeMap;

use serde::Serialize;
use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::Dialect;
use crate::source::{SourceFile, Span};
use reader::{Entry, Reader};

/// What a project is made of. Every combination of values is a valid one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Config {
    /// What the definition's SQL is written in.
    pub dialect: Dialect,
    /// The databases that code is generated for. For now, the dialect alone.
    pub targets: Vec<Dialect>,
    /// Files, folders or globs of the schema, in order.
    pub schema: Vec<String>,
    /// Files, folders or globs of the queries, in order.
    pub queries: Vec<String>,
    /// The folder of the migrations.
    pub migrations: String,
    /// Files, folders or globs of rows for a development database, in order.
    pub seeds: Vec<String>,
    /// Patterns of the tables of a database that are the project's; none: all but others' (`app_*`).
    pub tables: Vec<String>,
    /// Patterns of what others keep in the database (`django_*`).
    pub unmanaged: Vec<String>,
    /// Where generated code goes.
    pub output: Output,
    /// How the API behaves.
    pub http: Http,
    /// Names that are given rather than derived.
    pub names: Names,
    /// What values of a database type, or of a column (`users.settings`), are in Rust.
    pub types: BTreeMap<String, ChosenType>,
    /// What `rowtype dev` does.
    pub dev: Dev,
    /// What `rowtype lint` lets pass.
    pub lint: Lint,
}

/// What `rowtype lint` lets pass.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lint {
    /// Rules that are allowed everywhere, each with its reason.
    pub allow: BTreeMap<String, AllowedRule>,
}

/// A rule that is allowed everywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AllowedRule {
    /// Why.
    pub reason: String,
    /// Where the key stands in rowtype.toml, where it stands there.
    pub span: Option<Span>,
}

/// A type in Rust that somebody chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChosenType {
    /// Its path.
    pub rust: String,
    /// Another for those that can be NULL.
    pub nullable: Option<String>,
    /// Whether it is kept as JSON.
    pub json: bool,
    /// Where the key stands in rowtype.toml, where it stands there.
    pub span: Option<Span>,
}

/// Where generated code goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Output {
    /// The folder.
    pub dir: String,
    /// As a crate or as a module.
    pub layout: Layout,
    /// The name of the generated crate.
    pub package: String,
    /// The folder of rowtype-runtime's source, for a generated crate that takes it from there; none: from crates.io.
    pub runtime: Option<String>,
    /// Further dependencies of the generated crate, as they stand in a Cargo.toml: `{ path = "../types" }`.
    pub dependencies: BTreeMap<String, String>,
}

/// The shape of the generated folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// With its own `Cargo.toml` and `src/lib.rs`.
    Crate,
    /// With a `mod.rs`, for `mod generated;` in a crate that is there already.
    Module,
}

/// How the API behaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Http {
    /// Before every path: empty, or from its slash and without one at the end (`/api`).
    pub prefix: String,
    /// Who may call; none: the service says so, and the document does not.
    pub auth: Option<Auth>,
    /// Which tables and views have an API.
    pub expose: Expose,
    /// The title of the API in its document.
    pub title: String,
    /// The version of the API in its document.
    pub version: String,
    /// The licence of the API in its document: `MIT`.
    pub license: Option<String>,
    /// Where the licence can be read.
    pub license_url: Option<String>,
    /// Operations, by their ids, whose handlers the application writes itself.
    pub replace: Vec<GivenName>,
    /// Tables around whose changes code of the application runs.
    pub hooks: Vec<GivenName>,
    /// Who signs in by `POST /token`; none: that is somebody else's work.
    pub token: Option<Token>,
}

/// Who signs in by `POST /token`: columns of one table, as `users.email`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    /// What people call themselves.
    pub login: GivenName,
    /// The hash of their password; none: the one hash that the table has.
    pub password: Option<GivenName>,
    /// What they may do; none: no roles.
    pub roles: Option<GivenName>,
}

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Auth {
    /// Everybody, chosen in so many words.
    None,
    /// Whoever has a token: `Authorization: Bearer`.
    Bearer,
    /// Whoever has a key: `X-Api-Key`.
    ApiKey,
}

/// Which tables and views have an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Expose {
    /// All but those with `@hidden`.
    All,
    /// Those with `@expose`.
    Tagged,
}

/// Names that are given rather than derived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Names {
    /// The singular of a word: `media = "medium"`.
    pub singular: BTreeMap<String, GivenName>,
    /// The Rust name of a table, `table.column`, enum or `enum.value`: `"users.type" = "kind"`.
    pub rename: BTreeMap<String, GivenName>,
}

/// A name that somebody chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GivenName {
    /// The name.
    pub name: String,
    /// Where the key stands in rowtype.toml, where it stands there.
    pub span: Option<Span>,
}

/// What `rowtype dev` does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dev {
    /// The package to run.
    pub run: Option<String>,
}

impl Config {
    /// The defaults for a dialect.
    pub fn new(dialect: Dialect) -> Config {
        Config {
            dialect,
            targets: vec![dialect],
            schema: vec!["schema.sql".to_owned()],
            queries: vec!["queries".to_owned()],
            migrations: "migrations".to_owned(),
            seeds: vec!["seeds".to_owned()],
            tables: Vec::new(),
            unmanaged: Vec::new(),
            output: Output {
                dir: "generated".to_owned(),
                layout: Layout::Crate,
                package: "generated".to_owned(),
                runtime: None,
                dependencies: BTreeMap::new(),
            },
            http: Http {
                prefix: String::new(),
                auth: None,
                expose: Expose::All,
                title: "API".to_owned(),
                version: "0.1.0".to_owned(),
                license: None,
                license_url: None,
                replace: Vec::new(),
                hooks: Vec::new(),
                token: None,
            },
            names: Names::default(),
            types: BTreeMap::new(),
            dev: Dev::default(),
            lint: Lint::default(),
        }
    }
}

impl GivenName {
    /// A name that does not come from rowtype.toml.
    pub fn new(name: impl Into<String>) -> GivenName {
        GivenName {
            name: name.into(),
            span: None,
        }
    }
}

const TOP: &[&str] = &[
    "dialect",
    "targets",
    "schema",
    "queries",
    "migrations",
    "seeds",
    "tables",
    "unmanaged",
    "output",
    "http",
    "types",
    "names",
    "dev",
    "lint",
];
const OUTPUT: &[&str] = &["dir", "layout", "package", "runtime", "dependencies"];
const TYPE: &[&str] = &["rust", "nullable", "json"];
const NAMES: &[&str] = &["singular", "rename"];
const DEV: &[&str] = &["run"];
const LINT: &[&str] = &["allow"];

/// The configuration that a rowtype.toml describes. What is wrong in it is in `diagnostics`; the value then holds the
/// defaults in those places.
pub fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Config {
    let (document, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        diagnostics.push(
            Diagnostic::error("config-syntax", format!("{} is not TOML", file.path))
                .at(file.span(span.start, span.end), error.message()),
        );
    }
    let mut reader = Reader::new(file, diagnostics);
    let entries = reader.entries("", document.get_ref());
    let dialect = dialect(&entries, errors.is_empty(), &mut reader);
    let mut config = Config::new(dialect);
    for entry in &entries {
        top(entry, &mut config, &mut reader);
    }
    config
}

fn dialect(entries: &[Entry<'_>], intact: bool, reader: &mut Reader<'_>) -> Dialect {
    let Some(entry) = entries.iter().find(|entry| entry.key == "dialect") else {
        if intact {
            reader.push(
                Diagnostic::error("config-dialect", "rowtype.toml does not say the dialect")
                    .at(reader.span(0..0), "nowhere in this file")
                    .help(
                        "add `dialect = \"sqlite\"`, `\"postgres\"`, `\"mysql\"` or `\"mariadb\"`",
                    ),
            );
        }
        return Dialect::Sqlite;
    };
    reader
        .text(entry)
        .and_then(|name| known_dialect(name, entry, entry.value_span, reader))
        .unwrap_or(Dialect::Sqlite)
}

fn known_dialect(
    name: &str,
    entry: &Entry<'_>,
    span: Span,
    reader: &mut Reader<'_>,
) -> Option<Dialect> {
    let dialect = Dialect::from_name(name);
    if dialect.is_none() {
        let known: Vec<&str> = Dialect::ALL.iter().map(|dialect| dialect.name()).collect();
        reader.unknown_value(entry, span, name, &known);
    }
    dialect
}

fn top(entry: &Entry<'_>, config: &mut Config, reader: &mut Reader<'_>) {
    match entry.key {
        "dialect" => {}
        "targets" => targets(entry, config, reader),
        "schema" => reader.texts(entry, &mut config.schema),
        "queries" => reader.texts(entry, &mut config.queries),
        "migrations" => reader.set_text(entry, &mut config.migrations),
        "seeds" => reader.texts(entry, &mut config.seeds),
        "tables" => reader.texts(entry, &mut config.tables),
        "unmanaged" => reader.texts(entry, &mut config.unmanaged),
        "types" => reader.table(entry, |entry, reader| chosen_type(entry, config, reader)),
        "output" => reader.table(entry, |entry, reader| output(entry, config, reader)),
        "http" => reader.table(entry, |entry, reader| {
            http::read(entry, &mut config.http, reader)
        }),
        "names" => reader.table(entry, |entry, reader| names(entry, config, reader)),
        "dev" => reader.table(entry, |entry, reader| match entry.key {
            "run" => config.dev.run = reader.text(entry).map(str::to_owned),
            _ => reader.unknown_key(entry, DEV),
        }),
        "lint" => reader.table(entry, |entry, reader| match entry.key {
            "allow" => reader.table(entry, |entry, reader| allowed(entry, config, reader)),
            _ => reader.unknown_key(entry, LINT),
        }),
        _ => reader.unknown_key(entry, TOP),
    }
}

fn targets(entry: &Entry<'_>, config: &mut Config, reader: &mut Reader<'_>) {
    for (name, span) in reader.list(entry) {
        let Some(target) = known_dialect(&name, entry, span, reader) else {
            continue;
        };
        if target != config.dialect {
            reader.unsupported(
                span,
                format!("a target other than the dialect, `{name}`,"),
                "leave `targets` out: the target is the dialect",
            );
        }
    }
}

/// `"serial-column" = "these tables are older than identity columns"`.
fn allowed(entry: &Entry<'_>, config: &mut Config, reader: &mut Reader<'_>) {
    let mut reason = String::new();
    reader.set_text(entry, &mut reason);
    if !reason.is_empty() {
        let span = Some(entry.key_span);
        let allow = &mut config.lint.allow;
        allow.insert(entry.key.to_owned(), AllowedRule { reason, span });
    }
}

fn output(entry: &Entry<'_>, config: &mut Config, reader: &mut Reader<'_>) {
    match entry.key {
        "dir" => reader.set_text(entry, &mut config.output.dir),
        "layout" => match reader.text(entry) {
            Some("crate") => config.output.layout = Layout::Crate,
            Some("module") => config.output.layout = Layout::Module,
            Some(other) => {
                reader.unknown_value(entry, entry.value_span, other, &["crate", "module"]);
            }
            None => {}
        },
        "package" => package(entry, config, reader),
        "runtime" => config.output.runtime = reader.text(entry).map(str::to_owned),
        "dependencies" => reader.table(entry, |entry, reader| {
            let text = reader.slice(entry.value_span).to_owned();
            let dependencies = &mut config.output.dependencies;
            dependencies.insert(entry.key.to_owned(), text);
        }),
        _ => reader.unknown_key(entry, OUTPUT),
    }
}

fn package(entry: &Entry<'_>, config: &mut Config, reader: &mut Reader<'_>) {
    let Some(name) = reader.text(entry) else {
        return;
    };
    if is_name(&name.replace('-', "_")) {
        name.clone_into(&mut config.output.package);
    } else {
        reader.push(
            Diagnostic::error("config-value", format!("`{name}` cannot name a crate")).at(
                entry.value_span,
                "not a letter followed by letters, digits, `-` and `_`",
            ),
        );
    }
}

fn names(entry: &Entry<'_>, config: &mut Config, reader: &mut Reader<'_>) {
    let names = match entry.key {
        "singular" => &mut config.names.singular,
        "rename" => &mut config.names.rename,
        _ => return reader.unknown_key(entry, NAMES),
    };
    reader.table(entry, |entry, reader| {
        let Some(name) = reader.text(entry) else {
            return;
        };
        if is_name(name) {
            names.insert(
                entry.key.to_owned(),
                GivenName {
                    name: name.to_owned(),
                    span: Some(entry.key_span),
                },
            );
        } else {
            reader.push(
                Diagnostic::error("config-value", format!("`{name}` cannot be a name")).at(
                    entry.value_span,
                    "not a letter followed by letters, digits and `_`",
                ),
            );
        }
    });
}

/// `uuid = "my::Id"`, or `"users.settings" = { rust = "my::Settings", json = true }`.
fn chosen_type(entry: &Entry<'_>, config: &mut Config, reader: &mut Reader<'_>) {
    let mut chosen = ChosenType {
        rust: String::new(),
        nullable: None,
        json: false,
        span: Some(entry.key_span),
    };
    if entry.value.as_table().is_some() {
        reader.table(entry, |entry, reader| match entry.key {
            "rust" => chosen.rust = path(entry, reader).unwrap_or_default(),
            "nullable" => chosen.nullable = path(entry, reader),
            "json" => chosen.json = reader.flag(entry).unwrap_or_default(),
            _ => reader.unknown_key(entry, TYPE),
        });
    } else {
        chosen.rust = path(entry, reader).unwrap_or_default();
    }
    if chosen.rust.is_empty() {
        if entry
            .value
            .as_table()
            .is_some_and(|table| !table.contains_key("rust"))
        {
            reader.push(
                Diagnostic::error("config-value", format!("`{}` names no type", entry.path))
                    .at(entry.value_span, "`rust` is missing")
                    .help("write `rust = \"path::Type\"`"),
            );
        }
        return;
    }
    config.types.insert(entry.key.to_owned(), chosen);
}

fn path(entry: &Entry<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let text = reader.text(entry)?;
    if is_path(text) {
        return Some(text.to_owned());
    }
    reader.push(
        Diagnostic::error("config-value", format!("`{text}` is no path of a type"))
            .at(entry.value_span, "not a path such as `my_types::Settings`"),
    );
    None
}

/// Whether a text is the path of a type: `my_types::Settings`.
pub fn is_path(text: &str) -> bool {
    let parts: Vec<&str> = text.trim_start_matches("::").split("::").collect();
    parts.len() > 1 && parts.iter().all(|part| is_name(part))
}

/// Whether a text can be a name in Rust, in whatever case.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests;
