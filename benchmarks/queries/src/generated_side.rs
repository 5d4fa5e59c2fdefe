//! The generated functions, which have the same names for each database.

use futures_util::TryStreamExt;
use rowtype_runtime::{Change, Patch};

use super::{
    CopyPostsParams, Db, Filter, PostCreate, PostStatus, PostUpdate, Select, Table, later, posts,
    queries,
};
use crate::Failure;
use crate::operation::{AUTHORS, Operation, ROWS, length};

/// Does an operation once, by the generated functions.
pub(super) async fn run(db: &Db, operation: Operation, n: i64) -> Result<u64, Failure> {
    let read = match operation {
        Operation::Get => length(posts::get(db, n % ROWS + 1).await?.title.len()),
        Operation::List => {
            let rows = queries::newest_posts(db, n % AUTHORS).await?;
            rows.iter().map(|row| length(row.title.len())).sum()
        }
        Operation::Filter => {
            let select = Select::new(Filter::all([Table::AUTHOR_ID.eq(n % AUTHORS)]))
                .order(Table::ID.desc())
                .limit(100);
            let page = posts::list(db, &select).await?;
            page.items.iter().map(|row| length(row.title.len())).sum()
        }
        Operation::Insert => {
            let body = PostCreate {
                author_id: n,
                title: "A new post".to_owned(),
                body: Some("Its text".to_owned()),
                status: Some(PostStatus::Published),
                views: None,
                created_at: later(),
            };
            length(posts::create(db, &body).await?.title.len())
        }
        Operation::Update => {
            let change = PostUpdate {
                body: Patch::Set("Another text".to_owned()),
                views: Change::Set(n),
                ..PostUpdate::default()
            };
            length(posts::update(db, n % ROWS + 1, &change).await?.title.len())
        }
        Operation::Stream => {
            let mut rows = std::pin::pin!(queries::all_posts(db).await?);
            let mut read = 0;
            while let Some(row) = rows.try_next().await? {
                read += length(row.title.len());
            }
            read
        }
        Operation::Load => {
            let rows: Vec<CopyPostsParams<'_>> = (0..ROWS)
                .map(|author_id| CopyPostsParams {
                    author_id,
                    title: "A loaded post",
                    body: Some("Its text"),
                    status: PostStatus::Draft,
                    views: 1,
                    created_at: later(),
                })
                .collect();
            queries::copy_posts(db, &rows).await?
        }
    };
    Ok(read)
}
