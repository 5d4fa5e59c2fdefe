//! axum and Diesel, with diesel-async and its pool.

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
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as SqlError};
use diesel_async::pooled_connection::AsyncDieselConnectionManager;
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;

type Database = Pool<AsyncPgConnection>;

diesel::table! {
    users (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        bio -> Nullable<Text>,
        active -> Bool,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    posts (id) {
        id -> BigInt,
        user_id -> BigInt,
        title -> Text,
        body -> Text,
        published -> Bool,
        created_at -> Timestamptz,
    }
}

#[derive(Queryable, Selectable, Serialize)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
struct User {
    id: i64,
    email: String,
    name: String,
    bio: Option<String>,
    active: bool,
    created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Serialize)]
#[diesel(table_name = posts, check_for_backend(diesel::pg::Pg))]
struct Post {
    id: i64,
    user_id: i64,
    title: String,
    body: String,
    published: bool,
    created_at: DateTime<Utc>,
}

// What is not there is NULL, and not DEFAULT: so the statement is one, and stays prepared.
#[derive(Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
struct NewUser<'a> {
    email: &'a str,
    name: &'a str,
    bio: Option<&'a str>,
    active: bool,
}

#[derive(AsChangeset)]
#[diesel(table_name = users)]
struct UserChange<'a> {
    email: Option<&'a str>,
    name: Option<&'a str>,
    bio: Option<Option<&'a str>>,
    active: Option<bool>,
}

fn failure(error: SqlError) -> Failure {
    match error {
        SqlError::NotFound => Failure::NotFound,
        SqlError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Failure::Conflict,
        error => Failure::Database(error.to_string()),
    }
}

async fn connection(pool: &Database) -> Result<Object<AsyncPgConnection>, Failure> {
    let connection = pool.get().await;
    connection.map_err(|error| Failure::Unavailable(error.to_string()))
}

async fn list_users(
    State(pool): State<Database>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<User>>, Failure> {
    let limit = query.limit()?;
    let rows = users::table
        .filter(users::id.gt(query.after()))
        .order(users::id)
        .limit(limit + 1)
        .select(User::as_select())
        .load(&mut connection(&pool).await?)
        .await
        .map_err(failure)?;
    Ok(Json(Page::of(rows, limit, |user| user.id)))
}

async fn get_user(
    State(pool): State<Database>,
    Path(id): Path<i64>,
    Query(query): Query<GetQuery>,
) -> Result<Json<WithPosts<User, Post>>, Failure> {
    let wants_posts = query.posts()?;
    let mut connection = connection(&pool).await?;
    let user = users::table
        .find(id)
        .select(User::as_select())
        .first(&mut connection)
        .await
        .map_err(failure)?;
    let mut posts = None;
    if wants_posts {
        let rows = posts::table
            .filter(posts::user_id.eq(id))
            .order(posts::id)
            .limit(MOST_INCLUDED)
            .select(Post::as_select())
            .load(&mut connection)
            .await;
        posts = Some(rows.map_err(failure)?);
    }
    Ok(Json(WithPosts { user, posts }))
}

async fn create_user(
    State(pool): State<Database>,
    Json(body): Json<UserCreate>,
) -> Result<(StatusCode, HeaderMap, Json<User>), Failure> {
    body.check()?;
    let new = NewUser {
        email: &body.email,
        name: &body.name,
        bio: body.bio.as_deref(),
        active: body.active.unwrap_or(true),
    };
    let user = diesel::insert_into(users::table)
        .values(&new)
        .returning(User::as_returning())
        .get_result(&mut connection(&pool).await?)
        .await
        .map_err(failure)?;
    Ok((StatusCode::CREATED, common::location(user.id), Json(user)))
}

async fn update_user(
    State(pool): State<Database>,
    Path(id): Path<i64>,
    Json(body): Json<UserUpdate>,
) -> Result<Json<User>, Failure> {
    body.check()?;
    let change = UserChange {
        email: body.email.as_deref(),
        name: body.name.as_deref(),
        bio: body.bio.as_ref().map(Option::as_deref),
        active: body.active,
    };
    let user = diesel::update(users::table.find(id))
        .set(&change)
        .returning(User::as_returning())
        .get_result(&mut connection(&pool).await?)
        .await;
    user.map(Json).map_err(failure)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("DATABASE_URL")?;
    let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new(url);
    let pool = Pool::builder(manager).max_size(10).build()?;
    let app = Router::new()
        .route("/users", get(list_users).post(create_user))
        .route("/users/{id}", get(get_user).patch(update_user))
        .with_state(pool);
    common::serve(app).await
}
