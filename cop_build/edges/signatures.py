"""Sign with OpenSSH: the agent, passphrases and hardware keys are its business. Verifying is core/sshsig.py's."""

from __future__ import annotations

import base64
import binascii
import subprocess
import tempfile
from pathlib import Path

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text


def sign(message: bytes, *, namespace: str, key: Path) -> bytes:
    """Return the raw SSHSIG blob over a message. Raises: Unable.

    Args:
        key: A private key's file, or the public key's of one that the agent holds.
    """
    with tempfile.TemporaryDirectory(prefix="cop-sign-") as folder:
        place = Path(folder) / "payload"
        place.write_bytes(message)
        command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", namespace, str(place)]
        try:
            done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        except OSError:
            raise _failed("ssh-keygen is missing (OpenSSH)") from None
        armour = place.with_suffix(".sig")
        if done.returncode or not armour.exists():
            raise _failed(done.stderr.decode("utf-8", "replace"))
        lines = armour.read_text(encoding="ascii").split()
    try:
        begin, end = lines.index("SIGNATURE-----"), len(lines) - lines[::-1].index("-----END")
        return base64.b64decode("".join(lines[begin + 1 : end - 1]), validate=True)
    except (ValueError, binascii.Error):
        raise _failed("ssh-keygen wrote something else than a signature") from None


def public_key(place: Path) -> str:
    """Return ``ssh-ed25519 AAAA…`` of a public key's file, or of a private key's with its ``.pub`` beside it."""
    candidates = [place, place.with_name(place.name + ".pub")]
    for candidate in candidates:
        try:
            words = candidate.read_text(encoding="utf-8").split()
        except (OSError, UnicodeDecodeError):
            continue
        if len(words) >= 2 and words[0].startswith(("ssh-", "sk-", "ecdsa-")):
            return f"{words[0]} {words[1]}"
    th, en = f"ไม่พบกุญแจสาธารณะใน {place}", f"there is no public key in {place}"
    raise Unable(Code("COP909"), Text(th=th, en=en))


def _failed(said: str) -> Unable:
    # Before it says that others can read the key, ssh-keygen draws a frame of @ around a warning.
    lines = (line for line in said.splitlines() if line.strip() and not line.startswith("@"))
    line = next(lines, "ssh-keygen failed")
    line = "".join(character for character in line if character.isprintable())[:300]
    return Unable(Code("COP909"), Text(th=f"ลงลายเซ็นไม่สำเร็จ: {line}", en=f"signing failed: {line}"))
