"""Other people's events: files of GDELT, POLECAT, ICEWS and ACLED, read into rows of `imported_events`.

The formats are declared in `datasets.toml`; what is computed of the rows keeps the dataset as its origin.
"""
