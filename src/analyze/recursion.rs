//! What a recursive common table expression may look like.
//!
//! In: a query and the name that it may read itself by. Out: its arms, or what is wrong with it. Decided by structure
//! alone; it types nothing.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use sqlparser::ast::{
    Ident, JoinOperator, ObjectName, Query, Select, SetExpr, SetOperator, TableFactor,
    TableWithJoins, Visit, Visitor,
};

use super::marks;
use crate::dialect::Dialect;

/// How often a query reads a relation of this name, its own subselects included.
pub(super) fn count(dialect: Dialect, node: &impl Visit, name: &str) -> usize {
    let mut counter = Counter {
        dialect,
        name,
        hidden: 0,
        found: 0,
    };
    let _ = node.visit(&mut counter);
    counter.found
}

/// The positions of names, by what is the same for those that are one.
pub(super) fn places(dialect: Dialect, names: &[String]) -> HashMap<String, usize> {
    let names = names.iter().enumerate().rev();
    names
        .map(|(at, name)| (dialect.name_key(name).into_owned(), at))
        .collect()
}

/// Which of these names a query reads, its own subselects included: their positions, each once, in order.
pub(super) fn reads(
    dialect: Dialect,
    node: &impl Visit,
    places: &HashMap<String, usize>,
) -> BTreeSet<usize> {
    let mut reader = Reader {
        dialect,
        places,
        hidden: HashMap::new(),
        found: BTreeSet::new(),
    };
    let _ = node.visit(&mut reader);
    reader.found
}

struct Reader<'n> {
    dialect: Dialect,
    places: &'n HashMap<String, usize>,
    /// How many queries around the walk have an expression of a name.
    hidden: HashMap<usize, usize>,
    found: BTreeSet<usize>,
}

impl Reader<'_> {
    fn place(&self, ident: &Ident) -> Option<usize> {
        let folded = self.dialect.fold(&ident.value, ident.quote_style.is_some());
        self.places.get(&*self.dialect.name_key(&folded)).copied()
    }

    fn hidden_by(&self, query: &Query) -> BTreeSet<usize> {
        let ctes = query.with.iter().flat_map(|with| &with.cte_tables);
        ctes.filter_map(|cte| self.place(&cte.alias.name)).collect()
    }
}

impl Visitor for Reader<'_> {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        for place in self.hidden_by(query) {
            *self.hidden.entry(place).or_default() += 1;
        }
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        for place in self.hidden_by(query) {
            if let Some(count) = self.hidden.get_mut(&place) {
                *count -= 1;
            }
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<()> {
        if let [part] = relation.0.as_slice()
            && let Some(place) = part.as_ident().and_then(|ident| self.place(ident))
            && self.hidden.get(&place).is_none_or(|count| *count == 0)
        {
            self.found.insert(place);
        }
        ControlFlow::Continue(())
    }
}

struct Counter<'n> {
    dialect: Dialect,
    name: &'n str,
    /// How many queries around the walk have an expression of the same name.
    hidden: usize,
    found: usize,
}

impl Counter<'_> {
    fn hides(&self, query: &Query) -> bool {
        let ctes = query.with.iter().flat_map(|with| &with.cte_tables);
        ctes.into_iter().any(|cte| {
            let name = &cte.alias.name;
            let folded = self.dialect.fold(&name.value, name.quote_style.is_some());
            self.dialect.same_name(&folded, self.name)
        })
    }
}

impl Visitor for Counter<'_> {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        self.hidden += usize::from(self.hides(query));
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        self.hidden -= usize::from(self.hides(query));
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<()> {
        if self.hidden == 0
            && let [part] = relation.0.as_slice()
            && let Some(ident) = part.as_ident()
        {
            let folded = self.dialect.fold(&ident.value, ident.quote_style.is_some());
            self.found += usize::from(self.dialect.same_name(&folded, self.name));
        }
        ControlFlow::Continue(())
    }
}

/// The query that holds the arms, the first one, and those that read the others. An error says what is wrong.
pub(super) fn arms<'q>(
    dialect: Dialect,
    query: &'q Query,
    name: &str,
) -> Result<(&'q Query, &'q SetExpr, Vec<&'q SetExpr>), &'static str> {
    let mut query = query;
    while let SetExpr::Query(inner) = query.body.as_ref() {
        query = inner;
    }
    let SetExpr::SetOperation {
        op: SetOperator::Union,
        left,
        right,
        ..
    } = query.body.as_ref()
    else {
        return Err("it must be two arms with UNION between them");
    };
    if count(dialect, left.as_ref(), name) > 0 && !dialect.recursion_is_lenient() {
        return Err("it reads itself before the UNION");
    }
    if dialect.recursion_is_lenient() {
        let (mut first, mut others) = (left.as_ref(), vec![right.as_ref()]);
        // Several arms can read the whole: `a UNION ALL b UNION ALL c`.
        while count(dialect, first, name) > 0
            && let SetExpr::SetOperation { left, right, .. } = first
        {
            others.insert(0, right.as_ref());
            first = left.as_ref();
        }
        if count(dialect, first, name) > 0 {
            return Err("it reads itself before the UNION");
        }
        return Ok((query, first, others));
    }
    if query.order_by.is_some() || query.limit_clause.is_some() || query.fetch.is_some() {
        return Err("ORDER BY, LIMIT and OFFSET cannot stand in it");
    }
    if query.locks.iter().any(|lock| !marks::is_clause(lock)) {
        return Err("FOR UPDATE cannot stand in it");
    }
    let term = Term { dialect, name };
    let total = count(dialect, right.as_ref(), name);
    if total > 1 {
        return Err("it reads itself more than once");
    }
    term.check(right)?;
    if term.in_from(right) < total {
        return Err("it reads itself in a subselect");
    }
    Ok((query, left, vec![right.as_ref()]))
}

/// The recursive arm.
struct Term<'n> {
    dialect: Dialect,
    name: &'n str,
}

impl Term<'_> {
    fn reads(&self, node: &impl Visit) -> bool {
        count(self.dialect, node, self.name) > 0
    }

    fn check(&self, body: &SetExpr) -> Result<(), &'static str> {
        match body {
            SetExpr::Select(select) => self.check_select(select),
            SetExpr::Query(query) => self.check_query(query),
            SetExpr::SetOperation {
                op, left, right, ..
            } => {
                let inside = self.reads(right.as_ref())
                    || *op == SetOperator::Intersect && self.reads(left.as_ref());
                if *op != SetOperator::Union && inside {
                    return Err("it reads itself in INTERSECT or EXCEPT");
                }
                self.check(left)?;
                self.check(right)
            }
            _ => Ok(()),
        }
    }

    fn check_query(&self, query: &Query) -> Result<(), &'static str> {
        for cte in query.with.iter().flat_map(|with| &with.cte_tables) {
            self.check_query(&cte.query)?;
        }
        self.check(&query.body)
    }

    fn check_select(&self, select: &Select) -> Result<(), &'static str> {
        for table in &select.from {
            self.check_joins(table)?;
        }
        let here = select.from.iter().any(|table| self.reads(table));
        let aggregates = select
            .projection
            .iter()
            .any(|item| super::aggregates::holds_aggregate(self.dialect, item));
        if here && aggregates {
            return Err("its recursive arm has an aggregate");
        }
        Ok(())
    }

    fn check_joins(&self, table: &TableWithJoins) -> Result<(), &'static str> {
        let mut left = self.reads(&table.relation);
        self.check_factor(&table.relation)?;
        for join in &table.joins {
            let right = self.reads(&join.relation);
            let filled = match &join.join_operator {
                JoinOperator::Left(_) | JoinOperator::LeftOuter(_) => right,
                JoinOperator::Right(_) | JoinOperator::RightOuter(_) => left,
                JoinOperator::FullOuter(_) => left || right,
                _ => false,
            };
            if filled {
                return Err("it reads itself on the optional side of an outer join");
            }
            self.check_factor(&join.relation)?;
            left |= right;
        }
        Ok(())
    }

    fn check_factor(&self, factor: &TableFactor) -> Result<(), &'static str> {
        match factor {
            TableFactor::Derived { subquery, .. } => self.check_query(subquery),
            TableFactor::NestedJoin {
                table_with_joins, ..
            } => self.check_joins(table_with_joins),
            _ => Ok(()),
        }
    }

    /// How often it is read in FROM, rather than in an expression.
    fn in_from(&self, body: &SetExpr) -> usize {
        match body {
            SetExpr::Select(select) => select.from.iter().map(|table| self.in_joins(table)).sum(),
            SetExpr::Query(query) => self.in_query(query),
            SetExpr::SetOperation { left, right, .. } => self.in_from(left) + self.in_from(right),
            _ => 0,
        }
    }

    fn in_query(&self, query: &Query) -> usize {
        let ctes = query.with.iter().flat_map(|with| &with.cte_tables);
        let inside: usize = ctes.map(|cte| self.in_query(&cte.query)).sum();
        inside + self.in_from(&query.body)
    }

    fn in_joins(&self, table: &TableWithJoins) -> usize {
        let joined = table.joins.iter().map(|join| &join.relation);
        std::iter::once(&table.relation)
            .chain(joined)
            .map(|factor| match factor {
                TableFactor::Derived { subquery, .. } => self.in_query(subquery),
                TableFactor::NestedJoin {
                    table_with_joins, ..
                } => self.in_joins(table_with_joins),
                TableFactor::Table {
                    name, args: None, ..
                } => count_name(self, name),
                _ => 0,
            })
            .sum()
    }
}

fn count_name(term: &Term<'_>, name: &ObjectName) -> usize {
    let [part] = name.0.as_slice() else { return 0 };
    let Some(ident) = part.as_ident() else {
        return 0;
    };
    let folded = term.dialect.fold(&ident.value, ident.quote_style.is_some());
    usize::from(term.dialect.same_name(&folded, term.name))
}
