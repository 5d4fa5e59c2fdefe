//! `[http.token]`: who signs in by `POST /token`.
//!
//! In: the columns that rowtype.toml names. Out: where they are, and the operation; or an error at the key that cannot be.

use super::{Context, operations};
use crate::catalog::TableKind;
use crate::config::{Auth, GivenName, Token};
use crate::diagnostic::{Diagnostic, nearest};
use crate::service::names::Claimant;
use crate::service::{
    Action, Audience, Body, Field, FieldIndex, Method, Operation, Resource, ResourceIndex, SignIn,
    Success,
};
use crate::source::Span;
use crate::ty::Ty;

/// Where those who sign in are found, and the operation.
pub(super) fn lower(
    context: &mut Context<'_>,
    resources: &[Resource],
) -> Option<(SignIn, Operation)> {
    let config = context.config;
    let token = config.http.token.as_ref()?;
    match sign_in(context, token, resources) {
        Ok(found) => {
            claim(context, token);
            let resource = &resources[found.resource];
            Some((found, operation(resource)))
        }
        Err(wrong) => {
            let error = Diagnostic::error("token-impossible", wrong.message);
            let error = match wrong.span {
                Some(span) => error.at(span, "so nobody could sign in"),
                None => error,
            };
            context.diagnostics.push(error.help(wrong.help));
            None
        }
    }
}

/// Why nobody could sign in.
struct Wrong {
    message: String,
    span: Option<Span>,
    help: String,
}

fn wrong<T>(given: &GivenName, message: String, help: impl Into<String>) -> Result<T, Wrong> {
    Err(Wrong {
        message,
        span: given.span,
        help: help.into(),
    })
}

fn sign_in(context: &Context<'_>, token: &Token, resources: &[Resource]) -> Result<SignIn, Wrong> {
    if context.config.http.auth != Some(Auth::Bearer) {
        let message = "`[http.token]` gives tokens that nothing would ask for".to_owned();
        return wrong(
            &token.login,
            message,
            "say `auth = \"bearer\"` under `[http]`",
        );
    }
    let (at, login) = column(&token.login, resources)?;
    let resource = &resources[at];
    check_table(context, token, resource)?;
    check_login(context, &token.login, resource, login)?;
    let password = match &token.password {
        Some(given) => password_named(given, at, resources)?,
        None => only_password(&token.login, resource)?,
    };
    let roles = match &token.roles {
        Some(given) => Some(roles(given, at, resources)?),
        None => None,
    };
    Ok(SignIn {
        resource: at,
        login,
        password,
        roles,
    })
}

/// `users.email` as a column.
fn column(given: &GivenName, resources: &[Resource]) -> Result<(ResourceIndex, FieldIndex), Wrong> {
    let Some((table, name)) = given.name.rsplit_once('.') else {
        let message = format!("`{}` names no column", given.name);
        return wrong(given, message, "name a table and its column: `users.email`");
    };
    let Some(at) = resources.iter().position(|one| one.table_name == table) else {
        let tables = resources.iter().map(|one| one.table_name.as_str());
        let message = format!("there is no table `{table}`");
        return wrong(given, message, meant(nearest(table, tables)));
    };
    let fields = &resources[at].fields;
    let Some(field) = fields.iter().position(|one| one.column_name == name) else {
        let columns = fields.iter().map(|one| one.column_name.as_str());
        let message = format!("`{table}` has no column `{name}`");
        return wrong(given, message, meant(nearest(name, columns)));
    };
    Ok((at, field))
}

fn meant(near: Option<&str>) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a table and its column: `users.email`".to_owned(),
    }
}

fn check_table(context: &Context<'_>, token: &Token, resource: &Resource) -> Result<(), Wrong> {
    let name = &resource.table_name;
    let table = context.catalog.table(resource.table);
    if table.kind != TableKind::Table {
        let message = format!("`{name}` is a view");
        return wrong(&token.login, message, "name columns of the table itself");
    }
    let is_word =
        |field: &Field| field.ty.is_integer() || field.ty.is_text() || field.ty == Ty::Uuid;
    let key: Vec<&Field> = resource.key_fields().collect();
    match key.as_slice() {
        [key] if is_word(key) => Ok(()),
        _ => wrong(
            &token.login,
            format!(
                "the key of `{name}` is not one integer, text or uuid, which could say who somebody is"
            ),
            "give the table such a key",
        ),
    }
}

fn check_login(
    context: &Context<'_>,
    given: &GivenName,
    resource: &Resource,
    login: FieldIndex,
) -> Result<(), Wrong> {
    let field = &resource.fields[login];
    if !field.ty.is_text() || field.own.is_some() || field.nullable {
        let message = format!("`{}` is no text that is always there", given.name);
        return wrong(given, message, "name a column of text that is NOT NULL");
    }
    if field.hashed {
        let message = format!("`{}` is the hash of a secret", given.name);
        return wrong(
            given,
            message,
            "name the column that people are known by: `users.email`",
        );
    }
    let table = context.catalog.table(resource.table);
    let is_it = |columns: &[u32]| columns.iter().map(|at| *at as usize).eq([login]);
    let living: Vec<String> = resource.living().into_iter().collect();
    let mut indexes = context.catalog.indexes.iter();
    let is_unique = is_it(&table.primary_key)
        || table.uniques.iter().any(|unique| is_it(&unique.columns))
        || indexes.any(|index| {
            let whole = !index.partial || index.predicate == living && !living.is_empty();
            index.unique
                && index.table == table.id
                && index.parts.len() == 1
                && is_it(&index.columns)
                && whole
        });
    match is_unique {
        true => Ok(()),
        false => wrong(
            given,
            format!("two rows can have the same `{}`", given.name),
            format!("make it UNIQUE in `{}`", resource.table_name),
        ),
    }
}

fn password_named(
    given: &GivenName,
    at: ResourceIndex,
    resources: &[Resource],
) -> Result<FieldIndex, Wrong> {
    let (of, field) = column(given, resources)?;
    if of != at {
        let message = format!("`{}` is not of the table that the login is of", given.name);
        return wrong(given, message, "name a column of the same table");
    }
    match resources[at].fields[field].hashed {
        true => Ok(field),
        false => wrong(
            given,
            format!("`{}` is no hash of a password", given.name),
            "write `-- @hash argon2 as password` at the column",
        ),
    }
}

/// The one column that is a hash.
fn only_password(login: &GivenName, resource: &Resource) -> Result<FieldIndex, Wrong> {
    let fields = resource.fields.iter().enumerate();
    let hashes: Vec<FieldIndex> = fields
        .filter(|(_, field)| field.hashed)
        .map(|(at, _)| at)
        .collect();
    let name = &resource.table_name;
    match hashes.as_slice() {
        [only] => Ok(*only),
        [] => wrong(
            login,
            format!("`{name}` has no column with the hash of a password"),
            "write `-- @hash argon2 as password` at the column that has it",
        ),
        _ => wrong(
            login,
            format!("`{name}` has more than one column with a hash"),
            format!("say which one: `password = \"{name}.password_hash\"`"),
        ),
    }
}

fn roles(
    given: &GivenName,
    at: ResourceIndex,
    resources: &[Resource],
) -> Result<FieldIndex, Wrong> {
    let (of, index) = column(given, resources)?;
    if of != at {
        let message = format!("`{}` is not of the table that the login is of", given.name);
        return wrong(given, message, "name a column of the same table");
    }
    let field = &resources[at].fields[index];
    let is_word = |ty: &Ty| ty.is_text() || matches!(ty, Ty::Enum(_));
    let holds_roles = match &field.ty {
        Ty::Array(of) => is_word(of),
        ty => is_word(ty),
    };
    match holds_roles && field.own.is_none() {
        true => Ok(index),
        false => wrong(
            given,
            format!("`{}` holds no roles", given.name),
            "name a column of a text, of an enum, or of an array of these",
        ),
    }
}

/// Takes the names of the document and of the generated code.
fn claim(context: &mut Context<'_>, token: &Token) {
    let by = Claimant {
        what: "`[http.token]`".to_owned(),
        span: token.login.span,
        remedy: "give the other one another name".to_owned(),
    };
    for name in [SignIn::CREDENTIALS, SignIn::ACCESS_TOKEN] {
        context.types.claim(name, &by, context.diagnostics);
    }
    let (operations, diagnostics) = (&mut context.operations, &mut *context.diagnostics);
    operations.claim(SignIn::OPERATION, &by, diagnostics);
    context
        .modules
        .claim(SignIn::MODULE, &by, context.diagnostics);
}

fn operation(resource: &Resource) -> Operation {
    Operation {
        id: SignIn::OPERATION.to_owned(),
        method: Method::Post,
        path: format!("/{}", SignIn::PATH),
        audience: Audience::Public,
        action: Action::SignIn,
        is_replaced: false,
        summary: format!("Sign in as one {}", resource.singular),
        description: Vec::new(),
        deprecated: false,
        path_params: Vec::new(),
        query_params: Vec::new(),
        body: Some(Body::Credentials),
        precondition: None,
        success: Success::AccessToken,
        errors: operations::statuses(&[400, 401, 413, 415, 422, 429], true),
    }
}
