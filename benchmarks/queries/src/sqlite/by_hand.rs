//! What a careful engineer writes on rusqlite: a reader and a writer in write-ahead mode, off the threads of tokio, prepared
//! statements, rows decoded by index.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, TransactionBehavior, params};

use crate::Failure;
use crate::operation::{AUTHORS, Operation, ROWS, length};
use crate::sqlite::later;

const GET: &str =
    "SELECT id, author_id, title, body, status, views, created_at FROM posts WHERE id = ?1";
const NEWEST: &str = "SELECT id, author_id, title, body, status, views, created_at FROM posts \
                      WHERE author_id = ?1 ORDER BY id DESC LIMIT 100";
const ALL: &str = "SELECT id, author_id, title, body, status, views, created_at FROM posts";
const CREATE: &str = "INSERT INTO posts (author_id, title, body, status, views, created_at) \
                      VALUES (?1, ?2, ?3, coalesce(?4, 'draft'), coalesce(?5, 0), ?6) \
                      RETURNING id, author_id, title, body, status, views, created_at";
const UPDATE: &str = "UPDATE posts SET author_id = coalesce(?2, author_id), title = coalesce(?3, title), \
                      body = CASE WHEN ?4 THEN ?5 ELSE body END, status = coalesce(?6, status), \
                      views = coalesce(?7, views), created_at = coalesce(?8, created_at) WHERE id = ?1 \
                      RETURNING id, author_id, title, body, status, views, created_at";
const LOAD: &str = "INSERT INTO posts (author_id, title, body, status, views, created_at) \
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Rows that a stream may be ahead of its reader.
const AHEAD: usize = 64;

/// A reader and a writer.
pub struct Db {
    reader: Arc<Mutex<Connection>>,
    writer: Arc<Mutex<Connection>>,
}

#[expect(dead_code, reason = "what is decoded is not all read")]
struct Post {
    id: i64,
    author_id: i64,
    title: String,
    body: Option<String>,
    status: Status,
    views: i64,
    created_at: NaiveDateTime,
}

enum Status {
    Draft,
    Published,
}

struct NewPost {
    author_id: i64,
    title: String,
    body: Option<String>,
    status: Option<Status>,
    views: Option<i64>,
    created_at: NaiveDateTime,
}

#[derive(Default)]
struct Change {
    author_id: Option<i64>,
    title: Option<String>,
    body: Option<Option<String>>,
    status: Option<Status>,
    views: Option<i64>,
    created_at: Option<NaiveDateTime>,
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
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Post {
            id: row.get(0)?,
            author_id: row.get(1)?,
            title: row.get(2)?,
            body: row.get(3)?,
            status: match row.get_ref(4)?.as_str()? {
                "draft" => Status::Draft,
                "published" => Status::Published,
                _ => return Err(rusqlite::Error::InvalidQuery),
            },
            views: row.get(5)?,
            created_at: row.get(6)?,
        })
    }
}

impl Db {
    /// Opens the file.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let open = || -> rusqlite::Result<_> {
            let connection = Connection::open(path)?;
            connection.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; \
                 PRAGMA busy_timeout = 5000",
            )?;
            Ok(Arc::new(Mutex::new(connection)))
        };
        Ok(Db {
            reader: open()?,
            writer: open()?,
        })
    }

    async fn get(&self, id: i64) -> Result<Post, Failure> {
        on(&self.reader, move |connection| {
            let mut statement = connection.prepare_cached(GET)?;
            statement.query_row([id], Post::of)
        })
        .await
    }

    async fn newest(&self, author_id: i64) -> Result<Vec<Post>, Failure> {
        on(&self.reader, move |connection| {
            let mut statement = connection.prepare_cached(NEWEST)?;
            statement.query_map([author_id], Post::of)?.collect()
        })
        .await
    }

    async fn create(&self, post: NewPost) -> Result<Post, Failure> {
        on(&self.writer, move |connection| {
            let mut statement = connection.prepare_cached(CREATE)?;
            let values = params![
                post.author_id,
                post.title,
                post.body,
                post.status.as_ref().map(Status::as_str),
                post.views,
                post.created_at,
            ];
            let row = statement.query_row(values, Post::of)?;
            Ok(row)
        })
        .await
    }

    async fn update(&self, id: i64, change: Change) -> Result<Post, Failure> {
        on(&self.writer, move |connection| {
            let mut statement = connection.prepare_cached(UPDATE)?;
            let values = params![
                id,
                change.author_id,
                change.title,
                change.body.is_some(),
                change.body.flatten(),
                change.status.as_ref().map(Status::as_str),
                change.views,
                change.created_at,
            ];
            statement.query_row(values, Post::of)
        })
        .await
    }

    async fn read_all(&self) -> Result<u64, Failure> {
        let (sender, mut rows) = tokio::sync::mpsc::channel::<Post>(AHEAD);
        let reader = Arc::clone(&self.reader);
        let found = tokio::spawn(async move {
            on(&reader, move |connection| {
                let mut statement = connection.prepare_cached(ALL)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    if sender.blocking_send(Post::of(row)?).is_err() {
                        break;
                    }
                }
                Ok(())
            })
            .await
        });
        let mut read = 0;
        while let Some(post) = rows.recv().await {
            read += length(post.title.len());
        }
        found.await??;
        Ok(read)
    }

    async fn load(&self, posts: Vec<NewPost>) -> Result<u64, Failure> {
        on(&self.writer, move |connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut loaded = 0;
            {
                let mut statement = transaction.prepare_cached(LOAD)?;
                for post in &posts {
                    loaded += statement.execute(params![
                        post.author_id,
                        post.title,
                        post.body,
                        post.status.as_ref().map(Status::as_str),
                        post.views,
                        post.created_at,
                    ])?;
                }
            }
            transaction.commit()?;
            Ok(loaded as u64)
        })
        .await
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
                    title: "A new post".to_owned(),
                    body: Some("Its text".to_owned()),
                    status: Some(Status::Published),
                    views: None,
                    created_at: later(),
                };
                length(self.create(post).await?.title.len())
            }
            Operation::Update => {
                let change = Change {
                    body: Some(Some("Another text".to_owned())),
                    views: Some(n),
                    ..Change::default()
                };
                length(self.update(n % ROWS + 1, change).await?.title.len())
            }
            Operation::Stream => self.read_all().await?,
            Operation::Load => {
                let posts: Vec<NewPost> = (0..ROWS)
                    .map(|author_id| NewPost {
                        author_id,
                        title: "A loaded post".to_owned(),
                        body: Some("Its text".to_owned()),
                        status: Some(Status::Draft),
                        views: Some(1),
                        created_at: later(),
                    })
                    .collect();
                self.load(posts).await?
            }
        };
        Ok(read)
    }
}

/// Runs work on a connection, where it may block.
async fn on<T: Send + 'static>(
    connection: &Arc<Mutex<Connection>>,
    work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
) -> Result<T, Failure> {
    let connection = Arc::clone(connection);
    let run = tokio::task::spawn_blocking(move || {
        work(&mut connection.lock().unwrap_or_else(PoisonError::into_inner))
    });
    Ok(run.await??)
}
