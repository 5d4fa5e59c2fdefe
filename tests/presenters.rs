//! `docs/presenters.md` shows a case that is generated, run and tested: its files are those of the case, to the letter.

use std::fs;
use std::path::Path;

#[test]
fn the_page_shows_the_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/presenters.md")).expect("the page is readable");
    let case = root.join("tests/cases/presenters/sqlite");
    for file in ["rowtype.toml", "schema.sql", "queries/users.sql"] {
        let text = fs::read_to_string(case.join(file)).expect("a file of the case");
        let language = file.rsplit('.').next().unwrap_or_default();
        let block = format!("```{language} {file}\n{text}```\n");
        assert!(
            page.contains(&block),
            "docs/presenters.md shows another {file}"
        );
    }
}
