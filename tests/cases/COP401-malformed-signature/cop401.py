from __future__ import annotations

from cop_build.core.digest import canonical_json
from tests.cases_kit import Codes, X, codes
from tests.community_box import Box, base64_of, record_text


def raises(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    payload = canonical_json(box.payload(X, by="p-ann"))
    box.file(record_text(payload, {"type": "signature", "signature": base64_of(b"SSHSIG")}), X)
    box.commit("File", by="p-his")
    return codes(box)


def silent(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    box.approve(X)
    return codes(box)
