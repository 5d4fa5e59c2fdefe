//! What UPDATE .. RETURNING promises, where there is one.

use rowtype_runtime::ErrorKind;

use super::Fixture;
use super::driver::Select;
use super::generated::models::AuthorCreate;
use super::generated::queries::many::{
    NameTheOneIfAnyParams, NameTheOneParams, name_the_one, name_the_one_if_any,
};
use super::generated::tables::authors;

#[tokio::test]
async fn too_many_rows_are_not_written() {
    let fixture = Fixture::start("too_many_rows").await;
    let db = &fixture.db;
    let author = |name: &str| AuthorCreate {
        name: name.to_owned(),
        bio: Some("writes".to_owned()),
    };
    let first = authors::create(db, &author("Ada")).await.unwrap();
    let one = NameTheOneParams {
        name: "Bea",
        bio: "writes",
    };
    assert_eq!(name_the_one(db, &one).await.unwrap(), first.id);
    authors::create(db, &author("Cid")).await.unwrap();
    let names = async || {
        let page = authors::list(db, &Select::every_row()).await.unwrap();
        page.items
            .into_iter()
            .map(|one| one.name)
            .collect::<Vec<_>>()
    };
    let one = NameTheOneParams {
        name: "Dan",
        bio: "writes",
    };
    let refused = name_the_one(db, &one).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::TooManyRows);
    let one = NameTheOneIfAnyParams {
        name: "Dan",
        bio: "writes",
    };
    let refused = name_the_one_if_any(db, &one).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::TooManyRows);
    assert_eq!(names().await, ["Bea", "Cid"]);
    let none = NameTheOneIfAnyParams {
        name: "Dan",
        bio: "sings",
    };
    assert_eq!(name_the_one_if_any(db, &none).await.unwrap(), None);
    // Inside a transaction what came before stays.
    let tx = db.begin().await.unwrap();
    authors::create(&tx, &author("Eve")).await.unwrap();
    let one = NameTheOneParams {
        name: "Dan",
        bio: "writes",
    };
    assert!(name_the_one(&tx, &one).await.is_err());
    tx.commit().await.unwrap();
    assert_eq!(names().await, ["Bea", "Cid", "Eve"]);
}
