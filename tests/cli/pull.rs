//! `rowtype pull`, `rowtype verify` and `rowtype diff --from-database`.

use rowtype_runtime::{mysql, postgres, sqlite};

use super::postgres::{new_database, runtime};
use super::project::Project;

/// What each database has a word for.
const SQLITE: &str = "\
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name VARCHAR(80) NOT NULL DEFAULT 'nobody' CHECK (name <> ''),
  mail TEXT NOT NULL
);
CREATE INDEX users_mail ON users (mail);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  title TEXT NOT NULL
);

CREATE VIEW names AS SELECT name FROM users WHERE id > 0;

CREATE TRIGGER users_kept BEFORE DELETE ON users BEGIN SELECT raise(ABORT, 'kept'); END;
";

const POSTGRES: &str = "\
CREATE TYPE mood AS ENUM ('glad', 'calm');

CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name varchar(80) NOT NULL DEFAULT 'nobody' CHECK (name <> '' AND length(name) BETWEEN 1 AND 80),
  mail text NOT NULL UNIQUE,
  mood mood NOT NULL DEFAULT 'calm'
);
CREATE INDEX users_name ON users (lower(name)) WHERE name <> 'x';
COMMENT ON COLUMN users.mail IS 'Where';

CREATE TABLE posts (
  id serial PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  title text NOT NULL
);

CREATE VIEW names AS SELECT name FROM users WHERE id > 0;

CREATE FUNCTION keep(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER users_kept BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION kept();
GRANT SELECT, INSERT ON users TO PUBLIC;
";

const MARIADB: &str = "\
CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name varchar(80) NOT NULL DEFAULT 'nobody' CHECK (name <> ''),
  mail varchar(80) NOT NULL COMMENT 'Where',
  mood enum('glad', 'calm') NOT NULL DEFAULT 'calm'
);
CREATE INDEX users_mail ON users (mail);

CREATE TABLE posts (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id),
  title text NOT NULL
);

CREATE VIEW names AS SELECT name FROM users WHERE id > 0;

CREATE TRIGGER users_kept BEFORE INSERT ON users FOR EACH ROW SET NEW.name = trim(NEW.name);
";

/// A project with a schema, and nothing else.
fn project(dialect: &str, schema: &str) -> Project {
    let project = Project::empty();
    let config = format!("dialect = \"{dialect}\"\n[http]\nauth = \"none\"\n");
    project.write("rowtype.toml", config);
    project.write("schema.sql", schema);
    project
}

/// Runs a script on the database of an address.
fn execute(url: &str, sql: &str) {
    let done = runtime().block_on(async {
        if url.starts_with("sqlite:") {
            sqlite::Db::connect(url).await?.execute_script(sql).await
        } else if url.starts_with("mysql:") {
            let db = mysql::Db::connect(url).await?;
            for statement in sql.split(";\n").filter(|one| !one.trim().is_empty()) {
                db.execute_script(statement).await?;
            }
            Ok(())
        } else {
            postgres::Db::connect(url).await?.execute_script(sql).await
        }
    });
    done.unwrap_or_else(|error| panic!("{error:?}: {sql}"));
}

fn new_sqlite(project: &Project) -> String {
    format!("sqlite:{}", project.path("app.db").display())
}

fn new_mariadb(name: &str) -> String {
    let server = std::env::var("ROWTYPE_TEST_MARIADB").expect(
        "ROWTYPE_TEST_MARIADB names a MariaDB server: cargo xtask with-mariadb cargo test --test cli",
    );
    let name = format!("cli_{name}_{}", std::process::id());
    execute(&server, &format!("CREATE DATABASE {name}"));
    format!("{server}/{name}")
}

/// A change that somebody has made by hand, and what is said of it.
type Drifts = [(&'static str, &'static str)];

fn verify_finds(
    dialect: &str,
    schema: &str,
    new: &dyn Fn(&Project, usize) -> String,
    drifts: &Drifts,
) {
    let project = project(dialect, schema);
    let untouched = new(&project, 0);
    execute(&untouched, schema);
    let verify = |url: &str| project.run(&["verify", "--database", url]);
    verify(&untouched).with_code(0).says(&["no difference"]);
    for (at, (drift, said)) in drifts.iter().enumerate() {
        let url = new(&project, at + 1);
        execute(&url, schema);
        execute(&url, drift);
        let answer = verify(&url).with_code(1);
        answer.says(&[said]);
    }
}

#[test]
fn sqlite_is_verified() {
    let new = |project: &Project, at: usize| {
        format!("sqlite:{}", project.path(&format!("{at}.db")).display())
    };
    verify_finds(
        "sqlite",
        SQLITE,
        &new,
        &[
            (
                "ALTER TABLE users ADD COLUMN bio TEXT",
                "column users.bio is not in the schema",
            ),
            (
                "DROP INDEX users_mail",
                "index users_mail is not in the database",
            ),
            (
                "DROP INDEX users_mail; CREATE INDEX users_mail ON users (mail DESC)",
                "index users_mail is `CREATE INDEX users_mail ON users (mail DESC)` and must be",
            ),
            (
                "DROP TRIGGER users_kept",
                "trigger users_kept is not in the database",
            ),
            (
                "DROP VIEW names; CREATE VIEW names AS SELECT mail FROM users",
                "view names is",
            ),
            (
                "DROP TABLE posts; CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id TEXT REFERENCES users (id), title TEXT NOT NULL DEFAULT '')",
                "column posts.user_id: its type is `TEXT` and must be `INTEGER`",
            ),
            (
                "DROP TABLE posts; CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER, title TEXT NOT NULL)",
                "constraint `FOREIGN KEY (user_id) REFERENCES users (id)` of posts is not in the database",
            ),
            (
                "DROP TABLE posts; CREATE TABLE \"posts\" (\"id\" integer primary key, user_id INTEGER NOT NULL, title TEXT NOT NULL DEFAULT 'x', FOREIGN KEY (user_id) REFERENCES users)",
                "column posts.title: its default is not in the schema: `DEFAULT 'x'`\n1 difference",
            ),
        ],
    );
}

#[test]
fn postgres_is_verified() {
    let new = |_: &Project, at: usize| new_database(&format!("drift_{at}"));
    verify_finds(
        "postgres",
        POSTGRES,
        &new,
        &[
            (
                "DROP VIEW names; ALTER TABLE users ALTER name TYPE varchar(81)",
                "column users.name: its type is `varchar(81)` and must be `varchar(80)`",
            ),
            (
                "ALTER TABLE users ALTER name SET DEFAULT 'x'",
                "column users.name: its default is `DEFAULT 'x'` and must be `DEFAULT 'nobody'`",
            ),
            (
                "ALTER TABLE users ALTER mail DROP NOT NULL",
                "column users.mail: its NOT NULL is missing",
            ),
            (
                "DROP INDEX users_name",
                "index users_name is not in the database",
            ),
            (
                "CREATE INDEX more ON posts (title)",
                "index more is not in the schema",
            ),
            (
                "ALTER TABLE users DROP CONSTRAINT users_name_check",
                "constraint users_name_check of users is not in",
            ),
            (
                "ALTER TABLE posts DROP CONSTRAINT posts_user_id_fkey; ALTER TABLE posts ADD FOREIGN KEY (user_id) REFERENCES users",
                "constraint posts_user_id_fkey of posts is `FOREIGN KEY (user_id) REFERENCES users (id)` and must be",
            ),
            (
                "ALTER TYPE mood ADD VALUE 'sad'",
                "type mood is `CREATE TYPE mood AS ENUM ('glad', 'calm', 'sad')`",
            ),
            (
                "CREATE OR REPLACE VIEW names AS SELECT name FROM users WHERE id > 1",
                "WHERE users.id > 1",
            ),
            (
                "ALTER TABLE users DISABLE TRIGGER users_kept",
                "switch of a trigger",
            ),
            (
                "DROP TRIGGER users_kept ON users",
                "trigger users_kept of users is not in the database",
            ),
            (
                "CREATE OR REPLACE FUNCTION keep(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1'",
                "function keep(a integer) is",
            ),
            (
                "COMMENT ON COLUMN users.mail IS NULL",
                "comment on column users.mail is not in the database",
            ),
            (
                "COMMENT ON TABLE users IS 'x'",
                "comment on table users is not in the schema",
            ),
            (
                "REVOKE INSERT ON users FROM PUBLIC",
                "INSERT, SELECT on users to PUBLIC is not in the database",
            ),
            (
                "ALTER TABLE posts ENABLE ROW LEVEL SECURITY",
                "row-level security posts is not in the schema",
            ),
            (
                "CREATE TABLE more (a int)",
                "table more is not in the schema",
            ),
            (
                "CREATE EXTENSION citext",
                "extension citext is not in the schema",
            ),
            ("CREATE SEQUENCE more", "sequence more is not in the schema"),
        ],
    );
}

#[test]
fn mariadb_is_verified() {
    let new = |_: &Project, at: usize| new_mariadb(&format!("drift_{at}"));
    verify_finds(
        "mariadb",
        MARIADB,
        &new,
        &[
            (
                "ALTER TABLE users MODIFY name varchar(81) NOT NULL DEFAULT 'nobody' CHECK (name <> '')",
                "column users.name: its type is `varchar(81)` and must be `varchar(80)`",
            ),
            (
                "ALTER TABLE users ALTER name DROP DEFAULT",
                "column users.name: its default is missing",
            ),
            (
                "ALTER TABLE users MODIFY mail varchar(80) COMMENT 'Where'",
                "column users.mail: its NOT NULL is missing",
            ),
            (
                "ALTER TABLE users MODIFY mail varchar(80) NOT NULL COMMENT 'There'",
                "its comment is `COMMENT 'There'` and must be",
            ),
            (
                "DROP INDEX users_mail ON users",
                "index users_mail of users is not in the database",
            ),
            (
                "ALTER TABLE posts DROP FOREIGN KEY posts_ibfk_1",
                "FOREIGN KEY (user_id) REFERENCES users (id)` of posts is not in",
            ),
            (
                "ALTER TABLE users MODIFY mood enum('glad', 'calm', 'sad') NOT NULL DEFAULT 'calm'",
                "column users.mood: its type is `enum('glad', 'calm', 'sad')`",
            ),
            (
                "CREATE OR REPLACE VIEW names AS SELECT mail FROM users",
                "view names is",
            ),
            (
                "DROP TRIGGER users_kept",
                "trigger users_kept is not in the database",
            ),
            (
                "CREATE TABLE more (a int)",
                "table more is not in the schema",
            ),
            (
                "ALTER TABLE users COMMENT = 'x'",
                "table users, behind its columns, is not in the schema: `COMMENT='x'`",
            ),
        ],
    );
}

#[test]
fn a_database_is_pulled_without_a_project_and_nothing_is_overwritten() {
    let project = Project::empty();
    let url = new_sqlite(&project);
    execute(&url, SQLITE);
    execute(
        &url,
        "CREATE TABLE \"more\" (\"id\" integer NOT NULL PRIMARY KEY AUTOINCREMENT, \"a word\" text -- why\n, \"user_id\" bigint REFERENCES \"users\" (\"id\")); ALTER TABLE more ADD COLUMN late TEXT DEFAULT \"late\"",
    );
    execute(
        &url,
        "CREATE VIEW latter AS SELECT name FROM former; CREATE VIEW former AS SELECT name FROM users",
    );
    let pull = ["pull", "--database", &url];
    project
        .run(&pull)
        .with_code(0)
        .says(&["wrote schema.sql: 3 tables"]);
    let schema = project.read("schema.sql");
    let more = "\
CREATE TABLE more (
  id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  \"a word\" text, -- why
  user_id bigint REFERENCES users (id),
  late TEXT DEFAULT \"late\"
);
";
    assert!(schema.contains(more), "{schema}");
    let (former, latter) = (schema.find("VIEW former"), schema.find("VIEW latter"));
    assert!(former < latter, "what reads stands behind: {schema}");
    project.write("schema.sql", "-- mine\n");
    project
        .run(&pull)
        .with_code(2)
        .complains(&["file-exists", "--force"]);
    assert_eq!(project.read("schema.sql"), "-- mine\n");
    let printed = project
        .run(&[pull.as_slice(), &["--output", "-"]].concat())
        .with_code(0);
    assert_eq!(printed.out, schema);
    project
        .run(&[pull.as_slice(), &["--force"]].concat())
        .with_code(0);
    assert_eq!(project.read("schema.sql"), schema);
}

#[test]
fn a_file_that_is_not_there_is_not_made() {
    let project = project("sqlite", SQLITE);
    for command in ["pull", "verify"] {
        let mut arguments = vec![command, "--database", "sqlite:none.db"];
        arguments.extend((command == "pull").then_some("--force"));
        project
            .run(&arguments)
            .with_code(2)
            .complains(&["cannot be opened"]);
    }
    assert!(!project.path("none.db").exists());
}

/// What is alike stays out of the migration, and what differs is changed in the schema's own words.
fn changes_of_live(project: &Project, url: &str, schema: &str, wanted: &[&str], unwanted: &[&str]) {
    project.write("schema.sql", schema);
    let diff = ["diff", "--from-database", url, "--dry-run"];
    let answer = project.run(&diff).with_code(0);
    for word in unwanted {
        assert!(!answer.out.contains(word), "`{word}` in:\n{}", answer.out);
    }
    let sql = answer.out.clone();
    answer.says(wanted);
    execute(url, &sql);
    project
        .run(&["verify", "--database", url])
        .with_code(0)
        .says(&["no difference"]);
    project.run(&diff).with_code(0).says(&["no difference"]);
}

#[test]
fn sqlite_is_changed_from_where_it_is() {
    let project = project("sqlite", SQLITE);
    let url = new_sqlite(&project);
    execute(&url, SQLITE);
    let diff = ["diff", "--from-database", &url, "--dry-run"];
    project.run(&diff).with_code(0).says(&["no difference"]);
    let schema = SQLITE
        .replace(
            "  mail TEXT NOT NULL",
            "  -- @was mail\n  email TEXT NOT NULL,\n  bio TEXT",
        )
        .replace("users (mail)", "users (email)");
    changes_of_live(
        &project,
        &url,
        &schema,
        // SQLite looks at the views and triggers of a table whose names change: they go before, and come again.
        &["RENAME COLUMN mail TO email", "ADD COLUMN bio TEXT"],
        &["posts"],
    );
}

#[test]
fn postgres_is_changed_from_where_it_is() {
    let project = project("postgres", POSTGRES);
    let url = new_database("live");
    execute(&url, POSTGRES);
    execute(
        &url,
        "ALTER TABLE users ADD COLUMN former text; DROP INDEX users_name; INSERT INTO users (name, mail) VALUES ('Ada', 'A@x')",
    );
    let verify = project
        .run(&["verify", "--sql", "--database", &url])
        .with_code(1);
    verify.says(&[
        "column users.former is not in the schema",
        "ALTER TABLE users DROP COLUMN former;",
        "CREATE INDEX users_name ON users (lower(name)) WHERE name <> 'x';",
        "2 differences",
    ]);
    let schema = POSTGRES
        .replace("CREATE TABLE users (", "-- @was users\nCREATE TABLE people (")
        .replace("  mail text", "  -- @was former\n  bio text,\n  -- @backfill lower(mail)\n  login text NOT NULL,\n  mail text")
        .replace("ON users", "ON people")
        .replace("REFERENCES users", "REFERENCES people")
        .replace("FROM users", "FROM people")
        .replace("COLUMN users.", "COLUMN people.");
    changes_of_live(
        &project,
        &url,
        &schema,
        &[
            "ALTER TABLE users RENAME TO people;",
            "RENAME COLUMN former TO bio;",
            "lower(mail)",
            "CREATE INDEX users_name ON people (lower(name)) WHERE name <> 'x';",
        ],
        &[
            "DROP CONSTRAINT",
            "posts ALTER",
            "DROP FUNCTION",
            "GRANT",
            "mood",
        ],
    );
}

#[test]
fn what_of_postgres_is_not_written_is_named() {
    let project = project("postgres", "");
    let url = new_database("unsaid");
    execute(
        &url,
        "CREATE AGGREGATE longest(text) (sfunc = textcat, stype = text); \
         CREATE TABLE events (id int, kind text) PARTITION BY LIST (kind); \
         CREATE TABLE events_a PARTITION OF events (id DEFAULT 5) FOR VALUES IN ('a'); \
         CREATE CAST (int AS inet) WITH INOUT; CREATE PUBLICATION everything FOR ALL TABLES",
    );
    project
        .run(&["pull", "--force", "--database", &url])
        .with_code(0)
        .complains(&[
            "not written: aggregate longest(text)",
            "not written: a default or NOT NULL of its own of column events_a.id",
            "not written: cast of integer to inet",
            "not written: publication everything",
        ]);
}

/// What other tools keep beside ours.
const OTHERS: &str = "
CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY);
CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app VARCHAR(255) NOT NULL);
CREATE TABLE django_session (session_key VARCHAR(40) PRIMARY KEY);
CREATE TABLE auth_user (id INTEGER PRIMARY KEY, username VARCHAR(150) NOT NULL);
CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY);
CREATE TABLE legacy_orders (id INTEGER PRIMARY KEY);
CREATE INDEX legacy_index ON legacy_orders (id);
";

fn others_are_left_alone(dialect: &str, ours: &str, url: &str, more: &str) {
    let project = project(dialect, "");
    execute(url, ours);
    execute(url, OTHERS);
    execute(url, more);
    let config = project.read("rowtype.toml");
    project.write(
        "rowtype.toml",
        format!("unmanaged = [\"legacy_*\"]\n{config}"),
    );
    let pull = project
        .run(&["pull", "--force", "--database", url])
        .with_code(0);
    pull.complains(&[
        "left out, of Alembic: alembic_version",
        "left out, of Django: auth_user, django_migrations, django_session",
        "left out, of sqlx: _sqlx_migrations",
    ]);
    let schema = project.read("schema.sql");
    for name in ["alembic", "django", "auth_user", "sqlx", "legacy"] {
        assert!(!schema.contains(name), "{name} in {schema}");
    }
    // What rowtype keeps there is nobody's either.
    project.run(&["diff", "init"]).with_code(0);
    project.run(&["baseline", "--database", url]).with_code(0);
    project.run(&["gen"]).with_code(0);
    project.run(&["verify", "--database", url]).with_code(0);
    let diff = ["diff", "--from-database", url, "--dry-run"];
    project.run(&diff).with_code(0).says(&["no difference"]);
    let again = ["pull", "--output", "-", "--database", url];
    let again = project.run(&again).with_code(0);
    assert!(!again.out.contains("rowtype_"), "{}", again.out);

    // Named, they are the project's.
    project.write(
        "rowtype.toml",
        format!("tables = [\"users\", \"auth_*\"]\n{config}"),
    );
    let pull = project
        .run(&["pull", "--output", "-", "--database", url])
        .with_code(0);
    pull.says(&[
        "CREATE TABLE users",
        "INDEX users_",
        "CREATE TABLE auth_user",
    ]);
    project
        .run(&["verify", "--database", url])
        .with_code(1)
        .says(&["table auth_user is not in the schema"]);
}

#[test]
fn others_tables_are_left_alone_on_sqlite() {
    let folder = Project::empty();
    let url = new_sqlite(&folder);
    let more = "ALTER TABLE users ADD COLUMN account INTEGER REFERENCES auth_user (id)";
    others_are_left_alone("sqlite", SQLITE, &url, more);
}

#[test]
fn others_tables_are_left_alone_on_postgres() {
    let more = "ALTER TABLE users ADD COLUMN account integer REFERENCES auth_user; CREATE TYPE legacy_kind AS ENUM ('a'); \
                CREATE TYPE kind AS ENUM ('a'); ALTER TABLE django_session ADD COLUMN kind kind; CREATE SEQUENCE numbers; \
                ALTER TABLE auth_user ALTER id SET DEFAULT nextval('numbers')";
    others_are_left_alone("postgres", POSTGRES, &new_database("others"), more);
}

#[test]
fn others_tables_are_left_alone_on_mariadb() {
    let more = "ALTER TABLE users ADD COLUMN account integer REFERENCES auth_user (id)";
    others_are_left_alone("mariadb", MARIADB, &new_mariadb("others"), more);
}

#[test]
fn postgres_and_mariadb_take_a_shadow_that_is_given() {
    for (dialect, schema, url, shadow) in [
        (
            "postgres",
            POSTGRES,
            new_database("real"),
            new_database("shadow"),
        ),
        (
            "mariadb",
            MARIADB,
            new_mariadb("real"),
            new_mariadb("shadow"),
        ),
    ] {
        let project = project(dialect, schema);
        execute(&url, schema);
        let verify = ["verify", "--database", &url, "--shadow", &shadow];
        // It is left as it was, so that it can be used again.
        for _ in 0..2 {
            project.run(&verify).with_code(0).says(&["no difference"]);
        }
        execute(&shadow, "CREATE TABLE filled (a int)");
        project
            .run(&verify)
            .with_code(2)
            .complains(&["shadow-database", "not empty"]);
    }
}
