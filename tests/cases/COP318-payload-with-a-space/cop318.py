from __future__ import annotations

import json

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box, signed_record
from tests.ssh_keys import SecretKey


def raises(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    payload = json.dumps(box.payload(X, by="p-ann"), sort_keys=True)
    box.file(signed_record(payload, SecretKey("p-ann")), X)
    box.commit("File", by="p-his")
    return codes(box)


def silent(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    box.approve(X)
    return codes(box)
