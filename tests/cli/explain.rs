//! `rowtype explain`: plans of the project's statements, of SQLite and PostgreSQL.

use rowtype_runtime::Sql;
use rowtype_runtime::postgres::{Db, Read};

use super::postgres::{new_database, runtime};
use super::project::Project;

const QUERIES: &str = "\
-- name: UserByName :opt
SELECT id, bio FROM users WHERE name = @name;

-- name: Users :many
-- @optional since
-- @orderby name, id desc
SELECT id, name FROM users WHERE id > @since;

-- name: Rename :exec
UPDATE users SET name = @name WHERE id = @id;

-- name: MoveBio :exec
-- @tx
UPDATE users SET bio = NULL WHERE id = @from_id;
UPDATE users SET bio = 'moved' WHERE id = @to_id;
";

const POSTGRES_SCHEMA: &str = "\
CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL,
  bio text
);
CREATE INDEX users_name ON users (name);
";

#[test]
fn sqlite_says_how_it_would_look_for_rows() {
    let project = Project::new();
    project.write("queries/users.sql", QUERIES);
    project.run(&["diff", "init"]).with_code(0);
    let database = ["--database-url", "sqlite:app.db"];
    let migrate = ["migrate", "--database", "sqlite:app.db"];
    project.run(&migrate).with_code(0);
    let explain = |arguments: &[&str]| {
        let all = [["explain"].as_slice(), arguments, &database].concat();
        project.run(&all)
    };
    explain(&["UserByName"]).with_code(0).says(&[
        "UserByName (queries/users.sql:1): not run, for any values",
        "SCAN users",
    ]);
    explain(&["users.get"])
        .with_code(0)
        .says(&["SEARCH users USING INTEGER PRIMARY KEY"]);
    explain(&["users"]).with_code(0).says(&[
        "USE TEMP B-TREE FOR ORDER BY",
        "Its other texts: --order 'id desc'; --without since --order 'name'",
    ]);
    explain(&["Users", "--without", "since", "--order", "id desc"])
        .with_code(0)
        .says(&["SCAN users"]);
    explain(&["MoveBio"]).with_code(0).says(&[
        "UPDATE users SET bio = NULL",
        "SEARCH users",
        "UPDATE users SET bio = 'moved'",
    ]);
    explain(&["UserByName", "--format", "json"])
        .with_code(0)
        .says(&["\"name\": \"UserByName\"", "\"plan\": [", "SCAN users"]);
    let refused = explain(&["Rename", "--analyze"]).with_code(2);
    refused.complains(&["SQLite plans for any values"]);
}

#[test]
fn what_cannot_be_explained_is_told() {
    let project = Project::new();
    project.write("queries/users.sql", QUERIES);
    let complains = |arguments: &[&str], words: &[&str]| {
        let database = ["--database-url", "sqlite:app.db"];
        let all = [["explain"].as_slice(), arguments, &database].concat();
        project.run(&all).with_code(2).complains(words);
    };
    complains(
        &["UserByNam"],
        &["unknown-statement", "did you mean `UserByName`?"],
    );
    complains(&["users.gett"], &["did you mean `users.get`?"]);
    complains(
        &["Users", "--without", "name"],
        &["no optional parameter `name`", "since"],
    );
    complains(
        &["Users", "--order", "size"],
        &["no order `size`", "name; id desc"],
    );
    complains(&["users.get", "--order", "id"], &["one text only"]);
    complains(
        &["Rename", "--param", "nam=x"],
        &["no parameter `nam`", "did you mean `name`?"],
    );
    // The database is empty.
    complains(
        &["Rename"],
        &["`Rename` cannot be explained", "no such table: users"],
    );
    project.write(
        "queries/users.sql",
        "-- name: Wrong :many\nSELECT x FROM users;\n",
    );
    complains(&["Wrong"], &["unknown-column"]);
}

#[test]
fn postgres_plans_for_any_values_for_these_or_runs_and_rolls_back() {
    let project = Project::empty();
    project.write(
        "rowtype.toml",
        "dialect = \"postgres\"\n[http]\nauth = \"none\"\n",
    );
    project.write("schema.sql", POSTGRES_SCHEMA);
    project.write("queries/users.sql", QUERIES);
    let url = new_database("explain");
    runtime().block_on(async {
        let db = Db::connect(&url).await.unwrap();
        db.execute_script(POSTGRES_SCHEMA).await.unwrap();
        let fill = "INSERT INTO users SELECT n, 'name ' || n FROM generate_series(1, 2000) AS n; ANALYZE users";
        db.execute_script(fill).await.unwrap();
    });
    let explain = |arguments: &[&str]| {
        let all = [["explain"].as_slice(), arguments, &["--database-url", &url]].concat();
        project.run(&all)
    };
    explain(&["UserByName"]).with_code(0).says(&[
        "for any values",
        "Index Scan using users_name",
        "$1",
    ]);
    explain(&["UserByName", "--param", "name=it's"])
        .with_code(0)
        .says(&["for these values", "it''s"]);
    explain(&["users.get", "--param", "id=7"])
        .with_code(0)
        .says(&["users_pkey", "id = '7'::bigint"]);
    explain(&["users.list"])
        .with_code(0)
        .says(&["Seq Scan on users"]);
    explain(&["UserByName", "--param", "name=name 7", "--analyze"])
        .with_code(0)
        .says(&[
            "run and rolled back",
            "actual time",
            "rows=1",
            "Execution Time",
        ]);

    // What writes is not run, or rolled back.
    explain(&["Rename"]).with_code(0).says(&["Update on users"]);
    explain(&[
        "Rename",
        "--param",
        "name=nobody",
        "--param",
        "id=7",
        "--analyze",
    ])
    .with_code(0)
    .says(&["Update on users", "actual time"]);
    explain(&[
        "MoveBio",
        "--param",
        "from_id=1",
        "--param",
        "to_id=2",
        "--analyze",
    ])
    .with_code(0)
    .says(&["SET bio = 'moved'"]);
    explain(&["users.delete_where", "--analyze"])
        .with_code(0)
        .says(&["Delete on users"]);
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

    let missing = explain(&["Rename", "--param", "name=x", "--analyze"]).with_code(2);
    missing.complains(&["values are missing: --param id=.. (bigint)"]);
    let missing = explain(&["users.get", "--analyze"]).with_code(2);
    missing.complains(&["values are missing: --param id=.. (bigint)"]);
    explain(&["UserByName", "--param", "name", "--analyze"])
        .with_code(0)
        .says(&["rows=0"]);
    let wrong = explain(&["users.get", "--param", "id=seven"]).with_code(2);
    wrong.complains(&["invalid input syntax for type bigint: \"seven\""]);
}
