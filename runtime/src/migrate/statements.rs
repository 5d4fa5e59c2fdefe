//! How the text of a migration falls into statements.
//!
//! In: a text and the rules of a database. Out: its statements in order, each with its line. Only quotes, comments and bodies are
//! understood: what a statement does is the database's business.

/// By whose rules a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// PostgreSQL: dollar quotes, comments in comments, `BEGIN ATOMIC .. END`.
    Postgres,
    /// SQLite: bodies of triggers, `[names]`.
    Sqlite,
    /// MySQL and MariaDB: backslashes in texts, `#` comments, bodies of routines, `DELIMITER`.
    Mysql,
}

/// A statement of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// Its text, from its first word to its last, without what ends it.
    pub text: &'a str,
    /// The line of the text that it begins in, from 1 on.
    pub line: usize,
    /// Its words, quotes and symbols, without comments.
    pub(crate) tokens: Vec<&'a str>,
}

impl Statement<'_> {
    /// Whether it begins with these words, in any case.
    pub(crate) fn begins(&self, words: &[&str]) -> bool {
        self.tokens.len() >= words.len()
            && (self.tokens.iter().zip(words)).all(|(token, word)| token.eq_ignore_ascii_case(word))
    }

    /// Its first word, in small letters. The marks around MySQL's `/*!40101 SET .. */` are no words.
    pub(crate) fn first_word(&self) -> String {
        let mut tokens = self.tokens.iter();
        let first = tokens.find(|token| !token.starts_with("/*"));
        first.map_or_else(String::new, |word| word.to_ascii_lowercase())
    }

    /// Whether one of its words is this one.
    pub(crate) fn mentions(&self, word: &str) -> bool {
        (self.tokens.iter()).any(|token| token.eq_ignore_ascii_case(word))
    }
}

/// The statements of a text.
pub fn statements(text: &str, syntax: Syntax) -> Vec<Statement<'_>> {
    let mut splitter = Splitter {
        lexer: Lexer::new(text, syntax),
        statements: Vec::new(),
        start: 0,
        end: 0,
        tokens: Vec::new(),
        depth: None,
    };
    while let Some(token) = splitter.lexer.next() {
        splitter.take(token);
    }
    splitter.end_statement();
    splitter.statements
}

/// Whether a line of the text is this comment, as in `-- rowtype: no-transaction`.
pub(crate) fn has_comment(text: &str, syntax: Syntax, comment: &str) -> bool {
    let mut lexer = Lexer::new(text, syntax);
    while let Some(token) = lexer.next() {
        let is_line = token.kind == Kind::Comment && token.text.starts_with("--");
        if is_line && token.text.trim_start_matches('-').trim() == comment {
            return true;
        }
    }
    false
}

/// What a run of bytes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    /// A text, a quoted name, a number, a symbol, or the mark around code in a comment.
    Other,
    Comment,
    /// A line of psql's own.
    ClientLine,
    /// What ends a statement since `DELIMITER` said so.
    Terminator,
}

/// A run of bytes.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    kind: Kind,
    text: &'a str,
    start: usize,
}

struct Lexer<'a> {
    text: &'a str,
    syntax: Syntax,
    at: usize,
    delimiter: Option<&'a str>,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str, syntax: Syntax) -> Self {
        Lexer {
            text,
            syntax,
            at: 0,
            delimiter: None,
        }
    }

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.text[self.at..].trim_start();
        let start = self.text.len() - rest.len();
        let first = rest.chars().next()?;
        let (kind, length) = match self.delimiter {
            Some(delimiter) if rest.starts_with(delimiter) => (Kind::Terminator, delimiter.len()),
            _ => self.lex(first, rest),
        };
        self.at = start + length;
        Some(Token {
            kind,
            text: &rest[..length],
            start,
        })
    }

    /// What `rest` begins with, and its length. What has no end goes on to the end of the text.
    fn lex(&self, first: char, rest: &str) -> (Kind, usize) {
        let (postgres, sqlite, mysql) = (
            self.syntax == Syntax::Postgres,
            self.syntax == Syntax::Sqlite,
            self.syntax == Syntax::Mysql,
        );
        let second = rest.as_bytes().get(1).copied();
        let after_dashes = rest.as_bytes().get(2).copied();
        match first {
            '-' if second == Some(b'-')
                && (!mysql || after_dashes.is_none_or(|next| next <= b' ')) =>
            {
                (Kind::Comment, line(rest))
            }
            '#' if mysql => (Kind::Comment, line(rest)),
            '/' | '*' if mysql && code_mark(rest).is_some() => {
                (Kind::Other, code_mark(rest).unwrap_or(1))
            }
            '/' if second == Some(b'*') => (Kind::Comment, block_comment(rest, postgres)),
            '\\' if postgres => (Kind::ClientLine, line(rest)),
            '\'' => (Kind::Other, quoted(rest, 1, '\'', mysql)),
            '"' => (Kind::Other, quoted(rest, 1, '"', mysql)),
            '`' if !postgres => (Kind::Other, quoted(rest, 1, '`', false)),
            '[' if sqlite => (
                Kind::Other,
                rest.find(']').map_or(rest.len(), |end| end + 1),
            ),
            '$' if postgres => (Kind::Other, dollar(rest)),
            _ if first.is_ascii_digit() => (Kind::Other, number(rest)),
            _ if is_word_start(first) => self.word(rest),
            _ => (Kind::Other, first.len_utf8()),
        }
    }

    fn word(&self, rest: &str) -> (Kind, usize) {
        let length = rest
            .find(|c: char| !(is_word_start(c) || c.is_ascii_digit() || c == '$'))
            .unwrap_or(rest.len());
        // `END$$` where `$$` ends the statement.
        let length = match self.delimiter {
            Some(delimiter) => rest[..length].find(delimiter).unwrap_or(length),
            None => length,
        };
        let (word, after) = (rest[..length].to_ascii_lowercase(), &rest[length..]);
        let prefixes: &[&str] = match self.syntax {
            Syntax::Postgres => &["e", "b", "x", "n"],
            Syntax::Sqlite => &["x"],
            Syntax::Mysql => &["n", "x", "b"],
        };
        if after.starts_with('\'') && prefixes.contains(&word.as_str()) {
            let escapes = word == "e" || word == "n" && self.syntax == Syntax::Mysql;
            return (Kind::Other, quoted(rest, length + 1, '\'', escapes));
        }
        if self.syntax == Syntax::Postgres && word == "u" {
            for (mark, quote) in [("&'", '\''), ("&\"", '"')] {
                if after.starts_with(mark) {
                    return (Kind::Other, quoted(rest, length + 2, quote, false));
                }
            }
        }
        (Kind::Word, length)
    }
}

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '_' || !c.is_ascii() && !c.is_whitespace()
}

fn line(rest: &str) -> usize {
    let length = rest.find('\n').unwrap_or(rest.len());
    rest[..length].trim_end_matches('\r').len()
}

fn block_comment(rest: &str, nested: bool) -> usize {
    let bytes = rest.as_bytes();
    let (mut depth, mut at) = (1, 2);
    while depth > 0 {
        match bytes.get(at..at + 2) {
            Some(b"*/") => {
                depth -= 1;
                at += 2;
            }
            Some(b"/*") if nested => {
                depth += 1;
                at += 2;
            }
            Some(_) => at += 1,
            None => return rest.len(),
        }
    }
    at
}

/// The length of a quote whose first letter stands at `body`. A doubled mark stands for itself.
fn quoted(rest: &str, body: usize, close: char, escapes: bool) -> usize {
    let mut chars = rest[body..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if escapes && c == '\\' {
            chars.next();
        } else if c == close && chars.next_if(|(_, next)| *next == close).is_none() {
            return body + at + close.len_utf8();
        }
    }
    rest.len()
}

/// `$tag$ .. $tag$`, or a `$` that is none.
fn dollar(rest: &str) -> usize {
    let tag = rest[1..]
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .map_or(rest.len(), |at| at + 1);
    let begins =
        rest[tag..].starts_with('$') && !rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if !begins {
        return 1;
    }
    let mark = &rest[..=tag];
    match rest[mark.len()..].find(mark) {
        Some(at) => at + 2 * mark.len(),
        None => rest.len(),
    }
}

fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let exponent_sign = matches!(byte, b'+' | b'-')
            && matches!(bytes[end - 1], b'e' | b'E')
            && !rest.starts_with("0x")
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_') || exponent_sign) {
            break;
        }
        end += 1;
    }
    end
}

/// The length of what opens or closes code in a comment: `/*!40101`, `/*M!`, `*/`.
fn code_mark(rest: &str) -> Option<usize> {
    if rest.starts_with("*/") {
        return Some(2);
    }
    let inside = rest.strip_prefix("/*")?;
    let inside = inside.strip_prefix('M').unwrap_or(inside);
    let code = inside.strip_prefix('!')?;
    let digits = code.len() - code.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    Some(rest.len() - code.len() + digits.min(6))
}

struct Splitter<'a> {
    lexer: Lexer<'a>,
    statements: Vec<Statement<'a>>,
    /// Where the statement begins, and where its last token ends.
    start: usize,
    end: usize,
    tokens: Vec<Token<'a>>,
    /// How many BEGINs and CASEs are open, where a body with semicolons has begun.
    depth: Option<usize>,
}

impl<'a> Splitter<'a> {
    fn take(&mut self, token: Token<'a>) {
        match token.kind {
            Kind::Comment => {}
            Kind::ClientLine => {
                self.end_statement();
                self.push(token);
                self.end_statement();
            }
            _ if token.kind == Kind::Terminator || self.ends(&token) => {
                let is_copy = self.is_copy_from_stdin();
                self.end_statement();
                if is_copy {
                    self.skip_rows();
                }
            }
            Kind::Word if self.is_delimiter_line(&token) => self.delimiter_line(&token),
            _ => {
                self.push(token);
                if token.kind == Kind::Word && self.lexer.delimiter.is_none() {
                    self.follow_body(token.text);
                }
            }
        }
    }

    fn push(&mut self, token: Token<'a>) {
        if self.tokens.is_empty() {
            self.start = token.start;
        }
        self.end = token.start + token.text.len();
        self.tokens.push(token);
    }

    fn ends(&mut self, token: &Token<'a>) -> bool {
        if token.text != ";" || self.lexer.delimiter.is_some() || self.in_rule() {
            return false;
        }
        self.depth = self.depth.filter(|depth| *depth > 0);
        self.depth.is_none()
    }

    fn end_statement(&mut self) {
        self.depth = None;
        if self.tokens.is_empty() {
            return;
        }
        let text = self.lexer.text;
        let tokens = std::mem::take(&mut self.tokens);
        self.statements.push(Statement {
            text: &text[self.start..self.end],
            line: text[..self.start].matches('\n').count() + 1,
            tokens: tokens.into_iter().map(|token| token.text).collect(),
        });
    }

    fn is_delimiter_line(&self, token: &Token<'a>) -> bool {
        self.lexer.syntax == Syntax::Mysql
            && self.tokens.is_empty()
            && token.text.eq_ignore_ascii_case("delimiter")
    }

    /// `DELIMITER //` up to the end of its line.
    fn delimiter_line(&mut self, token: &Token<'a>) {
        let text = self.lexer.text;
        let rest = &text[token.start + token.text.len()..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        if let Some(delimiter) = line.split_whitespace().next() {
            self.lexer.delimiter = Some(delimiter).filter(|delimiter| *delimiter != ";");
        }
        self.lexer.at += line.len();
    }

    fn word(&self, index: usize) -> &'a str {
        match self.tokens.get(index) {
            Some(token) if token.kind == Kind::Word => token.text,
            _ => "",
        }
    }

    fn creates(&self, kinds: &[&str]) -> bool {
        self.word(0).eq_ignore_ascii_case("create")
            && (1..5)
                .map(|index| self.word(index))
                .take_while(|word| !word.is_empty())
                .any(|word| kinds.iter().any(|kind| word.eq_ignore_ascii_case(kind)))
    }

    fn has_body(&self) -> bool {
        match self.lexer.syntax {
            Syntax::Postgres => false,
            Syntax::Sqlite => self.creates(&["trigger"]),
            Syntax::Mysql => self.creates(&[
                "trigger",
                "procedure",
                "function",
                "event",
                "definer",
                "package",
            ]),
        }
    }

    fn begins_atomic(&self, word: &str) -> bool {
        let count = self.tokens.len();
        self.lexer.syntax == Syntax::Postgres
            && word.eq_ignore_ascii_case("atomic")
            && count > 2
            && self.word(count - 2).eq_ignore_ascii_case("begin")
            && self.creates(&["function", "procedure"])
    }

    fn follow_body(&mut self, word: &str) {
        let Some(depth) = self.depth else {
            if word.eq_ignore_ascii_case("begin") && self.has_body() || self.begins_atomic(word) {
                self.depth = Some(1);
            }
            return;
        };
        let count = self.tokens.len();
        let after_end = count > 1 && self.tokens[count - 2].text.eq_ignore_ascii_case("end");
        let is = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
        // `END IF` closes what was not counted, and `END CASE` is one end.
        let opens = match after_end {
            true => is(&["if", "loop", "while", "repeat"]),
            false => is(&["case", "begin"]),
        };
        self.depth = Some(match () {
            () if opens => depth + 1,
            () if is(&["end"]) => depth.saturating_sub(1),
            () => depth,
        });
    }

    /// `CREATE RULE .. DO (a; b)`.
    fn in_rule(&self) -> bool {
        let depth = |depth: i64, token: &Token<'_>| match token.text {
            "(" => depth + 1,
            ")" => depth - 1,
            _ => depth,
        };
        self.lexer.syntax == Syntax::Postgres
            && self.creates(&["rule"])
            && self.tokens.iter().fold(0, depth) > 0
    }

    fn is_copy_from_stdin(&self) -> bool {
        let count = self.tokens.len();
        self.word(0).eq_ignore_ascii_case("copy")
            && (1..count.saturating_sub(1)).any(|index| {
                self.word(index).eq_ignore_ascii_case("from")
                    && self.word(index + 1).eq_ignore_ascii_case("stdin")
            })
    }

    /// The rows of a COPY stand on the lines after it, up to `\.`.
    fn skip_rows(&mut self) {
        let rest = &self.lexer.text[self.lexer.at..];
        let mut at = rest.find('\n').map_or(rest.len(), |end| end + 1);
        for line in rest[at..].split_inclusive('\n') {
            at += line.len();
            if line.trim_end() == "\\." {
                break;
            }
        }
        self.lexer.at += at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, syntax: Syntax) -> Vec<&str> {
        let found = statements(text, syntax);
        found.into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn semicolons_in_quotes_comments_and_bodies_end_nothing() {
        let text =
            "-- a; b\nSELECT ';', \"x;\" /* ; /* ; */ ; */;\nDO $x$ BEGIN; $x$; SELECT E'\\';'";
        assert_eq!(
            texts(text, Syntax::Postgres),
            ["SELECT ';', \"x;\"", "DO $x$ BEGIN; $x$", "SELECT E'\\';'"]
        );
        let trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; DELETE FROM b; END";
        let both = format!("{trigger};\nVACUUM;");
        assert_eq!(texts(&both, Syntax::Sqlite), [trigger, "VACUUM"]);
        let routine = "CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT 1; END IF; WHILE 0 DO SELECT 2; END WHILE; END";
        let both = format!("{routine};\n# c;\nSELECT 'it\\'s;', 5--3;");
        assert_eq!(
            texts(&both, Syntax::Mysql),
            [routine, "SELECT 'it\\'s;', 5--3"]
        );
        assert_eq!(
            texts(
                "DELIMITER $$\nCREATE PROCEDURE p() BEGIN SELECT 1; END$$\nDELIMITER ;\nSELECT 1;",
                Syntax::Mysql
            ),
            ["CREATE PROCEDURE p() BEGIN SELECT 1; END", "SELECT 1"]
        );
    }

    #[test]
    fn a_statement_has_the_line_that_it_begins_in() {
        let found = statements("-- one\n\nSELECT 1;\n  SELECT\n 2", Syntax::Postgres);
        let lines: Vec<usize> = found.iter().map(|one| one.line).collect();
        assert_eq!(lines, [3, 4]);
    }

    #[test]
    fn a_comment_says_how_it_is_run() {
        let comment = "rowtype: no-transaction";
        let has = |text| has_comment(text, Syntax::Postgres, comment);
        assert!(has("SELECT 1;\n--rowtype: no-transaction\r\nSELECT 2;"));
        assert!(!has("SELECT '\n-- rowtype: no-transaction\n';"));
        assert!(!has("-- not rowtype: no-transaction\nSELECT 1;"));
    }
}
