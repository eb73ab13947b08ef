"""Ogg Vorbis files that are the same bytes every time."""

import io
from pathlib import Path

import numpy
import soundfile

from errors import NarrateError

QUALITY = 0.4
"""Of Vorbis, 0 to 1: about 60 kbit/s for speech at 24 kHz, 30 KB for 4 s."""


class OggError(NarrateError):
    """The encoder did not do as expected."""


def encode(samples: numpy.ndarray, rate: int, comment: str) -> bytes:
    """Mono samples as Ogg Vorbis, with a comment that travels in the file."""
    file = io.BytesIO()
    with soundfile.SoundFile(file, "w", rate, 1, format="OGG", subtype="VORBIS", compression_level=1 - QUALITY) as ogg:
        ogg.comment = comment
        ogg.write(samples)
    return with_serial(file.getvalue(), 1)


def comment_of(path: Path) -> str | None:
    """The comment that `encode` put into a file; None if it is no sound file."""
    try:
        with soundfile.SoundFile(path) as ogg:
            return ogg.comment
    except (OSError, soundfile.LibsndfileError):
        return None


def milliseconds(ogg: bytes) -> int:
    with soundfile.SoundFile(io.BytesIO(ogg)) as clip:
        return round(clip.frames * 1000 / clip.samplerate)


def with_serial(ogg: bytes, serial: int) -> bytes:
    """The same stream under a given serial number; libsndfile draws one at random (RFC 3533 §6)."""
    out = bytearray(ogg)
    at = 0
    while at < len(out):
        if out[at : at + 4] != b"OggS":
            raise OggError("the encoder wrote something that is not Ogg; check the version of soundfile")
        segments = out[at + 26]
        end = at + 27 + segments + sum(out[at + 27 : at + 27 + segments])
        out[at + 14 : at + 18] = serial.to_bytes(4, "little")
        out[at + 22 : at + 26] = bytes(4)
        out[at + 22 : at + 26] = ogg_checksum(out[at:end]).to_bytes(4, "little")
        at = end
    return bytes(out)


def checksum_table() -> list[int]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return table


CHECKSUMS = checksum_table()


def ogg_checksum(page: bytes) -> int:
    """CRC-32 as Ogg has it: polynomial 0x04C11DB7, not reflected, nothing inverted."""
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ CHECKSUMS[(value >> 24) ^ byte]
    return value
