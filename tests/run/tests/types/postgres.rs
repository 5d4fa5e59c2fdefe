//! A value of each of PostgreSQL's types goes in and comes back the same: through rows, parameters, COPY and JSON.

use std::ops::{Bound, RangeInclusive};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rowtype_runtime::postgres::{Db, Filter, Read, Select, Sql};
use rowtype_runtime::{BitString, Body, Cidr, ErrorKind, Inet, Interval, MacAddress, Patch, Range};
use rowtype_test_run::postgres::Fixture;
use rowtype_test_run::postgres::types::models::{
    Address, BitAnswer, BitCreate, BitUpdate, DefaultRowCreate, ListAnswer, ListCreate, Mood,
    PersonAnswer, PersonCreate, PersonUpdate, Profile, ScalarAnswer, ScalarCreate, SpanAnswer,
    SpanCreate,
};
use rowtype_test_run::postgres::types::queries::echo;
use rowtype_test_run::postgres::types::tables::{bits, defaults, lists, people, scalars, spans};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::borrowed::{assert_all_lent, assert_lent};
use super::values::{self, as_body, assert_kept, with_any};

/// What a decimal has room for.
const ALL_BITS: i128 = (1 << 96) - 1;
const DIGITS_28: i128 = 10_i128.pow(28) - 1;

/// The microseconds from the year 1 to 9999.
const MOMENTS: RangeInclusive<i64> = -62_135_596_800_000_000..=253_402_300_799_999_999;

fn body<B: DeserializeOwned>(json: Value) -> B {
    serde_json::from_value(json).unwrap()
}

fn mood() -> impl Strategy<Value = Mood> {
    prop_oneof![Just(Mood::Sad), Just(Mood::SoSo), Just(Mood::Happy)]
}

fn interval() -> impl Strategy<Value = Interval> {
    any::<(i32, i32, i64)>().prop_map(|(months, days, microseconds)| Interval {
        months,
        days,
        microseconds,
    })
}

/// From 0 to 1.
fn part() -> impl Strategy<Value = rust_decimal::Decimal> {
    (0..=10_000_i64).prop_map(|part| rust_decimal::Decimal::new(part, 4))
}

fn bit_string(
    length: impl Into<proptest::collection::SizeRange>,
) -> impl Strategy<Value = BitString> {
    vec(any::<bool>(), length).prop_map(BitString::from_iter)
}

fn inet() -> impl Strategy<Value = Inet> {
    let four = (any::<[u8; 4]>(), 0..=32_u8)
        .prop_map(|(address, prefix)| Inet::new(address.into(), prefix).unwrap());
    let six = (any::<[u8; 16]>(), 0..=128_u8)
        .prop_map(|(address, prefix)| Inet::new(address.into(), prefix).unwrap());
    prop_oneof![four, six]
}

fn cidr() -> impl Strategy<Value = Cidr> {
    inet().prop_map(Inet::network)
}

fn card() -> impl Strategy<Value = MacAddress> {
    any::<[u8; 6]>().prop_map(MacAddress)
}

fn next_day(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// Two ends in order, each inside, outside or absent.
fn continuous<T: Clone + PartialOrd + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Range<T>> {
    let kind = || 0..5_u8;
    let end = |kind, value| match kind {
        0 => Bound::Unbounded,
        1 | 2 => Bound::Included(value),
        _ => Bound::Excluded(value),
    };
    prop::array::uniform2(value)
        .prop_flat_map(move |pair| (Just(pair), kind(), kind()))
        .prop_map(move |([one, other], from, to)| match one <= other {
            true => Range::Between(end(from, one), end(to, other)),
            false => Range::Between(end(from, other), end(to, one)),
        })
}

/// As the server writes a range whose ends may leave nothing between them.
fn canonical<T: Clone + PartialEq>(range: &Range<T>) -> Range<T> {
    match range {
        Range::Between(Bound::Included(lower), Bound::Included(upper)) if lower == upper => {
            range.clone()
        }
        range if range.lower().is_some() && range.lower() == range.upper() => Range::Empty,
        range => range.clone(),
    }
}

/// As the server writes a range of values that follow each other.
fn discrete<T: Copy + PartialOrd>(range: &Range<T>, next: fn(T) -> T) -> Range<T> {
    let Range::Between(lower, upper) = *range else {
        return Range::Empty;
    };
    let lower = match lower {
        Bound::Excluded(value) => Bound::Included(next(value)),
        lower => lower,
    };
    let upper = match upper {
        Bound::Included(value) => Bound::Excluded(next(value)),
        upper => upper,
    };
    let range = Range::Between(lower, upper);
    match (range.lower(), range.upper()) {
        (Some(lower), Some(upper)) if lower >= upper => Range::Empty,
        _ => range,
    }
}

/// Ranges that do not touch, as the server keeps a multirange.
fn apart<T: Copy + Ord + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<Range<T>>> {
    vec(value, 0..8).prop_map(|mut ends| {
        ends.sort();
        ends.dedup();
        let pairs = ends.chunks_exact(2);
        pairs.map(|pair| Range::from(pair[0]..pair[1])).collect()
    })
}

fn address() -> impl Strategy<Value = Address> {
    let text = || option::of(values::text());
    (text(), text(), option::of(values::day())).prop_map(|(street, city, since)| Address {
        street,
        city,
        since,
    })
}

/// With ranges as the server writes them.
fn profile() -> impl Strategy<Value = Profile> {
    let who = (
        values::text(),
        option::of(address()),
        option::of(vec(address(), 0..4)),
    );
    let rest = (
        option::of(mood()),
        option::of(part()),
        option::of(any::<Vec<u8>>()),
        option::of(continuous(values::day())),
        option::of(values::state().prop_filter("null is NULL", |state| !state.is_null())),
    );
    (who, rest).prop_map(
        |((name, home, former), (mood, part, photo, away, state))| Profile {
            name,
            home,
            former,
            mood,
            part,
            photo,
            away: away.map(|range| discrete(&range, next_day)),
            r#type: state,
        },
    )
}

fn scalar() -> impl Strategy<Value = ScalarCreate> {
    let numbers = (
        option::of(any::<bool>()),
        option::of(any::<i16>()),
        option::of(any::<i32>()),
        option::of(any::<i64>()),
        option::of(prop::num::f32::ANY.prop_filter("NaN is unequal", |one| !one.is_nan())),
        option::of(prop::num::f64::ANY.prop_filter("NaN is unequal", |one| !one.is_nan())),
        option::of(values::decimal(ALL_BITS, 0..=28)),
        option::of(values::decimal(DIGITS_28, 10..=10)),
    );
    let texts = (
        option::of(values::text()),
        option::of("[a-zä\u{1F980}]{0,12}"),
        option::of("[a-zä\u{1F980}]{3}"),
        option::of(any::<Vec<u8>>()),
        option::of(values::token()),
        option::of(values::state().prop_filter("null is NULL", |state| !state.is_null())),
        option::of(values::state().prop_filter("null is NULL", |state| !state.is_null())),
    );
    let times = (
        option::of(values::day()),
        option::of(values::time()),
        option::of(values::local_time()),
        option::of(values::moment(MOMENTS)),
        option::of(interval()),
        option::of(mood()),
        option::of(part()),
    );
    (numbers, texts, times).prop_map(|(numbers, texts, times)| {
        let (flag, small, medium, large, single, double, exact, price) = numbers;
        let (words, code, padded, raw, token, settings, state) = texts;
        let (day, at, local_time, moment, wait, mood, part) = times;
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
            padded,
            raw,
            token,
            settings,
            state,
            day,
            at,
            local_time,
            moment,
            wait,
            mood,
            part,
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn scalars_come_back() {
    let fixture = Fixture::types("scalars").await;
    let db = &fixture.db;
    with_any(150, scalar(), async |body| {
        let row = scalars::create(db, &body).await.unwrap();
        assert_lent(db, &row).await;
        assert_kept!(
            row,
            body,
            [
                flag, small, medium, large, single, double, exact, price, words, code, padded, raw,
                token, settings, state, day, at, local_time, moment, wait, mood, part
            ]
        );
        let scale = |value: Option<rust_decimal::Decimal>| value.map(|value| value.scale());
        prop_assert_eq!(scale(row.exact), scale(body.exact));
        prop_assert_eq!(&scalars::get(db, row.id).await.unwrap(), &row);
        let is_finite = |value: Option<f64>| value.is_none_or(f64::is_finite);
        if is_finite(row.double) && is_finite(row.single.map(f64::from)) {
            let read: ScalarCreate = as_body(ScalarAnswer::from(row.clone()));
            prop_assert_eq!(&read, &body);
        }
        let (Some(large), Some(words)) = (body.large, &body.words) else {
            return Ok(());
        };
        let same = echo::ScalarsParams {
            flag: body.flag.unwrap_or_default(),
            small: body.small.unwrap_or_default(),
            large,
            single: body.single.unwrap_or_default(),
            double: body.double.unwrap_or_default(),
            exact: body.exact.unwrap_or_default(),
            words,
            raw: body.raw.as_deref().unwrap_or_default(),
            token: body.token.unwrap_or_default(),
            state: body.state.as_ref().unwrap_or(&Value::Null),
            day: body.day.unwrap_or_default(),
            at: body.at.unwrap_or_default(),
            local_time: body.local_time.unwrap_or_default(),
            moment: body.moment.unwrap_or_default(),
            wait: body.wait.unwrap_or_default(),
            mood: body.mood.unwrap_or(Mood::Sad),
            part: body.part.unwrap_or_default(),
        };
        let echoed = echo::scalars(db, &same).await.unwrap();
        prop_assert_eq!(
            (echoed.flag, echoed.small, echoed.large, echoed.single),
            (same.flag, same.small, same.large, same.single)
        );
        prop_assert_eq!(
            (echoed.double, echoed.exact, &*echoed.words, &*echoed.raw),
            (same.double, same.exact, same.words, same.raw)
        );
        prop_assert_eq!(
            (echoed.token, &echoed.state, echoed.day, echoed.at),
            (same.token, same.state, same.day, same.at)
        );
        prop_assert_eq!(
            (echoed.local_time, echoed.moment, echoed.wait, echoed.mood),
            (same.local_time, same.moment, same.wait, same.mood)
        );
        prop_assert_eq!(echoed.part, same.part);
        Ok(())
    });
    assert_all_lent(db).await;
}

fn list() -> impl Strategy<Value = ListCreate> {
    fn of<T: std::fmt::Debug>(
        value: impl Strategy<Value = T>,
    ) -> impl Strategy<Value = Option<Vec<T>>> {
        option::of(vec(value, 0..5))
    }
    let plain = (
        of(any::<bool>()),
        of(any::<i16>()),
        of(any::<i64>()),
        of(prop::num::f64::NORMAL),
        of(values::decimal(ALL_BITS, 0..=28)),
        of(values::text()),
        of(values::token()),
        of(values::state()),
    );
    let others = (
        of(values::day()),
        of(values::time()),
        of(values::local_time()),
        of(values::moment(MOMENTS)),
        of(interval()),
        of(mood()),
        of(part()),
    );
    (plain, others).prop_map(|(plain, others)| {
        let (flags, smalls, larges, doubles, exacts, words, tokens, states) = plain;
        let (days, ats, local_times, moments, waits, moods, parts) = others;
        ListCreate {
            flags,
            smalls,
            larges,
            doubles,
            exacts,
            words,
            tokens,
            states,
            days,
            ats,
            local_times,
            moments,
            waits,
            moods,
            parts,
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_come_back() {
    let fixture = Fixture::types("lists").await;
    let db = &fixture.db;
    with_any(100, list(), async |body| {
        let row = lists::create(db, &body).await.unwrap();
        assert_kept!(
            row,
            body,
            [
                flags,
                smalls,
                larges,
                doubles,
                exacts,
                words,
                tokens,
                states,
                days,
                ats,
                local_times,
                moments,
                waits,
                moods,
                parts
            ]
        );
        prop_assert_eq!(&as_body::<ListCreate>(ListAnswer::from(row)), &body);
        Ok(())
    });
}

/// With ranges as they are given, and as they come back.
fn span() -> impl Strategy<Value = (SpanCreate, SpanCreate)> {
    let small = || -1_000_000_000..1_000_000_000_i32;
    let plain = (
        option::of(continuous(small())),
        option::of(continuous(-5_000_000_000..5_000_000_000_i64)),
        option::of(continuous(values::decimal(ALL_BITS, 0..=28))),
        option::of(continuous(values::local_time())),
        option::of(continuous(values::moment(MOMENTS))),
        option::of(continuous(values::day())),
        option::of(continuous(prop::num::f64::NORMAL)),
        option::of(continuous("[a-z]{0,4}")),
    );
    let many = (
        option::of(apart(small())),
        option::of(apart(any::<i64>())),
        option::of(apart(values::decimal(ALL_BITS, 0..=28))),
        option::of(apart(values::local_time())),
        option::of(apart(values::moment(MOMENTS))),
        option::of(apart(values::day())),
        option::of(vec(continuous(values::day()), 0..3)),
        option::of(vec(apart(small()), 0..3)),
    );
    (plain, many).prop_map(|(plain, many)| {
        let (mediums, larges, exacts, local_times, moments, days, doubles, words) = plain;
        let (
            all_mediums,
            all_larges,
            all_exacts,
            all_local_times,
            all_moments,
            all_days,
            list_of_days,
            lists_of_mediums,
        ) = many;
        let given = SpanCreate {
            mediums,
            larges,
            exacts,
            local_times,
            moments,
            days,
            doubles,
            words,
            all_mediums,
            all_larges,
            all_exacts,
            all_local_times,
            all_moments,
            all_days,
            all_doubles: Some(vec![Range::from(..-1.5), Range::from(0.0..=0.25)]),
            list_of_days,
            lists_of_mediums,
        };
        let day = |range: &Range<NaiveDate>| discrete(range, next_day);
        let kept = SpanCreate {
            mediums: given.mediums.map(|range| discrete(&range, |one| one + 1)),
            larges: given.larges.map(|range| discrete(&range, |one| one + 1)),
            exacts: given.exacts.as_ref().map(canonical),
            local_times: given.local_times.as_ref().map(canonical),
            moments: given.moments.as_ref().map(canonical),
            days: given.days.as_ref().map(day),
            doubles: given.doubles.as_ref().map(canonical),
            words: given.words.as_ref().map(canonical),
            list_of_days: given
                .list_of_days
                .as_ref()
                .map(|days| days.iter().map(day).collect()),
            ..given.clone()
        };
        (given, kept)
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn ranges_come_back() {
    let fixture = Fixture::types("spans").await;
    let db = &fixture.db;
    with_any(150, span(), async |(given, kept)| {
        let row = spans::create(db, &given).await.unwrap();
        assert_kept!(
            row,
            kept,
            [
                mediums,
                larges,
                exacts,
                local_times,
                moments,
                days,
                doubles,
                words,
                all_mediums,
                all_larges,
                all_exacts,
                all_local_times,
                all_moments,
                all_days,
                all_doubles,
                list_of_days,
                lists_of_mediums
            ]
        );
        prop_assert_eq!(&as_body::<SpanCreate>(SpanAnswer::from(row.clone())), &kept);
        let same = Filter::all([
            spans::Table::ID.eq(row.id),
            spans::Table::MEDIUMS.eq(given.mediums.unwrap_or(Range::Empty)),
        ]);
        let count = spans::count(db, &same).await.unwrap();
        prop_assert_eq!(count, i64::from(given.mediums.is_some()));
        let loaded = echo::LoadSpansParams {
            mediums: given.mediums,
            exacts: given.exacts,
            moments: given.moments,
            doubles: given.doubles,
            words: given.words.as_ref(),
            all_days: given.all_days.as_deref(),
            all_doubles: given.all_doubles.as_deref(),
            list_of_days: given.list_of_days.as_deref(),
            lists_of_mediums: given.lists_of_mediums.as_deref(),
        };
        echo::load_spans(db, &[loaded]).await.unwrap();
        let last = Select::every_row().order(spans::Table::ID.desc()).limit(1);
        let page = spans::list(db, &last).await.unwrap();
        assert_kept!(
            page.items[0],
            kept,
            [
                mediums,
                exacts,
                moments,
                doubles,
                words,
                all_days,
                list_of_days,
                lists_of_mediums
            ]
        );
        Ok(())
    });
}

fn bit() -> impl Strategy<Value = BitCreate> {
    let bits = (
        option::of(bit_string(1)),
        option::of(bit_string(8)),
        option::of(bit_string(0..=9)),
        option::of(bit_string(0..70)),
        option::of(vec(bit_string(0..70), 0..3)),
    );
    let addresses = (
        option::of(inet()),
        option::of(cidr()),
        option::of(card()),
        option::of(vec(inet(), 0..3)),
        option::of(vec(cidr(), 0..3)),
        option::of(vec(card(), 0..3)),
    );
    (bits, addresses).prop_map(|(bits, addresses)| {
        let (one, eight, few, many, all_many) = bits;
        let (host, net, card, hosts, nets, cards) = addresses;
        BitCreate {
            one,
            eight,
            few,
            many,
            host,
            net,
            card,
            all_many,
            hosts,
            nets,
            cards,
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn bits_and_addresses_come_back() {
    let fixture = Fixture::types("bits").await;
    let db = &fixture.db;
    with_any(150, bit(), async |body| {
        let nothing = Filter::any([bits::Table::HOST.is_null(), bits::Table::HOST.is_not_null()]);
        bits::delete_where(db, &nothing).await.unwrap();
        let row = bits::create(db, &body).await.unwrap();
        assert_kept!(
            row,
            body,
            [
                one, eight, few, many, host, net, card, all_many, hosts, nets, cards
            ]
        );
        prop_assert_eq!(&as_body::<BitCreate>(BitAnswer::from(row.clone())), &body);
        // As the server writes them.
        let texts = Sql::new(
            "texts",
            "SELECT concat_ws(' ', host, net, card, many) FROM bits",
        );
        let texts: String = db.query_one(&texts, &[], |row| row.get(0)).await.unwrap();
        let ours = [
            body.host.map(|host| host.to_string()),
            body.net.map(|net| net.to_string()),
            body.card.map(|card| card.to_string()),
            body.many.as_ref().map(BitString::to_string),
        ];
        prop_assert_eq!(
            texts,
            ours.into_iter().flatten().collect::<Vec<_>>().join(" ")
        );
        bits::delete(db, row.id).await.unwrap();
        let loaded = echo::LoadBitsParams {
            eight: body.eight.as_ref(),
            many: body.many.as_ref(),
            host: body.host,
            net: body.net,
            card: body.card,
            all_many: body.all_many.as_deref(),
            hosts: body.hosts.as_deref(),
        };
        echo::load_bits(db, &[loaded]).await.unwrap();
        let page = bits::list(db, &Select::every_row()).await.unwrap();
        assert_kept!(
            page.items[0],
            body,
            [eight, many, host, net, card, all_many, hosts]
        );
        Ok(())
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn composites_come_back() {
    let fixture = Fixture::types("people").await;
    let db = &fixture.db;
    let any = (
        option::of(address()),
        option::of(vec(address(), 0..4)),
        option::of(profile()),
    );
    let any = any.prop_map(|(home, homes, who)| PersonCreate { home, homes, who });
    with_any(150, any, async |body| {
        let row = people::create(db, &body).await.unwrap();
        assert_kept!(row, body, [home, homes, who]);
        prop_assert_eq!(
            &as_body::<PersonCreate>(PersonAnswer::from(row.clone())),
            &body
        );
        let loaded = echo::LoadPeopleParams {
            home: body.home.as_ref(),
            homes: body.homes.as_deref(),
            who: body.who.as_ref(),
        };
        echo::load_people(db, &[loaded]).await.unwrap();
        let last = Select::every_row().order(people::Table::ID.desc()).limit(1);
        let page = people::list(db, &last).await.unwrap();
        assert_kept!(page.items[0], body, [home, homes, who]);
        if let (Some(home), Some(homes), Some(who)) = (&body.home, &body.homes, &body.who) {
            let echoed = echo::composites(db, home, homes, who).await.unwrap();
            prop_assert_eq!(
                (&echoed.home, &echoed.homes, &echoed.who),
                (home, homes, who)
            );
            let same = people::Table::HOME
                .eq(home.clone())
                .and(people::Table::WHO.is_in([who.clone()]));
            prop_assert!(people::count(db, &same).await.unwrap() >= 2);
            let other = people::Table::HOME
                .ne(home.clone())
                .and(people::Table::ID.eq(row.id));
            prop_assert_eq!(people::count(db, &other).await.unwrap(), 0);
        }
        Ok(())
    });
}

#[tokio::test]
async fn what_is_left_out_is_the_default() {
    let fixture = Fixture::types("defaults").await;
    let db = &fixture.db;
    let create: DefaultRowCreate = body(json!({ "key": "::1" }));
    let row = defaults::create(db, &create).await.unwrap();
    assert_eq!(
        (row.key.to_string(), row.three.to_string()),
        ("::1".to_owned(), "010".to_owned())
    );
    assert_eq!(
        (row.many.len(), row.host.to_string()),
        (0, "127.0.0.1".to_owned())
    );
    assert_eq!(
        (row.days, row.doubles, row.all_mediums),
        (Range::Empty, Range::all(), vec![])
    );
    assert_eq!(
        (row.home.city.as_deref(), row.homes.len()),
        (Some("Town"), 0)
    );
    assert!(
        row.spare
            .is_some_and(|spare| spare.upper() == NaiveDate::from_ymd_opt(2025, 1, 1).as_ref())
    );

    let create: DefaultRowCreate = body(json!({
        "key": "10.0.0.1", "three": "111", "many": "1", "net": "::/0", "days": {"lower": null, "upper": "2024-02-29"},
        "all_mediums": [{"lower": 1, "upper": 2, "bounds": "[]"}], "home": {"city": "Elsewhere"}, "homes": [{}], "spare": null
    }));
    let row = defaults::create(db, &create).await.unwrap();
    assert_eq!(row.all_mediums, [Range::from(1..3)]);
    assert_eq!(
        (row.home.street, row.homes),
        (None, vec![Address::default()])
    );
    assert_eq!((row.spare, row.many.to_string().as_str()), (None, "1"));
    let key: Inet = "10.0.0.1".parse().unwrap();
    assert!(defaults::exists(db, key).await.unwrap());
    let changed = defaults::update(
        db,
        key,
        &body(json!({"homes": [], "spare": {"empty": true}})),
    )
    .await
    .unwrap();
    assert_eq!(
        (changed.homes.len(), changed.spare),
        (0, Some(Range::Empty))
    );
}

/// A value that only the database can make, read as this type; what is said where it cannot be.
async fn read<T: rowtype_runtime::postgres::Decode + Send + 'static>(
    db: &Db,
    value: &str,
) -> Result<T, String> {
    let sql = Sql {
        name: "read",
        text: format!("SELECT {value}").into(),
        is_filtered: false,
    };
    let read = db.query_one(&sql, &[], |row| row.get(0)).await;
    read.map_err(|error| error.to_string())
}

#[tokio::test]
async fn what_no_type_of_rust_has_is_an_error() {
    let fixture = Fixture::types("no_such_value").await;
    let db = &fixture.db;
    for value in ["'infinity'::timestamp", "'-infinity'::timestamp"] {
        assert!(read::<NaiveDateTime>(db, value).await.is_err(), "{value}");
    }
    for value in [
        "'infinity'::date",
        "'-infinity'::date",
        "'5874897-12-31'::date",
    ] {
        assert!(read::<NaiveDate>(db, value).await.is_err(), "{value}");
    }
    let day: NaiveDate = read(db, "'4713-01-01 BC'::date").await.unwrap();
    assert_eq!(day.to_string(), "-4712-01-01");
    assert!(read::<NaiveTime>(db, "'24:00'::time").await.is_err());
    for value in [
        "'NaN'::numeric",
        "'Infinity'::numeric",
        "1e30::numeric",
        "0.00000000000000000000000000001",
    ] {
        let wrong = read::<rust_decimal::Decimal>(db, value).await;
        assert!(wrong.is_err(), "{value}: {wrong:?}");
    }
    assert!(
        read::<Range<NaiveDate>>(db, "'[,infinity]'::daterange")
            .await
            .is_err()
    );
    assert!(read::<Vec<i32>>(db, "ARRAY[1, NULL]").await.is_err());
    let double: f64 = read(db, "'-Infinity'::float8").await.unwrap();
    assert_eq!(double, f64::NEG_INFINITY);
    assert!(read::<f64>(db, "'NaN'::float8").await.unwrap().is_nan());
    let wrong = read::<Range<i32>>(db, "1").await.unwrap_err();
    assert!(
        wrong.contains("a value of type int4 is not a range"),
        "{wrong}"
    );
    let wrong = read::<Address>(db, "ROW(1, 2)").await.unwrap_err();
    assert!(
        wrong.contains("a value of type record is not address"),
        "{wrong}"
    );
    db.execute_script("ALTER TYPE address ADD ATTRIBUTE country text")
        .await
        .unwrap();
    let fresh = fixture.reopened().await;
    let wrong = read::<Address>(&fresh, "ROW('a', 'b', NULL, 'c')::address")
        .await
        .unwrap_err();
    assert!(
        wrong.contains("has 4 fields, and the code knows 3"),
        "{wrong}"
    );
}

#[tokio::test]
async fn values_at_the_edges() {
    let fixture = Fixture::types("edges").await;
    let db = &fixture.db;
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    for (first, last) in [("0001-01-01", "9999-12-31")] {
        let create = ScalarCreate {
            day: Some(day(first)),
            local_time: Some(day(last).and_hms_micro_opt(23, 59, 59, 999_999).unwrap()),
            moment: Some(day(first).and_hms_opt(0, 0, 0).unwrap().and_utc()),
            at: NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999),
            large: Some(i64::MIN),
            exact: Some(rust_decimal::Decimal::MIN),
            wait: Some(Interval {
                months: i32::MIN + 1,
                days: i32::MIN + 1,
                microseconds: i64::MIN + 1,
            }),
            single: Some(f32::INFINITY),
            double: Some(f64::MIN_POSITIVE),
            words: Some("\u{10FFFF}\u{FFFF}\u{1}".to_owned()),
            raw: Some(vec![0, 255]),
            ..body(json!({}))
        };
        let row = scalars::create(db, &create).await.unwrap();
        assert_eq!(
            (row.day, row.local_time, row.moment, row.at),
            (create.day, create.local_time, create.moment, create.at)
        );
        assert_eq!(
            (row.large, row.exact, row.wait),
            (create.large, create.exact, create.wait)
        );
        assert_eq!((row.single, row.double), (create.single, create.double));
        assert_eq!((&row.words, &row.raw), (&create.words, &create.raw));
    }
    let nul = ScalarCreate {
        words: Some("a\0b".to_owned()),
        ..body(json!({}))
    };
    let refused = scalars::create(db, &nul).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidValue, "{refused}");
    let leap = ScalarCreate {
        at: "23:59:60".parse().ok(),
        ..body(json!({}))
    };
    let refused = scalars::create(db, &leap).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidValue, "{refused}");

    for length in [0, 1, 8, 9, 63, 64, 65] {
        let ones: BitString = std::iter::repeat_n(true, length).collect();
        let create = BitCreate {
            many: Some(ones),
            ..body(json!({}))
        };
        let row = bits::create(db, &create).await.unwrap();
        assert_eq!(row.many, create.many);
    }
    let short = BitCreate {
        eight: "1".parse().ok(),
        ..body(json!({}))
    };
    let refused = bits::create(db, &short).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidValue, "{refused}");
    let refused = short.validate().unwrap_err();
    assert_eq!(refused.iter().next().unwrap().detail, "exactly 8 bits");

    let span = |json: Value| body::<SpanCreate>(json);
    let backwards = span(json!({"mediums": {"lower": 2, "upper": 1}}));
    let refused = spans::create(db, &backwards).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidValue, "{refused}");
    let full = span(json!({"mediums": {"lower": i32::MIN, "upper": i32::MAX, "bounds": "[]"}}));
    let refused = spans::create(db, &full).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidValue, "{refused}");
    let kept = span(json!({
        "mediums": {"lower": i32::MIN, "upper": i32::MAX}, "larges": {"lower": i64::MIN, "upper": i64::MAX}, "all_mediums": [],
        "days": {"lower": "0001-01-01", "upper": "9999-12-31"}, "exacts": {"empty": true}, "words": {"lower": "", "upper": null},
        "list_of_days": [], "lists_of_mediums": [[]]
    }));
    let row = spans::create(db, &kept).await.unwrap();
    assert_eq!(
        (row.mediums, row.larges, row.exacts),
        (kept.mediums, kept.larges, kept.exacts)
    );
    assert_eq!(
        (row.days, row.words, row.all_mediums),
        (kept.days, kept.words, kept.all_mediums)
    );
    assert_eq!(
        (row.list_of_days, row.lists_of_mediums),
        (kept.list_of_days, kept.lists_of_mediums)
    );
    // What touches is one.
    let touching = span(
        json!({"all_mediums": [{"lower": 5, "upper": 6}, {"lower": 1, "upper": 5}, {"empty": true}]}),
    );
    let row = spans::create(db, &touching).await.unwrap();
    assert_eq!(row.all_mediums, Some(vec![Range::from(1..6)]));

    let overlapping = echo::overlapping(db, Range::from(day("2000-01-01")..=day("2000-01-01")))
        .await
        .unwrap();
    assert_eq!(
        (
            overlapping.len(),
            overlapping[0].first,
            overlapping[0].nothing
        ),
        (1, Some(day("0001-01-01")), false)
    );
}

#[tokio::test]
async fn addresses_are_written_as_by_the_server() {
    let fixture = Fixture::types("addresses").await;
    let db = &fixture.db;
    for text in [
        "0.0.0.0/0",
        "255.255.255.255",
        "::/0",
        "::1",
        "1::",
        "1:0:0:2::/64",
        "1:0:2:3:4:5:6:7",
        "2001:db8::a:0:0:1",
        "::ffff:1.2.3.4",
        "::ffff:1.2.3.4/96",
        "fe80::ffff:1.2.3.4",
        "64:ff9b::1.2.3.4",
    ] {
        let inet: Inet = text.parse().unwrap();
        let written = format!("format('%s', '{text}'::inet)");
        let written: String = read(db, &written).await.unwrap();
        assert_eq!(inet.to_string(), written);
    }
}

#[tokio::test]
async fn queries_take_and_give_them() {
    let fixture = Fixture::types("queries_take").await;
    let db = &fixture.db;
    let hosts = ["10.0.0.1", "10.1.0.1/16", "::1"].map(|host| host.parse::<Inet>().unwrap());
    for host in hosts {
        let create = BitCreate {
            host: Some(host),
            many: "101".parse().ok(),
            ..body(json!({}))
        };
        bits::create(db, &create).await.unwrap();
    }
    let found = echo::hosts_in(db, "10.0.0.0/8".parse().unwrap())
        .await
        .unwrap();
    let found: Vec<Inet> = found.iter().map(|row| row.host).collect();
    assert_eq!(found, hosts[..2]);
    let many: BitString = "101".parse().unwrap();
    let found = echo::hosts_of(db, &hosts[1..], Some(&many)).await.unwrap();
    assert_eq!(found.len(), 2);
    assert!(echo::hosts_of(db, &hosts, None).await.unwrap().is_empty());
    let filter = bits::Table::HOST
        .is_in(hosts)
        .and(bits::Table::MANY.ne(many.clone()));
    assert_eq!(bits::count(db, &filter).await.unwrap(), 0);
    let filter = bits::Table::HOST
        .gt(hosts[0])
        .and(bits::Table::MANY.eq(many));
    assert_eq!(bits::count(db, &filter).await.unwrap(), 2);
    let first = bits::Table::HOST.eq(hosts[0]);
    let update: BitUpdate = body(json!({"many": null, "hosts": ["::2/64"], "net": "::/64"}));
    assert_eq!(bits::update_where(db, &first, &update).await.unwrap(), 1);
    let page = bits::list(db, &Select::new(first)).await.unwrap();
    assert_eq!(
        (&page.items[0].many, page.items[0].net.unwrap().to_string()),
        (&None, "::/64".to_owned())
    );

    let create: SpanCreate = body(json!({
        "mediums": {"lower": 1, "upper": 5}, "all_mediums": [{"lower": 1, "upper": 5}], "words": {"lower": "b", "upper": "d"}
    }));
    spans::create(db, &create).await.unwrap();
    let column = spans::Table::MEDIUMS;
    for (filter, is_met) in [
        (column.contains(2..4), true),
        (column.contains(2..6), false),
        (column.contained_in(0..), true),
        (column.contained_in(..=4), true),
        (column.overlaps(4..9), true),
        (column.overlaps(5..9), false),
        (column.touches(5..9), true),
        (column.is_in([Range::from(1..=4)]), true),
        (
            spans::Table::WORDS.contains("b".to_owned().."c".to_owned()),
            true,
        ),
        (spans::Table::ALL_MEDIUMS.has(Range::from(2..3)), true),
        (spans::Table::ALL_MEDIUMS.eq(vec![Range::from(1..5)]), true),
        (spans::Table::ALL_MEDIUMS.ne(vec![]), true),
    ] {
        let count = spans::count(db, &filter).await.unwrap();
        assert_eq!(count, i64::from(is_met), "{filter:?}");
    }

    let home = Address {
        city: Some("Town".to_owned()),
        ..Address::default()
    };
    let create = PersonCreate {
        home: Some(home.clone()),
        homes: Some(vec![home.clone()]),
        who: None,
    };
    let row = people::create(db, &create).await.unwrap();
    let living = echo::living(db, Some(&home)).await.unwrap();
    assert_eq!((living.len(), living[0].city.as_deref()), (1, Some("Town")));
    assert_eq!(echo::living(db, None).await.unwrap().len(), 1);
    let moved = Address {
        city: None,
        ..home.clone()
    };
    let moving = echo::MovingParams {
        home: Some(&moved),
        id: row.id,
    };
    echo::moving(db, &[moving]).await.unwrap();
    assert_eq!(people::get(db, row.id).await.unwrap().home, Some(moved));
    let has = people::Table::HOMES.has(home.clone());
    assert_eq!(people::count(db, &has).await.unwrap(), 1);
    let update = PersonUpdate {
        home: Patch::Null,
        homes: Patch::Set(vec![]),
        ..PersonUpdate::default()
    };
    let row = people::update(db, row.id, &update).await.unwrap();
    assert_eq!((row.home, row.homes), (None, Some(vec![])));

    let missing = echo::MissingParams {
        home: None,
        words: None,
        many: None,
        host: None,
        homes: None,
    };
    let row = echo::missing(db, &missing).await.unwrap();
    assert_eq!(
        (row.home, row.words, row.many, row.host, row.homes),
        (None, None, None, None, None)
    );
    let words = Range::from("a".to_owned()..);
    let bits: BitString = "01".parse().unwrap();
    let all = echo::MissingParams {
        home: Some(&home),
        words: Some(&words),
        many: Some(&bits),
        host: Some(hosts[2]),
        homes: Some(&[]),
    };
    let row = echo::missing(db, &all).await.unwrap();
    assert_eq!(
        (row.home, row.words, row.many, row.host, row.homes),
        (
            Some(home),
            Some(words),
            Some(bits),
            Some(hosts[2]),
            Some(vec![])
        )
    );
}
