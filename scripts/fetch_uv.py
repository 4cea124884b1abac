"""Puts uv into a folder, on a machine with nothing but a python3 (>= 3.8).

Usage: fetch_uv.py FOLDER. Tries pip in a fresh virtual environment, then pip into the folder, then
uv's wheel from the package index by hand; it never touches the system's Python (PEP 668).
"""

import hashlib
import io
import json
import os
import platform
import subprocess
import sys
import urllib.request
import zipfile

INDEX = "https://pypi.org/pypi/uv/json"


def run(*command):
    """Whether a command could be run to a good end."""
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def by_virtual_environment(folder):
    environment = os.path.join(folder, "environment")
    if not run(sys.executable, "-m", "venv", environment):
        return False
    pip = os.path.join(environment, "bin", "pip")
    found = os.path.join(environment, "bin", "uv")
    return run(pip, "install", "--quiet", "uv") and link(found, folder)


def by_pip(folder):
    target = os.path.join(folder, "packages")
    found = os.path.join(target, "bin", "uv")
    return run(sys.executable, "-m", "pip", "install", "--quiet", "--target", target, "uv") and link(found, folder)


def by_hand(folder):
    with urllib.request.urlopen(INDEX) as answer:
        files = json.load(answer)["urls"]
    machine = platform.machine().replace("arm64", "aarch64")
    system = "macosx" if sys.platform == "darwin" else "manylinux"
    wheel = next(f for f in files if system in f["filename"] and machine in f["filename"])
    with urllib.request.urlopen(wheel["url"]) as answer:
        data = answer.read()
    if hashlib.sha256(data).hexdigest() != wheel["digests"]["sha256"]:
        raise ValueError("the wheel of uv is damaged")
    archive = zipfile.ZipFile(io.BytesIO(data))
    name = next(n for n in archive.namelist() if n.endswith("/scripts/uv"))
    path = os.path.join(folder, "bin", "uv")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(archive.read(name))
    os.chmod(path, 0o755)
    return True


def link(found, folder):
    if not os.path.exists(found):
        return False
    os.makedirs(os.path.join(folder, "bin"), exist_ok=True)
    os.symlink(os.path.abspath(found), os.path.join(folder, "bin", "uv"))
    return True


def main():
    folder = sys.argv[1]
    for way in (by_virtual_environment, by_pip, by_hand):
        try:
            if way(folder):
                return 0
        except (OSError, ValueError, StopIteration) as error:
            print(f"fetch_uv: {way.__name__}: {error}", file=sys.stderr)
    print(
        "error: uv could not be fetched. Mend: install uv by hand (https://docs.astral.sh/uv).",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
