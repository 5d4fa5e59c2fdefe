//! Who is let in with a token, and that everybody else is told the same.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::http::Method;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use ring::{hmac, rsa};
use rowtype_runtime::base64;
use rowtype_runtime::http::{Json, JwtBearer, Principal, Router, Service, routing};
use serde_json::{Value, json};

use crate::ask::{Answer, DOCUMENT, Nothing, get, send};
use crate::keys::{ELLIPTIC, MODULUS, OTHER_PRIVATE, PRIVATE, PUBLIC, PUBLIC_PKCS1, SMALL};

const SECRET: &[u8] = b"a secret of thirty-two characters";
const OTHER_SECRET: &[u8] = b"another one of the same length ..";

/// Base64url without padding.
fn part(bytes: &[u8]) -> String {
    let text = base64::encode(bytes).replace('+', "-").replace('/', "_");
    text.trim_end_matches('=').to_owned()
}

/// What is signed of a token.
fn unsigned(header: &Value, claims: &Value) -> String {
    let parts = [header, claims].map(|json| part(json.to_string().as_bytes()));
    parts.join(".")
}

/// A token signed with a secret.
fn by_secret(secret: &[u8], header: &Value, claims: &Value) -> String {
    let unsigned = unsigned(header, claims);
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    let tag = hmac::sign(&key, unsigned.as_bytes());
    format!("{unsigned}.{}", part(tag.as_ref()))
}

/// A token signed with one of the private keys.
fn by_rsa(private: &str, header: &Value, claims: &Value) -> String {
    let unsigned = unsigned(header, claims);
    let der = base64::decode(private).unwrap();
    let key: RsaKeyPair = rsa::KeyPair::from_der(&der).unwrap();
    let mut signature = vec![0; key.public().modulus_len()];
    let random = SystemRandom::new();
    key.sign(
        &RSA_PKCS1_SHA256,
        &random,
        unsigned.as_bytes(),
        &mut signature,
    )
    .unwrap();
    format!("{unsigned}.{}", part(&signature))
}

/// So many seconds from now.
fn after(seconds: i64) -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(now.as_secs()).unwrap() + seconds
}

/// A service that tells who is asking.
fn router(identity: JwtBearer) -> axum::Router {
    let who = async |principal: Principal| Json((principal.id, principal.roles));
    let routes: Router<Nothing> = Router::new().route("/who", routing::get(who).post(who));
    Service::new(Nothing, DOCUMENT)
        .routes(routes)
        .authenticate(identity)
        .router()
        .unwrap()
}

async fn ask(router: &axum::Router, token: &str) -> Answer {
    get(
        router,
        "/who",
        &[("authorization", &format!("Bearer {token}"))],
    )
    .await
}

/// Whoever is refused learns nothing but that.
fn assert_refused(answer: &Answer, what: &str) {
    assert_eq!(answer.status, 401, "{what}: {}", answer.text());
    assert_eq!(
        answer.header("www-authenticate"),
        "Bearer error=\"invalid_token\"",
        "{what}"
    );
    assert_eq!(
        answer.header("content-type"),
        "application/problem+json",
        "{what}"
    );
    assert_eq!(
        answer.text(),
        r#"{"type":"about:blank","title":"Unauthorized","status":401}"#,
        "{what}"
    );
}

fn ours() -> JwtBearer {
    JwtBearer::hs256(SECRET)
        .unwrap()
        .issuer("https://login.example.com")
        .audience("api")
}

fn claims() -> Value {
    json!({
        "iss": "https://login.example.com",
        "aud": "api",
        "sub": "7",
        "roles": ["editor", "reader"],
        "exp": after(60),
        "nbf": after(0),
    })
}

/// The claims with one of them changed; null takes it away.
fn with(claim: &str, value: Value) -> Value {
    let mut claims = claims();
    let object = claims.as_object_mut().unwrap();
    object.insert(claim.to_owned(), value);
    object.retain(|_, value| !value.is_null());
    claims
}

#[tokio::test]
async fn whoever_has_a_good_token_is_known() {
    let router = router(ours());
    let header = json!({"alg": "HS256", "typ": "JWT"});
    for (claims, wanted) in [
        (claims(), r#"["7",["editor","reader"]]"#),
        (
            with("aud", json!(["other", "api"])),
            r#"["7",["editor","reader"]]"#,
        ),
        (
            with("roles", json!("editor reader")),
            r#"["7",["editor","reader"]]"#,
        ),
        (with("roles", Value::Null), r#"["7",[]]"#),
        (with("sub", json!(7)), r#"["7",["editor","reader"]]"#),
        (
            with("exp", json!(after(60) as f64 + 0.5)),
            r#"["7",["editor","reader"]]"#,
        ),
        (with("nbf", Value::Null), r#"["7",["editor","reader"]]"#),
        // The clocks may differ a little.
        (
            with("exp", json!(after(-30))),
            r#"["7",["editor","reader"]]"#,
        ),
        (
            with("nbf", json!(after(30))),
            r#"["7",["editor","reader"]]"#,
        ),
    ] {
        let answer = ask(&router, &by_secret(SECRET, &header, &claims)).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (200, wanted));
    }
    // The scheme has no case.
    let token = by_secret(SECRET, &header, &claims());
    let header = format!("bEARER {token}");
    let answer = get(&router, "/who", &[("authorization", &header)]).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn claims_that_do_not_hold_are_refused() {
    let router = router(ours());
    let header = json!({"alg": "HS256"});
    for (claim, value) in [
        ("exp", json!(after(-61))),
        ("exp", Value::Null),
        ("exp", json!("2100-01-01")),
        ("nbf", json!(after(90))),
        ("nbf", json!("now")),
        ("iss", json!("https://evil.example.com")),
        ("iss", Value::Null),
        ("iss", json!(["https://login.example.com"])),
        ("aud", json!("other")),
        ("aud", json!(["other"])),
        ("aud", json!([])),
        ("aud", Value::Null),
        ("sub", Value::Null),
        ("sub", json!("")),
        ("sub", json!({"id": 7})),
        ("roles", json!(7)),
        ("roles", json!(["editor", 7])),
    ] {
        let token = by_secret(SECRET, &header, &with(claim, value.clone()));
        assert_refused(&ask(&router, &token).await, &format!("{claim}: {value}"));
    }
}

#[tokio::test]
async fn a_token_that_was_not_signed_with_the_key_is_refused() {
    let router = router(ours());
    let good = by_secret(SECRET, &json!({"alg": "HS256"}), &claims());
    let (unsigned_part, signature) = good.rsplit_once('.').unwrap();
    let admin = unsigned(&json!({"alg": "HS256"}), &with("roles", json!(["admin"])));
    let none = unsigned(&json!({"alg": "none"}), &claims());
    for (what, token) in [
        (
            "another secret",
            by_secret(OTHER_SECRET, &json!({"alg": "HS256"}), &claims()),
        ),
        ("other claims", format!("{admin}.{signature}")),
        ("no signature", format!("{unsigned_part}.")),
        ("two parts", unsigned_part.to_owned()),
        ("four parts", format!("{good}.x")),
        ("half a signature", good[..good.len() - 20].to_owned()),
        ("padding", format!("{good}=")),
        ("none", format!("{none}.")),
        ("none, signed", format!("{none}.{signature}")),
        (
            "None",
            by_secret(SECRET, &json!({"alg": "None"}), &claims()),
        ),
        (
            "another algorithm",
            by_secret(SECRET, &json!({"alg": "HS512"}), &claims()),
        ),
        (
            "the public key's algorithm",
            by_rsa(PRIVATE, &json!({"alg": "RS256"}), &claims()),
        ),
        ("no algorithm", by_secret(SECRET, &json!({}), &claims())),
        (
            "algorithms",
            by_secret(SECRET, &json!({"alg": ["HS256"]}), &claims()),
        ),
        (
            "critical",
            by_secret(
                SECRET,
                &json!({"alg": "HS256", "crit": ["b64"], "b64": false}),
                &claims(),
            ),
        ),
        (
            "an odd kid",
            by_secret(SECRET, &json!({"alg": "HS256", "kid": 1}), &claims()),
        ),
        (
            "no object",
            by_secret(SECRET, &json!({"alg": "HS256"}), &json!([1])),
        ),
        ("nothing", String::new()),
        ("dots", "..".to_owned()),
        ("too long", format!("{}.{good}", "a".repeat(20_000))),
    ] {
        assert_refused(&ask(&router, &token).await, what);
    }
    assert_eq!(ask(&router, &good).await.status, 200);
}

#[tokio::test]
async fn whoever_has_no_token_is_asked_for_one() {
    let router = router(ours());
    let good = by_secret(SECRET, &json!({"alg": "HS256"}), &claims());
    let bearer = format!("Bearer {good}");
    for headers in [
        [].as_slice(),
        &[("authorization", "Basic YTpi")],
        &[("authorization", &good)],
        &[("cookie", &bearer)],
        // Two of them could be read in two ways.
        &[("authorization", &bearer), ("authorization", &bearer)],
    ] {
        let answer = get(&router, "/who", headers).await;
        assert_eq!(answer.status, 401, "{headers:?}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    // Who it is comes before what is asked.
    let answer = send(&router, Method::POST, "/who", &[], "not JSON").await;
    assert_eq!(answer.status, 401);
}

#[tokio::test]
async fn a_token_for_somebody_is_not_for_a_service_that_has_no_name() {
    let router = router(JwtBearer::hs256(SECRET).unwrap());
    let header = json!({"alg": "HS256"});
    let mine = by_secret(SECRET, &header, &with("aud", Value::Null));
    assert_eq!(ask(&router, &mine).await.status, 200);
    let theirs = by_secret(SECRET, &header, &claims());
    assert_refused(&ask(&router, &theirs).await, "aud");
}

#[tokio::test]
async fn ids_and_roles_come_from_the_claims_that_are_named() {
    let identity = ours().id_from("user").roles_from("scope");
    let router = router(identity.leeway(Duration::ZERO));
    let header = json!({"alg": "HS256"});
    let mut claims = with("scope", json!("read write"));
    claims["user"] = json!(42);
    let answer = ask(&router, &by_secret(SECRET, &header, &claims)).await;
    assert_eq!(answer.text(), r#"["42",["read","write"]]"#);
    claims["exp"] = json!(after(-1));
    let late = by_secret(SECRET, &header, &claims);
    assert_refused(&ask(&router, &late).await, "no leeway");
}

#[tokio::test]
async fn a_public_key_knows_what_its_private_key_has_signed() {
    let header = json!({"alg": "RS256", "kid": "whatever"});
    let claims = with("aud", Value::Null);
    for pem in [PUBLIC, PUBLIC_PKCS1] {
        let router = router(JwtBearer::rs256(pem).unwrap());
        let good = by_rsa(PRIVATE, &header, &claims);
        let answer = ask(&router, &good).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let other = by_rsa(OTHER_PRIVATE, &header, &claims);
        assert_refused(&ask(&router, &other).await, "another key");
        // The public key, which everybody has, is no secret for HS256.
        let confused = by_secret(pem.as_bytes(), &json!({"alg": "HS256"}), &claims);
        assert_refused(&ask(&router, &confused).await, "the public key as a secret");
        let renamed = by_rsa(PRIVATE, &json!({"alg": "RS512"}), &claims);
        assert_refused(&ask(&router, &renamed).await, "RS512");
    }
}

#[tokio::test]
async fn a_set_of_keys_has_them_by_their_ids() {
    let set = json!({"keys": [
        {"kty": "RSA", "kid": "rsa", "use": "sig", "alg": "RS256", "n": MODULUS, "e": "AQAB"},
        {"kty": "oct", "kid": "oct", "alg": "HS256", "k": part(SECRET)},
        {"kty": "EC", "kid": "ec", "crv": "P-256", "x": "AA", "y": "AA"},
        {"kty": "RSA", "kid": "enc", "use": "enc", "n": MODULUS, "e": "AQAB"},
    ]});
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keys.json");
    std::fs::write(&file, set.to_string()).unwrap();
    let router = router(JwtBearer::jwks_file(&file).unwrap());
    let claims = with("aud", Value::Null);
    let rsa = |header: Value| by_rsa(PRIVATE, &header, &claims);
    let oct = |header: Value| by_secret(SECRET, &header, &claims);
    for good in [
        rsa(json!({"alg": "RS256", "kid": "rsa"})),
        oct(json!({"alg": "HS256", "kid": "oct"})),
    ] {
        assert_eq!(ask(&router, &good).await.status, 200);
    }
    for (what, token) in [
        ("no kid", rsa(json!({"alg": "RS256"}))),
        ("an unknown kid", rsa(json!({"alg": "RS256", "kid": "new"}))),
        (
            "a kid for encryption",
            rsa(json!({"alg": "RS256", "kid": "enc"})),
        ),
        (
            "a kid of another type",
            rsa(json!({"alg": "RS256", "kid": "ec"})),
        ),
        (
            "the other's kid",
            rsa(json!({"alg": "RS256", "kid": "oct"})),
        ),
        (
            "the other's kid",
            oct(json!({"alg": "HS256", "kid": "rsa"})),
        ),
    ] {
        assert_refused(&ask(&router, &token).await, what);
    }
    // Of one key alone nobody must say which.
    let set = json!({"keys": [{"kty": "RSA", "kid": "rsa", "n": MODULUS, "e": "AQAB"}]});
    let alone = self::router(JwtBearer::jwks(&set.to_string()).unwrap());
    assert_eq!(ask(&alone, &rsa(json!({"alg": "RS256"}))).await.status, 200);
    let other = rsa(json!({"alg": "RS256", "kid": "old"}));
    assert_refused(&ask(&alone, &other).await, "another kid");
}

#[test]
fn keys_that_cannot_be_used_are_told_at_the_start() {
    let set = |keys: Value| JwtBearer::jwks(&json!({"keys": keys}).to_string());
    let private =
        format!("-----BEGIN RSA PRIVATE KEY-----\n{PRIVATE}\n-----END RSA PRIVATE KEY-----");
    let rsa = json!({"kty": "RSA", "kid": "a", "n": MODULUS, "e": "AQAB"});
    for (refused, wanted) in [
        (
            JwtBearer::hs256(b"short"),
            "a secret for HS256 has at least 32 bytes, and this one has 5",
        ),
        (
            JwtBearer::rs256(SMALL),
            "a key for RS256 has 2048 to 8192 bits, and this one has 1024",
        ),
        (JwtBearer::rs256(ELLIPTIC), "this is no public key of RSA"),
        (JwtBearer::rs256("secret"), "this is not PEM"),
        (JwtBearer::rs256(&private), "this is a private key"),
        (JwtBearer::jwks("secret"), "the key set is not JSON"),
        (JwtBearer::jwks("{}"), "a key set is an object with a list"),
        (set(json!([])), "the key set has no key for RS256"),
        (
            set(json!([{"kty": "oct", "k": part(SECRET)}])),
            "the key set has no key for RS256",
        ),
        (
            set(json!([{"kty": "oct", "alg": "HS256", "k": "AA"}])),
            "a secret for HS256 has at least 32 bytes",
        ),
        (
            set(json!([{"kty": "RSA", "n": "secret=", "e": "AQAB"}])),
            "a key of the set has no `n` in base64url",
        ),
        (set(json!([rsa, rsa])), "two keys of the set have one `kid`"),
    ] {
        let error = refused.unwrap_err().to_string();
        assert!(error.starts_with(wanted), "{error}");
        assert!(!error.contains("secret="), "{error}");
    }
    let missing = JwtBearer::jwks_file("/nowhere/keys.json").unwrap_err();
    assert!(missing.to_string().contains("/nowhere/keys.json"));
    assert!(!format!("{:?}", ours()).contains("thirty"));
}
