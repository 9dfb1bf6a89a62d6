"""`python -m tests.fuzz 1000000 0`: so many scans, from this seed on, on all processors."""

import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.fuzz.judge import Fate
from tests.fuzz.run import Failure, Found, judged_anew

STRETCH = 25_000
MOST_REASONS = 12


def main(scans: int = 1_000_000, first: int = 0) -> int:
    """Judge them, and say what became of them."""
    stretches = [range(at, min(at + STRETCH, first + scans)) for at in range(first, first + scans, STRETCH)]
    found: Found = Counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        waiting = [pool.submit(judged_anew, stretch) for stretch in stretches]
        for done in as_completed(waiting):
            try:
                found += done.result()
            except Failure as failure:
                pool.shutdown(cancel_futures=True)
                print(f"\n{failure}")
                return 1
            print(f"\r{found.total():,} of {scans:,} scans", end="", flush=True)
    print(f"\n\n{_table(found, scans)}")
    return 0


def _table(found: Found, scans: int) -> str:
    lines = []
    for fate in Fate:
        why = Counter({reason: count for (at, reason), count in found.items() if at is fate})
        lines.append(f"{why.total():>9,}  {100 * why.total() / scans:5.2f} %  {fate}")
        lines += [f"{count:>9,}           - {reason}" for reason, count in why.most_common(MOST_REASONS)]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
