//! A server of MariaDB. It can be killed and started again.
//!
//! In: where `mariadbd` is. Out: an address.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::folder::{Folder, run};
use crate::process::{as_user, free_port, random_word, run_script};

/// Starts the server, and does with it what it reads: each word is answered when it is done. Our end of its input closes when we
/// stop it, and also when this process is killed: then the server goes, and its folder with it.
const WATCH: &str = r#"
program=$1 folder=$2
shift 2
start() {
    "$program" --no-defaults --datadir="$folder/data" --bind-address=127.0.0.1 --socket="$folder/socket" \
        --pid-file="$folder/pid" --init-file="$folder/init.sql" --skip-name-resolve --skip-log-bin \
        --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync --innodb-buffer-pool-size=64M \
        --character-set-server=utf8mb4 "$@" >>"$folder/log" 2>&1 &
    server=$!
}
kill_it() {
    kill -KILL "$server" 2>/dev/null
    wait "$server" 2>/dev/null
}
start "$@"
while read -r word; do
    case $word in
        kill) kill_it ;;
        start) start "$@" ;;
    esac
    echo "$word"
done
kill_it
rm -rf "$folder"
"#;

/// How long a server has to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
pub struct Server {
    folder: PathBuf,
    port: u16,
    password: String,
    watcher: Child,
    /// What tells the watcher, and what it answers; none while the server goes.
    talk: RefCell<Option<(ChildStdin, BufReader<ChildStdout>)>>,
}

impl Server {
    /// Starts a new server on a free port of the loopback address, with further options of `mariadbd` and files in its folder, which
    /// is its working directory.
    pub fn start(
        program: &Path,
        options: &[&str],
        files: &[(&str, &str)],
    ) -> Result<Server, String> {
        let mut folder = Folder::new("mariadb")?;
        let password = random_word()?;
        let init = format!(
            "CREATE USER IF NOT EXISTS rowtype@'127.0.0.1' IDENTIFIED BY '{password}';\n\
             GRANT ALL ON *.* TO rowtype@'127.0.0.1' WITH GRANT OPTION;\n"
        );
        folder.write("init.sql", &init)?;
        for (name, text) in files {
            folder.write(name, text)?;
        }
        run(
            as_user("mariadb-install-db".into(), folder.user, &folder.path)
                .args(["--no-defaults", "--skip-test-db"])
                .arg("--auth-root-authentication-method=normal")
                .arg(format!("--datadir={}", folder.path.join("data").display()))
                // A server that starts clears the temporary tables of another away.
                .env("TMPDIR", &folder.path),
        )?;
        let port = free_port()?;
        let mut watcher = as_user("sh".into(), folder.user, &folder.path)
            .args(["-c", WATCH, "sh"])
            .args([program, &folder.path])
            .arg(format!("--port={port}"))
            .args(options)
            .env("TMPDIR", &folder.path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Ctrl-C at a terminal goes to its whole process group; the server has to outlive the commands that use it.
            .process_group(0)
            .spawn()
            .map_err(|error| format!("sh: {error}"))?;
        folder.is_kept = true;
        let talk = watcher.stdin.take().zip(watcher.stdout.take());
        let server = Server {
            folder: folder.path.clone(),
            port,
            password,
            watcher,
            talk: RefCell::new(talk.map(|(input, output)| (input, BufReader::new(output)))),
        };
        server.wait_until_ready()?;
        Ok(server)
    }

    fn wait_until_ready(&self) -> Result<(), String> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if self.greets().is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!(
            "MariaDB does not answer after {} seconds; its log:\n{log}",
            PATIENCE.as_secs()
        ))
    }

    /// Whether it says the first word, which it does once it has recovered.
    fn greets(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.read_exact(&mut [0; 5])
    }

    /// Its address.
    pub fn url(&self) -> String {
        self.url_at(self.port)
    }

    /// Its address by another port.
    pub fn url_at(&self, port: u16) -> String {
        format!("mysql://rowtype:{}@127.0.0.1:{port}", self.password)
    }

    /// Its port on the loopback address.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Runs a script by MariaDB's own client, in a database or in none; gives a line for each row, values between tabs.
    pub fn run(&self, database: Option<&str>, script: &str) -> Result<String, String> {
        let mut client = Command::new("mariadb");
        client
            .args(["--no-defaults", "--batch", "--raw", "--skip-column-names"])
            .args(["--default-character-set=utf8mb4", "--user=rowtype"])
            .args(["--host=127.0.0.1", &format!("--port={}", self.port)])
            .args(database)
            .env("MYSQL_PWD", &self.password);
        run_script(&mut client, script)
    }

    /// Ends the server as a crash does, with whatever is under way.
    pub fn kill(&self) -> Result<(), String> {
        self.tell("kill")
    }

    /// Starts the server again, which recovers what was committed.
    pub fn start_again(&self) -> Result<(), String> {
        self.tell("start")?;
        self.wait_until_ready()
    }

    fn tell(&self, word: &str) -> Result<(), String> {
        let mut talk = self.talk.borrow_mut();
        let (input, output) = talk.as_mut().ok_or("the server is gone")?;
        let mut answer = String::new();
        writeln!(input, "{word}")
            .and_then(|()| output.read_line(&mut answer))
            .map_err(|error| format!("{word}: {error}"))?;
        match answer.trim() == word {
            true => Ok(()),
            false => Err(format!("{word}: the watcher of the server is gone")),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.talk.take();
        let _ = self.watcher.wait();
    }
}
