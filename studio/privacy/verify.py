"""Going through the audit chain: whether anything was changed, left out or put in between."""

import msgspec

from studio.privacy.audit_key import AuditKey
from studio.privacy.verify_draws import DrawsVerified, verify_draws
from studio.store import audit
from studio.store.database import Database

_MOST_FAULTS = 20


class Verified(msgspec.Struct, frozen=True, rename="camel"):
    """What was found. ``faults``: a sentence each, at most twenty."""

    links: int
    checkpoints: int
    signed_up_to: int
    public_key: str
    faults: tuple[str, ...] = ()
    draws: DrawsVerified = DrawsVerified()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults and not self.draws.faults


def verify(database: Database, key: AuditKey) -> Verified:
    """Hash every link anew, check every signature, and do every draw again."""
    faults: list[str] = []
    hashes: dict[int, bytes] = {0: audit.FIRST_HASH}
    number = 0
    with database.reading() as connection:
        signed = audit.checkpoints(connection)
        wanted = {checkpoint.number for checkpoint in signed}
        before = audit.FIRST_HASH
        for link in audit.links(connection):
            number += 1
            if link.number != number:
                faults.append(f"link {number} is missing")
                number = link.number
            faults += _faults_of(link, before)
            before = link.hash
            if number in wanted:
                hashes[number] = link.hash
    for checkpoint in signed:
        if not key.is_own(checkpoint.message, checkpoint.signature):
            faults.append(f"the signature at link {checkpoint.number} is not this studio's")
        elif hashes.get(checkpoint.number) != checkpoint.hash:
            faults.append(f"the chain is not the one that was signed at link {checkpoint.number}")
    return Verified(
        links=number,
        checkpoints=len(signed),
        signed_up_to=signed[-1].number if signed else 0,
        public_key=key.public_hex,
        faults=tuple(faults[:_MOST_FAULTS]),
        draws=verify_draws(database),
    )


def _faults_of(link: audit.Link, before: bytes) -> list[str]:
    if link.event is None:
        return [f"the event of link {link.number} is gone from the log"]
    expected = audit.link_hash(before, link.number, audit.content_of_row(link.event))
    return [] if expected == link.hash else [f"link {link.number} was changed"]
