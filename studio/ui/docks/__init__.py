"""Docks around a window's middle: they float, tab, hide and come back as left.

Nothing in here knows whose window it is: `DockArea` serves every role.
"""
