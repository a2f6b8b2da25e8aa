"""`python -m scheduling.optimiser.b2bsp INSTANCE.json -o OUT.json`: the command alone."""

import argparse
import sys

from scheduling.optimiser.b2bsp import command


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scheduling.optimiser.b2bsp")
    command.add_arguments(parser)
    return command.run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
