"""One picture for each rule. The panel is 620 by 660; what matters lies between y 80 and y 580."""

from kit import *


def page():
    return Sheet(620, 660)


def _line(x, y, w, colour=LINE, h=12):
    return rect(x, y, w, h, h / 2, colour)


def ks1_school_work():
    p = page()
    p.add(room(p, WALL))
    for i, (d, c) in enumerate((("M-6-14L4-22V22", CORAL), ("M-14-10C-12-28 16-26 12-6C10 6-8 10-14 22H16", LEAF),
                                ("M-12-16C-2-28 18-20 12-6C10 0 4 0 0 0C10 0 18 8 14 16C6 28-12 24-16 14", PLUM))):
        p.add(put(p.cut(d_rect(-34, -42, 68, 84, 14), WHITE, .6) + stroke(d, c, 9), 412 + i * 80, 142, 1, (-4, 3, -2)[i]))
    p.add(bust(p, AISHA, 158, 262, .9, "smile", (8, 6)))
    p.add(table(510))
    sums = (rect(-138, -94, 130, 14, 7, LEAF_LIGHT)
            + "".join(circle(-116 + i * 42, -36, 16, CORAL) for i in range(3)) + stroke("M14-36h28m-14-14v28", INK, 8)
            + "".join(circle(78 + i * 42, -36, 16, LAKE) for i in range(2)) + stroke("M-128 38h28m-28 18h28", INK, 8)
            + p.cut(d_rect(-70, 10, 206, 70, 16), WHITE, .4) + "".join(circle(-44 + i * 38, 45, 13, LEAF) for i in range(4)))
    p.add(tablet(p, 442, 396, 316, 246, -4, put(sums, 0, 0, .9)))
    p.add(arm(p, AISHA, shoulder(158, 262, .9, 1), (262, 630), (440, 514), 46, (510, 448)))
    p.add(books(p, 112, 600, .86), pencil(p, 432, 590, 150, -8))
    return p


def ks1_own_files():
    p = page()
    p.add(room(p, "#E2F2E8"))
    p.add(p.cut(d_rect(210, 84, 384, 372, 30), INK, 1), rect(230, 104, 344, 332, 16, SKY_LOW))
    fish = path("M-42 0C-24-34 20-34 40 0C20 34-24 34-42 0Z", LAKE) + path("M30 0L60-24V24Z", LAKE) + circle(-20, -6, 5, WHITE)
    flower = "".join(put(ellipse(0, -24, 14, 18, PLUM), 0, -4, 1, a) for a in range(0, 360, 72)) + circle(0, -4, 14, AMBER)
    sun = circle(0, 0, 26, AMBER) + stroke("M0-44V-40M0 40V44M-44 0H-40M40 0H44M-31-31l3 3M31-31l-3 3M-31 31l3-3M31 31l-3-3", AMBER, 9)
    rocket = (path("M0-56C26-34 26 6 18 34H-18C-26 6-26-34 0-56Z", CORAL) + circle(0, -12, 11, WHITE)
              + path("M-18 12L-38 40H-16ZM18 12L38 40H16Z", INK) + path("M-10 36H10L0 62Z", AMBER))
    for x, y, art, who, ground in ((316, 186, flower, AISHA, "#EDE6F5"), (488, 186, fish, TOMOS, "#DDEBF3"), (488, 354, sun, SAFIYA, "#FDF1D6")):
        p.add(f'<g opacity=".55">{rect(x - 74, y - 70, 148, 140, 18, ground)}{put(art, x - 18, y - 8, .82)}</g>')
        p.add(badge(p, who, x + 44, y + 42, 34, WHITE))
    p.add(put(p.cut(d_rect(-92, -88, 184, 176, 24), AMBER, .9) + rect(-80, -76, 160, 152, 16, WHITE) + put(rocket, -22, -6, .95)
              + badge(p, KOFI, 44, 42, 44, WALL), 308, 360))
    p.add(tick_disc(p, 400, 280, 32))
    p.add(bust(p, KOFI, 130, 372, .82, "grin", (8, -2)))
    p.add(table(580))
    p.add(arm(p, KOFI, shoulder(130, 372, .82, 1), (292, 600), (284, 486), 44, (284, 420)))
    return p


def ks1_tell_someone():
    p = page()
    p.add(room(p, "#FCEFD2"))
    p.add(bust(p, OKORO, 438, 222, 1, "smile", (-8, 8), "kind", -4))
    p.add(bust(p, AISHA, 166, 318, .82, "oh", (10, -6), "worry", 3))
    p.add(table(520))
    p.add(speech(p, 206, 136, 150, 116, (262, 262)))
    p.add(rect(166, 100, 80, 72, 14, COVER), bang_disc(206, 136, 25))
    p.add(tablet(p, 300, 508, 300, 206, -3, rect(-135, -88, 270, 176, 9, COVER) + bang_disc(-52, -34, 42)))
    p.add(leaf(p, 352, 538, 1.55, LEAF, -14))
    p.add(arm(p, AISHA, shoulder(166, 318, .82, -1), (70, 620), (212, 570), 44, thumb=(262, 538)))
    p.add(arm(p, OKORO, shoulder(438, 222, 1, 1, OKORO), (606, 590), (500, 566), 54, thumb=(462, 544)))
    return p


def ks1_my_choices():
    p = page()
    p.add(room(p, "#E9E2F2"))
    p.add(bust(p, TOMOS, 310, 330, .94, "smile", (-10, -6)))
    p.add(arm(p, TOMOS, shoulder(310, 330, .94, -1), (80, 560), (120, 372), 48))
    p.add(arm(p, TOMOS, shoulder(310, 330, .94, 1), (560, 580), (536, 420), 48))
    p.add(p.cut_line("M124 350V300", TRUNK, 14), p.cut(d_circle(124, 212, 100), WHITE, 1), heart(124, 218, 1.75), tick_disc(p, 202, 140, 34))
    p.add(p.cut_line("M534 396V364", TRUNK, 12), p.cut(d_circle(530, 310, 64), "#B9B0C8", .8), scribble(530, 306, 1.0, SLATE), cross_disc(p, 580, 262, 24))
    p.add(table(560))
    screen = heart(-58, 2, .62) + smiley(0, 0, 24) + star(58, 0, 24, LEAF_LIGHT)
    p.add(tablet(p, 310, 560, 240, 132, 0, screen))
    return p


def ks1_someone_checks():
    p = page()
    p.add(room(p, "#FBE6E0"))
    p.add(p.cut_line("M566 500C580 360 540 220 440 160", TRUNK, 15))
    p.add(bust(p, OKORO, 410, 312, .9, "smile", (-9, 9), "kind", -3))
    p.add(leaf(p, 296, 134, 2.72, LEAF_LIGHT, -3, .9))
    p.add(bust(p, KOFI, 164, 360, .76, "smile", (7, 8)))
    p.add(table(540))
    art = path("M-112 60C-60 20-10 40 30 30C70 20 90 40 112 30V64H-112Z", LEAF_LIGHT) + circle(-66, -26, 20, AMBER) + house(0, 4, .85)
    p.add(tablet(p, 240, 546, 274, 168, -3, art))
    p.add(arm(p, KOFI, shoulder(164, 360, .76, -1), (52, 600), (104, 596), 42, thumb=(134, 584)))
    p.add(arm(p, OKORO, (528, 540), (588, 560), (572, 468), 52))
    p.add(magnifier(p, 330, 530, 54, 60), arm(p, OKORO, (500, 560), (500, 640), (420, 592), 52))
    return p


def ks2_school_purposes():
    p = page()
    p.add(room(p, "#E2F2E8"))
    p.add(p.cut(d_circle(502, 138, 50), LEAF, .8), circle(502, 138, 39, WHITE), stroke("M502 114V138L520 150", INK, 7), circle(502, 138, 5, INK))
    p.add(bust(p, YUSUF, 134, 292, .86, "smile", (10, 5)))
    p.add(table(530))
    planet = (circle(-74, 22, 56, LAKE) + path("M-124 6C-104-4-96 18-76 12C-60 6-64-14-50-26C-34-16-22 0-19 16C-34 34-60 28-74 42C-92 58-112 44-126 40Z", LEAF_LIGHT)
              + stroke("M-150 44C-110 70-30 40 2-4", AMBER, 8))
    bars = "".join(rect(44 + i * 38, 70 - h, 26, h, 6, c) for i, (h, c) in enumerate(((44, CORAL), (84, LEAF), (64, PLUM))))
    p.add(laptop(p, 406, 332, 336, 266, put(window(0, -104, 318, 34) + planet + bars + _line(38, -62, 110) + _line(38, -38, 76), 0, 0, .96)))
    p.add(arm(p, YUSUF, shoulder(134, 292, .86, 1), (250, 640), (342, 528), 48))
    p.add(arm(p, YUSUF, shoulder(134, 292, .86, -1), (60, 640), (236, 548), 48))
    p.add(pencil(p, 470, 594, 140, -6, CORAL))
    return p


def ks2_attachments():
    p = page()
    p.add(room(p, "#D3E5EF"))
    letter = p.cut(d_rect(76, 88, 148, 130, 12), WHITE, .5) + badge(p, ELA, 134, 146, 46, WALL)
    p.add(envelope(p, 150, 226, 236, PAPER, letter, opened=True), paperclip(212, 122, 1.15))
    odd = circle(460, 252, 40, "#8591A6") + question(460, 252, 54, WHITE)
    p.add(envelope(p, 464, 226, 240, "#C3CBD8", odd), paperclip(566, 146, 1.15, CORAL))
    p.add(bust(p, ZOFIA, 308, 426, .82, "smile", (-10, -8), "up", low=340))
    p.add(tick_disc(p, 66, 306, 38), cross_disc(p, 556, 306, 38))
    p.add(arm(p, ZOFIA, shoulder(308, 426, .82, -1), (120, 650), (134, 474), 46, (146, 376)))
    p.add(arm(p, ZOFIA, shoulder(308, 426, .82, 1), (500, 660), (496, 500), 46), palm(p, ZOFIA, 494, 492, .86, 4))
    return p


def ks2_passwords():
    p = page()
    p.add(room(p, "#E9E2F2"))
    p.add(p.cut(d_rect(130, 84, 360, 80, 40), WHITE, .8), "".join(circle(198 + i * 56, 124, 14, INK) for i in range(5)))
    p.add(bust(p, ELA, 262, 328, .94, "calm", (0, 0), "up"))
    p.add(lock(p, 448, 476, 1.75, AMBER, .9))
    p.add(arm(p, ELA, shoulder(262, 322, .94, 1), (420, 690), (520, 546), 50))
    p.add(arm(p, ELA, shoulder(262, 322, .94, -1), (150, 640), (232, 488), 50, (262, 378)))
    return p


def ks2_own_files():
    p = page()
    p.add(room(p, "#FCEFD2"))
    p.add(p.cut(d_rect(40, 200, 540, 22, 8), TRUNK, .8))
    for x, who, colour in ((126, ZOFIA, LEAF_PALE), (494, ELA, "#F3B4AC")):
        p.add(folder(p, x, 142, 1, colour, badge(p, who, 0, 20, 34, WHITE)), lock(p, x + 68, 176, .44, "#8A94A8", 0))
    p.add(f'<path d="M232 198V98q0-14 14-14h36q8 0 13 7l9 13h66q14 0 14 14V198" fill="none" stroke="{DESK_EDGE}" stroke-width="6" stroke-dasharray="3 14" stroke-linecap="round"/>')
    p.add(bust(p, YUSUF, 310, 330, .78, "grin", (0, 5), low=470))
    p.add(arm(p, YUSUF, shoulder(310, 330, .78, -1), (160, 600), (214, 574), 44), arm(p, YUSUF, shoulder(310, 330, .78, 1), (460, 600), (406, 574), 44))
    p.add(folder(p, 310, 526, 1.24, AMBER, badge(p, YUSUF, 0, 18, 42, WHITE)), tick_disc(p, 412, 470, 36))
    p.add("".join(stroke(f"M{310 + side * 92} 566h{-side * 34}M{310 + side * 90} 586h{-side * 30}", YUSUF.skin, 19) for side in (-1, 1)))
    return p


def ks2_polite_contact():
    p = page()
    p.add(room(p, "#FBE6E0"), table(490))
    tiles = (rect(-196, -124, 190, 214, 14, "#E2F2E8") + rect(8, -124, 190, 214, 14, "#FCEFD2"))
    p.add(laptop(p, 374, 246, 400, 284, put(tiles + put(_tile(p, ELA), -101, -22) + put(_tile(p, OKORO), 103, -22)
                 + rect(-60, 100, 120, 26, 13, LINE) + circle(0, 113, 9, LEAF), 0, 2, .92)))
    p.add(bust(p, ZOFIA, 192, 428, .74, "grin", (9, -7)))
    p.add(speech(p, 466, 524, 204, 112, (306, 508), WHITE), heart(422, 526, .85), smiley(508, 524, 37))
    p.add(arm(p, ZOFIA, shoulder(192, 428, .74, -1), (30, 620), (52, 470), 42), palm(p, ZOFIA, 52, 462, .78, -6))
    return p


def _tile(p, look):
    body = path("M-74 112C-74 66-44 46 0 46C44 46 74 66 74 112Z", look.top) + rect(-17, 26, 34, 36, 16, shade(look.skin, .12))
    return body + put(head(p, look, "smile", (-4, 6), k=0), 0, -16, .52)


def ks2_nasty_things():
    p = page()
    p.add(room(p, WALL))
    p.add(bust(p, ELA, 192, 316, .8, "calm", (8, 4), "kind"))
    p.add(arm(p, ELA, shoulder(192, 316, .8, -1), (30, 520), (46, 334), 42), palm(p, ELA, 47, 326, .8, 3))
    p.add(table(530))
    p.add(laptop(p, 428, 334, 330, 270, rect(-150, -120, 300, 240, 10, COVER) + path("M-110 110L-44 40L10 80L44 56L110 110Z", COVER_LIGHT) + bang_disc(0, 68, 44)))
    p.add(p.cut("M278 206H578V330q0 14-14 14H292q-14 0-14-14Z", LEAF, .8), path("M278 318H578v12q0 14-14 14H292q-14 0-14-14Z", LEAF_DEEP), p.cut(d_rect(264, 182, 328, 34, 17), LEAF_DEEP, .6))
    p.add(stroke("M320 344V372", LEAF_DEEP, 7), arm(p, ELA, shoulder(192, 316, .8, 1), (300, 560), (312, 404), 42))
    p.add(speech(p, 190, 138, 124, 108, (196, 220)), put(head(p, OKORO, "smile", (-4, 4), k=0), 190, 133, .35))
    p.add(put(p.cut("M-56 4L56-44L20 44L-4 18Z", WHITE, .6) + path("M56-44L-4 18L-8 46L9 28Z", LINE), 444, 130), cross_disc(p, 510, 134, 34))
    return p


def ks2_my_phone():
    p = page()
    p.add(room(p, "#C9DDE9"))
    p.add(p.cut(d_rect(40, 84, 140, 160, 22), PAPER, .8), rect(54, 98, 112, 132, 12, "#5E7FA6"), path("M124 120a32 32 0 1 0 20 55a26 26 0 0 1-20-55Z", "#FBE3A6"),
          circle(80, 128, 4, PAPER), circle(92, 200, 4, PAPER))
    p.add(p.cut(d_rect(-30, 420, 680, 300, 60), PLUM, 1), p.cut(d_rect(-60, 480, 150, 240, 50), shade(PLUM, .2), .8), p.cut(d_rect(540, 480, 150, 240, 50), shade(PLUM, .2), .8))
    p.add(bust(p, YUSUF, 236, 352, .9, "hm", (12, -4), "up", -4))
    p.add(thought(p, 462, 184, 122, 104, (330, 316)))
    p.add(put(p.cut(d_rect(-52, -58, 104, 116, 8), PAPER, .5) + rect(-42, -48, 84, 78, 6, LEAF_PALE) + put(head(p, KOFI, "grin", k=0), 0, -12, .27), 426, 176, 1, -7))
    p.add(question(516, 178, 92, PLUM))
    p.add(phone(p, 430, 470, 116, 208, 8, heart(-18, -54, .5) + smiley(22, -50, 18) + _line(-36, -14, 72) + _line(-36, 8, 50) + rect(-36, 44, 72, 30, 15, LEAF)))
    p.add(arm(p, YUSUF, shoulder(236, 352, .9, 1), (370, 660), (404, 562), 48, thumb=(400, 502)))
    p.add(arm(p, YUSUF, shoulder(236, 352, .9, -1), (120, 660), (186, 528), 48, (204, 470)))
    return p


def ks2_personal_details():
    p = page()
    p.add(room(p, "#DCEFE3"))
    game = (rect(-92, -148, 184, 296, 9, "#DDD3EA") + circle(0, -74, 52, "#9A8DB0") + question(0, -74, 66, WHITE)
            + rect(-72, 0, 150, 60, 20, WHITE) + house(-8, 28, .46, DESK, CORAL) + question(44, 30, 40, PLUM)
            + rect(-72, 76, 140, 46, 20, WHITE) + rect(-10, 82, 18, 33, 5, INK) + question(38, 99, 32, PLUM))
    p.add(tablet(p, 494, 286, 210, 326, 4, game))
    p.add(bust(p, ZOFIA, 166, 246, .86, "calm", (7, 4), "kind"))
    p.add(table(590))
    cards = ((82, 492, -8, house(0, 2, .9, DESK)), (170, 506, 2, rect(-22, -38, 44, 76, 10, INK) + rect(-16, -28, 32, 52, 4, SKY) + circle(0, 31, 4, WHITE)),
             (258, 492, 8, badge(p, ZOFIA, 0, -12, 28, LEAF_PALE) + _line(-28, 28, 56, LINE, 12)))
    for x, y, turn, art in cards:
        p.add(put(p.cut(d_rect(-46, -58, 92, 116, 14), PAPER, .7) + art, x, y, 1, turn))
    p.add(leaf(p, 366, 380, 2.05, LEAF, -82, .9))
    p.add(arm(p, ZOFIA, shoulder(166, 246, .86, -1), (0, 600), (96, 578), 44, thumb=(140, 556)))
    p.add(arm(p, ZOFIA, shoulder(166, 246, .86, 1), (300, 452), (336, 410), 44), palm(p, ZOFIA, 352, 424, .92, 6))
    return p


def ks2_my_behaviour():
    p = page()
    p.add(rect(0, 0, 620, 660, 0, p.gradient(SKY, SKY_LOW)))
    p.add(p.cut("M-30 330C120 270 260 300 340 320C440 344 540 290 650 310V690H-30Z", HILL_FAR, 0), p.cut("M-30 440C140 400 300 430 420 424C500 420 560 400 650 410V690H-30Z", HILL_NEAR, 0))
    p.add(path("M60 660C120 560 180 520 210 424L390 424C420 520 480 560 560 660Z", DESK))
    p.add(p.cut_line("M530 480V120", TRUNK, 18))
    p.add(p.cut("M446 124H566L600 160L566 196H446q-12 0-12-12V136q0-12 12-12Z", LEAF, .7), heart(506, 161, .64, WHITE))
    p.add(p.cut("M600 216H494L460 246L494 276H600q10 0 10-10V226q0-10-10-10Z", "#B9B0C8", .6), scribble(546, 245, .58, SLATE))
    x, y, s = 248, 244, .8
    helmet = p.cut("M-128-6C-134-110-64-158 0-158C64-158 134-110 128-6Q0-52-128-6Z", CORAL, .8) + stroke("M-66-124C-84-96-92-68-94-40M66-124C84-96 92-68 94-40M0-136V-58", tint(CORAL, .55), 12)
    p.add(p.cut_line("M204 560L176 700M292 560L320 700", SLATE, 66, .8), p.cut(d_rect(226, 540, 44, 200, 22), INK, .8))
    p.add(bust(p, YUSUF, x, y, s, "grin", (7, -2), low=410), put(stroke("M-104-6C-96 70-60 128 0 130C60 128 96 70 104-6", SLATE, 9) + helmet, x, y, s))
    p.add(p.cut_line("M108 470Q130 510 248 512Q366 510 388 470", INK, 18, .8), p.cut_line("M108 470L98 452M388 470L398 452", CORAL, 26))
    p.add(arm(p, YUSUF, shoulder(x, y, s, -1), (92, 470), (98, 448), 44), arm(p, YUSUF, shoulder(x, y, s, 1), (404, 470), (398, 448), 44))
    p.add(tablet(p, 248, 538, 150, 108, 0, smiley(0, 0, 33)))
    return p


def ks2_whole_school():
    p = page()
    p.add(rect(0, 0, 620, 660, 0, p.gradient(SKY, SKY_LOW)))
    p.add(p.cut("M0 420C120 370 300 390 380 396C480 404 560 376 620 390V660H0Z", HILL_FAR, 0))
    p.add(p.cut("M110 420V236q0-10 10-10H236V190L310 118L384 190V226H500q10 0 10 10V420Z", PAPER, 1))
    p.add(path("M96 240L124 196H236V240ZM384 196H496L524 240H384Z", CORAL), p.cut("M216 202L300 112q10-10 20 0L404 202q-2 12-14 8L310 140L230 210q-12 4-14-8Z", CORAL, .6))
    p.add(heart(310, 206, .72))
    p.add("".join(rect(x, 268, 50, 58, 10, WALL) for x in (134, 200, 285, 370, 436)))
    p.add(p.cut_line("M310 116V66", TRUNK, 7), leaf(p, 342, 76, .36, LEAF, 0))
    p.add(p.cut("M0 520C160 470 420 470 620 520V660H0Z", HILL_NEAR, 0))
    back = ((152, 372, .42, TOMOS, "smile"), (312, 376, .42, KOFI, "grin"), (472, 350, .48, OKORO, "smile"))
    front = ((70, 478, .47, ZOFIA, "smile"), (232, 488, .47, SAFIYA, "smile"), (392, 488, .47, YUSUF, "grin"), (552, 484, .47, ELA, "smile"))
    for x, y, s, look, face in back + front:
        p.add(ellipse(x, y + 6, 116 * s, 130 * s, INK, opacity=.12), bust(p, look, x, y, s, face, low=700, plain=True))
    p.add(tablet(p, 312, 606, 132, 88, 0, heart(0, 0, .6)), circle(246, 612, 15, SAFIYA.skin), circle(378, 612, 15, YUSUF.skin))
    return p


def ks2_checking():
    p = page()
    p.add(room(p, "#FCEFD2"))
    p.add(bust(p, OKORO, 132, 240, .78, "smile", (9, 5), "kind"), bust(p, MUM, 488, 254, .78, "smile", (-9, 5), "kind"))
    p.add(bust(p, ELA, 310, 346, .7, "smile", (-6, -3)))
    p.add(speech(p, 310, 140, 156, 116, (214, 246), WHITE), heart(310, 142, 1.05))
    p.add(table(530))
    p.add(tablet(p, 310, 530, 286, 152, 0, _line(-112, -46, 120, LEAF_LIGHT, 14) + _line(-112, -14, 150) + _line(-112, 12, 110) + _line(-112, 38, 140)))
    p.add(magnifier(p, 262, 524, 48, -40), arm(p, OKORO, (44, 430), (10, 620), (168, 586), 44))
    p.add(arm(p, MUM, (578, 450), (610, 620), (474, 570), 44, thumb=(430, 546)))
    return p


RULES = {f.__name__.replace("_", "-"): f for f in (
    ks1_school_work, ks1_own_files, ks1_tell_someone, ks1_my_choices, ks1_someone_checks, ks2_school_purposes, ks2_attachments,
    ks2_passwords, ks2_own_files, ks2_polite_contact, ks2_nasty_things, ks2_my_phone, ks2_personal_details, ks2_my_behaviour,
    ks2_whole_school, ks2_checking)}
