"""From raw speech to a clip: trimmed, evened in loudness and faded."""

from pathlib import Path

import numpy
import soundfile

from errors import NarrateError

SAMPLE_RATE = 24_000
MARGIN_MS = 80
"""What is left of the silence before the first sound and after the last."""
FADE_IN_MS = 10
FADE_OUT_MS = 40
LEVEL_DB = -20.0
"""Loudness of the speech itself, pauses left out: RMS in dBFS."""
CEILING_DB = -2.0
"""No peak is above this before encoding, which leaves Vorbis room to overshoot."""
QUIET_DB = -40.0
"""Frames this far below the loudest one are silence, and do not count towards loudness."""
SPEECH_DB = -28.0
"""Speech reaches this at some moment. What stays below it, apart from speech, is breath, and is cut at the ends."""
FRAME_MS = 10


class SoundError(NarrateError):
    """A recording that cannot be made into a clip. The text says what to do."""


def shape(samples: numpy.ndarray) -> numpy.ndarray:
    """A clip's samples from mono speech at SAMPLE_RATE."""
    samples = samples - samples.mean()
    return fade(limit(even(trim(samples))))


def trim(samples: numpy.ndarray) -> numpy.ndarray:
    """Cuts, or fills up, the silence at both ends to MARGIN_MS, and breath with it."""
    start, end = edges(samples)
    padding = (max(0, -start), max(0, end - len(samples)))
    # The ends are faded before silence is put on, so that the join does not click.
    kept = samples[max(0, start) : end]
    return numpy.pad(fade(kept) if any(padding) else kept, padding)


def edges(samples: numpy.ndarray) -> tuple[int, int]:
    """Where a clip begins and ends in the samples it is made from; before the first of them where silence is to be added."""
    levels = frame_levels(samples)
    speech = numpy.flatnonzero(levels > SPEECH_DB)
    if speech.size == 0:
        raise SoundError("there is nothing to hear in it; record it again")
    first, last = speech[0], speech[-1]
    while first > 0 and levels[first - 1] > QUIET_DB:
        first -= 1
    while last + 1 < len(levels) and levels[last + 1] > QUIET_DB:
        last += 1
    frame, margin = in_samples(FRAME_MS), in_samples(MARGIN_MS)
    return first * frame - margin, (last + 1) * frame + margin


def even(samples: numpy.ndarray) -> numpy.ndarray:
    """Brings the speech to LEVEL_DB."""
    return samples * 10 ** ((LEVEL_DB - speech_level(samples)) / 20)


def limit(samples: numpy.ndarray) -> numpy.ndarray:
    """Turns the loudest moments down to CEILING_DB, gently: 5 ms before each peak to 5 ms after it."""
    ceiling = 10 ** (CEILING_DB / 20)
    wanted = numpy.minimum(1.0, ceiling / numpy.maximum(numpy.abs(samples), 1e-9))
    if wanted.min() == 1.0:
        return samples
    reach = in_samples(5)
    held = numpy.pad(wanted, 2 * reach, constant_values=1.0)
    held = numpy.lib.stride_tricks.sliding_window_view(held, 2 * reach + 1).min(axis=1)
    window = numpy.hanning(2 * reach + 3)[1:-1]
    return samples * numpy.convolve(held, window / window.sum(), mode="valid")


def fade(samples: numpy.ndarray) -> numpy.ndarray:
    samples = samples.copy()
    for length, part in ((FADE_IN_MS, slice(None)), (FADE_OUT_MS, slice(None, None, -1))):
        count = min(in_samples(length), len(samples))
        samples[part][:count] *= 0.5 - 0.5 * numpy.cos(numpy.pi * numpy.arange(count) / count)
    return samples


def frame_levels(samples: numpy.ndarray) -> numpy.ndarray:
    """Level of each whole frame of FRAME_MS, in dB below the loudest."""
    frame = in_samples(FRAME_MS)
    count = len(samples) // frame
    if count == 0:
        return numpy.empty(0)
    power = (samples[: count * frame].reshape(count, frame) ** 2).mean(axis=1)
    # Digital silence is as quiet as can be, not as loud as itself.
    return 10 * numpy.log10(numpy.maximum(power, 1e-14) / max(power.max(), 1e-8))


def speech_level(samples: numpy.ndarray) -> float:
    """RMS in dBFS of the frames that are not silence."""
    frame = in_samples(FRAME_MS)
    loud = numpy.repeat(frame_levels(samples) > QUIET_DB, frame)
    return float(10 * numpy.log10((samples[: len(loud)][loud] ** 2).mean()))


def in_samples(milliseconds: int) -> int:
    return milliseconds * SAMPLE_RATE // 1000


def read_recording(path: Path) -> numpy.ndarray:
    """A recording in any format that libsndfile reads (WAV, FLAC, Ogg, MP3), as mono at SAMPLE_RATE."""
    import soxr  # only recordings need it

    try:
        samples, rate = soundfile.read(path, always_2d=True)
    except (OSError, soundfile.LibsndfileError) as error:
        raise SoundError(f"{path}: cannot be read as sound ({error}); save it as a WAV file") from error
    mono = samples.mean(axis=1)
    if not numpy.abs(mono).max(initial=0.0) > 1e-3:
        raise SoundError(f"{path}: there is nothing to hear in it; record it again")
    return soxr.resample(mono, rate, SAMPLE_RATE, quality="VHQ")
