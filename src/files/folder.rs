//! What an output folder holds, how it differs from what it should hold, and how it comes to hold that.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Drift, DriftKind, FileSet, MARK, Written, failed, is_generated, read, replace};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// A folder as it was when it was read.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    files: BTreeMap<String, Found>,
}

#[derive(Debug)]
enum Found {
    /// A text that says that it was generated.
    Generated(String),
    /// Somebody's own file.
    Foreign,
}

/// A [`DriftKind`] that borrows its texts.
enum Difference<'f> {
    Changed { found: &'f str, wanted: &'f str },
    Missing { wanted: &'f str },
    Stale { found: &'f str },
    Foreign,
}

impl Folder {
    /// Reads every file below `root`, without hidden ones and without a build folder. Where there is no folder, it is empty.
    pub fn read(root: &Path) -> io::Result<Folder> {
        let mut folder = Folder {
            root: root.to_path_buf(),
            files: BTreeMap::new(),
        };
        if root.is_dir() {
            folder.read_below(root, "")?;
        }
        Ok(folder)
    }

    fn read_below(&mut self, dir: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name == "target" {
                continue;
            }
            let (path, shown) = (entry.path(), format!("{prefix}{name}"));
            if path.is_dir() {
                self.read_below(&path, &format!("{shown}/"))?;
            } else if let Some(text) = read(&path)? {
                let found = if is_generated(&shown, &text) {
                    Found::Generated(text)
                } else {
                    Found::Foreign
                };
                self.files.insert(shown, found);
            }
        }
        Ok(())
    }

    /// The path and text of a generated file.
    pub fn generated(&self, path: &str) -> Option<(&str, &str)> {
        match self.files.get_key_value(path)? {
            (path, Found::Generated(text)) => Some((path, text)),
            (_, Found::Foreign) => None,
        }
    }

    /// Where it differs from what it should hold, in the order of the paths.
    pub fn compare(&self, wanted: &FileSet) -> Vec<Drift> {
        let owned = |(path, kind): (&str, Difference<'_>)| Drift {
            path: path.to_owned(),
            kind: kind.into_drift(),
        };
        self.differences(wanted).into_iter().map(owned).collect()
    }

    fn differences<'f>(&'f self, wanted: &'f FileSet) -> Vec<(&'f str, Difference<'f>)> {
        let differs = |(path, wanted): (&'f str, &'f str)| match self.files.get(path) {
            None => Some((path, Difference::Missing { wanted })),
            Some(Found::Generated(found)) if same_text(found, wanted) => None,
            Some(Found::Generated(found)) => Some((path, Difference::Changed { found, wanted })),
            Some(Found::Foreign) => Some((path, Difference::Foreign)),
        };
        let is_stale = |(path, found): (&'f String, &'f Found)| match found {
            Found::Generated(found) if wanted.get(path).is_none() => {
                Some((path.as_str(), Difference::Stale { found }))
            }
            _ => None,
        };
        let stale = self.files.iter().filter_map(is_stale);
        let mut all: Vec<_> = wanted.iter().filter_map(differs).chain(stale).collect();
        all.sort_by_key(|(path, _)| *path);
        all
    }

    /// Makes the folder hold these files: writes those that differ and removes generated ones that are not among them.
    /// `shown` is what messages call the folder. Where a file would be overwritten that nothing says was generated,
    /// nothing is written at all.
    pub fn update(
        &self,
        wanted: &FileSet,
        shown: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Written> {
        let differences = self.differences(wanted);
        for (path, difference) in &differences {
            if matches!(difference, Difference::Foreign) {
                diagnostics.push(not_ours(&format!("{shown}/{path}")));
            }
        }
        if diagnostics.has_errors() {
            return None;
        }
        match self.apply(&differences, wanted.len()) {
            Ok(written) => Some(written),
            Err((path, error)) => {
                diagnostics.push(failed(&format!("{shown}/{path}"), &error));
                None
            }
        }
    }

    fn apply(
        &self,
        differences: &[(&str, Difference<'_>)],
        wanted: usize,
    ) -> Result<Written, (String, io::Error)> {
        let mut done = Written::default();
        for (shown, difference) in differences {
            let path = self.root.join(shown);
            let (list, outcome) = match difference {
                Difference::Changed { wanted, .. } | Difference::Missing { wanted } => {
                    (&mut done.written, replace(&path, wanted))
                }
                Difference::Stale { .. } => (&mut done.removed, fs::remove_file(&path)),
                Difference::Foreign => continue,
            };
            outcome.map_err(|error| ((*shown).to_owned(), error))?;
            list.push((*shown).to_owned());
        }
        done.unchanged = wanted - done.written.len();
        Ok(done)
    }
}

impl Difference<'_> {
    fn into_drift(self) -> DriftKind {
        match self {
            Difference::Changed { found, wanted } => DriftKind::Changed {
                found: found.to_owned(),
                wanted: wanted.to_owned(),
            },
            Difference::Missing { wanted } => DriftKind::Missing {
                wanted: wanted.to_owned(),
            },
            Difference::Stale { found } => DriftKind::Stale {
                found: found.to_owned(),
            },
            Difference::Foreign => DriftKind::Foreign,
        }
    }
}

/// Equal but for the line ends that a checkout may have changed.
fn same_text(found: &str, wanted: &str) -> bool {
    found == wanted || (found.contains('\r') && found.replace("\r\n", "\n") == wanted)
}

fn not_ours(path: &str) -> Diagnostic {
    Diagnostic::error(
        "file-not-generated",
        format!("`{path}` is there, and rowtype did not write it"),
    )
    .help(format!(
        "move it away, or choose another folder with `dir` under `[output]` in rowtype.toml \
         (a generated file's first line contains `{MARK}`)"
    ))
}
