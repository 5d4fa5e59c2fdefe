//! MariaDB for the tests: found or installed, and started as a throw-away server.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use rowtype_test_servers::mariadb;

use crate::apt;

/// The environment variable that gives tests the server's address.
const ADDRESS: &str = "ROWTYPE_TEST_MARIADB";
/// The environment variable that gives tests the program of MariaDB, to start servers of their own.
const PROGRAM: &str = "ROWTYPE_TEST_MARIADB_PROGRAM";

/// A server that the tests share.
pub struct Server(mariadb::Server);

impl Server {
    /// Finds or installs MariaDB, and starts a new server on a free port of the loopback address.
    pub fn start() -> Result<Server, String> {
        mariadb::Server::start(&program()?, &[], &[]).map(Server)
    }

    /// Its address.
    pub fn url(&self) -> String {
        self.0.url()
    }

    /// Runs a script by MariaDB's own client, in a database or in none; gives the columns of its rows without their names.
    pub fn run(&self, database: Option<&str>, script: &str) -> Result<String, String> {
        self.0.run(database, script)
    }

    /// Tells a command where the server and MariaDB's program are.
    pub fn tell(&self, command: &mut Command) -> Result<(), String> {
        command.env(ADDRESS, self.url()).env(PROGRAM, program()?);
        Ok(())
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
