"""SSH signatures, read and verified strictly. Source: OpenSSH's PROTOCOL.sshsig, PROTOCOL.u2f; manual/trust.md §2."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_MAGIC = b"SSHSIG"
_PLAIN, _SECURITY_KEY = b"ssh-ed25519", b"sk-ssh-ed25519@openssh.com"
_HASHES: Mapping[bytes, str] = {b"sha256": "sha256", b"sha512": "sha512"}
_USER_PRESENT = 0x01


class Flaw(Enum):
    """Why a signature does not count."""

    MALFORMED = "malformed"
    NAMESPACE = "namespace"
    UNSUPPORTED = "unsupported"
    WRONG = "wrong"
    NO_PRESENCE = "no presence"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature whose every byte was understood.

    Attributes:
        key: The public key's blob, as the registry holds it.
        raw: 64 bytes of Ed25519.
        flags: Of a security key, else 0; bit 0 says that a person was there.
        counter: Of a security key, else 0.
    """

    key: bytes
    namespace: bytes
    hash_name: str
    raw: bytes
    flags: int
    counter: int


@dataclass(frozen=True, slots=True)
class _PublicKey:
    """A public key whose every byte was understood. ``application`` is a security key's."""

    kind: bytes
    verifier: Ed25519PublicKey
    application: bytes


class _Bytes:
    """Reads SSH strings off the front of a buffer. Raises: ValueError where it is too short."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        end = self.at + count
        if end > len(self.data):
            raise ValueError("too short")
        taken, self.at = self.data[self.at : end], end
        return taken

    def number(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        return self.take(self.number())

    def end(self) -> None:
        if self.at < len(self.data):
            raise ValueError("trailing bytes")


def read_signature(blob: bytes) -> Signature | Flaw:
    """Take an SSHSIG blob apart: version 1, empty reserved field, a known key and hash, nothing left over."""
    try:
        outer = _Bytes(blob)
        if outer.take(len(_MAGIC)) != _MAGIC:
            return Flaw.MALFORMED
        if outer.number() != 1:
            return Flaw.UNSUPPORTED
        key, namespace, reserved, hash_name, signature = (outer.string() for _ in range(5))
        outer.end()
        if reserved:
            return Flaw.MALFORMED
        public = _public_key(key)
        if public is None or hash_name not in _HASHES:
            return Flaw.UNSUPPORTED
        inner = _Bytes(signature)
        if inner.string() != public.kind:
            return Flaw.MALFORMED
        raw = inner.string()
        flags = counter = 0
        if public.kind == _SECURITY_KEY:
            flags, counter = inner.take(1)[0], inner.number()
        inner.end()
        if len(raw) != 64:
            return Flaw.MALFORMED
    except ValueError:
        return Flaw.MALFORMED
    return Signature(key, namespace, _HASHES[hash_name], raw, flags, counter)


@lru_cache(maxsize=1024)  # a community has few keys, and each signs many times
def _public_key(key: bytes) -> _PublicKey | None:
    """Return a key that is whole and of a supported type. Raises: ValueError."""
    parts = _Bytes(key)
    kind = parts.string()
    if kind not in (_PLAIN, _SECURITY_KEY):
        return None
    point = parts.string()
    application = parts.string() if kind == _SECURITY_KEY else b""
    parts.end()
    return _PublicKey(kind, Ed25519PublicKey.from_public_bytes(point), application)


def flaw_of(signature: Signature, *, namespace: str, message: bytes) -> Flaw | None:
    """Return why the signature is not one over the message in this namespace; ``None`` if it is."""
    if signature.namespace != namespace.encode():
        return Flaw.NAMESPACE
    public = _public_key(signature.key)
    assert public is not None, "a signature's key was understood when it was read"
    digest = hashlib.new(signature.hash_name, message).digest()
    signed = _MAGIC + b"".join(map(_string, (signature.namespace, b"", signature.hash_name.encode(), digest)))
    if public.kind == _SECURITY_KEY:
        if not signature.flags & _USER_PRESENT:
            return Flaw.NO_PRESENCE
        application = hashlib.sha256(public.application).digest()
        flags_and_counter = bytes([signature.flags]) + signature.counter.to_bytes(4, "big")
        signed = application + flags_and_counter + hashlib.sha256(signed).digest()
    try:
        public.verifier.verify(signature.raw, signed)
    except InvalidSignature:
        return Flaw.WRONG
    return None


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data
