"""Practising with a customer that the program plays: cases, what the customer says next, voices, the two-minute drill."""
