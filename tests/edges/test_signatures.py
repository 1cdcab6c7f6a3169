"""What OpenSSH says when it does not sign reaches the person who asked for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cop_build.core.findings import Unable
from cop_build.edges.signatures import sign
from tests.ssh_keys import SecretKey


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_a_key_that_others_can_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    key = SecretKey("ann").save(tmp_path)
    key.chmod(0o644)

    with pytest.raises(Unable) as refused:
        sign(b"payload", namespace="cop-review@test", key=key)

    assert refused.value.code == "COP909"
    assert "0644" in refused.value.detail.en and "0644" in refused.value.detail.th
