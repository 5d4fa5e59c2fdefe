//! Parameters in a query, in all their spellings: `$1 ? ?1 @name :name sqlc.arg(x) sqlc.narg(x) sqlc.slice(x)`.
//!
//! In: the lexemes of a query. Out: [`Placeholder`]s with the bytes that each takes up. They are found before the
//! parser's tokenizer sees the text, which would read `>=@name` as an operator and `:name` as a slice.

use super::lexer::{Lexeme, LexemeKind};
use super::{Placeholder, PlaceholderKind, PlaceholderName};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::dialect::LexicalRules;
use crate::source::{SourceFile, Span};

/// All parameters of a query, in the order of the text.
pub(super) fn find(
    file: &SourceFile,
    lexemes: &[Lexeme],
    rules: &LexicalRules,
    diagnostics: &mut Diagnostics,
) -> Vec<Placeholder> {
    let mut finder = Finder {
        file,
        lexemes,
        rules,
        diagnostics,
        brackets: Vec::new(),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < lexemes.len() {
        finder.track_brackets(at);
        match finder.placeholder(at) {
            Some((placeholder, length)) => {
                found.push(placeholder);
                at += length;
            }
            None => at += 1,
        }
    }
    if rules.marks_take_numbers {
        number_marks(&mut found);
    } else {
        check_mixture(&found, rules, diagnostics);
    }
    found
}

/// Beside numbers, SQLite counts: `?` is the parameter after the highest one so far, and so is a name when it is new.
fn number_marks(found: &mut [Placeholder]) {
    let mixed = found
        .iter()
        .any(|one| matches!(one.name, PlaceholderName::Numbered(_)));
    if !mixed {
        return;
    }
    let mut highest = 0;
    let mut names: Vec<(PlaceholderName, u32)> = Vec::new();
    for one in found {
        match &one.name {
            PlaceholderName::Numbered(number) => {
                highest = highest.max(*number);
                if let Some((name, _)) = names.iter().find(|(_, own)| own == number) {
                    one.name = name.clone();
                }
            }
            PlaceholderName::Anonymous => {
                highest += 1;
                one.name = PlaceholderName::Numbered(highest);
            }
            name @ PlaceholderName::Named(_) => {
                if !names.iter().any(|(own, _)| own == name) {
                    highest += 1;
                    names.push((name.clone(), highest));
                }
            }
        }
    }
}

/// Numbers are positions: beside other spellings they would count twice. Where nothing says the type of a number that is
/// missing, it must not be missing.
fn check_mixture(found: &[Placeholder], rules: &LexicalRules, diagnostics: &mut Diagnostics) {
    let number = |placeholder: &Placeholder| match placeholder.name {
        PlaceholderName::Numbered(number) => Some(number),
        _ => None,
    };
    let Some(numbered) = found.iter().find(|one| number(one).is_some()) else {
        return;
    };
    if let Some(other) = found.iter().find(|one| number(one).is_none()) {
        diagnostics.push(
            Diagnostic::error(
                "mixed-parameters",
                "this query mixes numbered parameters with others",
            )
            .at(other.span, "not numbered")
            .also(numbered.span, "numbered")
            .help("give every parameter a name (`@name`), or a number"),
        );
        return;
    }
    if !rules.numbers_without_gaps {
        return;
    }
    let highest = found.iter().filter_map(number).max().unwrap_or_default();
    let missing = (1..highest).find(|wanted| found.iter().all(|one| number(one) != Some(*wanted)));
    if let (Some(missing), Some(last)) = (
        missing,
        found.iter().find(|one| number(one) == Some(highest)),
    ) {
        diagnostics.push(
            Diagnostic::error(
                "parameter-gap",
                format!("there is a parameter {highest}, but none with the number {missing}"),
            )
            .at(last.span, format!("{missing} is missing before it"))
            .help("number the parameters from 1 without gaps"),
        );
    }
}

struct Finder<'a> {
    file: &'a SourceFile,
    lexemes: &'a [Lexeme],
    rules: &'a LexicalRules,
    diagnostics: &'a mut Diagnostics,
    /// What is open here.
    brackets: Vec<Bracket>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Parenthesis,
    /// `ARRAY[..]`, where a colon is not a slice.
    Array,
    Subscript,
}

/// A parameter and the number of lexemes that it takes up.
type Found = Option<(Placeholder, usize)>;

impl Finder<'_> {
    fn text(&self, index: usize) -> &str {
        self.lexemes
            .get(index)
            .map_or("", |lexeme| &self.file.text[lexeme.start..lexeme.end])
    }

    fn kind(&self, index: usize) -> Option<LexemeKind> {
        self.lexemes.get(index).map(|lexeme| lexeme.kind)
    }

    /// Whether the lexeme at `index` follows the one before it without space.
    fn adjacent(&self, index: usize) -> bool {
        index > 0
            && self
                .lexemes
                .get(index)
                .is_some_and(|lexeme| lexeme.start == self.lexemes[index - 1].end)
    }

    fn span(&self, first: usize, last: usize) -> Span {
        self.file
            .span(self.lexemes[first].start, self.lexemes[last].end)
    }

    fn track_brackets(&mut self, at: usize) {
        let LexemeKind::Symbol(symbol) = self.lexemes[at].kind else {
            return;
        };
        match symbol {
            '(' => self.brackets.push(Bracket::Parenthesis),
            '[' => {
                let is_array = at > 0
                    && (self.text(at - 1).eq_ignore_ascii_case("array")
                        || self.brackets.last() == Some(&Bracket::Array)
                            && matches!(self.text(at - 1), "[" | ","));
                self.brackets.push(if is_array {
                    Bracket::Array
                } else {
                    Bracket::Subscript
                });
            }
            ')' | ']' => {
                self.brackets.pop();
            }
            _ => {}
        }
    }

    fn placeholder(&mut self, at: usize) -> Found {
        match self.lexemes[at].kind {
            LexemeKind::Symbol('@') if self.is_variable(at) => None,
            LexemeKind::Symbol('@') if !self.ends_operator(at) => self.named(at),
            LexemeKind::Symbol(':') if self.is_colon_name(at) => self.named(at),
            LexemeKind::Symbol('$') => self.numbered(at).or_else(|| self.named(at)),
            LexemeKind::Symbol('?') if !self.rules.question_mark_operators => {
                self.numbered(at).or_else(|| self.anonymous(at))
            }
            LexemeKind::Word if self.text(at).eq_ignore_ascii_case("sqlc") => self.sqlc(at),
            _ => None,
        }
    }

    /// Whether the `@` at `at` begins a variable of the session: one that the statement itself gives a value, or `@@x`.
    fn is_variable(&self, at: usize) -> bool {
        if !self.rules.user_variables {
            return false;
        }
        let is = |at: usize, symbol: char| self.kind(at) == Some(LexemeKind::Symbol(symbol));
        let of_server = is(at + 1, '@') || at > 0 && is(at - 1, '@') && self.adjacent(at);
        let name = self.text(at + 1);
        let is_given = (0..self.lexemes.len()).any(|other| {
            is(other, '@')
                && self.text(other + 1).eq_ignore_ascii_case(name)
                && (is(other + 2, ':') && is(other + 3, '=')
                    || other > 0 && self.text(other - 1).eq_ignore_ascii_case("into"))
        });
        of_server || is_given
    }

    /// Whether the `@` at `at` is the end of an operator: `<@`, `@@`, `^@`.
    fn ends_operator(&self, at: usize) -> bool {
        self.rules.question_mark_operators
            && self.adjacent(at)
            && match self.kind(at - 1) {
                Some(LexemeKind::Symbol('|')) => at < 2 || !self.lexemes[at - 2].is('|'),
                Some(LexemeKind::Symbol(before)) => "<@~^!#&?".contains(before),
                _ => false,
            }
    }

    /// Whether the colon at `at` begins a name: not in a cast, a slice, or between a key and its value.
    fn is_colon_name(&self, at: usize) -> bool {
        if !self.rules.question_mark_operators {
            return true;
        }
        if self.brackets.last() == Some(&Bracket::Subscript) {
            return false;
        }
        match at.checked_sub(1).and_then(|before| self.kind(before)) {
            Some(LexemeKind::Symbol(':')) => !self.adjacent(at),
            Some(LexemeKind::Symbol(')' | ']')) => false,
            Some(LexemeKind::Word) => !self.adjacent(at),
            Some(LexemeKind::Symbol(_)) | None => true,
            Some(_) => false,
        }
    }

    fn named(&mut self, at: usize) -> Found {
        if self.kind(at + 1) != Some(LexemeKind::Word) || !self.adjacent(at + 1) {
            return None;
        }
        let name = PlaceholderName::Named(self.text(at + 1).to_owned());
        Some((self.plain(name, self.span(at, at + 1)), 2))
    }

    fn numbered(&mut self, at: usize) -> Found {
        if self.kind(at + 1) != Some(LexemeKind::Number) || !self.adjacent(at + 1) {
            return None;
        }
        let span = self.span(at, at + 1);
        let number = match self.text(at + 1).parse::<u32>() {
            Ok(number @ 1..=32766) => number,
            _ => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "parameter-number",
                        format!("`{}` is not a parameter's number", self.file.slice(span)),
                    )
                    .at(span, "parameters are numbered from 1 to 32766"),
                );
                1
            }
        };
        Some((self.plain(PlaceholderName::Numbered(number), span), 2))
    }

    fn anonymous(&self, at: usize) -> Found {
        Some((self.plain(PlaceholderName::Anonymous, self.span(at, at)), 1))
    }

    fn plain(&self, name: PlaceholderName, span: Span) -> Placeholder {
        Placeholder {
            name,
            kind: PlaceholderKind::Plain,
            span,
        }
    }

    /// `sqlc.arg(name)` and its kin; what is wrong with a call is reported.
    fn sqlc(&mut self, at: usize) -> Found {
        let is_call = self.text(at + 1) == "."
            && self.kind(at + 2) == Some(LexemeKind::Word)
            && self.text(at + 3) == "(";
        if !is_call {
            return None;
        }
        let function = self.text(at + 2).to_ascii_lowercase();
        let function_span = self.span(at, at + 2);
        let kind = match function.as_str() {
            "arg" => PlaceholderKind::Plain,
            "narg" => PlaceholderKind::Nullable,
            "slice" => PlaceholderKind::Slice,
            "embed" => return None,
            _ => {
                self.diagnostics
                    .push(unknown_function(&function, function_span));
                return None;
            }
        };
        let Some(name) = self.sqlc_name(at + 4) else {
            self.diagnostics.push(
                Diagnostic::error(
                    "malformed-parameter",
                    format!("`sqlc.{function}` takes one name"),
                )
                .at(function_span, "a name in parentheses is expected")
                .help(format!("write `sqlc.{function}(name)`")),
            );
            return None;
        };
        let placeholder = Placeholder {
            name: PlaceholderName::Named(name),
            kind,
            span: self.span(at, at + 5),
        };
        Some((placeholder, 6))
    }

    fn sqlc_name(&self, at: usize) -> Option<String> {
        let text = self.text(at);
        let name = match self.kind(at)? {
            LexemeKind::Word => text,
            LexemeKind::Text | LexemeKind::QuotedName => text.get(1..text.len() - 1)?,
            _ => return None,
        };
        let good = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        (good && self.text(at + 1) == ")").then(|| name.to_owned())
    }
}

fn unknown_function(function: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "unknown-sqlc-function",
        format!("there is no `sqlc.{function}`"),
    )
    .at(span, "unknown");
    match nearest(function, ["arg", "narg", "slice", "embed"]) {
        Some(near) => diagnostic.help(format!("did you mean `sqlc.{near}`?")),
        None => diagnostic.help("there are `sqlc.arg`, `sqlc.narg`, `sqlc.slice` and `sqlc.embed`"),
    }
}
