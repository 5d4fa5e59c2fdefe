//! A value of each type that columns of SQLite can be declared as goes in and comes back the same.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use proptest::option;
use proptest::prelude::*;
use rowtype_runtime::ErrorKind;
use rowtype_runtime::sqlite::Select;
use rowtype_test_run::sqlite::Fixture;
use rowtype_test_run::sqlite::types::models::{ScalarAnswer, ScalarCreate, ScalarMood};
use rowtype_test_run::sqlite::types::queries::echo;
use rowtype_test_run::sqlite::types::tables::scalars;
use rust_decimal::Decimal;
use serde_json::json;

use super::borrowed::{assert_all_lent, assert_lent};
use super::values::{self, as_body, assert_kept, with_any};

/// The microseconds from the year 1 to 9999.
const MOMENTS: RangeInclusive<i64> = -62_135_596_800_000_000..=253_402_300_799_999_999;

const DIGITS_15: i128 = 999_999_999_999_999;

/// What a column of decimals keeps: integers of 64 bits, and else 15 digits.
fn decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        any::<i64>().prop_map(Decimal::from),
        values::decimal(DIGITS_15, 0..=28),
    ]
}

fn scalar() -> impl Strategy<Value = ScalarCreate> {
    let numbers = (
        option::of(any::<bool>()),
        option::of(any::<i64>()),
        option::of(any::<i64>()),
        option::of(any::<i64>()),
        option::of(prop::num::f64::NORMAL),
        option::of(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL),
        option::of(decimal()),
        option::of(values::decimal(DIGITS_15, 10..=10)),
    );
    let texts = (
        option::of(any::<String>()),
        option::of("[a-zä\u{1F980}]{0,12}"),
        option::of(any::<Vec<u8>>()),
        option::of(values::token()),
        option::of(values::state().prop_filter("null is NULL", |state| !state.is_null())),
    );
    let times = (
        option::of(values::day()),
        option::of(values::time()),
        option::of(values::local_time()),
        option::of(values::moment(MOMENTS)),
        option::of(prop_oneof![
            Just(ScalarMood::Sad),
            Just(ScalarMood::SoSo),
            Just(ScalarMood::Happy)
        ]),
    );
    (numbers, texts, times).prop_map(|(numbers, texts, times)| {
        let (flag, small, medium, large, single, double, exact, price) = numbers;
        let (words, code, raw, token, settings) = texts;
        let (day, at, local_time, moment, mood) = times;
        ScalarCreate {
            flag,
            small,
            medium,
            large,
            single,
            double,
            exact,
            price,
            words,
            code,
            raw,
            token,
            settings,
            day,
            at,
            local_time,
            moment,
            mood,
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn scalars_come_back() {
    let fixture = Fixture::types("types_scalars").await;
    let db = &fixture.db;
    with_any(150, scalar(), async |body| {
        let row = scalars::create(db, &body).await.unwrap();
        assert_lent(db, &row).await;
        assert_kept!(
            row,
            body,
            [
                flag, small, medium, large, single, double, exact, price, words, code, raw, token,
                settings, day, at, local_time, moment, mood
            ]
        );
        let read: ScalarCreate = as_body(ScalarAnswer::from(row.clone()));
        prop_assert_eq!(&read, &body);
        let loaded = echo::LoadScalarsParams {
            flag: body.flag,
            large: body.large,
            exact: body.exact,
            words: body.words.as_deref(),
            raw: body.raw.as_deref(),
            token: body.token,
            settings: body.settings.as_ref(),
            day: body.day,
            at: body.at,
            local_time: body.local_time,
            moment: body.moment,
            mood: body.mood,
        };
        echo::load_scalars(db, &[loaded]).await.unwrap();
        let last = Select::every_row()
            .order(scalars::Table::ID.desc())
            .limit(1);
        let page = scalars::list(db, &last).await.unwrap();
        assert_kept!(
            page.items[0],
            body,
            [
                flag, large, exact, words, raw, token, settings, day, at, local_time, moment, mood
            ]
        );
        Ok(())
    });
    assert_all_lent(db).await;
}

#[tokio::test]
async fn values_at_the_edges() {
    let fixture = Fixture::types("types_edges").await;
    let db = &fixture.db;
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let most = ScalarCreate {
        large: Some(i64::MIN),
        double: Some(f64::NEG_INFINITY),
        single: Some(f64::MAX),
        exact: Some(Decimal::from(i64::MAX)),
        words: Some("a\0b\u{10FFFF}".to_owned()),
        raw: Some(vec![0, 255]),
        day: Some(day(1, 1, 1)),
        local_time: day(9999, 12, 31).and_hms_micro_opt(23, 59, 59, 999_999),
        moment: day(1, 1, 1).and_hms_opt(0, 0, 0).map(|time| time.and_utc()),
        mood: Some(ScalarMood::SoSo),
        ..serde_json::from_value(json!({})).unwrap()
    };
    let row = scalars::create(db, &most).await.unwrap();
    assert_eq!((row.large, row.double), (most.large, most.double));
    assert_eq!((row.single, row.exact), (most.single, most.exact));
    assert_eq!((&row.words, &row.raw), (&most.words, &most.raw));
    assert_eq!((row.day, row.local_time), (most.day, most.local_time));
    assert_eq!((row.moment, row.mood), (most.moment, most.mood));
    for refused in [Decimal::MAX, Decimal::new(1_234_567_890_123_456, 1)] {
        let body = ScalarCreate {
            exact: Some(refused),
            ..most.clone()
        };
        let error = scalars::create(db, &body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue, "{error}");
    }
    let found = echo::FoundParams {
        flag: true,
        large: i64::MAX,
        double: 0.1,
        words: "\u{1F980}",
        raw: &[0, 1],
        token: uuid::Uuid::max(),
        day: day(2024, 2, 29),
        at: "23:59:59.000001".parse().unwrap(),
        local_time: "2024-02-29T00:00:00".parse().unwrap(),
        moment: "2024-02-29T00:00:00.5Z".parse().unwrap(),
        mood: ScalarMood::Sad,
    };
    assert!(echo::found(db, &found).await.unwrap().is_empty());
    let same = ScalarCreate {
        flag: Some(found.flag),
        large: Some(found.large),
        double: Some(found.double),
        words: Some(found.words.to_owned()),
        raw: Some(found.raw.to_vec()),
        token: Some(found.token),
        day: Some(found.day),
        at: Some(found.at),
        local_time: Some(found.local_time),
        moment: Some(found.moment),
        mood: Some(found.mood),
        ..serde_json::from_value(json!({})).unwrap()
    };
    let row = scalars::create(db, &same).await.unwrap();
    assert_eq!(echo::found(db, &found).await.unwrap(), [row.id]);
}
