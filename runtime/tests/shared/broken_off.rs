//! A migrator whose client dies: behind each message that it sends the way to the server is cut, for good, and the next run has to bring
//! everything to its end, each statement once.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use rowtype_runtime::migrate::{Migration, Migrator};
use tokio::io::copy;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::driver::{Db, Read, Sql};
use super::fixture::{BROKEN_OFF, Fixture, MESSAGES_TOGETHER};

/// How long the server has with the last message before its client is gone.
const LAST_MESSAGE: Duration = Duration::from_millis(15);

/// A way to a server that ends with so many messages to it, together with all that comes later.
async fn mortal(server: u16, messages: i64) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let left = Arc::new(AtomicI64::new(messages));
    let (death, _) = tokio::sync::broadcast::channel::<()>(1);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            if left.load(Ordering::SeqCst) <= 0 {
                continue;
            }
            let (left, death) = (Arc::clone(&left), death.clone());
            tokio::spawn(async move {
                let mut dies = death.subscribe();
                let server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
                let (mut from_client, mut to_client) = client.into_split();
                let (mut from_server, mut to_server) = server.into_split();
                let there = async {
                    let mut buffer = vec![0; 16 * 1024];
                    while let Ok(length @ 1..) = from_client.read(&mut buffer).await {
                        let is_last = left.fetch_sub(1, Ordering::SeqCst) == 1;
                        if to_server.write_all(&buffer[..length]).await.is_err() {
                            return;
                        }
                        if is_last {
                            tokio::time::sleep(LAST_MESSAGE).await;
                            let _ = death.send(());
                            return;
                        }
                    }
                };
                tokio::select! {
                    () = there => {}
                    _ = copy(&mut from_server, &mut to_client) => {}
                    _ = dies.recv() => {}
                }
            });
        }
    });
    port
}

/// The same address by another port.
fn by(url: &str, port: u16) -> (String, u16) {
    let (start, rest) = url.rsplit_once(':').unwrap();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let own = rest[..digits].parse().unwrap();
    (format!("{start}:{port}{}", &rest[digits..]), own)
}

fn migrations(second: &str) -> Vec<Migration> {
    let migration = |name: &str, sql: String| Migration {
        name: name.to_owned(),
        sql,
        down: None,
    };
    vec![
        migration(
            "001_first",
            "CREATE TABLE steps (n int); INSERT INTO steps VALUES (1);".to_owned(),
        ),
        migration(
            "002_second",
            format!("{second}; UPDATE steps SET n = n + 10; INSERT INTO steps (n) VALUES (2);"),
        ),
    ]
}

async fn at_each_message(name: &str, second: &str) {
    let all = migrations(second);
    let migrator = Migrator::new(all.clone());
    let mut ended = 0;
    for messages in (1..).step_by(MESSAGES_TOGETHER) {
        let fixture = Fixture::start(name).await;
        let (_, own) = by(&fixture.url, 0);
        let (url, _) = by(&fixture.url, mortal(own, messages).await);
        let first = match Db::connect(&url).await {
            Ok(db) => migrator.up(&db).await,
            Err(_) => continue,
        };
        let is_whole = first.is_ok();
        if let Err(error) = first {
            ended += 1;
            assert!(ended < 400, "it comes to no end: {error}");
        }
        let second = migrator.up(&fixture.db).await;
        let told = |error| format!("after {messages} messages: {error}");
        second.map_err(told).unwrap();
        let steps = Sql::new("steps", "SELECT n FROM steps ORDER BY n");
        let rows = fixture.db.query_all(&steps, &[], |row| row.get::<i32>(0));
        assert_eq!(rows.await.unwrap(), [2, 11], "after {messages} messages");
        let lines = migrator.history(&fixture.db).await.unwrap();
        let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(
            names,
            ["001_first", "002_second"],
            "after {messages} messages"
        );
        if is_whole {
            break;
        }
    }
    assert!(ended > 10, "{ended}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_message_is_the_last_the_next_run_finishes() {
    for (at, second) in BROKEN_OFF.iter().enumerate() {
        at_each_message(&format!("broken_off_{at}"), second).await;
    }
}
