//! What rowtype.toml may say, and what is said about the rest.

use super::{Auth, Config, Layout, parse};
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::source::{SourceKind, Sources};

fn read(text: &str) -> (Config, Vec<String>) {
    let mut sources = Sources::new();
    let id = sources.add(SourceKind::Config, "rowtype.toml", text);
    let mut diagnostics = Diagnostics::new();
    let config = parse(sources.get(id), &mut diagnostics);
    let found = diagnostics
        .iter()
        .map(|diagnostic| {
            let place = diagnostic
                .primary
                .as_ref()
                .map(|label| format!("{} ", sources.text(label.span)))
                .unwrap_or_default();
            let help = diagnostic.help.as_deref().unwrap_or_default();
            format!("{place}| {} | {help}", diagnostic.message)
        })
        .collect();
    (config, found)
}

#[test]
fn a_dialect_is_enough() {
    let (config, found) = read("dialect = \"postgres\"\n");
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(config, Config::new(Dialect::Postgres));
    assert_eq!(config.targets, [Dialect::Postgres]);
}

#[test]
fn every_key_has_its_place() {
    let (config, found) = read(
        r#"
dialect = "sqlite"
targets = ["sqlite"]
schema = ["a.sql", "b/*.sql"]
queries = "q"
migrations = "m"
seeds = []
tables = ["app_*"]
unmanaged = ["legacy_*"]
[output]
dir = "src/generated"
layout = "module"
package = "blog-db"
runtime = "../runtime"
[http]
prefix = "/api/v1"
auth = "none"
expose = "all"
title = "Blog"
version = "2.1.0"
[names.singular]
media = "medium"
[names.rename]
"users.type" = "kind"
[dev]
run = "blog"
"#,
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(config.schema, ["a.sql", "b/*.sql"]);
    assert_eq!(config.queries, ["q"]);
    assert_eq!(config.migrations, "m");
    assert!(config.seeds.is_empty());
    assert_eq!(config.tables, ["app_*"]);
    assert_eq!(config.unmanaged, ["legacy_*"]);
    assert_eq!(config.output.dir, "src/generated");
    assert_eq!(config.output.layout, Layout::Module);
    assert_eq!(config.output.package, "blog-db");
    assert_eq!(config.output.runtime.as_deref(), Some("../runtime"));
    assert_eq!(config.http.prefix, "/api/v1");
    assert_eq!(config.http.auth, Some(Auth::None));
    assert_eq!(config.http.title, "Blog");
    assert_eq!(config.http.version, "2.1.0");
    assert_eq!(config.names.singular["media"].name, "medium");
    assert_eq!(config.names.rename["users.type"].name, "kind");
    assert_eq!(config.dev.run.as_deref(), Some("blog"));
}

#[test]
fn unknown_keys_name_the_nearest() {
    let (_, found) = read(
        "dialect = \"sqlite\"\nshema = \"schema.sql\"\nzzz = 1\n[output]\nlayuot = \"crate\"\n",
    );
    assert_eq!(
        found,
        [
            "shema | unknown key `shema` | did you mean `schema`?",
            "zzz | unknown key `zzz` | the keys here are `dialect`, `targets`, `schema`, `queries`, `migrations`, `seeds`, `tables`, `unmanaged`, `output`, `http`, `types`, `names`, `dev`, `lint`",
            "layuot | unknown key `output.layuot` | did you mean `layout`?",
        ]
    );
}

#[test]
fn what_has_no_effect_yet_is_an_error() {
    let (_, found) =
        read("dialect = \"sqlite\"\ntargets = [\"sqlite\", \"postgres\"]\n[http]\nlimits = {}\n");
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|line| line.contains("not supported yet")));
}

#[test]
fn wrong_values_say_what_is_right() {
    let (_, found) = read(
        "dialect = \"sqllite\"\nschema = 1\nqueries = [\"a\", true]\nmigrations = \"\"\noutput = 3\n[http]\nprefix = \"api/\"\nauth = \"token\"\n[names.rename]\nusers = \"9x\"\n",
    );
    assert_eq!(
        found,
        [
            "\"sqllite\" | `sqllite` is not a value of `dialect` | did you mean `sqlite`?",
            "1 | `schema` must be a list of texts | ",
            "true | `queries` must be a list of texts | ",
            "\"\" | `migrations` is empty | leave `migrations` out for its default",
            "3 | `output` must be a table | ",
            "\"api/\" | `api/` cannot stand before paths | start it with `/`, do not end it with one, and use letters, digits, `-`, `.`, `_` and `~`",
            "\"token\" | `token` is not a value of `http.auth` | use `none`, `bearer`, `api_key`",
            "\"9x\" | `9x` cannot be a name | ",
        ]
    );
}

#[test]
fn a_password_is_reported_and_not_shown() {
    let (_, found) =
        read("dialect = \"postgres\"\ndatabase_url = \"postgres://ada:s3cret@localhost/blog\"\n");
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("| rowtype.toml:2: `database_url` holds a password"));
    assert!(found[1].starts_with("| unknown key `database_url` | the database's address"));
    assert!(!found.join("").contains("s3cret"));
}

#[test]
fn broken_toml_has_a_place() {
    let (_, found) = read("dialect = \"sqlite\nschema = 3\n");
    assert!(!found.is_empty());
    assert!(found[0].contains("rowtype.toml is not TOML"), "{found:#?}");
}

#[test]
fn the_dialect_is_required() {
    let (_, found) = read("schema = \"schema.sql\"\n");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("does not say the dialect"));
}
