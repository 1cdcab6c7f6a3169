from __future__ import annotations

from tests.cases_kit import Codes, with_registry
from tests.community_box import Box
from tests.ssh_keys import SecretKey


def raises(box: Box) -> Codes:
    return with_registry(box, lambda _: box.person("p-ann").update(keys=[{"key": "ssh-rsa AAAAB3NzaC1yc2E="}]))


def silent(box: Box) -> Codes:
    return with_registry(box, lambda _: box.person("p-ann").update(keys=[{"key": SecretKey("p-ann").line}]))
