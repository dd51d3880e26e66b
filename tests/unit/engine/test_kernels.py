"""The kernels named by what a processor can do; the last of these fails when OpenBLAS no longer takes the names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.engine import kernels
from assistant.engine.kernels import CPUINFO, KERNELS, VARIABLE, best_kernels, kernels_environment

ZEN_4 = "flags\t\t: fpu sse2 avx avx2 fma avx512f avx512dq avx512cd avx512bw avx512vl"
ZEN_2 = "flags\t\t: fpu sse2 avx avx2 fma"
PENTIUM = "flags\t\t: fpu sse2"


def test_the_best_kernels_that_a_processor_can_run() -> None:
    assert [best_kernels(flags) for flags in (ZEN_4, ZEN_2, PENTIUM)] == ["SkylakeX", "Haswell", None]


def test_what_only_some_of_a_machines_processors_can_do_does_not_count() -> None:
    assert best_kernels(f"{ZEN_4}\n\n{ZEN_2}\n") == "Haswell"


def test_no_opinion_where_no_flags_are_told() -> None:
    assert best_kernels("processor\t: 0\nFeatures\t: fp asimd\n") is None


def test_no_opinion_where_the_machine_tells_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kernels, "CPUINFO", tmp_path / "none")
    assert kernels_environment() == {}


def test_what_the_user_has_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.cli.quiet import quiet_environment

    monkeypatch.setenv(VARIABLE, "Prescott")
    assert quiet_environment()[VARIABLE] == "Prescott"


@pytest.mark.parametrize("name", KERNELS)
def test_openblas_takes_the_name(name: str) -> None:
    flags = set(CPUINFO.read_text().split()) if CPUINFO.exists() else set()
    if not KERNELS[name] <= flags:
        pytest.skip(f"this processor cannot run {name}")
    code = "import json, numpy, threadpoolctl; print(json.dumps([one['architecture'] for one in threadpoolctl.threadpool_info()]))"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, VARIABLE: name}, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [name]
