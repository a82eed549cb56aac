use serde_json::Value;

use crate::Result;
use crate::json::Json;

pub type Parse = fn(&str) -> Result<Value>;

/// `serde_yaml_ng` goes on from `serde_yaml`, which most programs have and which is maintained no more; it reads with a
/// port of libyaml. `serde-saphyr` is maintained and has a parser of its own, for YAML 1.2.
pub const PARSERS: [(&str, Parse); 2] = [
    ("serde-saphyr", |text| Ok(serde_saphyr::from_str::<Json>(text)?.0)),
    ("serde_yaml_ng", |text| Ok(serde_yaml_ng::from_str::<Json>(text)?.0)),
];

pub fn parser(name: &str) -> Option<Parse> {
    PARSERS.iter().find(|(known, _)| *known == name).map(|(_, parse)| *parse)
}
