//! The functions of a schema: their signatures, made, changed and dropped.

use sqlparser::ast::ObjectName;

use super::Catalog;
use super::replay::{QualifiedName, Replay};
use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::data_type::TypeError;
use crate::dialect::resolve::Arguments;
use crate::source::Span;
use crate::syntax::{
    ArgumentMode, CreateFunction, FunctionChange, FunctionReturns, RoutineKind, Statement,
    WrittenType,
};
use crate::ty::Ty;
use serde::Serialize;

/// A function, procedure or aggregate.
#[derive(Clone, Debug, Serialize)]
pub struct Function {
    /// The schema.
    pub schema: Option<String>,
    /// The name.
    pub name: String,
    /// What kind of function it is.
    pub kind: FunctionKind,
    /// The arguments that a call gives.
    pub arguments: Vec<Argument>,
    /// Whether the last argument, an array, may be given as its elements.
    pub variadic: bool,
    /// What it gives: of a set, a row's type.
    pub result: Ty,
    /// Whether it gives any number of rows.
    pub set: bool,
    /// The columns of its result, where it names them (OUT arguments, RETURNS TABLE).
    pub columns: Vec<(String, Ty)>,
    /// STRICT.
    pub strict: bool,
    /// Where it is written.
    pub span: Span,
}

/// What kind of function it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FunctionKind {
    /// One value, or rows, for each call.
    Normal,
    /// One value for a group of rows.
    Aggregate,
    /// Over a window only.
    Window,
    /// For CALL only.
    Procedure,
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Argument {
    /// The name, where it has one.
    pub name: Option<String>,
    /// The type.
    pub ty: Ty,
    /// Whether it may be left out.
    pub default: bool,
}

impl Catalog {
    /// Whether an extension is there, its functions to be found in this schema or along the search path.
    pub fn has_extension(&self, name: &str, schema: Option<&str>) -> bool {
        self.extensions.iter().any(|(known, own)| {
            known == name
                && match schema {
                    Some(schema) => own == schema,
                    None => self.is_visible(own),
                }
        })
    }

    /// The functions of the schema that a name can mean: in this schema, or along the search path.
    pub fn functions_named<'a>(
        &'a self,
        schema: Option<&'a str>,
        name: &'a str,
    ) -> impl Iterator<Item = &'a Function> {
        self.functions.iter().filter(move |function| {
            let visible = match (schema, &function.schema) {
                (Some(wanted), Some(own)) => wanted == own,
                (None, Some(own)) => self.is_visible(own),
                (_, None) => true,
            };
            visible
                && self.dialect.same_name(&function.name, name)
                && function.kind != FunctionKind::Procedure
        })
    }
}

impl Replay<'_> {
    /// `CREATE FUNCTION`, `PROCEDURE`, `AGGREGATE`.
    pub(super) fn create_function(&mut self, statement: &Statement, create: &CreateFunction) {
        let name = self.qualified(statement, &create.name);
        let schema = self.target_schema(&name);
        // Triggers call these, never queries.
        let is_trigger = matches!(
            &create.returns,
            Some(FunctionReturns::Type(ty)) if ["trigger", "event_trigger", "language_handler", "fdw_handler"]
                .contains(&self.text_of(statement, ty).as_str())
        );
        if is_trigger {
            return;
        }
        let mut arguments = Vec::new();
        let mut columns = Vec::new();
        let mut variadic = false;
        for argument in &create.arguments {
            let Some(ty) = self.written_type(statement, &argument.ty) else {
                return;
            };
            let own = argument
                .name
                .as_ref()
                .map(|ident| self.name(statement, ident).text);
            if matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut) {
                columns.push((own.clone().unwrap_or_default(), ty.clone()));
            }
            if argument.mode != ArgumentMode::Out {
                variadic |= argument.mode == ArgumentMode::Variadic;
                arguments.push(Argument {
                    name: own,
                    ty,
                    default: argument.default,
                });
            }
        }
        let Some((result, set)) = self.result_of(statement, create, &mut columns) else {
            return;
        };
        for (at, (name, _)) in columns.iter_mut().enumerate() {
            if name.is_empty() {
                *name = format!("column{}", at + 1);
            }
        }
        let function = Function {
            schema,
            name: name.name.text,
            kind: match create.kind {
                RoutineKind::Function => FunctionKind::Normal,
                RoutineKind::Procedure => FunctionKind::Procedure,
                RoutineKind::Aggregate => FunctionKind::Aggregate,
                RoutineKind::Window => FunctionKind::Window,
            },
            arguments,
            variadic,
            result,
            set,
            columns,
            strict: create.strict,
            span: statement.span,
        };
        let same = |known: &Function| {
            known.schema == function.schema
                && known.name == function.name
                && types_of(known) == types_of(&function)
        };
        self.catalog.functions.retain(|known| !same(known));
        self.catalog.functions.push(function);
    }

    /// What a function gives; none where a type is unknown, which is reported.
    fn result_of(
        &mut self,
        statement: &Statement,
        create: &CreateFunction,
        columns: &mut Vec<(String, Ty)>,
    ) -> Option<(Ty, bool)> {
        let of_columns = |columns: &[(String, Ty)]| match columns {
            [] => Ty::Other("void".to_owned()),
            [(_, ty)] => ty.clone(),
            _ => Ty::Record(columns.to_vec()),
        };
        if create.kind == RoutineKind::Aggregate {
            let state = self.written_type(statement, create.state.as_ref()?)?;
            let Some(finish) = &create.finish else {
                return Some((state, false));
            };
            let finish = self.qualified(statement, finish);
            let types = [Some(&state)];
            let call = Arguments {
                schema: finish.schema.as_deref(),
                ..Arguments::plain(&types)
            };
            let found = self
                .dialect
                .resolve_function(&self.catalog, &finish.name.text, &call);
            return Some((found.ok()?.result, false));
        }
        match &create.returns {
            None => Some((of_columns(columns), false)),
            Some(FunctionReturns::Table(list)) => {
                for (name, ty) in list {
                    let name = self.name(statement, name).text;
                    columns.push((name, self.written_type(statement, ty)?));
                }
                Some((of_columns(columns), true))
            }
            Some(FunctionReturns::Type(ty)) => {
                let found = self.written_type(statement, ty)?;
                let is_record = matches!(found, Ty::Record(_));
                let found = match is_record && !columns.is_empty() {
                    true => of_columns(columns),
                    false => found,
                };
                Some((found, ty.set))
            }
        }
    }

    fn text_of(&self, statement: &Statement, ty: &WrittenType) -> String {
        let span = statement.span_of(ty.span).unwrap_or(statement.span);
        let text = self.sources.text(span).to_lowercase();
        text.trim_start_matches("pg_catalog.").to_owned()
    }

    /// A type in a signature; an unknown one is reported.
    fn written_type(&mut self, statement: &Statement, written: &WrittenType) -> Option<Ty> {
        let span = statement.span_of(written.span).unwrap_or(statement.span);
        if let Some(column) = &written.column {
            return self.type_of_column(statement, column);
        }
        let data_type = written.data_type.as_ref()?;
        // What only the insides of the server know: no query calls such a function.
        let text = self.text_of(statement, written);
        let inside = [
            "internal",
            "cstring",
            "opaque",
            "language_handler",
            "index_am_handler",
        ];
        if inside.contains(&text.as_str()) {
            return None;
        }
        match self.dialect.data_type(&self.catalog, data_type) {
            Ok(found) => Some(found.ty),
            Err(error) => {
                self.unknown_type(error, span);
                None
            }
        }
    }

    /// `table.column%TYPE`.
    fn type_of_column(&mut self, statement: &Statement, column: &ObjectName) -> Option<Ty> {
        let mut table = column.clone();
        let last = table.0.pop()?;
        let ident = last.as_ident()?.clone();
        if table.0.is_empty() {
            let span = statement.name_span(column);
            let error = TypeError {
                message: "this column has no table".to_owned(),
                help: Some("write `table.column%TYPE`".to_owned()),
            };
            self.unknown_type(error, span);
            return None;
        }
        let name = self.qualified(statement, &table);
        let id = self.known_table(&name)?;
        let column = self.name(statement, &ident);
        let index = self.known_column(id, &column)?;
        Some(self.catalog.table(id).column(index).ty.clone())
    }

    /// `ALTER FUNCTION` and its like.
    pub(super) fn alter_function(
        &mut self,
        statement: &Statement,
        name: &ObjectName,
        types: Option<&[WrittenType]>,
        change: &FunctionChange,
    ) {
        let name = self.qualified(statement, name);
        let Some(found) = self.find_function(statement, &name, types) else {
            return;
        };
        match change {
            FunctionChange::Rename(to) => {
                let to = self.name(statement, to).text;
                self.catalog.functions[found].name = to;
            }
            FunctionChange::SetSchema(schema) => {
                let schema = self.name(statement, schema);
                self.check_schema(&schema);
                self.catalog.functions[found].schema = Some(schema.text);
            }
            FunctionChange::Strict(strict) => {
                if let Some(strict) = strict {
                    self.catalog.functions[found].strict = *strict;
                }
            }
        }
    }

    /// `DROP FUNCTION` and its like.
    pub(super) fn drop_functions(
        &mut self,
        statement: &Statement,
        functions: &[(ObjectName, Option<Vec<WrittenType>>)],
        if_exists: bool,
    ) {
        for (name, types) in functions {
            let name = self.qualified(statement, name);
            match self.find_function(statement, &name, types.as_deref()) {
                Some(found) => {
                    self.catalog.functions.remove(found);
                }
                None if if_exists => {}
                // Triggers' functions are not held.
                None => self.unknown_routine(&name),
            }
        }
    }

    fn unknown_routine(&mut self, name: &QualifiedName) {
        let known = self
            .catalog
            .functions
            .iter()
            .map(|known| known.name.as_str());
        if known.clone().any(|known| known == name.name.text) {
            let diagnostic = Diagnostic::error(
                "unknown-function",
                format!("no function `{}` takes these arguments", name.shown()),
            );
            self.diagnostics
                .push(diagnostic.at(name.span, "other arguments"));
            return;
        }
        if let Some(near) = nearest(&name.name.text, known).map(str::to_owned) {
            let diagnostic = Diagnostic::warning(
                "unknown-function",
                format!("there is no function `{}`", name.shown()),
            );
            self.diagnostics.push(
                diagnostic
                    .at(name.span, "unknown function")
                    .help(format!("did you mean `{near}`?")),
            );
        }
    }

    fn find_function(
        &mut self,
        statement: &Statement,
        name: &QualifiedName,
        types: Option<&[WrittenType]>,
    ) -> Option<usize> {
        let named = |replay: &Self, function: &Function| {
            function.name == name.name.text
                && match (&name.schema, &function.schema) {
                    (Some(wanted), Some(own)) => wanted == own,
                    (None, Some(own)) => replay.catalog.is_visible(own),
                    (_, None) => true,
                }
        };
        let is_there = self
            .catalog
            .functions
            .iter()
            .any(|found| named(self, found));
        if !is_there {
            return None;
        }
        let wanted: Option<Vec<Ty>> = match types {
            Some(types) => Some(
                types
                    .iter()
                    .map(|ty| self.written_type(statement, ty))
                    .collect::<Option<Vec<Ty>>>()?,
            ),
            None => None,
        };
        self.catalog.functions.iter().position(|function| {
            named(self, function)
                && wanted
                    .as_ref()
                    .is_none_or(|wanted| types_of(function).into_iter().eq(wanted))
        })
    }
}

fn types_of(function: &Function) -> Vec<&Ty> {
    function
        .arguments
        .iter()
        .map(|argument| &argument.ty)
        .collect()
}
