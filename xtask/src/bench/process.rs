//! What processes have used: read from `/proc`, for a process and all that descend from it.

use std::fs;
use std::time::Duration;

/// How many ticks of `/proc/PID/stat` a second has on Linux.
const TICKS: u64 = 100;

/// The process that another one was started by.
pub fn parent(pid: u32) -> Option<u32> {
    stat(pid).map(|stat| stat.parent)
}

/// The processor time of a process, of those that descend from it, and of those of them that have ended.
pub fn processor_time(root: u32) -> Duration {
    let ticks: u64 = family(root).iter().map(|stat| stat.ticks).sum();
    Duration::from_millis(ticks * 1000 / TICKS)
}

/// Kilobytes that the family holds now: pages that several of them hold are counted once.
pub fn memory(root: u32) -> u64 {
    family(root).iter().filter_map(|stat| share(stat.pid)).sum()
}

struct Stat {
    pid: u32,
    parent: u32,
    /// Its own and those of children that were waited for.
    ticks: u64,
}

fn family(root: u32) -> Vec<Stat> {
    let all: Vec<Stat> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(stat)
        .collect();
    let mut members = vec![root];
    let mut at = 0;
    while let Some(of) = members.get(at).copied() {
        members.extend(
            all.iter()
                .filter(|stat| stat.parent == of)
                .map(|stat| stat.pid),
        );
        at += 1;
    }
    all.into_iter()
        .filter(|stat| members.contains(&stat.pid))
        .collect()
}

fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name stands in parentheses and may hold anything.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
    Some(Stat {
        pid,
        parent: fields.get(1)?.parse().ok()?,
        ticks: number(11)? + number(12)? + number(13)? + number(14)?,
    })
}

/// Kilobytes of a process, with its share of the pages that others hold as well.
fn share(pid: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.strip_suffix("kB")?.trim().parse().ok()
}
