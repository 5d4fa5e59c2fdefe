//! The generated functions on mariadb.

#![allow(missing_docs)]

use rowtype_test_run::mariadb::{Fixture, driver, generated, relations, types as generated_types};

#[path = "../../document/mod.rs"]
mod document;

#[path = "shared/borrowed.rs"]
mod borrowed;
#[path = "shared/commands.rs"]
mod commands;
#[path = "shared/preload.rs"]
mod preload;
#[path = "shared/server.rs"]
mod server;
#[path = "shared/tables.rs"]
mod tables;
#[path = "types/mariadb.rs"]
mod types;
#[path = "types/http.rs"]
mod types_http;
#[path = "types/values.rs"]
mod values;

/// What only MariaDB has.
mod own {
    use chrono::{DateTime, NaiveDateTime, Utc};
    use rowtype_runtime::{ErrorKind, Patch};
    use rust_decimal::Decimal;
    use serde_json::json;
    use uuid::Uuid;

    use super::Fixture;
    use super::driver::{Filter, Select};
    use super::generated::models::{
        GuestCreate, SampleCreate, SampleFlags, SampleKind, SampleUpdate,
    };
    use super::generated::queries::many;
    use super::generated::tables::{guests, samples};

    fn sample(code: &str) -> SampleCreate {
        serde_json::from_value(json!({ "code": code })).unwrap()
    }

    #[tokio::test]
    async fn what_is_left_out_is_the_default() {
        let fixture = Fixture::start("defaults").await;
        let db = &fixture.db;
        let made = samples::create(db, &sample("a")).await.unwrap();
        assert_eq!((made.is_on, made.tiny, made.wide), (true, -1, 1));
        assert_eq!((made.ratio, made.price), (0.5, "9.99".parse().unwrap()));
        assert_eq!(made.kind, SampleKind::Small);
        assert_eq!(made.flags, [SampleFlags::Red]);
        assert_eq!((made.picture.len(), made.settings.clone()), (0, json!({})));
        let age = Utc::now() - made.seen;
        assert!(age.num_seconds().abs() < 60, "{}", made.seen);
        let same = SampleUpdate::default();
        assert_eq!(samples::update(db, "a", &same).await.unwrap(), made);
        let missing = samples::update(db, "b", &same).await.unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::NotFound);
    }

    #[tokio::test]
    async fn a_value_of_each_type_comes_back() {
        let fixture = Fixture::start("each_type").await;
        let db = &fixture.db;
        let local: NaiveDateTime = "9999-12-31T23:59:59.999999".parse().unwrap();
        let seen: DateTime<Utc> = "2038-01-19T03:14:07.999999Z".parse().unwrap();
        let price: Decimal = "-1234567890123456.7891".parse().unwrap();
        let body = SampleCreate {
            is_on: Some(false),
            tiny: Some(i8::MIN),
            medium: Some(-8_388_608),
            wide: Some(u64::MAX),
            born: Some(2155),
            ratio: Some(f32::MIN_POSITIVE),
            precise: Some(f64::MAX),
            price: Some(price),
            kind: Some(SampleKind::Large),
            flags: Some(vec![SampleFlags::Green, SampleFlags::Blue]),
            notes: Some("a\0b \u{1F980} \\ '".to_owned()),
            digest: Some(vec![0, 255, 39, 92]),
            picture: Some(vec![255, 0, 254]),
            settings: Some(json!({"a": [null, "'\\\""]})),
            day: Some(local.date()),
            at: Some(local.time()),
            local_time: Some(local),
            seen: Some(seen),
            token: Some(Uuid::max()),
            ..sample("full")
        };
        let made = samples::create(db, &body).await.unwrap();
        assert_eq!(
            (made.is_on, made.tiny, made.medium),
            (false, i8::MIN, body.medium)
        );
        assert_eq!((made.wide, made.born), (u64::MAX, body.born));
        assert_eq!((Some(made.ratio), made.precise), (body.ratio, body.precise));
        assert_eq!((made.price, Some(made.kind)), (price, body.kind));
        assert_eq!(Some(&made.flags), body.flags.as_ref());
        assert_eq!((&made.notes, &made.digest), (&body.notes, &body.digest));
        assert_eq!(Some(&made.picture), body.picture.as_ref());
        assert_eq!(Some(&made.settings), body.settings.as_ref());
        assert_eq!((made.day, made.at), (body.day, body.at));
        assert_eq!((made.local_time, made.seen), (Some(local), seen));
        assert_eq!(made.token, Uuid::max());
        assert_eq!(samples::get(db, "full").await.unwrap(), made);
        assert_eq!(samples::upsert(db, &body).await.unwrap(), made);

        // The other way round, by an update.
        let other = samples::create(db, &sample("bare")).await.unwrap();
        let mut wanted = made.clone();
        wanted.code.clone_from(&other.code);
        let change = SampleUpdate::between(&other, &wanted);
        assert_eq!(samples::update(db, "bare", &change).await.unwrap(), wanted);
        let back = SampleUpdate::between(&wanted, &other);
        assert_eq!(samples::update(db, "bare", &back).await.unwrap(), other);

        let less = "-1234567890123456.7892".parse().unwrap();
        let found = many::samples_at(db, less, seen, SampleKind::Large).await;
        let found = found.unwrap();
        assert_eq!((found.len(), found[0].price), (1, price));
        let none = many::samples_at(db, price, seen, SampleKind::Large).await;
        assert!(none.unwrap().is_empty());
        let priced = many::priced(db, &[price, Decimal::ONE], false).await;
        assert_eq!(priced.unwrap(), ["full"]);
        let near = ["-1234567890123456.7890".parse().unwrap()];
        assert!(many::priced(db, &near, false).await.unwrap().is_empty());
        let key = samples::Table::PRICE.eq(price);
        assert_eq!(samples::count(db, &key).await.unwrap(), 1);
    }

    #[tokio::test]
    async fn words_of_a_set_json_and_points_in_time_are_asked_for() {
        use SampleFlags::{Blue, Green, Red};
        use samples::Table;
        let fixture = Fixture::start("asked_for").await;
        let db = &fixture.db;
        for (code, flags, settings, seen) in [
            (
                "a",
                vec![Red, Green],
                json!({"x": {"y": 1}}),
                "2024-05-06T07:08:09Z",
            ),
            ("b", vec![], json!({"x": [1]}), "2025-12-31T23:59:59Z"),
        ] {
            let body = SampleCreate {
                flags: Some(flags),
                settings: Some(settings),
                seen: Some(seen.parse().unwrap()),
                ..sample(code)
            };
            samples::create(db, &body).await.unwrap();
        }
        for filter in [
            Table::FLAGS.has(Green),
            Table::FLAGS.contains_all([Green, Red]),
            Table::FLAGS.overlaps([Blue, Green]),
            (!Table::FLAGS.contains_all([Blue])).and(Table::FLAGS.has(Red)),
            Table::SETTINGS.contains(json!({"x": {}})),
            Table::SETTINGS.at_path(&["x", "y"], json!(1)),
            Table::SETTINGS.eq(json!({"x": {"y": 1}})),
            Table::SETTINGS
                .has_key("x")
                .and(Table::SEEN.utc().month().eq(5)),
            Table::SEEN.utc().second().eq(9),
        ] {
            let page = samples::list(db, &Select::new(filter)).await.unwrap();
            let codes: Vec<&str> = page.items.iter().map(|row| row.code.as_str()).collect();
            assert_eq!(codes, ["a"]);
        }
    }

    #[tokio::test]
    async fn an_upsert_by_the_only_key_is_one_statement() {
        let fixture = Fixture::start("only_key").await;
        let db = &fixture.db;
        let guest = |badge: Option<&str>, visits| GuestCreate {
            email: "ada@example.org".to_owned(),
            badge: badge.map(str::to_owned),
            visits,
        };
        let upsert = async |body: &GuestCreate| {
            let run = rowtype_runtime::assert_queries(1, async || {
                guests::upsert_by_email(db, body).await
            });
            run.await.unwrap()
        };
        let made = upsert(&guest(Some("A1"), None)).await;
        assert_eq!((made.id, made.visits), (1, 1));
        let changed = upsert(&guest(None, Some(7))).await;
        assert_eq!(
            (changed.id, changed.badge.as_deref(), changed.visits),
            (1, None, 7)
        );
        let kept = upsert(&guest(Some("B2"), None)).await;
        assert_eq!((kept.badge.as_deref(), kept.visits), (Some("B2"), 7));
    }

    /// The key of a row that is not there is locked by each, and waited for by each.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn upserts_that_meet_are_tried_again() {
        use super::generated::models::ShelfCreate;
        use super::generated::tables::shelves;
        let fixture = Fixture::start("meet").await;
        let upsert = |task: i64, number: i64| {
            let db = fixture.db.clone();
            tokio::spawn(async move {
                let body = ShelfCreate {
                    room: "hall".to_owned(),
                    number,
                    label: format!("shelf {number}"),
                    colour: None,
                    note: Patch::Keep,
                    visits: Some(task),
                };
                shelves::upsert(&db, &body).await
            })
        };
        for round in 0..10 {
            let upserts: Vec<_> = (0..4)
                .flat_map(|task| [upsert(task, round * 2), upsert(task, round * 2 + 1)])
                .collect();
            for upsert in upserts {
                upsert.await.unwrap().unwrap();
            }
        }
        let every = Filter::every_row();
        assert_eq!(shelves::count(&fixture.db, &every).await.unwrap(), 20);
    }

    /// ON DUPLICATE KEY UPDATE alone would change the row that has the label.
    #[tokio::test]
    async fn an_upsert_never_changes_a_row_of_another_key() {
        use super::generated::models::ShelfCreate;
        use super::generated::tables::shelves;
        let fixture = Fixture::start("another_key").await;
        let db = &fixture.db;
        let shelf = |number, label: &str, visits| ShelfCreate {
            room: "hall".to_owned(),
            number,
            label: label.to_owned(),
            colour: None,
            note: Patch::Keep,
            visits: Some(visits),
        };
        let first = shelves::create(db, &shelf(1, "one", 1)).await.unwrap();
        let second = shelves::create(db, &shelf(2, "two", 2)).await.unwrap();
        let refused = shelves::upsert(db, &shelf(3, "one", 9)).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Unique);
        // The same in both: each upsert is about the row of its own key.
        let changed = shelves::upsert_by_label(db, &shelf(2, "one", 5))
            .await
            .unwrap();
        assert_eq!((changed.number, changed.visits), (1, 5));
        assert_eq!(shelves::get(db, "hall", 2).await.unwrap(), second);
        let back = shelves::upsert_by_label(db, &shelf(1, "one", 1))
            .await
            .unwrap();
        assert_eq!(back, first);
    }
}
