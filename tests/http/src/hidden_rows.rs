//! `@softdelete`: a deleted row is gone from every operation, stays in the database, and comes back.

use serde_json::{Value, json};

use crate::client::{Answer, Request};
use crate::service::Running;

/// Calls an operation on a row, or on the collection.
fn call(running: &Running, id: &str, key: &[String], query: &str, body: Option<Value>) -> Answer {
    let operation = running.operation(id);
    let target = format!("{}{query}", running.path(operation, key));
    let mut request = Request::new(operation.method, target);
    if let Some(body) = body {
        request = request.json(&body);
    }
    running.call(operation, &request)
}

/// The statuses of everything that can be done with one member.
fn statuses(running: &Running, key: &[String]) -> [u16; 3] {
    let change = json!({"name": "Grace"});
    [
        call(running, "get_member", key, "", None).status,
        call(running, "update_member", key, "", Some(change)).status,
        call(running, "delete_member", key, "", None).status,
    ]
}

/// How many members a list shows, and how many it counts.
fn listed(running: &Running) -> (usize, Value) {
    let list = call(
        running,
        "list_members",
        &[],
        "?total=true&sort=-email",
        None,
    )
    .json();
    let items = list["items"].as_array().expect("items");
    (items.len(), list["total"].clone())
}

/// A member that is deleted and brought back.
pub fn deleted(running: &Running) {
    let body = json!({"email": "ada@example.org", "name": "Ada"});
    let member = call(running, "create_member", &[], "", Some(body.clone())).json();
    let other = json!({"email": "alan@example.org", "name": "Alan"});
    call(running, "create_member", &[], "", Some(other));
    let key = [member["id"].to_string()];
    let remark = json!({"member_id": member["id"], "text": "Hm."});
    let remark = call(running, "create_remark", &[], "", Some(remark)).json();
    let remark = [remark["id"].to_string()];
    let author =
        |query: &str| call(running, "get_remark", &remark, query, None).json()["member"].clone();
    assert_eq!(author("?include=member")["name"], "Ada");
    assert_eq!(listed(running), (2, json!(2)));

    assert_eq!(call(running, "delete_member", &key, "", None).status, 204);
    assert_eq!(statuses(running, &key), [404; 3]);
    assert_eq!(listed(running), (1, json!(1)));
    assert_eq!(author("?include=member"), Value::Null);
    let again = call(running, "create_member", &[], "", Some(body));
    assert_eq!(again.status, 409, "its address is still taken");
    assert_eq!(again.json()["errors"][0]["pointer"], "/email");
    let kept = running
        .database
        .texts("SELECT email FROM members WHERE deleted_at IS NOT NULL");
    assert_eq!(kept, [Some("ada@example.org".to_owned())]);

    let restore = || {
        let target = format!("/members/{}/restore", key[0]);
        running.send(&Request::new("POST", target))
    };
    let restored = restore();
    assert_eq!((restored.status, restored.json()), (200, member));
    assert_eq!(restore().status, 404, "it is not deleted");
    assert_eq!(listed(running), (2, json!(2)));
    assert_eq!(author("?include=member")["name"], "Ada");
    assert_eq!(statuses(running, &key), [200, 200, 204]);

    // A remark that is deleted is not among those of its member.
    let other = call(running, "list_members", &[], "", None).json()["items"][0].clone();
    let key = [other["id"].to_string()];
    let remark = json!({"member_id": other["id"], "text": "Ah."});
    let remark = call(running, "create_remark", &[], "", Some(remark)).json();
    let remarks = || {
        let row = call(running, "get_member", &key, "?include=remarks", None).json();
        row["remarks"].as_array().map(Vec::len)
    };
    assert_eq!(remarks(), Some(1));
    let remark = [remark["id"].to_string()];
    assert_eq!(
        call(running, "delete_remark", &remark, "", None).status,
        204
    );
    assert_eq!(remarks(), Some(0));
    let shown = running.document.root().to_string();
    assert!(
        !shown.contains("deleted_at"),
        "nobody is told of the column"
    );
}
