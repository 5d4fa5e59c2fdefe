//! Random expressions of a wanted type.

use super::flavor::{ANY, Flavor, Function};
use super::schema::Schema;
use crate::random::Random;

/// Makes queries over a schema.
pub struct Generator<'a> {
    /// The language.
    pub flavor: &'a Flavor,
    /// The tables.
    pub schema: &'a Schema,
    /// Where all choices come from.
    pub random: Random,
    /// How many parameters the query has so far.
    pub params: usize,
    /// Common table expressions in sight.
    pub ctes: Vec<super::schema::Table>,
    /// How many aliases have been given.
    pub aliases: usize,
}

/// What an expression can be made of.
#[derive(Clone, Default)]
pub struct Context {
    /// The columns in sight, as they stand in SQL, with their types.
    pub columns: Vec<(String, String)>,
    /// What the arguments of aggregates are made of, where those can stand.
    pub aggregated: Option<Vec<(String, String)>>,
    /// Whether functions over a window can stand here.
    pub windows: bool,
    /// The window that the SELECT names, and whether it has an order.
    pub named: Option<bool>,
}

impl Context {
    /// Inside of an aggregate's or a window's arguments.
    pub fn inner(&self) -> Context {
        Context {
            columns: self
                .aggregated
                .clone()
                .unwrap_or_else(|| self.columns.clone()),
            aggregated: None,
            windows: false,
            named: None,
        }
    }

    /// Without functions over a window.
    pub fn without_windows(&self) -> Context {
        Context {
            windows: false,
            ..self.clone()
        }
    }
}

impl Generator<'_> {
    /// A type that columns have.
    pub fn any_type(&mut self) -> String {
        let known: Vec<&str> = self
            .flavor
            .types
            .iter()
            .filter(|ty| ty.weight > 0)
            .map(|ty| ty.name.as_str())
            .collect();
        (*self.random.pick(&known)).to_owned()
    }

    /// The type of a column in sight, mostly.
    pub fn likely_type(&mut self, context: &Context) -> String {
        if !context.columns.is_empty() && self.random.chance(3, 4) {
            return self.random.pick(&context.columns).1.clone();
        }
        self.any_type()
    }

    /// A value as it stands in SQL.
    pub fn literal(&mut self, ty: &str) -> String {
        if ty == ANY {
            let ty = self.any_type();
            return self.literal(&ty);
        }
        match self.flavor.ty(ty) {
            Some(info) => self.random.pick(&info.literals).clone(),
            None => "NULL".to_owned(),
        }
    }

    /// A column of this type, if one is in sight.
    pub fn column(&mut self, ty: &str, context: &Context) -> Option<String> {
        let fitting: Vec<&String> = context
            .columns
            .iter()
            .filter(|(_, own)| own == ty || ty == ANY)
            .map(|(text, _)| text)
            .collect();
        (!fitting.is_empty()).then(|| (*self.random.pick(&fitting)).clone())
    }

    pub fn leaf(&mut self, ty: &str, context: &Context) -> String {
        if self.random.chance(4, 5)
            && let Some(column) = self.column(ty, context)
        {
            return column;
        }
        match self.random.below(24) {
            0 => self.typed_null(ty),
            1 | 2 => self.parameter(ty),
            _ => self.literal(ty),
        }
    }

    fn typed_null(&mut self, ty: &str) -> String {
        match self.flavor.ty(ty) {
            Some(info) => format!("CAST(NULL AS {})", info.cast),
            None => "NULL".to_owned(),
        }
    }

    /// A parameter whose type is said.
    pub fn parameter(&mut self, ty: &str) -> String {
        let cast = self.flavor.ty(ty).map(|info| info.cast.clone());
        let Some(cast) = cast else {
            return self.literal(ty);
        };
        self.params += 1;
        let mut value = self.flavor.placeholder(self.params);
        if ["SIGNED", "UNSIGNED"].contains(&cast.as_str()) {
            // MariaDB gives as many digits as the value has, and says an `int` before there is one.
            value = format!("CAST({value} AS CHAR(20))");
        }
        format!("CAST({value} AS {cast})")
    }

    /// A parameter whose type follows from what stands beside it.
    pub fn open_parameter(&mut self) -> String {
        self.params += 1;
        self.flavor.placeholder(self.params)
    }

    /// An expression of a type.
    pub fn expression(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        if self.flavor.ty(ty).is_some_and(|info| info.cast.is_empty()) {
            // A part of the grammar.
            return self.literal(ty);
        }
        if ty == self.flavor.condition() && depth > 0 && self.random.chance(3, 4) {
            return self.condition(depth, context);
        }
        if depth == 0 || self.random.chance(1, 4) {
            return self.leaf(ty, context);
        }
        match self.random.below(22) {
            0..=3 => self.operation(ty, depth, context),
            4..=7 => self.call(ty, depth, context),
            8 => self.cast(ty, depth, context),
            9 | 10 => self.coalesce(ty, depth, context),
            11 | 12 => self.case(ty, depth, context),
            13 => self.nullif(ty, depth, context),
            14 => self.scalar_subquery(ty, depth, context),
            15 | 16 if context.aggregated.is_some() => self.aggregate(ty, depth, context),
            17 | 18 if context.windows => self.window(ty, depth, context),
            19 if self.flavor.has.arrays => self.array(ty, depth, context),
            20 if context.aggregated.is_some() => self.aggregate(ty, depth, context),
            20 | 21 if self.flavor.has.forms => self.form(ty, depth, context),
            20 | 21 if self.flavor.has.lite_forms => self.lite_form(ty, depth, context),
            _ => self.leaf(ty, context),
        }
    }

    fn operation(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let flavor = self.flavor;
        let fitting: Vec<_> = flavor
            .operators
            .iter()
            .filter(|operator| operator.result == ty)
            .collect();
        if fitting.is_empty() {
            return self.leaf(ty, context);
        }
        let operator = *self.random.pick(&fitting);
        let right = self.operand(&operator.right, depth - 1, context);
        match &operator.left {
            Some(left) => {
                let left = self.operand(left, depth - 1, context);
                format!("({left} {} {right})", operator.name)
            }
            None => format!("({} {right})", operator.name),
        }
    }

    /// An expression in parentheses where it needs them.
    pub fn operand(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let text = self.expression(ty, depth, context);
        let is_bare = ["(", "'", "INTERVAL "]
            .iter()
            .any(|start| text.starts_with(start));
        if text.contains(' ') && !is_bare {
            format!("({text})")
        } else {
            text
        }
    }

    fn arguments(&mut self, function: &Function, depth: usize, context: &Context) -> String {
        let arguments: Vec<String> = function
            .arguments
            .iter()
            .map(|ty| {
                if ty == ANY {
                    let ty = self.likely_type(context);
                    self.expression(&ty, depth, context)
                } else {
                    self.expression(ty, depth, context)
                }
            })
            .collect();
        arguments.join(", ")
    }

    fn pick_function<'f>(&mut self, functions: &'f [Function], ty: &str) -> Option<&'f Function> {
        let fitting: Vec<&Function> = functions
            .iter()
            .filter(|function| function.result == ty)
            .collect();
        (!fitting.is_empty()).then(|| *self.random.pick(&fitting))
    }

    fn call(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let flavor = self.flavor;
        match self.pick_function(&flavor.functions, ty) {
            Some(function) => {
                let arguments = self.arguments(function, depth - 1, context);
                format!("{}({arguments})", function.name)
            }
            None => self.leaf(ty, context),
        }
    }

    /// A call that aggregates.
    pub fn aggregate(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let flavor = self.flavor;
        let inner = context.inner();
        let call = match self.pick_function(&flavor.aggregates, ty) {
            _ if ["int8", "integer", "bigint"].contains(&ty) && self.random.chance(1, 3) => {
                "count(*)".to_owned()
            }
            Some(function) => {
                let arguments = self.arguments(function, depth.saturating_sub(1), &inner);
                let distinct = match function.arguments.as_slice() {
                    [one] if flavor.is_ordered(one) && self.random.chance(1, 8) => "DISTINCT ",
                    _ => "",
                };
                format!("{}({distinct}{arguments})", function.name)
            }
            None => return self.leaf(ty, context),
        };
        if flavor.has.filter && self.random.chance(1, 6) {
            let condition = self.condition(1, &inner);
            return format!("{call} FILTER (WHERE {condition})");
        }
        call
    }

    /// A call over a window.
    pub fn window(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let flavor = self.flavor;
        let inner = context.without_windows();
        let (functions, aggregates) = (&flavor.windows, self.random.chance(1, 2));
        let functions = if aggregates {
            &flavor.aggregates
        } else {
            functions
        };
        let Some(function) = self.pick_function(functions, ty) else {
            return self.leaf(ty, context);
        };
        let arguments = self.arguments(function, depth.saturating_sub(1), &inner);
        if let Some(ordered) = context.named
            && self.random.chance(1, 2)
        {
            let over = match self.random.below(3) {
                0 if ordered => format!("(w {})", self.frame()),
                1 => "(w)".to_owned(),
                _ => "w".to_owned(),
            };
            return format!("{}({arguments}) OVER {over}", function.name);
        }
        let mut parts = Vec::new();
        if self.random.chance(1, 2)
            && let Some(column) = self.ordered_column(&inner)
        {
            parts.push(format!("PARTITION BY {column}"));
        }
        if self.random.chance(2, 3)
            && let Some(column) = self.ordered_column(&inner)
        {
            let direction = *self.random.pick(&["", " DESC"]);
            parts.push(format!("ORDER BY {column}{direction}"));
            if self.random.chance(1, 2) {
                parts.push(self.frame());
            }
        }
        format!("{}({arguments}) OVER ({})", function.name, parts.join(" "))
    }

    fn frame(&mut self) -> String {
        let frames = match self.flavor.has.joins_and_windows && self.random.chance(1, 2) {
            true => MORE_FRAMES,
            false => FRAMES,
        };
        (*self.random.pick(frames)).to_owned()
    }

    /// A column that can be sorted and grouped by.
    pub fn ordered_column(&mut self, context: &Context) -> Option<String> {
        let flavor = self.flavor;
        let ordered: Vec<&String> = context
            .columns
            .iter()
            .filter(|(_, ty)| flavor.is_ordered(ty))
            .map(|(text, _)| text)
            .collect();
        (!ordered.is_empty()).then(|| (*self.random.pick(&ordered)).clone())
    }

    fn cast(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let flavor = self.flavor;
        let sources: Vec<&String> = flavor
            .casts
            .iter()
            .filter(|(_, target)| target == ty)
            .map(|(source, _)| source)
            .collect();
        let (Some(info), false) = (flavor.ty(ty), sources.is_empty()) else {
            return self.leaf(ty, context);
        };
        let source = (*self.random.pick(&sources)).clone();
        let value = self.expression(&source, depth - 1, context);
        format!("CAST({value} AS {})", info.cast)
    }

    fn coalesce(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let one = self.expression(ty, depth - 1, context);
        let other = match self.random.below(4) {
            0 if self.flavor.has.open_alternatives => self.open_parameter(),
            _ => self.expression(ty, depth - 1, context),
        };
        let name = match self.random.below(4) {
            0 if self.flavor.has.greatest && self.flavor.is_ordered(ty) => {
                *self.random.pick(&["greatest", "least"])
            }
            _ => "coalesce",
        };
        format!("{name}({one}, {other})")
    }

    fn case(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let mut text = "CASE".to_owned();
        for _ in 0..=self.random.below(2) {
            let condition = self.condition(depth - 1, context);
            let value = self.expression(ty, depth - 1, context);
            text.push_str(&format!(" WHEN {condition} THEN {value}"));
        }
        if self.random.chance(2, 3) {
            let value = match self.random.below(5) {
                0 => "NULL".to_owned(),
                _ => self.expression(ty, depth - 1, context),
            };
            text.push_str(&format!(" ELSE {value}"));
        }
        text.push_str(" END");
        text
    }

    fn nullif(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        if !self.flavor.is_ordered(ty) {
            return self.leaf(ty, context);
        }
        let (one, other) = (
            self.expression(ty, depth - 1, context),
            self.expression(ty, depth - 1, context),
        );
        format!("nullif({one}, {other})")
    }

    fn scalar_subquery(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        let (text, _) = self.select(depth - 1, Some(&[ty.to_owned()]), context);
        match self.random.below(3) {
            0 => format!("({text})"),
            _ => format!("({text} LIMIT 1)"),
        }
    }

    fn array(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        match ty.strip_prefix('_') {
            Some(element) if self.random.chance(1, 3) => {
                let (text, _) = self.select(depth - 1, Some(&[element.to_owned()]), context);
                format!("ARRAY({text})")
            }
            Some(element) => {
                let (one, other) = (
                    self.expression(element, depth - 1, context),
                    self.expression(element, depth - 1, context),
                );
                format!("ARRAY[{one}, {other}]")
            }
            None => {
                let array = format!("_{ty}");
                if self.flavor.ty(&array).is_none() {
                    return self.leaf(ty, context);
                }
                let array = self.expression(&array, depth - 1, context);
                let index = 1 + self.random.below(2);
                format!("({array})[{index}]")
            }
        }
    }
}

const FRAMES: &[&str] = &[
    "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
    "ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING",
    "ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING",
    "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
    "ROWS 1 PRECEDING",
    "RANGE UNBOUNDED PRECEDING",
];

/// Those that MariaDB has not; some of them need an order of numbers.
const MORE_FRAMES: &[&str] = &[
    "GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING",
    "GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING",
    "RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING",
    "RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW",
    "ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES",
    "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP",
    "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE NO OTHERS",
    "ROWS BETWEEN CURRENT ROW AND CURRENT ROW EXCLUDE CURRENT ROW",
];
