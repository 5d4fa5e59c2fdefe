//! Any values of the types that the databases share, and of those that PostgreSQL has alone.

use std::future::Future;
use std::ops::Bound;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

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

/// A decimal of all 96 bits.
pub fn decimal() -> impl Strategy<Value = Decimal> {
    const MOST: i128 = (1 << 96) - 1;
    (-MOST..=MOST, 0..=28_u32)
        .prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits, scale))
}

/// A decimal of at most 28 digits, 10 behind the point.
pub fn price() -> impl Strategy<Value = Decimal> {
    const MOST: i128 = 10_i128.pow(28) - 1;
    (-MOST..=MOST).prop_map(|digits| Decimal::from_i128_with_scale(digits, 10))
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

pub fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    local_time().prop_map(|time| time.and_utc())
}

pub fn token() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
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

/// A day before or after another; the same where there is none.
pub fn next_day(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// Two ends of a range, each inside, outside or absent.
pub type Ends<T> = (Bound<T>, Bound<T>);

/// Two ends in order.
pub fn ends<T: Clone + PartialOrd + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Ends<T>> {
    let kind = || 0..5_u8;
    let end = |kind, value| match kind {
        0 => Bound::Unbounded,
        1 | 2 => Bound::Included(value),
        _ => Bound::Excluded(value),
    };
    prop::array::uniform2(value)
        .prop_flat_map(move |pair| (Just(pair), kind(), kind()))
        .prop_map(move |([one, other], from, to)| match one <= other {
            true => (end(from, one), end(to, other)),
            false => (end(from, other), end(to, one)),
        })
}
