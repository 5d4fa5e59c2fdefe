//! What is read where the driver holds it is what the owned rows have.

use rowtype_runtime::{Error, ErrorKind};

use super::Fixture;
use super::driver::{Db, Select};
use super::generated::models::{Author, AuthorCreate, AuthorRef, Book, BookCreate};
use super::generated::queries::books::{
    AuthorsAndBook, AuthorsAndBookRef, authors_and_books, fold_authors_and_books,
};
use super::generated::queries::many::{
    IndexFrom, IndexFromOrder, fold_index_from, fold_titles_of, index_from,
};
use super::generated::tables::{authors, books};
use super::generated_types::models::Scalar;
use super::generated_types::queries::echo;
use super::generated_types::tables::scalars;

/// The borrowed row of a key is the owned one.
pub async fn assert_lent(db: &Db, row: &Scalar) {
    let this = Select::new(scalars::Table::ID.eq(row.id));
    let lent = scalars::fold(db, &this, Vec::new(), |rows, row| {
        rows.push(Scalar::from(row));
        Ok(())
    });
    assert_eq!(lent.await.unwrap(), std::slice::from_ref(row));
}

/// All borrowed rows of queries are the owned ones.
pub async fn assert_all_lent(db: &Db) {
    let mut rows = echo::every_scalar(db).await.unwrap();
    let mut owned = Vec::new();
    while let Some(row) = rows.next().await {
        owned.push(row.unwrap());
    }
    drop(rows);
    let lent = echo::fold_every_scalar(db, Vec::new(), |rows, row| {
        rows.push(echo::EveryScalar::from(row));
        Ok(())
    });
    assert_eq!(lent.await.unwrap(), owned);
    let raws = echo::fold_every_raw(db, Vec::new(), |raws, raw| {
        raws.push(raw.map(<[u8]>::to_vec));
        Ok(())
    });
    let raws = raws.await.unwrap();
    assert_eq!(raws, echo::every_raw(db).await.unwrap());
    assert!(raws.contains(&None) && raws.iter().any(Option::is_some));
}

async fn start(name: &str) -> (Fixture, Vec<Author>) {
    let fixture = Fixture::start(name).await;
    let author = |name: &str, bio: Option<&str>| AuthorCreate {
        name: name.to_owned(),
        bio: bio.map(str::to_owned),
    };
    let bodies = [
        author("Ada", Some("counts \u{1F980}")),
        author("Bo", None),
        author("", Some("")),
    ];
    let made = authors::create_many(&fixture.db, &bodies).await.unwrap();
    for (title, pages) in [("First", Some(10)), ("Second", Some(20)), ("Third", None)] {
        let body = BookCreate {
            author_id: made[0].id,
            title: title.to_owned(),
            pages,
        };
        books::create(&fixture.db, &body).await.unwrap();
    }
    (fixture, made)
}

#[tokio::test]
async fn rows_of_a_table_are_lent_in_their_order() {
    let (fixture, made) = start("lent_in_order").await;
    let kept = |rows: &mut Vec<Author>, row: AuthorRef<'_>| {
        rows.push(Author::from(row));
        Ok(())
    };
    let everybody = Select::every_row();
    // As a handler runs it: the future goes to another thread.
    let db = fixture.db.clone();
    let lent = tokio::spawn(async move {
        let last = Select::every_row()
            .order(authors::Table::ID.desc())
            .limit(2);
        authors::fold(&db, &last, Vec::new(), kept).await
    });
    let lent = lent.await.unwrap().unwrap();
    assert_eq!(lent, [made[2].clone(), made[1].clone()]);
    let tx = fixture.db.begin().await.unwrap();
    let lent = authors::fold(&tx, &everybody, Vec::new(), kept).await;
    assert_eq!(lent.unwrap(), made);
    tx.commit().await.unwrap();
    let reading = fixture.db.reading();
    let least = 2;
    let long = authors::fold(&reading, &everybody, 0, move |long, author| {
        *long += usize::from(author.name.len() > least);
        Ok(())
    });
    assert_eq!(long.await.unwrap(), 1);
}

#[tokio::test]
async fn rows_of_a_query_are_lent() {
    let (fixture, made) = start("lent_of_queries").await;
    let db = &fixture.db;
    let pairs = fold_authors_and_books(db, Vec::new(), |rows, row: AuthorsAndBookRef<'_>| {
        rows.push(AuthorsAndBook::from(row));
        Ok(())
    });
    let pairs = pairs.await.unwrap();
    assert_eq!(pairs, authors_and_books(db).await.unwrap());
    let bare = pairs.iter().filter(|pair| pair.written.is_none()).count();
    assert_eq!((pairs.len(), bare), (5, 2));
    let titles = |least, not_title| {
        fold_titles_of(
            db,
            made[0].id,
            least,
            not_title,
            String::new(),
            |line, title| {
                line.push_str(title);
                Ok(())
            },
        )
    };
    assert_eq!(titles(Some(15), Some("First")).await.unwrap(), "Second");
    let all = titles(None, Some("Second")).await.unwrap();
    assert!(
        ["FirstThird", "ThirdFirst"].contains(&all.as_str()),
        "{all}"
    );
    let order = IndexFromOrder::PagesDesc;
    let index = fold_index_from(db, "", 100, order, Vec::new(), |rows, row| {
        rows.push(IndexFrom::from(row));
        Ok(())
    });
    let index = index.await.unwrap();
    assert_eq!(index, index_from(db, "", 100, order).await.unwrap());
    assert_eq!(index[0].title, "Second");
}

#[tokio::test]
async fn a_step_that_refuses_a_row_ends_it() {
    let (fixture, made) = start("lent_and_refused").await;
    let everybody = Select::every_row();
    let refused = authors::fold(&fixture.db, &everybody, 0, |count, author| {
        *count += 1;
        match author.bio {
            Some(_) => Ok(()),
            None => Err(Error::NotFound),
        }
    });
    assert_eq!(refused.await.unwrap_err().kind(), ErrorKind::NotFound);
    let lent: Vec<Book> = books::fold(
        &fixture.db,
        &Select::every_row(),
        Vec::new(),
        |rows, row| {
            rows.push(Book::from(row));
            Ok(())
        },
    )
    .await
    .unwrap();
    assert!(lent.iter().all(|book| book.author_id == made[0].id));
    assert_eq!(lent.len(), 3);
}
