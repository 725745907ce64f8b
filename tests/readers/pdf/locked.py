"""Encrypted PDFs (standard security handler, revision 2; ISO 32000-1, 7.6.3)."""

from __future__ import annotations

import hashlib

from tests.readers.pdf.drawn import FONT_RESOURCES, FONTS, assembled

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = b"0123456789abcdef"
_PERMISSIONS = -4


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(text: str, *, user: str, owner: str = "owner") -> bytes:
    """A page with `text` that opens with the password `user`."""
    padded = (user.encode() + _PAD)[:32]
    owner_key = hashlib.md5((owner.encode() + _PAD)[:32]).digest()[:5]
    owner_entry = _rc4(owner_key, padded)
    permissions = _PERMISSIONS.to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner_entry + permissions + _ID).digest()[:5]
    page, content = 7, 8
    salt = content.to_bytes(3, "little") + bytes(2)
    stream_key = hashlib.md5(key + salt).digest()[:10]
    data = _rc4(stream_key, f"BT /L1 12 Tf 1 0 0 1 72 700 Tm ({text}) Tj ET".encode())
    encrypt = (
        f"<< /Filter /Standard /V 1 /R 2 /O <{owner_entry.hex()}> "
        f"/U <{_rc4(key, _PAD).hex()}> /P {_PERMISSIONS} >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count 1 /Kids [{page} 0 R] >>".encode(),
        *(font.encode() for font in FONTS),
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
        f"/Resources << {FONT_RESOURCES} >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data),
        encrypt.encode(),
    ]
    return assembled(objects, f"/Encrypt 9 0 R /ID [<{_ID.hex()}> <{_ID.hex()}>]")
