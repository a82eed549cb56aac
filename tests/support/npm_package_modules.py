"""Writes the modules of the npm package in JavaScript, and their types in TypeScript.

`index` has the dataset, whole and by kind, and `schema` has its JSON Schema. Each exists as a module for `import`
(`.mjs`) and as a script for `require` (`.js`), with the same exports and types.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, get_args

from nsatu_data.model.record_models import RECORDS, AnyClaim, Bundle
from nsatu_data.schema import json_schema

_COLLECTIONS: Final = [f"{kind}s" for kind in RECORDS]
_CLAIMS: Final = [f"{model.__name__.lower()}s" for model in get_args(AnyClaim)]

_ES_MODULE: Final = '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n'
"""The beginning of a script whose default export is `exports.default`."""
_INDEX_TYPES: Final = """\
import type {{ {imported} }} from "./types/bundle.js";
export type * from "./types/bundle.js";

/** A claim of any kind. Its field `kind` says which. */
export type Claim = {claims};
/** A record of any kind. Its field `kind` says which. */
export type AnyRecord = {others} | Claim;
/** The kind of a record, which its id begins with. */
export type Kind = AnyRecord["kind"];
/** The records of a kind: `RecordOf<"risk">` is `Risk`. */
export type RecordOf<K extends Kind> = Extract<AnyRecord, {{ kind: K }}>;
/** Every record by its id. The kind in a literal id decides the type: `get("actor/japan")` is an `Actor`. */
export interface RecordsById extends ReadonlyMap<RecordId, AnyRecord> {{
  get<K extends Kind>(id: `${{K}}/${{string}}`): RecordOf<K> | undefined;
  get(id: RecordId): AnyRecord | undefined;
}}

/** What the dataset is as a whole: its title, version, licences and method. */
export declare const manifest: Manifest;
{collections}/** Every claim, in order of kinds and ids. */
export declare const claims: readonly Claim[];
/** Every record by its id. */
export declare const byId: RecordsById;
/** The whole dataset as one object. */
declare const dataset: Bundle;
export default dataset;
"""
_SCHEMA_TYPES: Final = """\
/** The JSON Schema (2020-12) of the whole dataset. */
declare const schema: {
  readonly $schema: string;
  readonly $id: string;
  readonly [keyword: string]: unknown;
};
export default schema;
"""


def modules(dataset: Mapping[str, Any]) -> dict[str, str]:
    """The files by name. `dataset` is the value of a bundle."""
    return {
        "index.mjs": _module(dataset),
        "index.js": _script(),
        **dict.fromkeys(("index.d.mts", "index.d.ts"), _types()),
        "schema.mjs": f"export default {_json(json_schema.schema('bundle'))};\n",
        "schema.js": f'{_ES_MODULE}exports.default = require("./schema/bundle.schema.json");\n',
        **dict.fromkeys(("schema.d.mts", "schema.d.ts"), _SCHEMA_TYPES),
    }


def _module(dataset: Mapping[str, Any]) -> str:
    """The data as a module. Each collection is a constant of its own, so that bundlers can leave out the others."""
    constants = [f"export const manifest = {_json(dataset['dataset'])};"]
    constants += [f"export const {name} = {_json(dataset[name])};" for name in _COLLECTIONS]
    # Bundlers leave out a call that nothing uses only if it has this mark.
    claims = f"export const claims = /* @__PURE__ */ [].concat({', '.join(_CLAIMS)});"
    by_id = f"export const byId = /* @__PURE__ */ (() => {_by_id()})();"
    whole = f"export default {{ dataset: manifest, {', '.join(_COLLECTIONS)} }};"
    return "".join(f"{line}\n" for line in (*constants, claims, by_id, whole))


def _script() -> str:
    """The same exports for `require`."""
    constants = [f"const {{ {', '.join(_COLLECTIONS)} }} = bundle;"]
    exported = ["exports.default = bundle;", "exports.manifest = bundle.dataset;"]
    exported += [f"exports.{name} = {name};" for name in _COLLECTIONS]
    exported += [f"exports.claims = [].concat({', '.join(_CLAIMS)});", f"exports.byId = (() => {_by_id()})();"]
    lines = ['const bundle = require("./dataset.json");', *constants, *exported]
    return _ES_MODULE + "".join(f"{line}\n" for line in lines)


def _by_id() -> str:
    """The body of a function in JavaScript that makes a map of all records."""
    records = f"[].concat({', '.join(_COLLECTIONS)})"
    return f"new Map({records}.map((record) => [record.id, record]))"


def _types() -> str:
    """The types of the exports of `index`."""
    described = {name: field.description for name, field in Bundle.model_fields.items()}
    models = [model.__name__ for model in RECORDS.values()]
    claims = [model.__name__ for model in get_args(AnyClaim)]
    others = [model for model in models if model not in claims]
    return _INDEX_TYPES.format(
        imported=", ".join(["Bundle", "Manifest", "RecordId", *models]),
        claims=" | ".join(claims),
        others=" | ".join(others),
        collections="".join(
            f"/** {described[name]} */\nexport declare const {name}: readonly {model}[];\n"
            for name, model in zip(_COLLECTIONS, models, strict=True)
        ),
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
