//! `rowtype init --from sqlc.yaml`: what is taken over, and what is said of the rest.

use super::project::Project;

const SCHEMA: &str = "CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE authors (
  id bigserial PRIMARY KEY,
  uid uuid NOT NULL,
  spotify_url text,
  type mood NOT NULL,
  settings jsonb
);
";

const QUERIES: &str = "-- name: GetAuthor :one
SELECT * FROM authors WHERE id = $1;

-- name: ListAuthors :many
SELECT id, spotify_url FROM authors ORDER BY id;
";

fn project() -> Project {
    let project = Project::empty();
    project.write("db/migrations/1_init.up.sql", SCHEMA);
    project.write("db/migrations/1_init.down.sql", "DROP TABLE authors;");
    project.write("db/migrations/old/0.sql", "this is not read");
    project.write("db/queries/authors.sql", QUERIES);
    project
}

#[test]
fn version_2_is_taken_over() {
    let project = project();
    project.write(
        "db/sqlc.yaml",
        r#"version: "2"
cloud:
  project: "x"
sql:
  - engine: "postgresql"
    schema: "migrations"
    queries: ["./queries/"]
    database:
      uri: postgresql://secret@localhost/app
    rules: [sqlc/db-prepare]
    gen:
      go:
        package: "db"
        out: "internal/db"
        sql_package: "pgx/v5"
        emit_interface: true
        emit_json_tags: true
        rename:
          spotify_url: SpotifyURL
          type: Mood
          nothing: Something
        overrides:
          - db_type: "uuid"
            go_type: "github.com/google/uuid.UUID"
          - column: "authors.settings"
            go_type:
              import: "example.com/app/model"
              type: "Settings"
              pointer: true
          - column: "authors.gone"
            go_type: "string"
      python:
        package: "db"
"#,
    );
    project
        .run(&["init", "--from", "db/sqlc.yaml"])
        .with_code(0)
        .says(&[
            "wrote rowtype.toml",
            "1 table, 2 queries understood",
            "left out: cloud: there is no service to sign in to",
            "sql[0].database: the address of a database comes from DATABASE_URL",
            "sql[0].gen.go: emit_interface, emit_json_tags: about Go's code",
            "sql[0].gen.python: rowtype writes Rust, not python",
            "rename.spotify_url: it only says how Go spells the name",
            "rename.nothing: no table, column or enum has this name",
            "override of uuid: `github.com/google/uuid.UUID` is what Rust has for it by default",
            "override of authors.settings: `*example.com/app/model.Settings` is Go's",
            "override of authors.gone: no table has this column",
        ]);
    assert_eq!(
        project.read("db/rowtype.toml"),
        r#"# Taken over from sqlc.yaml.
dialect = "postgres"
schema = "migrations/*.sql"
queries = "queries/*.sql"

[output]
dir = "generated"
layout = "crate"

[names.rename]
"authors.type" = "mood"

# Types of your own; each line needs one.
# [types]
# "authors.settings" = "your::Type" # was *example.com/app/model.Settings
"#
    );
    let inside = ["--project", "db"];
    for command in [["check"].as_slice(), &["gen"]] {
        project.run(&[command, &inside].concat()).with_code(0);
    }
    project
        .run(&["init", "--from", "db/sqlc.yaml"])
        .with_code(2)
        .complains(&["file-present", "rowtype.toml"]);
}

#[test]
fn several_sets_of_queries_are_several_projects() {
    let project = project();
    project.write(
        "db/more/more.sql",
        "-- name: All :many\nSELECT id FROM authors;\n",
    );
    project.write(
        "sqlc.json",
        r#"{
	"version": "1",
	"packages": [
		{"name": "db", "path": "internal/db", "schema": "db/migrations", "queries": "db/queries", "emit_interface": true},
		{"path": "internal/more", "schema": ["db/migrations/1_init.up.sql"], "queries": "db/more/more.sql", "engine": "postgresql"}
	],
	"rename": {"author": "Writer"},
	"overrides": [{"postgres_type": "uuid", "go_type": "github.com/gofrs/uuid.UUID", "null": true}]
}"#,
    );
    project
        .run(&["init", "--from", "sqlc.json"])
        .with_code(0)
        .says(&[
            "wrote rowtype/db/rowtype.toml",
            "wrote rowtype/more/rowtype.toml",
            "packages[0]: emit_interface: about Go's code",
        ]);
    let text = project.read("rowtype/more/rowtype.toml");
    for line in [
        "schema = \"../../db/migrations/1_init.up.sql\"",
        "queries = \"../../db/more/more.sql\"",
        "\"authors\" = \"writer\"",
    ] {
        assert!(text.contains(line), "{text}");
    }
    for folder in ["rowtype/db", "rowtype/more"] {
        project.run(&["check", "--project", folder]).with_code(0);
    }
}

#[test]
fn what_is_no_configuration_is_refused() {
    let project = Project::empty();
    for (text, why) in [
        ("version: [", "this is no YAML"),
        ("{\"version\": ", "this is no JSON"),
        ("sql: []", "it does not say its version"),
        ("version: 3", "its version is 3"),
        ("version: 2\nsql: []", "it names no queries"),
        (
            "version: 2\nsql:\n  - engine: oracle\n    schema: a.sql\n    queries: b.sql",
            "the engine of sql[0] is `oracle`",
        ),
        (
            "version: 2\nsql:\n  - engine: sqlite\n    schema: a.sql",
            "sql[0] names no schema or no queries",
        ),
        ("just words", "there are no settings in it"),
    ] {
        project.write("sqlc.yaml", text);
        project
            .run(&["init", "--from", "sqlc.yaml"])
            .with_code(2)
            .complains(&["sqlc-config", why]);
    }
    project
        .run(&["init", "--from", "nowhere.yaml"])
        .with_code(2)
        .complains(&["file-unreadable", "nowhere.yaml"]);
    project
        .run(&["init", "--from", "sqlc.yaml", "--sqlite"])
        .with_code(2);
}
