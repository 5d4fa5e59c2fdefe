//! Which files changed, gathered until they rest.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// How long files must rest. Editors write in several steps.
const REST: Duration = Duration::from_millis(150);

/// Files that changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// Whether the definition changed: SQL or configuration.
    pub definition: bool,
    /// What changed, from the project's folder.
    paths: BTreeSet<String>,
}

/// Watches a project's files until it is dropped.
pub struct Watch {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
}

impl Change {
    /// As if all had changed.
    pub fn everything() -> Change {
        Change {
            definition: true,
            paths: BTreeSet::new(),
        }
    }

    /// A few of the paths.
    pub fn shown(&self) -> String {
        let mut shown: Vec<&str> = self.paths.iter().take(3).map(String::as_str).collect();
        if self.paths.len() > shown.len() {
            shown.push("..");
        }
        shown.join(", ")
    }
}

impl Watch {
    /// Tells of each change once its files rest.
    pub fn start(root: &Path, tell: impl Fn(Change) + Send + 'static) -> notify::Result<Watch> {
        let (sender, changes) = channel();
        let start = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            for path in event
                .iter()
                .filter(|event| matters(event))
                .flat_map(|event| &event.paths)
            {
                drop(sender.send(path.clone()));
            }
        })?;
        std::thread::spawn(move || gather(&start, &changes, tell));
        let mut watch = Watch {
            watcher,
            watched: BTreeSet::new(),
        };
        watch.refresh(root);
        Ok(watch)
    }

    /// Watches folders that have come since: all of the project's but those of builds and hidden ones, which hold many files
    /// and change without meaning.
    pub fn refresh(&mut self, root: &Path) {
        let start = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        if self.watched.insert(start.clone()) {
            // A folder that cannot be watched is one whose changes go unseen; the others still count.
            let _ = self.watcher.watch(&start, RecursiveMode::NonRecursive);
        }
        for entry in std::fs::read_dir(&start).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && !is_skipped(&path) && self.watched.insert(path.clone()) {
                let _ = self.watcher.watch(&path, RecursiveMode::Recursive);
            }
        }
    }
}

fn is_skipped(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name == "target"
}

fn matters(event: &notify::Event) -> bool {
    matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Any
    )
}

/// Collects paths until none has come for a while.
fn gather(root: &Path, changes: &Receiver<PathBuf>, tell: impl Fn(Change)) {
    while let Ok(first) = changes.recv() {
        let mut paths = vec![first];
        loop {
            match changes.recv_timeout(REST) {
                Ok(path) => paths.push(path),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        if let Some(change) = change(root, &paths) {
            tell(change);
        }
    }
}

/// What of the paths counts: SQL and configuration make the definition, Rust the service. Files that rowtype wrote itself
/// do not count.
fn change(root: &Path, paths: &[PathBuf]) -> Option<Change> {
    let mut change = Change {
        definition: false,
        paths: BTreeSet::new(),
    };
    for path in paths {
        let relative = path.strip_prefix(root).unwrap_or(path);
        let hidden = relative
            .components()
            .any(|part| is_skipped(Path::new(part.as_os_str())));
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        if hidden || !["sql", "toml", "rs"].contains(&extension.as_ref()) || is_generated(path) {
            continue;
        }
        change.definition |= extension == "sql" || path.ends_with("rowtype.toml");
        change
            .paths
            .insert(relative.to_string_lossy().replace('\\', "/"));
    }
    (!change.paths.is_empty()).then_some(change)
}

fn is_generated(path: &Path) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| {
        text.lines()
            .next()
            .is_some_and(|line| line.contains(rowtype::files::MARK))
    })
}
