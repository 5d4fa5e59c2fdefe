//! GROUP BY and aggregates: which columns a group fixes, which are NULL in some of its rows, and where an aggregate may
//! stand.
//!
//! In: a SELECT and its scope. Out: [`Grouping`], which each column is asked against while a part of the SELECT is read;
//! errors where the database refuses a column or an aggregate.

use std::cell::Cell;
use std::rc::Rc;

use sqlparser::ast::{
    Expr, Function, GroupByExpr, GroupByWithModifier, Query, Select, SelectItem, Value,
};

use super::context::Analyzer;
use super::keys;
use super::lock;
use super::narrow::{self, Outcome};
use super::ordering::{order_exprs, shown};
use super::rules::{self, Rule};
use super::scope::{Found, Scope, Slot, Typed};
use super::select::OutColumn;
use super::windows::NamedWindow;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What the grouping of a SELECT says of its columns, while a part of it is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Grouping {
    /// Each group has a row: there is a GROUP BY, and no grouping set is empty.
    pub grouped: bool,
    /// What the groups are made by; none where the SELECT does not aggregate.
    keys: Option<Rc<Vec<Key>>>,
    /// The part that is read.
    pub part: Cell<Part>,
    /// Those of the WINDOW clause.
    pub windows: Vec<NamedWindow>,
}

/// What a part of a SELECT takes. Aggregates and window functions are refused with the name of the part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// Only columns that the groups fix.
    checked: bool,
    /// Only columns that are grouped or shown.
    listed: bool,
    /// Columns of any row of a group, whatever the database says of them elsewhere: inside of `any_value`.
    bare: bool,
    aggregates: Option<&'static str>,
    pub windows: Option<&'static str>,
}

/// Something that groups are made by.
#[derive(Clone, Debug)]
pub(super) struct Key {
    what: What,
    /// Not in every grouping set: NULL in the rows of the others.
    left_out: bool,
}

#[derive(Clone, Debug)]
enum What {
    Column(Slot),
    /// By its [key](super::keys).
    Expression(String),
}

impl Part {
    /// A clause that is read row by row.
    pub fn of_rows(clause: &'static str) -> Part {
        Part {
            aggregates: Some(clause),
            windows: Some(clause),
            ..Part::default()
        }
    }

    /// The same part, inside of something that takes no window function.
    pub fn without_windows(self, place: &'static str) -> Part {
        Part {
            windows: Some(place),
            ..self
        }
    }
}

impl Grouping {
    /// What the groups are made by, where each of its values has one group; none where the SELECT has no such groups.
    pub fn group_keys(&self) -> Option<impl Iterator<Item = &Key>> {
        let keys = self.keys.as_ref().filter(|_| self.grouped)?;
        keys.iter().all(|key| !key.left_out).then(|| keys.iter())
    }

    /// The columns that groups are made by, where nothing else makes them.
    pub fn group_columns(&self) -> Option<Vec<Slot>> {
        let columns = self.group_keys()?.map(|key| match key.what {
            What::Column(slot) => Some(slot),
            What::Expression(_) => None,
        });
        columns.collect()
    }
}

/// An item of GROUP BY, or of a grouping set, with whether every set of its clause holds it.
struct Item<'s> {
    expr: &'s Expr,
    always: bool,
}

impl Analyzer<'_> {
    /// Reads what a SELECT groups by into its scope. False where it is not understood (reported).
    pub(super) fn read_grouping(
        &mut self,
        select: &Select,
        query: Option<&Query>,
        scope: &mut Scope<'_>,
    ) -> bool {
        let GroupByExpr::Expressions(exprs, modifiers) = &select.group_by else {
            let at = self.place(select);
            self.unsupported("GROUP BY ALL", at);
            return false;
        };
        let rollup = match modifiers.as_slice() {
            [] => false,
            [GroupByWithModifier::Rollup] => true,
            _ => {
                let at = self.place(select);
                self.unsupported("this modifier of GROUP BY", at);
                return false;
            }
        };
        let mut items = Vec::new();
        let mut never_empty = false;
        for expr in exprs {
            never_empty |= !gather(expr, !rollup, &mut items) && !rollup;
        }
        scope.grouping.grouped = never_empty;
        self.check_rollup_order(&items, query);
        let mut shown = select.projection.iter().filter_map(shown);
        let mut aggregated =
            !exprs.is_empty() || shown.any(|expr| self.contains_aggregate(expr, scope));
        if !aggregated && self.dialect().results_decide_grouping() {
            self.check_ungrouped(select, query, scope);
        } else if !aggregated {
            let of_rows = self.dialect().having_filters_rows();
            let mut further = order_exprs(query).into_iter().chain(&select.having);
            aggregated = select.having.is_some() && !of_rows
                || further.any(|expr| self.contains_aggregate(expr, scope));
        }
        if aggregated {
            let mut keys: Vec<Key> = Vec::new();
            for item in items {
                let what = self.grouped_by(item.expr, select, scope);
                keys.extend(what.map(|what| Key {
                    what,
                    left_out: !item.always,
                }));
            }
            // In the rows of other grouping sets, and over no rows, what WHERE said of a row does not hold.
            if !scope.grouping.grouped || keys.iter().any(|key| key.left_out) {
                scope.known.clear();
            }
            scope.grouping.keys = Some(Rc::new(keys));
        }
        true
    }

    /// HAVING and aggregates in ORDER BY of a SELECT that neither groups nor aggregates in its results.
    fn check_ungrouped(&mut self, select: &Select, query: Option<&Query>, scope: &Scope<'_>) {
        let help = "add GROUP BY, or an aggregate to the results";
        if let Some(having) = &select.having {
            let at = self.statement.expr_span(having);
            self.diagnostics.push(
                Diagnostic::error(
                    "having-without-groups",
                    "HAVING has no groups to choose from",
                )
                .at(at, "rows are chosen by WHERE")
                .help(help),
            );
        }
        let ordered: Vec<&Expr> = order_exprs(query)
            .into_iter()
            .filter(|expr| self.contains_aggregate(expr, scope))
            .collect();
        for expr in ordered {
            let at = self.statement.expr_span(expr);
            let message = "aggregates are not allowed in ORDER BY where nothing is grouped";
            self.diagnostics.push(
                Diagnostic::error("aggregate-not-allowed", message)
                    .at(at, "an aggregate")
                    .help(help),
            );
        }
    }

    /// MariaDB orders no query with ROLLUP.
    fn check_rollup_order(&mut self, items: &[Item<'_>], query: Option<&Query>) {
        let rolled_up = items.iter().find(|item| !item.always);
        let (Some(item), Some(_), false) = (
            rolled_up,
            order_exprs(query).first(),
            self.dialect().orders_rollups(),
        ) else {
            return;
        };
        let at = self.statement.expr_span(item.expr);
        self.diagnostics.push(
            Diagnostic::error("rollup-order", "a query WITH ROLLUP cannot have ORDER BY")
                .at(at, "grouped WITH ROLLUP")
                .help("order it from outside: SELECT * FROM (SELECT .. WITH ROLLUP) totals ORDER BY .."),
        );
    }

    /// What an item of GROUP BY means: a column, a result column by number or name, or an expression.
    fn grouped_by(&self, expr: &Expr, select: &Select, scope: &Scope<'_>) -> Option<What> {
        let expr = unnested(expr);
        match expr {
            Expr::Value(value) => {
                let Value::Number(text, _) = &value.value else {
                    return None;
                };
                self.shown_at(text.parse().ok()?, select, scope)
            }
            Expr::Identifier(ident) => {
                if let Some(slot) = self.own_column(expr, scope) {
                    return Some(What::Column(slot));
                }
                let name = self.fold(ident);
                let aliased = select.projection.iter().find_map(|item| match item {
                    SelectItem::ExprWithAlias { expr, alias }
                        if self.same(&self.fold(alias), &name) =>
                    {
                        Some(expr)
                    }
                    _ => None,
                })?;
                Some(self.what(aliased, scope))
            }
            _ => Some(self.what(expr, scope)),
        }
    }

    fn what(&self, expr: &Expr, scope: &Scope<'_>) -> What {
        match self.own_column(unnested(expr), scope) {
            Some(slot) => What::Column(slot),
            None => What::Expression(self.key(expr, scope)),
        }
    }

    /// Whether a result column, written so, shows what groups are made by.
    pub(super) fn is_group_key(
        &self,
        key: &Key,
        slot: Option<Slot>,
        written: Option<&Expr>,
        scope: &Scope<'_>,
    ) -> bool {
        match &key.what {
            What::Column(own) => slot == Some(*own),
            What::Expression(own) => written.is_some_and(|expr| {
                matches!(self.what(unnested(expr), scope), What::Expression(key) if key == *own)
            }),
        }
    }

    /// The result column with this number, from 1; a star counts as its columns.
    fn shown_at(&self, number: usize, select: &Select, scope: &Scope<'_>) -> Option<What> {
        let mut left = number.checked_sub(1)?;
        for item in &select.projection {
            let slots: Vec<Slot> = match item {
                SelectItem::Wildcard(_) => {
                    let visible = scope.names.iter().filter(|naming| naming.unqualified);
                    let columns = visible.flat_map(|naming| &naming.columns);
                    columns.map(|(_, slot)| *slot).collect()
                }
                SelectItem::QualifiedWildcard(kind, _) => {
                    let name = kind.to_string();
                    let last = name.rsplit('.').next().unwrap_or_default();
                    let folded = self.dialect().fold(last, false);
                    let dialect = self.dialect();
                    let naming = scope.named(&folded, |a, b| dialect.same_name(a, b))?;
                    naming.columns.iter().map(|(_, slot)| *slot).collect()
                }
                item => {
                    if left == 0 {
                        return shown(item).map(|expr| self.what(expr, scope));
                    }
                    left -= 1;
                    continue;
                }
            };
            match slots.get(left) {
                Some(slot) => return Some(What::Column(*slot)),
                None => left -= slots.len(),
            }
        }
        None
    }

    /// The column of the SELECT's own FROM that an expression is.
    fn own_column(&self, expr: &Expr, scope: &Scope<'_>) -> Option<Slot> {
        let (table, name) = match expr {
            Expr::Identifier(name) => (None, name),
            Expr::CompoundIdentifier(parts) => match parts.as_slice() {
                [table, name] | [_, table, name] => (Some(self.fold(table)), name),
                _ => return None,
            },
            _ => return None,
        };
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        match scope.find(table.as_deref(), &self.fold(name), same) {
            Found::One { depth: 0, slot } => Some(slot),
            _ => None,
        }
    }

    pub(super) fn key(&self, expr: &Expr, scope: &Scope<'_>) -> String {
        keys::key(self.dialect(), scope, &self.params.of_placeholder, expr)
    }

    /// An expression that the groups are made by: its parts need not be grouped. None for another.
    pub(super) fn grouped_expression(&mut self, expr: &Expr, scope: &Scope<'_>) -> Option<Typed> {
        let part = scope.grouping.part.get();
        let found = scope
            .grouping
            .expression_key(part, || keys::is_keyed(expr).then(|| self.key(expr, scope)))?;
        scope.grouping.part.set(Part {
            checked: false,
            ..part
        });
        let mut typed = self.expr(expr, scope);
        scope.grouping.part.set(part);
        typed.nullable |= found && rules::holds(Rule::GroupingSets);
        Some(typed)
    }

    /// A column where it stands in an expression: as its scope knows it, and as the groups leave it. `depth` is how many
    /// levels out its SELECT is.
    pub(super) fn grouped_column(
        &mut self,
        scope: &Scope<'_>,
        depth: usize,
        slot: Slot,
        at: Span,
    ) -> Typed {
        let owner = scope.at_depth(depth);
        let mut typed = owner.typed(slot);
        if depth > 0 {
            typed.slot = None;
        }
        let (true, Some(keys)) = (owner.grouping.part.get().checked, &owner.grouping.keys) else {
            // HAVING without groups is a condition of rows, and sees what is shown all the same.
            if depth == 0 {
                self.check_listed(owner, slot, at);
            }
            return typed;
        };
        let own = |slot: Slot| {
            let found = keys
                .iter()
                .filter(move |key| matches!(key.what, What::Column(own) if own == slot));
            found.map(|key| key.left_out).min()
        };
        if let Some(left_out) = own(slot) {
            self.check_hidden(owner, slot, at);
            typed.nullable |= left_out && rules::holds(Rule::GroupingSets);
            return typed;
        }
        self.check_listed(owner, slot, at);
        let relation = &owner.relations[slot.relation];
        let depends = relation.table.is_some_and(|table| {
            let key = &self.catalog.table(table).primary_key;
            let fixed = |column: &u32| {
                let slot = Slot {
                    relation: slot.relation,
                    column: *column as usize,
                };
                own(slot) == Some(false)
            };
            !key.is_empty() && key.iter().all(fixed)
        });
        if depends {
            return typed;
        }
        if self.dialect().allows_bare_columns() || owner.grouping.part.get().bare {
            typed.nullable |= !owner.grouping.grouped && rules::holds(Rule::BareColumn);
            return typed;
        }
        let name = owner.column(slot).name.clone();
        let message = if depth == 0 {
            format!("the column `{name}` is neither grouped nor in an aggregate")
        } else {
            format!(
                "the subselect uses `{name}` of the query around it, which is neither grouped nor in an aggregate"
            )
        };
        self.diagnostics.push(
            Diagnostic::error("column-not-grouped", message)
                .at(at, "which row's value?")
                .help(format!(
                    "add `{name}` to GROUP BY, or put it into an aggregate like max({name})"
                )),
        );
        typed
    }

    /// Reads the inside of an aggregate, of whichever SELECT it belongs to. None where it may not stand (reported).
    pub(super) fn inside_aggregate<R>(
        &mut self,
        function: &Function,
        at: Span,
        scope: &Scope<'_>,
        read: impl FnOnce(&mut Self) -> R,
    ) -> Option<R> {
        let owner = scope.at_depth(self.aggregate_depth(function, scope));
        let before = owner.grouping.part.get();
        if let Some(place) = before.aggregates {
            let message = match place {
                INSIDE => "aggregates cannot be nested".to_owned(),
                place => format!("aggregates are not allowed in {place}"),
            };
            let help = match place {
                "WHERE" => "conditions on groups stand in HAVING",
                _ => "aggregate in a subselect first",
            };
            self.diagnostics.push(
                Diagnostic::error("aggregate-not-allowed", message)
                    .at(at, "an aggregate")
                    .help(help),
            );
            return None;
        }
        owner.grouping.part.set(Part {
            aggregates: Some(INSIDE),
            windows: Some("an aggregate"),
            ..Part::default()
        });
        let result = read(self);
        owner.grouping.part.set(before);
        Some(result)
    }

    /// Whether every group that an aggregate is over has rows.
    pub(super) fn groups_have_rows(&self, function: &Function, scope: &Scope<'_>) -> bool {
        let owner = scope.at_depth(self.aggregate_depth(function, scope));
        owner.grouping.grouped
    }

    /// The part of the SELECT in which result columns, HAVING and ORDER BY are read.
    pub(super) fn read_groups(&self, scope: &Scope<'_>, windows: Option<&'static str>) {
        scope.grouping.part.set(Part {
            checked: scope.grouping.keys.is_some(),
            windows,
            ..Part::default()
        });
    }

    /// The part of the SELECT in which HAVING is read.
    pub(super) fn read_having(&self, scope: &Scope<'_>) {
        self.read_groups(scope, Some("HAVING"));
        let part = scope.grouping.part.get();
        scope.grouping.part.set(Part {
            listed: self.dialect().having_sees_results(),
            ..part
        });
    }

    /// Reads the argument of `any_value`.
    pub(super) fn of_any_row<R>(
        &mut self,
        scope: &Scope<'_>,
        read: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let part = scope.grouping.part.get();
        scope.grouping.part.set(Part { bare: true, ..part });
        let result = read(self);
        scope.grouping.part.set(part);
        result
    }

    /// HAVING names a column that is neither grouped nor shown: to MySQL there is none.
    fn check_listed(&mut self, scope: &Scope<'_>, slot: Slot, at: Span) {
        if !scope.grouping.part.get().listed || scope.shown.contains(&slot) {
            return;
        }
        let name = scope.column(slot).name.clone();
        self.diagnostics.push(
            Diagnostic::error(
                "column-not-grouped",
                format!("HAVING sees what is grouped or shown, and `{name}` is neither"),
            )
            .at(at, "unknown in HAVING")
            .help(format!(
                "put the condition on `{name}` into WHERE, or add `{name}` to the result columns"
            )),
        );
    }

    /// HAVING names a column of GROUP BY that is not shown, beside another of its name: MariaDB finds neither.
    fn check_hidden(&mut self, scope: &Scope<'_>, slot: Slot, at: Span) {
        let listed = scope.grouping.part.get().listed && !scope.shown.contains(&slot);
        if !listed || !self.dialect().groups_hide_names() {
            return;
        }
        let name = scope.column(slot).name.clone();
        let keys = scope.grouping.keys.clone().unwrap_or_default();
        let is_hidden = keys.iter().any(|key| {
            matches!(key.what, What::Column(other)
                if other != slot && self.same(&scope.column(other).name, &name))
        });
        if is_hidden {
            let product = self.dialect().product();
            let message = format!(
                "two columns of GROUP BY are named `{name}`, and {product} finds neither in HAVING"
            );
            self.diagnostics.push(
                Diagnostic::error("column-not-grouped", message)
                    .at(at, "unknown in HAVING")
                    .help(format!("add `{name}` to the result columns")),
            );
        }
    }

    /// What HAVING says of the groups that come through.
    pub(super) fn assume_having(&self, having: &Expr, scope: &mut Scope<'_>) {
        for part in self.certain(having) {
            let facts = narrow::facts(self.dialect(), scope, part, Outcome::True);
            scope.assume_facts(facts);
        }
    }

    pub(super) fn aggregates(&self, scope: &Scope<'_>) -> bool {
        scope.grouping.keys.is_some()
    }

    /// The expressions of GROUP BY, for their parameters and errors.
    pub(super) fn group_expressions(
        &mut self,
        select: &Select,
        columns: &[(Typed, OutColumn)],
        scope: &Scope<'_>,
    ) {
        scope.grouping.part.set(Part::of_rows("GROUP BY"));
        let GroupByExpr::Expressions(exprs, _) = &select.group_by else {
            return;
        };
        let mut items = Vec::new();
        for expr in exprs {
            gather(expr, true, &mut items);
        }
        for item in items {
            let expr = unnested(item.expr);
            let own = self.own_column(expr, scope).is_some();
            let typed = if own {
                Some(self.expr(expr, scope))
            } else if self.groups_by_aggregate(expr, select, columns, scope) {
                None
            } else {
                self.expr_or_output(expr, columns, scope)
            };
            if let Some(typed) = typed {
                self.check_comparable(&typed, expr, false);
            }
        }
    }

    /// `SELECT sum(a) AS s .. GROUP BY s`, or `GROUP BY 1`, which is reported; the same for a window's.
    fn groups_by_aggregate(
        &mut self,
        expr: &Expr,
        select: &Select,
        columns: &[(Typed, OutColumn)],
        scope: &Scope<'_>,
    ) -> bool {
        let Some((_, column)) = self.output(expr, columns, scope) else {
            return false;
        };
        let mut items = select.projection.iter().filter_map(shown);
        let Some(item) = items.find(|item| self.statement.expr_span(item) == column.span) else {
            return false;
        };
        let (id, message, label) = if self.contains_aggregate(item, scope) {
            let message = "aggregates are not allowed in GROUP BY";
            ("aggregate-not-allowed", message, "names an aggregate")
        } else if lock::calls_window(item) {
            let message = "window functions are not allowed in GROUP BY";
            ("window-not-allowed", message, "names a window function")
        } else {
            return false;
        };
        let at = self.statement.expr_span(expr);
        self.diagnostics.push(
            Diagnostic::error(id, message)
                .at(at, label)
                .also(column.span, "this one")
                .help("compute it in a subselect, and group by its column"),
        );
        true
    }

    /// `GROUPING(a, b)`: which of these are left out in a row.
    pub(super) fn grouping_call(
        &mut self,
        args: &[&Expr],
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let keys = scope.grouping.keys.clone().unwrap_or_default();
        for arg in args {
            let what = self.what(arg, scope);
            let known = keys.iter().any(|key| match (&key.what, &what) {
                (What::Column(a), What::Column(b)) => a == b,
                (What::Expression(a), What::Expression(b)) => a == b,
                _ => false,
            });
            if !known {
                let at = self.statement.expr_span(arg);
                self.diagnostics.push(
                    Diagnostic::error(
                        "column-not-grouped",
                        "GROUPING takes what the query groups by, written in the same way",
                    )
                    .at(at, "not in GROUP BY"),
                );
            }
        }
        if args.is_empty() {
            let at = self.statement.expr_span(whole);
            self.error("no-such-overload", "GROUPING takes arguments", at, "empty");
        }
        Typed::new(crate::ty::Ty::Int32, false)
    }
}

/// The place that the arguments of an aggregate are.
const INSIDE: &str = "an aggregate";

impl Grouping {
    /// Whether an expression that the groups are made by is left out of some of them; none for another expression.
    fn expression_key(&self, part: Part, key: impl FnOnce() -> Option<String>) -> Option<bool> {
        let keys = self.keys.as_ref().filter(|_| part.checked)?;
        let is_expression = |key: &&Key| matches!(key.what, What::Expression(_));
        keys.iter().find(is_expression)?;
        let text = key()?;
        keys.iter()
            .filter(|key| matches!(&key.what, What::Expression(own) if *own == text))
            .map(|key| key.left_out)
            .min()
    }
}

/// Takes an item of GROUP BY apart; whether one of its sets is empty.
fn gather<'s>(expr: &'s Expr, always: bool, items: &mut Vec<Item<'s>>) -> bool {
    match expr {
        Expr::Rollup(sets) | Expr::Cube(sets) => {
            for expr in sets.iter().flatten() {
                gather(expr, false, items);
            }
            true
        }
        Expr::GroupingSets(sets) => {
            let mut empty = false;
            for set in sets {
                let mut set_is_empty = true;
                for expr in set {
                    let everywhere = always && sets.iter().all(|other| other.contains(expr));
                    set_is_empty &= gather(expr, everywhere, items);
                }
                empty |= set_is_empty;
            }
            empty
        }
        Expr::Tuple(list) => {
            for expr in list {
                gather(expr, always, items);
            }
            list.is_empty()
        }
        expr => {
            items.push(Item { expr, always });
            false
        }
    }
}

fn unnested(expr: &Expr) -> &Expr {
    match expr {
        Expr::Nested(inner) => unnested(inner),
        other => other,
    }
}
