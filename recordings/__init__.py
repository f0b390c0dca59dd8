"""Example calls with provenance. A package only so that importlib.resources finds it in a wheel."""
