//! `POST /token`: who signs in gets a token that the service lets in, and nobody learns who is known.

use std::time::{Duration, Instant};

use rowtype_runtime::http::Tokens;
use serde_json::{Value, json};

use crate::callers::Caller;
use crate::client::Answer;
use crate::service::Running;

const PASSWORD: &str = "correct horse";

/// How the service of the case `club` signs.
pub fn tokens() -> Tokens {
    Tokens::hs256(b"a secret that only this test has")
        .expect("a secret that is long enough")
        .issuer("https://club.example.org")
        .audience("https://club.example.org/api")
}

fn add(running: &Running, email: &str) -> String {
    let body = json!({"email": email, "name": "Somebody", "password": PASSWORD});
    let row = Caller::unknown(running).create("create_person", &body);
    row["id"].to_string()
}

fn sign_in(running: &Running, email: &str, password: &str) -> Answer {
    let body = json!({"email": email, "password": password});
    Caller::unknown(running).ask("create_token", &[], "", Some(&body))
}

fn token(running: &Running, email: &str) -> String {
    let answer = sign_in(running, email, PASSWORD);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let token = answer.json();
    token["access_token"].as_str().expect("a token").to_owned()
}

/// What a token says.
fn claims(token: &str) -> Value {
    let part = token.split('.').nth(1).expect("three parts");
    let mut usual = part.replace('-', "+").replace('_', "/");
    while !usual.len().is_multiple_of(4) {
        usual.push('=');
    }
    let bytes: rowtype_runtime::base64::Bytes =
        serde_json::from_value(json!(usual)).expect("base64");
    serde_json::from_slice(&bytes.0).expect("claims")
}

/// A token is what its row says, and opens what its roles open.
pub fn opens(running: &Running) {
    let id = add(running, "ada@example.org");
    let answer = sign_in(running, "ada@example.org", PASSWORD);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let body = answer.json();
    assert_eq!(
        (&body["token_type"], &body["expires_in"]),
        (&json!("Bearer"), &json!(3600))
    );
    let member = token(running, "ada@example.org");
    let said = claims(&member);
    assert_eq!(
        (&said["sub"], &said["roles"]),
        (&json!(id), &json!(["member"]))
    );
    assert_eq!(said["iss"], "https://club.example.org");
    assert_eq!(said["aud"], "https://club.example.org/api");
    let times = [&said["iat"], &said["exp"]].map(|time| time.as_u64().expect("a time"));
    assert_eq!(times[1] - times[0], 3600);

    let ada = Caller::with_token(running, &member);
    let notice = ada.create("create_notice", &json!({"title": "Closed"}))["id"].to_string();
    let draft = ada.create("create_draft", &json!({"title": "Plans"}));
    assert_eq!(
        draft["person_id"].to_string(),
        id,
        "the key of the row is the principal's"
    );
    assert_eq!(ada.status("delete_notice", &[&notice], None), 403);
    assert_eq!(
        Caller::unknown(running).status("list_notices", &[], None),
        401
    );
    let (head, signature) = member.rsplit_once('.').expect("three parts");
    let forged = format!("{head}.{}", signature.chars().rev().collect::<String>());
    let stranger = Caller::with_token(running, &forged);
    assert_eq!(stranger.status("list_notices", &[], None), 401);

    running
        .database
        .execute("UPDATE people SET role = 'editor'");
    assert_eq!(
        ada.status("delete_notice", &[&notice], None),
        403,
        "the token is as it was"
    );
    let editor = token(running, "ada@example.org");
    let editor = Caller::with_token(running, &editor);
    assert_eq!(editor.status("delete_notice", &[&notice], None), 204);
}

/// A wrong login and a wrong password are told alike, and nobody goes on trying.
pub fn refuses(running: &Running) {
    for name in ["ada", "bob", "eve"] {
        add(running, &format!("{name}@example.org"));
    }
    let wrong = sign_in(running, "ada@example.org", "wrong horse");
    let unknown = sign_in(running, "nobody@example.org", PASSWORD);
    assert_eq!((wrong.status, unknown.status), (401, 401));
    assert_eq!(wrong.text(), unknown.text());
    assert_eq!(wrong.header("www-authenticate"), Some("Bearer"));
    let eve = json!({"email": "eve@example.org"});
    running
        .database
        .execute("UPDATE people SET deleted_at = '2026-01-01 00:00:00' WHERE email LIKE 'eve%'");
    let deleted = sign_in(running, "eve@example.org", PASSWORD);
    assert_eq!(
        deleted.text(),
        unknown.text(),
        "deleted rows do not sign in"
    );
    let ask = |body: &Value| {
        let answer = Caller::unknown(running).ask("create_token", &[], "", Some(body));
        (answer.status, answer.json()["errors"][0]["pointer"].clone())
    };
    for (body, pointer) in [
        (eve, "/password"),
        (
            json!({"email": "a", "password": "b", "role": "editor"}),
            "/role",
        ),
        (json!({"email": "a\u{0}", "password": "b"}), "/email"),
        (json!({"email": 7, "password": "b"}), "/email"),
    ] {
        assert_eq!(ask(&body), (422, json!(pointer)));
    }

    for login in ["ada@example.org", "nobody@example.org"] {
        for attempt in 2..=5 {
            let answer = sign_in(running, login, "wrong horse");
            assert_eq!(answer.status, 401, "attempt {attempt}: {}", answer.text());
        }
        for password in ["wrong horse", PASSWORD] {
            let sixth = sign_in(running, login, password);
            assert_eq!(sixth.status, 429, "{}", sixth.text());
            let wait = sixth
                .header("retry-after")
                .and_then(|wait| wait.parse().ok());
            assert!(
                wait.is_some_and(|wait: u32| (1..=901).contains(&wait)),
                "{wait:?}"
            );
        }
        let spelt = sign_in(running, &format!("{} ", login.to_uppercase()), PASSWORD);
        assert_eq!(spelt.status, 429, "another spelling is no other login");
    }
    for _ in 0..6 {
        token(running, "bob@example.org");
    }
}

/// Whether somebody is known cannot be told by the time that a refusal takes. The bound is generous: without the same work it would be
/// a hundred times as long.
pub fn takes_its_time(running: &Running) {
    add(running, "ada@example.org");
    let fastest = |login: &str| {
        let times = (0..4).map(|_| {
            let start = Instant::now();
            assert_eq!(sign_in(running, login, "wrong horse").status, 401);
            start.elapsed()
        });
        times.min().unwrap_or_default()
    };
    let (known, unknown) = (fastest("ada@example.org"), fastest("nobody@example.org"));
    assert!(unknown > Duration::from_millis(2), "{unknown:?}");
    let (shorter, longer) = (known.min(unknown), known.max(unknown));
    assert!(longer < shorter * 4, "{known:?} and {unknown:?}");
}
