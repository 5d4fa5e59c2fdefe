//! `rowtype init`: a project that builds and runs as it is, also outside of the workspace; and `rowtype dev`'s refusal of a
//! database that it did not make.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::project::Project;

#[test]
fn a_new_project_is_complete_and_current() {
    for dialect in ["--sqlite", "--postgres", "--mariadb"] {
        let project = Project::empty();
        project
            .run(&["init", "shop", dialect])
            .with_code(0)
            .says(&["shop/schema.sql", "rowtype dev"]);
        let inside = ["--project", "shop"];
        for command in [["check"].as_slice(), &["gen", "--check"], &["diff", "none"]] {
            project.run(&[command, &inside].concat()).with_code(0);
        }
        let again = project.run(&["init", "shop", dialect]).with_code(2);
        again.complains(&["file-present", "shop/schema.sql"]);
    }
}

#[test]
fn a_database_has_to_be_chosen_and_a_name_has_to_fit() {
    let project = Project::empty();
    project.run(&["init", "shop"]).with_code(2);
    project
        .run(&["init", "shop", "--sqlite", "--postgres"])
        .with_code(2);
    project
        .run(&["init", "9lives", "--sqlite"])
        .with_code(2)
        .complains(&["project-name"]);
    assert!(!project.path("9lives").exists());
}

#[test]
fn dev_takes_no_database_that_it_did_not_make() {
    let project = Project::new();
    project.write(".rowtype/dev.db", "somebody's rows");
    let answer = project.run(&["dev", "--no-watch"]).with_code(2);
    answer.complains(&["not-a-dev-database", "dev.db"]);
    assert_eq!(project.read(".rowtype/dev.db"), "somebody's rows");
}

/// A process that is stopped when the test ends.
struct Service(Child);

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = Command::new("kill")
            .args(["-TERM", &self.0.id().to_string()])
            .status();
        let _ = self.0.wait();
    }
}

/// Builds once for both tests below, with the versions of this workspace.
fn new_service(folder: &Path, name: &str) {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    std::fs::copy(lock, folder.join(name).join("Cargo.lock")).expect("the workspace is locked");
}

#[test]
fn a_new_project_builds_and_answers_outside_of_the_workspace() {
    let folder = std::env::temp_dir().join(format!("rowtype-init-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let made = Command::new(env!("CARGO_BIN_EXE_rowtype"))
        .args(["init", "shop", "--sqlite"])
        .current_dir(&folder)
        .status()
        .expect("rowtype runs");
    assert!(made.success());
    new_service(&folder, "shop");
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port();
    let service = Service(
        Command::new(env!("CARGO_BIN_EXE_rowtype"))
            .args(["dev", "--statements", "--port", &port.to_string()])
            .current_dir(folder.join("shop"))
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("init"),
            )
            .env_remove("DATABASE_URL")
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("rowtype runs"),
    );
    let answer = wait_for(port, "/people", "\"Ada Lovelace\"");
    assert!(!answer.contains("secret"), "{answer}");
    wait_for(port, "/people/1/open-notes", "Weave an algebraic pattern");

    let schema = folder.join("shop/schema.sql");
    let text = std::fs::read_to_string(&schema).expect("init wrote it");
    let text = text.replace("  -- What only", "  nickname TEXT,\n  -- What only");
    std::fs::write(&schema, text).expect("writable");
    wait_for(port, "/people", "\"nickname\"");
    drop(service);
    let _ = std::fs::remove_dir_all(&folder);
}

/// Asks again until the answer holds a word; the first build takes its time.
fn wait_for(port: u16, path: &str, word: &str) -> String {
    let end = Instant::now() + Duration::from_secs(600);
    let mut last = String::new();
    while Instant::now() < end {
        if let Ok(answer) = get(port, path) {
            if answer.contains(word) {
                return answer;
            }
            last = answer;
        }
        sleep(Duration::from_millis(200));
    }
    panic!("no {word} at {path}, but {last}");
}

fn get(port: u16, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
