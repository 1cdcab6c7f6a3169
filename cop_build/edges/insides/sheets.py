"""What only workbooks hold: cells, hidden sheets, formulas that reach out. Source: ECMA-376 part 1 §18."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from cop_build.core.insides import Trait
from cop_build.edges.insides.gathering import Gathering
from cop_build.edges.insides.lines import lines_of
from cop_build.edges.insides.markup import Element, all_named, is_plain_link, local, value
from cop_build.edges.insides.packages import Package

READ_BY_CELLS = frozenset({"worksheet", "sst"})
"""Root elements of the parts that are read cell by cell."""
_COMMENTS = frozenset({"comments", "ThreadedComments", "personList"})
_FETCHING = frozenset({"connections", "queryTable", "ddeLink", "oleLink"})
_REACHING_OUT = re.compile(
    r"\w\|\s*'|\w\|[^|]*!|\b(?:WEBSERVICE|IMPORTDATA|IMPORTXML|RTD|CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST)\s*\(",
    re.IGNORECASE,
)
_LINKING = re.compile(r"""\bHYPERLINK\s*\(\s*"([^"]*)\"""", re.IGNORECASE)
_LONGEST_EXPONENT = 30


def look(package: Package, main: str, gathering: Gathering) -> Mapping[str, str]:
    """Gather the cells and traits of a workbook. Returns: the names of its sheets, by part."""
    workbook = package.xml(main)
    places, states = _sheets(package, main, workbook)
    shared = _shared(package, main)
    used: set[int] = set()
    for name in package.xml_names:
        root = package.xml(name)
        kind, where = local(root.tag), places.get(name, name)
        if kind == "worksheet":
            if states.get(name, "visible") != "visible" or name not in places:
                gathering.find(Trait.HIDDEN, where)
            _read_sheet(root, where, shared, used, gathering)
            places.setdefault(name, name)
        elif kind in _COMMENTS and len(root):
            gathering.find(Trait.COMMENT, where)
        elif kind in ("headers", "revisions"):
            gathering.find(Trait.CHANGE, where)
        elif kind in _FETCHING or any(local(element.tag) in _FETCHING for element in root):
            gathering.find(Trait.EXTERNAL, where)
    for defined in all_named(workbook, "definedName"):
        _judge_formula(defined.text or "", main, gathering)
    for part in package.related(main, "sharedStrings"):
        places.setdefault(part, part)
        gathering.read_all(part, (text for number, text in enumerate(shared) if number not in used))
    return places


def _sheets(package: Package, main: str, workbook: Element) -> tuple[dict[str, str], dict[str, str]]:
    targets = {relation.id: relation.target for relation in package.relationships.get(main, ())}
    places: dict[str, str] = {}
    states: dict[str, str] = {}
    for sheet in all_named(workbook, "sheet"):
        part = targets.get(value(sheet, "id") or "")
        if part is None:
            continue
        places[part] = value(sheet, "name") or part
        states[part] = value(sheet, "state") or "visible"
        for relation in package.relationships.get(part, ()):
            if not relation.is_outside and relation.kind in ("comments", "threadedComment", "table", "drawing"):
                places.setdefault(relation.target, f"{places[part]}, {relation.kind}")
    return places, states


def _shared(package: Package, main: str) -> Sequence[str]:
    parts = package.related(main, "sharedStrings")
    return tuple(_text_of(item) for part in parts for item in package.xml(part) if local(item.tag) == "si")


def _text_of(item: Element) -> str:
    """Return the text of a string item, its runs joined; readings of it (for East Asian text) on lines of their own."""
    return "\n".join(line for line in reversed(list(lines_of(item))) if line.strip())


def _read_sheet(root: Element, where: str, shared: Sequence[str], used: set[int], gathering: Gathering) -> None:
    if any(value(line, "hidden") in ("1", "true") for line in all_named(root, "row", "col")):
        gathering.find(Trait.HIDDEN, where)
    for row in all_named(root, "row"):
        gathering.read(where, "\t".join(text for cell in row for text in _texts(cell, shared, used)))
    for formula in all_named(root, "f", "formula", "formula1", "formula2"):
        if formula.text:
            gathering.read(where, f"={formula.text}")
            _judge_formula(formula.text, where, gathering)
    for part in root:
        if local(part.tag) not in ("sheetData", "cols"):
            gathering.read_all(where, lines_of(part))


def _texts(cell: Element, shared: Sequence[str], used: set[int]) -> Iterator[str]:
    kind = value(cell, "t") or "n"
    for child in cell:
        match local(child.tag):
            case "is":
                yield _text_of(child)
            case "v" if kind == "s":
                number = int(child.text) if (child.text or "").strip().isdecimal() else -1
                if 0 <= number < len(shared):
                    used.add(number)
                    yield shared[number]
            case "v" if kind == "n":
                yield plain_number(child.text or "")
            case "v":
                yield child.text or ""


def plain_number(written: str) -> str:
    """Return a number without exponent, as a person would write it: ``1.10370123456E12`` is 1103701234560."""
    try:
        number = Decimal(written.strip())
    except InvalidOperation:
        return written
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_EXPONENT or len(written) > 100:
        return written
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _judge_formula(formula: str, where: str, gathering: Gathering) -> None:
    reaching = _REACHING_OUT.search(formula) or any(not is_plain_link(target) for target in _LINKING.findall(formula))
    if reaching:
        gathering.find(Trait.EXTERNAL, where)
