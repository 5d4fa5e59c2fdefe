//! Schemas at random, and what becomes of them.

use rowtype::dialect::Dialect;

use super::model::{Chance, Column, Enum, Id, Index, Reference, Schema, Table, Type, View};
use super::triggers;

/// Names that are easily taken for something else.
const NAMES: [&str; 24] = [
    "users",
    "posts",
    "order",
    "Select",
    "kind of",
    "größe",
    "tag",
    "group",
    "item",
    "note",
    "price",
    "name",
    "e-mail",
    "count",
    "state",
    "body",
    "user",
    "Mixed",
    "value",
    "part",
    "key",
    "text",
    "date_of",
    "very_long_name_that_is_cut_short_in_the_names_of_its_keys",
];

/// What makes schemas: each name and each thing is a new one.
pub struct Maker {
    pub chance: Chance,
    pub dialect: Dialect,
    last: Id,
}

impl Maker {
    pub fn new(seed: u64, dialect: Dialect) -> Maker {
        Maker {
            chance: Chance::new(seed),
            dialect,
            last: 0,
        }
    }

    fn id(&mut self) -> Id {
        self.last += 1;
        self.last
    }

    pub fn name(&mut self) -> String {
        let number = self.id();
        // What MariaDB calls the keys of a table after it must not be too long.
        let count = match self.dialect {
            Dialect::Mysql | Dialect::Mariadb => NAMES.len() - 1,
            _ => NAMES.len(),
        };
        let word = self
            .chance
            .pick(&NAMES[..count])
            .copied()
            .unwrap_or("thing");
        format!("{word}{number}")
    }

    /// A schema of a few tables.
    pub fn schema(&mut self) -> Schema {
        let mut schema = Schema::default();
        if self.dialect == Dialect::Postgres || self.chance.one_in(2) {
            schema.enums.push(self.new_enum());
        }
        for _ in 0..2 + self.chance.below(3) {
            self.add_table(&mut schema);
        }
        for _ in 0..self.chance.below(3) {
            self.add_view(&mut schema);
        }
        if self.dialect == Dialect::Sqlite {
            for _ in 0..self.chance.below(4) {
                triggers::add(self, &mut schema);
            }
        }
        schema
    }

    fn new_enum(&mut self) -> Enum {
        let words = ["draft", "open", "done", "extra"];
        Enum {
            id: self.id(),
            name: self.name(),
            words: words
                .iter()
                .map(|word| ((*word).to_owned(), None))
                .collect(),
        }
    }

    fn add_table(&mut self, schema: &mut Schema) {
        let ty = match self.chance.one_in(2) {
            true => Type::Integer,
            false => Type::Bigint,
        };
        let key = Column {
            not_null: true,
            ..self.column_of(ty)
        };
        let mut table = Table {
            id: self.id(),
            name: self.name(),
            was: Vec::new(),
            columns: vec![key],
            uniques: Vec::new(),
            pairs: Vec::new(),
            counts_up: self.dialect == Dialect::Sqlite && self.chance.one_in(4),
            checks: Vec::new(),
            references: Vec::new(),
            indexes: Vec::new(),
        };
        for _ in 0..1 + self.chance.below(5) {
            self.add_column(schema, &mut table, false);
        }
        for _ in 0..self.chance.below(4) {
            self.add_demand(&mut table);
        }
        schema.tables.push(table);
    }

    fn column_of(&mut self, ty: Type) -> Column {
        Column {
            id: self.id(),
            name: self.name(),
            was: Vec::new(),
            ty,
            not_null: false,
            default: None,
            backfill: None,
            computed: None,
        }
    }

    fn ty(&mut self, schema: &Schema) -> Type {
        match self.chance.below(9) {
            0 => Type::Integer,
            1 => Type::Bigint,
            2 => Type::Text,
            3 => Type::Varchar(40),
            4 => Type::Boolean,
            5 => Type::Decimal(10, 2),
            6 => Type::Date,
            7 => Type::Timestamp,
            _ => match self.chance.pick(&schema.enums) {
                Some(one) => Type::Enum(one.id),
                None => Type::Text,
            },
        }
    }

    /// A column, where there may be rows already.
    fn add_column(&mut self, schema: &Schema, table: &mut Table, has_rows: bool) {
        let target = match self.chance.one_in(4) {
            true if self.chance.one_in(4) => Some(&*table),
            true => self
                .chance
                .pick(&schema.tables)
                .filter(|one| one.id != table.id),
            false => None,
        };
        if let Some(target) = target {
            let (ty, target) = (target.key().ty.clone(), target.id);
            let column = self.column_of(ty);
            table.references.push(Reference {
                column: column.id,
                target,
                action: self.chance.below(4),
            });
            table.columns.push(column);
            return;
        }
        let numbers: Vec<Id> = table
            .columns
            .iter()
            .filter(|one| is_number(&one.ty) && one.computed.is_none())
            .filter(|one| table.reference(one.id).is_none())
            .map(|one| one.id)
            .collect();
        if self.chance.one_in(8)
            && let Some(of) = self.chance.pick(&numbers).copied()
        {
            let kind = self.chance.below(3);
            let column = Column {
                computed: Some((of, kind)),
                ..self.column_of(Type::Bigint)
            };
            table.columns.push(column);
            return;
        }
        let ty = self.ty(schema);
        let mut column = self.column_of(ty);
        column.not_null = self.chance.one_in(2);
        if self.chance.one_in(3) {
            column.default = Some(self.chance.below(3));
        }
        if has_rows && column.not_null || self.chance.one_in(6) {
            column.backfill = Some(self.chance.below(3));
        }
        let at = 1 + self.chance.below(table.columns.len());
        table.columns.insert(at, column);
    }

    fn add_view(&mut self, schema: &mut Schema) {
        let Some(table) = self.chance.pick(&schema.tables).cloned() else {
            return;
        };
        let columns: Vec<Id> = table.columns.iter().map(|one| one.id).collect();
        let count = 1 + self.chance.below(columns.len());
        schema.views.push(View {
            name: self.name(),
            table: table.id,
            columns: columns[..count].to_vec(),
        });
    }

    /// A key, a CHECK or an index.
    fn add_demand(&mut self, table: &mut Table) {
        let is_text = |one: &Column| one.ty == Type::Text && self.dialect != Dialect::Postgres;
        let can_be_key: Vec<Id> = table
            .columns
            .iter()
            .skip(1)
            .filter(|one| one.default.is_none() && one.backfill.is_none() && one.computed.is_none())
            .filter(|one| !matches!(one.ty, Type::Boolean | Type::Enum(_)))
            .filter(|one| table.reference(one.id).is_none() && !is_text(one))
            .map(|one| one.id)
            .collect();
        let plain: Vec<Id> = table
            .columns
            .iter()
            .filter(|one| !is_text(one))
            .map(|one| one.id)
            .collect();
        let all: Vec<Id> = table
            .columns
            .iter()
            .filter(|one| one.computed.is_none() && table.reference(one.id).is_none())
            .map(|one| one.id)
            .collect();
        match self.chance.below(4) {
            3 => {
                let (one, other) = (
                    self.chance.pick(&can_be_key).copied(),
                    self.chance.pick(&can_be_key).copied(),
                );
                if let (Some(one), Some(other)) = (one, other)
                    && one != other
                {
                    table.pairs.push((one, other));
                }
            }
            0 => {
                if let Some(id) = self.chance.pick(&can_be_key).copied()
                    && !table.uniques.contains(&id)
                {
                    table.uniques.push(id);
                }
            }
            1 => {
                let kind = self.chance.below(2);
                if let Some(id) = self.chance.pick(&all).copied() {
                    table.checks.push((id, kind));
                }
            }
            _ => {
                let is_unique = self.chance.one_in(4);
                let first = match is_unique {
                    true => self.chance.pick(&can_be_key).copied(),
                    false => self.chance.pick(&plain).copied(),
                };
                let Some(first) = first else { return };
                let mut columns = vec![first];
                let second = self.chance.pick(&plain).copied();
                columns.extend(second.filter(|id| *id != first && self.chance.one_in(2)));
                table.indexes.push(Index {
                    name: self.name(),
                    columns,
                    is_unique,
                    is_partial: self.chance.one_in(3),
                });
            }
        }
    }

    /// The schema after a few changes, with tags that say what things were.
    pub fn changed(&mut self, before: &Schema) -> Schema {
        let mut schema = before.clone();
        for table in &mut schema.tables {
            for column in &mut table.columns {
                column.backfill = None;
            }
        }
        for _ in 0..1 + self.chance.below(7) {
            self.change(&mut schema);
        }
        tag(before, &mut schema);
        schema
    }

    fn change(&mut self, schema: &mut Schema) {
        let kind = self.chance.below(22);
        match kind {
            20 if self.dialect == Dialect::Sqlite => return triggers::add(self, schema),
            21 => {
                drop(schema.triggers.pop());
                return;
            }
            0 => return self.add_table(schema),
            1 => return self.drop_table(schema),
            2 => return self.add_view(schema),
            3 => {
                let at = self.chance.below(schema.views.len());
                if !schema.views.is_empty() {
                    schema.views.remove(at);
                }
                return;
            }
            4 | 5 => return self.change_enum(schema),
            6 => return self.split(schema),
            _ => {}
        }
        let at = self.chance.below(schema.tables.len());
        let Some(mut table) = schema.tables.get(at).cloned() else {
            return;
        };
        let earlier = Schema {
            tables: schema.tables[..at].to_vec(),
            enums: schema.enums.clone(),
            views: Vec::new(),
            triggers: Vec::new(),
        };
        match kind {
            7 => table.name = self.name(),
            8 | 9 => self.add_column(&earlier, &mut table, true),
            10 => self.drop_column(&mut table),
            11 | 12 => {
                let at = self.chance.below(table.columns.len());
                table.columns[at].name = self.name();
            }
            13 => self.retype(&mut table),
            14 => self.change_null(&mut table),
            15 => self.change_default(&mut table),
            16 => self.add_demand(&mut table),
            17 => self.drop_demand(&mut table),
            18 => {
                let kind = self.chance.below(3);
                let computed = table.columns.iter_mut().find(|one| one.computed.is_some());
                if let Some(Some((_, how))) = computed.map(|one| &mut one.computed) {
                    *how = kind;
                }
            }
            _ => {
                let action = self.chance.below(4);
                if let Some(reference) = table.references.first_mut() {
                    reference.action = action;
                }
            }
        }
        schema.tables[at] = table;
        settle_views(schema);
    }

    fn drop_table(&mut self, schema: &mut Schema) {
        if schema.tables.len() < 2 {
            return;
        }
        let at = self.chance.below(schema.tables.len());
        // The rows of one that was split off are known by its.
        let gone = &schema.tables[at];
        let is_split = schema.tables.iter().any(|table| {
            let key = table.reference(table.key().id);
            key.is_some_and(|key| key.target == gone.id)
        });
        if is_split {
            return;
        }
        let gone = schema.tables.remove(at);
        for table in &mut schema.tables {
            table.references.retain(|one| one.target != gone.id);
        }
        settle_views(schema);
    }

    fn drop_column(&mut self, table: &mut Table) {
        if table.columns.len() < 3 {
            return;
        }
        let at = 1 + self.chance.below(table.columns.len() - 1);
        table.columns.remove(at);
        table.settle();
    }

    fn drop_demand(&mut self, table: &mut Table) {
        match self.chance.below(5) {
            0 => drop(table.uniques.pop()),
            4 => drop(table.pairs.pop()),
            1 => drop(table.checks.pop()),
            2 => drop(table.indexes.pop()),
            _ => {
                // By its key's the rows of one that was split off are known.
                let key = table.key().id;
                let _ = table.references.pop_if(|one| one.column != key);
            }
        }
    }

    fn retype(&mut self, table: &mut Table) {
        let at = 1 + self.chance.below(table.columns.len() - 1);
        let Some(column) = table.columns.get(at).cloned() else {
            return;
        };
        let is_computed_from = |one: &Column| one.computed.is_some_and(|(of, _)| of == column.id);
        if table.reference(column.id).is_some()
            || column.computed.is_some()
            || table.columns.iter().any(is_computed_from)
        {
            return;
        }
        let is_key = table.uniques.contains(&column.id)
            || table.is_paired(column.id)
            || table
                .indexes
                .iter()
                .any(|one| one.columns.contains(&column.id));
        let ty = match &column.ty {
            Type::Integer => Type::Bigint,
            Type::Bigint if self.chance.one_in(2) => Type::Integer,
            Type::Bigint => Type::Decimal(14, 2),
            Type::Varchar(length) if is_key || self.chance.one_in(2) => Type::Varchar(length * 2),
            Type::Varchar(_) => Type::Text,
            Type::Text => Type::Varchar(60),
            Type::Decimal(precision, scale) => Type::Decimal(precision + 2, *scale),
            Type::Date => Type::Timestamp,
            Type::Timestamp if !is_key => Type::Date,
            Type::Enum(_) => Type::Varchar(20),
            other => other.clone(),
        };
        table.columns[at].ty = ty;
    }

    fn change_null(&mut self, table: &mut Table) {
        let at = 1 + self.chance.below(table.columns.len() - 1);
        let Some(column) = table.columns.get_mut(at) else {
            return;
        };
        if column.computed.is_some() {
            return;
        }
        column.not_null = !column.not_null;
        if column.not_null && column.backfill.is_none() {
            column.backfill = Some(1);
        }
    }

    fn change_default(&mut self, table: &mut Table) {
        let at = 1 + self.chance.below(table.columns.len() - 1);
        let is_key = |id: Id| {
            table.uniques.contains(&id)
                || table.is_paired(id)
                || table
                    .indexes
                    .iter()
                    .any(|one| one.is_unique && one.columns.contains(&id))
                || table.reference(id).is_some()
        };
        let Some(column) = table.columns.get(at) else {
            return;
        };
        if column.computed.is_some() || is_key(column.id) {
            return;
        }
        let default = match column.default {
            Some(_) if self.chance.one_in(2) => None,
            _ => Some(self.chance.below(3)),
        };
        table.columns[at].default = default;
    }

    fn change_enum(&mut self, schema: &mut Schema) {
        let at = self.chance.below(schema.enums.len());
        let number = self.id();
        let has_types = self.dialect == Dialect::Postgres;
        let Some(one) = schema.enums.get_mut(at) else {
            return;
        };
        let place = self.chance.below(one.words.len() + 1);
        match self.chance.below(4) {
            0 => one.words.push((format!("extra{number}"), None)),
            1 if has_types => one.words.insert(place, (format!("extra{number}"), None)),
            2 if has_types => {
                if let Some((word, _)) = one.words.get_mut(place) {
                    *word = format!("renamed{number}");
                }
            }
            _ => {
                let last = one.words.len().saturating_sub(1);
                let is_extra = |word: &(String, Option<String>)| word.0.starts_with("extra");
                if has_types && one.words.len() > 3 && one.words.last().is_some_and(is_extra) {
                    one.words.remove(last);
                }
            }
        }
    }

    /// A column becomes one of a table of its own.
    fn split(&mut self, schema: &mut Schema) {
        let at = self.chance.below(schema.tables.len());
        let Some(table) = schema.tables.get_mut(at) else {
            return;
        };
        let is_free = |one: &&Column| {
            let said = table.uniques.contains(&one.id)
                || table.is_paired(one.id)
                || table.checks.iter().any(|(id, _)| *id == one.id)
                || table.reference(one.id).is_some()
                || table
                    .indexes
                    .iter()
                    .any(|index| index.columns.contains(&one.id))
                || table
                    .columns
                    .iter()
                    .any(|other| other.computed.is_some_and(|(of, _)| of == one.id));
            !said && one.computed.is_none() && !one.not_null && one.default.is_none()
        };
        let Some(column) = table.columns.iter().skip(1).find(is_free).cloned() else {
            return;
        };
        if table.columns.len() < 3 {
            return;
        }
        table.columns.retain(|one| one.id != column.id);
        let key = table.key().ty.clone();
        let target = table.id;
        let reference = Column {
            not_null: true,
            ..self.column_of(key)
        };
        let fresh = Table {
            id: self.id(),
            name: self.name(),
            was: Vec::new(),
            uniques: Vec::new(),
            pairs: Vec::new(),
            counts_up: false,
            checks: Vec::new(),
            references: vec![Reference {
                column: reference.id,
                target,
                action: 1,
            }],
            columns: vec![reference, column],
            indexes: Vec::new(),
        };
        schema.tables.push(fresh);
        settle_views(schema);
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Integer | Type::Bigint)
}

/// Views show what is there, and triggers are over it.
fn settle_views(schema: &mut Schema) {
    triggers::settle(schema);
    let tables = schema.tables.clone();
    schema.views.retain_mut(|view| {
        let Some(table) = tables.iter().find(|table| table.id == view.table) else {
            return false;
        };
        view.columns.retain(|id| table.column(*id).is_some());
        !view.columns.is_empty()
    });
}

/// `@was` for what is called otherwise, or is somewhere else.
fn tag(before: &Schema, after: &mut Schema) {
    for one in &mut after.enums {
        let Some(old) = before.enums.iter().find(|old| old.id == one.id) else {
            continue;
        };
        // Words are renamed where they stand, and `extra` ones come and go.
        let gone: Vec<&String> = old
            .words
            .iter()
            .map(|(word, _)| word)
            .filter(|word| !one.words.iter().any(|(now, _)| now == *word))
            .filter(|word| !word.starts_with("extra"))
            .collect();
        let mut gone = gone.into_iter();
        for (word, was) in &mut one.words {
            *was = None;
            if word.starts_with("renamed") && !old.words.iter().any(|(known, _)| known == word) {
                *was = gone.next().cloned();
            }
        }
    }
    for table in &mut after.tables {
        let old = before.table(table.id);
        let renamed = old.filter(|old| old.name != table.name);
        table.was = renamed.map(|old| old.name.clone()).into_iter().collect();
        for column in &mut table.columns {
            let homes = before.tables.iter();
            let home = homes
                .filter_map(|home| Some((home, home.column(column.id)?)))
                .next();
            column.was = match home {
                Some((_, known)) if known.name == column.name && is_own(home, table.id) => {
                    Vec::new()
                }
                Some((_, known)) if is_own(home, table.id) => vec![known.name.clone()],
                Some((home, known)) => vec![home.name.clone(), known.name.clone()],
                None => Vec::new(),
            };
        }
    }
}

fn is_own(home: Option<(&Table, &Column)>, table: Id) -> bool {
    home.is_some_and(|(home, _)| home.id == table)
}
