"""Ed25519 keys and SSH signatures made byte by byte, so that a test can also make wrong ones.

Written from OpenSSH's PROTOCOL.sshsig and PROTOCOL.u2f alone; shares no line with ``cop_build.core.sshsig``.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

PLAIN, SECURITY_KEY = "ssh-ed25519", "sk-ssh-ed25519@openssh.com"


def packed(*strings: bytes | str) -> bytes:
    """Return SSH strings: each with its length before it."""
    parts = [text.encode() if isinstance(text, str) else text for text in strings]
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


@dataclass(frozen=True)
class SecretKey:
    """A key whose bits follow from its name: the same name is the same key in every test and process.

    Attributes:
        application: Of a security key; ``None`` for a plain one.
    """

    name: str
    application: str | None = None

    @property
    def private(self) -> Ed25519PrivateKey:
        return _private(self.name)

    @property
    def kind(self) -> str:
        return PLAIN if self.application is None else SECURITY_KEY

    @property
    def blob(self) -> bytes:
        point = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return packed(self.kind, point) + (packed(self.application) if self.application is not None else b"")

    @property
    def line(self) -> str:
        """The public key as in ``authorized_keys``."""
        return f"{self.kind} {base64.b64encode(self.blob).decode()}"

    def save(self, folder: Path) -> Path:
        """Write the private key as ``ssh-keygen`` would, and return its place."""
        place = folder / f"key-{self.name}"
        place.touch(mode=0o600)
        place.write_bytes(self.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
        place.with_name(place.name + ".pub").write_text(self.line + "\n")
        return place

    def sign(
        self,
        message: bytes,
        namespace: str,
        *,
        hash_name: str = "sha512",
        version: int = 1,
        reserved: bytes = b"",
        key_blob: bytes | None = None,
        flags: int = 1,
        counter: int = 7,
    ) -> bytes:
        """Return a raw SSHSIG blob; everything that a forger could choose can be chosen."""
        digest = hashlib.new(hash_name, message).digest()
        signed = b"SSHSIG" + packed(namespace, reserved, hash_name, digest)
        tail = b""
        if self.application is not None:
            tail = bytes([flags]) + struct.pack(">I", counter)
            signed = hashlib.sha256(self.application.encode()).digest() + tail + hashlib.sha256(signed).digest()
        signature = packed(self.kind, self.private.sign(signed)) + tail
        head = b"SSHSIG" + struct.pack(">I", version)
        return head + packed(key_blob or self.blob, namespace, reserved, hash_name, signature)


@cache
def _private(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"a test's key: {name}".encode()).digest())


def armoured(blob: bytes) -> str:
    """Return a signature as ``ssh-keygen -Y sign`` writes it."""
    text = base64.b64encode(blob).decode()
    lines = "\n".join(text[start : start + 70] for start in range(0, len(text), 70))
    return f"-----BEGIN SSH SIGNATURE-----\n{lines}\n-----END SSH SIGNATURE-----\n"
