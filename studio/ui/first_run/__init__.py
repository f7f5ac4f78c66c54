"""The first run: a wizard that finds devices, measures the computer and makes a first show."""
