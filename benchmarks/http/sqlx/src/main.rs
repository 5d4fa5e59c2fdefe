//! axum and sqlx, as its documentation shows them: `query_as` into structs that derive `FromRow`, the pool of sqlx. The address
//! says which database it is.

use std::env;
use std::error::Error;

mod postgres;
mod sqlite;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("DATABASE_URL")?;
    let app = match url.starts_with("sqlite:") {
        true => sqlite::app(&url).await?,
        false => postgres::app(&url).await?,
    };
    common::serve(app).await
}
