//! The commands that reach a database, and those that compare schemas, on MariaDB.

use rowtype_runtime::Sql;
use rowtype_runtime::mysql::{Db, Read};

use super::postgres::runtime;
use super::project::Project;

const SCHEMA: &str = "\
CREATE TABLE users (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  name varchar(80) NOT NULL,
  bio text
);
CREATE INDEX users_name ON users (name);
";

const QUERIES: &str = "\
-- name: UserByName :opt
SELECT id, bio FROM users WHERE name = @name;

-- name: Some :many
SELECT id FROM users ORDER BY id LIMIT @at_most;

-- name: All :many
SELECT id, bio FROM users;

-- name: Rename :exec
UPDATE users SET name = @name WHERE id = @id;

-- name: Make :one
INSERT INTO users (name) VALUES (@name) RETURNING id;

-- name: MoveBio :exec
-- @tx
UPDATE users SET bio = NULL WHERE id = @from_id;
UPDATE users SET bio = 'moved' WHERE id = @to_id;
";

fn project() -> Project {
    let project = Project::empty();
    project.write(
        "rowtype.toml",
        "dialect = \"mariadb\"\n[http]\nauth = \"none\"\n",
    );
    project.write("schema.sql", SCHEMA);
    project.write("queries/users.sql", QUERIES);
    project
}

/// The address of a new database with the schema.
async fn new_database(name: &str) -> String {
    let server = std::env::var("ROWTYPE_TEST_MARIADB").expect(
        "ROWTYPE_TEST_MARIADB names a MariaDB server: cargo xtask with-mariadb cargo test --test cli",
    );
    let name = format!("cli_{name}_{}", std::process::id());
    let db = Db::connect(&server).await.expect("the server answers");
    db.execute_script(&format!("CREATE DATABASE {name}"))
        .await
        .expect("it may be made");
    let url = format!("{server}/{name}");
    let db = Db::connect(&url).await.expect("the database is there");
    db.execute_script(SCHEMA).await.expect("the schema fits");
    url
}

#[test]
fn mariadb_plans_for_these_values_or_runs_and_rolls_back() {
    let project = project();
    let url = runtime().block_on(async {
        let url = new_database("explain").await;
        let db = Db::connect(&url).await.unwrap();
        let fill = "INSERT INTO users (name) SELECT CONCAT('name ', seq) FROM seq_1_to_2000; ANALYZE TABLE users";
        db.execute_script(fill).await.unwrap();
        url
    });
    let explain = |arguments: &[&str]| {
        let all = [["explain"].as_slice(), arguments, &["--database-url", &url]].concat();
        project.run(&all)
    };
    explain(&["All"])
        .with_code(0)
        .says(&["not run, for any values", "\"access_type\": \"ALL\""]);
    explain(&["UserByName", "--param", "name=it's"])
        .with_code(0)
        .says(&["for these values", "\"key\": \"users_name\""]);
    explain(&["users.get", "--param", "id=7"])
        .with_code(0)
        .says(&["\"key\": \"PRIMARY\"", "\"access_type\": \"const\""]);
    explain(&["Some", "--param", "at_most=5", "--analyze"])
        .with_code(0)
        .says(&[
            "run and rolled back",
            "\"r_rows\": 5",
            "\"r_total_time_ms\"",
        ]);

    // What writes is not run, or rolled back.
    let renamed = ["Rename", "--param", "name=nobody", "--param", "id=7"];
    explain(&renamed)
        .with_code(0)
        .says(&["\"key\": \"PRIMARY\""]);
    explain(&[renamed.as_slice(), &["--analyze"]].concat())
        .with_code(0)
        .says(&["run and rolled back"]);
    explain(&["Make", "--param", "name=nobody", "--analyze"]).with_code(0);
    let moved = ["MoveBio", "--param", "from_id=1", "--param", "to_id=2"];
    explain(&[moved.as_slice(), &["--analyze"]].concat())
        .with_code(0)
        .says(&["SET bio = 'moved'", "r_total_time_ms"]);
    explain(&["users.delete_where", "--analyze"]).with_code(0);
    runtime().block_on(async {
        let db = Db::connect(&url).await.unwrap();
        let changed = Sql::new(
            "changed",
            "SELECT count(*) FROM users WHERE name = 'nobody' OR bio IS NOT NULL",
        );
        let changed = db.query_one(&changed, &[], |row| row.get::<i64>(0)).await;
        assert_eq!(changed.unwrap(), 0);
        let all = Sql::new("all", "SELECT count(*) FROM users");
        let all = db.query_one(&all, &[], |row| row.get::<i64>(0)).await;
        assert_eq!(all.unwrap(), 2000);
    });

    let missing = explain(&["Rename", "--param", "name=x"]).with_code(2);
    missing.complains(&["planned for values alone", "--param id=.."]);
    let missing = explain(&["users.create"]).with_code(2);
    missing.complains(&["parameters"]);
    let postgres = [
        "explain",
        "All",
        "--database-url",
        "postgres://localhost/app",
    ];
    let refused = project.run(&postgres).with_code(2);
    refused.complains(&["database-address", "`mariadb:` or `mysql:`"]);
}

#[test]
fn what_else_mariadb_says_of_a_column_is_no_part_of_its_default() {
    let project = project();
    project.write(
        "schema.sql",
        "CREATE TABLE notes (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  changed_at timestamp(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6),
  title varchar(80) NOT NULL DEFAULT 'none' COMMENT 'what it is called'
);
",
    );
    project.write("queries/users.sql", "");
    let service = project.run(&["inspect", "service"]).with_code(0);
    service.says(&["VALUES (coalesce(?, current_timestamp(6)), coalesce(?, 'none'))"]);
}

/// A service that ends at once: `dev` has filled its database by then.
const SERVICE: &str = "\
[package]
name = \"ends\"
version = \"0.1.0\"
edition = \"2024\"

[workspace]
";

#[test]
fn mariadb_has_databases_of_dev_that_are_emptied_and_made_anew() {
    let project = project();
    project.write("Cargo.toml", SERVICE);
    project.write("src/main.rs", "fn main() {}\n");
    project.write(
        "rowtype.toml",
        "dialect = \"mariadb\"\nseeds = \"seeds\"\n[http]\nauth = \"none\"\n",
    );
    project.write(
        "seeds/users.sql",
        "INSERT INTO users (name) VALUES ('Ada');",
    );
    let filled = runtime().block_on(new_database("dev"));
    let dev = |url: &str| {
        project.run_with(
            &["dev", "--no-watch", "--port", "0"],
            &[("DATABASE_URL", url)],
        )
    };
    // Somebody's tables are nobody's to drop.
    dev(&filled).with_code(2).complains(&["not-a-dev-database"]);

    let url = format!("{filled}_new");
    let asked = |sql: &'static str| {
        runtime().block_on(async {
            let db = Db::connect(&url).await.expect("the database is there");
            db.query_all(&Sql::new("asked", sql), &[], |row| row.get::<String>(0))
                .await
                .expect("it answers")
        })
    };
    let server = filled.rsplit_once('/').expect("an address with a database");
    runtime().block_on(async {
        let db = Db::connect(server.0).await.unwrap();
        db.execute_script(&format!("CREATE DATABASE {}_new", server.1))
            .await
            .unwrap();
        let db = Db::connect(&url).await.unwrap();
        let routine = "CREATE FUNCTION of_somebody() RETURNS int RETURN 1";
        db.execute_script(routine).await.unwrap();
    });
    dev(&url).says(&["filled the database from the schema, with the rows of 1 seed file"]);
    assert_eq!(asked("SELECT name FROM users"), ["Ada"]);
    assert_eq!(
        asked(
            "SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()"
        ),
        ["of_somebody"]
    );

    // What dev has not made goes with the rest: tables that refer to each other, views, sequences, routines.
    runtime().block_on(async {
        let db = Db::connect(&url).await.unwrap();
        for made in [
            "CREATE SEQUENCE a_numbers",
            "CREATE TABLE a_notes (id bigint PRIMARY KEY DEFAULT nextval(a_numbers), user_id bigint REFERENCES users (id))",
            "CREATE VIEW z_names AS SELECT name FROM users",
            "CREATE TRIGGER louder BEFORE INSERT ON users FOR EACH ROW SET NEW.name = upper(NEW.name)",
            "CREATE FUNCTION `odd``name`() RETURNS int RETURN 1",
            "CREATE PROCEDURE nothing() SELECT 1",
            "CREATE EVENT later ON SCHEDULE EVERY 1 YEAR DO SELECT 1",
        ] {
            db.execute_script(made).await.expect(made);
        }
    });
    project.write(
        "schema.sql",
        SCHEMA.replace("bio text", "bio text, age int"),
    );
    dev(&url).says(&["made the database anew"]);
    assert_eq!(asked("SELECT name FROM users"), ["Ada"]);
    let left = asked(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() UNION ALL
SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE() UNION ALL
SELECT event_name FROM information_schema.events WHERE event_schema = DATABASE() UNION ALL
SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY 1",
    );
    assert_eq!(
        left,
        [
            "rowtype_dev",
            "rowtype_migrations",
            "rowtype_migrator",
            "users"
        ],
        "everything else is gone"
    );

    // A schema that the database refuses leaves a database that is still known.
    project.write(
        "seeds/users.sql",
        "INSERT INTO users (name) VALUES ('Ada'); INSERT INTO users (nobody) VALUES (1);",
    );
    dev(&url)
        .with_code(2)
        .complains(&["database-refused", "nobody"]);
    project.write(
        "seeds/users.sql",
        "INSERT INTO users (name) VALUES ('Grace');",
    );
    dev(&url).says(&["made the database anew"]);
    assert_eq!(asked("SELECT name FROM users"), ["Grace"]);
}

#[test]
fn mariadb_migrations_are_written_without_a_database() {
    let project = project();
    project.run(&["diff", "init"]).with_code(0);
    project.write(
        "schema.sql",
        SCHEMA.replace(
            "bio text",
            "bio text,\n  -- @backfill lower(name)\n  login varchar(80) NOT NULL DEFAULT ''",
        ),
    );
    project.run(&["diff", "login"]).with_code(0);
    let written = project.files("migrations");
    let texts: Vec<&str> = written.iter().map(|(_, text)| text.as_str()).collect();
    let [_, init, down, up] = texts.as_slice() else {
        panic!("{written:#?}")
    };
    assert!(
        init.contains("CREATE INDEX users_name ON users (name);"),
        "{init}"
    );
    let expected = "\
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users ADD COLUMN login varchar(80);

UPDATE users SET login = lower(name);

ALTER TABLE users MODIFY COLUMN login varchar(80) NOT NULL DEFAULT '';
";
    let (after, up) = up.split_once('\n').expect("lines");
    assert!(
        after.starts_with("-- rowtype: after ") && after.ends_with("_init"),
        "{after}"
    );
    assert_eq!(up, expected);
    assert!(
        down.contains("-- DANGER: every value of users.login is lost."),
        "{down}"
    );
    project
        .run(&["diff", "again"])
        .with_code(0)
        .says(&["no difference"]);
    project.run(&["gen"]).with_code(0);
}

#[test]
fn two_files_of_mariadb_and_mysql_are_compared() {
    let project = Project::empty();
    project.write(
        "old.sql",
        "CREATE TABLE t (id int PRIMARY KEY, a int, KEY (a));",
    );
    project.write("new.sql", "CREATE TABLE t (id int PRIMARY KEY, b bigint);");
    for database in ["mariadb", "mysql"] {
        let files = [
            "--from",
            "old.sql",
            "--to",
            "new.sql",
            "--database",
            database,
        ];
        let up = [&["diff"], files.as_slice()].concat();
        project
            .run(&up)
            .with_code(2)
            .complains(&["migration-loses", "every value of t.a is lost"]);
        let up = [up.as_slice(), &["--allow-loss"]].concat();
        let printed = project.run(&up).with_code(0);
        printed.says(&[
            "DROP INDEX a,\n  ADD COLUMN b bigint;",
            "ALTER TABLE t DROP COLUMN a;",
        ]);
        let down = [up.as_slice(), &["--down"]].concat();
        let printed = project.run(&down).with_code(0);
        printed.says(&["ADD COLUMN a int,\n  ADD INDEX a (a);"]);
    }
    let unknown = [
        "diff",
        "--from",
        "old.sql",
        "--to",
        "new.sql",
        "--database",
        "oracle",
    ];
    let refused = project.run(&unknown).with_code(2);
    refused.complains(&["unknown-database", "`mysql` or `mariadb`"]);
}
