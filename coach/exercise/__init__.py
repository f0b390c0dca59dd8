"""The 8-minute role-play of a class: who plays when, the clock, what observers mark, the debrief. Pure; the time is handed in."""
