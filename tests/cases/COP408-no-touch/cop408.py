from __future__ import annotations

from cop_build.core.digest import canonical_json
from tests.cases_kit import Codes, X, codes
from tests.community_box import Box, signed_record
from tests.ssh_keys import SecretKey


def _approved(box: Box, *, flags: int) -> Codes:
    key = SecretKey("p-ann", application="ssh:")
    box.person("p-ann")["keys"] = [{"key": key.line}]
    box.write_registry()
    box.commit("Key", by="p-adm")
    box.write(X)
    box.commit("Write", by="p-mai")
    payload = canonical_json(box.payload(X, by="p-ann"))
    box.file(signed_record(payload, key, flags=flags), X)
    box.commit("File", by="p-his")
    return codes(box)


def raises(box: Box) -> Codes:
    return _approved(box, flags=0)


def silent(box: Box) -> Codes:
    return _approved(box, flags=1)
