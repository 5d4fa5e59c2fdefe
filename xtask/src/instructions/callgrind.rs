//! Instructions of a process, as callgrind counts them.

use std::ffi::OsStr;
use std::path::Path;

use crate::command;

/// The instructions that something costs once, where a program does it so many times. It is done so many times, and twice as many
/// times: the difference leaves out the start of the process.
pub fn of_path(program: &Path, path: &str, times: u64) -> Result<u64, String> {
    let run = |times: u64| of_process(program.as_os_str(), &[path, &times.to_string()], None);
    Ok(run(times * 2)?.saturating_sub(run(times)?) / times)
}

/// The instructions of a process, in a folder or in the checkout. Its environment is empty: what stands in it, and how much that is,
/// would move the stack.
pub fn of_process(
    program: &OsStr,
    arguments: &[&str],
    folder: Option<&Path>,
) -> Result<u64, String> {
    let mut command = command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default());
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    let line = command::line(&command);
    let output = command
        .output()
        .map_err(|error| format!("`{line}`: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("`{line}`: {}\n{said}", output.status));
    }
    let counted = said
        .lines()
        .find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    counted.ok_or_else(|| format!("callgrind does not say what it has counted:\n{said}"))
}
