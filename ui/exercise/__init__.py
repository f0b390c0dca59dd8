"""The role-play of a class: planned, run and marked by the trainer, with a clock for the room."""
