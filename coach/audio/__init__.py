"""Reading, decoding and resampling recordings."""
