//! The reference service: a database, and the API that rowtype has generated for it.
//!
//! `DATABASE_URL` names the database (`sqlite:blog.db`), `PORT` the port on 127.0.0.1. `rowtype dev` sets both. With
//! `--migrate` it brings the database up to date and does no more.

use std::env;
use std::error::Error;

use rowtype_runtime::sqlite::Db;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("DATABASE_URL").unwrap_or_else(|_| "sqlite:blog.db".to_owned());
    let port = env::var("PORT").map_or(Ok(8080), |port| port.parse::<u16>())?;

    let db = Db::connect(&url).await?;
    db.migrate(&generated::migrations::all()).await?;
    if env::args().any(|argument| argument == "--migrate") {
        return Ok(());
    }

    blog::service(db).run(("127.0.0.1", port)).await?;
    Ok(())
}
