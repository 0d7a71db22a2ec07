"""Every header compiles by itself. Slow, so only `./dev lint` asks for it."""
import concurrent.futures
import os
import subprocess

from .violation import Violation


def check_headers(root):
    headers = sorted((root / "src").rglob("*.h")) + sorted((root / "test" / "support").rglob("*.h"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for header, error in zip(headers, pool.map(lambda header: _compile(root, header), headers)):
            if error:
                yield Violation(str(header.relative_to(root)), 1, "header", f"does not compile alone: {error}")


def _compile(root, header):
    compiler = os.environ.get("CXX", "g++")
    command = [compiler, "-std=c++20", "-fsyntax-only", f"-I{root}/src", f"-I{root}/test/support", "-x", "c++"]
    command += ["-include", str(header), "/dev/null", *_include_flags()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [line for line in done.stderr.splitlines() if "error:" in line]
    return (errors or ["compiler failed"])[0].strip() if done.returncode else None


def _include_flags():
    if not hasattr(_include_flags, "flags"):
        done = subprocess.run(["pkg-config", "--cflags", "botan-2"], capture_output=True, text=True, check=False)
        _include_flags.flags = done.stdout.split()
    return _include_flags.flags
