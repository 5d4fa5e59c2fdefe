//! Migrations on MySQL and MariaDB: a connection that works, and one that holds the lock, since what defines tables commits the
//! transaction that it stands in.
//!
//! Both are taken out of the pool and closed in the end, so that nothing which a migration sets on its connection outlives it.

use std::time::Duration;

use mysql_async::Value;
use mysql_async::prelude::Queryable;
use tokio::runtime::Handle;

use crate::error::{Error, Result};
use crate::migrate::engine::{Engine, Facts, Row, sealed};
use crate::migrate::{Database, Statement, Syntax};
use crate::mysql::Db;
use crate::mysql::connection::Connection;
use crate::mysql::connector::Connector;
use crate::mysql::errors::classify;
use crate::mysql::pool::{Makes, Pooled, classify_pool};

const NAME: &str = "migrate";

const FACTS: Facts = Facts {
    syntax: Syntax::Mysql,
    is_transactional: false,
    begin: Some("START TRANSACTION"),
    layout: "\
SELECT CONCAT('`', REPLACE(DATABASE(), '`', '``'), '`.'), MAX(table_name), MAX(table_name)
FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'rowtype_migrations'",
    create: &[
        "CREATE TABLE IF NOT EXISTS {p}rowtype_migrator (
  id integer NOT NULL PRIMARY KEY,
  name varchar(255) NOT NULL DEFAULT '',
  direction varchar(20) NOT NULL DEFAULT 'up',
  checksums mediumtext NOT NULL,
  under_way varchar(255) NOT NULL DEFAULT '',
  inventory varchar(255) NOT NULL DEFAULT '',
  milliseconds bigint NOT NULL DEFAULT 0
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        "INSERT IGNORE INTO {p}rowtype_migrator (id, checksums) VALUES (0, ''), (1, '')",
        "CREATE TABLE IF NOT EXISTS {p}rowtype_migrations (
  id bigint NOT NULL PRIMARY KEY,
  name varchar(255) NOT NULL,
  direction varchar(20) NOT NULL,
  checksum varchar(255) NOT NULL,
  milliseconds bigint NOT NULL,
  applied_at datetime NOT NULL,
  reason text
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    ],
    upgrade: &[],
    now: "UTC_TIMESTAMP()",
    shown_time: "DATE_FORMAT(applied_at, '%Y-%m-%d %H:%i:%s')",
    orphans: Some(
        "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() \
         AND info LIKE '/* rowtype:migrate */%'",
    ),
    inventory: Some(INVENTORY),
    runs_apart,
    is_refused_inside: |_| false,
    refuses,
    sets_session: |statement| ["set", "use"].contains(&statement.first_word().as_str()),
    quote: |text| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''")),
    references: None,
    indexes: None,
};

/// A line for each thing that statements define in a database.
const INVENTORY: &str = "\
SELECT CONCAT_WS('|', 'table', table_name, table_type, engine, table_collation, create_options, table_comment)
FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name NOT LIKE 'rowtype\\_migrat%'
UNION ALL
SELECT CONCAT_WS('|', 'column', table_name, column_name, ordinal_position, column_default, is_nullable, column_type,
  collation_name, extra, column_comment, generation_expression)
FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name NOT LIKE 'rowtype\\_migrat%'
UNION ALL
SELECT CONCAT_WS('|', 'index', table_name, index_name, non_unique, seq_in_index, column_name, sub_part, collation,
  index_type, index_comment)
FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name NOT LIKE 'rowtype\\_migrat%'
UNION ALL
SELECT CONCAT_WS('|', 'constraint', table_name, constraint_name, constraint_type)
FROM information_schema.table_constraints WHERE constraint_schema = DATABASE()
  AND table_name NOT LIKE 'rowtype\\_migrat%'
UNION ALL
SELECT CONCAT_WS('|', 'reference', table_name, constraint_name, referenced_table_name, update_rule, delete_rule)
FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE()
UNION ALL
SELECT CONCAT_WS('|', 'key', table_name, constraint_name, ordinal_position, column_name, referenced_column_name)
FROM information_schema.key_column_usage WHERE constraint_schema = DATABASE()
  AND table_name NOT LIKE 'rowtype\\_migrat%'
UNION ALL
SELECT CONCAT_WS('|', 'check', constraint_name, check_clause)
FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()
UNION ALL
SELECT CONCAT_WS('|', 'view', table_name, view_definition, check_option, security_type)
FROM information_schema.views WHERE table_schema = DATABASE()
UNION ALL
SELECT CONCAT_WS('|', 'trigger', trigger_name, event_manipulation, event_object_table, action_order, action_timing,
  action_statement)
FROM information_schema.triggers WHERE trigger_schema = DATABASE()
UNION ALL
SELECT CONCAT_WS('|', 'routine', specific_name, routine_type, dtd_identifier, routine_definition, sql_data_access,
  security_type, routine_comment)
FROM information_schema.routines WHERE routine_schema = DATABASE()
UNION ALL
SELECT CONCAT_WS('|', 'parameter', specific_name, ordinal_position, parameter_mode, parameter_name, dtd_identifier)
FROM information_schema.parameters WHERE specific_schema = DATABASE()
UNION ALL
SELECT CONCAT_WS('|', 'event', event_name, event_definition, execute_at, interval_value, interval_field, status)
FROM information_schema.events WHERE event_schema = DATABASE()
UNION ALL
SELECT CONCAT_WS('|', 'partition', table_name, partition_name, partition_method, partition_expression,
  partition_description)
FROM information_schema.partitions WHERE table_schema = DATABASE() AND partition_name IS NOT NULL";

/// What changes rows alone is one transaction with the note that it is done. Everything else commits by itself.
fn runs_apart(statement: &Statement<'_>) -> bool {
    let inside = [
        "delete", "do", "insert", "load", "replace", "select", "set", "update", "use", "values",
        "with",
    ];
    !inside.contains(&statement.first_word().as_str())
}

fn refuses(statement: &Statement<'_>) -> Option<&'static str> {
    let first = statement.first_word();
    if ["lock", "unlock"].contains(&first.as_str()) {
        return Some(
            "a migration locks no tables: the migrator could not note any more what is done",
        );
    }
    let ends = ["commit", "xa"].contains(&first.as_str())
        || first == "begin" && !statement.begins(&["begin", "not", "atomic"])
        || statement.begins(&["start", "transaction"])
        || first == "rollback" && !statement.mentions("to")
        || first == "set" && statement.mentions("autocommit");
    ends.then_some("a migration does not begin or end transactions: each of its statements is one")
}

/// A connection of its own. Dropped, it is closed, and the statement under way is stopped.
struct Own {
    connection: Option<Connection>,
    connector: Connector,
    is_busy: bool,
}

impl Own {
    async fn open(db: &Db) -> Result<Own> {
        let pool = db.pool();
        let connection = Pooled::take(pool.get().await.map_err(classify_pool)?);
        Ok(Own {
            connection: Some(connection),
            connector: pool.manager().connector(),
            is_busy: false,
        })
    }

    async fn query(&mut self, sql: &str) -> Result<Vec<Row>> {
        let connection = self.connection.as_mut().expect(HELD);
        self.is_busy = true;
        let rows: Result<Vec<mysql_async::Row>, _> = connection.client.conn.query(sql).await;
        self.is_busy = false;
        let rows = rows.map_err(|error| classify(NAME, error))?;
        Ok(rows.into_iter().map(texts).collect())
    }
}

const HELD: &str = "it has its connection until it is dropped";

fn texts(row: mysql_async::Row) -> Row {
    let values = row.unwrap_raw().into_iter();
    let text = |value| match value {
        None | Some(Value::NULL) => None,
        Some(Value::Bytes(bytes)) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Some(other) => Some(other.as_sql(true)),
    };
    values.map(text).collect()
}

impl Drop for Own {
    fn drop(&mut self) {
        // One that is not busy is closed as it is dropped.
        if let Some(connection) = self.connection.take()
            && self.is_busy
            && let Ok(runtime) = Handle::try_current()
        {
            runtime.spawn(Makes::stop(self.connector.clone(), connection));
        }
    }
}

/// The connections of a run.
#[doc(hidden)]
pub struct Migrating {
    db: Db,
    worker: Own,
    lock: Option<Own>,
}

impl sealed::Sealed for Db {}

impl Database for Db {
    type Engine = Migrating;

    async fn engine(&self) -> Result<Migrating> {
        let mut worker = Own::open(self).await?;
        // A migration may take as long as it needs. Waiting for the locks of a service that runs may not.
        let no_limit = "SET SESSION wait_timeout = 2147483 /*M!100101 , max_statement_time = 0 */ /*!50708 , max_execution_time = 0 */";
        worker.query(no_limit).await?;
        Ok(Migrating {
            db: self.clone(),
            worker,
            lock: None,
        })
    }
}

impl Engine for Migrating {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    async fn run(&mut self, sql: &str) -> Result<()> {
        self.worker.query(sql).await.map(drop)
    }

    async fn rows(&mut self, sql: &str) -> Result<Vec<Row>> {
        self.worker.query(sql).await
    }

    fn unlock(&mut self) {
        self.lock = None;
    }

    async fn lock(&mut self, row: &str, wait: Duration) -> Result<bool> {
        if let Some(lock) = &mut self.lock {
            return lock.query("SELECT 1").await.map(|_| true);
        }
        let mut lock = Own::open(&self.db).await?;
        let seconds = wait.as_secs();
        let limits = format!(
            "SET SESSION wait_timeout = 2147483, innodb_lock_wait_timeout = {} \
             /*M!100300 , idle_transaction_timeout = 0, idle_write_transaction_timeout = 0 */ \
             /*M!100101 , max_statement_time = 0 */",
            seconds.max(1)
        );
        lock.query(&limits).await?;
        lock.query("START TRANSACTION").await?;
        let row = match seconds {
            0 => format!("{row} NOWAIT"),
            _ => row.to_owned(),
        };
        match lock.query(&row).await {
            Ok(_) => {
                self.lock = Some(lock);
                Ok(true)
            }
            Err(Error::Retry(_)) => {
                if seconds == 0 {
                    tokio::time::sleep(wait).await;
                }
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }
}
