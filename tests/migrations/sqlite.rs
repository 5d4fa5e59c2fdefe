//! SQLite, in memory.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::case::{Database, Rows};

/// A database of its own, in which references are held.
pub struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// An empty one.
    pub fn new() -> Sqlite {
        let connection = Connection::open_in_memory().expect("a database in memory");
        connection
            .execute_batch("PRAGMA foreign_keys = ON")
            .expect("references are held");
        Sqlite { connection }
    }

    fn table(&self, sql: &str) -> Result<Vec<Vec<String>>, String> {
        let mut statement = self.connection.prepare(sql).map_err(|e| e.to_string())?;
        let count = statement.column_count();
        let mut rows = statement.query([]).map_err(|e| e.to_string())?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(|e| e.to_string())? {
            let values = (0..count).map(|at| match row.get_ref(at) {
                Ok(ValueRef::Null) | Err(_) => "NULL".to_owned(),
                Ok(ValueRef::Integer(number)) => number.to_string(),
                Ok(ValueRef::Real(number)) => number.to_string(),
                Ok(ValueRef::Text(text) | ValueRef::Blob(text)) => {
                    String::from_utf8_lossy(text).into_owned()
                }
            });
            out.push(values.collect());
        }
        Ok(out)
    }

    fn lines(&self, sql: &str) -> Vec<String> {
        let rows = self.table(sql).expect("the catalog can be read");
        rows.into_iter().map(|row| row.join(" ")).collect()
    }
}

/// What the pragmas say, with names in small letters: they are the same in any case.
const DESCRIBE: &str = "
SELECT 'table ' || lower(name) || ' ' || type || ' strict ' || strict || ' without rowid ' || wr
FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
UNION ALL
SELECT 'column ' || lower(t.name) || '.' || lower(c.name) || ' ' || lower(c.type) || ' null ' || (c.\"notnull\" = 0) || ' default ' ||
  coalesce(c.dflt_value, '') || ' key ' || c.pk || ' hidden ' || c.hidden
FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
WHERE t.schema = 'main' AND t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
UNION ALL
SELECT 'reference ' || lower(t.name) || ' ' || lower(group_concat(k.\"from\", ',')) || ' to ' || lower(k.\"table\") || ' ' ||
  lower(group_concat(coalesce(k.\"to\", (SELECT name FROM pragma_table_info(k.\"table\") WHERE pk = k.seq + 1)), ',')) ||
  ' ' || k.on_update || ' ' || k.on_delete
FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) k
WHERE t.schema = 'main' GROUP BY t.name, k.id, k.\"table\", k.on_update, k.on_delete
UNION ALL
SELECT 'key ' || lower(t.name) || ' ' || i.origin || ' ' ||
  (SELECT group_concat(lower(x.name) || ' ' || x.coll || ' ' || x.\"desc\", ',') FROM pragma_index_xinfo(i.name) x WHERE x.key)
FROM pragma_table_list t JOIN pragma_index_list(t.name) i
WHERE t.schema = 'main' AND i.origin <> 'c'
";

const TEXTS: &str = "
SELECT type, lower(name), sql FROM sqlite_schema
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

impl Database for Sqlite {
    fn reset(&mut self) {
        *self = Sqlite::new();
    }

    fn execute(&mut self, sql: &str) -> Result<(), String> {
        let without_references = sql.contains("PRAGMA foreign_keys = OFF");
        let run = |sql: &str| self.connection.execute_batch(sql);
        if without_references {
            run("PRAGMA foreign_keys = OFF").map_err(|e| e.to_string())?;
        }
        let mut outcome = run(&format!("BEGIN;\n{sql}")).map_err(|e| e.to_string());
        let broken = self.table("PRAGMA foreign_key_check").expect("a check");
        if !broken.is_empty() && outcome.is_ok() {
            outcome = Err(format!("references are broken: {broken:?}"));
        }
        run(if outcome.is_ok() {
            "COMMIT"
        } else {
            "ROLLBACK"
        })
        .map_err(|e| e.to_string())?;
        run("PRAGMA foreign_keys = ON").map_err(|e| e.to_string())?;
        outcome
    }

    fn apart(&mut self, sql: &str) -> Result<(), String> {
        let run = self.connection.execute_batch(sql);
        run.map_err(|error| error.to_string())
    }

    fn describe(&mut self) -> Vec<String> {
        let mut lines = self.lines(DESCRIBE);
        for row in self.table(TEXTS).expect("the catalog can be read") {
            let [kind, name, sql] = row.try_into().expect("three columns");
            let plain = plain(&sql);
            match kind.as_str() {
                "table" => {
                    let told = parts(&plain);
                    lines.push(format!("said of {name}: {}", told.join(" ")));
                }
                _ => lines.push(format!("{kind} {name}: {plain}")),
            }
        }
        lines.sort();
        lines
    }

    fn rows(&mut self) -> Rows {
        let mut rows = Rows::new();
        let columns = "
            SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
            WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
        for column in self.table(columns).expect("the catalog can be read") {
            let [table, name] = column.try_into().expect("two columns");
            let [column, of] = [&name, &table].map(|one| one.replace('"', "\"\""));
            let sql = format!("SELECT \"{column}\" FROM \"{of}\" ORDER BY 1");
            let values = self.table(&sql).expect("a table can be read");
            rows.insert((table, name), values.concat());
        }
        rows
    }

    fn texts(&self, sql: &str, column: usize) -> Result<Vec<String>, String> {
        let rows = self.table(sql)?;
        Ok(rows.into_iter().map(|row| row[column].clone()).collect())
    }

    fn query(&mut self, sql: &str) -> Result<Vec<String>, String> {
        let rows = self.table(sql)?;
        Ok(rows.into_iter().map(|row| row.join(", ")).collect())
    }
}

/// A definition without quotes of names, comments, what holds in any case, and capitals outside of texts, with blanks only where two
/// words would be one.
fn plain(sql: &str) -> String {
    let mut out = String::new();
    let mut is_apart = false;
    let mut rest = sql;
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\'' => rest[1..].find('\'').map_or(rest.len(), |end| end + 2),
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ => c.len_utf8(),
        };
        let (part, behind) = rest.split_at(length);
        rest = behind;
        if part.starts_with("--") || part.starts_with("/*") || c.is_whitespace() {
            is_apart = true;
            continue;
        }
        if matches!(c, '"' | '`' | '[' | ']') {
            continue;
        }
        if is_apart && is_word(c) && out.ends_with(is_word) {
            out.push(' ');
        }
        is_apart = false;
        match c {
            '\'' => out.push_str(part),
            c => out.extend(c.to_lowercase()),
        }
    }
    out.replace(" asc,", ",").replace(" asc)", ")")
}

/// What no pragma tells of a table, in order: CHECKs, what columns are computed by, AUTOINCREMENT, COLLATE, ON CONFLICT, what is looked at last.
fn parts(plain: &str) -> Vec<String> {
    let mut found = Vec::new();
    for head in ["check(", "as("] {
        for (at, _) in plain.match_indices(head) {
            if plain[..at].ends_with(char::is_alphanumeric) {
                continue;
            }
            let rest = &plain[at..];
            let mut depth = 0_usize;
            let end = rest.char_indices().find_map(|(at, c)| {
                depth += usize::from(c == '(');
                depth -= usize::from(c == ')');
                (c == ')' && depth == 0).then_some(at + 1)
            });
            found.push(rest[..end.unwrap_or(rest.len())].to_owned());
        }
    }
    for word in ["autoincrement", "initially deferred"] {
        found.extend(plain.matches(word).map(str::to_owned));
    }
    for head in ["collate ", "on conflict "] {
        for (at, _) in plain.match_indices(head) {
            let rest = &plain[at + head.len()..];
            let end = rest.find([' ', ',', ')']).unwrap_or(rest.len());
            found.push(format!("{head}{}", &rest[..end]));
        }
    }
    // What holds in any case is not said of each.
    found.retain(|one| one != "collate binary" && one != "on conflict abort");
    found.sort();
    found
}
