//! The case `tenants`: PostgreSQL's own row-level security says whose rows are whose, and handlers say who is asking.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use rowtype_runtime::postgres::{Db, Error, Read, Sql, Write as _};
use serde_json::{Value, json};

use crate::callers::Caller;
use crate::service::Running;

fn add(running: &Running, person: &str, title: &str) -> String {
    let caller = Caller::known(running, person);
    let row = caller.create(
        "create_document",
        &json!({"person": person, "title": title}),
    );
    row["id"].to_string()
}

fn titles(running: &Running, token: &str) -> Vec<Value> {
    let items = Caller::known(running, token).get("titles", &[], "")["items"].clone();
    let items = items.as_array().expect("items").iter();
    items.map(|item| item["title"].clone()).collect()
}

/// What the policies say, by every kind of handler.
pub fn policies(running: &Running) {
    let (ada, _) = (add(running, "ada", "Hers"), add(running, "bob", "His"));
    assert_eq!(titles(running, "ada"), ["Hers"]);
    assert_eq!(titles(running, "bob"), ["His"]);
    assert_eq!(titles(running, "eve"), [] as [&str; 0]);
    assert_eq!(titles(running, "eve,reader,editor"), ["Hers", "His"]);
    assert_eq!(titles(running, "eve,\"editor,reader"), [] as [&str; 0]);
    let bob = Caller::known(running, "bob");
    let list = bob.get("list_documents", &[], "?total=true");
    assert_eq!(
        (&list["total"], &list["items"][0]["title"]),
        (&json!(1), &json!("His"))
    );
    let change = json!({"title": "Mine"});
    assert_eq!(bob.status("get_document", &[&ada], None), 404);
    assert_eq!(bob.status("update_document", &[&ada], Some(&change)), 404);
    assert_eq!(bob.status("delete_document", &[&ada], None), 404);
    let foreign = json!({"person": "ada", "title": "Forged"});
    assert_eq!(bob.status("create_document", &[], Some(&foreign)), 403);
    let editor = Caller::known(running, "eve,editor");
    assert_eq!(editor.status("get_document", &[&ada], None), 200);
    assert_eq!(
        editor.status("update_document", &[&ada], Some(&change)),
        403
    );
    let changed = bob.ask("retitle", &[], "", Some(&change));
    assert_eq!(changed.json()["affected"], 1, "{}", changed.text());
    assert_eq!(titles(running, "eve,editor"), ["Hers", "Mine"]);
}

/// What policies keep from somebody is not there beside other rows either, and the document says that it may not be.
pub fn related(running: &Running) {
    for (person, title) in [("ada", "Hers"), ("bob", "His")] {
        let document = add(running, person, title);
        let remark =
            format!("INSERT INTO remarks (document_id, words) VALUES ({document}, 'Good.')");
        running.database.execute(&remark);
    }
    let shown = |token: &str| {
        let list =
            Caller::known(running, token).get("list_remarks", &[], "?sort=id&include=document");
        [0, 1].map(|at| list["items"][at]["document"]["title"].clone())
    };
    assert_eq!(shown("ada"), [json!("Hers"), Value::Null]);
    assert_eq!(shown("bob"), [Value::Null, json!("His")]);
    assert_eq!(shown("eve,editor"), [json!("Hers"), json!("His")]);
    assert_eq!(shown("eve"), [Value::Null, Value::Null]);
}

/// All callers have one connection, on which nothing of one is left for the next: not after a success, a refusal, or a request that
/// nobody waits for any more.
pub fn one_connection(running: &Running) {
    add(running, "ada", "Hers");
    let foreign = json!({"person": "bob", "title": "Forged"});
    for round in 0..5 {
        assert_eq!(titles(running, "ada"), ["Hers"], "round {round}");
        assert_eq!(titles(running, "bob"), [] as [&str; 0], "round {round}");
        let ada = Caller::known(running, "ada,editor");
        assert_eq!(ada.status("create_document", &[], Some(&foreign)), 403);
        assert_eq!(titles(running, "bob"), [] as [&str; 0], "round {round}");
        let operation = running.operation("list_documents");
        assert_eq!(
            Caller::unknown(running).status(operation.id(), &[], None),
            401
        );
    }
    let mut stream = TcpStream::connect(running.address).expect("the service listens");
    let request =
        "GET /slowly HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer caller:ada,editor\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("it is sent");
    std::thread::sleep(Duration::from_millis(300));
    drop(stream);
    assert_eq!(
        titles(running, "bob"),
        [] as [&str; 0],
        "after a caller who went away"
    );
    assert_eq!(titles(running, "ada"), ["Hers"]);
}

static WHO: Sql = Sql::new(
    "who",
    "SELECT coalesce(current_setting('rowtype.principal', true), '') || '/' || coalesce(current_setting('rowtype.roles', true), '')",
);
static FAILS: Sql = Sql::new(
    "fails",
    "SELECT 1 / (length(current_setting('rowtype.principal')) - 3)",
);

/// Settings of every kind of statement, on one connection.
pub async fn settings(url: &str) -> Result<(), Error> {
    let db = Db::connect(&format!("{url}?connections=1")).await?;
    let ada = db.acting_for(Some("ada"), &["a,b".to_owned(), "c\"d".to_owned()]);
    let of_ada = "ada/{\"a,b\",\"c\\\"d\"}";
    let who = async |db: &Db| db.query_one(&WHO, &[], |row| row.get::<String>(0)).await;
    assert_eq!(who(&db).await?, "/");
    for _ in 0..3 {
        assert_eq!(who(&ada).await?, of_ada);
        assert_eq!(who(&db).await?, "/");
        let failed = ada.query_one(&FAILS, &[], |row| row.get::<i32>(0)).await;
        assert!(failed.is_err(), "the length of ada is 3");
        assert_eq!(who(&db).await?, "/");
    }
    let written = ada.write_one(&WHO, &[], |row| row.get::<String>(0)).await?;
    assert_eq!(written, of_ada);
    let tx = ada.begin().await?;
    assert_eq!(
        tx.query_one(&WHO, &[], |row| row.get::<String>(0)).await?,
        of_ada
    );
    let savepoint = tx.begin().await?;
    assert_eq!(
        savepoint
            .query_one(&WHO, &[], |row| row.get::<String>(0))
            .await?,
        of_ada
    );
    savepoint.rollback().await?;
    assert_eq!(
        tx.query_one(&WHO, &[], |row| row.get::<String>(0)).await?,
        of_ada
    );
    drop(tx);
    assert_eq!(who(&db).await?, "/");
    let mut rows = ada.stream(&WHO, &[], |row| row.get::<String>(0)).await?;
    assert_eq!(rows.next().await.transpose()?.as_deref(), Some(of_ada));
    drop(rows);
    assert_eq!(who(&db).await?, "/");
    let folded = ada.fold(&WHO, &[], String::new(), |all: &mut String, row| {
        all.push_str(row.get_ref::<&str>(0)?);
        Ok(())
    });
    assert_eq!(folded.await?, of_ada);
    assert_eq!(who(&db).await?, "/");
    assert_eq!(who(&ada.session()).await?, of_ada);
    assert!(matches!(ada.raw().await, Err(Error::Denied(_))));
    assert_eq!(who(&ada.acting_for(None, &[])).await?, "/{}");
    assert_eq!(who(&db).await?, "/");
    Ok(())
}
