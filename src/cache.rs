//! What the last generation made, so that the same is not made again.
//!
//! In: the record that the last one left under `.rowtype/`, and the output folder as it is now. Out: texts that would come out
//! again. A text is taken from a file only where the file is what was written then, and was made of what it would be made of
//! now, by the same program; so a record that is missing, damaged or another program's changes nothing but the time. It must
//! not know what is in a text.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use crate::config::Config;
use crate::emit::EmitOptions;
use crate::files::{self, FileSet, Folder};
use crate::source::{self, Sources};

/// Where the record stands, in the project's folder.
const RECORD: &str = ".rowtype/generated";
/// Its first line.
const FORM: &str = "What `rowtype gen` wrote last, form 1";
/// What stands in the place of a digest that there is none of.
const NONE: &str = "-";

/// What texts come to as a number. Two that differ have the same one only by an accident that nobody will see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

/// The last generation, as far as its files are still there.
#[derive(Debug, Default)]
pub struct Last<'f> {
    /// Which program this is; none where nobody knows, and then nothing is kept.
    program: Option<String>,
    /// The record's text.
    record: String,
    /// What everything was made of; none where there was something to say of it.
    inputs: Option<Digest>,
    files: BTreeMap<&'f str, Kept<'f>>,
    /// Whether every file is still there as it was written.
    is_whole: bool,
}

/// A file that is as it was written.
#[derive(Clone, Copy, Debug)]
struct Kept<'f> {
    text: &'f str,
    made_of: Option<Digest>,
}

/// The digests of what single files were made of, by their paths in the output folder.
pub type Origins = BTreeMap<String, Digest>;

impl Digest {
    /// Of texts in their order.
    pub fn of(texts: &[&str]) -> Digest {
        let mut hasher = DefaultHasher::new();
        texts.hash(&mut hasher);
        Digest(hasher.finish())
    }

    /// Of all that generation goes by.
    pub fn of_inputs(sources: &Sources, config: &Config, options: &EmitOptions) -> Digest {
        let names: Vec<_> = sources
            .files()
            .map(|file| (file.kind, &file.path))
            .collect();
        let settings = format!("{config:?} {options:?} {names:?}");
        let texts = sources.files().map(|file| file.text.as_str());
        let texts: Vec<&str> = [settings.as_str()].into_iter().chain(texts).collect();
        Digest::of(&texts)
    }

    fn read(text: &str) -> Option<Digest> {
        let number = u64::from_str_radix(text, 16).ok()?;
        Some(Digest(number)).filter(|digest| digest.to_string() == text)
    }
}

impl<'f> Last<'f> {
    /// What is known of the last generation in the project's folder, whose output folder is this one. `program` is what tells
    /// this program from another that may write other texts.
    pub fn read(root: &Path, output: &'f Folder, program: Option<String>) -> Last<'f> {
        let nothing = Last {
            program: program.clone(),
            ..Last::default()
        };
        let record = source::read_text(&root.join(RECORD)).unwrap_or_default();
        let entries = match &program {
            Some(program) => entries(&record, program),
            None => None,
        };
        let Some((inputs, entries)) = entries else {
            return nothing;
        };
        let count = entries.len();
        let kept = entries.into_iter().filter_map(|entry| {
            let (path, text) = output.generated(entry.path)?;
            let kept = Kept {
                text,
                made_of: entry.made_of,
            };
            (Digest::of(&[text]) == entry.text).then_some((path, kept))
        });
        let files: BTreeMap<_, _> = kept.collect();
        Last {
            is_whole: files.len() == count,
            inputs,
            files,
            record,
            ..nothing
        }
    }

    /// All files, where they were made of this.
    pub(crate) fn files(&self, inputs: Digest) -> Option<FileSet> {
        if !self.is_whole || self.inputs != Some(inputs) {
            return None;
        }
        let mut files = FileSet::new();
        for (path, kept) in &self.files {
            files.insert(*path, kept.text);
        }
        Some(files)
    }

    /// The text of a file, where it was made of this.
    pub(crate) fn text(&self, path: &str, made_of: Digest) -> Option<&'f str> {
        let kept = self.files.get(path)?;
        (kept.made_of == Some(made_of)).then_some(kept.text)
    }

    /// Leaves a record of what is in the output folder now. `inputs` is none where there was something to say. Where it cannot
    /// be written, there is none the next time.
    pub fn keep(&self, root: &Path, inputs: Option<Digest>, files: &FileSet, origins: &Origins) {
        let Some(program) = &self.program else {
            return;
        };
        let digest = |digest: Option<Digest>| digest.map_or(NONE.to_owned(), |one| one.to_string());
        let mut lines = digest(inputs);
        for (path, text) in files.iter() {
            let made_of = digest(origins.get(path).copied());
            // Writing to a text cannot fail.
            let _ = write!(lines, "\n{made_of} {} {path}", Digest::of(&[text]));
        }
        let record = format!("{FORM}\n{program}\n{}\n{lines}\n", Digest::of(&[&lines]));
        if record != self.record {
            let _ = files::keep(root, RECORD, &record);
        }
    }
}

/// A line of the record.
struct Entry<'r> {
    made_of: Option<Digest>,
    text: Digest,
    path: &'r str,
}

/// What a record says, where it is whole and this program's.
fn entries<'r>(record: &'r str, program: &str) -> Option<(Option<Digest>, Vec<Entry<'r>>)> {
    let rest = record.strip_prefix(FORM)?.strip_prefix('\n')?;
    let rest = rest.strip_prefix(program)?.strip_prefix('\n')?;
    let (digest, rest) = rest.split_once('\n')?;
    let lines = rest.strip_suffix('\n')?;
    if Digest::read(digest)? != Digest::of(&[lines]) {
        return None;
    }
    let mut lines = lines.split('\n');
    let inputs = optional(lines.next()?)?;
    let entry = |line: &'r str| {
        let (made_of, rest) = line.split_once(' ')?;
        let (text, path) = rest.split_once(' ')?;
        Some(Entry {
            made_of: optional(made_of)?,
            text: Digest::read(text)?,
            path,
        })
    };
    Some((inputs, lines.map(entry).collect::<Option<_>>()?))
}

/// A digest or the sign that there is none; none where it is neither.
fn optional(text: &str) -> Option<Option<Digest>> {
    if text == NONE {
        return Some(None);
    }
    Digest::read(text).map(Some)
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
