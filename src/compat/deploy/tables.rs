//! The functions that are generated for tables and views: each names all columns, so that they are asked by their columns.
//!
//! In: both sides. Out: what the code of one finds of its tables in the schema of the other.

use super::Age;
use super::side::Side;
use super::values::{Met, Value};
use crate::catalog::{Column, EnumSource, Generated, Table, TableKind};
use crate::diagnostic::Diagnostic;
use crate::service::{Field, Presence, Resource};
use crate::ty::Ty;

/// Checks every table and view that code is generated for.
pub(super) fn check(code: &Side<'_>, schema: &Side<'_>, found: &mut Vec<Diagnostic>) {
    for resource in &code.service.resources {
        let pair = Pair {
            code,
            schema,
            resource,
            table: code.catalog.table(resource.table),
        };
        match schema.table_like(pair.table) {
            Some(other) => pair.check(other, found),
            None => found.push(pair.table_is_gone()),
        }
    }
}

/// A table of the code.
pub(super) struct Pair<'a> {
    pub code: &'a Side<'a>,
    pub schema: &'a Side<'a>,
    pub resource: &'a Resource,
    /// As the code knows it.
    pub table: &'a Table,
}

impl<'a> Pair<'a> {
    fn check(&self, other: &'a Table, found: &mut Vec<Diagnostic>) {
        for field in &self.resource.fields {
            let own = self.code.catalog.column(field.column);
            match self.schema.column(other, &own.name) {
                Some(column) => self.column(field, own, column, other, found),
                None => found.push(self.column_is_gone(own, other)),
            }
        }
        let takes_writes = self.code.catalog.dialect.views_take_writes();
        let passes_on = other.triggers || takes_writes && other.updates.is_some();
        if self.table.kind == TableKind::Table && other.kind == TableKind::View && !passes_on {
            found.push(self.is_only_read(other));
        }
        if self.resource.create.is_some() {
            self.missing_values(other, found);
        }
        self.keys(other, found);
    }

    fn column(
        &self,
        field: &Field,
        own: &'a Column,
        column: &'a Column,
        other: &Table,
        found: &mut Vec<Diagnostic>,
    ) {
        let met = self.met(own, column);
        met.read(self.holds(other, column), found);
        if !is_written(field) {
            return;
        }
        if matches!(column.generated, Generated::Computed | Generated::Always) {
            found.push(self.is_only_given(own, column));
            return;
        }
        let is_null = |presence: Option<Presence>| {
            matches!(presence, Some(Presence::Nullable | Presence::Patch))
        };
        met.written(is_null(field.create) || is_null(field.update), found);
        if is_cast(field) && !self.is_assigned(own, column) {
            found.push(self.is_not_assigned(own, column));
        }
        found.extend(met.limit(own, column));
    }

    fn is_only_given(&self, own: &Column, column: &Column) -> Diagnostic {
        let message = format!(
            "{} writes `{}`, which the database alone gives in {}",
            self.code.code(),
            self.name(own),
            self.schema.schema_name()
        );
        let finding = Diagnostic::error("deploy-not-written", message);
        let finding = finding.at(own.name_span, "written by generated functions");
        finding
            .also(column.name_span, "given by the database")
            .help("let no code write the column before it becomes one that the database gives")
    }

    fn is_not_assigned(&self, own: &Column, column: &Column) -> Diagnostic {
        let message = format!(
            "{} writes `{}` as a value of the type {}, which {} does not take for it",
            self.code.code(),
            self.name(own),
            self.code.type_name(&own.ty),
            self.schema.schema_name()
        );
        let finding = Diagnostic::error("deploy-type", message);
        let finding = finding.at(own.name_span, "its type stands in generated statements");
        finding
            .also(column.name_span, "what it is there")
            .help("keep the type under its name, and add a second column of the new type")
    }

    /// Whether only who writes to a table changes what is read of it.
    fn holds(&self, other: &Table, column: &Column) -> bool {
        match (other.kind, column.direct) {
            (TableKind::Table, _) => column.generated != Generated::Computed,
            (TableKind::View, Some(direct)) => self.schema.catalog.column(direct).nullable,
            (TableKind::View, None) => false,
        }
    }

    fn met(&self, own: &'a Column, column: &'a Column) -> Met<'a> {
        let value = |side: &Side<'_>, column: &'a Column| Value {
            ty: &column.ty,
            nullable: !side.catalog.refuses_null(column),
            declared: Some(column.name_span),
        };
        Met {
            code: self.code,
            schema: self.schema,
            name: self.name(own),
            at: own.name_span,
            own: value(self.code, own),
            other: value(self.schema, column),
        }
    }

    /// `users.bio`.
    pub fn name(&self, column: &Column) -> String {
        format!("{}.{}", self.table.name, column.name)
    }

    /// Whether the other column takes a value of this one's type, where statements say the type: only PostgreSQL asks.
    fn is_assigned(&self, own: &Column, column: &Column) -> bool {
        let dialect = self.code.catalog.dialect;
        if !dialect.sends_types() {
            return true;
        }
        let written = match &own.ty {
            Ty::Enum(id) => {
                let words = self.code.catalog.enum_(*id);
                match words.source {
                    EnumSource::Type => {
                        let schema = words.schema.as_deref();
                        self.schema.catalog.find_type(schema, &words.name)
                    }
                    EnumSource::Check { .. } | EnumSource::Column { .. } => Some(Ty::Text),
                }
            }
            Ty::Domain(_) | Ty::Composite(_) | Ty::Array(_) | Ty::Other(_) => return true,
            ty => Some(ty.clone()),
        };
        let wanted = match &column.ty {
            Ty::Enum(id) if self.schema.catalog.enum_(*id).source != EnumSource::Type => Ty::Text,
            ty => ty.clone(),
        };
        written.is_some_and(|written| dialect.can_assign(self.schema.catalog, &written, &wanted))
    }

    /// Columns that the other schema demands of every new row, and this code does not give.
    fn missing_values(&self, other: &Table, found: &mut Vec<Diagnostic>) {
        if other.triggers || other.kind != TableKind::Table {
            return;
        }
        let dialect = self.code.catalog.dialect;
        let is_given = |column: &Column| {
            let mut fields = self.resource.fields.iter();
            fields.any(|field| {
                let is_it = dialect.same_name(&field.column_name, &column.name);
                is_it && (field.create.is_some() || field.kept.is_some())
            })
        };
        for column in &other.columns {
            if is_given(column) || !self.schema.catalog.needs_value(column) {
                continue;
            }
            let message = format!(
                "{} adds rows to `{}` without `{}`, which is NOT NULL and has no default in {}",
                self.code.code(),
                self.table.name,
                column.name,
                self.schema.schema_name()
            );
            let help = match self.code.age {
                Age::Old => {
                    "give the column a DEFAULT, or let it take NULL until all of the old code has gone"
                }
                Age::New => {
                    "give the column a DEFAULT or let it take NULL in a migration before the new code is deployed"
                }
            };
            let finding = Diagnostic::error("deploy-value-missing", message);
            found.push(
                finding
                    .at(self.table.name_span, "its INSERT does not give it")
                    .also(column.name_span, "NOT NULL, and without a default")
                    .help(help),
            );
        }
    }

    /// Upserts need a unique key over just their columns.
    fn keys(&self, other: &Table, found: &mut Vec<Diagnostic>) {
        for upsert in &self.resource.statements.upserts {
            let key = upsert.key.iter().map(|at| &self.resource.fields[*at]);
            let names: Vec<&str> = key.map(|field| field.column_name.as_str()).collect();
            let columns = names.iter().map(|name| self.schema.column(other, name));
            let Some(columns) = columns.collect::<Option<Vec<&Column>>>() else {
                continue;
            };
            // A view that takes writes has the keys of its table.
            let base = other
                .updates
                .map_or(other, |id| self.schema.catalog.table(id));
            let index = |column: &&Column| match column.direct.filter(|id| id.table == base.id) {
                Some(direct) => direct.index,
                None => column.id.index,
            };
            let mut wanted: Vec<u32> = columns.iter().map(index).collect();
            wanted.sort_unstable();
            let is_it = |key: &[u32]| {
                let mut key = key.to_vec();
                key.sort_unstable();
                key == wanted
            };
            let mut uniques = base.uniques.iter();
            if is_it(&base.primary_key) || uniques.any(|unique| is_it(&unique.columns)) {
                continue;
            }
            let message = format!(
                "`{}::{}` of {} needs a unique key over {} of `{}`, which {} does not have",
                self.resource.module,
                upsert.function,
                self.code.code(),
                names.join(", "),
                self.table.name,
                self.schema.schema_name()
            );
            let help = match self.code.age {
                Age::Old => "drop the key in a later deploy, when no code upserts by it",
                Age::New => "make the key before the new code is deployed",
            };
            let finding = Diagnostic::error("deploy-key", message);
            found.push(
                finding
                    .at(self.table.name_span, "upserts by the key")
                    .help(help),
            );
        }
    }
}

fn is_written(field: &Field) -> bool {
    field.create.is_some() || field.update.is_some() || field.kept.is_some()
}

/// Whether the INSERT says the type of its value: it stands beside the default.
fn is_cast(field: &Field) -> bool {
    matches!(field.create, Some(Presence::Optional | Presence::Patch))
}
