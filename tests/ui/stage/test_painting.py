from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from studio.core.scene import Box, Canvas, Layer
from studio.ui.stage.contents import Contents
from studio.ui.stage.drag import Act
from studio.ui.stage.geometry import Frame
from studio.ui.stage.hands import Hands
from studio.ui.stage.painting import StagePainter, figures
from studio.ui.stage.picking import Picked
from studio.ui.stage.viewport import Viewport

A = Layer("a", "A", "s", box=Box(0.1, 0.1, 0.2, 0.2))
B = Layer("b", "B", "s", box=Box(0.6, 0.6, 0.2, 0.2), rotation_deg=-30.0)
CONTENTS = Contents((A, B), (), Canvas(1000, 500))


def test_figures_say_what_a_drag_has_come_to() -> None:
    assert figures(Act.MOVE, (A,), CONTENTS) == "100, 50"
    assert figures(Act.RESIZE, (A,), CONTENTS) == "200 × 100"
    assert figures(Act.TURN, (B,), CONTENTS) == "-30°"
    assert figures(Act.TURN, (A, B), CONTENTS) == ""
    assert figures(Act.MOVE, (), CONTENTS) == ""


def test_every_part_leaves_a_mark(qapp: object) -> None:
    hands = Hands()
    hands.show(CONTENTS, Picked(("a", "b")))
    viewport = Viewport(Canvas(1000, 500), 520.0, 270.0)

    def painted(part: str) -> QImage:
        image = QImage(520, 270, QImage.Format.Format_RGB32)
        image.fill(QColor("#203040"))
        painter = QPainter(image)
        over = StagePainter(painter, viewport, QColor("#5b8ff9"))
        match part:
            case "safe":
                over.safe_areas()
            case "outline":
                over.outline(Frame(500, 250, 200, 100, 20))
            case "selection":
                over.selection(hands, 30.0, is_cropping=True)
            case "lines":
                over.lines((500.0,), (250.0,))
            case "band":
                over.band(100, 100, 300, 200)
            case "note":
                over.note("480 × 270", QPointF(900, 900), QRectF(0, 0, 520, 270))
        painter.end()
        return image

    parts = ["", "safe", "outline", "selection", "lines", "band", "note"]
    images = [painted(part) for part in parts]
    for place, image in enumerate(images):
        assert image not in images[:place], parts[place]
