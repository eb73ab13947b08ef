#!/usr/bin/env python3
"""Makes assets/sounds/*.ogg: wooden, warm and short, with soft beginnings.

A wrong answer never sounds like one: "again" rises, as a question does. Needs only what tools/narrate/requirements.txt
lists under "Sound". The same bytes come out every time.
"""

import sys
from pathlib import Path

import numpy

TOOLS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOOLS / "narrate"))
from ogg import encode  # noqa: E402  one Ogg writer for voice and sounds

RATE = 44_100
PEAK_DB = -10.0
"""Below the voice, which must be understood over it; Vorbis may overshoot by up to 1 dB."""

# Frequencies of the notes, in Hz.
G4, A4, C5, D5, E5, G5, A5, C6 = 392.0, 440.0, 523.25, 587.33, 659.26, 783.99, 880.0, 1046.5


def tap() -> numpy.ndarray:
    """A finger on a wooden table: one low, short bar."""
    return mix((0.0, bar(G4, 0.22, decay=0.045)))


def yes() -> numpy.ndarray:
    """Three bars of a major chord, upwards."""
    return mix((0.0, 0.8 * bar(C5, 0.5)), (0.10, 0.8 * bar(E5, 0.5)), (0.20, bar(G5, 0.6)))


def again() -> numpy.ndarray:
    """“Have another look?”: a soft step up that waits for an answer."""
    return mix((0.0, 0.7 * bar(A4, 0.5, attack=0.020)), (0.20, 0.8 * bar(C5, 0.6, attack=0.020)))


def leaf() -> numpy.ndarray:
    """A leaf unfolds: a rustle, and four light bars up the pentatonic scale."""
    notes = ((0.06, C5), (0.17, D5), (0.28, G5), (0.39, C6))
    return mix((0.0, 0.35 * rustle(0.45, 2500.0, 5000.0)), *((at, 0.8 * bar(note, 0.7, attack=0.010)) for at, note in notes))


def page() -> numpy.ndarray:
    """Paper turning over."""
    return mix((0.0, rustle(0.32, 900.0, 3200.0)))


SOUNDS = (tap, yes, again, leaf, page)


def bar(frequency: float, seconds: float, decay: float = 0.14, attack: float = 0.006) -> numpy.ndarray:
    """A struck marimba bar: its tuned overtones are two octaves, and three and a bit, above; they fade first."""
    time = numpy.arange(round(seconds * RATE)) / RATE
    tone = sum(
        level * numpy.sin(2 * numpy.pi * frequency * ratio * time) * numpy.exp(-time / (decay / fading))
        for ratio, level, fading in ((1.0, 1.0, 1.0), (3.98, 0.16, 2.8), (9.6, 0.03, 6.0))
    )
    return soft_ends(tone, attack)


def rustle(seconds: float, low: float, high: float) -> numpy.ndarray:
    """A breath of noise whose colour glides from `low` to `high` Hz."""
    count = round(seconds * RATE)
    noise = numpy.random.Generator(numpy.random.PCG64(20)).standard_normal(count)
    colours = [coloured(noise, low * (high / low) ** (step / 4)) for step in range(5)]
    # Cross-fade from one colour to the next.
    place = numpy.linspace(0, 4, count)
    gliding = sum(colour * numpy.maximum(0, 1 - abs(place - step)) for step, colour in enumerate(colours))
    swell = numpy.sin(numpy.pi * numpy.linspace(0, 1, count) ** 0.7) ** 2
    return soft_ends(gliding * swell, 0.02)


def coloured(noise: numpy.ndarray, centre: float) -> numpy.ndarray:
    """Noise about an octave wide around `centre` Hz, at a level of 1."""
    octaves = numpy.log2(numpy.maximum(numpy.fft.rfftfreq(len(noise), 1 / RATE), 1.0) / centre)
    band = numpy.fft.irfft(numpy.fft.rfft(noise) * numpy.exp(-((octaves / 0.6) ** 2)), len(noise))
    return band / numpy.sqrt((band**2).mean())


def soft_ends(samples: numpy.ndarray, attack: float) -> numpy.ndarray:
    for seconds, part in ((attack, samples), (0.03, samples[::-1])):
        count = round(seconds * RATE)
        part[:count] *= 0.5 - 0.5 * numpy.cos(numpy.pi * numpy.arange(count) / count)
    return samples


def mix(*parts: tuple[float, numpy.ndarray]) -> numpy.ndarray:
    """Sounds laid over each other, each from its own second on, with the highest peak at PEAK_DB."""
    length = max(round(at * RATE) + len(samples) for at, samples in parts)
    mixed = numpy.zeros(length)
    for at, samples in parts:
        start = round(at * RATE)
        mixed[start : start + len(samples)] += samples
    return mixed * 10 ** (PEAK_DB / 20) / numpy.abs(mixed).max()


def main() -> None:
    folder = TOOLS.parent / "assets" / "sounds"
    folder.mkdir(parents=True, exist_ok=True)
    for sound in SOUNDS:
        ogg = encode(sound(), RATE, "Promise Tree, tools/sounds/make.py")
        (folder / f"{sound.__name__}.ogg").write_bytes(ogg)
        print(f"{sound.__name__}: {len(ogg)} bytes")


if __name__ == "__main__":
    main()
