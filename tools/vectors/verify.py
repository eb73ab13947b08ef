#!/usr/bin/env python3
"""Check an exported ledger with somebody else's code.

    python verify.py FILE.jsonl

The first line of the file is the kiosk's public key as a JWK; each further line is one SD-JWT with its disclosures.
The Python package `sd-jwt` (the reference implementation of RFC 9901's drafts) checks signatures and disclosures;
`jwcrypto` computes the key's thumbprint; the chain is a few lines below, from PROTOCOL.md. Prints the counts; exit
code 1, with a sentence on stderr, at the first line that is wrong.
"""

import base64
import hashlib
import json
import sys

from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

TYPE = "promise-statement+sd-jwt"
GENESIS = b"promise-tree/ledger/v1/genesis\n"


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Wrong(Exception):
    """What is wrong with a statement."""


def check(condition: bool, sentence: str) -> None:
    if not condition:
        raise Wrong(sentence)


def check_statement(line: str, key: JWK, kiosk: str, number: int, previous: str) -> tuple[str, int]:
    """Returns the statement's hash and how many disclosures it has."""

    def issuer_key(issuer: str, header: dict) -> JWK:
        check(header.get("alg") == "EdDSA", f"is signed with {header.get('alg')!r}")
        check(header.get("typ") == TYPE, f"is of the type {header.get('typ')!r}")
        check(header.get("kid") == kiosk and issuer == kiosk, "is of another kiosk")
        return key

    claims = SDJWTVerifier(line, issuer_key).get_verified_payload()
    check(claims["seq"] == number, f"says that it is number {claims['seq']}")
    check(claims["prev"] == previous, "does not hold the hash of the one before it")

    jwt, *disclosures, rest = line.split("~")
    check(rest == "", "does not end with “~”")
    digests = json.loads(unb64(jwt.split(".")[1]))["_sd"]
    for disclosure in disclosures:
        # The package lets a disclosure pass that no digest stands for; RFC 9901 section 7.1 does not.
        check(b64(hashlib.sha256(disclosure.encode("ascii")).digest()) in digests, "has a disclosure without a digest")
        check(json.loads(unb64(disclosure))[1] in claims, "has a disclosure that the package did not use")
    return b64(hashlib.sha256(jwt.encode("ascii")).digest()), len(disclosures)


def main(path: str) -> int:
    try:
        with open(path, encoding="ascii", newline="") as file:
            lines = file.read().split("\n")
        key = JWK.from_json(lines[0])
        kiosk = key.thumbprint()
    except Exception as error:  # no such file, not ASCII, no key
        print(f"{path} cannot be read as an exported ledger: {error}", file=sys.stderr)
        return 1
    if lines.pop() != "":
        print(f"{path} breaks off within its last line", file=sys.stderr)
        return 1
    previous = b64(hashlib.sha256(GENESIS + unb64(json.loads(lines[0])["x"])).digest())
    counts = {"disclosures": 0, "without any": 0}
    for number, line in enumerate(lines[1:], 1):
        try:
            previous, disclosures = check_statement(line, key, kiosk, number, previous)
        except Exception as error:  # whatever the package raises, the line is not accepted
            print(f"line {number + 1}: statement {number} {error or type(error).__name__}", file=sys.stderr)
            return 1
        counts["disclosures"] += disclosures
        counts["without any"] += disclosures == 0
    print(
        f"{len(lines) - 1} statements verified, {counts['disclosures']} disclosures, "
        f"{counts['without any']} statements without any; head {len(lines) - 1}:{unb64(previous).hex()}"
    )
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1]))
