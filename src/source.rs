//! Reads the definition: `schema.sql` and `queries/*.sql`.
//!
//! In: paths, in the order in which the configuration names them. Out: [`Sources`], the texts with their line tables.
//! The only module that reads a user's SQL files; it must not know what is in them.

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
    /// DDL.
    Schema,
    /// Annotated queries.
    Queries,
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
}

impl Sources {
    /// No files yet.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a text; for definitions that do not come from files.
    pub fn add(
        &mut self,
        kind: SourceKind,
        path: impl Into<String>,
        text: impl Into<String>,
    ) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile::new(id, kind, path, text));
        id
    }

    /// The file with this id.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
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

/// Reads every file. A file that is missing, unreadable or not UTF-8 is an error in `diagnostics`; the others are read all the same.
pub fn load(
    root: &Path,
    schema: &[PathBuf],
    queries: &[PathBuf],
    diagnostics: &mut Diagnostics,
) -> Sources {
    let mut sources = Sources::new();
    for (kind, paths) in [(SourceKind::Schema, schema), (SourceKind::Queries, queries)] {
        for path in paths {
            read(root, path, kind, &mut sources, diagnostics);
        }
    }
    sources
}

fn read(
    root: &Path,
    path: &Path,
    kind: SourceKind,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    let shown = path
        .strip_prefix(root)
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/");
    let bytes = match std::fs::read(root.join(path)) {
        Ok(bytes) => bytes,
        Err(error) => {
            diagnostics.push(
                Diagnostic::error(
                    "file-unreadable",
                    format!("`{shown}` cannot be read: {error}"),
                )
                .help("check the paths under `schema` and `queries` in rowtype.toml"),
            );
            return;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text
                .strip_prefix('\u{feff}')
                .map(str::to_owned)
                .unwrap_or(text);
            sources.add(kind, shown, text);
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
        }
    }
}
