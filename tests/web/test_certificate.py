import datetime
import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from studio.core.errors import UnavailableError
from studio.web.certificate import certificate_file, fingerprint_of, server_context


def test_it_is_made_once_for_this_address_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = certificate_file(tmp_path / "phones.pem", "192.168.1.20")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    made = x509.load_pem_x509_certificate(path.read_bytes())
    key = made.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == "secp256r1"
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert "192.168.1.20" in [str(one) for one in names.get_values_for_type(x509.IPAddress)]
    lasts = made.not_valid_after_utc - made.not_valid_before_utc
    assert lasts < datetime.timedelta(days=825)
    before = path.read_bytes()
    assert certificate_file(tmp_path / "phones.pem", "192.168.1.21").read_bytes() == before


def test_its_fingerprint_is_what_a_browser_shows(tmp_path: Path) -> None:
    path = certificate_file(tmp_path / "phones.pem", "127.0.0.1")
    made = x509.load_pem_x509_certificate(path.read_bytes())
    assert fingerprint_of(path).replace(":", "") == made.fingerprint(hashes.SHA256()).hex()
    server_context(path)


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\n"])
def test_a_damaged_one_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    path = certificate_file(tmp_path / "phones.pem", "127.0.0.1")
    path.write_bytes(damage)
    assert fingerprint_of(certificate_file(tmp_path / "phones.pem", "127.0.0.1"))


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / "phones.pem").mkdir()
    with pytest.raises(UnavailableError, match="certificate for phones"):
        certificate_file(tmp_path / "phones.pem", "127.0.0.1")


def test_one_that_is_pinned_lasts_ten_years(tmp_path: Path) -> None:
    path = certificate_file(tmp_path / "moderators.pem", "127.0.0.1", is_pinned=True)
    made = x509.load_pem_x509_certificate(path.read_bytes())
    assert made.not_valid_after_utc - made.not_valid_before_utc > datetime.timedelta(days=3600)
