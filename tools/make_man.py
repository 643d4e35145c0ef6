#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Man pages of the program and of each of its verbs, made of their own --help when they are built,
so that they cannot fall behind; what help does not hold stands in docs/man.toml.

    python3 tools/make_man.py build/marsad docs/man.toml OUT

writes OUT/marsad.1, OUT/marsad-extract.1, … . A verb that docs/man.toml names and the program
lacks is an error, and so is a part of help that is not understood. Tested by
tests/install/man_test.py."""
import pathlib
import re
import subprocess
import sys
import tomllib

ITEM = re.compile(r"^  (\S.*?)(?:\s{2,}(.*))?$")
MORE = re.compile(r"^ {20,}(\S.*)$")
LABEL = re.compile(r"^(?P<kind>[A-Z_:]+)?(?P<form>:[^=]*)?(?:=(?P<default>\S+))?$")


def fail(message):
    sys.exit(f"make_man: {message}")


def roff(text):
    """Text as roff prints it."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def bold(text):
    return f"\\fB{roff(text)}\\fR"


def italic(text):
    return f"\\fI{roff(text)}\\fR"


class Help:
    """What --help of one command says, taken apart."""

    def __init__(self, program, path):
        done = subprocess.run([program, *path, "--help"], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            fail(f"'{' '.join(('marsad', *path))} --help' ended with {done.returncode}")
        self.path = path
        self.parts = {"Positionals": [], "Options": [], "Subcommands": []}
        summary, usage, *lines = done.stdout.rstrip().split("\n")
        self.summary = summary.rstrip(".")
        if not usage.startswith("Usage: "):
            fail(f"{' '.join(path)}: no line 'Usage: ' in its help")
        self.usage = usage.removeprefix("Usage: ").split()
        rest, part = [], None
        for line in lines:
            if line.rstrip(":") in self.parts:
                part = self.parts[line.rstrip(":")]
            elif not line:
                part = None
                rest.append(line)
            elif part is None:
                rest.append(line)
            elif more := MORE.match(line):
                part[-1][1] = (part[-1][1] + " " + more[1]).strip()
            elif item := ITEM.match(line):
                part.append([item[1], item[2] or ""])
            else:
                fail(f"{' '.join(path)}: not understood in its help: {line}")
        self.paragraphs = [text.strip("\n") for text in re.split(r"\n\n+", "\n".join(rest))
                           if text.strip()]

    def taken(self, opening):
        """The paragraphs that open so, taken out."""
        found = [text for text in self.paragraphs if re.match(opening, text)]
        self.paragraphs = [text for text in self.paragraphs if text not in found]
        return found


def item(label, about, defaults):
    """One option or positional: its names, what it takes, what it is."""
    names, *words = label.split()
    notes = []
    if "REQUIRED" in words:
        words.remove("REQUIRED")
        notes.append("required")
    many = "..." in words
    shown = " ".join(word for word in words if word != "...")
    told = LABEL.match(shown)
    if shown and not told:
        fail(f"not understood in help: {label}")
    if told and (limits := re.search(r"\[(\S+) - (\S+)\]", told["form"] or "")):
        notes.append(f"from {limits[1]} to {limits[2]}")
    long_name = names.split(",")[-1]
    default = defaults.get(long_name, told and told["default"])
    if default:
        notes.append(f"default: {default}")
    if names.startswith("-"):
        head = ", ".join(bold(name) for name in names.split(","))
        if told and told["kind"]:
            head += " " + italic(told["kind"].split(":")[0])
    else:
        head = italic(names) + ("..." if many else "")
    about = about[:1].upper() + about[1:]
    if notes:
        about += f" ({'; '.join(notes)})"
    return f".TP\n{head}\n{roff(about)}."


def items(part, defaults):
    return [item(label, about, defaults) for label, about in part]


def example(text):
    return ".PP\n.EX\n" + roff(text) + "\n.EE"


def prose(text):
    """A paragraph; as it stands where it is a table or a list of calls."""
    if re.search(r"\S {3,}\S", text):
        return example(text)
    return ".PP\n" + roff(re.sub(r"\n", " ", text))


def exit_status(text):
    codes = re.sub(r"\s+", " ", text.split(":", 1)[1]).strip().rstrip(".")
    out = []
    for code, meaning in re.findall(r"(\d+) (.*?)(?:, (?=\d+ )|$)", codes):
        out.append(f".TP\n.B {code}\n{roff(meaning[:1].upper() + meaning[1:])}.")
    return out


def section(name, lines):
    return [f".SH {name}", *lines] if lines else []


def page(program, verb, texts, verbs):
    """The page of a verb, of the program itself for ""."""
    path = (verb,) if verb else ()
    told = Help(program, path)
    own = texts["page"].get(verb or "marsad", {})
    name = "-".join(("marsad", *path))
    synopsis = [roff(word) if re.match(r"\[?[A-Z]", word) else bold(word) for word in told.usage]
    inner = [Help(program, (verb, label.split()[0]))
             for label, _ in told.parts["Subcommands"]] if verb else []
    examples = [text for one in (told, *inner) for text in one.taken("Examples?:")]
    statuses = [text for one in (told, *inner) for text in one.taken("Exit codes:")]
    description = [prose(text) for text in own.get("description", "").strip().split("\n\n") if text]
    description += [prose(text) for text in told.paragraphs]
    everything = [*told.parts["Options"], *[one for sub in inner for one in sub.parts["Options"]]]

    lines = [f'.TH {name.upper()} 1 "" "Marsad {texts["version"]}" "Marsad"',
             ".SH NAME", f"{roff(name)} \\- {roff(told.summary)}",
             ".SH SYNOPSIS", " ".join(synopsis)]
    lines += section("DESCRIPTION", description)
    if not verb:
        commands = [f".TP\n{bold('marsad-' + label.split()[0])}(1)\n{roff(about)}"
                    for label, about in told.parts["Subcommands"]]
        lines += section("COMMANDS", commands)
    lines += section("ARGUMENTS", items(told.parts["Positionals"], texts["defaults"]))
    lines += section("OPTIONS", items(told.parts["Options"], texts["defaults"]))
    for sub in inner:
        lines += section(f'"MARSAD {verb.upper()} {sub.path[1].upper()}"',
                         [".PP\n" + roff(sub.summary[:1].upper() + sub.summary[1:]) + ".",
                          *items(sub.parts["Positionals"], texts["defaults"]),
                          *items(sub.parts["Options"], texts["defaults"])])
    lines += section("EXIT STATUS", [line for text in statuses for line in exit_status(text)]
                     or [prose(texts["status"])])
    # A variable is told where help names it, or this page does.
    named = set(re.findall(r"MARSAD_\w+", " ".join(about for _, about in everything)))
    named |= set(own.get("environment", texts["environment"] if not verb else ()))
    lines += section("ENVIRONMENT", [f".TP\n.B {key}\n{roff(texts['environment'][key])}"
                                     for key in texts["environment"] if key in named])
    files = [key for key, option in texts["file_of_option"].items()
             if not verb or any(f"--{option}" in label for label, _ in everything)]
    lines += section("FILES", [f".TP\n.I {roff(key)}\n{roff(texts['files'][key])}" for key in files])
    lines += section("EXAMPLES", [example(re.sub(r"^  ", "", text.split("\n", 1)[1], flags=re.M))
                                  for text in examples])
    others = [other for other in (["marsad", *own.get("see", [])] if verb else verbs)]
    lines += section("SEE ALSO", [".PP\n" + ",\n".join(
        f"{bold(other if other == 'marsad' else 'marsad-' + other)}(1)" for other in others)
        + "\n" + prose(texts["see_also"])])
    return name, "\n".join(lines) + "\n"


def main():
    program, texts, out = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    texts = tomllib.loads(pathlib.Path(texts).read_text(encoding="utf-8"))
    texts["version"] = subprocess.run([program, "--version"], capture_output=True, text=True,
                                      check=True).stdout.split()[1]
    verbs = [label.split()[0] for label, _ in Help(program, ()).parts["Subcommands"]]
    for name in texts["page"]:
        if name != "marsad" and name not in verbs:
            fail(f"docs/man.toml: [page.{name}]: there is no such verb")
    out.mkdir(parents=True, exist_ok=True)
    for verb in ("", *verbs):
        name, text = page(program, verb, texts, verbs)
        (out / f"{name}.1").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
