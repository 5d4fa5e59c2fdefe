//! The services that tools ask from outside, with whom they ask as.
//!
//! In: the name of a database and of a case. Out: a service on a database of its own, with the rows that callers cannot make
//! themselves; nothing where there is no such one.

use crate::callers::bearer;
use crate::service::Running;
use crate::{on_mariadb, on_postgres, on_sqlite};

/// Every role that one of the cases asks for.
const CALLER: &str = "1,admin,auditor,editor,keeper,lead,moderator";

/// A service, and the header that somebody with the key 1 and every role sends; none where everybody may do everything.
pub fn start(database: &str, case: &str) -> Option<(Running, Option<String>)> {
    let start = match (database, case) {
        ("sqlite", "blog") => on_sqlite::start,
        ("sqlite", "across") => on_sqlite::start_across,
        ("sqlite", "batches") => on_sqlite::start_batches,
        ("sqlite", "club") => on_sqlite::start_club,
        ("sqlite", "owners") => on_sqlite::start_owners,
        ("sqlite", "shapes") => on_sqlite::start_shapes,
        ("sqlite", "writes") => on_sqlite::start_writes,
        ("postgres", "blog") => on_postgres::start,
        ("postgres", "across") => on_postgres::start_across,
        ("postgres", "batches") => on_postgres::start_batches,
        ("postgres", "club") => on_postgres::start_club,
        ("postgres", "owners") => on_postgres::start_owners,
        ("postgres", "shapes") => on_postgres::start_shapes,
        ("postgres", "writes") => on_postgres::start_writes,
        ("mariadb", "blog") => on_mariadb::start,
        ("mariadb", "across") => on_mariadb::start_across,
        ("mariadb", "batches") => on_mariadb::start_batches,
        ("mariadb", "club") => on_mariadb::start_club,
        ("mariadb", "owners") => on_mariadb::start_owners,
        ("mariadb", "shapes") => on_mariadb::start_shapes,
        ("mariadb", "writes") => on_mariadb::start_writes,
        _ => return None,
    };
    let running = start();
    if let Some(sql) = rows(case) {
        running.database.execute(sql);
    }
    let security = running.document.root()["security"].as_array();
    let is_guarded = security.is_some_and(|all| !all.is_empty());
    Some((running, is_guarded.then(|| bearer(CALLER))))
}

/// Whom the caller's key belongs to.
fn rows(case: &str) -> Option<&'static str> {
    match case {
        "across" | "owners" => Some("INSERT INTO people (name) VALUES ('Ada'), ('Bob')"),
        "batches" => Some(
            "INSERT INTO members (email, name, password_hash) VALUES ('ada@example.org', 'Ada', '!'), ('bob@example.org', 'Bob', '!')",
        ),
        "club" => Some(
            "INSERT INTO people (email, name, password_hash) VALUES ('ada@example.org', 'Ada', '!'), ('bob@example.org', 'Bob', '!')",
        ),
        _ => None,
    }
}
