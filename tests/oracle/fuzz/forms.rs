//! Forms that only PostgreSQL has: composites, domains, slices, JSON, ordered-set aggregates, functions in FROM, changes
//! in WITH.

use super::expression::{Context, Generator};
use super::query::{Columns, derived};
use super::schema::Table;

/// Where the alias goes in a relation's text.
pub const ALIAS: char = '\u{1}';

impl Generator<'_> {
    /// An expression of a type in a form that only PostgreSQL has.
    pub fn form(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let depth = depth.saturating_sub(1);
        if context.aggregated.is_some() && self.random.chance(1, 2) {
            return self.ordered_set(ty, context);
        }
        match (ty, self.random.below(4)) {
            ("bool", 0) => {
                let pair = self.expression("pair", depth, context);
                let test = *self.random.pick(&["IS NULL", "IS NOT NULL"]);
                format!("({pair}) {test}")
            }
            ("bool", 1) => {
                let (one, other) = (
                    self.expression("pair", depth, context),
                    self.expression("pair", depth, context),
                );
                let operator = *self.random.pick(&["=", "<>", "<", "IS DISTINCT FROM"]);
                format!("({one}) {operator} ({other})")
            }
            ("bool", 2) => {
                let json = self.expression("jsonb", depth, context);
                let rest = *self.random.pick(&[
                    "? 'a'",
                    "@> '{\"a\": 1}'",
                    "@? '$.a'",
                    "@@ '$.a == 1'",
                    "?| ARRAY['a', 'b']",
                ]);
                format!("({json}) {rest}")
            }
            ("int4", 0) => self.field("a", depth, context),
            ("text", 0) => self.field("b", depth, context),
            ("int4", 1) => {
                let value = self.expression("small", depth, context);
                format!("({value}) + 1")
            }
            ("text", 1 | 2) => {
                let json = self.expression("jsonb", depth, context);
                let rest = *self.random.pick(&["->> 'a'", "#>> '{a,b}'", "->> 0"]);
                format!("(({json}) {rest})")
            }
            ("jsonb", _) => {
                let json = self.expression("jsonb", depth, context);
                let rest = *self.random.pick(&[
                    "-> 'a'",
                    "-> 0",
                    "#> '{a,b}'",
                    "- 'a'",
                    "|| '{\"b\": 2}'",
                ]);
                match self.random.below(4) {
                    0 => format!("({json})['a']"),
                    1 => format!("jsonb_build_object('k', {json})"),
                    _ => format!("(({json}) {rest})"),
                }
            }
            ("pair", _) => {
                let (one, other) = (
                    self.expression("int4", depth, context),
                    self.expression("text", depth, context),
                );
                format!("ROW({one}, {other})::pair")
            }
            ("small", _) => {
                let value = self.expression("int4", depth, context);
                format!("({value})::small")
            }
            (array, _) if array.starts_with('_') => {
                let value = self.expression(array, depth, context);
                let slice = *self.random.pick(&["[1:1]", "[:2]", "[2:]", "[:]"]);
                format!("({value}){slice}")
            }
            _ => self.through_text(ty, depth, context),
        }
    }

    /// A field of a composite value.
    fn field(&mut self, name: &str, depth: usize, context: &Context) -> String {
        let pair = self.expression("pair", depth, context);
        format!("({pair}).{name}")
    }

    /// A cast of any type, by way of text.
    fn through_text(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let Some(cast) = self.flavor.ty(ty).map(|info| info.cast.clone()) else {
            return self.literal(ty);
        };
        let source = self.likely_type(context);
        let value = self.expression(&source, depth, context);
        match self.random.below(3) {
            0 => format!("({value})::text::{cast}"),
            1 => format!("({value})::{cast}"),
            _ => {
                let same = self.expression(ty, depth, context);
                format!("({same})::text::{cast}")
            }
        }
    }

    /// Aggregates that take their rows WITHIN GROUP, and those with an order of their own.
    fn ordered_set(&mut self, ty: &str, context: &Context) -> String {
        let inner = context.inner();
        let order = *self.random.pick(&["", " DESC", " NULLS FIRST"]);
        let call = match ty {
            "float8" => {
                let value = self.expression("float8", 1, &inner);
                format!("percentile_cont(0.5) WITHIN GROUP (ORDER BY {value}{order})")
            }
            "int8" => {
                let kind = *self.random.pick(&["rank", "dense_rank"]);
                let (value, given) = (self.expression("int4", 1, &inner), self.literal("int4"));
                format!("{kind}({given}) WITHIN GROUP (ORDER BY {value}{order})")
            }
            "text" if self.random.chance(1, 2) => {
                let value = self.expression("text", 0, &inner);
                format!("string_agg(DISTINCT {value}, ',' ORDER BY {value})")
            }
            array if array.starts_with('_') => {
                let value = self.expression(&array[1..], 0, &inner);
                match self.random.below(2) {
                    0 => format!("array_agg(DISTINCT {value} ORDER BY {value}{order})"),
                    _ => format!("array_agg({value} ORDER BY {value}{order})"),
                }
            }
            ty if self.flavor.is_ordered(ty) => {
                let value = self.expression(ty, 1, &inner);
                let kind = *self.random.pick(&["mode()", "percentile_disc(0.5)"]);
                format!("{kind} WITHIN GROUP (ORDER BY {value}{order})")
            }
            _ => return self.leaf(ty, context),
        };
        match self.random.below(6) {
            0 => {
                let condition = self.condition(1, &inner);
                format!("{call} FILTER (WHERE {condition})")
            }
            _ => call,
        }
    }

    /// A function that gives rows, in the list of a SELECT; with its type.
    pub fn set_in_list(&mut self, depth: usize, context: &Context) -> (String, String) {
        let inner = context.without_windows();
        match self.random.below(5) {
            0 => {
                let end = self.expression("int4", depth, &inner);
                (
                    format!("generate_series(1, least({end}, 3))"),
                    "int4".to_owned(),
                )
            }
            1 => {
                let json = self.expression("jsonb", depth, &inner);
                (format!("jsonb_object_keys({json})"), "text".to_owned())
            }
            2 => {
                let text = self.expression("text", depth, &inner);
                let call = format!("regexp_split_to_table({text}, ',')");
                (call, "text".to_owned())
            }
            _ => {
                let element = *self.random.pick(&["int4", "text"]);
                let array = self.expression(&format!("_{element}"), depth, &inner);
                (format!("unnest({array})"), element.to_owned())
            }
        }
    }

    /// A function in FROM, with a place for its alias.
    pub fn function_in_from(&mut self, context: &Context) -> (String, Table, bool) {
        let lateral = !context.columns.is_empty();
        let mut columns: Vec<&str> = Vec::new();
        let mut call = match self.random.below(7) {
            0 => {
                columns.push("int4");
                let end = self.expression("int4", 1, context);
                format!("generate_series(1, least({end}, 3))")
            }
            1 => {
                columns.extend(["int4", "text"]);
                let (one, other) = (
                    self.expression("_int4", 1, context),
                    self.expression("_text", 1, context),
                );
                format!("unnest({one}, {other})")
            }
            2 => {
                columns.extend(["text", "jsonb"]);
                let json = self.expression("jsonb", 1, context);
                format!("jsonb_each({json})")
            }
            3 => {
                columns.extend(["int4", "text"]);
                let array = self.expression("_text", 1, context);
                format!("ROWS FROM (generate_series(1, 2), unnest({array}))")
            }
            4 => {
                let json = self.expression("jsonb", 1, context);
                let text = format!("jsonb_to_recordset({json}) AS {ALIAS} (f0 integer, f1 text)");
                let names = ["int4", "text"];
                return (text, derived("", numbered(&names)), lateral);
            }
            5 => {
                columns.push("text");
                let value = self.expression("text", 1, context);
                format!("lower({value})")
            }
            _ => {
                let element = *self.random.pick(&["int4", "text"]);
                columns.push(element);
                let array = self.expression(&format!("_{element}"), 1, context);
                format!("unnest({array})")
            }
        };
        if self.random.chance(1, 3) {
            columns.push("int8");
            call.push_str(" WITH ORDINALITY");
        }
        let columns = numbered(&columns);
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let text = format!("{call} AS {ALIAS} ({})", names.join(", "));
        (text, derived("", columns), lateral)
    }

    /// `w0 (x0, x1) AS (UPDATE .. RETURNING ..)`.
    pub fn changing_table(&mut self) -> String {
        let name = format!("w{}", self.ctes.len());
        let tables: Vec<Table> = self
            .schema
            .tables
            .iter()
            .filter(|table| table.writable)
            .cloned()
            .collect();
        let table = self.random.pick(&tables).clone();
        let change = match self.random.below(3) {
            0 => self.insert(&table),
            1 => self.update(&table),
            _ => self.delete(&table),
        };
        let change = change
            .split(" RETURNING ")
            .next()
            .unwrap_or_default()
            .to_owned();
        let own = Context {
            columns: table
                .columns
                .iter()
                .map(|column| (format!("{}.{}", table.name, column.name), column.ty.clone()))
                .collect(),
            ..Context::default()
        };
        let mut items = Vec::new();
        let mut types = Vec::new();
        for _ in 0..=self.random.below(3) {
            let ty = self.likely_type(&own);
            items.push(self.expression(&ty, 1, &own));
            types.push(ty);
        }
        let types: Vec<&str> = types.iter().map(String::as_str).collect();
        let columns = numbered(&types);
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let text = format!(
            "{name} ({}) AS ({change} RETURNING {})",
            names.join(", "),
            items.join(", ")
        );
        self.ctes.push(derived(&name, columns));
        text
    }

    /// What types are found by in a way of its own: names and defaults of arguments, VARIADIC, open operands only. Some of it is
    /// refused.
    pub fn typing_condition(&mut self, context: &Context) -> String {
        match self.random.below(16) {
            0 => "cardinality(NULL) = 1".to_owned(),
            1 => "'1' + '2' = 3".to_owned(),
            2..=4 => "make_interval(days => 1) > make_interval(1, 2)".to_owned(),
            5..=7 => {
                let array = self.expression("_text", 1, context);
                format!("concat(VARIADIC {array}) = coalesce(NULL, 'a')")
            }
            8..=10 => {
                let array = self.expression("_int4", 1, context);
                format!("({array}) <@ '{{1,2}}'")
            }
            11 => "array_append(NULL, 'a') IS NOT NULL".to_owned(),
            12 => {
                let array = self.expression("_int4", 1, context);
                format!("({array})::bigint[] <> ARRAY[int8('1')]")
            }
            _ => {
                let json = self.expression("jsonb", 1, context);
                format!("jsonb_set({json}, '{{a}}', '1') IS NOT NULL")
            }
        }
    }

    /// Comparisons of rows.
    pub fn rows_condition(&mut self, depth: usize, context: &Context) -> String {
        let types = [self.ordered_type(context), self.ordered_type(context)];
        let row = |generator: &mut Self| {
            let items: Vec<String> = types
                .iter()
                .map(|ty| generator.expression(ty, 0, context))
                .collect();
            format!("({})", items.join(", "))
        };
        let one = row(self);
        match self.random.below(5) {
            0 if depth > 0 => {
                let (query, _) = self.select(depth - 1, Some(&types), context);
                let how = *self
                    .random
                    .pick(&["IN", "NOT IN", "= ANY", "<> ALL", "< ANY"]);
                format!("{one} {how} ({query})")
            }
            1 => {
                let other = row(self);
                let not = *self.random.pick(&["", "NOT "]);
                format!("ROW{one} IS {not}DISTINCT FROM ROW{other}")
            }
            2 => {
                let test = *self.random.pick(&["IS NULL", "IS NOT NULL"]);
                format!("ROW{one} {test}")
            }
            3 => {
                let (other, third) = (row(self), row(self));
                format!("{one} IN ({other}, {third})")
            }
            _ => {
                let other = row(self);
                let operator = *self.random.pick(&["=", "<>", "<", ">="]);
                format!("{one} {operator} {other}")
            }
        }
    }
}

fn numbered(types: &[&str]) -> Columns {
    let types = types.iter().enumerate();
    types
        .map(|(index, ty)| (format!("f{index}"), (*ty).to_owned()))
        .collect()
}
