"""The words as a file of Qt Linguist, and back: ``python -m studio.ui.linguist export|import``.

The JSON files are what the program reads and what changes meet in; a translator who works with
Linguist gets everything in one .ts file and gives it back: docs/decisions/0024.
"""

import json
import string
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QXmlStreamReader, QXmlStreamWriter

from studio.core.errors import BadInputError
from studio.ui.theme import ASSETS

WINDOW, SENTENCES = "window", "sentences"
_FOLDER = ASSETS / "i18n"
_USAGE = "python -m studio.ui.linguist export|import FILE.ts [LANGUAGE]\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to translate. ``name``: the key of the window's words; empty for sentences."""

    context: str
    name: str
    english: str
    translated: str


def entries_of(language: str, folder: Path = _FOLDER) -> list[Entry]:
    """Everything that has words in that language, the window's first."""
    english, other = _read(folder / "en.json"), _read(folder / f"{language}.json")
    found = [Entry(WINDOW, name, words, other.get(name, "")) for name, words in english.items()]
    sentences = _read(folder / f"sentences.{language}.json")
    return found + [Entry(SENTENCES, "", words, said) for words, said in sentences.items()]


def to_ts(entries: Sequence[Entry], language: str) -> bytes:
    """The .ts file; what has no words yet is marked as unfinished."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QXmlStreamWriter(buffer)
    writer.setAutoFormatting(True)
    writer.setAutoFormattingIndent(1)
    writer.writeStartDocument()
    writer.writeDTD("<!DOCTYPE TS>")
    writer.writeStartElement("TS")
    writer.writeAttribute("version", "2.1")
    writer.writeAttribute("language", language)
    writer.writeAttribute("sourcelanguage", "en")
    for context in (WINDOW, SENTENCES):
        writer.writeStartElement("context")
        writer.writeTextElement("name", context)
        for entry in entries:
            if entry.context == context:
                _write(writer, entry)
        writer.writeEndElement()
    writer.writeEndDocument()
    return bytes(buffer.data().data())


def from_ts(data: bytes) -> list[Entry]:
    """The entries of a .ts file; raises BadInputError for one that is none or fills in otherwise.

    What is unfinished or has no words is left out.
    """
    reader = QXmlStreamReader(data.decode("utf-8", "replace"))
    found, context, name, english = [], "", "", ""
    while not reader.atEnd():
        if reader.readNext() is not QXmlStreamReader.TokenType.StartElement:
            continue
        element = reader.name()
        if element == "name":
            context = reader.readElementText()
        elif element == "source":
            english = reader.readElementText()
        elif element == "comment":
            name = reader.readElementText()
        elif element == "translation":
            is_done = reader.attributes().value("type") == ""
            translated = reader.readElementText()
            if is_done and translated:
                found.append(_checked(Entry(context, name, english, translated)))
            name = ""
    if reader.hasError():
        raise BadInputError(f"this is no file of Qt Linguist: {reader.errorString()}", "words")
    return found


def take(entries: Sequence[Entry], language: str, folder: Path = _FOLDER) -> int:
    """Put what was translated into the JSON files; gives how many changed.

    Words of the window that the program does not know any more, or whose English has changed
    since, are left as they are.
    """
    changed = 0
    english = _read(folder / "en.json")
    window, sentences = folder / f"{language}.json", folder / f"sentences.{language}.json"
    words, said = _read(window), _read(sentences)
    for entry in entries:
        if entry.context == WINDOW and english.get(entry.name) == entry.english:
            changed += words.get(entry.name) != entry.translated
            words[entry.name] = entry.translated
        elif entry.context == SENTENCES and entry.english in said:
            changed += said[entry.english] != entry.translated
            said[entry.english] = entry.translated
    for path, content in ((window, words), (sentences, said)):
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
    return changed


def main(arguments: Sequence[str], folder: Path = _FOLDER) -> int:
    """Export or import; status 2 for a call that says neither, 1 for a file that is wrong."""
    if len(arguments) not in (2, 3) or arguments[0] not in ("export", "import"):
        sys.stderr.write(_USAGE)
        return 2
    path, language = Path(arguments[1]), arguments[2] if len(arguments) == 3 else "zh"
    try:
        if arguments[0] == "export":
            path.write_bytes(to_ts(entries_of(language, folder), language))
            return 0
        changed = take(from_ts(path.read_bytes()), language, folder)
    except (BadInputError, OSError) as error:
        sys.stderr.write(f"{path.name}: {error}\n")
        return 1
    sys.stdout.write(f"{changed} changed\n")
    return 0


def _write(writer: QXmlStreamWriter, entry: Entry) -> None:
    writer.writeStartElement("message")
    writer.writeTextElement("source", entry.english)
    if entry.name:
        writer.writeTextElement("comment", entry.name)
    writer.writeStartElement("translation")
    if not entry.translated:
        writer.writeAttribute("type", "unfinished")
    writer.writeCharacters(entry.translated)
    writer.writeEndElement()
    writer.writeEndElement()


def _checked(entry: Entry) -> Entry:
    if places(entry.english) != places(entry.translated):
        raise BadInputError(f"“{entry.translated}” fills in other places than its English", "words")
    return entry


def places(words: str) -> list[str]:
    """What is filled in, sorted; raises BadInputError for braces that do not match."""
    try:
        found = [name for _, name, _, _ in string.Formatter().parse(words) if name is not None]
    except ValueError as error:
        raise BadInputError(f"“{words}” has a brace too many or too few", "words") from error
    return sorted(found)


def _read(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
