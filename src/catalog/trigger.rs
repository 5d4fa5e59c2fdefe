//! Triggers and rules: which tables have some that change rows on their way in.
//!
//! In: statements that are carried verbatim. Out: [`Table::triggers`](super::Table::triggers). What a trigger does is not read.

use super::replay::{Name, QualifiedName, Replay};
use crate::syntax::Statement;

impl Replay<'_> {
    /// `CREATE TRIGGER .. BEFORE INSERT ON users ..` and `CREATE RULE .. AS ON INSERT TO users ..`. One that runs AFTER the
    /// change does not count: what comes back is the row before it.
    pub(super) fn note_trigger(&mut self, statement: &Statement) {
        let Some(written) = changed_by(self.sources.text(statement.span)) else {
            return;
        };
        let (schema, name) = match written.rsplit_once('.') {
            Some((schema, name)) => (Some(self.unquoted(schema)), self.unquoted(name)),
            None => (None, self.unquoted(&written)),
        };
        let name = QualifiedName {
            schema: schema.filter(|_| self.rules.default_schema.is_some()),
            name: Name {
                text: name,
                span: statement.span,
            },
            span: statement.span,
        };
        if let Some(table) = self.find_table(&name) {
            self.table_mut(table).triggers = true;
        }
    }

    fn unquoted(&self, word: &str) -> String {
        let quotes = ['"', '`', '[', ']'];
        let bare = word.trim_matches(quotes);
        self.dialect.fold(bare, bare.len() < word.len())
    }
}

/// The table of a trigger that runs before or instead of a change, or of a rule.
fn changed_by(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    if !words.next()?.eq_ignore_ascii_case("create") {
        return None;
    }
    let is = |word: &str, wanted: &[&str]| wanted.iter().any(|one| word.eq_ignore_ascii_case(one));
    let kind =
        words.find(|word| !is(word, &["or", "replace", "temp", "temporary", "constraint"]))?;
    if is(kind, &["rule"]) {
        return words
            .skip_while(|word| !is(word, &["to"]))
            .nth(1)
            .map(str::to_owned);
    }
    if !is(kind, &["trigger"]) {
        return None;
    }
    let head: Vec<&str> = words
        .take_while(|word| !is(word, &["execute", "begin"]))
        .collect();
    let early = head
        .iter()
        .position(|word| is(word, &["before", "instead", "after"]))?;
    if is(head[early], &["after"]) {
        return None;
    }
    let on = head.iter().skip(early).position(|word| is(word, &["on"]))?;
    head.get(early + on + 1).map(|&word| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::changed_by;

    #[test]
    fn the_table_of_a_trigger() {
        let of = |text| changed_by(text).unwrap_or_default();
        assert_eq!(
            of(
                "CREATE TRIGGER t BEFORE UPDATE OF a, b ON app.users FOR EACH ROW EXECUTE FUNCTION f()"
            ),
            "app.users"
        );
        assert_eq!(
            of("create or replace trigger t\n  instead of insert on v execute procedure f()"),
            "v"
        );
        assert_eq!(
            of("CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; END"),
            ""
        );
        assert_eq!(
            of("CREATE RULE r AS ON INSERT TO users DO INSTEAD NOTHING"),
            "users"
        );
        assert_eq!(of("GRANT SELECT ON users TO x"), "");
    }
}
