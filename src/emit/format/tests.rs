//! Shapes that the templates use, at the widths where their layout changes; `tests/emit.rs` compares whole projects with
//! `rustfmt` itself.

use std::cell::Cell;

use super::{file, version_order};

thread_local! {
    /// How many tokens were put on one line, to see how wide they are.
    static MEASURED: Cell<usize> = const { Cell::new(0) };
}

/// Called for all tokens that are put on one line.
pub(super) fn measured(tokens: usize) {
    MEASURED.set(MEASURED.get() + tokens);
}

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

/// Counts how often tokens are measured in a file, whose work is all of this.
fn work(text: &str) -> usize {
    MEASURED.set(0);
    file("x.rs", "header", text).expect("Rust");
    MEASURED.get()
}

#[test]
fn the_work_grows_with_the_text() {
    let column = "count: row.get_with_a_long_name(12)?.map(|value| value.checked(&[A, B], 80)).ok_or_else(Error::new)?,";
    let statement = "db.query_all(&NEWEST_POSTS_BY_AUTHOR, &[&author_id, &another], NewestPost::decode).await?;";
    let nested = |depth: usize| {
        let (open, close) = ("with(first, ".repeat(depth), ")".repeat(depth));
        format!("fn f() {{ let x = {open}\"the innermost of all\"{close}; }}")
    };
    let shapes: [(&str, &dyn Fn(usize) -> String); 4] = [
        ("functions", &|n| {
            format!("fn f() {{ {statement} }}").repeat(n)
        }),
        ("statements", &|n| {
            format!("fn f() {{ {} }}", statement.repeat(n))
        }),
        ("fields", &|n| {
            format!("fn f() {{ Ok(Row {{ {} }}) }}", column.repeat(n))
        }),
        ("arms", &|n| {
            format!(
                "fn f() {{ match x {{ {} }} }}",
                format!("A => {{ {statement} }}").repeat(n)
            )
        }),
    ];
    for (what, shape) in shapes {
        let (once, twice) = (work(&shape(200)), work(&shape(400)));
        assert!(
            once > 200 && twice <= 2 * once + 100,
            "{what}: {once}, {twice}"
        );
    }
    // What stands inside of each other is measured at every depth, but not at all depths of each.
    let (once, twice) = (work(&nested(10)), work(&nested(20)));
    assert!(twice <= 6 * once, "{once}, {twice}");
}

#[test]
fn what_is_no_item_is_an_error() {
    for (text, place) in [
        ("fn f() {}\n\nloop {}", "3:1"),
        ("fn f() {}\n#[test]", "2:1"),
        ("impl A {\n    fn f();\n}", "2:5"),
        ("fn f() { \"x }", "1:10"),
        ("fn f() {} }", "1:11"),
        ("fn f() {} \u{1}", "1:11"),
    ] {
        let error = file("x.rs", "header", text).expect_err("no Rust");
        assert!(
            error.message.starts_with(place),
            "{text}: {}",
            error.message
        );
    }
}

#[test]
fn tokens_are_read_as_rust_reads_them() {
    let kept = [
        "let a = r#\"x \"y\" \\\"#;",
        "let a = r\"\\\";",
        "let a = \"\\\"\\\\\";",
        "let a = b\"x\";",
        "let a = ['a', '\\'', '\\\\', 'é'];",
        "let a: &'static str = r#type;",
        "let a = (1.5, 1e-7, 0.5_f32, 1_000, 0xff, x.0.1, 1..2, 1.max(2));",
        "let a = move || b && c || !d;",
        "let a = |x: &&str| -> u8 { -x };",
        "let a = Vec::<Vec<u8>>::new();",
        "let (a, b): (A,) = (&mut c, *d);",
    ];
    for text in kept {
        assert_eq!(statement(text), format!("    {text}\n"));
    }
}
