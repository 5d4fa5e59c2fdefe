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

    /// What `wrk` is told.
    pub fn asked(self) -> Asked {
        let made = |body: &str| format!("made = made + 1\n  local body = '{body}'\n");
        let call = match self {
            Request::List => "return wrk.format('GET', '/users?limit=100')".to_owned(),
            Request::Get => format!("return wrk.format('GET', '/users/' .. math.random({USERS}))"),
            Request::Include => {
                format!(
                    "return wrk.format('GET', '/users/' .. math.random({USERS}) .. '?include=posts')"
                )
            }
            Request::Create => {
                made(
                    r#"{"email":"' .. run .. '-' .. made .. '@example.net","name":"Somebody New","bio":"Made by the load"}"#,
                ) + "  return wrk.format('POST', '/users', json, body)"
            }
            Request::Patch => {
                made(r#"{"name":"Called ' .. made .. '"}"#)
                    + &format!(
                        "  return wrk.format('PATCH', '/users/' .. math.random({USERS}), json, body)"
                    )
            }
        };
        Asked {
            name: self.name().to_owned(),
            call,
            status: if self == Request::Create { 201 } else { 200 },
        }
    }
}

/// What is asked again and again.
pub struct Asked {
    /// What a person calls it.
    pub name: String,
    /// What `wrk` calls for each request, in Lua.
    call: String,
    /// The status of a good answer.
    status: u16,
}

impl Asked {
    /// The same path each time.
    pub fn path(name: &str, path: &str) -> Asked {
        Asked {
            name: name.to_owned(),
            call: format!("return wrk.format('GET', '{path}')"),
            status: 200,
        }
    }
}

/// What a run of the load is aimed at.
pub struct Target {
    /// Of the service.
    pub port: u16,
    /// What is asked.
    pub asked: Asked,
    /// Over how many connections.
    pub connections: u32,
    /// Another number for each run against the same rows: no two make the same user.
    pub run: u32,
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
    /// None took longer.
    pub most: f64,
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

    /// Sends requests for a second and looks at each answer's status. Gives how many were answered.
    pub fn warm_up(&self, target: &Target) -> Result<u64, String> {
        let response = format!(
            "wrong = 0
function setup(thread) first = thread end
function response(status, headers, body)
  if status ~= {} or (body or '') == '' then wrong = wrong + 1 end
end
function others() return first:get('wrong') end
",
            target.asked.status
        );
        Ok(self.run(target, 1, &response)?.requests)
    }

    /// Sends as many requests as are answered in these seconds. `wrk` counts answers from 400 on as errors, which stop everything.
    pub fn measure(&self, target: &Target, seconds: u32) -> Result<Measured, String> {
        self.run(target, seconds, "function others() return 0 end\n")
    }

    fn run(&self, target: &Target, seconds: u32, more: &str) -> Result<Measured, String> {
        let Target {
            port,
            asked,
            connections,
            run,
        } = target;
        let script = format!(
            "made = 0
run = {run}
json = {{ ['Content-Type'] = 'application/json' }}
function init() math.randomseed(20260105 + run) end
function request()
  {}
end
{more}
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{{\"requests\":%d,\"us\":%d,\"p50\":%d,\"p99\":%d,\"most\":%d,\"failed\":%d}}\\n', summary.requests,
    summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout + others()))
end
",
            asked.call
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
        if number("failed") != 0.0 || number("requests") == 0.0 {
            return Err(format!(
                "{}, {connections} connections: of {} answers {} are not what they should be",
                asked.name,
                number("requests"),
                number("failed"),
            ));
        }
        Ok(Measured {
            requests: said["requests"].as_u64().unwrap_or(0),
            per_second: number("requests") * 1e6 / number("us"),
            p50: number("p50"),
            p99: number("p99"),
            most: number("most"),
        })
    }
}
