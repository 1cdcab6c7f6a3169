"""Our verifier and OpenSSH's agree, but where ours is stricter on purpose.

Source: OpenSSH's PROTOCOL.sshsig and PROTOCOL.u2f.
"""

from __future__ import annotations

import base64
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_build.core.sshsig import Flaw, Signature, flaw_of, read_signature
from cop_build.edges.signatures import sign
from tests.community_box import ENVIRONMENT
from tests.ssh_keys import PLAIN, SecretKey, armoured, packed

NAMESPACE, MESSAGE = "cop-review@test", '{"asset":"knowledge/เรื่อง"}'.encode()
ANN, BOB = SecretKey("ann"), SecretKey("bob")
TOKEN = SecretKey("token", application="ssh:")


def ours(blob: bytes, *, message: bytes = MESSAGE, namespace: str = NAMESPACE, key: SecretKey = ANN) -> Flaw | None:
    """Return what is wrong with a signature that should be by a key."""
    signature = read_signature(blob)
    if isinstance(signature, Flaw):
        return signature
    return flaw_of(signature, namespace=namespace, message=message) or (
        None if signature.key == key.blob else Flaw.WRONG
    )


def theirs(armour: str, folder: Path, *, message: bytes = MESSAGE, key: SecretKey = ANN) -> bool:
    """Say whether ``ssh-keygen -Y verify`` takes a signature as one by this key."""
    folder.mkdir(exist_ok=True)
    (folder / "signature").write_text(armour)
    (folder / "allowed").write_text(f"somebody {key.line}\n")
    command = ["ssh-keygen", "-Y", "verify", "-f", str(folder / "allowed"), "-I", "somebody", "-n", NAMESPACE]
    done = subprocess.run(
        [*command, "-s", str(folder / "signature")], input=message, env=ENVIRONMENT, capture_output=True, check=False
    )
    return done.returncode == 0


def keygen(*arguments: str) -> None:
    subprocess.run(["ssh-keygen", "-q", *arguments], env=ENVIRONMENT, capture_output=True, check=True)


# -- what both take --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hash_name", ["sha256", "sha512"])
@pytest.mark.parametrize("key", [ANN, TOKEN], ids=["plain", "security key"])
def test_a_good_signature_is_good_for_both(key: SecretKey, hash_name: str, tmp_path: Path) -> None:
    blob = key.sign(MESSAGE, NAMESPACE, hash_name=hash_name)

    assert ours(blob, key=key) is None
    assert theirs(armoured(blob), tmp_path, key=key)


@pytest.mark.parametrize("hash_name", ["sha256", "sha512"])
def test_what_ssh_keygen_signs_is_good_for_both(hash_name: str, tmp_path: Path) -> None:
    place = ANN.save(tmp_path)
    (tmp_path / "message").write_bytes(MESSAGE)
    keygen(*("-Y", "sign", "-f", str(place), "-n", NAMESPACE, "-O", f"hashalg={hash_name}", str(tmp_path / "message")))
    armour = (tmp_path / "message.sig").read_text()

    blob = base64.b64decode("".join(armour.splitlines()[1:-1]))

    assert blob == ANN.sign(MESSAGE, NAMESPACE, hash_name=hash_name)
    assert ours(blob) is None and theirs(armour, tmp_path)


def test_a_signature_made_through_our_edge_is_good_for_both(tmp_path: Path) -> None:
    blob = sign(MESSAGE, namespace=NAMESPACE, key=ANN.save(tmp_path))

    assert ours(blob) is None and theirs(armoured(blob), tmp_path)


# -- what both refuse ------------------------------------------------------------------------------------------------


GOOD = ANN.sign(MESSAGE, NAMESPACE)
BAD: dict[str, tuple[bytes, Flaw]] = {
    "another namespace": (ANN.sign(MESSAGE, "git"), Flaw.NAMESPACE),
    "a namespace that begins alike": (ANN.sign(MESSAGE, NAMESPACE + "2"), Flaw.NAMESPACE),
    "another message": (ANN.sign(MESSAGE + b" ", NAMESPACE), Flaw.WRONG),
    "another key": (BOB.sign(MESSAGE, NAMESPACE), Flaw.WRONG),
    "another key that says it is this one": (BOB.sign(MESSAGE, NAMESPACE, key_blob=ANN.blob), Flaw.WRONG),
    "cut short": (GOOD[:-1], Flaw.MALFORMED),
    "cut in the middle": (GOOD[:40], Flaw.MALFORMED),
    "nothing": (b"", Flaw.MALFORMED),
    "trailing bytes": (GOOD + b"\0", Flaw.MALFORMED),
    "another beginning": (b"SSHSIH" + GOOD[6:], Flaw.MALFORMED),
    "version 2": (ANN.sign(MESSAGE, NAMESPACE, version=2), Flaw.UNSUPPORTED),
    "the last bit": (GOOD[:-1] + bytes([GOOD[-1] ^ 1]), Flaw.WRONG),
    "an unknown hash": (GOOD.replace(packed("sha512"), packed("sha384")), Flaw.UNSUPPORTED),
    "a hash that was not used": (GOOD.replace(packed("sha512"), packed("sha256")), Flaw.WRONG),
    "a key of 31 bytes": (
        ANN.sign(MESSAGE, NAMESPACE, key_blob=packed(PLAIN, b"\1" * 31)), Flaw.MALFORMED,
    ),
    "a key with something behind it": (ANN.sign(MESSAGE, NAMESPACE, key_blob=ANN.blob + b"\0"), Flaw.MALFORMED),
    "a security key's signature under a plain key": (
        TOKEN.sign(MESSAGE, NAMESPACE, key_blob=SecretKey("token").blob), Flaw.MALFORMED,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("blob", "flaw"), BAD.values(), ids=BAD)
def test_a_bad_signature_is_bad_for_both(blob: bytes, flaw: Flaw, tmp_path: Path) -> None:
    assert ours(blob) is flaw
    assert not theirs(armoured(blob), tmp_path)


@pytest.mark.parametrize("kind", [("rsa", "2048"), ("ecdsa", "256"), ("ecdsa", "521")], ids=str)
def test_keys_of_other_kinds_are_not_supported(kind: tuple[str, str], tmp_path: Path) -> None:
    place = tmp_path / "key"
    keygen("-t", kind[0], "-b", kind[1], "-N", "", "-f", str(place))

    blob = sign(MESSAGE, namespace=NAMESPACE, key=place)

    assert ours(blob) is Flaw.UNSUPPORTED


def test_a_certificate_is_not_a_key(tmp_path: Path) -> None:
    place = ANN.save(tmp_path)
    keygen("-t", "ed25519", "-N", "", "-f", str(tmp_path / "ca"))
    keygen("-s", str(tmp_path / "ca"), "-I", "ann", "-n", "ann", "-V", "always:forever", str(place) + ".pub")
    certificate = base64.b64decode(Path(f"{place}-cert.pub").read_text().split()[1])

    blob = ANN.sign(MESSAGE, NAMESPACE, key_blob=certificate)

    assert ours(blob) is Flaw.UNSUPPORTED


# -- where ours is stricter (OpenSSH 9.2 takes most of these) ----------------------------------------------------------


def test_version_0_is_refused() -> None:
    assert ours(ANN.sign(MESSAGE, NAMESPACE, version=0)) is Flaw.UNSUPPORTED


def test_a_reserved_field_that_is_not_empty_is_refused() -> None:
    assert ours(ANN.sign(MESSAGE, NAMESPACE, reserved=b"x")) is Flaw.MALFORMED


@pytest.mark.parametrize("flags", [0, 4, 0xFE])
def test_a_security_key_that_nobody_touched_counts_for_nothing(flags: int) -> None:
    assert ours(TOKEN.sign(MESSAGE, NAMESPACE, flags=flags), key=TOKEN) is Flaw.NO_PRESENCE


@pytest.mark.parametrize(("flags", "counter"), [(1, 0), (5, 1), (1, 2**32 - 1)])
def test_a_security_key_that_was_touched_counts_whatever_its_counter_says(
    flags: int, counter: int, tmp_path: Path
) -> None:
    blob = TOKEN.sign(MESSAGE, NAMESPACE, flags=flags, counter=counter)

    assert ours(blob, key=TOKEN) is None
    assert theirs(armoured(blob), tmp_path, key=TOKEN)


@pytest.mark.parametrize("offset", [-1, -5])
def test_a_security_keys_flags_and_counter_are_signed(offset: int, tmp_path: Path) -> None:
    blob = TOKEN.sign(MESSAGE, NAMESPACE, flags=1, counter=7)
    changed = bytearray(blob)
    changed[offset] ^= 4

    assert ours(bytes(changed), key=TOKEN) is Flaw.WRONG
    assert not theirs(armoured(bytes(changed)), tmp_path, key=TOKEN)


def test_a_security_key_of_another_application_is_another_key() -> None:
    other = SecretKey("token", application="ssh:other")

    assert ours(other.sign(MESSAGE, NAMESPACE), key=TOKEN) is Flaw.WRONG
    assert ours(other.sign(MESSAGE, NAMESPACE, key_blob=TOKEN.blob), key=TOKEN) is Flaw.WRONG


# -- laws ------------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=300))
def test_any_bytes_are_a_signature_or_a_flaw(blob: bytes) -> None:
    assert isinstance(read_signature(blob), Signature | Flaw)
    assert isinstance(read_signature(b"SSHSIG" + struct.pack(">I", 1) + blob), Signature | Flaw)


@given(at=st.integers(0, len(GOOD) - 1), bit=st.integers(0, 7))
def test_no_single_bit_of_a_signature_may_change(at: int, bit: int) -> None:
    changed = bytearray(GOOD)
    changed[at] ^= 1 << bit

    assert ours(bytes(changed)) is not None


@given(st.lists(st.binary(max_size=40), min_size=5, max_size=5))
def test_five_strings_of_anything_are_no_good_signature(parts: list[bytes]) -> None:
    assert ours(b"SSHSIG" + struct.pack(">I", 1) + packed(*parts)) is not None


def test_a_signature_whose_scalar_is_not_reduced_is_refused() -> None:
    order = 2**252 + 27742317777372353535851937790883648493
    scalar = int.from_bytes(GOOD[-32:], "little") + order

    assert ours(GOOD[:-32] + scalar.to_bytes(32, "little")) is Flaw.WRONG
