//! The generated functions on postgres.

#![allow(missing_docs)]

use rowtype_test_run::postgres::{Fixture, driver, generated, relations, types as generated_types};

#[path = "../../document/mod.rs"]
mod document;

#[path = "shared/borrowed.rs"]
mod borrowed;
#[path = "shared/commands.rs"]
mod commands;
#[path = "shared/preload.rs"]
mod preload;
#[path = "shared/returning.rs"]
mod returning;
#[path = "shared/server.rs"]
mod server;
#[path = "shared/tables.rs"]
mod tables;
#[path = "types/postgres.rs"]
mod types;
#[path = "types/http.rs"]
mod types_http;
#[path = "types/postgres_http.rs"]
mod types_http_own;
#[path = "types/values.rs"]
mod values;

/// What only PostgreSQL has.
mod own {
    use rowtype_runtime::{Interval, Patch};

    use super::Fixture;
    use super::generated::models::LoanCreate;
    use super::generated::queries::many::long_loans;
    use super::generated::tables::loans;

    #[tokio::test]
    async fn spans_of_time() {
        let fixture = Fixture::start("spans_of_time").await;
        let db = &fixture.db;
        let days = |days| Interval {
            days,
            ..Interval::default()
        };
        let body = LoanCreate {
            period: None,
            extension: Some(days(3)),
        };
        let loan = loans::create(db, &body).await.unwrap();
        assert_eq!((loan.period, loan.extension), (days(14), Some(days(3))));
        let long = long_loans(db, days(13)).await.unwrap();
        assert_eq!((long.len(), long[0].whole), (1, days(17)));
        assert!(long_loans(db, days(14)).await.unwrap().is_empty());
        let none: Patch<Interval> = serde_json::from_str("\"P1M\"").unwrap();
        assert_eq!(none.value().map(|one| one.months), Some(1));
    }
}
