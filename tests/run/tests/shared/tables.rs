//! What the functions of a table promise.

use rowtype_runtime::{Change, ErrorKind, NullableChange, Patch};

use super::Fixture;
use super::driver::{Filter, Select};
use super::generated::models::{AuthorCreate, BookCreate, BookUpdate, ShelfCreate, ShelfUpdate};
use super::generated::tables::{authors, books, shelves};

fn shelf(number: i64, label: &str) -> ShelfCreate {
    ShelfCreate {
        room: "hall".to_owned(),
        number,
        label: label.to_owned(),
        colour: None,
        note: Patch::Keep,
        visits: None,
    }
}

#[tokio::test]
async fn rows_come_and_go() {
    let fixture = Fixture::start("rows_come_and_go").await;
    let db = &fixture.db;
    let one = shelves::create(db, &shelf(1, "one")).await.unwrap();
    assert_eq!(
        (one.colour.as_str(), one.note.as_deref()),
        ("white", Some("new"))
    );
    assert!(shelves::exists(db, "hall", 1).await.unwrap());
    assert!(!shelves::exists(db, "hall", 2).await.unwrap());
    let many = [shelf(2, "two"), shelf(3, "three"), shelf(4, "four")];
    let made = shelves::create_many(db, &many).await.unwrap();
    let labels: Vec<&str> = made.iter().map(|shelf| shelf.label.as_str()).collect();
    assert_eq!(labels, ["two", "three", "four"]);
    let twice = [shelf(5, "five"), shelf(6, "two")];
    let refused = shelves::create_many(db, &twice).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Unique);
    assert_eq!(shelves::count(db, &Filter::every_row()).await.unwrap(), 4);
    shelves::delete(db, "hall", 4).await.unwrap();
    let gone = shelves::delete(db, "hall", 4).await.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound);
    assert!(shelves::create_many(db, &[]).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_upsert_makes_or_changes() {
    let fixture = Fixture::start("an_upsert").await;
    let db = &fixture.db;
    let mut body = shelf(1, "one");
    body.colour = Some("red".to_owned());
    body.note = Patch::Null;
    let made = shelves::upsert(db, &body).await.unwrap();
    assert_eq!(
        (made.colour.as_str(), made.note.as_deref(), made.visits),
        ("red", None, 0)
    );
    body.visits = Some(7);
    let visited = shelves::upsert(db, &body).await.unwrap();
    assert_eq!(visited.visits, 7);

    // What is left out stays, and is the default in a new row.
    let relabelled = shelves::upsert(db, &shelf(1, "first")).await.unwrap();
    assert_eq!(relabelled.label, "first");
    assert_eq!(
        (
            relabelled.colour.as_str(),
            relabelled.note.as_deref(),
            relabelled.visits
        ),
        ("red", None, 7)
    );
    let mut body = shelf(9, "first");
    body.note = Patch::Set("moved".to_owned());
    let moved = shelves::upsert_by_label(db, &body).await.unwrap();
    assert_eq!(
        (moved.number, moved.note.as_deref(), moved.visits),
        (1, Some("moved"), 7)
    );
    assert_eq!(shelves::count(db, &Filter::every_row()).await.unwrap(), 1);
    // Another key that is broken is told.
    shelves::create(db, &shelf(2, "two")).await.unwrap();
    let refused = shelves::upsert(db, &shelf(1, "two")).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Unique);
}

#[tokio::test]
async fn many_rows_change_by_a_condition() {
    let fixture = Fixture::start("many_rows_change").await;
    let db = &fixture.db;
    let many: Vec<ShelfCreate> = (1..=5).map(|n| shelf(n, &format!("s{n}"))).collect();
    shelves::create_many(db, &many).await.unwrap();
    let high = || {
        shelves::Table::NUMBER
            .gt(3)
            .and(shelves::Table::LABEL.starts_with("s"))
    };
    let body = ShelfUpdate {
        colour: Some("blue".to_owned()),
        note: Patch::Null,
        ..ShelfUpdate::default()
    };
    assert_eq!(shelves::update_where(db, &high(), &body).await.unwrap(), 2);
    let blue = shelves::Table::COLOUR
        .eq("blue")
        .and(shelves::Table::NOTE.is_null());
    assert_eq!(shelves::count(db, &blue).await.unwrap(), 2);
    let refused = shelves::update_where(db, &Filter::every_row(), &body).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::EmptyFilter);
    let refused = shelves::delete_where(db, &Filter::every_row()).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::EmptyFilter);
    assert_eq!(shelves::delete_where(db, &blue).await.unwrap(), 2);
    assert_eq!(shelves::delete_where(db, &high()).await.unwrap(), 0);

    let select = Select::new(shelves::Table::VISITS.eq(0))
        .order(shelves::Table::NUMBER.desc())
        .limit(2);
    let page = shelves::list(db, &select).await.unwrap();
    let numbers: Vec<i64> = page.items.iter().map(|shelf| shelf.number).collect();
    assert_eq!((numbers, page.has_more), (vec![3, 2], true));
}

#[tokio::test]
async fn conditions_go_to_other_tables() {
    let fixture = Fixture::start("conditions_go").await;
    let db = &fixture.db;
    for (name, titles) in [("Ada", vec!["a", "b"]), ("Bob", vec![]), ("Cid", vec!["c"])] {
        let body = AuthorCreate {
            name: name.to_owned(),
            bio: None,
        };
        let author = authors::create(db, &body).await.unwrap();
        for title in titles {
            let body = BookCreate {
                author_id: author.id,
                title: title.to_owned(),
                pages: None,
            };
            books::create(db, &body).await.unwrap();
        }
    }
    let names = async |filter: Filter<authors::Table>| {
        let page = authors::list(db, &Select::new(filter)).await.unwrap();
        let names: Vec<String> = page.items.into_iter().map(|author| author.name).collect();
        names.join(" ")
    };
    assert_eq!(names(authors::Table::BOOKS.exists()).await, "Ada Cid");
    assert_eq!(names(!authors::Table::BOOKS.exists()).await, "Bob");
    let of_c = authors::Table::BOOKS.any(books::Table::TITLE.eq("c"));
    assert_eq!(names(of_c).await, "Cid");
    let by_ada = books::Table::AUTHOR.any(authors::Table::NAME.ilike("ada"));
    assert_eq!(books::count(db, &by_ada).await.unwrap(), 2);
    assert_eq!(books::delete_where(db, &by_ada).await.unwrap(), 2);
    assert_eq!(names(authors::Table::BOOKS.exists()).await, "Cid");
}

#[tokio::test]
async fn what_differs_is_an_update() {
    let fixture = Fixture::start("what_differs").await;
    let db = &fixture.db;
    let before = shelves::create(db, &shelf(1, "one")).await.unwrap();
    let mut after = before.clone();
    after.note = None;
    after.visits = 3;
    let change = ShelfUpdate::between(&before, &after);
    let wanted = ShelfUpdate {
        note: Patch::Null,
        visits: Change::Set(3),
        ..ShelfUpdate::default()
    };
    assert_eq!(change, wanted);
    assert_eq!(ShelfUpdate::between(&after, &after), ShelfUpdate::default());
    let changed = shelves::update(db, "hall", 1, &change).await.unwrap();
    assert_eq!(changed, after);
}

#[tokio::test]
async fn numbers_are_added_to() {
    let fixture = Fixture::start("numbers_are_added_to").await;
    let db = &fixture.db;
    let made = shelves::create(db, &shelf(1, "one")).await.unwrap();
    assert_eq!(made.visits, 0);
    let add = |count| ShelfUpdate {
        visits: Change::Add(count),
        ..ShelfUpdate::default()
    };
    // Of many who add at the same time, none is lost.
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (db, body) = (db.clone(), add(3));
            tokio::spawn(async move {
                for _ in 0..10 {
                    shelves::update(&db, "hall", 1, &body).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let found = shelves::get(db, "hall", 1).await.unwrap();
    assert_eq!(found.visits, 240);
    // With other columns, and taken away; what is set is set.
    let both = ShelfUpdate {
        colour: Some("red".to_owned()),
        ..add(-40)
    };
    let found = shelves::update(db, "hall", 1, &both).await.unwrap();
    assert_eq!((found.colour.as_str(), found.visits), ("red", 200));
    let every = shelves::Table::ROOM.eq("hall");
    assert_eq!(shelves::update_where(db, &every, &add(1)).await.unwrap(), 1);
    let set = ShelfUpdate {
        visits: 7.into(),
        ..ShelfUpdate::default()
    };
    assert_eq!(
        shelves::update(db, "hall", 1, &set).await.unwrap().visits,
        7
    );
    let kept = shelves::update(db, "hall", 1, &ShelfUpdate::default()).await;
    assert_eq!(kept.unwrap().visits, 7);

    // What is NULL stays so.
    let author = AuthorCreate {
        name: "Ada".to_owned(),
        bio: None,
    };
    let author = authors::create(db, &author).await.unwrap();
    let book = BookCreate {
        author_id: author.id,
        title: "Notes".to_owned(),
        pages: None,
    };
    let book = books::create(db, &book).await.unwrap();
    let pages = async |pages| {
        let body = BookUpdate {
            pages,
            ..BookUpdate::default()
        };
        books::update(db, book.id, &body).await.unwrap().pages
    };
    assert_eq!(pages(NullableChange::Add(3)).await, None);
    assert_eq!(pages(NullableChange::Set(3)).await, Some(3));
    assert_eq!(pages(NullableChange::Add(4)).await, Some(7));
    assert_eq!(pages(NullableChange::Keep).await, Some(7));
    assert_eq!(pages(NullableChange::Null).await, None);
}
