# SPDX-License-Identifier: Apache-2.0
"""The package bears its types: they hold within it, and a checker finds a wrong use of it."""
import importlib.metadata
import pathlib
import re
import subprocess
import sys

import marsad

USE = """
import marsad

analysis = marsad.extract("قتل جندي")
low: float | None = analysis.figures[0].low
names: list[str] = [actor.name for actor in analysis.actors]
rows: int = len(marsad.tables(["قتل جندي"]).claims)
{wrong}
"""


def check(*paths):
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--disable-error-code",
                           "import-untyped", "--ignore-missing-imports", "--cache-dir", "/dev/null", *map(str, paths)],
                          capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_types_of_the_package_hold():
    code, said = check("-p", "marsad")
    assert code == 0, said


def test_a_user_is_checked(tmp_path):
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    right.write_text(USE.format(wrong=""), encoding="utf-8")
    wrong.write_text(USE.format(wrong="analysis.claims[0].stanse"), encoding="utf-8")
    code, said = check(right)
    assert code == 0, said
    code, said = check(wrong)
    assert code != 0 and "stanse" in said, said


def test_the_stub_names_what_the_module_has():
    stub = pathlib.Path(marsad.__file__).with_name("_core.pyi").read_text(encoding="utf-8")
    module = sys.modules["marsad._core"]
    for name in dir(module):
        if name.startswith("__"):
            continue
        assert f"class {name}:" in stub or f"def {name}(" in stub or f"{name}: str" in stub, name
        if isinstance(getattr(module, name), type):
            body = stub.split(f"class {name}:", 1)[1].split("\n\n", 1)[0]
            for member in vars(getattr(module, name)):
                if not member.startswith("_pybind11") and member not in (
                        "__module__", "__doc__", "__new__", "__init__", "__reduce_ex__"):
                    assert f"def {member}(" in body, f"{name}.{member}"


def test_the_wheel_holds_all_that_it_needs(root):
    folder = pathlib.Path(marsad.__file__).parent
    for name in ("py.typed", "_core.pyi", "marsad.pack", "LICENSE", "NOTICE"):
        assert (folder / name).stat().st_size > 0 or name == "py.typed", name
    version = re.search(r"project\(marsad VERSION ([0-9.]+)",
                        (root / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    assert marsad.__version__ == importlib.metadata.version("marsad") == version
