"""The command line: `lagebild COMMAND`.

Enters: arguments. Leaves: files, tables, an exit code: 0 done, 1 an error said in one line, 2 arguments that cannot be
followed, 130 interrupted. Errors never end in a traceback.
"""
