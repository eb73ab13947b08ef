"""Signs for buttons, 96 by 96. One colour (ink), except a white tick and a green leaf."""

from kit import *


def icon(*pieces):
    return lambda: Sheet(96, 96).add(*pieces)


def outline(d, width=9, colour=INK):
    return stroke(d, colour, width)


TREE_CROWN = "M48 8C66 8 76 20 75 32C88 36 90 58 74 64C66 70 56 66 48 66C40 66 30 70 22 64C6 58 8 36 21 32C20 20 30 8 48 8Z"

ICONS = {
    "speaker": icon(path("M10 37h18l22-20q6-5 6 3v56q0 8-6 3L28 59H10q-4 0-4-4V41q0-4 4-4Z", INK), outline("M68 34q10 14 0 28M79 22q20 26 0 52", 8)),
    "tick": icon(stroke("M18 50l20 22L78 24", WHITE, 14)),
    "cross": icon(outline("M24 24L72 72M72 24L24 72", 14)),
    "question": icon(question(48, 48, 80)),
    "globe": icon(outline("M48 10a38 38 0 1 1-.1 0ZM48 10c-22 22-22 54 0 76M48 10c22 22 22 54 0 76M11 48H85", 7)),
    "back": icon(outline("M82 48H18M44 20L16 48L44 76", 13)),
    "again": icon(outline("M79 48A31 31 0 1 1 66 22.7", 11), path("M60 4L84 20Q88 24 84 28L60 40Q55 42 56 36V9Q55 2 60 4Z", INK)),
    "pencil": icon(path("M12 88Q7 89 8 84L14 62L34 82ZM20 56L60 16L80 36L40 76ZM66 10Q74 2 82 10L86 14Q94 22 86 30Z", INK,
                        stroke=INK, stroke_width=2, stroke_linejoin="round")),
    "stamp": icon(path("M48 8C62 8 70 18 66 30C62 40 58 44 60 54H74Q84 54 84 64V70H12V64Q12 54 22 54H36C38 44 34 40 30 30C26 18 34 8 48 8Z", INK),
                  rect(12, 77, 72, 11, 5.5, INK)),
    "lock": icon(outline("M29 46V32a19 19 0 0 1 38 0V46", 10),
                 path("M24 42H72Q82 42 82 52V78Q82 88 72 88H24Q14 88 14 78V52Q14 42 24 42ZM48 54a8 8 0 0 0-4 15v9h8v-9a8 8 0 0 0-4-15Z", INK,
                      fill_rule="evenodd")),
    "leaf-badge": icon(put(path(SMALL_LEAF_PATH, LEAF) + stroke("M-30 0C-12-3 12-4 28-3", WHITE, 2, stroke_opacity=.35), 47, 49, 1.18, -18)),
    "grown-up": icon(circle(34, 22, 15, INK), path("M8 84V66Q8 43 34 43Q52 43 58 54Q48 62 48 76V84Q48 88 44 88H12Q8 88 8 84Z", INK),
                     circle(71, 51, 11.5, INK), path("M54 84V80Q54 66 71 66Q88 66 88 80V84Q88 88 84 88H58Q54 88 54 84Z", INK)),
    "home-tree": icon(path(TREE_CROWN, INK), path("M41 62H55L58 88H38Z", INK)),
    "close": icon(path(d_circle(48, 48, 41) + "M37 30L30 37L41 48L30 59L37 66L48 55L59 66L66 59L55 48L66 37L59 30L48 41Z", INK, fill_rule="evenodd")),
    "backspace": icon(path("M34 18H82Q92 18 92 28V68Q92 78 82 78H34Q29 78 26 74L6 53Q2 48 6 43L26 22Q29 18 34 18ZM47 32L41 38L51 48L41 58L47 64L57 54"
                           "L67 64L73 58L63 48L73 38L67 32L57 42Z", INK, fill_rule="evenodd")),
    "shift": icon(path("M52 10L86 46Q90 52 83 53H66V82Q66 88 60 88H36Q30 88 30 82V53H13Q6 52 10 46L44 10Q48 6 52 10Z", INK)),
    "pause": icon(rect(22, 16, 19, 64, 8, INK), rect(55, 16, 19, 64, 8, INK)),
    "door": icon(path("M20 6H58Q66 6 66 14V36H56V16H24V80H56V60H66V82Q66 90 58 90H20Q14 90 14 82V14Q14 6 20 6Z", INK), outline("M40 48H86M72 33L87 48L72 63", 10)),
}
