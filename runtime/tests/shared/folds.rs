//! Rows that are put together without a value for each.

use rowtype_runtime::ErrorKind;

use super::driver::{Read, Result, Row, Sql};
use super::fixture::Fixture;

static TEXTS: Sql = Sql::new("notes.texts", "SELECT text, note FROM notes ORDER BY text");

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    fixture
        .db
        .execute_script(
            "CREATE TABLE notes (text varchar(10) NOT NULL, note varchar(10));
             INSERT INTO notes VALUES ('a', 'first'), ('b', NULL), ('ü', 'last')",
        )
        .await
        .unwrap();
    fixture
}

fn join(line: &mut String, row: &Row<'_>) -> Result<()> {
    let text: &str = row.get_ref(0)?;
    let note: Option<&str> = row.get_ref(1)?;
    line.push_str(text);
    line.push('=');
    line.push_str(note.unwrap_or("nothing"));
    line.push(';');
    Ok(())
}

#[tokio::test]
async fn rows_are_put_together_where_they_lie() {
    let fixture = start("fold").await;
    let wanted = "> a=first;b=nothing;ü=last;";
    let db = fixture.db.clone();
    // As a handler runs it: the future goes to another thread.
    let made = tokio::spawn(async move {
        let line = String::from("> ");
        db.fold(&TEXTS, &[], line, join).await
    });
    assert_eq!(made.await.unwrap().unwrap(), wanted);
    let tx = fixture.db.begin().await.unwrap();
    let made = tx.fold(&TEXTS, &[], String::from("> "), join).await;
    assert_eq!(made.unwrap(), wanted);
    let made = fixture.db.reading();
    let made = made.fold(&TEXTS, &[], String::from("> "), join).await;
    assert_eq!(made.unwrap(), wanted);
}

#[tokio::test]
async fn a_row_that_does_not_fit_ends_it_and_the_connection_stays_well() {
    let fixture = start("fold_wrong").await;
    let tx = fixture.db.begin().await.unwrap();
    let null = tx.fold(&TEXTS, &[], 0, |count, row| {
        row.get_ref::<&str>(1)?;
        *count += 1;
        Ok(())
    });
    let error = null.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error:?}");
    let number = Sql::new("number", "SELECT 1");
    let wrong = tx.fold(&number, &[], (), |(), row| row.get_ref::<&str>(0).map(drop));
    assert_eq!(wrong.await.unwrap_err().kind(), ErrorKind::Decode);
    let made = tx.fold(&TEXTS, &[], String::new(), join).await;
    assert_eq!(made.unwrap(), "a=first;b=nothing;ü=last;");
    tx.commit().await.unwrap();
}
