//! Reads go to servers that follow the primary, but for those that would miss what was just written, or that can only be done
//! there.

use std::time::{Duration, Instant, SystemTime};

use rowtype_runtime::ErrorKind;
use rowtype_runtime::http::{Document, Problem, Router, Service, State, get};
use rowtype_runtime::postgres::{Db, Isolation, Options, Read, Result, Sql, TxOptions, Write};

use tower::ServiceExt;

use crate::cluster::{Cluster, start};

static IS_REPLICA: Sql = Sql::new("is_replica", "SELECT pg_is_in_recovery()");
const COUNT: Sql = Sql::new("notes.count", "SELECT count(*) FROM notes");
const INSERT: Sql = Sql::new("notes.insert", "INSERT INTO notes (text) VALUES ($1)");
const NEXT: Sql = Sql::new("next", "SELECT nextval('numbers')");

async fn is_replica(db: &impl Read) -> bool {
    let found = db.query_one(&IS_REPLICA, &[], |row| row.get(0)).await;
    found.unwrap()
}

async fn count(db: &impl Read) -> i64 {
    db.query_one(&COUNT, &[], |row| row.get(0)).await.unwrap()
}

/// Holds what the replica knows. The server says only later that it does so.
fn pause(replica: &Cluster) {
    let ask = |sql: &str| replica.psql("postgres", sql).unwrap();
    ask("SELECT pg_wal_replay_pause()");
    let start = Instant::now();
    while ask("SELECT pg_get_wal_replay_pause_state()").trim() != "paused" {
        assert!(start.elapsed() < Duration::from_secs(20), "not paused");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until a replica has everything that was written so far.
fn wait_for(primary: &Cluster, replica: &Cluster) {
    let position = primary
        .psql("postgres", "SELECT pg_current_wal_flush_lsn()")
        .unwrap();
    let caught_up = format!("SELECT pg_last_wal_replay_lsn() >= '{}'", position.trim());
    let start = Instant::now();
    while replica.psql("postgres", &caught_up).unwrap().trim() != "t" {
        assert!(start.elapsed() < Duration::from_secs(20), "{position}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reads_go_to_replicas_and_find_what_was_written() {
    let primary = start(&["synchronous_commit = local"]);
    let replica = primary.standby().unwrap();
    primary
        .psql(
            "postgres",
            "CREATE TABLE notes (text text); CREATE SEQUENCE numbers",
        )
        .unwrap();
    wait_for(&primary, &replica);
    let window = Duration::from_millis(500);
    let options = Options {
        replicas: vec![format!("127.0.0.1:{}", replica.port())],
        read_your_writes: window,
        ..Options::default()
    };
    let db = Db::connect_with(&primary.url("postgres"), options.clone())
        .await
        .unwrap();

    // Everything that only reads.
    assert!(is_replica(&db).await);
    assert!(is_replica(&db.reading()).await);
    let streamed = db.stream(&IS_REPLICA, &[], |row| row.get::<bool>(0)).await;
    assert!(streamed.unwrap().next().await.unwrap().unwrap());
    let sets = [(), ()];
    let each = db.query_each(
        &IS_REPLICA,
        &sets,
        |(), batch| batch.add(&[]),
        |row| row.get::<bool>(0),
    );
    assert_eq!(each.await.unwrap(), [[true], [true]]);
    let tx = db.begin_with(TxOptions::reading()).await.unwrap();
    assert!(is_replica(&tx).await);
    drop(tx);

    // What writes, and what a replica cannot do.
    let tx = db.session().begin().await.unwrap();
    assert!(!is_replica(&tx).await);
    drop(tx);
    let serializable = TxOptions {
        isolation: Some(Isolation::Serializable),
        ..TxOptions::reading()
    };
    let tx = db.begin_with(serializable).await.unwrap();
    assert!(!is_replica(&tx).await);
    drop(tx);
    assert!(is_replica(&db).await);
    // It is a SELECT, and writes all the same.
    let next = db.query_one(&NEXT, &[], |row| row.get::<i64>(0)).await;
    assert_eq!(next.unwrap(), 1);

    // The replica stands still, so that only the primary has what is written from here on.
    pause(&replica);
    let (mine, other) = (db.session(), db.session());
    mine.execute(&INSERT, &[&"a"]).await.unwrap();
    assert_eq!((count(&mine).await, count(&other).await), (1, 0));
    assert_eq!(count(&mine.reading()).await, 1);
    let carried = db.session_since(mine.wrote_at().unwrap());
    assert_eq!((count(&carried).await, other.wrote_at()), (1, None));
    let long_ago = db.session_since(SystemTime::now() - window);
    assert_eq!(count(&long_ago).await, 0);
    let tx = other.begin().await.unwrap();
    tx.execute(&INSERT, &[&"b"]).await.unwrap();
    tokio::time::sleep(window).await;
    // The window begins with the commit.
    tx.commit().await.unwrap();
    assert_eq!(count(&other).await, 2);
    tokio::time::sleep(window + Duration::from_millis(50)).await;
    assert_eq!((count(&mine).await, count(&other).await), (0, 0));
    other
        .transaction(async |tx| -> Result<()> {
            tx.execute(&INSERT, &[&"c"]).await?;
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!(count(&other).await, 3);
    replica
        .psql("postgres", "SELECT pg_wal_replay_resume()")
        .unwrap();
    wait_for(&primary, &replica);
    assert_eq!(count(&mine).await, 3);
    assert!(is_replica(&mine).await);

    // One that goes away is done without, and found again.
    replica.kill().unwrap();
    let start = Instant::now();
    for _ in 0..20 {
        assert!(!is_replica(&mine).await);
    }
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
    replica.start_again().unwrap();
    let start = Instant::now();
    while !is_replica(&mine).await {
        assert!(start.elapsed() < Duration::from_secs(15));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }

    // Reads outlive the primary; writes say what is wrong.
    primary.kill().unwrap();
    assert_eq!(count(&mine).await, 3);
    let error = mine.session().execute(&INSERT, &[&"d"]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    // A handle that has just tried to write asks the primary, and is not told what was before.
    let error = {
        let session = mine.session();
        session.execute(&INSERT, &[&"d"]).await.unwrap_err();
        session.ping().await.unwrap_err()
    };
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
}

/// Answers `/notes` with their number, and with one more after `/add`.
fn service(db: Db) -> axum::Router {
    async fn number(State(db): State<Db>) -> Result<String, Problem> {
        let notes = db.query_one(&COUNT, &[], |row| row.get::<i64>(0)).await?;
        Ok(notes.to_string())
    }
    async fn add(State(db): State<Db>) -> Result<String, Problem> {
        db.execute(&INSERT, &[&"x"]).await?;
        number(State(db)).await
    }
    let routes = Router::new()
        .route("/notes", get(number))
        .route("/add", get(add));
    let document = Document {
        json: "{}",
        yaml: "{}",
    };
    let service = Service::new(db, document).routes(routes).allow_all();
    service.router().unwrap()
}

/// What the service answers to a user with this cookie, and the cookie that it gives.
async fn ask(service: &axum::Router, path: &str, cookie: Option<&str>) -> (String, Option<String>) {
    let mut request = axum::http::Request::get(path);
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    let request = request.body(axum::body::Body::empty()).unwrap();
    let answer = service.clone().oneshot(request).await.unwrap();
    let cookie = answer.headers().get("set-cookie").map(|cookie| {
        let cookie = cookie.to_str().unwrap();
        cookie.split(';').next().unwrap_or_default().to_owned()
    });
    let body = axum::body::to_bytes(answer.into_body(), 100).await.unwrap();
    (String::from_utf8(body.to_vec()).unwrap(), cookie)
}

#[tokio::test]
async fn a_user_of_the_service_reads_what_the_request_before_wrote_and_others_do_not_pay_for_it() {
    let primary = start(&["synchronous_commit = local"]);
    let replica = primary.standby().unwrap();
    primary
        .psql("postgres", "CREATE TABLE notes (text text)")
        .unwrap();
    wait_for(&primary, &replica);
    let url = format!(
        "{}?replicas=127.0.0.1:{}&read_your_writes=1min",
        primary.url("postgres"),
        replica.port()
    );
    let service = service(Db::connect(&url).await.unwrap());
    pause(&replica);
    assert_eq!(ask(&service, "/notes", None).await, ("0".to_owned(), None));
    let (number, cookie) = ask(&service, "/add", None).await;
    assert_eq!(number, "1");
    let cookie = cookie.expect("the next request must know");
    // Whoever wrote, in a process of its own as well; who only read is told nothing.
    let other_process = self::service(Db::connect(&url).await.unwrap());
    for service in [&service, &other_process] {
        let (number, again) = ask(service, "/notes", Some(&cookie)).await;
        assert_eq!((number.as_str(), again), ("1", None));
        assert_eq!(ask(service, "/notes", None).await.0, "0");
    }
}

#[tokio::test]
async fn several_replicas_share_the_reads_and_stand_in_for_each_other() {
    let primary = start(&[]);
    let replicas = [primary.standby().unwrap(), primary.standby().unwrap()];
    let url = format!(
        "{}?replicas=127.0.0.1:1,127.0.0.1:{},127.0.0.1:{}&connections=2",
        primary.url("postgres"),
        replicas[0].port(),
        replicas[1].port()
    );
    let db = Db::connect(&url).await.unwrap();
    let port = Sql::new("port", "SELECT current_setting('port')::int");
    let port = async || {
        db.query_one(&port, &[], |row| row.get::<i32>(0))
            .await
            .unwrap()
    };
    let seen = async || {
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..12 {
            seen.insert(port().await);
        }
        seen
    };
    let ports = |which: &[&Cluster]| which.iter().map(|it| i32::from(it.port())).collect();
    assert_eq!(seen().await, ports(&[&replicas[0], &replicas[1]]));
    // The first to find out is served by the primary.
    replicas[0].kill().unwrap();
    seen().await;
    assert_eq!(seen().await, ports(&[&replicas[1]]));
    replicas[1].kill().unwrap();
    seen().await;
    assert_eq!(seen().await, ports(&[&primary]));
}
