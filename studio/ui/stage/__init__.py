"""The stage: where layers are picked up by hand. Values decide, one view draws and listens."""
