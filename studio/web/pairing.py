"""The device's side of pairing: look at the certificate, prove the code, check the answer."""

import asyncio
import hashlib
import ssl

import aiohttp
import msgspec

from studio.core.answer import ForbiddenError
from studio.core.devices import MOST_NAME
from studio.core.errors import BadInputError, NotFoundError, StudioError, UnavailableError
from studio.core.pairings import Pairing, PairingAddress
from studio.web.pairing_proof import (
    PairAsked,
    PairGranted,
    device_proof,
    hub_proof,
    is_same,
    new_nonce,
    shared_key,
)

_PATIENCE_S = 15.0
_MOST_BYTES = 16 * 1024
_STRANGER = "another computer than the one that invited you answers there; somebody may listen in"
_NOT_THERE = "the studio does not answer at this address"
_NO_STUDIO = "this is no studio that can be paired with"
_SENTENCES: dict[int, tuple[type[StudioError], str]] = {
    403: (ForbiddenError, "the code is not right, or somebody is listening in"),
    409: (UnavailableError, "the studio knows as many devices as it can"),
    410: (NotFoundError, "the invitation is not open any more; ask for another"),
    429: (UnavailableError, "too many tries; wait a minute"),
}


async def pair(address: PairingAddress, device_name: str) -> tuple[Pairing, str]:
    """Use the invitation up: the pairing, and the token that is told this once.

    Raises ForbiddenError when the code is wrong or another computer answers, NotFoundError when
    the invitation is over, UnavailableError when nobody answers.
    """
    fingerprint = address.fingerprint or await _certificate_at(address)
    nonce, name = new_nonce(), device_name.strip()[:MOST_NAME]
    key = await asyncio.to_thread(shared_key, address.code, fingerprint, nonce)
    asked = PairAsked(nonce, device_proof(key, name), name)
    granted = await _post(address, fingerprint, asked)
    proof = hub_proof(key, granted.device_id, granted.token, granted.name, granted.role)
    if not is_same(proof, granted.proof):
        raise ForbiddenError(_STRANGER, "pairing")
    pairing = Pairing(
        address.host, address.port, fingerprint, granted.device_id, granted.name, granted.role
    )
    return pairing, granted.token


async def _certificate_at(address: PairingAddress) -> str:
    """SHA-256 of whichever certificate is shown there. The proofs tell whether it is the hub's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        async with asyncio.timeout(_PATIENCE_S):
            _reader, writer = await asyncio.open_connection(address.host, address.port, ssl=context)
    except (OSError, TimeoutError, ValueError) as error:
        raise UnavailableError(_NOT_THERE, f"{address.host}:{address.port}") from error
    shown: ssl.SSLObject = writer.get_extra_info("ssl_object")
    certificate = shown.getpeercert(binary_form=True)
    writer.transport.abort()
    if not certificate:
        raise BadInputError(_NO_STUDIO, "pairing")
    return hashlib.sha256(certificate).hexdigest()


async def _post(address: PairingAddress, fingerprint: str, asked: PairAsked) -> PairGranted:
    host = f"[{address.host}]" if ":" in address.host else address.host
    pin = aiohttp.Fingerprint(bytes.fromhex(fingerprint))
    timeout = aiohttp.ClientTimeout(_PATIENCE_S)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=False) as session,
            session.post(
                f"https://{host}:{address.port}/pair",
                data=msgspec.json.encode(asked),
                headers={"Content-Type": "application/json"},
                ssl=pin,
                allow_redirects=False,
            ) as response,
        ):
            body = await response.content.read(_MOST_BYTES)
            status = response.status
    except aiohttp.ServerFingerprintMismatch as error:
        raise ForbiddenError(_STRANGER, "pairing") from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise UnavailableError(_NOT_THERE, f"{address.host}:{address.port}") from error
    if status != 200:
        kind, sentence = _SENTENCES.get(status, (BadInputError, _NO_STUDIO))
        raise kind(sentence, "pairing")
    try:
        return msgspec.json.decode(body, type=PairGranted)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInputError(_NO_STUDIO, "pairing") from error
