"""Whether a viewer saw every picture that the studio made."""

from tests.support.browser import Viewer
from tests.support.studio import RunningStudio


def assert_nothing_lost(viewer: Viewer, studio: RunningStudio, skipped_before: int) -> None:
    """Every picture that was made is seen, in its order; what a busy machine cost is counted."""
    missing, lost_here = viewer.missing(), viewer.lost_here()
    skipped = studio.skipped() - skipped_before
    said = f"{missing} missing: {skipped} were not made, {lost_here} were lost in the browser"
    assert missing <= skipped + lost_here, said
