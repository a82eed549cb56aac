//! The types of a bundle, as typify makes them from its schema.

#![allow(dead_code, reason = "the program uses some of the types")]

typify::import_types!("types/bundle.schema.json");
