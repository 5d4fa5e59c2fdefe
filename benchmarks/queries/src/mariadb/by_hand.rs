//! What a careful engineer writes on `mysql_async`: its own pool, prepared statements, rows decoded by index.

use chrono::{DateTime, NaiveDateTime, Utc};
use mysql_async::prelude::{FromValue, Queryable};
use mysql_async::{Opts, OptsBuilder, Pool, PoolOpts, Row, TxOpts, Value};

use crate::Failure;
use crate::operation::{AUTHORS, Operation, ROWS, later, length};

const GET: &str =
    "SELECT id, author_id, title, body, status, views, created_at FROM posts WHERE id = ?";
const NEWEST: &str = "SELECT id, author_id, title, body, status, views, created_at FROM posts \
                      WHERE author_id = ? ORDER BY id DESC LIMIT 100";
const ALL: &str = "SELECT id, author_id, title, body, status, views, created_at FROM posts";
const CREATE: &str = "INSERT INTO posts (author_id, title, body, status, views, created_at) \
                      VALUES (?, ?, ?, coalesce(?, 'draft'), coalesce(?, 0), ?) \
                      RETURNING id, author_id, title, body, status, views, created_at";
const UPDATE: &str = "UPDATE posts SET author_id = coalesce(?, author_id), title = coalesce(?, title), \
                      body = CASE WHEN ? THEN ? ELSE body END, status = coalesce(?, status), \
                      views = coalesce(?, views), created_at = coalesce(?, created_at) WHERE id = ?";
const LOAD: &str = "INSERT INTO posts (author_id, title, body, status, views, created_at) VALUES ";

/// Rows of an INSERT.
const LOADED: usize = 512;

/// What every connection is set to.
const SESSION: &str = "SET time_zone = '+00:00', max_statement_time = 10";

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
    fn of(mut row: Row) -> Result<Self, Failure> {
        Ok(Post {
            id: take(&mut row, 0)?,
            author_id: take(&mut row, 1)?,
            title: take(&mut row, 2)?,
            body: take(&mut row, 3)?,
            status: match take::<Vec<u8>>(&mut row, 4)?.as_slice() {
                b"draft" => Status::Draft,
                b"published" => Status::Published,
                _ => return Err("no status".into()),
            },
            views: take(&mut row, 5)?,
            created_at: take::<NaiveDateTime>(&mut row, 6)?.and_utc(),
        })
    }
}

fn take<T: FromValue>(row: &mut Row, index: usize) -> Result<T, Failure> {
    let value = row.take_opt(index).ok_or("no such column")?;
    Ok(value?)
}

impl NewPost<'_> {
    fn values(&self) -> [Value; 6] {
        [
            self.author_id.into(),
            self.title.into(),
            self.body.into(),
            self.status.as_ref().map(Status::as_str).into(),
            self.views.into(),
            self.created_at.naive_utc().into(),
        ]
    }
}

impl Db {
    /// Connects.
    pub fn connect(url: &str) -> Result<Self, Failure> {
        let opts = OptsBuilder::from_opts(Opts::from_url(url)?)
            .prefer_socket(false)
            .stmt_cache_size(256)
            .setup(vec![SESSION])
            .pool_opts(PoolOpts::default().with_reset_connection(false));
        Ok(Db {
            pool: Pool::new(opts),
        })
    }

    async fn get(&self, id: i64) -> Result<Post, Failure> {
        let mut conn = self.pool.get_conn().await?;
        let row = conn.exec_first(GET, (id,)).await?;
        Post::of(row.ok_or("no such post")?)
    }

    async fn newest(&self, author_id: i64) -> Result<Vec<Post>, Failure> {
        let mut conn = self.pool.get_conn().await?;
        let rows: Vec<Row> = conn.exec(NEWEST, (author_id,)).await?;
        rows.into_iter().map(Post::of).collect()
    }

    async fn create(&self, post: &NewPost<'_>) -> Result<Post, Failure> {
        let mut conn = self.pool.get_conn().await?;
        let row = conn.exec_first(CREATE, post.values().to_vec()).await?;
        Post::of(row.ok_or("no post was made")?)
    }

    async fn update(&self, id: i64, change: &Change) -> Result<Post, Failure> {
        let mut conn = self.pool.get_conn().await?;
        let mut tx = conn.start_transaction(TxOpts::default()).await?;
        let values: Vec<Value> = vec![
            change.author_id.into(),
            change.title.as_deref().into(),
            change.body.is_some().into(),
            change.body.as_ref().and_then(Option::as_deref).into(),
            change.status.as_ref().map(Status::as_str).into(),
            change.views.into(),
            change.created_at.map(|at| at.naive_utc()).into(),
            id.into(),
        ];
        tx.exec_drop(UPDATE, values).await?;
        let row = tx.exec_first(GET, (id,)).await?;
        tx.commit().await?;
        Post::of(row.ok_or("no such post")?)
    }

    async fn read_all(&self) -> Result<u64, Failure> {
        let mut conn = self.pool.get_conn().await?;
        let mut rows = conn.exec_iter(ALL, ()).await?;
        let mut read = 0;
        while let Some(row) = rows.next().await? {
            read += length(Post::of(row)?.title.len());
        }
        Ok(read)
    }

    async fn load(&self, posts: &[NewPost<'_>]) -> Result<u64, Failure> {
        let mut conn = self.pool.get_conn().await?;
        let mut tx = conn.start_transaction(TxOpts::default()).await?;
        let mut loaded = 0;
        for posts in posts.chunks(LOADED) {
            let rows = vec!["(?, ?, ?, ?, ?, ?)"; posts.len()].join(", ");
            let values: Vec<Value> = posts.iter().flat_map(NewPost::values).collect();
            tx.exec_drop(format!("{LOAD}{rows}"), values).await?;
            loaded += tx.affected_rows();
        }
        tx.commit().await?;
        Ok(loaded)
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
