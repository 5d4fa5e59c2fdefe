//! The schemas of `POST /token`: what somebody signs in with, and what they get.
//!
//! In: [`Service::sign_in`]. Out: two schemas, or none. How long a login is, is the table's to say.

use openapiv3::{IntegerType, VariantOrUnknownOrEmpty};
use openapiv3::{ReferenceOr, Schema, SchemaKind, StringFormat, StringType, Type};
use serde_json::{Map, json};

use super::schemas::Object;
use super::text;
use super::value::{Notes, described};
use crate::service::{Service, SignIn};

/// What the operation needs.
pub(super) fn schemas(service: &Service) -> Vec<(String, ReferenceOr<Schema>)> {
    let Some(sign_in) = &service.sign_in else {
        return Vec::new();
    };
    vec![
        (
            SignIn::CREDENTIALS.to_owned(),
            credentials(service, sign_in),
        ),
        (SignIn::ACCESS_TOKEN.to_owned(), access_token()),
    ]
}

fn credentials(service: &Service, sign_in: &SignIn) -> ReferenceOr<Schema> {
    let resource = &service.resources[sign_in.resource];
    let (login, password) = (
        &resource.fields[sign_in.login],
        &resource.fields[sign_in.password],
    );
    let secret = StringType {
        format: VariantOrUnknownOrEmpty::Item(StringFormat::Password),
        ..StringType::default()
    };
    let mut example = Map::new();
    let known = login
        .example
        .clone()
        .unwrap_or_else(|| json!("ada@example.org"));
    example.insert(login.json.clone(), known);
    example.insert(password.json.clone(), json!("correct horse"));
    Object {
        description: Some(format!(
            "What one {} signs in with.",
            text::plain(&resource.singular)
        )),
        deprecated: false,
        closed: true,
        properties: vec![
            (
                login.json.clone(),
                string(StringType::default(), "The login."),
            ),
            (password.json.clone(), string(secret, "The password.")),
        ],
        required: vec![login.json.clone(), password.json.clone()],
        example: example.into(),
    }
    .schema()
}

fn access_token() -> ReferenceOr<Schema> {
    let kind = StringType {
        enumeration: vec![Some("Bearer".to_owned())],
        ..StringType::default()
    };
    let seconds = Type::Integer(IntegerType {
        minimum: Some(0),
        ..IntegerType::default()
    });
    let names = ["access_token", "token_type", "expires_in"];
    Object {
        description: Some("A token, which says who is asking until it ends.".to_owned()),
        deprecated: false,
        closed: false,
        properties: vec![
            (names[0].to_owned(), string(StringType::default(), "The token.")),
            (names[1].to_owned(), string(kind, "How it is sent.")),
            (
                names[2].to_owned(),
                described(SchemaKind::Type(seconds), false, words("Seconds until it ends.")),
            ),
        ],
        required: names.map(str::to_owned).to_vec(),
        example: json!({"access_token": "eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "token_type": "Bearer", "expires_in": 3600}),
    }
    .schema()
}

fn string(ty: StringType, description: &str) -> ReferenceOr<Schema> {
    described(
        SchemaKind::Type(Type::String(ty)),
        false,
        words(description),
    )
}

fn words(description: &str) -> Notes {
    Notes {
        description: Some(description.to_owned()),
        ..Notes::default()
    }
}
