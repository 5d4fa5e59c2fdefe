//! CASE: which alternative is reached, and what is known there.
//!
//! In: the parts of a CASE. Out: [`Typed`].

use sqlparser::ast::{self, Expr};

use super::context::Analyzer;
use super::narrow::{self, Outcome};
use super::params::Kind;
use super::rules::{self, Rule};
use super::scope::{Scope, Typed};

impl Analyzer<'_> {
    pub(super) fn case(
        &mut self,
        operand: Option<&Expr>,
        conditions: &[ast::CaseWhen],
        otherwise: Option<&Expr>,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let form = operand;
        let operand = operand.map(|operand| (self.case_operand(operand, scope), operand));
        let mut inputs = Vec::new();
        // ELSE comes first: where two types are equally good, PostgreSQL takes that of the first. It is reached when no
        // condition is true.
        let mut results = Vec::new();
        if let Some(otherwise) = otherwise {
            let reached = self.passed_over(form, conditions, scope);
            let scope = reached.as_ref().unwrap_or(scope);
            results.push((self.expr(otherwise, scope), otherwise));
        }
        for (index, when) in conditions.iter().enumerate() {
            let passed = self.passed_over(form, &conditions[..index], scope);
            let scope = passed.as_ref().unwrap_or(scope);
            let mut reached = scope.clone();
            match &operand {
                Some((value, expr)) => {
                    let condition = self.expr(&when.condition, scope);
                    self.compare_typed("=", (value, expr), (&condition, &when.condition), whole);
                    inputs.push(condition);
                    for side in [*expr, &when.condition] {
                        reached.assume(&narrow::needed(self.dialect(), scope, side));
                    }
                }
                None => {
                    inputs.push(self.condition(&when.condition, scope));
                    let condition = &when.condition;
                    reached = narrow::assuming(self.dialect(), scope, condition, Outcome::True);
                }
            }
            results.push((self.expr(&when.result, &reached), &when.result));
        }
        let nullable = otherwise.is_none() && rules::holds(Rule::CaseWithoutElse)
            || results.iter().any(|(result, _)| result.nullable) && rules::holds(Rule::Case);
        let mut unified = self.unify(&results, "CASE", whole);
        // A missing ELSE is NULL, and beside an open one a domain is what it is made of.
        if let (None, Some(Kind::Known(ty))) = (otherwise, &mut unified) {
            *ty = self.catalog.base_type(ty).clone();
        }
        inputs.extend(operand.map(|(value, _)| value));
        unified.map_or_else(Typed::error, |kind| {
            Typed::of(kind, nullable)
                .derived_from(results.iter().map(|(result, _)| result))
                .derived_from(&inputs)
        })
    }

    /// What a CASE compares: an open one is decided before anything is beside it.
    fn case_operand(&mut self, operand: &Expr, scope: &Scope<'_>) -> Typed {
        let mut typed = self.expr(operand, scope);
        if typed.kind == Kind::Unknown && self.dialect().open_parameters_are_errors() {
            let ty = self.dialect().open_result_type();
            self.give_type(&typed, &ty, operand);
            typed.kind = Kind::Known(ty);
        }
        typed
    }

    /// What is known where none of these conditions of a CASE came out true; none where that says nothing.
    fn passed_over<'p>(
        &self,
        operand: Option<&Expr>,
        conditions: &[ast::CaseWhen],
        scope: &Scope<'p>,
    ) -> Option<Scope<'p>> {
        if operand.is_some() {
            return None;
        }
        let known: Vec<_> = conditions
            .iter()
            .map(|when| narrow::not_null(self.dialect(), scope, &when.condition, Outcome::NotTrue))
            .filter(|slots| !slots.is_empty())
            .collect();
        if known.is_empty() {
            return None;
        }
        let mut reached = scope.clone();
        known.iter().for_each(|slots| reached.assume(slots));
        Some(reached)
    }
}
