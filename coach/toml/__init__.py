"""Files that people write in TOML: read strictly, with every mistake told at once and where it stands."""
