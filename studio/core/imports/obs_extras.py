"""What an OBS collection holds beside scenes and sources: transitions, scripts, hotkeys."""

from studio.core.imports.reading import Table, name_of, rows, table, whole, words
from studio.core.imports.report import Notebook
from studio.core.imports.transitions import LONGEST_MS, CarriedTransition, carry_transition
from studio.core.scene import Transition

_CUTS = ("cut", "直接切换", "切换")
_FADES = ("fade", "淡入淡出", "淡出")
_DEFAULT_MS = 300


def transition_of(root: Table, notes: Notebook) -> Transition:
    """How the collection changes scenes when nothing else is said."""
    name = words(root.get("current_transition"), 200)
    duration_ms = whole(root.get("transition_duration"), 0, LONGEST_MS, _DEFAULT_MS)
    return _named(root, name, duration_ms, notes)


def own_transition_of(root: Table, part: Table, notes: Notebook) -> Transition | None:
    """How one scene wants to be come to; None: as the others."""
    own = table(part.get("private_settings"))
    name = words(own.get("transition"), 200)
    if not name:
        return None
    fallback_ms = whole(root.get("transition_duration"), 0, LONGEST_MS, _DEFAULT_MS)
    duration_ms = whole(own.get("transition_duration"), 0, LONGEST_MS, fallback_ms)
    return _named(root, name, duration_ms, notes)


def note_extras(root: Table, notes: Notebook) -> None:
    """A note for everything of them that is left behind."""
    parts = rows(root.get("sources"))
    used = {words(root.get("current_transition"), 200)}
    used |= {words(table(part.get("private_settings")).get("transition"), 200) for part in parts}
    for one in rows(root.get("transitions")):
        if words(one.get("name"), 200) not in used:
            notes.add(f"transition {name_of(one.get('name'))!r}", "no scene uses it")
    scripts = rows(table(root.get("modules")).get("scripts-tool"))
    for script in scripts:
        notes.add(f"script {name_of(script.get('path'))!r}", "it is not carried")
    if any(any(table(part.get("hotkeys")).values()) for part in parts):
        notes.add("hotkeys", "they are not carried")


def _named(root: Table, name: str, duration_ms: int, notes: Notebook) -> Transition:
    carried = _carried(root, name, duration_ms)
    if carried.loss:
        notes.add(f"transition {name_of(name)!r}", carried.loss)
    return carried.transition


def _carried(root: Table, name: str, duration_ms: int) -> CarriedTransition:
    for one in rows(root.get("transitions")):
        if words(one.get("name"), 200) == name:
            kind = words(one.get("id"), 100)
            return carry_transition(kind, table(one.get("settings")), duration_ms)
    # Cut and fade are not in the list: they are OBS's own, named in its language.
    plain = name.strip().lower()
    if plain in _CUTS or plain == "cut_transition":
        return carry_transition("cut_transition", {}, duration_ms)
    if plain in _FADES or not plain:
        return carry_transition("fade_transition", {}, duration_ms)
    return carry_transition("", {}, duration_ms)
