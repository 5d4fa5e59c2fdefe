//! Tokens on one line, spaced as `rustfmt` spaces them.

use super::tokens::{Bracket, Group, Token};

/// Words that no call can follow: `for (key, row) in ..` has a space.
const KEYWORDS: &[&str] = &[
    "as", "async", "else", "for", "if", "in", "let", "match", "move", "mut", "return", "while",
];

/// The tokens on one line. Line ends stand only inside of literals.
pub(super) fn text(tokens: &[Token<'_>]) -> String {
    #[cfg(test)]
    super::tests::measured(tokens.len());
    let mut line = Line::default();
    for token in tokens {
        line.push(token);
    }
    line.out.truncate(line.out.trim_end().len());
    line.out
}

/// The inside of a bracket on one line, without a comma at its end.
pub(super) fn inside<'g>(group: &'g Group<'_>) -> &'g str {
    group.flat.get_or_init(|| {
        let mut text = text(&group.tokens);
        text.truncate(text.trim_end_matches(',').len());
        text
    })
}

/// A line so far, and what decides over the space before the next token.
#[derive(Default)]
struct Line {
    out: String,
    /// Whether the next token is glued to what is there.
    glued: bool,
    /// Whether an operand has just ended, so that an operator may follow.
    operand: bool,
    /// Whether a closure's parameters are open.
    in_pipes: bool,
    /// How many `<` are open.
    angles: usize,
}

impl Line {
    fn push(&mut self, token: &Token<'_>) {
        match token {
            Token::Sign(sign) => self.operator(sign),
            Token::Group(group) => self.group(group),
            Token::Word(word) => self.operand(word, !KEYWORDS.contains(word)),
            Token::Lifetime(name) => self.operand(name, false),
            Token::Literal(text) => self.operand(text, true),
            // Documentation stands on lines of its own.
            Token::Doc(_) | Token::InnerDoc(_) => {}
        }
    }

    fn operand(&mut self, text: &str, may_be_called: bool) {
        self.space();
        self.out.push_str(text);
        self.glued = false;
        self.operand = may_be_called;
    }

    fn space(&mut self) {
        if !self.glued && !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    fn operator(&mut self, operator: &str) {
        let (before, after) = match operator {
            "," | ";" | ":" => (false, true),
            "::" | "." | "?" => (false, false),
            "!" if self.operand => (false, false),
            "#" => (true, false),
            "&" | "&&" | "-" | "*" | "!" if !self.operand => (true, false),
            "<" if self.angles > 0 || self.operand || self.out.ends_with("::") => {
                self.angles += 1;
                (false, false)
            }
            "<" => {
                self.angles += 1;
                (true, false)
            }
            ">" if self.angles > 0 => {
                self.angles -= 1;
                (false, true)
            }
            "|" => {
                self.in_pipes = !self.in_pipes;
                (self.in_pipes, !self.in_pipes)
            }
            ".." | "..=" => (!self.operand, false),
            _ => (true, true),
        };
        if before {
            self.space();
        }
        self.out.push_str(operator);
        self.operand = matches!(operator, ">" | "?");
        if operator == ">" {
            // Whether a space follows is up to the next token: `Vec<T>,` and `<T>::new` have none, `> {` has one.
            self.glued = false;
        } else {
            self.glued = !after;
            if after {
                self.out.push(' ');
            }
        }
    }

    fn group(&mut self, group: &Group<'_>) {
        let inner = inside(group);
        match group.bracket {
            Bracket::Round => {
                if !self.operand {
                    self.space();
                }
                let comma = if !self.operand && is_one_tuple(group) {
                    ","
                } else {
                    ""
                };
                self.parts(&["(", inner, comma, ")"]);
            }
            Bracket::Square => {
                if !self.operand {
                    self.space();
                }
                self.parts(&["[", inner, "]"]);
            }
            Bracket::Curly => {
                self.space();
                if inner.is_empty() {
                    self.parts(&["{}"]);
                } else {
                    self.parts(&["{ ", inner, " }"]);
                }
            }
        }
        self.glued = false;
        self.operand = true;
    }

    fn parts(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }
}

/// `(x,)`, which is no call.
fn is_one_tuple(group: &Group<'_>) -> bool {
    let is_comma = |token: &&Token<'_>| token.is_sign(",");
    let commas = group.tokens.iter().filter(is_comma).count();
    commas == 1 && group.tokens.last().as_ref().is_some_and(is_comma)
}
