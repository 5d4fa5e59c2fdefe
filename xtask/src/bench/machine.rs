//! What the figures were found on.

use std::fs;
use std::thread::available_parallelism;

use super::database::Databases;
use crate::command;

/// A line for each thing that counts: processor, compiler, servers.
pub fn describe(databases: &Databases) -> Result<Vec<String>, String> {
    let cores = available_parallelism().map_or(1, usize::from);
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("a processor without a name", |(_, model)| model);
    let compiler = command::output(command::new("rustc").arg("--version"))?;
    let python = command::output(command::new("python3").arg("--version"))?;
    let mut lines = vec![
        format!("{cores} cores of {model}"),
        compiler.trim().to_owned(),
        python.trim().to_owned(),
    ];
    lines.extend(databases.versions()?);
    Ok(lines)
}
