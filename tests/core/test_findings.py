import json

from studio.core.findings import Finding, Health, Report, as_json, as_text, is_well

_OK = Finding("Disk", "Recordings", Health.OK, "room for 90 minutes")
_LIMITED = Finding("Fonts", "Scripts", Health.LIMITED, "no emoji", "install fonts")
_BROKEN = Finding("Encoders", "H.264", Health.BROKEN, "none works", "set it up again")


def report(*findings: Finding) -> Report:
    return Report("1.0", "3.11", "Linux", is_well(findings), findings)


def test_only_what_is_broken_keeps_the_show_off_air() -> None:
    assert is_well((_OK, _LIMITED))
    assert not is_well((_OK, _BROKEN))


def test_a_person_reads_areas_advice_and_a_conclusion() -> None:
    text = as_text(report(_OK, _LIMITED, _BROKEN))
    assert "ok       Recordings: room for 90 minutes" in text
    assert "limited  Scripts: no emoji\n           -> install fonts" in text
    assert "MISSING  H.264" in text
    assert text.endswith("cannot go live until what is MISSING is there.")
    assert as_text(report(_LIMITED)).endswith("until it is mended.")
    assert as_text(report(_OK)).endswith("everything it needs.")


def test_a_program_reads_json() -> None:
    read = json.loads(as_json(report(_OK, _BROKEN)))
    assert read["is_well"] is False
    assert [finding["health"] for finding in read["findings"]] == ["ok", "broken"]
