"""Texts and slides of OpenDocument: annotations and notes go, changes and what is hidden stay."""

from __future__ import annotations

from collections.abc import Iterator

from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning.mending import Mending
from cop_build.edges.cleaning.trees import Element, name_of, take_out

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_PAGE, _PAGE_STYLE = f"{{{_SPACE}drawing:1.0}}page", f"{{{_SPACE}drawing:1.0}}style-name"
_NOTES, _VISIBILITY = f"{{{_SPACE}presentation:1.0}}notes", f"{{{_SPACE}presentation:1.0}}visibility"
_OFFICE = (f"{_SPACE}office:1.0", "http://openoffice.org/2009/office")  # LibreOffice writes both
_ANNOTATIONS = tuple(f"{{{space}}}{name}" for space in _OFFICE for name in ("annotation", "annotation-end"))
_CLASS = f"{{{_SPACE}presentation:1.0}}class"
_STYLE, _STYLE_NAME = f"{{{_SPACE}style:1.0}}style", f"{{{_SPACE}style:1.0}}name"
_PARAGRAPHS = (f"{{{_SPACE}text:1.0}}p", f"{{{_SPACE}text:1.0}}h")
_DISPLAY, _NUMBER = f"{{{_SPACE}text:1.0}}display", f"{{{_SPACE}text:1.0}}page-number"


def clean_content(root: Element) -> Mending:
    """Clean the content or the styles of a text or presentation, slide by slide where there are some."""
    mending = Mending()
    hidden = {style.get(_STYLE_NAME) for style in root.iter(_STYLE) if _hides(style)}
    slides = tuple(root.iter(_PAGE))
    for number, slide in enumerate(slides, 1):
        where = f"slide {number}"
        mending.taken |= {Found(trait, where) for trait in _clean(slide)}
        if slide.get(_PAGE_STYLE) in hidden:
            mending.found.add(Found(Trait.HIDDEN, where))
    mending.removed |= set(_clean(root))
    for element in root.iter("*"):
        name = name_of(element)
        if name == "changed-region":
            mending.left.add(Trait.CHANGE)
        elif name in ("hidden-text", "hidden-paragraph") or element.get(_DISPLAY) == "none":
            mending.left.add(Trait.HIDDEN)
    return mending


def _hides(style: Element) -> bool:
    return any(properties.get(_VISIBILITY) == "hidden" for properties in style)


def _clean(root: Element) -> Iterator[Trait]:
    for annotation in list(root.iter(*_ANNOTATIONS)):
        take_out(annotation)
        yield Trait.COMMENT
    for notes in root.iter(_NOTES):
        for paragraph in [element for element in notes.iter(*_PARAGRAPHS) if _tells(element)]:
            paragraph.text = None
            for inner in list(paragraph):
                paragraph.remove(inner)
            yield Trait.NOTES


def _tells(paragraph: Element) -> bool:
    """Say whether a paragraph of notes holds more than the number of the page, where that stands on every sheet."""
    is_counted = any(shape.get(_CLASS) == "page-number" for shape in paragraph.iterancestors())
    numbers = "".join("".join(number.itertext()) for number in paragraph.iter(_NUMBER)) if is_counted else ""
    return "".join(paragraph.itertext()).strip() != numbers.strip()
