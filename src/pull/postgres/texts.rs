//! The server's words in the form in which people write them.

use super::lists;

/// A type by its usual name: `varchar(80)`, `timestamptz`.
pub fn type_name(text: &str) -> String {
    let (name, array) = match text.find('[') {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let (words, numbers) = match (name.find('('), name.find(')')) {
        (Some(open), Some(close)) if !name.contains('"') => (
            format!("{}{}", &name[..open], &name[close + 1..]),
            name[open..=close].replace(',', ", "),
        ),
        _ => (name.to_owned(), String::new()),
    };
    let usual = match words.as_str() {
        "character varying" => "varchar",
        "character" => "char",
        "bit varying" => "varbit",
        "timestamp with time zone" => "timestamptz",
        "timestamp without time zone" => "timestamp",
        "time with time zone" => "timetz",
        "time without time zone" => "time",
        other => other,
    };
    format!("{usual}{numbers}{array}")
}

/// The types that stand in a short definition, such as a domain's or a composite's, outside of quotes.
pub fn types(text: &str) -> String {
    let mut out = String::new();
    for (at, piece) in text.split('\'').enumerate() {
        if at > 0 {
            out.push('\'');
        }
        match at % 2 {
            0 => out.push_str(&usual_words(piece)),
            _ => out.push_str(piece),
        }
    }
    out
}

fn usual_words(text: &str) -> String {
    let mut text = text.to_owned();
    for (long, short) in [
        ("character varying", "varchar"),
        ("timestamp with time zone", "timestamptz"),
        ("timestamp without time zone", "timestamp"),
        ("time without time zone", "time"),
        ("bit varying", "varbit"),
    ] {
        if !text.contains('"') {
            text = text.replace(long, short);
        }
    }
    text
}

/// A default without a cast to the type that the column has in any case.
pub fn default(expression: &str, ty: &str) -> String {
    let Some((literal, cast)) = cast_literal(expression) else {
        return in_parentheses(expression);
    };
    let number = literal.trim_matches('\'');
    let is_number = number.starts_with('-')
        && number[1..].chars().all(|c| c.is_ascii_digit() || c == '.')
        && ["integer", "numeric"].contains(&cast);
    if is_number {
        return number.to_owned();
    }
    let base = ty.split('(').next().unwrap_or_default();
    match cast == ty || cast == base {
        true => literal.to_owned(),
        false => expression.to_owned(),
    }
}

/// DEFAULT takes conditions in parentheses alone.
fn in_parentheses(expression: &str) -> String {
    let words = [
        " AND ",
        " OR ",
        "NOT ",
        " IS ",
        " ANY (",
        " ALL (",
        " COLLATE ",
    ];
    let is_condition = words.iter().any(|word| expression.contains(word));
    match is_condition && !expression.starts_with('(') {
        true => format!("({expression})"),
        false => expression.to_owned(),
    }
}

/// `'draft'` and `text` of `'draft'::text`.
fn cast_literal(expression: &str) -> Option<(&str, &str)> {
    let (literal, cast) = expression.rsplit_once("::")?;
    let inside = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    let is_one = !inside.replace("''", "").contains('\'');
    (is_one && !cast.contains('\'')).then_some((literal, cast))
}

/// What `REFERENCES users(id)` and `role = ANY (ARRAY['a'::text, 'b'::text])` are for people.
pub fn constraint(definition: &str) -> String {
    let Some(at) = definition.find("REFERENCES ") else {
        return lists::of(definition);
    };
    let start = at + "REFERENCES ".len();
    let mut is_quoted = false;
    for (offset, c) in definition[start..].char_indices() {
        is_quoted ^= c == '"';
        if c == '(' && !is_quoted {
            let (head, tail) = definition.split_at(start + offset);
            return format!("{head} {tail}");
        }
    }
    definition.to_owned()
}

/// A function's definition.
pub fn routine(text: &str) -> String {
    let mut text = text.trim_end().to_owned();
    for kind in ["FUNCTION", "PROCEDURE"] {
        text = text.replacen(
            &format!("CREATE OR REPLACE {kind} public."),
            &format!("CREATE {kind} "),
            1,
        );
        text = text.replacen(
            &format!("CREATE OR REPLACE {kind} "),
            &format!("CREATE {kind} "),
            1,
        );
    }
    let body = text.find("\nAS $");
    let (head, body) = text.split_at(body.unwrap_or(text.len()));
    let head: Vec<&str> = head.lines().map(str::trim).collect();
    let body = match body.contains("$$") {
        true => body.to_owned(),
        false => body
            .replace("$function$", "$$")
            .replace("$procedure$", "$$"),
    };
    format!("{}{body}", head.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::{constraint, default, type_name};

    #[test]
    fn types_have_their_usual_names() {
        assert_eq!(type_name("character varying(80)[]"), "varchar(80)[]");
        assert_eq!(type_name("timestamp(3) with time zone"), "timestamptz(3)");
        assert_eq!(type_name("numeric(6,2)"), "numeric(6, 2)");
        assert_eq!(type_name("app.\"Odd (type)\""), "app.\"Odd (type)\"");
    }

    #[test]
    fn defaults_are_short_where_the_type_says_the_rest() {
        assert_eq!(default("'it''s'::text", "text"), "'it''s'");
        assert_eq!(
            default("'x'::character varying", "character varying(80)"),
            "'x'"
        );
        assert_eq!(default("'-1'::integer", "smallint"), "-1");
        assert_eq!(
            default("('a'::text || 'b'::text)", "text"),
            "('a'::text || 'b'::text)"
        );
        assert_eq!(default("'1'::text", "integer"), "'1'::text");
    }

    #[test]
    fn references_have_a_blank() {
        assert_eq!(
            constraint("FOREIGN KEY (a) REFERENCES \"b(\"(id) ON DELETE CASCADE"),
            "FOREIGN KEY (a) REFERENCES \"b(\" (id) ON DELETE CASCADE"
        );
    }
}
