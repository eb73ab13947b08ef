"""What lessons talk about: 200 by 200, screens 300 by 220. No letters, no digits; each has to be known at 60 pixels."""

from kit import *

WOOD, CREAM, GREY, STEEL = "#C9955F", "#F6E7C8", "#8A94A8", "#C5D0DC"
EDGE = ' stroke="#D9E0E8" stroke-width="3"'  # white paper on a white card
LEOTARD = "#F2A9BE"
GUARD = Look("#C68E5F", "#2E2320", "bun", CORAL, extra=CORAL)
MISS = Look("#B77F55", "#4A423F", "bob", LAKE, adult=True, extra="#4A423F")
PURPLE = Look("#F2CBA8", "#8A5CC2", "mop", LAKE, aid=LEAF_LIGHT, freckles=True)


def page():
    return Sheet(200, 200)


def wide():
    return Sheet(300, 220)


def clip(p, d, content):
    p.count += 1
    p.defs.append(f'<clipPath id="c{p.count}"><path d="{d}"/></clipPath>')
    return f'<g clip-path="url(#c{p.count})">{content}</g>'


def bar(x, y, w, colour=LINE, h=12):
    return rect(x, y, w, h, h / 2, colour)


def mirror(content):
    return content + put(content, flip=True)


def petals(count, content):
    return "".join(put(content, 0, 0, 1, i * 360 / count) for i in range(count))


# Creatures and faces -------------------------------------------------------------------------------------------------

def eyes(dx, y, r, gaze=(0, 0)):
    gx, gy = gaze
    return "".join(circle(s * dx + gx, y + gy, r, INK) + circle(s * dx + gx + r * .3, y + gy - r * .35, r * .32, WHITE) for s in (-1, 1))


def owl(x, y, s, fill, grandad=False):
    light, deep = tint(fill, .55), shade(fill, .22)
    body = path("M0-54C-12-52-22-62-36-66C-42-46-46-32-46-4C-46 36-26 56 0 56C26 56 46 36 46-4C46-32 42-46 36-66C22-62 12-52 0-54Z", fill)
    body += ellipse(0, 24, 28, 28, light) + stroke("M-12 14q5 6 10 0M4 14q5 6 10 0M-4 30q5 6 10 0", deep, 3.5) + mirror(path("M-46-6C-58 12-52 38-36 46C-30 22-34 4-46-6Z", deep))
    body += mirror(circle(-18, -22, 19, WHITE)) + eyes(14, -21, 9) + path("M-8-10L0 6L8-10Z", AMBER) + stroke("M-18 58v6M-10 58v6M10 58v6M18 58v6", AMBER, 5)
    if grandad:
        body += mirror(stroke("M-8-44Q-22-54-38-42", WHITE, 9) + path("M0 6C-8-2-24 2-34 14C-22 20-6 18 0 10Z", WHITE))
        body += "".join(f'<circle cx="{c}" cy="-22" r="19" fill="none" stroke="{INK}" stroke-width="4"/>' for c in (-18, 18))
    return put(body, x, y, s)


def frog(x, y, s=1.0, fill=LEAF_LIGHT):
    body = mirror(circle(-17, -24, 13, fill) + ellipse(-30, 16, 17, 10, shade(fill, .16))) + ellipse(0, 0, 38, 24, fill) + mirror(circle(-17, -25, 8, WHITE)) + eyes(16, -24, 4.6)
    return put(body + stroke("M-17 2Q0 16 17 2", INK, 4) + mirror(circle(-26, 1, 5, CORAL, opacity=.5)), x, y, s)


def octopus(x, y, s=1.0, fill="#B79BD6", face=0, tall=0):
    legs = "".join(stroke(d, shade(fill, f), 15) for d, f in (("M-34 34C-44 58-66 56-74 40", .12), ("M34 34C44 58 66 56 74 40", .12), ("M-22 40C-22 68-42 76-52 68", 0),
                                                            ("M22 40C22 68 42 76 52 68", 0), ("M0 40C4 60-10 70-6 80", .12)))
    body = ellipse(0, -8 - tall, 50, 52 + tall, fill) + put(eyes(17, 0, 7.5) + stroke("M-13 14Q0 27 13 14", INK, 5) + mirror(circle(-31, 12, 8, CORAL, opacity=.45)), 0, face)
    return put(legs + body, x, y, s)


def bee(p, x, y, s=1.0, shadow=.5):
    wing = ellipse(0, -34, 20, 34, "#E4F0F8", stroke="#BFD6E6", stroke_width=4)
    body = put(wing, -6, -20, 1, -22) + put(wing, 16, -18, 1, 22) + p.cut(d_ellipse(0, 6, 60, 42), AMBER, shadow / s)
    stripes = "M-22-33C-12-10-12 22-22 45L-2 48C8 20 8-12-2-36ZM14-35C24-10 24 20 14 47L33 41C42 18 42-6 33-29Z"
    face = (circle(-38, -4, 6.5, INK) + circle(-36, -6, 2.2, WHITE) + stroke("M-50 14Q-40 24-30 15", INK, 5) + circle(-28, 6, 6, CORAL, opacity=.6)
            + stroke("M-44-28C-50-46-62-50-66-46M-32-34C-32-54-44-60-50-60", INK, 5))
    return put(body + path(stripes, INK) + face + circle(-67, -46, 5, INK) + circle(-51, -61, 5, INK), x, y, s)


def smile(x=0, y=0, s=1.0, width=5):
    return put(stroke("M-17 0Q0 17 17 0", INK, width), x, y, s)


def disc_face(fill, content):
    def draw():
        p = page()
        return p.add(p.cut(d_circle(100, 98, 84), fill, .6), put(content, 100, 98))
    return draw


# Paper, prints, screens ----------------------------------------------------------------------------------------------

def drawing(art, turn=-2, paper=WHITE, edge="#E9E2D2"):
    """A child's drawing on a sheet of paper, held by a strip of tape."""
    def draw():
        p = page()
        sheet = p.cut(d_rect(-86, -78, 172, 160, 8), edge, .6) + rect(-82, -74, 164, 152, 6, paper)
        return p.add(put(sheet + (art(p) if callable(art) else art) + put(rect(-24, -9, 48, 18, 3, "#F2DDA8", opacity=.9), 0, -78, 1, 3), 100, 104, 1, turn))
    return draw


def photo(content, ground=SKY, turn=-3):
    """A photo print with a white edge; `content` is drawn about the middle of the picture, 144 by 124."""
    def draw():
        p = page()
        art = rect(-72, -72, 144, 124, 0, ground) + (content(p) if callable(content) else content)
        return p.add(put(p.cut(d_rect(-86, -86, 172, 172, 8), "#FFFDF8", .9, EDGE) + clip(p, d_rect(-72, -72, 144, 124, 5), art), 100, 100, 1, turn))
    return draw


def on_tablet(content, screen=SKY_LOW):
    """`content` about the middle of a screen of 240 by 160."""
    def draw():
        p = wide()
        art = content(p) if callable(content) else content
        return p.add(tablet(p, 150, 108, 270, 190, 0, clip(p, d_rect(-120, -80, 240, 160, 9), art), screen))
    return draw


def screen(p, x, y, w, h, content="", ground=SKY_LOW):
    """A monitor on its foot; (x, y) is the middle of the screen."""
    b = 12
    foot = rect(x - 20, y + h / 2 - 4, 40, 34, 0, SLATE) + p.cut(d_rect(x - 54, y + h / 2 + 24, 108, 16, 8), SLATE, .5)
    art = clip(p, d_rect(-w / 2 + b, -h / 2 + b, w - 2 * b, h - 2 * b, 8), rect(-w / 2 + b, -h / 2 + b, w - 2 * b, h - 2 * b, 0, ground) + content)
    return foot + p.cut(d_rect(x - w / 2, y - h / 2, w, h, 18), INK, .8) + put(art, x, y)


def on_monitor(content, ground=SKY_LOW):
    """`content` about the middle of a screen of 226 by 136."""
    def draw():
        p = wide()
        return p.add(screen(p, 150, 90, 250, 160, content(p) if callable(content) else content, ground))
    return draw


def tablet_page():
    return bar(-92, -52, 92, LEAF_LIGHT, 16) + bar(-92, -16, 150, LINE, 13) + bar(-92, 12, 118, LINE, 13) + bar(-92, 40, 84, LINE, 13) + circle(74, 38, 22, AMBER)


def three_owls(p):
    branch = stroke("M-130 60C-60 48 40 66 130 54", TRUNK, 13)
    return (branch + owl(-76, 12, .72, "#B98A5E") + owl(0, 4, .86, "#9A9AA8", True) + owl(78, 12, .72, "#D8A45C")
            + put(path(SMALL_LEAF_PATH, LEAF_LIGHT), -104, 70, .5, 20) + put(path(SMALL_LEAF_PATH, LEAF_LIGHT), 100, 72, .5, -14))


def sums():
    return ("".join(circle(-94 + i * 33, -34, 14, CORAL) for i in range(3)) + stroke("M-2-34h28m-14-14v28", INK, 9) + "".join(circle(56 + i * 33, -34, 14, LAKE) for i in range(2))
            + stroke("M-104 26h28m-28 20h28", INK, 9) + rect(-56, 4, 160, 64, 16, WHITE) + "".join(circle(-34 + i * 29, 36, 12.5, LEAF) for i in range(5)))


def platform_game():
    ground = (path("M-120 80V46H-36V80ZM-2 80V22H70V80ZM96 80V54H120V80Z", LEAF) + rect(-120, 40, 88, 13, 6, LEAF_LIGHT) + rect(-6, 16, 80, 13, 6, LEAF_LIGHT)
              + rect(92, 48, 40, 13, 6, LEAF_LIGHT))
    hero = circle(-38, -16, 27, AMBER) + put(eyes(9, -4, 5) + smile(0, 6, .7, 6), -34, -16) + stroke("M-56 14q-4 8-10 8M-24 12q6 6 12 2", "#C98A2B", 7)
    return (ground + hero + stroke("M-86 26Q-84-2-72-12", WHITE, 6, stroke_dasharray="2 12") + star(34, -12, 15) + star(14, -50, 12) + star(66, -52, 12)
            + "".join(circle(-100 + i * 26, -60, 9, CORAL) for i in range(3)))


def car(x, y, s, fill):
    """A racing car with a face, seen from the side, driving to the right."""
    body = path("M-52 10Q-54-8-36-10L-24-30Q-20-36-12-36H12Q20-36 25-30L36-12Q56-10 56 6V12Q56 18 50 18H-46Q-52 18-52 10Z", fill)
    glass = path("M-20-12L-12-28Q-11-30-8-30H-2V-12ZM4-30H10Q14-30 17-26L26-12H4Z", "#DFF0F8")
    wheels = "".join(circle(c, 18, 14, INK) + circle(c, 18, 6, STEEL) for c in (-28, 30))
    face = circle(44, -1, 8, WHITE) + circle(46, -1, 4, INK) + stroke("M40 11Q48 16 54 9", INK, 4)
    return put(rect(-58, -14, 14, 8, 3, shade(fill, .25)) + body + glass + rect(-50, 2, 80, 7, 3, WHITE, opacity=.75) + face + wheels, x, y, s)


def racing_game():
    flag = stroke("M92-6V-66", TRUNK, 6) + rect(48, -66, 44, 30, 3, WHITE) + "".join(rect(48 + i % 4 * 11, -66 + i // 4 * 10, 11, 10, 0, INK) for i in range(12) if (i + i // 4) % 2)
    road = (path("M-120-6Q-40-24 40-8T120-12V80H-120Z", LEAF_LIGHT) + rect(-120, 6, 240, 74, 0, "#7C879B") + rect(-120, 6, 240, 6, 0, WHITE)
            + "".join(rect(-112 + i * 50, 40, 28, 7, 3, WHITE) for i in range(5)))
    speed = stroke("M-112 24h22M-116 38h16", WHITE, 5)
    return (circle(-84, -50, 17, AMBER) + road + flag + speed + car(2, 12, .84, LAKE) + car(-36, 44, .98, CORAL) + star(-24, -52, 11) + star(6, -58, 11))


def open_book(p):
    left = path("M-4 56C-30 40-66 38-100 46V-46C-66-54-30-50-4-34Z", "#FFFDF6") + path("M4 56C30 40 66 38 100 46V-46C66-54 30-50 4-34Z", "#FFFDF6")
    fox = put(path("M-26-12L-22-36L-6-20H6L22-36L26-12C26 10 10 22 0 26C-10 22-26 10-26-12Z", "#E08A4A")
              + path("M-24-2C-16 14-6 20 0 26C6 20 16 14 24-2C12-2 6 6 0 14C-6 6-12-2-24-2Z", WHITE) + circle(-10, -6, 3.6, INK) + circle(10, -6, 3.6, INK)
              + circle(0, 20, 4.5, INK), -54, 4, 1.05)
    return (p.cut("M0 66C-32 50-70 48-112 56V-46C-70-56-32-52 0-34C32-52 70-56 112-46V56C70 48 32 50 0 66Z", CORAL, .5) + left + fox
            + "".join(bar(24, y, w, LINE, 9) for y, w in ((-26, 56), (-8, 60), (10, 48), (28, 58))))


def paint_page():
    hat = path("M-62-14C-54-44-30-62 0-62C30-62 54-44 62-14C40-26 20-30 0-30C-20-30-40-26-62-14Z", INK) + star(0, -45, 8, WHITE) + stroke("M-58-15C-38-27-18-31 0-31C18-31 38-27 58-15", AMBER, 5)
    face = (circle(0, 0, 36, "#E9BC92") + path("M-34 10C-30 48-14 56 0 56C14 56 30 48 34 10C24 26 12 28 0 28C-12 28-24 26-34 10Z", "#B8622C") + stroke("M-30-16L36 6", INK, 5)
            + ellipse(14, -2, 11, 10, INK) + circle(-13, -4, 5.5, INK) + stroke("M-12 16Q0 26 12 16", INK, 5) + circle(40, 12, 6, "none", stroke=AMBER, stroke_width=4))
    return (rect(76, -80, 44, 160, 0, "#DCE6EF") + "".join(circle(98, -54 + i * 36, 13, c) for i, c in enumerate((CORAL, AMBER, LEAF_LIGHT, LAKE))) + put(face + hat, -26, 10, 1.06)
            + put(circle(0, 0, 11, AMBER) + petals(8, bar(-3, -23, 5, AMBER, 8)), -98, -54, .9) + stroke("M-112 66q8-8 16 0t16 0M34 66q8-8 16 0t16 0", LAKE, 6))


def frog_sums(p):
    pad = "M-62 0C-62-18-34-28 0-28C34-28 62-18 62 0C62 18 34 28 0 28C-34 28-62 18-62 0Z"
    left = put(path(pad, LEAF), 0, 18, 1.06) + frog(-36, 0, .6) + frog(34, 0, .6) + frog(0, 24, .66)
    right = put(path(pad, LEAF), 0, 18, .86) + frog(-22, 6, .6) + frog(24, 14, .6)
    return (rect(-120, -80, 240, 160, 0, "#CFE6F2") + bar(-96, -64, 108, WHITE, 14) + put(left, -50, 12) + put(right, 66, 20)
            + stroke("M-20-36q8-6 16 0t16 0M70-30q8-6 16 0t16 0", WHITE, 5))


def octopus_page():
    return (rect(-120, -80, 240, 160, 0, "#DDEFF6") + bar(-104, -62, 96, LAKE, 14) + bar(-104, -34, 70) + bar(-104, -12, 84) + bar(-104, 10, 62)
            + octopus(46, 0, .88, "#E79A8C") + "".join(circle(x, y, r, WHITE, opacity=.9) for x, y, r in ((100, -58, 8), (86, -40, 5), (-20, 56, 6))))


ROCKET = (path("M0-62C30-36 32 8 22 40H-22C-32 8-30-36 0-62Z", "#D9AE78") + path("M-22 14L-46 46H-19ZM22 14L46 46H19Z", "#C08E58") + rect(-15, 40, 30, 12, 3, SLATE)
          + path("M-12 52H12L0 80Z", AMBER))


def moustached_rocket():
    must = path("M0 0C-12-12-34-10-38 4C-44 6-50 2-50-6C-60 8-44 24-24 20C-12 18-4 12 0 6C4 12 12 18 24 20C44 24 60 8 50-6C50 2 44 6 38 4C34-10 12-12 0 0Z", INK)
    return (put(ROCKET + circle(0, -18, 12, SKY) + stroke("M-20 30H20", "#C08E58", 4), -18, -4, 1.06) + put(must, -18, 12, 1.15) + rect(84, -80, 36, 160, 0, "#DCE6EF")
            + circle(102, -44, 10, INK) + circle(102, -12, 10, CORAL) + put(stroke("M0 0L22-26", TRUNK, 7) + path("M-6 8Q-8-6 2-4L6 2Q4 10-6 8Z", INK), 94, 42))


def castle():
    wall = rect(-66, -6, 132, 62, 0, "#C9B8DE") + "".join(rect(-66 + i * 36, -20, 22, 16, 2, "#C9B8DE") for i in range(4))
    towers = "".join(rect(x - 21, -36, 42, 92, 0, "#B7A2D2") + path(f"M{x - 28}-34L{x}-72L{x + 28}-34Z", CORAL) + rect(x - 8, -20, 16, 22, 8, PLUM) for x in (-70, 34))
    blocks = stroke("M-50 18H14M-40 36H20M-24 0V18M-4 18V36", "#B7A2D2", 4)
    return (rect(-113, -68, 226, 136, 0, SKY) + path("M-113 50Q0 38 113 50V68H-113Z", LEAF_LIGHT) + wall + blocks + towers
            + path("M-32 56V34a14 14 0 0 1 28 0V56Z", TRUNK) + stroke("M48-8C84 0 72 34 104 48", AMBER, 15) + stroke("M34-72V-86", TRUNK, 4)
            + path("M34-88L54-80L34-72Z", LEAF))


def bee_page(p):
    flower = put(stroke("M0 20C4 50-2 70 0 90", LEAF, 9) + petals(6, ellipse(0, -30, 17, 23, "#EFA79B")) + circle(0, 0, 19, AMBER), -52, 32)
    return rect(-113, -68, 226, 20, 0, "#DDE7EF") + "".join(circle(-100 + i * 15, -58, 4.5, c) for i, c in enumerate((CORAL, AMBER, LEAF_LIGHT))) + flower + bee(p, 30, 2, .9, 0)


HAND = "M-30 62V14L-52-8C-62-20-48-34-36-24L-24-12V-58C-24-70-6-70-6-58V-68C-6-80 12-80 12-68V-60C12-72 30-72 30-60V-48C30-58 46-58 46-46V14C46 40 36 52 34 62Z"


def stop_screen():
    return rect(-113, -68, 226, 136, 0, "#E3EFF5") + circle(0, 0, 60, WHITE) + put(path(HAND, LAKE), 0, 4, .62) + bar(-46, 54, 92, "#C9DBE6", 8)


# Devices -------------------------------------------------------------------------------------------------------------

def laptop_picture():
    p = wide()
    return p.add(laptop(p, 150, 94, 212, 152, bar(-80, -44, 76, LEAF_LIGHT, 14) + bar(-80, -16, 120) + bar(-80, 8, 96) + bar(-80, 32, 64) + circle(66, 30, 20, AMBER)))


def phone_art():
    return rect(-34, -58, 44, 28, 12, LEAF_PALE) + rect(-10, -20, 44, 28, 12, "#CFE0EC") + rect(-34, 18, 52, 28, 12, LEAF_PALE) + circle(0, 70, 6, INK, opacity=.25)


def phone_picture():
    p = page()
    return p.add(phone(p, 100, 100, 100, 180, 0, phone_art()))


def phone_ring():
    p = page()
    waves = mirror(stroke("M-68-30Q-84 0-68 30", AMBER, 10) + stroke("M-86-44Q-106 0-86 44", AMBER, 10))
    receiver = path("M-24-20C-30-6-10 26 10 28L22 18C24 14 22 12 10 6L2 10C-6 6-10-2-10-8L-4-14C-8-26-10-28-14-28Z", WHITE)
    return p.add(put(waves, 100, 100), phone(p, 100, 100, 92, 166, 5, circle(0, -8, 32, LEAF) + put(receiver, 0, -8, .86), SKY_LOW))


def screenshot():
    p = page()
    bubble = p.cut("M-26-22H26Q34-22 34-14V10Q34 18 26 18H-6L-20 32V18H-26Q-34 18-34 10V-14Q-34-22-26-22Z", LEAF_LIGHT, 0) + bar(-22, -12, 44, WHITE, 7) + bar(-22, 2, 28, WHITE, 7)
    first = phone(p, 66, 100, 98, 176, 0, put(bubble, 0, -20))
    corners = stroke("M-40-42V-54H-28M28-54H40V-42M40 42V54H28M-28 54H-40V42", CORAL, 7)
    second = put(p.cut(d_rect(-46, -60, 92, 120, 10), "#FFFDF8", .8) + rect(-37, -51, 74, 102, 5, "#DCEEF6") + put(bubble, 0, -10, .86), 146, 108, 1, 7)
    return p.add(first, second, put(corners, 146, 108, .82, 7), stroke("M96 40q16-14 34-8M124 24l8 8-10 8", CORAL, 6))


def seat_empty():
    p = wide()
    desk = p.cut(d_rect(18, 132, 264, 16, 6), WOOD, .5) + rect(34, 146, 14, 68, 0, shade(WOOD, .15)) + rect(252, 146, 14, 68, 0, shade(WOOD, .15))
    art = screen(p, 182, 70, 150, 104, bar(-56, -30, 60, LEAF_LIGHT, 10) + bar(-56, -8, 90, LINE, 8) + bar(-56, 8, 70, LINE, 8) + circle(36, 20, 12, AMBER))
    chair = (p.cut("M62 84Q60 70 76 70H116Q132 70 130 84L124 148H68Z", CORAL, .7) + p.cut(d_rect(52, 152, 88, 18, 9), shade(CORAL, .16), .5)
             + stroke("M66 170L58 212M126 170L134 212", SLATE, 10))
    return p.add(desk, art, chair)


def lock_screen(p):
    return (rect(-120, -80, 240, 160, 0, "#DDEAF3") + lock(p, 0, -6, .84, AMBER, .4) + rect(-66, 46, 132, 26, 13, WHITE)
            + "".join(circle(-40 + i * 20, 59, 6, INK) for i in range(5)))


def window_frame(p, x, y, w, h, content=""):
    return p.cut(d_rect(x, y, w, h, 16), "#FDFEFF", .8, EDGE) + path(f"M{x} {y + 40}V{y + 16}a16 16 0 0 1 16-16H{x + w - 16}a16 16 0 0 1 16 16V{y + 40}Z", "#C9D6E4") + "".join(
        circle(x + 24 + i * 24, y + 20, 7, c) for i, c in enumerate((CORAL, AMBER, LEAF_LIGHT))) + content


def window_empty():
    p = Sheet(400, 200)
    return p.add(window_frame(p, 8, 6, 384, 184))


def web_page():
    p = page()
    boxes = "".join(rect(24 + i * 53, 88, 46, 42, 6, c) + path(f"M{28 + i * 53} 124l12-16 9 10 6-6 11 12Z", WHITE) + circle(58 + i * 53, 98, 4.5, WHITE) for i,
                    c in enumerate((LEAF_PALE, "#F3CFA0", "#D3C4E6")))
    return p.add(window_frame(p, 8, 14, 184, 172, rect(24, 62, 152, 18, 9, LEAF) + boxes + bar(24, 138, 152, LINE, 9) + bar(24, 153, 118, LINE, 9) + bar(24, 168, 138, LINE, 9)))


def close_window():
    p = page()
    return p.add(window_frame(p, 10, 30, 164, 144, bar(30, 92, 96) + bar(30, 116, 116) + bar(30, 140, 74)), p.cut(d_circle(156, 48, 38), CORAL, .6), cross(156, 48, 38))


def hide():
    p = page()
    return p.add(tablet(p, 100, 96, 178, 136, 0, rect(-80, -59, 160, 118, 8, COVER) + put(bang_disc(0, 0, 26), -42, -28)), put(leaf(p, 0, 0, .98, LEAF, -16), 106, 116))


def power():
    p = page()
    return p.add(p.cut(d_circle(100, 98, 82), SLATE, .6), stroke("M70 66a46 46 0 1 0 60 0M100 46V94", WHITE, 15))


def pointer():
    p = page()
    arrow = "M-34-62L52 10Q56 16 48 17L14 20L34 62Q35 68 29 70L16 75Q10 77 8 71L-10 30L-36 54Q-42 58-42 50V-58Q-42-66-34-62Z"
    return p.add(stroke("M62 26L52 8M34 44L14 36M28 72H6", AMBER, 10), put(p.cut(arrow, INK, .6, f' stroke="{WHITE}" stroke-width="9" stroke-linejoin="round"'), 108, 104))


# Post ----------------------------------------------------------------------------------------------------------------

def post(content="", opened=False):
    def draw():
        p = page()
        art = content(p) if callable(content) else content
        return p.add(envelope(p, 100, 132 if opened else 104, 168, CREAM, art, opened))
    return draw


def letter(p):
    return p.cut(d_rect(42, 26, 116, 120, 8), WHITE, .5) + bar(58, 44, 62, LEAF_LIGHT, 11) + bar(58, 66, 84, LINE, 9) + bar(58, 82, 70, LINE, 9) + bar(58, 98, 84, LINE, 9)


# Safe and secret -----------------------------------------------------------------------------------------------------

def padlock():
    p = page()
    return p.add(lock(p, 100, 124, 1.24))


def padlock_open():
    p = page()
    bow = stroke("M64 92V58a36 36 0 0 1 70-12", SLATE, 20)
    return p.add(bow, p.cut(d_rect(34, 86, 132, 100, 26), AMBER, .6), circle(100, 128, 14, INK), stroke("M100 130v24", INK, 12))


def key():
    p = page()
    bow = "M-44-38a40 40 0 1 1-.1 0ZM-44-16a18 18 0 1 0 .1 0Z"
    d = "M0-12H84Q94-12 94-2V36Q94 42 88 42H78Q72 42 72 36V14H56V30Q56 36 50 36H42Q36 36 36 30V12H0Z"
    return p.add(put(p.cut("M-44-42a42 42 0 1 1-.1 0ZM-44-16a16 16 0 1 0 .1 0Z" + d, AMBER, .6, ' fill-rule="evenodd"'), 90, 100, 1, -34))


def chain():
    p = page()
    return p.add(put(p.cut_line("M-30-24H-4a24 24 0 0 1 0 48H-30a24 24 0 0 1 0-48Z", LAKE, 18, .6)
                     + p.cut_line("M4-24H30a24 24 0 0 1 0 48H4a24 24 0 0 1 0-48Z", shade(LAKE, .3), 18, .6) + stroke("M-8-24H-4a24 24 0 0 1 20 12", LAKE, 18), 100, 100,
                     1.28, -36))


SHIELD = "M0-84C24-68 48-62 74-60V2C74 44 40 72 0 88C-40 72-74 44-74 2V-60C-48-62-24-68 0-84Z"


def shield():
    p = page()
    return p.add(put(p.cut(SHIELD, LEAF, .6) + path("M0-84C24-68 48-62 74-60V2C74 44 40 72 0 88Z", LEAF_DEEP, opacity=.45) + tick(0, 2, 52), 100, 98))


def school_badge():
    p = page()
    crest = put(path(SHIELD, AMBER), 0, 0, .74) + put(path(SHIELD, PAPER), 0, 0, .64)
    tree = path("M-6 44L-4 8H4L6 44Z", TRUNK) + circle(-15, -2, 17, LEAF) + circle(15, -2, 17, LEAF) + circle(0, -20, 19, LEAF_LIGHT)
    knit = stroke("".join(f"M{x} {y}l7 8l7-8" for y in (-74, -46, 62) for x in (-78, -50, 36, 64) if abs(x + 7) > 36), shade(PLUM, .1), 4)
    return p.add(put(p.cut(d_rect(-88, -88, 176, 176, 30), PLUM, .6) + knit + crest + tree, 100, 99))


def block():
    p = page()
    person = circle(0, -22, 26, GREY) + path("M-48 52C-48 22-28 10 0 10C28 10 48 22 48 52Z", GREY)
    ring = f'<circle r="74" fill="none" stroke="{CORAL}" stroke-width="18"/>' + stroke("M-52-52L52 52", CORAL, 18)
    return p.add(p.cut(d_circle(100, 98, 82), WHITE, .6), put(person, 100, 98), put(ring, 100, 98))


def leave():
    p = page()
    door = p.cut(d_rect(26, 16, 106, 170, 10), TRUNK, .6) + rect(38, 28, 82, 158, 4, "#FBE9C2") + p.cut("M38 28L88 44V186L38 186Z", WOOD, .4) + circle(77, 116, 6, INK)
    return p.add(door, p.cut_line("M104 112H176M148 82L178 112L148 142", LEAF, 18, .6))


def eye():
    p = page()
    lid = "M14 104C44 52 156 52 186 104C156 156 44 156 14 104Z"
    return p.add(stroke("M34 66L24 50M66 48L60 28M100 42V20M134 48L140 28M166 66L176 50", INK, 10),
                 p.cut(lid, WHITE, .6, f' stroke="{INK}" stroke-width="10" stroke-linejoin="round"'), circle(100, 104, 36, LAKE), circle(100, 104, 18, INK),
                 circle(110, 92, 8, WHITE))


# Time and signs ------------------------------------------------------------------------------------------------------

def clock():
    p = page()
    marks = petals(12, rect(-3.5, -66, 7, 13, 3.5, GREY))
    return p.add(p.cut(d_circle(100, 99, 86), LEAF, .6), circle(100, 99, 71, WHITE), put(marks, 100, 99), stroke("M100 99V54M100 99L130 116", INK, 10), circle(100, 99, 9, CORAL))


def hourglass():
    p = page()
    glass = "M52 34H148C148 74 112 82 112 100C112 118 148 126 148 166H52C52 126 88 118 88 100C88 82 52 74 52 34Z"
    return p.add(p.cut(glass, "#DCEBF5", .5), path("M62 60H138C132 78 108 84 104 98H96C92 84 68 78 62 60Z", AMBER), path("M58 166C62 146 84 134 100 128C116 134 138 146 142 166Z", AMBER), rect(97.5, 96, 5, 38, 2, AMBER),
                 p.cut(d_rect(38, 16, 124, 22, 11), TRUNK, .5), p.cut(d_rect(38, 162, 124, 22, 11), TRUNK, .5))


def calendar():
    p = page()
    cells = "".join(rect(36 + i % 4 * 34, 84 + i // 4 * 32, 24, 22, 5, LINE) for i in range(12) if i != 6)
    return p.add(p.cut(d_rect(20, 28, 160, 158, 18), "#FFFDF8", .6), path("M20 70V46q0-18 18-18H162q18 0 18 18V70Z", CORAL), cells, circle(116, 127, 19, AMBER),
                 star(116, 127, 9, WHITE), stroke("M60 16V44M140 16V44", SLATE, 12))


def traffic(lit):
    signs = (stroke("M-15 0H15", WHITE, 10), question(0, 0, 40, INK), tick(0, 0, 28))
    colours = ((CORAL, "#6B4A52"), (AMBER, "#6E6247"), (LEAF_LIGHT, "#3F6353"))

    def draw():
        p = page()
        out = p.cut_line("M100 176V192", SLATE, 22, .5) + p.cut(d_rect(56, 8, 88, 172, 30), INK, .6)
        for i, (on, off) in enumerate(colours):
            y = 44 + i * 50
            out += (circle(100, y, 35, on, opacity=.35) + circle(100, y, 28, on) + put(signs[i], 100, y)) if i == lit else circle(100, y, 20, off)
        return p.add(out)
    return draw


def disc_sign(fill, sign):
    def draw():
        p = page()
        return p.add(p.cut(d_circle(100, 98, 84), fill, .6), sign)
    return draw


def wifi_slow():
    p = page()
    arcs = stroke("M14 70Q100-6 186 70", "#D3DCE6", 17) + stroke("M44 98Q100 48 156 98", "#D3DCE6", 17) + stroke("M72 124Q100 100 128 124", LAKE, 17) + circle(100, 146, 12, LAKE)
    snail = (p.cut("M-52 30C-52 16-30 14-8 16H34C40 4 36-8 46-10C58-10 60 10 54 22C50 30 42 32 30 32H-46Q-52 32-52 30Z", "#D9A86C", .5)
             + p.cut(d_circle(-2, -2, 28), CORAL, .5) + stroke("M-2 14a16 16 0 1 1 14-16a10 10 0 0 1-18 4", tint(CORAL, .55), 6)
             + stroke("M46-8L40-26M52-8L56-26", "#D9A86C", 5) + circle(40, -28, 5, INK) + circle(56, -28, 5, INK) + stroke("M46 14q5 4 8-2", INK, 3.5))
    return p.add(arcs, put(snail, 138, 154, .94))


BUBBLE = "M-62-62H62Q86-62 86-38V18Q86 42 62 42H-6L-44 76Q-50 80-50 72V42H-62Q-86 42-86 18V-38Q-86-62-62-62Z"


def message():
    p = page()
    return p.add(put(p.cut(BUBBLE, LEAF, .6) + "".join(circle(x, -10, 12, WHITE) for x in (-40, 0, 40)), 100, 96))


def message_many():
    p = page()
    lines = bar(-56, -36, 112, WHITE, 15) + bar(-56, -8, 74, WHITE, 15)
    return p.add(put(p.cut(BUBBLE, "#BFD3E4", .6), 126, 50, .62, 0, True), put(p.cut(BUBBLE, LAKE, .6) + bar(-56, -36, 112, WHITE, 15) + bar(-56, -8, 86, WHITE, 15), 72,
                                                            92, .7), put(p.cut(BUBBLE, LEAF, .6) + lines, 124, 146, .68, 0, True))


def message_gone():
    p = page()
    return p.add(put(f'<path d="{BUBBLE}" fill="#F2F5F9" fill-opacity=".6" stroke="{GREY}" stroke-width="9" stroke-dasharray="16 15" stroke-linecap="round" stroke-linejoin="round"/>', 100, 96, .98))


def chat_link():
    p = page()
    return p.add(put(p.cut(BUBBLE, WHITE, .6, f' stroke="{LINE}" stroke-width="4"')
                     + put(stroke("M-22-20H2a20 20 0 0 1 0 40H-22a20 20 0 0 1 0-40Z", LAKE, 13) + stroke("M16-20H40a20 20 0 0 1 0 40H16a20 20 0 0 1 0-40Z", INK, 13)
                           + stroke("M0-20H2a20 20 0 0 1 18 12", LAKE, 13), -8, -10, .98, -18), 100, 96))


def speaker_off():
    p = page()
    horn = "M18 78H50L92 42Q104 34 104 48V152Q104 166 92 158L50 122H18Q10 122 10 114V86Q10 78 18 78Z"
    return p.add(p.cut(horn, SLATE, .6), p.cut_line("M128 74L180 126M180 74L128 126", CORAL, 19, .5))


def undo():
    p = page()
    return p.add(p.cut(d_circle(100, 98, 84), LAKE, .6), stroke("M62 84H116a32 32 0 0 1 0 64H80", WHITE, 17),
                 path("M74 48Q80 42 80 52V116Q80 126 74 120L40 88Q36 84 40 80Z", WHITE))


def thumbs_up():
    p = page()
    return p.add(put(p.cut(THUMB_UP, AMBER, .6) + stroke("M66 10H40M64 36H40M56 60H38", "#DFA02E", 6) + p.cut(d_rect(-80, -4, 42, 84, 14), LAKE, .5), 104, 94))


# Odds and ends -------------------------------------------------------------------------------------------------------

def trolley():
    p = page()
    up = "".join(put(p.cut(d_rect(-25, -36, 50, 76, 8), INK, .4) + rect(-19, -29, 38, 62, 4, c) + art, x, y, 1, t) for x, y, t, c, art in (
        (50, 54, -5, LEAF_PALE, heart(0, -12, .34)), (100, 48, 2, SKY, star(0, -12, 10)), (146, 54, 6, "#E3D6F0", circle(0, -12, 10, LEAF_LIGHT))))
    low = "".join(rect(44 + i * 24, 118, 14, 40, 6, INK) + rect(47.5 + i * 24, 125, 7, 26, 3, (LEAF_PALE, SKY)[i % 2]) for i in range(5))
    body = p.cut(d_rect(18, 80, 152, 94, 14), AMBER, .7) + rect(32, 108, 124, 54, 10, shade(AMBER, .3)) + low + rect(32, 150, 124, 12, 6, AMBER)
    return p.add(p.cut_line("M166 96H182Q191 96 191 86V64", SLATE, 12, .5), up, body, "".join(p.cut(d_circle(x, 180, 16), SLATE, .4) + circle(x, 180, 6, STEEL) for x in (48, 140)))


def camera():
    p = page()
    return p.add(p.cut("M60 62L72 44Q76 38 84 38H116Q124 38 128 44L140 62H170Q186 62 186 78V154Q186 170 170 170H30Q14 170 14 154V78Q14 62 30 62Z", SLATE, .6), rect(14, 88, 172, 54, 0, "#55627F"),
                 circle(100, 115, 42, WHITE), circle(100, 115, 32, INK), circle(100, 115, 20, LAKE), circle(110, 104, 8, WHITE), rect(34, 50, 26, 14, 5, CORAL), circle(160, 78, 7, AMBER))


def bin_picture():
    p = page()
    return p.add(p.cut("M40 66H160L150 174Q149 186 136 186H64Q51 186 50 174Z", "#7F9BB4", .6), stroke("M76 88L80 164M100 88V164M124 88L120 164", "#5E7C97", 10),
                 p.cut(d_rect(28, 44, 144, 26, 13), "#5E7C97", .5), stroke("M80 42Q80 24 100 24Q120 24 120 42", "#5E7C97", 11))


def folder_picture():
    p = page()
    return p.add(folder(p, 100, 98, 1.14))


def folder_open():
    p = page()
    back = p.cut("M18 50q0-14 14-14h44q8 0 13 8l9 14h64q14 0 14 14v96H32q-14 0-14-14Z", shade(AMBER, .14), .6)
    sheets = put(p.cut(d_rect(-52, -60, 104, 110, 8), WHITE, .4) + bar(-36, -42, 52, LEAF_LIGHT, 10) + bar(-36, -20, 72, LINE, 9) + bar(-36, -2, 60, LINE, 9), 98, 92, 1, -4)
    return p.add(back, sheets, p.cut("M48 98H186Q198 98 194 110L178 168Q175 178 164 178H24Q14 178 18 168L34 108Q38 98 48 98Z", AMBER, .5))


def cloud():
    p = page()
    return p.add(put(p.cut("M-54 46C-92 46-96-6-60-10C-58-46-14-60 8-36C38-54 74-30 66-2C96 2 92 46 60 46Z", "#BBD7EA", .7)
                     + path("M-54 46C-80 46-92 24-82 6C-74 30-30 34 86 24C82 38 74 46 60 46Z", "#A2C6DF"), 100, 104, 1.06))


def whistle():
    p = page()
    body = "M-60-34H70Q80-34 80-24V-6Q80 2 72 2H36A48 48 0 1 1-60-8Z"
    return p.add(stroke("M62 66C40 40 54 14 90 22C120 28 138 20 150 12", CORAL, 9),
                 put(p.cut(body, SLATE, .6) + circle(-12, 14, 25, "#55627F") + circle(-12, 14, 14, AMBER) + rect(22, -34, 20, 18, 0, INK)
                     + circle(-54, -30, 13, "none", stroke=STEEL, stroke_width=7), 98, 104, 1, 8), stroke("M156 62l20-14M164 86h24", AMBER, 9))


def life_ring():
    p = page()
    return p.add(p.cut("M100 13a86 86 0 1 1-.1 0ZM100 56a43 43 0 1 0 .1 0Z", CORAL, .6, ' fill-rule="evenodd"'), put(petals(4, path("M-25-84A88 88 0 0 1 25-84L13-42A44 44 0 0 0-13-42Z", WHITE)), 100, 99, 1, 45),
                 f'<circle cx="100" cy="99" r="92" fill="none" stroke="{WOOD}" stroke-width="5" stroke-dasharray="100 44.5" stroke-dashoffset="50"/>')


def music_note():
    p = page()
    return p.add(p.cut("M66 46Q66 36 76 34L158 18Q170 16 170 28V138A30 26 0 1 1 150 116V66L86 78V158A30 26 0 1 1 66 136Z", PLUM, .6))


def house_picture():
    p = page()
    return p.add(rect(138, 30, 24, 56, 5, TRUNK), p.cut(d_rect(34, 84, 132, 98, 10), CREAM, .6), p.cut("M14 100L92 28Q100 20 108 28L186 100Q192 108 182 110H18Q8 108 14 100Z", CORAL, .6), path("M82 182V146a18 18 0 0 1 36 0V182Z", TRUNK), circle(110, 154, 4, AMBER),
                 rect(46, 122, 28, 28, 5, "#A9D0E6"), rect(126, 122, 28, 28, 5, "#A9D0E6"), stroke("M60 122v28M46 136h28M140 122v28M126 136h28", WHITE, 4))


def ball_art(r=84):
    k = r / 84
    five = "M0-30L29-9L18 24H-18L-29-9Z"
    edge = "".join(put(path("M-24-86L24-86L22-66L0-52L-22-66Z", INK) + stroke("M0-54V-30M22-66L42-58M-22-66L-42-58", INK, 6), 0, 0, 1, a) for a in range(0, 360, 72))
    return put(path(five, INK) + edge, 0, 0, k)


def football():
    p = page()
    return p.add(p.cut(d_circle(100, 98, 84), WHITE, .7), clip(p, d_circle(100, 98, 84), put(ball_art(), 100, 98)), circle(100, 98, 82, "none", stroke=LINE, stroke_width=4))


def book():
    p = page()
    cover = (p.cut("M34 30q0-14 14-14H156q10 0 10 10V160H48q-14 0-14 14Z", PLUM, .6) + path("M34 172q0-14 14-14H162V184H48q-14 0-14-12Z", PAPER)
             + path("M34 172q0 16 16 16H166V180H52q-10 0-10-8t10-8H166V156H48q-14 0-14 16Z", shade(PLUM, .2)) + rect(34, 30, 15, 140, 0, shade(PLUM, .2)))
    return p.add(cover, star(108, 86, 30, AMBER))


def shopping():
    p = page()
    food = (put(p.cut("M-14 60C-26 20-24-20-10-44Q0-52 10-44C24-20 26 20 14 60Z", "#E0B070", .4), 62, 66, 1, -12) + p.cut("M82 40L90 14H112L120 40V96H82Z", "#E3ECF5", .4)
            + path("M82 40L90 14H112L120 40Z", LAKE) + circle(101, 58, 9, LAKE) + p.cut(d_circle(142, 70, 24), CORAL, .4) + stroke("M142 48Q144 36 152 34", TRUNK, 6))
    return p.add(food, p.cut("M28 76H172L160 176Q158 188 146 188H54Q42 188 40 176Z", LEAF_LIGHT, .6), stroke("M72 96V112Q72 140 100 140Q128 140 128 112V96", LEAF_DEEP, 10))


def pencil_picture():
    p = page()
    return p.add(put(pencil(p, 0, 0, 130, 0), 100, 98, 1.5, -45))


def star_picture():
    p = page()
    points = [((88 if i % 2 == 0 else 48) * sin(i * pi / 5), -(88 if i % 2 == 0 else 48) * cos(i * pi / 5)) for i in range(10)]
    return p.add(p.cut("M" + "L".join(f"{n(100 + x)} {n(106 + y)}" for x, y in points) + "Z", AMBER, .6, f' stroke="{AMBER}" stroke-width="16" stroke-linejoin="round"'))


def heart_picture():
    p = page()
    return p.add(put(p.cut(HEART, CORAL, .3), 100, 102, 2.3))


def grown_up():
    p = page()
    tall = (p.cut("M-62 110V64C-62 22-38 6 0 6C38 6 62 22 62 64V110Z", MISS.top, .6) + rect(-14, -16, 28, 34, 13, shade(MISS.skin, .12))
            + put(head(p, MISS, "smile", (4, 6), k=0), 0, -52, .42))
    small = (p.cut("M-48 96V62C-48 32-30 22 0 22C30 22 48 32 48 62V96Z", AMBER, .6) + rect(-11, 2, 22, 30, 10, shade(KOFI.skin, .12))
             + put(head(p, KOFI, "smile", (-6, -6), k=0), 0, -26, .34))
    hand = p.cut_line("M118 128Q150 132 166 150", shade(MISS.top, .1), 22, .4) + circle(170, 153, 11, MISS.skin)
    return p.add(put(tall, 76, 100, .9), put(small, 142, 116, .96), hand)


def game_pad():
    p = page()
    body = "M56 52C72 48 80 58 100 58C120 58 128 48 144 52C176 60 192 116 186 148C182 168 160 168 148 150C140 138 132 132 118 132H82C68 132 60 138 52 150C40 168 18 168 14 148C8 116 24 60 56 52Z"
    return p.add(p.cut(body, PLUM, .6), stroke("M62 76V112M44 94H80", WHITE, 14),
                 "".join(circle(140 + dx, 94 + dy, 9, c) for dx, dy, c in ((0, -18, AMBER), (18, 0, CORAL), (0, 18, LEAF_LIGHT), (-18, 0, "#9CC7E2"))),
                 rect(92, 86, 16, 7, 3, WHITE))


def gift():
    p = page()
    bow = (p.cut("M100 70C84 22 36 22 42 48C46 68 76 70 100 70C124 70 154 68 158 48C164 22 116 22 100 70Z", AMBER, .4)
           + path("M96 64C84 40 60 34 58 46C58 56 76 62 96 64ZM104 64C116 40 140 34 142 46C142 56 124 62 104 64Z", shade(AMBER, .22)))
    return p.add(p.cut(d_rect(26, 68, 148, 118, 12), CORAL, .6), p.cut(d_rect(16, 66, 168, 34, 10), tint(CORAL, .18), .4), rect(86, 66, 28, 120, 0, AMBER), bow)


def present_box():
    p = page()
    fun = (star(64, 40, 16, AMBER, -12) + star(140, 36, 13, LEAF_LIGHT, 14) + heart(102, 30, .46)
           + "".join(circle(x, y, 6, c) for x, y, c in ((40, 76, CORAL), (164, 70, LAKE), (84, 66, PLUM), (122, 68, AMBER))))
    lid = put(p.cut(d_rect(-72, -14, 144, 28, 9), PLUM, .5) + rect(-12, -14, 24, 28, 0, AMBER), 62, 96, .84, -26)
    return p.add(fun, path("M36 96H166V120H36Z", shade(PLUM, .45)), p.cut("M32 104H170V174Q170 186 158 186H44Q32 186 32 174Z", "#9C7EC4", .6), rect(88, 104, 26, 82, 0, AMBER), lid)


def trophy():
    p = page()
    handles = mirror(stroke("M-50-58H-76Q-84-10-40-6", "#DFA02E", 13))
    return p.add(put(handles + p.cut("M-56-76H56Q58 8 14 22V44H-14V22Q-58 8-56-76Z", AMBER, .6) + rect(-62, -84, 124, 17, 8, tint(AMBER, .35)) + star(0, -28, 24, WHITE)
                     + rect(-30, 42, 60, 16, 6, "#DFA02E") + p.cut(d_rect(-50, 56, 100, 32, 9), TRUNK, .5), 100, 99))


def map_picture():
    p = page()
    fold = p.cut("M14 44L72 26L128 44L186 26V158L128 176L72 158L14 176Z", "#DCEBC9", .6) + path("M72 26L128 44V176L72 158Z", "#CBDFB6")
    return p.add(fold, path("M128 44L186 26V86C164 96 150 78 128 92Z", "#A9D0E6"), f'<path d="M34 148C52 120 66 140 84 118S112 88 138 120" fill="none" stroke="{CORAL}" stroke-width="9" stroke-dasharray="3 16" stroke-linecap="round"/>', stroke("M136 116L164 144M164 116L136 144", CORAL, 11),
                 "".join(path(f"M{x - 14} {y}L{x} {y - 28}L{x + 14} {y}Z", LEAF) for x, y in ((40, 88), (62, 76), (98, 84))))


def street_sign():
    p = page()
    return p.add(p.cut_line("M100 60V188", SLATE, 15, .5), p.cut(d_rect(10, 24, 180, 76, 14), LEAF_DEEP, .6), rect(18, 32, 164, 60, 9, WHITE), bar(36, 45, 96, INK, 13),
                 bar(142, 45, 22, INK, 13), bar(36, 68, 66, GREY, 10))


def sandwich():
    p = page()
    slice_ = "M22 128L88 44Q100 32 112 44L178 128Q184 138 172 138H28Q16 138 22 128Z"
    return p.add(put(p.cut(slice_, "#D9A867", .5) + path("M40 122L92 58Q100 50 108 58L160 122Z", "#F6E3BE"), 0, -14),
                 p.cut("M16 132Q28 120 40 132T64 132T88 132T112 132T136 132T160 132T184 132Q192 140 184 146H16Q8 140 16 132Z", LEAF_LIGHT, .3),
                 rect(20, 142, 160, 15, 4, "#F2A9A0"), path("M30 156H170L120 174Z", AMBER), p.cut(d_rect(18, 156, 164, 26, 9), "#D9A867", .5),
                 rect(24, 156, 152, 11, 4, "#F6E3BE"))


def microphone():
    p = page()
    return p.add(stroke("M52 92V104a48 48 0 0 0 96 0V92M100 152V180M70 184H130", SLATE, 13), p.cut(d_rect(68, 14, 64, 118, 32), CORAL, .6),
                 stroke("M84 50H116M84 70H116M84 90H116", tint(CORAL, .6), 7))


def crown():
    p = page()
    return p.add(p.cut("M30 152L16 62Q16 54 24 58L62 90L94 34Q100 26 106 34L138 90L176 58Q184 54 184 62L170 152Z", AMBER, .6),
                 p.cut(d_rect(28, 146, 144, 30, 10), "#E3A22E", .4), circle(100, 160, 9, CORAL), circle(62, 160, 7, LAKE), circle(138, 160, 7, LAKE),
                 circle(20, 54, 10, CORAL), circle(100, 26, 11, CORAL), circle(180, 54, 10, CORAL))


def magnifier_picture():
    p = page()
    return p.add(put(magnifier(p, 0, 0, 56, 42, "#A9D0E6"), 82, 80, 1.05))


def paperclip_picture():
    p = page()
    return p.add(put(p.cut_line("M-9 18V-20a11 11 0 0 1 22 0V22a17 17 0 0 1-34 0V-14a22 22 0 0 1 44 0V14", LAKE, 6.4, .25), 100, 102, 2.3, 24))


# What the lessons asked for ------------------------------------------------------------------------------------------

def lifeguard():
    p = page()
    chair = (stroke("M70 108L50 192M130 108L150 192M64 140H136M56 166H144", "#B4C5D4", 9) + p.cut(d_rect(62, 52, 76, 56, 12), WHITE, .5)
             + p.cut(d_rect(54, 102, 92, 14, 6), WHITE, .5))
    body = (p.cut_line("M88 108Q84 128 86 146", shade(LAKE, .2), 19, .3) + p.cut_line("M112 108Q116 128 114 146", shade(LAKE, .2), 19, .3) + circle(85, 154, 9, GUARD.skin) + circle(115, 154, 9, GUARD.skin)
            + p.cut("M74 110V86C74 70 84 64 100 64C116 64 126 70 126 86V110Z", AMBER, .5) + rect(92, 54, 16, 16, 7,
                                                            shade(GUARD.skin, .12)) + put(head(p, GUARD, "smile", (0, 4), k=0), 100, 42, .205)
            + stroke("M92 66Q100 90 108 66", CORAL, 3) + rect(95, 80, 12, 8, 3, SLATE) + p.cut_line("M80 80Q66 94 78 106M120 80Q134 94 122 106", shade(AMBER, .12), 13, .3))
    return p.add(chair, body, p.cut("M150 108a24 24 0 1 1-.1 0ZM150 121a11 11 0 1 0 .1 0Z", CORAL, .5, ' fill-rule="evenodd"'),
                 put(petals(4, path("M-7-23A24 24 0 0 1 7-23L3-11A12 12 0 0 0-3-11Z", WHITE)), 150, 132, 1, 45), stroke("M150 110L134 104", WOOD, 4))


def waving_arm():
    p = page()
    skin = "#DDA877"
    hand = "M-22 0V-34C-40-42-58-62-54-70C-50-78-38-70-28-60V-104C-28-116-10-116-10-104V-118C-10-131 8-131 8-118V-108C8-120 26-120 26-108V-88C26-98 42-98 42-86V-42C42-18 34-6 26 0L34 110H-34Z"
    cap = path("M-43-6C-43-34-24-46 0-46C24-46 43-34 43-6Q0-20-43-6Z", PLUM) + stroke("M-41-10Q0-24 41-10", tint(PLUM, .4), 5)
    face = (circle(-15, 4, 5.5, INK) + circle(15, 4, 5.5, INK) + circle(-13, 2, 1.8, WHITE) + circle(17, 2, 1.8, WHITE) + stroke("M-14 17Q0 31 14 17", INK, 5)
            + mirror(circle(-27, 15, 7, CORAL, opacity=.45)))
    head_ = p.cut(d_circle(0, 0, 42), skin, .5) + cap + face
    water = (p.cut("M4 144Q28 122 52 140T100 140T148 140T196 144Q196 192 100 192Q4 192 4 144Z", "#8CC3DD", .5)
             + stroke("M30 160q14-12 28 0t28 0M114 158q14-12 28 0t28 0M64 178q14-12 28 0t28 0", "#BFE0EE", 7))
    return p.add(put(p.cut(hand, skin, .6), 142, 106, .6, 8), put(head_, 72, 100), water, stroke("M108 30Q100 40 102 52M182 34Q191 46 188 60", AMBER, 8))


def swim_hat():
    p = page()
    duck = (p.cut("M-36 4C-22 10-8 4-6-6C-16-16-14-40 8-42C26-42 32-22 24-10C36-4 40 10 32 22C22 36-20 36-34 24Q-42 14-36 4Z", AMBER, .5)
            + path("M28-30L46-24L28-16Z", CORAL) + circle(14, -28, 4.6, INK) + stroke("M-14 12q10 10 22 2", "#DFA02E", 5))
    return p.add(p.cut("M22 158C16 96 48 66 100 66C152 66 184 96 178 158Q178 170 166 170H34Q22 170 22 158Z", LAKE, .6),
                 path("M23 138H177Q179 148 178 158Q178 170 166 170H34Q22 170 22 158Q21 148 23 138Z", tint(LAKE, .35)),
                 "".join(circle(x, y, 8, tint(LAKE, .55)) for x, y in ((52, 116), (88, 96), (122, 112), (152, 108), (70, 134 - 4))), put(duck, 100, 46, 1.06))


def table_shoes():
    p = wide()
    shoe = "M-24 12V-8Q-22-16-8-16Q4-14 8-4Q28-4 30 12Z"
    one = p.cut(shoe, INK, .4) + stroke("M-8-8q8 4 12 2", WHITE, 4) + rect(-24, 9, 54, 7, 3, SLATE)
    shoes = put(one, 112, 194, 1.36) + put(one, 188, 197, 1.36)
    cloth = "M26 40H274L286 170Q272 186 256 172Q240 186 222 172Q206 186 188 172Q170 186 152 172Q134 186 116 172Q98 186 80 172Q62 186 44 172Q28 184 14 170Z"
    return p.add(rect(34, 170, 14, 42, 0, TRUNK), rect(252, 170, 14, 42, 0, TRUNK), path("M48 168H252V196Q150 206 48 196Z", INK, opacity=.14), shoes,
                 p.cut(cloth, "#8FBBD6", .7), "".join(path(f"M{x} 60L{x - (150 - x) * .06:.1f} 166", stroke="#7AA9C6", stroke_width=7) for x in (60, 105, 150, 195, 240)),
                 p.cut(d_rect(16, 28, 268, 26, 12), tint("#8FBBD6", .35), .4))


def night_light():
    p = page()
    table = p.cut(d_rect(22, 154, 156, 20, 8), WOOD, .5) + rect(36, 172, 14, 24, 0, shade(WOOD, .2)) + rect(150, 172, 14, 24, 0, shade(WOOD, .2))
    glow = circle(100, 88, 88, "#FBE9B0", opacity=.55) + circle(100, 88, 70, "#FBE3A0", opacity=.7)
    return p.add(glow, table, owl(100, 92, .98, "#F3C45E"))


def binoculars():
    p = page()
    one = (p.cut("M-78 66L-62-40Q-60-54-46-54H-30Q-16-54-14-40L-6 66Z", SLATE, .6) + rect(-64, -74, 50, 24, 8, INK) + p.cut(d_ellipse(-42, 66, 40, 22), INK, .4)
           + ellipse(-42, 66, 29, 14, "#A9D0E6") + stroke("M-58 64q6-6 14-7", WHITE, 5))
    return p.add(put(rect(-18, -30, 36, 48, 10, "#55627F") + mirror(one) + circle(0, -6, 9, AMBER), 100, 98))


def plant_pot():
    p = page()
    blade = "M0 0C-26-26-24-66 0-92C24-66 26-26 0 0Z"
    behind = "".join(put(p.cut(blade, c, .4), 100, 126, k, t, False) for c, k, t in ((LEAF_DEEP, 1.06, -58), (LEAF_DEEP, 1.06, 58), (LEAF, 1.24, -26), (LEAF, 1.24, 26), (LEAF_LIGHT, 1.28, 0)))
    look = "".join(circle(x, 84, 19, WHITE) + circle(x + 6, 86, 9, INK) + circle(x + 9, 82, 3, WHITE) for x in (78, 122))
    front = "".join(put(p.cut(blade, c, .4), 100, 134, .62, t) for c, t in ((LEAF, -48), (LEAF, 48), (LEAF_LIGHT, 0)))
    return p.add(behind, look, front, p.cut("M50 138H150L138 184Q136 192 128 192H72Q64 192 62 184Z", "#C9744F", .6), p.cut(d_rect(40, 120, 120, 26, 10), "#DB8A63", .5))


def dragon(p, x, y, s=1.0, surprised=False, extra=""):
    tail = p.cut_line("M30 60C72 66 92 44 76 20", "#4FA574", 20, .4) + path("M62 26L76-10L96 20Z", AMBER)
    wing = p.cut("M-26 8C-60-30-86-18-92-2C-82-2-78 4-78 12C-68 8-60 12-58 20C-48 14-38 18-26 30Z", LEAF_DEEP, .4)
    body = (p.cut("M-44 74C-52 26-32-2 0-2C32-2 52 26 44 74Q0 88-44 74Z", "#4FA574", .5) + path("M-22 76C-26 44-16 22 0 22C16 22 26 44 22 76Q0 82-22 76Z", "#CDE7B8")
            + stroke("M-17 42H17M-20 58H20", "#B2D69B", 5))
    horns = mirror(path("M-34-78Q-40-96-32-104Q-20-94-18-82Z", AMBER)) + path("M-8-84L0-104L8-84Z", LEAF_DEEP)
    face = (p.cut("M-52-44C-54-74-30-90 0-90C30-90 54-74 52-44C54-14 28 2 0 2C-28 2-54-14-52-44Z", "#4FA574", .5) + ellipse(0, -22, 34, 19, "#7CC49A")
            + circle(-11, -28, 3.6, LEAF_DEEP) + circle(11, -28, 3.6, LEAF_DEEP))
    if surprised:
        face += mirror(circle(-24, -56, 15, WHITE)) + eyes(24, -55, 7.5) + ellipse(0, -12, 6, 7, INK) + mirror(stroke("M-36-80q10-8 20-2", LEAF_DEEP, 5))
    else:
        face += eyes(25, -54, 8) + stroke("M-14-15Q0-4 14-15", INK, 5)
    feet = mirror(p.cut(d_ellipse(-32, 76, 25, 14), "#4FA574", .4) + stroke("M-42 74v6M-32 73v8M-22 74v6", LEAF_DEEP, 4))
    arms = mirror(p.cut_line("M-36 24Q-48 40-34 50", shade("#4FA574", .1), 16, .3))
    return put(tail + wing + put(wing, 0, 0, 1, 0, True) + body + feet + extra + arms + horns + face + mirror(circle(-42, -36, 7, CORAL, opacity=.45)), x, y, s)


def dragon_picture(tutu=False):
    def draw():
        p = page()
        frill = (p.cut("M-44 46Q-90 52-86 66Q-74 72-70 64Q-62 78-50 68Q-42 82-28 71Q-18 84-6 72Q6 84 18 72Q30 82 40 70Q52 78 60 66Q72 72 82 64Q88 52 44 46Q0 56-44 46Z",
                       LEOTARD, .5) + path("M-44 46Q0 58 44 46L42 36Q0 48-42 36Z", shade(LEOTARD, .16)) if tutu else "")
        return p.add(dragon(p, 98, 108, .96, tutu, frill))
    return draw


def sock_dragon(p):
    socks = "".join(p.cut(f"M{x - 12} 40V62Q{x - 12} 72 {x} 72H{x + 18}Q{x + 20} 58 {x + 8} 58V40Z", CORAL, 0) for x in (-26, 18))
    body = (stroke("M30 10C62 20 70-8 58-22", LEAF_LIGHT, 13) + path("M-42 44C-44 0-24-14 0-14C26-14 44 6 40 44Z", LEAF_LIGHT)
            + stroke("M-24 44V56M22 44V56", LEAF_LIGHT, 18) + circle(-22, -28, 29, LEAF_LIGHT) + ellipse(-40, -20, 18, 12, LEAF_LIGHT)
            + path("M-20-54L-12-68L-4-52ZM2-44L14-54L14-36ZM16-18L30-24L26-8Z", AMBER) + circle(-26, -34, 5, INK) + stroke("M-48-16Q-38-8-26-14", INK, 4))
    return put(body + socks + path("M4-4L28-26L30 4Z", LEAF), 0, 2)


def hand_prints(p):
    small = put(path("M-12 22V4L-22-6C-27-12-20-18-14-13L-9-8V-28C-9-34-1-34-1-28V-31C-1-37 7-37 7-31V-27C7-33 15-33 15-27V-20C15-26 22-26 22-20V4C22 16 16 22 12 26Z",
                     "currentColor"), 0, 4)
    places = ((-50, -34, CORAL, -18), (-2, -42, LAKE, 4), (48, -32, AMBER, 20), (-52, 32, PLUM, -8), (-2, 26, LEAF_LIGHT, -4), (48, 36, "#E59AB2", 14))
    return "".join(put(small.replace("currentColor", c), x, y, .92, t) for x, y, c, t in places)


def crayon_owl(p):
    return owl(0, 4, 1.08, "#B98A5E") + put(path(SMALL_LEAF_PATH, LEAF_LIGHT), -58, 56, .5, -30) + star(58, -46, 11, AMBER) + star(-60, -40, 8, AMBER)


def crayon_rocket(p, body=CORAL, fins=LAKE, cat=True):
    pilot = (path("M-12 2L-13-13L-4-8H4L13-13L12 2C12 9 6 12 0 12C-6 12-12 9-12 2Z", AMBER) + circle(-5, -1, 2.4, INK) + circle(5, -1, 2.4, INK) + stroke("M-4 5Q0 8 4 5", INK, 2.5)
             if cat else "")
    ship = (path("M0-60C32-34 34 10 24 40H-24C-34 10-32-34 0-60Z", body) + circle(0, -8, 17, SKY, stroke=WHITE, stroke_width=5) + put(pilot, 0, -6, 1, -14)
            + path("M-24 12L-48 46H-20ZM24 12L48 46H20Z", fins) + path("M-14 42H14L0 74Z", AMBER))
    return put(ship, 0, -2, .98, 14 if cat else -10) + star(-54, -36, 12, AMBER) + (star(58, 44, 9, AMBER) + circle(56, -50, 10, LEAF_LIGHT) if cat else "")


def crayon_tractor(p):
    wheel = lambda x, y, r: circle(x, y, r, INK) + circle(x, y, r * .45, AMBER)
    return (stroke("M-70 58H70", LEAF_LIGHT, 9) + stroke("M38-30V-6", SLATE, 9) + circle(40, -44, 8, LINE) + circle(52, -56, 10, LINE)
            + path("M-46-48Q-46-54-40-54H2Q8-54 10-48L16-10H-46Z", CORAL) + path("M-36-44H0L5-12H-36Z", SKY) + path("M-50-10H52Q62-10 62 0V30H-50Z", CORAL) + wheel(-28, 28, 30) + wheel(46, 38, 19))


def rubbed_out(p):
    return f'<rect x="-62" y="-52" width="124" height="108" rx="10" fill="none" stroke="#D9D4C7" stroke-width="6" stroke-dasharray="4 14" stroke-linecap="round"/>'


def tart_stand(eaten):
    def draw():
        p = page()
        tart = (lambda y, jam: p.cut(f"M62 {y - 4}H138L126 {y + 18}Q125 {y + 22} 120 {y + 22}H80Q75 {y + 22} 74 {y + 18}Z", "#E0B070", .4)
                + p.cut(d_ellipse(100, y - 5, 42, 13), "#ECC486", 0) + ellipse(100, y - 6, 32, 8.5, jam) + ellipse(90, y - 9, 8, 2.5, WHITE, opacity=.55))
        plate = lambda y: p.cut(d_rect(26, y, 148, 12, 6), "#C9D6E2", .5)
        crumbs = "".join(circle(x, y, r, "#D9A867") for x, y, r in ((76, 52, 5), (96, 54, 3.5), (112, 51, 5.5), (130, 54, 3), (60, 54, 3)))
        return p.add(rect(94, 8, 12, 172, 5, "#A9BACB"), circle(100, 11, 9, "#A9BACB"), plate(58), plate(114), plate(170), crumbs if eaten else tart(36, "#D94F45"),
                     tart(92, "#F2A93B"), tart(148, "#5DA85F"), p.cut("M70 192Q72 180 100 180Q128 180 130 192Z", "#A9BACB", .3))
    return draw


def poster():
    p = page()
    fill = "#E3D6F0"
    legs = "".join(stroke(d, shade(fill, f), 15) for d, f in (("M-34 46C-44 66-58 62-60 50", .1), ("M34 46C44 66 58 62 60 50", .1), ("M-18 56C-16 78-32 82-42 76", .04),
                                                            ("M18 56C16 78 32 82 42 76", .04), ("M0 56V80", .1)))
    octo = legs + ellipse(0, -8, 61, 70, fill) + put(eyes(15, 0, 7) + smile(0, 9, .7, 6) + mirror(circle(-29, 6, 7, CORAL, opacity=.45)), 0, 40)
    return p.add(put(p.cut(d_rect(-72, -95, 144, 190, 6), "#FFF3D9", .8) + octo + circle(-60, -84, 5, CORAL) + circle(60, -84, 5, CORAL), 100, 98, 1, 3))


def turnip():
    p = page()
    leaves = (put(p.cut("M0 0C-22-20-20-56 0-76C20-56 22-20 0 0Z", LEAF, .4), 100, 78)
              + put(p.cut("M0 0C-18-18-18-48-2-66C16-50 18-18 0 0Z", LEAF_LIGHT, .4), 94, 80, 1, -34)
              + put(p.cut("M0 0C-18-18-18-48-2-66C16-50 18-18 0 0Z", LEAF_LIGHT, .4), 106, 80, 1, 36))
    d = "M100 72C154 62 178 96 168 126C158 156 122 162 108 178Q102 196 98 178C82 162 42 156 32 126C22 96 46 62 100 72Z"
    return p.add(leaves, p.cut(d, "#FBF3EA", .6), clip(p, d, path("M10 50H190V112Q160 128 100 124Q40 128 10 112Z", "#A86CB4")), stroke("M58 98Q66 88 80 86", "#C79AD0", 7))


def sticky_note():
    p = page()
    return p.add(put(p.cut("M-78-80H78V42L42 80H-78Z", "#F8D766", .7) + p.cut("M78 42L42 80V50Q42 42 50 42Z", "#DDB53F", .3)
                     + stroke("M-52-34q10-14 20 0t20 0t20 0t20 0t20 0M-52 8q10-14 20 0t20 0t20 0", INK, 8), 100, 98, 1, -4))


def film():
    p = wide()
    holes = "".join(rect(x, 28 + i * 32, 18, 18, 4, "#F2F5FA") for x in (22, 260) for i in range(5)) + ""
    return p.add(p.cut(d_rect(12, 14, 276, 186, 16), "#2B3450", .8), holes, rect(52, 30, 196, 152, 10, "#55627F"),
                 p.cut("M124 66Q124 54 134 60L196 98Q204 106 196 112L134 152Q124 156 124 146Z", WHITE, .5))


def crisps():
    p = page()
    one = put(p.cut("M-30 4C-32-22 22-34 32-8C38 14-22 30-30 4Z", "#F6D27A", .5) + stroke("M-14 0Q2-12 18-8", "#E0B454", 5), 112, 40, 1, -24)
    pack = "M40 62L52 70L64 62L76 70L88 62L100 70L112 62L124 70L136 62L148 70L160 62L154 178L142 188L130 180L118 188L106 180L94 188L82 180L70 188L58 180L46 186Z"
    return p.add(path("M48 60Q100 44 152 60L150 78H50Z", shade(CORAL, .35)), one, p.cut(pack, CORAL, .6), ellipse(100, 128, 38, 34, WHITE),
                 put(p.cut("M-30 4C-32-22 22-34 32-8C38 14-22 30-30 4Z", "#F6D27A", .3), 100, 126, .86, -12))


def sheet_of_paper(content=""):
    def draw():
        p = page()
        return p.add(p.cut("M36 26Q36 14 48 14H118L164 60V174Q164 186 152 186H48Q36 186 36 174Z", "#FFFDF8", .8, EDGE),
                     path("M118 14L164 60H130Q118 60 118 48Z", "#D3DEE9"), content)
    return draw


def pan(p, x, y, s=1.0, shadow=.6, handle=True):
    """A saucepan upside down, a hat; (x, y) is the middle of its rim."""
    grip = p.cut(d_rect(64, -26, 70, 17, 8.5), INK, shadow / s) if handle else ""
    return put(grip + p.cut("M-72-8L-64-84Q-62-94-52-94H52Q62-94 64-84L72-8Z", "#9FB0C2", shadow / s) + rect(-80, -16, 160, 18, 9, "#7F93A8")
               + stroke("M-46-76L-52-28", "#C6D2DE", 9), x, y, s)


def saucepan():
    p = page()
    return p.add(pan(p, 72, 188, .84))


def knight(p):
    face = circle(0, 20, 44, KOFI.skin) + put(eyes(15, 0, 5.5) + smile(0, 16, 1, 6) + mirror(circle(-26, 14, 7, CORAL, opacity=.5)), 0, 24)
    return path("M-58 60C-58 42-34 36 0 36C34 36 58 42 58 60Z", AMBER) + put(face + pan(p, 0, 4, .62, 0), -4, -18, .94)


def photo_group_art(p):
    people = ((-46, -22, .2, OKORO), (0, -30, .18, SAFIYA), (44, -26, .19, ELA), (-24, 18, .22, YUSUF), (28, 18, .22, ZOFIA))
    return path("M-72 20Q0 4 72 20V60H-72Z", LEAF_PALE) + "".join(path(f"M{x - 150 * s:.1f} {y + 420 * s:.1f}V{y + 210 * s:.1f}Q{x - 130 * s:.1f} {y + 140 * s:.1f} {x} {y + 136 * s:.1f}Q{x + 130 * s:.1f} {y + 140 * s:.1f} {x + 150 * s:.1f} {y + 210 * s:.1f}V{y + 420 * s:.1f}Z", who.top)
                                                                   + put(head(p, who, "smile", k=0), x, y, s) for x, y, s, who in people)


def face_photo(look, face="grin", s=.42):
    return lambda p: path("M-58 60C-58 34-34 28 0 28C34 28 58 34 58 60Z", look.top) + rect(-15, 14, 30, 26, 13, shade(look.skin, .12)) + put(head(p, look, face, k=0), 0, -20, s)


def anybody(p):
    """A face that is nobody's, for "your photo"."""
    hair = path(CAP["mop"], PURPLE.hair)
    return path("M-58 60C-58 38-34 30 0 30C34 30 58 38 58 60Z", LEAF_LIGHT) + put(circle(0, 20, 112, AMBER) + hair + "".join(circle(x, 40, 13, INK) for x in (-40, 40)) + stroke("M-42 76Q0 114 42 76", INK, 12), 0, -16, .42)


def asleep(p):
    window = (rect(-72, -72, 144, 124, 0, "#8FA3BA") + rect(-66, -62, 84, 86, 14, "#CFE6F2")
              + path("M-66 4Q-30-14 18 0V10A14 14 0 0 1 4 24H-52A14 14 0 0 1-66 10Z", LEAF_PALE) + rect(40, -40, 40, 100, 16, PLUM))
    shut = stroke("M-56 34q15 10 30 0M24 34q15 10 30 0", INK, 8) + ellipse(2, 80, 11, 13, INK)
    sleeper = path("M-40 60C-40 34-20 28 8 28C36 28 60 34 60 60Z", YUSUF.top) + put(head(p, YUSUF, k=0, features=shut), -2, -12, .4, -17)
    return window + sleeper


def goat(p, x, y, s):
    horns = mirror(path("M-10-52C-16-72-30-76-34-70C-26-66-24-58-22-48Z", "#B9A68C"))
    head_ = (path("M-30-40C-30-58 30-58 30-40C32-6 24 26 0 26C-24 26-32-6-30-40Z", "#F7F1E6") + ellipse(0, 8, 23, 17, "#EBCFC6")
             + mirror(path("M-26-36C-50-40-56-24-54-16C-40-14-30-22-26-28Z", "#E3D8C6")) + mirror(circle(-14, -27, 7, INK) + circle(-12, -29, 2.4, WHITE) + circle(-6, 1, 2.6, "#B98A80")))
    return put(path("M-30 70V40Q-30 10 0 10Q30 10 30 40V70Z", "#F7F1E6") + path("M-9 20L0 50L9 20Z", "#D8CDB8") + horns + head_ + stroke("M-16 9Q0 27 16 9", INK, 5)
               + mirror(stroke("M-22-42q8-7 14-3", "#B9A68C", 4)), x, y, s)


def with_goat(p):
    stiff = eyes(40, 30, 11) + stroke("M-34 76H34M-34 70V82M34 70V82", INK, 7) + mirror(stroke("M24-12Q42-24 60-12", INK, 7))
    boy = path("M-48 60C-48 34-28 26 0 26C28 26 48 34 48 60Z", YUSUF.top) + put(head(p, YUSUF, k=0, features=stiff), 0, -18, .36)
    return path("M-72 14Q0-4 72 14V60H-72Z", LEAF_PALE) + put(boy, -28) + goat(p, 38, 16, .72)


def boots_art(p):
    shape = "M-11-62H15V8H24Q38 8 38 22V30H-11Z"

    def pair(x, c, frog_=False):
        one = path(shape, c) + rect(-11, -62, 26, 11, 0, shade(c, .22)) + path("M-11 30V14Q-2 20 8 14T38 24V30Z", TRUNK) + rect(-11, 28, 50, 8, 2, shade(c, .4))
        eyes_ = "".join(circle(t, -63, 8.5, c) + circle(t, -64, 5.5, WHITE) + circle(t, -64, 2.8, INK) for t in (-6, 10)) if frog_ else ""
        return put(put(path(shape, shade(c, .16)), 14, -7) + one + eyes_, x, 14, .92)
    return (path("M-72 36H72V60H-72Z", "#B5936E") + pair(-54, CORAL) + pair(-6, LEAF_LIGHT, True) + pair(42, AMBER)
            + "".join(circle(x, y, r, "#8E6C4B") for x, y, r in ((-60, 50, 4), (-14, 49, 3), (40, 50, 4))))


def biscuits():
    p = page()
    bite = (lambda x, y, r: p.cut(d_circle(x, y, r), "#DDA965", .4) + "".join(circle(x + dx * r, y + dy * r, r * .13, TRUNK_DEEP) for dx,
                                                            dy in ((-.4, -.3), (.3, -.45), (.1, .2), (-.2, .5), (.5, .2))))
    lid = put(p.cut(d_rect(-66, -12, 132, 24, 10), tint(LAKE, .2), .5), 142, 66, .9, 62)
    return p.add(lid, bite(64, 80, 28), bite(112, 72, 30), bite(88, 64, 26), p.cut("M18 88H162V164Q162 182 144 182H36Q18 182 18 164Z", LAKE, .6),
                 rect(18, 88, 144, 15, 0, shade(LAKE, .2)), heart(90, 142, .62, WHITE))


def cat_bag():
    p = page()
    fur = "#E59A4C"
    cat = p.cut("M38 112C38 76 74 62 104 64C140 66 162 86 162 116Z", fur, .5) + stroke("M96 66v14M112 66v16M128 72v14", shade(fur, .25), 7)
    head_ = (p.cut("M-36 6L-38-34L-16-22H16L38-34L36 6C36 26 16 32 0 32C-16 32-36 26-36 6Z", fur, .5)
             + path("M-8-22V-10M0-22V-8M8-22V-10", stroke=shade(fur, .25), stroke_width=5) + mirror(stroke("M-24 2q7 7 14 0", INK, 5)) + path("M-5 10H5L0 16Z", CORAL)
             + stroke("M-10 20Q-4 24 0 18Q4 24 10 20M-40 8L-24 11M40 8L24 11", INK, 3.5))
    bag = (p.cut("M12 116Q100 102 188 116L180 168Q178 184 162 184H38Q22 184 20 168Z", LAKE, .6) + path("M12 116Q100 102 188 116L187 126Q100 114 13 126Z", shade(LAKE, .3))
           + rect(54, 120, 14, 64, 0, tint(LAKE, .45)) + rect(134, 120, 14, 64, 0, tint(LAKE, .45)) + stroke("M61 128Q61 152 100 152Q139 152 139 128", tint(LAKE, .45), 9))
    return p.add(cat, put(head_, 64, 80), bag)


def goal_picture():
    p = wide()
    net = stroke("".join(f"M{x} 38V176" for x in range(56, 260, 26)) + "".join(f"M34 {y}H266" for y in range(60, 176, 26)), "#C3D0DC", 5)
    return p.add(path("M10 180H290V198Q290 206 282 206H18Q10 206 10 198Z", LEAF_LIGHT), path("M30 34H270V180H30Z", "#EAF1F6"), net,
                 p.cut_line("M30 184V30H270V184", WHITE, 15, .8, "butt"), p.cut(d_circle(190, 150, 34), WHITE, .6),
                 clip(p, d_circle(190, 150, 34), put(ball_art(34), 190, 150)))


def woolly_hat():
    p = page()
    knit = stroke("".join(f"M{x} {y}l9 10l9-10" for y in (86, 112, 136) for x in range(42, 150, 26)), "#C75A4E", 5)
    spout = p.cut_line("M158 140C180 136 174 110 190 106", CORAL, 19, .5)
    handle = p.cut_line("M40 110C6 100 4 146 34 150", CORAL, 15, .5)
    return p.add(spout, handle, p.cut("M22 166C22 98 56 64 100 64C144 64 178 98 178 166Z", CORAL, .6), path("M24 148Q30 122 40 104H160Q170 122 176 148Z", AMBER, opacity=0),
                 knit, p.cut(d_rect(14, 156, 172, 34, 17), AMBER, .5), stroke("".join(f"M{x} 164v18" for x in range(34, 176, 22)), "#DFA02E", 6),
                 p.cut(d_circle(100, 48, 30), WHITE, .5), stroke("M86 40l8 8M104 32v12M114 52l-10 4M92 60l6-6", LINE, 5))


def boat():
    p = page()
    oar = put(p.cut_line("M0-84V40", TRUNK, 9, .4) + p.cut("M-14 36H14L10 84Q0 92-10 84Z", TRUNK, .4), 66, 96, .95, 34)
    return p.add(p.cut("M6 92H194Q188 156 150 160H52Q14 156 6 92Z", CORAL, .6), rect(6, 86, 188, 17, 8, WOOD),
                 path("M46 104H80V116H46ZM116 104H150V116H116Z", shade(CORAL, .3)), oar,
                 p.cut("M2 150Q26 134 50 148T98 148T146 148T198 150Q198 190 100 190Q2 190 2 150Z", "#8CC3DD", .4),
                 stroke("M40 166q12-10 24 0t24 0M116 168q12-10 24 0t24 0", "#BFE0EE", 6))


def bee_picture():
    p = page()
    return p.add(bee(p, 104, 118, 1.22))


def custard():
    p = page()
    spoon = put(p.cut_line("M0 0V-92", STEEL, 12, .4) + p.cut(d_ellipse(0, 8, 19, 26), STEEL, .3), 142, 84, 1, 32)
    return p.add(spoon, p.cut(d_ellipse(100, 96, 86, 28), WHITE, .5), ellipse(100, 96, 74, 20, AMBER), ellipse(78, 92, 22, 6, tint(AMBER, .5)),
                 ellipse(122, 100, 9, 5, "#DFA02E"), p.cut("M14 98C16 152 54 176 66 178H134C146 176 184 152 186 98C176 114 142 124 100 124C58 124 24 114 14 98Z", "#8FBBD6",
                                                           .6), path("M24 128Q100 158 176 128L170 142Q100 170 30 142Z", WHITE, opacity=.8),
                 rect(64, 172, 72, 15, 6, "#6D9FBF"))


def washing_machine():
    p = page()
    note = put(p.cut(d_rect(-25, -18, 50, 36, 4), WHITE, .4) + stroke("M-22-14L0 4L22-14", LINE, 5), 100, 122, 1, -16)
    return p.add(p.cut(d_rect(20, 10, 160, 178, 18), "#F4F7FA", .8), path("M20 52V28q0-18 18-18H162q18 0 18 18V52Z", "#D3DEE9"), rect(36, 22, 56, 18, 6, WHITE),
                 circle(138, 31, 11, SLATE), circle(164, 31, 6, LEAF), circle(100, 118, 60, "#B9C8D6"), circle(100, 118, 47, "#8CC3DD"),
                 path("M53 124Q76 110 100 124T147 124A47 47 0 0 1 53 124Z", "#6CA9C8"), note,
                 "".join(circle(x, y, r, WHITE, opacity=.85) for x, y, r in ((72, 102, 6), (128, 98, 5), (82, 150, 5), (122, 148, 7))),
                 stroke("M66 96Q76 80 94 78", WHITE, 6, opacity=.8))


def shark():
    p = page()
    skin = "#7FA6C4"
    d = "M14 112C40 74 98 66 138 92L176 60Q186 54 184 66C178 92 178 110 186 134Q188 146 176 140L138 122C96 150 38 146 14 112Z"
    return p.add(p.cut("M84 86C84 56 94 38 116 30Q122 28 120 36C114 54 118 70 126 86Z", skin, .5), p.cut(d, skin, .6), clip(p, d, path("M0 122C50 120 100 128 140 112L190 150H0Z", "#E6F0F7")), p.cut("M88 124C88 146 76 160 60 166Q54 166 56 160C62 146 62 136 62 124Z", shade(skin, .16), .4),
                 circle(48, 98, 9, INK), circle(51, 95, 3, WHITE), stroke("M24 118Q42 134 62 120", INK, 6), stroke("M86 98v20M98 98v20M110 100v18", shade(skin, .22), 5), circle(64, 112, 8, CORAL, opacity=.5), stroke("M20 176q14-12 28 0t28 0M120 176q14-12 28 0t28 0", "#A9D0E6", 7))


THINGS = {
    # screens
    "tablet": on_tablet(tablet_page()), "laptop": laptop_picture, "phone": phone_picture, "monitor": on_monitor(put(tablet_page(), 0, 4, .88)),
    "trolley": trolley, "tablet-owl": on_tablet(three_owls, "#E3F1E7"), "tablet-maths": on_tablet(sums()), "tablet-game": on_tablet(platform_game(), "#8FB9DC"),
    "tablet-cars": on_tablet(racing_game(), "#BFDDF0"), "tablet-story": on_tablet(open_book, "#E4DAF0"), "tablet-draw": on_tablet(paint_page(),
                                                            WHITE), "tablet-frogs": on_tablet(frog_sums), "tablet-octopus": on_tablet(octopus_page()),
    "rocket-moustache": on_tablet(moustached_rocket(), WHITE), "lock-screen": on_tablet(lock_screen), "monitor-bee": on_monitor(bee_page,
                                                            "#EEF6F0"), "monitor-castle": on_monitor(castle()),
    "stop-page": on_monitor(stop_screen()), "seat-empty": seat_empty, "window-empty": window_empty, "web-page": web_page, "close": close_window, "hide": hide,
    "power": power, "pointer": pointer,
    "phone-ring": phone_ring, "screenshot": screenshot, "covered": lambda: (lambda p: p.add(covered(p, 150, 108, 272, 190, 20, 50)))(wide()), "film": film,
    # post and messages
    "envelope": post(heart(100, 112, .6)), "envelope-open": post(letter, True), "letter-home": post(put(rect(-24, -2, 48, 34, 4, WHITE) + path("M-34 2L0-28L34 2Z", CORAL)
                                                            + path("M-8 32V16a8 8 0 0 1 16 0V32Z", TRUNK), 100, 116, 1.14)),
    "paperclip": paperclip_picture, "message": message, "message-many": message_many, "message-gone": message_gone, "chat-link": chat_link,
    # locks, looks, signs
    "padlock": padlock, "padlock-open": padlock_open, "key": key, "chain": chain, "shield": shield, "block": block, "leave": leave, "eye": eye, "grown-up": grown_up,
    "badge": school_badge,
    "clock": clock, "hourglass": hourglass, "calendar": calendar, "traffic-red": traffic(0), "traffic-amber": traffic(1), "traffic-green": traffic(2),
    "question": disc_sign(AMBER, question(100, 98, 104, INK)), "tick": disc_sign(LEAF, tick(100, 98, 68)), "cross": disc_sign(CORAL,
                                                            cross(100, 98, 70)), "undo": undo, "wifi-slow": wifi_slow, "speaker-off": speaker_off,
    "thumbs-up": thumbs_up, "star": star_picture, "heart": heart_picture, "magnifier": magnifier_picture,
    "laughing-face": disc_face(AMBER, stroke("M-46-14q15-22 30 0M16-14q15-22 30 0", INK, 10) + path("M-48 12Q0 26 48 12Q44 62 0 62Q-44 62-48 12Z", INK) + path("M-28 50Q0 30 28 50Q18 62 0 62Q-18 62-28 50Z", CORAL) + path("M-42 16Q0 28 42 16L38 28Q0 38-38 28Z", WHITE)
                               + mirror(path("M-56-2C-70 4-82 18-76 28C-66 34-56 20-56-2Z", "#8CC3DD"))),
    "sad-face": disc_face("#9DC3DE", mirror(circle(-28, -8, 10, INK) + stroke("M-44-26Q-30-36-16-40", INK, 8)) + stroke("M-30 46Q0 18 30 46", INK, 9)
                          + path("M-34 8C-44 24-44 36-34 38C-24 36-24 24-34 8Z", WHITE)),
    "calm-face": disc_face("#A9D8B4", mirror(stroke("M-46-10Q-31 6-16-10", INK, 9) + circle(-50, 18, 11, CORAL, opacity=.4)) + stroke("M-24 26Q0 42 24 26", INK, 9)),
    "cross-face": disc_face("#EE8474", mirror(circle(-28, -2, 10, INK) + stroke("M-50-32L-12-18", INK, 12)) + stroke("M-30 42Q0 20 30 42", INK, 10)),
    # pictures
    "photo": photo(lambda p: circle(40, -40, 18, AMBER) + path("M-72 24Q-30-16 8 14T72 2V60H-72Z", LEAF_LIGHT)
                   + path("M-72 40Q0 16 72 40V60H-72Z", LEAF)), "photo-group": photo(photo_group_art, SKY, 2),
    "photo-purple": photo(face_photo(PURPLE), "#FBEBC8"), "photo-you": photo(anybody, "#FBEBC8", 3), "photo-knight": photo(knight, "#DCEBF5", 3), "photo-asleep": photo(asleep, turn=2), "photo-goat": photo(with_goat,
                                                            SKY), "boots": photo(boots_art, SKY, 2),
    "picture-owl": drawing(crayon_owl), "picture-rocket": drawing(crayon_rocket, 2), "picture-rocket-new": drawing(lambda p: crayon_rocket(p, LAKE, AMBER, False), -2), "picture-tractor": drawing(crayon_tractor, 2), "picture-blank": drawing(rubbed_out, -1), "picture-dragon": drawing(sock_dragon,
                                                            2), "picture-hands": drawing(hand_prints, -1),
    "poster-octopus": poster, "file-blank": sheet_of_paper(), "page": sheet_of_paper("".join(stroke(f"M58 {y}q9-9 18 0t18 0" + "t18 0" * k, LAKE, 7) for y,
                                                            k in ((58, 0), (86, 3), (110, 3), (134, 3), (158, 1)))), "sticky-note": sticky_note, "map": map_picture,
    # school and home
    "bin": bin_picture, "folder": folder_picture, "folder-open": folder_open, "cloud": cloud, "camera": camera, "whistle": whistle, "life-ring": life_ring,
    "music-note": music_note, "house": house_picture,
    "football": football, "book": book, "shopping": shopping, "pencil": pencil_picture, "game-pad": game_pad, "gift": gift, "present-box": present_box, "trophy": trophy,
    "street-sign": street_sign,
    "sandwich": sandwich, "microphone": microphone, "crown": crown,
    # what the lessons asked for
    "lifeguard": lifeguard, "waving-arm": waving_arm, "swim-hat": swim_hat, "plant-pot": plant_pot, "table-shoes": table_shoes, "night-light": night_light, "binoculars": binoculars,
    "jam-tarts": tart_stand(False), "jam-tarts-eaten": tart_stand(True),
    "turnip": turnip, "dragon": dragon_picture(), "dragon-tutu": dragon_picture(True), "crisps": crisps, "saucepan": saucepan, "biscuits": biscuits, "cat-bag": cat_bag,
    "goal": goal_picture, "woolly-hat": woolly_hat, "boat": boat,
    "bee": bee_picture, "custard": custard, "washing-machine": washing_machine, "shark": shark,
}
