"""Speech models, voice activity and transcription; the heavy part runs in a worker process."""
