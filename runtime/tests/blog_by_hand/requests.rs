//! Requests to the service, and what must come back.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use rowtype_runtime::sqlite::Db;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::http::service;

/// A service over its own database.
struct Api {
    router: axum::Router,
    _folder: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: Value,
}

impl Api {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(folder.path().join("blog.db")).await.unwrap();
        db.execute_script(include_str!("schema.sql")).await.unwrap();
        Api {
            router: service(db).router().unwrap(),
            _folder: folder,
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    async fn bare(&self, method: &str, path: &str) -> Answer {
        self.send(
            Request::builder()
                .method(method)
                .uri(path)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    async fn json(&self, method: &str, path: &str, body: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_owned())).unwrap())
            .await
    }

    async fn add(&self, name: &str) -> i64 {
        let answer = self.json("POST", "/users", &user(name).to_string()).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.body["id"].as_i64().unwrap()
    }
}

impl Answer {
    /// `/name code` of each error, sorted.
    fn errors(&self) -> Vec<String> {
        let errors = self.body["errors"].as_array().into_iter().flatten();
        let mut errors: Vec<String> = errors
            .map(|error| {
                format!(
                    "{} {}",
                    error["pointer"].as_str().unwrap(),
                    error["code"].as_str().unwrap()
                )
            })
            .collect();
        errors.sort();
        errors
    }

    #[track_caller]
    fn is_problem(&self, status: u16, errors: &[&str]) {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.body["status"], status);
        assert_eq!(self.errors(), errors, "{}", self.body);
    }

    fn names(&self) -> Vec<&str> {
        self.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["name"].as_str().unwrap())
            .collect()
    }
}

fn user(name: &str) -> Value {
    json!({"name": name, "email": format!("{name}@example.org"), "password_hash": "canary"})
}

#[tokio::test]
async fn creates_and_reads() {
    let api = Api::start().await;
    let answer = api.json("POST", "/users", &user("ada").to_string()).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.headers["location"], "/users/1");
    assert_eq!(answer.body["role"], "member");
    assert_eq!(answer.body["bio"], Value::Null);
    assert!(answer.body.get("password_hash").is_none());
    assert!(answer.body.get("inviter").is_none());
    assert!(answer.body["created_at"].as_str().unwrap().ends_with('Z'));
    let read = api.bare("GET", "/users/1").await;
    assert_eq!((read.status, &read.body), (StatusCode::OK, &answer.body));
    api.bare("GET", "/users/2").await.is_problem(404, &[]);
    api.bare("GET", "/users/one")
        .await
        .is_problem(422, &["/id type"]);
    api.bare("GET", "/users/%ff").await.is_problem(400, &[]);
    api.bare("GET", "/users/9223372036854775808")
        .await
        .is_problem(422, &["/id type"]);
}

#[tokio::test]
async fn lists_with_filters_sort_and_pages() {
    let api = Api::start().await;
    for name in ["ada", "bob", "cyd", "dee"] {
        api.add(name).await;
    }
    api.json("PATCH", "/users/2", r#"{"role": "admin"}"#).await;
    let all = api.bare("GET", "/users").await;
    assert_eq!(all.names(), ["ada", "bob", "cyd", "dee"]);
    assert_eq!(all.body["has_more"], false);
    let names = async |query: &str| {
        let answer = api.bare("GET", &format!("/users?{query}")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.names().join(" ")
    };
    assert_eq!(names("sort=-name").await, "dee cyd bob ada");
    assert_eq!(names("sort=-created_at,-id").await, "dee cyd bob ada");
    assert_eq!(names("limit=2&offset=1").await, "bob cyd");
    assert_eq!(names("id=2").await, "bob");
    assert_eq!(names("id.ne=2").await, "ada cyd dee");
    assert_eq!(names("id.gt=1&id.lte=3").await, "bob cyd");
    assert_eq!(names("id.gte=3").await, "cyd dee");
    assert_eq!(names("id.lt=2").await, "ada");
    assert_eq!(names("id.in=1,4,99").await, "ada dee");
    assert_eq!(names("role=admin").await, "bob");
    assert_eq!(names("role.in=admin,member").await, "ada bob cyd dee");
    assert_eq!(names("email=ada%40example.org").await, "ada");
    assert_eq!(
        names("email.in=ada@example.org,bob@example.org&sort=-email").await,
        "bob ada"
    );
    let page = api.bare("GET", "/users?limit=3").await;
    assert_eq!(
        (page.names().len(), &page.body["has_more"]),
        (3, &json!(true))
    );
}

#[tokio::test]
async fn refuses_what_it_does_not_know_in_the_query() {
    let api = Api::start().await;
    api.bare(
        "GET",
        "/users?nope=1&id=x&sort=password_hash&limit=101&offset=-1&role=owner",
    )
    .await
    .is_problem(
        422,
        &[
            "/id type",
            "/limit type",
            "/nope unknown",
            "/offset type",
            "/role type",
            "/sort type",
        ],
    );
    api.bare("GET", "/users?id=1&id=2")
        .await
        .is_problem(422, &["/id duplicate"]);
    api.bare("GET", "/users?limit=0")
        .await
        .is_problem(422, &["/limit type"]);
    api.bare("GET", "/users?limit=1.0")
        .await
        .is_problem(422, &["/limit type"]);
    api.bare("GET", "/users?id.in=")
        .await
        .is_problem(422, &["/id.in type"]);
    api.bare("GET", "/users?include=posts")
        .await
        .is_problem(422, &["/include type"]);
    api.bare("GET", "/users?email=%00")
        .await
        .is_problem(422, &["/email type"]);
    api.bare("GET", "/users?email=%ff")
        .await
        .is_problem(400, &[]);
    api.bare("DELETE", "/users/1?force=true")
        .await
        .is_problem(422, &["/force unknown"]);
    let hundred = vec!["1"; 100].join(",");
    assert_eq!(
        api.bare("GET", &format!("/users?id.in={hundred}"))
            .await
            .status,
        200
    );
    api.bare("GET", &format!("/users?id.in={hundred},1"))
        .await
        .is_problem(422, &["/id.in type"]);
    assert_eq!(
        api.bare("GET", "/users?limit=100&offset=10000")
            .await
            .status,
        200
    );
    api.bare("GET", "/users?offset=10001")
        .await
        .is_problem(422, &["/offset type"]);
}

#[tokio::test]
async fn tells_everything_that_is_wrong_with_a_body() {
    let api = Api::start().await;
    let body = r#"{"name": 1, "bio": false, "role": "owner", "id": 7, "invited_by": "x", "password_hash": null}"#;
    api.json("POST", "/users", body).await.is_problem(
        422,
        &[
            "/bio type",
            "/email required",
            "/id unknown",
            "/invited_by type",
            "/name type",
            "/password_hash null",
            "/role type",
        ],
    );
    let body = json!({"name": "", "email": "a", "password_hash": "b"}).to_string();
    api.json("POST", "/users", &body)
        .await
        .is_problem(422, &["/name min_length"]);
    let body = json!({"name": "ä".repeat(81), "email": "a", "password_hash": "b"}).to_string();
    api.json("POST", "/users", &body)
        .await
        .is_problem(422, &["/name max_length"]);
    let body = json!({"name": "a\u{0}b", "email": "a", "password_hash": "b"}).to_string();
    api.json("POST", "/users", &body)
        .await
        .is_problem(422, &["/name nul"]);
    api.json("POST", "/users", "[]")
        .await
        .is_problem(422, &[" type"]);
    assert_eq!(api.add(&"ä".repeat(80)).await, 1);
}

#[tokio::test]
async fn patches_what_is_given() {
    let api = Api::start().await;
    api.add("ada").await;
    let answer = api.json("PATCH", "/users/1", r#"{"bio": "counts"}"#).await;
    assert_eq!(
        (&answer.body["bio"], &answer.body["name"]),
        (&json!("counts"), &json!("ada"))
    );
    let answer = api.json("PATCH", "/users/1", r#"{"name": "Ada"}"#).await;
    assert_eq!(
        (&answer.body["bio"], &answer.body["name"]),
        (&json!("counts"), &json!("Ada"))
    );
    let unchanged = api.json("PATCH", "/users/1", "{}").await;
    assert_eq!(
        (unchanged.status, &unchanged.body),
        (StatusCode::OK, &answer.body)
    );
    let answer = api
        .json("PATCH", "/users/1", r#"{"bio": null, "invited_by": 1.0}"#)
        .await;
    assert_eq!(
        (&answer.body["bio"], &answer.body["invited_by"]),
        (&Value::Null, &json!(1))
    );
    api.json("PATCH", "/users/1", r#"{"name": null}"#)
        .await
        .is_problem(422, &["/name null"]);
    api.json("PATCH", "/users/1", r#"{"created_at": "now"}"#)
        .await
        .is_problem(422, &["/created_at unknown"]);
    api.json("PATCH", "/users/9", "{}")
        .await
        .is_problem(404, &[]);
}

#[tokio::test]
async fn deletes() {
    let api = Api::start().await;
    api.add("ada").await;
    let answer = api.bare("DELETE", "/users/1").await;
    assert_eq!(
        (answer.status, &answer.body),
        (StatusCode::NO_CONTENT, &json!(""))
    );
    api.bare("DELETE", "/users/1").await.is_problem(404, &[]);
}

#[tokio::test]
async fn stored_data_proves_it_wrong() {
    let api = Api::start().await;
    api.add("ada").await;
    api.json("POST", "/users", &user("ada").to_string())
        .await
        .is_problem(409, &["/email unique"]);
    let mut guest = user("bob");
    guest["invited_by"] = json!(99);
    let missing = api.json("POST", "/users", &guest.to_string()).await;
    missing.is_problem(409, &["/invited_by reference"]);
    api.json("PATCH", "/users/1", r#"{"bio": "ada"}"#)
        .await
        .is_problem(409, &["/bio check", "/name check"]);
    guest["invited_by"] = json!(1);
    assert_eq!(
        api.json("POST", "/users", &guest.to_string()).await.status,
        201
    );
    api.bare("DELETE", "/users/1").await.is_problem(409, &[]);
    let text = missing.body.to_string().to_lowercase();
    assert!(
        !text.contains("sqlite") && !text.contains("constraint"),
        "{text}"
    );
}

#[tokio::test]
async fn includes_relations() {
    let api = Api::start().await;
    for name in ["ada", "bob", "cyd"] {
        api.add(name).await;
    }
    api.json("PATCH", "/users/2", r#"{"invited_by": 1}"#).await;
    api.json("PATCH", "/users/3", r#"{"invited_by": 1}"#).await;
    let answer = api.bare("GET", "/users?include=inviter,invited").await;
    let items = answer.body["items"].as_array().unwrap();
    assert_eq!(items[0]["inviter"], Value::Null);
    assert_eq!(items[0]["invited"].as_array().unwrap().len(), 2);
    assert_eq!(items[1]["inviter"]["name"], "ada");
    assert_eq!(items[1]["invited"], json!([]));
    let answer = api.bare("GET", "/users/3?include=inviter").await;
    assert_eq!(answer.body["inviter"]["id"], 1);
    assert!(answer.body.get("invited").is_none());
}

#[tokio::test]
async fn refuses_what_is_not_a_request_of_this_service() {
    let api = Api::start().await;
    api.bare("GET", "/nothing").await.is_problem(404, &[]);
    let answer = api.bare("PUT", "/users").await;
    answer.is_problem(405, &[]);
    assert_eq!(answer.headers["allow"], "GET,HEAD,POST");
    let answer = api.bare("OPTIONS", "/users/1").await;
    assert_eq!(
        (answer.status.as_u16(), &answer.headers["allow"]),
        (204, &"GET,HEAD,PATCH,DELETE".parse().unwrap())
    );
    api.bare("POST", "/users").await.is_problem(415, &[]);
    let form = Request::post("/users").header("content-type", "application/x-www-form-urlencoded");
    api.send(form.body(Body::from("name=ada")).unwrap())
        .await
        .is_problem(415, &[]);
    for broken in [
        "",
        "{",
        "{} {}",
        r#"{"name": "a", "name": "b"}"#,
        "{\"name\": \"\u{1}\"}",
    ] {
        api.json("POST", "/users", broken)
            .await
            .is_problem(400, &[]);
    }
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    api.json("POST", "/users", &nested(64))
        .await
        .is_problem(422, &[" type"]);
    api.json("POST", "/users", &nested(65))
        .await
        .is_problem(400, &[]);
    let padded = |length: usize| format!("{{}}{}", " ".repeat(length - 2));
    assert_eq!(
        api.json("POST", "/users", &padded(1024 * 1024))
            .await
            .status,
        422
    );
    api.json("POST", "/users", &padded(1024 * 1024 + 1))
        .await
        .is_problem(413, &[]);
}

#[tokio::test]
async fn serves_the_document_and_its_health() {
    let api = Api::start().await;
    let page = api.bare("GET", "/docs").await;
    assert_eq!(
        (page.status.as_u16(), &page.headers["content-type"]),
        (200, &"text/html; charset=utf-8".parse().unwrap())
    );
    assert!(
        page.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("default-src 'none'")
    );
    assert_eq!(
        api.bare("GET", "/openapi.json").await.body["info"]["title"],
        "Blog"
    );
    assert_eq!(
        api.bare("GET", "/openapi.yaml").await.headers["content-type"],
        "application/yaml"
    );
    assert_eq!(api.bare("GET", "/livez").await.body["status"], "ok");
    assert_eq!(api.bare("GET", "/readyz").await.body["status"], "ok");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn serves_many_at_once() {
    let api = std::sync::Arc::new(Api::start().await);
    let mut tasks = Vec::new();
    for index in 0..64 {
        let api = std::sync::Arc::clone(&api);
        tasks.push(tokio::spawn(async move {
            let id = api.add(&format!("user{index}")).await;
            assert_eq!(api.bare("GET", &format!("/users/{id}")).await.status, 200);
            let answer = api.bare("GET", "/users?sort=-name&include=invited").await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            let bio = format!(r#"{{"bio": "bio {index}"}}"#);
            assert_eq!(
                api.json("PATCH", &format!("/users/{id}"), &bio)
                    .await
                    .status,
                200
            );
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(api.bare("GET", "/users?limit=64").await.names().len(), 64);
}
