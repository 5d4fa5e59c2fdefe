//! Tokens on one line, spaced as `rustfmt` spaces them.

use proc_macro2::{Delimiter, Spacing, TokenTree};

/// Words that no call can follow: `for (key, row) in ..` has a space.
const KEYWORDS: &[&str] = &[
    "as", "async", "else", "for", "if", "in", "let", "match", "move", "mut", "return", "while",
];

/// The tokens on one line. Line ends stand only inside of literals.
pub(super) fn text(tokens: &[TokenTree]) -> String {
    let mut out = String::new();
    let mut state = State::default();
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        state.push(&mut out, token, next);
    }
    out.trim_end().to_owned()
}

/// What decides over the space before the next token.
#[derive(Default)]
struct State {
    /// Whether the next token is glued to what is there.
    glued: bool,
    /// Whether an operand has just ended, so that an operator may follow.
    operand: bool,
    /// Whether the next word is that of a lifetime.
    in_lifetime: bool,
    /// Whether a closure's parameters are open.
    in_pipes: bool,
    /// How many `<` are open.
    angles: usize,
    /// The text of a joint punctuation so far: `=`, before `=>`.
    pending: String,
}

impl State {
    fn push(&mut self, out: &mut String, token: &TokenTree, next: Option<&TokenTree>) {
        match token {
            TokenTree::Punct(punct) => {
                self.pending.push(punct.as_char());
                let joint = punct.spacing() == Spacing::Joint
                    && matches!(next, Some(TokenTree::Punct(next)) if joins(&self.pending, next.as_char()));
                if joint || punct.as_char() == '\'' {
                    if punct.as_char() == '\'' {
                        self.pending.clear();
                        self.space(out);
                        out.push('\'');
                        self.glued = true;
                        self.in_lifetime = true;
                    }
                    return;
                }
                let operator = std::mem::take(&mut self.pending);
                self.operator(out, &operator);
            }
            TokenTree::Group(group) => self.group(out, group),
            TokenTree::Ident(ident) => {
                self.space(out);
                let word = ident.to_string();
                out.push_str(&word);
                self.glued = false;
                self.operand = !self.in_lifetime && !KEYWORDS.contains(&word.as_str());
                self.in_lifetime = false;
            }
            TokenTree::Literal(literal) => {
                self.space(out);
                out.push_str(&literal.to_string());
                self.glued = false;
                self.operand = true;
            }
        }
    }

    fn space(&self, out: &mut String) {
        if !self.glued && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }

    fn operator(&mut self, out: &mut String, operator: &str) {
        let (before, after) = match operator {
            "," | ";" => (false, true),
            ":" => (false, true),
            "::" | "." | "?" => (false, false),
            "!" if self.operand => (false, false),
            "#" => (true, false),
            "&" | "-" | "*" | "!" if !self.operand => (true, false),
            "<" if self.angles > 0 || self.operand || out.ends_with("::") => {
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
            ".." => (!self.operand, false),
            _ => (true, true),
        };
        if before && !self.glued {
            self.space(out);
        }
        out.push_str(operator);
        self.glued = !after;
        self.operand = matches!(operator, ">" | "?");
        if after && !matches!(operator, ">") {
            out.push(' ');
        }
        if operator == ">" {
            // Whether a space follows is up to the next token: `Vec<T>,` and `<T>::new` have none, `> {` has one.
            self.glued = false;
        }
    }

    fn group(&mut self, out: &mut String, group: &proc_macro2::Group) {
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        let inner = text(&inner);
        let inner = inner.trim_end_matches(',');
        match group.delimiter() {
            Delimiter::Parenthesis => {
                if !self.operand && !self.glued {
                    self.space(out);
                }
                let single = is_one_tuple(group, self.operand);
                let comma = if single { "," } else { "" };
                out.push_str(&format!("({inner}{comma})"));
            }
            Delimiter::Bracket => {
                if !self.operand && !self.glued {
                    self.space(out);
                }
                out.push_str(&format!("[{inner}]"));
            }
            Delimiter::Brace => {
                self.space(out);
                if inner.is_empty() {
                    out.push_str("{}");
                } else {
                    out.push_str(&format!("{{ {inner} }}"));
                }
            }
            Delimiter::None => out.push_str(inner),
        }
        self.glued = false;
        self.operand = true;
    }
}

/// `(x,)`, which is no call.
fn is_one_tuple(group: &proc_macro2::Group, called: bool) -> bool {
    if called {
        return false;
    }
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let commas = tokens.iter().filter(|token| is_punct(token, ',')).count();
    commas == 1 && tokens.last().is_some_and(|token| is_punct(token, ','))
}

/// Whether a token is this punctuation.
pub(super) fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// Whether two characters make one operator.
fn joins(first: &str, second: char) -> bool {
    matches!(
        (first, second),
        (":", ':')
            | ("=", '>')
            | ("-", '>')
            | ("=", '=')
            | ("!", '=')
            | ("<", '=')
            | (">", '=')
            | ("&", '&')
            | ("|", '|')
            | (".", '.')
            | ("..", '.')
            | ("+", '=')
    )
}
