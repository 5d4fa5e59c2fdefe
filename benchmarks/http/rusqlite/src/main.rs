//! What a careful engineer writes by hand on SQLite: axum, rusqlite behind a pool whose connections have a thread each, cached
//! statements, owned structs. Writes have a pool of one connection, so that they wait in line and not for a lock.

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
use deadpool_sqlite::rusqlite::{self, Connection, ErrorCode, Row, ffi, params};
use deadpool_sqlite::{Config, Hook, HookError, Pool, Runtime};
use serde::Serialize;

const LIST: &str =
    "SELECT id, email, name, bio, active, created_at FROM users WHERE id > ?1 ORDER BY id LIMIT ?2";
const GET: &str = "SELECT id, email, name, bio, active, created_at FROM users WHERE id = ?1";
const POSTS: &str = "SELECT id, user_id, title, body, published, created_at FROM posts WHERE user_id = ?1 ORDER BY id LIMIT ?2";
const CREATE: &str =
    "INSERT INTO users (email, name, bio, active) VALUES (?1, ?2, ?3, coalesce(?4, true))
RETURNING id, email, name, bio, active, created_at";
const UPDATE: &str = "UPDATE users SET email = coalesce(?2, email), name = coalesce(?3, name),
  bio = CASE WHEN ?4 THEN ?5 ELSE bio END, active = coalesce(?6, active)
WHERE id = ?1 RETURNING id, email, name, bio, active, created_at";
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000";

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
    fn of(row: &Row<'_>) -> rusqlite::Result<User> {
        Ok(User {
            id: row.get(0)?,
            email: row.get(1)?,
            name: row.get(2)?,
            bio: row.get(3)?,
            active: row.get(4)?,
            created_at: row.get(5)?,
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
    fn of(row: &Row<'_>) -> rusqlite::Result<Post> {
        Ok(Post {
            id: row.get(0)?,
            user_id: row.get(1)?,
            title: row.get(2)?,
            body: row.get(3)?,
            published: row.get(4)?,
            created_at: row.get(5)?,
        })
    }
}

#[derive(Clone)]
struct Database {
    readers: Pool,
    writer: Pool,
}

fn failure(error: rusqlite::Error) -> Failure {
    match &error {
        rusqlite::Error::QueryReturnedNoRows => Failure::NotFound,
        rusqlite::Error::SqliteFailure(code, _)
            if code.code == ErrorCode::ConstraintViolation
                && code.extended_code == ffi::SQLITE_CONSTRAINT_UNIQUE =>
        {
            Failure::Conflict
        }
        _ => Failure::Database(error.to_string()),
    }
}

async fn with<T: Send + 'static>(
    pool: &Pool,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
) -> Result<T, Failure> {
    let connection = pool.get().await;
    let connection = connection.map_err(|error| Failure::Unavailable(error.to_string()))?;
    let done = connection
        .interact(move |connection| work(connection))
        .await;
    done.map_err(|error| Failure::Database(error.to_string()))?
        .map_err(failure)
}

async fn list_users(
    State(db): State<Database>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<User>>, Failure> {
    let limit = query.limit()?;
    let after = query.after();
    let users = with(&db.readers, move |connection| {
        let mut statement = connection.prepare_cached(LIST)?;
        statement
            .query_map(params![after, limit + 1], User::of)?
            .collect()
    });
    Ok(Json(Page::of(users.await?, limit, |user: &User| user.id)))
}

async fn get_user(
    State(db): State<Database>,
    Path(id): Path<i64>,
    Query(query): Query<GetQuery>,
) -> Result<Json<WithPosts<User, Post>>, Failure> {
    let wants_posts = query.posts()?;
    let found = with(&db.readers, move |connection| {
        let user = connection.prepare_cached(GET)?.query_row([id], User::of)?;
        let mut posts = None;
        if wants_posts {
            let mut statement = connection.prepare_cached(POSTS)?;
            let rows = statement.query_map([id, MOST_INCLUDED], Post::of)?;
            posts = Some(rows.collect::<Result<_, _>>()?);
        }
        Ok(WithPosts { user, posts })
    });
    found.await.map(Json)
}

async fn create_user(
    State(db): State<Database>,
    Json(body): Json<UserCreate>,
) -> Result<(StatusCode, HeaderMap, Json<User>), Failure> {
    body.check()?;
    let user = with(&db.writer, move |connection| {
        connection.prepare_cached(CREATE)?.query_row(
            params![body.email, body.name, body.bio, body.active],
            User::of,
        )
    });
    let user = user.await?;
    Ok((StatusCode::CREATED, common::location(user.id), Json(user)))
}

async fn update_user(
    State(db): State<Database>,
    Path(id): Path<i64>,
    Json(body): Json<UserUpdate>,
) -> Result<Json<User>, Failure> {
    body.check()?;
    let user = with(&db.writer, move |connection| {
        let (sets_bio, bio) = body.bio();
        let values = params![id, body.email, body.name, sets_bio, bio, body.active];
        connection
            .prepare_cached(UPDATE)?
            .query_row(values, User::of)
    });
    user.await.map(Json)
}

fn pool(path: &str, connections: usize) -> Result<Pool, Box<dyn Error>> {
    let set = Hook::async_fn(|connection, _| {
        Box::pin(async move {
            let set = connection
                .interact(|connection| connection.execute_batch(SETTINGS))
                .await;
            set.map_err(|error| HookError::message(error.to_string()))?
                .map_err(HookError::Backend)
        })
    });
    let pool = Config::new(path)
        .builder(Runtime::Tokio1)?
        .max_size(connections)
        .post_create(set)
        .build()?;
    Ok(pool)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("DATABASE_URL")?;
    let path = url.strip_prefix("sqlite:").unwrap_or(&url);
    let database = Database {
        readers: pool(path, 4)?,
        writer: pool(path, 1)?,
    };
    let app = Router::new()
        .route("/users", get(list_users).post(create_user))
        .route("/users/{id}", get(get_user).patch(update_user))
        .with_state(database);
    common::serve(app).await
}
