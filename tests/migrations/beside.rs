//! A column that gets another type beside those who write: none of what they write meanwhile is lost.

use rowtype::dialect::Dialect;
use rowtype::migrate::{Pace, stepwise};

use super::case::{Database, schema, statements};
use super::postgres::Postgres;

const FROM: &str = "CREATE TABLE items (id integer PRIMARY KEY, n integer, m integer NOT NULL DEFAULT 0);
CREATE FUNCTION double() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.n := NEW.n * 2; RETURN NEW; END $$;
CREATE TRIGGER doubled BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION double();";

const TO: &str = "CREATE TABLE items (id bigint PRIMARY KEY, n bigint, m integer NOT NULL DEFAULT 0);
CREATE FUNCTION double() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.n := NEW.n * 2; RETURN NEW; END $$;
CREATE TRIGGER doubled BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION double();";

/// What others write before each statement of the migration.
const WRITES: [&str; 6] = [
    "INSERT INTO items (id, n) VALUES ({new}, 7)",
    "UPDATE items SET n = n + 1 WHERE id = 1",
    "UPDATE items SET n = NULL WHERE id = 2",
    "INSERT INTO items (id, n) VALUES (3, 5) ON CONFLICT (id) DO UPDATE SET n = items.n + excluded.n",
    "SET session_replication_role = replica; UPDATE items SET n = n + 100 WHERE id = 4; RESET session_replication_role",
    "UPDATE items SET id = -id, m = m + 1 WHERE abs(id) = 5",
];

/// The rows as they are at the end where nobody changes the types, and where somebody does.
pub fn all(database: &mut Postgres) {
    let after = schema(Dialect::Postgres, &[("to.sql", TO)]).expect("a schema");
    let steps = stepwise(&[("from.sql", FROM)], &after, Pace::Online).expect("steps");
    let names: Vec<&str> = steps.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["expand", "fill", "switch"]);
    let mut migration: Vec<String> = Vec::new();
    for (_, change) in &steps {
        match change.up.text.contains("-- rowtype: no-transaction") {
            true => migration.extend(statements(&change.up.text, Dialect::Postgres)),
            false => migration.push(format!("BEGIN;\n{}\nCOMMIT", change.up.text)),
        }
    }
    let unchanged = run(database, &vec![String::new(); migration.len()]);
    let changed = run(database, &migration);
    assert_eq!(unchanged, changed);
    let types = "SELECT data_type FROM information_schema.columns WHERE table_name = 'items' AND column_name <> 'm'";
    let types = database.query(types).expect("types");
    assert_eq!(types, ["bigint", "bigint"]);
}

/// Runs statements with what others write before each; the rows at the end.
fn run(database: &mut Postgres, migration: &[String]) -> Vec<String> {
    database.reset();
    database.execute(FROM).expect("the first schema");
    let rows = "INSERT INTO items (id, n) SELECT i, i FROM generate_series(1, 2000) i";
    database.execute(rows).expect("rows");
    for (at, statement) in migration.iter().enumerate() {
        for write in WRITES {
            let write = write.replace("{new}", &(10_000 + at).to_string());
            database
                .apart(&write)
                .unwrap_or_else(|error| panic!("{error}\n{write}\nbefore\n{statement}"));
        }
        database
            .apart(statement)
            .unwrap_or_else(|error| panic!("{error}\n{statement}"));
    }
    database
        .query("SELECT id, n, m FROM items ORDER BY id")
        .expect("the rows")
}
