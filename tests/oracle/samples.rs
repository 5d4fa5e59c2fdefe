//! Sample values of PostgreSQL's types, as texts that the type reads.

use rowtype::dialect::builtins::postgres;

/// The samples of a built-in type, by the catalog's name. Of polymorphic types: expressions.
pub fn of(name: &str) -> Option<&'static [&'static str]> {
    let (_, samples) = SAMPLES.iter().find(|(known, _)| *known == name)?;
    Some(samples)
}

/// The samples of a type by its name in SQL, or by the catalog's.
pub fn of_sql_name(name: &str) -> Option<&'static [&'static str]> {
    match postgres::type_by_sql_name(name) {
        Some(ty) => of(ty.get().name),
        None => of(name),
    }
}

/// Samples without NULL, by the catalog's name of the type. Polymorphic types get integers.
const SAMPLES: &[(&str, &[&str])] = &[
    ("any", &["1::int4", "'a'::text"]),
    ("anyelement", &["1::int4", "7::int4"]),
    ("anynonarray", &["1::int4", "7::int4"]),
    ("anycompatible", &["1::int4", "7::int4"]),
    ("anycompatiblenonarray", &["1::int4", "7::int4"]),
    (
        "anyarray",
        &["'{}'::int4[]", "'{1,2}'::int4[]", "'{{1,2},{3,4}}'::int4[]"],
    ),
    (
        "anycompatiblearray",
        &["'{}'::int4[]", "'{1,2}'::int4[]", "'{NULL}'::int4[]"],
    ),
    (
        "anyrange",
        &[
            "'empty'::int4range",
            "'[1,5)'::int4range",
            "'(,)'::int4range",
        ],
    ),
    (
        "anycompatiblerange",
        &["'empty'::int4range", "'[1,5)'::int4range"],
    ),
    (
        "anymultirange",
        &[
            "'{}'::int4multirange",
            "'{[1,5)}'::int4multirange",
            "'{(,)}'::int4multirange",
        ],
    ),
    ("record", &["row(1, 2)", "row(1, 3)"]),
    ("int2", &["0", "1", "-3"]),
    ("int4", &["0", "1", "-3", "50"]),
    ("int8", &["0", "1", "-3"]),
    ("float4", &["0", "1.5", "-2"]),
    ("float8", &["0", "1.5", "-2", "0.5"]),
    ("numeric", &["0", "1.5", "-2", "20"]),
    ("money", &["1", "2.5"]),
    ("bool", &["t", "f"]),
    (
        "text",
        &[
            "abc", "", "a", "1", "a.c", "z", "{}", "en", "day", "UTC", "utf8", "x", "pg_class",
            "select", "C",
        ],
    ),
    ("varchar", &["", "abc"]),
    ("bpchar", &["a", "abc"]),
    ("name", &["a", "pg_class", ""]),
    ("char", &["a"]),
    ("bytea", &["", "abc"]),
    ("date", &["2024-02-29", "1999-01-01"]),
    ("time", &["00:00", "12:30"]),
    ("timetz", &["00:00+0", "12:30+2"]),
    ("timestamp", &["2024-02-29 10:00", "1999-01-01"]),
    ("timestamptz", &["2024-02-29 10:00", "1999-01-01"]),
    ("interval", &["0", "1 day", "-3 hours"]),
    (
        "json",
        &[
            "{}",
            "{\"a\":1,\"abc\":null}",
            "[1,2]",
            "null",
            "\"a\"",
            "{\"a\":{\"b\":2}}",
        ],
    ),
    (
        "jsonb",
        &[
            "{}",
            "{\"a\":1,\"abc\":null}",
            "[1,2]",
            "null",
            "\"a\"",
            "{\"a\":{\"b\":2}}",
        ],
    ),
    ("jsonpath", &["$", "$.a", "$.x", "$[*]"]),
    ("uuid", &["00000000-0000-0000-0000-000000000000"]),
    // MariaDB's own.
    ("inet4", &["0.0.0.0", "192.168.1.1"]),
    ("inet6", &["::", "2001:db8::1"]),
    ("inet", &["10.0.0.1", "::1/64"]),
    ("cidr", &["10.0.0.0/8"]),
    // The type of a case, with functions of its own: numbers.
    ("colour", &["1", "2"]),
    ("macaddr", &["08:00:2b:01:02:03"]),
    ("macaddr8", &["08:00:2b:01:02:03:04:05"]),
    ("point", &["(0,0)", "(1,2)"]),
    ("box", &["(0,0),(1,1)", "(5,5),(6,6)"]),
    ("circle", &["<(0,0),1>", "<(9,9),1>"]),
    ("lseg", &["[(0,0),(1,1)]", "[(0,1),(1,2)]"]),
    ("line", &["{1,-1,0}", "{1,-1,5}", "{0,1,0}"]),
    ("path", &["((0,0),(1,1),(1,0))", "[(0,0),(1,1)]"]),
    ("polygon", &["((0,0),(1,1),(1,0))"]),
    ("bit", &["1", "0", "010"]),
    ("varbit", &["101", ""]),
    ("tsvector", &["", "a:1 b:2"]),
    ("tsquery", &["a", "a & b", ""]),
    ("oid", &["0", "1259", "999999"]),
    ("regclass", &["pg_class", "0"]),
    ("regtype", &["int4", "0"]),
    ("regconfig", &["english"]),
    ("xml", &["<a/>", "x"]),
    ("int4range", &["empty", "[1,5)", "(,)"]),
    ("int8range", &["empty", "[1,5)", "(,)"]),
    ("numrange", &["empty", "[1,5)", "(,)"]),
    ("daterange", &["empty", "[2024-01-01,2024-02-01)", "(,)"]),
    ("tsrange", &["empty", "[2024-01-01,2024-02-01)", "(,)"]),
    ("tstzrange", &["empty", "[2024-01-01,2024-02-01)", "(,)"]),
    ("int4multirange", &["{}", "{[1,5)}", "{(,)}"]),
    ("int8multirange", &["{}", "{[1,5)}", "{(,)}"]),
    ("nummultirange", &["{}", "{[1,5)}", "{(,)}"]),
    ("datemultirange", &["{}", "{[2024-01-01,2024-02-01)}"]),
    ("tsmultirange", &["{}", "{[2024-01-01,2024-02-01)}"]),
    ("tstzmultirange", &["{}", "{[2024-01-01,2024-02-01)}"]),
    ("_int4", &["{}", "{1,2}"]),
    ("_int8", &["{}", "{1,2}"]),
    ("_text", &["{a,b}", "{}", "{z}"]),
    ("_float8", &["{0.5}", "{}"]),
    ("pg_snapshot", &["10:20:10,14"]),
    ("xid8", &["0", "5"]),
    ("citext", &["a", "A", ""]),
    ("hstore", &["a=>1", "b=>NULL", ""]),
    ("cube", &["(1,2)", "(0),(3)"]),
    ("ltree", &["a", "a.b", ""]),
    ("lquery", &["a.*", "*"]),
    ("ltxtquery", &["a & b"]),
    ("query_int", &["1", "1&2"]),
    ("pg_lsn", &["0/0", "0/10"]),
];
