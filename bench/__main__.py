"""Measure; figures go into `bench/README.md` with the machine they were taken on.

python -m bench matching     names in 2,000 texts, against parsing them
python -m bench linking      600 bodies linked, against parsing and rendering them
python -m bench world        building all pairs of states, against Hugo and Pelican (--help tells the options)
python -m bench shipped      building the content of this repository, against Hugo and Pagefind
python -m bench search       making the search index of such a world, and searching in it
python -m bench serve        from saving a file to seeing it in a browser
"""

from __future__ import annotations

import sys

from . import builds, linking, matching, searches, serving, shipped

BENCHMARKS = {
    "matching": matching.main,
    "linking": linking.main,
    "world": builds.main,
    "shipped": shipped.main,
    "search": searches.main,
    "serve": serving.main,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in BENCHMARKS:
        sys.exit(__doc__)
    BENCHMARKS[sys.argv[1]](sys.argv[2:])
