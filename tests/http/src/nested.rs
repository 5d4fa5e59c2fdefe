//! Answers with related rows that have related rows with them.

use serde_json::{Value, json};

use crate::across::fill;
use crate::callers::Caller;
use crate::client::Request;
use crate::service::Running;

/// What comes along, and what nobody asked for.
pub fn includes(running: &Running) {
    fill(running);
    let (ada, bob) = (Caller::known(running, "1"), Caller::known(running, "2"));
    let page = ada.get(
        "list_articles",
        &[],
        "?sort=id&include=comments.person.team",
    );
    let comments = |row: usize| &page["items"][row]["comments"];
    assert_eq!(comments(0)[0]["person"]["name"], "Bob");
    assert_eq!(comments(0)[0]["person"]["team"]["name"], "Looms");
    assert_eq!(comments(0)[1]["person"]["name"], "Cid");
    assert_eq!(comments(0)[1]["person"]["team"], Value::Null);
    assert_eq!(comments(1)[0]["person"], Value::Null);
    // A comment that is deleted is none.
    assert_eq!(comments(2), &json!([]));
    assert!(page["items"][0].get("author").is_none(), "{page}");
    assert!(comments(0)[0].get("article").is_none(), "{page}");
    assert!(!page.to_string().contains("secret"), "{page}");
    // Each relation on the way can be the last, and many go together.
    let shorter = ada.get("get_article", &["1"], "?include=comments.person");
    assert_eq!(shorter["comments"][0]["person"]["name"], "Bob");
    assert!(shorter["comments"][0]["person"].get("team").is_none());
    let plain = ada.get("get_article", &["1"], "?include=comments");
    assert!(plain["comments"][0].get("person").is_none(), "{plain}");
    let query = "?include=words.articles,comments,author,editor.profile,comments.person";
    let many = ada.get("get_article", &["1"], query);
    assert_eq!(many["author"]["name"], "Ada");
    assert_eq!(many["editor"]["profile"], Value::Null);
    assert_eq!(many["comments"][1]["person"]["name"], "Cid");
    let keys = |rows: &Value| -> Vec<i64> {
        let rows = rows.as_array().expect("rows").iter();
        rows.map(|row| row["id"].as_i64().expect("a key")).collect()
    };
    assert_eq!(keys(&many["words"][0]["articles"]), [1, 2]);
    assert_eq!(keys(&many["words"][1]["articles"]), [1, 4]);
    let people = ada.get(
        "list_people",
        &[],
        "?sort=id&include=articles.comments.person",
    );
    let said = &people["items"][0]["articles"][0]["comments"][0];
    assert_eq!(said["person"]["name"], "Bob", "{people}");
    // What belongs to somebody comes along for him alone.
    for (caller, marks) in [(&ada, json!("again")), (&bob, Value::Null)] {
        let article = caller.get("get_article", &["1"], "?include=author.own_marks");
        assert_eq!(article["author"]["own_marks"][0]["remark"], marks);
    }
    let marks = bob.get("list_marks", &[], "?sort=id&include=article.author");
    assert_eq!(marks["items"][1]["article"]["author"]["name"], "Ada");
}

/// How many statements have run, by what the service tells of itself.
fn count(running: &Running) -> u64 {
    let metrics = running.send(&Request::new("GET", "/metrics")).text();
    let lines = metrics.lines().filter_map(|line| {
        let rest = line.strip_prefix("rowtype_statement_duration_seconds_count")?;
        rest.rsplit(' ').next()?.parse::<u64>().ok()
    });
    lines.sum()
}

/// One statement for the rows, and one for each relation at each level, whatever the number of rows.
pub fn statements(running: &Running) {
    fill(running);
    let ada = Caller::known(running, "1");
    for (query, wanted) in [
        ("", 1),
        ("?include=comments", 2),
        ("?include=comments.person", 3),
        ("?include=comments.person.team", 4),
        ("?include=comments.person.team,author.team,words", 7),
        ("?author.name=Ada&comments.body=good", 1),
    ] {
        let before = count(running);
        ada.get("list_articles", &[], query);
        assert_eq!(count(running) - before, wanted, "{query}");
    }
}

/// Whoever asks for another relation is told which there are.
pub fn refusals(running: &Running) {
    fill(running);
    let ada = Caller::known(running, "1");
    for word in [
        "comments.article",
        "author.team.members",
        "words.",
        "comments.person.team.members",
        "team",
    ] {
        for (list, path) in [("list_articles", &[][..]), ("get_article", &["1"][..])] {
            let answer = ada.ask(list, path, &format!("?include={word}"), None);
            assert_eq!(answer.status, 422, "{word}: {}", answer.text());
            let error = &answer.json()["errors"][0];
            let detail = error["detail"].as_str().expect("words");
            for known in ["comments.person.team", "words.articles", "author,"] {
                assert!(detail.contains(known), "{word}: {detail}");
            }
        }
    }
}

/// A hundred rows of a relation for each row, at each level, and ten thousand for an answer.
pub fn bounds(running: &Running) {
    fill(running);
    let ada = Caller::known(running, "1");
    let many = |make: &dyn Fn(usize) -> String| -> String {
        let rows: Vec<String> = (0..130).map(|at| make(at + 100)).collect();
        rows.join(", ")
    };
    running.database.execute(&format!(
        "INSERT INTO words (id, name) VALUES {}",
        many(&|at| format!("({at}, 'word {at}')"))
    ));
    running.database.execute(&format!(
        "INSERT INTO articles (id, title, author_id) VALUES {}",
        many(&|at| format!("({at}, 'On {at}', 3)"))
    ));
    running.database.execute(&format!(
        "INSERT INTO article_words (article_id, word_id) VALUES {}",
        many(&|at| format!("(3, {at})"))
    ));
    running.database.execute(&format!(
        "INSERT INTO article_words (article_id, word_id) VALUES {}",
        many(&|at| format!("({at}, 100)"))
    ));
    let article = ada.get("get_article", &["3"], "?include=words.articles");
    let words = article["words"].as_array().expect("words");
    assert_eq!(words.len(), 100);
    assert_eq!(words[0]["articles"].as_array().map(Vec::len), Some(100));
    assert_eq!(words[1]["articles"].as_array().map(Vec::len), Some(1));
    // Each of a hundred articles has the one word, and this a hundred articles: that is the most.
    let first = "?limit=100&id.gte=100&sort=id&include=words.articles";
    let page = ada.get("list_articles", &[], first);
    let rows = page["items"].as_array().expect("rows");
    let related = rows.iter().flat_map(|row| row["words"].as_array());
    let related = related.flatten().map(|word| word["articles"].as_array());
    let total: usize = related.flatten().map(Vec::len).sum();
    assert_eq!(total, 10_000);
    let one_more = "?limit=100&id.gte=3&sort=id&include=words.articles";
    let answer = ada.ask("list_articles", &[], one_more, None);
    assert_eq!(answer.status, 422, "{}", answer.text());
    let error = &answer.json()["errors"][0];
    assert_eq!(error["pointer"], "/include");
    assert_eq!(error["code"], "too_many");
    // Fewer rows of the page bring fewer of their relations.
    let fewer = one_more.replace("limit=100", "limit=50");
    ada.get("list_articles", &[], &fewer);
}
