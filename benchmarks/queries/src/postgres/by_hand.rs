//! What a careful engineer writes on tokio-postgres: a pool, prepared statements, rows decoded by index.

use std::pin::pin;

use chrono::{DateTime, Utc};
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use futures_util::TryStreamExt;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Config, NoTls, Row};

use crate::Failure;
use crate::operation::{AUTHORS, Operation, ROWS, later, length};

const GET: &str =
    "SELECT id, author_id, title, body, status, views, created_at FROM posts WHERE id = $1";
const NEWEST: &str = "SELECT id, author_id, title, body, status, views, created_at FROM posts \
                      WHERE author_id = $1 ORDER BY id DESC LIMIT 100";
const ALL: &str = "SELECT id, author_id, title, body, status, views, created_at FROM posts";
const CREATE: &str = "INSERT INTO posts (author_id, title, body, status, views, created_at) \
                      VALUES ($1, $2, $3, coalesce($4, 'draft'), coalesce($5::bigint, 0), $6) \
                      RETURNING id, author_id, title, body, status, views, created_at";
const UPDATE: &str = "UPDATE posts SET author_id = coalesce($2, author_id), title = coalesce($3, title), \
                      body = CASE WHEN $4 THEN $5 ELSE body END, status = coalesce($6, status), \
                      views = coalesce($7, views), created_at = coalesce($8, created_at) WHERE id = $1 \
                      RETURNING id, author_id, title, body, status, views, created_at";
const COPY: &str =
    "COPY posts (author_id, title, body, status, views, created_at) FROM STDIN (FORMAT binary)";

/// A pool of connections.
pub struct Db {
    pool: Pool,
}

#[expect(dead_code, reason = "what is decoded is not all read")]
struct Post {
    id: i64,
    author_id: i64,
    title: String,
    body: Option<String>,
    status: Status,
    views: i64,
    created_at: DateTime<Utc>,
}

enum Status {
    Draft,
    Published,
}

struct NewPost<'a> {
    author_id: i64,
    title: &'a str,
    body: Option<&'a str>,
    status: Option<Status>,
    views: Option<i64>,
    created_at: DateTime<Utc>,
}

#[derive(Default)]
struct Change {
    author_id: Option<i64>,
    title: Option<String>,
    body: Option<Option<String>>,
    status: Option<Status>,
    views: Option<i64>,
    created_at: Option<DateTime<Utc>>,
}

impl Status {
    fn as_str(&self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Published => "published",
        }
    }
}

impl Post {
    fn of(row: &Row) -> Result<Self, Failure> {
        Ok(Post {
            id: row.try_get(0)?,
            author_id: row.try_get(1)?,
            title: row.try_get(2)?,
            body: row.try_get(3)?,
            status: match row.try_get(4)? {
                "draft" => Status::Draft,
                "published" => Status::Published,
                other => return Err(format!("no status: {other}").into()),
            },
            views: row.try_get(5)?,
            created_at: row.try_get(6)?,
        })
    }
}

impl Db {
    /// Connects.
    pub async fn connect(url: &str) -> Result<Self, Failure> {
        let config: Config = url.parse()?;
        let recycling_method = RecyclingMethod::Fast;
        let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method });
        Ok(Db {
            pool: Pool::builder(manager).max_size(10).build()?,
        })
    }

    async fn get(&self, id: i64) -> Result<Post, Failure> {
        let client = self.pool.get().await?;
        let statement = client.prepare_cached(GET).await?;
        Post::of(&client.query_one(&statement, &[&id]).await?)
    }

    async fn newest(&self, author_id: i64) -> Result<Vec<Post>, Failure> {
        let client = self.pool.get().await?;
        let statement = client.prepare_cached(NEWEST).await?;
        let rows = client.query(&statement, &[&author_id]).await?;
        rows.iter().map(Post::of).collect()
    }

    async fn create(&self, post: &NewPost<'_>) -> Result<Post, Failure> {
        let client = self.pool.get().await?;
        let statement = client.prepare_cached(CREATE).await?;
        let status = post.status.as_ref().map(Status::as_str);
        let row = client
            .query_one(
                &statement,
                &[
                    &post.author_id,
                    &post.title,
                    &post.body,
                    &status,
                    &post.views,
                    &post.created_at,
                ],
            )
            .await?;
        Post::of(&row)
    }

    async fn update(&self, id: i64, change: &Change) -> Result<Post, Failure> {
        let client = self.pool.get().await?;
        let statement = client.prepare_cached(UPDATE).await?;
        let status = change.status.as_ref().map(Status::as_str);
        let row = client
            .query_one(
                &statement,
                &[
                    &id,
                    &change.author_id,
                    &change.title,
                    &change.body.is_some(),
                    &change.body.as_ref().and_then(Option::as_ref),
                    &status,
                    &change.views,
                    &change.created_at,
                ],
            )
            .await?;
        Post::of(&row)
    }

    async fn read_all(&self) -> Result<u64, Failure> {
        let client = self.pool.get().await?;
        let statement = client.prepare_cached(ALL).await?;
        let none: [&(dyn ToSql + Sync); 0] = [];
        let mut rows = pin!(client.query_raw(&statement, none).await?);
        let mut read = 0;
        while let Some(row) = rows.try_next().await? {
            read += length(Post::of(&row)?.title.len());
        }
        Ok(read)
    }

    async fn load(&self, posts: &[NewPost<'_>]) -> Result<u64, Failure> {
        let client = self.pool.get().await?;
        let types = [
            Type::INT8,
            Type::TEXT,
            Type::TEXT,
            Type::TEXT,
            Type::INT8,
            Type::TIMESTAMPTZ,
        ];
        let sink = client.copy_in(COPY).await?;
        let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
        for post in posts {
            let status = post.status.as_ref().map(Status::as_str);
            let values: [&(dyn ToSql + Sync); 6] = [
                &post.author_id,
                &post.title,
                &post.body,
                &status,
                &post.views,
                &post.created_at,
            ];
            writer.as_mut().write(&values).await?;
        }
        Ok(writer.finish().await?)
    }
}

impl Db {
    /// Does an operation once.
    pub async fn run(&self, operation: Operation, n: i64) -> Result<u64, Failure> {
        let read = match operation {
            Operation::Get => length(self.get(n % ROWS + 1).await?.title.len()),
            Operation::List | Operation::Filter => {
                let posts = self.newest(n % AUTHORS).await?;
                posts.iter().map(|post| length(post.title.len())).sum()
            }
            Operation::Insert => {
                let post = NewPost {
                    author_id: n,
                    title: "A new post",
                    body: Some("Its text"),
                    status: Some(Status::Published),
                    views: None,
                    created_at: later(),
                };
                length(self.create(&post).await?.title.len())
            }
            Operation::Update => {
                let change = Change {
                    body: Some(Some("Another text".to_owned())),
                    views: Some(n),
                    ..Change::default()
                };
                length(self.update(n % ROWS + 1, &change).await?.title.len())
            }
            Operation::Stream => self.read_all().await?,
            Operation::Load => {
                let posts: Vec<NewPost<'_>> = (0..ROWS)
                    .map(|author_id| NewPost {
                        author_id,
                        title: "A loaded post",
                        body: Some("Its text"),
                        status: Some(Status::Draft),
                        views: Some(1),
                        created_at: later(),
                    })
                    .collect();
                self.load(&posts).await?
            }
        };
        Ok(read)
    }
}
