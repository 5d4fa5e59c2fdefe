//! What becomes of small schemas and queries; the snapshots of `tests/cases` show whole services.

use super::lower;
use crate::catalog;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::service::{Action, Presence, RelationKind, Service};
use crate::source::{SourceKind, Sources};
use crate::{analyze, syntax};

fn run(dialect: Dialect, schema: &str, queries: &str) -> (Option<Service>, Vec<String>) {
    let mut sources = Sources::new();
    sources.add(SourceKind::Schema, "schema.sql", schema);
    sources.add(SourceKind::Queries, "queries/all.sql", queries);
    let mut diagnostics = Diagnostics::new();
    let mut parse = |kind| -> Vec<syntax::Statement> {
        sources
            .of_kind(kind)
            .flat_map(|file| syntax::parse(file, dialect, &mut diagnostics))
            .collect()
    };
    let (ddl, queries) = (parse(SourceKind::Schema), parse(SourceKind::Queries));
    let catalog = catalog::build(&ddl, &sources, dialect, &mut diagnostics);
    let typed = analyze::queries(&catalog, &queries, &sources, &mut diagnostics);
    let config = Config::new(dialect);
    let service = lower(&catalog, &typed, &config, &sources, &mut diagnostics);
    let found = diagnostics
        .iter()
        .map(|diagnostic| format!("{}: {}", diagnostic.id, diagnostic.message))
        .collect();
    (service, found)
}

fn service(dialect: Dialect, schema: &str, queries: &str) -> Service {
    let (service, found) = run(dialect, schema, queries);
    assert_eq!(found, Vec::<String>::new());
    service.expect("no errors")
}

fn errors(schema: &str, queries: &str) -> Vec<String> {
    let (_, found) = run(Dialect::Sqlite, schema, queries);
    found
}

#[test]
fn presence_follows_from_null_default_and_tags() {
    let service = service(
        Dialect::Sqlite,
        "CREATE TABLE users (
           id INTEGER PRIMARY KEY,
           name TEXT NOT NULL,
           bio TEXT,
           role TEXT NOT NULL DEFAULT 'member',
           theme TEXT DEFAULT 'light',
           born TEXT NOT NULL, -- @immutable
           secret TEXT, -- @hidden
           hash TEXT NOT NULL, -- @writeonly
           created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP -- @readonly
         );",
        "",
    );
    let presences: Vec<(&str, Option<Presence>, Option<Presence>, bool)> = service.resources[0]
        .fields
        .iter()
        .map(|field| {
            (
                field.rust.as_str(),
                field.create,
                field.update,
                field.readable,
            )
        })
        .collect();
    use Presence::{Nullable, Optional, Patch, Required};
    assert_eq!(
        presences,
        [
            ("id", None, None, true),
            ("name", Some(Required), Some(Optional), true),
            ("bio", Some(Nullable), Some(Patch), true),
            ("role", Some(Optional), Some(Optional), true),
            ("theme", Some(Patch), Some(Patch), true),
            ("born", Some(Required), None, true),
            ("secret", None, None, false),
            ("hash", Some(Required), Some(Optional), false),
            ("created_at", None, None, true),
        ]
    );
}

#[test]
fn statements_are_lines_of_sql() {
    let service = service(
        Dialect::Postgres,
        "CREATE TYPE mood AS ENUM ('good', 'bad');
         CREATE TABLE \"Order\" (
           id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
           \"user\" bigint NOT NULL,
           mood mood NOT NULL DEFAULT 'good',
           note varchar(20) DEFAULT 'none'
         );",
        "",
    );
    let statements = &service.resources[0].statements;
    let text = |sql: &Option<super::TargetSql>| {
        sql.as_ref()
            .map(|sql| sql.get(Dialect::Postgres).to_owned())
            .unwrap_or_default()
    };
    assert_eq!(
        text(&statements.create),
        "\nINSERT INTO \"Order\" (\"user\", mood, note)\nVALUES ($1, coalesce($2::mood, 'good'), CASE WHEN $3 THEN $4::character varying ELSE 'none' END)\nRETURNING id, \"user\", mood, note\n"
    );
    assert_eq!(
        text(&statements.by_key.update),
        "\nUPDATE \"Order\"\nSET \"user\" = coalesce(\"user\" + $2, $3, \"user\"),\n    mood = coalesce($4, mood),\n    note = CASE WHEN $5 THEN $6 ELSE note END\nWHERE id = $1\nRETURNING id, \"user\", mood, note\n"
    );
    assert_eq!(
        text(&statements.by_key.delete),
        "\nDELETE FROM \"Order\"\nWHERE id = $1\n"
    );
}

#[test]
fn composite_keys_are_segments() {
    let service = service(
        Dialect::Sqlite,
        "CREATE TABLE post_tags (
           post_id INTEGER NOT NULL,
           tag_id INTEGER NOT NULL,
           PRIMARY KEY (tag_id, post_id)
         );",
        "",
    );
    let paths: Vec<String> = service
        .operations
        .iter()
        .map(|operation| format!("{} {}", operation.method.name(), operation.path))
        .collect();
    assert_eq!(
        paths,
        [
            "GET /post_tags",
            "POST /post_tags",
            "GET /post_tags/{tag_id}/{post_id}",
            "DELETE /post_tags/{tag_id}/{post_id}",
        ]
    );
}

#[test]
fn references_are_relations_in_both_directions() {
    let service = service(
        Dialect::Sqlite,
        "CREATE TABLE Employee (
           EmployeeId INTEGER PRIMARY KEY,
           ReportsTo INTEGER REFERENCES Employee (EmployeeId)
         );
         CREATE TABLE Customer (
           CustomerId INTEGER PRIMARY KEY,
           SupportRepId INTEGER REFERENCES Employee (EmployeeId)
         );
         CREATE TABLE Badge (
           EmployeeId INTEGER PRIMARY KEY REFERENCES Employee (EmployeeId)
         );",
        "",
    );
    let relations: Vec<Vec<(&str, RelationKind, &str)>> = service
        .resources
        .iter()
        .map(|resource| {
            resource
                .relations
                .iter()
                .map(|relation| {
                    (
                        relation.name.as_str(),
                        relation.kind,
                        resource.associations[relation.association]
                            .constant
                            .as_str(),
                    )
                })
                .collect()
        })
        .collect();
    use RelationKind::{BelongsTo, HasMany, HasOne};
    assert_eq!(
        relations,
        [
            vec![
                ("ReportsToEmployee", BelongsTo, "REPORTS_TO_EMPLOYEE"),
                ("Employee", HasMany, "EMPLOYEE"),
                ("Customer", HasMany, "CUSTOMER"),
                ("Badge", HasOne, "BADGE"),
            ],
            vec![("SupportRep", BelongsTo, "SUPPORT_REP")],
            vec![("Employee", BelongsTo, "EMPLOYEE")],
        ]
    );
}

#[test]
fn what_cannot_be_read_is_not_included() {
    let schema = |only: &str| {
        format!(
            "CREATE TABLE users (id INTEGER PRIMARY KEY);
             {only}
             CREATE TABLE messages (
               id INTEGER PRIMARY KEY,
               user_id INTEGER NOT NULL REFERENCES users (id)
             );
             {only}
             CREATE TABLE seen (
               user_id INTEGER REFERENCES users (id),
               message_id INTEGER REFERENCES messages (id),
               PRIMARY KEY (user_id, message_id)
             );"
        )
    };
    let included = |only: &str| -> Vec<String> {
        let service = service(Dialect::Sqlite, &schema(only), "");
        let users = &service.resources[0];
        let names = users.relations.iter().map(|one| one.name.clone());
        names.collect()
    };
    assert_eq!(included("-- @only create"), Vec::<String>::new());
    let read = included("-- @only get");
    assert!(read.contains(&"messages".to_owned()) && read.contains(&"seen".to_owned()));
}

/// A row between two others says nothing of its own about whose they are.
#[test]
fn where_somebody_owns_rows_there_are_no_links() {
    let service = |notes: &str, between: &str| {
        let schema = format!(
            "CREATE TABLE people (id INTEGER PRIMARY KEY);
             {notes}
             CREATE TABLE notes (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES people (id));
             {between}
             CREATE TABLE likes (
               person_id INTEGER NOT NULL REFERENCES people (id),
               note_id INTEGER NOT NULL REFERENCES notes (id),
               PRIMARY KEY (person_id, note_id)
             );"
        );
        service(Dialect::Sqlite, &schema, "")
    };
    let owner = "-- @owner person_id";
    for (notes, between, links) in [
        ("", "", 2),
        (owner, "", 0),
        ("", owner, 0),
        (owner, owner, 0),
    ] {
        let service = service(notes, between);
        let operations = service.operations.iter();
        let found =
            operations.filter(|one| matches!(one.action, Action::Link(_) | Action::Unlink(_)));
        assert_eq!(found.count(), links, "{notes} {between}");
        // What somebody else owns is not there beside what refers to it.
        let mut relations = service.resources[2].relations.iter();
        let note = relations.find(|one| one.name == "note").expect("a note");
        assert_eq!(note.nullable, !notes.is_empty(), "{notes} {between}");
    }
}

#[test]
fn two_references_to_one_table_need_names() {
    let schema = |first: &str, second: &str| {
        format!(
            "CREATE TABLE users (id INTEGER PRIMARY KEY);
             CREATE TABLE posts (
               id INTEGER PRIMARY KEY,
               author_id INTEGER NOT NULL REFERENCES users (id), {first}
               editor_id INTEGER REFERENCES users (id) {second}
             );"
        )
    };
    let found = errors(&schema("", ""), "");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("name-collision:"), "{found:#?}");
    let named = schema("-- @rel author as written", "-- @rel editor as edited");
    assert_eq!(errors(&named, ""), Vec::<String>::new());
}

#[test]
fn routes_take_their_parameters_from_path_query_and_body() {
    let service = service(
        Dialect::Sqlite,
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, rank INTEGER);",
        "-- Renames a post.
         -- name: RenamePost :execrows
         -- @route POST /posts/{id}/rename
         UPDATE posts SET title = @title WHERE id = @id;

         -- name: PostsAbove :many
         -- @route GET /posts-above/{rank}
         -- @optional title
         SELECT id, title FROM posts WHERE rank > @rank AND title = @title;

         -- name: PostTitle :opt
         SELECT title FROM posts WHERE id = @id;",
    );
    let functions = &service.query_modules[0].functions;
    assert_eq!(
        functions[0].body.as_ref().map(|body| body.name.as_str()),
        Some("RenamePostBody")
    );
    let constants: Vec<&str> = functions[1]
        .variants
        .iter()
        .map(|variant| variant.constant.as_str())
        .collect();
    assert_eq!(constants, ["POSTS_ABOVE", "POSTS_ABOVE_WITHOUT_TITLE"]);
    let row = functions[1].returns.row.as_ref().expect("rows");
    assert_eq!(row.name.as_deref(), Some("PostsAbove"));
    let scalar = functions[2].returns.row.as_ref().expect("a row");
    assert_eq!(scalar.name, None);
    let routed: Vec<String> = service.operations[5..]
        .iter()
        .map(|operation| {
            let names: Vec<&str> = operation
                .query_params
                .iter()
                .map(|param| param.name.as_str())
                .collect();
            format!(
                "{} {} {:?} {}",
                operation.method.name(),
                operation.path,
                names,
                operation.summary
            )
        })
        .collect();
    assert_eq!(
        routed,
        [
            "POST /posts/{id}/rename [] Renames a post",
            "GET /posts-above/{rank} [\"title\"] Posts above",
        ]
    );
}

#[test]
fn what_is_hidden_is_not_asked_for() {
    let service = service(
        Dialect::Sqlite,
        "CREATE TABLE users (
           id INTEGER PRIMARY KEY,
           email TEXT NOT NULL UNIQUE,
           token TEXT UNIQUE, -- @hidden
           pin TEXT UNIQUE, -- @writeonly
           age INTEGER,
           active BOOLEAN NOT NULL DEFAULT TRUE -- @nofilter
         );",
        "",
    );
    let asked: Vec<(&str, bool, bool)> = service.resources[0]
        .fields
        .iter()
        .map(|field| (field.rust.as_str(), field.filterable, field.sortable))
        .collect();
    assert_eq!(
        asked,
        [
            ("id", true, true),
            ("email", true, true),
            ("token", false, false),
            ("pin", false, false),
            ("age", false, false),
            ("active", false, false),
        ]
    );
}

#[test]
fn what_derives_from_a_hidden_column_is_shown_only_where_somebody_says_so() {
    let schema = |tag: &str| {
        format!(
            "CREATE TABLE users (
               id INTEGER PRIMARY KEY,
               token TEXT -- @hidden
             );
             {tag}
             CREATE VIEW tokens AS SELECT id, lower(token) AS token FROM users;"
        )
    };
    let found = errors(&schema(""), "");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("leaks-hidden-column:"), "{found:#?}");
    let fine = Vec::<String>::new();
    assert_eq!(errors(&schema("-- @expose token"), ""), fine);
    assert_eq!(errors(&schema("-- @hidden"), ""), fine);
    let query = |tags: &str| {
        format!("-- name: Tokens :many\n{tags}\nSELECT max(token) AS token FROM users;")
    };
    let hidden = schema("-- @hidden");
    let route = "-- @route GET /t";
    assert_eq!(errors(&hidden, &query("")), fine);
    assert!(errors(&hidden, &query(route))[0].starts_with("leaks-hidden-column:"));
    let exposed = format!("{route}\n-- @expose token");
    assert_eq!(errors(&hidden, &query(&exposed)), fine);
    assert!(errors(&hidden, &query("-- @expose token"))[0].starts_with("expose-without-effect:"));
}

#[test]
fn what_a_routed_statement_copies_from_a_hidden_column_stays_hidden() {
    let schema = "CREATE TABLE users (
           id INTEGER PRIMARY KEY,
           token TEXT, -- @hidden
           old_token TEXT, -- @hidden
           label TEXT
         );
         -- @hidden
         CREATE TABLE kept (id INTEGER PRIMARY KEY, note TEXT);
         CREATE VIEW people AS SELECT id, label FROM users;";
    let fine = Vec::<String>::new();
    let routed = |name: &str, tags: &str, sql: &str| {
        format!("-- name: {name} :exec\n-- @route POST /{name}\n{tags}\n{sql};\n")
    };
    let leaks = |queries: &str| {
        let found = errors(schema, queries);
        assert_eq!(found.len(), 1, "{queries}: {found:#?}");
        assert!(found[0].starts_with("leaks-hidden-column:"), "{found:#?}");
        found[0].clone()
    };
    let copies = [
        "UPDATE users SET label = lower(token)",
        "UPDATE users SET (id, label) = (SELECT id, token FROM users LIMIT 1)",
        "INSERT INTO users (label) SELECT token FROM users",
        "INSERT INTO users (id, token) VALUES (1, @token) ON CONFLICT (id) DO UPDATE SET label = excluded.token",
        "UPDATE users SET label = CASE WHEN token = 'x' THEN 'y' END",
    ];
    for sql in copies {
        let found = leaks(&routed("copy", "", sql));
        assert!(found.contains("`users.token`"), "{found}");
        assert_eq!(
            errors(schema, &routed("copy", "-- @expose label", sql)),
            fine
        );
    }
    // What stays hidden, and what is nobody's to see.
    let sql = "UPDATE users SET old_token = token, label = 'x' WHERE token = @token";
    assert_eq!(errors(schema, &routed("keep", "", sql)), fine);
    let keep = routed(
        "keep",
        "",
        "INSERT INTO kept (note) SELECT token FROM users",
    );
    assert_eq!(errors(schema, &keep), fine);
    // On a second way it is seen.
    let show = "-- name: show :many\n-- @route GET /show\nSELECT note FROM kept;\n";
    leaks(&format!("{keep}{show}"));
    let back = routed(
        "back",
        "",
        "UPDATE users SET label = (SELECT note FROM kept LIMIT 1)",
    );
    let found = errors(schema, &format!("{keep}{back}"));
    assert_eq!(found.len(), 2, "{found:#?}");
    // The tag must be about something.
    let plain = routed("plain", "-- @expose label", "UPDATE users SET label = 'x'");
    assert!(errors(schema, &plain)[0].starts_with("unknown-column:"));
    let other = routed(
        "other",
        "-- @expose label",
        "UPDATE users SET label = CAST(id AS TEXT)",
    );
    assert!(errors(schema, &other)[0].starts_with("expose-without-effect:"));
}
