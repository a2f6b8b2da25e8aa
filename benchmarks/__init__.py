"""The figures that Majlis promises, measured with the machine's own floor beside each: `make bench`.

A module here that has `run(bench)` is measured: it gives `Row`s (benchmarks.rows), one per figure. `bench` lends it a
database of its own, migrated and empty at the start of the module, and real web servers (benchmarks.servers):

    def run(bench: Bench) -> Iterable[Row]:
        with bench.server() as server:
            yield Row("answers 409", ours=..., unit="ms", floor=..., times=3)

`make bench ARGS="imports programme"` measures those two only.
"""
