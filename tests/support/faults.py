"""What a parser says to input that a property test made up."""

from collections.abc import Callable

from studio.core.errors import StudioError


def fault_of(parse: Callable[[], object]) -> str:
    """Where it says the fault is; empty when it takes the input. Any other error is raised."""
    try:
        parse()
    except StudioError as error:
        return error.where
    return ""
