"""How the pictures look: one style for all, drawn without a screen. Their words are ids and codes, so any font will do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it warns of its own style files

import matplotlib.pyplot as plt  # noqa: E402 - the backend must be chosen first
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

# Told apart by colour-blind eyes too (Okabe and Ito, "Color Universal Design"), and by their dashes.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#333333")
DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)))
GREY = "#8a8a8a"
STYLE = {
    "figure.facecolor": "white",
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "grid.color": "#e6e6e6",
    "axes.axisbelow": True,
    "legend.frameon": False,
}


def line_style(index: int) -> dict[str, Any]:
    """Colour and dashes of the `index`-th line; after the sixth they begin anew."""
    return {"color": COLOURS[index % len(COLOURS)], "linestyle": DASHES[index % len(DASHES)], "linewidth": 1.8}


@contextmanager
def picture(path: Path, size: tuple[float, float], columns: int = 1) -> Iterator[tuple[Figure, list[Axes]]]:
    """A picture of `columns` panels side by side, written to `path` as PNG when the block ends without a fault.

    Args:
        path: where to; its folder is made.
        size: width and height, inches.
        columns: how many panels.
    """
    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(1, columns, figsize=size, squeeze=False)
        try:
            yield figure, list(axes[0])
            path.parent.mkdir(parents=True, exist_ok=True)
            figure.savefig(path, dpi=130, bbox_inches="tight")
        finally:
            plt.close(figure)
