//! Which statement `rowtype explain` is about: one of the project's, by the name that logs and errors have for it.
//!
//! In: the service and a name. Out: [`Statement`], the constant texts as the functions run them. It asks no database.

use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::Dialect;
use crate::service::{
    KeyStatements, QueryFunction, Resource, Service, StatementVariant, Statements, TargetSql,
};

/// A statement, as a function runs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// `NewestPosts`, `users.get`.
    pub name: String,
    /// `queries/posts.sql:12`; none for a table's.
    pub place: Option<&'a str>,
    /// The texts, in the order that they run in: one, but for a transaction.
    pub texts: Vec<Text<'a>>,
    /// Whether it only reads.
    pub read_only: bool,
    /// The other texts of the same function, and how they are asked for: `--without since`.
    pub others: Vec<String>,
}

/// A text with the names of its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text.
    pub sql: &'a str,
    /// Each placeholder's parameter, in order; where there is none, it goes by its number.
    pub params: Vec<Param>,
}

/// A parameter of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Whether its values are whole numbers.
    pub is_integer: bool,
}

/// Which of a function's texts is meant.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'c> {
    /// The optional parameters whose conditions are left out.
    pub without: &'c [String],
    /// The order, in the words of `@orderby`: `title desc`.
    pub order: Option<&'c str>,
}

/// The statement of a name: a query's as written (`NewestPosts`), its function's (`newest_posts`, `posts.newest_posts`), or a
/// table's (`users.get`). The error is about the name or the choice.
pub fn statement<'a>(
    service: &'a Service,
    target: Dialect,
    name: &str,
    choice: Choice<'_>,
) -> Result<Statement<'a>, Diagnostic> {
    let queries: Vec<&QueryFunction> = service
        .query_modules
        .iter()
        .flat_map(|module| {
            module.functions.iter().filter(|function| {
                function.query_name == name
                    || function.name == name
                    || name.split_once('.').is_some_and(|(first, rest)| {
                        first == module.module && rest == function.name
                    })
            })
        })
        .collect();
    let of_table = name.split_once('.').and_then(|(module, function)| {
        let resource = service.resources.iter().find(|one| one.module == module)?;
        let (_, sql) = named(&resource.statements).find(|(known, _)| *known == function)?;
        Some((resource, function, sql))
    });
    match (queries.as_slice(), of_table) {
        ([], None) => Err(unknown(service, name)),
        ([], Some((resource, function, sql))) => {
            if !choice.without.is_empty() || choice.order.is_some() {
                return Err(Diagnostic::error(
                    "no-such-text",
                    format!("`{name}` has one text only: --without and --order are for queries"),
                ));
            }
            Ok(of_resource(resource, function, sql.get(target)))
        }
        ([query], None) => of_query(query, target, choice),
        (queries, table) => {
            let places: Vec<String> = queries
                .iter()
                .map(|query| format!("`{}` ({})", query.query_name, query.place))
                .chain(table.map(|_| format!("`{name}` of the table")))
                .collect();
            Err(Diagnostic::error(
                "ambiguous-statement",
                format!("`{name}` can be {}", places.join(" or ")),
            )
            .help("write the query's name as it stands behind `-- name:`"))
        }
    }
}

/// The statements of a table, by the functions that run them.
fn named(statements: &Statements) -> impl Iterator<Item = (String, &TargetSql)> {
    let fixed = [
        ("list", Some(&statements.list)),
        ("create", statements.create.as_ref()),
        ("count", Some(&statements.count)),
        ("update_where", statements.update_where.as_ref()),
        ("delete_where", statements.delete_where.as_ref()),
        ("restore", statements.restore.as_ref()),
    ];
    let upserts = statements.upserts.iter();
    let by_key = statements.by_key.named();
    let owned = statements.owned.iter().flat_map(KeyStatements::named);
    fixed
        .into_iter()
        .filter_map(|(function, sql)| Some((function, sql?)))
        .chain(by_key)
        .map(|(function, sql)| (function.to_owned(), sql))
        .chain(upserts.map(|one| (one.function.clone(), &one.sql)))
        .chain(owned.map(|(function, sql)| (format!("{function}_owned"), sql)))
}

fn of_resource<'a>(resource: &'a Resource, function: &str, sql: &'a str) -> Statement<'a> {
    let bare = function.strip_suffix("_owned").unwrap_or(function);
    let owner = resource.owner().filter(|_| bare != function);
    let params = match bare {
        "get" | "get_for_update" | "exists" | "delete" => resource
            .key_fields()
            .chain(owner)
            .map(|field| Param {
                name: field.sql.clone(),
                is_integer: field.ty.is_integer(),
            })
            .collect(),
        _ => Vec::new(),
    };
    let reads = ["get", "list", "exists", "count"];
    Statement {
        name: format!("{}.{function}", resource.module),
        place: None,
        texts: vec![Text { sql, params }],
        read_only: reads.contains(&bare),
        others: Vec::new(),
    }
}

fn of_query<'a>(
    query: &'a QueryFunction,
    target: Dialect,
    choice: Choice<'_>,
) -> Result<Statement<'a>, Diagnostic> {
    let (absent, order) = (absent(query, choice)?, order(query, choice)?);
    let chosen = |variant: &&StatementVariant| {
        variant.absent == absent && (variant.order == order || variant.order.is_none())
    };
    let Some(variant) = query.variants.iter().find(chosen) else {
        return Err(Diagnostic::error(
            "no-such-text",
            format!("`{}` has no text for this choice", query.query_name),
        ));
    };
    let text = |variant: &'a StatementVariant| Text {
        sql: variant.sql.get(target),
        params: variant
            .binds
            .iter()
            .map(|bind| {
                let param = &query.params[*bind];
                Param {
                    name: param.json.clone(),
                    is_integer: param.ty.is_integer(),
                }
            })
            .collect(),
    };
    let others = query
        .variants
        .iter()
        .filter(|other| !std::ptr::eq(*other, variant));
    Ok(Statement {
        name: query.query_name.clone(),
        place: Some(&query.place),
        texts: query.steps.iter().chain([variant]).map(text).collect(),
        read_only: query.read_only,
        others: others.map(|other| flags(query, other)).collect(),
    })
}

/// How another text of a query is asked for.
fn flags(query: &QueryFunction, variant: &StatementVariant) -> String {
    let without = variant
        .absent
        .iter()
        .map(|param| format!("--without {}", query.params[*param].json));
    let order = variant.order.zip(query.orders.as_ref());
    let order = order.map(|(at, orders)| format!("--order '{}'", orders.variants[at].1));
    let flags: Vec<String> = without.chain(order).collect();
    match flags.is_empty() {
        true => "no flags".to_owned(),
        false => flags.join(" "),
    }
}

/// The positions of the parameters that are left out, in order.
fn absent(query: &QueryFunction, choice: Choice<'_>) -> Result<Vec<usize>, Diagnostic> {
    let mut absent = Vec::new();
    for name in choice.without {
        let found = query
            .params
            .iter()
            .position(|param| param.optional && param.json == *name);
        let Some(found) = found else {
            let known = query.params.iter().filter(|param| param.optional);
            let known: Vec<&str> = known.map(|param| param.json.as_str()).collect();
            return Err(Diagnostic::error(
                "no-such-text",
                format!("`{}` has no optional parameter `{name}`", query.query_name),
            )
            .help(match known.as_slice() {
                [] => "none of its parameters is optional".to_owned(),
                known => format!("optional are {}", known.join(", ")),
            }));
        };
        absent.push(found);
    }
    absent.sort_unstable();
    absent.dedup();
    Ok(absent)
}

/// The position of the order.
fn order(query: &QueryFunction, choice: Choice<'_>) -> Result<Option<usize>, Diagnostic> {
    let known = query.orders.as_ref().map(|orders| &orders.variants);
    let Some(wanted) = choice.order else {
        return Ok(known.map(|_| 0));
    };
    let found = known
        .into_iter()
        .flatten()
        .position(|(_, words)| words == wanted);
    if found.is_some() {
        return Ok(found);
    }
    let known: Vec<&str> = known
        .into_iter()
        .flatten()
        .map(|(_, words)| words.as_str())
        .collect();
    Err(Diagnostic::error(
        "no-such-text",
        format!("`{}` has no order `{wanted}`", query.query_name),
    )
    .help(match known.as_slice() {
        [] => "it has one order only".to_owned(),
        known => format!("its orders are: {}", known.join("; ")),
    }))
}

fn unknown(service: &Service, name: &str) -> Diagnostic {
    let queries = service
        .query_modules
        .iter()
        .flat_map(|module| &module.functions)
        .flat_map(|function| [function.query_name.clone(), function.name.clone()]);
    let tables = service.resources.iter().flat_map(|resource| {
        named(&resource.statements).map(|(function, _)| format!("{}.{function}", resource.module))
    });
    let known: Vec<String> = queries.chain(tables).collect();
    let diagnostic = Diagnostic::error(
        "unknown-statement",
        format!("the project has no statement `{name}`"),
    );
    diagnostic.help(match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "name a query as it stands behind `-- name:`, or a function of a table: `users.get`"
                .to_owned()
        }
    })
}
