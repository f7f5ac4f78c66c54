"""One encode per rendition, fanned out as packets."""
