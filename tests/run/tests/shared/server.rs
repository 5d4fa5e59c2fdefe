//! What the server itself counts: a relation is one statement, whatever the number of its parents.

use super::Fixture;
use super::driver::{Db, Select};
use super::relations::models::Person;
use super::relations::tables::people::{self, Table};

#[tokio::test]
async fn the_server_runs_one_statement_for_each_relation() {
    let fixture = Fixture::counted_relations("server_counts").await;
    let db = &fixture.db;
    let mut last = 0;
    for people_added in [2, 7, 700] {
        let first = last + 1;
        last += people_added;
        let rows: Vec<String> = (first..=last)
            .map(|id| format!("({id}, 'p{id}', nullif({id} - 1, 0))"))
            .collect();
        let rows = rows.join(", ");
        db.execute_script(&format!(
            "INSERT INTO people (id, name, boss_id) VALUES {rows}"
        ))
        .await
        .unwrap();
        // Once before, since a connection asks for what the types of a statement are.
        preload(db, all(db).await).await;
        let start = fixture.statements().await;
        let rows = all(db).await;
        assert_eq!(rows.len(), last);
        let listed = fixture.statements().await;
        preload(db, rows).await;
        let loaded = fixture.statements().await;
        assert_eq!((listed - start, loaded - listed), (1, 4), "of {last}");
    }
}

async fn all(db: &Db) -> Vec<Person> {
    people::list(db, &Select::every_row()).await.unwrap().items
}

async fn preload(db: &Db, rows: Vec<Person>) {
    let reports = Table::REPORTS.limit(2).with(Table::WRITTEN);
    let relations = (Table::BOSS, reports, Table::FOLLOWERS);
    people::preload(db, rows, relations).await.unwrap();
}
