//! The API of what PostgreSQL alone has: what is wrong with a body is told with what was wanted.

use serde_json::{Value, json};

use super::types_http::{ask, router};

#[tokio::test]
async fn what_is_wrong_is_told_with_what_was_wanted() {
    let (_fixture, router) = router("http_wrong").await;
    let range = |detail: &str| detail.starts_with("must be a range: {\"lower\"");
    let bounds = |detail: &str| detail == "must be bounds of [], [), (] or ()";
    let bits = |detail: &str| detail.contains("must be bits, as text of 0 and 1");
    type Check<'c> = &'c dyn Fn(&str) -> bool;
    let cases: [(&str, &str, Value, Check<'_>); 16] = [
        ("/spans", "mediums", json!("[1,2)"), &range),
        ("/spans", "mediums", json!({"lower": 1}), &range),
        (
            "/spans",
            "mediums",
            json!({"lower": 1, "upper": 2, "bounds": "[["}),
            &bounds,
        ),
        (
            "/spans",
            "mediums",
            json!({"lower": "1", "upper": 2}),
            &|detail| detail.contains("32 bits"),
        ),
        (
            "/spans",
            "exacts",
            json!({"lower": "1e3", "upper": null}),
            &|detail| detail.contains("digits"),
        ),
        ("/spans", "all_mediums", json!({"empty": true}), &|detail| {
            detail == "must be a sequence"
        }),
        (
            "/spans",
            "words",
            json!({"lower": "a\0", "upper": null}),
            &|detail| detail.contains("NUL"),
        ),
        ("/bits", "eight", json!("0101"), &|detail| {
            detail == "exactly 8 bits"
        }),
        ("/bits", "few", json!("0000000000"), &|detail| {
            detail == "at most 9 bits"
        }),
        ("/bits", "many", json!("12"), &bits),
        ("/bits", "host", json!("10.0.0.256"), &|detail| {
            detail.contains("must be an address")
        }),
        ("/bits", "net", json!("10.0.0.1/8"), &|detail| {
            detail.contains("must be a network")
        }),
        ("/bits", "card", json!("08-00"), &|detail| {
            detail.contains("network card")
        }),
        ("/people", "home", json!({"town": "x"}), &|detail| {
            detail.contains("street, city, since")
        }),
        ("/people", "home", json!([1]), &|detail| !detail.is_empty()),
        (
            "/people",
            "who",
            json!({"name": "x", "part": "1e0"}),
            &|detail| detail.contains("digits"),
        ),
    ];
    for (path, key, value, is_told) in cases {
        let (status, answer) = ask(&router, "POST", path, Some(&json!({ key: value }))).await;
        assert_eq!(status, 422, "{key} {value}: {answer}");
        let error = &answer["errors"][0];
        assert_eq!(error["pointer"], format!("/{key}"), "{answer}");
        let detail = error["detail"].as_str().expect("a detail");
        assert!(is_told(detail), "{key} {value}: {detail}");
    }
    // What only the database knows.
    let backwards = json!({"days": {"lower": "2024-01-02", "upper": "2024-01-01"}});
    let (status, answer) = ask(&router, "POST", "/spans", Some(&backwards)).await;
    assert_eq!(status, 422, "{answer}");
    let nameless = json!({"who": {"name": null}});
    let (status, answer) = ask(&router, "POST", "/people", Some(&nameless)).await;
    assert_eq!(status, 422, "{answer}");
}

#[tokio::test]
async fn lists_are_filtered_by_addresses_and_bits() {
    let (_fixture, router) = router("http_filters").await;
    for host in ["10.0.0.1", "10.0.0.2/8", "::1"] {
        let (status, answer) = ask(&router, "POST", "/bits", Some(&json!({"host": host}))).await;
        assert_eq!((status, &answer["host"]), (201, &json!(host)), "{answer}");
    }
    let found = async |query: &str| {
        let (status, page) = ask(&router, "GET", &format!("/bits?{query}"), None).await;
        let items = page["items"].as_array();
        (status, items.map_or(0, Vec::len))
    };
    assert_eq!(found("host=10.0.0.1").await, (200, 1));
    assert_eq!(found("host=10.0.0.2%2F8").await, (200, 1));
    assert_eq!(found("host.in=10.0.0.1,::1").await, (200, 2));
    assert_eq!(found("host.gt=10.0.0.1&sort=-host").await, (200, 1));
    assert_eq!(found("host=localhost").await, (422, 0));
    let (status, row) = ask(
        &router,
        "POST",
        "/defaults",
        Some(&json!({"key": "10.0.0.2/8"})),
    )
    .await;
    assert_eq!(status, 201, "{row}");
    let (status, same) = ask(&router, "GET", "/defaults/10.0.0.2%2F8", None).await;
    assert_eq!((status, same), (200, row));
    let (status, page) = ask(&router, "GET", "/hosts-in?net=10.0.0.0%2F8", None).await;
    assert_eq!(
        (status, page["items"].as_array().map(Vec::len)),
        (200, Some(1)),
        "{page}"
    );
    let (status, page) = ask(&router, "GET", "/hosts-of?hosts=10.0.0.1&many=", None).await;
    assert_eq!(
        (status, page["items"].as_array().map(Vec::len)),
        (200, Some(0)),
        "{page}"
    );
}
