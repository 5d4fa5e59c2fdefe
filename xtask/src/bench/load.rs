//! The load: `wrk`, installed where it is not there, with a script for each kind of request.

use std::fs;

use serde_json::Value;

use super::database::USERS;
use crate::apt;
use crate::command::{self, Folder};

/// A kind of request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// A page of 100 users.
    List,
    /// One user, another one each time.
    Get,
    /// One user with the posts.
    Include,
    /// A new user.
    Create,
    /// Another name for a user, another one each time.
    Patch,
}

impl Request {
    /// In the order of the tables.
    pub const ALL: [Request; 5] = [
        Request::List,
        Request::Get,
        Request::Include,
        Request::Create,
        Request::Patch,
    ];

    /// What it is called in tables.
    pub fn name(self) -> &'static str {
        match self {
            Request::List => "list 100",
            Request::Get => "get",
            Request::Include => "get + posts",
            Request::Create => "create",
            Request::Patch => "patch",
        }
    }

    /// What `wrk` calls for each request.
    fn script(self) -> String {
        match self {
            Request::List => "return wrk.format('GET', '/users?limit=100')".to_owned(),
            Request::Get => format!("return wrk.format('GET', '/users/' .. math.random({USERS}))"),
            Request::Include => {
                format!("return wrk.format('GET', '/users/' .. math.random({USERS}) .. '?include=posts')")
            }
            Request::Create => "made = made + 1
  local body = '{\"email\":\"' .. run .. '-' .. made .. '@example.net\",\"name\":\"Somebody New\",\"bio\":\"Made by the load\"}'
  return wrk.format('POST', '/users', json, body)"
                .to_owned(),
            Request::Patch => format!(
                "made = made + 1
  return wrk.format('PATCH', '/users/' .. math.random({USERS}), json, '{{\"name\":\"Called ' .. made .. '\"}}')"
            ),
        }
    }
}

/// What a run of the load has found.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// Answers.
    pub requests: u64,
    /// Answers each second.
    pub per_second: f64,
    /// Half of the answers took no longer, in microseconds.
    pub p50: f64,
    /// 99 of 100 took no longer.
    pub p99: f64,
}

/// The load generator.
pub struct Load {
    scripts: Folder,
}

impl Load {
    /// Finds or installs `wrk`.
    pub fn new() -> Result<Load, String> {
        // It answers its own version with an exit code of 1.
        let is_there = || command::new("wrk").arg("-v").output().is_ok();
        if !is_there() {
            if !crate::postgres::is_root() || !apt::is_there() {
                return Err("the load comes from wrk: sudo apt-get install wrk".to_owned());
            }
            apt::install_without_starting("wrk")?;
        }
        Ok(Load {
            scripts: Folder::new("load")?,
        })
    }

    /// Sends as many requests as are answered in these seconds. An answer that is an error is one of ours.
    pub fn run(
        &self,
        port: u16,
        request: Request,
        connections: u32,
        seconds: u32,
        run: u32,
    ) -> Result<Measured, String> {
        let script = format!(
            "made = 0
run = {run}
json = {{ ['Content-Type'] = 'application/json' }}
function init() math.randomseed(20260105 + run) end
function request()
  {}
end
function done(summary, latency)
  io.write(string.format('{{\"requests\":%d,\"us\":%d,\"p50\":%d,\"p99\":%d,\"failed\":%d}}\\n', summary.requests,
    summary.duration, latency:percentile(50), latency:percentile(99), summary.errors.connect + summary.errors.read
    + summary.errors.write + summary.errors.status + summary.errors.timeout))
end
",
            request.script()
        );
        let path = self.scripts.path().join("load.lua");
        fs::write(&path, script).map_err(|error| format!("{}: {error}", path.display()))?;
        let output = command::output(
            command::new("wrk")
                .args(["--threads", "1", "--timeout", "30s"])
                .args(["--connections", &connections.to_string()])
                .args(["--duration", &format!("{seconds}s")])
                .arg("--script")
                .arg(&path)
                .arg(format!("http://127.0.0.1:{port}")),
        )?;
        let said = output.lines().rfind(|line| line.starts_with('{'));
        let said: Value = said
            .and_then(|line| serde_json::from_str(line).ok())
            .ok_or_else(|| format!("wrk says nothing of its run:\n{output}"))?;
        let number = |key: &str| said[key].as_f64().unwrap_or(f64::NAN);
        if number("failed") != 0.0 {
            return Err(format!(
                "{} answers of {} are errors",
                number("failed"),
                request.name()
            ));
        }
        Ok(Measured {
            requests: said["requests"].as_u64().unwrap_or(0),
            per_second: number("requests") * 1e6 / number("us"),
            p50: number("p50"),
            p99: number("p99"),
        })
    }
}
