"""Filters of a layer's picture, in the programme's own planes: few and large native calls."""
