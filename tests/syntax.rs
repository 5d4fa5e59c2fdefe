//! What the splitter and the spans must get right, by example: statements, parameters, comments, places.

use rowtype::diagnostic::{Diagnostics, Style, render};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax::{self, PlaceholderKind, PlaceholderName, Statement, StatementKind};
use sqlparser::ast::{self, SelectItem, SetExpr};

fn parse(kind: SourceKind, dialect: Dialect, text: &str) -> (Sources, Vec<Statement>) {
    let mut sources = Sources::new();
    let id = sources.add(kind, "file.sql", text);
    let mut diagnostics = Diagnostics::new();
    let statements = syntax::parse(sources.get(id), dialect, &mut diagnostics);
    assert!(
        !diagnostics.has_errors(),
        "{}",
        render(&diagnostics, &sources, Style::Plain)
    );
    (sources, statements)
}

/// The parameters of a query as they stand in the text, with their names.
fn parameters(dialect: Dialect, query: &str) -> Vec<(String, String)> {
    let text = format!("-- name: Q :many\n{query};");
    let (sources, statements) = parse(SourceKind::Queries, dialect, &text);
    statements[0]
        .placeholders
        .iter()
        .map(|placeholder| {
            let name = match &placeholder.name {
                PlaceholderName::Named(name) => name.clone(),
                PlaceholderName::Numbered(number) => number.to_string(),
                PlaceholderName::Anonymous => "?".to_owned(),
            };
            let kind = match placeholder.kind {
                PlaceholderKind::Plain => "",
                PlaceholderKind::Nullable => " or NULL",
                PlaceholderKind::Slice => "[]",
            };
            (
                sources.text(placeholder.span).to_owned(),
                format!("{name}{kind}"),
            )
        })
        .collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(written, name)| ((*written).to_owned(), (*name).to_owned()))
        .collect()
}

#[test]
fn parameters_of_postgres() {
    let find = |query: &str| parameters(Dialect::Postgres, query);
    assert_eq!(find("SELECT @a::int, x::text"), pairs(&[("@a", "a")]));
    assert_eq!(
        find("SELECT $2::int, x::text, $1"),
        pairs(&[("$2", "2"), ("$1", "1")])
    );
    assert_eq!(
        find("SELECT 1 WHERE b @> @x AND a <@ b AND c @@ d"),
        pairs(&[("@x", "x")])
    );
    assert_eq!(
        find("SELECT 1 WHERE id>=@low AND id<:high"),
        pairs(&[("@low", "low"), (":high", "high")])
    );
    assert_eq!(
        find("SELECT a[1:2], a[lo:hi], a[:hi] FROM t LIMIT :n"),
        pairs(&[(":n", "n")])
    );
    assert_eq!(
        find("SELECT ARRAY[:a, :b], f(:c), j ? 'k', j ->> 'k'"),
        pairs(&[(":a", "a"), (":b", "b"), (":c", "c")])
    );
    assert_eq!(
        find("SELECT '@no', \"@no\", $$ @no :no $$, E'\\'@no' -- see @no\n, @yes"),
        pairs(&[("@yes", "yes")])
    );
    assert_eq!(
        find("SELECT 1 WHERE a = ANY(@ids::int[])"),
        pairs(&[("@ids", "ids")])
    );
    assert_eq!(
        find("SELECT sqlc.arg(a), sqlc.narg('b'), 1 IN (sqlc.slice( c ))"),
        pairs(&[
            ("sqlc.arg(a)", "a"),
            ("sqlc.narg('b')", "b or NULL"),
            ("sqlc.slice( c )", "c[]")
        ])
    );
}

#[test]
fn parameters_of_sqlite() {
    let find = |query: &str| parameters(Dialect::Sqlite, query);
    assert_eq!(
        find("SELECT ?, :a, @b, $c"),
        pairs(&[("?", "?"), (":a", "a"), ("@b", "b"), ("$c", "c")])
    );
    assert_eq!(find("SELECT ?2, $3"), pairs(&[("?2", "2"), ("$3", "3")]));
    assert_eq!(
        find("SELECT [@no], `:no`, x'00', '?' WHERE a=@b"),
        pairs(&[("@b", "b")])
    );
}

#[test]
fn semicolons_that_end_nothing() {
    let text = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2; $$;\n\
        CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END;\n\
        CREATE RULE r AS ON INSERT TO a DO ALSO (SELECT 1; SELECT 2);\n\
        COPY t FROM stdin;\n1;2\n'\n\\.\n\
        /* ; /* ; */ ; */ CREATE TABLE t (a text DEFAULT ';', \"b;\" int);";
    let (sources, statements) = parse(SourceKind::Schema, Dialect::Postgres, text);
    let starts: Vec<&str> = statements
        .iter()
        .map(|statement| &sources.text(statement.span)[..12])
        .collect();
    assert_eq!(
        starts,
        [
            "CREATE FUNCT",
            "CREATE FUNCT",
            "CREATE RULE ",
            "COPY t FROM ",
            "CREATE TABLE"
        ]
    );
    assert!(matches!(statements[3].kind, StatementKind::Data));
    assert!(matches!(statements[4].kind, StatementKind::Parsed(_)));
}

#[test]
fn bodies_of_sqlite_triggers() {
    let text = "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT CASE WHEN 1 THEN 2 END;\n  DELETE FROM a;\nEND;\n\
        CREATE TABLE [a;b] (`c;d` TEXT);";
    let (_, statements) = parse(SourceKind::Schema, Dialect::Sqlite, text);
    assert_eq!(statements.len(), 2);
}

#[test]
fn comments_and_what_they_belong_to() {
    let text = "-- Far away.\n\n-- ------------\n-- People.\n-- @sort id\nCREATE TABLE users ( -- the table\n  \
        -- The key.\n  id INTEGER PRIMARY KEY, -- @readonly\n\n  -- Nobody's.\n\n  name TEXT -- Beside.\n);\n-- After.\n";
    let (_, statements) = parse(SourceKind::Schema, Dialect::Sqlite, text);
    let users = &statements[0];
    assert_eq!(users.comments.doc, ["People."]);
    assert_eq!(users.comments.tags[0].args, "id");
    let inner: Vec<(bool, bool, &[String])> = users
        .inner
        .iter()
        .map(|comment| {
            (
                comment.own_line,
                comment.attached,
                comment.comments.doc.as_slice(),
            )
        })
        .collect();
    assert_eq!(inner.len(), 5);
    assert!(inner[1].0 && inner[1].1 && inner[1].2 == ["The key."]);
    assert!(!inner[2].0 && inner[2].2.is_empty());
    assert!(inner[3].0 && !inner[3].1);
    assert!(!inner[4].0 && inner[4].2 == ["Beside."]);
}

#[test]
fn headers_of_both_kinds() {
    let text = "/* name: One :one */\nSELECT 1;\r\n-- Words.\r\n--name: Two :exec\r\n\r\n-- More.\r\nSELECT 2;";
    let (_, statements) = parse(SourceKind::Queries, Dialect::Postgres, text);
    let names: Vec<&str> = statements
        .iter()
        .filter_map(|statement| statement.header.as_ref())
        .map(|header| header.name.as_str())
        .collect();
    assert_eq!(names, ["One", "Two"]);
    assert_eq!(statements[1].comments.doc, ["Words.", "More."]);
}

fn projection(statement: &Statement) -> &ast::Expr {
    let StatementKind::Parsed(tree) = &statement.kind else {
        panic!("it is parsed");
    };
    let ast::Statement::Query(query) = tree.as_ref() else {
        panic!("it is a query");
    };
    let SetExpr::Select(select) = query.body.as_ref() else {
        panic!("it is a SELECT");
    };
    match &select.projection[1] {
        SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => expr,
        other => panic!("{other} is no expression"),
    }
}

/// The span of an expression is the expression as written.
#[test]
fn spans_of_expressions() {
    let everywhere = [
        "a",
        "t.a",
        "1",
        "'ä🦀'",
        "(a)",
        "((a + 1))",
        "-a",
        "NOT a",
        "a + b * 2",
        "(a + b) * (c + d)",
        "a IS NULL",
        "a IS NOT NULL",
        "a IN (1, 2)",
        "a IN (SELECT b FROM t)",
        "a NOT IN (SELECT count(*) FROM t)",
        "a BETWEEN 1 AND (2)",
        "a LIKE 'x%'",
        "count(*)",
        "count(DISTINCT a)",
        "coalesce(a, lower(b), '')",
        "f(now())",
        "f()",
        "CAST(a AS text)",
        "CASE WHEN a THEN b END",
        "CASE a WHEN 1 THEN (b) ELSE f(c) END",
        "EXISTS (SELECT 1 FROM t)",
        "(SELECT max(b) FROM t)",
        "(SELECT * FROM t)",
        "a || f(b)",
        "sum(a) OVER (PARTITION BY b)",
        "count(*) FILTER (WHERE a > 1)",
        "row_number() OVER w",
        "a = @p",
        "f(@p)",
    ];
    let postgres = [
        "a::text",
        "(a + 1)::double precision",
        "a::numeric(10, 2)",
        "a::timestamp with time zone",
        "a::int[]",
        "a::public.mood",
        "a = ANY (b)",
        "a = ANY(ARRAY[1, 2])",
        "ARRAY[1, 2]",
        "a[1]",
        "a AT TIME ZONE 'UTC'",
        "extract(year FROM a)",
        "NOT EXISTS (SELECT 1)",
        "date '2020-01-01'",
        "a IS DISTINCT FROM b",
        "substring(a FROM 1 FOR 2)",
        "trim(a)",
        "percentile_cont(0.5) WITHIN GROUP (ORDER BY a)",
        "(1, 2)",
        "a COLLATE \"C\"",
    ];
    let cases = [Dialect::Postgres, Dialect::Sqlite]
        .iter()
        .flat_map(|dialect| everywhere.iter().map(move |case| (*dialect, *case)))
        .chain(postgres.iter().map(|case| (Dialect::Postgres, *case)));
    for (dialect, case) in cases {
        let text = format!("-- name: Q :many\nSELECT (x), {case}, (y) FROM t WINDOW w AS ();");
        let (sources, statements) = parse(SourceKind::Queries, dialect, &text);
        let span = statements[0].expr_span(projection(&statements[0]));
        assert_eq!(sources.text(span), case, "{}", dialect.name());
    }
}

/// Forms that the parser itself does not take, or takes in one database only.
#[test]
fn forms_that_are_adapted() {
    let sqlite = [
        "SELECT a IS b, a IS NOT @c, a IS NULL, a IS NOT DISTINCT FROM b FROM t",
        "SELECT a FROM t WHERE a NOT GLOB 'x*' AND b << 2 > 1",
        "SELECT a FROM t INDEXED BY t_a WHERE a = 1 AND NOT indexed",
        "SELECT a FROM t NOT INDEXED",
        "WITH x AS NOT MATERIALIZED (SELECT 1) SELECT * FROM x",
    ];
    let postgres = [
        "SELECT a FROM t FOR NO KEY UPDATE OF t NOWAIT",
        "SELECT substring(a FOR no) FROM t FOR KEY SHARE",
    ];
    for query in sqlite {
        parameters(Dialect::Sqlite, query);
    }
    for query in postgres {
        parameters(Dialect::Postgres, query);
    }
}
