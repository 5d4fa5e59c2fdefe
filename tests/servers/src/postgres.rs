//! A cluster of PostgreSQL. It can be killed and started again, and others can follow it.
//!
//! In: the folder of PostgreSQL's programs. Out: addresses.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::folder::{Folder, run};
use crate::process::{User, as_user, free_port, random_word, run_script};

/// Starts the server and keeps reading. Our end of its input closes when we stop it, and also when this process is
/// killed: then the server goes, and its folder with it.
const WATCH: &str = r#"
"$1/pg_ctl" -D "$2/data" -l "$2/log" -w -s start
cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate -w -s stop 2>/dev/null
rm -rf "$2"
"#;

/// What every cluster is set to: fast, and safe as long as the machine runs.
const SETTINGS: &[&str] = &[
    "listen_addresses = '127.0.0.1'",
    "max_connections = 200",
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
];

/// How long a server has to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    password: String,
    user: Option<User>,
    watcher: Child,
    input: Option<ChildStdin>,
}

impl Cluster {
    /// Makes a cluster with further lines of `postgresql.conf`, and starts it on a free port of the loopback address.
    pub fn start(programs: &Path, settings: &[&str]) -> Result<Cluster, String> {
        Cluster::start_with(programs, settings, &[])
    }

    /// As [`Cluster::start`], with files in its folder of data that only it can read.
    pub fn start_with(
        programs: &Path,
        settings: &[&str],
        files: &[(&str, &str)],
    ) -> Result<Cluster, String> {
        let folder = Folder::new("postgres")?;
        let password = random_word()?;
        let secret = folder.write("password", &password)?;
        // md5: the password lives as long as the server, and scram makes every connection of a debug build slow.
        run(as_user(programs.join("initdb"), folder.user, &folder.path)
            .args([
                "--username=postgres",
                "--auth=md5",
                "--encoding=UTF8",
                "--locale=C",
            ])
            .args(["--no-sync", "--pgdata"])
            .arg(folder.path.join("data"))
            .arg("--pwfile")
            .arg(&secret))?;
        for (name, text) in files {
            folder.write(&format!("data/{name}"), text)?;
        }
        let settings: Vec<&str> = SETTINGS.iter().chain(settings).copied().collect();
        Cluster::run_in(programs, folder, password, &settings)
    }

    /// Starts a server that follows this one and can be read from.
    pub fn standby(&self) -> Result<Cluster, String> {
        let folder = Folder::new("postgres")?;
        run(
            as_user(self.programs.join("pg_basebackup"), self.user, &folder.path)
                .args(["--host=127.0.0.1", "--username=postgres", "--no-password"])
                .arg(format!("--port={}", self.port))
                .args(["--checkpoint=fast", "--no-sync", "--write-recovery-conf"])
                .arg("--pgdata")
                .arg(folder.path.join("data"))
                .env("PGPASSWORD", &self.password),
        )?;
        Cluster::run_in(&self.programs, folder, self.password.clone(), SETTINGS)
    }

    fn run_in(
        programs: &Path,
        mut folder: Folder,
        password: String,
        settings: &[&str],
    ) -> Result<Cluster, String> {
        let port = free_port()?;
        let path = folder.path.clone();
        let settings = format!(
            "{}\nport = {port}\nunix_socket_directories = '{}'\n",
            settings.join("\n"),
            path.display()
        );
        let file = path.join("data/postgresql.conf");
        fs::OpenOptions::new()
            .append(true)
            .open(&file)
            .and_then(|mut file| file.write_all(settings.as_bytes()))
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let mut watcher = as_user("sh".into(), folder.user, &path)
            .args(["-c", WATCH, "sh"])
            .args([programs, &path])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            // Ctrl-C at a terminal goes to its whole process group; the server has to outlive the commands that use it.
            .process_group(0)
            .spawn()
            .map_err(|error| format!("sh: {error}"))?;
        folder.is_kept = true;
        let cluster = Cluster {
            programs: programs.to_owned(),
            folder: path,
            port,
            password,
            user: folder.user,
            input: watcher.stdin.take(),
            watcher,
        };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    fn wait_until_ready(&self) -> Result<(), String> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if self.psql("postgres", "SELECT 1").is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        let newest = lines[lines.len().saturating_sub(20)..].join("\n");
        Err(format!(
            "PostgreSQL does not answer after {} seconds; the end of its log:\n{newest}",
            PATIENCE.as_secs()
        ))
    }

    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://postgres:{}@127.0.0.1:{}/{database}",
            self.password, self.port
        )
    }

    /// Its port on the loopback address.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The password of the user `postgres`.
    pub fn password(&self) -> &str {
        &self.password
    }

    /// Its own folder, in which others can put files for it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The user that it runs as, where it is not our own.
    pub fn user(&self) -> Option<User> {
        self.user
    }

    /// Ends the server as a crash does, with whatever is under way.
    pub fn kill(&self) -> Result<(), String> {
        self.control(&["-m", "immediate", "stop"])
    }

    /// Starts the server again, which recovers what was committed.
    pub fn start_again(&self) -> Result<(), String> {
        self.control(&[
            "-l",
            &self.folder.join("log").display().to_string(),
            "start",
        ])
    }

    fn control(&self, arguments: &[&str]) -> Result<(), String> {
        let program = self.programs.join("pg_ctl");
        let mut command = as_user(program, self.user, &self.folder);
        command.arg("-D").arg(self.folder.join("data"));
        // Its output would be the server's as well, and so stay open for as long as the server runs.
        let status = command
            .args(["-w", "-s"])
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .map_err(|error| format!("pg_ctl: {error}"))?;
        match status.success() {
            true => Ok(()),
            false => Err(format!("pg_ctl {}: {status}", arguments.join(" "))),
        }
    }

    /// Runs a script; gives what it prints: a line for each row, values between tabs.
    pub fn psql(&self, database: &str, script: &str) -> Result<String, String> {
        let mut psql = as_user(self.programs.join("psql"), self.user, &self.folder);
        psql.args(["-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1"])
            .args(["-h", "127.0.0.1", "-U", "postgres"])
            .args(["-p", &self.port.to_string(), "-d", database])
            .env("PGPASSWORD", &self.password);
        run_script(&mut psql, script)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.input.take();
        let _ = self.watcher.wait();
    }
}
