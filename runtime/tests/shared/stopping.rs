//! A process that is told to stop (SIGTERM) under load: it says that it is no longer ready, then takes nothing new, and what it
//! answered well is in the database.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use rowtype_runtime::http::{Document, PathValues, Problem, Router, Service, StatusCode, Tx, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::{JoinHandle, JoinSet};

use super::driver::{Db, Read, Sql, Write};
use super::fixture::{Fixture, sql};

/// The variable that tells the test that it is the process which is stopped: the address of its database.
const INSIDE: &str = "ROWTYPE_TEST_STOPPED";

const DRAIN_DELAY: Duration = Duration::from_millis(300);
const DRAIN_TIMEOUT: Duration = Duration::from_millis(1500);

static INSERT: LazyLock<Sql> =
    LazyLock::new(|| sql("notes.insert", "INSERT INTO notes (id) VALUES ($1)"));
static IDS: LazyLock<Sql> = LazyLock::new(|| sql("notes.ids", "SELECT id FROM notes"));

/// Writes a note and takes some milliseconds more.
async fn write(tx: Tx<Db>, path: PathValues) -> Result<StatusCode, Problem> {
    tx.execute(&INSERT, &[&path.value::<i64>("id")?]).await?;
    tokio::time::sleep(Duration::from_millis(path.value("milliseconds")?)).await;
    Ok(StatusCode::CREATED)
}

/// Is the process that is stopped, where that is asked for.
async fn run_inside() -> bool {
    let Ok(url) = std::env::var(INSIDE) else {
        return false;
    };
    let db = Db::connect(&url).await.unwrap();
    let document = Document {
        json: "{}",
        yaml: "{}",
    };
    Service::new(db, document)
        .routes(Router::new().route("/notes/{id}/{milliseconds}", post(write)))
        .allow_all()
        .drain_delay(DRAIN_DELAY)
        .drain_timeout(DRAIN_TIMEOUT)
        .run("127.0.0.1:0")
        .await
        .unwrap();
    true
}

/// A process with a service.
struct Process {
    child: Child,
    address: SocketAddr,
    /// What it prints after its first lines.
    printed: std::thread::JoinHandle<String>,
}

impl Process {
    /// Starts this very test once more, as the process that is stopped.
    fn start(test: &str, fixture: &Fixture) -> Process {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([test, "--exact", "--nocapture"])
            .env(INSIDE, &fixture.url)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines.by_ref().map(Result::unwrap).find_map(|line| {
            let (_, address) = line.split_once("listening on http://")?;
            let (address, _) = address.split_once(',')?;
            address.parse().ok()
        });
        let printed = std::thread::spawn(move || {
            let lines: Vec<String> = lines.map(Result::unwrap).collect();
            lines.join("\n")
        });
        Process {
            child,
            address: address.expect("it listens"),
            printed,
        }
    }

    fn stop(&self) {
        let kill = format!("kill -TERM {}", self.child.id());
        let killed = Command::new("sh").args(["-c", &kill]).status();
        assert!(killed.unwrap().success());
    }

    /// Waits until it has ended, for what it printed.
    fn ended(mut self) -> String {
        let status = self.child.wait().unwrap();
        let printed = self.printed.join().unwrap();
        assert!(status.success(), "{status}: {printed}");
        printed
    }
}

/// The status of an answer; none where there is none.
async fn send(stream: &mut TcpStream, request: &str) -> Option<u16> {
    let head = format!("{request} HTTP/1.1\r\nhost: test\r\ncontent-length: 0\r\n\r\n");
    stream.write_all(head.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    while !answer.windows(4).any(|four| four == b"\r\n\r\n") {
        let mut bytes = [0; 1024];
        let count = stream
            .read(&mut bytes)
            .await
            .ok()
            .filter(|count| *count > 0)?;
        answer.extend_from_slice(&bytes[..count]);
    }
    std::str::from_utf8(&answer)
        .ok()?
        .split(' ')
        .nth(1)?
        .parse()
        .ok()
}

async fn send_alone(address: SocketAddr, request: &str) -> Option<u16> {
    send(&mut TcpStream::connect(address).await.ok()?, request).await
}

/// Writes notes until nobody answers any more: those that were answered well, and when.
async fn load(address: SocketAddr, first: i64) -> Vec<(i64, Instant)> {
    let mut written = Vec::new();
    let mut id = first;
    while let Ok(mut stream) = TcpStream::connect(address).await {
        // A connection serves several requests, and may be closed behind any of them.
        for _ in 0..5 {
            id += 1;
            match send(&mut stream, &format!("POST /notes/{id}/5")).await {
                Some(201) => written.push((id, Instant::now())),
                Some(status) => panic!("{status} under load"),
                None => break,
            }
        }
    }
    written
}

async fn fixture(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    let script = "CREATE TABLE notes (id bigint)";
    fixture.db.execute_script(script).await.unwrap();
    fixture
}

async fn notes(db: &Db) -> HashSet<i64> {
    let ids = db.query_all(&IDS, &[], |row| row.get::<i64>(0)).await;
    ids.unwrap().into_iter().collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_well_before_the_end_is_kept() {
    if run_inside().await {
        return;
    }
    let fixture = fixture("stopping").await;
    let name = "stopping::what_was_answered_well_before_the_end_is_kept";
    let process = Process::start(name, &fixture);
    let address = process.address;
    assert_eq!(send_alone(address, "GET /readyz").await, Some(200));
    let mut clients = JoinSet::new();
    for client in 0..4 {
        clients.spawn(load(address, client * 1_000_000));
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let slow: JoinHandle<Option<u16>> =
        tokio::spawn(async move { send_alone(address, "POST /notes/-1/700").await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    process.stop();
    let mut not_ready = None;
    while let Some(status) = send_alone(address, "GET /readyz").await {
        if status == 503 {
            not_ready = not_ready.or(Some(Instant::now()));
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let not_ready = not_ready.expect("it says that it is not ready before it is gone");
    assert_eq!(slow.await.unwrap(), Some(201));
    let mut written: Vec<(i64, Instant)> = Vec::new();
    while let Some(client) = clients.join_next().await {
        written.extend(client.unwrap());
    }
    process.ended();
    assert!(written.len() > 20, "{}", written.len());
    // Who had not heard yet was served all the same.
    assert!(written.iter().any(|(_, time)| *time > not_ready));
    let kept = notes(&fixture.db).await;
    let lost = written.iter().filter(|(id, _)| !kept.contains(id));
    assert_eq!(lost.count(), 0);
    assert!(kept.contains(&-1));
}

#[tokio::test]
async fn what_does_not_end_is_given_up_and_rolled_back() {
    if run_inside().await {
        return;
    }
    let fixture = fixture("stopping_late").await;
    let name = "stopping::what_does_not_end_is_given_up_and_rolled_back";
    let process = Process::start(name, &fixture);
    let address = process.address;
    let endless = tokio::spawn(async move { send_alone(address, "POST /notes/1/25000").await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    process.stop();
    let start = Instant::now();
    let printed = tokio::task::spawn_blocking(|| process.ended())
        .await
        .unwrap();
    let elapsed = start.elapsed();
    let wanted = DRAIN_DELAY + DRAIN_TIMEOUT;
    assert!(elapsed > wanted - Duration::from_millis(100), "{elapsed:?}");
    assert!(elapsed < wanted + Duration::from_secs(2), "{elapsed:?}");
    assert!(printed.contains("requests under way"), "{printed}");
    assert_eq!(endless.await.unwrap(), None);
    assert_eq!(notes(&fixture.db).await, HashSet::new());
}
