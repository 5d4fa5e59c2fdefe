//! Numbers for texts, by which it is seen that one has changed.

use super::statements::{Statement, Syntax, statements};

/// What the numbers of this way of counting begin with.
const HEAD: &str = "2:";

/// FNV-1a.
struct Sum(u64);

impl Sum {
    fn new() -> Self {
        Sum(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn add_statement(&mut self, statement: &Statement<'_>) {
        for token in &statement.tokens {
            for byte in token.replace("\r\n", "\n").bytes() {
                self.add(byte);
            }
            self.add(0);
        }
        self.add(1);
    }

    fn told(&self) -> String {
        format!("{HEAD}{:016x}", self.0)
    }
}

/// A number for the statements of a text. Comments, line ends, and what is blank between words do not count.
pub(crate) fn of_text(sql: &str, syntax: Syntax) -> String {
    let mut sum = Sum::new();
    for statement in statements(sql, syntax) {
        sum.add_statement(&statement);
    }
    sum.told()
}

/// A number for a statement.
pub(crate) fn of_statement(statement: &Statement<'_>) -> String {
    let mut sum = Sum::new();
    sum.add_statement(statement);
    sum.told()
}

/// A number for words in their order.
pub(crate) fn of_words(words: &[String]) -> String {
    let mut sum = Sum::new();
    for word in words {
        word.bytes().for_each(|byte| sum.add(byte));
        sum.add(0);
    }
    sum.told()
}

/// Whether a text has this number, which may have been counted by lines, as was done at first.
pub(crate) fn fits(sql: &str, syntax: Syntax, checksum: &str) -> bool {
    match checksum.starts_with(HEAD) {
        true => of_text(sql, syntax) == checksum,
        false => of_lines(sql) == checksum,
    }
}

/// Lines of comment, empty lines, indentation and line ends do not count.
fn of_lines(sql: &str) -> String {
    let lines = sql
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("--"));
    let mut sum = Sum::new();
    for byte in lines.flat_map(|line| line.bytes().chain(*b"\n")) {
        sum.add(byte);
    }
    format!("{:016x}", sum.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_statements_count() {
        let plain = of_text("CREATE TABLE a (id int, b text);", Syntax::Postgres);
        let same = |text: &str| of_text(text, Syntax::Postgres) == plain;
        assert!(same(
            "-- The first.\r\nCREATE TABLE a(\r\n\tid int, /* the key */ b text -- x\r\n)\r\n;\r\n"
        ));
        assert!(!same("CREATE TABLE a (id int, b varchar);"));
        assert!(!same("CREATE TABLE a (idint, b text);"));
        let text = |end: &str| of_text(&format!("SELECT 'a{end}b  c'"), Syntax::Postgres);
        assert_eq!(text("\n"), text("\r\n"));
        assert_ne!(text("\n"), text(" "));
    }

    #[test]
    fn what_was_counted_by_lines_still_fits() {
        let text = "-- The first.\nCREATE TABLE a (\n  id int\n);\n";
        let by_lines = of_lines("CREATE TABLE a (\nid int\n);");
        assert!(fits(text, Syntax::Sqlite, &by_lines));
        assert!(!fits(
            &text.replace("int", "text"),
            Syntax::Sqlite,
            &by_lines
        ));
    }
}
