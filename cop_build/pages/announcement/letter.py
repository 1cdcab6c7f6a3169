"""An announcement as a draft of an e-mail: text, HTML and the calendar. Source: RFC 5322, RFC 2045 to 2047, RFC 6047.

It has no sender, no recipients, no date and no id: whoever sends it is asked for the first two, and the program that
sends it adds the others. The calendar is an attachment and no alternative text: programs that open a letter with such
an alternative show an appointment in its place, which cannot be edited or sent.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from cop_build.core.model import Digest, Language
from cop_build.pages.announcement.said import Said
from cop_build.pages.announcement.texts import letter_text, subject
from cop_build.pages.announcement.words import announcement_words
from cop_build.pages.markup import block

_SEVEN_BITS = SMTP.clone(cte_type="7bit")


def letter(said: Said, language: Language, *, calendar: bytes, name: str, digest: Digest) -> bytes:
    """Return the draft, in letters of seven bits, lines ended by CR LF.

    Args:
        calendar: Attached as it is.
        name: What the attached file is called.
        digest: Of what is announced: parts are told apart by it, so that the same draft is the same bytes.
    """
    mail = EmailMessage(policy=_SEVEN_BITS)
    mail["Subject"] = _header(subject(said, language))
    mail["X-Unsent"] = "1"  # opened as a draft, not as something received
    mail.set_content(letter_text(said, language), charset="utf-8", cte="base64")
    mail.make_alternative(boundary=_boundary(digest, "texts"))
    mail.add_alternative(_html(said, language), subtype="html", charset="utf-8", cte="base64")
    mail.make_mixed(boundary=_boundary(digest, "all"))
    kind = {"method": "PUBLISH", "charset": "utf-8"}
    mail.add_attachment(calendar, maintype="text", subtype="calendar", params=kind, filename=name, cte="base64")
    return mail.as_bytes()


def _html(said: Said, language: Language) -> str:
    return block(
        "announcement/letter.html",
        language,
        said=said,
        language=language.value,
        words=announcement_words(language),
    )


def _boundary(digest: Digest, name: str) -> str:
    return f"=_cop_{name}_{digest.hex[:32]}"  # no base64 holds an underscore


def _header(text: str) -> str:
    """Return text that is no encoded word already: it would be decoded before it is encoded. Source: RFC 2047 §2."""
    return text.replace("=?", "= ?")
