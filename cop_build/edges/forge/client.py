"""Speaks HTTP with a forge: whole answers or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any  # JSON that is sent
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3.util.retry import Retry

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text
from cop_build.core.parse.answers import as_list, not_understood, read_json

_MAX_PAGES = 100
_MAX_HOPS = 5
_MAX_BYTES = 20 * 2**20
_MAX_CLOCK_DIFFERENCE = timedelta(minutes=10)
REFUSED = 422  # what was told is well-formed, and not possible: no collaborator, for one
NOT_TOLD = Code("COP428")
HERE = ("127.0.0.1", "localhost", "::1")
_TRANSIENT = (429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer of the forge. ``value`` is ``None`` where nothing had changed or nothing is said."""

    status: int
    value: object
    etag: str | None
    next_page: str | None


@dataclass(slots=True)
class Client:
    """Asks a REST interface, and asks again where that may help.

    Attributes:
        api: Its address, without a slash at the end.
        token: Sent to that host alone; ``None`` asks as a stranger, who is told less and less often.
        tries: How often a request is made that fails in a way that may pass.
        wait_seconds: A second try is made at once, the next after twice this pause; each one later doubles it.
        timeout_seconds: For connecting, and for each piece of an answer.
    """

    api: str
    token: str | None = None
    tries: int = 4
    wait_seconds: float = 0.5
    timeout_seconds: float = 30.0
    _session: requests.Session = field(init=False, repr=False)

    def __post_init__(self) -> None:
        retry = Retry(
            total=self.tries - 1,
            status_forcelist=_TRANSIENT,
            allowed_methods={"GET"},
            backoff_factor=self.wait_seconds,
            backoff_max=60,
            retry_after_max=120,
            raise_on_status=False,
        )
        self._session = requests.Session()
        self._session.trust_env = False  # no password file may take the token's place
        if urlsplit(self.api).hostname not in HERE:
            self._session.proxies.update(get_environ_proxies(self.api))
        self._session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))
        self._session.headers.update(
            {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28", "User-Agent": "cop-build"}
        )
        if self.token:
            self._session.headers["Authorization"] = f"Bearer {self.token}"

    def one(self, path: str, **query: str | int) -> Answer:
        """Return what stands at a path. Raises: Unable."""
        return self._ask("GET", self.api + path, query=query)

    def has_changed(self, path: str, etag: str | None) -> bool:
        """Say whether something else stands at a path by now. Raises: Unable."""
        if etag is None:
            return True
        return self._ask("GET", self.api + path, headers={"If-None-Match": etag}).status != 304

    def pages(self, path: str, **query: str | int) -> list[object]:
        """Return a list whole, all its pages. Raises: Unable, if one is missing."""
        found: list[object] = []
        answer = self.one(path, per_page=100, **query)
        for _ in range(_MAX_PAGES):
            page = as_list(answer.value)
            found += page
            if answer.next_page is None:
                return found
            if not page:
                raise not_understood("an empty page with more to come")
            answer = self._ask("GET", answer.next_page)
        raise not_understood(f"more than {_MAX_PAGES} pages")

    def tell(self, method: str, path: str, **said: Any) -> Answer:
        """Change something at a path, once. Raises: Unable. Args: said: JSON."""
        return self._ask(method, self.api + path, said=said)

    def _ask(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        said: dict[str, Any] | None = None,  # Any: JSON
    ) -> Answer:
        for _ in range(_MAX_HOPS):
            response, body = self._send(method, url, query=query, headers=headers, said=said)
            if method != "GET" or not response.is_redirect:
                break
            url, query = urljoin(url, response.headers["Location"]), None  # a repository that was renamed, for one
        _refuse_failures(response)
        _refuse_another_time(response)
        return Answer(
            status=response.status_code,
            value=read_json(body) if response.status_code in (200, 201) else None,
            etag=response.headers.get("ETag"),
            next_page=response.links.get("next", {}).get("url"),
        )

    def _send(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str | int] | None,
        headers: Mapping[str, str] | None,
        said: dict[str, Any] | None,  # Any: JSON
    ) -> tuple[requests.Response, bytes]:
        if urlsplit(url)[:2] != urlsplit(self.api)[:2]:
            raise not_understood("an address on another host")
        try:
            with self._session.request(
                method,
                url,
                params=query,
                headers=headers,
                json=said,
                timeout=self.timeout_seconds,
                stream=True,
                allow_redirects=False,
            ) as response:
                return response, _body_of(response)
        except requests.RequestException as error:
            th, en = (
                "ติดต่อเว็บเก็บโค้ดไม่ได้ โปรดลองใหม่ภายหลัง",
                f"the forge cannot be reached ({type(error).__name__}); try again later",
            )
            raise Unable(Code("COP425"), Text(th=th, en=en)) from None


def _body_of(response: requests.Response) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_content(1 << 16):
        size += len(piece)
        if size > _MAX_BYTES:
            raise not_understood("an answer without end")
        pieces.append(piece)
    return b"".join(pieces)


def _refuse_failures(response: requests.Response) -> None:
    status = response.status_code
    if status in (200, 201, 204, 304, REFUSED):
        return
    is_asked_to_wait = response.headers.get("X-RateLimit-Remaining") == "0" or "Retry-After" in response.headers
    if status == 429 or (status == 403 and is_asked_to_wait):
        th, en = "ถามเว็บเก็บโค้ดบ่อยเกินกำหนด โปรดลองใหม่ภายหลัง", "the forge's rate limit is reached; try again later"
        raise Unable(Code("COP427"), Text(th=th, en=en))
    if status in (401, 403, 404):
        path = urlsplit(response.url).path
        th = f"ไม่มีสิทธิ์อ่าน {path} หรือไม่มีอยู่ ({status}) ตรวจ token"
        en = f"{path} is not there, or not to be read with this token ({status})"
        raise Unable(NOT_TOLD, Text(th=th, en=en))
    th, en = (
        f"เว็บเก็บโค้ดตอบผิดพลาด ({status}) โปรดลองใหม่ภายหลัง",
        f"the forge answers with an error ({status}); try again later",
    )
    raise Unable(Code("COP425"), Text(th=th, en=en))


def _refuse_another_time(response: requests.Response) -> None:
    """Who reviewed before a push and who after is told by clocks: ours and the forge's must agree."""
    try:
        said = parsedate_to_datetime(response.headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        raise not_understood("an answer without a date") from None
    if abs(datetime.now(UTC) - said) > _MAX_CLOCK_DIFFERENCE:
        th = f"นาฬิกาเครื่องนี้ไม่ตรงกับเว็บเก็บโค้ด ({said:%Y-%m-%d %H:%M} UTC) โปรดตั้งเวลาใหม่"
        en = f"this machine's clock and the forge's ({said:%Y-%m-%d %H:%M} UTC) do not agree; set the clock"
        raise Unable(Code("COP429"), Text(th=th, en=en))
