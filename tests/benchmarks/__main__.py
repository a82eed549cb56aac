"""`make benchmark`: every measurement, as medians and ratios of interleaved runs."""

from tests.benchmarks import startup

if __name__ == "__main__":
    startup.main()
