//! Random queries: FROM with joins of every form, groups, windows, set operations, common table expressions.

use super::expression::{Context, Generator};
use super::forms::ALIAS;
use super::schema::{Column, Table};

/// The columns of a query: name and type.
pub type Columns = Vec<(String, String)>;

/// What a FROM brings into sight.
#[derive(Default)]
struct Sources {
    text: String,
    /// `alias.column` and the type.
    columns: Columns,
}

impl Generator<'_> {
    /// A whole query that reads.
    pub fn query(&mut self) -> String {
        let mut with = Vec::new();
        if self.random.chance(1, 4) {
            for _ in 0..=self.random.below(2) {
                with.push(self.common_table());
            }
        }
        if self.flavor.has.forms && self.random.chance(1, 16) {
            with.push(self.changing_table());
        }
        let recursive = with.iter().any(|text| text.contains("UNION"));
        let text = self.body(2);
        match with.as_slice() {
            [] => text,
            with => format!(
                "WITH {}{} {text}",
                if recursive { "RECURSIVE " } else { "" },
                with.join(", ")
            ),
        }
    }

    fn body(&mut self, depth: usize) -> String {
        let width = 1 + self.random.below(4);
        let context = Context::default();
        if self.random.chance(1, 5) {
            let types: Vec<String> = (0..width).map(|_| self.any_ordered()).collect();
            let text = self.set_operation(depth, &types, &context);
            return self.limited(text, types.len());
        }
        let (text, columns) = self.select(depth, None, &context);
        self.limited(text, columns.len())
    }

    fn any_ordered(&mut self) -> String {
        loop {
            let ty = self.any_type();
            if self.flavor.is_ordered(&ty) {
                return ty;
            }
        }
    }

    fn limited(&mut self, mut text: String, width: usize) -> String {
        if self.random.chance(1, 5) && !text.contains("DISTINCT ON") {
            let at = 1 + self.random.below(width.max(1));
            let direction = *self.random.pick(&["", " DESC"]);
            text.push_str(&format!(" ORDER BY {at}{direction}"));
        }
        match self.random.below(8) {
            0 => text.push_str(" LIMIT 3"),
            1 => {
                let limit = self.open_parameter();
                text.push_str(&format!(" LIMIT {limit} OFFSET 1"));
            }
            _ => {}
        }
        text
    }

    fn set_operation(&mut self, depth: usize, types: &[String], context: &Context) -> String {
        let (one, _) = self.select(depth.saturating_sub(1), Some(types), context);
        let other = match self.random.below(5) {
            0 if self.flavor.has.values_table => {
                let values: Vec<String> = types.iter().map(|ty| self.literal(ty)).collect();
                // SQLite takes neither ORDER BY nor LIMIT directly after VALUES.
                format!("SELECT * FROM (VALUES ({})) v", values.join(", "))
            }
            _ => self.select(depth.saturating_sub(1), Some(types), context).0,
        };
        let all = if self.flavor.has.set_all { " ALL" } else { "" };
        let operator = match self.random.below(6) {
            0 | 1 => "UNION".to_owned(),
            2 | 3 => "UNION ALL".to_owned(),
            4 => format!(
                "INTERSECT{}",
                if self.random.chance(1, 2) { all } else { "" }
            ),
            _ => format!("EXCEPT{}", if self.random.chance(1, 2) { all } else { "" }),
        };
        format!("{one} {operator} {other}")
    }

    /// A common table expression, and its name in sight.
    fn common_table(&mut self) -> String {
        let name = format!("c{}", self.ctes.len());
        let context = Context::default();
        if self.random.chance(1, 4) {
            let ty = self.any_ordered();
            let key = if self.flavor.has.booleans {
                "int4"
            } else {
                "integer"
            };
            let (start, _) = self.select(1, Some(&[key.to_owned(), ty.clone()]), &context);
            let next = self.literal(&ty);
            let step = match self.random.below(3) {
                0 => format!("SELECT n + 1, v FROM {name} WHERE n < 3"),
                1 => format!("SELECT {name}.n + 1, {next} FROM {name} WHERE n < 3"),
                _ => format!(
                    "SELECT {name}.n + 1, nullif({name}.v, {next}) FROM {name} LEFT JOIN t0 ON t0.id = {name}.n WHERE {name}.n < 3"
                ),
            };
            self.ctes.push(derived(
                &name,
                vec![("n".to_owned(), key.to_owned()), ("v".to_owned(), ty)],
            ));
            return format!("{name} (n, v) AS ({start} UNION {step})");
        }
        let (text, columns) = self.select(1, None, &context);
        let names: Columns = columns
            .into_iter()
            .enumerate()
            .map(|(index, (_, ty))| (format!("x{index}"), ty))
            .collect();
        let list: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        let text = format!("{name} ({}) AS ({text})", list.join(", "));
        self.ctes.push(derived(&name, names));
        text
    }

    /// A SELECT. With `wanted`, its columns have these types.
    pub fn select(
        &mut self,
        depth: usize,
        wanted: Option<&[String]>,
        outer: &Context,
    ) -> (String, Columns) {
        let mut sources = Sources::default();
        let count = match (wanted, self.random.below(8)) {
            (Some(_), 0) => 0,
            (_, 0..=3) => 1,
            (_, 4..=6) => 2,
            _ => 3,
        };
        for at in 0..count {
            self.source(at, depth, &mut sources);
        }
        let mut context = Context {
            columns: sources.columns.clone(),
            aggregated: None,
            windows: false,
            named: None,
        };
        if self.random.chance(1, 3) {
            // Correlated.
            context
                .columns
                .extend(outer.columns.iter().take(6).cloned());
        }
        let condition = match self.random.below(2) {
            0 if count > 0 => format!(" WHERE {}", self.condition(depth, &context)),
            _ => String::new(),
        };
        let mut groups: Columns = Vec::new();
        let mut tail = String::new();
        let mode = if count == 0 { 9 } else { self.random.below(10) };
        if mode < 2 {
            groups = self.grouped(&sources);
            let list: Vec<&str> = groups.iter().map(|(text, _)| text.as_str()).collect();
            if !list.is_empty() {
                let list = list.join(", ");
                tail = match self.random.below(6) {
                    0 if self.flavor.has.grouping_sets => format!(" GROUP BY ROLLUP ({list})"),
                    1 if self.flavor.has.grouping_sets => format!(" GROUP BY CUBE ({list})"),
                    2 if self.flavor.has.grouping_sets => {
                        format!(" GROUP BY GROUPING SETS (({list}), ())")
                    }
                    0 | 1 if self.flavor.has.with_rollup => {
                        format!(" GROUP BY {list} WITH ROLLUP")
                    }
                    _ => format!(" GROUP BY {list}"),
                };
            }
        }
        // Groups, or one group of all.
        let aggregates = mode <= 2;
        if aggregates {
            context = Context {
                aggregated: Some(context.columns.clone()),
                columns: match self.flavor.has.bare_columns && self.random.chance(1, 2) {
                    true => sources.columns.clone(),
                    false => groups.clone(),
                },
                windows: false,
                named: None,
            };
            if self.random.chance(1, 3) {
                let having = self.condition(1, &context);
                tail.push_str(&format!(" HAVING {having}"));
            }
        } else {
            context.windows = mode < 5;
            if context.windows && self.flavor.has.joins_and_windows && self.random.chance(1, 3) {
                let ordered = self.random.chance(1, 2);
                let column = self.ordered_column(&Context {
                    columns: sources.columns.clone(),
                    ..Context::default()
                });
                if let Some(column) = column {
                    let what = if ordered { "ORDER" } else { "PARTITION" };
                    tail.push_str(&format!(" WINDOW w AS ({what} BY {column})"));
                    context.named = Some(ordered);
                }
            }
        }
        let (items, columns) = self.items(depth, wanted, aggregates, &context);
        let distinct = self.distinct(&columns, aggregates, wanted, &sources);
        let from = if sources.text.is_empty() {
            String::new()
        } else {
            format!(" FROM {}", sources.text)
        };
        (
            format!(
                "SELECT {distinct}{}{from}{condition}{tail}",
                items.join(", ")
            ),
            columns,
        )
    }

    fn grouped(&mut self, sources: &Sources) -> Columns {
        let mut groups = Columns::new();
        for _ in 0..=self.random.below(2) {
            let (text, ty) = self.random.pick(&sources.columns).clone();
            if self.flavor.is_ordered(&ty) && !groups.iter().any(|(own, _)| *own == text) {
                groups.push((text, ty));
            }
        }
        groups
    }

    fn distinct(
        &mut self,
        columns: &Columns,
        aggregates: bool,
        wanted: Option<&[String]>,
        sources: &Sources,
    ) -> String {
        let sortable = columns.iter().all(|(_, ty)| self.flavor.is_ordered(ty));
        match self.random.below(12) {
            0 if sortable => "DISTINCT ".to_owned(),
            1 if self.flavor.has.distinct_on && !aggregates && wanted.is_none() => {
                let ordered = Context {
                    columns: sources.columns.clone(),
                    ..Context::default()
                };
                match self.ordered_column(&ordered) {
                    Some(column) => format!("DISTINCT ON ({column}) "),
                    None => String::new(),
                }
            }
            _ => String::new(),
        }
    }

    fn items(
        &mut self,
        depth: usize,
        wanted: Option<&[String]>,
        aggregates: bool,
        context: &Context,
    ) -> (Vec<String>, Columns) {
        let types: Vec<String> = match wanted {
            Some(types) => types.to_vec(),
            None => (0..1 + self.random.below(4))
                .map(|_| self.likely_type(context))
                .collect(),
        };
        let mut items = Vec::new();
        let mut columns = Columns::new();
        for (index, mut ty) in types.into_iter().enumerate() {
            let text = match aggregates && self.random.chance(2, 3) {
                true => self.aggregate(&ty, depth, context),
                false if context.windows && self.random.chance(1, 4) => {
                    self.window(&ty, depth, context)
                }
                false if wanted.is_none() && self.flavor.has.forms && self.random.chance(1, 24) => {
                    let (text, given) = self.set_in_list(depth.min(1), context);
                    ty = given;
                    text
                }
                // Conditions show what three values make of each other.
                false if wanted.is_none() && self.random.chance(1, 8) => {
                    ty = self.flavor.condition().to_owned();
                    self.condition(depth.max(1), context)
                }
                false => self.expression(&ty, depth, context),
            };
            let name = format!("r{index}");
            items.push(match wanted {
                None => format!("{text} AS {name}"),
                Some(_) => text,
            });
            columns.push((name, ty));
        }
        (items, columns)
    }

    /// One more source, joined to those that are there.
    fn source(&mut self, at: usize, depth: usize, sources: &mut Sources) {
        let (text, table, lateral) = self.relation(depth, sources);
        let alias = self.alias();
        let columns: Columns = table
            .columns
            .iter()
            .map(|column| (format!("{alias}.{}", column.name), column.ty.clone()))
            .collect();
        let text = match text.contains(ALIAS) {
            true => text.replace(ALIAS, &alias),
            false => format!("{text} {alias}"),
        };
        if at == 0 {
            sources.text = text;
            sources.columns = columns;
            return;
        }
        let earlier = std::mem::take(&mut sources.columns);
        let shared: Vec<&Column> = table
            .columns
            .iter()
            .filter(|column| {
                let name = format!(".{}", column.name);
                let same: Vec<_> = earlier
                    .iter()
                    .filter(|(text, _)| text.ends_with(&name))
                    .collect();
                same.len() == 1 && same[0].1 == column.ty && self.flavor.is_ordered(&column.ty)
            })
            .collect();
        let using = (!shared.is_empty()).then(|| self.random.pick(&shared).name.clone());
        sources.columns = earlier.iter().cloned().chain(columns.clone()).collect();
        let kinds: &[&str] = match (lateral, self.flavor.has.full_join) {
            (true, _) => &["JOIN", "LEFT JOIN"],
            (false, true) => &["JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"],
            (false, false) => &["JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN"],
        };
        let kind = *self.random.pick(kinds);
        if self.flavor.has.joins_and_windows
            && !shared.is_empty()
            && !lateral
            && self.random.chance(1, 16)
        {
            sources.text = format!("{} NATURAL {kind} {text}", sources.text);
            return;
        }
        let two = match (self.flavor.has.joins_and_windows, shared.as_slice()) {
            (true, [one, other, ..]) if self.random.chance(1, 3) => {
                Some(format!("{}, {}", one.name, other.name))
            }
            _ => None,
        };
        let nested = at == 1 && !lateral && self.random.chance(1, 6);
        let right = match nested {
            true => {
                let (inner, second) = (self.alias(), self.random.pick(&self.schema.tables).clone());
                let more = second.columns.iter();
                sources.columns.extend(
                    more.map(|column| (format!("{inner}.{}", column.name), column.ty.clone())),
                );
                let kind = *self.random.pick(&["JOIN", "LEFT JOIN"]);
                let key = &columns[0].0;
                let other = format!("{inner}.{}", second.columns[0].name);
                let on = match (columns[0].1 == second.columns[0].ty, key) {
                    (true, key) => format!("{key} = {other}"),
                    (false, key) => format!("{key} IS NOT NULL"),
                };
                format!("({text} {kind} {} {inner} ON {on})", second.name)
            }
            false => text,
        };
        let joined = match (self.random.below(6), using) {
            (0, Some(_)) if !nested && two.is_some() => {
                let names = two.unwrap_or_default();
                format!("{} {kind} {right} USING ({names})", sources.text)
            }
            (0, Some(name)) if !nested => {
                // The merged column.
                let dotted = format!(".{name}");
                let ty = columns.iter().find(|(text, _)| text.ends_with(&dotted));
                if let (Some((_, ty)), 1) = (ty, at) {
                    let merged = (name.clone(), ty.clone());
                    sources.columns.extend(vec![merged; 6]);
                }
                format!("{} {kind} {right} USING ({name})", sources.text)
            }
            (1, _) if !lateral => format!("{} CROSS JOIN {right}", sources.text),
            (2, _) if !lateral => format!("{}, {right}", sources.text),
            _ => {
                let on = self.on(kind, &earlier, &columns, sources);
                format!("{} {kind} {right} ON {on}", sources.text)
            }
        };
        sources.text = joined;
    }

    /// The condition of a join: mostly an equality of columns of one type.
    fn on(&mut self, kind: &str, left: &Columns, right: &Columns, sources: &Sources) -> String {
        let pairs: Vec<(&String, &String)> = left
            .iter()
            .flat_map(|(one, ty)| {
                right
                    .iter()
                    .filter(move |(_, other)| other == ty)
                    .map(move |(other, _)| (one, other))
            })
            .collect();
        let key = pairs
            .iter()
            .copied()
            .find(|(one, other)| one.ends_with("id") && other.ends_with(".id"));
        let equality = match (key, pairs.is_empty()) {
            (Some((one, other)), _) if self.random.chance(2, 3) => format!("{one} = {other}"),
            (_, false) => {
                let (one, other) = *self.random.pick(&pairs);
                let ty = &left
                    .iter()
                    .find(|(text, _)| text == one)
                    .expect("it is there")
                    .1;
                match self.flavor.is_ordered(ty) {
                    true => format!("{one} = {other}"),
                    false => format!("{one} IS NOT NULL"),
                }
            }
            _ => "1 = 1".to_owned(),
        };
        // PostgreSQL joins FULL only by equalities.
        if kind != "FULL JOIN" && self.random.chance(1, 4) {
            let context = Context {
                columns: sources.columns.clone(),
                ..Context::default()
            };
            let more = self.condition(0, &context);
            return format!("{equality} AND {more}");
        }
        equality
    }

    fn alias(&mut self) -> String {
        self.aliases += 1;
        format!("s{}", self.aliases)
    }

    /// What stands before an alias in FROM: its text, its columns, whether it sees what stands before it.
    fn relation(&mut self, depth: usize, sources: &Sources) -> (String, Table, bool) {
        if !self.ctes.is_empty() && self.random.chance(1, 2) {
            let table = self.random.pick(&self.ctes).clone();
            return (table.name.clone(), table, false);
        }
        if depth > 0 && self.random.chance(1, 5) {
            let lateral =
                self.flavor.has.lateral && !sources.columns.is_empty() && self.random.chance(1, 2);
            let context = Context {
                columns: if lateral {
                    sources.columns.clone()
                } else {
                    Vec::new()
                },
                ..Context::default()
            };
            let (text, columns) = self.select(depth - 1, None, &context);
            let text = if lateral {
                format!("LATERAL ({text})")
            } else {
                format!("({text})")
            };
            return (text, derived("", columns), lateral);
        }
        if self.flavor.has.forms && self.random.chance(1, 8) {
            let sees = !sources.columns.is_empty() && self.random.chance(1, 2);
            let context = Context {
                columns: match sees {
                    true => sources.columns.clone(),
                    false => Vec::new(),
                },
                ..Context::default()
            };
            return self.function_in_from(&context);
        }
        if self.flavor.has.lite_forms && self.random.chance(1, 8) {
            let sees = !sources.columns.is_empty() && self.random.chance(1, 2);
            let context = Context {
                columns: match sees {
                    true => sources.columns.clone(),
                    false => Vec::new(),
                },
                ..Context::default()
            };
            return self.json_in_from(&context);
        }
        if self.flavor.has.values_table && self.random.chance(1, 10) {
            return self.values_table();
        }
        let table = self.random.pick(&self.schema.tables).clone();
        (table.name.clone(), table, false)
    }

    /// `(VALUES (1, 'a'), (2, NULL))`: its columns have the names that PostgreSQL gives.
    fn values_table(&mut self) -> (String, Table, bool) {
        let types: Vec<String> = (0..1 + self.random.below(2))
            .map(|_| self.any_ordered())
            .collect();
        let mut rows = Vec::new();
        for _ in 0..1 + self.random.below(3) {
            let row: Vec<String> = types
                .iter()
                .map(|ty| match self.random.below(4) {
                    0 => "NULL".to_owned(),
                    _ => self.literal(ty),
                })
                .collect();
            rows.push(format!("({})", row.join(", ")));
        }
        let typed = rows.iter().any(|row| !row.contains("NULL"));
        let columns = types.into_iter().enumerate();
        let columns = columns
            .map(|(index, ty)| (format!("column{}", index + 1), ty))
            .collect();
        match typed {
            true => (
                format!("(VALUES {})", rows.join(", ")),
                derived("", columns),
                false,
            ),
            false => {
                let table = self.random.pick(&self.schema.tables).clone();
                (table.name.clone(), table, false)
            }
        }
    }
}

pub fn derived(name: &str, columns: Columns) -> Table {
    Table {
        name: name.to_owned(),
        columns: columns
            .into_iter()
            .map(|(name, ty)| Column {
                name,
                ty,
                required: false,
                writable: false,
            })
            .collect(),
        writable: false,
    }
}
