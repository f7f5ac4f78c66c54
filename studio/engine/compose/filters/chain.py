"""A layer's filters one after the other."""

from studio.core import picture_filters as pf
from studio.engine.compose.filters.chroma_key import keyed
from studio.engine.compose.filters.content import Content
from studio.engine.compose.filters.correction import corrected
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.filters.framing import framed, scrolled
from studio.engine.compose.filters.lut import changed
from studio.engine.compose.filters.mask import fitted_cover, form_cover, image_cover
from studio.engine.compose.filters.sharpness import blurred, sharpened
from studio.engine.media import Bytes

_KEPT_COVERS = 16
_CoverKey = tuple[pf.Mask, tuple[int, int], int]

# What a filter makes of a pixel depends on nothing but that pixel, and it stays opaque.
BY_PIXEL: tuple[type[pf.PictureFilter], ...] = (pf.ColourCorrection, pf.Lut)


class FilterChain:
    """Belongs to the compositor's thread; keeps masks that were fitted to a size."""

    def __init__(self, files: FilterFiles) -> None:
        self._files = files
        self._covers: dict[_CoverKey, Bytes] = {}

    def process(
        self, content: Content, filters: tuple[pf.PictureFilter, ...], media_ns: int = 0
    ) -> Content:
        """What the filters make of it at that media time."""
        for one in filters:
            content = self._step(content, one, media_ns)
        return content

    def _step(self, content: Content, one: pf.PictureFilter, media_ns: int) -> Content:
        match one:
            case pf.ChromaKey():
                return keyed(content, one)
            case pf.ColourCorrection():
                return corrected(content, one)
            case pf.Lut():
                change = self._files.lut(one.path)
                return content if change is None else changed(content, change, one.amount)
            case pf.CropPad():
                return framed(content, one)
            case pf.Mask():
                return self._masked(content, one)
            case pf.Blur():
                return blurred(content, one)
            case pf.Sharpen():
                return sharpened(content, one)
            case pf.Scroll():
                return scrolled(content, one, media_ns)

    def _masked(self, content: Content, settings: pf.Mask) -> Content:
        if settings.shape not in pf.IMAGE_SHAPES:
            return content.within(form_cover(settings, *content.size))
        picture = self._files.picture(settings.path)
        if picture is None:
            return content
        key = (settings, content.size, id(picture))
        cover = self._covers.get(key)
        if cover is None:
            while len(self._covers) >= _KEPT_COVERS:
                del self._covers[next(iter(self._covers))]
            whole = image_cover(picture, settings.shape)
            cover = self._covers[key] = fitted_cover(whole, settings, *content.size)
        return content.within(cover)
