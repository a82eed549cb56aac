use std::io::Write;
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::{Result, parsers, validator};

const LOCK: &str = include_str!("../Cargo.lock");

/// Prints which parsers and which validator are at work, in the versions that the lock file names.
pub fn about(out: &mut impl Write) -> Result<ExitCode> {
    let parsers: Result<Vec<Value>> = parsers::PARSERS.iter().map(|(name, _)| package(name)).collect();
    let about = json!({"language": "Rust", "parsers": parsers?, "validator": package(validator::NAME)?});
    writeln!(out, "{about}")?;
    Ok(ExitCode::SUCCESS)
}

fn package(name: &str) -> Result<Value> {
    let version = LOCK
        .split_once(&format!("name = \"{name}\"\nversion = \""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(version, _)| version)
        .ok_or_else(|| format!("{name} is not in Cargo.lock"))?;
    Ok(json!({"name": name, "version": version}))
}
