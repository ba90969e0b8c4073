"""Reading on many machines: blocks for datatrove, and the files of readings they leave for `lagebild build --readings`.

The blocks need the extra `lagebild[cluster]` and are imported from `lagebild.cluster.blocks`; taking readings into a
case needs nothing.
"""
