//! sqlc's renames are of a word wherever it stands; ours are of a table, a column or an enum.

use super::Block;
use crate::catalog::Catalog;

/// The entries of `[names.rename]`: what is renamed, and to what.
pub(super) fn renames(block: &mut Block, catalog: &Catalog) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    for (word, go) in block.renames.clone() {
        let name = snake(&go);
        if name == word {
            let why = "it only says how Go spells the name".to_owned();
            block.leave_out(format!("rename.{word}"), why);
            continue;
        }
        let before = entries.len();
        for table in &catalog.tables {
            if is_named(&table.name, &word) {
                entries.push((table.name.clone(), name.clone()));
            }
            let columns = table.columns.iter().filter(|column| column.name == word);
            entries.extend(columns.map(|column| {
                let key = format!("{}.{}", table.name, column.name);
                (key, name.clone())
            }));
        }
        for one in &catalog.enums {
            if one.name == word {
                entries.push((one.name.clone(), name.clone()));
            }
        }
        if entries.len() == before {
            let why = "no table, column or enum has this name".to_owned();
            block.leave_out(format!("rename.{word}"), why);
        }
    }
    entries.sort();
    entries.dedup_by(|a, b| a.0 == b.0);
    entries
}

/// Whether a table's struct is called so: by its name, or its singular.
fn is_named(table: &str, word: &str) -> bool {
    let plurals = [
        word.to_owned(),
        format!("{word}s"),
        format!("{word}es"),
        format!("{}ies", word.trim_end_matches('y')),
    ];
    plurals.iter().any(|plural| plural == table)
}

/// `SpotifyURL` is `spotify_url`.
fn snake(go: &str) -> String {
    let chars: Vec<char> = go.chars().collect();
    let mut out = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let next_is_lower = chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        let starts_word = c.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_ascii_digit()
                    || before.is_uppercase() && next_is_lower
            });
        if starts_word {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn go_names_in_words() {
        for (go, words) in [
            ("SpotifyURL", "spotify_url"),
            ("ID", "id"),
            ("HTTPServerName", "http_server_name"),
            ("writer", "writer"),
            ("Oauth2Token", "oauth2_token"),
        ] {
            assert_eq!(snake(go), words);
        }
    }
}
