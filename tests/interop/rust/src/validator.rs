use std::collections::HashMap;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde::Serialize;
use serde_json::Value;

use crate::Result;

pub const NAME: &str = "jsonschema";

/// What a schema says against a document: where in it, and by which keyword.
#[derive(Debug, PartialEq, Serialize)]
pub struct Fault {
    pub pointer: String,
    pub keyword: String,
}

/// The schemas of a folder, compiled; `actor` stands for `actor.schema.json`.
pub struct Schemas(HashMap<String, Validator>);

impl Schemas {
    pub fn compile(folder: &Path) -> Result<Self> {
        let mut schemas = HashMap::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if let Some(kind) = name.strip_suffix(".schema.json") {
                let schema = serde_json::from_str(&fs::read_to_string(&path)?)?;
                schemas.insert(kind.to_owned(), jsonschema::draft202012::new(&schema)?);
            }
        }
        Ok(Self(schemas))
    }

    pub fn faults(&self, kind: &str, document: &Value) -> Result<Vec<Fault>> {
        let validator = self.0.get(kind).ok_or_else(|| format!("no schema for {kind}"))?;
        Ok(validator
            .iter_errors(document)
            .map(|error| Fault {
                pointer: error.instance_path().to_string(),
                keyword: error.kind().keyword().to_owned(),
            })
            .collect())
    }
}
