"""Contact sheets to look at: `python3 tools/pictures/sheet.py OUT_DIR` (needs resvg_py and Pillow).

One sheet a folder, each picture fitted in a cell, drawn by the same renderer as the product's. Keep OUT_DIR outside the repository.
"""

import argparse
import io
from pathlib import Path

import resvg_py
from PIL import Image

PICTURES = Path(__file__).resolve().parents[2] / "assets" / "pictures"


def render(file, width):
    png = resvg_py.svg_to_bytes(svg_string=file.read_text(), width=width, skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("--folders", nargs="*", default=["rules", "scene", "stamps", "icons", "faces", "cast", "places", "things"])
    options.add_argument("--cell", type=int, default=360)
    options.add_argument("--columns", type=int, default=4)
    options.add_argument("--ground", default="#DCEBE2")
    options = options.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    cell, columns = options.cell, options.columns
    for folder in options.folders:
        files = sorted((PICTURES / folder).glob("*.svg"))
        pictures = [render(file, cell - 16) for file in files]
        for picture in pictures:
            picture.thumbnail((cell - 16, cell - 16))
        rows, high = -(-len(files) // columns), max(picture.height for picture in pictures) + 16
        sheet = Image.new("RGB", (columns * cell, rows * high), options.ground)
        for i, picture in enumerate(pictures):
            x, y = i % columns * cell + (cell - picture.width) // 2, i // columns * high + (high - picture.height) // 2
            sheet.paste(picture, (x, y), picture)
        sheet.save(options.out / f"{folder}.png")


if __name__ == "__main__":
    main()
