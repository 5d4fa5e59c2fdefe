//! A value of each of MariaDB's types goes in and comes back the same: through rows, parameters, many rows and JSON.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, NaiveTime};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rowtype_runtime::mysql::{Filter, Read, Select, Sql};
use rowtype_runtime::{Body, ErrorKind, Interval, Patch};
use rowtype_test_run::mariadb::Fixture;
use rowtype_test_run::mariadb::types::models::{
    ScalarAnswer, ScalarColours, ScalarCreate, ScalarMood, ScalarUpdate,
};
use rowtype_test_run::mariadb::types::queries::echo;
use rowtype_test_run::mariadb::types::tables::scalars;
use rust_decimal::Decimal;
use serde_json::json;

use super::borrowed::{assert_all_lent, assert_lent};
use super::values::{self, as_body, assert_kept, with_any};

/// What a decimal has room for.
const ALL_BITS: i128 = (1 << 96) - 1;
const DIGITS_28: i128 = 10_i128.pow(28) - 1;

fn mood() -> impl Strategy<Value = ScalarMood> {
    prop_oneof![
        Just(ScalarMood::Sad),
        Just(ScalarMood::SoSo),
        Just(ScalarMood::Happy)
    ]
}

/// Words in the order of the type, which is how they come back.
fn colours() -> impl Strategy<Value = Vec<ScalarColours>> {
    const ALL: [ScalarColours; 3] = [
        ScalarColours::Red,
        ScalarColours::Green,
        ScalarColours::Blue,
    ];
    any::<[bool; 3]>().prop_map(|chosen| {
        let pairs = ALL.into_iter().zip(chosen);
        pairs
            .filter_map(|(word, is_in)| is_in.then_some(word))
            .collect()
    })
}

/// What a `timestamp` has room for.
const MOMENTS: RangeInclusive<i64> = 1_000_000..=2_147_483_647_999_999;

/// What a `time` has room for: up to 838:59:59.999999 either way.
fn span() -> impl Strategy<Value = Interval> {
    const MOST: i64 = (838 * 3_600 + 59 * 60 + 59) * 1_000_000 + 999_999;
    (-MOST..=MOST).prop_map(|microseconds| Interval {
        microseconds,
        ..Interval::default()
    })
}

fn scalar() -> impl Strategy<Value = ScalarCreate> {
    let signed = (
        option::of(any::<bool>()),
        option::of(any::<i8>()),
        option::of(any::<i16>()),
        option::of(-8_388_608..=8_388_607_i32),
        option::of(any::<i32>()),
        option::of(any::<i64>()),
    );
    let unsigned = (
        option::of(any::<u8>()),
        option::of(any::<u16>()),
        option::of(0..=16_777_215_u32),
        option::of(any::<u32>()),
        option::of(any::<u64>()),
        option::of(1901..=2155_i16),
    );
    let bits = (
        option::of(any::<bool>()),
        option::of(0..=31_u64),
        option::of(any::<u64>()),
    );
    let others = (
        option::of(prop::num::f32::NORMAL | prop::num::f32::SUBNORMAL),
        option::of(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL),
        option::of(values::decimal(ALL_BITS, 0..=28).prop_map(|one| one.trunc())),
        option::of(values::decimal(DIGITS_28, 10..=10)),
    );
    let texts = (
        option::of(any::<String>()),
        option::of("[a-zä\u{1F980}]{0,12}"),
        option::of(any::<Vec<u8>>()),
        option::of(vec(any::<u8>(), 0..=16)),
        option::of(vec(any::<u8>(), 4)),
        option::of(values::token()),
        option::of(values::state().prop_filter("null is NULL", |state| !state.is_null())),
    );
    let times = (
        option::of(values::day()),
        option::of(values::time()),
        option::of(span()),
        option::of(values::local_time()),
        option::of(values::moment(MOMENTS)),
        option::of(mood()),
        option::of(colours()),
    );
    (signed, unsigned, bits, others, texts, times).prop_map(
        |(signed, unsigned, bits, others, texts, times)| {
            let (one_bit, five_bits, all_bits) = bits;
            let (flag, tiny, small, middle, medium, large) = signed;
            let (tiny_u, small_u, middle_u, medium_u, large_u, born) = unsigned;
            let (single, double, exact, price) = others;
            let (words, code, raw, digest, fixed, token, settings) = texts;
            let (day, at, lasts, local_time, moment, mood, colours) = times;
            ScalarCreate {
                flag,
                tiny,
                small,
                middle,
                medium,
                large,
                tiny_u,
                small_u,
                middle_u,
                medium_u,
                large_u,
                born,
                one_bit,
                five_bits,
                all_bits,
                single,
                double,
                exact,
                price,
                words,
                code,
                raw,
                digest,
                fixed,
                token,
                settings,
                day,
                at,
                lasts,
                local_time,
                moment,
                mood,
                colours,
            }
        },
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn scalars_come_back() {
    let fixture = Fixture::types("types_scalars").await;
    let db = &fixture.db;
    with_any(100, scalar(), async |body| {
        let row = scalars::create(db, &body).await.unwrap();
        assert_lent(db, &row).await;
        assert_kept!(
            row,
            body,
            [
                flag, tiny, small, middle, medium, large, tiny_u, small_u, middle_u, medium_u,
                large_u, born, one_bit, five_bits, all_bits, single, double, exact, price, words,
                code, raw, digest, fixed, token, settings, day, at, lasts, local_time, moment,
                mood, colours, one_bit, five_bits, all_bits
            ]
        );
        prop_assert_eq!(&scalars::get(db, row.id).await.unwrap(), &row);
        let read: ScalarCreate = as_body(ScalarAnswer::from(row.clone()));
        prop_assert_eq!(&read, &body);
        let loaded = echo::LoadScalarsParams {
            flag: body.flag,
            large: body.large,
            large_u: body.large_u,
            price: body.price,
            words: body.words.as_deref(),
            raw: body.raw.as_deref(),
            token: body.token,
            settings: body.settings.as_ref(),
            day: body.day,
            at: body.at,
            local_time: body.local_time,
            moment: body.moment,
            mood: body.mood,
            colours: body.colours.as_deref(),
            one_bit: body.one_bit,
            five_bits: body.five_bits,
            all_bits: body.all_bits,
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
                flag, large, large_u, price, words, raw, token, settings, day, at, local_time,
                moment, mood, colours, one_bit, five_bits, all_bits
            ]
        );
        Ok(())
    });
    assert_all_lent(db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parameters_find_the_rows_that_have_them() {
    let fixture = Fixture::types("types_parameters").await;
    let db = &fixture.db;
    with_any(60, scalar(), async |given| {
        let words = given.words.unwrap_or_default();
        let body = ScalarCreate {
            flag: Some(given.flag.unwrap_or_default()),
            large: Some(given.large.unwrap_or_default()),
            large_u: Some(given.large_u.unwrap_or_default()),
            double: Some(given.double.unwrap_or_default()),
            price: Some(given.price.unwrap_or_default()),
            words: Some(words.clone()),
            raw: Some(given.raw.unwrap_or_default()),
            token: Some(given.token.unwrap_or_default()),
            day: Some(given.day.unwrap_or_default()),
            at: Some(given.at.unwrap_or_default()),
            local_time: Some(given.local_time.unwrap_or_default()),
            moment: Some(
                given
                    .moment
                    .unwrap_or(DateTime::from_timestamp(1, 0).unwrap()),
            ),
            mood: Some(given.mood.unwrap_or(ScalarMood::Happy)),
            one_bit: Some(given.one_bit.unwrap_or_default()),
            five_bits: Some(given.five_bits.unwrap_or_default()),
            all_bits: Some(given.all_bits.unwrap_or_default()),
            ..serde_json::from_value(json!({})).unwrap()
        };
        let row = scalars::create(db, &body).await.unwrap();
        let same = echo::FoundParams {
            flag: row.flag.unwrap(),
            large: row.large.unwrap(),
            large_u: row.large_u.unwrap(),
            double: row.double.unwrap(),
            price: row.price.unwrap(),
            words: &words,
            raw: row.raw.as_deref().unwrap(),
            token: row.token.unwrap(),
            day: row.day.unwrap(),
            at: row.at.unwrap(),
            local_time: row.local_time.unwrap(),
            moment: row.moment.unwrap(),
            mood: row.mood.unwrap(),
            one_bit: row.one_bit.unwrap(),
            five_bits: row.five_bits.unwrap(),
            all_bits: row.all_bits.unwrap(),
        };
        let found = echo::found(db, &same).await.unwrap();
        prop_assert!(found.contains(&row.id), "{:?}", found);
        Ok(())
    });
}

#[tokio::test]
async fn values_at_the_edges() {
    let fixture = Fixture::types("types_edges").await;
    let db = &fixture.db;
    let empty = || serde_json::from_value::<ScalarCreate>(json!({})).unwrap();
    let most = ScalarCreate {
        large: Some(i64::MIN),
        large_u: Some(u64::MAX),
        exact: Some(Decimal::MIN),
        double: Some(f64::MAX),
        words: Some("a\0b\u{10FFFF}".to_owned()),
        raw: Some(vec![0, 255]),
        fixed: Some(vec![1, 0, 0, 0]),
        day: NaiveDate::from_ymd_opt(1, 1, 1),
        local_time: NaiveDate::from_ymd_opt(9999, 12, 31)
            .and_then(|day| day.and_hms_micro_opt(23, 59, 59, 999_999)),
        colours: Some(vec![]),
        ..empty()
    };
    let row = scalars::create(db, &most).await.unwrap();
    assert_eq!((row.large, row.large_u), (most.large, most.large_u));
    assert_eq!((row.exact, row.double), (most.exact, most.double));
    assert_eq!((&row.words, &row.raw), (&most.words, &most.raw));
    assert_eq!((&row.fixed, row.day), (&most.fixed, most.day));
    assert_eq!(
        (row.local_time, &row.colours),
        (most.local_time, &most.colours)
    );
    let cleared = ScalarUpdate {
        words: Patch::Null,
        large_u: serde_json::from_value(json!(0)).unwrap(),
        ..ScalarUpdate::default()
    };
    let row = scalars::update(db, row.id, &cleared).await.unwrap();
    assert_eq!((row.words, row.large_u), (None, Some(0)));

    for refused in [
        ScalarCreate {
            middle: Some(8_388_608),
            ..empty()
        },
        ScalarCreate {
            five_bits: Some(32),
            ..empty()
        },
        ScalarCreate {
            born: Some(1900),
            ..empty()
        },
        ScalarCreate {
            single: Some(f32::INFINITY),
            ..empty()
        },
        ScalarCreate {
            at: "23:59:60".parse().ok(),
            ..empty()
        },
        ScalarCreate {
            lasts: Some(Interval {
                microseconds: 839 * 3_600_000_000,
                ..Interval::default()
            }),
            ..empty()
        },
        ScalarCreate {
            digest: Some(vec![0; 17]),
            ..empty()
        },
    ] {
        let error = scalars::create(db, &refused).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue, "{error}");
    }
    // What no type of Rust has.
    let sql = Sql::new("read", "SELECT CAST('25:00:00' AS time)");
    let read = db.query_one(&sql, &[], |row| row.get::<NaiveTime>(0)).await;
    assert!(read.is_err(), "{read:?}");
    let sql = Sql::new("read", "SELECT CAST(repeat('9', 40) AS decimal(60))");
    let read = db.query_one(&sql, &[], |row| row.get::<Decimal>(0)).await;
    assert!(read.is_err(), "{read:?}");
    let few = ScalarCreate {
        five_bits: Some(32),
        ..empty()
    };
    let refused = few.validate().unwrap_err();
    assert_eq!(refused.iter().next().unwrap().detail, "at most 31");
    let rows = scalars::count(db, &Filter::every_row()).await.unwrap();
    assert_eq!(rows, 1);
}

#[tokio::test]
async fn bits_are_numbers() {
    let fixture = Fixture::types("types_bits").await;
    let db = &fixture.db;
    let all = [1, 0x3031, i64::MAX as u64 + 1, u64::MAX];
    for (at, bits) in all.into_iter().enumerate() {
        let body = ScalarCreate {
            one_bit: Some(at % 2 == 0),
            all_bits: Some(bits),
            ..serde_json::from_value(json!({})).unwrap()
        };
        scalars::create(db, &body).await.unwrap();
    }
    let mut found = Vec::new();
    let mut after = None;
    let select = Select::every_row()
        .order(scalars::Table::ALL_BITS.desc())
        .limit(1);
    loop {
        let page = scalars::page(db, &select, after.as_ref()).await.unwrap();
        found.extend(page.items.iter().filter_map(|row| row.all_bits));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    found.reverse();
    assert_eq!(found, all);
    for bits in all {
        let same = scalars::Table::ALL_BITS.eq(bits);
        assert_eq!(scalars::count(db, &same).await.unwrap(), 1, "{bits}");
    }
    let odd = scalars::Table::ONE_BIT
        .eq(true)
        .and(scalars::Table::ALL_BITS.is_in(all));
    assert_eq!(scalars::count(db, &odd).await.unwrap(), 2);
}
