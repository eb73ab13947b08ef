"""The words to be spoken: Fluent messages without placeables.

A message with a placeable (a child's name, a number) is only ever shown, so it has no clip. Attributes and terms are not
narrated either.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fluent.syntax import FluentParser, ast

from errors import NarrateError

# The files whose messages a child may hear; the lessons are beside them, a file each. Everything else in locales/ is for
# adults, who read.
NARRATED_FILES = ("agreements.ftl", "child.ftl")
LESSONS_FOLDER = "lessons"


class WordsError(NarrateError):
    """The language files cannot be narrated as they stand. The text names file and line."""


@dataclass(frozen=True)
class Message:
    """One sentence to be spoken."""

    key: str
    text: str
    """Exactly as Fluent formats it; what `text_sha256` is taken over."""
    place: str
    """File and line, for messages to people."""

    @property
    def text_sha256(self) -> str:
        return sha256(self.text.encode("utf-8")).hexdigest()


def read_messages(locale_dir: Path) -> dict[str, Message]:
    """Every message of one language that needs a clip, by key.

    Raises WordsError with all the faults at once.
    """
    messages: dict[str, Message] = {}
    faults: list[str] = []
    lessons = sorted(path.relative_to(locale_dir).as_posix() for path in locale_dir.glob(f"{LESSONS_FOLDER}/*.ftl"))
    for name in [*NARRATED_FILES, *lessons]:
        path = locale_dir / name
        try:
            source = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            faults.append(f"{path}: there is no such file; every narrated language has {' and '.join(NARRATED_FILES)}")
            continue
        for entry in FluentParser().parse(source).body:
            line = source.count("\n", 0, entry.span.start) + 1
            place = f"{path}:{line}"
            if isinstance(entry, ast.Junk):
                why = "; ".join(note.message for note in entry.annotations)
                faults.append(f"{place}: this is not Fluent ({why})")
            elif isinstance(entry, ast.Message) and entry.value is not None:
                text = plain_text(entry.value)
                if text is None:
                    continue
                if entry.id.name in messages:
                    faults.append(f"{place}: {entry.id.name} is also at {messages[entry.id.name].place}; keep one of them")
                messages[entry.id.name] = Message(entry.id.name, text, place)
    if faults:
        raise WordsError("\n".join(faults))
    return messages


def plain_text(pattern: ast.Pattern) -> str | None:
    """The pattern's text, or None if it has a placeable."""
    if all(isinstance(element, ast.TextElement) for element in pattern.elements):
        return "".join(element.value for element in pattern.elements)
    return None
