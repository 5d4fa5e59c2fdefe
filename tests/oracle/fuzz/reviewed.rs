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

/// Whether a database takes a query that we refuse for a reason that is known.
pub fn is_known(dialect: Dialect, sql: &str) -> bool {
    match dialect {
        Dialect::Sqlite => is_known_of_sqlite(sql),
        // DISTINCT written twice, which MariaDB takes for once.
        Dialect::Mariadb => sql.contains("DISTINCT DISTINCT"),
        Dialect::Postgres | Dialect::Mysql => false,
    }
}

/// Whether SQLite takes a query that we refuse for a reason that is known: it has a part that SQLite does not look into (a
/// common table expression or a window that nothing uses, a condition beside one that is never true, a column in a frame), names a
/// result column in ON, takes a keyword for an alias, or gives `json_each` a column of its own
/// or of what follows.
fn is_known_of_sqlite(sql: &str) -> bool {
    let words = shrink::words(sql);
    has_unread_condition(&words)
        || has_unread_frame(&words)
        || has_unread_table(&words)
        || has_output_in_join(&words)
        || has_keyword_as_alias(&words)
        || reads_what_follows(&words)
        || has_unread_window(&words)
}

/// Whether a value of another type is one that the statement itself stores: a blob stays one in a TEXT column and 1.5 in an
/// INTEGER one, unless the table is STRICT, and whoever reads it gets an error that says so.
pub fn is_stored_misfit(dialect: Dialect, sql: &str, misfit: &str) -> bool {
    let stores = sql.starts_with("INSERT") || sql.starts_with("UPDATE");
    let is_blob = misfit.contains("gives Blob");
    let is_real = sql.ends_with("RETURNING *") && misfit.contains("gives Real");
    dialect == Dialect::Sqlite && stores && (is_blob || is_real)
}

/// `JOIN u ON r0 = u.id` and `json_each(r0)`, with `r0` the name of a result column.
fn has_output_in_join(words: &[String]) -> bool {
    let sees_outputs = |word: &str| ["ON", "json_each", "json_tree"].contains(&word);
    let is_output = |word: &str| {
        word.strip_prefix('r')
            .is_some_and(|number| number.parse::<u8>().is_ok())
    };
    let mut words = words.iter();
    words.any(|word| sees_outputs(word)) && {
        let condition = words.take_while(|word| *word != "WHERE" && *word != "GROUP");
        condition.map(String::as_str).any(is_output)
    }
}

/// `FROM t AS CROSS JOIN u`, `count(*) FILTER FROM t`; and `LEFT LEFT JOIN`, which is one.
fn has_keyword_as_alias(words: &[String]) -> bool {
    let is_kind = |word: &str| ["CROSS", "LEFT", "RIGHT", "FULL", "NATURAL"].contains(&word);
    words.windows(2).any(|pair| {
        let begins = pair[0] == "AS" || is_kind(&pair[0]);
        begins && is_kind(&pair[1]) || pair[0] == "FILTER" && pair[1] != "("
    })
}

/// `WINDOW w AS (..)` without `OVER w`.
fn has_unread_window(words: &[String]) -> bool {
    let follows = |first: &str, name: &str| {
        words
            .windows(2)
            .any(|pair| pair[0] == first && pair[1] == name)
    };
    follows("WINDOW", "w") && !follows("OVER", "w") && !follows("(", "w")
}

/// `FROM json_each(s2.value) s2, t s3`: SQLite also reads itself there, and what stands after it.
fn reads_what_follows(words: &[String]) -> bool {
    let number = |word: &str| word.strip_prefix('s')?.parse::<usize>().ok();
    (0..words.len()).any(|at| {
        let is_call = ["json_each", "json_tree"].contains(&words[at].as_str());
        let Some(end) = after_closing(words, at + 1).filter(|_| is_call) else {
            return false;
        };
        let own = words.get(end).and_then(|alias| number(alias));
        words[at + 1..end].iter().any(|word| {
            let (name, column) = word.split_once('.').unwrap_or((word, ""));
            let is_bare = column.is_empty() && name.starts_with('x') && !name.starts_with("x'");
            is_bare || number(name).is_some_and(|other| own.is_some_and(|own| other >= own))
        })
    })
}

/// `x = 1 AND 'a' IS NULL`, which SQLite's parser makes FALSE.
fn has_unread_condition(words: &[String]) -> bool {
    let is_value = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit() || c == '\'') || word.starts_with("x'")
    };
    let mut tests = words.windows(3);
    let never = tests.any(|test| is_value(&test[0]) && test[1] == "IS" && test[2] == "NULL");
    never && words.iter().any(|word| word == "AND")
}

/// `OVER (ROWS x PRECEDING)`: what is no constant is NULL, and fails when it runs.
fn has_unread_frame(words: &[String]) -> bool {
    let is_constant = |word: &str| {
        word == "UNBOUNDED" || word.starts_with(|c: char| c.is_ascii_digit() || "?')".contains(c))
    };
    let mut ends = words.windows(2);
    ends.any(|end| matches!(end[1].as_str(), "PRECEDING" | "FOLLOWING") && !is_constant(&end[0]))
}

fn has_unread_table(words: &[String]) -> bool {
    let Some((tables, body)) = common_tables(words) else {
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
