//! Handlers that an application gives to generated routes, in the place of generated ones.
//!
//! In: a handler as axum takes one. Out: one type for all of them, which a generated struct can have as its fields.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::Response;

type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A handler of the application's own: what [`handler`] makes.
pub struct Supplied<D> {
    call: Arc<dyn Fn(Request, D) -> Answer + Send + Sync>,
}

/// Makes a handler one that stands in the place of a generated one. It takes what generated handlers take, and the route, its method
/// and its place in the document are those of the operation:
///
/// ```
/// use rowtype_runtime::http::{Json, Principal, Problem, Supplied, handler};
/// use rowtype_runtime::sqlite::Db;
///
/// async fn get_post(principal: Principal, db: Db) -> Result<Json<&'static str>, Problem> {
///     Ok(Json("a post"))
/// }
///
/// let get_post: Supplied<Db> = handler(get_post);
/// ```
pub fn handler<D, T, H>(handler: H) -> Supplied<D>
where
    D: Send + Sync + 'static,
    H: Handler<T, D> + Sync,
{
    Supplied {
        call: Arc::new(move |request, db| Box::pin(handler.clone().call(request, db))),
    }
}

impl<D: Send + 'static> Handler<(), D> for Supplied<D> {
    type Future = Answer;

    fn call(self, request: Request, db: D) -> Answer {
        (self.call)(request, db)
    }
}

impl<D> Clone for Supplied<D> {
    fn clone(&self) -> Self {
        Supplied {
            call: Arc::clone(&self.call),
        }
    }
}

impl<D> fmt::Debug for Supplied<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Supplied").finish_non_exhaustive()
    }
}
