use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::Result;

/// Slices the words of every pointer and sentence of a bundle, as strings in Rust count, and verifies them.
pub fn slice(bundle: &Path, text: &Path, out: &mut impl Write) -> Result<ExitCode> {
    let text = fs::read_to_string(text)?;
    let mut agreements = Vec::new();
    verify(&serde_json::from_str(&fs::read_to_string(bundle)?)?, &text, &mut agreements);
    let disagreements = agreements.iter().filter(|agrees| !**agrees).count();
    writeln!(out, "{}", json!({"slices": agreements.len(), "disagreements": disagreements}))?;
    Ok(if disagreements > 0 || agreements.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn verify(value: &Value, text: &str, agreements: &mut Vec<bool>) {
    if let Some(span) = value.get("utf8") {
        let offset = |name| span[name].as_u64().and_then(|offset| usize::try_from(offset).ok());
        let words = offset("start").zip(offset("end")).and_then(|(start, end)| text.get(start..end));
        agreements.push(words.is_some_and(|words| value["sha256"] == hex::encode(Sha256::digest(words))));
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| verify(item, text, agreements)),
        Value::Object(members) => members.values().for_each(|member| verify(member, text, agreements)),
        _ => {}
    }
}
