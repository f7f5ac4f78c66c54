"""Documents point at what is there, and both READMEs say the same."""

import re
from pathlib import Path

import pytest

from tests.support.sources import ROOT, kept_files

_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)|src=\"([^\"]+)\"")
_DOCUMENTS = sorted(path for path in kept_files() if path.suffix == ".md")


def _targets(path: Path) -> list[str]:
    found = [one or other for one, other in _LINK.findall(path.read_text(encoding="utf-8"))]
    return [target for target in found if "://" not in target]


@pytest.mark.parametrize("path", _DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert [target for target in _targets(path) if not (path.parent / target).exists()] == []


def test_both_readmes_show_the_same() -> None:
    english, chinese = ROOT / "README.md", ROOT / "README.zh-CN.md"
    swap = {"README.zh-CN.md", "README.md"}
    assert set(_targets(english)) - swap == set(_targets(chinese)) - swap
    code = re.compile(r"^(python3 run\.py|hawker)[^#\n]*", re.MULTILINE)
    english_code, chinese_code = (
        [match.group(0).strip() for match in code.finditer(path.read_text(encoding="utf-8"))]
        for path in (english, chinese)
    )
    assert english_code == chinese_code


def test_every_decision_is_listed_and_says_its_price() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for path in sorted(folder.glob("0*.md")):
        text = path.read_text(encoding="utf-8")
        assert f"({path.name})" in index
        for part in ("**Situation.**", "**Decision.**", "**Price.**"):
            assert part in text, f"{path.name} has no {part}"


def test_the_map_names_files_that_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:studio/)?(?:core|engine|web|ui|processes)/[a-z_/]+\.py)`", text))
    assert len(named) > 8
    missing = [
        name for name in named if not (ROOT / "studio" / name.removeprefix("studio/")).exists()
    ]
    assert missing == []
