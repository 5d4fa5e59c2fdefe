//! The worked example of `docs/presenters.md`: one table, and what of it who is shown.

use serde_json::{Value, json};

use crate::callers::Caller;
use crate::service::Running;

fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

/// Somebody signs up, is seen by others, and sees more.
pub fn shown(running: &Running) {
    let unknown = Caller::unknown(running);
    let new = json!({"email": "ada@example.org", "name": "Ada", "password": "correct horse"});
    let made = unknown.ask("sign_up_user", &[], "", Some(&new));
    assert_eq!(made.status, 200, "{}", made.text());
    let profile = made.json();
    assert_eq!(keys(&profile), ["id", "email", "name", "bio", "created_at"]);
    let id = profile["id"].to_string();

    let card = unknown.get("card_of", &[&id], "");
    assert_eq!(
        card,
        json!({"id": profile["id"], "name": "Ada", "bio": null})
    );
    assert_eq!(unknown.status("own_profile", &[], None), 401);
    let ada = Caller::known(running, &id);
    assert_eq!(ada.get("own_profile", &[], ""), profile);
    let other = Caller::known(running, "7");
    assert_eq!(other.status("own_profile", &[], None), 404);

    let change = json!({"name": "Ada Lovelace", "bio": "*Numbers.*"});
    let changed = ada.ask("change_own_profile", &[], "", Some(&change));
    assert_eq!(changed.json()["bio"], "*Numbers.*", "{}", changed.text());
    let more = json!({"name": "Ada", "email": "eve@example.org"});
    assert_eq!(ada.status("change_own_profile", &[], Some(&more)), 422);
    assert_eq!(other.status("change_own_profile", &[], Some(&change)), 404);

    let document = running.document.root().to_string();
    for word in ["\"/users", "password_hash", "moderation_note"] {
        assert!(!document.contains(word), "the document has {word}");
    }
}

/// What they write, and the view over it.
pub fn written(running: &Running) {
    let unknown = Caller::unknown(running);
    let new = json!({"email": "ada@example.org", "name": "Ada", "password": "correct horse"});
    let made = unknown.ask("sign_up_user", &[], "", Some(&new));
    let author = made.json()["id"].clone();
    let id = author.to_string();
    let post = json!({"title": "First steps", "body": "Hello."});
    assert_eq!(unknown.status("create_article", &[], Some(&post)), 401);
    let post = Caller::known(running, &id).create("create_article", &post);
    assert_eq!(keys(&post), ["id", "author_id", "title", "body"]);
    assert_eq!(post["author_id"], author);
    let read = unknown.get("get_article", &[&post["id"].to_string()], "");
    assert_eq!(read, post);
    let change = json!({"title": "Mine"});
    let other = Caller::known(running, "7");
    let path = post["id"].to_string();
    assert_eq!(other.status("update_article", &[&path], Some(&change)), 404);
    let authors = unknown.get("list_authors", &[], "");
    let expected = json!([{"id": author, "display_name": "Ada", "article_count": 1}]);
    assert_eq!(authors["items"], expected);
}
