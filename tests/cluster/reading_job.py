"""What somebody would write to read a folder on a cluster: PAGES, READINGS, LOGS."""

import sys

from datatrove.executor.local import LocalPipelineExecutor

from lagebild.cluster.blocks import Readings, Sources

if __name__ == "__main__":
    pages, readings, logs = sys.argv[1:]
    LocalPipelineExecutor([Sources(pages), Readings(readings)], tasks=4, workers=2, logging_dir=logs).run()
