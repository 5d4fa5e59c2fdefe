//! Functions, procedures, triggers and sequences: kept as they were written, but for who has made them.

use crate::dialect::Dialect;
use crate::pull::Thing;
use crate::pull::words::Words;

/// A function, procedure or trigger.
pub fn routine(kind: &str, name: &str, sql: &str, dialect: Dialect) -> Thing {
    let text = without_definer(sql, dialect);
    // `FUNCTION `ff`(x int)`: the name is the server's own, what follows the author's.
    let quoted = format!("`{}`", name.replace('`', "``"));
    let text = text.replacen(&quoted, &dialect.quote(name), 1);
    Thing::statement(&kind.to_lowercase(), dialect.quote(name), text)
}

/// A statement without `DEFINER=`user`@`host``.
pub fn without_definer(sql: &str, dialect: Dialect) -> String {
    let words = Words::of(sql, dialect);
    let at = words
        .all
        .iter()
        .position(|lexeme| words.is(lexeme, "DEFINER"));
    let Some(at) = at.filter(|at| *at < 8) else {
        return sql.to_owned();
    };
    let behind = (at..words.all.len()).find(|at| {
        [
            "FUNCTION",
            "PROCEDURE",
            "TRIGGER",
            "VIEW",
            "SQL",
            "AGGREGATE",
        ]
        .iter()
        .any(|word| words.is(&words.all[*at], word))
    });
    match behind {
        Some(behind) => {
            let (start, end) = (words.all[at].start, words.all[behind].start);
            format!("{}{}", &sql[..start], &sql[end..])
        }
        None => sql.to_owned(),
    }
}

/// What holds of a sequence where nothing is said.
const USUAL: [&str; 7] = [
    " minvalue 1",
    " maxvalue 9223372036854775806",
    " start with 1",
    " increment by 1",
    " cache 1000",
    " nocycle",
    " ENGINE=InnoDB",
];

/// A sequence.
pub fn sequence(name: &str, sql: &str, dialect: Dialect) -> Thing {
    let quoted = format!("`{}`", name.replace('`', "``"));
    let options = sql.split_once(&quoted).map_or("", |(_, options)| options);
    let mut options = format!("{options} ");
    for usual in USUAL {
        options = options.replacen(&format!("{usual} "), " ", 1);
    }
    let name = dialect.quote(name);
    let text = format!("CREATE SEQUENCE {name} {}", options.trim());
    Thing::statement("sequence", name, text.trim_end())
}
