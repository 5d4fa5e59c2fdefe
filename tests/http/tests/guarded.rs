//! The reference service for callers with bearer tokens.

use rowtype_test_http::guarded;

#[test]
fn nothing_is_open_to_callers_who_are_not_known() {
    guarded::is_closed(guarded::start());
}

#[test]
fn the_generated_service_does_not_start_without_an_identity() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let refused = runtime.block_on(async {
        let db = rowtype_runtime::sqlite::Db::open(":memory:").await;
        guarded::blog::http::service(db.expect("a database in memory")).router()
    });
    let error = refused.expect_err("nobody said who may come in");
    assert!(error.to_string().contains("Service::authenticate"));
}
