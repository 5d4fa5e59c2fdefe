//! The commands that reach a database, on MariaDB, and those that do not.

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
fn migrations_of_mariadb_are_applied_and_not_written() {
    let project = project();
    for command in [["diff", "init"], ["dev", "--no-watch"]] {
        project.run(&command).with_code(2).complains(&[
            "dialect-without-migrations",
            "databases of MariaDB",
            "give schema.sql to the database's own client",
        ]);
    }
    // No database is asked: there is none at this address.
    let database = [
        "migrate",
        "--database",
        "mysql://nobody@127.0.0.1:1/nothing",
    ];
    project
        .run(&database)
        .with_code(2)
        .complains(&["no-migrations"]);
    project.write("migrations/1_init.up.sql", SCHEMA);
    project
        .run(&database)
        .with_code(2)
        .complains(&["cannot be opened"]);
    project.run(&["gen"]).with_code(0);
}
