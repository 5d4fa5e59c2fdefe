//! Bodies of ten megabytes: they are refused by what is said of them, or once they are too long, and never held.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use super::super::process;
use super::{Subject, Wrong};

const BYTES: usize = 10 * 1024 * 1024;
const PART: usize = 64 * 1024;
/// How many there are at a time, and how often.
const TOGETHER: usize = 20;
const TIMES: usize = 5;
/// Megabytes that all of those at a time may add: twice the megabyte that a body may have, each.
const MOST_MEMORY: f64 = 2.0 * TOGETHER as f64;
/// Milliseconds of processor time to refuse one.
const MOST_TIME: f64 = 5.0;

/// How the length of a body is told.
#[derive(Clone, Copy, Debug)]
enum Framing {
    /// In a header.
    Length,
    /// With each part.
    Chunked,
}

/// Sends them.
pub fn look(subject: &Subject) -> Result<Wrong, String> {
    let mut wrong = Wrong::new();
    println!(
        "| body of 10 MB | refused | processor time of each, ms | more memory, MB |\n|---|---:|---:|---:|"
    );
    for framing in [Framing::Length, Framing::Chunked] {
        let (pid, port) = (subject.service.pid(), subject.service.client.port);
        let before = (process::processor_time(pid), subject.memory());
        let mut memory = 0.0_f64;
        let mut refused = 0;
        for _ in 0..TIMES {
            let senders: Vec<_> = (0..TOGETHER)
                .map(|_| thread::spawn(move || send(port, framing)))
                .collect();
            memory = memory.max(subject.memory());
            for sender in senders {
                let status = sender.join().map_err(|_| "a sender has panicked")??;
                if status != 413 {
                    wrong.push(format!("10 MB ({framing:?}) are answered by {status}"));
                }
                refused += 1;
            }
            memory = memory.max(subject.memory());
        }
        let used = process::processor_time(pid).saturating_sub(before.0);
        let each = used.as_secs_f64() * 1000.0 / f64::from(refused);
        let more = memory - before.1;
        println!("| {framing:?} | {refused} | {each:.2} | {more:.1} |");
        if each > MOST_TIME {
            wrong.push(format!("to refuse 10 MB ({framing:?}) takes {each:.1} ms"));
        }
        if more > MOST_MEMORY {
            wrong.push(format!(
                "{TOGETHER} bodies of 10 MB ({framing:?}) at a time take {more:.0} MB"
            ));
        }
    }
    println!();
    Ok(wrong)
}

/// Sends a body while the answer is read, as it may come before the end. Gives the status.
fn send(port: u16, framing: Framing) -> Result<u16, String> {
    let failed = |error: std::io::Error| format!("a body of 10 MB: {error}");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(failed)?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .map_err(failed)?;
    let mut out = stream.try_clone().map_err(failed)?;
    let sender = thread::spawn(move || {
        // The other side may stop listening at any time.
        let _ = write(&mut out, framing);
    });
    let mut answer = [0; 12];
    let read = stream.read_exact(&mut answer);
    let _ = stream.shutdown(std::net::Shutdown::Both);
    let _ = sender.join();
    read.map_err(failed)?;
    let status = String::from_utf8_lossy(&answer[9..]).parse();
    status.map_err(|_| "a body of 10 MB: the answer is no HTTP".to_owned())
}

fn write(out: &mut TcpStream, framing: Framing) -> std::io::Result<()> {
    let how = match framing {
        Framing::Length => format!("Content-Length: {BYTES}"),
        Framing::Chunked => "Transfer-Encoding: chunked".to_owned(),
    };
    write!(
        out,
        "POST /users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{how}\r\n\r\n"
    )?;
    let part = vec![b' '; PART];
    for _ in 0..BYTES / PART {
        match framing {
            Framing::Length => out.write_all(&part)?,
            Framing::Chunked => {
                write!(out, "{PART:x}\r\n")?;
                out.write_all(&part)?;
                out.write_all(b"\r\n")?;
            }
        }
    }
    Ok(())
}
