//! The conditions of a list on related rows, as the query string asks for them.

use super::{Writer, reader};
use crate::emit::literal;
use crate::service::{ApiParamKind, FilterOperator, Operation, RelatedFilter, Resource};

/// A relation that conditions go through, with those on the rows there and those that go further.
struct Way<'a> {
    association: usize,
    /// The columns that are asked about, with their operators.
    columns: Vec<(&'a RelatedFilter, Vec<FilterOperator>)>,
    further: Vec<Way<'a>>,
}

impl<'a> Writer<'a> {
    /// Reads the conditions on related rows: those of one relation stand together, since they are about one row.
    pub(super) fn related_filters(&mut self, operation: &Operation) -> Vec<String> {
        let resource = self.resource;
        let mut ways = Vec::new();
        for (at, filter) in resource.filters.iter().enumerate() {
            let params = operation.query_params.iter();
            let operators: Vec<FilterOperator> = params
                .filter_map(|param| match param.kind {
                    ApiParamKind::Related { filter, operator } if filter == at => Some(operator),
                    _ => None,
                })
                .collect();
            if !operators.is_empty() {
                add(&mut ways, &filter.path, (filter, operators));
            }
        }
        let mut statements = Vec::new();
        let mut variables = vec!["filters".to_owned()];
        for way in &ways {
            self.way(resource, way, "filters", &mut variables, &mut statements);
        }
        statements
    }

    /// Reads what is asked of the rows at the end of a way into a variable of its own, and adds it to the conditions that are
    /// collected in `outer`.
    fn way(
        &mut self,
        from: &'a Resource,
        way: &Way<'a>,
        outer: &str,
        variables: &mut Vec<String>,
        statements: &mut Vec<String>,
    ) {
        let resources = &self.scope.service.resources;
        let association = &from.associations[way.association];
        let target = &resources[association.target];
        self.scope.import(&self.tables, &from.module);
        self.scope.import(&self.tables, &target.module);
        let table = format!("{}::Table", target.module);
        let variable = variable(outer, &association.constant, variables);
        statements.push(format!("let mut {variable} = Vec::new();"));
        for (filter, operators) in &way.columns {
            let column = &target.fields[filter.field].constant;
            let (name, reader) = (literal::string(&filter.name), reader(operators));
            statements.push(format!(
                "query.{reader}({name}, {table}::{column}, &mut {variable});"
            ));
        }
        for further in &way.further {
            self.way(target, further, &variable, variables, statements);
        }
        let constant = format!("{}::Table::{}", from.module, association.constant);
        let owner = target.owner().filter(|_| target.is_owned_to_readers);
        statements.extend(match owner {
            None => vec![format!("{outer}.extend({constant}.any_of({variable}));")],
            Some(owner) => vec![
                format!(
                    "let own = {constant}.filter(principal.owns({table}::{}));",
                    owner.constant
                ),
                format!("{outer}.extend(own.any_of({variable}));"),
            ],
        });
    }

    /// Whether a condition of the list is about rows that belong to whoever is asking.
    pub(super) fn filters_owned(&self) -> bool {
        let resources = &self.scope.service.resources;
        let mut filters = self.resource.filters.iter();
        filters.any(|filter| {
            let steps = filter.steps(self.resource, resources);
            let mut steps = steps.iter();
            steps.any(|(_, step)| resources[step.target].is_owned_to_readers)
        })
    }
}

/// Puts a column to the way that leads to it.
fn add<'a>(
    ways: &mut Vec<Way<'a>>,
    path: &[usize],
    column: (&'a RelatedFilter, Vec<FilterOperator>),
) {
    let Some((association, further)) = path.split_first() else {
        return;
    };
    let known = ways.iter().position(|way| way.association == *association);
    let at = known.unwrap_or_else(|| {
        ways.push(Way {
            association: *association,
            columns: Vec::new(),
            further: Vec::new(),
        });
        ways.len() - 1
    });
    match further {
        [] => ways[at].columns.push(column),
        further => add(&mut ways[at].further, further, column),
    }
}

/// `author_team_filters` behind `author_filters`, where nobody has that.
fn variable(outer: &str, constant: &str, taken: &mut Vec<String>) -> String {
    let before = outer.strip_suffix("filters").unwrap_or(outer);
    let mut name = format!("{before}{}_filters", constant.to_lowercase());
    while taken.contains(&name) {
        name.push('_');
    }
    taken.push(name.clone());
    name
}
