"""Eight stamps a child may choose instead of writing a name: eight outlines nobody mixes up."""

from kit import *


def page():
    return Sheet(200, 200)


def acorn():
    p = page()
    return p.add(p.cut("M44 92C44 140 72 168 92 182Q100 190 108 182C128 168 156 140 156 92Z", "#C98A4B", .6),
                 path("M66 100C66 130 76 150 88 164", "none", stroke="#E3B27C", stroke_width=9, stroke_linecap="round"),
                 p.cut_line("M100 44C98 30 104 20 116 14", TRUNK_DEEP, 13),
                 p.cut("M30 92C26 58 60 38 100 38C140 38 174 58 170 92Q168 106 154 106H46Q32 106 30 92Z", TRUNK_DEEP, .6),
                 stroke("M58 66l14 14M92 54l14 14M126 60l14 14M76 88l8 8M112 86l8 8", TRUNK, 7))


def butterfly():
    p = page()
    wings = ""
    for s in (-1, 1):
        top = f"M100 96C{100 + s * 10} 30 {100 + s * 86} 8 {100 + s * 86} 62C{100 + s * 86} 98 {100 + s * 40} 108 100 104Z"
        low = f"M100 104C{100 + s * 34} 104 {100 + s * 72} 120 {100 + s * 64} 154C{100 + s * 56} 186 {100 + s * 12} 168 100 116Z"
        wings += p.cut(low, CORAL, .5) + p.cut(top, PLUM, .5)
        wings += circle(100 + s * 54, 64, 17, AMBER) + circle(100 + s * 38, 142, 12, "#F7C9C2")
    return p.add(wings, stroke("M100 66C96 46 88 38 78 34M100 66C104 46 112 38 122 34", INK, 6), stroke("M100 74V150", INK, 17))


def fish():
    p = page()
    return p.add(p.cut("M134 100L180 60Q192 54 190 68V132Q192 146 180 140Z", AMBER, .6),
                 p.cut("M58 64Q76 22 116 30Q112 48 114 64Z", AMBER, .5), p.cut("M74 140Q88 170 112 166Q106 150 108 136Z", AMBER, .5),
                 p.cut("M12 100C34 48 104 40 152 100C104 160 34 152 12 100Z", LAKE, .6),
                 stroke("M84 72q18 28 0 56M114 78q14 22 0 44", "#8FBAD3", 8), circle(46, 92, 12, WHITE), circle(44, 92, 6.5, INK),
                 stroke("M26 114q10 8 20 4", INK, 5))


def flower():
    p = page()
    petals = "".join(put(p.cut(d_ellipse(0, -41, 24, 32), CORAL, .4, turn=a), 100, 78, 1, a) for a in range(0, 360, 60))
    return p.add(p.cut_line("M100 110C102 140 98 165 100 188", LEAF, 13), put(p.cut("M0 0C-6-30 24-42 50-34C48-8 28 8 0 0Z", LEAF, .5), 104, 168),
                 petals, p.cut(d_circle(100, 78, 25), AMBER, .4), "".join(circle(100 + 12 * cos(a), 78 + 12 * sin(a), 3.4, "#C98A2B") for a in (.5, 1.76, 3.02, 4.27, 5.53)), circle(100, 78, 3.4, "#C98A2B"))


def moon():
    p = page()
    return p.add(p.cut("M122 18A84 84 0 1 0 180 134A66 66 0 1 1 122 18Z", "#F2C355", .6), circle(58, 92, 9, "#DDA636"), circle(82, 146, 12, "#DDA636"),
                 circle(58, 124, 6, "#DDA636"), star(146, 76, 19, PLUM, 10), circle(176, 40, 6, PLUM))


def rocket():
    p = page()
    body = (path("M-14 48H14Q12 78 0 92Q-12 78-14 48Z", AMBER) + path("M-7 48H7Q6 66 0 74Q-6 66-7 48Z", CORAL)
            + p.cut("M-26 10L-56 40V66L-22 50ZM26 10L56 40V66L22 50Z", CORAL, .5)
            + p.cut("M0-90C36-60 40 0 26 54H-26C-40 0-36-60 0-90Z", "#E4ECF5", .6) + path("M0-90C15-78 25-62 30-44H-30C-25-62-15-78 0-90Z", CORAL)
            + circle(0, -10, 19, INK) + circle(0, -10, 12, "#7FB2D2"))
    return p.add(put(body, 96, 98, 1, 32))


def star_stamp():
    p = page()
    points = [((88 if i % 2 == 0 else 50) * sin(i * pi / 5), -(88 if i % 2 == 0 else 50) * cos(i * pi / 5)) for i in range(10)]
    d = "M" + "L".join(f"{n(100 + x)} {n(104 + y)}" for x, y in points) + "Z"
    return p.add(p.cut(d, AMBER, .6, f' stroke="{AMBER}" stroke-width="16" stroke-linejoin="round"'),
                 circle(82, 100, 7, INK), circle(118, 100, 7, INK), stroke("M84 118q16 14 32 0", INK, 6), circle(70, 112, 8, CORAL, opacity=.5),
                 circle(130, 112, 8, CORAL, opacity=.5))


def sun():
    p = page()
    rays = "".join(put(path("M-14-68Q0-106 14-68Z", "#EE9A32", stroke="#EE9A32", stroke_width=7, stroke_linejoin="round"), 100, 100, 1, a)
                   for a in range(0, 360, 36))
    return p.add(rays, p.cut(d_circle(100, 100, 56), AMBER, .6), circle(82, 92, 7, INK), circle(118, 92, 7, INK),
                 stroke("M80 112q20 18 40 0", INK, 6))


STAMPS = {"acorn": acorn, "butterfly": butterfly, "fish": fish, "flower": flower, "moon": moon, "rocket": rocket, "star": star_stamp, "sun": sun}
