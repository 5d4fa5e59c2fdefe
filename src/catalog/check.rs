//! CHECK constraints to rules that can be tested before the database sees a row.
//!
//! In: the expression and the table's columns. Out: rules on one column each, the words of an enum, and whether that is all
//! that the constraint says. A form becomes a rule only where it means the same in the database and outside; the rest stays
//! with the database.

use sqlparser::ast::{
    BinaryOperator, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Ident,
    UnaryOperator, Value,
};

use super::glob;
use super::mentions;
use super::pattern;
use super::{Column, Rule, RuleTest};
use crate::dialect::{Dialect, Like};
use crate::ty::Ty;

/// What a CHECK says.
#[derive(Clone, Debug, Default)]
pub(super) struct Meaning {
    /// The columns that it reads, in the table's order.
    pub columns: Vec<u32>,
    /// What can be tested outside of the database.
    pub rules: Vec<Rule>,
    /// A text column and the only words that it takes.
    pub words: Option<(u32, Vec<String>)>,
    /// Whether `rules` and `words` say all of it.
    pub complete: bool,
    /// A regular expression that means something else outside of the database.
    pub unportable: Option<String>,
    /// Names that are no columns.
    pub unknown: Vec<Ident>,
}

/// Reads a CHECK over these columns.
pub(super) fn read(expr: &Expr, columns: &[Column], dialect: Dialect) -> Meaning {
    let mut reader = Reader {
        columns,
        dialect,
        meaning: Meaning {
            complete: true,
            ..Meaning::default()
        },
    };
    reader.columns_of(expr);
    reader.conjunct(expr);
    reader.meaning
}

struct Reader<'a> {
    columns: &'a [Column],
    dialect: Dialect,
    meaning: Meaning,
}

/// What a comparison is about.
enum Subject {
    /// The column itself.
    Value(u32),
    /// The number of its characters.
    Length(u32),
}

impl Reader<'_> {
    fn column(&self, name: &Ident) -> Option<u32> {
        let folded = self.dialect.fold(&name.value, name.quote_style.is_some());
        self.columns
            .iter()
            .position(|column| self.dialect.same_name(&column.name, &folded))
            .and_then(|index| u32::try_from(index).ok())
    }

    fn ty(&self, column: u32) -> &Ty {
        &self.columns[column as usize].ty
    }

    fn columns_of(&mut self, expr: &Expr) {
        for name in mentions::named(expr) {
            match self.column(&name) {
                Some(column) => self.meaning.columns.push(column),
                // SQLite reads an unknown name in double quotes as a text.
                None if name.quote_style == Some('"')
                    && self.dialect.schema_rules().like != Like::Exact => {}
                None => self.meaning.unknown.push(name),
            }
        }
        self.meaning.columns.sort_unstable();
        self.meaning.columns.dedup();
    }

    fn conjunct(&mut self, expr: &Expr) {
        match bare(expr) {
            Expr::BinaryOp {
                left,
                op: BinaryOperator::And,
                right,
            } => {
                self.conjunct(left);
                self.conjunct(right);
            }
            expr => {
                if self.one(expr).is_none() {
                    self.meaning.complete = false;
                }
            }
        }
    }

    fn push(&mut self, column: u32, test: RuleTest) -> Option<()> {
        self.meaning.rules.push(Rule { column, test });
        Some(())
    }

    /// One conjunct; none where it stays with the database.
    fn one(&mut self, expr: &Expr) -> Option<()> {
        match expr {
            Expr::BinaryOp {
                left,
                op: BinaryOperator::Or,
                right,
            } => self.alternatives(left, right),
            Expr::BinaryOp {
                left,
                op: BinaryOperator::Glob,
                right,
            } => self.glob(left, glob::pattern(&text(right)?)?),
            Expr::UnaryOp {
                op: UnaryOperator::Not,
                expr,
            } => match bare(expr) {
                Expr::BinaryOp {
                    left,
                    op: BinaryOperator::Glob,
                    right,
                } => self.glob(left, glob::opposite(&text(right)?)?),
                _ => None,
            },
            Expr::BinaryOp { left, op, right } => match self.subject(left) {
                Some(subject) => self.comparison(&subject, op, right),
                None => self.comparison(&self.subject(right)?, &mirrored(op)?, left),
            },
            Expr::Between {
                expr,
                negated: false,
                low,
                high,
            } => {
                let subject = self.subject(expr)?;
                let both = number(low).is_some() && number(high).is_some();
                both.then_some(())?;
                self.comparison(&subject, &BinaryOperator::GtEq, low)?;
                self.comparison(&subject, &BinaryOperator::LtEq, high)
            }
            Expr::InList {
                expr,
                list,
                negated: false,
            } => self.list(&self.subject(expr)?, &list.iter().collect::<Vec<_>>()),
            Expr::AnyOp {
                left,
                compare_op: BinaryOperator::Eq,
                right,
                ..
            } => match bare(right) {
                Expr::Array(array) => {
                    let list: Vec<&Expr> = array.elem.iter().collect();
                    self.list(&self.subject(left)?, &list)
                }
                _ => None,
            },
            Expr::Like {
                negated: false,
                any: false,
                expr,
                pattern,
                escape_char: None,
            } => self.like(expr, pattern),
            // The column's own NOT NULL says the same; NULL never reaches the rules.
            _ => None,
        }
    }

    /// `x IN (..) OR x IS NULL` is `x IN (..)`: NULL passes a CHECK anyway. `x = 'a' OR x = 'b'` is a list.
    fn alternatives(&mut self, left: &Expr, right: &Expr) -> Option<()> {
        for (test, other) in [(left, right), (right, left)] {
            if let (Expr::IsNull(tested), Some(subject)) = (bare(test), self.only_subject(other)) {
                let tested = self.subject(tested)?;
                return match (tested, subject) {
                    (Subject::Value(one), two) if one == two => self.one(bare(other)),
                    _ => None,
                };
            }
        }
        let mut equals = Vec::new();
        gather_equals(left, &mut equals);
        gather_equals(right, &mut equals);
        let (first, _) = *equals.first()?;
        let Subject::Value(column) = self.subject(first?)? else {
            return None;
        };
        let mut list = Vec::new();
        for (subject, value) in &equals {
            match self.subject((*subject)?)? {
                Subject::Value(other) if other == column => list.push(*value),
                _ => return None,
            }
        }
        self.list(&Subject::Value(column), &list)
    }

    fn only_subject(&self, expr: &Expr) -> Option<u32> {
        let names = mentions::named(expr);
        let first = self.column(names.first()?)?;
        names
            .iter()
            .all(|name| self.column(name) == Some(first))
            .then_some(first)
    }

    fn subject(&self, expr: &Expr) -> Option<Subject> {
        match bare(expr) {
            Expr::Identifier(name) => Some(Subject::Value(self.column(name)?)),
            Expr::CompoundIdentifier(names) => Some(Subject::Value(self.column(names.last()?)?)),
            Expr::Function(call) => {
                let name = call.name.0.last()?.as_ident()?.value.to_lowercase();
                let known = self.dialect.schema_rules().length_functions;
                known.contains(&name.as_str()).then_some(())?;
                let column = match self.subject(only_argument(call)?)? {
                    Subject::Value(column) => column,
                    Subject::Length(_) => return None,
                };
                // The length of blank-padded text leaves the padding out.
                matches!(self.ty(column), Ty::Text | Ty::Varchar).then_some(Subject::Length(column))
            }
            _ => None,
        }
    }

    fn comparison(&mut self, subject: &Subject, op: &BinaryOperator, value: &Expr) -> Option<()> {
        match subject {
            Subject::Length(column) => self.length(*column, op, value),
            Subject::Value(column) if self.ty(*column).is_text() => self.text(*column, op, value),
            Subject::Value(column) if self.ty(*column).is_number() => {
                let number = number(value)?;
                let test = match op {
                    BinaryOperator::GtEq => RuleTest::Min(number),
                    BinaryOperator::Gt => RuleTest::MinExclusive(number),
                    BinaryOperator::LtEq => RuleTest::Max(number),
                    BinaryOperator::Lt => RuleTest::MaxExclusive(number),
                    BinaryOperator::NotEq => RuleTest::Not(number),
                    BinaryOperator::Eq => RuleTest::OneOf(vec![number]),
                    _ => return None,
                };
                self.push(*column, test)
            }
            Subject::Value(_) => None,
        }
    }

    fn length(&mut self, column: u32, op: &BinaryOperator, value: &Expr) -> Option<()> {
        let count: u32 = number(value)?.parse().ok()?;
        match op {
            BinaryOperator::GtEq => self.push(column, RuleTest::MinLength(count)),
            BinaryOperator::Gt => self.push(column, RuleTest::MinLength(count.checked_add(1)?)),
            BinaryOperator::LtEq => self.push(column, RuleTest::MaxLength(count)),
            BinaryOperator::Lt => self.push(column, RuleTest::MaxLength(count.checked_sub(1)?)),
            BinaryOperator::Eq => {
                self.push(column, RuleTest::MinLength(count));
                self.push(column, RuleTest::MaxLength(count))
            }
            BinaryOperator::NotEq if count == 0 => self.push(column, RuleTest::MinLength(1)),
            _ => None,
        }
    }

    fn text(&mut self, column: u32, op: &BinaryOperator, value: &Expr) -> Option<()> {
        let value = text(value)?;
        match op {
            // Blank-padded text equals '' when it is all blanks.
            BinaryOperator::NotEq if *self.ty(column) == Ty::Char => None,
            BinaryOperator::NotEq if value.is_empty() => self.push(column, RuleTest::MinLength(1)),
            BinaryOperator::NotEq => self.push(column, RuleTest::Not(value)),
            BinaryOperator::Eq => self.words(column, vec![value]),
            BinaryOperator::PGLikeMatch => self.prefix(column, &value),
            BinaryOperator::PGRegexMatch => {
                if pattern::is_portable(&value) {
                    return self.push(column, RuleTest::Pattern(value));
                }
                self.meaning.unportable = Some(value);
                None
            }
            _ => None,
        }
    }

    fn like(&mut self, expr: &Expr, pattern: &Expr) -> Option<()> {
        let Subject::Value(column) = self.subject(expr)? else {
            return None;
        };
        self.ty(column).is_text().then_some(())?;
        let pattern = text(pattern)?;
        match self.dialect.schema_rules().like {
            Like::Exact => self.prefix(column, &pattern),
            Like::SmallAscii if !pattern.contains(|c: char| c.is_ascii_alphabetic()) => {
                self.prefix(column, &pattern)
            }
            Like::SmallAscii | Like::Collated => None,
        }
    }

    fn glob(&mut self, expr: &Expr, pattern: String) -> Option<()> {
        let Subject::Value(column) = self.subject(expr)? else {
            return None;
        };
        let fits = self.ty(column).is_text() && pattern::is_portable(&pattern);
        fits.then_some(())?;
        self.push(column, RuleTest::Pattern(pattern))
    }

    /// `LIKE 'a%'`.
    fn prefix(&mut self, column: u32, pattern: &str) -> Option<()> {
        let prefix = pattern.strip_suffix('%')?;
        let literal = !prefix.is_empty() && !prefix.contains(['%', '_', '\\']);
        literal.then_some(())?;
        self.push(column, RuleTest::StartsWith(prefix.to_owned()))
    }

    fn list(&mut self, subject: &Subject, list: &[&Expr]) -> Option<()> {
        let Subject::Value(column) = *subject else {
            return None;
        };
        if self.ty(column).is_number() {
            let numbers: Option<Vec<String>> = list.iter().map(|value| number(value)).collect();
            return self.push(column, RuleTest::OneOf(numbers?));
        }
        let words: Option<Vec<String>> = list.iter().map(|value| text(value)).collect();
        self.words(column, words?)
    }

    fn words(&mut self, column: u32, mut words: Vec<String>) -> Option<()> {
        // Under another collation the database takes 'Member' where the CHECK says 'member'.
        let collation = self.columns[column as usize].collation.as_deref();
        let is_exact = collation.is_none_or(|name| {
            ["binary", "c", "posix", "default", "ucs_basic"].contains(&name.to_lowercase().as_str())
        });
        let is_plain = is_exact && matches!(self.ty(column), Ty::Text | Ty::Varchar);
        if !is_plain || self.meaning.words.is_some() || words.is_empty() {
            return None;
        }
        let mut seen = Vec::new();
        words.retain(|word| {
            let new = !seen.contains(word);
            seen.push(word.clone());
            new
        });
        self.meaning.words = Some((column, words));
        Some(())
    }
}

/// An expression without its parentheses, and without casts of its text or number to a type of the same kind, which tools
/// that print schemas add.
fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Nested(inner) => bare(inner),
        Expr::Cast {
            expr, data_type, ..
        } if keeps_value(&data_type.to_string()) => bare(expr),
        other => other,
    }
}

fn keeps_value(data_type: &str) -> bool {
    matches!(
        data_type.trim_end_matches("[]").to_lowercase().as_str(),
        "text" | "varchar" | "character varying" | "numeric" | "double precision" | "bigint"
    )
}

fn mirrored(op: &BinaryOperator) -> Option<BinaryOperator> {
    Some(match op {
        BinaryOperator::Lt => BinaryOperator::Gt,
        BinaryOperator::LtEq => BinaryOperator::GtEq,
        BinaryOperator::Gt => BinaryOperator::Lt,
        BinaryOperator::GtEq => BinaryOperator::LtEq,
        BinaryOperator::Eq => BinaryOperator::Eq,
        BinaryOperator::NotEq => BinaryOperator::NotEq,
        _ => return None,
    })
}

fn only_argument(call: &Function) -> Option<&Expr> {
    let FunctionArguments::List(list) = &call.args else {
        return None;
    };
    match &list.args[..] {
        [FunctionArg::Unnamed(FunctionArgExpr::Expr(expr))] => Some(expr),
        _ => None,
    }
}

/// The sides of `x = 'a' OR x = 'b' OR ..`; a side that is no comparison is none.
fn gather_equals<'a>(expr: &'a Expr, out: &mut Vec<(Option<&'a Expr>, &'a Expr)>) {
    match bare(expr) {
        Expr::BinaryOp {
            left,
            op: BinaryOperator::Or,
            right,
        } => {
            gather_equals(left, out);
            gather_equals(right, out);
        }
        Expr::BinaryOp {
            left,
            op: BinaryOperator::Eq,
            right,
        } => out.push((Some(left), right)),
        other => out.push((None, other)),
    }
}

/// A number as SQL writes it.
fn number(expr: &Expr) -> Option<String> {
    match bare(expr) {
        Expr::Value(value) => match &value.value {
            Value::Number(digits, _) => Some(digits.replace('_', "")),
            // `'100'::numeric`
            Value::SingleQuotedString(text) if is_decimal(text) => Some(text.clone()),
            _ => None,
        },
        Expr::UnaryOp {
            op: UnaryOperator::Minus,
            expr,
        } => number(expr).map(|digits| format!("-{digits}")),
        Expr::UnaryOp {
            op: UnaryOperator::Plus,
            expr,
        } => number(expr),
        _ => None,
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.matches('.').count() <= 1
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn text(expr: &Expr) -> Option<String> {
    match bare(expr) {
        Expr::Value(value) => match &value.value {
            Value::SingleQuotedString(text)
            | Value::EscapedStringLiteral(text)
            | Value::NationalStringLiteral(text)
            | Value::UnicodeStringLiteral(text) => Some(text.clone()),
            Value::DollarQuotedString(text) => Some(text.value.clone()),
            _ => None,
        },
        _ => None,
    }
}
