//! `rowtype diff` and `rowtype migrate`: the first migration, and the refusal of any other.

use super::project::{Project, SCHEMA};

/// The files under `migrations/`, the way up last.
fn migrations(project: &Project) -> Vec<(String, String)> {
    project.files("migrations")
}

#[test]
fn the_first_migration_is_written_and_applied() {
    let project = Project::new();
    project
        .run(&["diff", "init"])
        .with_code(0)
        .says(&["wrote migrations/", "_init.up.sql"]);
    let files = migrations(&project);
    assert_eq!(files.len(), 2);
    assert!(files[0].0.ends_with("_init.down.sql") && files[1].0.ends_with("_init.up.sql"));
    assert!(
        files[1]
            .1
            .contains("CREATE TABLE users (\n  id INTEGER PRIMARY KEY,")
    );
    assert!(
        files[0]
            .1
            .contains("-- DANGER: every row of users is lost.\nDROP TABLE users;")
    );

    project
        .run(&["diff", "again"])
        .with_code(0)
        .says(&["no difference"]);
    assert_eq!(migrations(&project), files);

    let database = ["migrate", "--database", "sqlite:app.db"];
    project
        .run(&database)
        .with_code(0)
        .says(&["applied", "_init"]);
    project.run(&database).with_code(0).says(&["nothing to do"]);
}

#[test]
fn comments_and_order_are_no_difference() {
    let project = Project::new();
    project.write(
        "schema.sql",
        format!("{SCHEMA}\nCREATE TABLE b (id INTEGER PRIMARY KEY);\n"),
    );
    project.run(&["diff", "init"]).with_code(0);
    let schema = SCHEMA.replace("-- People who write.", "-- Authors.");
    project.write(
        "schema.sql",
        format!("CREATE TABLE b (id INTEGER PRIMARY KEY);\n\n{schema}"),
    );
    project
        .run(&["diff", "more"])
        .with_code(0)
        .says(&["no difference"]);
}

#[test]
fn a_change_is_refused_with_its_place() {
    let project = Project::new();
    project.run(&["diff", "init"]).with_code(0);
    let files = migrations(&project);
    project.write(
        "schema.sql",
        SCHEMA.replace("bio TEXT", "bio TEXT NOT NULL"),
    );
    for command in [
        ["diff", "bio"].as_slice(),
        &["migrate", "--database", "sqlite:app.db"],
    ] {
        project.run(command).with_code(2).complains(&[
            "migration-unsupported",
            "schema.sql:2:1",
            "not in the schema",
        ]);
    }
    assert_eq!(migrations(&project), files);
    assert!(!project.path("app.db").exists());
}

#[test]
fn what_was_applied_must_stay_as_it_was() {
    let project = Project::new();
    project.run(&["diff", "init"]).with_code(0);
    let database = ["migrate", "--database", "sqlite:app.db"];
    project.run(&database).with_code(0);
    let files = migrations(&project);
    for text in ["schema.sql", &files[1].0] {
        project.write(
            text,
            project.read(text).replace("bio TEXT", "biography TEXT"),
        );
    }
    project
        .run(&database)
        .with_code(2)
        .complains(&["_init", "has changed since"]);
}

#[test]
fn a_database_that_refuses_keeps_nothing() {
    let project = Project::new();
    project.run(&["diff", "init"]).with_code(0);
    let database = ["migrate", "--database", "sqlite:app.db"];
    project.run(&database).with_code(0);
    let up = &migrations(&project)[1].0;
    std::fs::rename(
        project.path(up),
        project.path("migrations/29990101000000_init.up.sql"),
    )
    .expect("it was written");
    project
        .run(&database)
        .with_code(2)
        .complains(&["is not there any more"]);
}

#[test]
fn the_address_comes_from_the_environment_or_a_file() {
    let project = Project::new();
    project.run(&["diff", "init"]).with_code(0);
    project
        .run(&["migrate"])
        .with_code(2)
        .complains(&["no-database", "DATABASE_URL"]);
    project
        .run_with(&["migrate"], &[("DATABASE_URL", "postgres://localhost/x")])
        .with_code(2)
        .complains(&["the project is for sqlite", "`sqlite:`"]);
    project
        .run_with(&["migrate"], &[("DATABASE_URL", "sqlite:one.db")])
        .with_code(0);
    project.write(".env", "DATABASE_URL=sqlite:two.db\n");
    project.run(&["migrate"]).with_code(0);
    assert!(project.path("one.db").exists() && project.path("two.db").exists());
}

#[test]
fn without_migrations_there_is_nothing_to_apply() {
    let project = Project::new();
    project
        .run(&["migrate", "--database", "sqlite:app.db"])
        .with_code(2)
        .complains(&["no-migrations", "rowtype diff init"]);
    project
        .run(&["diff", "a b"])
        .with_code(2)
        .complains(&["migration-name"]);
}
