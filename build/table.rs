//! Reading a tab-separated table: lines, cells, and errors that name their place.

use std::fs;

/// A line of a table.
pub struct Row {
    file: &'static str,
    line: usize,
    cells: Vec<String>,
}

/// The lines of a file under `src/dialect/`, without comments (`# `), each with this many cells.
pub fn read(file: &'static str, columns: usize) -> Result<Vec<Row>, String> {
    println!("cargo::rerun-if-changed={file}");
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("# ") {
            continue;
        }
        let row = Row {
            file,
            line: index + 1,
            cells: line.split('\t').map(str::to_owned).collect(),
        };
        if row.cells.len() != columns {
            return Err(row.error(&format!("{} cells instead of {columns}", row.cells.len())));
        }
        rows.push(row);
    }
    Ok(rows)
}

impl Row {
    /// The line without its first cell.
    pub fn tail(&self) -> Row {
        Row {
            file: self.file,
            line: self.line,
            cells: self.cells[1..].to_vec(),
        }
    }

    /// A message with this line's place.
    pub fn error(&self, message: &str) -> String {
        format!("{}:{}: {message}", self.file, self.line)
    }

    /// The cell's text.
    pub fn text(&self, column: usize) -> &str {
        &self.cells[column]
    }

    /// The cell's text, or none for `-`.
    pub fn optional(&self, column: usize) -> Option<&str> {
        Some(self.text(column)).filter(|text| *text != "-")
    }

    /// The cell's parts between commas; none for `-`.
    pub fn list(&self, column: usize) -> Vec<&str> {
        self.optional(column)
            .map(|text| text.split(',').collect())
            .unwrap_or_default()
    }

    /// `t` or `f`.
    pub fn flag(&self, column: usize) -> Result<bool, String> {
        match self.text(column) {
            "t" => Ok(true),
            "f" => Ok(false),
            other => Err(self.error(&format!("`{other}` is neither t nor f"))),
        }
    }

    /// A small number.
    pub fn number(&self, column: usize) -> Result<u8, String> {
        self.parse_number(self.text(column))
    }

    /// A small number in a part of a cell.
    pub fn parse_number(&self, text: &str) -> Result<u8, String> {
        text.parse()
            .map_err(|_| self.error(&format!("`{text}` is not a small number")))
    }

    /// The Rust name that stands for a word.
    pub fn variant(
        &self,
        column: usize,
        variants: &[(&str, &'static str)],
    ) -> Result<&'static str, String> {
        let word = self.text(column);
        variants
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, variant)| *variant)
            .ok_or_else(|| self.error(&format!("unknown word `{word}`")))
    }
}

/// Fails where the lines are not sorted by their first cell.
pub fn check_sorted(rows: &[Row]) -> Result<(), String> {
    match rows
        .windows(2)
        .find(|pair| pair[0].text(0) > pair[1].text(0))
    {
        Some(pair) => Err(pair[1].error("not sorted by the first column")),
        None => Ok(()),
    }
}
