"""The page that observers open on their phones: served on the local network while a session asks for it, and no longer."""
