//! Names and places that have changed, as the tags of the new schema say.
//!
//! In: both models. Out: [`Renames`], and the old model under the new names, so that all else is compared by name. A tag that has
//! done its work, because the new name is there already, says nothing.

use super::model::{ColumnType, Model, Name, Object};
use super::moves::Move;
use crate::catalog::of_renamed;
use crate::dialect::Dialect;

/// What is called otherwise than before.
#[derive(Clone, Debug, Default)]
pub struct Renames {
    /// The old name and the new one.
    pub tables: Vec<(Name, Name)>,
    /// The table by its new name, the old name and the new one.
    pub columns: Vec<(Name, String, String)>,
    /// The old name and the new one of enums.
    pub types: Vec<(Name, Name)>,
    /// The enum by its new name, the old word and the new one.
    pub words: Vec<(Name, String, String)>,
    /// Columns that are filled from other tables.
    pub moves: Vec<Move>,
}

impl Renames {
    /// What `@was` says.
    pub fn declared(from: &Model, to: &Model) -> Renames {
        let mut renames = Renames::default();
        let tables = to.tables.iter();
        for table in tables.filter(|one| from.table(&one.name).is_none()) {
            let was = table.was.as_ref();
            let was = was.map(|was| Name::of_parts(was, table.name.schema.as_deref()));
            let mut known = from.tables.iter();
            let other_case =
                known.find(|one| is_other_case(from, &one.name.name, &table.name.name));
            let old = was.or_else(|| other_case.map(|one| one.name.clone()));
            let old = old.filter(|old| from.table(old).is_some());
            renames
                .tables
                .extend(old.map(|old| (old, table.name.clone())));
        }
        for table in &to.tables {
            let Some(before) = from.table(renames.old_name(&table.name)) else {
                continue;
            };
            let new = table.columns.iter();
            for column in new.filter(|one| before.column(&one.name).is_none()) {
                let mut known = before.columns.iter();
                let other_case = known.find(|one| is_other_case(from, &one.name, &column.name));
                let mut names = column.was.iter().filter_map(|was| match was.as_slice() {
                    [name] => Some(name),
                    _ => None,
                });
                let old = names.find(|was| before.column(was).is_some());
                let old = old.or_else(|| other_case.map(|one| &one.name));
                let names = old.map(|old| (table.name.clone(), old.clone(), column.name.clone()));
                renames.columns.extend(names);
            }
        }
        renames.of_types(from, to);
        renames.moves = Move::declared(&renames.apply(from), to, &renames);
        renames
    }

    fn of_types(&mut self, from: &Model, to: &Model) {
        let find = |model: &'_ Model, name: &Name| {
            let mut enums = model.enums.iter();
            enums.find(|one| one.name == *name).cloned()
        };
        for one in &to.enums {
            if let Some(was) = &one.was {
                let old = Name::of_parts(was, one.name.schema.as_deref());
                let is_new = find(from, &one.name).is_none();
                if is_new && find(from, &old).is_some() && find(to, &old).is_none() {
                    self.types.push((old, one.name.clone()));
                }
            }
            let mut types = self.types.iter();
            let old = types.find(|(_, new)| *new == one.name);
            let Some(before) = find(from, old.map_or(&one.name, |(old, _)| old)) else {
                continue;
            };
            for (old, new) in &one.renamed {
                let is_open = before.values.contains(old) && !before.values.contains(new);
                if is_open && !one.values.contains(old) {
                    let words = (one.name.clone(), old.clone(), new.clone());
                    self.words.push(words);
                }
            }
        }
    }

    /// The way back, from the new model. What has an old name now that something else takes again steps aside.
    pub fn reversed(&self, to: &Model) -> Renames {
        let mut tables = Vec::new();
        for (old, new) in &self.tables {
            if to.table(old).is_some() {
                let aside = Name {
                    schema: old.schema.clone(),
                    name: aside(&old.name),
                };
                tables.push((old.clone(), aside));
            }
            tables.push((new.clone(), old.clone()));
        }
        let mut columns = Vec::new();
        for (table, old, new) in &self.columns {
            let name = self.old_name(table);
            if to
                .table(table)
                .is_some_and(|table| table.column(old).is_some())
            {
                columns.push((name.clone(), old.clone(), aside(old)));
            }
            columns.push((name.clone(), new.clone(), old.clone()));
        }
        Renames {
            tables,
            columns,
            types: self
                .types
                .iter()
                .map(|(old, new)| (new.clone(), old.clone()))
                .collect(),
            words: self
                .words
                .iter()
                .map(|(of, old, new)| (self.old_type(of).clone(), new.clone(), old.clone()))
                .collect(),
            moves: self
                .moves
                .iter()
                .filter(|one| !one.is_one_way)
                .map(|one| one.reversed(self))
                .collect(),
        }
    }

    /// The name that a table had.
    pub fn old_name<'n>(&'n self, name: &'n Name) -> &'n Name {
        let mut tables = self.tables.iter();
        let found = tables.find(|(_, new)| new == name);
        found.map_or(name, |(old, _)| old)
    }

    /// The name that a table has now.
    pub fn new_name<'n>(&'n self, name: &'n Name) -> &'n Name {
        let mut tables = self.tables.iter();
        let found = tables.find(|(old, _)| old == name);
        found.map_or(name, |(_, new)| new)
    }

    fn old_type<'n>(&'n self, name: &'n Name) -> &'n Name {
        let mut types = self.types.iter();
        let found = types.find(|(_, new)| new == name);
        found.map_or(name, |(old, _)| old)
    }

    /// The name that a column had; its table is called as it is now.
    pub fn old_column<'n>(&'n self, table: &Name, name: &'n str) -> &'n str {
        let mut columns = self.columns.iter();
        let found = columns.find(|(of, _, new)| of == table && new == name);
        found.map_or(name, |(_, old, _)| old)
    }

    /// The name that a column has now; so has its table.
    pub fn new_column<'n>(&'n self, table: &Name, name: &'n str) -> &'n str {
        let mut columns = self.columns.iter();
        let found = columns.find(|(of, old, _)| of == table && old == name);
        found.map_or(name, |(_, _, new)| new)
    }

    /// The old model under the new names.
    pub fn apply(&self, model: &Model) -> Model {
        let mut model = model.clone();
        for (old, new) in &self.tables {
            rename_table(&mut model, old, new);
        }
        for (table, old, new) in &self.columns {
            rename_column(&mut model, table, old, new);
        }
        for (old, new) in &self.types {
            rename_type(&mut model, old, new);
        }
        for (of, old, new) in &self.words {
            for one in model.enums.iter_mut().filter(|one| one.name == *of) {
                for value in one.values.iter_mut().filter(|value| *value == old) {
                    new.clone_into(value);
                }
            }
        }
        model
    }
}

/// An enum, and the columns that are of it.
fn rename_type(model: &mut Model, old: &Name, new: &Name) {
    let dialect = model.dialect;
    let (was, now) = (old.sql(dialect), new.sql(dialect));
    let change = |ty: &mut ColumnType| {
        let element = ty.key.trim_end_matches("[]");
        if element == was || element == old.name {
            let brackets = ty.key[element.len()..].to_owned();
            ty.key = format!("{now}{brackets}");
            ty.text.clone_from(&ty.key);
        }
    };
    for one in model.enums.iter_mut().filter(|one| one.name == *old) {
        new.clone_into(&mut one.name);
    }
    for domain in &mut model.domains {
        change(&mut domain.base);
    }
    for table in &mut model.tables {
        for column in &mut table.columns {
            change(&mut column.ty);
        }
    }
    for view in &mut model.views {
        for (_, ty) in view.columns.iter_mut().filter(|(_, ty)| *ty == was) {
            now.clone_into(ty);
        }
    }
}

/// What stands in the way of an old name is called so until it goes.
fn aside(name: &str) -> String {
    format!("{name}_aside")
}

/// Whether two names are one to the database, and are written with other capitals.
fn is_other_case(model: &Model, old: &str, new: &str) -> bool {
    old != new && model.dialect.same_name(old, new)
}

fn rename_table(model: &mut Model, old: &Name, new: &Name) {
    let dialect = model.dialect;
    let change = |name: &mut Name| {
        if name == old {
            new.clone_into(name);
        }
    };
    for table in &mut model.tables {
        let names = table.constraints.iter_mut();
        let names = names.filter_map(|constraint| constraint.name.as_mut());
        for name in names.filter(|_| table.name == *old) {
            if let Some(renamed) = of_renamed(name, &old.name, &new.name, dialect) {
                *name = renamed;
            }
        }
        change(&mut table.name);
        table.tail.rename(&old.name, &new.name, dialect);
        for constraint in &mut table.constraints {
            if let Some((target, _)) = &mut constraint.target {
                change(target);
            }
        }
    }
    for index in &mut model.indexes {
        change(&mut index.table);
    }
    for view in &mut model.views {
        view.reads.iter_mut().for_each(change);
    }
    for object in &mut model.objects {
        let Some(of) = object.of.as_mut().filter(|of| *of == old) else {
            continue;
        };
        new.clone_into(of);
        if !dialect.migration_rules().texts_follow_names {
            continue;
        }
        object.definition.rename(&old.name, &new.name, dialect);
        for text in [Some(&mut object.identity), object.undo.as_mut()] {
            let Some(text) = text else { continue };
            let words: Vec<String> = text
                .split(' ')
                .map(|word| match word.strip_prefix(&old.name) {
                    Some("") => new.name.clone(),
                    Some(rest) if rest.starts_with('.') => format!("{}{rest}", new.name),
                    _ => word.to_owned(),
                })
                .collect();
            *text = words.join(" ");
        }
    }
}

fn rename_column(model: &mut Model, of: &Name, old: &str, new: &str) {
    let dialect = model.dialect;
    let has_options = dialect.migration_rules().has_options;
    let change = |names: &mut Vec<String>| {
        for name in names.iter_mut().filter(|name| *name == old) {
            new.clone_into(name);
        }
    };
    for table in &mut model.tables {
        let is_own = table.name == *of;
        for constraint in &mut table.constraints {
            if is_own {
                change(&mut constraint.columns);
                constraint.expression.rename_column(old, new, dialect);
                constraint.rest.rename_column(old, new, dialect);
            }
            if let Some((target, columns)) = &mut constraint.target
                && target == of
            {
                change(columns);
            }
        }
        if !is_own {
            continue;
        }
        change(&mut table.key);
        table.tail.rename_column(old, new, dialect);
        for column in &mut table.columns {
            if column.name == old {
                new.clone_into(&mut column.name);
            }
            let texts = [&mut column.extras.check, &mut column.default];
            for text in texts.into_iter().flatten().filter(|_| has_options) {
                text.rename(old, new, dialect);
            }
            if let super::model::Generation::Computed { expression, .. } = &mut column.generation {
                expression.rename_column(old, new, dialect);
            }
        }
    }
    for index in model.indexes.iter_mut().filter(|index| index.table == *of) {
        index.definition.rename_column(old, new, dialect);
    }
    for object in &mut model.objects {
        rename_column_of(object, of, old, new, dialect);
    }
}

/// What is carried as text of a table follows the names of its columns.
pub(super) fn rename_column_of(
    object: &mut Object,
    of: &Name,
    old: &str,
    new: &str,
    dialect: Dialect,
) {
    let follows = dialect.migration_rules().texts_follow_names;
    if object.of.as_ref() != Some(of) || !follows {
        return;
    }
    let is_comment = object.identity.starts_with("comment on column");
    object.definition.rename_column(old, new, dialect);
    if is_comment && object.identity.ends_with(&format!(". {old}")) {
        let end = object.identity.len() - old.len();
        object.identity.replace_range(end.., new);
        object.undo = Some(format!(
            "COMMENT ON COLUMN {}.{} IS NULL",
            of.sql(dialect),
            dialect.quote(new)
        ));
    }
}
