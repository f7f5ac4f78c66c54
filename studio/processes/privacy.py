"""`hawker privacy verify`: whether the audit chain is whole and every draw was fair."""

import sys
from pathlib import Path

import msgspec

from studio.core.errors import NotFoundError
from studio.privacy.audit_key import AUDIT_KEY_FILE, AuditKey
from studio.privacy.verify import Verified, verify
from studio.store.database import FILE_NAME, Database


def verify_chain(data_dir: Path, url: str, *, is_json: bool) -> int:
    """Print what was found; status 0 when all of it is right, 1 when it is not.

    Raises NotFoundError where no show was ever kept.
    """
    if not (data_dir / AUDIT_KEY_FILE).exists() or not (url or (data_dir / FILE_NAME).exists()):
        raise NotFoundError("nothing was ever recorded here", str(data_dir))
    database = Database(url) if url else Database.in_folder(data_dir)
    try:
        found = verify(database, AuditKey.in_folder(data_dir))
    finally:
        database.close()
    if is_json:
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    else:
        print("\n".join(_words(found)))
    return 0 if found.is_whole else 1


def _words(found: Verified) -> list[str]:
    signed = f"{found.checkpoints} signatures, the last one at decision {found.signed_up_to}"
    lines = [f"{found.links} decisions, {signed}."]
    draws = found.draws
    if draws.drawn or draws.cancelled or draws.unfinished:
        ends = f"{draws.cancelled} called off, {draws.unfinished} promised and not ended"
        lines.append(f"{draws.drawn} lucky draws done again, {ends}.")
    lines += [f"Wrong: {fault}." for fault in (*found.faults, *draws.faults)]
    if found.is_whole:
        lines.append("Nothing was changed, left out or put in between.")
    return lines
