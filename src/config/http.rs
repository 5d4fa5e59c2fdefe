//! `[http]`: how the API behaves.
//!
//! In: its keys. Out: [`Http`]. It must not know what the names in it stand for: whether there is such a table or operation is
//! said where the service is made.

use super::reader::{Entry, Reader};
use super::{Auth, Expose, GivenName, Http, Token};
use crate::diagnostic::Diagnostic;

const KEYS: &[&str] = &[
    "prefix",
    "auth",
    "title",
    "version",
    "license",
    "license_url",
    "expose",
    "limits",
    "replace",
    "hooks",
    "token",
];

const TOKEN: &[&str] = &["login", "password", "roles"];

/// Reads one of the keys under `[http]`.
pub(super) fn read(entry: &Entry<'_>, http: &mut Http, reader: &mut Reader<'_>) {
    match entry.key {
        "prefix" => prefix(entry, http, reader),
        "auth" => match reader.text(entry) {
            Some("none") => http.auth = Some(Auth::None),
            Some("bearer") => http.auth = Some(Auth::Bearer),
            Some("api_key") => http.auth = Some(Auth::ApiKey),
            Some(other) => {
                let known = ["none", "bearer", "api_key"];
                reader.unknown_value(entry, entry.value_span, other, &known);
            }
            None => {}
        },
        "title" => reader.set_text(entry, &mut http.title),
        "version" => reader.set_text(entry, &mut http.version),
        "license" => http.license = reader.text(entry).map(str::to_owned),
        "license_url" => http.license_url = reader.text(entry).map(str::to_owned),
        "expose" => match reader.text(entry) {
            Some("all") => http.expose = Expose::All,
            Some("tagged") => http.expose = Expose::Tagged,
            Some(other) => {
                reader.unknown_value(entry, entry.value_span, other, &["all", "tagged"]);
            }
            None => {}
        },
        "replace" => names(entry, &mut http.replace, reader),
        "hooks" => names(entry, &mut http.hooks, reader),
        "token" => http.token = token(entry, reader),
        "limits" => reader.unsupported(
            entry.key_span,
            "`http.limits`".to_owned(),
            "leave it out: the built-in limits hold; `@page` and `@page_max` set a table's page",
        ),
        _ => reader.unknown_key(entry, KEYS),
    }
}

fn prefix(entry: &Entry<'_>, http: &mut Http, reader: &mut Reader<'_>) {
    let Some(text) = reader.text(entry) else {
        return;
    };
    let segments_hold = text.strip_prefix('/').is_some_and(|rest| {
        rest.split('/').all(|segment| {
            !segment.is_empty()
                && segment
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-._~".contains(c))
        })
    });
    if text.is_empty() || segments_hold {
        http.prefix = text.to_owned();
    } else {
        reader.push(
            Diagnostic::error("config-value", format!("`{text}` cannot stand before paths"))
                .at(entry.value_span, "not a path such as `/api`")
                .help("start it with `/`, do not end it with one, and use letters, digits, `-`, `.`, `_` and `~`"),
        );
    }
}

/// `[http.token]`, which says at least what people call themselves.
fn token(entry: &Entry<'_>, reader: &mut Reader<'_>) -> Option<Token> {
    let (mut login, mut password, mut roles) = (None, None, None);
    reader.table(entry, |entry, reader| {
        let target = match entry.key {
            "login" => &mut login,
            "password" => &mut password,
            "roles" => &mut roles,
            _ => return reader.unknown_key(entry, TOKEN),
        };
        *target = reader.text(entry).map(|name| GivenName {
            name: name.to_owned(),
            span: Some(entry.value_span),
        });
    });
    if login.is_none() {
        reader.push(
            Diagnostic::error("config-value", format!("`{}` has no `login`", entry.path))
                .at(entry.key_span, "nobody could say who they are")
                .help("name the column that people are known by: `login = \"users.email\"`"),
        );
    }
    Some(Token {
        login: login?,
        password,
        roles,
    })
}

/// Names with their places, each once.
fn names(entry: &Entry<'_>, names: &mut Vec<GivenName>, reader: &mut Reader<'_>) {
    for (name, span) in reader.list(entry) {
        if names.iter().any(|known| known.name == name) {
            reader.push(
                Diagnostic::error(
                    "config-value",
                    format!("`{}` names `{name}` twice", entry.path),
                )
                .at(span, "once more")
                .help("leave it out here"),
            );
            continue;
        }
        names.push(GivenName {
            name,
            span: Some(span),
        });
    }
}
