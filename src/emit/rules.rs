//! The rules of a value as statements of Rust and as words.
//!
//! In: what CHECK constraints and limits say. Out: a call of the runtime for each rule, and a sentence for people. A rule
//! that does not fit the type of its column is left to the database.

use super::literal;
use crate::catalog::RuleTest;
use crate::ty::Ty;

/// A value with what it must satisfy.
pub(super) struct Ruled<'a> {
    /// Its name in problem answers.
    pub(super) name: &'a str,
    /// Its type.
    pub(super) ty: &'a Ty,
    /// `varchar(n)`, `bit(n)`.
    pub(super) max_length: Option<u32>,
    /// `numeric(p, s)`.
    pub(super) precision: Option<(u32, u32)>,
    /// CHECK.
    pub(super) rules: &'a [RuleTest],
}

impl Ruled<'_> {
    /// Statements over `value` and `violations`.
    pub(super) fn statements(&self) -> Vec<String> {
        let field = literal::string(self.name);
        let mut statements = Vec::new();
        if let (Ty::Numeric, Some((precision, scale))) = (self.ty, self.precision) {
            statements.push(format!(
                "violations.digits({field}, value, {precision}, {scale});"
            ));
        }
        if let Some(limit) = self.bits() {
            let method = match self.ty {
                Ty::Bit => "bits",
                _ => "max_bits",
            };
            statements.push(format!(
                "violations.{method}({field}, value, {});",
                length(limit)
            ));
        }
        if let Some(limit) = self.max_length() {
            statements.push(format!(
                "violations.max_length({field}, value, {});",
                length(limit)
            ));
        }
        let rest = self.rules.iter().filter_map(|rule| self.call(rule));
        statements.extend(rest.map(|(method, argument)| match argument.as_str() {
            "" => format!("violations.{method}({field}, value);"),
            argument => format!("violations.{method}({field}, value, {argument});"),
        }));
        statements
    }

    /// Whether there is anything to check.
    pub(super) fn is_free(&self) -> bool {
        self.statements().is_empty()
    }

    /// The rules in words: `At most 80 characters, not empty.`
    pub(super) fn words(&self) -> Option<String> {
        let limit = self
            .max_length()
            .map(|limit| format!("at most {}", characters(limit)));
        let bits = self.bits().map(|limit| {
            let words = if *self.ty == Ty::Bit {
                "exactly"
            } else {
                "at most"
            };
            let noun = if limit == 1 { "bit" } else { "bits" };
            format!("{words} {limit} {noun}")
        });
        let rest = self.rules.iter().filter(|rule| self.call(rule).is_some());
        let limits = limit.into_iter().chain(bits);
        let words: Vec<String> = limits.chain(rest.map(words)).collect();
        let mut sentence = words.join(", ");
        let first = sentence.get_mut(..1)?;
        first.make_ascii_uppercase();
        sentence.push('.');
        Some(sentence)
    }

    /// How many bits the type has room for.
    fn bits(&self) -> Option<u32> {
        self.max_length.filter(|_| self.ty.is_bits())
    }

    /// The smallest limit of the length, by the type or by a CHECK.
    fn max_length(&self) -> Option<u32> {
        let by_rules = self.rules.iter().filter_map(|rule| match rule {
            RuleTest::MaxLength(limit) => Some(*limit),
            _ => None,
        });
        let limit = by_rules.chain(self.max_length).min();
        limit.filter(|_| self.ty.is_text())
    }

    /// The runtime's method for a rule and its last argument, which may be none.
    fn call(&self, rule: &RuleTest) -> Option<(&'static str, String)> {
        let text = |method, argument| self.ty.is_text().then_some((method, argument));
        match rule {
            RuleTest::Min(bound) => Some(("min", self.number(bound)?)),
            RuleTest::MinExclusive(bound) => Some(("min_exclusive", self.number(bound)?)),
            RuleTest::Max(bound) => Some(("max", self.number(bound)?)),
            RuleTest::MaxExclusive(bound) => Some(("max_exclusive", self.number(bound)?)),
            RuleTest::MinLength(limit) => text("min_length", length(*limit)),
            RuleTest::MaxLength(_) => None,
            RuleTest::Pattern(pattern) => text("pattern", literal::pattern(pattern)),
            RuleTest::OneOf(choices) => {
                let choices: Option<Vec<String>> =
                    choices.iter().map(|one| self.number(one)).collect();
                Some(("one_of", format!("&[{}]", choices?.join(", "))))
            }
            RuleTest::Not(refused) if self.ty.is_text() => {
                Some(("not_text", literal::string(refused)))
            }
            RuleTest::Not(refused) => Some(("not", self.number(refused)?)),
            RuleTest::StartsWith(beginning) => text("starts_with", literal::string(beginning)),
            RuleTest::Format(format) if format.is_rule() => text(format.name(), String::new()),
            RuleTest::Format(_) => None,
        }
    }

    fn number(&self, text: &str) -> Option<String> {
        match self.ty {
            ty if ty.is_integer() => literal::integer(text),
            Ty::Float32 | Ty::Float64 => literal::float(text),
            Ty::Numeric => literal::decimal(text),
            _ => None,
        }
    }
}

fn words(rule: &RuleTest) -> String {
    match rule {
        RuleTest::Min(bound) => format!("at least {bound}"),
        RuleTest::MinExclusive(bound) => format!("more than {bound}"),
        RuleTest::Max(bound) => format!("at most {bound}"),
        RuleTest::MaxExclusive(bound) => format!("less than {bound}"),
        RuleTest::MinLength(1) => "not empty".to_owned(),
        RuleTest::MinLength(limit) => format!("at least {}", characters(*limit)),
        RuleTest::MaxLength(limit) => format!("at most {}", characters(*limit)),
        RuleTest::Pattern(pattern) => format!("matching {}", super::docs::code(pattern)),
        RuleTest::OneOf(choices) => format!("one of {}", choices.join(", ")),
        RuleTest::Not(refused) => format!("not {}", super::docs::code(refused)),
        RuleTest::StartsWith(beginning) => {
            format!("starting with {}", super::docs::code(beginning))
        }
        RuleTest::Format(format) => format.noun().unwrap_or_default().to_owned(),
    }
}

fn length(limit: u32) -> String {
    literal::integer(&limit.to_string()).unwrap_or_default()
}

fn characters(count: u32) -> String {
    match count {
        1 => "1 character".to_owned(),
        count => format!("{count} characters"),
    }
}
