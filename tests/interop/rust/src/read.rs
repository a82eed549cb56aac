use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::Result;
use crate::parsers::{Parse, parser};

/// Prints what a parser reads from every YAML file below a folder.
pub fn read(name: &str, folder: &Path, out: &mut impl Write) -> Result<ExitCode> {
    let parse = parser(name).ok_or_else(|| format!("no parser {name}"))?;
    let mut paths = Vec::new();
    yaml_files(folder, folder, &mut paths)?;
    paths.sort();
    let mut code = ExitCode::SUCCESS;
    for path in paths {
        match document(parse, &folder.join(&path)) {
            Ok(value) => writeln!(out, "{}", json!({"path": path, "value": value}))?,
            Err(error) => {
                code = ExitCode::FAILURE;
                writeln!(out, "{}", json!({"path": path, "error": error.to_string()}))?;
            }
        }
    }
    Ok(code)
}

fn document(parse: Parse, path: &Path) -> Result<Value> {
    parse(&fs::read_to_string(path)?)
}

fn yaml_files(root: &Path, folder: &Path, found: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path: PathBuf = entry?.path();
        if path.is_dir() {
            yaml_files(root, &path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            let names = path.strip_prefix(root)?.iter().map(|name| name.to_string_lossy());
            found.push(names.collect::<Vec<_>>().join("/"));
        }
    }
    Ok(())
}
