//! The commands that reach a database, on PostgreSQL.

use rowtype_runtime::Sql;
use rowtype_runtime::postgres::{Db, Write};

use super::project::Project;

/// What waits for a database.
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// The address of a new, empty database.
pub fn new_database(name: &str) -> String {
    let server = std::env::var("ROWTYPE_TEST_POSTGRES").expect(
        "ROWTYPE_TEST_POSTGRES names a PostgreSQL server: cargo xtask with-postgres cargo test --test cli",
    );
    let name = format!("cli_{name}_{}", std::process::id());
    runtime().block_on(async {
        let db = Db::connect(&server).await.expect("the server answers");
        let create = Sql {
            name: "create",
            text: format!("CREATE DATABASE {name}").into(),
            is_filtered: false,
        };
        db.execute(&create, &[]).await.expect("it may be made");
    });
    let (address, options) = server.split_once('?').unwrap_or((&server, ""));
    let (start, _) = address
        .rsplit_once('/')
        .expect("an address with a database");
    format!("{start}/{name}?{options}")
}

#[test]
fn migrations_are_applied_once_and_dev_leaves_the_database_alone() {
    let project = Project::empty();
    project.run(&["init", "shop", "--postgres"]).with_code(0);
    let database = new_database("shop");
    let inside = ["--project", "shop"];
    let migrate = [["migrate", "--database", &database].as_slice(), &inside].concat();
    project
        .run(&migrate)
        .with_code(0)
        .says(&["applied", "_init"]);
    project.run(&migrate).with_code(0).says(&["nothing to do"]);

    let dev = [["dev", "--no-watch"].as_slice(), &inside].concat();
    project
        .run_with(&dev, &[("DATABASE_URL", &database)])
        .with_code(2)
        .complains(&["not-a-dev-database"]);
    project.run(&migrate).with_code(0).says(&["nothing to do"]);
}
