"""Cards over the picture, outside of every scene: drawn when they change and never per frame."""
