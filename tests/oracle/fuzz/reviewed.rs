//! What one of the two refuses and the other takes, and that is known: `reviewed.txt`, with the reason of each.
//!
//! In: a kind of finding, or a query. Out: whether somebody has looked at it.

use std::fs;
use std::path::Path;

use rowtype::dialect::Dialect;

use super::shrink;

/// The known kinds of a dialect, by how they begin.
pub fn kinds(dialect: Dialect) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/fuzz/reviewed.txt");
    let text = fs::read_to_string(path).expect("reviewed.txt is readable");
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .filter_map(|line| {
            let mut parts = line.splitn(3, " | ");
            let (name, kind, reason) = (parts.next(), parts.next(), parts.next());
            let kind = kind.unwrap_or_else(|| panic!("no kind in `{line}`"));
            let reasoned = reason.is_some_and(|reason| !reason.trim().is_empty());
            assert!(reasoned, "no reason in `{line}`");
            (name == Some(dialect.name())).then(|| kind.to_owned())
        })
        .collect()
}

/// Whether a query has a common table expression that nothing uses: SQLite does not look into it.
pub fn has_unread_part(dialect: Dialect, sql: &str) -> bool {
    if dialect != Dialect::Sqlite {
        return false;
    }
    let words = shrink::words(sql);
    let Some((tables, body)) = common_tables(&words) else {
        return false;
    };
    let mut parts = vec![&words[body..]];
    let mut unread = tables;
    while let Some(part) = parts.pop() {
        let names = |name: &str| {
            let dotted = format!("{name}.");
            part.iter()
                .any(|word| word == name || word.starts_with(&dotted))
        };
        let (read, left) = unread
            .into_iter()
            .partition::<Vec<_>, _>(|(name, _)| names(name));
        parts.extend(read.into_iter().map(|(_, range)| &words[range]));
        unread = left;
    }
    !unread.is_empty()
}

type CommonTables<'w> = Vec<(&'w str, std::ops::Range<usize>)>;

/// The common table expressions of a query, each with its words, and where the query itself begins.
fn common_tables(words: &[String]) -> Option<(CommonTables<'_>, usize)> {
    let is = |at: usize, wanted: &str| words.get(at).is_some_and(|word| word == wanted);
    let mut at = usize::from(is(0, "WITH"));
    if at == 0 {
        return None;
    }
    at += usize::from(is(at, "RECURSIVE"));
    let mut tables = Vec::new();
    loop {
        let name = words.get(at)?.as_str();
        at += 1;
        if is(at, "(") {
            at = after_closing(words, at)?;
        }
        if !is(at, "AS") {
            return None;
        }
        let end = after_closing(words, at + 1)?;
        tables.push((name, at + 1..end));
        if !is(end, ",") {
            return Some((tables, end));
        }
        at = end + 1;
    }
}

fn after_closing(words: &[String], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate().skip(open) {
        match word.as_str() {
            "(" => depth += 1,
            ")" => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}
