//! What the runtime reads of a column that has another type than the code was generated for, and binds to it: `dialect/crossing.rs`,
//! claim by claim, on the databases.

use std::env;

use rowtype::catalog::EnumId;
use rowtype::dialect::{Crossing, Dialect};
use rowtype::ty::Ty;
use rowtype_runtime::{Sql, mysql, postgres, sqlite};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

/// A column: its type as it is declared and as it is known, an ordinary value, and one that is hard to take.
type Stored = (&'static str, Ty, [&'static str; 2]);

/// What a code type made of both values of a column.
type Measured = Vec<(Ty, [bool; 2])>;

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts")
}

fn statement(text: String) -> Sql {
    Sql {
        name: "crossing",
        text: text.into(),
        is_filtered: false,
    }
}

fn select(at: usize, value: usize) -> Sql {
    statement(format!("SELECT v FROM crossing_{at} WHERE n = {value}"))
}

/// Tables with one column each, and its two values.
fn script(stored: &[Stored]) -> Vec<String> {
    let tables = stored
        .iter()
        .enumerate()
        .flat_map(|(at, (declared, _, values))| {
            let insert =
                |(n, value)| format!("INSERT INTO crossing_{at} (n, v) VALUES ({n}, {value})");
            let create = format!("CREATE TABLE crossing_{at} (n integer, v {declared})");
            let drop = format!("DROP TABLE IF EXISTS crossing_{at}");
            [drop, create]
                .into_iter()
                .chain(values.iter().enumerate().map(insert).collect::<Vec<_>>())
        });
    tables.collect()
}

/// What is measured is what is said.
fn compare(dialect: Dialect, stored: &Ty, measured: Measured, says: impl Fn(&Ty) -> Crossing) {
    for (ty, both) in measured {
        let found = match both {
            [true, true] => Crossing::Always,
            [false, false] => Crossing::Never,
            _ => Crossing::Sometimes,
        };
        assert_eq!(
            found,
            says(&ty),
            "{}: a column of {stored:?}, code of {ty:?}",
            dialect.name()
        );
    }
}

/// Reads both values of each column as each of these types, and asks what is said of it.
macro_rules! reads {
    ($dialect:expr, $db:expr, $stored:expr, [$($ty:ty: $neutral:expr),* $(,)?]) => {
        for (at, (_, ty, _)) in $stored.iter().enumerate() {
            let mut measured = Measured::new();
            $(
                let mut both = [false; 2];
                for (value, is_read) in both.iter_mut().enumerate() {
                    let read = $db.query_one(&select(at, value), &[], |row| row.get::<$ty>(0)).await;
                    *is_read = read.is_ok();
                }
                measured.push(($neutral, both));
            )*
            compare($dialect, ty, measured, |wanted| $dialect.reads_as(ty, wanted));
        }
    };
}

#[test]
fn postgres_reads_and_takes_what_is_said() {
    use postgres::Read as _;
    let address = env::var("ROWTYPE_TEST_POSTGRES").expect(
        "ROWTYPE_TEST_POSTGRES names a PostgreSQL server: cargo xtask with-postgres cargo test --test oracle",
    );
    let dialect = Dialect::Postgres;
    let words = Ty::Enum(EnumId(0));
    let stored: [Stored; 12] = [
        ("smallint", Ty::Int16, ["1", "32767"]),
        ("integer", Ty::Int32, ["1", "2147483647"]),
        ("bigint", Ty::Int64, ["1", "9223372036854775807"]),
        ("real", Ty::Float32, ["1", "1.5"]),
        ("double precision", Ty::Float64, ["1", "1e300"]),
        ("numeric", Ty::Numeric, ["1", "1.5"]),
        ("boolean", Ty::Bool, ["false", "true"]),
        ("text", Ty::Text, ["'1'", "'x'"]),
        ("varchar(9)", Ty::Varchar, ["'1'", "'x'"]),
        ("jsonb", Ty::Jsonb, ["'1'", "'{}'"]),
        ("bytea", Ty::Bytes, ["'1'", r"'\xff'"]),
        ("crossing_words", words, ["'1'", "'1'"]),
    ];
    runtime().block_on(async {
        let db = postgres::Db::connect(&address)
            .await
            .expect("the server answers");
        let mut tx = vec![
            "DROP TYPE IF EXISTS crossing_words CASCADE".to_owned(),
            "CREATE TYPE crossing_words AS ENUM ('1')".to_owned(),
        ];
        tx.extend(script(&stored));
        db.execute_script(&tx.join(";\n"))
            .await
            .expect("the tables are made");
        reads!(dialect, db, stored, [
            i16: Ty::Int16, i32: Ty::Int32, i64: Ty::Int64, f32: Ty::Float32, f64: Ty::Float64,
            bool: Ty::Bool, String: Ty::Text, Value: Ty::Json, Vec<u8>: Ty::Bytes,
        ]);
        for (declared, ty, _) in &stored {
            let sql = statement(format!("SELECT CAST($1 AS {declared}) IS NULL"));
            let mut measured = Measured::new();
            macro_rules! takes {
                ($($neutral:expr, $ordinary:expr, $hard:expr;)*) => {$(
                    let (ordinary, hard) = ($ordinary, $hard);
                    let mut both = [false; 2];
                    for (value, is_taken) in [&ordinary, &hard].into_iter().zip(&mut both) {
                        let taken = db.query_one(&sql, &[value], |row| row.get::<bool>(0)).await;
                        *is_taken = taken.is_ok();
                    }
                    measured.push(($neutral, both));
                )*};
            }
            takes! {
                Ty::Int16, 1_i16, i16::MAX;
                Ty::Int32, 1_i32, i32::MAX;
                Ty::Int64, 1_i64, i64::MAX;
                Ty::Float64, 1_f64, 1.5_f64;
                Ty::Bool, true, false;
                Ty::Text, "1".to_owned(), "x".to_owned();
                Ty::Json, Value::from(1), Value::from("x");
                Ty::Bytes, vec![1_u8], vec![255_u8];
            }
            // Whether a numeric takes an integer is decided by a feature of the runtime, which only schemas with numerics have.
            measured.retain(|(bound, _)| *ty != Ty::Numeric || !bound.is_integer());
            compare(dialect, ty, measured, |bound| dialect.takes_from(bound, ty));
        }
        let tables = (0..stored.len()).map(|at| format!("DROP TABLE crossing_{at}"));
        let mut gone: Vec<String> = tables.collect();
        gone.push("DROP TYPE crossing_words".to_owned());
        db.execute_script(&gone.join(";\n"))
            .await
            .expect("the tables go");
    });
}

/// A connection that has prepared a statement already goes on when a type in its result changes.
#[test]
fn postgres_prepares_anew_what_has_changed() {
    use postgres::Read as _;
    let address = env::var("ROWTYPE_TEST_POSTGRES").expect(
        "ROWTYPE_TEST_POSTGRES names a PostgreSQL server: cargo xtask with-postgres cargo test --test oracle",
    );
    runtime().block_on(async {
        let db = postgres::Db::connect(&address)
            .await
            .expect("the server answers");
        let script = "DROP TABLE IF EXISTS crossing_prepared; \
                      CREATE TABLE crossing_prepared (v integer, t varchar(9)); \
                      INSERT INTO crossing_prepared VALUES (1, 'a')";
        db.execute_script(script).await.expect("the table is made");
        let sql = statement("SELECT v, t FROM crossing_prepared".to_owned());
        for change in [
            "ADD COLUMN more text",
            "ALTER COLUMN v SET NOT NULL",
            "ALTER COLUMN v TYPE bigint",
            "ALTER COLUMN t TYPE varchar(20)",
            "ALTER COLUMN t TYPE text",
            "ADD COLUMN last text",
        ] {
            for _ in 0..2 {
                let row = db.query_one(&sql, &[], |row| {
                    Ok((row.get::<i32>(0)?, row.get::<String>(1)?))
                });
                let row = row
                    .await
                    .unwrap_or_else(|error| panic!("before {change}: {error:?}"));
                assert_eq!(row, (1, "a".to_owned()));
            }
            let change = format!("ALTER TABLE crossing_prepared {change}");
            db.execute_script(&change).await.expect("the table changes");
        }
        db.execute_script("DROP TABLE crossing_prepared")
            .await
            .expect("it goes");
    });
}

#[test]
fn sqlite_reads_what_is_said() {
    use sqlite::Read as _;
    let dialect = Dialect::Sqlite;
    let stored: [Stored; 7] = [
        ("INTEGER", Ty::Int64, ["1", "9223372036854775807"]),
        ("BOOLEAN", Ty::Bool, ["0", "1"]),
        ("REAL", Ty::Float64, ["1", "1.5"]),
        ("NUMERIC", Ty::Numeric, ["1", "1.5"]),
        ("TEXT", Ty::Text, ["'1'", "'x'"]),
        ("BLOB", Ty::Bytes, ["x'31'", "x'ff'"]),
        ("JSON", Ty::Json, ["'{}'", "'1'"]),
    ];
    let folder = env::temp_dir().join(format!("rowtype-crossing-{}.db", std::process::id()));
    runtime().block_on(async {
        let address = format!("sqlite:{}", folder.display());
        let db = sqlite::Db::connect(&address).await.expect("a file");
        let tables = script(&stored).join(";\n");
        db.execute_script(&tables)
            .await
            .expect("the tables are made");
        reads!(dialect, db, stored, [
            i32: Ty::Int32, i64: Ty::Int64, f64: Ty::Float64, bool: Ty::Bool, String: Ty::Text,
            Vec<u8>: Ty::Bytes,
        ]);
    });
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", folder.display()));
    }
}

#[test]
fn mariadb_reads_what_is_said() {
    use mysql::Read as _;
    let server = env::var("ROWTYPE_TEST_MARIADB").expect(
        "ROWTYPE_TEST_MARIADB names a MariaDB server: cargo xtask with-mariadb cargo test --test oracle",
    );
    let dialect = Dialect::Mariadb;
    let stored: [Stored; 12] = [
        ("tinyint", Ty::Int8, ["1", "-128"]),
        ("smallint", Ty::Int16, ["1", "-32768"]),
        ("int", Ty::Int32, ["1", "-2147483648"]),
        ("bigint", Ty::Int64, ["1", "-9223372036854775808"]),
        ("int unsigned", Ty::UInt32, ["1", "4294967295"]),
        ("bigint unsigned", Ty::UInt64, ["1", "18446744073709551615"]),
        ("float", Ty::Float32, ["1", "1.5"]),
        ("double", Ty::Float64, ["1", "1e300"]),
        ("decimal(9, 2)", Ty::Numeric, ["1", "1.5"]),
        ("text", Ty::Text, ["'1'", "'x'"]),
        ("json", Ty::Json, ["'1'", "'{}'"]),
        ("blob", Ty::Bytes, ["'1'", "x'ff'"]),
    ];
    runtime().block_on(async {
        let make = mysql::Db::connect(&server).await.expect("the server answers");
        let name = format!("oracle_crossing_{}", std::process::id());
        let create = format!("CREATE DATABASE {name}");
        make.execute_script(&create).await.expect("it may be made");
        let (start, _) = server.rsplit_once('/').expect("an address with a database");
        let address = match start.ends_with('/') {
            true => format!("{server}/{name}"),
            false => format!("{start}/{name}"),
        };
        let db = mysql::Db::connect(&address).await.expect("the server answers");
        for one in script(&stored) {
            db.execute_script(&one).await.expect("the tables are made");
        }
        reads!(dialect, db, stored, [
            i8: Ty::Int8, i16: Ty::Int16, i32: Ty::Int32, i64: Ty::Int64, u32: Ty::UInt32, u64: Ty::UInt64,
            f32: Ty::Float32, f64: Ty::Float64, String: Ty::Text, Value: Ty::Json, Vec<u8>: Ty::Bytes,
        ]);
        let drop = format!("DROP DATABASE {name}");
        make.execute_script(&drop).await.expect("it goes");
    });
}
