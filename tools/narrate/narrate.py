#!/usr/bin/env python3
"""Gives the kiosk its voice: one clip for every sentence that a child hears. See README.md."""

import argparse
import difflib
import hashlib
import json
import os
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from errors import NarrateError
from manifest import Clip, Manifest
from words import Message, read_messages

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
# A clip that this tool rendered says so in its Ogg comment; any other clip is somebody's recording.
RENDERED = "rendered by tools/narrate: "


class Fault(Enum):
    """What can be wrong with a clip."""

    MISSING = "has no clip"
    STALE = "says other words than its clip does"
    DAMAGED = "has a clip that is not the one in the manifest"
    UNUSED = "is no message any more, but has a clip"


@dataclass(frozen=True)
class Finding:
    key: str
    fault: Fault
    place: str

    def __str__(self) -> str:
        return f"{self.place}: {self.key} {self.fault.value}"


@dataclass(frozen=True)
class VoiceChoice:
    """One language of voices.json."""

    model: str
    voice: str
    speed: float
    """1.0 is the voice's own pace; children need it slower."""
    lexicon: str | None
    """misaki's name for a lexicon; without one, every word goes through espeak-ng."""
    espeak: str
    """espeak-ng's name for the language."""
    around: list[str]
    """A sentence to say before a short text and one to say after it, which are cut off again."""

    def describe(self, script: object) -> str:
        """The comment of a clip: all that its sound depends on, besides the packages in requirements.txt."""
        return f"{RENDERED}{self.model}, {self.voice}, speed {self.speed}, {script}"

    def is_in(self, manifest: Manifest) -> bool:
        return (self.voice, self.model, self.speed) == (manifest.voice, manifest.model, manifest.speed)

    def put_in(self, manifest: Manifest) -> None:
        manifest.voice, manifest.model, manifest.speed = self.voice, self.model, self.speed


class Language:
    """One language's words, clips and manifest on disk."""

    def __init__(self, root: Path, tag: str):
        self.tag = tag
        self.clips = root / "assets" / "narration" / tag
        self.manifest_path = self.clips / "manifest.json"
        self.messages = read_messages(root / "locales" / tag)
        raw = json.loads((HERE / "voices.json").read_text(encoding="utf-8")).get(tag)
        self.choice = VoiceChoice(**raw) if raw else None
        self.manifest = Manifest.read(self.manifest_path) or Manifest(tag, "recorded", "none", 1.0)

    def clip(self, key: str) -> Path:
        return self.clips / f"{key}.ogg"

    def findings(self) -> list[Finding]:
        """Everything wrong between the words, the manifest and the files."""
        found = []
        for key, message in self.messages.items():
            line = self.manifest.clips.get(key)
            audio = read_bytes(self.clip(key))
            if line is None or audio is None:
                found.append(Finding(key, Fault.MISSING, message.place))
            elif line.text_sha256 != message.text_sha256:
                found.append(Finding(key, Fault.STALE, message.place))
            elif line.audio_sha256 != hashlib.sha256(audio).hexdigest():
                found.append(Finding(key, Fault.DAMAGED, message.place))
        on_disk = {path.stem for path in self.clips.glob("*.ogg")}
        for key in sorted((on_disk | set(self.manifest.clips)) - set(self.messages)):
            found.append(Finding(key, Fault.UNUSED, str(self.clip(key))))
        return found

    def keep(self, message: Message, ogg: bytes, words: list[int] | None) -> None:
        """Writes a clip, then its manifest line. A crash between the two leaves a clip that --check calls damaged."""
        from ogg import milliseconds

        self.clips.mkdir(parents=True, exist_ok=True)
        new = self.clip(message.key).with_suffix(".ogg.new")
        new.write_bytes(ogg)
        new.replace(self.clip(message.key))
        line = Clip(message.text_sha256, hashlib.sha256(ogg).hexdigest(), milliseconds(ogg), words)
        self.manifest.clips[message.key] = line
        self.manifest.write(self.manifest_path)

    def is_recording(self, key: str) -> bool:
        """Whether somebody recorded this clip, so that it must not be rendered over."""
        from ogg import comment_of

        comment = comment_of(self.clip(key))
        return comment is not None and not comment.startswith(RENDERED)


def check(language: Language) -> int:
    findings = language.findings()
    if language.choice is None:
        # A language of recordings may be incomplete: the kiosk hides the speaker button where there is no clip.
        missing = [finding for finding in findings if finding.fault is Fault.MISSING]
        findings = [finding for finding in findings if finding.fault is not Fault.MISSING]
        if missing:
            print(f"{language.tag}: {len(missing)} of {len(language.messages)} messages have no recording")
    for finding in findings:
        print(finding)
    faults = len(findings)
    if language.choice and not language.choice.is_in(language.manifest):
        print(f"{language.manifest_path}: names another voice, model or speed than voices.json; render again")
        faults += 1
    print(f"{language.tag}: {len(language.manifest.clips)} clips, {faults} faults")
    return 1 if faults else 0


def prune(language: Language) -> None:
    for finding in language.findings():
        if finding.fault is Fault.UNUSED:
            language.clip(finding.key).unlink(missing_ok=True)
            language.manifest.clips.pop(finding.key, None)
            print(f"{finding.key}: removed")
    if language.manifest_path.exists():
        language.manifest.write(language.manifest_path)


def readings(language: Language) -> "dict[str, Reading]":
    """How each message will be said."""
    from phonemes import Pronunciations, Reader

    choice = language.choice
    raw = json.loads((HERE / "pronunciations.json").read_text(encoding="utf-8")).get(language.tag, {})
    ours = Pronunciations(raw.get("words", {}), raw.get("clips", {}))
    reader = Reader(choice.lexicon, choice.espeak, choice.around, ours)
    return {key: reader.read(key, message.text) for key, message in language.messages.items()}


def show_phonemes(language: Language) -> None:
    if language.choice is None:
        return
    for key, reading in readings(language).items():
        print(f"{key}\n    {language.messages[key].text}\n    {reading.script.phonemes}")
        for doubt in reading.doubts:
            print(f"    ? {doubt}")


def render(language: Language, arguments: argparse.Namespace) -> int:
    """Renders what is missing, stale or pronounced otherwise than before."""
    from ogg import comment_of, encode
    from sound import SAMPLE_RATE, edges, shape

    if language.choice is None:
        return check(language)
    choice = language.choice
    faults = {finding.key: finding for finding in language.findings()}
    how = readings(language)
    to_render: list[Message] = []
    refused = 0
    for key, message in language.messages.items():
        if arguments.only and key not in arguments.only:
            continue
        if language.is_recording(key) and not (key in faults and arguments.over_recordings):
            if key in faults:
                print(f"{faults[key]}. That is a recording: adopt a new one, or use --over-recordings")
                refused += 1
        elif key in faults or arguments.again or comment_of(language.clip(key)) != choice.describe(how[key].script):
            to_render.append(message)
        elif how[key].words is not None and not fits(message, language.manifest.clips[key].words):
            to_render.append(message)

    choice.put_in(language.manifest)
    if to_render:
        from voice import Kokoro

        kokoro = Kokoro(choice.voice, arguments.voices, arguments.threads)
        for number, message in enumerate(to_render, 1):
            reading = how[message.key]
            said, starts = kokoro.say(reading.script, choice.speed)
            words = in_the_clip(message, reading.words, starts, edges(said - said.mean())[0])
            language.keep(message, encode(shape(said), SAMPLE_RATE, choice.describe(reading.script)), words)
            print(f"{number}/{len(to_render)} {message.key}: {reading.script.phonemes}", flush=True)
            for doubt in reading.doubts:
                print(f"    ? {doubt}")
    elif language.manifest_path.exists():
        language.manifest.write(language.manifest_path)

    unused = [finding for finding in language.findings() if finding.fault is Fault.UNUSED]
    for finding in unused:
        print(f"{finding}; --prune removes it")
    print(f"{language.tag}: {len(to_render)} rendered, {refused} refused, {len(unused)} unused")
    return 1 if refused else 0


def in_the_clip(message: Message, words: list[int] | None, starts: "numpy.ndarray", cut: int) -> list[int] | None:
    """When each word of a message begins, in milliseconds from the start of a clip whose first `cut` samples were cut."""
    from sound import SAMPLE_RATE

    if words is None:
        return None
    times = [max(0, round((int(starts[word]) - cut) * 1000 / SAMPLE_RATE)) for word in words]
    if not fits(message, times):
        raise NarrateError(f"{message.place}: {message.key} is said in {len(times)} words, but has {len(message.text.split())}")
    return times


def fits(message: Message, times: list[int] | None) -> bool:
    """Whether these are times of this message's words, each after the one before."""
    return times is not None and len(times) == len(message.text.split()) and times == sorted(times)


def adopt(language: Language, key: str, recording: Path) -> int:
    """Makes somebody's recording the clip of `key`."""
    from ogg import encode
    from sound import SAMPLE_RATE, read_recording, shape

    message = language.messages.get(key)
    if message is None:
        near = difflib.get_close_matches(key, language.messages, n=3)
        print(f"{key} is no narrated message of {language.tag}" + (f"; did you mean {' or '.join(near)}?" if near else ""))
        return 2
    samples = shape(read_recording(recording))
    seconds = len(samples) / SAMPLE_RATE
    language.keep(message, encode(samples, SAMPLE_RATE, "recorded"), None)
    print(f"{key}: {seconds:.1f} s, now says “{message.text}”. Listen to {language.clip(key)}")
    return 0


def read_bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def languages_of(root: Path, wanted: list[str] | None) -> list[str]:
    """The languages asked for; else those with a voice in voices.json and those with clips."""
    if wanted:
        return wanted
    voiced = set(json.loads((HERE / "voices.json").read_text(encoding="utf-8")))
    recorded = {path.parent.name for path in (root / "assets" / "narration").glob("*/manifest.json")}
    return sorted(tag for tag in voiced | recorded if (root / "locales" / tag).is_dir())


def read_arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, default=PROJECT, help="folder with locales/ and assets/ (default: this project)")
    common.add_argument("--language", action="append", metavar="TAG", help="such as en-GB; may be repeated (default: all with a voice)")
    if (words if words is not None else sys.argv[1:])[:1] == ["adopt"]:
        commands = parser.add_subparsers(dest="command")
        adopting = commands.add_parser("adopt", parents=[common], help="make a recording the clip of a message")
        adopting.add_argument("key")
        adopting.add_argument("recording", type=Path)
        return parser.parse_args(words)
    parser = argparse.ArgumentParser(
        description=__doc__, parents=[common], epilog="narrate.py adopt KEY FILE.wav makes a recording the clip of a message."
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="say what is missing, stale or unused, and exit 1 if anything is; needs no model")
    what.add_argument("--prune", action="store_true", help="remove clips that no longer have a message; needs no model")
    what.add_argument("--phonemes", action="store_true", help="show how every message would be pronounced; renders nothing")
    parser.add_argument("--only", nargs="+", metavar="KEY", help="render no other messages")
    parser.add_argument("--again", action="store_true", help="render even what has not changed")
    parser.add_argument("--over-recordings", action="store_true", help="render over stale recordings too")
    parser.add_argument("--threads", type=int, default=2, help="threads for the model (default: 2)")
    parser.add_argument(
        "--voices",
        type=Path,
        default=Path(os.environ.get("KOKORO_VOICES", "kokoro-js-1.2.1.tgz")),
        help="what `npm pack kokoro-js@1.2.1` made, or a folder of .bin voices (default: $KOKORO_VOICES, or here)",
    )
    arguments = parser.parse_args(words)
    arguments.command = None
    return arguments


def main(words: list[str] | None = None) -> int:
    arguments = read_arguments(words)
    worst = 0
    for tag in languages_of(arguments.root, arguments.language):
        language = Language(arguments.root, tag)
        if arguments.command == "adopt":
            worst = max(worst, adopt(language, arguments.key, arguments.recording))
        elif arguments.check:
            worst = max(worst, check(language))
        elif arguments.prune:
            prune(language)
        elif arguments.phonemes:
            show_phonemes(language)
        else:
            worst = max(worst, render(language, arguments))
    return worst


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NarrateError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
