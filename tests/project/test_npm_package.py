"""The npm package works with `import`, `require`, TypeScript and a bundler."""

import json
import re
import subprocess
from pathlib import Path
from typing import Final

import pytest

from nsatu_data.model.record_models import RECORDS
from nsatu_data.schema import json_schema
from tests.project import npm_projects
from tests.project.npm_projects import BUNDLE, DATASET
from tests.support import npm_examples, npm_package_files, npm_packages, npm_readme
from tests.support.npm_package_files import TOOLS
from tests.support.page_build import PAGE

pytestmark = pytest.mark.exhaustive

COLLECTIONS: Final = [f"{kind}s" for kind in RECORDS]
EXPORTS: Final = sorted([*COLLECTIONS, "byId", "claims", "default", "manifest"])

REPORT: Final = """
console.log(JSON.stringify({
  exports: Object.keys(all).sort(),
  bundle: all.default,
  manifest: all.manifest === all.default.dataset,
  collections: Object.keys(all.default).filter((name) => all[name] === all.default[name]),
  claims: all.claims.map(({ id }) => id),
  ids: [...all.byId.keys()],
  same: Object.values(all.default).flat().filter((record) => all.byId.get(record.id) === record).length,
  nothing: ["__proto__", "constructor", "toString", "risk/none"].map((id) => all.byId.get(id) ?? null),
  schema,
  record: require("nsatu-data/schema/record.schema.json").title,
  json: JSON.stringify(require("nsatu-data/dataset.json")) === JSON.stringify(all.default),
  refused: ["nsatu-data/index.js", "nsatu-data/types/bundle.d.ts"].map((path) => {
    try { return require.resolve(path); } catch ({ code }) { return code; }
  }),
}));
"""
MODULE: Final = f"""\
import {{ createRequire }} from "node:module";
import * as all from "nsatu-data";
import schema from "nsatu-data/schema";
const require = createRequire(import.meta.url);
{REPORT}"""
SCRIPT: Final = f"""\
const all = require("nsatu-data");
const {{ default: schema }} = require("nsatu-data/schema");
{REPORT}"""

TYPED: Final = """\
import dataset, { byId, claims, manifest, risks } from "nsatu-data";
import type { Actor, AnyRecord, Bundle, Certainty, Claim, Kind, Manifest, Motive, RecordOf, Risk } from "nsatu-data";
import schema from "nsatu-data/schema";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function holds<_T extends true>(): void {}

holds<Same<typeof dataset, Bundle>>();
holds<Same<typeof manifest, Manifest>>();
holds<Same<typeof risks, readonly Risk[]>>();
holds<Same<typeof claims, readonly Claim[]>>();
holds<Same<Claim["certainty"], Certainty>>();
holds<Same<RecordOf<"motive">, Motive>>();
holds<Same<Kind, AnyRecord["id"] extends string ? AnyRecord["kind"] : never>>();
holds<Same<Exclude<Kind, Claim["kind"]>, "source" | "actor" | "place">>();

const japan = byId.get("actor/japan");
holds<Same<typeof japan, Actor | undefined>>();
const [first] = risks;
const found = byId.get(first?.id ?? "");
holds<Same<typeof found, AnyRecord | undefined>>();
export const name: string | null | undefined = found?.kind === "actor" ? found.name : found?.label;
export const address: string = schema.$id;
export const length = dataset.events.flatMap(({ evidence }) => evidence).reduce((sum, one) => sum + one.end, 0);
"""
REQUIRED: Final = """\
import all = require("nsatu-data");
import schema = require("nsatu-data/schema");
export const title: string = all.default.dataset.title + all.manifest.title + schema.default.$id;
export const risk: all.Risk | undefined = all.risks[0];
"""
NODENEXT: Final = ("--module", "nodenext")
BUNDLER: Final = ("--module", "preserve", "--moduleResolution", "bundler")
WRONG: Final = {
    "one.sha256": ("one.end", "Type 'string' is not assignable to type 'number'"),
    "found.names": ("found.name", "Property 'names' does not exist on type 'Actor'"),
    "schema.$ids": ("schema.$id", "Type 'unknown' is not assignable to type 'string'"),
    "risks.sort()": ("dataset.events", "Property 'sort' does not exist on type 'readonly Risk[]'"),
    "Same<typeof japan, AnyRecord": ("Same<typeof japan, Actor", "Type 'false' does not satisfy the constraint 'true'"),
}
"""Programs that are wrong about a type: what is written in place of what, and the compiler's message."""

OVERHEAD: Final = 300
"""More bytes than the programs below have besides the data."""


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """An empty folder of a project with the package."""
    (tmp_path / "node_modules").symlink_to(npm_projects.installed(tmp_path_factory))
    return tmp_path


def _run(command: list[str | Path], here: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=here, capture_output=True, encoding="utf-8", check=False)


def test_every_character_reaches_a_program_unchanged(tmp_path: Path) -> None:
    """Some characters are special in JavaScript, but not in JSON."""
    hard = "\u2028\u2029\x7f\ufeff </script> ${x} `'\"\\ */ \U0001d4d0"
    bundle = json.loads(BUNDLE)
    bundle["risks"][0]["label"] = hard
    npm_package_files.write(tmp_path / "node_modules" / "nsatu-data", json.dumps(bundle), "")
    programs = {"a.mjs": 'import { risks } from "nsatu-data";', "a.cjs": 'const { risks } = require("nsatu-data");'}
    for name, program in programs.items():
        (tmp_path / name).write_text(f"{program} console.log(JSON.stringify(risks[0].label));", encoding="utf-8")
        assert json.loads(_run(["node", name], tmp_path).stdout) == hard


def _compiled(project: Path, name: str, program: str, options: tuple[str, ...]) -> tuple[int, str]:
    (project / name).write_text(program, encoding="utf-8")
    outcome = _run(["node", npm_examples.COMPILER, "--noEmit", *npm_examples.STRICT, *options, name], project)
    return outcome.returncode, outcome.stdout


@pytest.mark.parametrize("node", ["node", "oldest"])
@pytest.mark.parametrize(("name", "program"), [("module.mjs", MODULE), ("script.cjs", SCRIPT)])
def test_both_ways_in_give_the_same_exports(node: str, name: str, program: str, project: Path) -> None:
    (project / name).write_text(program, encoding="utf-8")
    outcome = _run([npm_projects.oldest_node() if node == "oldest" else node, name], project)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    records = [record.id for record in DATASET]
    assert json.loads(outcome.stdout) == {
        "exports": EXPORTS,
        "bundle": json.loads(BUNDLE),
        "manifest": True,
        "collections": COLLECTIONS,
        "claims": [claim.id for claim in DATASET.claims],
        "ids": records,
        "same": len(records),
        "nothing": [None] * 4,
        "schema": json_schema.schema("bundle"),
        "record": "Record",
        "json": True,
        "refused": ["ERR_PACKAGE_PATH_NOT_EXPORTED"] * 2,
    }


def test_the_oldest_node_is_the_one_that_the_package_names() -> None:
    assert _run([npm_projects.oldest_node(), "--version"], TOOLS).stdout == f"v{npm_package_files.oldest_node()}\n"


@pytest.mark.parametrize(
    ("name", "program", "options"),
    [
        ("typed.mts", TYPED, NODENEXT),
        ("typed.cts", TYPED, NODENEXT),
        ("required.cts", REQUIRED, NODENEXT),
        ("typed.ts", TYPED, BUNDLER),
    ],
)
def test_a_program_in_typescript_knows_the_types(
    name: str, program: str, options: tuple[str, ...], project: Path
) -> None:
    assert _compiled(project, name, program, options) == (0, "")


@pytest.mark.parametrize("wrong", WRONG)
def test_a_program_that_is_wrong_about_a_type_is_reported(wrong: str, project: Path) -> None:
    right, message = WRONG[wrong]
    assert TYPED.count(right) == 1
    status, printed = _compiled(project, "typed.mts", TYPED.replace(right, wrong), NODENEXT)
    assert status != 0
    assert message in printed


def test_the_types_declare_just_what_is_exported(project: Path) -> None:
    """The other tests compile only programs that use names which are declared."""
    for name in ("index.d.mts", "index.d.ts"):
        text = (project / "node_modules" / "nsatu-data" / name).read_text(encoding="utf-8")
        declared = re.findall(r"^export declare const (\w+):", text, re.MULTILINE)
        assert sorted([*declared, "default"]) == EXPORTS
        assert "export default dataset;" in text


def _bundled(program: str, project: Path) -> bytes:
    """A program as esbuild makes one file of it and the package."""
    npm_packages.install(PAGE)
    (project / "program.mjs").write_text(program, encoding="utf-8")
    esbuild = PAGE / "node_modules" / ".bin" / "esbuild"
    options = ["--bundle", "--minify", "--charset=utf8", "--format=esm", "--outfile=bundled.mjs", "--log-level=error"]
    outcome = _run([esbuild, "program.mjs", *options], project)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    return (project / "bundled.mjs").read_bytes()


@pytest.mark.parametrize(
    ("program", "held", "printed"),
    [
        ('import { risks } from "nsatu-data"; console.log(risks.length);', ["risks"], len(DATASET.risks)),
        ('import { byId } from "nsatu-data"; console.log(byId.size);', COLLECTIONS, len(list(DATASET))),
        ('import all from "nsatu-data"; console.log(all.risks.length);', ["dataset", *COLLECTIONS], len(DATASET.risks)),
        ('import "nsatu-data"; console.log(0);', [], 0),
    ],
)
def test_a_bundler_leaves_out_what_is_not_used(program: str, held: list[str], printed: int, project: Path) -> None:
    bundled = _bundled(program, project)
    values = json.loads(BUNDLE)
    assert -OVERHEAD <= npm_readme.kilobytes([values[name] for name in held]) * 1000 - len(bundled) <= 1000
    assert set(re.findall('kind:"([a-z]+)"', bundled.decode("utf-8"))) == {name[:-1] for name in held} - {"datase"}
    assert _run(["node", "bundled.mjs"], project).stdout == f"{printed}\n"
