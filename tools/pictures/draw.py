"""Writes every picture of the kiosk: `python3 tools/pictures/draw.py`, or `--check` to compare without writing."""

import argparse
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

from cast import CAST
from faces import FACES
from icons import ICONS
from places import PLACES
from rules import RULES
from scene import SCENE
from stamps import STAMPS
from things import THINGS

PICTURES = Path(__file__).resolve().parents[2] / "assets" / "pictures"
SETS = {"rules": RULES, "scene": SCENE, "stamps": STAMPS, "icons": ICONS, "faces": FACES, "cast": CAST, "places": PLACES, "things": THINGS}
LARGEST = 12 * 1024
FORBIDDEN = re.compile(r"<text|<image|<filter|<style|<script|url\((?!#)|href=\"(?!#)")


def faults(svg):
    """Why the product's renderer could not be given this picture."""
    if len(svg.encode()) > LARGEST:
        yield f"{len(svg.encode())} bytes, more than {LARGEST}"
    try:
        xml.fromstring(svg)
    except xml.ParseError as error:
        yield f"is not XML: {error}"
    for found in sorted(set(FORBIDDEN.findall(svg))):
        yield f"contains {found}"


def main():
    check = argparse.ArgumentParser(description=__doc__)
    check.add_argument("--check", action="store_true", help="write nothing; fail if a file is not what would be written")
    check = check.parse_args().check
    wrong = []
    for folder, pictures in SETS.items():
        for name, draw in pictures.items():
            target, svg = PICTURES / folder / f"{name}.svg", draw().svg()
            wrong += [f"{folder}/{name}: {fault}" for fault in faults(svg)]
            if check:
                if not target.is_file() or target.read_bytes() != svg.encode():
                    wrong.append(f"{folder}/{name}: the file is not what draw.py draws; run draw.py")
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(svg.encode())
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
