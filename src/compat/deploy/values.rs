//! One value that code reads from a column, or writes to it, where the other schema says something else of the column.
//!
//! In: what the code was generated for, and what the other schema has. Out: findings. Tables and queries ask the same here.

use super::Age;
use super::side::Side;
use crate::catalog::{Column, CompositeId, EnumId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::dialect::Crossing;
use crate::source::Span;
use crate::ty::Ty;

/// How to bridge the time where a type, or what it stands for, becomes another one.
const ANOTHER_COLUMN: &str = "add a second column of the new type beside it, let the code write both and then read the new one, and drop the first \
                              one last";

/// What is known of a value on one side.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    /// Its type.
    pub ty: &'a Ty,
    /// Whether it can be NULL.
    pub nullable: bool,
    /// Where it is declared: a column, where there is one.
    pub declared: Option<Span>,
}

/// A value as the code has it, and as the other schema has it.
pub(super) struct Met<'a> {
    pub code: &'a Side<'a>,
    pub schema: &'a Side<'a>,
    /// What it is called: `users.bio`.
    pub name: String,
    /// Where the code has it.
    pub at: Span,
    pub own: Value<'a>,
    pub other: Value<'a>,
}

impl Met<'_> {
    /// What reading it meets. `is_stored`: it is what a table holds, so that only who writes to the table makes it NULL.
    pub fn read(&self, is_stored: bool, found: &mut Vec<Diagnostic>) {
        let reads = self.crossing(false);
        if reads != Crossing::Always {
            found.push(self.of_type("reads", reads));
        }
        if self.other.nullable && !self.own.nullable {
            let message = format!(
                "{} takes `{}` for NOT NULL, and in {} it may be NULL",
                self.code.code(),
                self.name,
                self.schema.schema_name()
            );
            let finding = self.finding("deploy-null-read", self.severity(is_stored), message);
            found.push(match self.code.age {
                Age::Old => finding.help("let no code write NULL there before all of the old code has gone"),
                Age::New => finding.help(
                    "deploy code that writes no NULL there, fill the rows that have one, and demand NOT NULL in a later deploy",
                ),
            });
        }
        let known = self.words(self.code, self.own.ty);
        let stored = self.words(self.schema, self.other.ty);
        if let (Some(known), Some(stored)) = (known, stored)
            && let Some(words) = beyond(&stored, &known)
        {
            let message = format!(
                "{} does not know {words} of `{}`, which {} has",
                self.code.code(),
                self.name,
                self.schema.schema_name()
            );
            let finding = self.finding("deploy-word-read", self.severity(true), message);
            found.push(match self.code.age {
                Age::Old => finding.help("let no code write it before all of the old code has gone"),
                Age::New => finding.help("let the code write other words, change the rows, and drop the word in a later deploy"),
            });
        }
    }

    /// What writing it meets. `may_be_null`: the code can write NULL.
    pub fn written(&self, may_be_null: bool, found: &mut Vec<Diagnostic>) {
        let takes = self.crossing(true);
        if takes != Crossing::Always {
            found.push(self.of_type("writes", takes));
        }
        if may_be_null && !self.other.nullable {
            let message = format!(
                "{} can write NULL to `{}`, which is NOT NULL in {}",
                self.code.code(),
                self.name,
                self.schema.schema_name()
            );
            let help = match self.code.age {
                Age::Old => {
                    "deploy code that writes no NULL there, and demand NOT NULL in a later deploy"
                }
                Age::New => "let the column take NULL before the new code is deployed",
            };
            let finding = self.finding("deploy-null-written", Severity::Error, message);
            found.push(finding.help(help));
        }
        let own = self.words(self.code, self.own.ty);
        let taken = self.words(self.schema, self.other.ty);
        if let (Some(own), Some(taken)) = (own, taken)
            && let Some(words) = beyond(&own, &taken)
        {
            let message = format!(
                "{} can write {words} to `{}`, which {} refuses",
                self.code.code(),
                self.name,
                self.schema.schema_name()
            );
            let help = match self.code.age {
                Age::Old => {
                    "deploy code that does not write it, and drop the word in a later deploy"
                }
                Age::New => "add the word before the new code is deployed",
            };
            let finding = self.finding("deploy-word-refused", Severity::Error, message);
            found.push(finding.help(help));
        }
    }

    /// Whether it can be more than the column takes there: the column that the code writes it to, on both sides.
    pub fn limit(&self, own: &Column, column: &Column) -> Option<Diagnostic> {
        let is_shorter = match (own.max_length, column.max_length) {
            (Some(own), Some(other)) => other < own,
            (None, Some(_)) => own.ty.is_text() || own.ty.is_bytes(),
            (_, None) => false,
        };
        let before_point = |(digits, scale): (u32, u32)| i64::from(digits) - i64::from(scale);
        let has_fewer_digits = match (own.precision, column.precision) {
            (Some(own), Some(other)) => before_point(other) < before_point(own),
            (None, Some(_)) => own.ty == Ty::Numeric,
            (_, None) => false,
        };
        if !self.code.catalog.dialect.keeps_limits() || !is_shorter && !has_fewer_digits {
            return None;
        }
        let message = format!(
            "{} can write more to `{}` than {} takes: it is {} there, and {} in the code",
            self.code.code(),
            self.name,
            self.schema.schema_name(),
            column.type_text,
            own.type_text
        );
        let finding = self.finding("deploy-limit", Severity::Warning, message);
        Some(finding.help("let the code write no more than both take, before the limit changes"))
    }

    /// What comparing it with a column meets: where the database converts by itself, nothing.
    pub fn compared(&self, found: &mut Vec<Diagnostic>) {
        let takes = self.crossing(true);
        if takes != Crossing::Always && self.code.catalog.dialect.sends_types() {
            found.push(self.of_type("compares", takes));
        }
    }

    /// What only the new code writes, the old code meets when both run. What the old code writes, the new code meets at once.
    fn severity(&self, is_stored: bool) -> Severity {
        match self.code.age {
            Age::Old if is_stored => Severity::Warning,
            Age::Old | Age::New => Severity::Error,
        }
    }

    fn of_type(&self, does: &str, crossing: Crossing) -> Diagnostic {
        let (own, other) = (
            self.code.type_name(self.own.ty),
            self.schema.type_name(self.other.ty),
        );
        let (code, schema) = (self.code.code(), self.schema.schema_name());
        let message = format!(
            "{code} {does} `{}` as {own}, and in {schema} it is {other}",
            self.name
        );
        match crossing {
            Crossing::Always | Crossing::Never => self
                .finding("deploy-type", Severity::Error, message)
                .help(ANOTHER_COLUMN),
            Crossing::Sometimes => {
                let message = format!("{message}: what does not fit fails");
                self.finding("deploy-type", Severity::Warning, message)
                    .help("let no code write what the other code cannot have, before all of the old code has gone")
            }
        }
    }

    fn finding(&self, id: &'static str, severity: Severity, message: String) -> Diagnostic {
        let finding = Diagnostic {
            severity,
            ..Diagnostic::error(id, message).at(self.at, format!("as {} has it", self.code.code()))
        };
        match self.other.declared {
            Some(span) => finding.also(span, format!("as it is in {}", self.schema.schema_name())),
            None => finding,
        }
    }

    /// Whether values go from one to the other.
    fn crossing(&self, is_written: bool) -> Crossing {
        let dialect = self.code.catalog.dialect;
        let in_code = |side: &Side<'_>, ty: &Ty| {
            let ty = side.catalog.without_domains(ty);
            dialect.in_code(side.catalog, &ty)
        };
        self.between(
            &in_code(self.code, self.own.ty),
            &in_code(self.schema, self.other.ty),
            is_written,
        )
    }

    fn between(&self, own: &Ty, other: &Ty, is_written: bool) -> Crossing {
        match (own, other) {
            (Ty::Array(own), Ty::Array(other))
            | (Ty::Range(_, own), Ty::Range(_, other))
            | (Ty::Multirange(_, own), Ty::Multirange(_, other)) => {
                self.between(own, other, is_written)
            }
            (Ty::Composite(own), Ty::Composite(other)) => self.fields(*own, *other, is_written),
            (own, other) if is_written => self.code.catalog.dialect.takes_from(own, other),
            (own, other) => self.code.catalog.dialect.reads_as(other, own),
        }
    }

    /// Composite types are sent field by field.
    fn fields(&self, own: CompositeId, other: CompositeId, is_written: bool) -> Crossing {
        let own = self.code.catalog.fields(own);
        let other = self.schema.catalog.fields(other);
        if own.len() != other.len() {
            return Crossing::Never;
        }
        let pairs = own.iter().zip(&other);
        let crossings = pairs.map(|((_, own), (_, other))| {
            let own = self.code.catalog.without_domains(own);
            let other = self.schema.catalog.without_domains(other);
            self.between(&own, &other, is_written)
        });
        crossings.max().unwrap_or(Crossing::Always)
    }

    /// The words that a value can be; none where it can be any.
    fn words(&self, side: &Side<'_>, ty: &Ty) -> Option<Vec<String>> {
        let id = words_of(&side.catalog.without_domains(ty))?;
        let values = side.catalog.enum_(id).values.iter();
        Some(values.map(|word| word.value.clone()).collect())
    }
}

fn words_of(ty: &Ty) -> Option<EnumId> {
    match ty {
        Ty::Enum(id) | Ty::Set(id) => Some(*id),
        Ty::Array(element) => words_of(element),
        _ => None,
    }
}

/// The words that are not among others, for a message.
fn beyond(words: &[String], known: &[String]) -> Option<String> {
    let strange = words.iter().filter(|word| !known.contains(word));
    let strange: Vec<String> = strange.map(|word| format!("`{word}`")).collect();
    (!strange.is_empty()).then(|| strange.join(", "))
}
