"""The sky, the tree and its leaves, and Robin. All but the sky have transparent ground."""

from kit import *

CROWN = ((960, 330, 560, 230, "#8CCBA3"), (520, 470, 400, 220, "#9AD2AE"), (1400, 470, 400, 220, "#9AD2AE"),
         (960, 520, 640, 230, "#B5DFC3"), (640, 600, 330, 150, "#C4E7CF"), (1290, 600, 330, 150, "#C4E7CF"))
TRUNK_PATH = ("M900 1000C915 820 905 700 860 600L900 590C930 650 945 690 955 740C965 680 985 630 1030 580L1066 600"
              "C1015 690 1010 830 1035 1000C1000 985 940 985 900 1000Z")
TRUNK_SHADE = "M955 740C962 830 960 920 965 992C945 988 920 992 900 1000C915 820 905 700 860 600L880 596C925 650 945 690 955 740Z"


def sky_hills():
    p = Sheet(1920, 1080)
    return p.add(rect(0, 0, 1920, 1080, 0, p.gradient(SKY, SKY_LOW)),
                 p.cut("M-30 864C300 780 620 800 960 850C1300 900 1620 800 1950 842V1110H-30Z", HILL_FAR, 0),
                 p.cut("M-30 932C400 880 700 960 1000 940C1400 905 1650 960 1950 918V1110H-30Z", HILL_NEAR, 0))


def _puff(x, y, rx, ry, fill):
    """One ellipse of the crown. Its shadow is only the slivers that show: whole copies this big would cost too much."""
    slivers = "".join(f'<path d="M{x - rx} {y}a{rx} {ry} 0 0 0 {2 * rx} 0v{s}a{rx} {ry} 0 0 1 {-2 * rx} 0Z"/>' for s in (2, 4, 6, 8, 10, 12))
    return f'<g fill-opacity=".025">{slivers}</g>' + ellipse(x, y, rx, ry, fill)


def tree():
    """Drawn in the coordinates of a 1920 by 1080 screen, where its top left corner is (104, 84)."""
    p = Sheet(1712, 936, (104, 84, 1712, 936))
    p.add(p.cut(TRUNK_PATH, TRUNK), path(TRUNK_SHADE, TRUNK_DEEP, opacity=.55))
    return p.add(*(_puff(*e) for e in CROWN))


def robin_still():
    p = Sheet(488, 344, (-140, -74, 244, 172))
    return p.add(robin(p))


def robin_kind():
    p = Sheet(520, 460, (-152, -124, 260, 230))
    return p.add(robin(p, 0, 0, 1, -8, wave=True))


def one_leaf(fill):
    def draw():
        p = Sheet(208, 124, (-104, -62, 208, 124))
        return p.add(leaf(p, 0, 0, 1, fill))
    return draw


def bud():
    p = Sheet(208, 124, (-104, -62, 208, 124))
    dots = (f'<path d="{LEAF_PATH}" fill="none" stroke="{LEAF_LIGHT}" stroke-width="5" stroke-dasharray="2 11"'
            f' stroke-linecap="round"/>')
    return p.add(p.cut(LEAF_PATH, PAPER, .6), dots)


def progress(fill, scale, mark):
    def draw():
        p = Sheet(120, 100, (-60, -50, 120, 100))
        return p.add(put(p.cut(SMALL_LEAF_PATH, fill, .4 / scale), 0, 0, scale, -18), mark)
    return draw


SCENE = {
    "sky-hills": sky_hills, "tree": tree, "robin": robin_still, "robin-kind": robin_kind,
    "leaf": one_leaf("#37996A"), "leaf-2": one_leaf(LEAF), "leaf-3": one_leaf("#287F50"), "bud": bud,
    "progress-done": progress(LEAF, 1.05, tick(1, -1, 23)), "progress-now": progress(AMBER, 1.3, circle(0, 0, 9, WHITE)),
    "progress-later": progress("#D9E6DC", 1.05, ""),
}
