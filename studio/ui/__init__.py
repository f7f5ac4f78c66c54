"""Everything with Qt in it: windows are clients of the hub."""
