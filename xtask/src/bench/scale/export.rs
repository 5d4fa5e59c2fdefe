//! A file of all rows: it is whole, and the service holds no more of it than a page.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::{Subject, Wrong};

/// Megabytes that it may take.
const MOST_MEMORY: f64 = 32.0;

/// Reads the file of as many users as there are.
pub fn look(subject: &Subject) -> Result<Wrong, String> {
    let failed = |error: std::io::Error| format!("GET /users.csv: {error}");
    let rows = subject.databases.users(&subject.database)?;
    let before = subject.memory();
    let began = Instant::now();
    let mut stream =
        TcpStream::connect(("127.0.0.1", subject.service.client.port)).map_err(failed)?;
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .map_err(failed)?;
    // By HTTP/1.0, in which a body has no frame: it ends with the connection.
    stream
        .write_all(b"GET /users.csv HTTP/1.0\r\nHost: localhost\r\n\r\n")
        .map_err(failed)?;
    let mut part = vec![0; 1024 * 1024];
    let (mut lines, mut bytes, mut memory) = (0_u64, 0_usize, before);
    let mut looked_at = 0;
    loop {
        let length = stream.read(&mut part).map_err(failed)?;
        if length == 0 {
            break;
        }
        bytes += length;
        lines += part[..length].iter().filter(|byte| **byte == b'\n').count() as u64;
        if bytes - looked_at > 4 * 1024 * 1024 {
            looked_at = bytes;
            memory = memory.max(subject.memory());
        }
    }
    let (seconds, more) = (began.elapsed().as_secs_f64(), memory - before);
    println!("| rows of a file | MB | seconds | more memory, MB |\n|---:|---:|---:|---:|");
    println!(
        "| {rows} | {} | {seconds:.1} | {more:.1} |",
        bytes / 1024 / 1024
    );
    let mut wrong = Wrong::new();
    // The head of the answer has lines as well, and the file one with the names of its columns.
    if !(rows + 1..rows + 30).contains(&lines) {
        wrong.push(format!("a file of {rows} rows has {lines} lines"));
    }
    if more > MOST_MEMORY {
        wrong.push(format!("a file of {rows} rows takes {more:.0} MB"));
    }
    Ok(wrong)
}
