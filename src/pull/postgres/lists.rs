//! Conditions that were IN: the server keeps them as comparisons with an array.

/// `role = ANY (ARRAY['a'::text, 'b'::text])` as `role IN ('a', 'b')`, wherever it stands in a condition.
pub fn of(condition: &str) -> String {
    let mut out = condition.to_owned();
    for (array, word) in [(" = ANY (ARRAY[", "IN"), (" <> ALL (ARRAY[", "NOT IN")] {
        let mut from = 0;
        while let Some(at) = out[from..].find(array).map(|at| from + at) {
            from = at + array.len();
            let Some(list) = List::read(&out[from..]) else {
                continue;
            };
            let mut start = at;
            if list.is_cast {
                let operand = out[..at].strip_suffix("::text");
                let Some(operand) = operand.filter(|operand| ends_with_name(operand)) else {
                    continue;
                };
                start = operand.len();
            }
            let text = format!(" {word} ({})", list.items.join(", "));
            out.replace_range(start..from + list.end, &text);
            from = start + text.len();
        }
    }
    out
}

/// The items of an array.
struct List {
    /// Without their casts.
    items: Vec<String>,
    /// Whether the array is cast to texts, since the items were compared with a `varchar`.
    is_cast: bool,
    /// The byte behind the parenthesis.
    end: usize,
}

impl List {
    fn read(text: &str) -> Option<List> {
        let mut items = vec![String::new()];
        let mut is_text = false;
        let mut close = None;
        for (at, c) in text.char_indices() {
            is_text ^= c == '\'';
            match c {
                ']' if !is_text => {
                    close = Some(at);
                    break;
                }
                ',' if !is_text => items.push(String::new()),
                '[' | '(' if !is_text => return None,
                _ => items.last_mut()?.push(c),
            }
        }
        let close = close?;
        let (is_cast, behind) = match text[close + 1..].strip_prefix("::text[]") {
            Some(behind) => (true, behind),
            None => (false, &text[close + 1..]),
        };
        let rest = behind.strip_prefix(')')?;
        let mut plain = Vec::new();
        for item in &items {
            let item = item.trim();
            let value = match item.rsplit_once("'::") {
                Some((value, cast)) if is_cast == (cast == "character varying") => {
                    format!("{value}'")
                }
                None if !is_cast && item.chars().all(|c| c.is_ascii_digit()) => item.to_owned(),
                _ => return None,
            };
            plain.push(value);
        }
        // One item would be kept as a comparison without an array.
        (plain.len() > 1).then(|| List {
            items: plain,
            is_cast,
            end: text.len() - rest.len(),
        })
    }
}

fn ends_with_name(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"')
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn lists_of_literals_are_in() {
        assert_eq!(
            of("CHECK (a = ANY (ARRAY['x, y'::text, 'it''s'::text]) AND b <> ALL (ARRAY[1, 2]))"),
            "CHECK (a IN ('x, y', 'it''s') AND b NOT IN (1, 2))"
        );
        assert_eq!(
            of(
                "CHECK (a::text = ANY (ARRAY['x'::character varying, 'y'::character varying]::text[]))"
            ),
            "CHECK (a IN ('x', 'y'))"
        );
        assert_eq!(
            of(
                "CHECK (aaaaaaaaaa::text = ANY (ARRAY['x'::character varying, 'y'::character varying]::text[]) AND b = ANY (ARRAY[1, 2]))"
            ),
            "CHECK (aaaaaaaaaa IN ('x', 'y') AND b IN (1, 2))"
        );
        for kept in [
            "CHECK (a = ANY (ARRAY['x'::text]))",
            "CHECK (a = ANY (ARRAY[lower('x'::text), 'y'::text]))",
            "CHECK ((a::text || 'x'::text) = ANY (ARRAY['x'::character varying, 'y'::character varying]::text[]))",
        ] {
            assert_eq!(of(kept), kept);
        }
    }
}
