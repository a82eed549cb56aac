use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::Result;
use crate::types::Bundle;

/// Prints a bundle as the generated types encode what they decoded.
pub fn decode(path: &Path, out: &mut impl Write) -> Result<ExitCode> {
    match serde_json::from_str::<Bundle>(&fs::read_to_string(path)?) {
        Ok(bundle) => {
            writeln!(out, "{}", serde_json::to_string(&bundle)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            Ok(ExitCode::FAILURE)
        }
    }
}
