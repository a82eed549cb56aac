//! Reads, judges and decodes the records as a program in Rust would.

mod about;
mod conform;
mod decode;
mod example;
mod json;
mod judge;
mod parsers;
mod read;
mod slice;
mod types;
mod validator;

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "about
read PARSER FOLDER
judge SCHEMAS DOCUMENTS
conform KIT
decode BUNDLE
slice BUNDLE TEXT
example RECORDS SCHEMAS RECORD TEXT";

fn run(arguments: &[&str], out: &mut impl Write) -> Result<ExitCode> {
    match *arguments {
        ["about"] => about::about(out),
        ["read", parser, folder] => read::read(parser, Path::new(folder), out),
        ["judge", schemas, documents] => judge::judge(Path::new(schemas), Path::new(documents), out),
        ["conform", kit] => conform::conform(Path::new(kit), out),
        ["decode", bundle] => decode::decode(Path::new(bundle), out),
        ["slice", bundle, text] => slice::slice(Path::new(bundle), Path::new(text), out),
        ["example", records, schemas, id, text] => {
            match example::example(Path::new(records), Path::new(schemas), id, Path::new(text)) {
                Ok(lines) => writeln!(out, "{lines}")?,
                Err(error) if error.is::<io::Error>() => return Err(error),
                Err(error) => {
                    eprintln!("{error}");
                    return Ok(ExitCode::FAILURE);
                }
            }
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(USAGE.into()),
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = run(&arguments, &mut out).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    outcome.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::from(2)
    })
}
