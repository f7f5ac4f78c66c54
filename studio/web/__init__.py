"""The hub's doors: viewer page, WebRTC signalling, control socket, roles."""
