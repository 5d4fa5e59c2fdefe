//! The reference service: what rowtype has generated, and the one handler that is written by hand.

mod comments;

use generated::http::Replaced;
use rowtype_runtime::http::{Service, handler};
use rowtype_runtime::sqlite::Db;

/// The service with all routes.
#[must_use]
pub fn service(db: Db) -> Service<Db> {
    let replaced = Replaced {
        create_comment: handler(comments::create_comment),
    };
    generated::http::service(db, replaced)
}
