//! Shapes that the templates use, at the widths where their layout changes; `tests/emit.rs` compares whole projects with
//! `rustfmt` itself.

use super::{file, version_order};

/// A statement in a function, formatted.
fn statement(text: &str) -> String {
    let formatted = file("x.rs", "header", &format!("fn f() {{ {text} }}"));
    let formatted = formatted.expect("the statement is Rust");
    let body = formatted
        .strip_prefix("// header\nfn f() {\n")
        .expect("one function");
    body.strip_suffix("}\n").expect("one function").to_owned()
}

#[test]
fn short_statements_stay_on_their_line() {
    assert_eq!(
        statement("let row  =  db.get( &GET,&[ &id ],decode ).await ? ;"),
        "    let row = db.get(&GET, &[&id], decode).await?;\n"
    );
}

#[test]
fn chains_of_more_than_sixty_columns_are_broken() {
    assert_eq!(
        statement("db.query_all(&NEWEST_POSTS_BY_AUTHOR, &[&author_id], NewestPost::decode).await"),
        "    db.query_all(&NEWEST_POSTS_BY_AUTHOR, &[&author_id], NewestPost::decode)\n        .await\n"
    );
}

#[test]
fn arguments_of_more_than_sixty_columns_stand_below_each_other() {
    assert_eq!(
        statement(
            "violations.max_length(\"a_column_with_a_long_name_that_goes_on_for_long\", value_of_it, 80);"
        ),
        "    violations.max_length(\n        \"a_column_with_a_long_name_that_goes_on_for_long\",\n        value_of_it,\n        80,\n    );\n"
    );
}

#[test]
fn a_value_that_fits_the_next_line_goes_there() {
    assert_eq!(
        statement(
            "let the_key_of_the_table_with_a_long_name_that_fills_it = path.value(\"the_key_of_the_table_with_a\")?;"
        ),
        "    let the_key_of_the_table_with_a_long_name_that_fills_it =\n        path.value(\"the_key_of_the_table_with_a\")?;\n"
    );
}

#[test]
fn closures_go_to_the_next_line_or_get_a_block() {
    assert_eq!(
        statement(
            "let each = move |made: &mut A, row: &Row<'_>| step(made, ARowWithAnExtraordinarilyLong::lend(row)?);"
        ),
        "    let each =\n        move |made: &mut A, row: &Row<'_>| step(made, ARowWithAnExtraordinarilyLong::lend(row)?);\n"
    );
    assert_eq!(
        statement(
            "let each = move |made: &mut A, row: &Row<'_>| step(made, ARowWithAnExtraordinarilyLongNameOfItsOwn::lend(row)?);"
        ),
        "    let each = move |made: &mut A, row: &Row<'_>| {\n        step(made, ARowWithAnExtraordinarilyLongNameOfItsOwn::lend(row)?)\n    };\n"
    );
}

#[test]
fn struct_literals_have_a_field_a_line() {
    assert_eq!(
        statement("Ok(User { id: row.get(0)?, name: row.get(1)? })"),
        "    Ok(User {\n        id: row.get(0)?,\n        name: row.get(1)?,\n    })\n"
    );
}

#[test]
fn arms_that_are_too_wide_get_a_block() {
    let arm = "Filter::AReferenceWithALongName(test) => select.filter(\"a_reference_with_a_long_name_x\", test),";
    assert_eq!(
        statement(&format!("match filter {{ {arm} }}")),
        "    match filter {\n        Filter::AReferenceWithALongName(test) => {\n            select.filter(\"a_reference_with_a_long_name_x\", test)\n        }\n    }\n"
    );
}

#[test]
fn a_text_that_is_no_rust_is_given_back_with_its_place() {
    let error = file("models/users.rs", "header", "fn f( {").expect_err("no Rust");
    assert_eq!(
        (error.path.as_str(), error.text.as_str()),
        ("models/users.rs", "fn f( {")
    );
    assert!(error.message.starts_with("1:"), "{}", error.message);
}

#[test]
fn names_are_sorted_as_rustfmt_sorts_them() {
    let mut names = ["t10", "t_2", "t2", "t1a", "b", "T2", "t"];
    names.sort_by(|one, other| version_order(one, other));
    assert_eq!(names, ["T2", "b", "t", "t_2", "t1a", "t2", "t10"]);
}

/// The lines of an import whose names begin with these, and end with one that makes its line so wide.
fn imported(names: &str, before: usize, wide: usize) -> Vec<String> {
    let last = "z".repeat(wide - before - 1);
    let text = file("x.rs", "header", &format!("use x::{{{names}, {last}}};"));
    let text = text.expect("it is Rust");
    let lines = text.lines().skip_while(|line| !line.starts_with("use"));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_last_import_fills_its_line_where_it_is_the_only_one() {
    let name = "a".repeat(50);
    assert_eq!(imported(&name, 4 + 52, 100).len(), 3);
    assert_eq!(imported(&name, 4 + 52, 101).len(), 4);
    let names = format!("{name}, {}, {}", "b".repeat(50), "c".repeat(20));
    assert_eq!(imported(&names, 4 + 52 + 22, 99).len(), 4);
    assert_eq!(imported(&names, 4 + 52 + 22, 100).len(), 5);
}
