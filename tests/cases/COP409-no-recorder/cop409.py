from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box
from tests.ssh_keys import SecretKey


def _attested(box: Box, *, recorder: bool = True, user: int = 1001) -> Codes:
    if recorder:
        box.registry["recorders"] = [{"key": SecretKey("recorder").line}]
        box.write_registry()
        box.commit("Recorder", by="p-adm")
    box.write(X)
    merge = box.commit("Write", by="p-mai")
    box.file(box.attest(X, by="p-ann", user=user, merge=merge), X)
    box.commit("Record", by="p-his")
    return codes(box)


def raises(box: Box) -> Codes:
    return _attested(box, recorder=False)


def silent(box: Box) -> Codes:
    return _attested(box)
