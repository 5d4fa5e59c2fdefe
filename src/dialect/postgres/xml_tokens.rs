//! XML's forms of calls, written as calls of what they take.
//!
//! In: a statement's tokens. Out: tokens whose tree means the same to the analysis. What such a call gives is in
//! `resolve/xml`.
//!
//! | written | read as |
//! |---|---|
//! | `xmlelement(NAME a, XMLATTRIBUTES (b AS c), d)` | `xmlelement(b, d)` |
//! | `xmlforest(a AS b, c)` | `xmlforest(a, c)` |
//! | `xmlpi(NAME a, b)` | `xmlpi(b)` |
//! | `xmlparse(DOCUMENT a PRESERVE WHITESPACE)` | `xmlparse(a)` |
//! | `xmlroot(a, VERSION b, STANDALONE YES)` | `xmlroot(a, b)` |
//! | `xmlserialize(CONTENT a AS text)` | `xmlserialize(CAST(CAST(a AS xml) AS text))` |
//! | `xmlexists(a PASSING BY REF b)` | `xmlexists(a, b)` |
//! | `xmltable(a PASSING BY REF b COLUMNS ..)` | `xmltable(a PASSING b COLUMNS ..)` |
//! | `a IS NOT DOCUMENT` | `a IS DISTINCT FROM "is document"` |

use sqlparser::tokenizer::{Span, Token, TokenWithSpan};

use crate::analyze::marks;

/// What the parentheses that are open belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Something else.
    Other,
    Element,
    Forest,
    /// XMLATTRIBUTES, whose own parentheses are left out.
    Attributes,
    Parse,
    Instruction,
    Root,
    Serialize,
    Exists,
    Table,
}

/// The form that a word begins before a parenthesis.
fn form(word: &str) -> Option<Form> {
    let forms = [
        ("xmlelement", Form::Element),
        ("xmlforest", Form::Forest),
        ("xmlparse", Form::Parse),
        ("xmlpi", Form::Instruction),
        ("xmlroot", Form::Root),
        ("xmlserialize", Form::Serialize),
        ("xmlexists", Form::Exists),
        ("xmltable", Form::Table),
    ];
    let found = forms
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name));
    found.map(|(_, form)| *form)
}

pub(super) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let needed = tokens.iter().any(|token| match &token.token {
        Token::Word(word) if word.quote_style.is_none() => {
            form(&word.value).is_some() || word.value.eq_ignore_ascii_case("document")
        }
        _ => false,
    });
    if !needed {
        return tokens;
    }
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        open: Vec::new(),
        out: Vec::with_capacity(tokens.len()),
    };
    while reader.at < tokens.len() {
        reader.step();
    }
    reader.out
}

struct Reader<'t> {
    tokens: &'t [TokenWithSpan],
    at: usize,
    open: Vec<Form>,
    out: Vec<TokenWithSpan>,
}

impl Reader<'_> {
    fn step(&mut self) {
        let token = &self.tokens[self.at];
        match &token.token {
            Token::Word(word) if word.quote_style.is_none() => {
                match form(&word.value).filter(|_| self.is_at(1, &Token::LParen)) {
                    Some(form) => self.begin(form),
                    None => self.word(),
                }
            }
            Token::LParen => {
                self.open.push(Form::Other);
                self.keep();
            }
            Token::RParen => self.close(),
            _ => self.keep(),
        }
    }

    /// The name of a form, its parenthesis, and the words that follow it.
    fn begin(&mut self, form: Form) {
        match form {
            // The parser has a reading of its own for the plain word.
            Form::Parse => {
                self.put(Token::make_word("xmlparse", Some('"')));
                self.at += 1;
            }
            _ => self.keep(),
        }
        self.keep();
        self.open.push(form);
        match form {
            Form::Element | Form::Instruction if self.is_word(0, "name") => {
                self.at += 2;
                self.skip(&Token::Comma);
            }
            Form::Parse | Form::Serialize
                if self.is_word(0, "document") || self.is_word(0, "content") =>
            {
                self.at += 1;
            }
            _ => {}
        }
        if form == Form::Serialize {
            for _ in 0..2 {
                self.put(Token::make_keyword("CAST"));
                self.put(Token::LParen);
            }
        }
    }

    /// A word that may belong to the form that is open.
    fn word(&mut self) {
        let form = self.open.last().copied().unwrap_or(Form::Other);
        let is = |wanted: &str| self.is_word(0, wanted);
        match form {
            _ if is("is") && self.is_document(1) => self.test(),
            Form::Element if is("xmlattributes") && self.is_at(1, &Token::LParen) => {
                self.open.push(Form::Attributes);
                self.at += 2;
            }
            Form::Forest | Form::Attributes if is("as") => self.at += 2,
            Form::Parse if is("preserve") || is("strip") => self.at += 2,
            Form::Root if is("version") && self.follows(&Token::Comma) => self.version(),
            Form::Root if is("standalone") && self.follows(&Token::Comma) => {
                self.out.pop();
                while self.at < self.tokens.len() && !self.is_at(0, &Token::RParen) {
                    self.at += 1;
                }
            }
            Form::Serialize if is("as") => {
                self.put(Token::make_keyword("AS"));
                self.put(Token::make_keyword("XML"));
                self.put(Token::RParen);
                self.keep();
            }
            Form::Exists if is("passing") => {
                self.put(Token::Comma);
                self.at += 1;
            }
            Form::Exists | Form::Table
                if is("by") && (self.is_word(1, "ref") || self.is_word(1, "value")) =>
            {
                self.at += 2;
            }
            _ => self.keep(),
        }
    }

    /// `IS [NOT] DOCUMENT`.
    fn is_document(&self, at: usize) -> bool {
        self.is_word(at, "document") || self.is_word(at, "not") && self.is_word(at + 1, "document")
    }

    fn test(&mut self) {
        self.keep();
        if self.is_word(0, "not") {
            self.at += 1;
        }
        self.put(Token::make_keyword("DISTINCT"));
        self.put(Token::make_keyword("FROM"));
        self.put(Token::make_word(marks::IS_DOCUMENT, Some('"')));
        self.at += 1;
    }

    /// `VERSION a`, `VERSION NO VALUE`.
    fn version(&mut self) {
        self.at += 1;
        if self.is_word(0, "no") && self.is_word(1, "value") {
            self.put(Token::make_keyword("NULL"));
            self.at += 2;
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            // Its contents stand among those of the element.
            Some(Form::Attributes) => self.at += 1,
            Some(Form::Serialize) => {
                self.put(Token::RParen);
                self.keep();
            }
            _ => self.keep(),
        }
    }

    /// Takes a token as it is.
    fn keep(&mut self) {
        if let Some(token) = self.tokens.get(self.at) {
            self.out.push(token.clone());
            self.at += 1;
        }
    }

    /// A token of our own, at the place of the one that comes next.
    fn put(&mut self, token: Token) {
        let next = self.tokens.get(self.at).or(self.tokens.last());
        let span = next.map_or(Span::empty(), |next| next.span);
        self.out.push(TokenWithSpan::new(token, span));
    }

    fn skip(&mut self, token: &Token) {
        self.at += usize::from(self.is_at(0, token));
    }

    fn follows(&self, token: &Token) -> bool {
        self.out.last().is_some_and(|last| last.token == *token)
    }

    fn is_at(&self, more: usize, token: &Token) -> bool {
        let found = self.tokens.get(self.at + more);
        found.is_some_and(|found| found.token == *token)
    }

    fn is_word(&self, more: usize, wanted: &str) -> bool {
        matches!(
            self.tokens.get(self.at + more).map(|token| &token.token),
            Some(Token::Word(word)) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted)
        )
    }
}
