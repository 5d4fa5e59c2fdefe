//! Calls that are grammar: COALESCE, GREATEST, NULLIF and IF take alternatives, not arguments.
//!
//! In: such a call. Out: [`Typed`]. A function's arguments are the concern of `call`.

use sqlparser::ast::Expr;

use super::call::Call;
use super::context::Analyzer;
use super::narrow::{self, Outcome};
use super::params::Kind;
use super::rules::{self, Rule};
use super::scope::{Scope, Typed};
use crate::dialect::resolve::GrammarCall;

impl Analyzer<'_> {
    /// COALESCE and the others that are grammar: they take alternatives, not arguments.
    pub(super) fn grammar_call(
        &mut self,
        call: &Call<'_>,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Option<Typed> {
        let dialect = self.dialect();
        if !dialect.takes_arguments(&call.name, call.args.len()) {
            return None;
        }
        match (dialect.grammar_call(&call.name), call.args.len()) {
            (Some(GrammarCall::FirstNotNull), 1..) => {
                Some(self.alternatives(call, whole, scope, |items| {
                    items.iter().all(|(item, _)| item.nullable) && rules::holds(Rule::FirstNotNull)
                }))
            }
            (Some(GrammarCall::Extreme), 1..) => {
                Some(self.alternatives(call, whole, scope, |items| {
                    items.iter().all(|(item, _)| item.nullable)
                }))
            }
            (Some(GrammarCall::NullIf), 2) => {
                let first = self.expr(call.args[0], scope);
                let second = self.expr(call.args[1], scope);
                self.compare_typed("=", (&first, call.args[0]), (&second, call.args[1]), whole);
                let (one, other) = (first.kind.ty(), second.kind.ty());
                let kind = match self.dialect().nullif(self.catalog, one, other) {
                    Some(ty) => Kind::Known(ty),
                    None if first.kind == Kind::Unknown => second.kind.clone(),
                    None => first.kind.clone(),
                };
                let nullable = first.nullable || rules::holds(Rule::NullIf);
                Some(Typed::of(kind, nullable).derived_from([&first, &second]))
            }
            (Some(GrammarCall::If), 2..) => Some(self.if_call(call, whole, scope)),
            _ => None,
        }
    }

    /// `iif(a, x, b, y, z)`: conditions with what they give, and at the end what else is given.
    fn if_call(&mut self, call: &Call<'_>, whole: &Expr, scope: &Scope<'_>) -> Typed {
        let mut conditions = Vec::new();
        let mut results = Vec::new();
        for pair in call.args.chunks(2) {
            match pair {
                [condition, result] => {
                    conditions.push(self.condition(condition, scope));
                    let narrowed =
                        narrow::assuming(self.dialect(), scope, condition, Outcome::True);
                    results.push((self.expr(result, &narrowed), *result));
                }
                rest => {
                    results.extend(rest.iter().map(|other| (self.expr(other, scope), *other)));
                }
            }
        }
        let complete = call.args.len() % 2 == 1;
        let nullable = !complete || results.iter().any(|(result, _)| result.nullable);
        match self.unify(&results, &call.name, whole) {
            Some(kind) => {
                let parts: Vec<Typed> = results.into_iter().map(|(result, _)| result).collect();
                Typed::of(kind, nullable)
                    .derived_from(&parts)
                    .derived_from(&conditions)
            }
            None => Typed::error(),
        }
    }

    fn alternatives(
        &mut self,
        call: &Call<'_>,
        whole: &Expr,
        scope: &Scope<'_>,
        nullable: impl Fn(&[(Typed, &Expr)]) -> bool,
    ) -> Typed {
        let items: Vec<(Typed, &Expr)> = call
            .args
            .iter()
            .map(|arg| (self.expr(arg, scope), *arg))
            .collect();
        match self.unify(&items, &call.name, whole) {
            Some(kind) => {
                let nullable = nullable(&items);
                let parts: Vec<Typed> = items.into_iter().map(|(item, _)| item).collect();
                Typed::of(kind, nullable).derived_from(&parts)
            }
            None => Typed::error(),
        }
    }
}
