//! Pieces to statements: headers, comments, parameters and the parser, put together.

use std::collections::HashMap;

use sqlparser::tokenizer::Token;

use super::classify::{Class, class};
use super::comments::{self, lexeme_span};
use super::lexer::{Lexeme, LexemeKind};
use super::split::{Piece, split};
use super::tags::{self, TagPlace};
use super::tree::{self, first_line};
use super::{
    Comments, QueryHeader, Statement, StatementKind, broken, ddl, header, parts, placeholder,
    quirks, tokens,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::Dialect;
use crate::source::{SourceFile, SourceKind, Span};

/// The statements of a file. A statement that cannot be read is reported and left out; the others are not affected.
pub fn parse(file: &SourceFile, dialect: Dialect, diagnostics: &mut Diagnostics) -> Vec<Statement> {
    let first_diagnostic = diagnostics.len();
    if is_way_back(file) {
        diagnostics.push(
            Diagnostic::note(
                "down-file-skipped",
                format!("`{}` is written for going back and is left out", file.path),
            )
            .at(file.span(0, 0), "not read"),
        );
        return Vec::new();
    }
    let is_queries = file.kind == SourceKind::Queries;
    let is_header = |comment: &str| is_queries && header::is_whole_header(comment);
    let (pieces, errors) = split(&file.text, dialect.lexical_rules(), &is_header);
    for error in errors {
        diagnostics.push(broken::report(file, error));
    }
    let mut context = Context {
        file,
        dialect,
        diagnostics,
        data: None,
    };
    let mut statements: Vec<Statement> = Vec::new();
    let mut open = false;
    for piece in pieces.iter().filter(|piece| !piece.down) {
        if !is_queries {
            statements.extend(context.definition(piece));
        } else if let Some(first) = statements.last_mut().filter(|_| open)
            && context.continues(piece)
        {
            first.parts.extend(context.part(piece));
        } else {
            let statement = context.query(piece);
            open = statement.as_ref().is_some_and(parts::is_open);
            statements.extend(statement);
        }
    }
    statements.retain_mut(|statement| parts::settle(statement, context.diagnostics));
    context.report_data();
    diagnostics.sort_from(first_diagnostic);
    statements
}

/// golang-migrate keeps the way back in files of its own.
fn is_way_back(file: &SourceFile) -> bool {
    file.kind == SourceKind::Schema && file.path.ends_with(".down.sql")
}

/// Reports queries of one name, over all files. Names that differ in case and underscores only are one name in the
/// generated code.
pub fn check_names(statements: &[Statement], diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<String, &QueryHeader> = HashMap::new();
    for header in statements
        .iter()
        .filter_map(|statement| statement.header.as_ref())
    {
        let key = header.name.replace('_', "").to_lowercase();
        let Some(first) = seen.get(&key) else {
            seen.insert(key, header);
            continue;
        };
        let message = if first.name == header.name {
            format!("two queries are named `{}`", header.name)
        } else {
            format!(
                "the queries `{}` and `{}` would have one name in the generated code",
                first.name, header.name
            )
        };
        diagnostics.push(
            Diagnostic::error("duplicate-query", message)
                .at(header.name_span, "again here")
                .also(first.name_span, "first here")
                .help("give one of them another name"),
        );
    }
}

struct Context<'a> {
    file: &'a SourceFile,
    dialect: Dialect,
    diagnostics: &'a mut Diagnostics,
    /// The first statement of rows, and how many there are.
    data: Option<(Span, usize)>,
}

impl Context<'_> {
    fn span(&self, piece: &Piece) -> Option<Span> {
        let (first, last) = (piece.lexemes.first()?, piece.lexemes.last()?);
        Some(self.file.span(first.start, last.end))
    }

    fn text(&self, lexeme: &Lexeme) -> &str {
        &self.file.text[lexeme.start..lexeme.end]
    }

    /// The comments that stand directly above a statement; tags in those that do not are reported.
    fn attached_comments(&mut self, before: &[Lexeme], start: usize) -> Comments {
        let count = comments::attached(self.file, before, start);
        let (stray, attached) = before.split_at(before.len() - count);
        self.reject_tags(stray);
        self.reject_block_tags(attached);
        comments::read(self.file, attached)
    }

    fn reject_tags(&mut self, lexemes: &[Lexeme]) {
        self.reject_block_tags(lexemes);
        let comments = comments::read(self.file, lexemes);
        tags::reject(&comments, self.diagnostics);
    }

    /// A tag in a block comment would have no effect.
    fn reject_block_tags(&mut self, lexemes: &[Lexeme]) {
        for lexeme in lexemes {
            if lexeme.kind != LexemeKind::BlockComment {
                continue;
            }
            let body = self.text(lexeme).trim_start_matches("/*").trim_start();
            let word = body.strip_prefix('@').and_then(|rest| {
                rest.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .next()
            });
            if let Some(word) = word.filter(|word| tags::exists(word)) {
                let diagnostic = Diagnostic::error(
                    "tag-in-block-comment",
                    format!("`@{word}` has no effect in a block comment"),
                )
                .at(
                    lexeme_span(self.file, lexeme),
                    "tags stand in `--` comments",
                )
                .help(format!("write `-- @{word}`"));
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// A statement of a query file.
    fn query(&mut self, piece: &Piece) -> Option<Statement> {
        let headers: Vec<usize> = (0..piece.before.len())
            .filter(|index| header::is_header(self.text(&piece.before[*index])))
            .collect();
        self.reject_tags(&piece.inner);
        self.reject_tags(&piece.trailing);
        let Some(span) = self.span(piece) else {
            self.report_headers(piece, &headers);
            return None;
        };
        if piece.lexemes[0].kind == LexemeKind::PsqlLine {
            self.diagnostics.push(psql_line(span));
            return None;
        }
        let Some((last, earlier)) = headers.split_last() else {
            if !piece.broken {
                self.diagnostics
                    .push(header::missing(first_line(self.file, span)));
            }
            return None;
        };
        self.report_headers(piece, earlier);
        let (above, below) = (&piece.before[..*last], &piece.before[last + 1..]);
        let above = match earlier.last() {
            Some(earlier) => &above[earlier + 1..],
            None => above,
        };
        let mut comments = self.attached_comments(above, piece.before[*last].start);
        self.reject_block_tags(below);
        let own = comments::read(self.file, below);
        comments.doc.extend(own.doc);
        comments.tags.extend(own.tags);
        tags::check(&comments, TagPlace::Query, self.diagnostics);
        let header = header::read(self.file, &piece.before[*last], self.diagnostics);
        self.read_query(piece, span, comments, Some(header?))
    }

    /// Whether a piece is a statement without a header of its own.
    fn continues(&self, piece: &Piece) -> bool {
        let mut comments = piece.before.iter();
        !piece.lexemes.is_empty() && comments.all(|one| !header::is_header(self.text(one)))
    }

    /// A further statement under a header.
    fn part(&mut self, piece: &Piece) -> Option<Statement> {
        for comments in [&piece.before, &piece.inner, &piece.trailing] {
            self.reject_tags(comments);
        }
        let span = self.span(piece)?;
        self.read_query(piece, span, Comments::default(), None)
    }

    fn read_query(
        &mut self,
        piece: &Piece,
        span: Span,
        comments: Comments,
        header: Option<QueryHeader>,
    ) -> Option<Statement> {
        if piece.broken {
            return None;
        }
        let errors = self.diagnostics.error_count();
        let placeholders = placeholder::find(
            self.file,
            &piece.lexemes,
            self.dialect.lexical_rules(),
            self.diagnostics,
        );
        if self.diagnostics.error_count() > errors {
            return None;
        }
        let mut statement = Statement {
            kind: StatementKind::Verbatim,
            span,
            tokens: Vec::new(),
            supplements: Vec::new(),
            comments,
            inner: comments::inner(self.file, &piece.inner, &piece.lexemes),
            header,
            placeholders,
            parts: Vec::new(),
        };
        self.parse_into(&mut statement).then_some(statement)
    }

    fn report_headers(&mut self, piece: &Piece, headers: &[usize]) {
        for index in headers {
            let span = lexeme_span(self.file, &piece.before[*index]);
            self.diagnostics.push(header::without_statement(span));
        }
        if piece.lexemes.is_empty() && headers.is_empty() {
            self.reject_tags(&piece.before);
        }
    }

    /// A statement of a schema file.
    fn definition(&mut self, piece: &Piece) -> Option<Statement> {
        self.reject_tags(&piece.trailing);
        let Some(span) = self.span(piece) else {
            self.reject_tags(&piece.before);
            return None;
        };
        let comments = self.attached_comments(&piece.before, span.start);
        self.reject_block_tags(&piece.inner);
        let mut statement = Statement {
            kind: StatementKind::Unread,
            span,
            tokens: Vec::new(),
            supplements: Vec::new(),
            comments,
            inner: comments::inner(self.file, &piece.inner, &piece.lexemes),
            header: None,
            placeholders: Vec::new(),
            parts: Vec::new(),
        };
        if piece.broken {
            return Some(statement);
        }
        match self.class(piece, span) {
            Some(Class::Verbatim) => {
                self.reject_all_tags(&statement);
                statement.kind = StatementKind::Verbatim;
                // Some cannot be taken apart, such as a trigger's body in another language: then they have none.
                let tokens = tokens::tokenize(self.file, span, &[], self.dialect);
                statement.tokens = tokens.unwrap_or_default();
            }
            Some(Class::Data) => {
                self.reject_all_tags(&statement);
                let (first, count) = self.data.unwrap_or((span, 0));
                self.data = Some((first, count + 1));
                statement.kind = StatementKind::Data;
            }
            Some(Class::Catalog) => {
                let good = self.parse_into(&mut statement) && self.without_parameters(&statement);
                statement.kind = match (statement.kind, good) {
                    (read, true) => read,
                    _ => StatementKind::Unread,
                };
            }
            None => {}
        }
        Some(statement)
    }

    fn reject_all_tags(&mut self, statement: &Statement) {
        tags::reject(&statement.comments, self.diagnostics);
        for comment in &statement.inner {
            tags::reject(&comment.comments, self.diagnostics);
        }
    }

    fn class(&mut self, piece: &Piece, span: Span) -> Option<Class> {
        if piece.lexemes[0].kind == LexemeKind::PsqlLine {
            return self.psql_class(span);
        }
        let words: Vec<String> = piece
            .lexemes
            .iter()
            .take_while(|lexeme| !lexeme.is('('))
            .take(40)
            .filter(|lexeme| lexeme.kind == LexemeKind::Word)
            .map(|lexeme| self.text(lexeme).to_lowercase())
            .collect();
        let is_list = piece
            .lexemes
            .iter()
            .take_while(|lexeme| !lexeme.is('('))
            .any(|lexeme| lexeme.is(','));
        let mut depth = 0_usize;
        let into = piece.lexemes.iter().any(|lexeme| {
            if lexeme.is('(') {
                depth += 1;
            } else if lexeme.is(')') {
                depth = depth.saturating_sub(1);
            }
            depth == 0
                && lexeme.kind == LexemeKind::Word
                && self.text(lexeme).eq_ignore_ascii_case("into")
        });
        let makes_table = into && !self.dialect.lexical_rules().user_variables;
        match class(&words, is_list, makes_table) {
            Ok(Class::Verbatim) if ddl::takes(&words, self.dialect) => Some(Class::Catalog),
            Ok(class) => Some(class),
            Err(near) => {
                let first = lexeme_span(self.file, &piece.lexemes[0]);
                let word = self.file.slice(first);
                let diagnostic = Diagnostic::error(
                    "unknown-statement",
                    format!("`{word}` begins no statement that a schema can hold"),
                )
                .at(first, "unknown statement");
                self.diagnostics.push(match near {
                    Some(near) => {
                        diagnostic.help(format!("did you mean `{}`?", near.to_uppercase()))
                    }
                    None => diagnostic
                        .help("check the spelling, and that the statement before it ends with `;`"),
                });
                None
            }
        }
    }

    /// psql's lines mean nothing to the schema, but for those that read other files.
    fn psql_class(&mut self, span: Span) -> Option<Class> {
        let text = self.file.slice(span);
        let command = text[1..].split_whitespace().next().unwrap_or_default();
        if matches!(command, "i" | "ir" | "include" | "include_relative") {
            self.diagnostics.push(
                Diagnostic::error(
                    "psql-include",
                    "files that psql would read are not followed",
                )
                .at(span, "this file is not read")
                .help("list the file under `schema` in rowtype.toml"),
            );
            return None;
        }
        Some(Class::Verbatim)
    }

    fn without_parameters(&mut self, statement: &Statement) -> bool {
        // The body of a function has those of its own.
        if matches!(&statement.kind, StatementKind::Definition(found) if found.is_function()) {
            return true;
        }
        let parameter = statement
            .tokens
            .iter()
            .find(|token| matches!(token.token, Token::Placeholder(_)));
        let Some(token) = parameter else {
            return true;
        };
        self.diagnostics.push(
            Diagnostic::error("parameter-in-schema", "a schema has no parameters")
                .at(token.span, "a value is expected here"),
        );
        false
    }

    /// Fills in the tokens and the tree. What is wrong is reported.
    fn parse_into(&mut self, statement: &mut Statement) -> bool {
        let tokens = tokens::tokenize(
            self.file,
            statement.span,
            &statement.placeholders,
            self.dialect,
        );
        let parsed = tokens.and_then(|tokens| {
            statement.tokens = tokens;
            let is_query = self.file.kind == SourceKind::Queries;
            let refreshed = tree::refreshed(&statement.tokens, self.dialect);
            if let Some(view) = refreshed.filter(|_| is_query) {
                return Ok(StatementKind::Refresh(Box::new(view)));
            }
            if !is_query
                && let Some(found) = tree::read_definition(
                    self.file,
                    &statement.tokens,
                    statement.span,
                    self.dialect,
                )?
            {
                return Ok(StatementKind::Definition(Box::new(found)));
            }
            let read = tree::read(self.file, &statement.tokens, statement.span, self.dialect);
            let (tree, supplements) = read?;
            statement.supplements = supplements;
            Ok(StatementKind::Parsed(Box::new(tree)))
        });
        match parsed {
            Ok(kind) => {
                statement.kind = kind;
                quirks::check(statement, self.file, self.dialect, self.diagnostics)
            }
            Err(diagnostic) => {
                // A form of another database says more than the word at which the parser stopped.
                if !quirks::report_lacking(statement, None, self.dialect, self.diagnostics) {
                    self.diagnostics.push(diagnostic);
                }
                false
            }
        }
    }

    fn report_data(&mut self) {
        // A migration may change rows as well.
        let is_migration = self.file.kind == SourceKind::Migration;
        let Some((first, count)) = self.data.filter(|_| !is_migration) else {
            return;
        };
        let message = if count == 1 {
            "one statement that writes rows is skipped".to_owned()
        } else {
            format!("{count} statements that write rows are skipped")
        };
        self.diagnostics.push(
            Diagnostic::note("rows-skipped", message)
                .at(first_line(self.file, first), "the first is here")
                .help("a schema holds definitions; rows belong in seeds"),
        );
    }
}

fn psql_line(span: Span) -> Diagnostic {
    Diagnostic::error("psql-line", "psql's own commands are no queries")
        .at(span, "a statement is expected")
        .help("remove this line")
}
