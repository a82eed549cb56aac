"""The commands of `nsatu-data`. Each module has a function `add` that declares the arguments, and a function `run`.

Modules import what they need inside `run`, so that `--help` is fast.
"""
