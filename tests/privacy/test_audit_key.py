"""The key that signs."""

import stat
from pathlib import Path

import pytest

from studio.core.errors import StudioError
from studio.privacy.audit_key import AUDIT_KEY_FILE, AuditKey


def test_it_knows_its_own_signatures_and_is_made_once(tmp_path: Path) -> None:
    key = AuditKey.in_folder(tmp_path)
    signature = AuditKey.in_folder(tmp_path).sign(b"words")
    assert key.is_own(b"words", signature)
    assert not key.is_own(b"other words", signature)
    assert not AuditKey(bytes(32)).is_own(b"words", signature)
    assert len(key.public_hex) == 64
    path = tmp_path / AUDIT_KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_bytes(b"short")
    with pytest.raises(StudioError, match="damaged"):
        AuditKey.in_folder(tmp_path)
