//! The comments by which migration tools tell the way up from the way back: goose, dbmate, sql-migrate, tern.

/// What a marker says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// What follows is the schema.
    Up,
    /// What follows goes back and is left out.
    Down,
    /// What follows is one statement, whatever semicolons it has.
    BlockBegin,
    /// The end of that statement.
    BlockEnd,
    /// A setting of the tool without meaning for the schema.
    Plain,
}

/// The marker that a comment is.
pub(super) fn marker(comment: &str) -> Option<Marker> {
    let text = comment.strip_prefix("--")?.trim();
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let second = words.next().unwrap_or_default();
    let word = match first {
        "+goose" | "+migrate" => second,
        "migrate:up" => "up",
        "migrate:down" => "down",
        "--" if comment.trim() == "---- create above / drop below ----" => "down",
        _ => return None,
    };
    Some(match word.to_ascii_lowercase().as_str() {
        "up" => Marker::Up,
        "down" => Marker::Down,
        "statementbegin" => Marker::BlockBegin,
        "statementend" => Marker::BlockEnd,
        _ => Marker::Plain,
    })
}
