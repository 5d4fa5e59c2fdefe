//! The queries of one side, analysed against the schema of the other.
//!
//! In: both sides. Out: what the analysis refuses there, and what of parameters and results is another than the code was generated for.

use super::Age;
use super::expanded::Expanded;
use super::side::Side;
use super::values::{Met, Value};
use crate::analyze::{self, Cardinality, Param, ResultColumn, TypedQuery};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::Span;

/// Checks every query.
pub(super) fn check(code: &Side<'_>, schema: &Side<'_>, found: &mut Vec<Diagnostic>) {
    // The older definition stands beside the newer one.
    let last = match code.age {
        Age::Old => code.sources,
        Age::New => schema.sources,
    };
    let expanded = Expanded::of(code, last);
    for query in code.queries {
        let Some(statement) = expanded.statement(query) else {
            continue;
        };
        let mut diagnostics = Diagnostics::new();
        let there = analyze::query(&schema.bare, statement, &expanded.sources, &mut diagnostics);
        let asked = Asked {
            code,
            schema,
            query,
        };
        match there {
            Some(there) => asked.compare(&there, found),
            None => {
                let errors = diagnostics
                    .iter()
                    .filter(|one| one.severity == Severity::Error);
                found.extend(errors.map(|error| asked.refused(&expanded.placed(error))));
            }
        }
    }
}

/// A query of the code, asked of the schema.
struct Asked<'a> {
    code: &'a Side<'a>,
    schema: &'a Side<'a>,
    query: &'a TypedQuery,
}

impl Asked<'_> {
    /// The query fails as a whole.
    fn refused(&self, error: &Diagnostic) -> Diagnostic {
        let message = format!(
            "the query `{}` of {} fails with {}: {}",
            self.query.header.name,
            self.code.code(),
            self.schema.schema_name(),
            error.message
        );
        let help = match self.code.age {
            Age::Old => "change what it needs in a migration after the old code has gone",
            Age::New => "migrate before the new code is deployed",
        };
        Diagnostic {
            id: "deploy-query",
            message,
            help: Some(help.to_owned()),
            ..error.clone()
        }
    }

    fn compare(&self, there: &TypedQuery, found: &mut Vec<Diagnostic>) {
        for (own, other) in self.query.columns.iter().zip(&there.columns) {
            self.column(own, other, found);
        }
        for (own, other) in self.query.params.iter().zip(&there.params) {
            self.param(own, other, found);
        }
        let is_one = |query: &TypedQuery| query.cardinality != Cardinality::Many;
        if is_one(self.query) && !is_one(there) {
            let message = format!(
                "the query `{}` of {} can give more than one row with {}",
                self.query.header.name,
                self.code.code(),
                self.schema.schema_name()
            );
            let finding = Diagnostic::warning("deploy-rows", message);
            found.push(
                finding
                    .at(self.query.header.name_span, "reads one row")
                    .help("keep the key that tells its row, or write LIMIT 1"),
            );
        }
    }

    fn column(&self, own: &ResultColumn, other: &ResultColumn, found: &mut Vec<Diagnostic>) {
        let met = self.met(
            &own.name,
            own.span,
            Value {
                ty: &own.ty,
                nullable: own.nullable,
                declared: None,
            },
            Value {
                ty: &other.ty,
                nullable: other.nullable,
                declared: self.schema.declared(other.direct),
            },
        );
        met.read(self.schema.is_stored(other.direct), found);
    }

    fn param(&self, own: &Param, other: &Param, found: &mut Vec<Diagnostic>) {
        let declared = self.schema.declared(other.column);
        let met = self.met(
            &own.name,
            own.span,
            Value {
                ty: &own.ty,
                nullable: own.nullable,
                declared: None,
            },
            Value {
                ty: &other.ty,
                nullable: other.nullable,
                declared,
            },
        );
        if !own.written {
            return met.compared(found);
        }
        met.written(own.nullable, found);
        if let (Some(before), Some(now)) = (own.column, other.column) {
            let before = self.code.catalog.column(before);
            found.extend(met.limit(before, self.schema.catalog.column(now)));
        }
    }

    fn met<'a>(&'a self, name: &str, at: Span, own: Value<'a>, other: Value<'a>) -> Met<'a> {
        Met {
            code: self.code,
            schema: self.schema,
            name: format!("{}.{name}", self.query.header.name),
            at,
            own,
            other,
        }
    }
}
