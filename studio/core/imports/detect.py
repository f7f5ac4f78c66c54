"""Which other studio a file comes from, and the import for it."""

from studio.core.errors import BadInputError
from studio.core.imports.draft import SizeOf, unknown_size
from studio.core.imports.obs_profile import import_obs_profile
from studio.core.imports.obs_scenes import import_obs_scenes
from studio.core.imports.placing import Size
from studio.core.imports.reading import read_table
from studio.core.imports.report import Imported, ProfileVideo
from studio.core.imports.streamlabs import import_streamlabs

_BLANKS = b"\xef\xbb\xbf \t\r\n"


def import_file(
    name: str,
    data: bytes,
    profile: ProfileVideo | None = None,
    size_of: SizeOf = unknown_size,
) -> Imported:
    """Read a scene collection of OBS Studio or Streamlabs Desktop, or a profile of OBS Studio.

    ``profile`` gives a collection its canvas; ``size_of`` looks how large a picture file is.
    Raises BadInputError, which names the file, when it is none of them; whatever else does not
    fit is a note.
    """
    if data.startswith(b"PK"):
        raise BadInputError("this is a packed file; unpack it and take the JSON inside", name)
    if not data.lstrip(_BLANKS).startswith(b"{"):
        return import_obs_profile(data, name)
    root = read_table(data, name)
    canvas = None
    if profile is not None and profile.base_width_px and profile.base_height_px:
        canvas = Size(float(profile.base_width_px), float(profile.base_height_px))
    if root.get("nodeType") == "RootNode":
        return import_streamlabs(data, name, canvas, size_of)
    if isinstance(root.get("sources"), list):
        return import_obs_scenes(data, name, canvas, size_of)
    if isinstance(root.get("collections"), list):
        raise BadInputError("this only lists collections; take one of the files beside it", name)
    raise BadInputError("this is no scene collection of OBS Studio or Streamlabs Desktop", name)
