//! Random conditions: what narrows, and what does not.

use rowtype::dialect::Dialect;

use super::expression::{Context, Generator};

impl Generator<'_> {
    /// A condition.
    pub fn condition(&mut self, depth: usize, context: &Context) -> String {
        if depth > 0 && self.random.chance(1, 3) {
            let (one, other) = (
                self.condition(depth - 1, context),
                self.condition(depth - 1, context),
            );
            return match self.random.below(5) {
                0 | 1 => format!("({one} AND {other})"),
                2 | 3 => format!("({one} OR {other})"),
                _ => format!("NOT ({one})"),
            };
        }
        if self.flavor.has.forms && self.random.chance(1, 30) {
            return self.typing_condition(context);
        }
        if self.flavor.has.lite_forms && self.random.chance(1, 8) {
            return self.lite_condition(depth, context);
        }
        if self.flavor.has.forms && self.random.chance(1, 12) {
            return self.rows_condition(depth, context);
        }
        let ty = self.ordered_type(context);
        let mut value = self.expression(&ty, depth.saturating_sub(1), context);
        if self.flavor.dialect == Dialect::Mariadb && value.contains(' ') {
            // It takes no condition as an operand without.
            value = format!("({value})");
        }
        match self.random.below(21) {
            0 | 1 => format!("{value} IS NOT NULL"),
            2 => format!("{value} IS NULL"),
            3..=7 => {
                let operator = *self.random.pick(&["=", "=", "<>", "<", "<=", ">", ">="]);
                let other = self.other(&ty, depth, context);
                format!("{value} {operator} {other}")
            }
            8 => {
                let (low, high) = (
                    self.other(&ty, depth, context),
                    self.other(&ty, depth, context),
                );
                let not = *self.random.pick(&["", "NOT "]);
                format!("{value} {not}BETWEEN {low} AND {high}")
            }
            9 | 10 => {
                let items: Vec<String> = (0..1 + self.random.below(3))
                    .map(|_| self.other(&ty, 0, context))
                    .collect();
                let not = *self.random.pick(&["", "", "NOT "]);
                format!("{value} {not}IN ({})", items.join(", "))
            }
            11 if depth > 0 => {
                let (query, _) = self.select(depth - 1, Some(&[ty]), context);
                let not = *self.random.pick(&["", "NOT "]);
                format!("{value} {not}IN ({query})")
            }
            12 if depth > 0 => {
                let (query, _) = self.select(depth - 1, None, context);
                let not = *self.random.pick(&["", "NOT "]);
                format!("{not}EXISTS ({query})")
            }
            13 | 20 if self.flavor.has.arrays => self.quantified(depth, context),
            14 => {
                let text = self.text_type();
                let value = self.expression(text, depth.saturating_sub(1), context);
                let not = *self.random.pick(&["", "NOT "]);
                format!("{value} {not}LIKE 'a%'")
            }
            15 if self.flavor.has.distinct_from => {
                let other = self.other(&ty, depth, context);
                let not = *self.random.pick(&["", "NOT "]);
                format!("{value} IS {not}DISTINCT FROM {other}")
            }
            16 if self.flavor.has.is_true && depth > 0 => {
                let condition = self.condition(depth - 1, context);
                let test = *self.random.pick(&[
                    "TRUE",
                    "NOT TRUE",
                    "FALSE",
                    "NOT FALSE",
                    "UNKNOWN",
                    "NOT UNKNOWN",
                ]);
                format!("({condition}) IS {test}")
            }
            17 => {
                let second = self.ordered_type(context);
                let other = self.expression(&second, 0, context);
                let (one, two) = (self.other(&ty, 0, context), self.other(&second, 0, context));
                let operator = *self.random.pick(&["=", "<", ">="]);
                format!("({value}, {other}) {operator} ({one}, {two})")
            }
            18 if self.flavor.has.booleans => {
                let leaf = self.column("bool", context);
                leaf.unwrap_or_else(|| format!("{value} IS NOT NULL"))
            }
            _ => format!("{value} = {value}"),
        }
    }

    /// `x = ANY (array)` and `x < ALL (SELECT ..)`.
    fn quantified(&mut self, depth: usize, context: &Context) -> String {
        let operator = *self.random.pick(&["=", "<>", "<"]);
        let quantifier = *self.random.pick(&["ANY", "ALL"]);
        let ty = *self.random.pick(&["int4", "text"]);
        let depth = depth.saturating_sub(1);
        let value = self.expression(ty, depth, context);
        let many = match self.random.below(3) {
            0 => self.select(0, Some(&[ty.to_owned()]), context).0,
            1 => format!("ARRAY[{}, NULL]", self.literal(ty)),
            _ => self.expression(&format!("_{ty}"), depth, context),
        };
        format!("{value} {operator} {quantifier} ({many})")
    }

    /// What a value is compared with.
    fn other(&mut self, ty: &str, depth: usize, context: &Context) -> String {
        match self.random.below(5) {
            0 => self.open_parameter(),
            1 => self.literal(ty),
            _ => self.expression(ty, depth.saturating_sub(1), context),
        }
    }

    pub fn ordered_type(&mut self, context: &Context) -> String {
        for _ in 0..6 {
            let ty = self.likely_type(context);
            if self.flavor.is_ordered(&ty) {
                return ty;
            }
        }
        self.text_type().to_owned()
    }

    fn text_type(&self) -> &'static str {
        if self.flavor.ty("varchar").is_some() && self.flavor.ty("text").is_none() {
            "varchar"
        } else {
            "text"
        }
    }
}
