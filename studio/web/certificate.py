"""Certificates that the studio makes for itself: one for phones, one for helpers' windows.

Nobody vouches for them. Browsers give a page the camera on secure origins only: a phone warns
once, and the fingerprint can be compared with the one that the window shows. A helper's window
knows the fingerprint from the day it was paired and takes no other.
"""

import datetime
import ipaddress
import os
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from studio.core.errors import UnavailableError
from studio.core.files import write_atomically

_LASTS = datetime.timedelta(days=800)  # phones refuse what lasts longer than 825 days
_LASTS_PINNED = datetime.timedelta(days=3650)  # a new one means that everybody pairs again
_RENEWED_BEFORE = datetime.timedelta(days=30)
_CLOCKS_DIFFER = datetime.timedelta(days=1)


def certificate_file(path: Path, address: str, *, is_pinned: bool = False) -> Path:
    """Key and certificate in one file that only its owner reads; made anew when it ends soon.

    ``address``: this computer's on its network. ``is_pinned``: it lasts ten years, for who
    takes no other. Raises UnavailableError when it cannot be kept.
    """
    try:
        if not _is_good(path):
            lasts = _LASTS_PINNED if is_pinned else _LASTS
            write_atomically(path, _made(address, lasts), is_secret=True)
        elif os.name == "posix":
            path.chmod(0o600)
    except OSError as error:
        raise UnavailableError(
            f"the certificate for {path.stem} could not be kept: {error.strerror}", str(path)
        ) from error
    return path


def server_context(path: Path, least: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2) -> ssl.SSLContext:
    """That version of TLS or better with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = least
    context.load_cert_chain(path)
    return context


def fingerprint_of(path: Path) -> str:
    """SHA-256 of the certificate, as browsers show it: pairs of digits with colons."""
    return x509.load_pem_x509_certificate(path.read_bytes()).fingerprint(hashes.SHA256()).hex(":")


def _is_good(path: Path) -> bool:
    try:
        data = path.read_bytes()
        serialization.load_pem_private_key(data, password=None)
        ends = x509.load_pem_x509_certificate(data).not_valid_after_utc
    except (OSError, ValueError):
        return False
    return ends - datetime.datetime.now(datetime.UTC) > _RENEWED_BEFORE


def _made(address: str, lasts: datetime.timedelta) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Hawker")])
    now = datetime.datetime.now(datetime.UTC)
    names: list[x509.GeneralName] = [x509.DNSName("localhost")]
    names += [x509.IPAddress(ipaddress.ip_address(one)) for one in {address, "127.0.0.1"}]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER)
        .not_valid_after(now + lasts)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)
