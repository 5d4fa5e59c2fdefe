//! The case `club`: handlers that the application writes itself, hooks around changes, and signing in.
//!
//! In: a service with the code of [`application`](crate::application) in it. What that code writes into `changes` must last exactly where the change lasts.

use serde_json::{Value, json};

use crate::callers::{Caller, bearer};
use crate::client::{Answer, Request};
use crate::service::Running;

/// What an application adds to the service of the case `club`: its handlers and its hooks.
#[macro_export]
macro_rules! application {
    ($generated:ident, $driver:ident) => {{
        use $generated as generated;

        use generated::http::{DraftHooks, NoticeHooks, NoticeTagHooks, Replaced};
        use generated::models;
        use generated::queries::words::Motto;
        use generated::tables::{changes, people};
        use rowtype_runtime::http::{
            Created, Json, JsonBody, Principal, Problem, StatusCode, handler, location,
        };
        use rowtype_runtime::password;
        use rowtype_runtime::$driver::{Db, Tx};

        struct Rules;

        async fn note(tx: &Tx<'_>, principal: &Principal, what: String) -> Result<(), Problem> {
            let person = principal.id.clone();
            changes::create(tx, &models::ChangeCreate { person, what }).await?;
            Ok(())
        }

        fn conflict(detail: &str) -> Result<(), Problem> {
            Err(Problem::new(StatusCode::CONFLICT).detail(detail))
        }

        impl NoticeHooks for Rules {
            async fn before_create(
                &self,
                _: &Tx<'_>,
                _: &Principal,
                body: &mut models::NoticeCreate,
            ) -> Result<(), Problem> {
                body.title = body.title.trim().to_owned();
                match body.title.as_str() {
                    "forbidden" => {
                        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY);
                        Err(problem.error("/title", "rule", "is no title of a notice"))
                    }
                    _ => Ok(()),
                }
            }

            async fn after_create(
                &self,
                tx: &Tx<'_>,
                principal: &Principal,
                row: &models::Notice,
            ) -> Result<(), Problem> {
                note(tx, principal, format!("created {}", row.title)).await?;
                match row.title.as_str() {
                    "undone" => conflict("It is undone."),
                    _ => Ok(()),
                }
            }

            async fn before_update(
                &self,
                tx: &Tx<'_>,
                principal: &Principal,
                before: &models::Notice,
                body: &mut models::NoticeUpdate,
            ) -> Result<(), Problem> {
                note(tx, principal, format!("changing {}", before.title)).await?;
                if let Some(title) = &mut body.title {
                    *title = title.trim().to_owned();
                }
                match before.title.as_str() {
                    "fixed" => conflict("It is fixed."),
                    _ => Ok(()),
                }
            }

            async fn after_update(
                &self,
                tx: &Tx<'_>,
                principal: &Principal,
                before: &models::Notice,
                row: &models::Notice,
            ) -> Result<(), Problem> {
                let what = format!("changed {} to {}", before.title, row.title);
                note(tx, principal, what).await?;
                match row.title.as_str() {
                    "undone" => conflict("It is undone."),
                    _ => Ok(()),
                }
            }

            async fn before_delete(
                &self,
                tx: &Tx<'_>,
                principal: &Principal,
                row: &models::Notice,
            ) -> Result<(), Problem> {
                note(tx, principal, format!("deleting {}", row.title)).await?;
                match row.title.as_str() {
                    "fixed" => conflict("It is fixed."),
                    _ => Ok(()),
                }
            }

            async fn after_delete(
                &self,
                tx: &Tx<'_>,
                principal: &Principal,
                row: &models::Notice,
            ) -> Result<(), Problem> {
                note(tx, principal, format!("deleted {}", row.title)).await
            }
        }

        impl DraftHooks for Rules {
            async fn after_create(
                &self,
                tx: &Tx<'_>,
                principal: &Principal,
                row: &models::Draft,
            ) -> Result<(), Problem> {
                note(tx, principal, format!("created draft {}", row.title)).await
            }

            async fn before_update(
                &self,
                tx: &Tx<'_>,
                principal: &Principal,
                before: &models::Draft,
                _: &mut models::DraftUpdate,
            ) -> Result<(), Problem> {
                note(tx, principal, format!("changing draft {}", before.version)).await
            }
        }

        impl NoticeTagHooks for Rules {
            async fn after_create(
                &self,
                tx: &Tx<'_>,
                principal: &Principal,
                row: &models::NoticeTag,
            ) -> Result<(), Problem> {
                note(tx, principal, format!("tagged {}", row.tag_id)).await
            }

            async fn before_delete(
                &self,
                tx: &Tx<'_>,
                principal: &Principal,
                row: &models::NoticeTag,
            ) -> Result<(), Problem> {
                note(tx, principal, format!("untagged {}", row.tag_id)).await
            }
        }

        /// Only those whose address is the club's are taken in.
        async fn create_person(
            db: Db,
            JsonBody(mut body): JsonBody<models::PersonCreate>,
        ) -> Result<Created<models::PersonAnswer>, Problem> {
            if !body.email.ends_with("@example.org") {
                let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY);
                return Err(problem.error("/email", "rule", "is no address of the club"));
            }
            body.password_hash = password::hashed(body.password_hash).await?;
            let created = people::create(&db, &body).await;
            let row = created.map_err(Problem::of_body::<models::PersonCreate>)?;
            let location = location("/people", &[&row.id]);
            Ok(Created::new(location, row.into()))
        }

        async fn motto() -> Json<Motto> {
            let title = "By hand".to_owned();
            Json(Motto { title })
        }

        let replaced = Replaced {
            create_person: handler(create_person),
            motto: handler(motto),
        };
        move |db: Db| generated::http::service(db, replaced, Rules)
    }};
}

/// What the application's hooks have written, and whose doing it was.
fn changes(running: &Running) -> Vec<String> {
    let text = running
        .database
        .texts("SELECT what FROM changes ORDER BY id");
    text.into_iter().flatten().collect()
}

fn titles(running: &Running) -> Vec<String> {
    let text = running
        .database
        .texts("SELECT title FROM notices ORDER BY id");
    text.into_iter().flatten().collect()
}

/// The handlers that the application writes itself stand where the document says, and all others too.
pub fn replaced(running: &Running) {
    let unknown = Caller::unknown(running);
    for operation in running.document.operations() {
        let values = vec!["1".to_owned(); operation.parameters("path").len()];
        let request = Request::new(operation.method, running.path(operation, &values));
        let status = running.send(&request).status;
        let is_public = ["create_person", "create_token", "motto"].contains(&operation.id());
        match is_public {
            true => assert!(matches!(status, 200 | 415), "{}: {status}", operation.id()),
            false => assert_eq!(status, 401, "{}", operation.id()),
        }
    }
    assert_eq!(unknown.get("motto", &[], "")["title"], "By hand");
    let body = |email: &str| json!({"email": email, "name": "Ada", "password": "correct horse"});
    let refused = unknown.ask("create_person", &[], "", Some(&body("ada@example.com")));
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(refused.json()["errors"][0]["pointer"], "/email");
    let row = unknown.create("create_person", &body("ada@example.org"));
    assert_eq!(row["email"], "ada@example.org");
    let again = unknown.status("create_person", &[], Some(&body("ada@example.org")));
    assert_eq!(again, 409);
}

/// Hooks around rows that are added.
pub fn creation(running: &Running) {
    let caller = Caller::known(running, "7");
    let row = caller.create("create_notice", &json!({"title": " Closed "}));
    assert_eq!(row["title"], "Closed", "a hook changes the body");
    assert_eq!(changes(running), ["created Closed"]);
    let people = running.database.texts("SELECT person FROM changes");
    assert_eq!(people, [Some("7".to_owned())]);
    let create = |title: &str| {
        let answer = caller.ask("create_notice", &[], "", Some(&json!({ "title": title })));
        (answer.status, answer.json())
    };
    let (status, problem) = create("forbidden");
    assert_eq!(
        (status, &problem["errors"][0]["pointer"]),
        (422, &json!("/title"))
    );
    let (status, problem) = create("undone");
    assert_eq!((status, &problem["detail"]), (409, &json!("It is undone.")));
    // The transaction's place is free again.
    assert_eq!(create("Open").0, 201);
    assert_eq!(titles(running), ["Closed", "Open"]);
    assert_eq!(changes(running), ["created Closed", "created Open"]);
}

/// Hooks around rows that are changed and deleted.
pub fn change_and_deletion(running: &Running) {
    let caller = Caller::known(running, "7,editor");
    let row = caller.create("create_notice", &json!({"title": "Closed"}));
    let key = row["id"].to_string();
    let patch = |title: &str| {
        let body = json!({ "title": title });
        caller.ask("update_notice", &[&key], "", Some(&body))
    };
    assert_eq!(patch(" Open ").json()["title"], "Open");
    let seen = [
        "created Closed",
        "changing Closed",
        "changed Closed to Open",
    ];
    assert_eq!(changes(running), seen);
    assert_eq!(patch("undone").status, 409);
    assert_eq!(changes(running), seen);
    assert_eq!(titles(running), ["Open"]);
    assert_eq!(patch("fixed").status, 200);
    assert_eq!(patch("Open").json()["detail"], "It is fixed.");
    assert_eq!(caller.status("delete_notice", &[&key], None), 409);
    assert_eq!(titles(running), ["fixed"]);
    assert_eq!(changes(running).len(), 5, "{:?}", changes(running));
    assert_eq!(
        caller.status("update_notice", &["99"], Some(&json!({}))),
        404
    );
    assert_eq!(caller.status("delete_notice", &["99"], None), 404);
    let plain = Caller::known(running, "7");
    assert_eq!(plain.status("delete_notice", &[&key], None), 403);
    assert_eq!(changes(running).len(), 5, "{:?}", changes(running));

    let other = caller.create("create_notice", &json!({"title": "Gone"}));
    let key = other["id"].to_string();
    assert_eq!(caller.status("delete_notice", &[&key], None), 204);
    let last = changes(running).split_off(5);
    assert_eq!(last, ["created Gone", "deleting Gone", "deleted Gone"]);
    assert_eq!(titles(running), ["fixed"]);
}

/// What a caller knows of a row is compared before hooks are asked.
pub fn preconditions(running: &Running) {
    let caller = Caller::known(running, "1,editor");
    let row = caller.create("create_notice", &json!({"title": "Closed"}));
    let target = format!("/notices/{}", row["id"]);
    let asked = |id: &str, target: &str, tag: Option<&str>, body: Option<Value>| -> Answer {
        let operation = running.operation(id);
        let mut request = Request::new(operation.method, target);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let who = ("Authorization".to_owned(), bearer("1,editor"));
        request.headers.push(who);
        let tag = tag.map(|tag| ("If-Match".to_owned(), tag.to_owned()));
        request.headers.extend(tag);
        running.send(&request)
    };
    let first = asked("get_notice", &target, None, None);
    let tag = first.header("etag").expect("a tag").to_owned();
    let open = || Some(json!({"title": "Open"}));
    let before = changes(running);
    assert_eq!(
        asked("update_notice", &target, Some("\"x\""), open()).status,
        412
    );
    assert_eq!(
        asked("delete_notice", &target, Some("\"x\""), None).status,
        412
    );
    assert_eq!(changes(running), before);
    let changed = asked("update_notice", &target, Some(&tag), open());
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(
        asked("delete_notice", &target, Some(&tag), None).status,
        412
    );
    let tag = changed.header("etag").expect("a tag").to_owned();
    assert_eq!(
        asked("delete_notice", &target, Some(&tag), None).status,
        204
    );

    running.database.execute("INSERT INTO people (id, email, name, password_hash) VALUES (1, 'a', 'A', '-'), (2, 'b', 'B', '-')");
    let row = caller.create("create_draft", &json!({"title": "Plans"}));
    let target = format!("/drafts/{}", row["id"]);
    let before = changes(running);
    for (tag, status) in [(None, 428), (Some("\"2\""), 412)] {
        assert_eq!(asked("update_draft", &target, tag, open()).status, status);
        assert_eq!(asked("delete_draft", &target, tag, None).status, status);
    }
    let key = row["id"].to_string();
    let other = Caller::known(running, "2");
    assert_eq!(other.status("update_draft", &[&key], open().as_ref()), 404);
    assert_eq!(changes(running), before);
    let changed = asked("update_draft", &target, Some("\"1\""), open());
    assert_eq!(
        (changed.status, changed.header("etag")),
        (200, Some("\"2\""))
    );
    assert_eq!(
        changes(running).last().map(String::as_str),
        Some("changing draft 1")
    );
    assert_eq!(
        asked("delete_draft", &target, Some("\"2\""), None).status,
        204
    );
}

/// Rows that link two others are added and deleted with their hooks, each once.
pub fn links(running: &Running) {
    let caller = Caller::known(running, "7");
    let notice = caller.create("create_notice", &json!({"title": "Closed"}))["id"].to_string();
    let tag = caller.create("create_tag", &json!({"name": "summer"}))["id"].to_string();
    let path = [notice.as_str(), tag.as_str()];
    for id in [
        "add_notice_tag",
        "add_notice_tag",
        "remove_notice_tag",
        "remove_notice_tag",
    ] {
        assert_eq!(caller.status(id, &path, None), 204, "{id}");
    }
    let links = changes(running).split_off(1);
    assert_eq!(links, [format!("tagged {tag}"), format!("untagged {tag}")]);
    assert_eq!(caller.status("add_notice_tag", &[&notice, "99"], None), 409);
    assert_eq!(changes(running).len(), 3);
}
