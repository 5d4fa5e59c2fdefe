//! Every type there and back, and what does not fit.

use std::fmt::Debug;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rowtype_runtime::mysql::{Db, Decode, Encode, Error, Filter, List, Read, Sql, Write};
use rowtype_runtime::{ErrorKind, Interval, Json, Patch, TextEnum};
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
        Codecs { db }
    }

    async fn execute(&self, text: String, params: &[&(dyn Encode + Sync)]) -> Result<u64, Error> {
        let sql = Sql {
            name: "codecs",
            text: text.into(),
            is_filtered: false,
        };
        self.db.execute(&sql, params).await
    }

    /// Stores values in a column of a type, and finds and reads each of them again.
    async fn same<T>(&self, ty: &str, values: impl IntoIterator<Item = T>)
    where
        T: Encode + Decode + Clone + Debug + PartialEq + Send + Sync + 'static,
    {
        self.stored(ty, " = ", values).await;
    }

    /// The same, where the database compares in its own way.
    async fn stored<T>(&self, ty: &str, operator: &str, values: impl IntoIterator<Item = T>)
    where
        T: Encode + Decode + Clone + Debug + PartialEq + Send + Sync + 'static,
    {
        let script = format!("DROP TABLE IF EXISTS same; CREATE TABLE same (it {ty} NULL)");
        self.db.execute_script(&script).await.unwrap();
        let find = Sql {
            name: "find",
            text: format!(
                "SELECT it FROM same WHERE it{operator}{} LIMIT 1",
                T::placeholder()
            )
            .into(),
            is_filtered: false,
        };
        for value in values {
            let insert = "INSERT INTO same VALUES (?)".to_owned();
            assert_eq!(self.execute(insert, &[&value]).await.unwrap(), 1);
            let params: [&(dyn Encode + Sync); 1] = [&value];
            let back = self.db.query_opt(&find, &params, |row| row.get::<T>(0));
            assert_eq!(back.await.unwrap(), Some(value.clone()), "{ty}");
        }
        let null: Option<T> = None;
        self.execute("INSERT INTO same VALUES (?)".to_owned(), &[&null])
            .await
            .unwrap();
        let nulls = Sql::new("nulls", "SELECT it FROM same WHERE it IS NULL");
        let back = self
            .db
            .query_one(&nulls, &[], |row| row.get::<Option<T>>(0));
        assert_eq!(back.await.unwrap(), None, "{ty}");
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

    /// Stores a value in a column that cannot hold it.
    async fn refuse(&self, ty: &str, value: &(dyn Encode + Sync)) {
        let script = format!("DROP TABLE IF EXISTS refused; CREATE TABLE refused (it {ty} NULL)");
        self.db.execute_script(&script).await.unwrap();
        let insert = "INSERT INTO refused VALUES (?)".to_owned();
        let error = self.execute(insert, &[value]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue, "{ty}: {error:?}");
    }
}

#[tokio::test]
async fn numbers_come_back() {
    let codecs = Codecs::start("numbers_come_back").await;
    codecs.same("boolean", [true, false]).await;
    codecs.same("tinyint(1)", [true, false]).await;
    codecs.same("tinyint", [i8::MIN, 0, i8::MAX]).await;
    codecs.same("smallint", [i16::MIN, i16::MAX]).await;
    codecs.same("mediumint", [-8_388_608, 8_388_607]).await;
    codecs.same("int", [i32::MIN, 0, i32::MAX]).await;
    codecs.same("bigint", [i64::MIN, -1, 0, i64::MAX]).await;
    codecs.same("tinyint unsigned", [0, u8::MAX]).await;
    codecs.same("smallint unsigned", [0, u16::MAX]).await;
    codecs.same("mediumint unsigned", [0, 16_777_215_u32]).await;
    codecs.same("int unsigned", [0, u32::MAX]).await;
    codecs.same("bigint unsigned", [0, 1 << 63, u64::MAX]).await;
    codecs.same("year", [1901_i16, 2155]).await;
    codecs
        .same("float", [1.5_f32, -0.1, f32::MAX, f32::MIN_POSITIVE])
        .await;
    codecs
        .same(
            "double",
            [0.1_f64, f64::MIN, f64::MAX, f64::MIN_POSITIVE, -0.0],
        )
        .await;
}

#[tokio::test]
async fn texts_and_bytes_come_back() {
    let codecs = Codecs::start("texts_come_back").await;
    let texts = ["", "ä\"'\\%_\u{1F980}", "a\0b", "line\r\nline\u{2028}"];
    for ty in ["varchar(40)", "tinytext", "text", "mediumtext", "longtext"] {
        codecs.same(ty, texts.map(str::to_owned)).await;
    }
    codecs.same("char(4)", ["ab".to_owned()]).await;
    codecs
        .same("varchar(8) CHARACTER SET latin1", ["ä".to_owned()])
        .await;
    codecs.same("longtext", ["x".repeat(5 << 20)]).await;
    let bytes = [vec![], vec![0_u8, 255, 7, 0x27, 0x5c]];
    for ty in ["varbinary(9)", "tinyblob", "blob", "mediumblob", "longblob"] {
        codecs.same(ty, bytes.clone()).await;
    }
    codecs.same("binary(3)", [vec![0_u8, 1, 0]]).await;
    let object = json!({"a": [1, null, "x\u{1F980}\"'\\"], "b": 1.5});
    codecs
        .stored("json", " IS NOT NULL AND 1 OR it = ", [object])
        .await;
    codecs
        .stored("json", " IS NOT NULL AND 1 OR it = ", [Json(vec![1, 2])])
        .await;
    codecs.same("enum('member', 'admin')", [Role::Admin]).await;
    codecs.same("varchar(9)", [Role::Member]).await;
    codecs
        .same(
            "set('member', 'admin')",
            [vec![], vec![Role::Admin], vec![Role::Member, Role::Admin]],
        )
        .await;
    codecs.same("uuid", [Uuid::from_u128(7), Uuid::max()]).await;
    codecs.same("char(36)", [Uuid::nil()]).await;
}

#[tokio::test]
async fn dates_and_times_come_back() {
    let codecs = Codecs::start("dates_come_back").await;
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    let time = |text: &str| text.parse::<NaiveTime>().unwrap();
    let both = |text: &str| text.parse::<NaiveDateTime>().unwrap();
    let point = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    codecs
        .same("date", ["0001-01-01", "2024-02-29", "9999-12-31"].map(date))
        .await;
    codecs
        .same("time(6)", ["00:00:00", "23:59:59.999999"].map(time))
        .await;
    codecs
        .same(
            "datetime(6)",
            [
                "0001-01-01T00:00:00",
                "2024-02-29T23:59:59.123456",
                "9999-12-31T23:59:59.999999",
            ]
            .map(both),
        )
        .await;
    codecs
        .same(
            "timestamp(6)",
            [
                "1970-01-01T00:00:01Z",
                "2024-03-31T01:30:00Z",
                "2038-01-19T03:14:07.999999Z",
            ]
            .map(point),
        )
        .await;
    codecs
        .same("datetime(6)", [point("1969-12-31T23:59:59.5Z")])
        .await;
    let interval = |microseconds| Interval {
        months: 0,
        days: 0,
        microseconds,
    };
    let most = (838 * 3_600 + 59 * 60 + 59) * 1_000_000_i64;
    codecs
        .same(
            "time(6)",
            [0, 1, -1, most, -most, 90_000_000_001].map(interval),
        )
        .await;
    codecs.refuse("time", &interval(most + 1_000_000)).await;
    let day = Interval {
        days: 1,
        ..Interval::default()
    };
    codecs.refuse("time", &day).await;
    for year in [-1, 10_000] {
        let wrong = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        codecs.refuse("date", &wrong).await;
    }
    codecs
        .refuse("timestamp", &point("1969-12-31T23:59:59Z"))
        .await;
}

#[tokio::test]
async fn decimals_come_back_and_are_compared_exactly() {
    let codecs = Codecs::start("decimals_come_back").await;
    let texts = [
        "0",
        "-0.5",
        "12345678.00012",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
    ];
    for text in texts {
        let value: Decimal = text.parse().unwrap();
        let scale = value.scale();
        codecs.same(&format!("decimal(60,{scale})"), [value]).await;
    }
    // As floats these two are one.
    let script = "CREATE TABLE prices (id int, it decimal(30,10));
        INSERT INTO prices VALUES (1, 12345678901234567.0000000001), (2, 12345678901234567.0000000002)";
    codecs.db.execute_script(script).await.unwrap();
    struct Table;
    type Column = rowtype_runtime::mysql::Column<Table, Decimal>;
    let it = Column::new("it");
    let price: Decimal = "12345678901234567.0000000002".parse().unwrap();
    let ids = async |filter: Filter<Table>| -> Vec<i32> {
        let statement = filter.statement(&Sql::new("ids", "SELECT id FROM prices"));
        let params = statement.params();
        let rows = codecs
            .db
            .query_all(statement.sql(), &params, |row| row.get(0));
        rows.await.unwrap()
    };
    assert_eq!(ids(it.eq(price)).await, [2]);
    assert_eq!(ids(it.lt(price)).await, [1]);
    assert_eq!(ids(it.ne(price)).await, [1]);
    assert_eq!(ids(it.is_in([price])).await, [2]);
    assert_eq!(ids(it.is_not_in([price])).await, [1]);
    for expression in [
        "CAST('1e28' AS decimal(65,0)) * 1000",
        "CAST(1 AS decimal(65,30)) / 3",
    ] {
        let error = codecs.read::<Decimal>(expression).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{expression}");
    }
}

#[tokio::test]
async fn lists_are_what_they_hold() {
    let codecs = Codecs::start("lists").await;
    let script = "CREATE TABLE words (id int, word varchar(9) COLLATE utf8mb4_bin, other varchar(9) CHARACTER SET latin1, bytes varbinary(9));
        INSERT INTO words VALUES (1, 'a', 'a', 'a'), (2, 'B', 'B', 'B'), (3, 'c', 'c', 'c')";
    codecs.db.execute_script(script).await.unwrap();
    let ids = async |condition: &str, list: &(dyn Encode + Sync)| -> Vec<i32> {
        let sql = Sql {
            name: "ids",
            text: format!("SELECT id FROM words WHERE {condition} AND id < ?").into(),
            is_filtered: false,
        };
        let params = [list, &9];
        let rows = codecs.db.query_all(&sql, &params, |row| row.get(0));
        rows.await.unwrap()
    };
    let none: &[i32] = &[];
    assert_eq!(ids("id IN (/*SLICE:ids*/?)", &List(none)).await, [0; 0]);
    assert_eq!(
        ids("id NOT IN (/*SLICE:ids*/?)", &List(none)).await,
        [1, 2, 3]
    );
    assert_eq!(
        ids("id IN (/*SLICE:ids*/?)", &List(&[3, 1, 7])).await,
        [1, 3]
    );
    assert_eq!(
        ids("id NOT IN (/*SLICE:ids*/?)", &List(&[3, 1, 7])).await,
        [2]
    );
    let words = List(&["A", "B", "C"]);
    assert_eq!(ids("word IN (/*SLICE:words*/?)", &words).await, [2]);
    assert_eq!(ids("other IN (/*SLICE:words*/?)", &words).await, [1, 2, 3]);
    let bytes = [b"a".to_vec(), b"b".to_vec()];
    assert_eq!(ids("bytes IN (/*SLICE:bytes*/?)", &List(&bytes)).await, [1]);
    let many: Vec<i32> = (2..40_000).collect();
    assert_eq!(ids("id IN (/*SLICE:ids*/?)", &List(&many)).await, [2, 3]);
    let sql = Sql::new("ids", "SELECT id FROM words WHERE id IN (/*SLICE:ids*/?)");
    let too_many: Vec<i32> = (0..70_000).collect();
    let too_many: &[&(dyn Encode + Sync)] = &[&List(&too_many)];
    let refused = codecs.db.query_all(&sql, too_many, |_| Ok(())).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidValue);
}

#[tokio::test]
async fn what_does_not_fit_is_an_error_that_names_its_column() {
    let codecs = Codecs::start("what_does_not_fit").await;
    let wrong = [
        codecs.read::<bool>("2").await.map(drop),
        codecs.read::<i64>("'secret'").await.map(drop),
        codecs.read::<i64>("18446744073709551615").await.map(drop),
        codecs.read::<u64>("-1").await.map(drop),
        codecs.read::<i32>("2147483648").await.map(drop),
        codecs.read::<i8>("128").await.map(drop),
        codecs.read::<i64>("1.5").await.map(drop),
        codecs.read::<i64>("NULL").await.map(drop),
        codecs.read::<f64>("'1.5'").await.map(drop),
        codecs.read::<f32>("1.5e0").await.map(drop),
        codecs.read::<String>("7").await.map(drop),
        codecs.read::<String>("1.5").await.map(drop),
        codecs.read::<String>("x'ff'").await.map(drop),
        codecs.read::<Vec<u8>>("7").await.map(drop),
        codecs.read::<Uuid>("'secret'").await.map(drop),
        codecs.read::<Decimal>("1.5e0").await.map(drop),
        codecs.read::<Decimal>("'1.5'").await.map(drop),
        codecs.read::<Role>("NULL").await.map(drop),
        codecs.read::<NaiveDate>("now()").await.map(drop),
        codecs
            .read::<NaiveTime>("TIMEDIFF('30:00:00', '00:00:00')")
            .await
            .map(drop),
        codecs
            .read::<NaiveTime>("TIMEDIFF('00:00:00', '01:00:00')")
            .await
            .map(drop),
        codecs.read::<serde_json::Value>("'{'").await.map(drop),
    ];
    for (at, result) in wrong.into_iter().enumerate() {
        let error = result.expect_err(&at.to_string());
        assert_eq!(error.kind(), ErrorKind::Decode, "{at}: {error:?}");
        let text = error.to_string();
        assert!(
            text.starts_with("column it: ") && !text.contains("secret"),
            "{text}"
        );
    }
    // Dates that are none, which other programs may have stored.
    let mut raw = codecs.db.raw().await.unwrap();
    let script = "SET sql_mode = ''; CREATE TABLE zeros (it datetime); INSERT INTO zeros VALUES ('0000-00-00'), ('2024-00-10')";
    rowtype_runtime::mysql::mysql_async::prelude::Queryable::query_drop(&mut *raw, script)
        .await
        .unwrap();
    let zeros = Sql::new("zeros", "SELECT it FROM zeros");
    let error = codecs
        .db
        .query_all(&zeros, &[], |row| row.get::<NaiveDateTime>(0))
        .await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn what_cannot_be_stored_is_an_invalid_value() {
    let codecs = Codecs::start("what_cannot_be_stored").await;
    codecs.refuse("tinyint", &128_i64).await;
    codecs.refuse("int unsigned", &-1_i64).await;
    codecs.refuse("bigint", &u64::MAX).await;
    codecs.refuse("int", &"text").await;
    codecs.refuse("varchar(3)", &"text").await;
    codecs
        .refuse("varchar(3) CHARACTER SET latin1", &"\u{1F980}")
        .await;
    codecs.refuse("double", &f64::NAN).await;
    codecs.refuse("float", &f32::INFINITY).await;
    codecs.refuse("enum('a')", &"b").await;
    codecs.refuse("uuid", &"text").await;
    codecs.refuse("decimal(3,1)", &Decimal::from(100)).await;
}

#[tokio::test]
async fn a_patch_is_its_value() {
    let codecs = Codecs::start("a_patch_is_its_value").await;
    let sql = Sql::new("patch", "SELECT CASE WHEN ? THEN ? ELSE 'kept' END");
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
async fn keys_are_given_back() {
    let codecs = Codecs::start("keys_are_given_back").await;
    let script =
        "CREATE TABLE keyed (id bigint unsigned PRIMARY KEY AUTO_INCREMENT, it int UNIQUE)";
    codecs.db.execute_script(script).await.unwrap();
    let insert = Sql::new("insert", "INSERT INTO keyed (it) VALUES (?), (?)");
    let given = codecs.db.execute_result(&insert, &[&1, &2]).await.unwrap();
    assert_eq!((given.affected, given.last_insert_id), (2, Some(1)));
    let chosen = Sql::new("chosen", "INSERT INTO keyed VALUES (70, ?)");
    assert_eq!(codecs.db.execute_last_id(&chosen, &[&3]).await.unwrap(), 70);
    let ignored = Sql::new("ignored", "INSERT IGNORE INTO keyed (it) VALUES (?)");
    let none = codecs.db.execute_last_id(&ignored, &[&3]).await;
    assert_eq!(none.unwrap_err().kind(), ErrorKind::NotFound);
    let update = Sql::new("update", "UPDATE keyed SET it = it + 10");
    let changed = codecs.db.execute_result(&update, &[]).await.unwrap();
    assert_eq!((changed.affected, changed.last_insert_id), (3, None));
}
