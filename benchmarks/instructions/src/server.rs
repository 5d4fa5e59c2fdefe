//! As much of a PostgreSQL server as a client sees: it takes statements for what they look like, and answers with rows that it has
//! prepared. It runs on the client's own thread, and what it does for a statement is little and always the same.

use std::collections::HashMap;
use std::net::SocketAddr;

use chrono::DateTime;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::Failure;
use crate::requests::POSTS_EACH;

/// The numbers of types.
const BOOL: u32 = 16;
const BIGINT: u32 = 20;
const BIGINTS: u32 = 1016;
const TEXT: u32 = 25;
const VARCHAR: u32 = 1043;
const TIMESTAMPTZ: u32 = 1184;

const USER: [(&str, u32); 6] = [
    ("id", BIGINT),
    ("email", VARCHAR),
    ("name", VARCHAR),
    ("bio", TEXT),
    ("active", BOOL),
    ("created_at", TIMESTAMPTZ),
];
const RELATED_POST: [(&str, u32); 7] = [
    ("id", BIGINT),
    ("user_id", BIGINT),
    ("title", VARCHAR),
    ("body", TEXT),
    ("published", BOOL),
    ("created_at", TIMESTAMPTZ),
    ("nth", BIGINT),
];
const POST: &[(&str, u32)] = RELATED_POST.split_at(6).0;

/// PostgreSQL counts microseconds from here.
const ITS_YEAR_2000: i64 = 946_684_800;

/// What a statement is answered with.
struct Answers {
    /// To Describe: parameters and columns.
    described: Vec<u8>,
    /// To Execute: rows and the end of them.
    executed: Vec<u8>,
}

/// Listens on a free port of the loopback address.
pub async fn start() -> Result<SocketAddr, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                if let Err(failure) = serve(stream).await {
                    eprintln!("the server that answers: {failure}");
                }
            });
        }
    });
    Ok(address)
}

async fn serve(mut stream: TcpStream) -> Result<(), Failure> {
    stream.set_nodelay(true)?;
    let length = stream.read_u32().await?;
    read(&mut stream, length).await?;
    let mut out = Vec::new();
    message(&mut out, b'R', |body| body.extend(0_u32.to_be_bytes()));
    message(&mut out, b'S', |body| {
        body.extend(b"client_encoding\0UTF8\0");
    });
    message(&mut out, b'K', |body| body.extend([0; 8]));
    message(&mut out, b'Z', |body| body.push(b'I'));
    stream.write_all(&out).await?;
    out.clear();
    let mut statements = HashMap::new();
    let mut bound = String::new();
    loop {
        let kind = stream.read_u8().await?;
        let length = stream.read_u32().await?;
        let body = read(&mut stream, length).await?;
        match kind {
            b'P' => {
                let (name, rest) = word(&body)?;
                let (text, _) = word(rest)?;
                statements.insert(name.to_owned(), answers(text));
                message(&mut out, b'1', |_| {});
            }
            b'D' => {
                let (name, _) = word(body.get(1..).unwrap_or_default())?;
                let name = if body.first() == Some(&b'S') {
                    name
                } else {
                    &bound
                };
                out.extend(&known(&statements, name)?.described);
            }
            b'B' => {
                let (_, rest) = word(&body)?;
                bound = word(rest)?.0.to_owned();
                message(&mut out, b'2', |_| {});
            }
            b'E' => out.extend(&known(&statements, &bound)?.executed),
            b'C' => message(&mut out, b'3', |_| {}),
            b'Q' => {
                message(&mut out, b'C', |body| body.extend(b"SET\0"));
                message(&mut out, b'Z', |body| body.push(b'I'));
            }
            b'S' => message(&mut out, b'Z', |body| body.push(b'I')),
            b'X' => return Ok(()),
            b'H' => {}
            kind => return Err(format!("message {:?} is not known", char::from(kind)).into()),
        }
        if matches!(kind, b'Q' | b'S' | b'H') {
            stream.write_all(&out).await?;
            out.clear();
        }
    }
}

/// What stands behind a length, which counts itself.
async fn read(stream: &mut TcpStream, length: u32) -> Result<Vec<u8>, Failure> {
    let mut body = vec![0; length.saturating_sub(4) as usize];
    stream.read_exact(&mut body).await?;
    Ok(body)
}

fn known<'a>(statements: &'a HashMap<String, Answers>, name: &str) -> Result<&'a Answers, Failure> {
    let known = statements.get(name);
    Ok(known.ok_or_else(|| format!("there is no statement `{name}`"))?)
}

/// The text up to a zero, and what stands behind it.
fn word(bytes: &[u8]) -> Result<(&str, &[u8]), Failure> {
    let end = bytes.iter().position(|byte| *byte == 0);
    let (word, rest) = bytes.split_at(end.ok_or("a text does not end")?);
    Ok((std::str::from_utf8(word)?, &rest[1..]))
}

/// What a statement is answered with, by what it looks like. What types its parameters have, a client leaves to the server.
fn answers(text: &str) -> Answers {
    let (parameters, columns, rows) = if text.contains("INSERT INTO users") {
        (vec![VARCHAR, VARCHAR, TEXT, BOOL], &USER[..], 1)
    } else if text.contains("UPDATE users") {
        let parameters = vec![BIGINT, VARCHAR, VARCHAR, BOOL, TEXT, BOOL];
        (parameters, &USER[..], 1)
    } else {
        let mut parameters = vec![BIGINT; text.matches('$').count()];
        // Related rows are looked for by a list of keys, and say behind which of them they stand.
        let is_by_list = text.contains("unnest(");
        if is_by_list && let Some(first) = parameters.first_mut() {
            *first = BIGINTS;
        }
        match (text.contains("FROM posts"), text.contains("LIMIT")) {
            (true, _) if is_by_list => (parameters, &RELATED_POST[..], POSTS_EACH),
            (true, _) => (parameters, POST, POSTS_EACH),
            (false, true) => (parameters, &USER[..], 101),
            (false, false) => (parameters, &USER[..], 1),
        }
    };
    let mut answers = Answers {
        described: Vec::new(),
        executed: Vec::new(),
    };
    message(&mut answers.described, b't', |body| {
        body.extend((parameters.len() as u16).to_be_bytes());
        body.extend(parameters.iter().flat_map(|kind| kind.to_be_bytes()));
    });
    message(&mut answers.described, b'T', |body| {
        body.extend((columns.len() as u16).to_be_bytes());
        for (name, kind) in columns {
            body.extend(name.as_bytes());
            body.extend([0; 7]);
            body.extend(kind.to_be_bytes());
            // Of any length, with no modifier, in binary.
            body.extend([0xff; 6]);
            body.extend([0, 1]);
        }
    });
    for number in 1..=rows {
        message(&mut answers.executed, b'D', |body| {
            row(body, columns, number);
        });
    }
    message(&mut answers.executed, b'C', |body| {
        body.extend(format!("SELECT {rows}\0").as_bytes());
    });
    answers
}

fn row(body: &mut Vec<u8>, columns: &[(&str, u32)], number: u64) {
    body.extend((columns.len() as u16).to_be_bytes());
    for (name, kind) in columns {
        let value = match (*name, *kind) {
            ("bio", _) if number.is_multiple_of(3) => None,
            ("nth", _) => Some(1_u64.to_be_bytes().to_vec()),
            ("body", _) => Some(
                format!("Some words about {number}. ")
                    .repeat(8)
                    .into_bytes(),
            ),
            (_, BIGINT) => Some(number.to_be_bytes().to_vec()),
            (_, BOOL) => Some(vec![u8::from(!number.is_multiple_of(10))]),
            (_, TIMESTAMPTZ) => Some(time(number).to_be_bytes().to_vec()),
            (name, _) => Some(format!("The {name} of row {number}").into_bytes()),
        };
        let length = value.as_ref().map_or(-1, |value| value.len() as i32);
        body.extend(length.to_be_bytes());
        body.extend(value.unwrap_or_default());
    }
}

/// A minute of 2026.
fn time(number: u64) -> i64 {
    let start =
        DateTime::parse_from_rfc3339("2026-01-01T00:00:00Z").map_or(0, |time| time.timestamp());
    (start - ITS_YEAR_2000 + number as i64 * 60) * 1_000_000
}

fn message(out: &mut Vec<u8>, kind: u8, write: impl FnOnce(&mut Vec<u8>)) {
    out.push(kind);
    let start = out.len();
    out.extend([0; 4]);
    write(out);
    let length = (out.len() - start) as u32;
    out[start..start + 4].copy_from_slice(&length.to_be_bytes());
}
