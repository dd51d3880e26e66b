"""Which of OpenBLAS's kernels numpy multiplies its matrices with: chosen by what the processor can do, not by its name.

OpenBLAS 0.3.18, which numpy 1.22 brings, knows processors by family and model. One that it does not know (younger than it, such as
AMD's Zen 4, or renamed by a virtual machine) gets the kernels of a Pentium 4: a sentence vector then takes a quarter longer, many at
once nearly twice as long. So the processor's flags are read (Linux tells them), and the kernels that use them are named before numpy
is imported; on a processor that OpenBLAS knows that is what it would have chosen itself.

`tests/unit/engine/test_kernels.py` fails when OpenBLAS no longer takes the names.
"""

from __future__ import annotations

from pathlib import Path

VARIABLE = "OPENBLAS_CORETYPE"
CPUINFO = Path("/proc/cpuinfo")
# OpenBLAS's name for a set of kernels -> the flags of a processor that can run them; the best first.
KERNELS = {
    "SkylakeX": {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl", "avx2", "fma"},
    "Haswell": {"avx2", "fma"},
}


def best_kernels(cpuinfo: str) -> str | None:
    """The best kernels that every processor can run of those that `cpuinfo` (the text of /proc/cpuinfo) tells; None for no opinion."""
    flags = [set(line.partition(":")[2].split()) for line in cpuinfo.splitlines() if line.startswith("flags")]
    return next((name for name, needed in KERNELS.items() if flags and all(needed <= own for own in flags)), None)


def kernels_environment() -> dict[str, str]:
    """The environment variable that names them, for this machine; empty where it is not known what the processor can do."""
    name = best_kernels(CPUINFO.read_text()) if CPUINFO.exists() else None
    return {VARIABLE: name} if name else {}
