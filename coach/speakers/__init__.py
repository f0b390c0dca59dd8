"""Who speaks when, by voice; which of the voices is the rep's is found elsewhere, from the words."""
