"""The mixer: strips, meters, loudness, limiter, drift, and the sound encoders."""
