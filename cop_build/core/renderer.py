"""May MkDocs be run with these settings? An allow-list for the community's ``mkdocs.yml``.

A MkDocs configuration can run code, print any file of the machine on a public page and call other people's servers.
So what is not known to be harmless is refused, by name. Source: manual/trust.md §5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cop_build.core.findings import Code, Finding
from cop_build.core.model import Text
from cop_build.core.settings import (
    EXTENSIONS,
    FEATURES,
    ICONS,
    PALETTE,
    PLUGINS,
    SOCIAL,
    THEME,
    TOGGLE,
    TOP,
    WHY,
    Check,
    flag,
    icon_name,
    one_of,
)

Place = tuple[str | int, ...]  # the way to a value: keys of mappings, indexes of lists

NOT_SETTINGS = Code("COP921")
SETTING = Code("COP922")
PLUGIN = Code("COP923")
EXTENSION = Code("COP924")
THEME_SETTING = Code("COP925")
VALUE = Code("COP926")


@dataclass(frozen=True, slots=True)
class _Problem:
    place: Place
    code: Code
    detail: Text


def check_settings(
    settings: object, *, line_of: Callable[[Place], int], path: str = "mkdocs.yml"
) -> tuple[Finding, ...]:
    """Return what in the settings is not on the allow-list, sorted by line.

    Args:
        settings: The file as the strict parser read it.
        line_of: Where a value stands in the file.
    """
    problems = _settings(settings)
    return tuple(sorted(Finding(path, line_of(one.place), one.code, one.detail) for one in problems))


def _settings(settings: object) -> Iterator[_Problem]:
    if not isinstance(settings, Mapping):
        yield _Problem((), NOT_SETTINGS, Text(th="ต้องเป็นรายการ ชื่อ: ค่า", en="it must be a mapping of names to values"))
        return
    for name, value in settings.items():
        match name:
            case "theme":
                yield from _theme(value)
            case "plugins":
                yield from _named(value, (name,), PLUGINS, PLUGIN)
            case "markdown_extensions":
                yield from _named(value, (name,), EXTENSIONS, EXTENSION)
            case "extra":
                yield from _extra(value)
            case _:
                yield from _one((name,), value, TOP, SETTING)


def _theme(theme: object) -> Iterator[_Problem]:
    if isinstance(theme, str):
        yield from _one(("theme",), theme, {"theme": one_of("material")}, THEME_SETTING)
        return
    for place, value in _items(theme, ("theme",)):
        match place[-1]:
            case "features":
                yield from _list_of(value, place, one_of(*FEATURES), THEME_SETTING)
            case "palette":
                for inner, palette in _each(value, place):
                    yield from _palette(palette, inner)
            case "icon":
                for inner, icon in _items(value, place):
                    yield from _one(inner, icon, dict.fromkeys(ICONS, icon_name), THEME_SETTING)
            case _:
                yield from _one(place, value, THEME, THEME_SETTING)


def _palette(palette: object, place: Place) -> Iterator[_Problem]:
    for inner, value in _items(palette, place):
        if inner[-1] == "toggle":
            yield from _mapping(value, inner, TOGGLE, THEME_SETTING)
        else:
            yield from _one(inner, value, PALETTE, THEME_SETTING)


def _extra(extra: object) -> Iterator[_Problem]:
    for place, value in _items(extra, ("extra",)):
        if place[-1] == "social":
            for inner, social in _each(value, place):
                yield from _mapping(social, inner, SOCIAL, SETTING)
        else:
            yield from _one(place, value, {"generator": flag}, SETTING)


def _named(value: object, place: Place, allowed: Mapping[str, Mapping[str, Check]], code: Code) -> Iterator[_Problem]:
    """Check plugins or extensions: a list of names and of name → options, or one mapping of the latter."""
    entries = value.items() if isinstance(value, Mapping) else None
    found = [((*place, name), name, options) for name, options in entries] if entries is not None else []
    if entries is None and not isinstance(value, list):
        yield _wrong(place)
    for index, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, Mapping) and len(one) == 1:
            found += [((*place, index, name), name, options) for name, options in one.items()]
        else:
            found.append(((*place, index), one, None))
    for inner, name, options in found:
        if not isinstance(name, str) or name not in allowed:
            yield _refused(inner, str(name), code)
        elif options is not None:
            yield from _mapping(options, inner, allowed[name], code)


def _mapping(value: object, place: Place, allowed: Mapping[str, Check], code: Code) -> Iterator[_Problem]:
    for inner, one in _items(value, place):
        yield from _one(inner, one, allowed, code)


def _list_of(value: object, place: Place, check: Check, code: Code) -> Iterator[_Problem]:
    if not isinstance(value, list):
        yield _wrong(place)
        return
    for index, one in enumerate(value):
        if not check(one):
            yield _refused((*place, index), str(one), code)


def _one(place: Place, value: object, allowed: Mapping[str, Check], code: Code) -> Iterator[_Problem]:
    name = str(place[-1])
    if name not in allowed:
        yield _refused(place, name, code)
    elif not allowed[name](value):
        yield _wrong(place)


def _items(value: object, place: Place) -> Iterator[tuple[Place, object]]:
    """Return the values of a mapping with their places; what is no mapping comes as a nameless value of its own."""
    if isinstance(value, Mapping):
        yield from (((*place, name), one) for name, one in value.items())
    else:
        yield (*place, ""), value


def _each(value: object, place: Place) -> Iterator[tuple[Place, object]]:
    if isinstance(value, list):
        yield from (((*place, index), one) for index, one in enumerate(value))
    else:
        yield place, value


def _refused(place: Place, name: str, code: Code) -> _Problem:
    shown = ".".join(str(step) for step in place if isinstance(step, str) and step) or name
    name, shown = name[:80], shown[:160]
    why = WHY.get(name, Text(th="ไม่อยู่ในรายการที่อนุญาต", en="it is not on the list of what is allowed"))
    where = f"{name!r} ({shown})" if name and not shown.endswith(name) else repr(shown)
    return _Problem(place, code, Text(th=f"ใช้ {where} ไม่ได้: {why.th}", en=f"{where} cannot be used: {why.en}"))


def _wrong(place: Place) -> _Problem:
    shown = ".".join(str(step) for step in place)
    why = WHY.get(str(place[-1]), Text(th="ไม่ใช่รูปแบบที่อนุญาต", en="it has not a form that is allowed"))
    return _Problem(
        place,
        VALUE,
        Text(th=f"ค่าของ {shown!r} ใช้ไม่ได้: {why.th}", en=f"the value of {shown!r} cannot be used: {why.en}"),
    )
