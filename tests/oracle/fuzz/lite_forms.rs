//! Forms that only SQLite has: JSON by arrows and in FROM, collations, GLOB, rows beside subselects, several ON CONFLICT.

use super::expression::{Context, Generator};
use super::query::{Columns, derived};
use super::schema::Table;

/// What `json_each` and `json_tree` give.
const JSON_COLUMNS: [(&str, &str); 8] = [
    ("key", "text"),
    ("value", "text"),
    ("type", "text"),
    ("atom", "text"),
    ("id", "integer"),
    ("parent", "integer"),
    ("fullkey", "text"),
    ("path", "text"),
];

const COLLATIONS: [&str; 3] = ["NOCASE", "BINARY", "RTRIM"];

impl Generator<'_> {
    /// An expression of a type in a form that only SQLite has.
    pub fn lite_form(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let depth = depth.saturating_sub(1);
        let path = *self
            .random
            .pick(&["'$.a'", "'$[0]'", "'$'", "'a'", "0", "'$.a.b'"]);
        match (ty, self.random.below(4)) {
            ("text", 0) => {
                let json = self.json(depth, context);
                let arrow = *self.random.pick(&["->", "->>"]);
                format!("({json} {arrow} {path})")
            }
            ("text", 1) => {
                let json = self.json(depth, context);
                let function = *self.random.pick(&["json_extract", "json_type"]);
                format!("{function}({json}, '$.a')")
            }
            ("text", 2) => self.json(depth, context),
            ("integer", 0) => {
                let json = self.json(depth, context);
                let function = *self.random.pick(&["json_array_length", "json_valid"]);
                format!("{function}({json})")
            }
            ("integer", 1) => self.lite_condition(depth, context),
            _ => {
                let value = self.expression(ty, depth, context);
                let collation = *self.random.pick(&COLLATIONS);
                format!("(({value}) COLLATE {collation})")
            }
        }
    }

    /// A value that is JSON, mostly.
    fn json(&mut self, depth: usize, context: &Context) -> String {
        let ty = self.likely_type(context);
        match self.random.below(6) {
            0 => {
                let value = self.expression(&ty, depth, context);
                format!("json_object('a', {value}, 'b', 1)")
            }
            1 => {
                let value = self.expression(&ty, depth, context);
                format!("json_array({value}, NULL)")
            }
            2 => "'{\"a\": null}'".to_owned(),
            3 => "'[1, null, {\"a\": 2}]'".to_owned(),
            4 => {
                let value = self.expression(&ty, depth, context);
                format!("json_set('{{}}', '$.a', {value})")
            }
            _ => self.operand("text", depth, context),
        }
    }

    /// A condition in a form that only SQLite has.
    pub fn lite_condition(&mut self, depth: usize, context: &Context) -> String {
        let ty = self.ordered_type(context);
        let value = format!("({})", self.expression(&ty, depth, context));
        let other = self.operand(&ty, 0, context);
        match self.random.below(9) {
            0 => format!("{value} GLOB 'a*'"),
            1 => {
                let collation = *self.random.pick(&COLLATIONS);
                format!("{value} COLLATE {collation} = {other}")
            }
            2 => format!("{value} IS {other}"),
            3 => format!("{value} IS NOT {other}"),
            4 => {
                let test = *self.random.pick(&["NOTNULL", "ISNULL", "NOT NULL"]);
                format!("{value} {test}")
            }
            5 => {
                let not = *self.random.pick(&["", "NOT "]);
                format!("{value} {not}LIKE {other} ESCAPE '!'")
            }
            _ => self.lite_rows(&ty, depth, context),
        }
    }

    /// Rows beside rows, and beside subselects.
    fn lite_rows(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let types = [ty.to_owned(), self.ordered_type(context)];
        let row = |generator: &mut Self| {
            let items = types.each_ref();
            let items = items.map(|ty| generator.expression(ty, 0, context));
            format!("({})", items.join(", "))
        };
        let one = row(self);
        let (query, _) = self.select(depth.saturating_sub(1), Some(&types), context);
        let operator = *self.random.pick(&["=", "<>", "<", ">=", "IS", "IS NOT"]);
        match self.random.below(5) {
            0 => format!("{one} {operator} ({query})"),
            1 => format!("({query}) {operator} {one}"),
            2 => {
                let not = *self.random.pick(&["", "NOT "]);
                format!("{one} {not}IN ({query})")
            }
            3 => {
                let (low, high) = (row(self), row(self));
                format!("{one} BETWEEN {low} AND {high}")
            }
            _ => {
                let other = row(self);
                format!("{one} {operator} {other}")
            }
        }
    }

    /// `json_each` or `json_tree` in FROM; where columns stand before it, of one of them.
    pub fn json_in_from(&mut self, context: &Context) -> (String, Table, bool) {
        let lateral = !context.columns.is_empty();
        let json = self.json(1, context);
        let function = *self.random.pick(&["json_each", "json_each", "json_tree"]);
        let path = *self.random.pick(&["", ", '$.a'", ", '$'"]);
        let columns: Columns = JSON_COLUMNS
            .iter()
            .map(|(name, ty)| ((*name).to_owned(), (*ty).to_owned()))
            .collect();
        (
            format!("{function}({json}{path})"),
            derived("", columns),
            lateral,
        )
    }

    /// What an INSERT does on a conflict, in one clause or several.
    pub fn lite_conflict(&mut self, table: &Table) -> String {
        let column = self.settable(table);
        let name = &column.name;
        let own = &table.name;
        let value = match self.random.below(3) {
            0 => format!("excluded.{name}"),
            1 => format!("coalesce({own}.{name}, excluded.{name})"),
            _ => self.literal(&column.ty),
        };
        let condition = match self.random.below(3) {
            0 => format!(" WHERE excluded.{name} IS NOT NULL"),
            1 => format!(" WHERE {own}.{name} IS NULL"),
            _ => String::new(),
        };
        let update = format!("DO UPDATE SET {name} = {value}{condition}");
        match self.random.below(3) {
            0 => format!(" ON CONFLICT (id) {update} ON CONFLICT DO NOTHING"),
            1 => format!(" ON CONFLICT (id) DO NOTHING ON CONFLICT {update}"),
            _ => format!(" ON CONFLICT {update}"),
        }
    }
}
