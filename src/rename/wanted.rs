//! What is renamed to what.
//!
//! In: both names as they were asked for. Out: [`Wanted`], or why it cannot be.

use super::Request;
use crate::analyze;
use crate::catalog::{Called, Catalog, ColumnId, Table, TableId, TableKind};
use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::source::Sources;
use crate::syntax::Statement;
use crate::usages;

/// A table or column and its new name.
pub(super) struct Wanted {
    /// The table, or that of the column.
    pub table: TableId,
    /// The column's position; none where the table itself is renamed.
    pub column: Option<u32>,
    /// The name that it has.
    pub old: String,
    /// The name that it gets.
    pub new: String,
    /// Whether it is a view, or a column of one.
    pub is_of_view: bool,
}

impl Wanted {
    /// Looks the old name up and the new one over.
    pub fn read(catalog: &Catalog, request: Request<'_>) -> Result<Wanted, Diagnostic> {
        let found = usages::target(catalog, request.name)?;
        let table = catalog.table(found.table);
        let old = match found.column {
            Some(column) => table.column(column).name.clone(),
            None => table.name.clone(),
        };
        let new = request.new.to_owned();
        check_name(catalog.dialect, &old, &new)?;
        match found.column {
            Some(_) => check_column(catalog.dialect, table, &old, &new)?,
            None => check_table(catalog, table, &new)?,
        }
        if let Some(column) = found.column
            && table.virtual_table.is_some()
        {
            let name = &table.column(column).name;
            return Err(Diagnostic::error(
                "rename-impossible",
                format!("the column `{name}` of a virtual table cannot be renamed"),
            )
            .at(table.name_span, "a virtual table")
            .help("drop the table and make it anew, in a migration of your own"));
        }
        Ok(Wanted {
            table: found.table,
            column: found.column,
            old,
            new,
            is_of_view: table.kind == TableKind::View,
        })
    }

    /// The column, where one is renamed.
    pub fn column_id(&self) -> Option<ColumnId> {
        self.column.map(|index| ColumnId {
            table: self.table,
            index,
        })
    }

    /// Whether a name means what is renamed.
    pub fn is_meant(&self, called: &Called) -> bool {
        called.table == self.table && called.column == self.column
    }

    /// Whether a text is the old name, in quotes or without.
    pub fn is_written(&self, text: &str, dialect: Dialect) -> bool {
        let held = match unquoted(text) {
            Some(name) => dialect.fold(&name, true),
            None => dialect.fold(text, false),
        };
        dialect.same_name(&held, &self.old)
    }

    /// The new name in the place of the old one: in quotes where that was, or where it needs some.
    pub fn in_place_of(&self, text: &str, dialect: Dialect) -> String {
        let (open, close) = match text.chars().next() {
            Some('[') => ('[', ']'),
            Some(mark @ ('"' | '`')) => (mark, mark),
            _ => return dialect.quote(&self.new),
        };
        format!("{open}{}{close}", self.new)
    }
}

/// What stands in quotes; none of a name without.
fn unquoted(text: &str) -> Option<String> {
    let mark = text.chars().next().filter(|mark| "\"`[".contains(*mark))?;
    let close = if mark == '[' { ']' } else { mark };
    let inside = text.strip_prefix(mark)?.strip_suffix(close)?;
    Some(inside.replace(&format!("{close}{close}"), &close.to_string()))
}

fn check_name(dialect: Dialect, old: &str, new: &str) -> Result<(), Diagnostic> {
    if old == new {
        let message = format!("`{old}` has that name already");
        return Err(Diagnostic::error("rename-unchanged", message).help("give another name"));
    }
    let is_letter = |c: char| c.is_alphabetic() || c == '_';
    let is_good =
        new.starts_with(is_letter) && new.chars().all(|c| is_letter(c) || c.is_ascii_digit());
    if !is_good {
        let message = format!("`{new}` is no name");
        return Err(Diagnostic::error("rename-no-name", message)
            .help("a name has letters, digits and `_`, and begins with no digit"));
    }
    match dialect.schema_rules().name_limit {
        Some(limit) if new.len() > limit => {
            let message = format!("`{new}` is longer than a name may be");
            Err(Diagnostic::error("rename-no-name", message)
                .help(format!("a name has up to {limit} bytes here")))
        }
        _ => Ok(()),
    }
}

fn check_column(dialect: Dialect, table: &Table, old: &str, new: &str) -> Result<(), Diagnostic> {
    let mut columns = table.columns.iter();
    let taken = columns.find(|one| dialect.same_name(&one.name, new) && one.name != old);
    match taken {
        Some(taken) => {
            let message = format!("`{}` has a column `{}` already", table.name, taken.name);
            Err(taken_name(message).at(taken.name_span, "this one"))
        }
        None => Ok(()),
    }
}

fn check_table(catalog: &Catalog, table: &Table, new: &str) -> Result<(), Diagnostic> {
    let schema = table.schema.as_deref();
    let taken = catalog.find_table(schema, new).filter(|id| *id != table.id);
    match taken {
        Some(taken) => {
            let taken = catalog.table(taken);
            let message = format!("there is a table or view `{}` already", taken.name);
            Err(taken_name(message).at(taken.name_span, "this one"))
        }
        None if catalog.find_type(schema, new).is_some() => Err(taken_name(format!(
            "there is a type `{new}` already, and the rows of a table have one too"
        ))),
        None => Ok(()),
    }
}

fn taken_name(message: String) -> Diagnostic {
    Diagnostic::error("rename-taken", message).help("give another name")
}

/// The columns that are renamed with the wanted one: those of tables that inherit it, and of views that show it by a star.
pub(super) fn columns_with(
    wanted: &Wanted,
    catalog: &Catalog,
    schema: &[Statement],
    sources: &Sources,
) -> Vec<ColumnId> {
    let Some(first) = wanted.column_id() else {
        return Vec::new();
    };
    let mut found = vec![first];
    for table in &catalog.tables {
        let inherits = table
            .parents
            .iter()
            .any(|parent| found.iter().any(|id| id.table == *parent));
        if inherits {
            let dialect = catalog.dialect;
            let mut columns = table.columns.iter();
            let own = columns.find(|one| dialect.same_name(&one.name, &wanted.old));
            found.extend(own.map(|one| one.id));
        }
        if table.kind == TableKind::View
            && let Some(statement) = schema.iter().find(|one| one.span == table.span)
            && let Some(query) = analyze::defined_by(catalog, statement, sources)
        {
            for (result, column) in query.columns.iter().zip(&table.columns) {
                let is_star = sources.text(result.span).ends_with('*');
                let is_same = catalog.dialect.same_name(&result.name, &column.name);
                if is_star && is_same && result.called.is_some_and(|id| found.contains(&id)) {
                    found.push(column.id);
                }
            }
        }
    }
    found
}
