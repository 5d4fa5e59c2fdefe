//! Lists that are filtered by related rows, in every direction: what they find, and what nobody can find out by them.

use crate::callers::Caller;
use crate::client::encoded;
use crate::service::Running;

/// People of two teams and of none, with what they write and say of each other's.
pub fn fill(running: &Running) {
    for statement in [
        "INSERT INTO teams (id, name, motto) VALUES (1, 'Engines', 'secret'), (2, 'Looms', NULL)",
        "INSERT INTO people (id, name, email, born, team_id) VALUES \
         (1, 'Ada', 'ada@x', '1815-12-10', 1), (2, 'Bob', NULL, NULL, 2), (3, 'Cid', 'cid@x', '1900-01-01', NULL)",
        "INSERT INTO profiles (person_id, city) VALUES (1, 'London'), (3, 'Oslo')",
        "INSERT INTO articles (id, title, author_id, editor_id) VALUES \
         (1, 'On engines', 1, 2), (2, 'On looms', 2, NULL), (3, 'On sleep', 3, 1), (4, 'On rain', 1, NULL)",
        "INSERT INTO comments (id, article_id, person_id, body, stars, deleted_at) VALUES \
         (1, 1, 2, 'good', 5, NULL), (2, 1, 3, 'bad', 1, NULL), (3, 2, NULL, 'good', 1, NULL), \
         (4, 3, 1, 'good', 2, '2024-02-29 12:00:00')",
        "INSERT INTO words (id, name) VALUES (1, 'history'), (2, 'science'), (3, 'unused')",
        "INSERT INTO article_words (article_id, word_id) VALUES (1, 1), (1, 2), (2, 1), (4, 2)",
        "INSERT INTO marks (id, reader_id, article_id, remark) VALUES \
         (1, 1, 1, 'again'), (2, 2, 2, 'again'), (3, 2, 1, 'later')",
    ] {
        running.database.execute(statement);
    }
}

/// The keys of the rows that a list gives, in its order.
fn found(caller: &Caller<'_>, list: &str, query: &str) -> Vec<i64> {
    let page = caller.get(list, &[], &format!("?total=true&sort=id&{query}"));
    let rows = page["items"].as_array().expect("rows");
    assert_eq!(page["total"], rows.len(), "{query}");
    let keys = rows.iter().map(|row| row["id"].as_i64().expect("a key"));
    keys.collect()
}

/// Each condition, and the rows that it finds.
pub fn filters(running: &Running) {
    fill(running);
    let ada = Caller::known(running, "1");
    let cases: &[(&str, &[i64])] = &[
        // To one row.
        ("author.name=Ada", &[1, 4]),
        ("author.name.starts=B", &[2]),
        ("author.name.icontains=d", &[1, 3, 4]),
        ("author.name.in=Bob,Cid", &[2, 3]),
        ("author.born.lt=1850-01-01", &[1, 4]),
        ("author.email.null=true", &[2]),
        ("author.email.null=false", &[1, 3, 4]),
        // Nothing is known of a row that is not there: it is neither this nor that.
        ("author.email.ne=ada%40x", &[2, 3]),
        ("editor.name.ne=Ada", &[1]),
        ("editor.name=Ada", &[3]),
        // Further.
        ("author.team.name=Engines", &[1, 4]),
        ("author.team.name.ne=Engines", &[2]),
        ("author.profile.city.in=London,Oslo", &[1, 3, 4]),
        // To many rows: there is such a one. What is deleted is none.
        ("comments.body=good", &[1, 2]),
        ("comments.stars.gte=2", &[1]),
        ("comments.stars.lt=2", &[1, 2]),
        ("comments.person.name=Cid", &[1]),
        ("comments.person.name.ne=Bob", &[1]),
        // It is one row for which all of them hold.
        ("comments.body=good&comments.stars=1", &[2]),
        ("comments.body=good&comments.person.name=Bob", &[1]),
        ("comments.body=good&comments.person.name=Cid", &[]),
        // Through a table between.
        ("words.name=history", &[1, 2]),
        ("words.name.ne=history", &[1, 4]),
        ("words.name=unused", &[]),
        // With others.
        ("author.name=Ada&words.name=history", &[1]),
        ("author.name=Ada&id.gt=1", &[4]),
        ("author.name=Ada&author.team.name=Looms", &[]),
    ];
    for (query, rows) in cases {
        assert_eq!(&found(&ada, "list_articles", query), rows, "{query}");
    }
    let people = |query: &str| found(&ada, "list_people", query);
    assert_eq!(people("articles.comments.body=good"), [1, 2]);
    assert_eq!(
        people("articles.title.starts=On%20r&articles.comments.body=good"),
        [] as [i64; 0]
    );
    assert_eq!(people("team.name=Looms"), [2]);
    assert_eq!(people("profile.city=Oslo"), [3]);
}

/// Rows of others are not found, neither by a condition on them nor beside them.
pub fn owners(running: &Running) {
    fill(running);
    let (ada, bob) = (Caller::known(running, "1"), Caller::known(running, "2"));
    let articles = |caller: &Caller<'_>, query: &str| found(caller, "list_articles", query);
    assert_eq!(articles(&ada, "marks.remark=again"), [1]);
    assert_eq!(articles(&bob, "marks.remark=again"), [2]);
    assert_eq!(articles(&bob, "marks.remark.ne=again"), [1]);
    assert_eq!(articles(&ada, "marks.remark.starts=later"), [] as [i64; 0]);
    assert_eq!(found(&bob, "list_marks", "article.author.name=Ada"), [3]);
    assert_eq!(found(&ada, "list_marks", "article.author.name=Ada"), [1]);
    // Somebody whose key is none of this database has no rows.
    let stranger = Caller::known(running, "x");
    assert_eq!(articles(&stranger, "marks.remark=again"), [] as [i64; 0]);
}

/// Pages go on under the same conditions.
pub fn pages(running: &Running) {
    fill(running);
    let ada = Caller::known(running, "1");
    let first = ada.get("list_articles", &[], "?author.name=Ada&limit=1");
    let cursor = first["next_cursor"].as_str().expect("another page");
    let more = format!("?author.name=Ada&limit=1&cursor={cursor}");
    let second = ada.get("list_articles", &[], &more);
    assert_eq!(first["items"][0]["id"], 1);
    assert_eq!(second["items"][0]["id"], 4);
    assert_eq!(second["has_more"], false);
}

/// What is not offered, and what is no value.
pub fn refusals(running: &Running) {
    fill(running);
    let ada = Caller::known(running, "1");
    for (query, pointer, code) in [
        ("author.team.motto=secret", "author.team.motto", "unknown"),
        ("author.motto=x", "author.motto", "unknown"),
        ("author=Ada", "author", "unknown"),
        ("words.id=1", "words.id", "unknown"),
        ("author.name.gtx=1", "author.name.gtx", "unknown"),
        ("comments.body.null=true", "comments.body.null", "unknown"),
        ("comments.stars=many", "comments.stars", "type"),
        ("author.born.gt=yesterday", "author.born.gt", "type"),
        ("author.name=A&author.name=B", "author.name", "duplicate"),
    ] {
        let answer = ada.ask("list_articles", &[], &format!("?{query}"), None);
        assert_eq!(answer.status, 422, "{query}: {}", answer.text());
        let error = &answer.json()["errors"][0];
        assert_eq!(error["pointer"], format!("/{pointer}"), "{query}: {error}");
        assert_eq!(error["code"], code, "{query}: {error}");
    }
    // A text stands for itself.
    let quoted = encoded("Ada' OR '1'='1");
    assert_eq!(
        found(&ada, "list_articles", &format!("author.name={quoted}")),
        [] as [i64; 0]
    );
}

/// The document has each condition with the type of its column.
pub fn document(running: &Running) {
    let operation = running.operation("list_articles");
    let parameter = |name: &str| {
        let found = operation.parameter(name);
        found.unwrap_or_else(|| panic!("no parameter {name}"))
    };
    assert_eq!(parameter("comments.stars")["schema"]["type"], "integer");
    assert_eq!(
        parameter("comments.stars.null")["schema"]["type"],
        "boolean"
    );
    assert_eq!(parameter("author.born")["schema"]["format"], "date");
    assert_eq!(parameter("author.team.name.in")["schema"]["type"], "array");
    let parameters = operation.parameters("query").into_iter();
    let names: Vec<&str> = parameters.filter_map(|one| one["name"].as_str()).collect();
    assert!(
        !names.iter().any(|name| name.contains("motto")),
        "{names:?}"
    );
}
