//! Forms of PostgreSQL's queries that the parser does not take, written in another way that it does.
//!
//! In: a statement's tokens. Out: tokens whose tree means the same to the analysis; every token keeps the place of what it
//! stands for, and the text of the statement stays as it is.
//!
//! | written | read as |
//! |---|---|
//! | `TABLE t` | `SELECT * FROM t` |
//! | `= ANY (VALUES (1), (2))` | `= ANY (SELECT column1 FROM (VALUES (1), (2)) AS "values")` |
//! | `FROM ONLY t`, `FROM ONLY (t)` | `FROM t` |
//! | `(row).*`, `count(t.*)` | `(row)."*"`, `count(t."*")` |
//! | `FROM t *` | `FROM t` |
//! | `ROWS FROM (f(), g())` | `"rows from"(f(), g())` |
//! | `FROM CAST(..)`, `FROM current_date` | `FROM "value in from"(CAST(..))` |
//! | `f() AS (a integer)` | `f() AS f(a integer)` |
//! | `USING (a) AS j` | `USING (a, "using alias".j)` |
//! | `FOR UPDATE OF a, b` | `FOR UPDATE OF a.b` |
//! | `) SEARCH DEPTH FIRST BY a SET o` | `FOR UPDATE OF "search depth".o.a)` |
//! | `) CYCLE a SET c USING p` | `FOR UPDATE OF "cycle".c.p."boolean".a)` |

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Span, Token, TokenWithSpan, Word};

use crate::analyze::marks;
use crate::dialect::is_keyword;

pub(super) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let needed = tokens.iter().any(|token| match &token.token {
        Token::Mul => true,
        Token::Word(word) if word.quote_style.is_none() => {
            matches!(
                word.keyword,
                Keyword::TABLE
                    | Keyword::ONLY
                    | Keyword::ROWS
                    | Keyword::USING
                    | Keyword::OF
                    | Keyword::AS
                    | Keyword::SEARCH
                    | Keyword::FROM
                    | Keyword::VALUES
            ) || word.value.eq_ignore_ascii_case("cycle")
        }
        _ => false,
    });
    if !needed {
        return tokens;
    }
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        at += step(&tokens, at, &mut out);
    }
    out
}

/// Takes over the token at a place, in its own form or in another; how many tokens that were.
fn step(tokens: &[TokenWithSpan], at: usize, out: &mut Vec<TokenWithSpan>) -> usize {
    let token = &tokens[at];
    let next = |more: usize| tokens.get(at + more).map(|token| &token.token);
    let is =
        |more: usize, keyword: Keyword| next(more).is_some_and(|next| is_keyword(next, keyword));
    match &token.token {
        Token::Mul if follows_a_value(out) || stands_for_a_row(out, next(1)) => {
            out.push(with(quoted(marks::ALL_FIELDS), token.span));
            1
        }
        Token::Word(_) if is(0, Keyword::TABLE) && begins_a_query(out) && is_word(next(1)) => {
            out.push(with(Token::make_keyword("SELECT"), token.span));
            out.push(with(Token::Mul, token.span));
            out.push(with(Token::make_keyword("FROM"), token.span));
            1
        }
        Token::Word(_) if is(0, Keyword::VALUES) && is_a_value(out) => values(tokens, at, out),
        Token::Word(_) if is(0, Keyword::ONLY) && names_a_table(out) => only(tokens, at, out),
        Token::Word(_) if value_in_from(tokens, at, out).is_some() => {
            let end = value_in_from(tokens, at, out).unwrap_or(at);
            out.push(with(quoted(marks::VALUE_IN_FROM), token.span));
            out.push(with(Token::LParen, token.span));
            out.extend(adapt(tokens[at..=end].to_vec()));
            out.push(with(Token::RParen, tokens[end].span));
            end + 1 - at
        }
        Token::Word(_) if is(0, Keyword::ROWS) && is(1, Keyword::FROM) => {
            if next(2) != Some(&Token::LParen) {
                out.push(token.clone());
                return 1;
            }
            out.push(with(quoted(marks::ROWS_FROM), token.span));
            2
        }
        Token::Word(_) if is(0, Keyword::AS) && next(1) == Some(&Token::LParen) => {
            out.push(token.clone());
            if let Some(name) = defined_function(tokens, at, out) {
                out.push(name);
            }
            1
        }
        Token::Word(_) if is(0, Keyword::AS) && ends_a_using(out) && is_word(next(1)) => {
            let close = out.pop().unwrap_or_else(|| token.clone());
            out.push(with(Token::Comma, token.span));
            out.push(with(quoted(marks::USING_ALIAS), token.span));
            out.push(with(Token::Period, token.span));
            out.push(tokens[at + 1].clone());
            out.push(close);
            2
        }
        Token::Word(_) if is(0, Keyword::OF) && ends_a_lock(out) => locked(tokens, at, out),
        Token::Mul if follows_a_table(out) => 1,
        Token::RParen => {
            let clauses = after_cte(tokens, at + 1);
            for clause in &clauses {
                out.extend(clause.tokens.iter().cloned());
            }
            out.push(token.clone());
            1 + clauses.iter().map(|clause| clause.length).sum::<usize>()
        }
        _ => {
            out.push(token.clone());
            1
        }
    }
}

/// `) . *`, `] . *`: the star of a value, not of a table.
fn follows_a_value(out: &[TokenWithSpan]) -> bool {
    matches!(
        out,
        [.., before, dot]
            if dot.token == Token::Period
                && matches!(before.token, Token::RParen | Token::RBracket)
    )
}

/// `FROM t *`: with the tables that inherit from it, as without the star.
fn follows_a_table(out: &[TokenWithSpan]) -> bool {
    matches!(out, [.., from, table]
        if is_word(Some(&table.token))
            && (is_keyword(&from.token, Keyword::FROM) || is_keyword(&from.token, Keyword::JOIN)))
}

/// `count(t.*)`, `t.*::text`, `t.* IS NULL`: the star of a table that stands for one value.
fn stands_for_a_row(out: &[TokenWithSpan], next: Option<&Token>) -> bool {
    let [.., table, dot] = out else { return false };
    if dot.token != Token::Period || !is_word(Some(&table.token)) {
        return false;
    }
    let tested = |token: &Token| *token == Token::DoubleColon || is_keyword(token, Keyword::IS);
    if next.is_some_and(tested) {
        return true;
    }
    let mut depth = 0_usize;
    for index in (0..out.len()).rev() {
        match out[index].token {
            Token::RParen => depth += 1,
            Token::LParen if depth > 0 => depth -= 1,
            Token::LParen => {
                let before = index.checked_sub(1).map(|index| &out[index].token);
                let after = out.get(index + 1).map(|token| &token.token);
                let query = [
                    Keyword::SELECT,
                    Keyword::WITH,
                    Keyword::VALUES,
                    Keyword::RETURNING,
                ];
                let is = |token: Option<&Token>, words: &[Keyword]| {
                    let keyword = |token: &Token| words.iter().any(|word| is_keyword(token, *word));
                    token.is_some_and(keyword)
                };
                let no_call = [Keyword::VALUES, Keyword::IN, Keyword::AS, Keyword::EXISTS];
                return is_word(before) && !is(before, &no_call) && !is(after, &query);
            }
            _ => {}
        }
    }
    false
}

/// Where a query can begin: not behind CREATE, ALTER, LOCK, FROM ...
fn begins_a_query(out: &[TokenWithSpan]) -> bool {
    let Some(last) = out.last() else { return true };
    matches!(last.token, Token::LParen | Token::RParen)
        || ends_a_target(out)
        || [
            Keyword::AS,
            Keyword::UNION,
            Keyword::INTERSECT,
            Keyword::EXCEPT,
            Keyword::ALL,
            Keyword::DISTINCT,
        ]
        .iter()
        .any(|keyword| is_keyword(&last.token, *keyword))
}

/// Whether VALUES in the parenthesis that stands last is a value of an expression.
fn is_a_value(out: &[TokenWithSpan]) -> bool {
    const BEFORE: [Keyword; 15] = [
        Keyword::SELECT,
        Keyword::WHERE,
        Keyword::HAVING,
        Keyword::AND,
        Keyword::OR,
        Keyword::NOT,
        Keyword::CASE,
        Keyword::WHEN,
        Keyword::THEN,
        Keyword::ELSE,
        Keyword::BETWEEN,
        Keyword::RETURNING,
        Keyword::ANY,
        Keyword::SOME,
        Keyword::DISTINCT,
    ];
    let [before @ .., open] = out else {
        return false;
    };
    let Some(last) = before.last().filter(|_| open.token == Token::LParen) else {
        return false;
    };
    match &last.token {
        Token::Word(_) if is_keyword(&last.token, Keyword::ALL) => {
            let sets = [Keyword::UNION, Keyword::INTERSECT, Keyword::EXCEPT];
            let earlier = before.len().checked_sub(2).map(|at| &before[at].token);
            !earlier.is_some_and(|token| sets.iter().any(|set| is_keyword(token, *set)))
        }
        Token::Word(_) => BEFORE.iter().any(|word| is_keyword(&last.token, *word)),
        Token::Comma => !stands_in_from(before) && !is_with(before),
        Token::LParen | Token::RParen | Token::RBracket | Token::Period => false,
        _ => true,
    }
}

/// Whether the innermost clause is WITH: `WITH a AS (..), b AS ..`.
fn is_with(out: &[TokenWithSpan]) -> bool {
    let words = |token: &TokenWithSpan| {
        is_keyword(&token.token, Keyword::SELECT) || is_keyword(&token.token, Keyword::WITH)
    };
    out.iter()
        .rfind(|token| words(token))
        .is_some_and(|token| is_keyword(&token.token, Keyword::WITH))
}

/// The rows of VALUES, as a derived table.
fn values(tokens: &[TokenWithSpan], at: usize, out: &mut Vec<TokenWithSpan>) -> usize {
    let place = tokens[at].span;
    let mut end = at;
    let mut width = 0;
    while tokens
        .get(end + 1)
        .is_some_and(|open| open.token == Token::LParen)
        && let Some(close) = closing(tokens, end + 1)
    {
        width = width.max(1 + commas(&tokens[end + 2..close]));
        end = close;
        let again = |more: usize| tokens.get(end + more).map(|token| &token.token);
        match (again(1), again(2)) {
            (Some(Token::Comma), Some(Token::LParen)) => end += 1,
            _ => break,
        }
    }
    if end == at {
        out.push(tokens[at].clone());
        return 1;
    }
    out.push(with(Token::make_keyword("SELECT"), place));
    for column in 1..=width {
        if column > 1 {
            out.push(with(Token::Comma, place));
        }
        out.push(with(
            Token::make_word(&format!("column{column}"), None),
            place,
        ));
    }
    out.push(with(Token::make_keyword("FROM"), place));
    out.push(with(Token::LParen, place));
    out.push(tokens[at].clone());
    out.extend(adapt(tokens[at + 1..=end].to_vec()));
    out.push(with(Token::RParen, tokens[end].span));
    out.push(with(Token::make_keyword("AS"), place));
    out.push(with(quoted("values"), place));
    end + 1 - at
}

/// How many commas stand outside of all parentheses.
fn commas(tokens: &[TokenWithSpan]) -> usize {
    let mut depth = 0_usize;
    let is_outside = |token: &&TokenWithSpan| {
        match token.token {
            Token::LParen | Token::LBracket => depth += 1,
            Token::RParen | Token::RBracket => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.token == Token::Comma
    };
    tokens.iter().filter(is_outside).count()
}

/// `INSERT INTO a.b`.
fn ends_a_target(out: &[TokenWithSpan]) -> bool {
    let mut rest = out;
    while let [before @ .., name] = rest {
        if !is_word(Some(&name.token)) {
            return false;
        }
        match before {
            [earlier @ .., dot] if dot.token == Token::Period => rest = earlier,
            [.., into] => return is_keyword(&into.token, Keyword::INTO),
            [] => return false,
        }
    }
    false
}

/// The last token of a value that stands where a table does and is no call of a function.
fn value_in_from(tokens: &[TokenWithSpan], at: usize, out: &[TokenWithSpan]) -> Option<usize> {
    const CALLS: [&str; 6] = [
        "cast",
        "extract",
        "trim",
        "substring",
        "position",
        "overlay",
    ];
    const WORDS: [&str; 11] = [
        "current_date",
        "current_time",
        "current_timestamp",
        "localtime",
        "localtimestamp",
        "current_user",
        "current_role",
        "session_user",
        "user",
        "current_catalog",
        "current_schema",
    ];
    let Token::Word(word) = &tokens[at].token else {
        return None;
    };
    let is_one = |names: &[&str]| {
        names
            .iter()
            .any(|name| word.value.eq_ignore_ascii_case(name))
    };
    let (call, value) = (is_one(&CALLS), is_one(&WORDS));
    if word.quote_style.is_some() || !(call || value) {
        return None;
    }
    let opens = tokens
        .get(at + 1)
        .is_some_and(|next| next.token == Token::LParen);
    if call && !opens || !stands_in_from(out) {
        return None;
    }
    match opens {
        true => closing(tokens, at + 1),
        false => Some(at),
    }
}

/// The parenthesis that closes the one at `open`.
fn closing(tokens: &[TokenWithSpan], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    (open..tokens.len()).find(|at| {
        match tokens[*at].token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

/// Whether a relation of a FROM comes next.
fn stands_in_from(out: &[TokenWithSpan]) -> bool {
    let Some(last) = out.last() else { return false };
    let is = |token: &Token, words: &[Keyword]| words.iter().any(|word| is_keyword(token, *word));
    if is(&last.token, &[Keyword::JOIN, Keyword::LATERAL]) {
        return true;
    }
    if last.token != Token::Comma && !is(&last.token, &[Keyword::FROM]) {
        return false;
    }
    // `IS DISTINCT FROM`, and the FROM of EXTRACT and its like, are not those of a SELECT.
    let (mut depth, mut from) = (0_usize, false);
    for index in (0..out.len()).rev() {
        let token = &out[index].token;
        match token {
            Token::RParen | Token::RBracket => depth += 1,
            Token::LParen | Token::LBracket if depth == 0 => return false,
            Token::LParen | Token::LBracket => depth -= 1,
            _ if depth > 0 => {}
            token if !from && is(token, &[Keyword::FROM]) => {
                let before = index.checked_sub(1).map(|before| &out[before].token);
                if before.is_some_and(|before| is(before, &[Keyword::DISTINCT])) {
                    return false;
                }
                from = true;
            }
            token if from && is(token, &[Keyword::SELECT, Keyword::DELETE, Keyword::UPDATE]) => {
                return true;
            }
            token if !from && is(token, CLAUSES) => return false,
            _ => {}
        }
    }
    false
}

/// Words after which a comma is not one of FROM.
const CLAUSES: &[Keyword] = &[
    Keyword::SELECT,
    Keyword::WHERE,
    Keyword::GROUP,
    Keyword::HAVING,
    Keyword::ORDER,
    Keyword::LIMIT,
    Keyword::OFFSET,
    Keyword::WINDOW,
    Keyword::RETURNING,
    Keyword::SET,
    Keyword::VALUES,
    Keyword::WITH,
];

fn names_a_table(out: &[TokenWithSpan]) -> bool {
    out.last().is_some_and(|last| {
        last.token == Token::Comma
            || [
                Keyword::FROM,
                Keyword::JOIN,
                Keyword::UPDATE,
                Keyword::USING,
            ]
            .iter()
            .any(|keyword| is_keyword(&last.token, *keyword))
    })
}

/// `ONLY t`, `ONLY (t)`.
fn only(tokens: &[TokenWithSpan], at: usize, out: &mut Vec<TokenWithSpan>) -> usize {
    let after = tokens.get(at + 1).map(|token| &token.token);
    if is_word(after) {
        return 1;
    }
    let inner = tokens[at + 1..]
        .iter()
        .skip(1)
        .position(|token| token.token == Token::RParen);
    match (after, inner) {
        (Some(Token::LParen), Some(length)) => {
            out.extend(tokens[at + 2..at + 2 + length].iter().cloned());
            length + 3
        }
        _ => {
            out.push(tokens[at].clone());
            1
        }
    }
}

/// The name of the function before `AS (a integer, ..)`; none where the parenthesis holds something else.
fn defined_function(
    tokens: &[TokenWithSpan],
    at: usize,
    out: &[TokenWithSpan],
) -> Option<TokenWithSpan> {
    let [.., close, _] = out else { return None };
    if close.token != Token::RParen {
        return None;
    }
    let (name, ty) = (&tokens.get(at + 2)?.token, &tokens.get(at + 3)?.token);
    let query = [
        Keyword::SELECT,
        Keyword::WITH,
        Keyword::VALUES,
        Keyword::TABLE,
        Keyword::INSERT,
        Keyword::UPDATE,
        Keyword::DELETE,
        Keyword::MERGE,
    ];
    let is_query = query.iter().any(|keyword| is_keyword(name, *keyword));
    if is_query || !is_word(Some(name)) || !is_word(Some(ty)) {
        return None;
    }
    let mut depth = 0_usize;
    for index in (0..out.len() - 1).rev() {
        match out[index].token {
            Token::RParen => depth += 1,
            Token::LParen => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let before = out.get(index.checked_sub(1)?)?;
            return is_word(Some(&before.token)).then(|| before.clone());
        }
    }
    None
}

/// `USING (a, b)`: nothing but names in the parentheses.
fn ends_a_using(out: &[TokenWithSpan]) -> bool {
    let Some((close, before)) = out.split_last() else {
        return false;
    };
    if close.token != Token::RParen {
        return false;
    }
    for index in (0..before.len()).rev() {
        match &before[index].token {
            Token::Word(_) | Token::Comma => {}
            Token::LParen => {
                return index
                    .checked_sub(1)
                    .is_some_and(|index| is_keyword(&before[index].token, Keyword::USING));
            }
            _ => return false,
        }
    }
    false
}

/// `FOR UPDATE`, `FOR SHARE`, whose strength is left out by now.
fn ends_a_lock(out: &[TokenWithSpan]) -> bool {
    matches!(
        out,
        [.., before, kind]
            if is_keyword(&before.token, Keyword::FOR)
                && (is_keyword(&kind.token, Keyword::UPDATE) || is_keyword(&kind.token, Keyword::SHARE))
    )
}

/// `OF a, b`.
fn locked(tokens: &[TokenWithSpan], at: usize, out: &mut Vec<TokenWithSpan>) -> usize {
    out.push(tokens[at].clone());
    let mut length = 1;
    while let Some([name, comma]) = tokens.get(at + length..at + length + 2) {
        if !is_word(Some(&name.token)) || comma.token != Token::Comma {
            break;
        }
        out.push(name.clone());
        out.push(with(Token::Period, comma.span));
        length += 2;
    }
    length
}

/// SEARCH or CYCLE as a lock at the end of the query.
struct Clause {
    tokens: Vec<TokenWithSpan>,
    /// How many tokens it has as it is written.
    length: usize,
}

fn after_cte(tokens: &[TokenWithSpan], start: usize) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut at = start;
    while let Some(clause) = search(&tokens[at..]).or_else(|| cycle(&tokens[at..])) {
        at += clause.length;
        clauses.push(clause);
    }
    clauses
}

/// `SEARCH DEPTH FIRST BY a, b SET o`.
fn search(tokens: &[TokenWithSpan]) -> Option<Clause> {
    let mut rest = Rest { tokens, at: 0 };
    let place = rest.word("SEARCH")?;
    let mark = match rest.word("DEPTH") {
        Some(_) => marks::SEARCH_DEPTH,
        None => rest.word("BREADTH").map(|_| marks::SEARCH_BREADTH)?,
    };
    rest.word("FIRST")?;
    rest.word("BY")?;
    let columns = rest.names()?;
    rest.word("SET")?;
    let mut parts = vec![with(quoted(mark), place), rest.name()?];
    parts.extend(columns);
    Some(as_lock(parts, place, rest.at))
}

/// `CYCLE a, b SET c TO 'y' DEFAULT 'n' USING p`.
fn cycle(tokens: &[TokenWithSpan]) -> Option<Clause> {
    let mut rest = Rest { tokens, at: 0 };
    let place = rest.word("CYCLE")?;
    let columns = rest.names()?;
    rest.word("SET")?;
    let mark = rest.name()?;
    let mut ty = "boolean";
    if rest.word("TO").is_some() {
        ty = rest.value_type()?;
        rest.word("DEFAULT")?;
        (rest.value_type()? == ty).then_some(())?;
    }
    rest.word("USING")?;
    let path = rest.name()?;
    let mut parts = vec![
        with(quoted(marks::CYCLE), place),
        mark,
        path,
        with(quoted(ty), place),
    ];
    parts.extend(columns);
    Some(as_lock(parts, place, rest.at))
}

fn as_lock(parts: Vec<TokenWithSpan>, place: Span, length: usize) -> Clause {
    let words = ["FOR", "UPDATE", "OF"];
    let mut tokens: Vec<TokenWithSpan> = words
        .iter()
        .map(|word| with(Token::make_keyword(word), place))
        .collect();
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            tokens.push(with(Token::Period, place));
        }
        tokens.push(part);
    }
    Clause { tokens, length }
}

/// Tokens that are read one after the other.
struct Rest<'t> {
    tokens: &'t [TokenWithSpan],
    at: usize,
}

impl Rest<'_> {
    fn word(&mut self, wanted: &str) -> Option<Span> {
        let token = self.tokens.get(self.at)?;
        let Token::Word(word) = &token.token else {
            return None;
        };
        let found = word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted);
        found.then(|| {
            self.at += 1;
            token.span
        })
    }

    fn name(&mut self) -> Option<TokenWithSpan> {
        let token = self.tokens.get(self.at)?;
        is_word(Some(&token.token)).then(|| {
            self.at += 1;
            token.clone()
        })
    }

    fn names(&mut self) -> Option<Vec<TokenWithSpan>> {
        let mut names = vec![self.name()?];
        while self
            .tokens
            .get(self.at)
            .is_some_and(|token| token.token == Token::Comma)
        {
            self.at += 1;
            names.push(self.name()?);
        }
        Some(names)
    }

    /// The type of a value written out; none where that takes more than a look.
    fn value_type(&mut self) -> Option<&'static str> {
        let token = self.tokens.get(self.at)?;
        let ty = match &token.token {
            Token::SingleQuotedString(_) => "text",
            Token::Number(digits, _) if digits.parse::<i32>().is_ok() => "integer",
            Token::Word(word)
                if word.quote_style.is_none()
                    && matches!(word.keyword, Keyword::TRUE | Keyword::FALSE) =>
            {
                "boolean"
            }
            _ => return None,
        };
        self.at += 1;
        Some(ty)
    }
}

fn is_word(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Word(_)))
}

fn quoted(name: &str) -> Token {
    Token::Word(Word {
        value: name.to_owned(),
        quote_style: Some('"'),
        keyword: Keyword::NoKeyword,
    })
}

fn with(token: Token, span: Span) -> TokenWithSpan {
    TokenWithSpan { token, span }
}
