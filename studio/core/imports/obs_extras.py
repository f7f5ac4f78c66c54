"""What an OBS collection holds beside scenes and sources: transitions, scripts, hotkeys."""

from studio.core.imports.reading import Table, name_of, rows, table, whole, words
from studio.core.imports.report import Notebook
from studio.core.scene import Transition, TransitionKind

_LONGEST_MS = 5000
_CUTS = ("cut", "cut_transition", "直接切换", "切换")
_OWN = ("fade_transition", "cut_transition")


def transition_of(root: Table) -> Transition:
    """A cut if the collection cuts, else a fade of the same length."""
    name = words(root.get("current_transition"), 200)
    kinds = {
        words(one.get("name"), 200): words(one.get("id"), 100)
        for one in rows(root.get("transitions"))
    }
    is_cut = kinds.get(name, name).strip().lower() in _CUTS
    duration_ms = whole(root.get("transition_duration"), 0, _LONGEST_MS, 300)
    return Transition(TransitionKind.CUT if is_cut else TransitionKind.FADE, duration_ms)


def note_extras(root: Table, notes: Notebook) -> None:
    """A note for everything of them that is left behind."""
    for one in rows(root.get("transitions")):
        if words(one.get("id"), 100) not in _OWN:
            notes.add(f"transition {name_of(one.get('name'))!r}", "it is not carried")
    parts = rows(root.get("sources"))
    for part in parts:
        override = words(table(part.get("private_settings")).get("transition"), 200)
        if override:
            notes.add(
                f"scene {name_of(part.get('name'))!r}",
                f"its own transition {name_of(override)!r} is not carried",
            )
    scripts = rows(table(root.get("modules")).get("scripts-tool"))
    for script in scripts:
        notes.add(f"script {name_of(script.get('path'))!r}", "it is not carried")
    if any(any(table(part.get("hotkeys")).values()) for part in parts):
        notes.add("hotkeys", "they are not carried")
