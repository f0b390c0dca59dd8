"""The subcommands of `redcard`: one file each, thin shells over the engine."""
