//! axum and sqlx on PostgreSQL, as its documentation shows them: `query_as` into structs that derive `FromRow`, the pool of sqlx.

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
use serde::Serialize;
use sqlx::FromRow;
use sqlx::postgres::{PgPool, PgPoolOptions};

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

#[derive(FromRow, Serialize)]
struct User {
    id: i64,
    email: String,
    name: String,
    bio: Option<String>,
    active: bool,
    created_at: DateTime<Utc>,
}

#[derive(FromRow, Serialize)]
struct Post {
    id: i64,
    user_id: i64,
    title: String,
    body: String,
    published: bool,
    created_at: DateTime<Utc>,
}

fn failure(error: sqlx::Error) -> Failure {
    match error {
        sqlx::Error::RowNotFound => Failure::NotFound,
        sqlx::Error::Database(error) if error.is_unique_violation() => Failure::Conflict,
        sqlx::Error::PoolTimedOut => Failure::Unavailable("no connection is free".to_owned()),
        error => Failure::Database(error.to_string()),
    }
}

async fn list_users(
    State(pool): State<PgPool>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<User>>, Failure> {
    let limit = query.limit()?;
    let users = sqlx::query_as(LIST)
        .bind(query.after())
        .bind(limit + 1)
        .fetch_all(&pool)
        .await
        .map_err(failure)?;
    Ok(Json(Page::of(users, limit, |user: &User| user.id)))
}

async fn get_user(
    State(pool): State<PgPool>,
    Path(id): Path<i64>,
    Query(query): Query<GetQuery>,
) -> Result<Json<WithPosts<User, Post>>, Failure> {
    let wants_posts = query.posts()?;
    let user = sqlx::query_as(GET).bind(id).fetch_one(&pool).await;
    let user = user.map_err(failure)?;
    let mut posts = None;
    if wants_posts {
        let rows = sqlx::query_as(POSTS)
            .bind(id)
            .bind(MOST_INCLUDED)
            .fetch_all(&pool)
            .await;
        posts = Some(rows.map_err(failure)?);
    }
    Ok(Json(WithPosts { user, posts }))
}

async fn create_user(
    State(pool): State<PgPool>,
    Json(body): Json<UserCreate>,
) -> Result<(StatusCode, HeaderMap, Json<User>), Failure> {
    body.check()?;
    let user: User = sqlx::query_as(CREATE)
        .bind(&body.email)
        .bind(&body.name)
        .bind(&body.bio)
        .bind(body.active)
        .fetch_one(&pool)
        .await
        .map_err(failure)?;
    Ok((StatusCode::CREATED, common::location(user.id), Json(user)))
}

async fn update_user(
    State(pool): State<PgPool>,
    Path(id): Path<i64>,
    Json(body): Json<UserUpdate>,
) -> Result<Json<User>, Failure> {
    body.check()?;
    let (sets_bio, bio) = body.bio();
    let user = sqlx::query_as(UPDATE)
        .bind(id)
        .bind(&body.email)
        .bind(&body.name)
        .bind(sets_bio)
        .bind(bio)
        .bind(body.active)
        .fetch_one(&pool)
        .await;
    user.map(Json).map_err(failure)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let pool = PgPoolOptions::new()
        .max_connections(10)
        .test_before_acquire(false)
        .connect(&env::var("DATABASE_URL")?)
        .await?;
    let app = Router::new()
        .route("/users", get(list_users).post(create_user))
        .route("/users/{id}", get(get_user).patch(update_user))
        .with_state(pool);
    common::serve(app).await
}
