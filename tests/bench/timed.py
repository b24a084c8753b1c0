"""timed.py REPORT COMMAND…: runs a command and writes what it cost into a file, as JSON: seconds, CPU seconds, peak in bytes, exit status.

The peak is that of the largest process among the command and all that it began, those too that outlive it for a moment: on Linux they
become this one's, and are waited for. A process of its own, and a small one: the system counts what a process held before it became
another, so that whoever starts a command gives it a peak of at least their own.
"""

import ctypes
import json
import os
import sys
import time

SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of Linux: orphans among the descendants become this process's children."""

if sys.platform == "linux":
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
started = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
took = time.perf_counter() - started
usages = [usage]
while True:
    try:
        usages.append(os.wait4(-1, 0)[2])
    except ChildProcessError:
        break
computed = sum(usage.ru_utime + usage.ru_stime for usage in usages)
peak = max(usage.ru_maxrss for usage in usages) * (1 if sys.platform == "darwin" else 1024)
with open(sys.argv[1], "w", encoding="ascii") as report:
    json.dump([took, computed, peak, os.waitstatus_to_exitcode(status)], report)
