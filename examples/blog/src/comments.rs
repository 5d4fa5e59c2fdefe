//! `POST /comments` by hand: what is archived is not discussed any more.

use generated::models::{CommentAnswer, CommentCreate, PostStatus};
use generated::tables::{comments, posts};
use rowtype_runtime::http::{
    Created, JsonBody, Principal, Problem, Query, StatusCode, Tx, location,
};
use rowtype_runtime::sqlite::Db;

/// Adds the comment, unless its post is archived: an answer that is an error takes the comment back.
pub async fn create_comment(
    _principal: Principal,
    tx: Tx<Db>,
    query: Query,
    JsonBody(body): JsonBody<CommentCreate>,
) -> Result<Created<CommentAnswer>, Problem> {
    query.finish()?;
    let row = comments::create(&*tx, &body)
        .await
        .map_err(Problem::of_body::<CommentCreate>)?;
    let post = posts::get(&*tx, row.post_id).await?;
    if post.status == PostStatus::Archived {
        let problem = Problem::new(StatusCode::CONFLICT);
        return Err(problem.error("/post_id", "archived", "is an archived post"));
    }
    let location = location("/comments", &[&row.id]);
    Ok(Created::new(location, row.into()))
}
