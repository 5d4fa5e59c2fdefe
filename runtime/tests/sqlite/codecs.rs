//! Every type there and back, and what SQLite may hold instead.

use std::fmt::Debug;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rowtype_runtime::sqlite::{Db, Decode, Encode, Error, List, Read, Sql};
use rowtype_runtime::{ErrorKind, Patch, TextEnum};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Member,
    Admin,
}

impl TextEnum for Role {
    const NAME: &'static str = "Role";
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

async fn memory() -> Db {
    Db::open(":memory:").await.unwrap()
}

/// Binds a value and reads it back.
async fn back<T>(value: T) -> T
where
    T: Encode + Decode + Sync + Send + 'static,
{
    memory()
        .await
        .query_one(&Sql::new("back", "SELECT ?1"), &[&value], |row| row.get(0))
        .await
        .unwrap()
}

async fn same<T>(value: T)
where
    T: Encode + Decode + Clone + Debug + PartialEq + Send + Sync + 'static,
{
    assert_eq!(back(value.clone()).await, value);
    assert_eq!(back(Some(value.clone())).await, Some(value));
    assert_eq!(back(None::<T>).await, None);
}

/// Reads what an expression gives.
async fn read<T: Decode + Send + 'static>(expression: &'static str) -> Result<T, Error> {
    let sql = Sql {
        name: "read",
        text: format!("SELECT {expression} AS it").into(),
        is_filtered: false,
    };
    memory().await.query_one(&sql, &[], |row| row.get(0)).await
}

/// The text that a value is stored as.
async fn stored(value: impl Encode + Sync) -> String {
    let text = Sql::new("stored", "SELECT CAST(?1 AS TEXT)");
    memory()
        .await
        .query_one(&text, &[&value], |row| row.get(0))
        .await
        .unwrap()
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[tokio::test]
async fn values_come_back() {
    same(true).await;
    same(i16::MIN).await;
    same(i32::MAX).await;
    same(i64::MIN).await;
    same(1.5_f32).await;
    same(0.1_f64).await;
    same("ä\"'\u{1F980}".to_owned()).await;
    same(vec![0_u8, 255, 7]).await;
    same(json!({"a": [1, null, "x"]})).await;
    same(Role::Admin).await;
    same(Uuid::from_u128(7)).await;
    same("-79228162514264337593543950335".parse::<Decimal>().unwrap()).await;
    same("0.0000000000000000000000000001".parse::<Decimal>().unwrap()).await;
    same("2024-02-29".parse::<NaiveDate>().unwrap()).await;
    same("23:59:59.123456".parse::<NaiveTime>().unwrap()).await;
    same(
        "2024-02-29T23:59:59.123456"
            .parse::<NaiveDateTime>()
            .unwrap(),
    )
    .await;
    same(time("1969-12-31T23:59:59.5Z")).await;
}

#[tokio::test]
async fn times_are_stored_as_sqlite_itself_writes_them() {
    assert_eq!(
        stored(time("2024-05-06T07:08:09Z")).await,
        "2024-05-06 07:08:09"
    );
    assert_eq!(
        stored(time("2024-05-06T07:08:09.25Z")).await,
        "2024-05-06 07:08:09.250"
    );
    let now: DateTime<Utc> = read("CURRENT_TIMESTAMP").await.unwrap();
    assert!((Utc::now() - now).num_seconds().abs() < 5);
}

#[tokio::test]
async fn times_are_read_in_many_forms() {
    let wanted = time("2024-05-06T07:08:09Z");
    for form in [
        "'2024-05-06 07:08:09'",
        "'2024-05-06T07:08:09'",
        "'2024-05-06T07:08:09Z'",
        "'2024-05-06 07:08:09+00:00'",
        "'2024-05-06T09:08:09+02:00'",
        "'2024-05-06T09:08:09+0200'",
        "'2024-05-06 09:08:09 +02'",
        "'2024-05-06 03:38:09-03:30'",
        "unixepoch('2024-05-06 07:08:09')",
    ] {
        assert_eq!(read::<DateTime<Utc>>(form).await.unwrap(), wanted, "{form}");
    }
    assert_eq!(
        read::<DateTime<Utc>>("'2024-05-06'").await.unwrap(),
        time("2024-05-06T00:00:00Z")
    );
    assert_eq!(
        read::<NaiveTime>("'07:08'").await.unwrap().to_string(),
        "07:08:00"
    );
    for form in [
        "'yesterday'",
        "'2024-05-06T07:08:09+2'",
        "'2024-13-01'",
        "'ä'",
        "''",
        "x'00'",
        "1e300",
        "9223372036854775807",
    ] {
        let error = read::<DateTime<Utc>>(form).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{form}");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_an_error_that_names_its_column_alone() {
    let wrong = [
        read::<bool>("2").await.map(drop),
        read::<i64>("'secret'").await.map(drop),
        read::<i32>("2147483648").await.map(drop),
        read::<i16>("-32769").await.map(drop),
        read::<i64>("NULL").await.map(drop),
        read::<f64>("'secret'").await.map(drop),
        read::<String>("7").await.map(drop),
        read::<Vec<u8>>("7").await.map(drop),
        read::<Uuid>("'secret'").await.map(drop),
        read::<Uuid>("x'0102'").await.map(drop),
        read::<Decimal>("'secret'").await.map(drop),
        read::<Decimal>("1e300").await.map(drop),
        read::<NaiveDate>("'secret'").await.map(drop),
        read::<String>("CAST(x'ff' AS TEXT)").await.map(drop),
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
async fn numbers_and_bytes_are_read_as_their_kin() {
    assert_eq!(read::<f64>("2").await.unwrap(), 2.0);
    assert_eq!(read::<Decimal>("2").await.unwrap(), Decimal::from(2));
    assert_eq!(read::<Decimal>("9.99").await.unwrap().to_string(), "9.99");
    assert_eq!(read::<Vec<u8>>("'ab'").await.unwrap(), b"ab");
    assert_eq!(
        read::<Uuid>("x'00000000000000000000000000000007'")
            .await
            .unwrap(),
        Uuid::from_u128(7)
    );
    assert_eq!(read::<serde_json::Value>("7").await.unwrap(), json!(7));
}

#[tokio::test]
async fn decimals_pass_through_numeric_columns() {
    let db = memory().await;
    db.execute_script("CREATE TABLE prices (price DECIMAL(6, 2))")
        .await
        .unwrap();
    let insert = Sql::new("insert", "INSERT INTO prices VALUES (?1) RETURNING price");
    for text in ["9.99", "0.1", "1234.50", "-3"] {
        let price: Decimal = text.parse().unwrap();
        let back: Decimal =
            rowtype_runtime::sqlite::Write::write_one(&db, &insert, &[&price], |row| row.get(0))
                .await
                .unwrap();
        assert_eq!(back, price);
    }
}

#[tokio::test]
async fn lists_are_bound_as_json() {
    let db = memory().await;
    let of = Sql::new("of", "SELECT count(*) FROM json_each(?1) WHERE value = ?2");
    let count = async |list: &(dyn Encode + Sync), one: &(dyn Encode + Sync)| -> i64 {
        db.query_one(&of, &[list, one], |row| row.get(0))
            .await
            .unwrap()
    };
    assert_eq!(count(&List(&[i64::MAX, 2]), &i64::MAX).await, 1);
    assert_eq!(count(&List(&["it's", "a \"b\""]), &"a \"b\"").await, 1);
    assert_eq!(count(&List(&[0.1_f64]), &0.1_f64).await, 1);
    assert_eq!(count(&List(&[Role::Admin]), &"admin").await, 1);
    assert_eq!(count(&List::<i64>(&[]), &1_i64).await, 0);
    let bytes = db
        .query_one(&of, &[&List(&[vec![1_u8]]), &1_i64], |_| Ok(()))
        .await
        .unwrap_err();
    assert_eq!(bytes.kind(), ErrorKind::InvalidValue);
}

#[tokio::test]
async fn nan_is_not_stored_as_null() {
    let sql = Sql::new("nan", "SELECT ?1");
    let error = memory()
        .await
        .query_one(&sql, &[&f64::NAN], |_| Ok(()))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidValue);
}

#[tokio::test]
async fn a_patch_is_its_value() {
    let db = memory().await;
    let sql = Sql::new("patch", "SELECT CASE WHEN ?1 THEN ?2 ELSE 'kept' END");
    let read = async |patch: Patch<String>| -> Option<String> {
        db.query_one(&sql, &[&patch.is_given(), &patch], |row| row.get(0))
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
