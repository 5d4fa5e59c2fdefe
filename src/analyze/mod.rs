//! Queries to typed queries: types, nullability, cardinality, origins, the meaning of every parameter.
//!
//! In: the [`Catalog`] and a query's [`Statement`]. Out:
//! [`TypedQuery`]. Changes to the user's SQL are data ([`SqlText`]). It must not know routes or Rust names.

mod aggregates;
mod alternatives;
mod arrays;
mod builtin_relation;
mod call;
mod called;
mod cardinality;
mod case;
mod cast;
mod chains;
mod column;
mod column_name;
mod commands;
mod condition;
mod context;
mod copy;
mod cte;
mod embed;
mod expression;
mod finish;
mod forms;
mod from;
mod grouping;
mod hints;
mod join;
mod json_table;
mod keys;
mod lock;
pub(crate) mod marks;
mod narrow;
mod nest;
mod operators;
mod optional;
mod orderby;
mod ordering;
mod paginate;
mod params;
mod print;
mod projection;
mod recursion;
mod result_keys;
mod rows;
#[cfg(not(feature = "rule-switches"))]
mod rules;
#[cfg(feature = "rule-switches")]
pub mod rules;
mod scope;
mod select;
mod set_operation;
mod sets;
mod sql_text;
mod table_function;
mod tags;
mod transaction;
mod typing;
mod updatable;
mod usages;
mod utility;
mod windows;
mod write;
mod xml_table;

pub use called::{DefinedBy, called_by_policy, defined_by};
pub use condition::is_condition;
pub use embed::Embed;
pub use nest::Nest;
pub use print::print;
pub use sql_text::{
    Clause, Conjunct, Edit, OptionalCondition, OrderChoice, Orders, Rendered, Replacement, SqlText,
    Variant,
};
pub use updatable::base_of_view;
pub use usages::{How, Usage, usages_of_policies, usages_of_views};

pub use transaction::Step;

use serde::Serialize;
use sqlparser::ast;

use self::context::Analyzer;
use self::params::Params;
use self::select::QueryResult;
use crate::catalog::{Called, Catalog, ColumnId, Named, RoleTag, TableId};
use crate::diagnostic::Diagnostics;
use crate::source::{Sources, Span};
use crate::syntax::{Comments, QueryHeader, Statement, StatementKind};
use crate::ty::Ty;

/// A parameter's position in [`TypedQuery::params`].
pub type ParamIndex = usize;

/// A query, resolved.
#[derive(Clone, Debug, Serialize)]
pub struct TypedQuery {
    /// Name and command.
    pub header: QueryHeader,
    /// Description and tags as written.
    pub comments: Comments,
    /// What the tags say.
    pub tags: QueryTags,
    /// The statement.
    pub span: Span,
    /// Whether it changes rows.
    pub access: Access,
    /// In the order of first appearance (or by number).
    pub params: Vec<Param>,
    /// Empty for a statement without a result.
    pub columns: Vec<ResultColumn>,
    /// Which of the columns are a row of a table (`sqlc.embed`).
    pub embeds: Vec<Embed>,
    /// How its rows are gathered (`@nest`).
    pub nest: Option<Nest>,
    /// How many rows it can give.
    pub cardinality: Cardinality,
    /// The statements that run before it (`@tx`).
    pub steps: Vec<Step>,
    /// The table and columns that its rows are loaded into (`:copyfrom`), as written: `events (at, kind)`.
    pub copy_target: Option<String>,
    /// The text with its edits.
    pub sql: SqlText,
    /// The tables that it reads, in the order of appearance.
    pub reads: Vec<TableId>,
    /// The tables that it changes.
    pub writes: Vec<TableId>,
    /// Which columns it uses where.
    pub usages: Vec<Usage>,
    /// Which tables and columns it calls by their names where.
    #[serde(skip)]
    pub called: Vec<Called>,
    /// What it writes that derives from other columns.
    #[serde(skip)]
    pub derivations: Vec<Derivation>,
}

/// A column that is written, and the columns that its new value derives from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// The column.
    pub column: ColumnId,
    /// What the value derives from.
    pub origins: Vec<ColumnId>,
    /// The value.
    pub span: Span,
}

/// Whether a statement changes rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Only reads.
    Read,
    /// Changes rows.
    Write,
}

/// How many rows a statement can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cardinality {
    /// No result.
    None,
    /// Exactly one (an ungrouped aggregate).
    One,
    /// None or one (a unique key bound by equality, LIMIT 1).
    AtMostOne,
    /// Any number.
    Many,
}

/// A parameter of a query.
#[derive(Clone, Debug, Serialize)]
pub struct Param {
    /// Its name: as written, else from the column that it stands beside, else `arg1`.
    pub name: String,
    /// Its type; for a list, the element's.
    pub ty: Ty,
    /// Whether it may be NULL (for an optional condition: `false`, absence is not NULL).
    pub nullable: bool,
    /// `sqlc.slice`: a list.
    pub slice: bool,
    /// `@optional`: its condition falls away when it is absent.
    pub optional: bool,
    /// The column that it is compared with or written to, for docs and validation.
    pub column: Option<ColumnId>,
    /// Whether the value is written to that column (INSERT, SET).
    pub written: bool,
    /// Where it first stands.
    pub span: Span,
}

/// A column of a result.
#[derive(Clone, Debug, Serialize)]
pub struct ResultColumn {
    /// Its name in the result.
    pub name: String,
    /// Whether that is only ours: the database gives none (`?column?`), or its own text.
    pub unnamed: bool,
    /// Whether what the database calls it is not to be relied upon, as no AS names it.
    #[serde(skip)]
    pub nameless: bool,
    /// The column of the catalog whose name it has, where no AS gives it another.
    #[serde(skip)]
    pub called: Option<ColumnId>,
    /// Its type.
    pub ty: Ty,
    /// Whether it can be NULL.
    pub nullable: bool,
    /// The base columns that it derives from, through expressions, views and CTEs.
    pub origins: Vec<ColumnId>,
    /// The base column that it shows unchanged.
    pub direct: Option<ColumnId>,
    /// The expression, or the star.
    pub span: Span,
}

/// What a query's tags say.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QueryTags {
    /// `@route GET /users/{author_id}/newest-posts`.
    pub route: Option<Route>,
    /// `@public`: no identity is needed.
    pub public: Option<Span>,
    /// `@role admin`.
    pub role: Option<RoleTag>,
    /// `@returns UserCard`: the shape that its rows are.
    pub returns: Option<Named>,
    /// `@body SignUp`: the shape that the body of its route is.
    pub body: Option<Named>,
    /// `@expose col`: these may show what derives from a hidden column.
    pub expose: Vec<String>,
}

/// `@route METHOD /path`.
#[derive(Clone, Debug, Serialize)]
pub struct Route {
    /// Upper case.
    pub method: String,
    /// From the `/`.
    pub path: String,
    /// The tag's arguments.
    pub span: Span,
}

/// Every query of the definition, in order. A query that cannot be resolved is left out, and an error says why.
pub fn queries(
    catalog: &Catalog,
    statements: &[Statement],
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<TypedQuery> {
    statements
        .iter()
        .filter(|statement| statement.header.is_some())
        .filter_map(|statement| {
            let found = diagnostics.len();
            let query = query(catalog, statement, sources, diagnostics);
            if query.is_none() {
                catalog.unread.explain(found, sources, diagnostics);
            }
            query
        })
        .collect()
}

/// One query: types, nullability, cardinality, origins and parameters.
pub fn query(
    catalog: &Catalog,
    statement: &Statement,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<TypedQuery> {
    if statement.parts.is_empty() {
        one(catalog, statement, sources, diagnostics)
    } else {
        transaction::query(catalog, statement, sources, diagnostics)
    }
}

fn one(
    catalog: &Catalog,
    statement: &Statement,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<TypedQuery> {
    let header = statement.header.clone()?;
    let errors = diagnostics.error_count();
    let source = sources.get(statement.span.file);
    let mut analyzer = Analyzer::new(catalog, statement, source, diagnostics);
    analyzer.params = Params::collect(&statement.placeholders);
    let tags = analyzer.tags();
    let (result, access) = analyzer.statement(&statement.kind);
    let access = if analyzer.writes.is_empty() {
        access
    } else {
        Access::Write
    };
    if result.failed || analyzer.diagnostics.error_count() > errors {
        return None;
    }
    let mut columns = analyzer.finish_columns(&result);
    let embeds = analyzer.finish_embeds(&result);
    for column in &mut columns {
        // The database describes a result without domains.
        column.ty = catalog.base_type(&column.ty).clone();
    }
    let mut params = analyzer.finish_params()?;
    let nest = analyzer.nest(&header, &columns, &embeds);
    let orders = analyzer.orders(&columns);
    analyzer.paginate(&header, &mut params);
    let sql = analyzer.sql_text(orders);
    analyzer.check_command(&header, &statement.kind, &result);
    let copy_target = analyzer.copy_target(&header, &statement.kind);
    analyzer.check_exposed(&tags, statement, &columns);
    let usages = analyzer.finish_usages();
    let called = analyzer.finish_called();
    let derivations = std::mem::take(&mut analyzer.derivations);
    let (reads, writes) = (analyzer.reads, analyzer.writes);
    if diagnostics.error_count() > errors {
        return None;
    }
    Some(TypedQuery {
        header,
        comments: statement.comments.clone(),
        tags,
        span: statement.span,
        access,
        params,
        columns,
        embeds,
        nest,
        cardinality: result.cardinality,
        steps: Vec::new(),
        copy_target,
        sql,
        reads,
        writes,
        usages,
        called,
        derivations,
    })
}

impl Analyzer<'_> {
    fn statement(&mut self, kind: &StatementKind) -> (QueryResult, Access) {
        let tree = match kind {
            StatementKind::Parsed(tree) => tree,
            StatementKind::Refresh(view) => return (self.refresh(view), Access::Write),
            StatementKind::Definition(_)
            | StatementKind::Verbatim
            | StatementKind::Data
            | StatementKind::Unread => {
                self.error(
                    "not-a-query",
                    "this is not a statement that a query can be made of",
                    self.statement.span,
                    "not SELECT, INSERT, UPDATE or DELETE",
                );
                return (QueryResult::failed(), Access::Write);
            }
        };
        if let ast::Statement::Query(query) = &**tree {
            return (self.query(query, None), Access::Read);
        }
        match self.utility(tree) {
            Some(result) => (result, Access::Write),
            None => (self.write(tree), Access::Write),
        }
    }
}

/// The columns of a view, and the tables that it reads. The statement is the whole `CREATE VIEW`, `query` what stands after its AS.
pub fn view_columns(
    catalog: &Catalog,
    statement: &Statement,
    query: &ast::Query,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<(Vec<ResultColumn>, Vec<TableId>)> {
    let errors = diagnostics.error_count();
    let source = sources.get(statement.span.file);
    let mut analyzer = Analyzer::new(catalog, statement, source, diagnostics);
    let result = analyzer.query(query, None);
    let columns = analyzer.finish_columns(&result);
    let reads = analyzer.reads;
    (!result.failed && diagnostics.error_count() == errors).then_some((columns, reads))
}
