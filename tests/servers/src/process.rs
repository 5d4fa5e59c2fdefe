//! What servers need to run as processes: a user, a port, a password.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// The user that a server runs as, where it is not our own.
#[derive(Clone, Copy)]
pub struct User {
    /// The user.
    pub id: u32,
    /// Its group.
    pub group: u32,
}

/// A command in the server's folder, as the server's user.
pub fn as_user(program: PathBuf, user: Option<User>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    if let Some(user) = user {
        command.uid(user.id).gid(user.group);
    }
    command
}

/// Gives a database's own client a script; gives what it prints.
pub fn run_script(client: &mut Command, script: &str) -> Result<String, String> {
    let name = client.get_program().to_string_lossy().into_owned();
    let failed = |error: &dyn std::fmt::Display| format!("{name}: {error}");
    let mut child = client
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(&error))?;
    let input = child.stdin.take();
    thread::scope(|scope| {
        // In a thread of its own: a long script and a long answer would wait for each other.
        scope.spawn(move || input.map(|mut input| input.write_all(script.as_bytes())));
        let output = child.wait_with_output().map_err(|error| failed(&error))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        String::from_utf8(output.stdout).map_err(|error| failed(&error))
    })
}

/// PostgreSQL refuses to run as root: then it runs as `postgres`, or as `nobody`.
pub fn unprivileged_user(folder: &Path) -> Result<Option<User>, String> {
    let owner = fs::metadata(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .uid();
    if owner != 0 {
        return Ok(None);
    }
    let users =
        fs::read_to_string("/etc/passwd").map_err(|error| format!("/etc/passwd: {error}"))?;
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| find_user(&users, name))
        .map(Some)
        .ok_or_else(|| {
            "PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`: run this \
             command as another user"
                .to_owned()
        })
}

fn find_user(users: &str, name: &str) -> Option<User> {
    let line = users
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some(User {
        id: fields.next()?.parse().ok()?,
        group: fields.next()?.parse().ok()?,
    })
}

/// A port of the loopback address that was free a moment ago.
pub fn free_port() -> Result<u16, String> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no free port: {error}"))
}

/// A password.
pub fn random_word() -> Result<String, String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .map_err(|error| format!("/dev/urandom: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
