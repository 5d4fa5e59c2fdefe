//! The handler of `POST /token`.

use askama::Template;

use super::{Module, Place, handler_name, import_http, supplied};
use crate::emit::literal;
use crate::emit::scope::Scope;
use crate::service::{Action, Field, Operation, Service, SignIn};
use crate::ty::Ty;

#[derive(Template)]
#[template(path = "sign_in.rs.jinja")]
struct SignInFile {
    imports: Vec<String>,
    parameters: String,
    handler: String,
    written: Option<WrittenView>,
}

/// The handler, where the application does not write it itself.
struct WrittenView {
    /// The keys of the body.
    login_key: String,
    password_key: String,
    login_attribute: String,
    password_attribute: String,
    table: String,
    login_constant: String,
    /// What is known of a row.
    id: String,
    login: String,
    hash: String,
    roles: String,
}

/// The file with its module; none where nobody signs in here.
pub(super) fn file<'a>(
    service: &'a Service,
    place: &Place<'_>,
) -> askama::Result<Option<(String, Module<'a>)>> {
    let operations: Vec<&Operation> = super::operations(service, |action| action == Action::SignIn);
    let (Some(sign_in), Some(operation)) = (&service.sign_in, operations.first()) else {
        return Ok(None);
    };
    let mut scope = Scope::new(service, place.target, place.root);
    import_http(&mut scope, &["Router", "post"]);
    scope.driver(&["Db"]);
    let parameters = supplied(&mut scope, &operations).join(", ");
    let written = (!operation.is_replaced).then(|| written(&mut scope, sign_in, place));
    let text = SignInFile {
        imports: scope.imports(),
        parameters,
        handler: handler_name(&operation.id),
        written,
    }
    .render()?;
    let module = Module {
        name: SignIn::MODULE.to_owned(),
        operations,
        hooks: None,
    };
    Ok(Some((text, module)))
}

fn written(scope: &mut Scope<'_>, sign_in: &SignIn, place: &Place<'_>) -> WrittenView {
    let resource = &scope.service.resources[sign_in.resource];
    import_http(
        scope,
        &[
            "AccessToken",
            "JsonBody",
            "Known",
            "Problem",
            "Query",
            "SignIn",
            "State",
        ],
    );
    scope.driver(&["Select"]);
    scope.runtime(&["Body", "BodyField", "Violations"]);
    scope.import("serde", "Deserialize");
    scope.import(&format!("{}::tables", place.root), &resource.module);
    let field = |at: usize| &resource.fields[at];
    let (login, password) = (field(sign_in.login), field(sign_in.password));
    let hash = format!("row.{}", password.rust);
    WrittenView {
        login_key: literal::string(&login.json),
        password_key: literal::string(&password.json),
        login_attribute: renamed("login", &login.json),
        password_attribute: renamed("password", &password.json),
        table: resource.module.clone(),
        login_constant: login.constant.clone(),
        id: resource.key_fields().next().map(id).unwrap_or_default(),
        login: format!("row.{}", login.rust),
        hash: match password.nullable {
            true => hash,
            false => format!("Some({hash})"),
        },
        roles: sign_in
            .roles
            .map_or_else(|| "Vec::new()".to_owned(), |at| roles(field(at))),
    }
}

fn renamed(field: &str, key: &str) -> String {
    match field == key {
        true => String::new(),
        false => format!("#[serde(rename = {})]", literal::string(key)),
    }
}

/// A key as text.
fn id(field: &Field) -> String {
    match field.ty.is_text() {
        true => format!("row.{}.clone()", field.rust),
        false => format!("row.{}.to_string()", field.rust),
    }
}

/// The roles of a row.
fn roles(field: &Field) -> String {
    let row = format!("row.{}", field.rust);
    match (&field.ty, field.nullable) {
        (Ty::Array(of), false) if of.is_text() => row,
        (Ty::Array(of), true) if of.is_text() => format!("{row}.unwrap_or_default()"),
        (Ty::Array(_), false) => format!("{row}.iter().map(ToString::to_string).collect()"),
        (Ty::Array(_), true) => {
            format!("{row}.unwrap_or_default().iter().map(ToString::to_string).collect()")
        }
        (ty, false) if ty.is_text() => format!("vec![{row}]"),
        (ty, true) if ty.is_text() => format!("{row}.into_iter().collect()"),
        (_, false) => format!("vec![{row}.to_string()]"),
        (_, true) => format!("{row}.iter().map(ToString::to_string).collect()"),
    }
}
