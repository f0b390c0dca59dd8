"""A practice call with sound: what it is for, who plays the customer, and how the recording goes into the analysis."""
