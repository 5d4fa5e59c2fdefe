//! Random statements that change rows.

use super::expression::{Context, Generator};
use super::schema::{Column, Table};

impl Generator<'_> {
    /// INSERT, UPDATE, DELETE or MERGE.
    pub fn change(&mut self) -> String {
        let tables: Vec<Table> = self
            .schema
            .tables
            .iter()
            .filter(|table| table.writable)
            .cloned()
            .collect();
        let table = self.random.pick(&tables).clone();
        match self.random.below(10) {
            0..=3 => self.insert(&table),
            4..=6 => self.update(&table),
            7 | 8 => self.delete(&table),
            _ if self.flavor.has.merge => self.merge(&table, &tables),
            _ => self.insert(&table),
        }
    }

    /// Whether it is one of those that give rows.
    pub fn gives_rows(sql: &str) -> bool {
        sql.contains("RETURNING")
            || !["INSERT", "UPDATE", "DELETE", "MERGE"]
                .iter()
                .any(|word| sql.starts_with(word))
    }

    pub fn insert(&mut self, table: &Table) -> String {
        let columns = self.given(table);
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let context = Context::default();
        let source = match self.random.below(4) {
            0 => {
                let types: Vec<String> = columns.iter().map(|column| column.ty.clone()).collect();
                self.select(1, Some(&types), &context).0
            }
            _ => {
                let mut rows = Vec::new();
                for _ in 0..1 + self.random.below(4) / 3 {
                    let values: Vec<String> = columns
                        .iter()
                        .map(|column| self.value(column, &context))
                        .collect();
                    rows.push(format!("({})", values.join(", ")));
                }
                format!("VALUES {}", rows.join(", "))
            }
        };
        let conflict = match self.random.below(6) {
            0 if self.flavor.has.on_conflict => " ON CONFLICT DO NOTHING".to_owned(),
            1 if self.flavor.has.lite_forms && source.starts_with("VALUES") => {
                self.lite_conflict(table)
            }
            1 | 2 if self.flavor.has.on_conflict && source.starts_with("VALUES") => {
                let column = self.settable(table);
                let value = match self.random.below(3) {
                    0 => format!("excluded.{}", column.name),
                    1 => self.value(&column, &context),
                    _ => format!(
                        "coalesce({}.{}, excluded.{})",
                        table.name, column.name, column.name
                    ),
                };
                format!(" ON CONFLICT (id) DO UPDATE SET {} = {value}", column.name)
            }
            0..=2 if self.flavor.has.on_duplicate_key => self.duplicate(table, &context),
            _ => String::new(),
        };
        let returning = self.returning(self.flavor.has.returning, &table.name, table);
        format!(
            "INSERT INTO {} ({}) {source}{conflict}{returning}",
            table.name,
            names.join(", ")
        )
    }

    fn duplicate(&mut self, table: &Table, context: &Context) -> String {
        let column = self.settable(table);
        let name = &column.name;
        let value = match self.random.below(4) {
            0 => format!("VALUES({name})"),
            1 => self.value(&column, context),
            2 => {
                let own = Context {
                    columns: columns_of(&table.name, table),
                    ..Context::default()
                };
                self.expression(&column.ty, 1, &own)
            }
            _ => format!("coalesce({}.{name}, VALUES({name}))", table.name),
        };
        format!(" ON DUPLICATE KEY UPDATE {name} = {value}")
    }

    /// ` JOIN` of another table, whose columns come into sight.
    fn joined(&mut self, table: &Table, context: &mut Context) -> String {
        if !self.flavor.has.joined_writes || self.random.chance(2, 3) {
            return String::new();
        }
        let other = self.random.pick(&self.schema.tables).clone();
        context.columns.extend(columns_of("o", &other));
        let kind = *self.random.pick(&["JOIN", "LEFT JOIN"]);
        let column = &self.random.pick(&other.columns).name;
        format!(" {kind} {} o ON {}.id = o.{column}", other.name, table.name)
    }

    /// The columns that an INSERT gives: those that it must, and some others.
    fn given(&mut self, table: &Table) -> Vec<Column> {
        let mut given = table.columns.clone();
        given.retain(|column| column.required || column.writable && self.random.chance(2, 3));
        given
    }

    fn value(&mut self, column: &Column, context: &Context) -> String {
        match self.random.below(8) {
            0..=2 => self.open_parameter(),
            3 if !column.required => "NULL".to_owned(),
            4 => self.expression(&column.ty.clone(), 1, context),
            _ => self.literal(&column.ty),
        }
    }

    pub fn settable(&mut self, table: &Table) -> Column {
        let columns: Vec<&Column> = table
            .columns
            .iter()
            .filter(|column| column.writable && column.name != "id")
            .collect();
        (*self.random.pick(&columns)).clone()
    }

    pub fn update(&mut self, table: &Table) -> String {
        let own = columns_of(&table.name, table);
        let mut context = Context {
            columns: own.clone(),
            ..Context::default()
        };
        let mut from = String::new();
        if self.flavor.has.update_from && self.random.chance(1, 4) {
            let other = self.random.pick(&self.schema.tables).clone();
            context.columns.extend(columns_of("o", &other));
            from = format!(" FROM {} o", other.name);
        }
        let join = self.joined(table, &mut context);
        // Without its table, the name of a column that both have would be either.
        let of = match join.is_empty() {
            true => String::new(),
            false => format!("{}.", table.name),
        };
        let mut sets: Vec<String> = Vec::new();
        for _ in 0..=self.random.below(2) {
            let column = self.settable(table);
            if sets
                .iter()
                .any(|set| set.starts_with(&format!("{of}{} ", column.name)))
            {
                continue;
            }
            let value = match self.random.below(2) {
                0 => self.value(&column, &context),
                _ => self.expression(&column.ty, 1, &context),
            };
            sets.push(format!("{of}{} = {value}", column.name));
        }
        let condition = match (self.random.below(3), sets.first()) {
            // What the change makes untrue again.
            (0, Some(set)) => {
                let column = set.split(' ').next().unwrap_or_default();
                let column = column.trim_start_matches(&of);
                format!("{}.{column} IS NOT NULL", table.name)
            }
            _ => self.condition(1, &context),
        };
        let returning = self.returning(self.flavor.has.update_returning, &table.name, table);
        format!(
            "UPDATE {}{join} SET {}{from} WHERE {condition}{returning}",
            table.name,
            sets.join(", ")
        )
    }

    pub fn delete(&mut self, table: &Table) -> String {
        let mut context = Context {
            columns: columns_of(&table.name, table),
            ..Context::default()
        };
        let mut using = String::new();
        if self.flavor.has.delete_using && self.random.chance(1, 4) {
            let other = self.random.pick(&self.schema.tables).clone();
            context.columns.extend(columns_of("o", &other));
            using = format!(" USING {} o", other.name);
        }
        let join = self.joined(table, &mut context);
        let condition = self.condition(1, &context);
        if !join.is_empty() {
            let name = &table.name;
            return format!("DELETE {name} FROM {name}{join} WHERE {condition}");
        }
        let returning = self.returning(self.flavor.has.returning, &table.name, table);
        format!(
            "DELETE FROM {}{using} WHERE {condition}{returning}",
            table.name
        )
    }

    fn merge(&mut self, table: &Table, tables: &[Table]) -> String {
        let other = self.random.pick(tables).clone();
        let context = Context {
            columns: [columns_of("m", table), columns_of("o", &other)].concat(),
            ..Context::default()
        };
        let column = self.settable(table);
        let value = self.expression(&column.ty, 1, &context);
        let when = |generator: &mut Self| match generator.random.below(3) {
            0 => format!(" AND {}", generator.condition(0, &context)),
            _ => String::new(),
        };
        let mut matched = String::new();
        for _ in 0..=self.random.below(2) {
            let also = when(self);
            let action = match self.random.below(4) {
                0 => "DELETE".to_owned(),
                1 => "DO NOTHING".to_owned(),
                2 => format!("UPDATE SET {} = DEFAULT", column.name),
                _ => format!("UPDATE SET {} = {value}", column.name),
            };
            matched.push_str(&format!("WHEN MATCHED{also} THEN {action} "));
        }
        let given = self.given(table);
        let names: Vec<&str> = given.iter().map(|column| column.name.as_str()).collect();
        let source = Context {
            columns: columns_of("o", &other),
            ..Context::default()
        };
        let values: Vec<String> = given
            .iter()
            .map(|column| self.value(column, &source))
            .collect();
        if self.random.chance(1, 4) {
            let condition = self.condition(0, &source);
            let nothing = *self.random.pick(&["DO NOTHING", "INSERT DEFAULT VALUES"]);
            matched.push_str(&format!("WHEN NOT MATCHED AND {condition} THEN {nothing} "));
        }
        format!(
            "MERGE INTO {} m USING {} o ON m.id = o.id {matched}WHEN NOT MATCHED THEN INSERT ({}) VALUES ({})",
            table.name,
            other.name,
            names.join(", "),
            values.join(", ")
        )
    }

    fn returning(&mut self, has: bool, name: &str, table: &Table) -> String {
        if !has || self.random.chance(1, 3) {
            return String::new();
        }
        if self.random.chance(1, 3) {
            return " RETURNING *".to_owned();
        }
        let context = Context {
            columns: columns_of(name, table),
            ..Context::default()
        };
        let mut items = Vec::new();
        for index in 0..=self.random.below(3) {
            let ty = self.likely_type(&context);
            let item = self.expression(&ty, 1, &context);
            items.push(format!("{item} AS r{index}"));
        }
        format!(" RETURNING {}", items.join(", "))
    }
}

fn columns_of(name: &str, table: &Table) -> Vec<(String, String)> {
    let columns = table.columns.iter();
    columns
        .map(|column| (format!("{name}.{}", column.name), column.ty.clone()))
        .collect()
}
