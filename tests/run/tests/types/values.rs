//! Any values of the types that the databases share, and of those that PostgreSQL has alone.

use std::future::Future;
use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use rowtype_runtime::Body;
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

/// What a body says, as a row has it.
macro_rules! assert_kept {
    ($row:expr, $body:expr, [$($field:ident),* $(,)?]) => {
        $(prop_assert_eq!(&$row.$field, &$body.$field, "{}", stringify!($field));)*
    };
}

pub(super) use assert_kept;

/// An answer as the body of another row.
pub fn as_body<B: DeserializeOwned + Body>(answer: impl Serialize) -> B {
    let mut json = serde_json::to_value(answer).unwrap();
    let object = json.as_object_mut().unwrap();
    object.remove("id");
    let text = json.to_string();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Runs a test with many values. What fails is shown with the smallest value that fails.
pub fn with_any<V: std::fmt::Debug, F: Future<Output = Result<(), TestCaseError>>>(
    cases: u32,
    values: impl Strategy<Value = V>,
    test: impl Fn(V) -> F,
) {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    let handle = tokio::runtime::Handle::current();
    let result = tokio::task::block_in_place(|| {
        TestRunner::new(config).run(&values, |value| handle.block_on(test(value)))
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}

/// A text of any characters but NUL.
pub fn text() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| text.replace('\0', "\u{1F980}"))
}

/// A decimal of so many digits, and so many of them behind the point.
pub fn decimal(most: i128, scale: RangeInclusive<u32>) -> impl Strategy<Value = Decimal> {
    (-most..=most, scale).prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits, scale))
}

/// A day from the year 1 to 9999.
pub fn day() -> impl Strategy<Value = NaiveDate> {
    (1..=3_652_059_i32).prop_filter_map("a day", NaiveDate::from_num_days_from_ce_opt)
}

/// A time of day to the microsecond.
pub fn time() -> impl Strategy<Value = NaiveTime> {
    (0..86_400_u32, 0..1_000_000_u32).prop_filter_map("a time", |(second, micro)| {
        NaiveTime::from_num_seconds_from_midnight_opt(second, micro * 1_000)
    })
}

pub fn local_time() -> impl Strategy<Value = NaiveDateTime> {
    (day(), time()).prop_map(|(day, time)| day.and_time(time))
}

/// A point in time by its microseconds.
pub fn moment(micros: RangeInclusive<i64>) -> impl Strategy<Value = DateTime<Utc>> {
    micros.prop_filter_map("a moment", DateTime::from_timestamp_micros)
}

/// As they are made at random: MariaDB takes no others.
pub fn token() -> impl Strategy<Value = Uuid> {
    any::<[u8; 16]>().prop_map(|bytes| uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// JSON of any depth up to four.
pub fn state() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|value| json!(value)),
        any::<i64>().prop_map(|value| json!(value)),
        (-1e9..1e9).prop_map(|value: f64| json!(value + 0.5)),
        text().prop_map(|value| json!(value)),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| json!(items)),
            prop::collection::btree_map(text(), inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}
