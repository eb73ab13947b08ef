"""Where lessons happen: 1600 by 900, edge to edge. They are stages, not pictures: pale, low in contrast, quiet in the upper
sixth (a question stands there), quiet in the bottom quarter (answers lie there), and quietest in the middle.
"""

from kit import *

FLOOR = 676  # what people stand behind or on begins here


def page(wall, low=None):
    p = Sheet(1600, 900)
    return p.add(rect(0, 0, 1600, 900, 0, p.gradient(wall, low) if low else wall))


def desk(top=FLOOR, colour="#EDD5B0", edge="#E2C495"):
    return rect(0, top, 1600, 900 - top, 0, colour) + rect(0, top, 1600, 18, 0, edge)


def pane(p, x, y, w, h, frame="#F3F8FB", sky="#E9F4FB", hills=True):
    """A window in a wall, with hills far away; (x, y) is its top left corner."""
    inside = rect(x + 14, y + 14, w - 28, h - 28, 8, sky)
    if hills:
        l, r, b = x + 14, x + w - 14, y + h - 22
        inside += path(f"M{l} {b - h * .22:.0f}Q{x + w * .3:.0f} {b - h * .42:.0f} {x + w * .62:.0f} {b - h * .2:.0f}T{r} {b - h * .26:.0f}V{b}H{l}Z", "#D9EDDF")
    bars = rect(x + w / 2 - 5, y + 8, 10, h - 16, 0, frame)
    return p.cut(d_rect(x, y, w, h, 16), frame, .6) + inside + bars + p.cut(d_rect(x - 14, y + h - 6, w + 28, 20, 8), frame, .4)


def _sun(x, y, r, fill):
    return circle(x, y, r, fill) + "".join(put(rect(-r * .12, -r * 1.75, r * .24, r * .42, r * .12, fill), x, y, 1, a) for a in range(0, 360, 45))


def classroom():
    p = page("#DDEBF4", "#E6F1F7")
    p.add(pane(p, 1290, 176, 250, 290))
    board = p.cut(d_rect(560, 170, 560, 316, 18), "#EFF5F9", .6) + rect(576, 186, 528, 284, 10, "#F7FAFC") + rect(690, 486, 300, 12, 6, "#D3E1EA")
    p.add(board)
    paper = (("#F6E3DD", put(_sun(0, 0, 24, "#F1D3A0"), 0, 2)), ("#E0EFE4", leaf(p, 0, 0, .5, "#B9DCC5", -30, 0)), ("#E7E1F0", heart(0, 0, .8, "#D6C8E4")),
             ("#F7EDD3", house(0, 2, .8, "#FBF6EC", "#EBC8BE")), ("#E0EFE4", circle(0, 0, 26, "#BFDACB") + circle(-9, -6, 3, "#8FB8A0") + circle(9, -6, 3, "#8FB8A0")
              + stroke("M-11 8q11 10 22 0", "#8FB8A0", 4)), ("#F6E3DD", star(0, 0, 26, "#EFD9AC")))
    p.add(p.cut(d_rect(66, 186, 400, 290, 16), "#D3E6DA", .6))
    for i, (ground, art) in enumerate(paper):
        p.add(put(rect(-52, -56, 104, 112, 8, ground) + art, 136 + i % 3 * 130, 258 + i // 3 * 140, 1, (-3, 2, -1, 3, -2, 2)[i]))
    p.add(rect(0, 560, 1600, 120, 0, "#D4E3EC"), rect(0, 560, 1600, 10, 0, "#C8DAE5"))
    for x, c in ((596, "#E7CFC9"), (640, "#CFE2D6"), (684, "#DDD5E8"), (728, "#F0E2C2"), (1180, "#CFE2D6"), (1224, "#E7CFC9"), (1268, "#F0E2C2")):
        p.add(rect(x, 596, 36, 84, 6, c))
    return p.add(desk())


def computer_room():
    p = page("#E6E3EF", "#ECEAF3")
    p.add(pane(p, 80, 176, 290, 230, "#F4F2F8", "#EAF3FA"), pane(p, 1230, 176, 290, 230, "#F4F2F8", "#EAF3FA"))
    p.add(rect(560, 190, 480, 16, 8, "#D6D1E3"))
    for i, (x, c) in enumerate(((640, "#D4E6DB"), (760, "#F3DFD8"), (880, "#F3E9CD"), (990, "#DCE7F0"))):
        p.add(put(stroke("M0 0V34", "#D6D1E3", 5) + circle(0, 62, 32, c) + (heart(0, 64, .5, "#FBF9F4"), star(0, 62, 17, "#FBF9F4"),
              tick(0, 62, 24, "#FBF9F4"), circle(0, 62, 14, "#FBF9F4"))[i], x, 200))
    p.add(rect(0, 590, 1600, 110, 0, "#DCD7E7"), p.cut(d_rect(-20, 574, 1640, 26, 8), "#CFC8DE", .5))
    for i, x in enumerate((130, 398, 666, 934, 1202, 1470)):
        lines = rect(-74, -48, 70, 10, 5, "#D9E4DE") + rect(-74, -28, 100, 8, 4, "#E3E6EE") + rect(-74, -12, 84, 8, 4, "#E3E6EE")
        p.add(put(rect(-26, 68, 52, 40, 0, "#BFB9D0") + p.cut(d_rect(-56, 100, 112, 14, 7), "#C2BCD2", .3) + p.cut(d_rect(-104, -76, 208, 150, 14), "#C2BCD2", .5)
                  + rect(-92, -64, 184, 126, 8, "#F3F5FA") + lines + (circle(56, 22, 22, ("#F0E1BD", "#D4E6DB", "#EBD3CD")[i % 3])), x, 464))
    return p.add(desk(FLOOR, "#E6DCD2", "#D9CCBE"))


def playground():
    p = page("#DCEEF9", "#F1F8FC")
    p.add(circle(1380, 190, 54, "#F8EBC8"))
    for x, y, s in ((300, 200, 1), (960, 172, .8)):
        p.add(put(path("M-90 24Q-92-8-58-8Q-46-40-10-34Q20-56 48-28Q88-30 88 4Q88 24 70 24Z", "#FBFDFE"), x, y, s))
    p.add(path("M0 470C200 380 460 400 700 440C980 484 1260 390 1600 430V720H0Z", "#D8ECDF"))
    school = (rect(-260, -150, 520, 170, 8, "#F3ECDF") + path("M-280-150L-236-206H236L280-150Z", "#EBCFC6") + path("M-70-196L-8-256Q0-264 8-256L70-196V-140H-70Z", "#F3ECDF")
              + path("M-86-190L-10-268Q0-278 10-268L86-190Q84-180 74-184L0-254L-74-184Q-84-180-86-190Z", "#EBCFC6") + heart(0, -188, .5, "#E6BDB4")
              + "".join(rect(x, -112, 58, 62, 8, "#DCEAF2") for x in (-222, -142, 84, 164)) + path("M-34 20V-52a34 34 0 0 1 68 0V20Z", "#D9C3AC"))
    p.add(put(school, 420, 496))
    p.add(path("M0 540C260 490 560 520 820 530C1120 540 1360 500 1600 520V720H0Z", "#CBE5D4"))
    fence = "".join(rect(x, 516, 16, 84, 8, "#EFE4D2") for x in range(8, 1600, 50))
    p.add(rect(0, 536, 1600, 10, 0, "#EFE4D2"), rect(0, 574, 1600, 10, 0, "#EFE4D2"), fence)
    tree = path("M-18 150C-8 60-12 20-20-20H22C14 20 12 60 20 150Z", "#CDB39D") + circle(-58, -60, 84, "#BBDDC7") + circle(58, -56, 88, "#BBDDC7") + circle(0, -130, 96, "#C4E2CE")
    p.add(put(tree, 1424, 470))
    slide = (stroke("M-70 170V-40M-10 170V-40M-70 20H-10M-70 66H-10M-70 112H-10", "#D9B9AE", 14) + stroke("M-10-36C60-30 90 150 210 160", "#EFCF9A", 34)
             + path("M-84-70L-40-112L4-70Z", "#D6C9E2", stroke="#D6C9E2", stroke_width=20, stroke_linejoin="round") + stroke("M-70-40V-70M-10-40V-70", "#D9B9AE", 14))
    p.add(put(slide, 1040, 462))
    p.add(rect(0, 616, 1600, 290, 0, "#DFE3E4"), path("M0 616C240 600 480 632 800 620C1120 608 1360 628 1600 614V640H0Z", "#CBE5D4"))
    court = ellipse(800, 900, 470, 196, "none", stroke="#E8EBEB", stroke_width=8) + stroke("M0 716H1600", "#E8EBEB", 8)
    return p.add(court)


SPINES = ("#E4CBC4", "#CFE2D6", "#DCD4E6", "#EFE1C0", "#CFDFEA", "#E9D9C6")


def _books_row(x, y, w, height, start):
    """Books standing on a shelf whose board is at y."""
    out, i, at = "", start, x
    while at + 30 < x + w:
        wide, tall = 26 + i * 7 % 16, height - i * 11 % 34
        if i % 9 == 7:  # a gap and a book that leans
            out += put(rect(-14, -tall + 8, 28, tall - 8, 4, SPINES[i % 6]), at + 34, y, 1, -11)
            at += 62
        elif at + wide <= x + w:
            out += rect(at, y - tall, wide, tall, 4, SPINES[i % 6])
            if i % 3 == 0:
                out += rect(at + 5, y - tall + 16, wide - 10, 8, 3, "#F6F0E6")
            at += wide + 3
        else:
            break
        i += 1
    return out


def library():
    p = page("#F1E9DC", "#F5EFE5")
    for side, x in enumerate((40, 1090)):
        p.add(p.cut(d_rect(x, 160, 470, 520, 14), "#DFCDB5", .6), rect(x + 18, 178, 434, 480, 6, "#EADCC8"))
        for row, y in enumerate((296, 416, 536, 656)):
            p.add(_books_row(x + 24, y, 420, 98, side * 5 + row * 4), rect(x + 18, y, 434, 14, 0, "#DFCDB5"))
    p.add(pane(p, 630, 170, 340, 280, "#FAF6EF", "#EAF4FA"))
    seat = (p.cut("M590 680V610Q590 560 650 560H950Q1010 560 1010 610V680Z", "#D5E5DA", .5) + p.cut(d_rect(640, 500, 140, 96, 34), "#E3D8EA", .4)
            + p.cut(d_rect(830, 508, 126, 88, 34), "#F1E0BE", .4))
    p.add(seat)
    p.add(rect(0, 668, 1600, 240, 0, "#E6D3B8"), rect(0, 668, 1600, 14, 0, "#D8C2A2"), ellipse(800, 800, 560, 74, "#E9DCE6"), ellipse(800, 800, 470, 56, "#EFE5EC"))
    return p


def hall():
    p = page("#F3E8DF", "#F7F0E9")
    p.add(rect(0, 560, 1600, 120, 0, "#E9D9CA"))
    p.add(p.cut(d_rect(500, 168, 600, 400, 10), "#E7DCEA", .5), rect(520, 200, 560, 340, 0, "#F1EAF3"))
    for s in (-1, 1):
        d = f"M{800 + s * 300} 168V548Q{800 + s * 246} 560 {800 + s * 196} 548C{800 + s * 236} 460 {800 + s * 196} 330 {800 + s * 120} 196V168Z"
        p.add(p.cut(d, "#E2BEB9", .4), stroke(f"M{800 + s * 262} 196V540M{800 + s * 216} 196C{800 + s * 232} 330 {800 + s * 240} 440 {800 + s * 226} 540", "#D9AFAA", 6))
    p.add(p.cut("M490 168H1110V200Q1072 236 1033 204Q994 236 955 204Q916 236 878 204Q839 236 800 204Q761 236 722 204Q684 236 645 204Q606 236 567 204Q528 236 490 200Z",
                "#E2BEB9", .4))
    p.add(p.cut(d_rect(470, 548, 660, 70, 6), "#E3CBA8", .5), rect(470, 548, 660, 14, 4, "#EBD8BA"))
    for x in (60, 250):
        bars = "".join(rect(x + 8, y, 144, 11, 5, "#E3CDAE") for y in range(220, 600, 42))
        p.add(rect(x, 190, 14, 440, 6, "#D9BF9B"), rect(x + 146, 190, 14, 440, 6, "#D9BF9B"), bars)
    p.add(rect(1180, 190, 360, 16, 8, "#DCCCC0"))
    for i, (x, c) in enumerate(((1216, "#D4E6DB"), (1296, "#F3E3C0"), (1376, "#DCE7F0"), (1456, "#E5DCEE"), (1528, "#D4E6DB"))):
        p.add(path(f"M{x - 34} 204H{x + 34}L{x} 272Z", c))
    piano = p.cut(d_rect(1240, 430, 260, 210, 12), "#CDB7A4", .5) + p.cut(d_rect(1226, 516, 288, 34, 10), "#C2A993", .3) + rect(1240, 526, 260, 14, 0, "#F8F3EC") + "".join(
        rect(x, 526, 8, 9, 0, "#A58F7E") for x in range(1256, 1490, 26)) + rect(1340, 452, 80, 52, 6, "#F8F3EC")
    p.add(piano)
    p.add(rect(0, 640, 1600, 260, 0, "#E9D2AE"), rect(0, 640, 1600, 12, 0, "#DCC197"))
    return p.add(stroke("M0 740H1600M0 820H1600M260 652L170 900M530 652L490 900M800 652V900M1070 652L1110 900M1340 652L1430 900", "#E2C8A0", 5))


def living_room():
    p = page("#F3EBDD", "#F7F1E7")
    p.add(pane(p, 120, 170, 330, 300, "#FBF7F0", "#E8F2F9"))
    for s, x in ((1, 104), (-1, 466)):
        p.add(p.cut(f"M{x} 156H{x + s * 92}C{x + s * 92} 300 {x + s * 60} 400 {x + s * 28} 500Q{x + s * 2} 510 {x - s * 16} 500Z", "#E6D6E4", .4))
    p.add(rect(84, 148, 402, 16, 8, "#CDB39D"))
    for x, y, w, h, art in ((640, 190, 150, 190, leaf(p, 0, 0, .62, "#BFDDCA", -70, 0)),
                            (826, 214, 190, 150, path("M-80 54V20Q-30-20 10 14T80 4V54Z", "#CFE3D6") + circle(36, -26, 18, "#F1DDB0"))):
        p.add(p.cut(d_rect(x, y, w, h, 10), "#E3CDB4", .5), rect(x + 14, y + 14, w - 28, h - 28, 4, "#FBF8F2"), put(art, x + w / 2, y + h / 2))
    p.add(rect(0, 640, 1600, 260, 0, "#E8D6BF"), rect(0, 632, 1600, 12, 0, "#DDC8AD"))
    lamp = (rect(-6, -170, 12, 360, 6, "#CDB39D") + p.cut(d_ellipse(0, 194, 62, 14), "#CDB39D", .3) + circle(0, -190, 130, "#FBF1D8", opacity=.6)
            + p.cut("M-50-260H50L86-150Q0-132-86-150Z", "#F3DFB2", .4))
    p.add(put(lamp, 1420, 450))
    sofa = (p.cut(d_rect(430, 430, 760, 250, 70), "#CFC3DD", .6) + rect(478, 470, 322, 150, 40, "#D8CDE4") + rect(820, 470, 322, 150, 40, "#D8CDE4") + p.cut(d_rect(440, 570, 740, 90, 34), "#D8CDE4", .4)
            + p.cut(d_rect(380, 500, 120, 190, 52), "#C6B9D6", .5) + p.cut(d_rect(1120, 500, 120, 190, 52), "#C6B9D6",
                                                            .5) + put(p.cut(d_rect(-56, -56, 112, 112, 26), "#F2DDB4", .4), 576, 536, 1, -10)
            + put(p.cut(d_rect(-52, -52, 104, 104, 26), "#CFE2D6", .4), 1050, 540, 1, 12))
    p.add(sofa)
    plant = "".join(put(path("M0 0C-26-50-22-110 0-140C22-110 26-50 0 0Z", c), 0, 0, 1, a) for a, c in ((-44, "#B9D8C5"), (44, "#B9D8C5"), (-16, "#C6E0D0"), (18, "#C6E0D0")))
    p.add(put(plant + p.cut("M-52-6H52L40 90H-40Z", "#E5C5B8", .4), 196, 590))
    return p.add(ellipse(800, 806, 660, 76, "#EADDE2"), ellipse(800, 806, 560, 56, "#F0E6E9"))


def bedroom():
    p = page("#DEE6F1", "#E7EDF5")
    night = (pane(p, 120, 176, 280, 270, "#F2F5FA", "#C9D6E8", False) + path("M228 250a52 52 0 1 0 42 86a44 44 0 0 1-42-86Z", "#F5EACB") + circle(330, 250, 6, "#F2F5FA")
             + circle(346, 330, 5, "#F2F5FA") + circle(180, 380, 5, "#F2F5FA"))
    p.add(night)
    p.add(rect(1060, 330, 440, 18, 9, "#CDBBA6"))
    toys = (rect(1090, 244, 28, 86, 4, "#E4CBC4") + rect(1121, 256, 26, 74, 4, "#CFE2D6") + rect(1150, 238, 30, 92, 4, "#DCD4E6") + rect(1183, 262, 26, 68, 4, "#EFE1C0")
            + put(circle(0, -38, 36, "#D8BFA6") + circle(-28, -68, 15, "#D8BFA6") + circle(28, -68, 15, "#D8BFA6") + ellipse(0, -26, 17, 13, "#EADAC7") + circle(-12, -46, 4, "#8E7A68") + circle(12, -46, 4, "#8E7A68")
                  + circle(0, -32, 5, "#8E7A68") + ellipse(0, 10, 40, 12, "#D8BFA6"), 1290, 316)
            + circle(1420, 286, 44, "#E9C9C2") + path("M1376 286a44 44 0 0 1 88 0Z", "#F2E2C2") + rect(1376, 280, 88, 12, 0, "#F7F3EC"))
    p.add(toys)
    bunting = "".join(path(f"M{x - 26} {y}h52L{x} {y + 56}Z", c) for x, y, c in ((560, 196, "#EFD9D3"), (660, 212, "#D5E6DB"), (760, 220, "#F1E5C8"), (860, 212, "#E3DAEC"),
                                                            (960, 196, "#EFD9D3")))
    p.add(stroke("M470 176Q760 264 1050 176", "#CBD5E3", 5), bunting)
    p.add(rect(0, 640, 1600, 260, 0, "#E4D3BD"), rect(0, 632, 1600, 12, 0, "#D6C2A8"))
    bed = (p.cut("M430 680V470Q430 400 500 400H640V680Z", "#CDB39D", .5) + p.cut(d_rect(520, 520, 620, 180, 40), "#F5F1EA", .4) + p.cut(d_rect(500, 470, 220, 110, 44), "#FBF9F5", .5)
           + p.cut("M680 520Q700 498 740 500H1110Q1170 500 1170 560V716H660Q664 600 680 520Z", "#BFD3E4",
                   .5) + path("M680 520Q700 498 740 500H780Q740 600 744 716H660Q664 600 680 520Z", "#D5E3EF")
           + "".join(star(x, y, 17, "#D5E3EF", t) for x, y, t in ((850, 580, 8), (960, 640, -10), (1060, 566, 14), (1110, 660, 0), (830, 676, 20))) + p.cut(d_rect(1150, 476, 40, 230, 18), "#CDB39D", .5))
    p.add(bed)
    table = (p.cut(d_rect(1280, 560, 190, 140, 12), "#D5BFA6", .5) + rect(1300, 590, 150, 40, 8, "#DECBB5") + circle(1375, 610, 7, "#BFA78D")
             + circle(1376, 470, 96, "#FBF2DA", opacity=.7) + rect(1368, 490, 16, 70, 0, "#BFA78D") + p.cut("M1340 420H1412L1436 496H1316Z", "#F3DFB2", .4))
    p.add(table)
    return p.add(ellipse(760, 814, 600, 70, "#DCE7E0"), ellipse(760, 814, 500, 50, "#E5EEE8"))


def kitchen():
    p = page("#E2EFE6", "#E9F3EC")
    p.add(rect(0, 440, 1600, 170, 0, "#EEF5F0"), stroke("".join(f"M{x} 440V610" for x in range(80, 1600, 120)) + "M0 524H1600", "#E0EBE3", 5))
    for x in (40, 236, 1180, 1376):
        p.add(p.cut(d_rect(x, 160, 186, 236, 14), "#F6EFE2", .5), rect(x + 18, 178, 150, 200, 8, "#FAF5EB"), circle(x + (150 if x in (40, 1180) else 36), 352, 9, "#D8C4A8"))
    p.add(pane(p, 600, 168, 400, 250, "#FAF8F2", "#E8F3FA"))
    p.add(rect(460, 230, 100, 10, 5, "#CDB39D"), stroke("M484 240v26M536 240v26", "#CDB39D", 5), path("M462 266h46v34a23 23 0 0 1-46 0Z", "#E4C3BA"),
          path("M520 266h34v50h-34Z", "#CFDFEA"))
    p.add(rect(1046, 230, 100, 10, 5, "#CDB39D"), "".join(stroke(f"M{x} 240v44", "#CDB39D", 6) + c for x,
                                                          c in ((1066, ellipse(1066, 302, 14, 24, "#D9C6AC")), (1128, circle(1128, 304, 22, "#D9C6AC")))))
    p.add(p.cut(d_rect(-20, 596, 1640, 30, 8), "#E3CBA8", .5), rect(0, 626, 1600, 80, 0, "#F3EADA"))
    p.add(put(p.cut("M-52 0C-62-60-30-86 0-86C30-86 62-60 52 0Z", "#CFDCE6", .5) + stroke("M-34-80Q0-128 34-80", "#B9C9D6", 10)
              + stroke("M48-30C74-34 74-64 88-70", "#CFDCE6", 16) + circle(0, -92, 9, "#B9C9D6"), 250, 596))
    p.add(put(p.cut(d_rect(-92, -128, 184, 128, 18), "#E3D9EA", .5) + stroke("M-50-122V-128M50-122V-128", "#CFC3DD", 12) + rect(-66, -130, 54, 8, 4, "#CFC3DD")
              + rect(12, -130, 54, 8, 4, "#CFC3DD") + circle(66, -40, 11, "#CFC3DD") + stroke("M66-100V-72", "#CFC3DD", 8), 1350, 596))
    p.add(stroke("M760 596V510Q760 480 792 480Q822 480 822 512", "#C5D2DB", 15), p.cut("M690 596Q800 636 910 596Z", "#CFDCE6", 0))
    fruit = circle(-34, -62, 27, "#E9BDB2") + circle(30, -62, 27, "#F1D9A6") + circle(-2, -84, 26, "#C5DEC9") + p.cut("M-78-58H78Q70 0 24 0H-24Q-70 0-78-58Z", "#F4EDE0", .5)
    p.add(put(fruit, 1090, 596))
    return p.add(desk(FLOOR, "#EBD3AF", "#DFC298"))


def pool():
    p = page("#E3F1F5", "#EAF5F8")
    tiles = "".join(f"M{x} 170V470" for x in range(100, 1600, 125)) + "M0 240H1600M0 320H1600M0 400H1600"
    p.add(stroke(tiles, "#D9EAF0", 5), rect(0, 446, 1600, 24, 0, "#C3DEE8"))
    p.add(pane(p, 520, 184, 260, 180, "#F5FAFC", "#E6F3FA"), pane(p, 820, 184, 260, 180, "#F5FAFC", "#E6F3FA"))
    ring = (circle(0, 0, 56, "#F7F2EA") + "".join(put(path("M-18-58A61 61 0 0 1 18-58L11-26A29 29 0 0 0-11-26Z", "#E9BDB4"), 0, 0, 1, a) for a in (45, 135, 225, 315))
            + circle(0, 0, 27, "#E3F1F5"))
    p.add(put(ring, 250, 296))
    p.add(rect(0, 470, 1600, 430, 0, "#EFE6D8"),
          stroke("M0 780H1600M200 710L140 900M500 710L470 900M800 710V900M1040 600H1600M1010 540H1600M1180 470L1290 900M1380 470L1560 900", "#E6DBCA", 5))
    p.add(path("M0 526H952L1052 704H0Z", "#DDD1BE"), path("M0 536H942L1026 690H0Z", p.gradient("#C5E2EE", "#B5D9E8")))
    for y, shift, end in ((570, 0, 930), (618, 40, 960)):
        p.add(f'<path d="M0 {y}H{end}" stroke="#E7C3BB" stroke-width="13" stroke-dasharray="34 46" stroke-dashoffset="{shift}" stroke-linecap="round"/>',
              f'<path d="M40 {y}H{end}" stroke="#F7F4EC" stroke-width="13" stroke-dasharray="34 46" stroke-dashoffset="{shift}" stroke-linecap="round"/>')
    waves = "".join(f"M{x} {y}q16-12 32 0t32 0" for x, y in ((120, 552), (420, 594), (700, 550), (860, 594), (60, 660), (300, 650), (560, 662), (800, 654)))
    p.add(stroke(waves, "#DDF0F6", 6), stroke("M976 640V560Q976 544 992 544H1010M1014 664V584Q1014 568 1030 568H1046", "#D3E4EC", 9))
    return p


PLACES = {f.__name__.replace("_", "-"): f for f in (classroom, computer_room, playground, library, hall, living_room, bedroom, kitchen, pool)}
