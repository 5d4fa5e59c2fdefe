//! As much of MySQL's protocol as the checks need: scripts, and what a server says of a statement that is prepared.
//!
//! A driver would hide the extended metadata, by which MariaDB tells JSON from text.

use std::io::{Read, Write};
use std::net::TcpStream;

/// The type numbers that are asked for.
const BLOBS: std::ops::RangeInclusive<u8> = 249..=252;

/// A connection.
pub struct Wire {
    stream: TcpStream,
    /// The columns of the latest result.
    pub columns: Vec<Column>,
}

/// A column of a result, as the server describes it.
pub struct Column {
    pub name: String,
    pub ty: String,
}

/// The rows of a result: whether each value is NULL.
pub type Rows = Vec<Vec<bool>>;

/// The address of a server: `mysql://user:password@host:port`.
pub struct Address {
    pub user: String,
    pub password: String,
    pub host: String,
}

impl Address {
    pub fn parse(text: &str) -> Option<Address> {
        let (_, rest) = text.split_once("://")?;
        let (login, host) = rest.split_once('@')?;
        let (user, password) = login.split_once(':').unwrap_or((login, ""));
        Some(Address {
            user: user.to_owned(),
            password: password.to_owned(),
            host: host.split('/').next().unwrap_or(host).to_owned(),
        })
    }
}

impl Wire {
    pub fn connect(address: &Address) -> Result<Wire, String> {
        let stream = TcpStream::connect(&address.host).map_err(|error| error.to_string())?;
        let _ = stream.set_nodelay(true);
        let mut wire = Wire {
            stream,
            columns: Vec::new(),
        };
        let greeting = wire.read()?;
        let version = greeting
            .iter()
            .skip(1)
            .position(|byte| *byte == 0)
            .unwrap_or(0)
            + 2;
        let mut salt = greeting[version + 4..version + 12].to_vec();
        salt.extend(&greeting[version + 31..version + 43]);
        // Long passwords are off: by that MariaDB knows a client of its own. Transactions, 4.1's protocol, multiple statements.
        let flags: u32 = 0x200 | 0x8000 | 0x8_0000 | 0x8 | 0x1_0000 | 0x2_0000 | 0x4;
        let flags = flags & !0x8;
        let mut login = flags.to_le_bytes().to_vec();
        login.extend((1_u32 << 24).to_le_bytes());
        login.push(45);
        login.extend([0; 19]);
        // Extended metadata.
        login.extend(8_u32.to_le_bytes());
        login.extend(address.user.bytes());
        login.push(0);
        let scrambled = scramble(&address.password, &salt);
        login.push(u8::try_from(scrambled.len()).unwrap_or(0));
        login.extend(scrambled);
        login.extend(b"mysql_native_password\0");
        wire.write(&login, 1)?;
        let answer = wire.read()?;
        match answer.first() {
            Some(0xff) => Err(error_text(&answer)),
            Some(0xfe) => Err("the server wants another way to log in".to_owned()),
            _ => Ok(wire),
        }
    }

    fn read(&mut self) -> Result<Vec<u8>, String> {
        let mut head = [0; 4];
        let failed = |error: std::io::Error| error.to_string();
        self.stream.read_exact(&mut head).map_err(failed)?;
        let length = u32::from_le_bytes([head[0], head[1], head[2], 0]) as usize;
        let mut packet = vec![0; length];
        self.stream.read_exact(&mut packet).map_err(failed)?;
        Ok(packet)
    }

    fn write(&mut self, packet: &[u8], number: u8) -> Result<(), String> {
        let length = u32::try_from(packet.len()).map_err(|error| error.to_string())?;
        let mut bytes = length.to_le_bytes()[..3].to_vec();
        bytes.push(number);
        bytes.extend(packet);
        self.stream
            .write_all(&bytes)
            .map_err(|error| error.to_string())
    }

    /// Runs statements; gives the rows of the last.
    pub fn query(&mut self, sql: &str) -> Result<Rows, String> {
        let mut command = vec![3];
        command.extend(sql.bytes());
        self.write(&command, 0)?;
        let mut rows = Rows::new();
        let mut failure = None;
        loop {
            let first = self.read()?;
            let status = match first.first() {
                Some(0xff) => return Err(failure.unwrap_or_else(|| error_text(&first))),
                Some(0) => ok_status(&first),
                _ => {
                    let count = usize::from(first[0]);
                    self.columns.clear();
                    for _ in 0..count {
                        let packet = self.read()?;
                        self.columns.push(column(&packet));
                    }
                    self.read()?;
                    rows.clear();
                    loop {
                        let packet = self.read()?;
                        if packet.first() == Some(&0xff) {
                            failure = Some(error_text(&packet));
                            return Err(failure.unwrap_or_default());
                        }
                        if packet.first() == Some(&0xfe) && packet.len() < 9 {
                            break u16::from_le_bytes([packet[3], packet[4]]);
                        }
                        rows.push(nulls(&packet, count));
                    }
                }
            };
            // More results follow.
            if status & 8 == 0 {
                return Ok(rows);
            }
        }
    }

    /// How many parameters a statement has, and its columns.
    pub fn prepare(&mut self, sql: &str) -> Result<(usize, Vec<Column>), String> {
        let mut command = vec![0x16];
        command.extend(sql.bytes());
        self.write(&command, 0)?;
        let head = self.read()?;
        if head.first() == Some(&0xff) {
            return Err(error_text(&head));
        }
        let columns = usize::from(u16::from_le_bytes([head[5], head[6]]));
        let params = usize::from(u16::from_le_bytes([head[7], head[8]]));
        for _ in 0..params + usize::from(params > 0) {
            self.read()?;
        }
        let mut described = Vec::new();
        for _ in 0..columns {
            let packet = self.read()?;
            described.push(column(&packet));
        }
        if columns > 0 {
            self.read()?;
        }
        let mut close = vec![0x19];
        close.extend(&head[1..5]);
        self.write(&close, 0)?;
        Ok((params, described))
    }
}

fn ok_status(packet: &[u8]) -> u16 {
    let (_, at) = number(packet, 1);
    let (_, at) = number(packet, at);
    match packet.get(at..at + 2) {
        Some(status) => u16::from_le_bytes([status[0], status[1]]),
        None => 0,
    }
}

fn error_text(packet: &[u8]) -> String {
    String::from_utf8_lossy(packet.get(9..).unwrap_or_default()).into_owned()
}

/// A number of variable length, and the position after it.
fn number(packet: &[u8], at: usize) -> (usize, usize) {
    let bytes = |count: usize| {
        let part = packet.get(at + 1..at + 1 + count).unwrap_or_default();
        part.iter()
            .rev()
            .fold(0, |all, byte| all << 8 | usize::from(*byte))
    };
    match packet.get(at) {
        Some(0xfc) => (bytes(2), at + 3),
        Some(0xfd) => (bytes(3), at + 4),
        Some(0xfe) => (bytes(8), at + 9),
        Some(byte) => (usize::from(*byte), at + 1),
        None => (0, at),
    }
}

fn nulls(packet: &[u8], count: usize) -> Vec<bool> {
    let mut at = 0;
    let mut row = Vec::new();
    for _ in 0..count {
        let is_null = packet.get(at) == Some(&0xfb);
        row.push(is_null);
        at = match is_null {
            true => at + 1,
            false => {
                let (length, next) = number(packet, at);
                next + length
            }
        };
    }
    row
}

fn column(packet: &[u8]) -> Column {
    let mut texts = Vec::new();
    let mut at = 0;
    // Catalog, schema, table, original table, name, original name, extended metadata.
    for _ in 0..7 {
        let (length, next) = number(packet, at);
        texts.push(packet[next..next + length].to_vec());
        at = next + length;
    }
    let at = at + 1;
    let charset = u16::from_le_bytes([packet[at], packet[at + 1]]);
    let length = u32::from_le_bytes([
        packet[at + 2],
        packet[at + 3],
        packet[at + 4],
        packet[at + 5],
    ]);
    let kind = packet[at + 6];
    let flags = u16::from_le_bytes([packet[at + 7], packet[at + 8]]);
    Column {
        name: String::from_utf8_lossy(&texts[4]).into_owned(),
        ty: type_name(kind, flags, charset == 63, length, &texts[6]),
    }
}

/// The canonical name of a type. Texts tell their size by their length, four bytes a character.
fn type_name(kind: u8, flags: u16, binary: bool, length: u32, extended: &[u8]) -> String {
    let extended = String::from_utf8_lossy(extended);
    if extended.contains("json") {
        return "json".to_owned();
    }
    for own in ["uuid", "inet6", "inet4", "point", "linestring", "polygon"] {
        if extended.contains(own) {
            return own.to_owned();
        }
    }
    let unsigned = if flags & 32 != 0 { " unsigned" } else { "" };
    let integer = |name: &str| format!("{name}{unsigned}");
    let text = |bytes: &str, text: &str| {
        if binary {
            bytes.to_owned()
        } else {
            text.to_owned()
        }
    };
    match kind {
        1 => integer("tinyint"),
        2 => integer("smallint"),
        9 => integer("mediumint"),
        3 => integer("int"),
        8 => integer("bigint"),
        _ if flags & 256 != 0 => "enum".to_owned(),
        _ if flags & 2048 != 0 => "set".to_owned(),
        246 | 0 => "decimal".to_owned(),
        kind if BLOBS.contains(&kind) => {
            let characters = length / if binary { 1 } else { 4 };
            let size = match characters {
                0..=255 => "tiny",
                256..=65_535 => "",
                65_536..=16_777_215 => "medium",
                _ => "long",
            };
            format!("{size}{}", text("blob", "text"))
        }
        253 | 15 => text("varbinary", "varchar"),
        254 => text("binary", "char"),
        4 => "float".to_owned(),
        5 => "double".to_owned(),
        6 => "null".to_owned(),
        7 => "timestamp".to_owned(),
        10 => "date".to_owned(),
        11 => "time".to_owned(),
        12 => "datetime".to_owned(),
        13 => "year".to_owned(),
        16 => "bit".to_owned(),
        255 => "geometry".to_owned(),
        other => format!("type {other}"),
    }
}

/// `mysql_native_password`: SHA1(password) XOR SHA1(salt + SHA1(SHA1(password))).
fn scramble(password: &str, salt: &[u8]) -> Vec<u8> {
    if password.is_empty() {
        return Vec::new();
    }
    let once = sha1(password.as_bytes());
    let mut salted = salt[..20].to_vec();
    salted.extend(sha1(&sha1(password.as_bytes())));
    let mask = sha1(&salted);
    once.iter().zip(mask).map(|(a, b)| a ^ b).collect()
}

/// FIPS 180: only for the log-in, never for secrets.
fn sha1(message: &[u8]) -> [u8; 20] {
    let mut state: [u32; 5] = [
        0x6745_2301,
        0xefcd_ab89,
        0x98ba_dcfe,
        0x1032_5476,
        0xc3d2_e1f0,
    ];
    let mut bytes = message.to_vec();
    bytes.push(0x80);
    while bytes.len() % 64 != 56 {
        bytes.push(0);
    }
    bytes.extend((message.len() as u64 * 8).to_be_bytes());
    for block in bytes.chunks(64) {
        let mut words: Vec<u32> = block
            .chunks(4)
            .map(|word| u32::from_be_bytes([word[0], word[1], word[2], word[3]]))
            .collect();
        for at in 16..80 {
            words.push(
                (words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16]).rotate_left(1),
            );
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (at, word) in words.iter().enumerate() {
            let (mixed, constant) = match at {
                0..=19 => ((b & c) | (!b & d), 0x5a82_7999),
                20..=39 => (b ^ c ^ d, 0x6ed9_eba1),
                40..=59 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let next = a
                .rotate_left(5)
                .wrapping_add(mixed)
                .wrapping_add(e)
                .wrapping_add(constant)
                .wrapping_add(*word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
        }
        for (value, add) in state.iter_mut().zip([a, b, c, d, e]) {
            *value = value.wrapping_add(add);
        }
    }
    let mut out = [0; 20];
    for (at, word) in state.iter().enumerate() {
        out[at * 4..at * 4 + 4].copy_from_slice(&word.to_be_bytes());
    }
    out
}
