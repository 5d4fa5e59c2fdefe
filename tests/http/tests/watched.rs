//! What services tell of themselves to whoever watches them, on each database: the statements that run, and what a log has in it.
//! The observer belongs to the process, and so these tests have a program of their own, and take turns.

use rowtype_test_http::service::Running;
use rowtype_test_http::watched::Watch;
use rowtype_test_http::{callers, injection, on_mariadb, on_postgres, on_sqlite, unseen};

#[test]
fn no_value_becomes_part_of_a_statement() {
    let watch = Watch::start();
    for start in [on_sqlite::start, on_postgres::start, on_mariadb::start] {
        injection::of_blog(&start(), &watch);
    }
}

/// Batches, files, searches, upserts, owners and conditions on related rows.
#[test]
fn no_value_becomes_part_of_a_longer_statement() {
    type Start = fn() -> Running;
    let batches: [Start; 3] = [
        on_sqlite::start_batches,
        on_postgres::start_batches,
        on_mariadb::start_batches,
    ];
    let owners: [Start; 3] = [
        on_sqlite::start_owners,
        on_postgres::start_owners,
        on_mariadb::start_owners,
    ];
    let across: [Start; 3] = [
        on_sqlite::start_across,
        on_postgres::start_across,
        on_mariadb::start_across,
    ];
    let watch = Watch::start();
    for start in batches {
        let mut running = start();
        unseen::fill_batches(&running);
        running.token = Some(callers::token(unseen::EVERYBODY));
        injection::of_case(&running, &watch);
    }
    for start in owners {
        let mut running = start();
        unseen::fill_owners(&running);
        running.token = Some(callers::token(unseen::EVERYBODY));
        injection::of_case(&running, &watch);
    }
    for start in across {
        let mut running = start();
        rowtype_test_http::across::fill(&running);
        running.token = Some(callers::token(unseen::EVERYBODY));
        injection::of_case(&running, &watch);
    }
}

#[test]
fn no_log_has_what_is_hidden() {
    let watch = Watch::start();
    for start in [on_sqlite::start, on_postgres::start, on_mariadb::start] {
        unseen::in_logs(&start(), &watch);
    }
}
