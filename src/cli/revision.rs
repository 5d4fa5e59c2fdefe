//! A git revision of a project: its files, as they are checked in there.
//!
//! In: the project's folder and the name of a revision. Out: texts. Nothing is written, and the working tree is not looked at.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rowtype::config;
use rowtype::diagnostic::{Diagnostic, Diagnostics};
use rowtype::source::{self, SourceKind, Sources};
use rowtype::{Config, Report};

/// A revision that git knows.
pub struct Revision {
    root: PathBuf,
    /// As it was written.
    pub name: String,
    /// The files in the project's folder and below, by their paths from there.
    paths: Vec<String>,
}

/// A definition as it was.
pub struct Definition {
    /// How it was configured.
    pub config: Config,
    /// Its texts.
    pub sources: Sources,
}

impl Revision {
    /// A revision by its name; the error is what git says.
    pub fn find(root: &Path, name: &str) -> Result<Revision, String> {
        if name.starts_with('-') || name.is_empty() {
            return Err("that is no name of a revision".to_owned());
        }
        // `HEAD:folder` would be one that has no history.
        let commit = format!("{name}^{{commit}}");
        git(root, &["rev-parse", "--verify", "--quiet", &commit]).map_err(|said| {
            match said.is_empty() {
                true => "git knows no such revision".to_owned(),
                false => said,
            }
        })?;
        let listed = git(root, &["ls-tree", "-r", "-z", "--name-only", name])?;
        let paths = listed.split('\0').filter(|path| !path.is_empty());
        Ok(Revision {
            root: root.to_owned(),
            name: name.to_owned(),
            paths: paths.map(str::to_owned).collect(),
        })
    }

    /// The text of a file; none where the revision does not have it. The error is what git says.
    pub fn text(&self, path: &str) -> Result<Option<String>, String> {
        let is_below = !path.split('/').any(|part| part == "..");
        let plain = path.trim_start_matches("./");
        if is_below && !self.paths.iter().any(|known| known == plain) {
            return Ok(None);
        }
        let text = git(&self.root, &["show", &format!("{}:./{plain}", self.name)]);
        match is_below {
            true => text.map(Some),
            // A file beside the project's folder is not in the list.
            false => Ok(text.ok()),
        }
    }

    /// The definition; none where there is no rowtype.toml, or nothing of what it names as the schema. Places in it are none of `beside`.
    pub fn definition(&self, beside: &Sources) -> Result<Option<Definition>, Report> {
        let mut sources = Sources::beside(beside);
        let mut diagnostics = Diagnostics::new();
        let Some(text) = self.read(source::CONFIG_FILE)? else {
            return Ok(None);
        };
        let file = sources.add(SourceKind::Config, source::CONFIG_FILE, text);
        let config = config::parse(sources.get(file), &mut diagnostics);
        if diagnostics.has_errors() {
            return Err(Report {
                sources: Sources::beside(beside).with(&sources, &self.mark()),
                diagnostics,
            });
        }
        for (kind, patterns) in [
            (SourceKind::Schema, &config.schema),
            (SourceKind::Queries, &config.queries),
        ] {
            for path in self.named(patterns) {
                if let Some(text) = self.read(&path)? {
                    sources.add(kind, path, text);
                }
            }
        }
        let has_schema = sources.of_kind(SourceKind::Schema).next().is_some();
        Ok(has_schema.then_some(Definition { config, sources }))
    }

    /// What stands before the path of a file of this revision, as git writes it.
    pub fn mark(&self) -> String {
        format!("{}:", self.name)
    }

    /// The files that patterns name, each once, in order.
    fn named(&self, patterns: &[String]) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for pattern in patterns {
            let mut paths: Vec<String> = source::select(&self.paths, pattern)
                .into_iter()
                .map(str::to_owned)
                .collect();
            if paths.is_empty() && pattern.split('/').any(|part| part == "..") {
                paths.push(pattern.clone());
            }
            for path in paths {
                if !found.contains(&path) {
                    found.push(path);
                }
            }
        }
        found
    }

    fn read(&self, path: &str) -> Result<Option<String>, Report> {
        self.text(path).map_err(|said| {
            let message = format!("`{path}` cannot be read at `{}`: {said}", self.name);
            Report::of(Diagnostic::error("revision-unreadable", message).help(
                "fetch the revision with its files (`git fetch origin main`), and see whether `git show` prints the file",
            ))
        })
    }
}

/// What git prints, or the first line of what it complains of.
fn git(root: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("`git` does not run: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(said.lines().next().unwrap_or_default().to_owned());
    }
    let text = String::from_utf8(output.stdout).map_err(|_| "it is not UTF-8".to_owned())?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}
