//! What a column of JSON can be asked, with the same answers on the databases that take the questions.

use serde_json::{Value, json};

use super::driver::{
    Column, Db, Filter, NullableColumn, Order, Read, Result, Row, Select, Selectable, Sql, Write,
};
use super::fixture::{Driver, Fixture, JSON, sql};

#[derive(Clone, Copy, Debug)]
struct Notes;

static LIST: Sql = Sql::new("notes.list", "SELECT id FROM notes");

impl Notes {
    const ID: Column<Notes, i64> = Column::new("id");
    const VALUE: NullableColumn<Notes, Value> = NullableColumn::new("value");
}

impl Selectable<Driver> for Notes {
    type Row = i64;

    const NAME: &'static str = "notes";
    const LIST: &'static Sql = &LIST;
    const COLUMNS: usize = 1;
    const KEY: &'static [&'static str] = &["id"];
    const ORDER: &'static [Order<Notes>] = &[];
    const LAST: &'static [Order<Notes>] = &[Notes::ID.asc()];

    fn decode(row: &Row<'_>) -> Result<i64> {
        row.get(0)
    }
}

async fn ids(db: &Db, filter: Filter<Notes>) -> Vec<i64> {
    let select = Select::new(filter);
    let statement = select.statement();
    let params = statement.params();
    let rows = db.query_all(statement.sql(), &params, |row| row.get(0));
    rows.await.unwrap()
}

#[tokio::test]
async fn json_is_asked_for_what_it_holds() {
    let fixture = Fixture::start("json").await;
    let db = &fixture.db;
    let table = format!("CREATE TABLE notes (id bigint PRIMARY KEY, value {JSON})");
    db.execute_script(&table).await.unwrap();
    let insert = sql("insert", "INSERT INTO notes (id, value) VALUES ($1, $2)");
    let values = [
        (1, Some(json!({"a": 1, "b": {"c": [1, 2, {"d": null}]}}))),
        (2, Some(json!({"b": {"c": [], "e": true}, "a": 1.0}))),
        (3, Some(json!(["x", 1, {"a": 1}]))),
        (4, Some(json!("x"))),
        (5, Some(json!({"a": [1, "X"], "": 0, "x.y\"\\": "it's"}))),
        (6, Some(Value::Null)),
        (7, None),
        (8, Some(json!({"b": {"c": [1, 2, {"d": null}]}, "a": 1}))),
    ];
    for (id, value) in values {
        db.execute(&insert, &[&i64::from(id), &value])
            .await
            .unwrap();
    }
    let value = Notes::VALUE;

    let held: [(Value, &[i64]); 14] = [
        (json!({"a": 1}), &[1, 2, 8]),
        (json!({"b": {"c": []}}), &[1, 2, 8]),
        (json!({"b": {"c": [2]}}), &[1, 8]),
        (json!({"b": {"c": [{"d": null}, 1, 1]}}), &[1, 8]),
        (json!({"b": {"e": true}}), &[2]),
        (json!({"a": [1]}), &[5]),
        (json!({"a": "X"}), &[]),
        (json!({"": 0, "x.y\"\\": "it's"}), &[5]),
        (json!({}), &[1, 2, 5, 8]),
        (json!([]), &[3]),
        (json!([{"a": 1}]), &[3]),
        // A list holds what stands in it only where that is neither list nor object.
        (json!("x"), &[3, 4]),
        (json!({"d": null}), &[]),
        (Value::Null, &[6]),
    ];
    for (held, expected) in held {
        let found = ids(db, value.contains(held.clone())).await;
        assert_eq!(found, expected, "{held}");
        // Of what is not there nothing is known.
        let others = ids(db, !value.contains(held.clone())).await;
        let all = [1, 2, 3, 4, 5, 6, 8].into_iter();
        let expected: Vec<i64> = all.filter(|id| !expected.contains(id)).collect();
        assert_eq!(others, expected, "not {held}");
    }

    assert_eq!(
        ids(
            db,
            value.eq(json!({"b": {"c": [1, 2, {"d": null}]}, "a": 1}))
        )
        .await,
        [1, 8]
    );
    assert_eq!(ids(db, value.eq(json!(["x", 1]))).await, [0; 0]);
    assert_eq!(ids(db, value.eq(json!("x"))).await, [4]);
    assert_eq!(ids(db, value.eq(Value::Null)).await, [6]);
    assert_eq!(ids(db, !value.eq(json!("x"))).await, [1, 2, 3, 5, 6, 8]);
    assert_eq!(ids(db, value.is_null()).await, [7]);

    assert_eq!(ids(db, value.at_path(&["a"], json!(1))).await, [1, 2, 8]);
    assert_eq!(
        ids(db, value.at_path(&["b", "c"], json!([1, 2, {"d": null}]))).await,
        [1, 8]
    );
    assert_eq!(ids(db, value.at_path(&["b", "e"], json!(true))).await, [2]);
    assert_eq!(
        ids(db, value.at_path(&["b", "x"], json!(true))).await,
        [0; 0]
    );
    assert_eq!(ids(db, value.at_path(&[""], json!(0))).await, [5]);
    assert_eq!(
        ids(db, value.at_path(&["x.y\"\\"], json!("it's"))).await,
        [5]
    );
    assert_eq!(ids(db, value.at_path(&[], json!("x"))).await, [4]);
    // Where there is nothing at the end of the path, nothing is known either.
    assert_eq!(ids(db, !value.at_path(&["a"], json!(1))).await, [5]);

    assert_eq!(ids(db, value.has_key("x.y\"\\")).await, [5]);
    assert_eq!(ids(db, value.has_key("")).await, [5]);
    assert_eq!(ids(db, value.has_any_key(["e", "a"])).await, [1, 2, 5, 8]);
    assert_eq!(ids(db, value.has_all_keys(["a", "b"])).await, [1, 2, 8]);
}
