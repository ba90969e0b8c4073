"""The web app: where an analyst reads, asks, doubts and corrects a case.

Enters: case files and addresses. Leaves: pages in a browser on the same machine, each with its address, each figure and
sentence with the places it stands on. Nothing is asked of another host, and no path from a browser is opened.
Importing it takes seconds (Dash), so only `lagebild serve` does.
"""
