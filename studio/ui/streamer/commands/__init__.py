"""What can be done in the streamer's window, an area a module.

An area is a function that takes what it acts on and returns its commands, with their ids,
words, keys and group. `StreamerWindow` adds each to its `CommandBook` in one line; menus, the
palette, keys and global hotkeys follow from the book, and nothing else needs to know.
"""
