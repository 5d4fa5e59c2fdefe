//! The pages of `tests/errors`, taken apart.

use std::fs;
use std::path::{Path, PathBuf};

/// What a page consists of.
pub enum Block {
    /// Words and headings.
    Prose(String),
    /// A file of an example: its language, name and dialect, and its text.
    Source { info: String, text: String },
    /// What is reported.
    Report(String),
}

/// All pages, by name.
pub fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let entries = fs::read_dir(&folder).expect("tests/errors is readable");
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the entry is readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    pages
}

/// The files of one example after the other. One without a schema stands on that of the example before it.
#[derive(Default)]
pub struct Example {
    files: Vec<(String, String)>,
    schema: Vec<(String, String)>,
}

impl Example {
    /// One more file.
    pub fn add(&mut self, info: &str, text: &str) {
        self.files.push((info.to_owned(), text.to_owned()));
    }

    /// All files, where what is reported follows.
    pub fn take(&mut self) -> Vec<(String, String)> {
        let mut files = std::mem::take(&mut self.files);
        let is_schema = |(info, _): &&(String, String)| info.contains("schema");
        let own: Vec<_> = files.iter().filter(is_schema).cloned().collect();
        if own.is_empty() {
            files.splice(0..0, self.schema.clone());
        } else {
            self.schema = own;
        }
        files
    }
}

/// A page's text, taken apart.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut prose = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            prose.push_str(line);
            prose.push('\n');
            continue;
        };
        out.push(Block::Prose(std::mem::take(&mut prose)));
        let mut text = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            text.push_str(line);
            text.push('\n');
        }
        out.push(if info == "text" {
            Block::Report(text)
        } else {
            Block::Source {
                info: info.to_owned(),
                text,
            }
        });
    }
    out.push(Block::Prose(prose));
    out
}
