//! Functions that the schema makes, beside those that the server has: these come first, as the server's do.

use super::Flavor;
use super::resolve;
use crate::catalog::{Catalog, Function};
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::resolve::{Arguments, ResolveError, Resolved};

pub(in crate::dialect) fn function(
    flavor: &Flavor,
    catalog: &Catalog,
    name: &str,
    given: &Arguments<'_>,
) -> Result<Resolved, ResolveError> {
    let error = match resolve::function(flavor, name, given) {
        Err(error @ ResolveError::Unknown { .. }) => error,
        found => return found,
    };
    let mut own = catalog.functions_named(given.schema, name).peekable();
    if own.peek().is_none() {
        return Err(error);
    }
    let arguments = given.types.len();
    let mut named = Vec::new();
    for function in own {
        if function.arguments.len() == arguments && !given.star {
            return Ok(call(function));
        }
        named.push(signature(catalog, function));
    }
    Err(ResolveError::NoMatch { candidates: named })
}

/// What a body returns can be NULL, whatever it is given.
fn call(function: &Function) -> Resolved {
    let arguments = &function.arguments;
    Resolved {
        result: function.result.clone(),
        args: arguments
            .iter()
            .map(|argument| Some(argument.ty.clone()))
            .collect(),
        positions: (0..arguments.len()).collect(),
        nulls: Nullability::Sometimes,
        role: FunctionKind::Normal,
        set: false,
        columns: Vec::new(),
    }
}

fn signature(catalog: &Catalog, function: &Function) -> String {
    let types: Vec<String> = function
        .arguments
        .iter()
        .map(|argument| catalog.dialect.type_name(catalog, &argument.ty))
        .collect();
    format!("{}({})", function.name, types.join(", "))
}
