//! Where PgBouncer is; installs it where that is possible. The tests start it themselves.

use std::env;
use std::path::{Path, PathBuf};

use crate::apt;
use crate::postgres::is_root;

/// The program.
pub fn program() -> Result<PathBuf, String> {
    if let Some(program) = find() {
        return Ok(program);
    }
    if !is_root() || !apt::is_there() {
        return Err(
            "the tests need PgBouncer (`pgbouncer`): sudo apt-get install pgbouncer, or brew install pgbouncer"
                .to_owned(),
        );
    }
    println!("PgBouncer is not here: installing Debian's package");
    apt::install_without_starting("pgbouncer")?;
    find().ok_or_else(|| "`pgbouncer` is installed, but the program is nowhere".to_owned())
}

fn find() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(["/usr/sbin", "/opt/homebrew/bin"].map(PathBuf::from))
        .map(|folder| folder.join("pgbouncer"))
        .find(|program| Path::is_file(program))
}
