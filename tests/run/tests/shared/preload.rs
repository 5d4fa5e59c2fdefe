//! Related rows beside rows: of every kind, nested, limited, and in one statement each.

use rowtype_runtime::{Change, ErrorKind, assert_queries, counted};

use super::Fixture;
use super::driver::{Db, Filter, Select};
use super::relations::models::{Book, EmployeeUpdate, Person};
use super::relations::tables::{
    books, employees, follows, languages, people, remarks, secrets, shelves, translations,
};

const ROWS: &str = "
INSERT INTO people (id, name, boss_id) VALUES
  (1, 'Ada', NULL), (2, 'Bob', 1), (3, 'Cid', 1), (4, 'Dan', 2);
INSERT INTO employees (id, salary) VALUES (2, 10.50), (4, 7);
INSERT INTO follows (follower_id, followee_id) VALUES (1, 2), (3, 2), (2, 1), (4, 4);
INSERT INTO shelves (room, number) VALUES ('hall', 1), ('hall', 2), ('attic', 1);
INSERT INTO books (isbn, title, lang, author_id, editor_id, room, shelf_number) VALUES
  ('a', 'On Engines', 'en', 1, 2, 'hall', 1),
  ('b', 'Über Zahlen', 'de', 1, NULL, 'hall', 2),
  ('c', 'Notes', 'en', 1, 2, NULL, 1),
  ('d', 'Gardens', 'fr', 2, 1, 'attic', 1);
INSERT INTO remarks (isbn, remark, stars) VALUES
  ('a', 'good', 5), ('a', 'long', NULL), ('d', 'green', 3), ('a', 'old', 1);
INSERT INTO secrets (id, person_id, body) VALUES
  ('00000000-0000-0000-0000-00000000000a', 1, 'x'), ('00000000-0000-0000-0000-00000000000b', 3, 'y');
INSERT INTO secret_readers (secret_id, person_id) VALUES ('00000000-0000-0000-0000-00000000000a', 4);
INSERT INTO languages (code, label) VALUES ('de', 'Deutsch'), ('en', 'English'), ('fr', 'français');
INSERT INTO translations (isbn, code) VALUES ('a', 'de'), ('a', 'fr'), ('b', 'en');
";

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::relations(name).await;
    fixture.db.execute_script(ROWS).await.unwrap();
    fixture
}

async fn all_people(db: &Db) -> Vec<Person> {
    people::list(db, &Select::every_row()).await.unwrap().items
}

async fn all_books(db: &Db) -> Vec<Book> {
    books::list(db, &Select::every_row()).await.unwrap().items
}

/// A person, who reports to them, and what they wrote with its remarks.
type Report<'a> = (&'a str, Vec<&'a str>, Vec<(&'a str, Vec<&'a str>)>);

fn names(people: &[Person]) -> Vec<&str> {
    people.iter().map(|person| person.name.as_str()).collect()
}

fn titles(books: &[Book]) -> Vec<&str> {
    books.iter().map(|book| book.title.as_str()).collect()
}

#[tokio::test]
async fn one_row_belongs_to_another() {
    let fixture = start("preload_one_row").await;
    let db = &fixture.db;
    let rows = all_books(db).await;
    let relations = (
        books::Table::AUTHOR,
        books::Table::EDITOR,
        books::Table::SHELF,
    );
    let found = assert_queries(3, async || books::preload(db, rows, relations).await).await;
    let found: Vec<(String, String, Option<String>, Option<i64>)> = found
        .unwrap()
        .into_iter()
        .map(|(book, author, editor, shelf)| {
            let shelf = shelf.map(|shelf| shelf.number);
            (book.title, author.name, editor.map(|one| one.name), shelf)
        })
        .collect();
    let row = |title: &str, author: &str, editor: Option<&str>, shelf| {
        (
            title.to_owned(),
            author.to_owned(),
            editor.map(str::to_owned),
            shelf,
        )
    };
    let wanted = [
        row("On Engines", "Ada", Some("Bob"), Some(1)),
        row("Über Zahlen", "Ada", None, Some(2)),
        row("Notes", "Ada", Some("Bob"), None),
        row("Gardens", "Bob", Some("Ada"), Some(1)),
    ];
    assert_eq!(found, wanted);
}

#[tokio::test]
async fn a_row_has_one_or_many() {
    let fixture = start("preload_has").await;
    let db = &fixture.db;
    let rows = all_people(db).await;
    let relations = (
        people::Table::EMPLOYEE,
        people::Table::WRITTEN,
        people::Table::SECRET,
    );
    let found = assert_queries(3, async || people::preload(db, rows, relations).await).await;
    let found = found.unwrap();
    let paid: Vec<bool> = found
        .iter()
        .map(|(_, employee, ..)| employee.is_some())
        .collect();
    assert_eq!(paid, [false, true, false, true]);
    let written: Vec<Vec<&str>> = found.iter().map(|(_, _, books, _)| titles(books)).collect();
    let of_ada = vec!["On Engines", "Über Zahlen", "Notes"];
    assert_eq!(written, [of_ada, vec!["Gardens"], vec![], vec![]]);
    let secrets: Vec<Option<&str>> = found
        .iter()
        .map(|(.., secret)| secret.as_ref().map(|one| one.body.as_str()))
        .collect();
    assert_eq!(secrets, [Some("x"), None, Some("y"), None]);
    let employee = employees::get(db, 2).await.unwrap();
    let (_, person) = employees::preload_one(db, employee, employees::Table::PERSON)
        .await
        .unwrap();
    assert_eq!(person.name, "Bob");
}

#[tokio::test]
async fn many_belong_to_many() {
    let fixture = start("preload_many_to_many").await;
    let db = &fixture.db;
    let rows = all_people(db).await;
    let relations = (people::Table::FOLLOWEES, people::Table::FOLLOWERS);
    let found = assert_queries(2, async || people::preload(db, rows, relations).await).await;
    let found = found.unwrap();
    let followees: Vec<Vec<&str>> = found.iter().map(|(_, one, _)| names(one)).collect();
    assert_eq!(followees, [["Bob"], ["Ada"], ["Bob"], ["Dan"]]);
    let followers: Vec<Vec<&str>> = found.iter().map(|(.., one)| names(one)).collect();
    assert_eq!(
        followers,
        [vec!["Bob"], vec!["Ada", "Cid"], vec![], vec!["Dan"]]
    );

    // Keys of words, which one of the databases has as an enum, and blank-padded ones.
    let rows = languages::list(db, &Select::every_row())
        .await
        .unwrap()
        .items;
    let found = languages::preload(db, rows, languages::Table::BOOKS)
        .await
        .unwrap();
    let found: Vec<(&str, Vec<&str>)> = found
        .iter()
        .map(|(language, books)| (language.label.as_str(), titles(books)))
        .collect();
    let wanted = [
        ("Deutsch", vec!["On Engines"]),
        ("English", vec!["Über Zahlen"]),
        ("français", vec!["On Engines"]),
    ];
    assert_eq!(found, wanted);
    let readers = secrets::list(db, &Select::every_row()).await.unwrap().items;
    let readers = secrets::preload(db, readers, secrets::Table::PEOPLE)
        .await
        .unwrap();
    let readers: Vec<Vec<&str>> = readers.iter().map(|(_, people)| names(people)).collect();
    assert_eq!(readers, [vec!["Dan"], vec![]]);
}

#[tokio::test]
async fn relations_have_relations() {
    let fixture = start("preload_nested").await;
    let db = &fixture.db;
    let relations = people::Table::REPORTS.with((
        people::Table::REPORTS,
        people::Table::WRITTEN
            .filter(books::Table::TITLE.ne("Notes"))
            .with(books::Table::REMARKS.order(remarks::Table::STARS.desc())),
    ));
    let ada = people::get(db, 1).await.unwrap();
    let work = async || people::preload_one(db, ada, relations).await;
    let (_, reports) = assert_queries(4, work).await.unwrap();
    let reports: Vec<Report<'_>> = reports
        .iter()
        .map(|(person, reports, written)| {
            let written = written.iter().map(|(book, remarks)| {
                let remarks = remarks.iter().map(|one| one.remark.as_str());
                (book.title.as_str(), remarks.collect())
            });
            (person.name.as_str(), names(reports), written.collect())
        })
        .collect();
    let wanted = [
        ("Bob", vec!["Dan"], vec![("Gardens", vec!["green"])]),
        ("Cid", vec![], vec![]),
    ];
    assert_eq!(reports, wanted);
}

#[tokio::test]
async fn each_has_its_first_rows() {
    let fixture = start("preload_limit").await;
    let db = &fixture.db;
    // With an index to the rows, and without one.
    let written = people::Table::WRITTEN
        .order(books::Table::TITLE.desc())
        .limit(2);
    let edited = people::Table::EDITED.limit(1);
    let rows = all_people(db).await;
    let found = people::preload(db, rows, (written, edited)).await.unwrap();
    let written: Vec<Vec<&str>> = found.iter().map(|(_, one, _)| titles(one)).collect();
    let of_ada = vec!["Über Zahlen", "On Engines"];
    assert_eq!(written, [of_ada, vec!["Gardens"], vec![], vec![]]);
    let edited: Vec<Vec<&str>> = found.iter().map(|(.., one)| titles(one)).collect();
    assert_eq!(
        edited,
        [vec!["Gardens"], vec!["On Engines"], vec![], vec![]]
    );

    // A table without a key, NULL last; a table between; a filter before the limit.
    let stars = remarks::Table::STARS;
    let remarks = books::Table::REMARKS.order(stars.asc()).limit(2);
    let languages = books::Table::LANGUAGES
        .filter(languages::Table::LABEL.ne("Deutsch"))
        .limit(1);
    let rows = all_books(db).await;
    let found = books::preload(db, rows, (remarks, languages))
        .await
        .unwrap();
    let first = &found[0];
    let remarks: Vec<&str> = first.1.iter().map(|one| one.remark.as_str()).collect();
    assert_eq!(remarks, ["old", "good"]);
    assert_eq!(first.2[0].label, "français");
    let counts: Vec<(usize, usize)> = found.iter().map(|one| (one.1.len(), one.2.len())).collect();
    assert_eq!(counts, [(2, 1), (0, 1), (0, 0), (1, 0)]);
    let none = people::Table::WRITTEN.limit(0);
    let rows = all_people(db).await;
    let none = people::preload(db, rows, none).await.unwrap();
    assert!(none.iter().all(|(_, books)| books.is_empty()));
}

#[tokio::test]
async fn nothing_is_asked_for_nothing() {
    let fixture = start("preload_nothing").await;
    let db = &fixture.db;
    let none = assert_queries(0, async || {
        people::preload(
            db,
            Vec::new(),
            people::Table::WRITTEN.with(books::Table::REMARKS),
        )
        .await
    });
    assert!(none.await.unwrap().is_empty());
    // All keys are NULL.
    let ada = people::get(db, 1).await.unwrap();
    let boss = assert_queries(0, async || {
        people::preload_one(db, ada.clone(), people::Table::BOSS).await
    });
    assert!(boss.await.unwrap().1.is_none());
    // No row to have relations.
    let dan = people::get(db, 4).await.unwrap();
    let written = people::Table::WRITTEN.with(books::Table::REMARKS);
    let found = assert_queries(1, async || people::preload_one(db, dan, written).await);
    assert!(found.await.unwrap().1.is_empty());
    // The same row twice, and no relation at all.
    let twice = people::preload(db, vec![ada.clone(), ada.clone()], people::Table::WRITTEN);
    let twice = twice.await.unwrap();
    assert_eq!((twice[0].1.len(), twice[1].1.len()), (3, 3));
    let alone: Person = people::preload_one(db, ada, ()).await.unwrap();
    assert_eq!(alone.name, "Ada");
}

#[tokio::test]
async fn the_number_of_rows_does_not_count() {
    let fixture = start("preload_many_rows").await;
    let db = &fixture.db;
    let script: Vec<String> = (100..5100)
        .map(|id| format!("({id}, 'p{id}', {})", id - 1))
        .collect();
    let script = format!(
        "INSERT INTO people (id, name) VALUES (99, 'p99'); INSERT INTO people (id, name, boss_id) VALUES {}",
        script.join(", ")
    );
    db.execute_script(&script).await.unwrap();
    let rows = all_people(db).await;
    let relations = (
        people::Table::BOSS,
        people::Table::REPORTS.limit(1),
        people::Table::FOLLOWERS,
    );
    let (found, names) = counted(people::preload(db, rows, relations)).await;
    let found = found.unwrap();
    assert_eq!(names, ["people.boss", "people.reports", "people.followers"]);
    assert_eq!(found.len(), 5005);
    for (person, boss, reports, _) in &found {
        assert_eq!(boss.as_ref().map(|boss| boss.id), person.boss_id);
        assert!(reports.iter().all(|one| one.boss_id == Some(person.id)));
    }
    assert_eq!(found.iter().filter(|one| one.2.is_empty()).count(), 3);
}

#[tokio::test]
async fn a_transaction_and_a_reading_handle_load_too() {
    let fixture = start("preload_handles").await;
    let db = &fixture.db;
    let reading = db.reading();
    let ada = people::get(&reading, 1).await.unwrap();
    let one = people::preload_one(&reading, ada.clone(), people::Table::WRITTEN).await;
    assert_eq!(one.unwrap().1.len(), 3);
    let tx = db.begin().await.unwrap();
    books::delete(&tx, "c").await.unwrap();
    let one = people::preload_one(&tx, ada.clone(), people::Table::WRITTEN).await;
    assert_eq!(one.unwrap().1.len(), 2);
    tx.rollback().await.unwrap();

    // What is gone by then asks for another try.
    let book = books::get(db, "d").await.unwrap();
    let lost = Book {
        author_id: 77,
        ..book
    };
    let lost = books::preload_one(db, lost, books::Table::AUTHOR).await;
    assert_eq!(lost.unwrap_err().kind(), ErrorKind::Retry);
}

#[tokio::test]
async fn conditions_go_the_same_ways() {
    let fixture = start("preload_conditions").await;
    let db = &fixture.db;
    let found = async |filter: Filter<people::Table>| {
        let page = people::list(db, &Select::new(filter)).await.unwrap();
        page.items
            .into_iter()
            .map(|one| one.name)
            .collect::<Vec<_>>()
    };
    let shelf = books::Table::SHELF.any(shelves::Table::ROOM.eq("attic"));
    assert_eq!(found(people::Table::WRITTEN.any(shelf)).await, ["Bob"]);
    let followers = people::Table::FOLLOWERS.any(people::Table::NAME.eq("Cid"));
    assert_eq!(found(followers).await, ["Bob"]);
    assert_eq!(
        found(people::Table::FOLLOWERS.none(Filter::every_row())).await,
        ["Cid"]
    );
    let paid = people::Table::EMPLOYEE.exists();
    assert_eq!(
        found(people::Table::FOLLOWEES.any(paid)).await,
        ["Ada", "Cid", "Dan"]
    );
    let follows = people::Table::FOLLOWS_OF.any(follows::Table::FOLLOWEE_ID.eq(1));
    assert_eq!(found(follows).await, ["Bob"]);
    let german = translations::Table::LANGUAGE.any(languages::Table::LABEL.eq("Deutsch"));
    let select = Select::new(books::Table::TRANSLATIONS.any(german));
    let book = books::list(db, &select);
    assert_eq!(titles(&book.await.unwrap().items), ["On Engines"]);
}

#[tokio::test]
async fn a_part_of_a_relation_is_one() {
    let fixture = start("preload_part").await;
    let db = &fixture.db;
    let rows = all_people(db).await;
    let relations = (
        people::Table::ENGLISH_BOOKS
            .order(books::Table::TITLE.asc())
            .limit(1),
        people::Table::ENGLISH_BOOKS.filter(books::Table::TITLE.ne("Notes")),
        people::Table::PAID_FOLLOWERS,
    );
    let found = people::preload(db, rows, relations).await.unwrap();
    let english: Vec<Vec<&str>> = found.iter().map(|one| titles(&one.1)).collect();
    assert_eq!(english, [vec!["Notes"], vec![], vec![], vec![]]);
    let english: Vec<Vec<&str>> = found.iter().map(|one| titles(&one.2)).collect();
    assert_eq!(english, [vec!["On Engines"], vec![], vec![], vec![]]);
    let paid: Vec<Vec<&str>> = found.iter().map(|one| names(&one.3)).collect();
    assert_eq!(paid, [vec!["Bob"], vec![], vec![], vec!["Dan"]]);
    let rows = all_books(db).await;
    let found = books::preload(db, rows, books::Table::HEAD).await.unwrap();
    let heads: Vec<Option<&str>> = found
        .iter()
        .map(|(_, head)| head.as_ref().map(|one| one.name.as_str()))
        .collect();
    assert_eq!(heads, [Some("Ada"), Some("Ada"), Some("Ada"), None]);

    let filter = people::Table::ENGLISH_BOOKS.exists();
    let page = people::list(db, &Select::new(filter)).await.unwrap();
    assert_eq!(names(&page.items), ["Ada"]);
    let filter = people::Table::PAID_FOLLOWERS.any(people::Table::NAME.eq("Bob"));
    let page = people::list(db, &Select::new(filter)).await.unwrap();
    assert_eq!(names(&page.items), ["Ada"]);
}

/// Pages of one row.
fn one_by_one<T>() -> Select<T> {
    Select::every_row().limit(1)
}

/// The keys of all rows of a list, page by page.
macro_rules! pages {
    ($db:expr, $table:ident, $select:expr, $key:ident) => {{
        let (mut keys, mut after) = (Vec::new(), None);
        loop {
            let page = $table::page($db, &$select, after.as_ref()).await.unwrap();
            keys.extend(page.items.into_iter().map(|row| row.$key));
            match page.next {
                Some(next) => after = Some(next),
                None => break keys,
            }
        }
    }};
}

#[tokio::test]
async fn lists_go_on_page_by_page() {
    let fixture = start("pages").await;
    let db = &fixture.db;
    // Blank-padded keys, words, references that are NULL, and decimals.
    let by_word = one_by_one().order(books::Table::LANG.desc());
    let keys = pages!(db, books, by_word, title);
    assert_eq!(keys, ["Gardens", "On Engines", "Notes", "Über Zahlen"]);
    let by_editor = one_by_one().order(books::Table::EDITOR_ID.asc());
    let keys = pages!(db, books, by_editor, title);
    assert_eq!(keys, ["Gardens", "On Engines", "Notes", "Über Zahlen"]);
    let by_salary = one_by_one().order(employees::Table::SALARY.desc());
    assert_eq!(pages!(db, employees, by_salary, id), [2, 4]);
    let by_room = one_by_one().order(shelves::Table::ROOM.desc());
    assert_eq!(pages!(db, shelves, by_room, number), [1, 2, 1]);
    let by_date = one_by_one().order(follows::Table::SINCE.desc());
    assert_eq!(pages!(db, follows, by_date, follower_id), [1, 2, 3, 4]);
    assert_eq!(pages!(db, secrets, one_by_one(), person_id), [1, 3]);
}

#[tokio::test]
async fn cents_are_added_exactly() {
    let fixture = start("cents").await;
    let db = &fixture.db;
    let cent = EmployeeUpdate {
        salary: Change::Add("0.10".parse().unwrap()),
        ..EmployeeUpdate::default()
    };
    for _ in 0..3 {
        employees::update(db, 4, &cent).await.unwrap();
    }
    let every = employees::Table::ID.eq(4);
    employees::update_where(db, &every, &cent).await.unwrap();
    let found = employees::get(db, 4).await.unwrap();
    assert_eq!(found.salary, "7.40".parse().unwrap());
}
