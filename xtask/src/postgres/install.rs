//! Where PostgreSQL's programs are; installs them where that is possible.

use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::apt;
use crate::command;

/// Debian's setting for a cluster that the package would make, and start, by itself.
const CLUSTER_SETTINGS: &str = "/etc/postgresql-common/createcluster.conf";

/// The folder of `postgres`, `initdb` and `psql`.
pub fn programs() -> Result<PathBuf, String> {
    if let Some(folder) = find() {
        return Ok(folder);
    }
    let can_install = is_root() && apt::is_there();
    if !can_install {
        return Err(advice());
    }
    println!("PostgreSQL is not here: installing Debian's package, without a cluster of its own");
    install()?;
    find()
        .ok_or_else(|| "the package `postgresql` is installed, but `initdb` is nowhere".to_owned())
}

fn advice() -> String {
    let command = if apt::is_there() {
        "sudo apt-get install postgresql"
    } else if command::exists("brew", &["--version"]) {
        "brew install postgresql@17"
    } else if command::exists("dnf", &["--version"]) {
        "sudo dnf install postgresql-server postgresql"
    } else {
        "install PostgreSQL 13 or later, with `initdb` on the PATH"
    };
    format!("the tests need PostgreSQL's programs (`initdb`, `postgres`, `psql`): {command}")
}

/// Whether we may install packages.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

/// On the PATH, or where the distributions keep them: the newest version.
fn find() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    if let Some(folder) = env::split_paths(&path).find(|folder| is_complete(folder)) {
        return Some(folder);
    }
    let mut folders: Vec<(u32, PathBuf)> = Vec::new();
    for (parent, prefix, suffix) in [
        ("/usr/lib/postgresql", "", "bin"),
        ("/usr", "pgsql-", "bin"),
        ("/opt/homebrew/opt", "postgresql@", "bin"),
        ("/usr/local/opt", "postgresql@", "bin"),
    ] {
        for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let version = name
                .to_str()
                .and_then(|name| name.strip_prefix(prefix))
                .and_then(|version| version.parse().ok());
            let folder = entry.path().join(suffix);
            if let Some(version) = version.filter(|_| is_complete(&folder)) {
                folders.push((version, folder));
            }
        }
    }
    folders.into_iter().max().map(|(_, folder)| folder)
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "postgres", "psql"]
        .iter()
        .all(|program| folder.join(program).is_file())
}

/// Debian and Ubuntu. The package would make a cluster and start it; the setting that forbids it stands in
/// `postgresql-common`, so that comes first.
fn install() -> Result<(), String> {
    apt::run(&["update"])?;
    apt::run(&[
        "install",
        "--yes",
        "--no-install-recommends",
        "postgresql-common",
    ])?;
    let before = read_settings()?;
    write_settings(&without_cluster(&before))?;
    let installed = apt::run(&["install", "--yes", "--no-install-recommends", "postgresql"]);
    write_settings(&before)?;
    installed
}

fn read_settings() -> Result<String, String> {
    match fs::read_to_string(CLUSTER_SETTINGS) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        result => result.map_err(|error| format!("{CLUSTER_SETTINGS}: {error}")),
    }
}

fn write_settings(text: &str) -> Result<(), String> {
    fs::write(CLUSTER_SETTINGS, text).map_err(|error| format!("{CLUSTER_SETTINGS}: {error}"))
}

fn without_cluster(settings: &str) -> String {
    let mut text: String = settings
        .lines()
        .filter(|line| !line.trim_start().starts_with("create_main_cluster"))
        .map(|line| format!("{line}\n"))
        .collect();
    text.push_str("create_main_cluster = false\n");
    text
}
