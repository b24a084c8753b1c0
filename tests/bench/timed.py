"""timed.py REPORT COMMAND…: runs a command and writes what it cost into a file, as JSON: seconds, CPU seconds, peak in bytes, exit status.

The peak is that of the largest process among the command and all that it waited for. A process of its own, and a small one: the system
counts what a process held before it became another, so that whoever starts a command gives it a peak of at least their own.
"""

import json
import os
import sys
import time

started = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
took = time.perf_counter() - started
peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
with open(sys.argv[1], "w", encoding="ascii") as report:
    json.dump([took, usage.ru_utime + usage.ru_stime, peak, os.waitstatus_to_exitcode(status)], report)
