//! What processes cost: the time that passes, the time of the processors, and memory, as Linux tells.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

/// What a process has cost.
#[derive(Clone, Copy)]
pub struct Cost {
    /// The time that has passed.
    pub elapsed: Duration,
    /// The time of the processors, the user's and the system's, to a hundredth of a second.
    pub processors: Duration,
}

/// Runs a command to its end; gives what it has cost and printed. One that fails is an error with all that it has said.
pub fn run(command: &mut Command) -> Result<(Cost, String), String> {
    let (start, before) = (Instant::now(), of_children()?);
    let output = command
        .output()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    let cost = Cost {
        elapsed: start.elapsed(),
        processors: of_children()?.saturating_sub(before),
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}{said}", complaint));
    }
    Ok((cost, said))
}

/// The most that this process has held in memory, in megabytes.
pub fn own_peak() -> Result<f64, String> {
    let status = fs::read_to_string("/proc/self/status").map_err(|error| error.to_string())?;
    let kilobytes: f64 = status
        .lines()
        .find_map(|line| {
            line.strip_prefix("VmHWM:")?
                .strip_suffix("kB")?
                .trim()
                .parse()
                .ok()
        })
        .ok_or("the system does not say how much memory this process had")?;
    Ok(kilobytes / 1024.0)
}

/// The time that processors have spent on this process's first thread, in nanoseconds.
pub fn own_time() -> Result<u64, String> {
    let stat = fs::read_to_string("/proc/self/schedstat").map_err(|error| error.to_string())?;
    let spent = stat.split(' ').next().and_then(|spent| spent.parse().ok());
    spent.ok_or_else(|| "the system does not say what this process has cost".to_owned())
}

/// The time that processors have spent on processes that this one has started and that have ended.
fn of_children() -> Result<Duration, String> {
    /// How many of the system's ticks are a second, on every machine.
    const TICKS: f64 = 100.0;
    let unknown = "the system does not say what other processes have cost";
    let stat = fs::read_to_string("/proc/self/stat").map_err(|error| error.to_string())?;
    // The name of the program, in parentheses, may hold anything.
    let (_, fields) = stat.rsplit_once(')').ok_or(unknown)?;
    // Behind it, the 14th is the user's time and the 15th the system's.
    let times = fields.split_whitespace().skip(13).take(2);
    let times: Result<Vec<f64>, _> = times.map(str::parse).collect();
    let ticks: f64 = times.map_err(|_| unknown)?.iter().sum();
    Ok(Duration::from_secs_f64(ticks / TICKS))
}
