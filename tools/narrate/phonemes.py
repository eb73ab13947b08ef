"""From a sentence to the phonemes that Kokoro was trained on.

English words are looked up in misaki's British lexicon, then in it again without their ending (-s, -ed, -ing), and only
then guessed by espeak-ng. Other languages go through espeak-ng, phrase by phrase. pronunciations.json comes before both.

Kokoro writes some diphthongs as one letter: A (day), I (my), W (now), Q (go), Y (boy); ʤ and ʧ are one letter too.
"""

import json
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from errors import NarrateError

PAUSES = ",.;:!?—…"
QUOTES = "“”\"()«»"
TOKEN = re.compile(rf"(?P<word>[^\W_]+(?:['’-][^\W_]+)*['’]?)|(?P<pause>[{PAUSES}])|(?P<quote>[{QUOTES}])|(?P<space>\s+)|(?P<other>.)")
LONG_ENOUGH = 40
"""Phonemes (with stresses and spaces) from which on Kokoro needs no sentences around a text."""
VOWELS = frozenset("AIOQWYaiuæɐɑɒɔəɛɜɪʊʌ")
STRESSES = "ˈˌ"

# espeak-ng's IPA, joined with ^, in Kokoro's letters (after misaki's espeak.py). The last rule drops joins left over.
ENGLISH_LETTERS = (
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("ə^ʊ", "Q"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("e^ə", "ɛː"),
    ("ə^l", "ᵊl"), ("iə", "ɪə"), ("r", "ɹ"), ("x", "k"), ("ɐ", "ə"), ("ɬ", "l"), ("^", ""),
)
OTHER_LETTERS = (
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^z", "ʣ"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ə^ʊ", "Q"), ("s^s", "S"),
    ("t^s", "ʦ"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("-", ""), ("^", ""),
)


class PhonemeError(NarrateError):
    """A sentence that cannot be turned into phonemes. The text says what to do."""


@dataclass(frozen=True)
class Script:
    """What the model is given to say, in phonemes, and which part of it is wanted.

    A word or two alone comes out with sounds that are not in it: a murmur before, a click after. So a short text is said
    between two sentences, and cut out of them in the pauses.
    """

    phonemes: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        return f"{self.before} [{self.phonemes}] {self.after}" if self.before else self.phonemes


@dataclass(frozen=True)
class Reading:
    """A message as it will be spoken."""

    script: Script
    doubts: list[str]
    """Words that a person should listen to: guessed ones, and ones with two pronunciations."""
    words: list[int] | None = None
    """At which of the script's phonemes each word of the text begins, words being what white space parts. None where the
    text is not said word by word."""


@dataclass(frozen=True)
class Pronunciations:
    """pronunciations.json for one language: for a word everywhere, and for a word in one clip."""

    words: dict[str, str]
    clips: dict[str, dict[str, str]]

    def of(self, word: str, key: str) -> str | None:
        return self.clips.get(key, {}).get(word) or self.words.get(word)


class Reader:
    """Reads sentences of one language."""

    def __init__(self, lexicon: str | None, espeak: str, around: list[str], ours: Pronunciations):
        """`lexicon` is misaki's name for one ("gb") or None; `espeak` is an espeak-ng voice ("en-gb").

        `around` is the sentence before a short text and the one after it.
        """
        self.english = English(lexicon, espeak) if lexicon else None
        self.espeak = espeak
        self.ours = ours
        self.around = [self.phonemes(text, "", []) for text in around]

    def read(self, key: str, text: str) -> Reading:
        doubts: list[str] = []
        spoken = self.spoken(text, key, doubts)
        phonemes = "".join(part for _, part in spoken)
        alone = len(phonemes) >= LONG_ENOUGH or not self.around
        words = word_starts(spoken) if self.english else None
        return Reading(Script(phonemes) if alone else Script(phonemes, *self.around), doubts, words)

    def phonemes(self, text: str, key: str, doubts: list[str]) -> str:
        return "".join(part for _, part in self.spoken(text, key, doubts))

    def spoken(self, text: str, key: str, doubts: list[str]) -> list[tuple[str, str]]:
        """The text's tokens as they are said, each with its kind; no two spaces in a row, and none at the ends."""
        tokens = [(match.lastgroup, match.group()) for match in TOKEN.finditer(text)]
        for kind, token in tokens:
            if kind == "other":
                raise PhonemeError(f"{key}: {token!r} cannot be spoken; write it as a word")
        # A label has no full stop, but is said as if it had.
        if text.rstrip(QUOTES + " ")[-1:] not in tuple(".!?…"):
            tokens.append(("pause", "."))
        if self.english:
            return one_space(self.word_by_word(tokens, key, doubts))
        return [("phrase", re.sub(r" +", " ", "".join(self.by_phrases(tokens, key))).strip())]

    def word_by_word(self, tokens: list[tuple[str, str]], key: str, doubts: list[str]) -> list[tuple[str, str]]:
        """English. Backwards, because "the" and "to" depend on the sound that follows."""
        spoken: list[tuple[str, str]] = []
        noted: list[str] = []
        following: str | None = None  # None before a pause
        for kind, token in reversed(tokens):
            if kind == "word":
                word = token.replace("’", "'")
                following = self.ours.of(word.lower(), key) or self.english.word(word, following, noted)
                spoken.append((kind, following))
            elif kind == "pause":
                spoken.append((kind, token))
                following = None
            elif kind == "space":
                spoken.append((kind, " "))
        doubts.extend(reversed(noted))
        return spoken[::-1]

    def by_phrases(self, tokens: list[tuple[str, str]], key: str) -> list[str]:
        """Any other language: espeak-ng knows its small words only among others, so it gets all up to the next pause."""
        spoken: list[str] = []
        phrase = ""
        for kind, token in [*tokens, ("end", "")]:
            ours = self.ours.of(token.replace("’", "'").lower(), key) if kind == "word" else None
            if kind in ("word", "space") and not ours:
                phrase += token
                continue
            if phrase.strip():
                spoken += [" ", ask_espeak(phrase.strip(), self.espeak, OTHER_LETTERS), " " if ours else ""]
            phrase = ""
            if ours or kind == "pause":
                spoken.append(ours or token)
        return spoken


def one_space(spoken: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without the spaces at both ends, and one where there are several."""
    kept: list[tuple[str, str]] = []
    for kind, part in spoken:
        if kind != "space" or (kept and kept[-1][0] != "space"):
            kept.append((kind, part))
    if kept and kept[-1][0] == "space":
        kept.pop()
    return kept


def word_starts(spoken: list[tuple[str, str]]) -> list[int]:
    """Where each word begins in the joined phonemes; what stands between two spaces is one word ("Look!", "grown-up")."""
    starts: list[int] = []
    place = 0
    fresh = True
    for kind, part in spoken:
        if fresh and kind != "space":
            starts.append(place)
        fresh = kind == "space"
        place += len(part)
    return starts


class English:
    """Words of English, by misaki's lexicon."""

    def __init__(self, name: str, espeak: str):
        self.espeak = espeak
        data = files("misaki") / "data"
        # Gold was checked by hand. Silver was not: it has a British "ask" but an American "asking".
        self.layers: list[dict[str, str | dict[str, str]]] = [
            json.loads((data / f"{name}_{layer}.json").read_text(encoding="utf-8")) for layer in ("gold", "silver")
        ]

    def word(self, word: str, following: str | None, doubts: list[str]) -> str:
        phonemes = weak_form(word.lower(), following) or self.look_up(word, following, doubts)
        if phonemes is None and "-" in word:
            return " ".join(self.word(part, following, doubts) for part in word.split("-"))
        if phonemes is None:
            phonemes = ask_espeak(word, self.espeak, ENGLISH_LETTERS)
            doubts.append(f"{word}: guessed by espeak-ng as {phonemes}")
        # A word that begins a sentence is never quite without stress; the voice was trained so.
        return with_some_stress(phonemes) if word[0].isupper() else phonemes

    def look_up(self, word: str, following: str | None, doubts: list[str]) -> str | None:
        for layer in self.layers:
            found = entry(layer, word, following, doubts) or with_ending(layer, word.lower(), doubts)
            if found:
                return found
        return None


def entry(layer: dict, word: str, following: str | None, doubts: list[str]) -> str | None:
    found = next((layer[spelling] for spelling in (word.lower(), word, word.capitalize()) if spelling in layer), None)
    if not isinstance(found, dict):
        return found
    usual = found["DEFAULT"]
    # misaki writes "None" for how a word sounds before a pause; the other names are parts of speech.
    others = sorted({said for name, said in found.items() if name != "None" and said} - {usual})
    if others:
        doubts.append(f"{word}: read as {usual}, could be {' or '.join(others)}")
    return found.get("None") or usual if following is None else usual


def with_ending(layer: dict, word: str, doubts: list[str]) -> str | None:
    """A word by its stem: tablets, passwords, grown-up's, opened, staying."""
    for ending, stems, sound in (
        ("'s", [word[:-2]], plural),
        ("s'", [word[:-2]], plural),
        ("ies", [word[:-3] + "y"], plural),
        ("es", [word[:-1], word[:-2]], plural),
        ("s", [word[:-1]], plural),
        # The stem with an e first: "saved" is no form of "sav", nor "hoping" of "hop", which would be "hopping".
        ("ed", [word[:-1], word[:-2]], past),
        ("ing", [word[:-3] + "e", word[:-3]], continuous),
    ):
        if word.endswith(ending) and not word.endswith("ss"):
            for stem in stems:
                # The doubled spelling of a stem ("stopping") is left to silver, which lists whole words.
                spoken = entry(layer, stem, "", doubts) if len(stem) > 1 else None
                if spoken and sound(spoken):
                    return sound(spoken)
    return None


def weak_form(word: str, following: str | None) -> str | None:
    """The small words that change with what follows them, as misaki says them."""
    before_vowel = following is not None and next((c for c in following if c not in STRESSES), "") in VOWELS
    if word == "the":
        return "ði" if before_vowel else "ðə"
    if word == "to" and following is not None:
        return "tʊ" if before_vowel else "tə"
    if word == "in" and following is None:
        return "ˈɪn"
    return {"a": "ɐ", "an": "ɐn", "i": "ˌI"}.get(word)


def with_some_stress(phonemes: str) -> str:
    if any(c in STRESSES for c in phonemes):
        return phonemes
    at = next((i for i, c in enumerate(phonemes) if c in VOWELS), None)
    return phonemes if at is None else phonemes[:at] + "ˌ" + phonemes[at:]


def plural(stem: str) -> str:
    if stem[-1] in "szʃʒʧʤ":
        return stem + "ɪz"
    return stem + ("s" if stem[-1] in "ptkfθ" else "z")


def past(stem: str) -> str:
    if stem[-1] in "td":
        return stem + "ɪd"
    return stem + ("t" if stem[-1] in "pkfθʃsʧ" else "d")


def continuous(stem: str) -> str | None:
    # "share" has an r in "sharing" that the stem does not show.
    return None if stem[-1] in "əː" else stem + "ɪŋ"


@cache
def ask_espeak(word: str, voice: str, letters: tuple[tuple[str, str], ...]) -> str:
    command = ["espeak-ng", "-q", "--ipa", "--tie=^", "-v", voice, "--", word]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    except FileNotFoundError as error:
        raise PhonemeError(f"{word!r} is in no lexicon and espeak-ng is not installed; install it, or add the word to pronunciations.json") from error
    except subprocess.CalledProcessError as error:
        raise PhonemeError(f"espeak-ng could not say {word!r}: {error.stderr.strip()}") from error
    phonemes = " ".join(done.stdout.split())
    # Marks of a changed language, "(en)word(pt)", are not sounds.
    phonemes = re.sub(r"\([a-z-]+\)", "", phonemes)
    for theirs, ours in letters:
        phonemes = phonemes.replace(theirs, ours)
    return phonemes
