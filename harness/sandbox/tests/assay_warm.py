"""Runs pytest in a fork of itself for each request, with the installed packages that the suite uses already imported.

Starting Python and importing a web framework takes longer than the few tests that run a changed line. Nothing of the repository is
imported here, so that each fork imports the changed module itself. Requests and answers go through two pipes beside this file.
"""

import gc
import importlib.metadata
import importlib.util
import json
import os
import signal
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BARE = "--bare"


def rewritten_by_pytest():
    """Top-level names that pytest wants to import itself, to rewrite their assertions: packages that hold plugins."""
    names = set()
    for distribution in importlib.metadata.distributions():
        if any(entry.group == "pytest11" for entry in distribution.entry_points):
            names.update(str(file).split("/")[0].removesuffix(".py") for file in distribution.files or ())
    return names


def import_packages():
    with open(os.path.join(HERE, "imports.json"), encoding="utf-8") as file:
        wanted = json.load(file)
    not_before_pytest = rewritten_by_pytest()
    for name in wanted:
        if name.split(".")[0] in not_before_pytest:
            continue
        try:
            importlib.import_module(name)
        except BaseException:  # It is imported by the tests then, or not.
            pass
    # A fork has no threads of its parent's; and what a plugin needs may have come along.
    if len(os.listdir("/proc/self/task")) > 1 or not_before_pytest & set(sys.modules):
        os.execv(sys.executable, [sys.executable, __file__, BARE])


def run_pytest(mutant, tests):
    os.setsid()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.environ.update(ASSAY_MUTANT=mutant, ASSAY_TESTS=tests)
    arguments = ["-q", "-p", "assay_mutant", "-p", "no:cacheprovider"]
    # What is only to be compared runs to its end.
    is_repeat = tests in ("again", "reversed")
    os.environ["ASSAY_RESULTS"] = os.path.join(HERE, f"{tests}.jsonl")
    arguments += ["-p", "assay_results"] if is_repeat else ["-x"]
    if importlib.util.find_spec("pytest_cov") is not None:
        arguments.append("--no-cov")
    # As `python -m pytest` has it: the repository comes first.
    if not getattr(sys.flags, "safe_path", False):
        sys.path.insert(0, os.getcwd())
    sys.argv = ["pytest", *arguments]
    code = 3
    try:
        code = int(pytest.main(arguments))
    finally:
        os._exit(code)


def exit_code_within(child, seconds):
    """What `timeout` gives: the exit code, 128 and the signal, or 124 where it does not end in time."""
    end = time.monotonic() + seconds
    try:
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
                return code if code >= 0 else 128 - code
            if time.monotonic() > end:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return 124
            signal.sigtimedwait({signal.SIGCHLD}, min(1, max(0.01, end - time.monotonic())))
    finally:
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            pass


def main():
    # What does not change from one mutant to the next is compiled once, and never kept beside the sources.
    sys.dont_write_bytecode, sys.pycache_prefix = False, "/tmp/.assay-bytecode"
    gc.freeze()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    requests, answers = (os.path.join(HERE, name) for name in ("requests", "answers"))
    while True:
        with open(requests, encoding="utf-8") as file:
            mutant, seconds, tests = file.read().split()
        child = os.fork()
        if child == 0:
            run_pytest(mutant, tests)
        code = exit_code_within(child, float(seconds))
        with open(answers, "w", encoding="utf-8") as file:
            file.write(f"{code}\n")


if BARE not in sys.argv:
    import_packages()
import pytest  # noqa: E402

main()
