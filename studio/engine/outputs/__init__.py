"""Where packets go: WebRTC viewers and the recording."""
