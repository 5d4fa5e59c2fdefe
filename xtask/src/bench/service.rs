//! A running service.

use std::fs::File;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::contender::Contender;
use super::database::Database;
use crate::command;
use crate::http::Client;

/// How long a service may take until it answers.
const PATIENCE: Duration = Duration::from_secs(60);

/// A service that runs until it is dropped.
pub struct Service {
    child: Child,
    /// How to ask it.
    pub client: Client,
    /// From its start to its first answer.
    pub start: Duration,
}

impl Service {
    /// Starts it on a free port and waits for its first answer.
    pub fn start(contender: &Contender, database: &Database) -> Result<Service, String> {
        let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = listener
            .map_err(|error| format!("no port is free: {error}"))?
            .port();
        let mut command = contender.command(port)?;
        let log = command::target().join(format!("bench/{}.log", contender.name));
        let file = File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        command
            .env("DATABASE_URL", &database.url)
            .stdout(Stdio::null())
            .stderr(file);
        let began = Instant::now();
        let child = command
            .spawn()
            .map_err(|error| format!("`{}`: {error}", command::line(&command)))?;
        let mut service = Service {
            child,
            client: Client { port },
            start: Duration::ZERO,
        };
        while began.elapsed() < PATIENCE {
            if let Ok(answer) = service.client.get("/users/1")
                && answer.status == 200
            {
                service.start = began.elapsed();
                return Ok(service);
            }
            if let Ok(Some(status)) = service.child.try_wait() {
                let log = log.display();
                return Err(format!("it has ended: {status}; what it said is in {log}"));
            }
            sleep(Duration::from_millis(1));
        }
        let log = log.display();
        Err(format!("it does not answer; what it said is in {log}"))
    }

    /// Its first process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Uvicorn ends its other processes when it is asked to end, and not when it is killed.
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        let end = Instant::now() + Duration::from_secs(10);
        while asked.is_ok() && Instant::now() < end {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            sleep(Duration::from_millis(5));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
