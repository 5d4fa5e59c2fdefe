//! Names and places that have changed, as the tags of the new schema say.
//!
//! In: both models. Out: [`Renames`], and the old model under the new names, so that all else is compared by name. A tag that has
//! done its work, because the new name is there already, says nothing.

use super::carried::{rename_column_of, rename_returned};
use super::model::{ColumnType, Lineage, Model, Name};
use super::moves::Move;
use super::turns::{back, in_turn};
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
    /// The table and its column by their new names, the old word and the new one of its list (MySQL).
    pub column_words: Vec<(Name, String, String, String)>,
    /// The composite type, the old name of its attribute and the new one.
    pub attributes: Vec<(Name, String, String)>,
    /// Columns that are filled from other tables.
    pub moves: Vec<Move>,
}

impl Renames {
    /// What `@was` says. The names of the old model are written as in the new one (`spelled_as`).
    pub fn declared(from: &Model, to: &Model) -> Renames {
        let mut renames = Renames::default();
        let tables = to.tables.iter().filter_map(|table| {
            let was = table.was.as_ref();
            let was = was.map(|was| Name::of_parts(was, table.name.schema.as_deref()));
            let was = was.and_then(|old| from.table_called(&old));
            let other_case = || {
                let mut known = from.tables.iter();
                known.find(|one| is_other_case(from, &one.name.name, &table.name.name))
            };
            let old = was.or_else(other_case)?.name.clone();
            Some((old, table.name.clone()))
        });
        renames.tables = in_turn(tables, |name| from.table(name).is_some());
        for table in to.tables.iter() {
            let old = renames.old_name(&table.name);
            let has_it = |(gone, _): &(Name, Name)| gone == old;
            let is_another = *old == table.name && renames.tables.iter().any(has_it);
            let Some(before) = from.table(old).filter(|_| !is_another) else {
                continue;
            };
            let columns = table.columns.iter().filter_map(|column| {
                let mut names = column.was.iter().filter_map(|was| match was.as_slice() {
                    [name] => before.column_called(name, from.dialect),
                    _ => None,
                });
                let other_case = || {
                    let mut known = before.columns.iter();
                    known.find(|one| is_other_case(from, &one.name, &column.name))
                };
                let old = names.next().or_else(other_case)?;
                Some((old.name.clone(), column.name.clone()))
            });
            let columns = in_turn(columns, |name| before.column(name).is_some());
            let columns = columns.into_iter();
            let of = |(old, new)| (table.name.clone(), old, new);
            renames.columns.extend(columns.map(of));
        }
        for table in to.tables.iter() {
            for column in &table.columns {
                let of = |(old, new): &(String, String)| {
                    let place = (table.name.clone(), column.name.clone());
                    (place.0, place.1, old.clone(), new.clone())
                };
                renames.column_words.extend(column.words.iter().map(of));
            }
        }
        renames.of_types(from, to);
        renames.of_attributes(from, to);
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

    fn of_attributes(&mut self, from: &Model, to: &Model) {
        for one in &to.composites {
            let mut known = from.composites.iter();
            let Some(before) = known.find(|before| before.name == one.name) else {
                continue;
            };
            let is_there = |name: &String| before.attributes.iter().any(|one| one.name == *name);
            let pairs = one.attributes.iter().filter_map(|attribute| {
                let old = attribute.was.clone().filter(|old| is_there(old))?;
                Some((old, attribute.name.clone()))
            });
            let pairs = in_turn(pairs, is_there).into_iter();
            let of = |(old, new)| (one.name.clone(), old, new);
            self.attributes.extend(pairs.map(of));
        }
    }

    /// The way back, from the new model. What has an old name now that something else takes again steps aside.
    pub fn reversed(&self, to: &Model) -> Renames {
        let tables = back(
            &self.tables,
            |name| to.table(name).is_some(),
            |name| Name {
                schema: name.schema.clone(),
                name: aside(&name.name),
            },
        );
        let columns = self.columns.iter().cloned();
        let columns: Vec<((Name, String), (Name, String))> = columns
            .map(|(of, old, new)| ((of.clone(), old), (of, new)))
            .collect();
        let is_there = |(of, name): &(Name, String)| {
            to.table(of)
                .is_some_and(|table| table.column(name).is_some())
        };
        let columns = back(&columns, is_there, |(of, name)| (of.clone(), aside(name)));
        let columns = columns.into_iter();
        let columns = columns
            .map(|((of, new), (_, old))| (self.old_name(&of).clone(), new, old))
            .collect();
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
            column_words: self
                .column_words
                .iter()
                .map(|(of, column, old, new)| {
                    let column = self.old_column(of, column).to_owned();
                    (self.old_name(of).clone(), column, new.clone(), old.clone())
                })
                .collect(),
            attributes: {
                let attributes = self.attributes.iter().rev();
                attributes
                    .map(|(of, old, new)| (of.clone(), new.clone(), old.clone()))
                    .collect()
            },
            moves: self
                .moves
                .iter()
                .filter(|one| !one.is_one_way)
                .map(|one| one.reversed(self))
                .collect(),
        }
    }

    /// A model with its names written as in another one, where they differ in nothing that the database tells apart.
    pub fn spelled_as(model: &Model, other: &Model) -> Model {
        let mut spelled = model.clone();
        if !model.dialect.migration_rules().keeps_spelling {
            return spelled;
        }
        for table in other.tables.iter() {
            let known = spelled.table_called(&table.name).cloned();
            let Some(known) = known else { continue };
            if known.name != table.name {
                rename_table(&mut spelled, &known.name, &table.name);
            }
            for column in &table.columns {
                let old = known.column_called(&column.name, model.dialect);
                if let Some(old) = old.filter(|old| old.name != column.name) {
                    rename_column(&mut spelled, &table.name, &old.name, &column.name);
                }
            }
        }
        for view in &other.views {
            let is_same = |name: &Name| {
                name.schema == view.name.schema
                    && model.dialect.same_name(&name.name, &view.name.name)
            };
            for one in &mut spelled.views {
                let names = one.reads.iter_mut().chain([&mut one.name]);
                for name in names.filter(|name| is_same(name)) {
                    view.name.clone_into(name);
                }
            }
            let objects = spelled.objects.iter_mut().filter_map(|one| one.of.as_mut());
            for of in objects.filter(|of| is_same(of)) {
                view.name.clone_into(of);
            }
        }
        for index in &other.indexes {
            for one in &mut spelled.indexes {
                if one.table == index.table && model.dialect.same_name(&one.name, &index.name) {
                    one.name.clone_from(&index.name);
                }
            }
        }
        spelled
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
        for (of, old, new) in &self.attributes {
            let composites = model.composites.iter_mut().filter(|one| one.name == *of);
            for attribute in composites.flat_map(|one| &mut one.attributes) {
                if attribute.name == *old {
                    attribute.name.clone_from(new);
                }
            }
        }
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
    model
        .tables
        .change_each(|table| table.columns.iter_mut().for_each(|one| change(&mut one.ty)));
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
    model.tables.change_each(|table| {
        let names = table.constraints.iter_mut();
        let names = names.filter_map(|constraint| constraint.name.as_mut());
        for name in names.filter(|_| table.name == *old) {
            if let Some(renamed) = of_renamed(name, &old.name, &new.name, dialect) {
                *name = renamed;
            }
        }
        if table.name == *old && dialect.migration_rules().names_are_checked {
            for constraint in &mut table.constraints {
                constraint.expression.qualify(&new.name, dialect);
            }
        }
        change(&mut table.name);
        table.lineage.parents_mut().iter_mut().for_each(change);
        table.tail.rename(&old.name, &new.name, dialect);
        for constraint in &mut table.constraints {
            if let Some((target, _)) = &mut constraint.target {
                change(target);
            }
        }
    });
    for index in &mut model.indexes {
        if index.table == *old && dialect.migration_rules().names_are_checked {
            index.definition.qualify(&new.name, dialect);
        }
        change(&mut index.table);
    }
    for view in &mut model.views {
        view.reads.iter_mut().for_each(change);
    }
    for object in &mut model.objects {
        // The database does so itself, in all of them.
        if dialect.migration_rules().names_are_checked && object.identity.starts_with("trigger ") {
            object.definition.rename(&old.name, &new.name, dialect);
        }
        let follows = dialect.migration_rules().texts_follow_names;
        rename_returned(object, &old.name, &new.name, dialect);
        let Some(of) = object.of.as_mut().filter(|of| *of == old) else {
            continue;
        };
        new.clone_into(of);
        if !follows {
            continue;
        }
        object.definition.rename(&old.name, &new.name, dialect);
        object.identity = with_name(&object.identity, &old.name, &new.name);
        if let Some(undo) = &mut object.undo {
            *undo = with_name(undo, &dialect.quote(&old.name), &dialect.quote(&new.name));
        }
    }
}

/// `ON DELETE SET NULL (a, b)` with another name of a column.
fn renamed_in_list(actions: &str, old: &str, new: &str, dialect: Dialect) -> String {
    let Some((before, (inside, after))) = actions
        .split_once('(')
        .and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    else {
        return actions.to_owned();
    };
    let names = inside
        .split(", ")
        .map(|name| match name == dialect.quote(old) {
            true => dialect.quote(new).to_string(),
            false => name.to_owned(),
        });
    let names: Vec<String> = names.collect();
    format!("{before}({}){after}", names.join(", "))
}

/// A text with another name of a table: `trigger old.name`, `DROP TRIGGER name ON old`.
fn with_name(text: &str, old: &str, new: &str) -> String {
    let words = text.split(' ').map(|word| match word.strip_prefix(old) {
        Some("") => new.to_owned(),
        Some(rest) if rest.starts_with('.') => format!("{new}{rest}"),
        _ => word.to_owned(),
    });
    words.collect::<Vec<String>>().join(" ")
}

fn rename_column(model: &mut Model, of: &Name, old: &str, new: &str) {
    let dialect = model.dialect;
    let has_options = dialect.migration_rules().has_options;
    let change = |names: &mut Vec<String>| {
        for name in names.iter_mut().filter(|name| *name == old) {
            new.clone_into(name);
        }
    };
    let heirs = heirs(model, of);
    model.tables.change_each(|table| {
        let is_own = table.name == *of || heirs.contains(&table.name);
        for constraint in &mut table.constraints {
            if is_own {
                change(&mut constraint.columns);
                constraint.expression.rename_column(old, new, dialect);
                constraint.rest.rename_column(old, new, dialect);
                constraint.actions = renamed_in_list(&constraint.actions, old, new, dialect);
            }
            if let Some((target, columns)) = &mut constraint.target
                && target == of
            {
                change(columns);
            }
        }
        if !is_own {
            return;
        }
        change(&mut table.key);
        table.tail.rename_column(old, new, dialect);
        if let Lineage::Partition { details, .. } = &mut table.lineage {
            details.rename_column(old, new, dialect);
        }
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
    });
    let has_it = |table: &Name| table == of || heirs.contains(table);
    for index in model
        .indexes
        .iter_mut()
        .filter(|index| has_it(&index.table))
    {
        index.definition.rename_column(old, new, dialect);
    }
    for object in &mut model.objects {
        rename_column_of(object, of, old, new, dialect);
    }
}

/// The tables that have the columns of this one: its partitions, and those that inherit from it.
pub(super) fn heirs(model: &Model, of: &Name) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for table in model.tables.iter() {
        let mut parents = table.lineage.parents().iter();
        if parents.any(|parent| parent == of || found.contains(parent)) {
            found.push(table.name.clone());
        }
    }
    found
}
