//! Columns in expressions: names with and without their table, and what a name is that no column has.
//!
//! In: the parts of a name and the scope that it stands in. Out: [`Typed`].

use sqlparser::ast::{self, Expr, Ident};

use super::context::Analyzer;
use super::marks;
use super::scope::{Found, Scope, Typed};
use crate::diagnostic::{Diagnostic, nearest};
use crate::ty::Ty;

impl Analyzer<'_> {
    pub(super) fn compound(&mut self, parts: &[Ident], expr: &Expr, scope: &Scope<'_>) -> Typed {
        match parts {
            [.., table, star] if marks::is_star(star) => {
                let name = ast::ObjectName::from(vec![table.clone()]);
                self.whole_row_named(&name, scope)
                    .unwrap_or_else(Typed::error)
            }
            [table, column] => self.column(Some(table), column, scope),
            [schema, table, column] => {
                if !self.is_of_schema(schema, table, scope) {
                    return Typed::error();
                }
                self.column(Some(table), column, scope)
            }
            _ => {
                let at = self.statement.expr_span(expr);
                self.error(
                    "unknown-column",
                    "this is not the name of a column",
                    at,
                    "not a column",
                );
                Typed::error()
            }
        }
    }

    pub(super) fn column(
        &mut self,
        qualifier: Option<&Ident>,
        ident: &Ident,
        scope: &Scope<'_>,
    ) -> Typed {
        let name = self.fold(ident);
        let folded = qualifier.map(|qualifier| self.fold(qualifier));
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        let found = scope.find(folded.as_deref(), &name, same);
        if qualifier.is_none()
            && let Some(output) = output_before(scope, &name, &found, same)
        {
            return output;
        }
        match found {
            Found::One { depth, slot } => {
                self.outer_reads += usize::from(depth > 0);
                let at = self.ident_place(ident);
                let whole = qualifier.map_or(at, |qualifier| self.ident_place(qualifier).to(at));
                let mut typed = self.grouped_column(scope, depth, slot, whole);
                if let Some(direct) = typed.direct {
                    typed.digits = dialect.column_digits(self.catalog.column(direct));
                }
                self.note_columns(&typed.origins, at);
                self.call_slot(qualifier, ident, slot, scope.at_depth(depth));
                typed
            }
            Found::Ambiguous(slots) => {
                let owners: Vec<String> = slots
                    .iter()
                    .filter_map(|slot| scope.relations.get(slot.relation)?.name.clone())
                    .map(|owner| format!("`{owner}.{name}`"))
                    .collect();
                let mut diagnostic = Diagnostic::error(
                    "ambiguous-column",
                    format!("the column `{name}` is in more than one table"),
                )
                .at(self.ident_place(ident), "ambiguous");
                if owners.len() > 1 && owners.windows(2).all(|pair| pair[0] != pair[1]) {
                    diagnostic = diagnostic.help(format!("write {}", owners.join(" or ")));
                }
                self.diagnostics.push(diagnostic);
                Typed::error()
            }
            Found::OutOfReach => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "out-of-reach",
                        format!("`{name}` is in FROM, but out of reach here"),
                    )
                    .at(self.ident_place(ident), "cannot be used here")
                    .help("the right side of RIGHT and FULL JOIN cannot depend on the left side"),
                );
                Typed::error()
            }
            Found::Nothing => {
                if let Some(typed) = self.grammar_word(qualifier, ident) {
                    return typed;
                }
                if let Some(text) = self.text_in_double_quotes(qualifier, ident, scope) {
                    return text;
                }
                if qualifier.is_none()
                    && let Some(row) = self.whole_row(&name, scope)
                {
                    let at = self.ident_place(ident);
                    // Whose row it is does not show here.
                    self.outer_reads += 1;
                    self.note_columns(&row.origins, at);
                    self.call_row(ident, scope);
                    return row;
                }
                if let Some(qualifier) = qualifier
                    && let Some(typed) = self.call_by_dot(qualifier, ident, scope)
                {
                    return typed;
                }
                self.unknown_column(qualifier, ident, scope)
            }
        }
    }

    /// `"x"` where no column is called so: a text, to databases that still take it for one.
    fn text_in_double_quotes(
        &mut self,
        qualifier: Option<&Ident>,
        ident: &Ident,
        scope: &Scope<'_>,
    ) -> Option<Typed> {
        let is_text = qualifier.is_none()
            && ident.quote_style == Some('"')
            && self.dialect().double_quotes_fall_back()
            && !scopes(scope).any(|scope| scope.incomplete);
        if !is_text {
            return None;
        }
        let text = &ident.value;
        self.diagnostics.push(
            Diagnostic::warning(
                "text-in-double-quotes",
                format!("no column is called `{text}`: this is a text"),
            )
            .at(self.ident_place(ident), "read as a text")
            .help(format!("write '{}'", text.replace('\'', "''"))),
        );
        Some(Typed::new(Ty::Text, false))
    }

    /// `CURRENT_TIMESTAMP` and kin, which parse as names on some paths.
    fn grammar_word(&mut self, qualifier: Option<&Ident>, ident: &Ident) -> Option<Typed> {
        if qualifier.is_some() || ident.quote_style.is_some() {
            return None;
        }
        if let Some(ty) = self.dialect().variable(&ident.value) {
            return Some(Typed::new(ty, true));
        }
        self.dialect()
            .keyword_value(&ident.value)
            .map(|ty| Typed::new(ty, false))
    }

    fn unknown_column(
        &mut self,
        qualifier: Option<&Ident>,
        ident: &Ident,
        scope: &Scope<'_>,
    ) -> Typed {
        if scopes(scope).any(|scope| scope.incomplete) {
            return Typed::error();
        }
        let name = self.fold(ident);
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        let folded = qualifier.map(|qualifier| self.fold(qualifier));
        if let (Some(qualifier), Some(table)) = (qualifier, &folded)
            && !scopes(scope).any(|scope| scope.named(table, same).is_some())
        {
            if self.absent.contains(table) {
                return Typed::error();
            }
            self.absent.push(table.clone());
            let names: Vec<&str> = scopes(scope).flat_map(Scope::qualifiers).collect();
            let mut diagnostic =
                Diagnostic::error("unknown-table", format!("`{table}` is not in FROM"))
                    .at(self.ident_place(qualifier), "not in FROM");
            if scopes(scope).any(|scope| scope.is_hidden(table, same)) {
                self.diagnostics.push(diagnostic.help(
                    "a JOIN binds closer than a comma: this condition sees only the two sides of its own join",
                ));
                return Typed::error();
            }
            if let Some(near) = nearest(table, names.iter().copied()) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            } else if !names.is_empty() {
                diagnostic = diagnostic.help(format!("in sight are: {}", names.join(", ")));
            }
            self.diagnostics.push(diagnostic);
            return Typed::error();
        }
        let mut candidates: Vec<&str> = Vec::new();
        let mut nameless = false;
        for scope in scopes(scope) {
            let seen = scope.names[scope.hidden..].iter().filter(|naming| {
                folded
                    .as_deref()
                    .is_none_or(|table| naming.name.as_deref().is_some_and(|own| same(own, table)))
            });
            for (column, slot) in seen.flat_map(|naming| &naming.columns) {
                match scope.column(*slot).nameless {
                    true => nameless |= same(column, &name),
                    false => candidates.push(column),
                }
            }
        }
        let message = match &folded {
            Some(table) => format!("`{table}` has no column `{name}`"),
            None => format!("there is no column `{name}`"),
        };
        let mut diagnostic = Diagnostic::error("unknown-column", message)
            .at(self.ident_place(ident), "unknown column");
        if nameless {
            let help = format!("an expression has a name only by AS: write `.. AS {name}` there");
            diagnostic = diagnostic.help(help);
        } else if let Some(near) = nearest(&name, candidates) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        self.diagnostics.push(diagnostic);
        Typed::error()
    }
}

/// A scope and those around it.
fn scopes<'s, 'p>(scope: &'s Scope<'p>) -> impl Iterator<Item = &'s Scope<'p>> {
    std::iter::successors(Some(scope), |scope| scope.parent)
}

/// The column of a result that has this name, in a scope further in than what was found.
fn output_before(
    scope: &Scope<'_>,
    name: &str,
    found: &Found,
    same: impl Fn(&str, &str) -> bool,
) -> Option<Typed> {
    let reach = match found {
        Found::One { depth, .. } => *depth,
        Found::Nothing => usize::MAX,
        Found::Ambiguous(_) | Found::OutOfReach => 0,
    };
    let (depth, typed) = scopes(scope)
        .take(reach)
        .enumerate()
        .find_map(|(depth, scope)| {
            let (_, typed) = scope.outputs.iter().find(|(own, _)| same(own, name))?;
            Some((depth, typed.clone()))
        })?;
    let mut typed = typed;
    if depth > 0 {
        typed.slot = None;
    }
    Some(typed)
}
