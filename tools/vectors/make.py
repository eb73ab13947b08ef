#!/usr/bin/env python3
"""Make the golden vectors in tests/vectors/ with somebody else's code.

    python make.py DIRECTORY

`ledger.jsonl`   an exported ledger, issued by the Python package `sd-jwt` in our claim shape
`ledger.json`    what it says, to compare with what our parser reads
`refused.jsonl`  statements that are wrong in one way each, most of them properly signed, and the error they must get
`corrections.jsonl`  another ledger of the same kiosk: promises that corrections take back, and one noted afterwards with help
`corrections.json`   what it says

Deterministic: the key is that of RFC 8037 appendix A.1 (so it is no secret), the salts are hashes of a counter.
"""

import base64
import hashlib
import json
import pathlib
import sys

from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
from sd_jwt.common import SDObj
from sd_jwt.issuer import SDJWTIssuer

TYPE = "promise-statement+sd-jwt"
GENESIS = b"promise-tree/ledger/v1/genesis\n"
KEY = {
    "kty": "OKP",
    "crv": "Ed25519",
    "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}
OTHER_SEED = bytes(range(32))


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sha256(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()


class Issuer(SDJWTIssuer):
    """The package's issuer, with salts of 256 bits that are the same at every run."""

    counter = 0

    def _generate_salt(self) -> str:
        Issuer.counter += 1
        return b64(sha256(b"golden salt %d" % Issuer.counter))


key = JWK(**KEY)
kiosk = key.thumbprint()
other_key = JWK.from_json(
    json.dumps({"kty": "OKP", "crv": "Ed25519", "d": b64(OTHER_SEED), "x": "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg"})
)
genesis = sha256(GENESIS + unb64(KEY["x"]))

KS1 = ["ks1.school-work", "ks1.my-files", "ks1.tell-someone"]
MIA = ("p-01", "Mia Clarke")
INK = {"ink": {"w": 2000, "h": 840, "strokes": [[0, 0, 2000, 840, 7, 839], [1000, 420]]}}
OKORO = {"id": "s-1", "name": "Mr J Okoro"}
LOWE = {"id": "s-2", "name": "Ms \u0141. Lowe"}


def statement(outcome, pupil, answers, mark=None, helper=None, wall_ms=1_790_000_000_000, language="en-GB"):
    """The facts of one statement: (in the clear, disclosable)."""
    clear = {
        "school": "willow-lane",
        "session": "t-2026-09-21-1",
        "agreement": {
            "id": "ks1-pupils",
            "version": 3,
            "fingerprint": sha256(b"ks1-pupils 3 " + language.encode()).hex(),
            "language": language,
        },
        "outcome": outcome,
        "answers": [{"rule": rule, "answer": answer} for rule, answer in zip(KS1, answers)],
        "wall_ms": wall_ms,
        "monotonic_ms": 61_234,
    }
    hidden = {
        "pupil_id": pupil[0],
        "pupil_name": pupil[1],
        "class": {"id": "willow", "name": "Willow"},
        "mark": mark,
        "witness": OKORO,
        "helper": helper,
    }
    return clear, hidden


YES = ["promised"] * 3
STATEMENTS = [
    statement("agreed", MIA, YES, mark=INK),
    statement("agreed", ("p-02", "Zo\u00eb \u015aliwi\u0144ska"), YES, mark={"stamp": "star"}, language="pl"),
    statement("agreed-with-help", ("p-03", "\u0639\u0644\u064a \u062e\u0627\u0646"), YES, {"stamp": "fish"}, LOWE, language="ur"),
    statement("not-yet", ("p-04", "Ben \u201cBuzz\u201d O'Neill \U0001f41d"), ["promised", "not-sure", "promised"]),
    statement("absent", ("p-05", "Mia Fox"), []),
    statement("declined", ("p-06", "A\tB\\C\"D"), ["not-sure"] * 3, wall_ms=-1),
    statement("left", ("p-07", ""), [], wall_ms=0),
    statement("unable", ("p-08", "x" * 512), [], wall_ms=2**53 - 1),
]
# Which disclosures are gone: 2 was erased wholly, 5 keeps the adults only, 6 shows one disclosure only.
ERASED = {2: [], 5: ["witness", "helper"], 6: ["class"]}


def issue(number, previous, facts):
    clear, hidden = facts
    claims = {"iss": kiosk, "v": 1, "kind": "outcome", "seq": number, "prev": b64(previous), **clear}
    claims.update({SDObj(name): value for name, value in hidden.items()})
    issuer = Issuer(claims, key, sign_alg="EdDSA", extra_header_parameters={"typ": TYPE, "kid": kiosk})
    return issuer.sd_jwt_issuance


def compact(jwt, disclosures):
    return "~".join([jwt, *disclosures, ""])


def ledger():
    lines = [json.dumps({**key.export_public(as_dict=True), "kid": kiosk}, separators=(",", ":"))]
    said = {"kiosk": kiosk, "genesis": genesis.hex(), "statements": []}
    previous = genesis
    for number, facts in enumerate(STATEMENTS, 1):
        whole = issue(number, previous, facts)
        jwt, *disclosures, _ = whole.split("~")
        names = [json.loads(unb64(disclosure))[1] for disclosure in disclosures]
        kept = ERASED.get(number, names)
        lines.append(compact(jwt, [d for d, name in zip(disclosures, names) if name in kept]))
        clear, hidden = facts
        previous = sha256(jwt.encode("ascii"))
        disclosed = {name: hidden[name] for name in kept}
        said["statements"].append({"seq": number, "hash": previous.hex(), **clear, "disclosed": disclosed})
    return lines, said


def refused():
    """(the error's name in our code, for JSON followed by what is wrong with it, why, the statement)"""
    whole = issue(1, genesis, STATEMENTS[0])
    jwt, *disclosures, _ = whole.split("~")
    head64, body64, signature64 = jwt.split(".")
    body = json.loads(unb64(body64))
    header = {"alg": "EdDSA", "typ": TYPE, "kid": kiosk}

    def signed(payload, header=header, signer=key):
        jws = JWS(payload=payload if isinstance(payload, str) else json.dumps(payload))
        jws.allowed_algs = ["EdDSA", "HS256"]
        jws.add_signature(signer, alg=header["alg"], protected=json.dumps(header))
        return jws.serialize(compact=True)

    def changed(disclosures=disclosures, **claims):
        return compact(signed({**body, **claims}), disclosures)

    def without(name):
        return compact(signed({k: v for k, v in body.items() if k != name}), disclosures)

    def disclosing(nth, content):
        """The statement with another disclosure in the place of the nth, and its digest."""
        new = b64(content.encode("utf-8"))
        mine = disclosures[:nth] + [new] + disclosures[nth + 1 :]
        return changed(mine, _sd=sorted(b64(sha256(d.encode("ascii"))) for d in mine))

    salt = b64(sha256(b"one more salt"))
    public = JWK(kty="oct", k=KEY["x"])
    unsigned = b64(json.dumps({**header, "alg": "none"}).encode()) + "." + body64
    last_bits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    loose = signature64[:-1] + last_bits[last_bits.index(signature64[-1]) + 1]
    twin = json.dumps(body)[:-1] + ', "seq": 1}'
    ink = {"w": 2000, "h": 840, "strokes": [[1, 1]]}
    yield "Algorithm", "alg none, no signature", compact(unsigned + ".", disclosures)
    yield "Algorithm", "alg none, with a signature", compact(unsigned + "." + signature64, disclosures)
    yield "Algorithm", "the public key as an HMAC secret", compact(signed(body, {**header, "alg": "HS256"}, public), disclosures)
    yield "Type", "another type of SD-JWT", compact(signed(body, {**header, "typ": "vc+sd-jwt"}), disclosures)
    yield "Json UnknownKey", "a header parameter more", compact(signed(body, {**header, "cty": "x"}), disclosures)
    yield "TwoKiosks", "another kid", compact(signed(body, {**header, "kid": other_key.thumbprint()}), disclosures)
    yield "BadSignature", "another key, our kid", compact(signed(body, signer=other_key), disclosures)
    yield "BadSignature", "the payload of another statement", compact(".".join([head64, signed({**body, "wall_ms": 1}).split(".")[1], signature64]), disclosures)
    yield "WrongKiosk", "another kiosk's", compact(signed({**body, "iss": other_key.thumbprint()}, {**header, "kid": other_key.thumbprint()}, other_key), disclosures)
    yield "Base64", "a signature with loose bits", compact(".".join([head64, body64, loose]), disclosures)
    yield "Base64", "padding", compact(".".join([head64, body64, signature64 + "=="]), disclosures)
    yield "Base64", "a signature cut short", compact(".".join([head64, body64, signature64[:-4]]), disclosures)
    yield "Segments", "a fourth segment", compact(jwt + ".AA", disclosures)
    yield "Ending", "no tilde at the end", whole[:-1]
    yield "Ending", "a key binding JWT", whole + jwt
    yield "Character", "a line feed", whole + "\n"
    yield "Empty", "nothing", ""
    yield "TooLong", "more than 65,535 bytes", whole + "A" * 65_535 + "~"
    yield "Json DuplicateKey", "a key twice", compact(signed(twin), disclosures)
    yield "Json Syntax", "something after the end", compact(signed(json.dumps(body) + "{}"), disclosures)
    yield "Json UnknownKey", "an unknown claim", changed(exp=1)
    yield "Json UnknownKey", "a disclosed claim in the clear too", changed(pupil_name="Mia Clarke")
    for name in body:
        yield "Json MissingKey", f"without {name}", without(name)
    yield "Json Value", "number 0", changed(seq=0)
    yield "Json Value", "number 2^53", changed(seq=2**53)
    yield "Json Value", "a number with a fraction", changed(seq=1.0)
    yield "Json Value", "a number as text", changed(seq="1")
    yield "Json Value", "a hash too short", changed(prev="AAAA")
    yield "Json Value", "an identifier with a slash", changed(school="../willow")
    yield "Json Value", "an unknown outcome", changed(outcome="agree")
    yield "Json Value", "a time with a fraction", changed(wall_ms=1.5)
    yield "Json Value", "a negative monotonic time", changed(monotonic_ms=-1)
    yield "Json Value", "version 0 of the agreement", changed(agreement={**body["agreement"], "version": 0})
    yield "Json Value", "a fingerprint in capitals", changed(agreement={**body["agreement"], "fingerprint": body["agreement"]["fingerprint"].upper()})
    yield "Json Value", "an unknown answer", changed(answers=[{"rule": "r", "answer": "yes"}])
    yield "Json Value", "101 answers", changed(answers=[{"rule": f"r{n}", "answer": "promised"} for n in range(101)])
    yield "RuleTwice", "a rule twice", changed(answers=[{"rule": "r", "answer": "promised"}] * 2)
    yield "Contradiction", "agreed, and not sure", changed(answers=[{"rule": "r", "answer": "not-sure"}])
    yield "Contradiction", "agreed to nothing", changed(answers=[])
    yield "Contradiction", "absent, and answered", changed(outcome="absent")
    yield "Contradiction", "with help of nobody", changed(outcome="agreed-with-help")
    yield "Contradiction", "agreed without a mark", disclosing(3, json.dumps([salt, "mark", None]))
    yield "Version", "version 2", changed(v=2)
    yield "Kind", "an unknown kind", changed(kind="wish")
    yield "DigestAlgorithm", "another hash", changed(_sd_alg="sha-512")
    yield "Json Value", "digests out of order", changed(_sd=body["_sd"][::-1])
    yield "Json Value", "five digests", changed(_sd=body["_sd"][:5])
    yield "Json Value", "seven digests", changed(_sd=sorted(body["_sd"] + [b64(sha256(b"decoy"))]))
    yield "Json Value", "a digest twice", changed(_sd=sorted(body["_sd"][:5] + body["_sd"][4:5]))
    yield "DisclosureUnmatched", "an altered disclosure", compact(jwt, [disclosures[0][:-1] + "A", *disclosures[1:]])
    yield "DisclosureUnmatched", "a disclosure of another statement", compact(jwt, [issue(1, genesis, STATEMENTS[0]).split("~")[1]])
    yield "DisclosureUnmatched", "an empty disclosure", compact(jwt, ["", *disclosures[:5]])
    yield "DisclosureRepeated", "a disclosure twice", compact(jwt, disclosures[:1] * 2)
    yield "DisclosureOrder", "disclosures out of order", compact(jwt, disclosures[::-1])
    yield "TooManyDisclosures", "a seventh disclosure", compact(jwt, disclosures + disclosures[:1])
    yield "DisclosureRepeated", "two names", disclosing(2, json.dumps([salt, "pupil_name", "Mia Fox"]))
    yield "SaltLength", "a salt of 128 bits", disclosing(1, json.dumps([b64(bytes(16)), "pupil_name", "Mia"]))
    yield "SaltLength", "a salt with padding", disclosing(1, json.dumps([salt + "=", "pupil_name", "Mia"]))
    yield "DisclosureShape", "a disclosure for a list", disclosing(1, json.dumps([salt, "Mia"]))
    yield "DisclosureShape", "a salt that is a number", disclosing(1, json.dumps([1, "pupil_name", "Mia"]))
    yield "UnknownDisclosure", "a disclosure named _sd", disclosing(1, json.dumps([salt, "_sd", []]))
    yield "UnknownDisclosure", "a disclosure of a clear claim", disclosing(1, json.dumps([salt, "outcome", "agreed"]))
    yield "DisclosedValue Value", "a name of 513 bytes", disclosing(1, json.dumps([salt, "pupil_name", "x" * 513]))
    yield "DisclosedValue Value", "a name that is null", disclosing(1, json.dumps([salt, "pupil_name", None]))
    yield "DisclosedValue DuplicateKey", "a class with a key twice", disclosing(2, f'["{salt}","class",{{"id":"w","id":"w","name":"W"}}]')
    yield "DisclosedValue Value", "a point outside the box", disclosing(3, json.dumps([salt, "mark", {"ink": {**ink, "strokes": [[2001, 0]]}}]))
    yield "DisclosedValue Value", "half a point", disclosing(3, json.dumps([salt, "mark", {"ink": {**ink, "strokes": [[1, 2, 3]]}}]))
    yield "DisclosedValue Value", "1,201 points", disclosing(3, json.dumps([salt, "mark", {"ink": {**ink, "strokes": [[1] * 2402]}}]))
    yield "DisclosedValue UnknownKey", "speed in the ink", disclosing(3, json.dumps([salt, "mark", {"ink": {**ink, "ms": [3]}}]))
    yield "DisclosedValue Value", "an unknown stamp", disclosing(3, json.dumps([salt, "mark", {"stamp": "ball"}]))
    yield "DisclosedValue NotAnObject", "a witness that is null", disclosing(4, json.dumps([salt, "witness", None]))
    yield "Json Syntax", "a disclosure that is no JSON", disclosing(1, f'["{salt}","pupil_name","Mia"')
    deep = "[" * 500 + "]" * 500
    yield "Json Syntax", "lists in lists, 500 deep", disclosing(1, f'["{salt}","pupil_name",{deep}]')


def corrections():
    """A ledger of its own in which earlier statements are taken back: number 3 another child's promise, 4 a wrong entry, 6 and 7
    a promise that was made with help after all. 8 takes the first back once more, which changes nothing, and is erased."""
    absent = statement("absent", ("p-05", "Mia Fox"), [])
    alone = statement("agreed", ("p-02", "Zo\u00eb \u015aliwi\u0144ska"), YES, mark={"stamp": "star"}, language="pl")
    helped = statement("agreed-with-help", ("p-02", "Zo\u00eb \u015aliwi\u0144ska"), YES, {"stamp": "star"}, LOWE, language="pl")
    order = [STATEMENTS[0], absent, (1, "wrong-child"), (2, "wrong-entry"), alone, (5, "wrong-entry"), helped, (1, "wrong-child")]
    lines = [json.dumps({**key.export_public(as_dict=True), "kid": kiosk}, separators=(",", ":"))]
    said, made, previous = {"statements": []}, [], genesis
    for number, what in enumerate(order, 1):
        kind, facts = "outcome", what
        if isinstance(what[0], int):
            kind, (corrects, mistake) = "correction", what
            _, of = order[corrects - 1]
            clear = {name: helped[0][name] for name in ("school", "session", "wall_ms", "monotonic_ms")}
            clear.update(corrects={"seq": corrects, "hash": b64(made[corrects - 1])}, mistake=mistake)
            facts = clear, {**of, "mark": None, "helper": None, "witness": OKORO}
        clear, hidden = facts
        claims = {"iss": kiosk, "v": 1, "kind": kind, "seq": number, "prev": b64(previous), **clear}
        claims.update({SDObj(name): value for name, value in hidden.items()})
        whole = Issuer(claims, key, sign_alg="EdDSA", extra_header_parameters={"typ": TYPE, "kid": kiosk}).sd_jwt_issuance
        jwt, *disclosures, _ = whole.split("~")
        kept = [] if number == 8 else [json.loads(unb64(disclosure))[1] for disclosure in disclosures]
        lines.append(compact(jwt, disclosures if kept else []))
        previous = sha256(jwt.encode("ascii"))
        made.append(previous)
        said["statements"].append(
            {"seq": number, "hash": previous.hex(), "kind": kind, **clear, "disclosed": {name: hidden[name] for name in kept}}
        )
    # Which of the outcomes count, by PROTOCOL.md.
    said["count"] = [7]
    return lines, said


def main(directory: str) -> None:
    to = pathlib.Path(directory)
    lines, said = ledger()
    (to / "ledger.jsonl").write_text("".join(line + "\n" for line in lines), encoding="ascii")
    (to / "ledger.json").write_text(json.dumps(said, indent=1) + "\n", encoding="ascii")
    with open(to / "refused.jsonl", "w", encoding="ascii") as file:
        for error, why, text in refused():
            file.write(json.dumps({"error": error, "why": why, "statement": text}) + "\n")
    lines, said = corrections()
    (to / "corrections.jsonl").write_text("".join(line + "\n" for line in lines), encoding="ascii")
    (to / "corrections.json").write_text(json.dumps(said, indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    main(sys.argv[1])
