//! Every type there and back, and what does not fit.

use std::fmt::Debug;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rowtype_runtime::postgres::{Db, Decode, Encode, Error, List, Read, Sql};
use rowtype_runtime::{ErrorKind, Interval, Patch, TextEnum};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

use crate::fixture::Fixture;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Member,
    Admin,
}

impl TextEnum for Role {
    const NAME: &'static str = "role";
    const VALUES: &'static [&'static str] = &["member", "admin"];

    fn as_str(self) -> &'static str {
        Self::VALUES[self as usize]
    }

    fn from_text(text: &str) -> Option<Self> {
        [Role::Member, Role::Admin]
            .into_iter()
            .find(|role| role.as_str() == text)
    }
}

struct Codecs {
    db: Db,
}

impl Codecs {
    async fn start(name: &str) -> Self {
        let db = Fixture::start(name).await.db;
        db.execute_script(
            "CREATE TYPE role AS ENUM ('member', 'admin');
             CREATE DOMAIN years AS integer CHECK (VALUE >= 0);
             CREATE DOMAIN email AS varchar(40);",
        )
        .await
        .unwrap();
        Codecs { db }
    }

    /// Binds a value as a type and reads it back.
    async fn same<T>(&self, ty: &str, value: T)
    where
        T: Encode + Decode + Clone + Debug + PartialEq + Send + Sync + 'static,
    {
        let sql = Sql {
            name: "back",
            text: format!("SELECT $1::{ty}").into(),
            is_filtered: false,
        };
        for value in [Some(value), None] {
            let back: Option<T> = self
                .db
                .query_one(&sql, &[&value], |row| row.get(0))
                .await
                .unwrap();
            assert_eq!(back, value, "{ty}");
        }
    }

    /// Reads what an expression gives.
    async fn read<T: Decode + Send + 'static>(&self, expression: &str) -> Result<T, Error> {
        let sql = Sql {
            name: "read",
            text: format!("SELECT {expression} AS it").into(),
            is_filtered: false,
        };
        self.db.query_one(&sql, &[], |row| row.get(0)).await
    }

    /// Binds a value as a type that cannot hold it.
    async fn refuse(&self, ty: &str, value: &(dyn Encode + Sync)) {
        let sql = Sql {
            name: "bind",
            text: format!("SELECT $1::{ty}").into(),
            is_filtered: false,
        };
        let error = self
            .db
            .query_one(&sql, &[value], |_| Ok(()))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue, "{ty}");
    }
}

#[tokio::test]
async fn values_come_back() {
    let codecs = Codecs::start("values_come_back").await;
    codecs.same("boolean", true).await;
    codecs.same("smallint", i16::MIN).await;
    codecs.same("integer", i32::MAX).await;
    codecs.same("bigint", i64::MIN).await;
    codecs.same("integer", 7_i64).await;
    codecs.same("bigint", 7_i16).await;
    codecs.same("years", 7_i32).await;
    codecs.same("real", 1.5_f32).await;
    codecs.same("real", 1.5_f64).await;
    codecs.same("double precision", 0.1_f64).await;
    for ty in ["text", "varchar(20)", "char(4)", "email", "name"] {
        codecs.same(ty, "ä\"'\u{1F980}".to_owned()).await;
    }
    codecs.same("bytea", vec![0_u8, 255, 7]).await;
    codecs.same("json", json!({"a": [1, null, "x"]})).await;
    codecs.same("jsonb", json!({"a": [1, null, "x"]})).await;
    codecs.same("role", Role::Admin).await;
    codecs.same("text", Role::Member).await;
    codecs.same("role", "admin".to_owned()).await;
    codecs.same("uuid", Uuid::from_u128(7)).await;
    codecs
        .same("date", "2024-02-29".parse::<NaiveDate>().unwrap())
        .await;
    codecs
        .same("time", "23:59:59.123456".parse::<NaiveTime>().unwrap())
        .await;
    codecs
        .same(
            "timestamp",
            "2024-02-29T23:59:59.123456"
                .parse::<NaiveDateTime>()
                .unwrap(),
        )
        .await;
    codecs
        .same(
            "timestamptz",
            "1969-12-31T23:59:59.5Z".parse::<DateTime<Utc>>().unwrap(),
        )
        .await;
    codecs
        .same(
            "timestamp",
            "1969-12-31T23:59:59.5Z".parse::<DateTime<Utc>>().unwrap(),
        )
        .await;
}

#[tokio::test]
async fn decimals_come_back() {
    let codecs = Codecs::start("decimals_come_back").await;
    for text in [
        "0",
        "0.00",
        "-0.5",
        "1",
        "10",
        "9999",
        "10000",
        "100000000",
        "12345678.00012",
        "0.00001",
        "-1234.5000",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
    ] {
        let value: Decimal = text.parse().unwrap();
        codecs.same("numeric", value).await;
        let read: Decimal = codecs.read(&format!("{text}::numeric")).await.unwrap();
        assert_eq!(read.to_string(), text);
    }
    for text in [
        "'NaN'",
        "'Infinity'",
        "1e40",
        "1e-40",
        "79228162514264337593543950336",
    ] {
        let error = codecs
            .read::<Decimal>(&format!("{text}::numeric"))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{text}");
    }
}

#[tokio::test]
async fn lists_come_back() {
    let codecs = Codecs::start("lists_come_back").await;
    codecs.same("bigint[]", vec![1_i64, 2]).await;
    codecs.same("bigint[]", Vec::<i64>::new()).await;
    codecs.same("int[]", vec![Some(1_i32), None]).await;
    codecs
        .same("text[]", vec!["a".to_owned(), "{,}\"".to_owned()])
        .await;
    codecs.same("role[]", vec![Role::Admin, Role::Member]).await;
    codecs.same("uuid[]", vec![Uuid::from_u128(7)]).await;
    codecs
        .same("numeric[]", vec!["1.50".parse::<Decimal>().unwrap()])
        .await;
    codecs
        .same(
            "timestamptz[]",
            vec!["2024-05-06T07:08:09Z".parse::<DateTime<Utc>>().unwrap()],
        )
        .await;
    codecs.same("jsonb[]", vec![json!({"a": 1})]).await;
    codecs.same("years[]", vec![1_i32]).await;
    let any = Sql::new("any", "SELECT 2::bigint = ANY($1)");
    for list in [
        &List(&[1_i64, 2]) as &(dyn Encode + Sync),
        &&[1_i64, 2][..],
        &vec![2_i64],
    ] {
        assert!(
            codecs
                .db
                .query_one(&any, &[list], |row| row.get::<bool>(0))
                .await
                .unwrap()
        );
    }
    assert_eq!(
        codecs
            .read::<Vec<i32>>("ARRAY[[1,2],[3,4]]")
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::Decode
    );
    assert_eq!(
        codecs
            .read::<Vec<i32>>("ARRAY[1,NULL]")
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::Decode
    );
}

#[tokio::test]
async fn what_does_not_fit_is_an_error_that_names_its_column() {
    let codecs = Codecs::start("what_does_not_fit").await;
    let wrong = [
        codecs.read::<bool>("1").await.map(drop),
        codecs.read::<i64>("'secret'::text").await.map(drop),
        codecs.read::<i32>("2147483648").await.map(drop),
        codecs.read::<i16>("-32769").await.map(drop),
        codecs.read::<i64>("NULL::bigint").await.map(drop),
        codecs.read::<String>("7").await.map(drop),
        codecs.read::<String>("'127.0.0.1'::inet").await.map(drop),
        codecs.read::<Vec<u8>>("7").await.map(drop),
        codecs.read::<Uuid>("'secret'::text").await.map(drop),
        codecs.read::<Decimal>("1.5::real").await.map(drop),
        codecs.read::<Role>("'secret'::bytea").await.map(drop),
        codecs.read::<NaiveDate>("now()").await.map(drop),
        codecs.read::<NaiveDate>("'infinity'::date").await.map(drop),
        codecs
            .read::<DateTime<Utc>>("'infinity'::timestamptz")
            .await
            .map(drop),
    ];
    for result in wrong {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let text = error.to_string();
        assert!(
            text.starts_with("column it: ") && !text.contains("secret"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_bound_is_an_invalid_value() {
    let codecs = Codecs::start("what_cannot_be_bound").await;
    codecs.refuse("smallint", &32_768_i64).await;
    codecs.refuse("integer", &i64::MAX).await;
    codecs.refuse("uuid", &"text").await;
    codecs.refuse("text", &7_i64).await;
    codecs.refuse("boolean", &7_i64).await;
    codecs.refuse("role", &"owner").await;
    codecs.refuse("text", &"a\0b").await;
    let years = Sql::new("bind", "SELECT $1::years");
    let error = codecs
        .db
        .query_one(&years, &[&-1_i32], |_| Ok(()))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Check);
}

#[tokio::test]
async fn a_patch_is_its_value() {
    let codecs = Codecs::start("a_patch_is_its_value").await;
    let sql = Sql::new("patch", "SELECT CASE WHEN $1 THEN $2 ELSE 'kept' END");
    let read = async |patch: Patch<String>| -> Option<String> {
        codecs
            .db
            .query_one(&sql, &[&patch.is_given(), &patch], |row| row.get(0))
            .await
            .unwrap()
    };
    assert_eq!(read(Patch::Keep).await.as_deref(), Some("kept"));
    assert_eq!(read(Patch::Null).await, None);
    assert_eq!(
        read(Patch::Set("new".to_owned())).await.as_deref(),
        Some("new")
    );
}

#[tokio::test]
async fn intervals_keep_their_parts() {
    let codecs = Codecs::start("intervals_keep_their_parts").await;
    let largest = i64::from(i32::MAX);
    for (months, days, microseconds) in [
        (0, 0, 0),
        (14, -3, 14_706_700_000),
        (-1, 1, -1),
        (i32::MAX, i32::MAX, largest * 3_600_000_000),
        (i32::MIN, i32::MIN, -largest * 3_600_000_000),
    ] {
        let interval = Interval {
            months,
            days,
            microseconds,
        };
        codecs.same("interval", interval).await;
        codecs.same("interval[]", vec![interval, interval]).await;
        // The server writes and reads the same texts.
        let sql = Sql::new(
            "text",
            "SELECT $1::text::interval = $2::interval AND $1::text::interval::text = $2::interval::text",
        );
        let alike = codecs
            .db
            .query_one(&sql, &[&interval.to_string(), &interval], |row| {
                row.get::<bool>(0)
            })
            .await;
        assert!(alike.unwrap(), "{interval}");
    }
    let wrong = Sql::new("wrong", "SELECT interval '1 day'");
    let refused = codecs
        .db
        .query_one(&wrong, &[], |row| row.get::<i64>(0))
        .await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Decode);
}
