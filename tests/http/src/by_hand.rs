//! The handler of the reference service that `examples/blog` writes itself.

use serde_json::json;

use crate::client::Request;
use crate::service::Running;

/// Comments of an archived post are refused and not kept; all else is as it would be generated.
pub fn archived(running: &Running) {
    let create = |post: i64| {
        let body = json!({"post_id": post, "body": "First!"});
        let request = Request::new("POST", "/comments").json(&body);
        running.call(running.operation("create_comment"), &request)
    };
    let count = || {
        running
            .database
            .texts("SELECT CAST(count(*) AS TEXT) FROM comments")
    };
    let before = count();
    let refused = create(6);
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert_eq!(refused.json()["errors"][0]["pointer"], "/post_id");
    let missing = create(999);
    assert_eq!(missing.status, 409, "{}", missing.text());
    assert_eq!(count(), before);

    let added = create(1);
    assert_eq!(added.status, 201, "{}", added.text());
    let location = format!("/comments/{}", added.json()["id"]);
    assert_eq!(added.header("location"), Some(location.as_str()));
    assert_ne!(count(), before);
}
