//! How many rows a statement can give, where it can be proved.
//!
//! In: the relations of a FROM with their keys, and the conditions that every row passes. Out: [`Cardinality`]. Decided by
//! structure alone; what is not understood proves nothing.

use std::collections::BTreeSet;
use std::ops::Range;

use sqlparser::ast::{
    BinaryOperator, Expr, FunctionArg, FunctionArgExpr, FunctionArguments, Value,
};

use super::Cardinality;
use super::context::Analyzer;
use super::scope::{Found, Relation, Scope, Slot};
use crate::catalog::{Column, Table, TableId};
use crate::dialect::Dialect;
use crate::syntax::{canonical, conjuncts};

/// Something that is known to hold in every row.
#[derive(Clone, Debug)]
pub(super) struct Equality {
    /// The column; for the others only its relation counts.
    pub slot: Slot,
    of: Of,
    /// The relations that the other side needs.
    pub needs: BTreeSet<usize>,
    /// The subselects in the other side, by their places: they are values only where they read nothing around them.
    queries: Vec<usize>,
}

/// What is known.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Of {
    /// A column equals something.
    Column,
    /// An expression over one relation does: `lower(email)`.
    Expression(String),
    /// A condition on one relation holds: that of a partial index, perhaps.
    Condition(String),
}

impl Equality {
    /// A column equals a value that stands outside.
    pub fn of_value(slot: Slot) -> Equality {
        Equality {
            slot,
            of: Of::Column,
            needs: BTreeSet::new(),
            queries: Vec::new(),
        }
    }

    /// Whether it says that this column equals something that only relations in `fixed` decide.
    fn fixes(&self, slot: Slot, fixed: &BTreeSet<usize>) -> bool {
        self.of == Of::Column && self.slot == slot && self.needs.is_subset(fixed)
    }

    /// A column equals one of another relation.
    pub fn of_columns(slot: Slot, needed: usize) -> Equality {
        Equality {
            slot,
            of: Of::Column,
            needs: BTreeSet::from([needed]),
            queries: Vec::new(),
        }
    }
}

/// A key of a relation: at most one row for each of its values.
struct Key {
    columns: Vec<u32>,
    expressions: Vec<String>,
    /// The conditions of a partial index.
    conditions: Vec<String>,
}

/// What an expression depends on.
#[derive(Default)]
struct Needs {
    relations: BTreeSet<usize>,
    queries: Vec<usize>,
}

impl Analyzer<'_> {
    /// Whether the equalities let at most one row through: every relation is fixed by a whole key that is compared with
    /// values, or with columns of relations that are fixed already.
    pub(super) fn at_most_one(&self, scope: &Scope<'_>, equalities: &[Equality]) -> bool {
        self.fixed(scope, equalities).len() == scope.relations.len()
    }

    /// Whether at most one row of a relation takes part.
    pub(super) fn fixes(
        &self,
        scope: &Scope<'_>,
        equalities: &[Equality],
        relation: usize,
    ) -> bool {
        self.fixed(scope, equalities).contains(&relation)
    }

    /// Whether the conditions leave one value for each of these columns, so that there is one group at most.
    pub(super) fn fixes_columns(
        &self,
        scope: &Scope<'_>,
        equalities: &[Equality],
        slots: &[Slot],
    ) -> bool {
        let fixed = self.fixed(scope, equalities);
        let known = self.known_equalities(equalities);
        slots
            .iter()
            .all(|slot| known.iter().any(|equality| equality.fixes(*slot, &fixed)))
    }

    /// Those whose other side is the same for all rows.
    fn known_equalities<'e>(&self, equalities: &'e [Equality]) -> Vec<&'e Equality> {
        let is_known = |equality: &&Equality| {
            let mut queries = equality.queries.iter();
            queries.all(|query| self.independent.contains(query))
        };
        equalities.iter().filter(is_known).collect()
    }

    /// The keys of a relation that are columns alone, by their positions.
    pub(super) fn plain_keys(&self, relation: &Relation) -> Vec<Vec<usize>> {
        let of_table = relation
            .table
            .map(|table| self.keys_of(self.catalog.table(table)));
        let plain = of_table.into_iter().flatten().filter_map(|key| {
            let alone = key.expressions.is_empty() && key.conditions.is_empty();
            alone.then(|| key.columns.iter().map(|column| *column as usize).collect())
        });
        plain.chain(relation.keys.iter().cloned()).collect()
    }

    fn fixed(&self, scope: &Scope<'_>, equalities: &[Equality]) -> BTreeSet<usize> {
        let known = self.known_equalities(equalities);
        let mut fixed: BTreeSet<usize> = BTreeSet::new();
        loop {
            let before = fixed.len();
            for (index, relation) in scope.relations.iter().enumerate() {
                if fixed.contains(&index) {
                    continue;
                }
                // One row for each row of what stands before it.
                let single = relation.single
                    && (!relation.lateral || (0..index).all(|at| fixed.contains(&at)));
                if single || self.is_keyed(index, relation, &known, &fixed) {
                    fixed.insert(index);
                }
            }
            if fixed.len() == before {
                return fixed;
            }
        }
    }

    fn is_keyed(
        &self,
        index: usize,
        relation: &Relation,
        known: &[&Equality],
        fixed: &BTreeSet<usize>,
    ) -> bool {
        let own: Vec<&&Equality> = known
            .iter()
            .filter(|equality| equality.slot.relation == index && equality.needs.is_subset(fixed))
            .collect();
        let has = |of: &Of| own.iter().any(|equality| equality.of == *of);
        let column = |column: u32| {
            own.iter().any(|equality| {
                equality.of == Of::Column && equality.slot.column == column as usize
            })
        };
        let numbered = relation.columns.iter().enumerate().any(|(at, own)| {
            own.system
                && self.dialect().is_row_number(&own.name)
                && u32::try_from(at).is_ok_and(column)
        });
        if numbered {
            return true;
        }
        let before = !relation.lateral || (0..index).all(|at| fixed.contains(&at));
        let derived = relation
            .keys
            .iter()
            .any(|key| before && key.iter().all(|at| u32::try_from(*at).is_ok_and(column)));
        if derived {
            return true;
        }
        let keys = relation
            .table
            .map(|table| self.keys_of(self.catalog.table(table)))
            .unwrap_or_default();
        keys.iter().any(|key| {
            key.columns.iter().all(|own| column(*own))
                && key
                    .expressions
                    .iter()
                    .all(|text| has(&Of::Expression(text.clone())))
                && key
                    .conditions
                    .iter()
                    .all(|text| has(&Of::Condition(text.clone())))
        })
    }

    /// The keys of a table or materialized view; of a view over one table those that it shows.
    fn keys_of(&self, table: &Table) -> Vec<Key> {
        if table.inherited {
            return Vec::new();
        }
        let plain = |columns: &[u32]| Key {
            columns: columns.to_vec(),
            expressions: Vec::new(),
            conditions: Vec::new(),
        };
        let mut keys: Vec<Key> = std::iter::once(&table.primary_key)
            .chain(table.uniques.iter().map(|unique| &unique.columns))
            .filter(|key| !key.is_empty())
            .map(|key| plain(key))
            .collect();
        let indexes = self
            .catalog
            .indexes
            .iter()
            .filter(|index| index.table == table.id && index.unique && !index.parts.is_empty());
        if let Some(base) = table.updates {
            keys.extend(self.keys_of_base(table, base));
        }
        keys.extend(indexes.map(|index| {
            let mut key = plain(&[]);
            for part in &index.parts {
                let own = table.columns.iter().find(|own| self.same(&own.name, part));
                match own {
                    Some(own) => key.columns.push(own.id.index),
                    None => key.expressions.push(part.clone()),
                }
            }
            key.conditions.clone_from(&index.predicate);
            key
        }));
        keys
    }

    /// The keys of a view's table, where the view shows all of their columns.
    fn keys_of_base(&self, view: &Table, base: TableId) -> Vec<Key> {
        let shown = |column: &u32| {
            let is_it = |own: &&Column| {
                own.direct
                    .is_some_and(|direct| direct.table == base && direct.index == *column)
            };
            view.columns.iter().find(is_it).map(|own| own.id.index)
        };
        self.keys_of(self.catalog.table(base))
            .into_iter()
            .filter(|key| key.expressions.is_empty() && key.conditions.is_empty())
            .filter_map(|key| {
                let columns: Option<Vec<u32>> = key.columns.iter().map(shown).collect();
                columns.map(|columns| Key { columns, ..key })
            })
            .collect()
    }

    /// What a condition says of every row, each equality in both readings, for the relations in `about`.
    pub(super) fn equalities(
        &self,
        scope: &Scope<'_>,
        condition: &Expr,
        about: &Range<usize>,
    ) -> Vec<Equality> {
        let mut found = Vec::new();
        for conjunct in conjuncts(condition) {
            self.equalities_of(scope, unnested(conjunct), &mut found);
        }
        found.retain(|equality| about.contains(&equality.slot.relation));
        found
    }

    fn equalities_of(&self, scope: &Scope<'_>, conjunct: &Expr, found: &mut Vec<Equality>) {
        match conjunct {
            Expr::BinaryOp {
                left,
                op: BinaryOperator::Eq,
                right,
            } => match (unnested(left), unnested(right)) {
                (Expr::Tuple(left), Expr::Tuple(right)) if left.len() == right.len() => {
                    for (left, right) in left.iter().zip(right) {
                        self.equal(scope, left, right, found);
                    }
                }
                (left, right) => self.equal(scope, left, right, found),
            },
            Expr::InList {
                expr,
                list,
                negated: false,
            } => {
                if let [only] = list.as_slice()
                    && !self.is_list(only)
                {
                    self.equal(scope, expr, only, found);
                }
            }
            Expr::AnyOp {
                left,
                compare_op: BinaryOperator::Eq,
                right,
                ..
            } => {
                let array = match unnested(right) {
                    Expr::Cast { expr, .. } => unnested(expr),
                    other => other,
                };
                if let Expr::Array(array) = array
                    && let [only] = array.elem.as_slice()
                {
                    self.equal(scope, left, only, found);
                }
            }
            _ => {}
        }
        let mut needs = Needs::default();
        if self.needs(scope, conjunct, &mut needs)
            && needs.queries.is_empty()
            && needs.relations.len() == 1
            && let Some(relation) = needs.relations.first()
        {
            found.push(Equality {
                slot: Slot::row(*relation),
                of: Of::Condition(canonical(conjunct, self.dialect())),
                needs: BTreeSet::new(),
                queries: Vec::new(),
            });
        }
    }

    fn equal(&self, scope: &Scope<'_>, one: &Expr, other: &Expr, found: &mut Vec<Equality>) {
        for (column, value) in [(one, other), (other, one)] {
            let mut needs = Needs::default();
            if !self.needs(scope, value, &mut needs) {
                continue;
            }
            let dialect = self.dialect();
            let (slot, of) = match slot(dialect, scope, column) {
                Some(slot) => (slot, Of::Column),
                None => {
                    let mut own = Needs::default();
                    let is_known = self.needs(scope, column, &mut own);
                    let relation = own.relations.first().copied();
                    match relation.filter(|_| is_known && own.relations.len() == 1) {
                        Some(relation) => (
                            Slot::row(relation),
                            Of::Expression(canonical(column, dialect)),
                        ),
                        None => continue,
                    }
                }
            };
            found.push(Equality {
                slot,
                of,
                needs: needs.relations,
                queries: needs.queries,
            });
        }
    }

    /// `sqlc.slice(ids)`.
    fn is_list(&self, expr: &Expr) -> bool {
        let Expr::Value(value) = unnested(expr) else {
            return false;
        };
        let Value::Placeholder(index) = &value.value else {
            return false;
        };
        let param = index
            .parse::<usize>()
            .ok()
            .and_then(|index| self.params.of_placeholder.get(index));
        param.is_none_or(|param| self.params.list[*param].slice)
    }

    /// Gathers the relations of this scope that an expression reads; false where its value is not the same for the same rows,
    /// or cannot be told.
    fn needs(&self, scope: &Scope<'_>, expr: &Expr, needs: &mut Needs) -> bool {
        let mut all = |exprs: &[&Expr]| {
            let mut known = true;
            for expr in exprs {
                known &= self.needs(scope, expr, needs);
            }
            known
        };
        match expr {
            Expr::Value(_) | Expr::TypedString(_) => true,
            Expr::Nested(inner)
            | Expr::Cast { expr: inner, .. }
            | Expr::UnaryOp { expr: inner, .. }
            | Expr::IsNull(inner)
            | Expr::IsNotNull(inner)
            | Expr::IsTrue(inner)
            | Expr::IsFalse(inner)
            | Expr::IsNotTrue(inner)
            | Expr::IsNotFalse(inner) => all(&[inner]),
            Expr::BinaryOp { left, right, .. } => all(&[left, right]),
            Expr::InList { expr, list, .. } => {
                let mut exprs: Vec<&Expr> = vec![expr];
                exprs.extend(list);
                all(&exprs)
            }
            Expr::Identifier(_) | Expr::CompoundIdentifier(_) => {
                // A column of a scope around this one is a constant here.
                if let Some(slot) = slot(self.dialect(), scope, expr) {
                    needs.relations.insert(slot.relation);
                }
                true
            }
            Expr::Function(call)
                if call.over.is_none()
                    && call.filter.is_none()
                    && is_constant(&call.name.to_string()) =>
            {
                match &call.args {
                    FunctionArguments::None => true,
                    FunctionArguments::List(list) => {
                        let args: Option<Vec<&Expr>> = list
                            .args
                            .iter()
                            .map(|arg| match arg {
                                FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
                                _ => None,
                            })
                            .collect();
                        args.is_some_and(|args| all(&args))
                    }
                    FunctionArguments::Subquery(_) => false,
                }
            }
            Expr::Subquery(query) => {
                needs.queries.push(self.place(&**query).start);
                true
            }
            _ => false,
        }
    }
}

fn unnested(mut expr: &Expr) -> &Expr {
    while let Expr::Nested(inner) = expr {
        expr = inner;
    }
    expr
}

/// Functions that give the same for the same arguments within a statement.
fn is_constant(name: &str) -> bool {
    const NAMES: [&str; 26] = [
        "lower",
        "upper",
        "trim",
        "btrim",
        "ltrim",
        "rtrim",
        "coalesce",
        "nullif",
        "abs",
        "length",
        "char_length",
        "md5",
        "sha256",
        "concat",
        "replace",
        "left",
        "right",
        "substring",
        "substr",
        "date_trunc",
        "now",
        "current_date",
        "current_timestamp",
        "greatest",
        "least",
        "round",
    ];
    NAMES.contains(&name.to_lowercase().as_str())
}

/// The column of this scope that an expression is.
pub(super) fn slot(dialect: Dialect, scope: &Scope<'_>, expr: &Expr) -> Option<Slot> {
    let fold =
        |ident: &sqlparser::ast::Ident| dialect.fold(&ident.value, ident.quote_style.is_some());
    let same = |a: &str, b: &str| dialect.same_name(a, b);
    let found = match expr {
        Expr::Nested(inner) => return slot(dialect, scope, inner),
        Expr::Identifier(name) => scope.find(None, &fold(name), same),
        Expr::CompoundIdentifier(parts) => match parts.as_slice() {
            [table, name] | [_, table, name] => scope.find(Some(&fold(table)), &fold(name), same),
            _ => return None,
        },
        _ => return None,
    };
    match found {
        Found::One { depth: 0, slot } => Some(slot),
        _ => None,
    }
}

/// What LIMIT and OFFSET leave of a number of rows.
pub(super) fn limited(
    cardinality: Cardinality,
    limit: Option<&Expr>,
    offset: Option<&Expr>,
) -> Cardinality {
    let number = |expr: &Expr| match expr {
        Expr::Value(value) => match &value.value {
            Value::Number(text, _) => text.parse::<u64>().ok(),
            _ => None,
        },
        _ => None,
    };
    let at_most_one = limit.and_then(number).is_some_and(|limit| limit <= 1);
    let keeps_the_first = limit.is_none_or(|limit| number(limit).is_some_and(|limit| limit > 0))
        && offset.is_none_or(|offset| number(offset) == Some(0));
    match cardinality {
        Cardinality::Many if at_most_one => Cardinality::AtMostOne,
        Cardinality::One if !keeps_the_first => Cardinality::AtMostOne,
        other => other,
    }
}
