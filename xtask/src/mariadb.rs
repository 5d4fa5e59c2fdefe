//! A throw-away MariaDB: found or installed, started as an unprivileged user in a temporary folder, and gone when its
//! [`Server`] is dropped or this process ends in any way.

use std::net::TcpStream;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use rowtype_test_servers::process::{as_user, free_port, random_word, unprivileged_user};

use crate::apt;
use crate::command;

/// The environment variable that gives tests the server's address.
pub const ADDRESS: &str = "ROWTYPE_TEST_MARIADB";

/// As PostgreSQL's: the server goes, and its folder with it, when our end of its input closes.
const WATCH: &str = r#"
"$1" --no-defaults --datadir="$2/data" --port="$3" --bind-address=127.0.0.1 --socket="$2/socket" \
    --pid-file="$2/pid" --init-file="$2/init.sql" --skip-name-resolve --skip-log-bin \
    --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync --innodb-buffer-pool-size=64M \
    --character-set-server=utf8mb4 >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -KILL "$server" 2>/dev/null
wait "$server" 2>/dev/null
rm -rf "$2"
"#;

/// A running server.
pub struct Server {
    folder: PathBuf,
    port: u16,
    password: String,
    watcher: Child,
    input: Option<ChildStdin>,
}

impl Server {
    /// Finds or installs MariaDB, and starts a new server on a free port of the loopback address.
    pub fn start() -> Result<Server, String> {
        let program = program()?;
        let folder = env::temp_dir().join(format!("rowtype-mariadb-{}", process::id()));
        fs::create_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let started = Server::start_in(&program, &folder);
        if started.is_err() {
            let _ = fs::remove_dir_all(&folder);
        }
        started
    }

    fn start_in(program: &Path, folder: &Path) -> Result<Server, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(failed)?;
        let user = unprivileged_user(folder)?;
        let password = random_word()?;
        let init = folder.join("init.sql");
        let script = format!(
            "CREATE USER rowtype@'127.0.0.1' IDENTIFIED BY '{password}';\n\
             GRANT ALL ON *.* TO rowtype@'127.0.0.1' WITH GRANT OPTION;\n"
        );
        fs::write(&init, script).map_err(failed)?;
        if let Some(user) = user {
            chown(&init, Some(user.id), Some(user.group)).map_err(failed)?;
            chown(folder, Some(user.id), Some(user.group)).map_err(failed)?;
        }
        command::output(
            as_user("mariadb-install-db".into(), user, folder)
                .args(["--no-defaults", "--skip-test-db"])
                .arg("--auth-root-authentication-method=normal")
                .arg(format!("--datadir={}", folder.join("data").display())),
        )?;
        let port = free_port()?;
        let mut watcher = as_user("sh".into(), user, folder)
            .args(["-c", WATCH, "sh"])
            .args([program, folder])
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("sh: {error}"))?;
        let input = watcher.stdin.take();
        let server = Server {
            folder: folder.to_owned(),
            port,
            password,
            watcher,
            input,
        };
        server.wait_until_ready()?;
        Ok(server)
    }

    fn wait_until_ready(&self) -> Result<(), String> {
        let deadline = Instant::now() + Duration::from_secs(60);
        while Instant::now() < deadline {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!(
            "MariaDB does not answer after 60 seconds; its log:\n{log}"
        ))
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("mysql://rowtype:{}@127.0.0.1:{}", self.password, self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.input.take();
        let _ = self.watcher.wait();
    }
}

/// Where `mariadbd` is; installs Debian's package where that is possible, without starting it.
fn program() -> Result<PathBuf, String> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let can_install = crate::postgres::is_root() && apt::is_there();
    if !can_install {
        return Err(
            "the tests need MariaDB's programs (`mariadbd`, `mariadb-install-db`): sudo apt-get install mariadb-server"
                .to_owned(),
        );
    }
    println!("MariaDB is not here: installing Debian's package, without starting it");
    apt::install_without_starting("mariadb-server")?;
    find().ok_or_else(|| "`mariadb-server` is installed, but `mariadbd` is nowhere".to_owned())
}

fn find() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"];
    env::split_paths(&path)
        .chain(usual.iter().map(PathBuf::from))
        .map(|folder| folder.join("mariadbd"))
        .find(|program| program.is_file())
}
