"""One file for each kind of criterion: a function from the criterion and the call to an Outcome."""
