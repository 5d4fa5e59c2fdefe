//! Programs with keys: which are let in, and as whom.

use rowtype_runtime::http::{
    ApiKeys, Json, Principal, Problem, Router, Service, StatusCode, routing,
};

use crate::ask::{DOCUMENT, Nothing, get};

const KEY: &str = "8f14e45fceea167a5a36dedd4bea2543";
/// `printf %s 8f14e45fceea167a5a36dedd4bea2543 | sha256sum`
const HASH: &str = "403dd45c5e49532f648e756d9178b73467a741444a321d2e0755ebde19ac8523";

/// A service that tells who is asking, and lets admins do more.
fn router(keys: ApiKeys) -> axum::Router {
    let who = async |principal: Principal| Json((principal.id, principal.roles));
    let admin = async |principal: Principal| -> Result<StatusCode, Problem> {
        principal.require("admin")?;
        Ok(StatusCode::NO_CONTENT)
    };
    let routes: Router<Nothing> = Router::new()
        .route("/who", routing::get(who))
        .route("/admin", routing::get(admin));
    Service::new(Nothing, DOCUMENT)
        .routes(routes)
        .authenticate(keys)
        .router()
        .unwrap()
}

#[tokio::test]
async fn a_key_is_somebodys_and_every_other_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("api-keys.txt");
    let lines = format!("# The shop's.\n\nshop:orders,reports  sha256:{HASH}\n");
    std::fs::write(&file, lines).unwrap();
    let router = router(ApiKeys::from_file(&file).unwrap());
    let answer = get(&router, "/who", &[("x-api-key", KEY)]).await;
    assert_eq!(answer.text(), r#"["shop",["orders","reports"]]"#);
    let forbidden = get(&router, "/admin", &[("x-api-key", KEY)]).await;
    assert_eq!(forbidden.status, 403);
    let bearer = format!("Bearer {KEY}");
    let longer = format!("{KEY}0");
    for headers in [
        [].as_slice(),
        &[("x-api-key", "")],
        &[("x-api-key", &KEY[1..])],
        &[("x-api-key", &longer)],
        &[("x-api-key", HASH)],
        &[("authorization", &bearer)],
        &[("x-api-key", KEY), ("x-api-key", KEY)],
    ] {
        let answer = get(&router, "/who", headers).await;
        assert_eq!(answer.status, 401, "{headers:?}");
        assert_eq!(answer.header("www-authenticate"), "ApiKey");
        assert_eq!(
            answer.text(),
            r#"{"type":"about:blank","title":"Unauthorized","status":401}"#
        );
    }
    // In the address it would stand in every log.
    let answer = get(&router, &format!("/who?x-api-key={KEY}"), &[]).await;
    assert_eq!(answer.status, 401);
}

#[test]
fn where_there_are_no_keys_nothing_starts() {
    let missing = ApiKeys::from_env("ROWTYPE_TEST_NO_SUCH_VARIABLE").unwrap_err();
    assert_eq!(
        missing.to_string(),
        "the environment variable ROWTYPE_TEST_NO_SUCH_VARIABLE is not set"
    );
    let missing = ApiKeys::from_file("/nowhere/api-keys.txt").unwrap_err();
    assert!(missing.to_string().contains("/nowhere/api-keys.txt"));
}
