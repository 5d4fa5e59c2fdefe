//! Lists of values in a text: `IN (/*SLICE:ids*/?)`.
//!
//! Neither product has arrays. `JSON_TABLE` would make one of a JSON text, but JSON has no bytes, and its columns want the SQL
//! type of the list's values, which conditions made at run time do not know. So each value has a placeholder and is bound as
//! any other of its type, and the text of a statement with a list is made when it runs. Lengths are rounded up to powers of
//! two, by repeating the last value, so that few texts stay prepared.

use mysql_async::Value;

/// What stands before the placeholder of a list, with a name behind it.
const MARK: &str = "/*SLICE:";

/// What a list without a value is: no row.
const EMPTY: &str = "SELECT NULL FROM DUAL WHERE FALSE";

/// The most placeholders that a statement has.
const PLACEHOLDERS: usize = 65_535;

/// How often the placeholder of a list of so many values stands in the text.
fn width(length: usize) -> usize {
    match length.checked_next_power_of_two() {
        Some(width) if length > 0 && width < PLACEHOLDERS / 2 => width,
        _ => length,
    }
}

/// Repeats the last value of a list as often as the text has placeholders for it.
pub(super) fn pad(values: &mut Vec<Value>) {
    if let Some(last) = values.last().cloned() {
        values.resize(width(values.len()), last);
    }
}

/// The text with placeholders for lists of these lengths, in their order; none where it has fewer or more lists.
pub(super) fn expand(text: &str, lengths: &[usize]) -> Option<String> {
    let mut expanded = String::with_capacity(text.len());
    let mut rest = text;
    for length in lengths {
        let (before, marked) = rest.split_once(MARK)?;
        let (_, item) = marked.split_once("*/")?;
        let item_end = end_of_item(item)?;
        let (item, behind) = item.split_at(item_end);
        expanded.push_str(before);
        match width(*length) {
            0 => expanded.push_str(EMPTY),
            width => {
                expanded.push_str(item);
                for _ in 1..width {
                    expanded.push_str(", ");
                    expanded.push_str(item);
                }
            }
        }
        rest = behind;
    }
    expanded.push_str(rest);
    (!rest.contains(MARK)).then_some(expanded)
}

/// Where the parenthesis around the list closes. Inside there is a placeholder, perhaps in a CAST, and never a text.
fn end_of_item(item: &str) -> Option<usize> {
    let mut depth = 0;
    item.char_indices().find_map(|(at, c)| match c {
        '(' => {
            depth += 1;
            None
        }
        ')' if depth == 0 => Some(at),
        ')' => {
            depth -= 1;
            None
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_few_lengths() {
        let widths: Vec<usize> = [0, 1, 2, 3, 5, 9, 1_000].map(width).to_vec();
        assert_eq!(widths, [0, 1, 2, 4, 8, 16, 1_024]);
        assert_eq!(width(40_000), 40_000);
        let mut values = [1, 2, 3].map(Value::Int).to_vec();
        pad(&mut values);
        assert_eq!(values, [1, 2, 3, 3].map(Value::Int));
        pad(&mut Vec::new());
    }

    #[test]
    fn each_list_has_its_placeholders() {
        let text = "a = ? AND b IN (/*SLICE:b*/?) OR c NOT IN (/*SLICE:c*/CAST(? AS DECIMAL(65,30))) AND (d = ?)";
        assert_eq!(
            expand(text, &[3, 2]).unwrap(),
            "a = ? AND b IN (?, ?, ?, ?) OR c NOT IN (CAST(? AS DECIMAL(65,30)), CAST(? AS DECIMAL(65,30))) AND (d = ?)"
        );
        assert_eq!(
            expand("b IN (/*SLICE:b*/?)", &[0]).unwrap(),
            "b IN (SELECT NULL FROM DUAL WHERE FALSE)"
        );
        assert_eq!(expand(text, &[1]), None);
        assert_eq!(expand("b = ?", &[1]), None);
    }
}
