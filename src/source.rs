//! Reads the definition: `rowtype.toml`, `schema.sql` and `queries/*.sql`.
//!
//! In: files, folders and globs, in the order in which the configuration names them. Out: [`Sources`], the texts with
//! their line tables. The only module that reads the user's files; it must not know what is in them.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics};

/// Which file of [`Sources`] a span is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FileId(pub u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The range `start..end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        Span { file, start, end }
    }

    /// The smallest span that holds both. Both must be in one file.
    pub fn to(self, other: Span) -> Span {
        debug_assert_eq!(self.file, other.file);
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// `rowtype.toml`.
    Config,
    /// DDL.
    Schema,
    /// Annotated queries.
    Queries,
    /// DDL that was applied earlier: `migrations/*.up.sql`.
    Migration,
    /// Rows for a development database: `seeds/*.sql`.
    Seed,
}

/// One file of the definition.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its place in [`Sources`].
    pub id: FileId,
    /// What it is for.
    pub kind: SourceKind,
    /// The path as the user sees it: relative to the project, with `/`.
    pub path: String,
    /// The whole text, without a byte order mark.
    pub text: String,
    /// Offset of the first byte of every line.
    lines: Vec<usize>,
}

/// A place as people count: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl SourceFile {
    /// A file from its text.
    pub fn new(
        id: FileId,
        kind: SourceKind,
        path: impl Into<String>,
        text: impl Into<String>,
    ) -> SourceFile {
        let text = text.into();
        let mut lines = vec![0];
        lines.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1),
        );
        SourceFile {
            id,
            kind,
            path: path.into(),
            text,
            lines,
        }
    }

    /// The line and column of a byte offset; one past the end is allowed.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= offset) - 1;
        let column = self.text[self.lines[line]..offset].chars().count() + 1;
        LineColumn {
            line: line + 1,
            column,
        }
    }

    /// The byte offset of a line and column (both from 1); past the end of a line gives the line's end.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(start) = self.lines.get(line.saturating_sub(1)).copied() else {
            return self.text.len();
        };
        let end = self.lines.get(line).copied().unwrap_or(self.text.len());
        let text = &self.text[start..end];
        start
            + text
                .char_indices()
                .nth(column.saturating_sub(1))
                .map_or(text.len(), |(at, _)| at)
    }

    /// The text of a span of this file.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// A span of this file.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.id, start, end)
    }
}

/// All files of a definition, in the order in which they are read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// The number of the first file.
    first: u32,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// No files yet, whose places are none of another definition's: findings can name both.
    pub fn beside(other: &Sources) -> Sources {
        let count = u32::try_from(other.files.len()).unwrap_or(u32::MAX);
        Sources {
            files: Vec::new(),
            first: other.first.saturating_add(count),
        }
    }

    /// The files of two definitions, of which the second stands beside this one. Its paths are shown with a mark before them.
    #[must_use]
    pub fn with(&self, beside: &Sources, mark: &str) -> Sources {
        let mut both = self.clone();
        both.files
            .extend(beside.files.iter().map(|file| SourceFile {
                path: format!("{mark}{}", file.path),
                ..file.clone()
            }));
        both
    }

    /// Adds a text; for definitions that do not come from files.
    pub fn add(
        &mut self,
        kind: SourceKind,
        path: impl Into<String>,
        text: impl Into<String>,
    ) -> FileId {
        let count = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let id = FileId(self.first.saturating_add(count));
        self.files.push(SourceFile::new(id, kind, path, text));
        id
    }

    /// The file with this id.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[(id.0 - self.first) as usize]
    }

    /// All files, in order.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// The files of one kind, in order.
    pub fn of_kind(&self, kind: SourceKind) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(move |file| file.kind == kind)
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).slice(span)
    }

    /// `path:line` of a span's start.
    pub fn place(&self, span: Span) -> String {
        let file = self.get(span.file);
        format!("{}:{}", file.path, file.line_column(span.start).line)
    }
}

/// The name of the configuration file, in the project's folder.
pub const CONFIG_FILE: &str = "rowtype.toml";

/// The folder of queries that need not be there.
const DEFAULT_QUERIES: &str = "queries";

/// The nearest folder from `start` upwards that holds a `rowtype.toml`.
pub fn find_project(start: &Path) -> Option<&Path> {
    start
        .ancestors()
        .find(|folder| folder.join(CONFIG_FILE).is_file())
}

/// The text of a file that is no part of a definition: another tool's configuration.
pub fn read_text(path: &Path) -> std::io::Result<String> {
    std::fs::read_to_string(path)
}

/// Reads `rowtype.toml` in `root` into `sources`; none where there is no such file.
pub fn load_config(
    root: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    if !root.join(CONFIG_FILE).exists() {
        return None;
    }
    read(
        root,
        Path::new(CONFIG_FILE),
        SourceKind::Config,
        sources,
        diagnostics,
    )
}

/// Reads every file that `patterns` name (files, folders, globs) into `sources`. A file that is missing, unreadable or
/// not UTF-8 is an error in `diagnostics`; the others are read all the same.
pub fn load(
    root: &Path,
    kind: SourceKind,
    patterns: &[String],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: Vec<PathBuf> = Vec::new();
    for pattern in patterns {
        if may_be_absent(kind, pattern) && !root.join(fixed_part(pattern)).exists() {
            continue;
        }
        let paths = match expand(root, pattern) {
            Ok(paths) => paths,
            Err(error) => {
                diagnostics.push(unreadable(pattern, &error));
                continue;
            }
        };
        for path in paths {
            if !seen.contains(&path) {
                read(root, &path, kind, sources, diagnostics);
                seen.push(path);
            }
        }
    }
}

/// Whether a pattern may name a folder that is not there: a project begins without migrations and seeds, and may have no
/// queries.
fn may_be_absent(kind: SourceKind, pattern: &str) -> bool {
    match kind {
        SourceKind::Queries => pattern == DEFAULT_QUERIES,
        SourceKind::Migration => pattern.contains('*'),
        SourceKind::Seed => true,
        SourceKind::Config | SourceKind::Schema => false,
    }
}

/// The part of a pattern before its first wildcard: a file or a folder.
pub fn fixed_part(pattern: &str) -> PathBuf {
    Path::new(pattern)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?']))
        .collect()
}

/// The files that a pattern names, sorted: a file itself, the `.sql` files under a folder, or what a glob matches
/// (`*` and `?` within a name, `**` for any folders). A path without wildcards that is not there is given as it is.
pub fn expand(root: &Path, pattern: &str) -> std::io::Result<Vec<PathBuf>> {
    let path = root.join(pattern);
    if path.is_dir() {
        let mut found = Vec::new();
        collect(root, Path::new(pattern), &mut found)?;
        found.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
        return Ok(found);
    }
    if !pattern.contains(['*', '?']) {
        return Ok(vec![PathBuf::from(pattern)]);
    }
    let mut found = Vec::new();
    collect(root, &fixed_part(pattern), &mut found)?;
    let wanted: Vec<&str> = pattern.split('/').filter(|part| *part != ".").collect();
    found.retain(|path| {
        let path = path.to_string_lossy().replace('\\', "/");
        let parts: Vec<&str> = path.split('/').collect();
        glob_matches(&wanted, &parts)
    });
    Ok(found)
}

/// Those of `paths` that a pattern names, as [`expand`] would find them in a folder that holds these files alone.
pub fn select<'p>(paths: &'p [String], pattern: &str) -> Vec<&'p str> {
    let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
    let is_hidden = |path: &str| {
        let below = path.strip_prefix(pattern).unwrap_or(path);
        below.split('/').any(|part| part.starts_with('.'))
    };
    let wanted: Vec<&str> = pattern.split('/').collect();
    let is_named = |path: &&str| {
        let below = path.strip_prefix(pattern).filter(|_| !pattern.is_empty());
        let is_below = below.is_some_and(|below| below.starts_with('/')) && path.ends_with(".sql");
        let parts: Vec<&str> = path.split('/').collect();
        let matches = pattern.contains(['*', '?']) && glob_matches(&wanted, &parts);
        *path == pattern || (is_below || matches) && !is_hidden(path)
    };
    let mut found: Vec<&str> = paths.iter().map(String::as_str).filter(is_named).collect();
    found.sort_by_cached_key(|path| path.split('/').map(numbered).collect::<Vec<_>>());
    found
}

/// Every file under `folder`, relative to `root` as `folder` is, sorted by name: `2_posts.sql` comes before `10_tags.sql`.
/// Hidden ones are left out.
fn collect(root: &Path, folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries = std::fs::read_dir(root.join(folder))?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_cached_key(|entry| numbered(&entry.file_name().to_string_lossy()));
    for entry in entries {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        let path = folder.join(&name);
        if root.join(&path).is_dir() {
            collect(root, &path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// A name as migrations are numbered: the digits that it begins with count as a number.
fn numbered(name: &str) -> (u128, String) {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = name[..digits].parse().unwrap_or(u128::MAX);
    (number, name.to_owned())
}

fn glob_matches(wanted: &[&str], parts: &[&str]) -> bool {
    match (wanted.split_first(), parts.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), _) => {
            glob_matches(rest, parts)
                || parts
                    .split_first()
                    .is_some_and(|(_, parts)| glob_matches(wanted, parts))
        }
        (Some((pattern, rest)), Some((part, parts))) => {
            name_matches(pattern.as_bytes(), part.as_bytes()) && glob_matches(rest, parts)
        }
        _ => false,
    }
}

fn name_matches(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => {
            name_matches(rest, name)
                || name
                    .split_first()
                    .is_some_and(|(_, name)| name_matches(pattern, name))
        }
        (Some((b'?', rest)), Some((_, name))) => name_matches(rest, name),
        (Some((byte, rest)), Some((other, name))) => byte == other && name_matches(rest, name),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(
        "file-unreadable",
        format!("`{path}` cannot be read: {error}"),
    )
    .help("check the paths under `schema` and `queries` in rowtype.toml")
}

fn read(
    root: &Path,
    path: &Path,
    kind: SourceKind,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    let shown = path
        .strip_prefix(root)
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/");
    let bytes = match std::fs::read(root.join(path)) {
        Ok(bytes) => bytes,
        Err(error) => {
            diagnostics.push(unreadable(&shown, &error));
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text
                .strip_prefix('\u{feff}')
                .map(str::to_owned)
                .unwrap_or(text);
            Some(sources.add(kind, shown, text))
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(&error.into_bytes()).into_owned();
            let file = sources.add(kind, shown.clone(), text);
            let source = sources.get(file);
            let end = valid
                + source.text[valid..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8);
            diagnostics.push(
                Diagnostic::error("file-not-utf8", format!("`{shown}` is not UTF-8"))
                    .at(source.span(valid, end), "this byte is not valid UTF-8")
                    .help("save the file as UTF-8"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        let wanted: Vec<&str> = pattern.split('/').collect();
        let parts: Vec<&str> = path.split('/').collect();
        glob_matches(&wanted, &parts)
    }

    #[test]
    fn globs_match_names_and_folders() {
        assert!(matches("queries/*.sql", "queries/posts.sql"));
        assert!(!matches("queries/*.sql", "queries/deep/posts.sql"));
        assert!(matches("queries/**/*.sql", "queries/deep/er/posts.sql"));
        assert!(matches("queries/**/*.sql", "queries/posts.sql"));
        assert!(matches("db/00?_*.sql", "db/001_users.sql"));
        assert!(!matches("db/00?_*.sql", "db/0011_users.sql"));
    }

    #[test]
    fn paths_are_selected_as_files_are_found() {
        let paths = [
            "db/10_b.sql",
            "db/2_a.sql",
            "db/notes.md",
            "db/.old/x.sql",
            "schema.sql",
            "schema.sql.bak",
        ];
        let paths = paths.map(str::to_owned);
        assert_eq!(select(&paths, "schema.sql"), ["schema.sql"]);
        assert_eq!(select(&paths, "./db/"), ["db/2_a.sql", "db/10_b.sql"]);
        assert_eq!(select(&paths, "db/*.sql"), ["db/2_a.sql", "db/10_b.sql"]);
        assert_eq!(select(&paths, "queries"), [""; 0]);
    }

    #[test]
    fn files_are_read_in_the_order_of_their_numbers() {
        let mut names = ["users.sql", "10_c.sql", "2_b.sql", "001_a.sql"];
        names.sort_by_key(|name| numbered(name));
        assert_eq!(names, ["001_a.sql", "2_b.sql", "10_c.sql", "users.sql"]);
    }

    #[test]
    fn a_place_counts_characters_from_one() {
        let file = SourceFile::new(FileId(0), SourceKind::Schema, "s.sql", "a\näöb");
        let place = file.line_column("a\näö".len());
        assert_eq!((place.line, place.column), (2, 3));
        assert_eq!(file.offset(2, 3), "a\näö".len());
    }
}
