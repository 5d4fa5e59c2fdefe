//! FROM: tables, derived tables and functions become the relations of a scope.
//!
//! In: the FROM clause. Out: relations and names in the scope. Joins are read in `join`, functions in `table_function`.

use sqlparser::ast::{
    Expr, ObjectName, TableAlias, TableFactor, TableSample, TableSampleKind, TableVersion,
    TableWithJoins,
};

use super::cardinality::Equality;
use super::context::{Analyzer, Cte};
use super::narrow;
use super::params::Kind;
use super::scope::{Naming, Relation, RelationColumn, Scope, Slot};
use super::usages::How;
use crate::catalog::{Table, TableKind};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::ty::Ty;

impl Analyzer<'_> {
    /// Adds the relations of a FROM; false if one is unknown (already reported).
    pub(super) fn from(
        &mut self,
        tables: &[TableWithJoins],
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) -> bool {
        let mut known = true;
        let first = (scope.relations.len(), scope.names.len());
        for table in tables {
            // `a, b RIGHT JOIN c`: on the left side is b, or both, as with any other join.
            let start = if self.dialect().comma_is_a_join() {
                first
            } else {
                (scope.relations.len(), scope.names.len())
            };
            known &= self.table_with_joins(table, start, scope, equalities);
        }
        known
    }

    /// `start` is where the left side of its joins begins.
    pub(super) fn table_with_joins(
        &mut self,
        table: &TableWithJoins,
        start: (usize, usize),
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) -> bool {
        let mut known = self.factor(&table.relation, scope, equalities);
        for join in &table.joins {
            scope.incomplete |= !known;
            known &= self.join(join, start, scope, equalities);
        }
        scope.incomplete |= !known;
        known
    }

    pub(super) fn factor(
        &mut self,
        factor: &TableFactor,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) -> bool {
        match factor {
            TableFactor::Table {
                name,
                alias,
                args: None,
                with_hints,
                version,
                with_ordinality: false,
                partitions,
                json_path: None,
                sample,
                index_hints,
            } => {
                let at = self.place(name);
                let refused =
                    !with_hints.is_empty() || !partitions.is_empty() || !index_hints.is_empty();
                self.refuse(refused, "this clause of a table", at);
                if let Some(sample) = sample {
                    self.sample(sample, at, scope);
                }
                self.indexed_by(name, alias.as_ref());
                if let Some(version) = version {
                    self.version(version, at, scope);
                }
                match self.named_relation(name, alias.as_ref()) {
                    Some(relation) => self.add(relation, at, scope),
                    None => false,
                }
            }
            TableFactor::Derived {
                lateral,
                subquery,
                alias,
                sample: None,
            } => {
                let mut result = match lateral {
                    true => self.query(subquery, Some(&*scope)),
                    false => self.query(subquery, scope.parent),
                };
                self.close(&mut result);
                let failed = result.failed;
                let mut relation = match alias {
                    Some(alias) => {
                        let name = self.fold(&alias.name);
                        self.check_alias(alias);
                        self.renamed(result, &name, alias)
                    }
                    None => result.into_relation(None),
                };
                relation.lateral = *lateral;
                let at = self.place(&**subquery);
                self.add(relation, at, scope) && !failed
            }
            TableFactor::NestedJoin {
                table_with_joins,
                alias,
            } => {
                let start = scope.names.len();
                let left = (scope.relations.len(), start);
                let hidden = scope.hidden;
                if self.dialect().on_sees_all_of_from() {
                    // But for the tables before a parenthesis around it.
                    scope.hidden = start;
                }
                let known = self.table_with_joins(table_with_joins, left, scope, equalities);
                scope.hidden = hidden;
                match alias {
                    Some(alias) => known && self.named_join(alias, start, scope),
                    None => known,
                }
            }
            _ => match self.function_in_from(factor, scope) {
                Some(Some(relation)) => {
                    let at = self.place(factor);
                    self.add(relation, at, scope)
                }
                Some(None) => false,
                None => {
                    let at = self.place(factor);
                    self.unsupported("this form of table in FROM", at);
                    false
                }
            },
        }
    }

    /// `FOR SYSTEM_TIME AS OF (a, b)`: the points in time.
    fn version(&mut self, version: &TableVersion, at: Span, scope: &Scope<'_>) {
        let TableVersion::ForSystemTimeAsOf(points) = version else {
            self.unsupported("this clause of a table", at);
            return;
        };
        let points = match points {
            Expr::Tuple(points) => points.as_slice(),
            point => std::slice::from_ref(point),
        };
        for point in points {
            let typed = self.expr(point, scope);
            self.give_type(&typed, &Ty::Timestamp, point);
        }
    }

    /// A relation of the database's own that is called, or a function; as `table_function`.
    fn function_in_from(
        &mut self,
        factor: &TableFactor,
        scope: &Scope<'_>,
    ) -> Option<Option<Relation>> {
        if let TableFactor::Table {
            name,
            alias,
            args: Some(args),
            ..
        } = factor
            && let Some(found) = self.called_relation(name, args, alias.as_ref(), scope)
        {
            return Some(found);
        }
        if let TableFactor::JsonTable {
            json_expr,
            columns,
            alias,
            ..
        } = factor
        {
            let at = self.place(factor);
            return Some(self.json_table(json_expr, columns, alias.as_ref(), at, scope));
        }
        if let Some(found) = self.xml_table(factor, scope) {
            return Some(found);
        }
        self.table_function(factor, scope)
    }

    fn add(&mut self, relation: Relation, at: Span, scope: &mut Scope<'_>) -> bool {
        if let Some(name) = &relation.name
            && !self.is_free(name, at, scope)
        {
            return false;
        }
        scope.add(relation);
        true
    }

    /// Reports a name that FROM has already.
    pub(super) fn is_free(&mut self, name: &str, at: Span, scope: &Scope<'_>) -> bool {
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        if scope.named(name, same).is_none() {
            return true;
        }
        self.diagnostics.push(
            Diagnostic::error("duplicate-alias", format!("`{name}` is in FROM twice"))
                .at(at, "the second one")
                .help("give one of them another name: `table AS name`"),
        );
        false
    }

    /// `(a JOIN b ON ..) AS j`: the names inside are out of sight, and all columns are those of `j`.
    fn named_join(&mut self, alias: &TableAlias, start: usize, scope: &mut Scope<'_>) -> bool {
        let name = self.fold(&alias.name);
        let at = self.ident_place(&alias.name);
        let inner = start..scope.names.len();
        let mut columns: Vec<(String, Slot)> = scope.names[inner.clone()]
            .iter()
            .filter(|naming| naming.unqualified)
            .flat_map(|naming| naming.columns.clone())
            .collect();
        if alias.columns.len() > columns.len() {
            let message = format!(
                "`{name}` names {} columns, but has {}",
                alias.columns.len(),
                columns.len()
            );
            self.error("column-count", message, at, "too many names");
        }
        for (column, given) in columns.iter_mut().zip(&alias.columns) {
            column.0 = self.fold(&given.name);
        }
        scope.hide(inner, true);
        if !self.is_free(&name, at, scope) {
            return false;
        }
        scope.names.push(Naming {
            name: Some(name),
            columns,
            system: Vec::new(),
            qualified: true,
            unqualified: true,
            reachable: true,
            relation: None,
        });
        true
    }

    /// `TABLESAMPLE BERNOULLI (10) REPEATABLE (1)`: fewer rows, and nothing else.
    fn sample(&mut self, sample: &TableSampleKind, at: Span, scope: &Scope<'_>) {
        let (TableSampleKind::BeforeTableAlias(sample) | TableSampleKind::AfterTableAlias(sample)) =
            sample;
        let TableSample {
            modifier: _,
            name: _,
            quantity,
            seed,
            bucket,
            offset,
        } = sample.as_ref();
        let refused = bucket.is_some() || offset.is_some();
        self.refuse(refused, "this form of TABLESAMPLE", at);
        if !self.dialect().has_tablesample() {
            self.not_here("TABLESAMPLE", at);
        }
        if let Some(quantity) = quantity {
            let typed = self.expr(&quantity.value, scope);
            self.give_type(&typed, &Ty::Float32, &quantity.value);
        }
        if let Some(seed) = seed {
            let expr = Expr::Value(seed.value.clone());
            let typed = self.expr(&expr, scope);
            self.give_type(&typed, &Ty::Float64, &expr);
        }
    }

    /// A common table expression, a table or a view under its name or alias.
    pub(super) fn named_relation(
        &mut self,
        name: &ObjectName,
        alias: Option<&TableAlias>,
    ) -> Option<Relation> {
        let parts = self.parts(name).unwrap_or_default();
        let cte = match parts.as_slice() {
            [name] => {
                let folded = self.fold(name);
                self.ctes
                    .iter()
                    .rev()
                    .find(|cte| self.same(&cte.name, &folded))
                    .cloned()
            }
            _ => None,
        };
        if let Some(Cte {
            name: folded,
            silent: true,
            ..
        }) = &cte
        {
            let at = self.place(name);
            self.diagnostics.push(
                Diagnostic::error("unknown-table", format!("`{folded}` gives no rows"))
                    .at(at, "nothing to read")
                    .help("add RETURNING to it"),
            );
            return None;
        }
        if cte.as_ref().is_some_and(|cte| cte.failed) {
            return None;
        }
        if let [schema, last] = parts.as_slice()
            && !self.has_schema(schema, last)
        {
            return None;
        }
        let mut relation = match cte {
            Some(cte) => cte.relation,
            None => match self.builtin_table(name).or_else(|| self.sequence(name)) {
                Some(relation) => relation,
                None => {
                    let id = self.table(name)?;
                    let at = self.place(name);
                    self.note_table(id, How::Reads, at);
                    self.note_read(id);
                    self.table_relation(self.catalog.table(id))
                }
            },
        };
        if let Some(alias) = alias {
            let name = self.fold(&alias.name);
            self.check_alias(alias);
            self.rename_columns(&mut relation, &name, alias);
            relation.name = Some(name);
            relation.called = None;
        }
        Some(relation)
    }

    /// Whether an alias may name columns.
    fn check_alias(&mut self, alias: &TableAlias) {
        if !alias.columns.is_empty() && !self.dialect().aliases_name_columns() {
            let at = self.ident_place(&alias.name);
            self.not_here("an alias with names of columns", at);
        }
    }

    /// The column names of an alias: `t(a, b)`.
    pub(super) fn rename_columns(
        &mut self,
        relation: &mut Relation,
        name: &str,
        alias: &TableAlias,
    ) {
        let own: Vec<&mut RelationColumn> = relation
            .columns
            .iter_mut()
            .filter(|column| !column.system)
            .collect();
        if alias.columns.len() > own.len() {
            let message = format!(
                "`{name}` names {} columns, but has {}",
                alias.columns.len(),
                own.len()
            );
            let at = self.ident_place(&alias.name);
            self.error("column-count", message, at, "too many names");
        }
        for (column, given) in own.into_iter().zip(&alias.columns) {
            column.name = self.fold(&given.name);
            column.called = None;
            column.nameless = false;
        }
    }

    /// What a column of a table is; an error where its type could not be read, which is reported.
    fn column_kind(&self, ty: &Ty) -> Kind {
        match ty {
            Ty::Any if !self.dialect().columns_hold_anything() => Kind::Error,
            ty => Kind::Known(ty.clone()),
        }
    }

    pub(super) fn table_relation(&self, table: &Table) -> Relation {
        let mut columns: Vec<RelationColumn> = table
            .columns
            .iter()
            .map(|column| RelationColumn {
                origins: match table.kind {
                    TableKind::Table if column.origins.is_empty() => vec![column.id],
                    TableKind::Table | TableKind::View => {
                        let mut origins = vec![column.id];
                        origins.extend(&column.origins);
                        origins
                    }
                },
                direct: column.direct.or(Some(column.id)),
                called: Some(column.id),
                system: column.invisible,
                ..RelationColumn::computed(
                    column.name.clone(),
                    self.column_kind(&column.ty),
                    column.nullable,
                )
            })
            .collect();
        columns.extend(self.dialect().system_columns(table).into_iter().map(
            |(name, ty, nullable)| RelationColumn {
                system: true,
                ..RelationColumn::computed(name, Kind::Known(ty), nullable)
            },
        ));
        Relation {
            name: Some(table.name.clone()),
            columns,
            table: Some(table.id),
            called: Some(table.id),
            ..Relation::default()
        }
    }

    /// What a WHERE says of the rows that pass it, in every variant of the statement.
    pub(super) fn assume_where(
        &mut self,
        condition: &Expr,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) {
        self.note_condition(condition);
        let all = 0..scope.relations.len();
        for part in self.certain(condition) {
            let facts = narrow::facts(self.dialect(), scope, part, narrow::Outcome::True);
            scope.assume_facts(facts);
            equalities.extend(self.equalities(scope, part, &all));
        }
        equalities.extend(
            scope
                .met_conditions()
                .flat_map(|condition| condition.equalities.iter().cloned()),
        );
    }
}
