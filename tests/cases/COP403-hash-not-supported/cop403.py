from __future__ import annotations

from cop_build.core.digest import canonical_json
from tests.cases_kit import Codes, X, codes
from tests.community_box import Box, signed_record
from tests.ssh_keys import SecretKey


def _approved(box: Box, *, hash_name: str) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    payload = canonical_json(box.payload(X, by="p-ann"))
    box.file(signed_record(payload, SecretKey("p-ann"), hash_name=hash_name), X)
    box.commit("File", by="p-his")
    return codes(box)


def raises(box: Box) -> Codes:
    return _approved(box, hash_name="sha384")


def silent(box: Box) -> Codes:
    return _approved(box, hash_name="sha256")
