//! What each command promises.

use rowtype_runtime::ErrorKind;

use super::driver::{Db, Write};
use super::generated::queries::books as plain;
use super::generated::queries::many::{
    self, AddBooksParams, BooksOfParams, LoadBooksParams, RenameParams, TakeOverParams,
};
use super::generated::tables::{authors, books};
use super::{Fixture, generated};

async fn author(db: &impl Write, name: &str) -> i64 {
    let added = plain::add_author(db, name, None).await.unwrap();
    added.author.id
}

fn book(author_id: i64, title: &str, pages: Option<i64>) -> LoadBooksParams<'_> {
    LoadBooksParams {
        author_id,
        title,
        pages,
    }
}

async fn titles(db: &Db, author_id: i64) -> Vec<String> {
    let params = [BooksOfParams {
        author_id,
        ids: &(0..2_000).collect::<Vec<_>>(),
    }];
    let mut sets = many::books_of(db, &params).await.unwrap();
    let set = sets.pop().unwrap();
    set.into_iter().map(|book| book.title).collect()
}

#[tokio::test]
async fn rows_are_loaded_and_streamed() {
    let fixture = Fixture::start("loaded_and_streamed").await;
    let db = fixture.db.clone();
    let ada = author(&db, "Ada").await;
    let names: Vec<String> = (0..1_500).map(|at| format!("{at:04}")).collect();
    let params: Vec<_> = names.iter().map(|name| book(ada, name, Some(7))).collect();
    assert_eq!(many::load_books(&db, &params).await.unwrap(), 1_500);
    assert_eq!(many::load_authors(&db, &["Bob", "Cid"]).await.unwrap(), 2);

    let mut rows = many::all_books(&db).await.unwrap();
    let mut read = Vec::new();
    while let Some(row) = rows.next().await {
        read.push(row.unwrap().title);
    }
    drop(rows);
    assert_eq!(read, names);

    let mut some = many::titles_of(&db, ada, Some(8), Some("none"))
        .await
        .unwrap();
    assert!(some.next().await.is_none());
    drop(some);
    let mut copied = many::copy_books(&db, ada).await.unwrap();
    let mut count = 0;
    while let Some(id) = copied.next().await {
        id.unwrap();
        count += 1;
    }
    drop(copied);
    assert_eq!(count, 1_500);

    let orphans = [book(ada, "fine", None), book(-1, "nobody's", None)];
    let refused = many::load_books(&db, &orphans).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ForeignKey);
    assert!(!titles(&db, ada).await.contains(&"fine".to_owned()));
}

#[tokio::test]
async fn batches_run_for_each_set() {
    let fixture = Fixture::start("batches").await;
    let db = fixture.db.clone();
    let (ada, bob) = (author(&db, "Ada").await, author(&db, "Bob").await);
    let add = |author_id, title| AddBooksParams { author_id, title };
    let params = [add(ada, "one"), add(bob, "two"), add(ada, "three")];
    let added = many::add_books(&db, &params).await.unwrap();
    let ids: Vec<i64> = added.iter().map(|book| book.id).collect();
    assert_eq!(added[1].title, "two");
    assert_eq!(
        many::book_title(&db, &ids).await.unwrap(),
        ["one", "two", "three"]
    );
    let missing = many::book_title(&db, &[ids[0], -1]).await.unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::NotFound);

    let renamed = [
        RenameParams {
            title: "first",
            id: ids[0],
        },
        RenameParams {
            title: "third",
            id: ids[2],
        },
    ];
    many::rename(&db, &renamed).await.unwrap();
    assert_eq!(titles(&db, ada).await, ["first", "third"]);
    many::drop(&db, &["first", "two", "no such"]).await.unwrap();
    assert_eq!(titles(&db, ada).await, ["third"]);
    assert!(titles(&db, bob).await.is_empty());

    let refused = many::add_books(&db, &[add(ada, "kept?"), add(-1, "never")]).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::ForeignKey);
    assert_eq!(titles(&db, ada).await, ["third"]);
}

#[tokio::test]
async fn what_was_done_is_told() {
    let fixture = Fixture::start("what_was_done").await;
    let db = fixture.db.clone();
    let ada = author(&db, "Ada").await;
    let params = [
        book(ada, "a", Some(10)),
        book(ada, "b", Some(20)),
        book(ada, "c", None),
    ];
    many::load_books(&db, &params).await.unwrap();
    assert_eq!(many::touch_books(&db, 15).await.unwrap().affected, 1);
    assert_eq!(many::touch_books(&db, 1_000).await.unwrap().affected, 0);
}

#[tokio::test]
async fn children_stand_below_their_parents() {
    let fixture = Fixture::start("children").await;
    let db = fixture.db.clone();
    let (ada, bob, cid) = (
        author(&db, "Ada").await,
        author(&db, "Bob").await,
        author(&db, "Cid").await,
    );
    let params = [
        book(ada, "a", Some(1)),
        book(cid, "c", None),
        book(ada, "b", None),
    ];
    many::load_books(&db, &params).await.unwrap();
    let all = many::authors_with_books(&db).await.unwrap();
    let shape: Vec<(i64, Vec<&str>)> = all
        .iter()
        .map(|author| {
            let titles = author.books.iter().map(|book| book.title.as_str());
            (author.id, titles.collect())
        })
        .collect();
    assert_eq!(
        shape,
        [(ada, vec!["a", "b"]), (bob, vec![]), (cid, vec!["c"])]
    );

    let one = many::author_with_books(&db, ada).await.unwrap();
    assert_eq!((one.a.name.as_str(), one.b.len()), ("Ada", 2));
    // An inner join has no row of an author without books.
    let none = many::author_with_books(&db, bob).await.unwrap_err();
    assert_eq!(none.kind(), ErrorKind::NotFound);
    assert!(many::maybe_author(&db, "Dan").await.unwrap().is_none());
    author(&db, "Cid").await;
    let cids = many::maybe_author(&db, "Cid").await.unwrap().unwrap();
    assert_eq!(cids.books.len(), 1);
}

#[tokio::test]
async fn a_transaction_is_one() {
    let fixture = Fixture::start("a_transaction").await;
    let db = fixture.db.clone();
    let (ada, bob) = (author(&db, "Ada").await, author(&db, "Bob").await);
    many::load_books(&db, &[book(ada, "a", None)])
        .await
        .unwrap();
    let nobody = TakeOverParams {
        successor: -1,
        author: ada,
    };
    let refused = many::take_over(&db, &nobody).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ForeignKey);
    assert!(authors::get(&db, ada).await.is_ok());

    let params = TakeOverParams {
        successor: bob,
        author: ada,
    };
    many::take_over(&db, &params).await.unwrap();
    assert_eq!(titles(&db, bob).await, ["a"]);
    let gone = authors::get(&db, ada).await.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound);

    let replaced = many::replace(&db, bob, "a").await.unwrap();
    assert_eq!(titles(&db, bob).await, ["a"]);
    // As part of another, it goes with it.
    let tx = db.begin().await.unwrap();
    many::replace(&tx, bob, "b").await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(titles(&db, bob).await, ["a"]);
    assert_eq!(books::get(&db, replaced.id).await.unwrap().title, "a");
}

#[tokio::test]
async fn optional_conditions_and_orders_are_chosen() {
    let fixture = Fixture::start("optional").await;
    let db = fixture.db.clone();
    let ada = author(&db, "Ada").await;
    let params = [
        book(ada, "b", Some(1)),
        book(ada, "a", Some(3)),
        book(ada, "c", Some(2)),
    ];
    many::load_books(&db, &params).await.unwrap();
    use generated::queries::books::{SortedOrder, sorted};
    let by_title = sorted(&db, ada, SortedOrder::Title).await.unwrap();
    let by_pages = sorted(&db, ada, SortedOrder::PagesDesc).await.unwrap();
    let titles = |rows: &[generated::queries::books::Sorted]| {
        rows.iter().map(|row| row.title.clone()).collect::<String>()
    };
    assert_eq!(
        (titles(&by_title), titles(&by_pages)),
        ("abc".to_owned(), "acb".to_owned())
    );
    let all = plain::by_length(&db, None).await.unwrap();
    assert_eq!((all.len(), all[0].books), (1, 3));
    assert!(plain::by_length(&db, Some(4)).await.unwrap().is_empty());
}
