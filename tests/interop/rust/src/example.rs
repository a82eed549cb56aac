use std::error::Error;
use std::fs::read_to_string;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::types::{Actor, Motive};

/// Validates a motive, follows it to its actor, and verifies the words that it points at.
pub fn example(records: &Path, schemas: &Path, id: &str, text: &Path) -> Result<String, Box<dyn Error>> {
    let read = |id: &str| read_to_string(records.join(id).with_extension("yaml"));

    let document: Value = serde_saphyr::from_str(&read(id)?)?;
    let schema: Value = serde_json::from_str(&read_to_string(schemas.join("motive.schema.json"))?)?;
    jsonschema::draft202012::validate(&schema, &document).map_err(|error| format!("{id} is not valid: {error}"))?;

    let motive: Motive = serde_json::from_value(document)?;
    let actor: Actor = serde_saphyr::from_str(&read(&motive.actor)?)?;

    // Pointers count code points; indices of a string in Rust count bytes.
    let pointer = motive.evidence.first().ok_or("a motive has evidence")?;
    let (start, end) = (usize::try_from(pointer.start)?, usize::try_from(pointer.end)?);
    let words: String = read_to_string(text)?.chars().take(end).skip(start).collect();
    if hex::encode(Sha256::digest(&words)) != *pointer.sha256 {
        return Err(format!("{id}: the text has other words at {start}").into());
    }

    Ok(format!("{id}: {}\n{}: {}\nsentence {}: {words}", motive.statement, *actor.id, actor.label, pointer.sentence))
}
