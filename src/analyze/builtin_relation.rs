//! Relations of the database's own in FROM: `sqlite_schema`, `json_each(..)`, `pragma_table_info(..)`.
//!
//! In: a name, with or without arguments. Out: a [`Relation`]. Which there are is the dialect's knowledge.

use std::ops::ControlFlow;

use sqlparser::ast::{
    Expr, FunctionArg, FunctionArgExpr, ObjectName, TableAlias, TableFunctionArgs,
    visit_expressions,
};

use super::context::Analyzer;
use super::params::Kind;
use super::scope::{Found, Relation, RelationColumn, Scope};
use crate::dialect::builtin_relation::BuiltinRelation;
use crate::ty::Ty;

impl Analyzer<'_> {
    /// The relation of the database's own that a name without arguments means.
    pub(super) fn builtin_table(&self, name: &ObjectName) -> Option<Relation> {
        let (name, found) = self.builtin(name)?;
        Some(relation(name, &found))
    }

    /// A sequence that a name without arguments means: one row of how far it is.
    pub(super) fn sequence(&self, name: &ObjectName) -> Option<Relation> {
        let parts = self.parts(name)?;
        let (last, before) = parts.split_last()?;
        let last = self.fold(last);
        let schema = before.last().map(|schema| self.fold(schema));
        let known = self.find_table(schema.as_deref(), &last).is_none()
            && self.catalog.has_sequence(schema.as_deref(), &last);
        known.then(|| Relation {
            single: true,
            certain: true,
            unlockable: Some("a sequence"),
            ..relation(last, &self.dialect().sequence_relation())
        })
    }

    /// A relation that is called like a function; none where the name is no such relation, `Some(None)` where it is called
    /// wrongly (already reported).
    pub(super) fn called_relation(
        &mut self,
        name: &ObjectName,
        args: &TableFunctionArgs,
        alias: Option<&TableAlias>,
        scope: &Scope<'_>,
    ) -> Option<Option<Relation>> {
        let (own, arguments, mut found) = match self.builtin(name) {
            Some((own, found)) => {
                let called = relation(own.clone(), &found);
                (own, found.arguments?, called)
            }
            None => self.searched_table(name)?,
        };
        if args.args.len() > arguments.len() {
            let at = self.place(name);
            let message = format!("`{own}` takes {} argument(s) at most", arguments.len());
            self.error("no-such-overload", message, at, "too many arguments");
            return Some(None);
        }
        for (arg, ty) in args.args.iter().zip(&arguments) {
            if let FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) = arg {
                self.refuse_own_names(expr, &found, scope);
                let typed = self.expr(expr, scope);
                self.give_type(&typed, ty, expr);
            }
        }
        if let Some(alias) = alias {
            let name = self.fold(&alias.name);
            self.rename_columns(&mut found, &name, alias);
            found.name = Some(name);
        }
        Some(Some(found))
    }

    /// `json_each(id)`: its arguments see its own columns as well, so that a name that both have is none of theirs.
    fn refuse_own_names(&mut self, argument: &Expr, found: &Relation, scope: &Scope<'_>) {
        let mut names = Vec::new();
        let _ = visit_expressions(argument, |expr| {
            if let Expr::Identifier(name) = expr {
                names.push(name.clone());
            }
            ControlFlow::<()>::Continue(())
        });
        for name in names {
            let folded = self.fold(&name);
            let dialect = self.dialect();
            let same = |a: &str, b: &str| dialect.same_name(a, b);
            let own = found.columns.iter().any(|own| same(&own.name, &folded));
            let before = scope.find(None, &folded, same);
            if own && matches!(before, Found::One { depth: 0, .. }) {
                let at = self.ident_place(&name);
                let message = format!("`{folded}` is a column of what is called here as well");
                self.error("ambiguous-column", message, at, "ambiguous");
            }
        }
    }

    /// A full-text table that is called with what is searched.
    fn searched_table(&mut self, name: &ObjectName) -> Option<(String, Vec<Ty>, Relation)> {
        let parts = self.parts(name)?;
        let own = self.fold(parts.last()?);
        let table = self.find_table(None, &own)?;
        let made = table.virtual_table.as_ref()?;
        if !self.dialect().module_searches(&made.module) {
            return None;
        }
        self.note_read(table.id);
        let found = self.table_relation(table);
        Some((own, vec![Ty::Text], found))
    }

    fn builtin(&self, name: &ObjectName) -> Option<(String, BuiltinRelation)> {
        let parts = self.parts(name)?;
        let (last, before) = parts.split_last()?;
        let (last, schema) = (
            self.fold(last),
            before.last().map(|schema| self.fold(schema)),
        );
        let found = self.dialect().builtin_relation(schema.as_deref(), &last)?;
        Some((last, found))
    }
}

fn relation(name: String, found: &BuiltinRelation) -> Relation {
    Relation {
        name: Some(name),
        columns: found
            .columns
            .iter()
            .map(|column| RelationColumn {
                system: column.hidden,
                ..RelationColumn::computed(
                    column.name.clone(),
                    Kind::Known(column.ty.clone()),
                    column.nullable,
                )
            })
            .collect(),
        ..Relation::default()
    }
}
