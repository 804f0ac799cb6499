"""Records of a clinic judged under Apache Spark, in four partitions, against `recheck judge`.

usage: spark_records.py PROGRAM

A clinic with a fault in one record is tried first: the job of Spark must fail, and so must GNU
parallel's, before "equal" counts.
"""

import os
import shlex
import subprocess
import sys
import tempfile

from pyspark import SparkConf, SparkContext, __version__

PROGRAM = os.path.abspath(sys.argv[1])
AS_OF = "2026-06-30"
PARTITIONS = 4
faults = []


def need(is_so, text):
    print(("  " if is_so else "  NOT SO: ") + text)
    if not is_so:
        faults.append(text)


def run(*arguments, given=None):
    return subprocess.run([PROGRAM, *arguments], input=given, capture_output=True, check=False)


def judged(*arguments):
    made = run("judge", *arguments, "--as-of", AS_OF, "--format", "csv")
    if made.returncode:
        raise SystemExit(made.stderr.decode())
    return made.stdout


def command(*more):
    return shlex.join([PROGRAM, "judge", "--records", "-", "--as-of", AS_OF, "--format", "csv",
                       "--no-header", *more])


def piped(spark, path, *more):
    """The lines that the partitions give, and how many partitions have records."""
    records = spark.textFile(path, PARTITIONS)
    lengths = records.glom().map(len).collect()
    rows = records.pipe(command(*more), checkCode=True).collect()
    return rows, [length for length in lengths if length]


def by_parallel(path):
    with open(path, "rb") as records:
        return subprocess.run(
            ["parallel", "--will-cite", "--pipe", "--block", "64k", "--keep-order", "--halt", "now,fail=1",
             command()], stdin=records, capture_output=True, check=False)


def main(folder):
    clinic = os.path.join(folder, "clinic.sqlite")
    made = run("demo", "--clinic", clinic, "--as-of", AS_OF)
    if made.returncode:
        raise SystemExit(made.stderr.decode())
    path = os.path.join(folder, "records.ndjson")
    if run("export", "records", "--clinic", clinic, "-o", path).returncode:
        raise SystemExit("the records were not written")
    with open(path, "rb") as file:
        lines = file.read().splitlines(keepends=True)
    broken = os.path.join(folder, "broken.ndjson")
    with open(broken, "wb") as file:
        place = len(lines) * 5 // 8
        file.writelines(lines[:place] + [lines[place].replace(b'"answers":', b'"anwsers":', 1)]
                        + lines[place + 1:])
    conf = (SparkConf().setMaster(f"local[{PARTITIONS}]").setAppName("recheck")
            .set("spark.ui.enabled", "false").set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1").set("spark.local.dir", folder))
    spark = SparkContext(conf=conf)
    spark.setLogLevel("OFF")
    print(f"Spark {spark.version} (pyspark {__version__}), {len(lines)} patients")
    try:
        try:
            piped(spark, broken)
            need(False, "a record with a fault fails the job")
        except Exception as error:  # Py4J has many kinds.
            need("exit" in str(error) and "status 1" in str(error).replace("code", "status"),
                 "planted, a record with a fault: the job fails")
        for unit in ("course", "patient"):
            expected = judged("--clinic", clinic, "--by", unit).decode().split("\r\n")
            header, rows = expected[0], [row for row in expected[1:] if row]
            found, lengths = piped(spark, path, "--by", unit)
            need(len(lengths) == PARTITIONS, f"{PARTITIONS} partitions have records: {lengths}")
            found = [row.rstrip("\r") for row in found]
            need(sorted(found) == sorted(rows) and rows,
                 f"--by {unit}: {len(rows)} rows are equal bytes after sorting")
            need(found == rows, f"--by {unit}: and in the same order, as partitions keep theirs")
            need(header not in found, "no line of column names among them")
        expected = judged("--clinic", clinic)
        whole = run("judge", "--records", path, "--as-of", AS_OF, "--format", "csv")
        need(whole.stdout == expected, "without Spark: the same bytes as the clinic's own")
    finally:
        spark.stop()
    version = subprocess.run(["parallel", "--version"], capture_output=True, text=True, check=True)
    print(version.stdout.split("\n")[0])
    need(by_parallel(broken).returncode != 0, "planted, a record with a fault: the run fails")
    parallel = by_parallel(path)
    need(parallel.returncode == 0 and parallel.stdout == expected.split(b"\r\n", 1)[1],
         "pieces of 64 KiB, kept in order: the same bytes without the header")
    return 1 if faults else 0


with tempfile.TemporaryDirectory() as folder:
    sys.exit(main(folder))
