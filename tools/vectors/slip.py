#!/usr/bin/env python3
"""Check the text of a sheet's QR code with somebody else's code.

    python slip.py FILE PROTOCOL.md

Python's zlib and base64 unpack the slip, with the dictionary as PROTOCOL.md prints it; `verify.py` checks the statement.
Prints the pupil's name; exit code 1 where anything is wrong.
"""

import base64
import hashlib
import json
import sys
import zlib

from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

from verify import TYPE, b64, check


def dictionary(protocol: str) -> bytes:
    with open(protocol, encoding="utf-8") as file:
        section = file.read().split("\n## Slip", 1)[1]
    return section.split("```text\n", 1)[1].split("\n```", 1)[0].replace("\n", "\0").encode()


def main(path: str, protocol: str) -> None:
    with open(path, encoding="ascii") as file:
        text = "".join(file.read().split())
    check(text.startswith("PT1"), "is no slip")
    code = text[3:]
    body = base64.b32decode(code + "=" * (-len(code) % 8))
    inflate = zlib.decompressobj(wbits=-15, zdict=dictionary(protocol))
    check(body[-4:] == hashlib.sha256(body[:-4]).digest()[:4], "is not whole")
    plain = inflate.decompress(body[96:-4], 65_535)
    check(inflate.eof and not inflate.unused_data, "is not whole")
    header, payload, *disclosures = plain.split(b"\0")
    key = JWK.from_json(json.dumps({"kty": "OKP", "crv": "Ed25519", "x": b64(body[:32])}))

    def issuer_key(issuer: str, head: dict) -> JWK:
        check(head["alg"] == "EdDSA" and head["typ"] == TYPE, "is signed otherwise")
        check(issuer == head["kid"] == key.thumbprint(), "is of another kiosk")
        return key

    jwt = ".".join([b64(header), b64(payload), b64(body[32:96])])
    compact = "~".join([jwt, *map(b64, disclosures), ""])
    claims = SDJWTVerifier(compact, issuer_key).get_verified_payload()
    print(claims["pupil_name"], claims["outcome"])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        main(*sys.argv[1:])
    except Exception as error:  # whatever a package raises, the slip is not accepted
        print(f"{sys.argv[1]}: {error or type(error).__name__}", file=sys.stderr)
        sys.exit(1)
