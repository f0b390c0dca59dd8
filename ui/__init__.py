"""The window. Nothing is computed here: everything comes from `coach`."""
