//! `rowtype diff` and `rowtype migrate`.

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
fn a_change_is_written_and_applied() {
    let project = Project::new();
    project.run(&["diff", "init"]).with_code(0);
    let database = ["migrate", "--database", "sqlite:app.db"];
    project.run(&database).with_code(0);
    let schema = SCHEMA.replace("bio TEXT", "-- @backfill 'nothing'\n  bio TEXT NOT NULL");
    project.write("schema.sql", &schema);
    project
        .run(&database)
        .with_code(2)
        .complains(&["migrations-behind", "rowtype diff"]);
    project
        .run(&["diff", "--dry-run"])
        .with_code(0)
        .says(&["PRAGMA foreign_keys = OFF;", "coalesce(bio, 'nothing')"]);
    assert_eq!(migrations(&project).len(), 2, "nothing is written so");
    project.run(&["diff", "full_bio"]).with_code(0);
    project
        .run(&database)
        .with_code(0)
        .says(&["applied", "_full_bio"]);
    project
        .run(&["diff", "more"])
        .with_code(0)
        .says(&["no difference"]);
}

#[test]
fn nothing_is_lost_without_a_word() {
    let project = Project::new();
    project.run(&["diff", "init"]).with_code(0);
    project.write("schema.sql", SCHEMA.replace("bio TEXT", "about TEXT"));
    project.run(&["diff", "about"]).with_code(2).complains(&[
        "migration-ambiguous",
        "users.bio goes and users.about comes",
        "schema.sql:5:3",
        "`-- @was bio`",
    ]);
    assert_eq!(migrations(&project).len(), 2);
    project
        .run(&["diff", "--dry-run", "--allow-loss"])
        .with_code(0)
        .says(&[
            "-- DANGER: every value of users.bio is lost.\nALTER TABLE users DROP COLUMN bio;",
        ]);
    let schema = SCHEMA.replace("bio TEXT", "-- @was bio\n  about TEXT");
    project.write("schema.sql", schema);
    project
        .run(&["diff", "--dry-run"])
        .with_code(0)
        .says(&["ALTER TABLE users RENAME COLUMN bio TO about;"]);
}

#[test]
fn what_goes_and_comes_without_likeness_is_a_loss() {
    let project = Project::new();
    project.run(&["diff", "init"]).with_code(0);
    project.write("schema.sql", SCHEMA.replace("bio TEXT", "born INTEGER"));
    project.run(&["diff", "born"]).with_code(2).complains(&[
        "migration-loses",
        "every value of users.bio is lost",
        "--allow-loss",
    ]);
    assert_eq!(migrations(&project).len(), 2);
}

#[test]
fn steps_are_deployed_apart() {
    let project = Project::new();
    let head = "CREATE TABLE a (id int PRIMARY KEY, name text";
    project.write("old.sql", format!("{head}, old text);"));
    let new = format!("{head} NOT NULL DEFAULT '');\nCREATE INDEX a_name ON a (name);");
    project.write("new.sql", new);
    let between = [
        "diff",
        "--from",
        "old.sql",
        "--to",
        "new.sql",
        "--allow-loss",
    ];
    let of = |database: &'static str, how: &'static str| {
        let more = ["--database", database, how];
        between.iter().copied().chain(more).collect::<Vec<_>>()
    };
    project
        .run(&of("postgres", "--online"))
        .with_code(0)
        .says(&[
            "-- Step 2 of 3: runs beside the code",
            "-- rowtype: no-transaction",
            "CREATE INDEX CONCURRENTLY a_name ON a (name);",
            "-- Step 3 of 3: runs when no code needs any more what goes.",
            "ALTER TABLE a VALIDATE CONSTRAINT a_name_not_null;",
            "-- DANGER: every value of a.old is lost.",
        ]);
    project
        .run(&of("postgres", "--concurrently"))
        .with_code(0)
        .says(&[
            "ALTER TABLE a ALTER COLUMN name SET NOT NULL;",
            "CREATE INDEX CONCURRENTLY a_name ON a (name);",
        ]);
    project
        .run(&of("sqlite", "--online"))
        .with_code(2)
        .complains(&["no-online-forms"]);
}

#[test]
fn rows_that_are_there_need_a_value() {
    let project = Project::new();
    project.run(&["diff", "init"]).with_code(0);
    let schema = SCHEMA.replace("bio TEXT", "bio TEXT,\n  login TEXT NOT NULL");
    project.write("schema.sql", schema);
    project.run(&["diff", "login"]).with_code(2).complains(&[
        "migration-open",
        "users.login, which is NOT NULL and has no DEFAULT",
        "@backfill",
    ]);
}

#[test]
fn two_files_are_compared() {
    let project = Project::new();
    project.write("old.sql", "CREATE TABLE a (id int PRIMARY KEY);");
    project.write("new.sql", "CREATE TABLE a (id int PRIMARY KEY, b text);");
    let files = ["diff", "--from", "old.sql", "--to", "new.sql"];
    let between = |more: &[&str]| project.run(&[files.as_slice(), more].concat());
    between(&["--database", "postgres"])
        .with_code(0)
        .says(&["ALTER TABLE a ADD COLUMN b text;"]);
    between(&["--database", "postgres", "--down"])
        .with_code(0)
        .says(&["ALTER TABLE a DROP COLUMN b;"]);
    between(&["--database", "oracle"])
        .with_code(2)
        .complains(&["unknown-database"]);
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

/// A project with two migrations, whose schema they build.
fn two() -> Project {
    let project = Project::new();
    project.write("migrations/1_init.up.sql", SCHEMA);
    project.write("migrations/1_init.down.sql", "DROP TABLE users;\n");
    let more = "CREATE TABLE tags (id INTEGER PRIMARY KEY);\n";
    project.write("migrations/2_tags.up.sql", more);
    project.write("migrations/2_tags.down.sql", "DROP TABLE tags;\n");
    project.write("schema.sql", format!("{SCHEMA}\n{more}"));
    project
}

#[test]
fn it_goes_as_far_as_is_said() {
    let project = two();
    let run = |arguments: &[&str]| {
        let database = ["--database", "sqlite:app.db"];
        project.run(&[arguments, &database].concat())
    };
    let status = run(&["status", "--check"]).with_code(1);
    status.says(&["pending  1_init", "pending  2_tags"]);
    let planned = run(&["migrate", "--dry-run"]).with_code(0);
    planned.says(&["-- 1_init.up.sql\n", "-- 2_tags.up.sql\nCREATE TABLE tags"]);
    run(&["history"]).with_code(0);
    assert!(
        !project.path("app.db").exists(),
        "none of these makes a file"
    );

    let first = run(&["migrate", "--to", "init"]).with_code(0);
    assert!(!first.out.contains("2_tags"), "{}", first.out);
    run(&["migrate", "--to", "nothing"])
        .with_code(2)
        .complains(&["there is no migration nothing"]);
    run(&["migrate"]).with_code(0).says(&["applied 2_tags"]);
    run(&["status", "--check"]).with_code(0);
    let planned = run(&["rollback", "--to", "1_init", "--dry-run"]).with_code(0);
    planned.says(&["-- 2_tags.down.sql\nDROP TABLE tags;"]);
    run(&["rollback", "--to", "1_init"])
        .with_code(0)
        .says(&["took back 2_tags"]);
    let history = run(&["history"]).with_code(0);
    history.says(&[
        "up        1_init  20",
        "up        2_tags  20",
        "down      2_tags  20",
    ]);
}

#[test]
fn what_is_there_already_is_noted() {
    let project = two();
    let run = |arguments: &[&str]| {
        let database = ["--database", "sqlite:app.db"];
        project.run(&[arguments, &database].concat())
    };
    run(&["baseline"])
        .with_code(2)
        .complains(&["there is no such database"]);
    let db = rusqlite::Connection::open(project.path("app.db")).expect("it is made");
    db.execute_batch(SCHEMA).expect("the schema fits");
    run(&["baseline"]).with_code(2).complains(&[
        "baseline-missing",
        "does not have what these migrations make: tags",
    ]);
    run(&["baseline", "init"])
        .with_code(0)
        .says(&["noted 1_init as applied"]);
    run(&["migrate"]).with_code(0).says(&["applied 2_tags"]);
    run(&["baseline", "--force"])
        .with_code(0)
        .says(&["nothing to do"]);
    run(&["history"]).with_code(0).says(&["baseline  1_init"]);

    let other = SCHEMA.replace("TEXT", "CLOB");
    project.write("migrations/1_init.up.sql", &other);
    let status = run(&["status"]).with_code(2);
    assert!(status.out.contains("changed  1_init"), "{}", status.out);
    status.complains(&["has changed since", "rowtype accept 1_init --reason TEXT"]);
    run(&["accept", "init", "--reason", "the same in SQLite"])
        .with_code(0)
        .says(&["accepted 1_init"]);
    run(&["history"])
        .with_code(0)
        .says(&["accept    1_init", "the same in SQLite"]);
    run(&["accept", "init", "--reason", "again"])
        .with_code(2)
        .complains(&["nothing to accept"]);
}

#[test]
fn seeds_are_applied_once() {
    let project = two();
    let run = |arguments: &[&str]| {
        let database = ["--database", "sqlite:app.db"];
        project.run(&[arguments, &database].concat())
    };
    project.write(
        "seeds/users.sql",
        "INSERT INTO users (name) VALUES ('Ada');\n",
    );
    run(&["seed"])
        .with_code(2)
        .complains(&["migrations-pending", "2 migrations pending"]);
    assert!(!project.path("app.db").exists());
    run(&["migrate"]).with_code(0);
    run(&["seed"])
        .with_code(0)
        .says(&["applied seeds/users.sql"]);
    run(&["seed"]).with_code(0).says(&["nothing to do"]);
    project.write(
        "seeds/more.sql",
        "-- More.\nINSERT INTO users (nam) VALUES ('Grace');\n",
    );
    run(&["seed"]).with_code(2).complains(&[
        "seed seeds/more.sql failed at statement 1 of 1 (line 2)",
        "no column named nam",
        "nothing of it stays",
    ]);
    project.write(
        "seeds/more.sql",
        "INSERT INTO users (name) VALUES ('Grace');\n",
    );
    run(&["seed"])
        .with_code(0)
        .says(&["applied seeds/more.sql"]);
    project.write(
        "seeds/users.sql",
        "INSERT INTO users (name) VALUES ('Alan');\n",
    );
    run(&["seed"]).with_code(2).complains(&[
        "seed seeds/users.sql was applied to this database and has changed since",
        "rowtype accept",
    ]);
    run(&["accept", "seeds/users.sql", "--reason", "another name"])
        .with_code(0)
        .says(&["accepted seeds/users.sql as it is now"]);
    run(&["seed"]).with_code(0).says(&["nothing to do"]);
    run(&["status", "--check"]).with_code(0);
    run(&["history"])
        .with_code(0)
        .says(&["seed      seeds/users.sql", "another name"]);
}

#[test]
fn what_can_be_in_no_transaction_says_so() {
    let project = two();
    project.write("migrations/3_small.up.sql", "VACUUM;\n");
    let migrate = ["migrate", "--database", "sqlite:app.db"];
    project.run(&migrate).with_code(2).complains(&[
        "migration 3_small failed at statement 1 of 1 (line 1)",
        "write the line `-- rowtype: no-transaction` into the file",
    ]);
    project.write(
        "migrations/3_small.up.sql",
        "-- rowtype: no-transaction\nVACUUM;\n",
    );
    project
        .run(&migrate)
        .with_code(0)
        .says(&["applied 3_small"]);
}

#[test]
fn the_code_carries_the_migrations() {
    let project = two();
    project.run(&["gen"]).with_code(0);
    let carried = project.read("generated/src/migrations.rs");
    for file in ["1_init.up.sql", "1_init.down.sql", "2_tags.up.sql"] {
        let path = format!("\"../../migrations/{file}\"");
        assert!(carried.contains(&path), "no {path} in:\n{carried}");
    }
    let root = project.read("generated/src/lib.rs");
    assert!(
        root.contains("#[cfg(feature = \"db\")]\npub mod migrations;"),
        "{root}"
    );
    project.write("migrations/3_more.up.sql", "SELECT 1;\n");
    project
        .run(&["gen", "--check"])
        .with_code(1)
        .says(&["3_more"]);
}

#[test]
fn migrations_of_two_branches_and_those_that_lag_are_named() {
    let project = Project::new();
    project.run(&["diff", "init"]).with_code(0);
    project.run(&["gen"]).with_code(0);
    project.run(&["gen", "--check"]).with_code(0);
    let more = SCHEMA.replace("bio TEXT", "bio TEXT,\n  born INTEGER");
    project.write("schema.sql", more);
    project.run(&["gen"]).with_code(0);
    project
        .run(&["gen", "--check"])
        .with_code(1)
        .complains(&["migrations-behind", "rowtype diff NAME"]);
    project.run(&["diff", "born"]).with_code(0);
    project.run(&["gen"]).with_code(0);
    project.run(&["gen", "--check"]).with_code(0);
    let (name, born) = migrations(&project).pop().expect("the way up is the last");
    assert!(born.starts_with("-- rowtype: after "), "{name}: {born}");
    let other = born.replace("born", "died");
    project.write("migrations/29990101000000_died.up.sql", other);
    project.run(&["diff", "again"]).with_code(2).complains(&[
        "migrations-side-by-side",
        "29990101000000_died was written after",
        "so was this one, in another branch",
    ]);
}
