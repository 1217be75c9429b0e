"""Measurements that ship with the course: kept as JSON in this package, where chapter 11 finds them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FORMAT = 1
RECORDED = Path(__file__).parent / "recorded.json"  # of `python -m nnlab.gpu`: the course's own functions
TRAINING = Path(__file__).parent / "training.json"  # of tests/benchmarks/training_gpu.py: the engine beside others
Measurement = dict[str, Any]


def recorded(path: Path = RECORDED) -> Measurement | None:
    """The measurement that is kept there; None when none has been recorded, or in another format."""
    if not path.is_file():
        return None
    measurement: Measurement = json.loads(path.read_text(encoding="utf-8"))
    return measurement if measurement.get("format") == FORMAT else None


def recorded_training(path: Path = TRAINING) -> Measurement | None:
    """How fast the engine trained on a GPU, beside PyTorch and JAX; None when that has not been recorded."""
    return recorded(path)


def keep(measurement: Measurement, path: Path = RECORDED) -> None:
    """Writes it, a line for every row of numbers, so that a later one can be compared with it."""
    lines = []
    for key, value in {"format": FORMAT, **measurement}.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            text = "[\n" + ",\n".join("    " + json.dumps(_short(row)) for row in value) + "\n  ]"
        else:
            text = json.dumps(value)
        lines.append(f"  {json.dumps(key)}: {text}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _short(value: Any) -> Any:
    """With four digits for each number: more are not measured."""
    if isinstance(value, dict):
        return {key: _short(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_short(part) for part in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value
