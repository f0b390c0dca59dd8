"""Practise: a case, a microphone, a recorded call, with the program as the customer."""
