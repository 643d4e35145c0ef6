#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Origins and incidents by Apache Spark beside one machine, on the same articles: ./dev bench spark

    python bench/spark.py build-release/marsad [--corpus FILE …] [--articles N] [--workers 1 2]

Runs under a Python that has the package and pyspark. One machine reads the articles with one
thread; then clusters of real executors with one core each do, every step from Parquet to Parquet.
Printed are, for each step, the clock, the processor time of all processes beside it (what counts
where the machine is busy), bytes shuffled, and the most memory that an executor took, its Python
included. Rows must be equal, all of them: else the exit code is 1."""
import argparse
import datetime
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "corpus"
STEPS = ("start", "extract", "families", "reports", "origins", "incidents")
TICK = os.sysconf("SC_CLK_TCK")


def articles_of(paths, most):
    out = []
    for path in paths:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            out += [json.loads(line) for line in lines]
    return out[::max(1, len(out) // most)][:most] if most else out


def write_parquet(articles, folder):
    import pyarrow
    import pyarrow.parquet
    folder.mkdir()
    days = [one.get("published") and datetime.date.fromisoformat(one["published"])
            for one in articles]
    table = pyarrow.table(
        {name: pyarrow.array([one.get(name) for one in articles], pyarrow.string())
         for name in ("id", "title", "outlet", "url", "text")}
        | {"published": pyarrow.array(days, pyarrow.date32()), "arrival": range(len(articles))})
    part = -(-len(articles) // 8)
    for number in range(8):
        pyarrow.parquet.write_table(table.slice(number * part, part), folder / f"{number}.parquet")


def processes():
    """Of this one and all below it: (command, ticks of it and its ended children, peak kB)."""
    found, parents = {}, {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            state = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(
                errors="replace")
            peak = next((int(line.split()[1]) for line in
                         (folder / "status").read_text().splitlines()
                         if line.startswith("VmHWM")), 0)
        except (OSError, StopIteration):
            continue
        found[int(folder.name)] = (command, sum(map(int, state[11:15])), peak)
        parents[int(folder.name)] = int(state[1])

    def below(pid):
        while pid in parents:
            if pid == os.getpid():
                return True
            pid = parents[pid]
        return False

    def executor(pid):
        while pid in parents:
            if "CoarseGrainedExecutorBackend" in found[pid][0]:
                return pid
            pid = parents[pid]
        return None

    return [(executor(pid), *one[1:]) for pid, one in found.items() if below(pid)]


def used():
    """Seconds of processor so far, and the most MB of an executor with its Python."""
    ticks, peaks = 0, {}
    for executor, its, peak in processes():
        ticks += its
        if executor is not None:
            peaks[executor] = peaks.get(executor, 0) + peak
    return ticks / TICK, max(peaks.values(), default=0) / 1024


def run(folder, workers):
    """One cluster; what it took is written beside its tables."""
    begun, measured = time.time(), {}
    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    from pyspark.sql import SparkSession

    import marsad.spark
    out = folder / f"workers-{workers}"
    (out / "log").mkdir(parents=True)
    os.chdir(out)
    # Two tasks a core; with fewer rows than this is meant for, more would only be begun and ended.
    session = (SparkSession.builder.master(f"local-cluster[{workers},1,2048]").appName("marsad")
               .config("spark.executor.memory", "2g").config("spark.ui.enabled", "false")
               .config("spark.driver.host", "127.0.0.1")
               .config("spark.sql.session.timeZone", "UTC")
               .config("spark.sql.shuffle.partitions", "4")
               .config("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
               .config("spark.eventLog.enabled", "true")
               .config("spark.eventLog.dir", f"file://{out}/log")
               .config("spark.eventLog.compress", "false")
               .config("spark.eventLog.rolling.enabled", "false").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")

    def step(name, make):
        begun, before = time.time(), used()[0]
        frame = make()
        if frame is not None:
            frame.write.parquet(str(out / name))
        after, memory = used()
        measured[name] = {"begun": begun, "clock": time.time() - begun,
                          "processor": after - before, "memory": memory}
        return session.read.parquet(str(out / name)) if frame is not None else None

    session.range(2).repartition(2).count()  # executors are there
    measured["start"] = {"begun": begun, "clock": time.time() - begun, "processor": used()[0],
                         "memory": used()[1]}
    read = step("extract", lambda: marsad.spark.extract(
        session.read.parquet(str(folder / "articles"))))
    families = step("families", lambda: marsad.spark.families(read))
    reports = step("reports", lambda: marsad.spark.reports(read))
    step("origins", lambda: marsad.spark.origins(read, families=families))
    step("incidents", lambda: marsad.spark.incidents(read, families=families, reports=reports))
    sizes = sizes_of(session, read, families, reports)
    session.stop()
    log, = (out / "log").iterdir()
    for line in log.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if event["Event"] != "SparkListenerStageCompleted":
            continue
        stage = event["Stage Info"]
        last = [name for name in measured
                if measured[name]["begun"] * 1000 <= stage["Submission Time"]][-1]
        for one in stage["Accumulables"]:
            if one["Name"] == "internal.metrics.shuffle.write.bytesWritten":
                measured[last]["shuffle"] = measured[last].get("shuffle", 0) + int(one["Value"])
    (out / "measured.json").write_text(json.dumps({"steps": measured, "sizes": sizes}))


def sizes_of(session, read, families, reports):
    """What grows with the articles, and how uneven it is."""
    import marsad.spark
    from marsad import _scale
    told = marsad.spark._versions(read, "reports").selectExpr(
        "arrival", "superseded", "posexplode(reports) as (number, report)")
    blocks = told.mapInArrow(lambda batches: _scale.blocks(batches, ("", ""), 8),
                             marsad.spark._struct(_scale.BLOCKS))
    of_block = blocks.groupBy("block").agg({"*": "count"}).toDF("block", "rows")
    one = {"reports": told.count(), "rows of blocks": blocks.count(),
           "blocks": of_block.count(), "rows of the largest block":
               of_block.agg({"rows": "max"}).first()[0],
           "copies": families.where("family != arrival").count(),
           "largest family": families.groupBy("family").count().agg({"count": "max"}).first()[0],
           "joined reports": reports.count(),
           "incidents": reports.select("incident").distinct().count(),
           "largest incident": reports.groupBy("incident").count().agg(
               {"count": "max"}).first()[0]}
    return one


def equal(folder, workers):
    """Compares all rows with the store; says what differs."""
    import pyarrow.parquet
    sys.path.insert(0, str(HERE.parent / "python" / "tests"))
    from one_machine import OneMachine, of_families, of_reports, of_rows
    one = OneMachine(folder / "desk.db")
    made = {name: pyarrow.parquet.read_table(folder / f"workers-{workers}" / name)
            for name in STEPS[1:]}
    good = True
    for name, here, there in (
            ("families", one.families(), of_families(made["families"], made["extract"])),
            ("reports", one.reports(), of_reports(made["reports"])),
            ("origins", one.origins(), of_rows(made["origins"])),
            ("incidents", one.incidents(), of_rows(made["incidents"]))):
        differ = sum(a != b for a, b in zip(here, there)) + abs(len(here) - len(there))
        good = good and differ == 0
        print(f"  {name:<10}{len(here):8d} rows of one machine, "
              + ("all equal" if differ == 0 else f"{differ} DIFFER"))
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("marsad", type=Path)
    usual = [SHARED / "news.jsonl.gz", SHARED / "conflict.jsonl"]
    samples = [HERE.parent / "docs" / "samples" / "archive" / "news.jsonl"]
    parser.add_argument("--corpus", type=Path, nargs="+",
                        default=usual if usual[0].exists() else samples)
    parser.add_argument("--articles", type=int, help="evenly spread; else all")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run(options.run, options.workers[0])
        return 0
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = articles_of(options.corpus, options.articles)
        (folder / "all.jsonl").write_text("".join(
            json.dumps(one, ensure_ascii=False) + "\n" for one in articles), encoding="utf-8")
        write_parquet(articles, folder / "articles")
        begun = time.monotonic()
        process = subprocess.Popen([options.marsad, "ingest", "--threads", "1", "--store",
                                    folder / "desk.db", folder / "all.jsonl"],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        _, status, spent = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit("bench: marsad ingest failed")
        clock, processor = time.monotonic() - begun, spent.ru_utime + spent.ru_stime
        print(f"{len(articles)} articles; load of the machine {os.getloadavg()[0]:.1f}")
        print(f"  one machine, one thread: {clock:.1f} s, {processor:.1f} s of processor, "
              f"{processor / len(articles) * 1000:.2f} ms an article, "
              f"{spent.ru_maxrss / 1024:.0f} MB")
        for workers in options.workers:
            subprocess.run([sys.executable, "-P", "-B", __file__, options.marsad, "--run", folder,
                            "--workers", str(workers)], check=True, stdin=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
            told = json.loads((folder / f"workers-{workers}" / "measured.json").read_text())
            print(f"{workers} of one core; load {os.getloadavg()[0]:.1f}")
            print(f"  {'step':<10}{'clock s':>9}{'processor s':>13}{'ms/article':>12}"
                  f"{'shuffled B/article':>20}{'executor MB':>13}")
            for step in STEPS:
                one = told["steps"][step]
                print(f"  {step:<10}{one['clock']:9.1f}{one['processor']:13.1f}"
                      f"{one['processor'] / len(articles) * 1000:12.2f}"
                      f"{one.get('shuffle', 0) / len(articles):20.0f}{one['memory']:13.0f}")
            print("  " + ", ".join(f"{name} {size}" for name, size in told["sizes"].items()))
            disk = {step: sum(file.stat().st_size for file in
                              (folder / f"workers-{workers}" / step).iterdir())
                    for step in STEPS[1:]}
            print("  Parquet, B/article: " + ", ".join(
                f"{step} {size / len(articles):.0f}" for step, size in disk.items()))
            good = equal(folder, workers) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
