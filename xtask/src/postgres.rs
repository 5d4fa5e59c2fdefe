//! A throw-away PostgreSQL: found or installed, started as an unprivileged user in a temporary folder, and gone when
//! its [`Server`] is dropped or this process ends in any way.

mod install;

pub use install::is_root;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use crate::command;

/// The environment variable that gives tests the server's address.
pub const ADDRESS: &str = "ROWTYPE_TEST_POSTGRES";

/// Starts the server and keeps reading. Our end of its input closes when we stop it, and also when this process is
/// killed: then the server goes, and its folder with it.
const WATCH: &str = r#"
"$1/postgres" -D "$2/data" -p "$3" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories="$2" -c max_connections=200 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$2"
"#;

/// A running server.
pub struct Server {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    password: String,
    user: Option<User>,
    watcher: Child,
    input: Option<ChildStdin>,
}

/// The user that the server runs as, where it is not our own.
#[derive(Clone, Copy)]
pub struct User {
    /// The user.
    pub id: u32,
    /// Its group.
    pub group: u32,
}

impl Server {
    /// Finds or installs PostgreSQL, and starts a new cluster on a free port of the loopback address.
    pub fn start() -> Result<Server, String> {
        let programs = install::programs()?;
        let folder = env::temp_dir().join(format!("rowtype-postgres-{}", process::id()));
        fs::create_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let started = Server::start_in(&programs, &folder);
        if started.is_err() {
            let _ = fs::remove_dir_all(&folder);
        }
        started
    }

    fn start_in(programs: &Path, folder: &Path) -> Result<Server, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(failed)?;
        let user = unprivileged_user(folder)?;
        let password = random_word()?;
        let secret = folder.join("password");
        fs::write(&secret, &password).map_err(failed)?;
        if let Some(user) = user {
            chown(&secret, Some(user.id), Some(user.group)).map_err(failed)?;
            chown(folder, Some(user.id), Some(user.group)).map_err(failed)?;
        }
        // md5: the password lives as long as the server, and scram makes every connection of a debug build slow.
        command::output(
            as_user(programs.join("initdb"), user, folder)
                .args([
                    "--username=postgres",
                    "--auth=md5",
                    "--encoding=UTF8",
                    "--locale=C",
                ])
                .args(["--no-sync", "--pgdata"])
                .arg(folder.join("data"))
                .arg("--pwfile")
                .arg(&secret),
        )?;
        let port = free_port()?;
        let mut watcher = as_user("sh".into(), user, folder)
            .args(["-c", WATCH, "sh"])
            .args([programs, folder])
            .arg(port.to_string())
            .stdin(Stdio::piped())
            // Ctrl-C at a terminal goes to its whole process group; the server has to outlive the commands that use it.
            .process_group(0)
            .spawn()
            .map_err(|error| format!("sh: {error}"))?;
        let input = watcher.stdin.take();
        let mut server = Server {
            programs: programs.to_owned(),
            folder: folder.to_owned(),
            port,
            password,
            user,
            watcher,
            input,
        };
        server.wait_until_ready()?;
        Ok(server)
    }

    fn wait_until_ready(&mut self) -> Result<(), String> {
        let deadline = Instant::now() + Duration::from_secs(60);
        while Instant::now() < deadline {
            if self.psql("postgres", "SELECT 1").is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!(
            "PostgreSQL does not answer after 60 seconds; its log:\n{log}"
        ))
    }

    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://postgres:{}@127.0.0.1:{}/{database}",
            self.password, self.port
        )
    }

    /// Runs a script; gives what it prints: a line for each row, values between tabs.
    pub fn psql(&self, database: &str, script: &str) -> Result<String, String> {
        let mut child = as_user(self.programs.join("psql"), self.user, &self.folder)
            .args([
                "-XAtq",
                "-F",
                "\t",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "127.0.0.1",
                "-U",
                "postgres",
            ])
            .args(["-p", &self.port.to_string(), "-d", database])
            .env("PGPASSWORD", &self.password)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("psql: {error}"))?;
        let input = child.stdin.take();
        thread::scope(|scope| {
            // In a thread of its own: a long script and a long answer would wait for each other.
            scope.spawn(move || input.map(|mut input| input.write_all(script.as_bytes())));
            let output = child
                .wait_with_output()
                .map_err(|error| format!("psql: {error}"))?;
            if !output.status.success() {
                return Err(String::from_utf8_lossy(&output.stderr).into_owned());
            }
            String::from_utf8(output.stdout).map_err(|error| format!("psql: {error}"))
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.input.take();
        let _ = self.watcher.wait();
    }
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

pub fn random_word() -> Result<String, String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .map_err(|error| format!("/dev/urandom: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
