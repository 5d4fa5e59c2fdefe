//! The code that was generated in both ways runs, on one database.

use build_rs::{built, generated};
use rowtype_runtime::sqlite::Db;

#[tokio::test]
async fn both_ways_give_code_that_runs() -> Result<(), Box<dyn std::error::Error>> {
    let db = Db::connect("sqlite::memory:").await?;
    db.execute_script(include_str!("../schema.sql")).await?;

    for (title, year) in [("Notes on the Analytical Engine", 1843), ("A-0", 1952)] {
        let book = generated::models::BookCreate {
            title: title.to_owned(),
            year: Some(year),
        };
        generated::tables::books::create(&db, &book).await?;
    }

    let books = built::queries::books::books_since(&db, 1900).await?;
    let titles: Vec<&str> = books.iter().map(|book| book.title.as_str()).collect();
    assert_eq!(titles, ["A-0"]);
    Ok(())
}
