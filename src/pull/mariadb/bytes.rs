//! Answers of a server that holds bytes: a default of bytes stands in a definition as they are.

/// The text of an answer. A quoted text whose bytes are no UTF-8 becomes a number of its bytes, `X'00ff'`.
pub fn text(bytes: Vec<u8>) -> String {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return text,
        Err(error) => error.into_bytes(),
    };
    let mut out: Vec<u8> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'\'' => end_of_text(&bytes, at),
            _ => at + 1,
        };
        let piece = &bytes[at..end];
        match std::str::from_utf8(piece) {
            Err(_) if piece.len() > 2 => {
                let digits = unescaped(&piece[1..piece.len() - 1]);
                let digits: String = digits.iter().map(|byte| format!("{byte:02x}")).collect();
                out.extend(format!("X'{digits}'").bytes());
            }
            _ => out.extend(piece),
        }
        at = end;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Behind the quote that ends the text which begins here.
fn end_of_text(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'\\', Some(_)) | (b'\'', Some(b'\'')) => at += 2,
            (b'\'', _) => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let is_escape = matches!(bytes[at], b'\\' | b'\'') && at + 1 < bytes.len();
        at += usize::from(is_escape);
        out.push(match (is_escape && bytes[at - 1] == b'\\', bytes[at]) {
            (true, b'0') => 0,
            (true, b'n') => b'\n',
            (true, b'r') => b'\r',
            (true, b't') => b'\t',
            (true, b'Z') => 26,
            (_, byte) => byte,
        });
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn bytes_in_quotes_are_numbers() {
        let found = text(b"`a` DEFAULT '\xff\\0''' COMMENT 'it''s'".to_vec());
        assert_eq!(found, "`a` DEFAULT X'ff0027' COMMENT 'it''s'");
        assert_eq!(text("'ä'".as_bytes().to_vec()), "'ä'");
    }
}
