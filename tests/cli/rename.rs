//! `rowtype rename`: shown, written, refused; and with it nothing but a rename in the migration.

use super::project::Project;

const SCHEMA: &str = "\
-- People who write.
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name VARCHAR(80) NOT NULL CHECK (name <> ''),
  bio TEXT -- @hidden
);
CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id)
);
";

const QUERIES: &str = "\
-- name: UserNames :many
SELECT u.id, u.name FROM users u ORDER BY u.name;
";

/// A project whose first migration is written.
fn project() -> Project {
    let project = Project::new();
    project.write("schema.sql", SCHEMA);
    project.write("queries/users.sql", QUERIES);
    project.write(
        "seeds/users.sql",
        "INSERT INTO users (id, name) VALUES (1, 'name');\n",
    );
    assert_eq!(project.run(&["diff", "init"]).code, 0);
    project
}

/// The statements of a migration.
fn statements(text: &str) -> Vec<&str> {
    let lines = text.lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("--"))
        .collect()
}

#[test]
fn without_a_terminal_it_only_shows() {
    let project = project();
    let before = project.files("");
    let run = project.run(&["rename", "users.name", "display_name"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("--- a/schema.sql"), "{}", run.out);
    assert!(
        run.out
            .contains("+  display_name VARCHAR(80) NOT NULL CHECK (display_name <> ''),"),
        "{}",
        run.out
    );
    assert!(run.out.contains("+  -- @was name\n"), "{}", run.out);
    assert!(
        run.out.ends_with("nothing is written: `--yes` writes it\n"),
        "{}",
        run.out
    );
    assert_eq!(project.files(""), before);
}

#[test]
fn written_it_leaves_a_clean_project_with_a_migration_that_renames() {
    let project = project();
    let run = project.run(&["rename", "users.name", "display_name", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        project.read("queries/users.sql"),
        "-- name: UserNames :many\nSELECT u.id, u.display_name FROM users u ORDER BY u.display_name;\n"
    );
    assert_eq!(
        project.read("seeds/users.sql"),
        "INSERT INTO users (id, display_name) VALUES (1, 'name');\n"
    );
    assert_eq!(project.run(&["check"]).code, 0);
    let migrations = project.files("migrations");
    let written = |name: &str| {
        let file = migrations.iter().find(|(path, _)| path.ends_with(name));
        &file.unwrap_or_else(|| panic!("{migrations:#?}")).1
    };
    assert_eq!(
        statements(written("_rename_users_name_to_display_name.up.sql")),
        ["ALTER TABLE users RENAME COLUMN name TO display_name;"]
    );
    assert_eq!(
        statements(written("_rename_users_name_to_display_name.down.sql")),
        ["ALTER TABLE users RENAME COLUMN display_name TO name;"]
    );
    let diff = project.run(&["diff", "--dry-run"]);
    assert!(diff.out.contains("no difference"), "{}", diff.out);
}

#[test]
fn without_a_migration_several_renames_have_one() {
    let project = project();
    for (old, new) in [("users.name", "display_name"), ("users", "people")] {
        let run = project.run(&["rename", old, new, "--yes", "--no-migration"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains("`rowtype diff NAME`"), "{}", run.out);
    }
    assert_eq!(project.run(&["check"]).code, 0);
    let diff = project.run(&["diff", "--dry-run"]);
    assert_eq!(
        statements(&diff.out),
        [
            "ALTER TABLE users RENAME TO people;",
            "ALTER TABLE people RENAME COLUMN name TO display_name;"
        ]
    );
}

#[test]
fn a_chain_of_renames_keeps_the_name_that_the_migrations_know() {
    let project = project();
    for new in ["users.name title", "users.title label"] {
        let words: Vec<&str> = new.split(' ').collect();
        let run = project.run(&["rename", words[0], words[1], "--yes", "--no-migration"]);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let schema = project.read("schema.sql");
    assert!(
        schema.contains("  -- @was name\n  label VARCHAR(80)"),
        "{schema}"
    );
    assert!(!schema.contains("title"), "{schema}");
    assert_eq!(project.run(&["diff", "label"]).code, 0);

    let run = project.run(&[
        "rename",
        "users.label",
        "caption",
        "--yes",
        "--no-migration",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let schema = project.read("schema.sql");
    assert!(
        schema.contains("  -- @was label\n  caption VARCHAR(80)"),
        "{schema}"
    );
    let diff = project.run(&["diff", "--dry-run"]);
    assert_eq!(
        statements(&diff.out),
        ["ALTER TABLE users RENAME COLUMN label TO caption;"]
    );

    let run = project.run(&[
        "rename",
        "users.caption",
        "label",
        "--yes",
        "--no-migration",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!project.read("schema.sql").contains("@was"));
    let diff = project.run(&["diff", "--dry-run"]);
    assert!(diff.out.contains("no difference"), "{}", diff.out);
}

#[test]
fn a_column_that_no_migration_has_gets_no_tag() {
    let project = project();
    project.write(
        "schema.sql",
        SCHEMA.replace("  bio TEXT", "  age INTEGER,\n  bio TEXT"),
    );
    let run = project.run(&["rename", "users.age", "years", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let schema = project.read("schema.sql");
    assert!(schema.contains("  years INTEGER,"), "{schema}");
    assert!(!schema.contains("@was"), "{schema}");
}

#[test]
fn settings_follow() {
    let project = project();
    project.write(
        "rowtype.toml",
        "dialect = \"sqlite\"\n[http]\nauth = \"none\"\n[names.rename]\n\"users.name\" = \"called\"\nposts = \"articles\"\n",
    );
    let run = project.run(&["rename", "users.name", "display_name", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let settings = project.read("rowtype.toml");
    assert!(
        settings.contains("\"users.display_name\" = \"called\""),
        "{settings}"
    );
    let run = project.run(&["rename", "posts", "texts", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let settings = project.read("rowtype.toml");
    assert!(settings.contains("texts = \"articles\""), "{settings}");
}

#[test]
fn what_callers_see_can_be_kept() {
    let project = project();
    project.write(
        "queries/users.sql",
        QUERIES.replace("SELECT", "-- @route GET /names\nSELECT"),
    );
    let document = |project: &Project| {
        assert_eq!(project.run(&["gen"]).code, 0);
        project.read("generated/openapi.json")
    };
    let before = document(&project);
    let run = project.run(&[
        "rename",
        "users.name",
        "display_name",
        "--yes",
        "--keep-api",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = project.run(&["rename", "users", "people", "--yes", "--keep-api"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(document(&project), before);
}

#[test]
fn what_would_mean_something_else_is_not_written() {
    let project = project();
    project.write(
        "queries/users.sql",
        "-- name: Captured :many\nSELECT id FROM users WHERE EXISTS (SELECT 1 FROM posts WHERE name <> '');\n",
    );
    let before = project.files("");
    let run = project.run(&["rename", "users.name", "user_id", "--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("rename-captured"), "{}", run.err);
    assert!(run.err.contains("nothing is written"), "{}", run.err);
    assert_eq!(project.files(""), before);
}

#[test]
fn a_definition_with_errors_is_not_renamed() {
    let project = project();
    project.write(
        "queries/users.sql",
        "-- name: A :many\nSELECT nickname FROM users;\n",
    );
    let run = project.run(&["rename", "users.name", "display_name", "--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("unknown-column"), "{}", run.err);
}

#[test]
fn bytes_before_a_text_and_line_ends_stay() {
    let project = project();
    let schema = format!("\u{feff}{}", SCHEMA.replace('\n', "\r\n"));
    project.write("schema.sql", &schema);
    let run = project.run(&["rename", "users.name", "display_name", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = schema
        .replace("  name ", "  -- @was name\r\n  display_name ")
        .replace("(name <>", "(display_name <>");
    assert_eq!(project.read("schema.sql"), expected);
}
