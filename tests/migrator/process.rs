//! A `rowtype` that runs beside the test.

use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::folder::{Answer, Project};

/// How long something may take that should happen at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// A process under way.
pub struct Running(Child);

impl Running {
    /// Starts `rowtype` in the folder of a project.
    pub fn start(project: &Project, arguments: &[&str]) -> Running {
        let child = Command::new(env!("CARGO_BIN_EXE_rowtype"))
            .args(arguments)
            .current_dir(project.path("."))
            .env_remove("DATABASE_URL")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("rowtype runs");
        Running(child)
    }

    /// Kills it: no code of its own runs any more.
    pub fn kill(mut self) {
        self.0.kill().expect("it runs");
        self.0.wait().expect("it is gone");
    }

    /// Ctrl-C.
    pub fn interrupt(&self) {
        let id = self.0.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status();
        assert!(sent.expect("kill runs").success());
    }

    /// Waits for its end.
    pub fn answer(self) -> Answer {
        Answer::of(self.0.wait_with_output().expect("it ends"))
    }
}

/// A transaction beside the test that others wait for, until it is released.
pub struct Held {
    release: Sender<()>,
    thread: JoinHandle<()>,
}

impl Held {
    /// Begins it: the work says when it is ready, and ends the transaction when it hears that it may.
    pub fn start(work: impl FnOnce(Sender<()>, Receiver<()>) + Send + 'static) -> Held {
        let ((ready, is_ready), (release, released)) = (channel(), channel());
        let thread = std::thread::spawn(move || work(ready, released));
        is_ready.recv_timeout(PATIENCE).expect("it is held");
        Held { release, thread }
    }

    /// Ends it.
    pub fn release(self) {
        // Where its server has died, it has ended already.
        let _ = self.release.send(());
        self.thread.join().expect("it ends");
    }
}

/// Waits until it is so.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < end, "not in time: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What waits for a database.
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}
