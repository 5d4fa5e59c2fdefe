//! Typed conditions mean what they say, and their texts depend on their shape alone.

use std::sync::LazyLock;

use rowtype_runtime::filter::Operand;
use rowtype_runtime::{Cursor, Direction, ErrorKind, Page, Test};

use super::driver::{
    Column, Db, Filter, Join, NullableColumn, Order, Read, Relations, Result, Row, Select,
    Selectable, Sql, ToMany, ToOptional, Write,
};
use super::fixture::{BACKSLASH, DATE_TIME, Driver, Fixture, JSON, sql};

#[derive(Clone, Copy, Debug)]
struct People;

impl People {
    const ID: Column<People, i64> = Column::new("id");
    const NAME: Column<People, String> = Column::new("name");
    const AGE: NullableColumn<People, i32> = NullableColumn::new("age");
    const BORN: NullableColumn<People, chrono::NaiveDateTime> = NullableColumn::new("born");
    const NOTES: NullableColumn<People, serde_json::Value> = NullableColumn::new("notes");
    const CHILDREN: ToMany<People, People, i64> = ToMany::new(
        "people.children",
        Join::on(&[("id", "parent_id")]).typed(&["bigint"]),
        |id| Some(*id),
    );
    const PARENT: ToOptional<People, People, i64> =
        ToOptional::new("people.parent", Join::on(&[("parent_id", "id")]), |_| None);
    const PETS: ToMany<People, Pets, i64> = ToMany::new(
        "people.pets",
        Join::on(&[("id", "owner_id")]).typed(&["bigint"]),
        |id| Some(*id),
    );
}

impl Selectable<Driver> for People {
    type Row = i64;

    const NAME: &'static str = "people";
    const LIST: &'static Sql = &LIST;
    const COLUMNS: usize = 5;
    const KEY: &'static [&'static str] = &["id"];
    const ORDER: &'static [Order<People>] = &[];
    const LAST: &'static [Order<People>] = &[People::ID.asc()];

    fn decode(row: &Row<'_>) -> Result<i64> {
        row.get(0)
    }
}

impl Selectable<Driver> for Pets {
    type Row = i64;

    const NAME: &'static str = "pets";
    const LIST: &'static Sql = &PETS;
    const COLUMNS: usize = 3;
    const KEY: &'static [&'static str] = &["id"];
    const ORDER: &'static [Order<Pets>] = &[];
    const LAST: &'static [Order<Pets>] = &[];

    fn decode(row: &Row<'_>) -> Result<i64> {
        row.get(0)
    }
}

#[derive(Clone, Copy, Debug)]
struct Pets;

impl Pets {
    const NAME: Column<Pets, String> = Column::new("name");
    const OWNER: ToOptional<Pets, People, i64> =
        ToOptional::new("pets.owner", Join::on(&[("owner_id", "id")]), |_| None);
}

static LIST: Sql = Sql::new(
    "people.list",
    "\nSELECT id, name, age, born, parent_id FROM people\n",
);
static PETS: Sql = Sql::new("pets.list", "SELECT id, name, owner_id FROM pets");
static COUNT: LazyLock<Sql> = LazyLock::new(|| sql("people.count", "SELECT count(*) FROM people"));
static AGE: LazyLock<Sql> = LazyLock::new(|| sql("people.age", "UPDATE people SET age = $1"));

fn id(row: &Row<'_>) -> Result<i64> {
    row.get(0)
}

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    let script = format!(
        "CREATE TABLE people (id bigint PRIMARY KEY, name varchar(40) NOT NULL, age int, born {DATE_TIME}, notes {JSON}, parent_id bigint);
         CREATE TABLE pets (id bigint PRIMARY KEY, name varchar(40) NOT NULL, owner_id bigint);
         INSERT INTO people VALUES
           (1, 'Ada', 36, '1815-12-10 06:07:08', '{{\"x\": 1, \"y\": null}}', NULL),
           (2, 'adam 100%', 7, '1999-01-31 23:59:59', '{{\"x\": [2]}}', 1),
           (3, 'Bob_[*]{BACKSLASH}', NULL, NULL, NULL, 1),
           (4, 'Cid', 7, NULL, '[\"x\"]', 2);
         INSERT INTO pets VALUES (10, 'Rex', 1), (11, 'Tom', 3), (12, 'Stray', NULL)"
    );
    fixture.db.execute_script(&script).await.unwrap();
    fixture
}

async fn ids(db: &Db, filter: Filter<People>) -> Vec<i64> {
    let select = Select::new(filter);
    let statement = select.statement();
    let rows = db.query_all(statement.sql(), &statement.params(), id).await;
    rows.unwrap()
}

#[tokio::test]
async fn values_are_compared() {
    let fixture = start("values_are_compared").await;
    let db = &fixture.db;
    assert_eq!(ids(db, Filter::every_row()).await, [1, 2, 3, 4]);
    assert_eq!(ids(db, Filter::any([])).await, [0; 0]);
    assert_eq!(ids(db, People::AGE.eq(7)).await, [2, 4]);
    assert_eq!(ids(db, People::AGE.ne(7)).await, [1, 3]);
    assert_eq!(ids(db, !People::AGE.eq(7)).await, [1]);
    assert_eq!(ids(db, People::AGE.lt(36)).await, [2, 4]);
    assert_eq!(ids(db, People::AGE.lte(36)).await, [1, 2, 4]);
    assert_eq!(ids(db, People::AGE.gt(7)).await, [1]);
    assert_eq!(ids(db, People::AGE.gte(7)).await, [1, 2, 4]);
    assert_eq!(ids(db, People::ID.between(2, 3)).await, [2, 3]);
    assert_eq!(ids(db, People::AGE.is_in([36, 8])).await, [1]);
    assert_eq!(ids(db, People::AGE.is_in([0_i32; 0])).await, [0; 0]);
    assert_eq!(ids(db, People::AGE.is_not_in([36, 8])).await, [2, 4]);
    assert_eq!(ids(db, People::AGE.is_null()).await, [3]);
    assert_eq!(ids(db, People::AGE.is_not_null()).await, [1, 2, 4]);
    assert_eq!(
        ids(db, People::NAME.is_in(["Ada", "it's \"b\\"])).await,
        [1]
    );
    assert_eq!(
        ids(db, People::AGE.matches(Test::In(vec![36, 7]))).await,
        [1, 2, 4]
    );
    assert_eq!(ids(db, People::AGE.matches(Test::Ne(36))).await, [2, 3, 4]);
}

#[tokio::test]
async fn texts_stand_for_themselves() {
    let fixture = start("texts_stand_for_themselves").await;
    let db = &fixture.db;
    assert_eq!(ids(db, People::NAME.starts_with("Ad")).await, [1]);
    assert_eq!(ids(db, People::NAME.istarts_with("aD")).await, [1, 2]);
    assert_eq!(ids(db, People::NAME.contains("d")).await, [1, 2, 4]);
    assert_eq!(ids(db, People::NAME.contains("D")).await, [0; 0]);
    assert_eq!(ids(db, People::NAME.icontains("D")).await, [1, 2, 4]);
    assert_eq!(ids(db, People::NAME.ends_with("0%")).await, [2]);
    assert_eq!(ids(db, People::NAME.iends_with("%")).await, [2]);
    for part in ["%", "_", "[*]", "*", "\\", "[*]\\", "?"] {
        let wanted: Vec<i64> = [(2, "adam 100%"), (3, "Bob_[*]\\")]
            .into_iter()
            .filter(|(_, name)| name.contains(part))
            .map(|(id, _)| id)
            .collect();
        assert_eq!(ids(db, People::NAME.contains(part)).await, wanted, "{part}");
        assert_eq!(
            ids(db, People::NAME.icontains(part)).await,
            wanted,
            "{part}"
        );
    }
    assert_eq!(ids(db, People::NAME.like("%_d_")).await, [1]);
    assert_eq!(ids(db, People::NAME.like("A_a")).await, [1]);
    assert_eq!(ids(db, People::NAME.ilike(r"%100\%")).await, [2]);
}

#[tokio::test]
async fn conditions_are_put_together() {
    let fixture = start("conditions_are_put_together").await;
    let db = &fixture.db;
    let young = || People::AGE.lt(10);
    assert_eq!(ids(db, young().and(People::NAME.eq("Cid"))).await, [4]);
    assert_eq!(ids(db, young().or(People::NAME.eq("Ada"))).await, [1, 2, 4]);
    let either = People::ID.eq(1).or(People::ID.eq(4));
    assert_eq!(ids(db, young().and(either)).await, [4]);
    assert_eq!(ids(db, young().or(Filter::every_row())).await, [1, 2, 3, 4]);
    assert_eq!(ids(db, !Filter::every_row()).await, [0; 0]);
    let all = Filter::all([People::ID.gt(1), !young(), People::AGE.is_null()]);
    assert_eq!(ids(db, all).await, [0; 0]);
}

#[tokio::test]
async fn rows_of_other_tables_count() {
    let fixture = start("rows_of_other_tables").await;
    let db = &fixture.db;
    assert_eq!(ids(db, People::PETS.exists()).await, [1, 3]);
    assert_eq!(ids(db, People::PETS.any(Pets::NAME.eq("Tom"))).await, [3]);
    assert_eq!(
        ids(db, People::PETS.none(Pets::NAME.eq("Tom"))).await,
        [1, 2, 4]
    );
    // A table that refers to itself, twice, with a value before, between and behind.
    let grandchildren = People::CHILDREN.any(
        People::AGE
            .eq(7)
            .and(People::CHILDREN.any(People::NAME.starts_with("C"))),
    );
    let filter = People::ID.lt(9).and(grandchildren).and(People::AGE.gt(30));
    assert_eq!(ids(db, filter).await, [1]);
    let of_ada = People::PARENT.any(People::NAME.eq("Ada"));
    assert_eq!(ids(db, of_ada).await, [2, 3]);
    let select = Select::new(Pets::OWNER.any(People::CHILDREN.exists()));
    let statement = select.statement();
    let rows = db.query_all(statement.sql(), &statement.params(), id).await;
    assert_eq!(rows.unwrap(), [10]);
}

#[tokio::test]
async fn parts_of_times_and_keys_of_json() {
    let fixture = start("parts_of_times").await;
    let db = &fixture.db;
    assert_eq!(ids(db, People::BORN.year().eq(1815)).await, [1]);
    assert_eq!(ids(db, People::BORN.month().lt(12)).await, [2]);
    assert_eq!(ids(db, People::BORN.day().is_in([10, 31])).await, [1, 2]);
    assert_eq!(ids(db, People::BORN.hour().eq(6)).await, [1]);
    assert_eq!(ids(db, People::BORN.minute().eq(59)).await, [2]);
    assert_eq!(ids(db, People::BORN.second().eq(8)).await, [1]);
    assert_eq!(ids(db, People::NOTES.has_key("y")).await, [1]);
    // Of an object, not of an array that has the word.
    assert_eq!(ids(db, People::NOTES.has_key("x")).await, [1, 2]);
    assert_eq!(ids(db, !People::NOTES.has_key("x")).await, [3, 4]);
    assert_eq!(ids(db, People::NOTES.has_any_key(["y", "z"])).await, [1]);
    assert_eq!(ids(db, People::NOTES.has_all_keys(["x", "y"])).await, [1]);
}

#[tokio::test]
async fn lists_put_null_last_and_pages_know_of_more() {
    let fixture = start("lists_put_null_last").await;
    let db = &fixture.db;
    let page = async |select: Select<People>| {
        let statement = select.statement();
        let rows = db.query_all(statement.sql(), &statement.params(), id).await;
        Page::of(rows.unwrap(), select.most())
    };
    let every = Select::every_row;
    assert_eq!(page(every()).await.items, [1, 2, 3, 4]);
    assert_eq!(
        page(every().order(People::AGE.asc())).await.items,
        [2, 4, 1, 3]
    );
    assert_eq!(
        page(every().order(People::AGE.desc())).await.items,
        [1, 2, 4, 3]
    );
    let by_year = every().order(People::BORN.year().desc());
    assert_eq!(page(by_year).await.items, [2, 1, 3, 4]);
    let twice = every().order(People::ID.asc()).order(People::ID.desc());
    assert_eq!(page(twice).await.items, [1, 2, 3, 4]);
    let sorted = every().sorted(vec![(People::ID.desc(), Direction::Ascending)]);
    let first = page(sorted.limit(2)).await;
    assert_eq!((first.items, first.has_more), (vec![1, 2], true));
    let last = page(every().order(People::ID.asc()).limit(2).offset(2)).await;
    assert_eq!((last.items, last.has_more), (vec![3, 4], false));
    let rest = page(every().order(People::ID.asc()).offset(3)).await;
    assert_eq!((rest.items, rest.has_more), (vec![4], false));
}

#[tokio::test]
async fn what_changes_rows_wants_a_condition() {
    let fixture = start("what_changes_rows").await;
    let db = &fixture.db;
    let change = async |filter: Filter<People>| {
        let statement = filter.change(&AGE, 1)?;
        let params = statement.params_behind(&[&50_i32]);
        db.execute(statement.sql(), &params).await
    };
    assert_eq!(
        change(People::NAME.eq("Ada").or(People::ID.eq(3)))
            .await
            .unwrap(),
        2
    );
    for every in [
        Filter::every_row(),
        Filter::all([Filter::every_row(), Filter::all([])]),
        Filter::any([People::ID.eq(1), Filter::every_row()]),
        !Filter::any([]),
        !(!Filter::every_row()),
        People::AGE.is_not_in([0_i32; 0]),
        !People::AGE.is_in([0_i32; 0]),
    ] {
        assert_eq!(
            change(every).await.unwrap_err().kind(),
            ErrorKind::EmptyFilter
        );
    }
    let filter = People::AGE.eq(50);
    let statement = filter.statement(&COUNT);
    let count = db.query_one(statement.sql(), &statement.params(), id).await;
    assert_eq!(count.unwrap(), 2);
}

#[test]
fn the_text_depends_on_the_shape_alone() {
    fn text(value: i64, values: Vec<i64>) -> Sql {
        let select = Select::new(People::ID.eq(value).and(People::ID.is_in(values))).limit(10);
        select.statement().sql().clone()
    }
    assert_eq!(text(1, vec![1]), text(2, vec![3, 4, 5]));
    let secret: String = "secret".operand();
    assert!(!format!("{:?}", People::NAME.eq(secret)).contains("secret"));
}

#[tokio::test]
async fn rows_are_loaded_beside_rows() {
    let fixture = start("rows_are_loaded").await;
    let db = &fixture.db;
    let children = People::CHILDREN.order(People::NAME.desc());
    let found = children.attach(db, vec![4, 2, 1, 1]).await.unwrap();
    let wanted = vec![(4, vec![]), (2, vec![4]), (1, vec![2, 3]), (1, vec![2, 3])];
    let sorted = |(id, mut rows): (i64, Vec<i64>)| {
        rows.sort_unstable();
        (id, rows)
    };
    assert_eq!(found.into_iter().map(sorted).collect::<Vec<_>>(), wanted);
    let grandchildren = People::CHILDREN
        .filter(People::AGE.is_not_null())
        .order(People::ID.desc())
        .limit(1)
        .with((People::CHILDREN, People::PETS.limit(2)));
    let found = grandchildren.attach_one(db, 1).await.unwrap();
    assert_eq!(found, (1, vec![(2, vec![4], vec![])]));
    let pets = People::PETS.filter(Pets::NAME.starts_with("T")).limit(1);
    let found = pets.attach(db, vec![1, 3]).await.unwrap();
    assert_eq!(found, [(1, vec![]), (3, vec![11])]);
}

#[tokio::test]
async fn pages_go_on_behind_a_row() {
    let fixture = start("pages_go_on").await;
    let db = &fixture.db;
    let orders = [
        vec![],
        vec![People::ID.desc()],
        vec![People::AGE.asc()],
        vec![People::AGE.desc()],
        vec![People::AGE.desc(), People::NAME.asc()],
        vec![People::NAME.desc(), People::ID.desc()],
        vec![People::AGE.asc(), People::BORN.desc()],
        vec![People::BORN.year().desc(), People::AGE.asc()],
    ];
    let ordered = |filter: Filter<People>, order: &[Order<People>]| {
        let select = Select::new(filter);
        order.iter().fold(select, |select, one| select.order(*one))
    };
    for filter in [Filter::every_row as fn() -> Filter<People>, || {
        People::ID.ne(2)
    }] {
        for order in &orders {
            let all = ordered(filter(), order);
            let all = all.page(db, None).await.unwrap();
            assert_eq!(all.next, None);
            for limit in 1..=4 {
                let select = ordered(filter(), order).limit(limit);
                let mut found = Vec::new();
                let mut after: Option<Cursor> = None;
                loop {
                    let page = select.page(db, after.as_ref()).await.unwrap();
                    assert!(page.items.len() <= limit as usize);
                    found.extend(page.items);
                    match page.next {
                        // As a text there and back, as an address has it.
                        Some(next) => after = Some(next.to_string().parse().unwrap()),
                        None => break,
                    }
                }
                assert_eq!(found, all.items, "{order:?} {limit}");
            }
        }
    }
    // The row may be gone by then; a cursor is of one order.
    let by_name = Select::every_row().order(People::NAME.asc()).limit(2);
    let first = by_name.page(db, None).await.unwrap();
    let delete = format!("DELETE FROM people WHERE id = {}", first.items[1]);
    db.execute_script(&delete).await.unwrap();
    let second = by_name.page(db, first.next.as_ref()).await.unwrap();
    assert_eq!((second.items.len(), second.next), (2, None));
    let by_age = Select::every_row().order(People::AGE.asc()).limit(2);
    let refused = by_age.page(db, first.next.as_ref()).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidValue);
    let pets = Select::<Pets>::every_row().order(Pets::NAME.asc());
    let refused = pets.page(db, first.next.as_ref()).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidValue);
}
