"""Filters of a strip: each takes blocks of 10 ms and keeps what it must know between them."""
