//! A request whose caller goes away stops its statement, and rolls back what it wrote.

use std::net::SocketAddr;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use rowtype_runtime::http::{Document, Problem, Router, Service, Tx, routing};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::driver::{Db, Read, Sql, Write};
use super::fixture::{ENDLESS, Fixture, RUNNING, sql};

/// A statement that only ends when it is stopped, told from those of other tests by its comment.
static SLOW: LazyLock<Sql> = LazyLock::new(|| Sql {
    name: "slow",
    text: format!("/* gone */ {}", ENDLESS.text).into(),
    is_filtered: false,
});
static INSERT: LazyLock<Sql> =
    LazyLock::new(|| sql("notes.insert", "INSERT INTO notes (id) VALUES (1)"));
static COUNT: LazyLock<Sql> = LazyLock::new(|| sql("notes.count", "SELECT count(*) FROM notes"));

/// A service whose requests do not end by themselves.
struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

async fn read(db: Db) -> Result<(), Problem> {
    db.query_all(&SLOW, &[], |_| Ok(())).await?;
    Ok(())
}

async fn write(tx: Tx<Db>) -> Result<(), Problem> {
    tx.execute(&INSERT, &[]).await?;
    tx.query_all(&SLOW, &[], |_| Ok(())).await?;
    Ok(())
}

async fn count(db: &Db) -> i64 {
    db.query_one(&COUNT, &[], |row| row.get(0)).await.unwrap()
}

async fn serve(db: Db) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let document = Document {
        json: "{}",
        yaml: "{}",
    };
    let routes = Router::new()
        .route("/read", routing::get(read))
        .route("/write", routing::post(write));
    let service = Service::new(db, document)
        .routes(routes)
        .allow_all()
        .drain_delay(Duration::ZERO);
    let (stop, stopped) = oneshot::channel();
    let serving = tokio::spawn(async move {
        let stop = async { drop(stopped.await) };
        service.serve(listener, stop).await.unwrap();
    });
    Running {
        address,
        stop,
        serving,
    }
}

/// Sends a request, and goes away while its statement runs.
async fn leave(db: &Db, address: SocketAddr, request: &str) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("{request} HTTP/1.1\r\nhost: test\r\ncontent-length: 0\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut byte = [0];
    let answer = tokio::time::timeout(Duration::from_millis(150), stream.read(&mut byte));
    assert!(answer.await.is_err(), "{request} was answered");
    assert!(running(db).await.is_none_or(|count| count > 0), "{request}");
}

/// How many of the statements run, as the server says; none where there is no server.
async fn running(db: &Db) -> Option<i64> {
    let running = sql("running", RUNNING?);
    let count = db.query_one(&running, &[], |row| row.get(0)).await;
    Some(count.unwrap())
}

#[tokio::test]
async fn a_statement_stops_when_its_caller_goes_away() {
    let fixture = Fixture::start("gone").await;
    let db = &fixture.db;
    db.execute_script("CREATE TABLE notes (id bigint)")
        .await
        .unwrap();
    let service = serve(db.clone()).await;
    for _ in 0..3 {
        leave(db, service.address, "GET /read").await;
        leave(db, service.address, "POST /write").await;
    }
    // Had one of them gone on, SQLite's writer would not be free, nor would stopping end before the request's time.
    let start = Instant::now();
    db.execute(&INSERT, &[]).await.unwrap();
    assert_eq!(count(db).await, 1);
    service.stop.send(()).unwrap();
    service.serving.await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(2));
    let deadline = Instant::now() + Duration::from_secs(2);
    while let Some(count @ 1..) = running(db).await {
        assert!(Instant::now() < deadline, "{count} statements go on");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
