//! The generated service, as `rowtype init` starts it.

use std::env;
use std::error::Error;

use rowtype_runtime::mysql::Db;

#[allow(missing_docs, dead_code, reason = "not all of it is asked for")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/mariadb/generated.rs"));
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("DATABASE_URL")?;
    let port: u16 = env::var("PORT")?.parse()?;
    let db = Db::connect(&url).await?;
    generated::http::service(db)
        .run(("127.0.0.1", port))
        .await?;
    Ok(())
}
