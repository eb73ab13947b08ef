"""Paper, scissors and the parts that several pictures share.

Every function returns SVG text. Shadows are a few faint copies of the shape a little lower, instead of filters: they look
like the soft `cut` shadow of the design pictures, and resvg draws them several times as fast.
"""

from dataclasses import dataclass
from math import cos, pi, radians, sin

INK, PAPER, WHITE = "#1F2A44", "#FBF6EC", "#FFFFFF"
LEAF, LEAF_LIGHT, LEAF_PALE, LEAF_DEEP = "#2F8F5B", "#5DB37E", "#A8D8B9", "#1E6B45"
SKY, SKY_LOW, WALL = "#DCEEF9", "#F4FAFD", "#D6EAF6"
AMBER, CORAL, PLUM, LAKE = "#F5B841", "#E8695B", "#7A5BA6", "#3D7EA6"
TRUNK, TRUNK_DEEP, DESK, DESK_EDGE = "#8A5A3C", "#6E4630", "#E9C99B", "#D9B27C"
HILL_FAR, HILL_NEAR = "#CBE7D3", "#A9D7B6"
SLATE, LINE = "#3A4765", "#CBD8E6"
COVER, COVER_LIGHT = "#5B4B73", "#8975A6"

LEAF_PATH = "M-93 0C-75-66.2 49-66.2 93-4C63 60.7-67 60.7-93 0Z"
SMALL_LEAF_PATH = "M-36 0C-22-32 18-32 38-3C22 28-20 28-36 0Z"


def n(value):
    """A number as short as it can be written."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def mix(a, b, t):
    """Colour `a` with a share `t` of colour `b`."""
    pair = [(int(a[i:i + 2], 16), int(b[i:i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(x + (y - x) * t):02X}" for x, y in pair)


def tint(colour, t):
    return mix(colour, WHITE, t)


def shade(colour, t):
    return mix(colour, INK, t)


def put(content, x=0, y=0, scale=1, turn=0, flip=False):
    parts = [f"translate({n(x)} {n(y)})"] if x or y else []
    if turn:
        parts.append(f"rotate({n(turn)})")
    if flip:
        parts.append(f"scale({n(-scale)} {n(scale)})")
    elif scale != 1:
        parts.append(f"scale({n(scale)})")
    return f'<g transform="{" ".join(parts)}">{content}</g>' if parts else content


def path(d, fill="none", **more):
    return f'<path d="{d}" fill="{fill}"{_more(more)}/>'


def stroke(d, colour, width, **more):
    return (f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{n(width)}" stroke-linecap="round"'
            f' stroke-linejoin="round"{_more(more)}/>')


def circle(x, y, r, fill, **more):
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{fill}"{_more(more)}/>'


def ellipse(x, y, rx, ry, fill, **more):
    return f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}" fill="{fill}"{_more(more)}/>'


def rect(x, y, w, h, r, fill, **more):
    return (f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"' + (f' rx="{n(r)}"' if r else "")
            + f' fill="{fill}"{_more(more)}/>')


def _more(more):
    return "".join(f' {key.replace("_", "-")}="{n(v) if isinstance(v, (int, float)) else v}"' for key, v in more.items())


def d_circle(x, y, r):
    return d_ellipse(x, y, r, r)


def d_ellipse(x, y, rx, ry):
    return f"M{n(x - rx)} {n(y)}a{n(rx)} {n(ry)} 0 1 1 {n(2 * rx)} 0a{n(rx)} {n(ry)} 0 1 1 {n(-2 * rx)} 0Z"


def d_rect(x, y, w, h, r):
    return (f"M{n(x + r)} {n(y)}h{n(w - 2 * r)}a{n(r)} {n(r)} 0 0 1 {n(r)} {n(r)}v{n(h - 2 * r)}"
            f"a{n(r)} {n(r)} 0 0 1 {n(-r)} {n(r)}h{n(2 * r - w)}a{n(r)} {n(r)} 0 0 1 {n(-r)} {n(-r)}v{n(2 * r - h)}"
            f"a{n(r)} {n(r)} 0 0 1 {n(r)} {n(-r)}Z")


class Sheet:
    """One SVG file being made: it hands out ids and keeps the definitions."""

    def __init__(self, width, height, view=None):
        self.width, self.height, self.view = width, height, view or (0, 0, width, height)
        self.defs, self.body, self.seen, self.count = [], [], {}, 0

    def add(self, *pieces):
        self.body.extend(pieces)
        return self

    def _define(self, d):
        self.count += 1
        name = f"s{self.count}"
        self.defs.append(f'<path id="{name}" d="{d}"/>')
        return name

    def again(self, content):
        """`content`, written out once and referred to when it comes back."""
        if content in self.seen:
            return f'<use href="#{self.seen[content]}"/>'
        self.count += 1
        self.seen[content] = f"s{self.count}"
        return f'<g id="s{self.count}">{content}</g>'

    def gradient(self, top, bottom):
        self.count += 1
        self.defs.append(f'<linearGradient id="s{self.count}" x2="0" y2="1"><stop stop-color="{top}"/>'
                         f'<stop offset="1" stop-color="{bottom}"/></linearGradient>')
        return f"url(#s{self.count})"

    def cut(self, d, fill, k=1.0, more="", turn=0):
        """A shape cut from paper. `k` sizes its shadow: 1 is the design's `cut`, 0.6 its `cut2`, 0 is none. `turn` says how
        far the shape will be turned, so that its shadow still falls downwards."""
        if k == 0:
            return f'<path d="{d}" fill="{fill}"{more}/>'
        name = self._define(d)
        # (how far down, how much wider) for each faint copy
        copies, faint = (((2, 0), (4, 10), (6, 5), (8, 0), (10, 0)), .024) if k > .7 else (((2.5, 9), (5, 4), (7.5, 0)), .036)
        across, down = sin(radians(turn)) * k, cos(radians(turn)) * k
        soft = "".join(f'<use href="#{name}"' + (f' x="{n(s * across)}"' if turn else "") + f' y="{n(s * down)}"'
                       + (f' stroke-width="{n(w * k)}"' if w else ' stroke="none"') + "/>" for s, w in copies)
        return (f'<g fill-opacity="{faint}" stroke="#000" stroke-opacity=".02" stroke-linejoin="round">{soft}</g>'
                f'<use href="#{name}" fill="{fill}"{more}/>')

    def cut_line(self, d, colour, width, k=.6, cap="round"):
        """A thick line cut from paper, with its shadow."""
        name = self._define(d)
        steps = ((14, .05), (5, .08))
        soft = "".join(f'<use href="#{name}" stroke-width="{n(width + w * k)}" stroke-opacity="{n(a)}"/>' for w, a in steps)
        return (f'<g fill="none" stroke-linecap="{cap}" stroke-linejoin="round"><g transform="translate(0 {n(4 * k)})"'
                f' stroke="#000">{soft}</g><use href="#{name}" stroke="{colour}" stroke-width="{n(width)}"/></g>')

    def svg(self):
        view = " ".join(n(v) for v in self.view)
        defs = f'<defs>{"".join(self.defs)}</defs>' if self.defs else ""
        lines = "\n".join(self.body)
        return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" width="{n(self.width)}"'
                f' height="{n(self.height)}">{defs}\n{lines}\n</svg>\n')


# Signs ---------------------------------------------------------------------------------------------------------------

HEART = "M0 34C-50 4-42-36-17-36C-7-36 0-28 0-20C0-28 7-36 17-36C42-36 50 4 0 34Z"
THUMB_UP = "M-40 6C-24-8-14-30-14-60C-14-80 18-82 20-56C20-40 16-28 12-16H58C74-16 78 2 66 10C76 16 76 30 64 36C72 44 68 58 56 60C60 70 52 78 40 78H0C-20 78-28 70-40 68Z"


def heart(x, y, scale=1.0, fill=CORAL, turn=0):
    return put(path(HEART, fill), x, y, scale, turn)


def tick(x, y, r, colour=WHITE):
    return stroke(f"M{n(x - r * .46)} {n(y + r * .04)}l{n(r * .34)} {n(r * .36)}l{n(r * .6)} {n(-r * .74)}", colour, r * .24)


def cross(x, y, r, colour=WHITE):
    a = n(r * .68)
    return stroke(f"M{n(x - r * .34)} {n(y - r * .34)}l{a} {a}m-{a} 0l{a} -{a}", colour, r * .24)


def tick_disc(p, x, y, r=34):
    return p.cut(d_circle(x, y, r), LEAF, .6) + tick(x, y, r)


def cross_disc(p, x, y, r=34):
    return p.cut(d_circle(x, y, r), CORAL, .6) + cross(x, y, r)


def bang(x, y, h, colour=CORAL):
    """An exclamation mark, `h` tall, drawn as a wedge and a dot."""
    w = h * .13
    return (path(f"M{n(x - w)} {n(y - h * .44)}q{n(w)} {n(-h * .12)} {n(2 * w)} 0l{n(-w * .45)} {n(h * .56)}"
                 f"q{n(-w * .55)} {n(h * .07)} {n(-w * 1.1)} 0Z", colour) + circle(x, y + h * .4, h * .105, colour))


def bang_disc(x, y, r):
    return circle(x, y, r, WHITE, opacity=.94) + bang(x, y, r * 1.25)


def question(x, y, h, colour=INK):
    k = h / 100
    return (stroke(f"M{n(x - 24 * k)} {n(y - 22 * k)}c0 {n(-34 * k)} {n(50 * k)} {n(-34 * k)} {n(50 * k)} 0"
                   f"c0 {n(24 * k)} {n(-26 * k)} {n(22 * k)} {n(-26 * k)} {n(46 * k)}", colour, 16 * k)
            + circle(x, y + 46 * k, 9.5 * k, colour))


def covered(p, x, y, w, h, r=16, disc=None):
    """Something nasty, which nobody ever sees: a plum cover with an exclamation mark."""
    hills = (f"M{n(x - w * .34)} {n(y + h * .3)}l{n(w * .2)} {n(-h * .42)}l{n(w * .14)} {n(h * .22)}l{n(w * .1)} {n(-h * .16)}"
             f"l{n(w * .24)} {n(h * .36)}Z")
    return (p.cut(d_rect(x - w / 2, y - h / 2, w, h, r), COVER, .6) + path(hills, COVER_LIGHT)
            + circle(x + w * .28, y - h * .22, h * .1, COVER_LIGHT) + bang_disc(x, y, disc or h * .26))


def paperclip(x, y, scale=1.0, colour=LAKE, turn=20):
    return put(stroke("M-9 18V-20a11 11 0 0 1 22 0V22a17 17 0 0 1-34 0V-14", colour, 7), x, y, scale, turn)


def lock(p, x, y, s=1.0, colour=AMBER, shadow=.6):
    """A closed padlock, 100 wide at scale 1, its middle at the keyhole."""
    bow = put(stroke("M-30-30V-58a30 30 0 0 1 60 0V-30", SLATE if colour == AMBER else shade(colour, .3), 16), x, y, s)
    return (bow + p.cut(d_rect(x - 50 * s, y - 36 * s, 100 * s, 82 * s, 20 * s), colour, shadow)
            + circle(x, y - 4 * s, 11 * s, INK) + stroke(f"M{n(x)} {n(y)}v{n(18 * s)}", INK, 9 * s))


def star(x, y, r, fill=AMBER, turn=0):
    points = [(r * (1 if i % 2 == 0 else .5) * sin(i * pi / 5), -r * (1 if i % 2 == 0 else .5) * cos(i * pi / 5))
              for i in range(10)]
    d = "M" + "L".join(f"{n(a)} {n(b)}" for a, b in points) + "Z"
    return put(path(d, fill, stroke=fill, stroke_width=r * .2, stroke_linejoin="round"), x, y, 1, turn)


def smiley(x, y, r, fill=AMBER):
    k = r / 40
    return (circle(x, y, r, fill) + circle(x - 13 * k, y - 7 * k, 5 * k, INK) + circle(x + 13 * k, y - 7 * k, 5 * k, INK)
            + stroke(f"M{n(x - 17 * k)} {n(y + 9 * k)}q{n(17 * k)} {n(17 * k)} {n(34 * k)} 0", INK, 5.5 * k))


def scribble(x, y, scale=1.0, colour=INK):
    """A cross little storm: what an unkind message feels like."""
    return put(stroke("M-34 4C-40-28 6-38 8-10C10 16-26 18-18-6C-8-32 34-26 32 4C30 28-4 30 0 10C4-6 26 0 36 18", colour, 8), x, y,
               scale)


def house(x, y, scale=1.0, wall=PAPER, roof=CORAL):
    return put(rect(-34, -6, 68, 48, 6, wall) + path("M-46-2L-4-38Q0-41 4-38L46-2Q48 4 42 4H-42Q-48 4-46-2Z", roof)
               + path("M-10 42V20a10 10 0 0 1 20 0V42Z", TRUNK), x, y, scale)


def speech(p, x, y, w, h, tail, fill=WHITE, r=40):
    """A speech bubble round (x, y); `tail` is the point it speaks from."""
    (tx, ty), half_w, half_h = tail, w / 2, h / 2
    side = 1 if tx > x else -1
    if abs(ty - y) < half_h:  # out of the left or right edge
        root = x + side * (half_w - 6)
        ends = [(root, y - 22 * side), (tx, ty), (root, y + 22 * side)]
    else:  # out of the top or bottom edge
        down = 1 if ty > y else -1
        root = x + side * min(w * .22, max(0, half_w - r - 22))  # never out of a round corner
        ends = [(root + 22 * down, y + down * (half_h - 6)), (tx, ty), (root - 22 * down, y + down * (half_h - 6))]
    # The tail runs the same way round as the bubble, or the two would cut a hole in each other.
    (ax, ay), (bx, by), (cx, cy) = ends
    d = (d_rect(x - half_w, y - half_h, w, h, min(r, half_h, half_w))
         + f"M{n(ax)} {n(ay)}Q{n((ax + cx + bx) / 3)} {n((ay + cy + by) / 3)} {n(bx)} {n(by)}L{n(cx)} {n(cy)}Z")
    return p.cut(d, fill, .8)


def thought(p, x, y, rx, ry, towards, fill=WHITE):
    tx, ty = towards
    dots = [(x + (tx - x) * t, y + (ty - y) * t, r) for t, r in ((.74, 19), (.9, 11))]
    d = (d_ellipse(x, y, rx * .92, ry * .8) + d_circle(x - rx * .55, y - ry * .2, ry * .62) + d_circle(x + rx * .55, y - ry * .15, ry * .66)
         + d_circle(x - rx * .1, y - ry * .42, ry * .64) + d_circle(x + rx * .1, y + ry * .4, ry * .6) + d_circle(x - rx * .45, y + ry * .3, ry * .6)
         + "".join(d_circle(*dot) for dot in dots))
    return p.cut(d, fill, .8)


# Things --------------------------------------------------------------------------------------------------------------

def leaf(p, x, y, scale=1.0, fill=LEAF, turn=0, k=.6):
    return put(p.cut(LEAF_PATH, fill, k / scale, turn=turn) + stroke("M-83 0C-31-6 31-8 81-4", WHITE, 3, stroke_opacity=.28), x, y, scale, turn)


def tablet(p, x, y, w, h, turn=0, content="", screen=SKY_LOW):
    """A tablet; `content` is drawn about the middle of its screen."""
    b = min(w, h) * .075
    return put(p.cut(d_rect(-w / 2, -h / 2, w, h, 18), INK, .8) + rect(-w / 2 + b, -h / 2 + b, w - 2 * b, h - 2 * b, 9, screen) + content,
               x, y, 1, turn)


def phone(p, x, y, w, h, turn=0, content="", screen=SKY_LOW):
    return put(p.cut(d_rect(-w / 2, -h / 2, w, h, w * .17), INK, .8) + rect(-w / 2 + 8, -h / 2 + 14, w - 16, h - 28, w * .09, screen) + content,
               x, y, 1, turn)


def laptop(p, x, y, w, h, content="", screen=SKY_LOW):
    """A laptop, (x, y) the middle of its screen; the keyboard lies in front of it."""
    left, top, low = x - w / 2, y - h / 2, y + h / 2
    base = f"M{n(left + 6)} {n(low + 4)}H{n(left + w - 6)}L{n(left + w + 34)} {n(low + 44)}q4 12-12 12H{n(left - 22)}q-16 0-12-12Z"
    return (p.cut(d_rect(left, top, w, h, 22), INK, .8) + rect(left + 15, top + 15, w - 30, h - 30, 10, screen)
            + p.cut(base, SLATE, .6) + rect(x - 44, low + 30, 88, 14, 7, "#55627F") + put(content, x, y))


def window(x, y, w, h, bar=LINE):
    """The bar of a program's window, with its three dots."""
    dots = "".join(circle(x - w / 2 + 22 + i * 24, y, 7, c) for i, c in enumerate((CORAL, AMBER, LEAF_LIGHT)))
    return rect(x - w / 2, y - h / 2, w, h, 9, bar) + dots


def folder(p, x, y, scale=1.0, fill=AMBER, content=""):
    d = "M-80-44q0-14 14-14h44q8 0 13 7l9 13h66q14 0 14 14v66q0 14-14 14h-132q-14 0-14-14Z"
    return put(p.cut(d, shade(fill, .12), .6 / scale) + path("M-80-18h160v60q0 14-14 14h-132q-14 0-14-14Z", fill) + content, x, y, scale)


def envelope(p, x, y, w, fill=PAPER, content="", opened=False):
    h = w * .66
    l, t = x - w / 2, y - h / 2
    flap_fill = shade(fill, .12)
    body = p.cut(d_rect(l, t, w, h, 14), fill, .8)
    if opened:
        back = p.cut(f"M{n(l + 8)} {n(t + 14)}L{n(x - 14)} {n(t - h * .5)}q14-12 28 0L{n(l + w - 8)} {n(t + 14)}Z", flap_fill, .6)
        front = path(f"M{n(l)} {n(t + 22)}L{n(x - 12)} {n(y + h * .16)}q12 8 24 0L{n(l + w)} {n(t + 22)}V{n(t + h - 14)}q0 14-14 14H{n(l + 14)}q-14 0-14-14Z", fill)
        return back + p.cut(d_rect(l + 4, t, w - 8, h * .7, 8), flap_fill, .3) + content + front + stroke(
            f"M{n(l + 8)} {n(t + h - 10)}L{n(x - 26)} {n(y + h * .12)}M{n(l + w - 8)} {n(t + h - 10)}L{n(x + 26)} {n(y + h * .12)}", flap_fill, 4)
    flap = path(f"M{n(l + 4)} {n(t + 8)}q4-8 12-8H{n(l + w - 16)}q8 0 12 8L{n(x + 14)} {n(y + h * .08)}q-14 11-28 0Z", flap_fill)
    return body + flap + content


def magnifier(p, x, y, r=54, turn=40, glass=SKY):
    handle = put(p.cut_line(f"M0 {n(r + 8)}V{n(r + 62)}", TRUNK, 22), x, y, 1, -turn)
    ring = (f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{glass}" fill-opacity=".35" stroke="{INK}" stroke-width="13"/>'
            + stroke(f"M{n(x - r * .5)} {n(y - r * .3)}q{n(r * .14)} {n(-r * .3)} {n(r * .44)} {n(-r * .36)}", WHITE, 8, opacity=.9))
    return handle + ring


def books(p, x, y, scale=1.0):
    """Three books lying on each other; (x, y) is where the pile stands."""
    pile = ""
    for i, (w, colour, off) in enumerate(((170, LAKE, 0), (146, CORAL, 8), (156, LEAF_LIGHT, -6))):
        top = -34 * (i + 1)
        pile += p.cut(d_rect(off - w / 2, top, w, 34, 9), colour, .4) + rect(off - w / 2 + 26, top + 7, w - 32, 20, 5, PAPER)
        pile += rect(off - w / 2 + 16, top, 14, 34, 0, colour)
    return put(pile, x, y, scale)


def pencil(p, x, y, length=130, turn=0, colour=AMBER):
    half = length / 2
    return put(p.cut(f"M{n(-half + 8)}-11H{n(half - 26)}L{n(half)} 0L{n(half - 26)} 11H{n(-half + 8)}q-8 0-8-8v-6q0-8 8-8Z", colour, .4)
               + path(f"M{n(half - 26)}-11L{n(half)} 0L{n(half - 26)} 11q6-11 0-22Z", PAPER) + path(f"M{n(half - 9)}-4L{n(half)} 0L{n(half - 9)} 4Z", INK)
               + path(f"M{n(-half + 16)}-11h-8q-8 0-8 8v6q0 8 8 8h8Z", CORAL), x, y, 1, turn)


def room(p, wall, desk=None):
    out = rect(0, 0, 620, 660, 0, wall)
    return out if desk is None else out + rect(0, desk, 620, 660 - desk, 0, DESK) + rect(0, desk, 620, 14, 0, DESK_EDGE)


def table(desk):
    """The table top again, for what people sit behind."""
    return rect(0, desk, 620, 660 - desk, 0, DESK) + rect(0, desk, 620, 14, 0, DESK_EDGE)


# Robin ---------------------------------------------------------------------------------------------------------------

ROBIN_TAIL = "M-58 10C-95 20-118 2-128-8C-112 28-84 44-52 42Z"
ROBIN_BREAST = "M-6-46C40-62 74-22 62 20C52 56 10 70-22 54C-40 20-36-28-6-46Z"
ROBIN_WING = "M-55-2C-44-20-8-12-8 18C-10 41-38 41-54 26C-61 18-61 6-55-2Z"
ROBIN_FEET = "M-10 60v22m-10 0h20M18 58v24m-10 0h20"


def robin(p, x=0, y=0, scale=1.0, turn=0, flip=False, wave=False, feet=True, k=.6):
    wing = path(ROBIN_WING, "#83604A")
    if wave:
        wing = p.cut("M-50 14C-92 0-128-40-130-92C-130-102-118-104-112-97C-108-110-96-110-92-99C-86-110-74-106-72-95C-54-60-28-34-14 0C-18 26-40 24-50 14Z",
                     "#83604A", .4)
    body = (p.cut(ROBIN_TAIL, "#7B5A45", k / scale)
            + (stroke(ROBIN_FEET, TRUNK_DEEP, 6) if feet else "") + p.cut(d_ellipse(0, 0, 66, 62), "#9A7358", k / scale)
            + path(ROBIN_BREAST, CORAL) + path("M-22 54C0 66 30 60 48 44C30 40 0 40-22 54Z", PAPER) + circle(26, -22, 10, INK)
            + circle(29, -26, 3.4, WHITE) + path("M60-14L92-4L60 6Z", AMBER) + wing)
    return put(body, x, y, scale, turn, flip)


# People --------------------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Look:
    """How somebody looks. The head is a circle of radius 112 about (0, 20); everything else keeps to that."""

    skin: str
    hair: str
    style: str
    top: str
    glasses: str = ""
    aid: str = ""
    freckles: bool = False
    beard: bool = False
    adult: bool = False
    extra: str = AMBER


AISHA = Look("#A0693F", "#2B2320", "puffs", PLUM, extra=AMBER)
TOMOS = Look("#F2CBA8", "#B8622C", "mop", LAKE, aid=LEAF_LIGHT, freckles=True)
KOFI = Look("#7C4C30", "#211A18", "close", AMBER)
ZOFIA = Look("#F6D5B6", "#E2B456", "bob", LEAF, glasses=PLUM, extra=CORAL)
YUSUF = Look("#C48F62", "#30231D", "waves", LAKE)
ELA = Look("#D6A173", "#3B2720", "long", CORAL, extra=AMBER)
OKORO = Look("#6F4429", "#1E1817", "close", LEAF_DEEP, glasses=PAPER, beard=True, adult=True)
MUM = Look("#CF9868", "#33231D", "bun", PLUM, adult=True, extra=AMBER)
DAD = Look("#B98257", "#3A302C", "side", "#46557A", adult=True)
SAFIYA = Look("#E0B48C", PLUM, "scarf", AMBER)

CAP = {
    "mop": "M-116 22C-132-40-112-96-72-114C-60-142-8-146 14-130C52-144 92-118 98-92C124-66 126-18 116 24C108-2 100-22 86-36"
           "C74-26 58-30 50-46C38-32 10-32-2-48C-20-30-48-30-58-42C-80-34-100-12-116 22Z",
    "close": "M-113 14C-120-76-66-122 0-122C66-122 120-76 113 14C108-8 104-26 92-42C60-60-60-60-92-42C-104-26-108-8-113 14Z",
    "puffs": "M-114 12C-120-86-58-124 0-124C58-124 120-86 114 12C104-34 66-62 0-74C-66-62-104-34-114 12Z",
    "bob": "M-114 40C-126-86-62-132 4-132C70-132 124-84 114 40C108 4 104-20 92-40C40-24-40-34-62-58C-72-34-104-14-114 40Z",
    "waves": "M-115 20C-138-6-132-44-112-56C-118-88-88-112-66-106C-54-136-14-138 0-122C22-142 62-132 68-108C96-112 120-86 112-56"
             "C132-40 136-4 115 20C110-6 102-24 90-36C76-22 52-26 44-42C28-28 0-30-8-46C-26-28-52-30-58-44C-82-34-104-10-115 20Z",
    "long": "M-116 60C-134-80-66-132 2-132C72-132 134-80 116 60C112 10 96-34 30-66C-24-32-100-26-116 60Z",
    "side": "M-116 26C-124-84-72-130 4-132C76-134 124-84 116 26C109 8 106-18 97-38C88-56 72-66 52-70C14-52-30-54-56-70C-82-52-106-14-116 26Z",
    "bun": "M-116 40C-130-84-62-130 2-130C68-130 130-84 116 40C110-4 92-40 40-62C-18-36-96-30-116 40Z",
}


def hair_back(p, look, k):
    h = look.hair
    if look.style == "puffs":
        return "".join(p.cut(d_circle(s * 112, -82, 54), h, k) for s in (-1, 1))
    if look.style == "bob":
        return p.cut("M-130 0C-134-150 134-150 130 0L136 108C136 138 100 140 84 128H-84C-100 140-136 138-136 108Z", shade(h, .12), k)
    if look.style == "long":
        return p.cut("M-132 10C-138-150 138-150 132 10C136 90 152 150 150 206C130 236 96 226 84 214H-84C-96 226-130 236-150 206C-152 150-136 90-132 10Z",
                     h, k)
    if look.style == "bun":
        return p.cut(d_circle(6, -142, 50), h, k) + path("M-124 20C-130-130 130-130 124 20L112 70H-112Z", h)
    if look.style == "scarf":
        return ""
    return ""


def mouth(kind):
    if kind == "grin":
        return (path("M-32 68Q0 78 32 68Q28 106 0 106Q-28 106-32 68Z", INK)
                + path("M-19 98Q0 84 19 98Q11 106 0 106Q-11 106-19 98Z", CORAL))
    if kind == "talk":
        return path("M-22 72Q0 78 22 72Q18 98 0 98Q-18 98-22 72Z", INK)
    if kind == "oh":
        return ellipse(0, 80, 12, 14, INK)
    if kind == "hm":
        return stroke("M-20 82Q4 80 22 72", INK, 7)
    if kind == "calm":
        return stroke("M-20 78Q0 86 20 78", INK, 7)
    return stroke("M-28 73Q0 94 28 73", INK, 7)


def head(p, look, expression="smile", gaze=(0, 0), brows="", k=.8, back=True, features=None):
    """A head about (0, 20): hair, ears, face. `k` 0 is for small heads: no shadow, fewer strokes. `features` are eyes, brows and
    mouth drawn by the caller, instead of the ones that `expression`, `gaze` and `brows` ask for."""
    gx, gy = gaze
    skin, eye = look.skin, 10 if look.adult else 11
    out = hair_back(p, look, k) if back else ""
    if look.style == "scarf":
        out += p.cut("M-132 30C-140-90-70-140 0-140C70-140 140-90 132 30C130 90 96 150 0 152C-96 150-130 90-132 30Z", look.hair, k)
        out += ellipse(0, 24, 98, 104, skin)
    else:
        cheeks = d_circle(0, 20, 112) + ("" if look.style in ("long", "bob") else d_circle(-112, 32, 20) + d_circle(112, 32, 20))
        out += p.cut(cheeks, skin, k)
    if look.beard:
        out += path("M-112 22C-116 96-62 138 0 138C62 138 116 96 112 22C100 50 96 66 78 78C52 56-52 56-78 78C-96 66-100 50-112 22Z", look.hair)
        out += path("M-44 78C-30 60 30 60 44 78C40 104-40 104-44 78Z", skin)
    if look.style in CAP:
        out += path(CAP[look.style], look.hair)
    if look.style == "puffs":
        out += stroke("M0-122V-78", skin, 4) + "".join(circle(s * 84, -72, 15, look.extra) for s in (-1, 1))
    if look.style == "long":
        out += stroke("M-104-52C-70-130 74-130 106-50", look.extra, 13)
    if look.style == "bob":
        out += put(rect(-22, -7, 44, 14, 7, look.extra), 84, -52, 1, 62)
    if look.style == "bun":
        out += circle(-114, 62, 9, look.extra) + circle(114, 62, 9, look.extra)
    if k and look.style not in ("long", "bob", "scarf"):
        out += "".join(circle(s * 113, 33, 10, shade(skin, .13)) for s in (-1, 1))
    if look.aid:
        out += stroke("M106 8C122 0 138 14 134 40", look.aid, 13) + stroke("M112 10Q104 20 110 34", shade(look.aid, .15), 5)
    face = "".join(circle(s * (72 if look.glasses else 66), 66 if look.glasses else 62, 16, CORAL, opacity=.38) for s in (-1, 1))
    if look.glasses:
        face += (f'<g fill="{WHITE}" fill-opacity=".2" stroke="{look.glasses}" stroke-width="7"><circle cx="-42" cy="30" r="32"/>'
                 f'<circle cx="42" cy="30" r="32"/><path d="M-10 26q10-9 20 0M-74 26l-31-6M74 26l31-6" fill="none"/></g>')
    if features is None:
        face += "".join(circle(s * 40 + gx, 30 + gy, eye, INK) + (circle(s * 40 + gx + 3, 26 + gy, 3.2, WHITE) if k else "") for s in (-1, 1))
    if look.freckles:
        face += "".join(circle(s * x, y, 3.2, "#C98255") for s in (-1, 1) for x, y in ((58, 52), (72, 58), (62, 66)))
    if brows and features is None:
        lift = {"up": (-14, -20), "kind": (-9, -14), "worry": (-20, -10)}[brows]
        y0 = -10 if not look.glasses else -16
        face += "".join(stroke(f"M{n(s * 22)} {n(y0 + lift[0] + 12)}Q{n(s * 40)} {n(y0 + lift[1] + 8)} {n(s * 58)} {n(y0 + (lift[1] if brows == 'worry' else lift[0]) + 18)}",
                               shade(look.hair, .1) if look.style != "scarf" else TRUNK_DEEP, 7) for s in (-1, 1))
    face += mouth(expression) if features is None else features
    return out + (face if k else p.again(face))


def bust(p, look, x, y, scale=1.0, expression="smile", gaze=(0, 0), brows="", tilt=0, flip=False, low=440, plain=False):
    """Somebody from the chest up, cut off `low` times scale below (x, y): put a table in front."""
    k = 0 if plain else .8 / scale
    wide = 168 if look.adult else 150
    torso = f"M{-wide} {low}V320C{-wide} 190-94 142 0 142C94 142 {wide} 190 {wide} 320V{low}Z"
    neck_top = 90
    clothes = p.cut(torso, look.top, k)
    if look == OKORO:
        clothes += path("M-46 142Q0 130 46 142L22 250Q0 330-22 250Z", PAPER) + path("M-48 142L-14 206L-50 196Z", WHITE) + path("M48 142L14 206L50 196Z", WHITE)
        clothes += "".join(circle(0, yy, 6, TRUNK) for yy in (226, 262))
    elif look.style == "scarf":
        clothes += path("M-98 130C-120 190-60 216 0 216C60 216 120 190 98 130Z", shade(look.hair, .16))
    else:
        clothes += path("M-46 146Q0 132 46 146Q36 184 0 184Q-36 184-46 146Z", shade(look.top, .16))
    neck = "" if look.style == "scarf" else rect(-34, neck_top, 68, 78, 32, shade(look.skin, .12))
    behind = hair_back(p, look, k)
    face = head(p, look, expression, gaze, brows, k, back=False)
    if tilt:
        behind, face = (f'<g transform="rotate({n(tilt)} 0 120)">{part}</g>' if part else "" for part in (behind, face))
    return put(behind + clothes + neck + face, x, y, scale, 0, flip)


def badge(p, look, x, y, r, ground=WALL, expression="smile", gaze=(0, 0)):
    """A face on a disc: whose something is."""
    return p.cut(d_circle(x, y, r), ground, .4) + put(head(p, look, expression, gaze, k=0), x, y + r * .02, r / 180)


def shoulder(x, y, scale, side, look=AISHA):
    """Where an arm leaves a bust that stands at (x, y): side -1 is the left of the picture."""
    return x + side * (120 if look.adult else 104) * scale, y + 238 * scale


def arm(p, look, shoulder, elbow, wrist, width=52, finger=None, thumb=None):
    """An arm from shoulder to wrist. `finger` is the point it points at, `thumb` where the thumb ends."""
    (x1, y1), (cx, cy), (x2, y2) = shoulder, elbow, wrist
    dx, dy = x2 - cx, y2 - cy
    length = (dx * dx + dy * dy) ** .5 or 1
    hx, hy = x2 + dx / length * width * .46, y2 + dy / length * width * .46
    hand = p.cut(d_circle(hx, hy, width * .5), look.skin, .4)
    if finger:
        hand = p.cut_line(f"M{n(hx)} {n(hy)}L{n(finger[0])} {n(finger[1])}", look.skin, width * .34, .3) + hand
    if thumb:
        hand += stroke(f"M{n(hx)} {n(hy)}L{n(thumb[0])} {n(thumb[1])}", look.skin, width * .32)
    return hand + p.cut_line(f"M{n(x1)} {n(y1)}Q{n(cx)} {n(cy)} {n(x2)} {n(y2)}", shade(look.top, .09), width, .5)


def palm(p, look, x, y, scale=1.0, turn=0, flip=False):
    """An open hand, fingers up, its wrist at (x, y)."""
    d = ("M-22 0V-34C-40-42-58-62-54-70C-50-78-38-70-28-60V-104C-28-116-10-116-10-104V-118C-10-131 8-131 8-118V-108"
         "C8-120 26-120 26-108V-88C26-98 42-98 42-86V-42C42-18 34-6 26 0Z")
    return put(p.cut(d, look.skin, .5 / scale), x, y, scale, turn, flip)
