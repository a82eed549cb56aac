"""The commands of `nsatu-data`, one a module: `add` declares its arguments, `run` does it.

What a command needs is imported where it runs, so that help is quick.
"""
