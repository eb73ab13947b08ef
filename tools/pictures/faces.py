"""Bigger moments with a face: who is it, talk to a grown-up, not sure, thank you, still there. Transparent ground."""

from kit import *


def ground(p, x, y, rx, ry, fill=HILL_NEAR):
    return p.cut(d_ellipse(x, y, rx, ry), fill, .8)


def who():
    p = Sheet(500, 500)
    p.add(p.cut(d_circle(250, 250, 214), WALL, .8))
    p.add(p.cut_line("M250 396C252 420 246 440 236 462", LEAF_DEEP, 18))
    p.add(p.cut("M250 52C372 120 404 250 352 344C324 394 284 412 250 412C216 412 176 394 148 344C96 250 128 120 250 52Z", "#8FD0A6", 1))
    p.add(stroke("M250 86V168M250 116L226 100M250 116L274 100M250 148L214 124M250 148L286 124", LEAF_LIGHT, 6))
    p.add(circle(202, 236, 17, INK), circle(298, 236, 17, INK), circle(207, 230, 5, WHITE), circle(303, 230, 5, WHITE))
    p.add(circle(168, 286, 24, "#EFA79B"), circle(332, 286, 24, "#EFA79B"))
    p.add(stroke("M196 300Q250 354 304 300", INK, 12))
    p.add(p.cut(d_circle(410, 110, 62), AMBER, .6), question(410, 110, 84, INK))
    return p


def mr_okoro():
    p = Sheet(500, 500)
    p.defs.append(f'<clipPath id="disc"><circle cx="250" cy="250" r="230"/></clipPath>')
    p.add(p.cut(d_circle(250, 250, 230), WALL, .8), f'<g clip-path="url(#disc)">{bust(p, OKORO, 250, 226, 1.14, "smile", (0, 2), "kind")}</g>')
    return p


def _standing(p, look, trousers):
    """A whole small person in the coordinates of `bust`, feet at y 430."""
    legs = p.cut_line("M-36 300V392M36 300V392", trousers, 56, .8, "butt") + p.cut("M-72 424V404Q-68 388-36 388Q-6 388-6 410V424ZM6 424V410Q6 388 36 388Q68 388 72 404V424Z", INK, .5)
    torso = p.cut("M-92 318V236C-92 176-60 142 0 142C60 142 92 176 92 236V318Q0 336-92 318Z", look.top, 1)
    neck = path("M-42 146Q0 132 42 146Q34 180 0 180Q-34 180-42 146Z", shade(look.top, .16)) + rect(-32, 90, 64, 76, 30, shade(look.skin, .12))
    return legs + torso + neck


def grown_ups():
    p = Sheet(600, 500)
    pair = (
        put(_standing(p, AISHA, SLATE) + head(p, AISHA, "talk", (9, -5)), 172, 196, .62),
        p.cut_line("M470 380L500 440L420 446", "#4A5876", 50, .8),
        p.cut("M330 420C318 320 340 262 404 262C480 262 512 330 500 412Q420 440 330 420Z", OKORO.top, .8),
        path("M382 264Q406 258 432 264L416 312Q408 340 400 312Z", PAPER),
        p.cut_line("M440 404L338 372L334 440", "#5B6885", 52, .6),
        p.cut("M296 462Q296 440 326 440H362V462Z", INK, .5), p.cut("M396 462Q396 444 420 444H450V462Z", INK, .5),
        put(rect(-36, 90, 72, 70, 30, shade(OKORO.skin, .12)) + head(p, OKORO, "smile", (-10, 4), "kind"), 398, 166, .68, -5),
        arm(p, OKORO, (352, 304), (310, 350), (262, 318), 40), arm(p, AISHA, (222, 312), (236, 356), (262, 330), 30),
        arm(p, AISHA, (122, 312), (104, 340), (108, 366), 30), arm(p, OKORO, (482, 318), (506, 380), (440, 374), 40))
    return p.add(ground(p, 300, 456, 292, 36), put("".join(pair), -58, -84, 1.18))


def not_sure():
    p = Sheet(600, 500)
    p.add(ground(p, 300, 446, 290, 44))
    p.add(thought(p, 446, 112, 104, 82, (318, 196)), question(446, 112, 92, PLUM))
    p.add(p.cut("M134 410C128 330 150 290 214 290C278 290 300 330 294 410Z", TOMOS.top, .8))
    p.add(path("M186 292Q214 284 242 292Q236 316 214 316Q192 316 186 292Z", shade(TOMOS.top, .16)), rect(193, 254, 42, 50, 20, shade(TOMOS.skin, .12)))
    p.add(p.cut_line("M270 402Q330 420 230 440", SLATE, 46, .6), p.cut_line("M158 402Q100 422 200 442", SLATE, 46, .6))
    p.add(p.cut(d_ellipse(238, 446, 34, 17), INK, .4), p.cut(d_ellipse(186, 448, 34, 17), CORAL, .4))
    p.add(put(head(p, TOMOS, "hm", (10, -8), "up"), 214, 180, .68, -5))
    p.add(arm(p, TOMOS, (158, 326), (112, 384), (168, 396), 36))
    p.add(arm(p, TOMOS, (272, 328), (324, 380), (272, 296), 36, (254, 264)))
    p.add(robin(p, 432, 378, .92, 0, flip=True))
    return p


def sparkle(p, x, y, r, fill=AMBER):
    k = r * .2
    return p.cut(f"M{n(x)} {n(y - r)}Q{n(x + k)} {n(y - k)} {n(x + r)} {n(y)}Q{n(x + k)} {n(y + k)} {n(x)} {n(y + r)}"
                 f"Q{n(x - k)} {n(y + k)} {n(x - r)} {n(y)}Q{n(x - k)} {n(y - k)} {n(x)} {n(y - r)}Z", fill, .5)


def thank_you():
    p = Sheet(700, 500)
    p.add(p.cut("M20 402C160 352 330 356 470 384C560 402 620 398 676 380Q684 392 672 402C600 430 520 432 440 420C320 400 170 402 34 438Q8 424 20 402Z", TRUNK, .8))
    p.add(p.cut_line("M286 374C292 340 290 320 284 296", TRUNK, 18))
    p.add(leaf(p, 96, 356, .62, LEAF_PALE, -30), leaf(p, 168, 440, .56, LEAF_LIGHT, 22), leaf(p, 600, 440, .56, LEAF_LIGHT, 18))
    p.add(leaf(p, 292, 186, 1.66, LEAF, -62, .9))
    p.add(p.cut("M284 334C240 326 222 296 226 264C258 268 284 292 284 334Z", LEAF_PALE, .5), p.cut("M284 334C324 330 346 304 348 274C314 272 288 294 284 334Z", LEAF_PALE, .5))
    p.add(sparkle(p, 150, 150, 44), sparkle(p, 440, 84, 34, CORAL))
    p.add(robin(p, 540, 262, 1.04, -9, flip=True))
    p.add(stroke("M494 366q24 10 48 0M566 368q18 8 36 0", "#B9C6D6", 8))
    return p


def still_there():
    p = Sheet(500, 400)
    p.add(robin(p, 244, 222, 1.9, 0, feet=False))
    p.add(p.cut("M16 366C16 296 130 252 256 258C384 264 484 312 484 366Q484 388 462 388H38Q16 388 16 366Z", HILL_NEAR, .9))
    p.add(leaf(p, 96, 344, .36, LEAF_LIGHT, -40), leaf(p, 412, 350, .32, LEAF, 24))
    return p


FACES = {"who": who, "mr-okoro": mr_okoro, "grown-ups": grown_ups, "not-sure": not_sure, "thank-you": thank_you, "still-there": still_there}
