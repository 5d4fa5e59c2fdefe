//! `rowtype check` and `rowtype inspect`, and what every command says about input that is wrong.

use super::project::{Project, QUERIES, SCHEMA};

#[test]
fn a_definition_without_errors() {
    let project = Project::new();
    project.run(&["check"]).with_code(0).says(&["no errors"]);
    let answer = project.run(&["check", "--format", "json"]).with_code(0);
    assert_eq!(answer.out.trim(), "[]");
    assert!(!project.path("generated").exists());
}

#[test]
fn errors_have_places_and_come_together() {
    let project = Project::new();
    project.write(
        "queries/users.sql",
        "-- name: A :many\nSELECT nme FROM users;\n\n-- name: B :many\nSELECT name FROM usres;\n",
    );
    let answer = project.run(&["check"]).with_code(1);
    answer.complains(&["queries/users.sql:2:8", "queries/users.sql:5:18", "errors"]);
    assert!(!answer.err.contains('\x1b'), "colours without a terminal");
}

#[test]
fn findings_as_json() {
    let project = Project::new();
    project.write(
        "queries/users.sql",
        "-- name: A :many\nSELECT nme FROM users;\n",
    );
    let answer = project.run(&["check", "--format", "json"]).with_code(1);
    let findings: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
    let first = &findings[0];
    assert_eq!(first["id"], "unknown-column");
    assert_eq!(first["severity"], "error");
    assert_eq!(first["file"], "queries/users.sql");
    assert_eq!((&first["line"], &first["column"]), (&2.into(), &8.into()));
    assert_eq!(
        (&first["end_line"], &first["end_column"]),
        (&2.into(), &11.into())
    );
    for key in ["message", "help", "labels"] {
        assert!(first.get(key).is_some(), "no {key}");
    }
    assert_eq!(answer.err, "");
}

#[test]
fn without_a_project() {
    let project = Project::empty();
    for command in [
        ["check"].as_slice(),
        &["gen"],
        &["inspect", "catalog"],
        &["diff", "init"],
    ] {
        project
            .run(command)
            .with_code(2)
            .complains(&["no-project", "rowtype init"]);
    }
    project.run(&["chekc"]).with_code(2);
    project
        .run(&[
            "inspect",
            "catalog",
            "--database",
            "oracle",
            "--schema",
            "s.sql",
        ])
        .with_code(2)
        .complains(&["unknown-dialect", "sqlite"]);
}

#[test]
fn a_project_is_found_from_the_folders_below() {
    let project = Project::new();
    project.write("src/deep/file.rs", "");
    let deep = project.path("src/deep");
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_rowtype"))
        .arg("check")
        .current_dir(deep)
        .status()
        .expect("rowtype runs");
    assert!(status.success());
}

#[test]
fn inspecting_without_a_project() {
    let project = Project::empty();
    project.write("a.sql", SCHEMA);
    project.write("q/users.sql", QUERIES);
    let files = [
        "--database",
        "sqlite",
        "--schema",
        "a.sql",
        "--queries",
        "q",
    ];
    for (stage, word) in [
        ("statements", "q/users.sql"),
        ("catalog", "table users"),
        ("queries", "UserNames"),
        ("service", "/users"),
    ] {
        let arguments = [["inspect", stage].as_slice(), &files].concat();
        project.run(&arguments).with_code(0).says(&[word]);
        let answer = project
            .run(&[arguments.as_slice(), &["--json"]].concat())
            .with_code(0);
        serde_json::from_str::<serde_json::Value>(&answer.out).expect("JSON");
    }
}

#[test]
fn what_came_before_an_error_is_shown() {
    let project = Project::new();
    project.write(
        "queries/users.sql",
        "-- name: A :many\nSELECT nme FROM users;\n",
    );
    let answer = project.run(&["inspect", "catalog"]).with_code(1);
    answer.says(&["table users"]);
    answer.complains(&["unknown-column"]);
    assert_eq!(project.run(&["inspect", "service"]).with_code(1).out, "");
}

/// Whether there is a Rust type is no question of the database's.
#[test]
fn inspecting_types_without_a_counterpart() {
    let project = Project::empty();
    project.write("a.sql", "CREATE TABLE a (words tsvector NOT NULL);\n");
    project.write("q.sql", "-- name: A :many\nSELECT words FROM a;\n");
    let files = [
        "--database",
        "postgres",
        "--schema",
        "a.sql",
        "--queries",
        "q.sql",
    ];
    let queries = [["inspect", "queries"].as_slice(), &files].concat();
    let answer = project.run(&queries).with_code(0);
    answer.says(&["tsvector not null"]);
    let service = [["inspect", "service"].as_slice(), &files].concat();
    let answer = project.run(&service).with_code(1);
    answer.complains(&["type-without-rust"]);
}

/// What other tools read: the good queries stand beside the findings about the bad ones.
#[test]
fn queries_as_json() {
    let project = Project::empty();
    project.write(
        "migrations/2_age.sql",
        "ALTER TABLE users ADD COLUMN age int;\nCREATE TABLE broken (id int, a b c d);\n",
    );
    project.write(
        "migrations/10_age.sql",
        "ALTER TABLE users DROP COLUMN age;\n",
    );
    project.write(
        "migrations/1_users.sql",
        "CREATE TYPE mood AS ENUM ('sad', 'ok');\n\
         CREATE TABLE users (id bigint PRIMARY KEY, moods mood[], email varchar(80) NOT NULL,\n\
         state varchar(9) NOT NULL CHECK (state IN ('new', 'old')), seen timestamptz(3));\n",
    );
    project.write(
        "q.sql",
        "-- name: Users :one\nSELECT *, lower(email) AS low FROM users WHERE id = ANY(@ids::bigint[]) AND state = @state;\n\
         -- name: Wrong :many\nSELECT nope FROM users;\n\
         -- name: Unknown :many\nSELECT * FROM broken;\n",
    );
    let root = project.path("").to_string_lossy().into_owned();
    let answer = project
        .run(&[
            "inspect",
            "queries",
            "--json",
            "--database",
            "postgres",
            "--schema",
            &format!("{root}/migrations"),
            "--queries",
            "q.sql",
        ])
        .with_code(1);
    let json: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
    let column = |name: &str, ty: &str, nullable: bool| serde_json::json!({"name": name, "type": ty, "nullable": nullable, "table": "users"});
    assert_eq!(
        json["queries"],
        serde_json::json!([{
            "name": "Users",
            "command": "one",
            "cardinality": "many",
            "params": [
                {"name": "ids", "type": "bigint[]", "nullable": false, "array": true},
                {"name": "state", "type": "character varying", "nullable": false, "array": false},
            ],
            "columns": [
                column("id", "bigint", false),
                column("moods", "mood[]", true),
                column("email", "character varying", false),
                column("state", "character varying", false),
                column("seen", "timestamp with time zone", true),
                {"name": "low", "type": "text", "nullable": false},
            ],
        }])
    );
    let found: Vec<_> = json["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|finding| (finding["id"].as_str(), finding["line"].as_u64()))
        .collect();
    assert_eq!(
        found,
        [
            (Some("syntax"), Some(2)),
            (Some("one-not-proven"), Some(1)),
            (Some("unknown-column"), Some(4)),
            (Some("definition-has-error"), Some(6)),
        ]
    );
}

#[test]
fn who_uses_a_column() {
    let project = Project::empty();
    project.write("rowtype.toml", "dialect = \"postgres\"\n");
    project.write(
        "schema.sql",
        "CREATE TABLE users (\n\
           id integer PRIMARY KEY,\n\
           email text NOT NULL UNIQUE CHECK (email <> ''),\n\
           low text GENERATED ALWAYS AS (lower(email)) STORED,\n\
           note text GENERATED ALWAYS AS (upper('email')) STORED\n\
         );\n\
         CREATE POLICY own_mail ON users FOR UPDATE USING (email = current_user) WITH CHECK (low <> 'x');\n\
         CREATE INDEX users_low ON users (lower(email));\n\
         CREATE VIEW people AS SELECT id, upper(email) AS mail FROM users;\n\
         CREATE TABLE posts (id integer PRIMARY KEY, author text NOT NULL REFERENCES users (email));\n",
    );
    project.write(
        "queries/users.sql",
        "-- name: ByMail :one\n\
         SELECT id FROM users WHERE email = @mail;\n\
         -- name: Mails :many\n\
         SELECT mail FROM people ORDER BY mail;\n\
         -- name: Change :exec\n\
         UPDATE users SET email = lower(email) WHERE id = @id;\n",
    );
    let answer = project.run(&["usages", "users.email"]).with_code(0);
    answer.says(&[
        "queries/users.sql:2:28  filters     users.email  query ByMail",
        "queries/users.sql:4:8   shows       users.email  query Mails",
        "queries/users.sql:4:34  sorts       users.email  query Mails",
        "queries/users.sql:6:18  writes      users.email  query Change",
        "queries/users.sql:6:32  reads       users.email  query Change",
        "constrains  users.email  constraint users_email_key",
        "constrains  users.email  constraint users_email_check",
        "constrains  users.email  constraint posts_author_fkey",
        "computes    users.email  column users.low",
        "indexes     users.email  index users_low",
        "shows       users.email  view people",
        "filters     users.email  policy own_mail",
        "shows       users.email  handler GET /people",
        "writes      users.email  handler POST /users",
        "filters     users.email  handler GET /users",
    ]);
    // A word in a text is no column.
    let answer = project.run(&["usages", "users.email"]).with_code(0);
    assert!(!answer.out.contains("column users.note"), "{}", answer.out);
    let json = project
        .run(&["usages", "posts.author", "--json"])
        .with_code(0);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json[0]["of"], "posts.author");
    project
        .run(&["usages", "users.emial"])
        .with_code(2)
        .complains(&["unknown-column", "did you mean `email`?"]);
    project.run(&["usages", "user"]).with_code(2);
}

#[test]
fn bytes_that_are_not_text() {
    let project = Project::new();
    project.write(
        "schema.sql",
        b"CREATE TABLE a (\n  id INTEGER PRIMARY KEY, -- caf\xe9\n);\n",
    );
    let answer = project.run(&["check"]).with_code(1);
    answer.complains(&["file-not-utf8", "schema.sql:2:"]);
}

#[test]
fn a_schema_without_tables() {
    for text in ["", "-- Nothing yet.\n"] {
        let project = Project::new();
        project.write("schema.sql", text);
        project.write("queries/users.sql", "");
        project
            .run(&["gen"])
            .with_code(2)
            .complains(&["schema.sql:1:1"]);
        assert!(!project.path("generated").exists());
    }
}

#[test]
fn a_schema_that_is_not_there() {
    let project = Project::new();
    std::fs::remove_file(project.path("schema.sql")).expect("it was written");
    project
        .run(&["check"])
        .with_code(1)
        .complains(&["file-unreadable", "schema.sql"]);
}

#[test]
fn a_typo_in_the_configuration() {
    let project = Project::new();
    project.write(
        "rowtype.toml",
        "dialect = \"sqlite\"\nshema = \"schema.sql\"\n",
    );
    project
        .run(&["check"])
        .with_code(2)
        .complains(&["rowtype.toml:2:1", "did you mean `schema`?"]);
}

#[test]
fn help_shows_examples() {
    let project = Project::empty();
    for command in [
        "init", "gen", "check", "inspect", "usages", "diff", "migrate", "dev",
    ] {
        project
            .run(&[command, "--help"])
            .with_code(0)
            .says(&["Usage:", "Examples:"]);
    }
}
