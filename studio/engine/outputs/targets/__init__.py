"""Servers that get the show beside the viewers: RTMP, SRT and WHIP from the same encode."""
