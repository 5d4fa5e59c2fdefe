//! Which statements keep others of their table from writing, on PostgreSQL: what the lint says, and what the server does.

use rowtype::Dialect;
use rowtype::lint;

use super::postgres::Server;

/// What the statements below stand on.
const TABLES: &str = "\
CREATE TABLE u (id bigint PRIMARY KEY, n int);
CREATE TABLE t (id bigint PRIMARY KEY, a int, b int NOT NULL, name varchar(10));
CREATE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_b ON t (b);
ALTER TABLE t ADD CONSTRAINT t_positive CHECK (a > 0) NOT VALID;
CREATE TABLE s (id bigint PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id FROM s;
CREATE MATERIALIZED VIEW m AS SELECT id FROM s;
CREATE UNIQUE INDEX m_id ON m (id);
CREATE TYPE mood AS ENUM ('glad');
CREATE TABLE p (id int, k int) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 (id int, k int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER old BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE POLICY old ON t USING (true);";

/// Statements of which it is asked whether they keep others of their table from writing.
const STATEMENTS: [&str; 65] = [
    "CREATE INDEX ON t (a)",
    "DROP INDEX t_a",
    "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u",
    "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u NOT VALID",
    "ALTER TABLE t ADD CHECK (b > 0)",
    "ALTER TABLE t ADD CHECK (b > 0) NOT VALID",
    "ALTER TABLE t VALIDATE CONSTRAINT t_positive",
    "ALTER TABLE t ALTER a SET NOT NULL",
    "ALTER TABLE t ALTER b DROP NOT NULL",
    "ALTER TABLE t ADD UNIQUE (a)",
    "ALTER TABLE t ADD CONSTRAINT x UNIQUE USING INDEX t_b",
    "ALTER TABLE t ADD COLUMN c int",
    "ALTER TABLE t ADD COLUMN c int REFERENCES u",
    "ALTER TABLE t ADD COLUMN c serial",
    "ALTER TABLE t ALTER name TYPE text",
    "ALTER TABLE t DROP COLUMN name",
    "ALTER TABLE t RENAME COLUMN name TO called",
    "ALTER TABLE t RENAME CONSTRAINT t_positive TO positive",
    "ALTER TABLE t SET UNLOGGED",
    "ALTER TABLE t SET (fillfactor = 50)",
    "ALTER TABLE t RESET (fillfactor)",
    "ALTER TABLE t CLUSTER ON t_a",
    "ALTER TABLE t SET WITHOUT CLUSTER",
    "ALTER TABLE t ALTER a SET DEFAULT 4",
    "ALTER TABLE t ALTER a SET STATISTICS 100",
    "ALTER TABLE t ALTER a SET (n_distinct = 5)",
    "ALTER TABLE t ALTER name SET STORAGE EXTERNAL",
    "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE t DISABLE TRIGGER ALL",
    "ALTER TABLE t REPLICA IDENTITY FULL",
    "ALTER TABLE t DROP CONSTRAINT t_positive",
    "ALTER TABLE t ADD EXCLUDE USING btree (a WITH =)",
    "ALTER INDEX t_a RENAME TO t_x",
    "ALTER TABLE p ATTACH PARTITION p2 FOR VALUES IN (2)",
    "ALTER TABLE p DETACH PARTITION p1",
    "CREATE TABLE p3 PARTITION OF p FOR VALUES IN (3)",
    "CREATE TABLE n (id bigint PRIMARY KEY, u bigint REFERENCES u)",
    "CREATE TABLE n (id bigint PRIMARY KEY, n bigint REFERENCES n)",
    "CREATE TABLE n (LIKE t INCLUDING ALL)",
    "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
    "DROP TRIGGER old ON t",
    "CREATE POLICY x ON t USING (true)",
    "ALTER POLICY old ON t USING (false)",
    "DROP POLICY old ON t",
    "CREATE RULE x AS ON INSERT TO t DO NOTHING",
    "REFRESH MATERIALIZED VIEW m",
    "CLUSTER t USING t_a",
    "REINDEX TABLE t",
    "REINDEX INDEX t_a",
    "LOCK TABLE t",
    "TRUNCATE u",
    "DROP TABLE u",
    "CREATE OR REPLACE VIEW v AS SELECT id FROM s",
    "CREATE VIEW w AS SELECT id FROM t",
    "CREATE MATERIALIZED VIEW w AS SELECT id FROM t",
    "ALTER TYPE mood ADD VALUE 'sad'",
    "ALTER TYPE mood RENAME VALUE 'glad' TO 'happy'",
    "COMMENT ON TABLE t IS 'x'",
    "COMMENT ON COLUMN t.a IS 'x'",
    "GRANT SELECT ON t TO public",
    "ANALYZE t",
    "CREATE STATISTICS x ON a, b FROM t",
    "UPDATE t SET a = 1 WHERE a IS NULL",
    "DELETE FROM t WHERE a IS NULL",
    "INSERT INTO u VALUES (1, 2)",
];

/// `no-lock-timeout` is about exactly the statements that lock a table so.
#[test]
fn postgres_locks_as_claimed() {
    let server = Server::new("locks");
    server.must(TABLES);
    let measured = "\
        SELECT was.name || ' ' || l.mode FROM pg_locks l JOIN was ON was.id = l.relation \
        WHERE l.pid = pg_backend_pid() AND l.mode IN \
          ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')";
    server.must(
        "CREATE TABLE was AS SELECT oid AS id, relname::text AS name FROM pg_class \
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'm')",
    );
    let mut wrong = Vec::new();
    for statement in STATEMENTS {
        let sql = format!("{statement};");
        let files = [("1.up.sql", TABLES), ("2.up.sql", &sql)];
        let report = lint::lint_texts(&files, Dialect::Postgres);
        let said = report.json();
        let is_claimed = said
            .iter()
            .any(|one| one.id == "no-lock-timeout" && one.file.as_deref() == Some("2.up.sql"));
        server.must("BEGIN");
        server.must(statement);
        let locks = server.column(measured);
        server.must("ROLLBACK");
        if locks.is_empty() == is_claimed {
            wrong.push(format!(
                "{statement} is claimed to lock: {is_claimed}; it does: {locks:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
