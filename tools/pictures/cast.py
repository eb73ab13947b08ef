"""The people of the lessons and Robin, each with five faces: happy, unsure, worried, cross, proud.

People stand on the lower edge of a 480 by 560 box, from the chest up. The lowest two fifths may lie under answers, so what a
face means is told above y 350 by eyes, brows and mouth, and the hands only help. Everybody is drawn about the middle of the
head, in the units of `head`.
"""

from math import atan2, degrees, hypot

from kit import *

FACES_OF = ("happy", "unsure", "worried", "cross", "proud")
WIDTH, HEIGHT = 480, 560


@dataclass(frozen=True)
class Person:
    """`y` is where the head's middle is, `wide` half the width of the chest, `arm` how thick an arm is."""

    look: Look
    y: float
    size: float
    wide: float
    arm: float = 52
    poses: tuple = ("wave", "chin", "clasped", "folded", "fist-up")
    flip: bool = False

    @property
    def low(self):
        return (HEIGHT - self.y) / self.size + 8


PEOPLE = {
    "aisha": Person(AISHA, 210, .82, 106, 50, ("wave", "chin", "clasped", "folded", "arms-up")),
    "tomos": Person(TOMOS, 208, .82, 108, 50, ("wave", "chin", "cheek", "folded", "fist-up"), True),
    "kofi": Person(KOFI, 210, .82, 108, 50, ("wave", "scratch", "clasped", "folded", "arms-up"), True),
    "zofia": Person(ZOFIA, 186, .83, 116, 52, ("wave", "chin", "cheek", "folded", "fist-up")),
    "yusuf": Person(YUSUF, 180, .83, 120, 54, ("wave", "scratch", "clasped", "folded", "arms-up")),
    "ela": Person(ELA, 184, .83, 116, 52, ("wave", "chin", "clasped", "folded", "heart"), True),
    "mr-okoro": Person(OKORO, 118, .88, 148, 62, ("open", "chin", "clasped", "folded", "thumb")),
    "mum": Person(MUM, 160, .82, 130, 56, ("open", "chin", "cheek", "folded", "heart"), True),
    "dad": Person(DAD, 124, .88, 144, 62, ("open", "scratch", "clasped", "folded", "thumb")),
}


# Faces ---------------------------------------------------------------------------------------------------------------

def features(look, face):
    """Eyes, brows and mouth of one of the five faces."""
    dark = "#17100E" if look in (KOFI, OKORO) else INK
    brow = "#17100E" if look in (KOFI, OKORO) else shade(look.hair, .3 if look == ZOFIA else .1)
    lift = -8 if look.glasses else 0

    def eyes(gx=0, gy=0, r=11):
        return "".join(circle(s * 40 + gx, 30 + gy, r, dark) + circle(s * 40 + gx + 3.5, 26 + gy, r * .32, WHITE) for s in (-1, 1))

    def both(d, width=8):
        return put(stroke(d, brow, width), 0, lift) + put(stroke(d, brow, width), 0, lift, 1, 0, True)

    if face == "happy":
        return eyes() + both("M24-6Q43-20 60-6") + (_smile(dark, WHITE if look == OKORO else "") if look.adult else _laugh(look, dark))
    if face == "unsure":
        return (eyes(*((7, -5) if look.glasses else (9, -7))) + put(stroke("M22-14Q43-32 62-16", brow, 8) + stroke("M-62 4Q-42-6-24-2", brow, 8), 0, lift)
                + stroke("M-22 82Q-10 72 2 80Q14 88 26 76", dark, 8))
    if face == "worried":
        return (eyes(0, 3, 13) + both("M16-22Q36-17 60-1", 8.5)
                + path("M-17 89C-16 77-8 73 0 73C8 73 16 77 17 89Q0 81-17 89Z", dark, stroke=dark, stroke_width=7, stroke_linejoin="round"))
    if face == "cross":
        brows = "M17 8Q36 4 62-10" if not look.adult else "M18 4Q36 0 60-10"
        return eyes(0, 3) + both(brows, 10) + stroke("M-24 87Q-2 72 24 84" if not look.adult else "M-22 85Q0 74 22 85", dark, 8.5)
    arcs = stroke("M-55 36Q-40 14-25 36M25 36Q40 14 55 36", dark, 8.5)
    return arcs + both("M24-12Q43-28 60-12") + (_smile(dark, WHITE) if look == OKORO else stroke("M-36 68Q0 108 36 68M-42 70q5-7 10-6M42 70q-5-7-10-6", dark, 8))


def _smile(dark, teeth):
    """A grown-up's warm, calm smile. In Mr Okoro's beard a closed one would be lost."""
    if not teeth:
        return stroke("M-31 71Q0 103 31 71", dark, 8.5)
    return path("M-40 66Q0 80 40 66Q30 102 0 102Q-30 102-40 66Z", dark) + path("M-34 70Q0 82 34 70Q25 94 0 94Q-25 94-34 70Z", teeth)


def _laugh(look, dark):
    gap = rect(-1, 68, 12, 15, 3, dark) if look == KOFI else ""  # Kofi has lost a tooth
    return (path("M-36 64Q0 76 36 64Q34 108 0 108Q-34 108-36 64Z", dark) + path("M-33 66Q0 77 33 66Q33 73 31 79Q0 87-31 79Q-33 73-33 66Z", WHITE) + gap
            + path("M-20 101Q0 86 20 101Q11 108 0 108Q-11 108-20 101Z", CORAL))


def _moustache(look):
    return path("M0 58C-14 46-46 48-58 66C-40 72-16 74 0 65C16 74 40 72 58 66C46 48 14 46 0 58Z", look.hair)


# Clothes -------------------------------------------------------------------------------------------------------------

def _torso(w, low):
    return f"M{n(-w)} {n(low)}V266C{n(-w)} 196 {n(-w * .86)} 170-46 152Q0 140 46 152C{n(w * .86)} 170 {n(w)} 196 {n(w)} 266V{n(low)}Z"


def _clothes(p, person, name, k):
    look, w, low = person.look, person.wide, person.low
    top, deep, pale = look.top, shade(look.top, .16), tint(look.top, .4)
    out = p.cut(_torso(w, low), top, k)
    collar = path("M-48 150Q0 136 48 150Q38 188 0 188Q-38 188-48 150Z", deep)
    if name == "aisha":
        lobe = "M0 170C-10 204-66 210-72 164Q-62 148-44 148Q-28 168 0 170Z"
        return out + path(lobe, PAPER) + put(path(lobe, PAPER), flip=True) + circle(0, 222, 7, AMBER) + circle(0, 262, 7, AMBER)
    if name == "tomos":
        return out + collar + "".join(rect(-w, y, 2 * w, 26, 0, tint(top, .62)) for y in (262, 322, 382, 442))
    if name == "kofi":
        return out + collar + star(0, 318, 34, PAPER)
    if name == "zofia":
        straps = "".join(path(f"M{s * 46} 160L{s * 84} 166L{s * 70} 290H{s * 38}Z", SLATE) for s in (-1, 1))
        return out + collar + straps + rect(-74, 284, 148, low - 284, 18, SLATE) + circle(-54, 286, 10, AMBER) + circle(54, 286, 10, AMBER)
    if name == "yusuf":
        hood = path("M-92 176C-96 132-60 116 0 116C60 116 96 132 92 176C66 214 30 206 0 206C-30 206-66 214-92 176Z", deep)
        return out + hood + stroke("M-26 198V238M26 198V226", PAPER, 7) + circle(-26, 240, 7, PAPER) + circle(26, 228, 7, PAPER)
    if name == "ela":
        scallops = "".join(circle(x, y, 15, PAPER) for x, y in ((-56, 168), (-36, 186), (-12, 196), (12, 196), (36, 186), (56, 168)))
        return out + scallops + path("M-62 156Q0 138 62 156Q44 192 0 192Q-44 192-62 156Z", PAPER) + path("M-46 150Q0 136 46 150Q34 178 0 178Q-34 178-46 150Z", deep)
    if name == "mr-okoro":
        return (out + path("M-50 150Q0 132 50 150L24 268Q0 356-24 268Z", PAPER) + path("M-52 148L-12 208L-58 212Z", WHITE) + path("M52 148L12 208L58 212Z", WHITE)
                + "".join(circle(0, y, 6, TRUNK) for y in (232, 268)) + stroke("M-24 268Q0 356 24 268", shade(top, .2), 5))
    if name == "mum":
        beads = "".join(circle(62 * sin(a), 138 + 62 * cos(a), 9, AMBER) for a in (i * .3 for i in range(-4, 5)))
        return out + path("M-56 152Q0 136 56 152Q42 208 0 208Q-42 208-56 152Z", deep) + beads
    out += path("M-52 150Q0 132 52 150L20 262Q0 292-20 262Z", "#BFD6E4") + stroke("M-56 152L-14 268Q0 296 14 268L56 152", deep, 12)
    return out + path("M-54 146L-10 198L-50 224Z", "#D6E6F0") + path("M54 146L10 198L50 224Z", "#D6E6F0")


# Arms ----------------------------------------------------------------------------------------------------------------

def _limb(points, bend=46):
    """A line through `points` with its corners rounded."""
    d = f"M{n(points[0][0])} {n(points[0][1])}"
    for (ax, ay), (bx, by), (cx, cy) in zip(points, points[1:], points[2:]):
        before, after = hypot(ax - bx, ay - by), hypot(cx - bx, cy - by)
        s, t = min(bend, before * .45) / before, min(bend, after * .45) / after
        d += f"L{n(bx + (ax - bx) * s)} {n(by + (ay - by) * s)}Q{n(bx)} {n(by)} {n(bx + (cx - bx) * t)} {n(by + (cy - by) * t)}"
    return d + f"L{n(points[-1][0])} {n(points[-1][1])}"


class Arms:
    """The arms of one person: `side` 1 is the right of the picture. x is counted from the shoulder's own side."""

    def __init__(self, p, person):
        self.p, self.person, self.width = p, person, person.arm
        self.sleeve = tint(person.look.top, .05) if person.look in (OKORO, DAD) else shade(person.look.top, .08)
        self.cuff = shade(person.look.top, .2)
        self.out = person.wide - 106  # how much further out than the smallest child's

    def at(self, side, x, y):
        return side * (x + (self.out if x > 60 else 0)), y

    def sleeve_line(self, points):
        return self.p.cut_line(_limb(points), self.sleeve, self.width, .6)

    def arm(self, side, *points, hand="fist", cuffed=True):
        """From the shoulder through `points`; the last is the wrist. The hand goes on from there."""
        pts = [self.at(side, 84, 216)] + [self.at(side, *q) for q in points]
        (ax, ay), (bx, by) = pts[-2], pts[-1]
        length = hypot(bx - ax, by - ay)
        ux, uy = (bx - ax) / length, (by - ay) / length
        on = self.width * .66
        cuff = stroke(f"M{n(bx + ux * self.width * .3 - uy * self.width * .36)} {n(by + uy * self.width * .3 + ux * self.width * .36)}"
                      f"l{n(uy * self.width * .72)} {n(-ux * self.width * .72)}", self.cuff, self.width * .34)
        return self._hand(hand, side, bx + ux * on, by + uy * on, ux, uy) + self.sleeve_line(pts) + (cuff if cuffed else "")

    def _hand(self, kind, side, x, y, ux, uy):
        p, w, skin = self.p, self.width, self.person.look.skin
        turn = degrees(atan2(ux, -uy))
        if kind == "none":
            return ""
        if kind == "palm":
            return palm(p, self.person.look, x - ux * w * .2, y - uy * w * .2, w / 58, turn, side < 0)
        fist = p.cut(d_circle(x, y, w * .54), skin, .4)
        line = shade(skin, .16)
        if kind == "knuckles":
            marks = put(stroke("".join(f"M{n(i * w * .2)} {n(-w * .44)}v{n(w * .3)}" for i in (-1, 0, 1)), line, 4), x, y, 1, turn)
            return fist + marks
        if kind == "point":
            return p.cut_line(f"M{n(x)} {n(y)}L{n(x + ux * w * .95)} {n(y + uy * w * .95)}", skin, w * .34, .3) + fist
        return fist

    def down(self, side):
        return self.arm(side, (104, 330), (100, 600), hand="none", cuffed=False)

    def pose(self, name):
        """(behind the head, in front of it)"""
        p, w, skin = self.p, self.width, self.person.look.skin
        line = shade(skin, .16)
        if name == "wave":
            return self.arm(1, (164, 306), (174, 168), hand="palm"), self.down(-1)
        if name == "open":
            return "", self.down(-1) + self.arm(1, (104, 356), (130, 262), hand="palm")
        if name == "fist-up":
            return self.arm(1, (164, 262), (182, 92), hand="knuckles"), self.arm(-1, (158, 330), (96, 388))
        if name == "arms-up":
            return self.arm(1, (156, 256), (188, 88), hand="knuckles") + self.arm(-1, (156, 256), (188, 88), hand="knuckles"), ""
        if name == "thumb":
            hand = p.cut(THUMB_UP, skin, .4) + stroke("M66 10H40M64 36H40M56 60H38", line, 6)
            return "", self.down(-1) + put(hand, 40, 224, w / 84, 8, True) + self.arm(1, (138, 356), (93 - self.out, 270), hand="none")
        if name == "chin":
            arm = self.arm(-1, (118, 356), (44, 196), hand="none")
            x, y = 30, 158
            hand = (p.cut_line(f"M{-x} {y}Q{-x - 24} {y - 24} {-x - 28} {y - 58}", skin, w * .34, .3) + p.cut(d_circle(-x - 2, y + 2, w * .5), skin, .4)
                    + p.cut_line(f"M{-x} {y - 6}Q{-x + 16} {y - 16} {-x + 28} {y - 16}", skin, w * .34, .3))
            return "", self.arm(1, (134, 372), (-44, 394)) + hand + arm
        if name == "scratch":
            return "", self.down(-1) + self.arm(1, (178, 250), (136 - self.out, 44), hand="knuckles")
        if name == "clasped":
            y = 214
            left, right = self.arm(-1, (128, 356), (36, 244), hand="none"), self.arm(1, (128, 356), (36, 244), hand="none")
            hands = (p.cut(d_ellipse(-13, y, w * .42, w * .52), skin, .4) + p.cut(d_ellipse(13, y, w * .42, w * .52), skin, .4)
                     + stroke("".join(f"M-8 {n(y + i * w * .24 - 2)}q10 4 20 4" for i in (-1, 0, 1)), line, 4))
            return "", left + right + hands
        if name == "cheek":
            hand = put(p.cut("M-20 24C-28-4-26-44-14-50C-4-54 0-46 2-40C4-54 18-52 20-40C34-44 34-26 30-10C26 12 22 20 20 26Z", skin, .4), -88, 116, w / 50, 14)
            return "", self.arm(1, (134, 372), (-44, 394)) + hand + self.arm(-1, (138, 340), (98 - self.out, 158), hand="none")
        if name == "heart":
            x, y = -18, 268
            hand = put(p.cut(d_ellipse(0, 0, 40, 25), skin, .4) + stroke("M-34-8h26M-37 2h28M-33 12h24", line, 4), x, y, w / 52, 12)
            return "", self.down(-1) + hand + self.arm(1, (136, 356), (20, 280), hand="none")
        # folded arms: right upper arm, left forearm and its hand, right forearm, left upper arm
        s = self.at
        upper = self.sleeve_line([s(1, 84, 216), s(1, 128, 330)])
        hand = put(p.cut(d_ellipse(0, 0, w * .62, w * .42), skin, .4) + stroke(f"M8 {n(-w * .18)}h{n(w * .4)}M8 0h{n(w * .42)}M8 {n(w * .18)}h{n(w * .4)}", line, 4),
                   *s(1, 84, 286), 1, -18)
        left = self.sleeve_line([s(-1, 126, 332), (40 + self.out * .6, 302)])
        right = self.sleeve_line([s(1, 128, 332), s(-1, 84, 344)])
        return "", upper + hand + left + right + self.sleeve_line([s(-1, 84, 216), s(-1, 128, 334)])


def person(name, face):
    def draw():
        who = PEOPLE[name]
        look = who.look
        p = Sheet(WIDTH, HEIGHT)
        k = .8 / who.size
        behind, front = Arms(p, who).pose(who.poses[FACES_OF.index(face)])
        tilt = {"unsure": 5, "worried": -4, "proud": -3}.get(face, 0) * (-1 if who.flip else 1)
        neck = rect(-34, 92, 68, 80, 32, shade(look.skin, .12))
        hair, skull = hair_back(p, look, k), head(p, look, k=k, back=False, features=features(look, face))
        if name == "dad":
            side = path("M-116 26C-117 4-113-22-104-44L-93-30C-102-14-110 6-116 26Z", "#A39A94")
            skull += side + put(side, flip=True) + _moustache(look)
        hair, skull = (f'<g transform="rotate({n(tilt)} 0 130)">{part}</g>' if part and tilt else part for part in (hair, skull))
        behind, front = (put(part, flip=who.flip) for part in (behind, front))
        body = behind + hair + _clothes(p, who, name, k) + neck + skull + front
        return p.add(put(body, WIDTH / 2, who.y, who.size))
    return draw


# Robin ---------------------------------------------------------------------------------------------------------------

def _about(content, x, y, turn):
    return f'<g transform="rotate({n(turn)} {n(x)} {n(y)})">{content}</g>' if turn else content


WING_UP = "M-50 14C-92 0-128-40-130-92C-130-102-118-104-112-97C-108-110-96-110-92-99C-86-110-74-106-72-95C-54-60-28-34-14 0C-18 26-40 24-50 14Z"
WING_TO_BEAK = "M-48 18C-36 44 6 52 44 34C58 28 68 18 72 8C76-2 64-8 58 0C60-10 48-14 42-4C18 8-12 2-30-6C-46-10-54 4-48 18Z"


def _robin(face):
    """The bird in `scene/robin.svg`, in a box of the same proportions with room for a wing."""
    def draw():
        p = Sheet(488, 344, (-152, -122, 305, 215))
        wing, tail, turn, beak, eye, feather = path(ROBIN_WING, "#83604A"), 0, 0, path("M60-14L92-4L60 6Z", AMBER), circle(26, -22, 10, INK), ""
        shine = circle(29, -26, 3.4, WHITE)
        if face == "happy":
            turn, wing = -8, p.cut(WING_UP, "#83604A", .4)
            beak = path("M58 8L84 8L60-6Z", shade(AMBER, .2)) + path("M59-20L94-14L61-2Z", AMBER)
        elif face == "unsure":
            turn, tail, feather = 7, -8, stroke("M14-42Q28-54 40-44", TRUNK_DEEP, 6)
            wing, shine = p.cut(WING_TO_BEAK, "#83604A", .4), circle(30, -27, 4, WHITE)
        elif face == "worried":
            tail, eye, shine = -26, circle(26, -20, 12, INK), circle(30, -25, 4.4, WHITE)
            feather = stroke("M12-36Q26-40 40-50", TRUNK_DEEP, 6.5) + path("M-20-58q-8-16-2-24q8 8 8 20q4-12 12-14q2 10-6 20Z", "#9A7358")
            beak = path("M60-12L88 2L60 4Z", AMBER) + path("M58 2L80 10L56 12Z", shade(AMBER, .2))
            wing = p.cut("M-46 6C-40 34-6 50 30 46C42 44 48 36 44 30C50 26 48 16 40 16C44 8 36 2 28 6C4 10-16 0-28-8C-42-14-50-6-46 6Z", "#83604A", .4)
        elif face == "cross":
            tail, eye = 17, circle(28, -18, 10, INK)
            feather, shine = stroke("M8-44Q26-40 46-26", TRUNK_DEEP, 8), circle(31, -21, 3.2, WHITE)
            beak = path("M60-10L88 6L58 10Z", AMBER)
            wing = p.cut("M-40-14C-16-22 6-6 8 10C8 22-4 24-14 22C-12 32-24 38-32 30C-38 36-50 32-50 22C-56 8-52-8-40-14Z", "#83604A", .4)
        else:
            turn, tail, eye, shine = -15, 10, stroke("M14-18Q26-36 38-18", INK, 7), ""
            wing = p.cut("M-52-2C-46-20-14-22 10-6C26 4 44 6 48 16C50 24 42 28 36 26C36 34 26 38 20 34C16 42 4 42-2 36C-28 42-56 24-52-2Z", "#83604A", .4)
        feet = put(stroke(ROBIN_FEET, TRUNK_DEEP, 6))
        body = (_about(p.cut(ROBIN_TAIL, "#7B5A45", .6), -34, 14, tail) + p.cut(d_ellipse(0, 0, 66, 62), "#9A7358", .6) + path(ROBIN_BREAST, CORAL)
                + path("M-22 54C0 66 30 60 48 44C30 40 0 40-22 54Z", PAPER) + eye + shine + beak + wing + feather)
        return p.add(feet, _about(body, 0, 40, turn))
    return draw


CAST = {f"{name}-{face}": person(name, face) for name in PEOPLE for face in FACES_OF}
CAST |= {f"robin-{face}": _robin(face) for face in FACES_OF}
