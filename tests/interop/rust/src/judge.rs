use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::Result;
use crate::validator::Schemas;

#[derive(Deserialize)]
struct Line {
    schema: String,
    document: Value,
}

/// Prints the verdict on each line of a file of `{"schema": kind, "document": …}`.
pub fn judge(schemas: &Path, documents: &Path, out: &mut impl Write) -> Result<ExitCode> {
    let schemas = Schemas::compile(schemas)?;
    for (number, line) in (1..).zip(BufReader::new(File::open(documents)?).lines()) {
        let line: Line = serde_json::from_str(&line?).map_err(|error| format!("line {number}: {error}"))?;
        let errors = schemas.faults(&line.schema, &line.document)?;
        let verdict =
            if errors.is_empty() { json!({"valid": true}) } else { json!({"valid": false, "errors": errors}) };
        writeln!(out, "{verdict}")?;
    }
    Ok(ExitCode::SUCCESS)
}
