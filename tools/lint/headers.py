"""Every header compiles by itself. Slow, so only `./dev lint` asks for it."""
import concurrent.futures
import os
import re
import subprocess

from .violation import Violation

# The outside libraries that need flags are those that cmake/dependencies.cmake takes through pkg-config.
PACKAGE_LINE = re.compile(r"^weige_pkg\(\w+ ([^)]*)\)", re.MULTILINE)


def check_headers(root):
    headers = sorted((root / "src").rglob("*.h")) + sorted((root / "test").rglob("*.h"))
    flags = _flags(root)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for header, error in zip(headers, pool.map(lambda header: _compile(header, flags), headers)):
            if error:
                yield Violation(str(header.relative_to(root)), 1, "header", f"does not compile alone: {error}")


def _flags(root):
    dependencies = root / "cmake" / "dependencies.cmake"
    lines = PACKAGE_LINE.findall(dependencies.read_text(encoding="utf-8")) if dependencies.exists() else []
    packages = [package for line in lines for package in line.split()]
    outside = []
    if packages:
        done = subprocess.run(["pkg-config", "--cflags", *packages], capture_output=True, text=True, check=True)
        outside = done.stdout.split()
    return ["-std=c++20", "-fsyntax-only", f"-I{root}/src", f"-I{root}/test", *outside]


def _compile(header, flags):
    """The first error, or None."""
    command = [os.environ.get("CXX", "g++"), *flags, "-x", "c++", "-include", str(header), "/dev/null"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [line for line in done.stderr.splitlines() if "error:" in line]
    return (errors or ["the compiler failed"])[0].strip() if done.returncode else None
