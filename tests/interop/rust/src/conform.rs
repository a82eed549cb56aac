use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::Result;
use crate::parsers::{PARSERS, Parse};
use crate::validator::{self, Fault, Schemas};

#[derive(Deserialize)]
struct Index {
    version: u32,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    path: String,
    schema: String,
    valid: bool,
    syntax: Option<bool>,
    pointer: Option<String>,
    keyword: Option<String>,
}

impl Case {
    /// Whether a validator can come to the verdict; the rest is for those who know the portable YAML or link records.
    fn is_for_validators(&self) -> bool {
        self.syntax != Some(false) && (self.valid || self.keyword.is_some())
    }

    fn expected(&self) -> Vec<Fault> {
        let fault = |keyword| Fault { pointer: self.pointer.clone().unwrap_or_default(), keyword };
        self.keyword.clone().map(fault).into_iter().collect()
    }
}

/// Judges the cases of a conformance kit and prints where the verdict is another than the kit's.
pub fn conform(kit: &Path, out: &mut impl Write) -> Result<ExitCode> {
    let index: Index = serde_json::from_str(&fs::read_to_string(kit.join("index.json"))?)?;
    if index.version != 1 {
        return Err(format!("the index of the kit has version {}, not 1", index.version).into());
    }
    let inside = kit.join("schema");
    let schemas = Schemas::compile(&if inside.is_dir() { inside } else { kit.join("../schema") })?;
    let (judged, skipped): (Vec<_>, Vec<_>) = index.cases.iter().partition(|case| case.is_for_validators());
    let (mut verdicts, mut disagreements) = (0, 0);
    let mut lines = Lines::default();
    for case in &judged {
        let text = match case.path.split_once('#') {
            Some((path, number)) => lines.line(&kit.join(path), number.parse()?)?,
            None => fs::read_to_string(kit.join(&case.path))?,
        };
        for (judge, parse) in judges(&case.path) {
            verdicts += 1;
            let found = verdict(&schemas, case, *parse, &text);
            if !agrees(case, &found) {
                disagreements += 1;
                let expected = if case.valid { json!("valid") } else { json!(case.expected()) };
                let found = match found {
                    Ok(faults) if faults.is_empty() => json!("valid"),
                    Ok(faults) => json!(faults),
                    Err(error) => json!(format!("not read: {error}")),
                };
                let line = json!({"case": case.name, "judge": judge, "expected": expected, "found": found});
                writeln!(out, "{line}")?;
            }
        }
    }
    let (cases, skipped) = (judged.len(), skipped.len());
    let counts = json!({"cases": cases, "skipped": skipped, "verdicts": verdicts, "disagreements": disagreements});
    writeln!(out, "{counts}")?;
    Ok(ExitCode::from(u8::from(disagreements > 0 || cases == 0)))
}

/// Files of JSON Lines, each read once.
#[derive(Default)]
struct Lines(HashMap<PathBuf, Vec<String>>);

impl Lines {
    fn line(&mut self, path: &Path, number: usize) -> Result<String> {
        if !self.0.contains_key(path) {
            let lines = fs::read_to_string(path)?.split('\n').map(str::to_owned).collect();
            self.0.insert(path.to_owned(), lines);
        }
        let line = self.0[path].get(number).ok_or_else(|| format!("{} has no line {number}", path.display()))?;
        Ok(line.clone())
    }
}

fn judges(path: &str) -> &'static [(&'static str, Parse)] {
    const JSON: [(&str, Parse); 1] = [(validator::NAME, |text| Ok(serde_json::from_str(text)?))];
    if Path::new(path).extension().is_some_and(|extension| extension == "yaml") { &PARSERS } else { &JSON }
}

fn verdict(schemas: &Schemas, case: &Case, parse: Parse, text: &str) -> Result<Vec<Fault>> {
    let document: Value = parse(text)?;
    schemas.faults(&case.schema, &document)
}

fn agrees(case: &Case, found: &Result<Vec<Fault>>) -> bool {
    let Ok(found) = found else { return false };
    found.is_empty() == case.valid && case.expected().iter().all(|fault| found.contains(fault))
}
