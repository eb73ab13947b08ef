"""manifest.json: which words each clip says, and the hash of its bytes.

One line a clip, keys sorted, so that a fault can name a line and a change is one line of a diff.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from errors import NarrateError

FORMAT = 1


class ManifestError(NarrateError):
    """A manifest that cannot be read. The text says what to do."""


@dataclass(frozen=True)
class Clip:
    """One line of the manifest."""

    text_sha256: str
    audio_sha256: str
    milliseconds: int
    words: list[int] | None = None
    """When each word begins, in milliseconds from the clip's start. None for a recording: nobody has measured it."""

    def to_json(self) -> str:
        return json.dumps({name: value for name, value in asdict(self).items() if value is not None})


@dataclass
class Manifest:
    """A language's clips and the voice they were rendered with."""

    language: str
    voice: str
    model: str
    speed: float
    clips: dict[str, Clip] = field(default_factory=dict)

    @staticmethod
    def read(path: Path) -> "Manifest | None":
        """The manifest, or None if there is none yet."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise ManifestError(f"{path}: not JSON ({error}); mend it, or delete it and render again") from error
        try:
            if raw["format"] != FORMAT:
                raise ManifestError(f"{path}: format {raw['format']} is unknown to this tool, which writes {FORMAT}")
            clips = {key: Clip(**clip) for key, clip in raw["clips"].items()}
            return Manifest(raw["language"], raw["voice"], raw["model"], raw["speed"], clips)
        except (AttributeError, KeyError, TypeError) as error:
            raise ManifestError(f"{path}: a field is missing or unknown ({error}); see README.md") from error

    def to_text(self) -> str:
        head = {
            "format": FORMAT,
            "language": self.language,
            "voice": self.voice,
            "model": self.model,
            "speed": self.speed,
        }
        lines = [f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}," for name, value in head.items()]
        clips = [f"    {json.dumps(key)}: {clip.to_json()}" for key, clip in sorted(self.clips.items())]
        return "\n".join(["{", *lines, '  "clips": {', ",\n".join(clips), "  }", "}"]) + "\n"

    def write(self, path: Path) -> None:
        """Replaces the file in one step, so that an interrupted run leaves the old manifest or the new one."""
        new = path.with_suffix(".json.new")
        new.write_text(self.to_text(), encoding="utf-8", newline="\n")
        new.replace(path)
