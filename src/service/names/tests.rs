//! One and many, cases, keywords, collisions.

use super::{Claimant, Namer, Scope};
use crate::config::{GivenName, Names};
use crate::diagnostic::Diagnostics;

fn types(names: &[&str]) -> Vec<String> {
    let given = Names::default();
    let mut namer = Namer::new(&given);
    names.iter().map(|name| namer.singular_type(name)).collect()
}

#[test]
fn plural_tables_give_singular_types() {
    assert_eq!(
        types(&[
            "users",
            "addresses",
            "categories",
            "statuses",
            "people",
            "children",
            "post_tags",
            "companies",
            "matches",
            "boxes",
            "aliases",
            "analyses",
            "indices",
            "movies",
            "heroes",
            "shelves",
            "purchases",
            "houses",
            "causes",
            "databases",
            "licenses",
            "caches",
            "skus",
            "apis",
            "settings",
            "news",
            "lenses",
            "buses",
            "quizzes",
            "criteria",
            "employees",
            "countries",
            "taxes",
            "courses",
            "warehouses",
            "UserAccounts",
            "uses",
            "women",
        ]),
        [
            "User",
            "Address",
            "Category",
            "Status",
            "Person",
            "Child",
            "PostTag",
            "Company",
            "Match",
            "BoxRow",
            "Alias",
            "Analysis",
            "Index",
            "Movie",
            "Hero",
            "Shelf",
            "Purchase",
            "House",
            "Cause",
            "Database",
            "License",
            "Cache",
            "Sku",
            "Api",
            "Setting",
            "News",
            "Lens",
            "Bus",
            "Quiz",
            "Criterion",
            "Employee",
            "Country",
            "Tax",
            "Course",
            "Warehouse",
            "UserAccount",
            "Use",
            "Woman",
        ]
    );
}

#[test]
fn singular_tables_stay() {
    let singular = [
        "Album",
        "Artist",
        "Customer",
        "Employee",
        "Genre",
        "Invoice",
        "InvoiceLine",
        "MediaType",
        "Playlist",
        "PlaylistTrack",
        "Track",
        "Address",
        "Status",
        "Bus",
        "Gas",
        "Lens",
        "Analysis",
        "Axis",
        "Basis",
        "Process",
        "Access",
        "Business",
        "Alias",
        "Canvas",
        "Atlas",
        "Bonus",
        "Campus",
        "Virus",
        "Census",
        "Corpus",
        "Series",
        "Species",
        "Data",
        "Metadata",
        "Media",
        "Staff",
        "Equipment",
        "Sms",
        "Dns",
        "Specimen",
        "Person",
        "Child",
        "Woman",
        "Quiz",
        "Tax",
        "Class",
        "Bias",
    ];
    assert_eq!(types(&singular), singular);
}

#[test]
fn given_singulars_win() {
    let mut given = Names::default();
    given
        .singular
        .insert("media".to_owned(), GivenName::new("medium"));
    given
        .singular
        .insert("order_news".to_owned(), GivenName::new("OrderItem"));
    let mut namer = Namer::new(&given);
    assert_eq!(namer.singular_type("media"), "Medium");
    assert_eq!(namer.singular_type("user_media"), "UserMedium");
    assert_eq!(namer.singular_type("order_news"), "OrderItem");
}

#[test]
fn cases_and_keywords() {
    let given = Names::default();
    let namer = Namer::new(&given);
    let values: Vec<String> = [
        "createdAt",
        "CreatedAt",
        "type",
        "self",
        "2fa",
        "address_line_1",
        "HTTPCode",
        "order by",
        "größe",
        "db",
        "gen",
    ]
    .iter()
    .map(|name| namer.value(name))
    .collect();
    assert_eq!(
        values,
        [
            "created_at",
            "created_at",
            "r#type",
            "self_",
            "_2fa",
            "address_line_1",
            "http_code",
            "order_by",
            "größe",
            "db",
            "r#gen",
        ]
    );
    assert_eq!(namer.module("mod"), "mod_");
    assert_eq!(namer.module("enums"), "enums_");
    assert_eq!(namer.type_name("problem"), "ProblemRow");
    assert_eq!(namer.type_name("123"), "T123");
    assert_eq!(namer.constant("NewestPosts"), "NEWEST_POSTS");
    assert_eq!(namer.plural("user_id"), "user_ids");
    assert_eq!(namer.plural("AlbumId"), "album_ids");
    assert_eq!(namer.plural("country_code"), "country_codes");
    assert_eq!(namer.plural("reports_to"), "reports_to");
    assert_eq!(namer.words("PlaylistTrack"), "playlist track");
    let mut namer = namer;
    assert_eq!(namer.plural_words("PlaylistTrack"), "playlist tracks");
    assert_eq!(namer.plural_words("post_tags"), "post tags");
    assert_eq!(namer.plural_words("news"), "news");
    let variants: Vec<String> = ["in-progress", "IN_PROGRESS", "1st", "", "+", "self"]
        .iter()
        .enumerate()
        .map(|(at, word)| namer.variant(word, at + 1))
        .collect();
    assert_eq!(
        variants,
        [
            "InProgress",
            "InProgress",
            "_1st",
            "Empty",
            "Value5",
            "Self_"
        ]
    );
}

#[test]
fn renames_come_first_and_must_be_of_use() {
    let mut given = Names::default();
    given
        .rename
        .insert("tbl_usr".to_owned(), GivenName::new("users"));
    let mut namer = Namer::new(&given);
    assert_eq!(namer.base("tbl_usr", "tbl_usr"), "users");
    assert_eq!(namer.base("posts", "posts"), "posts");
}

#[test]
fn a_collision_names_both() {
    let claimant = |what: &str| Claimant {
        what: what.to_owned(),
        span: None,
        remedy: "rename one".to_owned(),
    };
    let mut scope = Scope::new("the fields of `User`");
    let mut diagnostics = Diagnostics::new();
    assert!(scope.claim(
        "user_name",
        &claimant("column `userName`"),
        &mut diagnostics
    ));
    assert!(!scope.claim(
        "user_name",
        &claimant("column `user_name`"),
        &mut diagnostics
    ));
    let messages: Vec<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "column `userName` and column `user_name` are both `user_name` among the fields of `User`"
        ]
    );
}

#[test]
fn names_that_rust_cannot_take_are_reported() {
    let given = Names::default();
    let namer = Namer::new(&given);
    let claimant = Claimant {
        what: "table".to_owned(),
        span: None,
        remedy: "rename it".to_owned(),
    };
    let refused = |name: &str, ascii: bool| {
        let mut diagnostics = Diagnostics::new();
        namer.check(name, ascii, &claimant, &mut diagnostics);
        diagnostics.has_errors()
    };
    assert!(!refused("users", true));
    assert!(!refused("r#type", false));
    assert!(!refused("größe", false));
    assert!(refused("größe", true));
    assert!(refused("", false));
    assert!(refused("_", false));
    assert!(refused("m²", false));
}
