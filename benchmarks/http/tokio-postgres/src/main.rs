//! What a careful engineer writes by hand: axum, tokio-postgres behind deadpool, cached statements, owned structs.

use std::env;
use std::error::Error;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use common::{
    Failure, GetQuery, ListQuery, MOST_INCLUDED, Page, UserCreate, UserUpdate, WithPosts,
};
use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod};
use serde::Serialize;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Error as SqlError, NoTls, Row};

const LIST: &str =
    "SELECT id, email, name, bio, active, created_at FROM users WHERE id > $1 ORDER BY id LIMIT $2";
const GET: &str = "SELECT id, email, name, bio, active, created_at FROM users WHERE id = $1";
const POSTS: &str = "SELECT id, user_id, title, body, published, created_at FROM posts WHERE user_id = $1 ORDER BY id LIMIT $2";
const CREATE: &str =
    "INSERT INTO users (email, name, bio, active) VALUES ($1, $2, $3, coalesce($4, true))
RETURNING id, email, name, bio, active, created_at";
const UPDATE: &str = "UPDATE users SET email = coalesce($2, email), name = coalesce($3, name),
  bio = CASE WHEN $4 THEN $5 ELSE bio END, active = coalesce($6, active)
WHERE id = $1 RETURNING id, email, name, bio, active, created_at";

#[derive(Serialize)]
struct User {
    id: i64,
    email: String,
    name: String,
    bio: Option<String>,
    active: bool,
    created_at: DateTime<Utc>,
}

impl User {
    fn of(row: &Row) -> Result<User, SqlError> {
        Ok(User {
            id: row.try_get(0)?,
            email: row.try_get(1)?,
            name: row.try_get(2)?,
            bio: row.try_get(3)?,
            active: row.try_get(4)?,
            created_at: row.try_get(5)?,
        })
    }
}

#[derive(Serialize)]
struct Post {
    id: i64,
    user_id: i64,
    title: String,
    body: String,
    published: bool,
    created_at: DateTime<Utc>,
}

impl Post {
    fn of(row: &Row) -> Result<Post, SqlError> {
        Ok(Post {
            id: row.try_get(0)?,
            user_id: row.try_get(1)?,
            title: row.try_get(2)?,
            body: row.try_get(3)?,
            published: row.try_get(4)?,
            created_at: row.try_get(5)?,
        })
    }
}

fn failure(error: SqlError) -> Failure {
    match error.code() {
        Some(&SqlState::UNIQUE_VIOLATION) => Failure::Conflict,
        _ => Failure::Database(error.to_string()),
    }
}

async fn client(pool: &Pool) -> Result<Client, Failure> {
    let client = pool.get().await;
    client.map_err(|error| Failure::Unavailable(error.to_string()))
}

async fn list_users(
    State(pool): State<Pool>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<User>>, Failure> {
    let limit = query.limit()?;
    let client = client(&pool).await?;
    let statement = client.prepare_cached(LIST).await.map_err(failure)?;
    let rows = client
        .query(&statement, &[&query.after(), &(limit + 1)])
        .await;
    let users = rows
        .map_err(failure)?
        .iter()
        .map(User::of)
        .collect::<Result<_, _>>();
    Ok(Json(Page::of(users.map_err(failure)?, limit, |user| {
        user.id
    })))
}

async fn get_user(
    State(pool): State<Pool>,
    Path(id): Path<i64>,
    Query(query): Query<GetQuery>,
) -> Result<Json<WithPosts<User, Post>>, Failure> {
    let wants_posts = query.posts()?;
    let client = client(&pool).await?;
    let statement = client.prepare_cached(GET).await.map_err(failure)?;
    let row = client
        .query_opt(&statement, &[&id])
        .await
        .map_err(failure)?;
    let user = User::of(&row.ok_or(Failure::NotFound)?).map_err(failure)?;
    let mut posts = None;
    if wants_posts {
        let statement = client.prepare_cached(POSTS).await.map_err(failure)?;
        let rows = client.query(&statement, &[&id, &MOST_INCLUDED]).await;
        let rows = rows
            .map_err(failure)?
            .iter()
            .map(Post::of)
            .collect::<Result<_, _>>();
        posts = Some(rows.map_err(failure)?);
    }
    Ok(Json(WithPosts { user, posts }))
}

async fn create_user(
    State(pool): State<Pool>,
    Json(body): Json<UserCreate>,
) -> Result<(StatusCode, HeaderMap, Json<User>), Failure> {
    body.check()?;
    let client = client(&pool).await?;
    let statement = client.prepare_cached(CREATE).await.map_err(failure)?;
    let row = client
        .query_one(
            &statement,
            &[&body.email, &body.name, &body.bio, &body.active],
        )
        .await;
    let user = User::of(&row.map_err(failure)?).map_err(failure)?;
    Ok((StatusCode::CREATED, common::location(user.id), Json(user)))
}

async fn update_user(
    State(pool): State<Pool>,
    Path(id): Path<i64>,
    Json(body): Json<UserUpdate>,
) -> Result<Json<User>, Failure> {
    body.check()?;
    let client = client(&pool).await?;
    let statement = client.prepare_cached(UPDATE).await.map_err(failure)?;
    let (sets_bio, bio) = body.bio();
    let row = client
        .query_opt(
            &statement,
            &[&id, &body.email, &body.name, &sets_bio, &bio, &body.active],
        )
        .await;
    let row = row.map_err(failure)?.ok_or(Failure::NotFound)?;
    User::of(&row).map(Json).map_err(failure)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = env::var("DATABASE_URL")?.parse()?;
    let recycling_method = RecyclingMethod::Fast;
    let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method });
    let pool = Pool::builder(manager).max_size(10).build()?;
    let app = Router::new()
        .route("/users", get(list_users).post(create_user))
        .route("/users/{id}", get(get_user).patch(update_user))
        .with_state(pool);
    common::serve(app).await
}
