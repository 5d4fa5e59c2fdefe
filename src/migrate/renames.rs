//! Names that have changed, as the tags of the new schema say.
//!
//! In: both models. Out: [`Renames`], and the old model under the new names, so that all else is compared by name. A tag that has
//! done its work, because the new name is there already, says nothing.

use super::model::{Model, Name, Object};
use crate::catalog::of_renamed;
use crate::dialect::Dialect;

/// What is called otherwise than before.
#[derive(Clone, Debug, Default)]
pub struct Renames {
    /// The old name and the new one.
    pub tables: Vec<(Name, Name)>,
    /// The table by its new name, the old name and the new one.
    pub columns: Vec<(Name, String, String)>,
}

impl Renames {
    /// What `@was` says.
    pub fn declared(from: &Model, to: &Model) -> Renames {
        let mut renames = Renames::default();
        for table in to
            .tables
            .iter()
            .filter(|one| from.table(&one.name).is_none())
        {
            let was = table.was.as_ref().map(|was| match was.split_once('.') {
                Some((schema, name)) => Name {
                    schema: Some(schema.to_owned()),
                    name: name.to_owned(),
                },
                None => Name {
                    schema: table.name.schema.clone(),
                    name: was.clone(),
                },
            });
            let mut known = from.tables.iter();
            let other_case =
                known.find(|one| is_other_case(from, &one.name.name, &table.name.name));
            let old = was.or_else(|| other_case.map(|one| one.name.clone()));
            let old = old.filter(|old| from.table(old).is_some() && to.table(old).is_none());
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
                let old = column.was.clone();
                let old = old.or_else(|| other_case.map(|one| one.name.clone()));
                let old =
                    old.filter(|old| before.column(old).is_some() && table.column(old).is_none());
                let names = old.map(|old| (table.name.clone(), old, column.name.clone()));
                renames.columns.extend(names);
            }
        }
        renames
    }

    /// The way back.
    pub fn reversed(&self) -> Renames {
        let tables = self.tables.iter();
        let columns = self.columns.iter();
        Renames {
            tables: tables
                .map(|(old, new)| (new.clone(), old.clone()))
                .collect(),
            columns: columns
                .map(|(table, old, new)| (self.old_name(table).clone(), new.clone(), old.clone()))
                .collect(),
        }
    }

    /// The name that a table had.
    pub fn old_name<'n>(&'n self, name: &'n Name) -> &'n Name {
        let mut tables = self.tables.iter();
        let found = tables.find(|(_, new)| new == name);
        found.map_or(name, |(old, _)| old)
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
        model
    }
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
                constraint.expression.rename(old, new, dialect);
                constraint.rest.rename(old, new, dialect);
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
        table.tail.rename(old, new, dialect);
        for column in &mut table.columns {
            if column.name == old {
                new.clone_into(&mut column.name);
            }
            let texts = [&mut column.extras.check, &mut column.default];
            for text in texts.into_iter().flatten().filter(|_| has_options) {
                text.rename(old, new, dialect);
            }
            if let super::model::Generation::Computed { expression, .. } = &mut column.generation {
                expression.rename(old, new, dialect);
            }
        }
    }
    for index in model.indexes.iter_mut().filter(|index| index.table == *of) {
        index.definition.rename(old, new, dialect);
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
    object.definition.rename(old, new, dialect);
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
