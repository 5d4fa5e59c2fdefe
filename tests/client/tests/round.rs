//! A row's life over the generated client, against the running reference service.

use rowtype_test_client::types::{self, UserCreate, UserRole, UserUpdate};
use rowtype_test_client::{Client, Error};

#[test]
fn a_row_is_created_read_changed_and_removed() {
    let running = rowtype_test_http::on_sqlite::start();
    let client = Client::new(&format!("http://{}", running.address));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(round(&client));
}

async fn round(client: &Client) {
    let body = UserCreate::builder()
        .name("Grace")
        .email("grace@example.org")
        .password_hash("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g");
    let answer = client.create_user().body(body.clone()).send().await;
    let created = answer.expect("a new user").into_inner();
    assert_eq!(
        (created.name.as_str(), created.role, &created.bio),
        ("Grace", UserRole::Member, &None)
    );

    let again = client.create_user().body(body).send().await;
    let taken = problem(again.expect_err("the address is taken"));
    assert_eq!(taken.status, 409);
    assert_eq!(taken.errors[0].pointer, "/email");

    let answer = client
        .get_user()
        .id(created.id)
        .include(vec![types::GetUserIncludeItem::Posts]);
    let read = answer.send().await.expect("the user").into_inner();
    assert_eq!(
        (read.id, read.email.as_str()),
        (created.id, "grace@example.org")
    );
    assert!(read.posts.is_empty());

    let change = UserUpdate::builder()
        .role(UserRole::Editor)
        .bio(Some("Compilers.".parse().expect("a text without NUL")));
    let answer = client
        .update_user()
        .id(created.id)
        .body(change)
        .send()
        .await;
    let changed = answer.expect("the changed user").into_inner();
    assert_eq!(
        (changed.name.as_str(), changed.role),
        ("Grace", UserRole::Editor)
    );
    assert_eq!(changed.bio.as_deref(), Some("Compilers."));

    let list = client
        .list_users()
        .role(UserRole::Editor)
        .sort(vec![types::ListUsersSortItem::Xid])
        .limit(std::num::NonZeroU32::MIN)
        .total(true);
    let page = list.send().await.expect("a page").into_inner();
    assert!(page.total.is_some_and(|total| total >= 1));
    assert_eq!(page.items.len(), 1);

    let answer = client.delete_user().id(created.id).send().await;
    answer.expect("the user is gone");
    let gone = client.get_user().id(created.id).send().await;
    assert_eq!(problem(gone.expect_err("the user is gone")).status, 404);
}

/// The problem that the service has answered with.
fn problem(error: Error<types::Problem>) -> types::Problem {
    match error {
        Error::ErrorResponse(response) => response.into_inner(),
        other => panic!("no documented answer: {other}"),
    }
}
