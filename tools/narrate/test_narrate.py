"""What the tool promises, tried on a small project in a temporary folder. No model is needed."""

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy
import soundfile

import narrate
import ogg
import sound
from errors import NarrateError
from phonemes import Pronunciations, Reader

RATE = sound.SAMPLE_RATE


def tone(seconds: float, level: float = 0.3) -> numpy.ndarray:
    """Half a second of silence, a tone, half a second of silence."""
    time = numpy.arange(round(seconds * RATE)) / RATE
    return numpy.pad(level * numpy.sin(2 * numpy.pi * 220 * time), RATE // 2)


class Project(unittest.TestCase):
    """A project of two messages, in Welsh, which has no synthetic voice, and in English."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for tag in ("cy", "en-GB"):
            self.words(tag, "i-promise = Dw i’n addo\n    .label = not spoken\nare-you = { $name }?\n", "well-done = Da iawn!\n")
        self.wav = self.root / "voice.wav"
        soundfile.write(self.wav, numpy.stack([tone(1.0), tone(1.0)], axis=1), RATE)

    def words(self, tag: str, agreements: str, child: str) -> None:
        folder = self.root / "locales" / tag
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "agreements.ftl").write_text(agreements, encoding="utf-8")
        (folder / "child.ftl").write_text(child, encoding="utf-8")

    def run_tool(self, *arguments: str, tag: str = "cy") -> tuple[int, str]:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            code = narrate.main([*arguments, "--root", str(self.root), "--language", tag])
        return code, said.getvalue()

    def manifest(self, tag: str = "cy") -> Path:
        return self.root / "assets" / "narration" / tag / "manifest.json"

    def test_a_recording_becomes_a_clip_with_one_manifest_line(self):
        self.assertEqual(self.run_tool("adopt", "i-promise", str(self.wav))[0], 0)
        lines = [line for line in self.manifest().read_text().splitlines() if '"i-promise"' in line]
        self.assertEqual(len(lines), 1)
        clip = json.loads(self.manifest().read_text())["clips"]["i-promise"]
        # printf 'Dw i’n addo' | sha256sum
        self.assertEqual(clip["text_sha256"], "93e3ba74be4c4074e1699b0535d8e149b9713432e6d42094dc50b29569cbc47b")
        self.assertAlmostEqual(clip["milliseconds"], 1000 + 2 * sound.MARGIN_MS, delta=20)

    def test_an_unknown_key_is_refused_and_the_nearest_one_named(self):
        code, said = self.run_tool("adopt", "i-promised", str(self.wav))
        self.assertEqual(code, 2)
        self.assertIn("did you mean i-promise?", said)

    def test_messages_with_placeables_and_attributes_have_no_clip(self):
        messages = narrate.Language(self.root, "cy").messages
        self.assertEqual(sorted(messages), ["i-promise", "well-done"])

    def test_changed_words_make_a_clip_stale(self):
        self.run_tool("adopt", "i-promise", str(self.wav))
        self.assertEqual(self.run_tool("--check")[0], 0)
        self.words("cy", "\ni-promise = Rwy’n addo\n", "well-done = Da iawn!\n")
        code, said = self.run_tool("--check")
        self.assertEqual(code, 1)
        self.assertIn("agreements.ftl:2: i-promise says other words", said)

    def test_a_swapped_file_is_noticed(self):
        self.run_tool("adopt", "i-promise", str(self.wav))
        clip = self.manifest().parent / "i-promise.ogg"
        clip.write_bytes(clip.read_bytes()[:-1] + b"x")
        self.assertEqual(self.run_tool("--check")[0], 1)

    def test_a_voiced_language_must_be_complete_and_a_recorded_one_need_not(self):
        self.assertEqual(self.run_tool("--check", tag="cy")[0], 0)
        code, said = self.run_tool("--check", tag="en-GB")
        self.assertEqual(code, 1)
        self.assertIn("well-done has no clip", said)

    def test_prune_removes_clips_without_a_message_and_nothing_else(self):
        self.run_tool("adopt", "i-promise", str(self.wav))
        self.run_tool("adopt", "well-done", str(self.wav))
        self.words("cy", "other = Arall\n", "well-done = Da iawn!\n")
        self.assertEqual(self.run_tool("--check")[0], 1)
        self.run_tool("--prune")
        self.assertEqual([path.name for path in self.manifest().parent.glob("*.ogg")], ["well-done.ogg"])
        self.assertEqual(self.run_tool("--check")[0], 0)

    def test_a_stale_recording_is_never_rendered_over(self):
        self.run_tool("adopt", "i-promise", str(self.wav), tag="en-GB")
        clip = self.manifest("en-GB").parent / "i-promise.ogg"
        before = clip.read_bytes()
        self.words("en-GB", "i-promise = I promise\n", "well-done = Well done!\n")
        with mock.patch.object(narrate, "readings", lambda language: dict.fromkeys(language.messages)):
            code, said = self.run_tool("--only", "i-promise", tag="en-GB")
        self.assertEqual(code, 1)
        self.assertIn("adopt a new one", said)
        self.assertEqual(clip.read_bytes(), before)

    def test_faults_in_the_words_are_all_named_with_file_and_line(self):
        self.words("cy", "a = Un\nnot fluent\n", "b = Dau\na = Tri\n")
        with self.assertRaises(NarrateError) as raised:
            narrate.Language(self.root, "cy")
        self.assertIn("agreements.ftl:2:", str(raised.exception))
        self.assertIn("child.ftl:2: a is also at", str(raised.exception))


class Sound(unittest.TestCase):
    def test_silence_at_the_ends_is_cut_or_filled_to_the_margin(self):
        for samples in (tone(1.0), tone(1.0)[RATE // 2 : -RATE // 2]):
            clip = sound.shape(samples)
            loud = numpy.flatnonzero(sound.frame_levels(clip) > sound.QUIET_DB) * sound.FRAME_MS
            self.assertAlmostEqual(loud[0], sound.MARGIN_MS, delta=20)
            self.assertAlmostEqual(len(clip) * 1000 / RATE - loud[-1], sound.MARGIN_MS, delta=30)

    def test_a_breath_after_the_words_is_cut_off(self):
        breath = tone(0.3, 0.004)
        self.assertEqual(len(sound.shape(numpy.concatenate([tone(1.0), breath]))), len(sound.shape(tone(1.0))))

    def test_quiet_and_loud_speech_come_out_alike(self):
        for level in (0.01, 0.9):
            self.assertAlmostEqual(sound.speech_level(sound.shape(tone(1.0, level))), sound.LEVEL_DB, delta=0.5)

    def test_a_loud_moment_is_limited_without_a_click(self):
        samples = tone(1.0, 0.05)
        samples[RATE : RATE + 200] *= 18
        clip = sound.shape(samples)
        self.assertLessEqual(numpy.abs(clip).max(), 10 ** (sound.CEILING_DB / 20) + 1e-9)

    def test_silence_is_no_recording(self):
        with self.assertRaises(NarrateError):
            sound.shape(numpy.zeros(RATE))

    def test_the_same_samples_give_the_same_bytes(self):
        first, second = (ogg.encode(tone(0.5), RATE, "a comment") for _ in range(2))
        self.assertEqual(first, second)

    def test_a_file_still_plays_after_its_serial_number_was_set(self):
        clip = ogg.encode(tone(0.5), RATE, "a comment")
        with soundfile.SoundFile(io.BytesIO(clip)) as opened:
            self.assertEqual((opened.samplerate, opened.channels, opened.frames), (RATE, 1, len(tone(0.5))))
            self.assertGreater(numpy.abs(opened.read()).max(), 0.2)

    def test_the_ogg_checksum_agrees_with_the_encoders_own(self):
        file = io.BytesIO()
        soundfile.write(file, tone(0.5), RATE, format="OGG", subtype="VORBIS")
        theirs = file.getvalue()
        self.assertEqual(ogg.with_serial(theirs, int.from_bytes(theirs[14:18], "little")), theirs)


class Words(unittest.TestCase):
    def reader(self, words=None, clips=None) -> Reader:
        return Reader("gb", "en-gb", [], Pronunciations(words or {}, clips or {}))

    def say(self, text: str) -> str:
        return self.reader().read("key", text).script.phonemes

    def test_small_words_follow_the_next_sound(self):
        self.assertEqual(self.say("See the acorn."), "sˈiː ði ˈAkɔːn.")
        self.assertEqual(self.say("See the tree."), "sˈiː ðə tɹˈiː.")

    def test_each_word_of_a_text_begins_at_its_own_sounds(self):
        reading = self.reader().read("key", "“Look!” said  the — grown-up’s cat")
        self.assertEqual([reading.script.phonemes[start : start + 2] for start in reading.words], ["lˈ", "sˈ", "ðə", "— ", "ɡɹ", "kˈ"])
        self.assertEqual(len(reading.words), len("“Look!” said  the — grown-up’s cat".split()))

    def test_a_language_that_is_said_by_phrases_has_no_times_of_words(self):
        self.assertIsNone(Reader(None, "cy", [], Pronunciations({}, {})).read("key", "Da iawn").words)

    def test_endings_are_said_by_their_stem(self):
        self.assertEqual(self.say("tablets"), "tˈablɪts.")
        self.assertEqual(self.say("a grown-up’s"), "ɐ ɡɹˈQnʌps.")
        # misaki's own "asking" is American.
        self.assertEqual(self.say("asking"), "ˈɑːskɪŋ.")

    def test_a_stem_that_lost_its_e_is_found(self):
        self.assertEqual(self.say("saved"), "sˈAvd.")
        self.assertEqual(self.say("hoped"), "hˈQpt.")
        self.assertEqual(self.say("looked"), "lˈʊkt.")

    def test_our_pronunciation_comes_first_and_a_clips_own_before_that(self):
        reader = self.reader({"read": "ɹˈɛd"}, {"key": {"read": "ɹˈiːd"}})
        self.assertEqual(reader.read("key", "Read").script.phonemes, "ɹˈiːd.")
        self.assertEqual(reader.read("other", "Read").script.phonemes, "ɹˈɛd.")

    def test_a_short_text_is_said_between_two_sentences_and_a_long_one_alone(self):
        reader = Reader("gb", "en-gb", ["Listen.", "Thank you."], Pronunciations({}, {}))
        self.assertEqual(str(reader.read("key", "Sun").script), "lˈɪsᵊn. [sˈʌn.] θˈaŋk juː.")
        self.assertEqual(reader.read("key", "I use school computers and tablets for school work.").script.before, "")

    def test_what_cannot_be_spoken_is_refused(self):
        with self.assertRaises(NarrateError):
            self.say("You & me")

    def test_words_with_two_readings_are_pointed_out(self):
        doubts = self.reader().read("key", "I live here.").doubts
        self.assertTrue(any(doubt.startswith("live:") for doubt in doubts))


if __name__ == "__main__":
    unittest.main()
