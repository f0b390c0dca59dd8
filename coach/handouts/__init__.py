"""What a trainer prints for a role-play: case cards, observation sheets, the score sheet, the timetable, the plan, the survey."""
